//! The headers that are known whole: for each ledger, normal form to target.

use std::collections::HashMap;
use std::sync::LazyLock;

use rustc_hash::FxBuildHasher;

use super::mapped::Target;
use crate::ledger::schema::{Ledger, Schema};

/// Headers that stand for a field only where no better one does: a register names who built an
/// app beside who runs it, and what was said at a meeting beside its title.
const SECONDARY: [&str; 19] = [
    "建设单位",
    "使用单位",
    "主管部门",
    "管理单位",
    "办事机构",
    "办公室设在",
    "牵头部门",
    "检查主体",
    "实施部门",
    "接待单位",
    "地点",
    "会议内容",
    "议题",
    "成文日期",
    "原文日期",
    "收文日期",
    "收文时间",
    "收到日期",
    "设立依据",
];

/// A header that is known whole.
#[derive(Clone, Copy, Debug)]
pub(super) struct Alias {
    pub(super) target: Target,
    /// Its rank among the headers of its field; the field's own name goes first.
    pub(super) rank: usize,
    /// It gives way to any other header of the field.
    pub(super) is_secondary: bool,
}

type Aliases = HashMap<String, Alias, FxBuildHasher>;

static ALIASES: LazyLock<Vec<Aliases>> =
    LazyLock::new(|| Ledger::ALL.map(|ledger| aliases(ledger.schema())).into());

/// The target of a header in normal form.
pub(super) fn known(ledger: Ledger, normal: &str) -> Option<Alias> {
    ALIASES[ledger as usize].get(normal).copied()
}

fn aliases(schema: &Schema) -> Aliases {
    let mut known = Aliases::default();
    let mut add = |header: &str, target: Target, rank: usize| {
        let alias = Alias {
            target,
            rank,
            is_secondary: SECONDARY.contains(&header),
        };
        known.insert(header.to_owned(), alias);
    };
    for (position, field) in schema.fields.iter().enumerate() {
        let target = Target::Field(position);
        add(&field.name.replace('_', " "), target, 0);
        for (rank, header) in field.headers.iter().enumerate() {
            add(header, target, rank + 1);
        }
    }
    for (position, mixed) in schema.mixed.iter().enumerate() {
        for header in mixed.headers {
            add(header, Target::Mixed(position), 0);
        }
    }
    for (position, folded) in schema.folded.iter().enumerate() {
        for header in folded.headers {
            add(header, Target::Folded(position), 0);
        }
    }
    known
}
