//! Compensation for proposals: stated, missing, refused without a ground, or both granted and refused.

use crate::check::finding::Finding;
use crate::check::manuscript::Manuscript;
use crate::check::pattern::Pattern;
use crate::check::rulebook::RuleText;
use crate::check::statements;
use crate::diagnostic::Severity;
use crate::document::Place;

pub(super) const CODE: &str = "proposal-compensation";

pub(super) fn check(manuscript: &Manuscript<'_>, rule: &RuleText) -> Vec<Finding> {
    let mut findings = statements::find(CODE, manuscript, rule);
    if findings.iter().any(|finding| finding.place != Place::Document) && is_granted(manuscript, rule) {
        let (message, suggestion): (String, String) = (rule.data("both"), rule.data("both_suggestion"));
        for finding in &mut findings {
            finding.severity = Severity::Warning;
            finding.message = message.replace("{words}", &finding.words);
            finding.suggestion.clone_from(&suggestion);
        }
    }
    findings
}

/// Whether some sentence grants it.
fn is_granted(manuscript: &Manuscript<'_>, rule: &RuleText) -> bool {
    let granted: Vec<Pattern> = rule.data("granted");
    statements::are_said(&granted, manuscript)
}
