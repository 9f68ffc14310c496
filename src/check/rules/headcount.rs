//! Demands for a number or grade of persons where the work is paid by what it yields.

use std::ops::Range;

use serde::Deserialize;

use crate::check::finding::Finding;
use crate::check::manuscript::{Manuscript, Passage};
use crate::check::pattern::sentences;
use crate::check::phrases::readable;
use crate::check::rulebook::RuleText;
use crate::check::scan::{WordSet, has_any, numbers, unit_after};
use crate::diagnostic::Severity;
use crate::profile::PaymentMethod;

pub(super) const CODE: &str = "headcount";

/// Words about persons.
#[derive(Default, Deserialize)]
struct Words {
    /// Persons who do the work.
    staff: Vec<String>,
    /// Units of persons and effort.
    units: Vec<String>,
    /// Bytes within which number and staff belong together.
    reach: usize,
    /// Persons that may be counted.
    allowed: Vec<String>,
    /// Papers on single persons.
    papers: Vec<String>,
    /// What is done with the papers.
    demanded: Vec<String>,
    /// Words by which it is no demand.
    denied: Vec<String>,
    /// Words that say how the work is paid.
    paid_by_yield: Vec<String>,
}

pub(super) fn check(manuscript: &Manuscript<'_>, rule: &RuleText) -> Vec<Finding> {
    let words: Words = rule.data("words");
    let is_yield = |payment: &PaymentMethod| matches!(payment, PaymentMethod::FunctionPoint | PaymentMethod::Sla);
    let payment = &manuscript.facts.payment;
    let says = |passage: &&Passage| has_any(&passage.text, &words.paid_by_yield);
    let subjects = WordSet::new(words.staff.iter().chain(&words.papers));
    let is_yield = payment.iter().any(is_yield) || (payment.is_empty() && readable(manuscript).any(|one| says(&one)));
    let severity = if is_yield { rule.severity } else { Severity::Warning };
    let mut findings = Vec::new();
    for passage in readable(manuscript).filter(|passage| subjects.is_in(&passage.text)) {
        for sentence in sentences(&passage.text) {
            let found = demand(&passage.text[sentence.clone()], &words);
            let found = found.map(|range| sentence.start + range.start..sentence.start + range.end);
            if let Some(range) = found.filter(|range| passage.is_open(range)) {
                findings.push(Finding { severity, ..rule.finding(CODE, passage, range, &rule.suggestion) });
            }
        }
    }
    findings
}

/// The words of a sentence that demand persons.
fn demand(sentence: &str, words: &Words) -> Option<Range<usize>> {
    if has_any(sentence, &words.denied) {
        return None;
    }
    let is_allowed = has_any(sentence, &words.allowed);
    let paper = words.papers.iter().find_map(|paper| sentence.find(paper.as_str()).map(|at| at..at + paper.len()));
    if let Some(paper) = paper.filter(|_| has_any(sentence, &words.demanded) && !is_allowed) {
        return Some(paper);
    }
    let find = |name: &String| sentence.find(name.as_str()).map(|at| at..at + name.len());
    let staff: Vec<Range<usize>> = words.staff.iter().filter_map(find).collect();
    if staff.is_empty() || is_allowed {
        return None;
    }
    for number in numbers(sentence) {
        let Some((_, unit)) = unit_after(sentence, number.range.end, &words.units) else { continue };
        let near = |staff: &&Range<usize>| {
            staff.end <= number.range.start && number.range.start - staff.end <= words.reach
                || unit.end <= staff.start && staff.start - unit.end <= words.reach
        };
        if let Some(staff) = staff.iter().find(near) {
            return Some(staff.start.min(number.range.start)..staff.end.max(unit.end));
        }
    }
    None
}
