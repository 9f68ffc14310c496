//! What somebody meant to fill in later: ○○기관, TBD, 추후 기재.

use std::ops::Range;

use serde::Deserialize;

use crate::check::finding::Finding;
use crate::check::manuscript::{Manuscript, Passage, Role};
use crate::check::phrases::readable;
use crate::check::rulebook::RuleText;
use crate::check::scan::{before, is_hangul, is_quoted};

pub(super) const CODE: &str = "placeholder";

/// Signs that stand for letters when they are repeated.
#[derive(Default, Deserialize)]
struct Blanks {
    /// Signs of which two stand for a word.
    signs: String,
    /// Letters of which two stand for a word when Hangul follows directly.
    letters: String,
}

pub(super) fn check(manuscript: &Manuscript<'_>, rule: &RuleText) -> Vec<Finding> {
    let blanks: Blanks = rule.data("blanks");
    let mut findings = Vec::new();
    for passage in readable(manuscript) {
        let text = &passage.text;
        let phrases = rule.phrases.iter().flat_map(|phrase| {
            let found = phrase.find(text).into_iter();
            found.map(move |range| {
                (range, if phrase.suggestion.is_empty() { &rule.suggestion } else { &phrase.suggestion })
            })
        });
        let blanks = blank(passage, &blanks);
        // The last blank that begins before the words end is the only one that can touch them.
        let is_new = |range: &Range<usize>| {
            let at = blanks.partition_point(|blank| blank.start < range.end);
            at == 0 || blanks[at - 1].end <= range.start
        };
        let phrases = phrases.filter(|(range, _)| stands_alone(text, range) && is_new(range));
        let blanks = blanks.iter().map(|range| (range.clone(), &rule.suggestion));
        for (range, suggestion) in phrases.chain(blanks).filter(|(range, _)| !is_quoted(passage, range)) {
            findings.push(rule.finding(CODE, passage, range, suggestion));
        }
    }
    findings
}

/// Latin letters and digits are a word of their own.
fn stands_alone(text: &str, range: &Range<usize>) -> bool {
    let joined = |a: Option<char>, b: Option<char>| {
        a.zip(b).is_some_and(|(a, b)| a.is_ascii_alphanumeric() && b.is_ascii_alphanumeric())
    };
    let words = &text[range.clone()];
    !joined(before(text, range.start), words.chars().next())
        && !joined(words.chars().next_back(), text[range.end..].chars().next())
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
        let is_sign = length > 1 && blanks.signs.contains(sign);
        let is_letter = length > 1
            && blanks.letters.contains(sign)
            && text[end..].starts_with(is_hangul)
            && !before(text, start).is_some_and(|c| c.is_ascii_alphanumeric());
        if is_sign || is_letter {
            let word = text[end..].find(|c| !is_hangul(c)).unwrap_or(text.len() - end);
            found.push(start..end + word);
        }
    }
    found
}
