//! Several duties in one item, or one too long to be read as one.

use std::ops::Range;

use serde::Deserialize;

use crate::check::finding::Finding;
use crate::check::manuscript::{Manuscript, Passage, Role};
use crate::check::rulebook::RuleText;
use crate::check::scan::{Endings, words};

pub(super) const CODE: &str = "compound";

/// By what duties are told apart.
#[derive(Default, Deserialize)]
struct Signs {
    /// Characters an item may have without its label.
    limit: usize,
    /// Characters of the longest label.
    label: usize,
    /// Endings of a duty.
    duties: Vec<String>,
    /// Endings of a clause after which another duty follows.
    loose: Vec<String>,
    /// Endings that join actions; this many with an object of their own are too many.
    joined: Vec<String>,
    chain: usize,
    /// Particles of an object.
    objects: Vec<String>,
    /// Words before an ending that only make an exception.
    exceptions: Vec<String>,
    /// What a list of functions ends in: its verbs are what one function does.
    functions: Vec<String>,
}

/// The ends of words among them, ready to be found.
struct Ends<'s> {
    exceptions: Endings<'s>,
    objects: Endings<'s>,
    loose: Endings<'s>,
    joined: Endings<'s>,
}

pub(super) fn check(manuscript: &Manuscript<'_>, rule: &RuleText) -> Vec<Finding> {
    let signs: Signs = rule.data("signs");
    let ends = Ends {
        exceptions: Endings::new(&signs.exceptions),
        objects: Endings::new(&signs.objects),
        loose: Endings::new(&signs.loose),
        joined: Endings::new(&signs.joined),
    };
    let duties = manuscript.find(&signs.duties);
    let mut findings = Vec::new();
    let items = manuscript.passages.iter().enumerate().filter(|(_, passage)| passage.role == Role::Item);
    for (number, passage) in items {
        let body = body(&passage.text, signs.label);
        let mine = duties.of(number).map(|(_, range)| range).filter(|range| range.start >= body);
        if let Some(range) = second_duty(passage, body, mine, &signs, &ends) {
            findings.push(rule.finding(CODE, passage, range, &rule.suggestion));
        } else if passage.text[body..].chars().count() > signs.limit {
            let mut finding = rule.finding(CODE, passage, 0..0, &rule.suggestion);
            finding.message = rule.data::<String>("too_long").replace("{limit}", &signs.limit.to_string());
            findings.push(finding);
        }
    }
    findings
}

/// Where an item begins after its label: `보관 기간: 시스템은`.
fn body(text: &str, label: usize) -> usize {
    let colon = text.char_indices().take(label).find(|(_, c)| *c == ':');
    colon.filter(|(at, _)| text[at + 1..].starts_with(' ')).map_or(0, |(at, _)| at + 2)
}

/// The words that end a duty before the last.
fn second_duty(
    passage: &Passage,
    body: usize,
    duties: impl Iterator<Item = Range<usize>>,
    signs: &Signs,
    ends: &Ends<'_>,
) -> Option<Range<usize>> {
    let text = &passage.text;
    if let Some(second) = duties.filter(|range| passage.is_open(range)).nth(1) {
        return Some(second);
    }
    let is_function = signs.functions.iter().any(|end| text.contains(end.as_str()));
    if is_function {
        return None;
    }
    clauses(passage, body, signs, ends)
}

/// The end of the clause after which one with an object of its own follows loosely, or of the last of too many.
fn clauses(passage: &Passage, body: usize, signs: &Signs, ends: &Ends<'_>) -> Option<Range<usize>> {
    let mut has_object = false;
    let mut loose: Option<Range<usize>> = None;
    let mut joined: Vec<Range<usize>> = Vec::new();
    for (range, word) in words(&passage.text[body..]) {
        let range = body + range.start..body + range.end;
        let word = word.trim_end_matches(',');
        if ends.exceptions.end(word) || !passage.is_open(&range) {
            continue;
        }
        if ends.objects.end(word) {
            has_object = true;
            if let Some(loose) = loose {
                return Some(loose);
            }
        } else if ends.loose.end(word) || ends.joined.end(word) {
            let is_loose = ends.loose.end(word);
            if has_object {
                joined.push(range.clone());
                loose = loose.or(is_loose.then_some(range));
            }
            has_object = false;
        }
    }
    (has_object && joined.len() >= signs.chain).then(|| joined.pop()).flatten()
}
