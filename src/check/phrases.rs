//! Words in Korean text: a stem with its endings, and what only looks like it.

use std::ops::Range;

use serde::Deserialize;

use super::finding::Finding;
use super::manuscript::{Manuscript, Passage, Role};
use super::rulebook::RuleText;
use crate::document::Place;

/// Endings of words that end in 하다, such as 적절하다: 적절한, 적절히, 적절하게.
pub(super) const HADA: [&str; 20] = [
    "한",
    "히",
    "하게",
    "하고",
    "하며",
    "하여",
    "해",
    "하도록",
    "하지",
    "함",
    "할",
    "하다",
    "했",
    "하였",
    "하면",
    "하는",
    "하기",
    "하므로",
    "하되",
    "하더라도",
];

/// Words a rule looks for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Phrase {
    /// The words as they stand.
    pub text: String,
    /// The stem of a word that ends in 하다; found with any of its endings, not alone.
    pub stem: String,
    /// Longer words in which it is meant otherwise: 최적화 for 최적.
    pub except: Vec<String>,
    /// What to write instead; the rule's own when empty.
    pub suggestion: String,
}

impl Phrase {
    /// Where it stands in a text: the byte ranges of stem and ending, or of the words.
    pub fn find(&self, text: &str) -> Vec<Range<usize>> {
        let needle = if self.stem.is_empty() { &self.text } else { &self.stem };
        if needle.is_empty() {
            return Vec::new();
        }
        let mut found = Vec::new();
        for (start, _) in text.match_indices(needle.as_str()) {
            let end = start + needle.len();
            let Some(end) = self.end(text, end) else { continue };
            if begins_word(text, start) && !self.is_excepted(text, start) {
                found.push(start..end);
            }
        }
        found
    }

    /// The end of the word whose stem ends at a byte.
    fn end(&self, text: &str, end: usize) -> Option<usize> {
        if self.stem.is_empty() {
            return Some(end);
        }
        let rest = &text[end..];
        HADA.iter().filter(|ending| rest.starts_with(**ending)).map(|ending| end + ending.len()).max()
    }

    fn is_excepted(&self, text: &str, start: usize) -> bool {
        self.except.iter().any(|word| {
            let inside = word.find(if self.stem.is_empty() { self.text.as_str() } else { self.stem.as_str() });
            inside
                .and_then(|inside| start.checked_sub(inside))
                .is_some_and(|from| text[from..].starts_with(word.as_str()))
        })
    }
}

/// A word begins after anything but a Hangul syllable: 부적절한 is another word than 적절한.
fn begins_word(text: &str, start: usize) -> bool {
    !text[..start].chars().next_back().is_some_and(|c| ('가'..='힣').contains(&c))
}

/// Passages in which words are searched: all but laws and notices.
pub(super) fn readable<'m>(manuscript: &'m Manuscript<'_>) -> impl Iterator<Item = &'m Passage> {
    manuscript.passages.iter().filter(|passage| passage.role != Role::Source)
}

impl RuleText {
    /// A finding of the rule on words of a passage.
    pub(super) fn finding(
        &self,
        code: &'static str,
        passage: &Passage,
        range: Range<usize>,
        suggestion: &str,
    ) -> Finding {
        let words = passage.text[range.clone()].to_owned();
        Finding {
            rule: code,
            severity: self.severity,
            place: passage.place,
            message: self.message.replace("{words}", &words),
            suggestion: suggestion.to_owned(),
            range,
            words,
            replacement: None,
        }
    }

    /// A finding of the rule on a place as a whole.
    pub(super) fn finding_at(&self, code: &'static str, place: Place, words: &str) -> Finding {
        Finding {
            rule: code,
            severity: self.severity,
            place,
            message: self.message.replace("{words}", words),
            suggestion: self.suggestion.clone(),
            range: 0..0,
            words: words.to_owned(),
            replacement: None,
        }
    }
}
