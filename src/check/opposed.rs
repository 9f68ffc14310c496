//! What a document says of one thing in two ways that cannot both hold: a duty and its opposite.

use std::ops::Range;

use serde::Deserialize;

use super::finding::Finding;
use super::manuscript::{Manuscript, Passage};
use super::pattern::{Pattern, Word, position_of_any, without_citations};
use super::rulebook::{self, RuleText};
use super::statements::spots;
use crate::diagnostic::Severity;

/// Two ways to speak of one subject.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Opposed {
    /// Words of which a sentence about it has one, or the cell before it, or the heading above it.
    topic: Vec<Word>,
    one: Vec<Pattern>,
    other: Vec<Pattern>,
    #[serde(deserialize_with = "rulebook::severity")]
    severity: Severity,
    /// `{words}` are those of the other, `{other}` those of the one.
    message: String,
    suggestion: String,
}

/// A statement where it stands.
type Said<'m> = (&'m Passage, Range<usize>);

/// A finding for each subject of which the document says both.
pub(super) fn find(code: &'static str, manuscript: &Manuscript<'_>, rule: &RuleText) -> Vec<Finding> {
    let opposed: Vec<Opposed> = rule.data("opposed");
    opposed.iter().filter_map(|opposed| opposed.find(code, manuscript, rule)).collect()
}

impl Opposed {
    fn find(&self, code: &'static str, manuscript: &Manuscript<'_>, rule: &RuleText) -> Option<Finding> {
        let (mut one, mut other) = (None::<Said<'_>>, None::<Said<'_>>);
        for spot in spots(manuscript, &self.topic) {
            let labelled = spot.is_labelled || spot.is_under;
            for range in spot.passage.glance.sentences.iter().cloned() {
                let sentence = &spot.passage.text[range.clone()];
                if !labelled && position_of_any(&without_citations(sentence), &self.topic).is_none() {
                    continue;
                }
                let said = |patterns: &[Pattern]| {
                    let found = patterns.iter().find_map(|pattern| pattern.find(sentence))?;
                    let found = range.start + found.start..range.start + found.end;
                    // A law may be cited between the words; quoted words say nothing of the project.
                    let ends = [found.start..found.start + 1, found.end - 1..found.end];
                    ends.iter().all(|end| spot.passage.is_open(end)).then_some((spot.passage, found))
                };
                one = one.or_else(|| said(&self.one));
                other = other.or_else(|| said(&self.other));
            }
        }
        let ((first, words), (passage, range)) = (one?, other?);
        let finding = rule.finding(code, passage, range, &self.suggestion);
        let message = self.message.replace("{words}", &finding.words).replace("{other}", &first.text[words]);
        Some(Finding { severity: self.severity, message, ..finding })
    }
}
