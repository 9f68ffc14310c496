//! Direct purchase of commercial software: stated, missing, or excluded without a reason.

use crate::check::finding::Finding;
use crate::check::manuscript::Manuscript;
use crate::check::opposed;
use crate::check::rulebook::RuleText;
use crate::check::statements;
use crate::diagnostic::Severity;
use crate::document::Place;
use crate::profile::SoftwareItem;

pub(super) const CODE: &str = "direct-purchase";

pub(super) fn check(manuscript: &Manuscript<'_>, rule: &RuleText) -> Vec<Finding> {
    let mut findings = statements::find(CODE, manuscript, rule);
    // Where commercial software makes it a duty, the hint that every project has one says nothing more.
    if findings.iter().any(|finding| finding.place == Place::Document && finding.severity > Severity::Info) {
        findings.retain(|finding| finding.place != Place::Document || finding.severity > Severity::Info);
    }
    findings.extend(opposed::find(CODE, manuscript, rule));
    findings.extend(without_reason(manuscript, rule));
    findings
}

/// Software that the profile leaves out of direct purchase without saying why.
fn without_reason(manuscript: &Manuscript<'_>, rule: &RuleText) -> Vec<Finding> {
    let profile = manuscript.facts.profile.as_ref();
    let Some(procurement) = profile.and_then(|profile| profile.procurement.as_ref()) else { return Vec::new() };
    let (message, suggestion): (String, String) = (rule.data("excluded"), rule.data("excluded_suggestion"));
    let unexplained = |item: &&SoftwareItem| item.direct_purchase == Some(false) && item.reason.is_none();
    let items = procurement.software.iter().filter(unexplained);
    let finding = |item: &SoftwareItem| {
        let message = message.replace("{words}", &item.name);
        let passage = manuscript
            .passages
            .iter()
            .find(|passage| matches!(passage.place, Place::Section(..)) && passage.text == item.name);
        match passage {
            Some(passage) => Finding { message, ..rule.finding(CODE, passage, 0..passage.text.len(), &suggestion) },
            None => statements::on_document(CODE, rule.severity, message, suggestion.clone()),
        }
    };
    items.map(finding).collect()
}
