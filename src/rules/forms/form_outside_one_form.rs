//! Forms in use beside the region's catalogue of forms.

use serde::{Deserialize, Serialize};

use crate::finding::Hit;
use crate::ledger::Ledger;
use crate::region::Region;
use crate::rules::single::{Said, single};
use crate::rules::{Parameters, Rule, RuleTexts, configure};
use crate::text::{Message, both};

pub(in crate::rules) static RULE: Rule = Rule {
    name: "form-outside-one-form",
    ledger: Ledger::Forms,
    beside: &[],
    needs: &[&["in_one_form"]],
    compares_matters: false,
    prohibited: false,
    texts: &TEXTS,
    configure: configure::<FormOutsideOneForm>,
};

static TEXTS: RuleTexts = RuleTexts {
    summary: both(
        "A form is in use that is not in the region's one-form catalogue.",
        "报表未纳入本地区“一表通”目录仍在使用。",
    ),
    why: both(
        "The catalogue was to be the end of other forms.",
        "有了目录，目录外的表就不该再填。",
    ),
    hours: both("All hours of the form.", "该报表的全部工时。"),
    basis: both(
        "The one-form reform: what is not in the catalogue need not be filled in (not checked against the official text).",
        "“一表通”改革：目录外报表基层有权拒填（未与官方文本核对）。",
    ),
    example: both(
        "A bureau's own ledger of 40 minutes a month marked outside the catalogue: claimed whole.",
        "某局自设台账每月40分钟，登记为目录外：全部计入。",
    ),
    limits: both(
        "A form that does not state whether it is in the catalogue is not judged.",
        "未登记是否纳入的不作判断。",
    ),
    remedy: both(
        "Put it into the catalogue or drop it.",
        "纳入目录，或取消。",
    ),
    message: both(
        "{ $requester } asks for it outside the catalogue; { $avoidable } h",
        "{ $requester }在目录外要求填报；{ $avoidable }小时",
    ),
};

/// `form-outside-one-form` has no parameters of its own.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct FormOutsideOneForm {}

impl Parameters for FormOutsideOneForm {
    fn check(&self, region: &Region) -> Vec<Hit> {
        let table = region.table(Ledger::Forms);
        let listed = table.flags("in_one_form");
        single(region, Ledger::Forms, |row| {
            if listed.get(row) != Some(false) {
                return None;
            }
            let avoidable = region.costs.hours(Ledger::Forms, row);
            let message = Message::new(RULE.name)
                .text("requester", region.name(region.imposer(Ledger::Forms, row)))
                .decimal("avoidable", avoidable);
            Some(Said::of(message, avoidable))
        })
    }

    fn ranges(&self) -> Vec<(&'static str, f64, f64, f64)> {
        vec![]
    }
}
