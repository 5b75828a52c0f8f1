//! Apps that ask for data which another app in use, or a form, of the same place or one above or
//! below already asks.

use serde::{Deserialize, Serialize};

use crate::finding::{Claim, Hit};
use crate::ledger::Ledger;
use crate::ledger::names::NameId;
use crate::matter::RowOf;
use crate::region::Region;
use crate::region::{PlaceId, Region as Whole};
use crate::rules::fields::Fields;
use crate::rules::{Parameters, Rule, RuleTexts, configure};
use crate::text::{Message, both};
use rayon::prelude::*;
use rustc_hash::FxHashMap;

pub(in crate::rules) static RULE: Rule = Rule {
    name: "app-double-entry",
    ledger: Ledger::Apps,
    beside: &[],
    needs: &[&["fields"]],
    compares_matters: false,
    prohibited: false,
    texts: &TEXTS,
    configure: configure::<AppDoubleEntry>,
};

static TEXTS: RuleTexts = RuleTexts {
    summary: both(
        "An app asks again for data that another app or a form of the same line already asks.",
        "应用要求填报的数据，同地或上下级的其他应用或报表已经要过。",
    ),
    why: both(
        "The same data is typed twice, and twice again when it changes.",
        "同样的数据填两遍，变动了还要改两遍。",
    ),
    hours: both(
        "H × (shared fields ÷ the app's own fields), of the one other that shares most.",
        "该应用工时 ×（重复字段 ÷ 自身字段），取重复最多的一个。",
    ),
    basis: both(
        "2023 opinions and 2026 measures: no repeated collection by several apps; the same material is reported once (not checked against the official text).",
        "2023年意见、2026年办法：防止多头重复填报，同一材料只报一次（未与官方文本核对）。",
    ),
    example: both(
        "A patrol app asks for eight fields, six of which the county's platform has: six eighths of its hours.",
        "巡查应用8个字段中6个县平台已有：计八分之六。",
    ),
    limits: both(
        "Fields are compared by name with the listed synonyms; generic ones (name, telephone …) count on neither side.",
        "字段按名称及同义词比较；通用字段（姓名、电话等）两边都不计。",
    ),
    remedy: both(
        "Share the data instead of asking for it.",
        "数据共享，不再重复填报。",
    ),
    message: both(
        "{ $owner } asks for { $shared } of { $fields } fields again that { $other } of { $other_owner } already asks; { $avoidable } h",
        "{ $owner }的{ $fields }个字段中有{ $shared }个{ $other_owner }的{ $other }已有；{ $avoidable }小时",
    ),
};

/// Parameters of `app-double-entry`.
#[derive(Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct AppDoubleEntry {
    /// Part of the app's fields that another asks.
    share: f64,
    /// Fields that must be shared at least.
    min_shared: usize,
}

impl Default for AppDoubleEntry {
    fn default() -> Self {
        Self {
            share: 0.5,
            min_shared: 3,
        }
    }
}

impl Parameters for AppDoubleEntry {
    fn check(&self, region: &Region) -> Vec<Hit> {
        let asking = Asking::of(region);
        let apps = 0..asking.apps;
        let tally = || Tally::of(asking.items.len());
        let hits = apps
            .into_par_iter()
            .map_init(tally, |tally, item| self.hit(region, &asking, item, tally));
        hits.flatten().collect()
    }

    fn ranges(&self) -> Vec<(&'static str, f64, f64, f64)> {
        vec![
            ("share", self.share, 0.01, 1.0),
            ("min_shared", self.min_shared as f64, 1.0, 1000.0),
        ]
    }
}

/// Whoever asks for data: apps in use, then forms.
struct Asking {
    items: Vec<Item>,
    /// How many of them are apps; these come first.
    apps: usize,
    /// Items by field and by the place that asks.
    by_field: FxHashMap<(NameId, PlaceId), Vec<u32>>,
    /// Items by field and by each place above the one that asks.
    below: FxHashMap<(NameId, PlaceId), Vec<u32>>,
}

/// How many fields each item shares with an app; one such tally serves many apps in turn.
struct Tally {
    counts: Vec<u16>,
    met: Vec<u32>,
}

impl Tally {
    fn of(items: usize) -> Self {
        Self {
            counts: vec![0; items],
            met: Vec::new(),
        }
    }

    fn add(&mut self, item: u32) {
        let count = &mut self.counts[item as usize];
        if *count == 0 {
            self.met.push(item);
        }
        *count = count.saturating_add(1);
    }

