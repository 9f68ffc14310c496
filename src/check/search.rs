//! The phrases of a rule searched in one pass over a passage, and what a rule
//! must know of the sentence in which they stand.

use std::ops::Range;

use super::finding::Finding;
use super::glance::Heads;
use super::manuscript::{Manuscript, Passage, Role};
use super::phrases::{HADA, Phrase, readable};
use super::rulebook::RuleText;
use super::scan::{before, has_any, is_hangul, numbers, unit_after};
use crate::diagnostic::Severity;

/// Bytes on either side of words within which their sentence is looked for.
const REACH: usize = 600;

/// Endings that bind somebody: what stands with them is a duty.
const DUTY: [&str; 6] = ["야 함", "야 한다", "야 하", "야 합니다", "야 됨", "야 된다"];

/// Particles after a noun.
const PARTICLES: [&str; 39] = [
    "으로",
    "이나",
    "이며",
    "이고",
    "에서",
    "에게",
    "까지",
    "부터",
    "보다",
    "처럼",
    "라는",
    "이라는",
    "라도",
    "이라도",
    "거나",
    "이거나",
    "이어야",
    "여야",
    "입니다",
    "하고",
    "서",
    "써",
    "임",
    "와",
    "과",
    "을",
    "를",
    "이",
    "가",
    "은",
    "는",
    "의",
    "에",
    "로",
    "도",
    "만",
    "나",
    "및",
    "인",
];

/// Phrases by the character they begin with.
pub(super) struct Index<'p> {
    heads: Heads,
    phrases: Vec<(char, &'p Phrase)>,
}

/// A phrase found in a passage.
pub(super) struct Hit<'m> {
    /// Where it was found.
    pub(super) passage: &'m Passage,
    /// The phrase.
    pub(super) phrase: &'m Phrase,
    /// Its bytes, ending included.
    pub(super) range: Range<usize>,
    /// The bytes of its sentence.
    sentence: Range<usize>,
}

impl<'p> Index<'p> {
    pub(super) fn new(phrases: impl IntoIterator<Item = &'p Phrase>) -> Self {
        let head = |phrase: &'p Phrase| Some((needle(phrase).chars().next()?.to_ascii_lowercase(), phrase));
        let mut phrases: Vec<_> = phrases.into_iter().filter_map(head).collect();
        phrases.sort_by_key(|(head, _)| *head);
        let mut heads = Heads::default();
        for (_, phrase) in &phrases {
            heads.add(needle(phrase));
        }
        Self { heads, phrases }
    }

    /// The longest phrase that begins at a byte, with its end.
    fn at(&self, text: &str, start: usize) -> Option<(usize, &'p Phrase)> {
        let head = text[start..].chars().next()?.to_ascii_lowercase();
        let from = self.phrases.partition_point(|(other, _)| *other < head);
        let same = self.phrases[from..].iter().take_while(|(other, _)| *other == head);
        same.filter_map(|(_, phrase)| Some((end_of(phrase, text, start)?, *phrase))).max_by_key(|(end, _)| *end)
    }

    /// Where phrases stand in a passage, none over another, none in what is shielded.
    pub(super) fn hits<'m>(&self, passage: &'m Passage) -> Vec<Hit<'m>>
    where
        'p: 'm,
    {
        self.hits_in(passage, |range| passage.is_open(range))
    }

    /// Where phrases stand in the bytes of a passage that are open to them, none over another.
    pub(super) fn hits_in<'m>(&self, passage: &'m Passage, is_open: impl Fn(&Range<usize>) -> bool) -> Vec<Hit<'m>>
    where
        'p: 'm,
    {
        let text = passage.text.as_str();
        let mut found: Vec<Hit<'m>> = Vec::new();
        for start in passage.glance.starts.iter().filter(|start| self.heads.may_begin(**start)) {
            let start = start.at as usize;
            if found.last().is_none_or(|last| last.range.end <= start)
                && let Some((end, phrase)) = self.at(text, start)
                && is_open(&(start..end))
            {
                let range = start..end;
                let same = found.last().map(|last| last.sentence.clone()).filter(|last| end <= last.end);
                let sentence = same.unwrap_or_else(|| sentence(text, &range));
                found.push(Hit { passage, phrase, range, sentence });
            }
        }
        found
    }
}

impl<'m> Hit<'m> {
    /// The sentence it stands in.
    pub(super) fn sentence(&self) -> &'m str {
        &self.passage.text[self.sentence.clone()]
    }

    /// The sentence up to it.
    pub(super) fn lead(&self) -> &'m str {
        &self.passage.text[self.sentence.start..self.range.start]
    }

    /// The sentence after it.
    pub(super) fn rest(&self) -> &'m str {
        &self.passage.text[self.range.end..self.sentence.end]
    }

    /// Whether its sentence says one of these words, however they are spaced.
    pub(super) fn says(&self, words: &[String]) -> bool {
        let said = compact(self.sentence());
        words.iter().any(|words| said.contains(&compact(words)))
    }

    /// Whether what follows it, in this sentence or the next, says one of these words.
    pub(super) fn is_followed_by(&self, words: &[String]) -> bool {
        let text = &self.passage.text;
        has_any(&text[self.range.end..floor(text, (self.range.end + REACH).min(text.len()))], words)
    }

    /// Whether its sentence holds a number with one of these units.
    pub(super) fn is_measured(&self, units: &[String]) -> bool {
        let said = self.sentence();
        numbers(said).iter().any(|number| unit_after(said, number.range.end, units).is_some())
    }

    /// Whether it stands in text that binds: a requirement, or a duty stated outside of one.
    pub(super) fn binds(&self) -> bool {
        match self.passage.role {
            Role::Definition | Role::Item | Role::Acceptance | Role::Deliverable => true,
            Role::Heading | Role::Source => false,
            Role::Prose | Role::Cell => states_duty(self.sentence()),
        }
    }

    /// Whether it ends as a name does: nothing follows, or a particle, or two: 에서는.
    pub(super) fn ends_as_name(&self) -> bool {
        let ends = |rest: &str| !rest.starts_with(is_hangul);
        let after = |rest: &'m str| PARTICLES.iter().filter_map(move |particle| rest.strip_prefix(particle));
        let rest = &self.passage.text[self.range.end..];
        ends(rest) || after(rest).any(|rest| ends(rest) || after(rest).any(ends))
    }
}

