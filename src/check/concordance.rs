//! Where each letter of a manuscript stands and which letter follows it, found once for all rules:
//! whoever looks for words goes to where they can stand, not through all of the text.

use std::ops::Range;

use super::manuscript::Passage;

/// Bits by which first letters are told apart, and letters after them.
const FIRST: u32 = 10;
const NEXT: u32 = 6;
/// Pairs of letters that are told apart.
const KINDS: usize = 1 << (FIRST + NEXT);

/// The places of letters in passages that follow one another.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Concordance {
    /// For each kind of pair, where its places end in the list.
    ends: Vec<u32>,
    /// Passage and byte, by kind of pair, in the order of the text.
    places: Vec<(u32, u32)>,
    /// Number of the first passage.
    from: usize,
}

impl Concordance {
    pub(super) fn of(passages: &[Passage]) -> Self {
        let mut ends = vec![0_u32; KINDS];
        for passage in passages {
            each_pair(&passage.text, |_, kind| ends[kind] += 1);
        }
        let mut sum = 0;
        for end in &mut ends {
            // Each begins as the start of its places, and moves to their end as they are filled in.
            sum += std::mem::replace(end, sum);
        }
        let mut places = vec![(0, 0); sum as usize];
        for (number, passage) in (0..).zip(passages) {
            each_pair(&passage.text, |at, kind| {
                places[ends[kind] as usize] = (number, at);
                ends[kind] += 1;
            });
        }
        Self { ends, places, from: 0 }
    }

    /// The same where the first passage has a number among all.
    pub(super) fn beginning_at(self, from: usize) -> Self {
        Self { from, ..self }
    }

    /// Where a word may begin, passage and byte: its first two letters stand there, in any case and
    /// however they are spaced. Words that begin with a space begin nowhere.
    pub(super) fn places(&self, word: &str) -> impl Iterator<Item = (usize, usize)> {
        let mut letters = word.chars();
        let first = letters.next().filter(|first| !first.is_whitespace());
        let second = letters.find(|c| !c.is_whitespace());
        let own = first.map_or(&[][..], |first| {
            let any = if second.is_some() { 0 } else { (1 << NEXT) - 1 };
            let kind = kind(first, second);
            let start = (kind & !any).checked_sub(1).map_or(0, |before| self.ends[before]);
            &self.places[start as usize..self.ends[kind | any] as usize]
        });
        own.iter().map(|(passage, at)| (self.from + *passage as usize, *at as usize))
    }
}

/// Each letter of a text with the next, however they are spaced.
fn each_pair(text: &str, mut act: impl FnMut(u32, usize)) {
    let mut last: Option<(u32, char)> = None;
    for (at, c) in text.char_indices().filter(|(_, c)| !c.is_whitespace()) {
        // What is further on than a number can tell is not found: no file is that large.
        let Ok(at) = u32::try_from(at) else { break };
        if let Some((at, first)) = last.replace((at, c)) {
            act(at, kind(first, Some(c)));
        }
    }
    if let Some((at, first)) = last {
        act(at, kind(first, None));
    }
}

fn kind(first: char, second: Option<char>) -> usize {
    let bits = |c: char, bits: u32| u32::from(c.to_ascii_lowercase()).wrapping_mul(0x9E37_79B1) >> (32 - bits);
    ((bits(first, FIRST) << NEXT) | second.map_or(0, |second| bits(second, NEXT))) as usize
}

/// Words of a list that stand in a manuscript.
pub(super) struct Found<'w> {
    words: Vec<&'w str>,
    /// Passage, byte, place in the list.
    places: Vec<(usize, usize, usize)>,
}

impl<'w> Found<'w> {
    pub(super) fn new(
        parts: &[Concordance],
        passages: &[Passage],
        words: impl IntoIterator<Item = &'w String>,
    ) -> Self {
        let words: Vec<&str> = words.into_iter().map(String::as_str).collect();
        let mut places = Vec::new();
        for (number, word) in words.iter().enumerate() {
            for (passage, at) in parts.iter().flat_map(|part| part.places(word)) {
                if passages[passage].text[at..].starts_with(word) {
                    places.push((passage, at, number));
                }
            }
        }
        places.sort_unstable();
        Self { words, places }
    }

    /// Those of a passage, each with its place in the list, in the order of the text.
    pub(super) fn of(&self, passage: usize) -> impl Iterator<Item = (usize, Range<usize>)> {
        let from = self.places.partition_point(|(other, ..)| *other < passage);
        let own = self.places[from..].iter().take_while(move |(other, ..)| *other == passage);
        own.map(|(_, at, word)| (*word, *at..*at + self.words[*word].len()))
    }

    /// The passages in which any stands.
    pub(super) fn passages(&self) -> impl Iterator<Item = usize> {
        self.places.chunk_by(|one, other| one.0 == other.0).map(|own| own[0].0)
    }
}
