//! Counts that a document declares of itself against what stands in it.

use std::collections::BTreeSet;
use std::ops::Range;

use serde::Deserialize;

use crate::check::finding::Finding;
use crate::check::manuscript::{Manuscript, Passage, Role};
use crate::check::rulebook::RuleText;
use crate::check::scan::{numbers, unit_after};
use crate::document::{Declared, Field, Place};

pub(super) const CODE: &str = "count-mismatch";

pub(super) fn check(manuscript: &Manuscript<'_>, rule: &RuleText) -> Vec<Finding> {
    let mut findings: Vec<Finding> =
        manuscript.declared.iter().filter_map(|declared| count(manuscript, declared, rule)).collect();
    findings.extend(unlisted(manuscript, rule));
    findings.extend(told(manuscript, rule));
    findings
}

/// A declared count that is not what stands there.
fn count(manuscript: &Manuscript<'_>, declared: &Declared, rule: &RuleText) -> Option<Finding> {
    let requirements = &manuscript.document.requirements;
    let names: Vec<String> = rule.data("totals");
    let category = simple(&declared.category);
    let is_total = category.is_empty() || names.contains(&category);
    let actual = if is_total {
        requirements.len()
    } else {
        let belongs = |code: &str, name: &str| is_same(&declared.category, code, name);
        requirements.iter().filter(|one| belongs(&one.category, &one.category_name)).count()
    };
    if actual == declared.count || requirements.is_empty() {
        return None;
    }
    let what = if is_total { rule.data::<String>("total") } else { declared.category.clone() };
    let values = [("{category}", what), ("{declared}", declared.count.to_string()), ("{actual}", actual.to_string())];
    let fill = |text: &str| values.iter().fold(text.to_owned(), |text, (name, value)| text.replace(name, value));
    let passage = manuscript.passage(declared.place);
    let written = passage.and_then(|passage| written(passage, declared.count));
    let mut finding = match (passage, written) {
        (Some(passage), Some(range)) => rule.finding(CODE, passage, range, &rule.suggestion),
        _ => rule.finding_at(CODE, declared.place, &declared.count.to_string()),
    };
    finding.message = fill(&rule.message);
    finding.suggestion = fill(&rule.suggestion);
    finding.replacement = (is_total && finding.range.start < finding.range.end).then(|| actual.to_string());
    Some(finding)
}

/// Counts that a sentence tells: 상세 요구사항은 총 12건, 총 12건의 요구사항.
fn told(manuscript: &Manuscript<'_>, rule: &RuleText) -> Vec<Finding> {
    let words: Told = rule.data("told");
    let requirements = &manuscript.document.requirements;
    if requirements.is_empty() {
        return Vec::new();
    }
    let mut findings = Vec::new();
    let outside = |role| matches!(role, Role::Prose | Role::Cell | Role::Heading);
    let nouns = manuscript.find([&words.noun]);
    for passage in nouns.passages().map(|at| &manuscript.passages[at]).filter(|passage| outside(passage.role)) {
        for range in passage.glance.sentences.iter().cloned() {
            let text = &passage.text[range.clone()];
            let Some((number, declared)) = words.total(text) else { continue };
            let number = range.start + number.start..range.start + number.end;
            if declared == requirements.len() || !passage.is_open(&number) {
                continue;
            }
            let mut finding = rule.finding(CODE, passage, number, "");
            let values = [
                ("{category}", rule.data::<String>("total")),
                ("{declared}", declared.to_string()),
                ("{actual}", requirements.len().to_string()),
            ];
            let fill =
                |text: &str| values.iter().fold(text.to_owned(), |text, (name, value)| text.replace(name, value));
            finding.message = fill(&rule.message);
            finding.suggestion = fill(&rule.suggestion);
            finding.replacement = Some(requirements.len().to_string());
            findings.push(finding);
        }
    }
    findings
}

