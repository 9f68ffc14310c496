//! Subjects that a whole document speaks of: what states one, what contradicts it, whether it is
//! missing. All words are data; a rule has one subject or more.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::Deserialize;

use super::finding::Finding;
use super::manuscript::{Manuscript, Passage, Role};
use super::pattern::{Pattern, Word, holders, position_of_any, without_citations};
use super::rulebook::{self, RuleText};
use super::scan::{numbers, unit_after};
use crate::diagnostic::Severity;
use crate::document::Place;
use crate::profile::Profile;

/// A cell this long or shorter, in characters, names what the next cell says.
const LABEL: usize = 30;
/// Bytes on each side of words within which something else excuses them.
const BESIDE: usize = 4000;
/// Numbers that are years of the calendar; a limit below them is on something else.
const YEARS: Range<f64> = 1900.0..2200.0;

/// Something a document must speak of.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Subject {
    /// Words of which a sentence about it has one, or the cell before it, or the heading above it.
    topic: Vec<Word>,
    /// What states it in a sentence about it; empty when each such sentence does.
    states: Vec<Pattern>,
    /// What a document must say somewhere for it to be missed; empty for every document.
    applies: Vec<Pattern>,
    /// What to say when it is missing; none when it need not be stated.
    missing: Option<Missing>,
    /// What may not be said about it.
    #[serde(rename = "contradiction")]
    contradictions: Vec<Contradiction>,
}

/// What is said of a subject that is missing.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Missing {
    /// The rule's own when there is none.
    #[serde(default, deserialize_with = "severity")]
    severity: Option<Severity>,
    message: String,
    /// Which part of the document says it, and what.
    suggestion: String,
    /// Profile fields that state it; those not filled are named.
    #[serde(default)]
    fields: Vec<String>,
}

/// Words that contradict a subject.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Contradiction {
    /// The words, in one sentence about the subject; empty for every such sentence.
    #[serde(default)]
    words: Pattern,
    /// Words in the sentence or beside it that make it sound.
    #[serde(default)]
    unless: Vec<Word>,
    /// Limits by unit: only a number over its limit contradicts.
    #[serde(default)]
    over: BTreeMap<String, f64>,
    /// Words after a number by which it belongs to what follows it, not only to what precedes it.
    #[serde(default)]
    lasting: Vec<String>,
    /// The rule's own when there is none.
    #[serde(default, deserialize_with = "severity")]
    severity: Option<Severity>,
    message: String,
    suggestion: String,
}

/// A passage with what stands above and before it.
#[derive(Clone, Copy)]
pub(super) struct Spot<'m> {
    pub(super) passage: &'m Passage,
    /// Its number among all passages.
    number: usize,
    /// The cell before it, when that is short; empty otherwise.
    pub(super) label: &'m str,
    /// Whether the label holds a word of the topic.
    pub(super) is_labelled: bool,
    /// Whether the heading above it does, or the title of its requirement.
    pub(super) is_under: bool,
}

/// Whether one of the patterns stands in a passage that states things.
pub(super) fn are_said(patterns: &[Pattern], manuscript: &Manuscript<'_>) -> bool {
    patterns.iter().any(|pattern| {
        let holders = pattern.holders(manuscript);
        let mut held = holders.passages().map(|number| &manuscript.passages[number]);
        held.any(|passage| states(passage.role) && pattern.find(&passage.text).is_some())
    })
}

/// What the rule's subjects find in a document.
pub(super) fn find(code: &'static str, manuscript: &Manuscript<'_>, rule: &RuleText) -> Vec<Finding> {
    let subjects: Vec<Subject> = rule.data("subject");
    let advice: String = rule.data("field_advice");
    let mut findings = Vec::new();
    for subject in &subjects {
        let stated = subject.read(code, manuscript, rule, &mut findings);
        if let (false, true, Some(missing)) = (stated, manuscript.facts.is_rfp, &subject.missing)
            && (subject.applies.is_empty() || are_said(&subject.applies, manuscript))
        {
            let mut suggestion = missing.suggestion.clone();
            let fields = open_fields(&missing.fields, manuscript.facts.profile.as_deref());
            if !fields.is_empty() {
                suggestion = format!("{suggestion}. {}", advice.replace("{fields}", &fields.join(", ")));
            }
            let severity = missing.severity.unwrap_or(rule.severity);
            findings.push(on_document(code, severity, missing.message.clone(), suggestion));
        }
    }
    findings
}

