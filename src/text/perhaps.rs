//! What was perhaps meant by a word that nothing is called.

use super::Message;

/// What was perhaps meant: the known word that is nearest, if one is near.
#[must_use]
pub fn perhaps<'w>(word: &str, known: impl Iterator<Item = &'w str>) -> Message {
    const NEAR: f64 = 0.75;
    let nearest = known
        .map(|known| (strsim::jaro_winkler(word, known), known))
        .filter(|(likeness, _)| *likeness >= NEAR)
        .max_by(|left, right| left.0.total_cmp(&right.0));
    match nearest {
        Some((_, known)) => Message::new("did-you-mean").text("word", known),
        None => Message::new("nothing"),
    }
}