    /// Items with their counts; the tally is empty afterwards, once all of them are taken.
    fn drain(&mut self) -> impl Iterator<Item = (u32, usize)> {
        let counts = &mut self.counts;
        let met = self.met.drain(..);
        met.map(move |item| {
            (
                item,
                usize::from(std::mem::take(&mut counts[item as usize])),
            )
        })
    }
}

/// One that asks.
struct Item {
    row: RowOf,
    place: PlaceId,
    /// When it was launched; a form counts as earlier than any app.
    launched: Option<i32>,
    fields: Vec<NameId>,
}

impl Asking {
    fn of(region: &Whole) -> Self {
        let fields = Fields::of(region);
        let (table, stock) = (region.table(Ledger::Apps), region.stock(Ledger::Apps));
        let launched = table.days("launched");
        let mut items = Vec::new();
        for ledger in [Ledger::Apps, Ledger::Forms] {
            for row in 0..region.table(ledger).rows() {
                let is_app = ledger == Ledger::Apps;
                if (is_app && !stock.in_use(row)) || region.is_exempt(ledger, row) {
                    continue;
                }
                let (Some(place), Some(own)) = (
                    region.place(ledger, row),
                    fields.specific(region, ledger, row),
                ) else {
                    continue;
                };
                items.push(Item {
                    row: RowOf(ledger, row),
                    place,
                    launched: if is_app {
                        launched.get(row)
                    } else {
                        Some(i32::MIN)
                    },
                    fields: own,
                });
            }
        }
        let mut asking = Self {
            apps: items
                .iter()
                .filter(|item| item.row.0 == Ledger::Apps)
                .count(),
            items,
            by_field: FxHashMap::default(),
            below: FxHashMap::default(),
        };
        for (number, item) in (0..).zip(&asking.items) {
            for field in &item.fields {
                let own = asking.by_field.entry((*field, item.place)).or_default();
                own.push(number);
                for above in region.units.above(item.place) {
                    asking
                        .below
                        .entry((*field, above))
                        .or_default()
                        .push(number);
                }
            }
        }
        asking
    }

    /// Whether an item came before an app: launched earlier, or of an earlier line where that is
    /// not known of both or is the same day.
    fn is_earlier(&self, other: u32, item: u32) -> bool {
        let (one, app) = (&self.items[other as usize], &self.items[item as usize]);
        match (one.launched, app.launched) {
            (Some(one), Some(app)) if one != app => one < app,
            _ => one.row.0 == Ledger::Forms || other < item,
        }
    }
}

impl AppDoubleEntry {
    /// The finding of an app, where another one already asks for enough of its data.
    fn hit(
        &self,
        region: &Whole,
        asking: &Asking,
        number: usize,
        tally: &mut Tally,
    ) -> Option<Hit> {
        let item = &asking.items[number];
        let least = (self.share * item.fields.len() as f64 - 1e-9)
            .ceil()
            .max(self.min_shared as f64);
        if item.fields.len() < least as usize {
            return None;
        }
        for field in &item.fields {
            let own_and_above = std::iter::once(item.place).chain(region.units.above(item.place));
            let own_and_above =
                own_and_above.filter_map(|place| asking.by_field.get(&(*field, place)));
            let below = asking.below.get(&(*field, item.place));
            for other in own_and_above.chain(below).flatten() {
                tally.add(*other);
            }
        }
        let others = tally
            .drain()
            .filter(|(other, count)| *other as usize != number && *count >= least as usize)
            .filter(|(other, _)| asking.is_earlier(*other, number as u32));
        let (other, count) =
            others.max_by_key(|(other, count)| (*count, std::cmp::Reverse(*other)))?;
        let other = asking.items[other as usize].row;
        let RowOf(_, row) = item.row;
        let part = count as f64 / item.fields.len() as f64;
        let avoidable = region.costs.hours(Ledger::Apps, row) * part;
        let message = Message::new(RULE.name)
            .text("owner", region.name(region.imposer(Ledger::Apps, row)))
            .count("shared", count)
            .count("fields", item.fields.len())
            .text("other", region.title(other.0, other.1))
            .text("other_owner", region.name(region.imposer(other.0, other.1)))
            .decimal("avoidable", avoidable);
        let claims = vec![
            Claim::new(Ledger::Apps, row, avoidable),
            Claim::new(other.0, other.1, 0.0),
        ];
        Some(Hit::new(region.title(Ledger::Apps, row), message, claims))
    }
}