/// Words by which a sentence tells how many requirements there are.
#[derive(Default, Deserialize)]
struct Told {
    /// What is counted.
    noun: String,
    /// Words before it with which all are meant.
    all: Vec<String>,
    /// Words before the count.
    total: Vec<String>,
    units: Vec<String>,
    /// Words between the noun and a count that follows it.
    between: Vec<String>,
    /// Words after a count before the noun.
    after: Vec<String>,
    /// What follows the noun when only a part of them is meant.
    part: String,
}

impl Told {
    /// The count of all requirements, and where it stands.
    fn total(&self, text: &str) -> Option<(Range<usize>, usize)> {
        let noun = text.find(self.noun.as_str())?;
        let end = noun + self.noun.len();
        let ends_in = |text: &str, words: &[String]| words.iter().any(|word| text.ends_with(word.as_str()));
        numbers(text).into_iter().find_map(|number| {
            let (_, unit) = unit_after(text, number.range.end, &self.units)?;
            let lead = text[..number.range.start].trim_end();
            let lead = self.total.iter().find_map(|word| lead.strip_suffix(word.as_str()))?.trim_end();
            let is_all = |before: &str| before.is_empty() || ends_in(before, &self.all);
            let follows = lead.len() >= end
                && is_all(text[..noun].trim())
                && (lead.len() == end || self.between.iter().any(|word| lead[end..].trim() == word));
            let precedes = unit.end <= noun && {
                let between = text[unit.end..noun].trim();
                let between = self.all.iter().find_map(|word| between.strip_suffix(word.as_str())).unwrap_or(between);
                let rest = &text[end..];
                self.after.iter().any(|word| between.trim() == word)
                    && !rest.trim_start().starts_with(self.part.as_str())
            };
            // A whole number, not one with decimals.
            let declared = text[number.range.clone()].replace(',', "").parse().ok()?;
            (follows || precedes).then_some((number.range.clone(), declared))
        })
    }
}

/// Where a count stands in its passage.
fn written(passage: &Passage, count: usize) -> Option<std::ops::Range<usize>> {
    let text = count.to_string();
    let mut found = numbers(&passage.text).into_iter().filter(|number| passage.text[number.range.clone()] == text);
    found.next().map(|number| number.range)
}

/// Requirements that are listed and not described, or described and not listed.
fn unlisted(manuscript: &Manuscript<'_>, rule: &RuleText) -> Vec<Finding> {
    let requirements = &manuscript.document.requirements;
    if manuscript.listed.is_empty() || requirements.is_empty() {
        return Vec::new();
    }
    let listed: BTreeSet<&str> = manuscript.listed.iter().map(|one| one.number.trim()).collect();
    let detailed: BTreeSet<&str> = requirements.iter().map(|one| one.number.trim()).collect();
    let say = |place, number: &str, name| {
        let mut finding = rule.finding_at(CODE, place, number);
        finding.message = rule.data::<String>(name).replace("{words}", number);
        finding.suggestion = rule.data("list_suggestion");
        finding
    };
    let only_listed = manuscript.listed.iter().filter(|one| !detailed.contains(one.number.trim()));
    let mut findings: Vec<Finding> = only_listed.map(|one| say(one.place, one.number.trim(), "not_detailed")).collect();
    for (at, one) in requirements.iter().enumerate().filter(|(_, one)| !listed.contains(one.number.trim())) {
        findings.push(say(Place::Requirement(at, Field::Number, 0), one.number.trim(), "not_listed"));
    }
    findings
}

/// Whether a category as it is written is the one of a code and name: its name, its code, or both.
fn is_same(written: &str, code: &str, name: &str) -> bool {
    let mut parts = written.split(['(', ')', '[', ']', ':', '/']).map(str::trim).filter(|part| !part.is_empty());
    parts.any(|part| part == code || (!name.is_empty() && simple(part) == simple(name)))
}

/// A name without spaces.
fn simple(name: &str) -> String {
    name.chars().filter(|c| !c.is_whitespace()).collect()
}
