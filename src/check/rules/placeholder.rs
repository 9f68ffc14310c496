//! What somebody meant to fill in later: ○○기관, TBD, 추후 기재.

use std::ops::Range;

use serde::Deserialize;

use crate::block::{Inline, plain};
use crate::check::finding::Finding;
use crate::check::manuscript::{Manuscript, Passage, Role};
use crate::check::rulebook::RuleText;
use crate::check::scan::{before, has_byte, is_hangul, is_quoted};
use crate::check::search::Index;
use crate::document::{Field, Place};

pub(super) const CODE: &str = "placeholder";

/// Signs that stand for letters when they are repeated.
#[derive(Default, Deserialize)]
struct Blanks {
    /// Signs of which two stand for a word.
    signs: String,
    /// Letters of which two stand for a word when Hangul follows directly.
    letters: String,
    /// Signs of which three stand for a word.
    lines: String,
    /// Units before which a number of zeros stands for one.
    zeros: Vec<String>,
    /// Words that put off.
    later: Vec<String>,
    /// Words that may stand between them and what is put off.
    between: Vec<String>,
    /// What is put off.
    acts: Vec<String>,
}

pub(super) fn check(manuscript: &Manuscript<'_>, rule: &RuleText) -> Vec<Finding> {
    let signs: Blanks = rule.data("blanks");
    let by_field: String = rule.data("by_field");
    // A value that is missing is a placeholder, though no other rule looks into values.
    let hits = Index::new(&rule.phrases).hits_in(manuscript, |passage, range| !is_quoted(passage, range));
    let mut hits = hits.into_iter().peekable();
    let later = manuscript.find(&signs.later);
    let mut findings = Vec::new();
    for (number, passage) in manuscript.passages.iter().enumerate() {
        if passage.role == Role::Source {
            continue;
        }
        let text = &passage.text;
        let phrases = std::iter::from_fn(|| hits.next_if(|hit| hit.number == number)).map(|hit| {
            let own = &hit.phrase.suggestion;
            (hit.range, if own.is_empty() { &rule.suggestion } else { own })
        });
        let blanks = blank(passage, &signs);
        let put_off = later
            .of(number)
            .filter_map(|(_, range)| put_off(text, range, &signs))
            .map(|range| (range, &rule.suggestion));
        // The last blank that begins before the words end is the only one that can touch them.
        let is_new = |range: &Range<usize>| {
            let at = blanks.partition_point(|blank| blank.start < range.end);
            at == 0 || blanks[at - 1].end <= range.start
        };
        let phrases = phrases.filter(|(range, _)| is_new(range));
        let blanks = blanks.iter().map(|range| (range.clone(), &rule.suggestion));
        for (range, suggestion) in phrases.chain(blanks).chain(put_off).filter(|(range, _)| !is_quoted(passage, range))
        {
            let field = field_of(manuscript, passage, &range);
            let suggestion = field.map_or(suggestion.clone(), |field| by_field.replace("{field}", field));
            findings.push(rule.finding(CODE, passage, range, &suggestion));
        }
    }
    findings
}

/// Repeated signs that stand for a name: ○○시, OO기관.
fn blank(passage: &Passage, blanks: &Blanks) -> Vec<Range<usize>> {
    let text = &passage.text;
    let is_mark = |c: char| blanks.signs.contains(c) || c.is_whitespace();
    if passage.role == Role::Cell && text.chars().all(is_mark) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((start, sign)) = chars.next() {
        let mut end = start + sign.len_utf8();
        let mut length = 1;
        while let Some((at, same)) = chars.next_if(|(_, c)| *c == sign) {
            end = at + same.len_utf8();
            length += 1;
        }
        let is_sign = (length > 1 && blanks.signs.contains(sign)) || (length > 2 && blanks.lines.contains(sign));
        let is_letter = length > 1
            && blanks.letters.contains(sign)
            && text[end..].starts_with(is_hangul)
            && !before(text, start).is_some_and(|c| c.is_ascii_alphanumeric());
        if is_sign || is_letter {
            let word = text[end..].find(|c| !is_hangul(c)).unwrap_or(text.len() - end);
            found.push(start..end + word);
        }
    }
    found.extend(zeros(text, blanks));
    found.sort_by_key(|range| range.start);
    found
}

/// Numbers of nothing but zeros, two or more, before a unit: 00월, 000,000원; but 00시 and 1,000원 are none.
fn zeros(text: &str, blanks: &Blanks) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    if !has_byte(text, |byte| byte == b'0') {
        return found;
    }
    let mut at = 0;
    while let Some(start) = text[at..].find("00").map(|start| at + start) {
        let rest = text[start..].trim_start_matches(['0', ',']);
        let end = text.len() - rest.len();
        at = end;
        let is_whole = !before(text, start).is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | ',' | '-'));
        let unit = blanks.zeros.iter().find(|unit| rest.trim_start().starts_with(unit.as_str()));
        if let Some(unit) = unit.filter(|_| is_whole && !text[..end].ends_with(',')) {
            found.push(start..text.len() - rest.trim_start().len() + unit.len());
        }
    }
    found
}

/// What is put off to a later time: 추후 통보, 추후에 별도로 정함.
fn put_off(text: &str, later: Range<usize>, signs: &Blanks) -> Option<Range<usize>> {
    let after = |rest: &str| {
        let words = rest.trim_start();
        let words =
            signs.between.iter().find_map(|word| words.strip_prefix(word.as_str())).unwrap_or(words).trim_start();
        let act = signs.acts.iter().filter(|act| words.starts_with(act.as_str())).max_by_key(|act| act.len())?;
        Some(rest.len() - words.len() + act.len())
    };
    if before(text, later.start).is_some_and(is_hangul) {
        return None;
    }
    Some(later.start..later.end + after(&text[later.end..])?)
}

/// The profile field that decides the value at a place of a requirement.
fn field_of<'m>(manuscript: &'m Manuscript<'_>, passage: &Passage, range: &Range<usize>) -> Option<&'m str> {
    let Place::Requirement(_, field, item) = passage.place else { return None };
    let requirement = manuscript.requirement(passage.place)?;
    let content = match field {
        Field::Title => &requirement.title,
        Field::Definition => &requirement.definition,
        Field::Details => requirement.details.get(item)?,
        Field::Deliverables => requirement.deliverables.get(item)?,
        Field::Acceptance => requirement.acceptance.get(item)?,
        _ => return None,
    };
    field_in(content, &mut 0, range)
}

/// The field of the value that stands at bytes of the text of inlines.
fn field_in<'i>(content: &'i [Inline], at: &mut usize, range: &Range<usize>) -> Option<&'i str> {
    for inline in content {
        match inline {
            Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Link { content: inner, .. } => {
                if let Some(field) = field_in(inner, at, range) {
                    return Some(field);
                }
            }
            Inline::Value { text, field, .. } => {
                let value = *at..*at + text.len();
                *at = value.end;
                if !field.is_empty() && value.start < range.end && range.start < value.end {
                    return Some(field);
                }
            }
            other => *at += plain(std::slice::from_ref(other)).len(),
        }
    }
    None
}
