//! Work that nobody pays for: 추가 비용 없이, 무상으로; the warranty is none.

use crate::check::finding::Finding;
use crate::check::manuscript::Manuscript;
use crate::check::rulebook::RuleText;
use crate::check::search::{expand, search};

pub(super) const CODE: &str = "free-work";

pub(super) fn check(manuscript: &Manuscript<'_>, rule: &RuleText) -> Vec<Finding> {
    let phrases = expand(&rule.phrases, "{contractor}", &rule.data::<Vec<String>>("contractors"));
    let exempt: Vec<String> = rule.data("exempt");
    let users: Vec<String> = rule.data("free_users");
    search(CODE, manuscript, rule, &phrases, |hit| (!hit.says(&exempt) && !hit.says(&users)).then_some(rule.severity))
}
