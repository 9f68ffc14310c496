//! Words of degree without a degree: 최대한, 가능한 한, 최소화.

use crate::check::finding::Finding;
use crate::check::manuscript::Manuscript;
use crate::check::rulebook::RuleText;
use crate::check::scan::has_any;
use crate::check::search::search;

pub(super) const CODE: &str = "vague-degree";

pub(super) fn check(manuscript: &Manuscript<'_>, rule: &RuleText) -> Vec<Finding> {
    let units: Vec<String> = rule.data("units");
    // Words that a number beside them makes clear.
    let measurable: Vec<String> = rule.data("measurable");
    search(CODE, manuscript, rule, &rule.phrases, |hit| {
        let is_clear = has_any(&hit.phrase.text, &measurable) && hit.is_measured(&units);
        (!is_clear).then(|| hit.weight(rule))
    })
}
