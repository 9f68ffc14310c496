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
