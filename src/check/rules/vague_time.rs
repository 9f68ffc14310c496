//! Words of time without a time: 신속히, 즉시, 실시간.

use crate::check::finding::Finding;
use crate::check::manuscript::Manuscript;
use crate::check::rulebook::RuleText;
use crate::check::scan::{numbers, unit_after};
use crate::check::search::search;

pub(super) const CODE: &str = "vague-time";

pub(super) fn check(manuscript: &Manuscript<'_>, rule: &RuleText) -> Vec<Finding> {
    let units: Vec<String> = rule.data("units");
    let limits: Vec<String> = rule.data("limits");
    search(CODE, manuscript, rule, &rule.phrases, |hit| {
        let said = hit.sentence();
        let has_limit = numbers(said).iter().any(|number| {
            unit_after(said, number.range.end, &units).is_some_and(|(_, unit)| {
                let after = said[unit.end..].trim_start();
                limits.iter().any(|limit| after.starts_with(limit.as_str()))
            })
        });
        (!has_limit).then(|| hit.weight(rule))
    })
}
