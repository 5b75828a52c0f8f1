//! Sets of demands that groups and apps make, as bits and as words of the message catalogue.

use crate::ledger::schema::{DEMANDS, demand_bit};
use crate::ledger::values::coded::canonical;
use crate::text::{Argument, Message};

/// The bits of demands by their canonical words.
pub(super) fn demand_bits(words: &[&str]) -> u32 {
    words.iter().fold(0, |all, word| all | demand_bit(word))
}

/// The demands of a set, as messages of the catalogue.
pub(super) fn demand_words(demands: u32) -> Argument {
    let words = (0..DEMANDS.len() as u32).filter(|position| demands & (1 << position) != 0);
    let message = |position| {
        let word = canonical(DEMANDS, position).replace('_', "-");
        Message::new(format!("demand-{word}"))
    };
    Argument::Messages(words.map(message).collect())
}
