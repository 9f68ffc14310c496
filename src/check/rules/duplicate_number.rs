//! One number for two requirements.

use std::collections::BTreeSet;

use crate::check::finding::Finding;
use crate::check::manuscript::Manuscript;
use crate::check::rulebook::RuleText;
use crate::document::{Field, Place};

pub(super) const CODE: &str = "duplicate-number";

pub(super) fn check(manuscript: &Manuscript<'_>, rule: &RuleText) -> Vec<Finding> {
    let requirements = manuscript.document.requirements.iter().enumerate();
    let detailed = requirements.map(|(at, one)| (Place::Requirement(at, Field::Number, 0), one.number.as_str()));
    let listed = manuscript.listed.iter().map(|one| (one.place, one.number.as_str()));
    let mut findings = repeated(detailed, rule);
    findings.extend(repeated(listed, rule));
    findings
}

/// A finding for each number that stood before.
fn repeated<'d>(numbers: impl Iterator<Item = (Place, &'d str)>, rule: &RuleText) -> Vec<Finding> {
    let mut seen = BTreeSet::new();
    numbers
        .map(|(place, number)| (place, number.trim()))
        .filter(|(_, number)| !number.is_empty() && !seen.insert(simple(number)))
        .map(|(place, number)| rule.finding_at(CODE, place, number))
        .collect()
}

/// A number as people read it: any hyphen, no spaces, capitals.
fn simple(number: &str) -> String {
    let number = number.chars().filter(|c| !c.is_whitespace()).map(|c| match c {
        '‐'..='―' | '−' | '－' | '﹣' | '_' => '-',
        c => c.to_ascii_uppercase(),
    });
    number.collect()
}