/// Whether a sentence states a duty.
pub(super) fn states_duty(sentence: &str) -> bool {
    let end = sentence.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '.' | ')'));
    end.ends_with(" 것") || DUTY.iter().any(|ending| sentence.contains(ending))
}

/// Findings on the phrases of a rule, each as grave as `weigh` says; none where it says nothing.
pub(super) fn search(
    code: &'static str,
    manuscript: &Manuscript<'_>,
    rule: &RuleText,
    phrases: &[Phrase],
    weigh: impl Fn(&Hit<'_>) -> Option<Severity>,
) -> Vec<Finding> {
    let index = Index::new(phrases);
    let mut findings = Vec::new();
    for passage in readable(manuscript) {
        for hit in index.hits(passage) {
            if let Some(severity) = weigh(&hit) {
                findings.push(hit.finding(code, rule, severity));
            }
        }
    }
    findings
}

impl Hit<'_> {
    /// A finding of the rule on these words.
    pub(super) fn finding(&self, code: &'static str, rule: &RuleText, severity: Severity) -> Finding {
        let own = &self.phrase.suggestion;
        let suggestion = if own.is_empty() { &rule.suggestion } else { own };
        Finding { severity, ..rule.finding(code, self.passage, self.range.clone(), suggestion) }
    }

    /// The rule's severity in text that binds, a hint elsewhere.
    pub(super) fn weight(&self, rule: &RuleText) -> Severity {
        if self.binds() { rule.severity } else { Severity::Info }
    }
}

/// The phrases with each name in place of a placeholder such as `{actor}`.
pub(super) fn expand(phrases: &[Phrase], placeholder: &str, names: &[String]) -> Vec<Phrase> {
    let mut all = Vec::new();
    for phrase in phrases {
        if phrase.text.contains(placeholder) {
            let with = |name: &String| Phrase { text: phrase.text.replace(placeholder, name), ..phrase.clone() };
            all.extend(names.iter().map(with));
        } else {
            all.push(phrase.clone());
        }
    }
    all
}

fn needle(phrase: &Phrase) -> &str {
    if phrase.stem.is_empty() { &phrase.text } else { &phrase.stem }
}

/// Where a phrase that begins at a byte ends.
fn end_of(phrase: &Phrase, text: &str, start: usize) -> Option<usize> {
    let end = start + loosely(&text[start..], needle(phrase))?;
    let excepted = phrase.except.iter().any(|word| {
        let inside = word.find(needle(phrase)).and_then(|inside| start.checked_sub(inside));
        inside.and_then(|from| text.get(from..)).is_some_and(|from| loosely(from, word).is_some())
    });
    if excepted || cuts_latin(text, end) {
        return None;
    }
    if phrase.stem.is_empty() {
        return Some(end);
    }
    HADA.iter().filter(|ending| text[end..].starts_with(**ending)).map(|ending| end + ending.len()).max()
}

/// Bytes of the text that the words take: any case, and for a space any space or none.
fn loosely(text: &str, words: &str) -> Option<usize> {
    let mut rest = text;
    for wanted in words.chars() {
        if wanted == ' ' {
            rest = rest.trim_start_matches([' ', '\u{a0}']);
        } else {
            let c = rest.chars().next()?;
            if !c.eq_ignore_ascii_case(&wanted) {
                return None;
            }
            rest = &rest[c.len_utf8()..];
        }
    }
    Some(text.len() - rest.len())
}

/// Whether a byte stands inside of a Latin word or number.
fn cuts_latin(text: &str, at: usize) -> bool {
    let latin = |c: char| c.is_ascii_alphanumeric();
    before(text, at).is_some_and(latin) && text[at..].starts_with(latin)
}

/// The sentence around a byte range.
fn sentence(text: &str, range: &Range<usize>) -> Range<usize> {
    let from = floor(text, range.start.saturating_sub(REACH));
    let to = floor(text, (range.end + REACH).min(text.len()));
    let starts = text[from..range.start].rmatch_indices(['.', '!', '?', '\n']).find(|(at, mark)| {
        let at = from + at;
        *mark == "\n" || text[at + 1..].starts_with(char::is_whitespace) && !is_numbering(text, at)
    });
    let start = starts.map_or(from, |(at, _)| from + at + 1);
    let ends = text[range.end..to].match_indices(['.', '!', '?', '\n']).find(|(at, mark)| {
        let after = &text[range.end + at + 1..];
        *mark == "\n" || after.is_empty() || after.starts_with(char::is_whitespace)
    });
    start..ends.map_or(to, |(at, _)| range.end + at)
}

/// Whether the point at a byte stands after a number, as in a list: `1. 개요`.
fn is_numbering(text: &str, at: usize) -> bool {
    before(text, at).is_some_and(|c| c.is_ascii_digit())
}

fn floor(text: &str, at: usize) -> usize {
    (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// Without spaces.
pub(super) fn compact(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}
