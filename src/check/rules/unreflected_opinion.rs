//! An opinion that was accepted, and no requirement that carries the change.

use std::collections::BTreeMap;

use crate::check::finding::Finding;
use crate::check::manuscript::Manuscript;
use crate::check::rulebook::RuleText;
use crate::document::Place;
use crate::profile::{Decision, Issued, Record};

pub(super) const CODE: &str = "unreflected-opinion";

pub(super) fn check(manuscript: &Manuscript<'_>, rule: &RuleText) -> Vec<Finding> {
    let Some(profile) = &manuscript.facts.profile else { return Vec::new() };
    let mut findings = Vec::new();
    for (at, record) in profile.records.iter().enumerate() {
        if !matches!(record.decision, Some(Decision::Accepted | Decision::Partly)) {
            continue;
        }
        let field = format!("records[{at}].changed");
        if record.changed.is_empty() {
            let finding = rule.finding_at(CODE, Place::Document, &field);
            let message = rule.data::<String>("nothing").replace("{field}", &field);
            findings.push(Finding { message, ..finding });
            continue;
        }
        let Some(issued) = profile.issued.as_ref().filter(|issued| is_later(record, issued)) else { continue };
        let was: BTreeMap<&str, &str> = issued.last().map(|one| (one.number.as_str(), one.text.as_str())).collect();
        let is_same = |number: &&String| {
            let now = manuscript.document.requirements.iter().find(|one| one.number == **number);
            now.zip(was.get(number.as_str())).is_some_and(|(now, was)| now.fingerprint() == **was)
        };
        for number in record.changed.iter().filter(is_same) {
            let finding = rule.finding_at(CODE, Place::Document, number);
            let message = finding.message.replace("{field}", &field);
            findings.push(Finding { message, ..finding });
        }
    }
    findings
}

/// Whether the opinion came after the document was last issued: what came before is in it.
fn is_later(record: &Record, issued: &Issued) -> bool {
    let last = issued.steps.last().map(|step| step.date.as_str());
    match (&record.date, last) {
        (Some(date), Some(last)) => date.as_str() >= last,
        _ => true,
    }
}
