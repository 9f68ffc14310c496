//! Numbers of requirements that the document does not have.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::block::plain;
use crate::check::finding::Finding;
use crate::check::manuscript::{Manuscript, Passage, Role};
use crate::check::rulebook::RuleText;
use crate::check::scan::{Code, codes, is_quoted};
use crate::document::{Field, Place};

pub(super) const CODE: &str = "dangling-reference";

/// The numbers that there are: digits by what stands before them.
type Known = BTreeMap<String, BTreeSet<u64>>;

pub(super) fn check(manuscript: &Manuscript<'_>, rule: &RuleText) -> Vec<Finding> {
    let mut known = Known::new();
    let listed = manuscript.listed.iter().map(|one| &one.number);
    for number in manuscript.document.requirements.iter().map(|one| &one.number).chain(listed) {
        for code in codes(number) {
            known.entry(code.prefix).or_default().extend(code.digits.parse::<u64>().ok());
        }
    }
    if known.is_empty() {
        return Vec::new();
    }
    let ranges: Vec<String> = rule.data("ranges");
    let categories: Vec<String> = rule.data("categories");
    let digits: Vec<usize> = rule.data("digits");
    // A number of a usual category of which the document has no requirement.
    let is_number = |code: &Code| {
        digits.contains(&code.digits.len())
            && categories.iter().any(|category| code.prefix.strip_suffix('-') == Some(category.as_str()))
    };
    let mut findings = Vec::new();
    for passage in manuscript.passages.iter().filter(|passage| passage.role != Role::Source) {
        for range in missing(&passage.text, &known, &ranges, is_number) {
            if !is_quoted(passage, &range) || is_whole_quotation(&passage.text, &range) {
                findings.push(rule.finding(CODE, passage, range, &rule.suggestion));
            }
        }
    }
    for (at, requirement) in manuscript.document.requirements.iter().enumerate() {
        let place = Place::Requirement(at, Field::Related, 0);
        let related = Passage::new(place, Role::Cell, plain(&requirement.related));
        let ranges = missing(&related.text, &known, &ranges, |_| true);
        findings.extend(ranges.into_iter().map(|range| rule.finding(CODE, &related, range, &rule.suggestion)));
    }
    findings
}

/// Whether a quotation holds nothing but a number: 「SFR-001」.
fn is_whole_quotation(text: &str, range: &Range<usize>) -> bool {
    text[..range.start].ends_with('「') && text[range.end..].starts_with('」')
}

/// Where numbers and ranges of numbers stand of which the document lacks one; of a category that it does not
/// have at all, those that are numbers of requirements all the same.
fn missing(text: &str, known: &Known, ranges: &[String], is_number: impl Fn(&Code) -> bool) -> Vec<Range<usize>> {
    let codes = codes(text);
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(code) = codes.get(at) {
        at += 1;
        let last = range_end(text, code, codes.get(at), ranges);
        at +=
            usize::from(last.as_ref().is_some_and(|(end, _)| codes.get(at).is_some_and(|next| next.range.end == *end)));
        let Some(have) = known.get(&code.prefix) else {
            if is_number(code) {
                found.push(code.range.clone());
            }
            continue;
        };
        let Ok(first) = code.digits.parse::<u64>() else { continue };
        let (end, last) = last.unwrap_or((code.range.end, first));
        let (low, high) = (first.min(last), first.max(last));
        let there = u64::try_from(have.range(low..=high).count()).unwrap_or(u64::MAX);
        if there < (high - low).saturating_add(1) {
            found.push(code.range.start..end);
        }
    }
    found
}

/// Where the range that begins with a code ends, and its last digits: `CSR-001~CSR-005`, `CSR-001 ~ 005`.
fn range_end(text: &str, code: &Code, next: Option<&Code>, ranges: &[String]) -> Option<(usize, u64)> {
    let rest = text[code.range.end..].trim_start();
    let rest = ranges.iter().find_map(|sign| rest.strip_prefix(sign.as_str()))?.trim_start();
    let start = text.len() - rest.len();
    if let Some(next) = next.filter(|next| next.range.start == start && next.prefix == code.prefix) {
        return Some((next.range.end, next.digits.parse().ok()?));
    }
    let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let same = digits == code.digits.len();
    same.then(|| rest[..digits].parse().ok()).flatten().map(|last| (start + digits, last))
}
