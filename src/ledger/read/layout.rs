//! Which ledger a table is, where its header stands and how many rows it takes, and which columns are
//! its own. The best-mapped header wins; what fits no ledger or two is refused with the columns that
//! were missing or shared.

use super::dialect::Reading;
pub use super::laid_out::Layout;
use super::mapping::{Hints, field_name};
use super::search::{Fit, Miss, Search, list_open};
use crate::text::Message;

/// Two ledgers that a table fits nearly alike cannot be told apart.
const MARGIN: f64 = 0.35;
/// Finds the layout of a table from its beginning, read in one way or several.
///
/// # Errors
/// A message that says which columns were missing, shared, or claimed twice.
pub fn find(readings: &[Reading], hints: &Hints<'_>) -> Result<Layout, Message> {
    let Search {
        mut fits, nearest, ..
    } = Search::through(readings, hints)?;
    if hints.forced.or(hints.by_name).is_none() {
        // A table that is far more of another ledger, of which it lacks a column, is of none.
        let other = nearest.as_ref().map_or(0.0, |miss| miss.total);
        fits.retain(|fit| fit.total >= other || fit.is_titled);
    }
    let fit =
        choose(fits, hints).map_err(|shared| shared.unwrap_or_else(|| no_fit(nearest, hints)))?;
    if let Some((first, second)) = fit.clash {
        return Err(claimed_twice(&fit.layout, first, second));
    }
    let mut layout = fit.layout;
    if hints.forced.is_some() {
        layout.why = "why-forced";
    } else if hints.by_name == Some(layout.ledger) {
        layout.why = "why-name";
    }
    list_open(&mut layout, readings);
    Ok(layout)
}

/// What came nearest where [`find`] refuses a table: the ledger that it is perhaps, and what its
/// columns were taken for.
#[must_use]
pub fn nearest(readings: &[Reading], hints: &Hints<'_>) -> Option<Layout> {
    let search = Search::through(readings, hints).ok()?;
    let best = search
        .fits
        .into_iter()
        .max_by(|left, right| left.total.total_cmp(&right.total));
    let mut layout = match best {
        Some(fit) => fit.layout,
        None => search.nearest?.layout,
    };
    list_open(&mut layout, readings);
    Some(layout)
}
/// The best-mapped layout; `Err(Some)` where two ledgers share it, `Err(None)` where none fits.
fn choose(mut fits: Vec<Fit>, hints: &Hints<'_>) -> Result<Fit, Option<Message>> {
    let named = hints
        .by_name
        .filter(|named| fits.iter().any(|fit| fit.layout.ledger == *named));
    if let Some(named) = named {
        fits.retain(|fit| fit.layout.ledger == named);
    }
    // Among equals the header of fewest rows: what stands above it is a title.
    let before = |left: &Fit, right: &Fit| {
        let near = (left.total - right.total).abs() < 1e-9;
        if near {
            left.rows < right.rows
        } else {
            left.total > right.total
        }
    };
    let mut best: Option<usize> = None;
    for (position, fit) in fits.iter().enumerate() {
        if best.is_none_or(|best| before(fit, &fits[best])) {
            best = Some(position);
        }
    }
    let Some(best) = best else { return Err(None) };
    let (ledger, total) = (fits[best].layout.ledger, fits[best].total);
    let rival = fits
        .iter()
        .filter(|fit| fit.layout.ledger != ledger && fit.total > total - MARGIN)
        .max_by(|left, right| left.total.total_cmp(&right.total));
    match rival {
        Some(rival) if rival.is_titled && !fits[best].is_titled => {
            let ledger = rival.layout.ledger;
            fits.retain(|fit| fit.layout.ledger == ledger);
            choose(fits, hints)
        }
        Some(rival) if rival.is_titled == fits[best].is_titled => {
            Err(Some(shared(&fits[best].layout, &rival.layout)))
        }
        _ => Ok(fits.swap_remove(best)),
    }
}

/// What is said of a table that two ledgers share.
fn shared(first: &Layout, second: &Layout) -> Message {
    let shared: Vec<String> = first
        .columns
        .iter()
        .filter(|column| column.target.is_some())
        .map(|column| column.header.clone())
        .collect();
    let (first, second) = if first.ledger < second.ledger {
        (first, second)
    } else {
        (second, first)
    };
    Message::new("file-of-two-ledgers")
        .text("first", first.ledger.name())
        .text("second", second.ledger.name())
        .text("columns", shared.join(", "))
}

