//! Words of comparison without what is compared: 향상, 개선, 강화.

use crate::check::finding::Finding;
use crate::check::manuscript::Manuscript;
use crate::check::manuscript::Role;
use crate::check::rulebook::RuleText;
use crate::check::search::{Hit, search};

pub(super) const CODE: &str = "comparative-without-baseline";

pub(super) fn check(manuscript: &Manuscript<'_>, rule: &RuleText) -> Vec<Finding> {
    let verbs: Vec<String> = rule.data("verbs");
    let exempt: Vec<String> = rule.data("exempt");
    let units: Vec<String> = rule.data("units");
    let (zooming, zoomed): (Vec<String>, Vec<String>) = (rule.data("zooming"), rule.data("zoomed"));
    search(CODE, manuscript, rule, &rule.phrases, |hit| {
        let is_zoom = zooming.contains(&hit.phrase.text) && hit.says(&zoomed);
        let is_claim = !is_zoom && (is_verb(hit, &verbs) || ends_duty(hit));
        (is_claim && !hit.says(&exempt) && !hit.is_measured(&units)).then(|| hit.weight(rule))
    })
}

/// 성능을 향상시켜야, not 성능 향상 방안.
fn is_verb(hit: &Hit<'_>, verbs: &[String]) -> bool {
    verbs.iter().any(|verb| hit.rest().starts_with(verb.as_str()))
}

/// A duty in the style of a list: 응답 속도 향상.
fn ends_duty(hit: &Hit<'_>) -> bool {
    hit.passage.role == Role::Item
        && hit.rest().trim_end_matches(['.', ' ']).is_empty()
        && !hit.lead().trim().is_empty()
}
