//! UTF-16 without a mark, told from its units. Programs that cut a text into parts, or that write it
//! through an interface of Windows, leave the mark out; of an office text nearly every unit is a
//! Chinese character then, and NULs are few.

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

/// UTF-16 without a mark: its delimiters, digits and line ends have one NUL each, all on the same
/// side; and what it reads as in that order is text.
pub(super) fn order(sample: &[u8]) -> Option<&'static Encoding> {
    const LONGEST: usize = 64 << 10;
    let sample = &sample[..sample.len().min(LONGEST)];
    // Old systems fill the last block of a text with NULs.
    let end = sample.iter().rposition(|byte| *byte != 0)? + 1;
    let sample = &sample[..(end + end % 2).min(sample.len())];
    // Text in any other encoding holds no NUL, so that this costs one look.
    memchr::memchr(0, sample)?;
    let units = |from: fn([u8; 2]) -> u16| {
        let pairs = sample.as_chunks::<2>().0.iter();
        WideUnits::of(pairs.map(|pair| from(*pair)))
    };
    let (little, big) = (units(u16::from_le_bytes), units(u16::from_be_bytes));
    // A few characters, such as 开 (U+5F00), have a NUL on the other side.
    if little.is_text() && big.ascii * 4 < little.ascii {
        Some(UTF_16LE)
    } else if big.is_text() && little.ascii * 4 < big.ascii {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// What the units of UTF-16 are, in one of its two orders.
#[derive(Default)]
struct WideUnits {
    all: usize,
    /// Letters, digits, delimiters and line ends of ASCII.
    ascii: usize,
    /// Those that office texts hold besides: Chinese characters and marks, Latin letters.
    usual: usize,
    /// Bytes of other units that would be ASCII by themselves.
    narrow_bytes: usize,
}

impl WideUnits {
    fn of(units: impl Iterator<Item = u16>) -> Self {
        let mut found = Self::default();
        for unit in units {
            found.all += 1;
            match unit {
                0x20..=0x7e | 0x09 | 0x0a | 0x0d => found.ascii += 1,
                0xa0..=0x24f
                | 0x2000..=0x27bf
                | 0x3000..=0x33ff
                | 0x3400..=0x9fff
                | 0xd800..=0xdfff
                | 0xfe30..=0xfe4f
                | 0xff00..=0xffef => found.usual += 1,
                _ => {}
            }
            if unit > 0x7e {
                let is_narrow = |byte: &&u8| byte.is_ascii_graphic() || byte.is_ascii_whitespace();
                found.narrow_bytes += unit.to_le_bytes().iter().filter(is_narrow).count();
            }
        }
        found
    }

    /// Pairs of letters in ASCII read as Chinese characters too; all bytes of those are ASCII.
    fn is_text(&self) -> bool {
        let other_bytes = 2 * (self.all - self.ascii);
        self.ascii > 0
            && (self.ascii + self.usual) * 10 >= self.all * 9
            && self.narrow_bytes * 5 <= other_bytes * 4
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(bytes: &[u8]) -> &'static str {
        order(bytes).map_or("UTF-8", Encoding::name)
    }

    #[test]
    fn wide_text_needs_no_mark_and_little_ascii() {
        let text =
            "发文标题，印发单位\n关于做好汛期安全防范工作的通知，云岭县水务局，二〇二四年五月\n";
        for text in [text.repeat(9), text.to_owned(), "a,b\n1,2\n".to_owned()] {
            let bytes = |order: fn(u16) -> [u8; 2]| -> Vec<u8> {
                text.encode_utf16().flat_map(order).collect()
            };
            let (little, big) = (bytes(u16::to_le_bytes), bytes(u16::to_be_bytes));
            assert_eq!(name(&little), "UTF-16LE");
            assert_eq!(name(&big), "UTF-16BE");
            // The last block is filled, and the text cut within a character.
            assert_eq!(name(&[little.as_slice(), &[0; 300]].concat()), "UTF-16LE");
            assert_eq!(name(&[big.as_slice(), &[0; 301]].concat()), "UTF-16BE");
        }
        // NULs in other texts: behind them, in a cell, between short records.
        for text in [
            "title,date\nplain,2024-03-05\n",
            "标题,日期\n通知,2024-03-05\n",
        ] {
            for nuls in [1, 2, 5, 400] {
                let filled = [text.as_bytes(), &vec![0; nuls]].concat();
                assert_eq!(name(&filled), "UTF-8", "{nuls} behind {text}");
                let between = [filled.as_slice(), text.as_bytes()].concat();
                assert_eq!(name(&between), "UTF-8", "{nuls} within {text}");
            }
        }
    }
}
