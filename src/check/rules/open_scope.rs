//! Work without bounds: 명시되지 않은 사항도 수행, 발주기관이 요구하는 모든 사항.

use crate::check::finding::Finding;
use crate::check::manuscript::Manuscript;
use crate::check::rulebook::RuleText;
use crate::check::scan::has_any;
use crate::check::search::{expand, search};

pub(super) const CODE: &str = "open-scope";

pub(super) fn check(manuscript: &Manuscript<'_>, rule: &RuleText) -> Vec<Finding> {
    let phrases = expand(&rule.phrases, "{subject}", &rule.data::<Vec<String>>("subjects"));
    let exempt: Vec<String> = rule.data("exempt");
    // Words that open the scope only when work follows: 명시되지 않은 사항도 수행.
    let unsaid: Vec<String> = rule.data("unsaid");
    let works: Vec<String> = rule.data("works");
    search(CODE, manuscript, rule, &phrases, |hit| {
        let is_work = !has_any(&hit.phrase.text, &unsaid) || has_any(hit.rest(), &works);
        (is_work && !hit.says(&exempt)).then_some(rule.severity)
    })
}