/// A finding on the document as a whole.
pub(super) fn on_document(code: &'static str, severity: Severity, message: String, suggestion: String) -> Finding {
    Finding {
        rule: code,
        severity,
        place: Place::Document,
        range: 0..0,
        words: String::new(),
        message,
        suggestion,
        replacement: None,
    }
}

/// Whether a passage of a role states things.
fn states(role: Role) -> bool {
    !matches!(role, Role::Heading | Role::Source | Role::Deliverable)
}

/// The passages that state things and hold a word of a topic, or whose label or heading does.
pub(super) fn spots<'m>(manuscript: &'m Manuscript<'_>, topic: &[Word]) -> Vec<Spot<'m>> {
    let mut spots = Vec::new();
    let holders = holders(manuscript, topic);
    if holders.is_empty() {
        return spots;
    }
    let (mut group, mut is_under) = (None, false);
    let mut previous: Option<&Passage> = None;
    for (number, passage) in manuscript.passages.iter().enumerate() {
        if group != Some(group_of(passage.place)) {
            (group, previous, is_under) = (Some(group_of(passage.place)), None, false);
        }
        match passage.role {
            Role::Heading => is_under = holders.has(number),
            role if states(role) => {
                let label = previous.filter(|before| before.role == Role::Cell && passage.role == Role::Cell);
                let label = label.filter(|label| label.text.chars().nth(LABEL).is_none());
                let is_labelled = label.is_some() && holders.has(number - 1);
                if is_under || is_labelled || holders.has(number) {
                    let label = label.map_or("", |label| label.text.as_str());
                    spots.push(Spot { passage, number, label, is_labelled, is_under });
                }
            }
            _ => {}
        }
        previous = Some(passage);
    }
    spots
}

/// What a passage belongs to: a section or a requirement.
fn group_of(place: Place) -> (u8, usize) {
    match place {
        Place::Document => (0, 0),
        Place::Section(at, _) => (1, at),
        Place::Requirement(at, ..) => (2, at),
    }
}

impl Subject {
    /// Adds what contradicts the subject; whether anything states it.
    fn read(
        &self,
        code: &'static str,
        manuscript: &Manuscript<'_>,
        rule: &RuleText,
        findings: &mut Vec<Finding>,
    ) -> bool {
        let mut stated = false;
        for spot in spots(manuscript, &self.topic) {
            let around = spot.is_under || spot.is_labelled;
            for range in spot.passage.glance.sentences.iter().cloned() {
                let sentence = &spot.passage.text[range.clone()];
                let topic = position_of_any(sentence, &self.topic);
                if topic.is_none() && !around {
                    continue;
                }
                stated = stated || self.is_stated(sentence, around, if spot.is_labelled { spot.label } else { "" });
                for contradiction in &self.contradictions {
                    let Some(found) = contradiction.find(sentence, topic.clone(), spot.is_labelled) else { continue };
                    let found = range.start + found.start..range.start + found.end;
                    if spot.passage.is_open(&found) && !contradiction.is_excused(&spot, &found, manuscript) {
                        findings.push(contradiction.finding(code, spot.passage, found, rule));
                    }
                }
            }
        }
        stated
    }

    /// Whether a sentence states the subject, read after the label before it; laws that it cites do not.
    fn is_stated(&self, sentence: &str, around: bool, label: &str) -> bool {
        let said = without_citations(sentence);
        if said.trim().is_empty() || !around && position_of_any(&said, &self.topic).is_none() {
            return false;
        }
        if self.states.is_empty() {
            return true;
        }
        let whole = format!("{label} {said}");
        self.states.iter().any(|pattern| pattern.find(&whole).is_some())
    }
}

