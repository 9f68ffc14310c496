//! Words that stand together in a sentence, however they are spaced: `하도급 & 허용|승인 & !다시`.

use std::borrow::Cow;
use std::ops::Range;

use serde::Deserialize;

use super::manuscript::Manuscript;
use super::scan::has_byte;

/// Groups of words, joined by `&`; of each group (`|`) one stands in the sentence, of one with `!` none.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(from = "String")]
pub(super) struct Pattern {
    wanted: Vec<Vec<Word>>,
    barred: Vec<Word>,
}

/// Words to look for, however they are spaced.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(from = "String")]
pub(super) struct Word {
    text: String,
}

impl From<String> for Word {
    fn from(text: String) -> Self {
        Self { text }
    }
}

impl From<String> for Pattern {
    fn from(text: String) -> Self {
        let mut pattern = Self::default();
        for group in text.split('&').map(str::trim).filter(|group| !group.is_empty()) {
            let words = group.trim_start_matches('!').split('|').map(str::trim);
            let words: Vec<Word> = words.filter(|word| !word.is_empty()).map(|word| word.to_owned().into()).collect();
            if group.starts_with('!') {
                pattern.barred.extend(words);
            } else {
                pattern.wanted.push(words);
            }
        }
        pattern
    }
}

impl Pattern {
    /// From the first to the last of its words in a sentence; empty when it wants none and none is barred.
    pub(super) fn find(&self, sentence: &str) -> Option<Range<usize>> {
        let mut found: Option<Range<usize>> = None;
        for group in &self.wanted {
            let at = position_of_any(sentence, group)?;
            found = Some(found.map_or(at.clone(), |found| found.start.min(at.start)..found.end.max(at.end)));
        }
        position_of_any(sentence, &self.barred).is_none().then(|| found.unwrap_or(0..0))
    }

    /// The passages in which it may be found, each marked.
    pub(super) fn holders(&self, manuscript: &Manuscript<'_>) -> Holders {
        match self.wanted.first() {
            Some(group) => holders(manuscript, group),
            None => Holders { marks: vec![true; manuscript.passages.len()], is_empty: false },
        }
    }
}

/// Which passages of a manuscript hold words.
pub(super) struct Holders {
    marks: Vec<bool>,
    is_empty: bool,
}

impl Holders {
    /// Whether a passage is among them.
    pub(super) fn has(&self, passage: usize) -> bool {
        self.marks[passage]
    }

    /// Their numbers.
    pub(super) fn passages(&self) -> impl Iterator<Item = usize> {
        self.marks.iter().enumerate().filter(|(_, mark)| **mark).map(|(number, _)| number)
    }

    /// Whether none does.
    pub(super) fn is_empty(&self) -> bool {
        self.is_empty
    }

    /// These and others.
    pub(super) fn and(self, others: Self) -> Self {
        let marks = self.marks.into_iter().zip(others.marks).map(|(own, other)| own || other).collect();
        Self { marks, is_empty: self.is_empty && others.is_empty }
    }
}

/// The passages that hold one of the words.
pub(super) fn holders(manuscript: &Manuscript<'_>, words: &[Word]) -> Holders {
    let mut found = Holders { marks: vec![false; manuscript.passages.len()], is_empty: true };
    for word in words {
        for (passage, at) in manuscript.places(word.text.trim_start()) {
            if !found.marks[passage] && end_of(&manuscript.passages[passage].text[at..], &word.text).is_some() {
                found.marks[passage] = true;
                found.is_empty = false;
            }
        }
    }
    found
}

