//! Numbers without a unit, and units without a number: 응답시간 3 이내, TPS 이상.

use std::ops::Range;

use serde::Deserialize;

use crate::check::finding::Finding;
use crate::check::manuscript::{Manuscript, Role};
use crate::check::rulebook::RuleText;
use crate::check::scan::is_hangul;

pub(super) const CODE: &str = "number-without-unit";

/// Words around a number.
#[derive(Default, Deserialize)]
struct Signs {
    /// Words that bound a value.
    bounds: Vec<String>,
    /// Ends of words for what has a unit.
    measured: Vec<String>,
    /// Particles between such a word and its number.
    particles: Vec<String>,
    /// Units that need a number.
    units: Vec<String>,
    /// Words before such a unit that stand for its number.
    stated: Vec<String>,
}

pub(super) fn check(manuscript: &Manuscript<'_>, rule: &RuleText) -> Vec<Finding> {
    let signs: Signs = rule.data("signs");
    let units = manuscript.find(&signs.units);
    let mut findings = Vec::new();
    let read = |role| matches!(role, Role::Item | Role::Acceptance | Role::Definition);
    for (at, passage) in manuscript.passages.iter().enumerate().filter(|(_, passage)| read(passage.role)) {
        let text = &passage.text;
        for number in &passage.glance.numbers {
            if let Some(end) = bound_end(&text[number.range.end..], &signs)
                && is_measured(&text[..number.range.start], &signs)
            {
                let range = number.range.start..number.range.end + end;
                findings.push(rule.finding(CODE, passage, range, &rule.suggestion));
            }
        }
        for range in lone_units(text, units.of(at), &signs).into_iter().filter(|range| passage.is_open(range)) {
            let mut finding = rule.finding(CODE, passage, range, &rule.suggestion);
            finding.message = rule.data::<String>("no_number").replace("{words}", &finding.words);
            findings.push(finding);
        }
    }
    findings
}

/// Where a bounding word ends that follows directly.
fn bound_end(rest: &str, signs: &Signs) -> Option<usize> {
    let word = rest.trim_start_matches(' ');
    let bound = signs.bounds.iter().find(|bound| word.starts_with(bound.as_str()))?;
    Some(rest.len() - word.len() + bound.len())
}

/// Whether the word before a number is of something that has a unit.
fn is_measured(before: &str, signs: &Signs) -> bool {
    let Some(word) = before.split_whitespace().next_back() else { return false };
    let is = |word: &str| signs.measured.iter().any(|measured| word.ends_with(measured.as_str()));
    is(word) || signs.particles.iter().filter_map(|particle| word.strip_suffix(particle.as_str())).any(is)
}

/// Units with a bounding word and no number before them.
fn lone_units(text: &str, units: impl Iterator<Item = (usize, Range<usize>)>, signs: &Signs) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (_, unit) in units {
        let before = &text[..unit.start];
        let is_word = before.ends_with(char::is_whitespace) && found.last().is_none_or(|last| last.end <= unit.start);
        let Some(end) = bound_end(&text[unit.end..], signs).filter(|_| is_word) else { continue };
        let previous = before.trim_end();
        let is_stated = previous.ends_with(|c: char| c.is_ascii_digit() || !(is_hangul(c) || c.is_ascii_alphabetic()))
            || signs.stated.iter().any(|word| previous.ends_with(word.as_str()));
        if !is_stated {
            found.push(unit.start..unit.end + end);
        }
    }
    found
}
