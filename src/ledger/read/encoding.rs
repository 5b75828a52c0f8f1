//! What a text is encoded in, found from a sample: a byte order mark, the NULs of UTF-16, sound
//! UTF-8, else GB18030 (of which GBK and GB2312 are parts), else Windows-1252, which is what a
//! text is that is neither. The sample is taken where the first character beyond ASCII stands,
//! so that the pass over a large file costs next to nothing.

use std::borrow::Cow;
use std::io::{self, Read};

use encoding_rs::{Encoding, GB18030, UTF_8, WINDOWS_1252};

use super::wide;

/// What was found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TextSurvey {
    /// The encoding.
    pub encoding: &'static Encoding,
    /// What it was known by; a key of the catalogue.
    pub why: &'static str,
    /// Bytes of byte order mark in front.
    pub mark_bytes: u64,
    /// Nothing stands in it but perhaps the mark.
    pub is_empty: bool,
}

/// The share of broken sequences up to which a text is in an encoding, with damage. Chinese in
/// GB18030 is almost never valid UTF-8, and text in a Latin encoding almost never valid GB18030
/// (our own reading of the byte layouts).
const DAMAGE: f64 = 0.1;
/// How much of the text beyond the first such character is looked at.
const SAMPLE_BYTES: u64 = 1 << 20;

impl TextSurvey {
    /// Surveys bytes from their start.
    ///
    /// # Errors
    /// Those of the input.
    pub fn of(mut input: impl Read) -> io::Result<Self> {
        let mut sample = Vec::new();
        input.by_ref().take(SAMPLE_BYTES).read_to_end(&mut sample)?;
        if let Some((encoding, length)) = Encoding::for_bom(&sample) {
            return Ok(Self {
                encoding,
                why: "encoding-mark",
                mark_bytes: length as u64,
                is_empty: sample.len() == length,
            });
        }
        let is_empty = sample.is_empty();
        let (encoding, why) = match wide::order(&sample) {
            Some(encoding) => (encoding, "encoding-wide"),
            None => narrow(input, sample)?,
        };
        Ok(Self {
            encoding,
            why,
            mark_bytes: 0,
            is_empty,
        })
    }

    /// The encoding's name in machine formats.
    #[must_use]
    pub fn label(&self) -> String {
        self.encoding.name().to_lowercase()
    }
}

/// A short text in whatever it is encoded in, without its mark.
#[must_use]
pub fn decoded(bytes: &[u8]) -> Cow<'_, str> {
    // Bytes in memory cannot fail to be read.
    let encoding = TextSurvey::of(bytes).map_or(UTF_8, |survey| survey.encoding);
    encoding.decode(bytes).0
}

/// The same where every byte of it is sound; `None` where some are not.
#[must_use]
pub fn soundly_decoded(bytes: &[u8]) -> Option<Cow<'_, str>> {
    let encoding = TextSurvey::of(bytes).map_or(UTF_8, |survey| survey.encoding);
    // Every byte is sound in it, so that it says nothing.
    let is_guess = encoding == WINDOWS_1252;
    let (text, _, is_damaged) = encoding.decode(bytes);
    (!is_damaged && !is_guess).then_some(text)
}

/// An encoding of which ASCII is a part.
fn narrow(
    mut input: impl Read,
    mut sample: Vec<u8>,
) -> io::Result<(&'static Encoding, &'static str)> {
    while sample.is_ascii() {
        sample.clear();
        if input.by_ref().take(SAMPLE_BYTES).read_to_end(&mut sample)? == 0 {
            return Ok((UTF_8, "encoding-ascii"));
        }
    }
    let first = sample.iter().position(|byte| !byte.is_ascii());
    if first.is_some_and(|first| first > sample.len() / 2) {
        input.take(SAMPLE_BYTES).read_to_end(&mut sample)?;
    }
    Ok(
        if utf8_damage(&sample) <= DAMAGE && !is_chinese_in_disguise(&sample) {
            (UTF_8, "encoding-sound")
        } else if gb18030_damage(&sample) <= DAMAGE {
            (GB18030, "encoding-chinese")
        } else {
            (WINDOWS_1252, "encoding-neither")
        },
    )
}