/// The first of any of the words in a text.
pub(super) fn position_of_any(text: &str, words: &[Word]) -> Option<Range<usize>> {
    let mut found: Option<Range<usize>> = None;
    for word in words {
        let Some(first) = word.text.chars().next() else { continue };
        let limit = found.as_ref().map_or(text.len(), |found| found.start);
        let mut begins = text.match_indices(first).map(|(at, _)| at).take_while(|at| *at <= limit);
        let stands = begins.find_map(|at| Some(at..at + end_of(&text[at..], &word.text)?));
        // The first of them; of two that begin together, the longer.
        let is_better = |range: &Range<usize>| {
            found.as_ref().is_none_or(|found| range.start < found.start || range.end > found.end)
        };
        if let Some(range) = stands.filter(is_better) {
            found = Some(range);
        }
    }
    found
}

/// A word in a text from a byte on, with or without spaces in either.
pub(super) fn find_loose(text: &str, word: &Word, from: usize) -> Option<Range<usize>> {
    let first = word.text.chars().next()?;
    text[from..].match_indices(first).find_map(|(at, _)| {
        let at = from + at;
        end_of(&text[at..], &word.text).map(|length| at..at + length)
    })
}

/// How many bytes of the text's beginning are the word; spaces do not count.
fn end_of(text: &str, word: &str) -> Option<usize> {
    let mut rest = text.char_indices();
    let mut end = 0;
    for wanted in word.chars().filter(|c| !c.is_whitespace()) {
        let (at, c) = if end == 0 { rest.next()? } else { rest.find(|(_, c)| !c.is_whitespace())? };
        if c != wanted {
            return None;
        }
        end = at + c.len_utf8();
    }
    (end > 0).then_some(end)
}

/// Bytes of the longest sentence; what goes on longer is none, and is read piece by piece.
const LONGEST: usize = 4000;

/// The sentences of a text: they end at a full stop that no digit stands before, at a line's end, before a note.
pub(super) fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let (mut start, mut before) = (0, ' ');
    // Most texts are one sentence; the note's sign begins with a byte that no Hangul begins with.
    let may_end = has_byte(text, |byte| matches!(byte, b'.' | b'?' | b'!' | b';' | b'\n' | 0xE2));
    let all = if may_end || text.len() > LONGEST { text } else { "" };
    let mut chars = all.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let after = chars.peek().map(|(_, c)| *c);
        let stops =
            matches!(c, '.' | '?' | '!' | ';') && !before.is_ascii_digit() && after.is_some_and(char::is_whitespace);
        let ends = stops || c == '\n';
        let end = if ends { at + c.len_utf8() } else { at };
        let is_cut = at - start > LONGEST && (c == ' ' || at - start > 2 * LONGEST);
        if (ends || c == '※' || is_cut) && !text[start..end].trim().is_empty() {
            found.push(start..end);
            start = end;
        }
        before = c;
    }
    if !text[start..].trim().is_empty() {
        found.push(start..text.len());
    }
    found
}

/// A text without the laws it cites, their articles and the titles of these: they say nothing of the project.
pub(super) fn without_citations(text: &str) -> Cow<'_, str> {
    if !text.contains(['「', '조']) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if let Some(after) = after_citation(rest) {
            rest = after;
        } else {
            out.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    Cow::Owned(out)
}

/// What follows the name of a law, or an article with its title, at the beginning of a text.
fn after_citation(text: &str) -> Option<&str> {
    if let Some(name) = text.strip_prefix('「') {
        let after = &name[name.find('」')? + '」'.len_utf8()..];
        return Some(after_title(after).unwrap_or(after));
    }
    let number = text.strip_prefix('제')?;
    let after = number.trim_start_matches(|c: char| c.is_ascii_digit());
    let after = after.strip_prefix('조').filter(|_| after.len() < number.len())?;
    after_title(after)
}

/// What follows a title in brackets at the beginning of a text.
fn after_title(text: &str) -> Option<&str> {
    let mut depth = 0_usize;
    for (at, c) in text.strip_prefix('(').map(|_| text.char_indices())? {
        match c {
            '(' => depth += 1,
            ')' if depth == 1 => return Some(&text[at + 1..]),
            ')' => depth -= 1,
            _ => {}
        }
    }
    None
}