fn no_fit(nearest: Option<Miss>, hints: &Hints<'_>) -> Message {
    let Some(miss) = nearest else {
        return Message::new("file-without-header");
    };
    let key = if hints.forced.is_some() || hints.by_name.is_some() {
        "file-missing-columns"
    } else {
        "file-of-no-ledger"
    };
    let mut missing = Vec::new();
    for field in &miss.missing {
        let header = miss
            .layout
            .ledger
            .schema()
            .field(field)
            .and_then(|field| field.headers.first());
        missing.push(format!("{field} ({})", header.unwrap_or(&"-")));
    }
    if missing.is_empty() {
        missing.push("meetings | documents | forms | inspections | fingertips (1-5)".to_owned());
    }
    let headers = miss.layout.columns.iter();
    let headers: Vec<&str> = headers.map(|column| column.header.as_str()).collect();
    Message::new(key)
        .text("ledger", miss.layout.ledger.name())
        .text("missing", missing.join(", "))
        .count("line", miss.layout.header_line as usize)
        .text("header", super::excerpt(&headers.join(" | ")))
}
/// Two columns of one field that neither words nor cells tell apart are an error.
fn claimed_twice(layout: &Layout, first: usize, second: usize) -> Message {
    let schema = layout.ledger.schema();
    let field = [first, second]
        .into_iter()
        .find_map(|column| layout.columns[column].target)
        .map(|target| field_name(schema, target))
        .unwrap_or_default();
    Message::new("file-field-claimed-twice")
        .text("ledger", schema.name)
        .text("field", field)
        .text("first", &layout.columns[first].header)
        .text("second", &layout.columns[second].header)
        .count("line", layout.header_line as usize)
        .count("column", second + 1)
}
#[cfg(test)]
mod tests {
    use super::super::dialect::readings;
    use super::*;
    use crate::ledger::Ledger;

    fn layout(head: &str) -> Result<Layout, String> {
        find(&readings(head, true), &Hints::default()).map_err(|message| message.to_string())
    }

    fn fields(layout: &Layout) -> Vec<String> {
        let names = layout
            .columns
            .iter()
            .map(|column| layout.field_name(column));
        names.map(Option::unwrap_or_default).collect()
    }

    #[test]
    fn the_header_is_found_below_titles_and_under_any_delimiter() {
        let found = layout("云岭县2024年会议台账\n\n会议名称\t召开时间\t主办单位\tx\n").unwrap();
        assert_eq!(
            (found.ledger, found.header_line, found.last_header_line),
            (Ledger::Meetings, 3, 3)
        );
        assert_eq!(found.dialect.unwrap().delimiter, b'\t');
        assert_eq!(fields(&found), ["title", "date", "organizer", ""]);
    }

    #[test]
    fn a_header_of_two_rows_is_one() {
        let found =
            layout("会议名称,召开时间,主办单位,参会人数,\n,,,应到,实到\n会,2024-03-05,甲局,10,9\n")
                .unwrap();
        assert_eq!((found.header_line, found.last_header_line), (1, 2));
        assert_eq!(
            fields(&found),
            ["title", "date", "organizer", "attendees", "attendees"]
        );
        assert_eq!(found.columns[4].header, "参会人数 实到");
    }

    #[test]
    fn a_table_beside_the_table_is_left_alone() {
        let found = layout(
            "会议名称,召开时间,主办单位,,会议名称,参会人数\n会,2024-03-05,甲局,,合并,9\n会二,2024-03-06,甲局,,,\n",
        )
        .unwrap();
        assert_eq!(fields(&found), ["title", "date", "organizer", "", "", ""]);
        // An empty column in one table separates nothing.
        let found = layout(
            "会议名称,召开时间,主办单位,,参会人数\n会,2024-03-05,甲局,,3\n会二,2024-03-06,甲局,,9\n",
        )
        .unwrap();
        assert_eq!(fields(&found)[4], "attendees");
    }

    #[test]
    fn what_fits_none_or_two_is_refused_with_its_columns() {
        assert!(
            layout("a,b,c\n1,2,3\n")
                .unwrap_err()
                .contains("file-of-no-ledger")
        );
        assert!(layout("").unwrap_err().contains("file-without-header"));
        let two = layout("name,owner\nx,y\n").unwrap_err();
        assert!(
            two.contains("file-of-two-ledgers") && two.contains("groups"),
            "{two}"
        );
        let twice = layout("title,会议名称,date,organizer,attendees\n会,回,2024-03-05,甲局,9\n");
        let twice = twice.unwrap_err();
        assert!(twice.contains("file-field-claimed-twice"), "{twice}");
        // Two columns that hold the same are one.
        let one = layout("title,会议名称,date,organizer,attendees\n会,会,2024-03-05,甲局,9\n");
        assert_eq!(fields(&one.unwrap())[..3], ["title", "", "date"]);
        assert!(layout("title,date,date,organizer\n").is_err());
    }

    #[test]
    fn ranked_fields_take_several_columns() {
        let found = layout("title,date,organizer,应到人数,实到人数\n").unwrap();
        assert!(found.columns[4].priority < found.columns[3].priority);
    }
}
