//! Content left to the bidder without saying what evidence is accepted: 방안을 제시하여야 함.

use crate::check::finding::Finding;
use crate::check::manuscript::Manuscript;
use crate::check::rulebook::RuleText;
use crate::check::search::{expand, search};

pub(super) const CODE: &str = "defer-to-bidder";

pub(super) fn check(manuscript: &Manuscript<'_>, rule: &RuleText) -> Vec<Finding> {
    let evidence: Vec<String> = rule.data("evidence");
    let units: Vec<String> = rule.data("units");
    // What a system shows to somebody is no proposal.
    let shown: Vec<String> = rule.data("shown");
    let phrases = expand(&rule.phrases, "{offered}", &rule.data::<Vec<String>>("offered"));
    search(CODE, manuscript, rule, &phrases, |hit| {
        (!hit.says(&shown) && !hit.says(&evidence) && !hit.is_measured(&units)).then_some(rule.severity)
    })
}
