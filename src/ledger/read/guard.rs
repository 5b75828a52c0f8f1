//! One guard around everything that takes a file apart. The crates that read workbooks, packed
//! files and pages may panic on a damaged one; that is the file's fault and not the run's, and the
//! other files are read all the same.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::text::Message;

/// Does the work; a panic in it is a fault of the file.
///
/// # Errors
/// Those of the work, and a message where it panicked.
pub fn guarded<T>(work: impl FnOnce() -> Result<T, Message>) -> Result<T, Message> {
    // What the work has touched is dropped with it.
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| Err(Message::new("file-damaged")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_a_fault_of_the_file() {
        let none: [u8; 0] = [];
        let fault = guarded(|| Ok(none[std::hint::black_box(3)])).unwrap_err();
        assert_eq!(fault.key(), "file-damaged");
        assert_eq!(guarded(|| Ok(1)).unwrap(), 1);
    }
}
