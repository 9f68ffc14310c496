//! Terms that let one side decide: 발주기관의 해석에 따름, 이의를 제기할 수 없음.

use crate::check::finding::Finding;
use crate::check::manuscript::Manuscript;
use crate::check::rulebook::RuleText;
use crate::check::search::{expand, search};
use crate::diagnostic::Severity;

pub(super) const CODE: &str = "one-sided";

pub(super) fn check(manuscript: &Manuscript<'_>, rule: &RuleText) -> Vec<Finding> {
    let phrases = expand(&rule.phrases, "{actor}", &rule.data::<Vec<String>>("actors"));
    let exempt: Vec<String> = rule.data("exempt");
    // In the notice of a tender such words bind bidders, not the contract.
    let tender: Vec<String> = rule.data("tender");
    search(CODE, manuscript, rule, &phrases, |hit| {
        let severity = if hit.says(&tender) { rule.severity.min(Severity::Warning) } else { rule.severity };
        (!hit.says(&exempt)).then_some(severity)
    })
}
