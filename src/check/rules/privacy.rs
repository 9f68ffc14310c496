//! What a project that processes personal data says of outsourcing and of the assessment.

use crate::check::finding::Finding;
use crate::check::manuscript::Manuscript;
use crate::check::pattern::Pattern;
use crate::check::rulebook::RuleText;
use crate::check::statements;
use crate::document::Place;

pub(super) const CODE: &str = "privacy";

pub(super) fn check(manuscript: &Manuscript<'_>, rule: &RuleText) -> Vec<Finding> {
    let mut findings = statements::find(CODE, manuscript, rule);
    if !processes(manuscript, rule) {
        findings.retain(|finding| finding.place != Place::Document);
    }
    findings
}

/// Whether the project processes personal data, as its profile says or else its text.
fn processes(manuscript: &Manuscript<'_>, rule: &RuleText) -> bool {
    let security = manuscript.facts.profile.as_ref().and_then(|profile| profile.security.as_ref());
    let said = security.and_then(|security| security.personal_data);
    said.unwrap_or_else(|| {
        let processing: Vec<Pattern> = rule.data("processing");
        statements::are_said(&processing, manuscript)
    })
}