impl Contradiction {
    /// Where it stands in a sentence that names the topic, or that the cell before it labels, or neither.
    fn find(&self, sentence: &str, topic: Option<Range<usize>>, labelled: bool) -> Option<Range<usize>> {
        let words = self.words.find(sentence)?;
        if self.over.is_empty() {
            return (!words.is_empty()).then_some(words);
        }
        if words.is_empty() && topic.is_none() && !labelled {
            return None;
        }
        let about = topic.unwrap_or(words.start..words.start);
        let found = self.number_over(sentence, &about)?;
        let words = if words.is_empty() { found.clone() } else { words };
        Some(found.start.min(words.start)..found.end.max(words.end))
    }

    /// The number over its limit that is said of the words: the first after them, or one that lasts up to them.
    fn number_over(&self, sentence: &str, about: &Range<usize>) -> Option<Range<usize>> {
        let units: Vec<String> = self.over.keys().cloned().collect();
        let measured = numbers(sentence).into_iter().filter(|number| !YEARS.contains(&number.value));
        let measured = measured.filter_map(|number| {
            let (unit, at) = unit_after(sentence, number.range.end, &units)?;
            Some((number.value > self.over[unit], number.range.start..at.end))
        });
        let (after, before): (Vec<_>, Vec<_>) = measured.partition(|(_, range)| range.start >= about.start);
        let lasts = |range: &Range<usize>| {
            let rest = sentence[range.end..].trim_start();
            self.lasting.iter().any(|word| rest.starts_with(word.as_str()))
        };
        let last = before.into_iter().rfind(|(_, range)| lasts(range));
        let (over, range) = last.or_else(|| after.into_iter().next())?;
        over.then(|| range.start.min(about.start)..range.end.max(about.end))
    }

    /// Whether the sentence, its label or what stands beside it makes it sound.
    fn is_excused(&self, spot: &Spot<'_>, found: &Range<usize>, manuscript: &Manuscript<'_>) -> bool {
        let (before, after) = manuscript.passages.split_at(spot.number);
        let group = group_of(spot.passage.place);
        let is_near = |passage: &&Passage| group_of(passage.place) == group;
        let states = |passage: &&Passage| states(passage.role);
        let excuses = |text: &str, from: usize, to: usize| {
            let ends = text.floor_char_boundary(from)..text.floor_char_boundary(to);
            position_of_any(&text[ends], &self.unless).is_some()
        };
        // The passage before it, itself, three after it; of long ones what is near.
        let own = &spot.passage.text;
        let mut before = before.iter().rev().take_while(is_near).filter(states).take(1);
        let mut after = after.iter().skip(1).take_while(is_near).filter(states).take(3);
        excuses(spot.label, 0, usize::MAX)
            || excuses(own, found.start.saturating_sub(BESIDE), found.end + BESIDE)
            || before.any(|passage| excuses(&passage.text, passage.text.len().saturating_sub(BESIDE), usize::MAX))
            || after.any(|passage| excuses(&passage.text, 0, BESIDE))
    }

    fn finding(&self, code: &'static str, passage: &Passage, range: Range<usize>, rule: &RuleText) -> Finding {
        let finding = rule.finding(code, passage, range, &self.suggestion);
        let message = self.message.replace("{words}", &finding.words);
        Finding { severity: self.severity.unwrap_or(rule.severity), message, ..finding }
    }
}

/// Those of the fields that the profile leaves open; none without a profile.
fn open_fields(fields: &[String], profile: Option<&Profile>) -> Vec<String> {
    let Some(Ok(profile)) = profile.map(serde_json::to_value) else { return Vec::new() };
    let is_open = |field: &&String| {
        let found = profile.pointer(&format!("/{}", field.replace('.', "/")));
        found.is_none_or(|value| value.is_null() || value.as_array().is_some_and(Vec::is_empty))
    };
    fields.iter().filter(is_open).map(|field| format!("`{field}`")).collect()
}

fn severity<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Severity>, D::Error> {
    rulebook::severity(deserializer).map(Some)
}
