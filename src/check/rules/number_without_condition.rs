//! Speeds, loads and availability of which nobody says under which condition they hold.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::block::plain;
use crate::check::finding::Finding;
use crate::check::manuscript::{Manuscript, Role};
use crate::check::rulebook::RuleText;
use crate::check::scan::{codes, has_any, unit_after};
use crate::document::{Place, Requirement};

pub(super) const CODE: &str = "number-without-condition";

/// Bytes before a number within which stands what it measures.
const REACH: usize = 300;

/// A kind of measure.
#[derive(Deserialize)]
struct Measure {
    /// Words for what is measured.
    subjects: Vec<String>,
    /// Its units.
    units: Vec<String>,
    /// Words of a condition: load, percentile, where and when it is measured.
    conditions: Vec<String>,
    suggestion: String,
}

pub(super) fn check(manuscript: &Manuscript<'_>, rule: &RuleText) -> Vec<Finding> {
    let measures: Vec<Measure> = rule.data("measures");
    let bounds: Vec<String> = rule.data("bounds");
    let requirements = &manuscript.document.requirements;
    let by_number: BTreeMap<&str, &Requirement> = requirements.iter().map(|one| (one.number.as_str(), one)).collect();
    // Whether a requirement, or one it refers to, states a condition for a kind of measure.
    let mut stated: BTreeMap<(usize, &[String]), bool> = BTreeMap::new();
    let mut findings = Vec::new();
    for passage in manuscript.passages.iter().filter(|passage| passage.role == Role::Item) {
        let Place::Requirement(at, ..) = passage.place else { continue };
        let text = &passage.text;
        for number in &passage.glance.numbers {
            let measure = measures.iter().find_map(|measure| {
                let (_, unit) = unit_after(text, number.range.end, &measure.units)?;
                let rest = text[unit.end..].trim_start();
                let bound = bounds.iter().find(|bound| rest.starts_with(bound.as_str()))?;
                let end = text.len() - rest.len() + bound.len();
                has_any(&text[nearby(text, unit.end)..unit.end], &measure.subjects)
                    .then_some((measure, number.range.start..end))
            });
            let Some((measure, range)) = measure else { continue };
            let is_stated = stated.entry((at, measure.subjects.as_slice())).or_insert_with(|| {
                let lines = || requirements[at].contents().map(|content| plain(content));
                let says = |text: String| has_any(&text, &measure.conditions);
                let refers = |text: String| {
                    let mut others = codes(&text).into_iter().filter_map(|code| by_number.get(&text[code.range]));
                    others.any(|other| other.contents().any(|content| says(plain(content))))
                };
                lines().any(says) || lines().any(refers)
            });
            if passage.is_open(&range) && !*is_stated {
                findings.push(rule.finding(CODE, passage, range, &measure.suggestion));
            }
        }
    }
    findings
}

/// Where to begin to look for what a number measures.
fn nearby(text: &str, end: usize) -> usize {
    let from = end.saturating_sub(REACH);
    (from..end).find(|at| text.is_char_boundary(*at)).unwrap_or(end)
}
