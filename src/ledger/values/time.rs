//! Times of day: `9:00`, `上午9:00`, `下午2:30—4:00`, `14：30`, `9时30分`, `9点半`, `全天`.
//! A part of the day without a clock time (上午, 全天) is readable but gives no minutes.

use super::Fault;
use super::normal::narrow;

/// Minutes after midnight at which something starts and ends, each where it is stated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TimeCell {
    /// Start, in minutes after midnight.
    pub start: Option<i32>,
    /// End, in minutes after midnight.
    pub end: Option<i32>,
}

const PARTS_OF_DAY: [(&str, bool); 10] = [
    ("凌晨", false),
    ("早上", false),
    ("上午", false),
    ("中午", true),
    ("下午", true),
    ("晚上", true),
    ("傍晚", true),
    ("全天", false),
    ("am", false),
    ("pm", true),
];
const RANGE_MARKS: [char; 8] = ['-', '—', '–', '~', '至', '到', '―', '～'];

/// Reads a time or a range of times.
///
/// # Errors
/// [`Fault::NotATime`] where the cell is neither.
pub fn read(cell: &str) -> Result<TimeCell, Fault> {
    let narrowed = narrow(cell);
    let text = narrowed.trim();
    let mut ends = text.splitn(2, RANGE_MARKS);
    let first = ends.next().unwrap_or_default();
    // A doubled dash (——) leaves a second one in front of the end.
    let second = ends
        .next()
        .map(|end| end.trim_start_matches(RANGE_MARKS).trim());
    let (start, afternoon) = clock(first.trim(), false)?;
    let end = match second {
        Some(end) if !end.is_empty() => clock(end, afternoon)?.0,
        _ => None,
    };
    Ok(TimeCell { start, end })
}

/// One clock time, and whether it was said to be after noon.
fn clock(text: &str, said_before: bool) -> Result<(Option<i32>, bool), Fault> {
    let mut rest = text;
    let mut afternoon = said_before;
    let mut named = false;
    let lower = text.to_ascii_lowercase();
    for (word, late) in PARTS_OF_DAY {
        if let Some(stripped) = rest.strip_prefix(word) {
            (rest, afternoon, named) = (stripped.trim(), late, true);
        } else if word.is_ascii() && lower.ends_with(word) {
            rest = rest[..rest.len() - word.len()].trim();
            (afternoon, named) = (late, true);
        }
    }
    if rest.is_empty() && named {
        return Ok((None, afternoon));
    }
    let (hour, minute) = hour_and_minute(rest).ok_or(Fault::NotATime)?;
    // 下午2:30 is 14:30, 下午14:30 too; 12 at noon stays 12.
    let hour = if afternoon && hour < 12 && (named || hour < 8) {
        hour + 12
    } else {
        hour
    };
    Ok((Some(hour * 60 + minute), afternoon))
}

fn hour_and_minute(text: &str) -> Option<(i32, i32)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let hour: i32 = text.get(..digits)?.parse().ok()?;
    let rest = &text[digits..];
    let mark = rest.chars().next()?;
    let minutes = rest[mark.len_utf8()..].trim_end_matches('分');
    let minute = match (mark, minutes) {
        ('时' | '点', "" | "整") => 0,
        ('时' | '点', "半") => 30,
        ('时' | '点' | ':', minutes) => clock_minutes(minutes)?,
        _ => return None,
    };
    let in_a_day =
        (0..=24).contains(&hour) && (0..60).contains(&minute) && hour * 60 + minute <= 1440;
    in_a_day.then_some((hour, minute))
}

/// `30`, `30:00`, `30:00.000`: seconds are read and dropped.
fn clock_minutes(text: &str) -> Option<i32> {
    let (minutes, seconds) = text.split_once(':').unwrap_or((text, "0"));
    let seconds = seconds.trim_end_matches(['Z', 'z']);
    let readable = minutes.len() <= 2
        && seconds
            .parse::<f64>()
            .is_ok_and(|s| (0.0..61.0).contains(&s));
    readable.then(|| minutes.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_is_read() {
        let at = |text| read(text).map(|cell| (cell.start, cell.end));
        assert_eq!(at("9:00"), Ok((Some(540), None)));
        assert_eq!(at("09:00:30"), Ok((Some(540), None)));
        assert_eq!(at("上午9:00"), Ok((Some(540), None)));
        assert_eq!(at("下午2:30—4:00"), Ok((Some(870), Some(960))));
        assert_eq!(at("14：30"), Ok((Some(870), None)));
        assert_eq!(at("9时30分"), Ok((Some(570), None)));
        assert_eq!(at("9点半"), Ok((Some(570), None)));
        assert_eq!(at("2:30 PM"), Ok((Some(870), None)));
        assert_eq!(at("9:00-11:30"), Ok((Some(540), Some(690))));
        assert_eq!(at("全天"), Ok((None, None)));
        assert_eq!(at("25:00"), Err(Fault::NotATime));
        assert_eq!(at("9:75"), Err(Fault::NotATime));
        assert_eq!(at("待定"), Err(Fault::NotATime));
    }
}
