//! Duties that do not bind, and duties of one requirement in several styles.

use crate::check::finding::Finding;
use crate::check::manuscript::Manuscript;
use crate::check::manuscript::{Passage, Role};
use crate::check::rulebook::RuleText;
use crate::check::scan::{has_any, is_hangul};
use crate::check::search::{Hit, search};
use crate::diagnostic::Severity;
use crate::document::Place;

pub(super) const CODE: &str = "weak-modality";

pub(super) fn check(manuscript: &Manuscript<'_>, rule: &RuleText) -> Vec<Finding> {
    let binding: Vec<String> = rule.data("binding");
    let permitted = Permission { holders: rule.data("permitted"), rights: rule.data("rights") };
    let ends: Vec<String> = rule.data("ends");
    let binds = |place| manuscript.requirement(place).is_none_or(|one| binding.contains(&one.level));
    let mut findings = search(CODE, manuscript, rule, &rule.phrases, |hit| {
        let is_duty = hit.passage.role == Role::Item && binds(hit.passage.place);
        // 할 수 있음을 확인하여야 함 is a duty.
        let goes_on =
            hit.phrase.stem.is_empty() && has_any(&hit.phrase.text, &ends) && hit.rest().starts_with(is_hangul);
        (is_duty && !goes_on && !permitted.is(hit)).then_some(rule.severity)
    });
    findings.extend(mixed(manuscript, rule));
    findings
}

/// What makes a sentence a right: 발주기관은 … 할 수 있다, 심의를 요청할 수 있다.
struct Permission {
    holders: Vec<String>,
    rights: Vec<String>,
}

impl Permission {
    fn is(&self, hit: &Hit<'_>) -> bool {
        let lead = hit.lead().trim_end();
        has_any(lead, &self.holders) || self.rights.iter().any(|verb| lead.ends_with(verb.as_str()))
    }
}

/// The first duty of each requirement that ends in another style than those before it.
fn mixed(manuscript: &Manuscript<'_>, rule: &RuleText) -> Vec<Finding> {
    let (message, suggestion): (String, String) = (rule.data("message_mixed"), rule.data("suggestion_mixed"));
    let styles: Vec<Vec<String>> = rule.data("styles");
    let mut findings: Vec<Finding> = Vec::new();
    // The requirement read, its first style, whether a mixture has been told.
    let mut read = (usize::MAX, 0, false);
    for passage in manuscript.passages.iter().filter(|passage| passage.role == Role::Item) {
        let Place::Requirement(at, ..) = passage.place else { continue };
        let Some((style, start)) = style_of(passage, &styles) else { continue };
        if read.0 != at {
            read = (at, style, false);
        } else if read.1 != style && !read.2 {
            read.2 = true;
            let end = passage.text.trim_end_matches(['.', ' ']).len();
            let finding = rule.finding(CODE, passage, start..end, &suggestion);
            let message = message.replace("{words}", &finding.words);
            findings.push(Finding { severity: Severity::Info, message, ..finding });
        }
    }
    findings
}

/// Which style a duty ends in, and where its ending starts.
fn style_of(passage: &Passage, styles: &[Vec<String>]) -> Option<(usize, usize)> {
    let end = passage.text.trim_end_matches(['.', ' ']);
    styles.iter().enumerate().find_map(|(at, endings)| {
        let ending = endings.iter().find(|ending| end.ends_with(ending.as_str()))?;
        Some((at, end.len() - ending.len()))
    })
}
