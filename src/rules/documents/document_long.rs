//! Documents over the length that is allowed, by characters or by pages.

use serde::{Deserialize, Serialize};

use crate::arithmetic::short;
use crate::finding::Hit;
use crate::ledger::Ledger;
use crate::ledger::schema::documents::SPECIAL_BIT;
use crate::matter::RowOf;
use crate::region::Region;
use crate::rules::single::{Said, single};
use crate::rules::{Parameters, Rule, RuleTexts, configure};
use crate::text::{Message, both};

pub(in crate::rules) static RULE: Rule = Rule {
    name: "document-long",
    ledger: Ledger::Documents,
    beside: &[],
    needs: &[&["words", "pages"]],
    compares_matters: false,
    prohibited: false,
    texts: &TEXTS,
    configure: configure::<DocumentLong>,
};

static TEXTS: RuleTexts = RuleTexts {
    summary: both("A document is longer than allowed.", "文件篇幅超过规定。"),
    why: both(
        "Every reader of every recipient reads the surplus.",
        "每个收文单位的每位阅文人都要多读这些字。",
    ),
    hours: both(
        "recipients × readers × characters over the cap ÷ (300 × 60); pages over theirs count 550 characters each; of both the larger.",
        "收文单位数 × 阅文人数 × 超出字数 ÷（300 × 60）；超出页数按每页550字折算，两者取大。",
    ),
    basis: both(
        "2024 provisions: generally at most 5,000 characters, 4,000 on special work; 2019 notice: at most 10 pages in principle; comprehensive documents excepted (not checked against the official text).",
        "2024年若干规定：一般不超过5000字，专项工作文件不超过4000字；2019年通知：原则上不超过10页；综合性文件除外（未与官方文本核对）。",
    ),
    example: both(
        "A plan of 12,000 characters to 12 townships: 12 × 3 × 7,000 ÷ 18,000 = 14 hours over.",
        "12000字的方案发12个乡镇：超出12 × 3 × 7000 ÷ 18000 = 14小时。",
    ),
    limits: both(
        "Only stated characters and pages; annexes count if the ledger counts them.",
        "仅依据登记的字数、页数；附件是否计入依台账。",
    ),
    remedy: both(
        "Cut it to the cap; say what is to be done and by whom.",
        "压减到规定字数，只写做什么、谁来做。",
    ),
    message: both(
        "{ $size } { $unit ->\n [pages] pages\n *[characters] characters\n}, the cap is { $cap }; read by { $readers } readers, { $avoidable } h over",
        "篇幅{ $size }{ $unit ->\n [pages] 页\n *[characters] 字\n}，上限{ $cap }；{ $readers }人阅读，超出{ $avoidable }小时",
    ),
};

/// Parameters of `document-long`.
#[derive(Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct DocumentLong {
    /// Characters of a document.
    characters: u32,
    /// Characters of a document on one subject.
    special_characters: u32,
    /// Pages.
    pages: u32,
}

impl Default for DocumentLong {
    fn default() -> Self {
        Self {
            characters: 5000,
            special_characters: 4000,
            pages: 10,
        }
    }
}

impl Parameters for DocumentLong {
    fn check(&self, region: &Region) -> Vec<Hit> {
        let table = region.table(Ledger::Documents);
        let (words, pages, kinds) = (
            table.wholes("words"),
            table.wholes("pages"),
            table.wholes("kind"),
        );
        single(region, Ledger::Documents, |row| {
            let is_special = kinds.get(row).unwrap_or_default() & SPECIAL_BIT != 0;
            let cap = if is_special {
                self.special_characters
            } else {
                self.characters
            };
            let by_words = words
                .get(row)
                .filter(|words| *words > cap)
                .map(|words| (f64::from(words - cap), words, "characters", cap));
            let by_pages = pages
                .get(row)
                .filter(|pages| *pages > self.pages)
                .map(|count| {
                    let over = f64::from(count - self.pages) * region.cost.words_per_page;
                    (over, count, "pages", self.pages)
                });
            let longer = [by_words, by_pages].into_iter().flatten();
            let longest = longer.reduce(|one, other| if other.0 > one.0 { other } else { one });
            let (over, size, unit, cap) = longest.filter(|_| !region.is_comprehensive(row))?;
            let readers = region.recipient_count(row) * region.cost.readers_per_recipient;
            let avoidable = readers * over / (region.cost.words_per_minute * 60.0);
            let message = Message::new(RULE.name)
                .count("size", size as usize)
                .text("unit", unit)
                .count("cap", cap as usize)
                .count("readers", readers as usize)
                .decimal("avoidable", avoidable);
            Some(Said::of(message, avoidable))
        })
    }

    fn working(&self, region: &Region, RowOf(ledger, row): RowOf) -> Option<String> {
        let table = region.table(ledger);
        let kinds = table.wholes("kind").get(row).unwrap_or_default();
        let cap = if kinds & SPECIAL_BIT == 0 {
            self.characters
        } else {
            self.special_characters
        };
        let words = table.wholes("words").get(row).unwrap_or_default();
        let pages = table.wholes("pages").get(row).unwrap_or_default();
        let by_pages = f64::from(pages.saturating_sub(self.pages)) * region.cost.words_per_page;
        let over = if by_pages > f64::from(words.saturating_sub(cap)) {
            let each = short(region.cost.words_per_page);
            format!("({pages} − {}) × {each}", self.pages)
        } else {
            format!("({words} − {cap})")
        };
        let recipients = short(region.recipient_count(row));
        let readers = short(region.cost.readers_per_recipient);
        let speed = short(region.cost.words_per_minute);
        Some(format!(
            "{recipients} × {readers} × {over} ÷ ({speed} × 60)"
        ))
    }

    fn ranges(&self) -> Vec<(&'static str, f64, f64, f64)> {
        vec![
            ("characters", f64::from(self.characters), 1.0, 1_000_000.0),
            (
                "special_characters",
                f64::from(self.special_characters),
                1.0,
                1_000_000.0,
            ),
            ("pages", f64::from(self.pages), 1.0, 10_000.0),
        ]
    }
}
