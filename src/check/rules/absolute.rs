//! Absolutes without an exclusion: 100%, 무중단, 항상, 24시간 365일.

use crate::check::finding::Finding;
use crate::check::manuscript::Manuscript;
use crate::check::manuscript::Role;
use crate::check::rulebook::RuleText;
use crate::check::scan::has_any;
use crate::check::search::search;

pub(super) const CODE: &str = "absolute";

pub(super) fn check(manuscript: &Manuscript<'_>, rule: &RuleText) -> Vec<Finding> {
    let exclusions: Vec<String> = rule.data("exclusions");
    // Shares of something counted one by one: 일치율 100% can be shown, 가용성 100% cannot.
    let shares: Vec<String> = rule.data("shares");
    let counted: Vec<String> = rule.data("counted");
    let units: Vec<String> = rule.data("units");
    // 예외 없이 names an exception, yet there is none.
    let unexcused: Vec<String> = rule.data("unexcused");
    search(CODE, manuscript, rule, &rule.phrases, |hit| {
        let is_counted = || {
            let criterion = hit.passage.role == Role::Acceptance && hit.is_measured(&units);
            has_any(&hit.phrase.text, &shares) && (criterion || hit.says(&counted))
        };
        let is_excused = hit.says(&exclusions) || hit.is_followed_by(&exclusions);
        ((!is_excused || hit.says(&unexcused)) && !is_counted()).then(|| hit.weight(rule))
    })
}
