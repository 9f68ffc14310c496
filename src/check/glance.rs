//! What is seen of a text at a glance: its letters and where its words begin. Found once for all
//! rules, so that each looks closer only where its words can stand.

use std::ops::Range;

use super::pattern::sentences;
use super::scan::{self, Number, is_hangul};

/// What every rule asks of a text.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Glance {
    /// Which letters it has.
    pub(super) letters: Letters,
    /// Where its words begin.
    pub(super) starts: Vec<Start>,
    /// The numbers in it that count or measure.
    pub(super) numbers: Vec<Number>,
    /// Its sentences.
    pub(super) sentences: Vec<Range<usize>>,
}

impl Glance {
    pub(super) fn of(text: &str) -> Self {
        Self {
            letters: Letters::of(text),
            starts: starts(text),
            numbers: scan::numbers(text),
            sentences: sentences(text),
        }
    }
}

/// Which letters a text has, by a number of their own out of 256: what lacks one of a word's does not hold it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Letters([u64; 4]);

impl Letters {
    /// The letters of a text.
    pub(super) fn of(text: &str) -> Self {
        let mut letters = Self::default();
        for c in text.chars().filter(|c| !c.is_whitespace()) {
            let number = mixed(c) >> 24;
            letters.0[number as usize / 64] |= 1 << (number % 64);
        }
        letters
    }

    /// Whether a text with these letters may hold a word with those.
    pub(super) fn allow(&self, wanted: &Self) -> bool {
        self.0.iter().zip(wanted.0).all(|(own, wanted)| own & wanted == wanted)
    }
}

/// Where a word begins, and what its first letters are as a [`Heads`] tells them apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Start {
    /// Byte of the text.
    pub(super) at: u32,
    /// Number of the first letter.
    one: u16,
    /// Number of the first two letters.
    two: u16,
}

/// As many beginnings are told apart.
const KINDS: u32 = 4096;

/// Where the words of a text begin.
fn starts(text: &str) -> Vec<Start> {
    let mut found = Vec::new();
    let mut previous = ' ';
    for (at, c) in text.char_indices() {
        let begins = begins_word(previous, c);
        previous = c;
        if let (true, Ok(byte)) = (begins, u32::try_from(at)) {
            let (one, two) = numbers(c, letter(&text[at + c.len_utf8()..]));
            found.push(Start { at: byte, one, two });
        }
    }
    found
}

/// A word begins after another kind of character: 부적절 is another word than 적절, `MyOracle` than `Oracle`.
fn begins_word(previous: char, c: char) -> bool {
    if c == ' ' {
        false
    } else if is_hangul(c) {
        !is_hangul(previous)
    } else if c.is_ascii_digit() {
        !previous.is_ascii_alphanumeric() && !matches!(previous, '.' | ',')
    } else {
        !c.is_ascii_alphabetic() || !previous.is_ascii_alphanumeric()
    }
}

/// The beginnings of the words that a rule looks for.
#[derive(Default)]
pub(super) struct Heads {
    /// Of words of one letter.
    one: Bits,
    /// Of longer words, by their first two.
    two: Bits,
}

impl Heads {
    /// Adds a word.
    pub(super) fn add(&mut self, word: &str) {
        let Some(first) = letter(word) else { return };
        let second = letter(&word.trim_start()[first.len_utf8()..]);
        let (one, two) = numbers(first, second);
        if second.is_some() { self.two.set(two) } else { self.one.set(one) }
    }

    /// Whether one of the words may stand there.
    pub(super) fn may_begin(&self, start: Start) -> bool {
        self.two.has(start.two) || self.one.has(start.one)
    }
}

/// A set of numbers below [`KINDS`].
struct Bits(Box<[u64; KINDS as usize / 64]>);

impl Default for Bits {
    fn default() -> Self {
        Self(Box::new([0; KINDS as usize / 64]))
    }
}

impl Bits {
    fn set(&mut self, number: u16) {
        self.0[usize::from(number) / 64] |= 1 << (number % 64);
    }

    fn has(&self, number: u16) -> bool {
        self.0[usize::from(number) / 64] >> (number % 64) & 1 == 1
    }
}

/// The first letter of a text that is no space.
fn letter(text: &str) -> Option<char> {
    text.chars().find(|c| !matches!(c, ' ' | '\u{a0}'))
}

/// The numbers of one letter, and of two, in any case.
fn numbers(first: char, second: Option<char>) -> (u16, u16) {
    let one = mixed(first.to_ascii_lowercase());
    let second = second.map_or(0, |second| mixed(second.to_ascii_lowercase()));
    let kind = |mixed: u32| (mixed >> 20) as u16;
    (kind(one), kind(one ^ second.rotate_left(7)))
}

/// A number in which each bit of the letter has its part.
fn mixed(c: char) -> u32 {
    u32::from(c).wrapping_mul(0x9E37_79B1)
}
