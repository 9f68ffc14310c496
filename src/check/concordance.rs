//! Where each letter of a manuscript stands and which letter follows it, found once for all rules:
//! whoever looks for words goes to where they can stand, not through all of the text.

use std::ops::Range;

use super::manuscript::Passage;
use super::scan::is_hangul;

/// Bits by which first letters are told apart, and letters after them.
const FIRST: u32 = 10;
const NEXT: u32 = 6;
/// Pairs of letters that are told apart.
const KINDS: usize = 1 << (FIRST + NEXT);

/// Where a letter stands: its passage, and twice its byte, one more where a word begins.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
struct Spot(u32, u32);

/// The places of letters in passages that follow one another.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Concordance {
    /// For each kind of pair, where its places end in the list.
    ends: Vec<u32>,
    /// By kind of pair, in the order of the text.
    places: Vec<Spot>,
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
        let mut places = vec![Spot::default(); sum as usize];
        for (number, passage) in (0..).zip(passages) {
            each_pair(&passage.text, |at, kind| {
                places[ends[kind] as usize] = Spot(number, at);
                ends[kind] += 1;
            });
        }
        Self { ends, places, from: 0 }
    }

    /// The same where the first passage has a number among all.
    pub(super) fn beginning_at(self, from: usize) -> Self {
        Self { from, ..self }
    }

    /// Where a word may stand, passage and byte: its first two letters stand there, in any case and
    /// however they are spaced. Words that begin with a space stand nowhere.
    pub(super) fn places(&self, word: &str) -> impl Iterator<Item = (usize, usize)> {
        self.spots(word).iter().map(|spot| self.place(*spot))
    }

    /// Those of them at which a word of the text begins.
    pub(super) fn beginnings(&self, word: &str) -> impl Iterator<Item = (usize, usize)> {
        self.spots(word).iter().filter(|Spot(_, at)| at & 1 == 1).map(|spot| self.place(*spot))
    }

    fn place(&self, Spot(passage, at): Spot) -> (usize, usize) {
        (self.from + passage as usize, (at >> 1) as usize)
    }

    fn spots(&self, word: &str) -> &[Spot] {
        let mut letters = word.chars();
        let Some(first) = letters.next().filter(|first| !first.is_whitespace()) else { return &[] };
        let second = letters.find(|c| !c.is_whitespace());
        let any = if second.is_some() { 0 } else { (1 << NEXT) - 1 };
        let kind = kind(first, second);
        let start = (kind & !any).checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.places[start as usize..self.ends[kind | any] as usize]
    }
}

/// Each letter of a text with the next, however they are spaced: its place and the kind of pair.
fn each_pair(text: &str, mut act: impl FnMut(u32, usize)) {
    let mut last: Option<(u32, char)> = None;
    let mut previous = ' ';
    for (at, c) in text.char_indices() {
        let before = std::mem::replace(&mut previous, c);
        if c.is_whitespace() {
            continue;
        }
        // What is further on than the number can tell is not found: no file is that large.
        let Some(at) = u32::try_from(at).ok().and_then(|at| at.checked_mul(2)) else { break };
        let at = at | u32::from(begins_word(before, c));
        if let Some((at, first)) = last.replace((at, c)) {
            act(at, kind(first, Some(c)));
        }
    }
    if let Some((at, first)) = last {
        act(at, kind(first, None));
    }
}

/// A word begins after another kind of character: 부적절 is another word than 적절, `MyOracle` than `Oracle`.
fn begins_word(previous: char, c: char) -> bool {
    if is_hangul(c) {
        !is_hangul(previous)
    } else if c.is_ascii_digit() {
        !previous.is_ascii_alphanumeric() && !matches!(previous, '.' | ',')
    } else {
        !c.is_ascii_alphabetic() || !previous.is_ascii_alphanumeric()
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
