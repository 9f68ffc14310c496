//! Lists left open: 등, 기타, 그 외.

use crate::check::finding::Finding;
use crate::check::manuscript::{Manuscript, Role};
use crate::check::rulebook::RuleText;
use crate::check::search::{Hit, Index, states_duty};
use crate::diagnostic::Severity;

pub(super) const CODE: &str = "open-list";

/// Words after which a duty is done: 을 제공하여야 함.
const LAST_WORDS: usize = 3;

pub(super) fn check(manuscript: &Manuscript<'_>, rule: &RuleText) -> Vec<Finding> {
    let index = Index::new(&rule.phrases);
    let objects: Vec<String> = rule.data("objects");
    let deeds: Vec<String> = rule.data("deeds");
    let mut findings = Vec::new();
    let mut previous = None;
    for hit in index.hits(manuscript) {
        if !hit.ends_as_name() || is_rank(&hit) || is_closed(&hit) {
            continue;
        }
        // Twice in a sentence weighs once.
        let sentence = hit.sentence();
        let again = previous.replace(sentence.as_ptr()) == Some(sentence.as_ptr());
        let severity =
            if again && hit.binds() || ends_duty(&hit, &objects, &deeds) { Severity::Warning } else { rule.severity };
        findings.push(hit.finding(CODE, rule, severity));
    }
    findings
}

/// 1등 is no list.
fn is_rank(hit: &Hit<'_>) -> bool {
    hit.lead().ends_with(|c: char| c.is_ascii_digit())
}

/// A count closes a list: A, B 등 2종.
fn is_closed(hit: &Hit<'_>) -> bool {
    hit.rest().trim_start().starts_with(|c: char| c.is_ascii_digit())
}

/// Nothing follows, or the verb alone: 등을 제공하여야 함, 등 제공.
fn ends_duty(hit: &Hit<'_>, objects: &[String], deeds: &[String]) -> bool {
    let rest = hit.rest().trim_end_matches(['.', ' ', ')']);
    match hit.passage.role {
        Role::Item | Role::Acceptance | Role::Deliverable if rest.is_empty() => true,
        Role::Item if deeds.iter().any(|deed| deed == rest.trim_start()) => true,
        Role::Item | Role::Acceptance | Role::Prose => {
            let is_object = objects.iter().any(|particle| rest.starts_with(particle.as_str()));
            is_object && rest.split_whitespace().count() <= LAST_WORDS && states_duty(hit.sentence())
        }
        _ => false,
    }
}