/// Broken sequences for each sound one beyond ASCII; one that the sample's end cuts is neither.
fn utf8_damage(sample: &[u8]) -> f64 {
    let (mut broken, mut sound) = (0, 0);
    for chunk in sample.utf8_chunks() {
        sound += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    share(broken, sound)
}

/// Few Chinese characters in GB18030 can be valid UTF-8 by chance: pairs of bytes that read as
/// letters of some alphabet. Letters of one alphabet begin with one or two bytes, and accented
/// Latin ones stand alone among ASCII; these do neither.
fn is_chinese_in_disguise(sample: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(sample) else {
        return false;
    };
    let beyond: Vec<char> = text.chars().filter(|c| !c.is_ascii()).collect();
    let in_pairs = beyond.iter().all(|c| ('\u{80}'..'\u{800}').contains(c));
    let alphabets = [
        '\u{c0}'..='\u{24f}',
        '\u{370}'..='\u{3ff}',
        '\u{400}'..='\u{4ff}',
    ];
    let of_one = alphabets
        .iter()
        .any(|alphabet| beyond.iter().all(|c| alphabet.contains(c)));
    let stand_together = text
        .split(|c: char| c.is_ascii())
        .any(|run| run.chars().count() > 1);
    let (chinese, _, damage) = GB18030.decode(sample);
    in_pairs
        && !of_one
        && stand_together
        && !damage
        && chinese
            .chars()
            .all(|c| c.is_ascii() || ('\u{4e00}'..='\u{9fff}').contains(&c))
}

fn gb18030_damage(sample: &[u8]) -> f64 {
    let (text, _) = GB18030.decode_without_bom_handling(sample);
    let beyond = text.chars().filter(|c| !c.is_ascii());
    let (mut broken, mut sound) = (0, 0);
    for character in beyond {
        // Two bytes of another encoding often read as a character for private use; no office
        // text means one.
        if matches!(character, '\u{fffd}' | '\u{e000}'..='\u{f8ff}') {
            broken += 1;
        } else {
            sound += 1;
        }
    }
    share(broken, sound)
}

fn share(broken: usize, sound: usize) -> f64 {
    // One torn character, as at the end of a sample, is no damage.
    broken.saturating_sub(1) as f64 / sound.max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encoding(bytes: &[u8]) -> &'static str {
        TextSurvey::of(bytes).map_or("unread", |survey| survey.encoding.name())
    }

    #[test]
    fn encodings_are_told_apart() {
        let text = "会议名称,召开时间\n全县燃气安全会议,2024-03-05\n".repeat(20);
        assert_eq!(encoding(text.as_bytes()), "UTF-8");
        assert_eq!(encoding(format!("\u{feff}{text}").as_bytes()), "UTF-8");
        assert_eq!(encoding(&GB18030.encode(&text).0), "gb18030");
        let wide: Vec<u16> = text.encode_utf16().collect();
        let little: Vec<u8> = wide.iter().flat_map(|unit| unit.to_le_bytes()).collect();
        let big: Vec<u8> = wide.iter().flat_map(|unit| unit.to_be_bytes()).collect();
        assert_eq!(
            encoding(&[&[0xff, 0xfe], little.as_slice()].concat()),
            "UTF-16LE"
        );
        assert_eq!(
            encoding(&[&[0xfe, 0xff], big.as_slice()].concat()),
            "UTF-16BE"
        );
        assert_eq!(encoding(&little), "UTF-16LE");
        assert_eq!(encoding(b"title,date\nplain,2024-03-05\n"), "UTF-8");
        assert_eq!(encoding(b""), "UTF-8");
    }

    #[test]
    fn one_chinese_cell_after_a_long_stretch_of_digits_is_enough() {
        let digits = "1234567890,2024-03-05,99\n".repeat(100_000);
        for text in [
            format!("{digits}红旗村青山镇,3\n"),
            "红旗村青山镇".to_owned(),
        ] {
            assert_eq!(encoding(&GB18030.encode(&text).0), "gb18030");
            assert_eq!(encoding(text.as_bytes()), "UTF-8");
        }
    }

    #[test]
    fn a_stray_byte_does_not_change_the_encoding() {
        let mut bytes = "会议名称,召开时间\n".repeat(10).into_bytes();
        bytes[30] = 0xff;
        assert_eq!(encoding(&bytes), "UTF-8");
    }

    #[test]
    fn text_that_is_neither_is_latin() {
        let (bytes, _, _) =
            WINDOWS_1252.encode("Café crème,£584,7 – 8 Feb,naïve,“quoted”\nété,x\n");
        assert_eq!(encoding(&bytes), "windows-1252");
    }
}
