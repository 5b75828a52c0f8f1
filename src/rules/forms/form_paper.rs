//! Forms on paper, and forms on paper and in a system: the same filled in twice.

use serde::{Deserialize, Serialize};

use crate::arithmetic::short;
use crate::finding::{Claim, Hit};
use crate::ledger::Ledger;
use crate::ledger::schema::forms::{PAPER_BIT, SYSTEM_BIT};
use crate::matter::RowOf;
use crate::region::Region;
use crate::rules::{Parameters, Rule, RuleTexts, configure};
use crate::text::{Message, both};

pub(in crate::rules) static RULE: Rule = Rule {
    name: "form-paper",
    ledger: Ledger::Forms,
    beside: &[],
    needs: &[&["medium"]],
    compares_matters: true,
    prohibited: false,
    texts: &TEXTS,
    configure: configure::<FormPaper>,
};

static TEXTS: RuleTexts = RuleTexts {
    summary: both(
        "A form is filled in on paper, or on paper and in a system.",
        "纸质报表，或纸质与系统双重填报。",
    ),
    why: both(
        "Paper is typed again by whoever adds it up.",
        "纸质表还要有人再录一遍。",
    ),
    hours: both(
        "On paper alone, or on both in one row: half of H. On paper beside a row of the same requester on the same matter in a system: all of H of the paper one.",
        "仅纸质或同一行两种方式：工时的一半；同一单位同一事项另有系统填报：纸质一行的全部工时。",
    ),
    basis: both(
        "2023 opinions and 2024 provisions: no filling in on paper what a system has (not checked against the official text).",
        "2023年意见、2024年若干规定：避免线上线下重复填报（未与官方文本核对）。",
    ),
    example: both(
        "A ledger of disabled people on paper beside the same one in a system: all hours of the paper one.",
        "残疾人台账纸质一份、系统一份：纸质的全部工时。",
    ),
    limits: both(
        "Rests on the stated medium; that two rows are one form is judged from their names.",
        "依据登记的报送方式；两行是否同一报表依名称判断。",
    ),
    remedy: both(
        "Keep the system, drop the paper.",
        "保留系统填报，取消纸质。",
    ),
    message: both(
        "{ $requester } asks for it on paper{ $how ->\n [both] { \" \" }and in a system\n [twin] { \", \" }and in a system as { $twin }\n *[alone] { \"\" }\n}; { $avoidable } h",
        "{ $requester }要求纸质填报{ $how ->\n [both] 并录入系统\n [twin] ，另有系统填报“{ $twin }”\n *[alone] { \"\" }\n}；{ $avoidable }小时",
    ),
};

/// Parameters of `form-paper`.
#[derive(Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct FormPaper {
    /// Part of the hours that paper costs where it has no twin in a system.
    part: f64,
}

impl Default for FormPaper {
    fn default() -> Self {
        Self { part: 0.5 }
    }
}

impl Parameters for FormPaper {
    fn check(&self, region: &Region) -> Vec<Hit> {
        let table = region.table(Ledger::Forms);
        let media = table.wholes("medium");
        let mut in_system: Vec<(u32, u32, usize)> = (0..table.rows())
            .filter(|row| {
                media.get(*row).unwrap_or_default() & (SYSTEM_BIT | PAPER_BIT) == SYSTEM_BIT
            })
            .filter_map(|row| {
                let group = region.matters.group(RowOf(Ledger::Forms, row))?;
                Some((region.imposer(Ledger::Forms, row), group, row))
            })
            .collect();
        in_system.sort_unstable();
        let mut hits = Vec::new();
        for row in (0..table.rows()).filter(|row| !region.is_exempt(Ledger::Forms, *row)) {
            let medium = media.get(row).unwrap_or_default();
            if medium & PAPER_BIT == 0 {
                continue;
            }
            let own = RowOf(Ledger::Forms, row);
            let both = medium & SYSTEM_BIT != 0;
            let key = region
                .matters
                .group(own)
                .map(|group| (region.imposer(Ledger::Forms, row), group));
            let twin = key.filter(|_| !both).and_then(|(requester, group)| {
                let from =
                    in_system.partition_point(|known| (known.0, known.1) < (requester, group));
                in_system[from..]
                    .iter()
                    .take_while(|known| (known.0, known.1) == (requester, group))
                    .find_map(|known| {
                        let same = region.matters.same(own, RowOf(Ledger::Forms, known.2));
                        same.map(|confidence| (known.2, confidence))
                    })
            });
            let part = if twin.is_some() { 1.0 } else { self.part };
            let avoidable = region.costs.hours(Ledger::Forms, row) * part;
            let how = match twin {
                Some(_) => "twin",
                None if both => "both",
                None => "alone",
            };
            let message = Message::new(RULE.name)
                .text("requester", region.name(region.imposer(Ledger::Forms, row)))
                .text("how", how)
                .text(
                    "twin",
                    twin.map(|(twin, _)| region.title(Ledger::Forms, twin))
                        .unwrap_or_default(),
                )
                .decimal("avoidable", avoidable);
            let mut claims = vec![Claim::new(Ledger::Forms, row, avoidable)];
            claims.extend(twin.map(|(twin, _)| Claim::new(Ledger::Forms, twin, 0.0)));
            let hit = Hit::new(region.title(Ledger::Forms, row), message, claims);
            hits.push(hit.sure(twin.map_or(1.0, |(_, confidence)| confidence)));
        }
        hits
    }

    fn working(&self, region: &Region, RowOf(ledger, row): RowOf) -> Option<String> {
        let hours = short(region.costs.hours(ledger, row));
        Some(format!("{} × {hours} h", short(self.part)))
    }

    fn ranges(&self) -> Vec<(&'static str, f64, f64, f64)> {
        vec![("part", self.part, 0.0, 1.0)]
    }
}
