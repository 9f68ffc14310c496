//! Demands for a number or grade of persons where the work is paid by what it yields.

use std::ops::Range;

use serde::Deserialize;

use crate::check::finding::Finding;
use crate::check::manuscript::{Manuscript, Role};
use crate::check::rulebook::RuleText;
use crate::check::scan::{has_any, numbers, unit_after};
use crate::diagnostic::Severity;
use crate::profile::PaymentMethod;

pub(super) const CODE: &str = "headcount";

/// Words about persons.
#[derive(Default, Deserialize)]
struct Words {
    /// Persons who do the work.
    staff: Vec<String>,
    /// Persons who do it where something is said of placing them.
    persons: Vec<String>,
    /// What is done with them.
    placed: Vec<String>,
    /// Units of persons and effort.
    units: Vec<String>,
    /// Units of effort, which name nobody.
    efforts: Vec<String>,
    /// Numbers in words, with their unit.
    spelled: Vec<String>,
    /// Bytes within which number and staff belong together.
    reach: usize,
    /// Persons that may be counted.
    countable: Vec<String>,
    /// Words by which a sentence is about other persons.
    allowed: Vec<String>,
    /// Papers on single persons, and on their number.
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
    let subjects = [&words.staff, &words.persons, &words.efforts, &words.papers];
    let subjects = manuscript.find(subjects.into_iter().flatten());
    let read = |number: usize| Some(&manuscript.passages[number]).filter(|passage| passage.role != Role::Source);
    let says = || manuscript.find(&words.paid_by_yield).passages().any(|number| read(number).is_some());
    let is_yield = payment.iter().any(is_yield) || (payment.is_empty() && says());
    let severity = if is_yield { rule.severity } else { Severity::Warning };
    let mut findings = Vec::new();
    for passage in subjects.passages().filter_map(read) {
        for sentence in passage.glance.sentences.iter().cloned() {
            let found = words.demand(&passage.text[sentence.clone()]);
            let found = found.map(|range| sentence.start + range.start..sentence.start + range.end);
            if let Some(range) = found.filter(|range| passage.is_open(range)) {
                findings.push(Finding { severity, ..rule.finding(CODE, passage, range, &rule.suggestion) });
            }
        }
    }
    findings
}

impl Words {
    /// The words of a sentence that demand persons.
    fn demand(&self, sentence: &str) -> Option<Range<usize>> {
        if has_any(sentence, &self.denied) || has_any(sentence, &self.allowed) {
            return None;
        }
        self.number(sentence).or_else(|| {
            let papers = all(sentence, &self.papers);
            let is_demanded = has_any(sentence, &self.demanded) && !has_any(sentence, &self.countable);
            papers.into_iter().next().filter(|_| is_demanded)
        })
    }

    /// A number of persons or of their effort, with whom it counts.
    fn number(&self, sentence: &str) -> Option<Range<usize>> {
        let is_placed = has_any(sentence, &self.placed);
        let staff = all(sentence, &self.staff);
        let persons = if is_placed { all(sentence, &self.persons) } else { Vec::new() };
        let others = all(sentence, &self.countable);
        let digits = numbers(sentence).into_iter().filter_map(|number| {
            let (unit, at) = unit_after(sentence, number.range.end, &self.units)?;
            Some((number.range.start..at.end, self.efforts.iter().any(|effort| effort == unit)))
        });
        let spelled = all(sentence, &self.spelled).into_iter().map(|range| (range, false));
        digits.chain(spelled).find_map(|(number, is_effort)| {
            let nearest = |ranges: &[Range<usize>]| {
                let near = ranges.iter().map(|range| (gap(range, &number), range.clone()));
                near.filter(|(gap, _)| *gap <= self.reach).min_by_key(|(gap, _)| *gap)
            };
            // 사업관리자(PM) 1명과 상주 인력 3명: each number counts those nearest to it.
            match (nearest(&staff).or_else(|| nearest(&persons)), nearest(&others)) {
                (Some((gap, _)), Some((other, _))) if other < gap => None,
                (Some((_, who)), _) => Some(who.start.min(number.start)..who.end.max(number.end)),
                (None, None) if is_effort && is_placed => Some(number),
                _ => None,
            }
        })
    }
}

/// Where such words stand.
fn all(sentence: &str, words: &[String]) -> Vec<Range<usize>> {
    let find = |word: &String| {
        let found = sentence.match_indices(word.as_str());
        found.map(|(at, word)| at..at + word.len()).collect::<Vec<_>>()
    };
    words.iter().flat_map(find).collect()
}

/// Bytes between two ranges.
fn gap(one: &Range<usize>, other: &Range<usize>) -> usize {
    other.start.saturating_sub(one.end).max(one.start.saturating_sub(other.end))
}
