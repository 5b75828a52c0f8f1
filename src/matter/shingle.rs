//! Bodies of documents as sets of character 5-grams: how much of a copy stands in its original,
//! and a bottom-k sketch (Broder 1997) by which originals are found without comparing all pairs.

use rustc_hash::FxHasher;
use std::hash::Hasher;

use crate::ledger::values::normal::narrow;

const LENGTH: usize = 5;
/// Least hashes kept of a body. A copy of which three quarters stand in its original shares one
/// of eight with it in all but one case of some ten thousand.
const SKETCH: usize = 8;

/// The hashes of a text's 5-grams, sorted, each once; punctuation and blanks do not count.
#[must_use]
pub fn grams(text: &str) -> Vec<u64> {
    let characters: Vec<char> = narrow(text)
        .chars()
        .filter(|character| character.is_alphanumeric())
        .collect();
    let mut hashes: Vec<u64> = characters
        .windows(LENGTH.min(characters.len().max(1)))
        .map(|gram| {
            let mut hasher = FxHasher::default();
            for character in gram {
                hasher.write_u32(u32::from(*character));
            }
            // Fx leaves the low bits poor; the multiplication spreads them (splitmix64's constant).
            hasher.finish().wrapping_mul(0xbf58_476d_1ce4_e5b9) >> 1
        })
        .collect();
    hashes.sort_unstable();
    hashes.dedup();
    hashes
}

/// The least hashes of a text's 5-grams.
#[must_use]
pub fn sketch(text: &str) -> Vec<u64> {
    let mut hashes = grams(text);
    hashes.truncate(SKETCH);
    hashes
}

/// The share of `copy`'s 5-grams that stand in `original`; both sorted.
#[must_use]
pub fn containment(copy: &[u64], original: &[u64]) -> f64 {
    if copy.is_empty() {
        return 0.0;
    }
    let found = copy
        .iter()
        .filter(|gram| original.binary_search(gram).is_ok())
        .count();
    found as f64 / copy.len() as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_stands_in_its_original() {
        let original =
            "各乡镇要高度重视秸秆禁烧工作，层层压实责任，确保全域不着一把火、不冒一处烟。";
        let copy = "各村要高度重视秸秆禁烧工作,层层压实责任,确保全域不着一把火、不冒一处烟。";
        assert!(containment(&grams(copy), &grams(original)) > 0.8);
        assert!(containment(&grams("关于开展义务植树的通知"), &grams(original)) < 0.1);
        assert!(
            sketch(copy)
                .iter()
                .any(|gram| sketch(original).contains(gram))
        );
        assert!(grams("").is_empty());
    }
}
