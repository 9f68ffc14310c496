//! A record of an opinion that names a requirement which does not exist.

use std::collections::BTreeSet;

use crate::check::finding::Finding;
use crate::check::manuscript::Manuscript;
use crate::check::rulebook::RuleText;
use crate::document::Place;

pub(super) const CODE: &str = "dangling-record";

pub(super) fn check(manuscript: &Manuscript<'_>, rule: &RuleText) -> Vec<Finding> {
    let Some(profile) = &manuscript.facts.profile else { return Vec::new() };
    let requirements = manuscript.document.requirements.iter().map(|one| one.number.as_str());
    // A number that was issued is a number, though its requirement be gone.
    let issued = profile.issued.iter().flat_map(|issued| &issued.requirements).map(|one| one.number.as_str());
    let known: BTreeSet<&str> = requirements.chain(issued).collect();
    let mut findings = Vec::new();
    for (at, record) in profile.records.iter().enumerate() {
        let fields = [("about", &record.about), ("changed", &record.changed)];
        for (field, numbers) in fields {
            let unknown = numbers.iter().filter(|number| !known.contains(number.trim()));
            findings.extend(unknown.map(|number| {
                let finding = rule.finding_at(CODE, Place::Document, number);
                let message = finding.message.replace("{field}", &format!("records[{at}].{field}"));
                Finding { message, ..finding }
            }));
        }
    }
    findings
}
