//! A generator that is the same on every machine, and how much of it the command line asks for.

/// A linear congruential generator (Knuth), so that every machine measures the same bytes.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    /// A generator whose first numbers tell nothing of the seed.
    #[allow(dead_code, reason = "not every benchmark runs many seeds")]
    pub(crate) fn seeded(seed: u64) -> Self {
        let mut random = Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x5851_f42d);
        for _ in 0..8 {
            random.below(2);
        }
        random
    }

    /// A number from 0 to below 1.
    #[allow(dead_code, reason = "not every benchmark draws fractions")]
    pub(crate) fn uniform(&mut self) -> f64 {
        const STEPS: usize = 1 << 30;
        self.below(STEPS) as f64 / STEPS as f64
    }

    pub(crate) fn below(&mut self, bound: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % bound
    }

    #[allow(dead_code, reason = "not every benchmark picks words")]
    pub(crate) fn of<'w>(&mut self, words: &[&'w str]) -> &'w str {
        words[self.below(words.len())]
    }

    #[allow(dead_code, reason = "not every benchmark writes dates")]
    pub(crate) fn date(&mut self) -> String {
        let month = 1 + self.below(12);
        format!("2024-{month:02}-{:02}", 1 + self.below(28))
    }
}

/// How many rows the command line asks for.
#[allow(dead_code, reason = "tests have no command line")]
pub(crate) fn rows(otherwise: usize) -> usize {
    std::env::args()
        .skip(1)
        .find_map(|argument| argument.parse().ok())
        .unwrap_or(otherwise)
}

/// How titles of meetings end.
#[allow(dead_code, reason = "each benchmark uses a part")]
pub(crate) const MEETING_ENDINGS: [&str; 8] = [
    "工作会议",
    "推进会",
    "动员部署会",
    "专题会",
    "座谈会",
    "调度会",
    "现场会",
    "会议精神传达会",
];
