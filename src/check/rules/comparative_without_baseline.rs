//! Words of comparison without what is compared: 향상, 개선, 강화.

use crate::check::finding::Finding;
use crate::check::manuscript::Manuscript;
use crate::check::manuscript::Role;
use crate::check::rulebook::RuleText;
use crate::check::scan::has_any;
use crate::check::search::{Hit, expand, search};

pub(super) const CODE: &str = "comparative-without-baseline";

pub(super) fn check(manuscript: &Manuscript<'_>, rule: &RuleText) -> Vec<Finding> {
    let verbs: Vec<String> = rule.data("verbs");
    let (mending, exempt): (Vec<String>, Vec<String>) = (rule.data("mending"), rule.data("exempt"));
    let (bases, betters): (Vec<String>, Vec<String>) = (rule.data("bases"), rule.data("betters"));
    let said: Vec<String> = rule.data("said");
    let phrases = expand(&rule.phrases, "{base}", &bases);
    let units: Vec<String> = rule.data("units");
    let (zooming, zoomed): (Vec<String>, Vec<String>) = (rule.data("zooming"), rule.data("zoomed"));
    search(CODE, manuscript, rule, &phrases, |hit| {
        let is_zoom = zooming.contains(&hit.phrase.text) && hit.says(&zoomed);
        let words = &hit.phrase.text;
        let is_claim = if bases.iter().any(|base| words.starts_with(base.as_str())) {
            has_any(hit.rest(), &betters)
        } else {
            !is_zoom && (has_any(words, &said) || is_verb(hit, &verbs) || ends_duty(hit))
        };
        let is_mended = has_any(words, &mending) && hit.says(&exempt);
        (is_claim && !is_mended && !hit.is_measured(&units)).then(|| hit.weight(rule))
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
