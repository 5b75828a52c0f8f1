//! Parameters of the cost model that are ranges, `travel_hours = { low = 0.5, base = 1.0, high =
//! 1.5 }`: the base is what findings are ranked by, the ends say how far a disputed estimate goes.

use super::reader::Reader;
use crate::cost::Cost;
use crate::text::Message;

impl Reader {
    /// Takes the bases of ranges for their parameters; the low and the high end of those that are
    /// ranges, where there are any.
    pub(super) fn ranges(&mut self, tables: &mut toml::Table) -> Option<[toml::Table; 2]> {
        let cost = tables.get_mut("cost")?.as_table_mut()?;
        let mut ends = [toml::Table::new(), toml::Table::new()];
        for (key, value) in cost.iter_mut() {
            let toml::Value::Table(range) = value else {
                continue;
            };
            let number = |name: &str| {
                let value = range.get(name)?;
                value
                    .as_float()
                    .or_else(|| value.as_integer().map(|whole| whole as f64))
            };
            match (number("low"), number("base"), number("high")) {
                (Some(low), Some(base), Some(high))
                    if range.len() == 3 && low <= base && base <= high =>
                {
                    ends[0].insert(key.clone(), low.into());
                    ends[1].insert(key.clone(), high.into());
                    *value = base.into();
                }
                _ => {
                    let line = self.lines.of_key(&["cost", key]);
                    self.faults.push(
                        Message::new("config-bad-range")
                            .count("line", line)
                            .text("key", format!("cost.{key}")),
                    );
                    *value = 0.0.into();
                }
            }
        }
        (!ends[0].is_empty()).then_some(ends)
    }
}

/// The cost model with its ranges at one end.
pub(super) fn at_end(cost: &Cost, end: &toml::Table) -> Cost {
    let mut table = toml::Table::try_from(cost).unwrap_or_default();
    table.extend(end.clone());
    table.try_into().unwrap_or_else(|_| cost.clone())
}

/// Shows ranges as ranges again.
pub(super) fn show(cost: &mut toml::Table, ends: &[Cost; 2]) {
    let [low, high] = ends
        .each_ref()
        .map(|end| toml::Table::try_from(end).unwrap_or_default());
    for (key, base) in cost.iter_mut() {
        if let (Some(low), Some(high)) = (low.get(key), high.get(key))
            && low != high
        {
            let range = [
                ("low", low.clone()),
                ("base", base.clone()),
                ("high", high.clone()),
            ];
            *base =
                toml::Table::from_iter(range.map(|(name, value)| (name.to_owned(), value))).into();
        }
    }
}
