//! The phrases of a rule found in a manuscript, and what a rule must know of the
//! sentence in which they stand.

use std::cmp::Reverse;
use std::ops::Range;

use super::finding::Finding;
use super::manuscript::{Manuscript, Passage, Role};
use super::phrases::{HADA, Phrase};
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

/// Phrases that are looked for together.
pub(super) struct Index<'p>(Vec<&'p Phrase>);

/// The number of a passage, where a phrase begins in it, where that ends and its place among the phrases.
type Candidate = (usize, usize, Reverse<(usize, usize)>);

/// A phrase found in a passage.
pub(super) struct Hit<'m> {
    /// Where it was found.
    pub(super) passage: &'m Passage,
    /// Which of the manuscript's passages that is.
    pub(super) number: usize,
    /// The phrase.
    pub(super) phrase: &'m Phrase,
    /// Its bytes, ending included.
    pub(super) range: Range<usize>,
    /// The bytes of its sentence.
    sentence: Range<usize>,
}

impl<'p> Index<'p> {
    pub(super) fn new(phrases: impl IntoIterator<Item = &'p Phrase>) -> Self {
        Self(phrases.into_iter().collect())
    }

    /// Where phrases stand in what is read of a manuscript, in its order, none over another, none in what
    /// is shielded.
    pub(super) fn hits<'m>(&self, manuscript: &'m Manuscript<'_>) -> Vec<Hit<'m>>
    where
        'p: 'm,
    {
        self.hits_in(manuscript, Passage::is_open)
    }

    /// Where phrases stand in the bytes of passages that are open to them, none over another.
    pub(super) fn hits_in<'m>(
        &self,
        manuscript: &'m Manuscript<'_>,
        is_open: impl Fn(&Passage, &Range<usize>) -> bool,
    ) -> Vec<Hit<'m>>
    where
        'p: 'm,
    {
        let mut found: Vec<Hit<'m>> = Vec::new();
        for (number, start, Reverse((end, place))) in self.candidates(manuscript) {
            let passage = &manuscript.passages[number];
            let last = found.last().filter(|last| last.number == number);
            let range = start..end;
            if last.is_some_and(|last| last.range.end > start) || !is_open(passage, &range) {
                continue;
            }
            let same = last.map(|last| last.sentence.clone()).filter(|last| end <= last.end);
            let sentence = same.unwrap_or_else(|| sentence(&passage.text, &range));
            found.push(Hit { passage, number, phrase: self.0[place], range, sentence });
        }
        found
    }

    /// The longest phrase at each place where words of the text begin as phrases do.
    fn candidates(&self, manuscript: &Manuscript<'_>) -> Vec<Candidate> {
        let mut found = Vec::new();
        for (place, phrase) in self.0.iter().enumerate() {
            for (number, start) in manuscript.beginnings(needle(phrase)) {
                let passage = &manuscript.passages[number];
                if passage.role != Role::Source
                    && let Some(end) = end_of(phrase, &passage.text, start)
                {
                    found.push((number, start, Reverse((end, place))));
                }
            }
        }
        found.sort_unstable();
        found.dedup_by_key(|(number, start, _)| (*number, *start));
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
    let hits = Index::new(phrases).hits(manuscript);
    hits.iter().filter_map(|hit| Some(hit.finding(code, rule, weigh(hit)?))).collect()
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
