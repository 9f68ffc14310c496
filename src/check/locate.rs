//! Words of a passage in the file that it was read from: text without markup found in text with it.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::ops::Range;

use super::manuscript::Passage;
use crate::document::Place;

/// Bytes of a passage in which everything is looked for afresh; in a longer one it is remembered.
const SHORT: usize = 4000;
/// Bytes of long passages that are searched for one word after another; then their letters must do.
const MOST_SEARCHED: usize = 1 << 28;
/// Bytes behind letters within which the words themselves are looked for.
const NEAR: usize = 400;

/// Finds words of passages in the file that they were read from.
#[derive(Debug)]
pub struct Locator<'s> {
    source: &'s str,
    /// Where words of long passages stand, in the passage and in the file.
    words: RefCell<BTreeMap<(Place, String), Option<Pairs>>>,
    /// Bytes searched for them.
    searched: Cell<usize>,
    /// The letters of long passages, as far as they go together with those of the file.
    letters: RefCell<BTreeMap<Place, Letters>>,
}

/// Bytes of a passage, and the bytes of the file for each.
type Pairs = (Vec<usize>, Vec<usize>);

impl<'s> Locator<'s> {
    /// For passages of a file with this text.
    pub fn new(source: &'s str) -> Self {
        Self { source, words: RefCell::default(), searched: Cell::default(), letters: RefCell::default() }
    }

    /// Byte range in the file of a byte range of the passage, which stands in `span`: that of the words
    /// themselves, however they are marked up; the whole span when they are not found there.
    pub fn locate(&self, passage: &Passage, range: &Range<usize>, span: &Range<usize>) -> Range<usize> {
        let Some(slice) = self.source.get(span.clone()) else { return span.clone() };
        if range.is_empty() {
            return trimmed(slice, span.start);
        }
        let found = if passage.text.len() <= SHORT {
            exact(passage, range, self.source, span).or_else(|| {
                let found = Letters::of(passage.text.get(..range.end)?, slice).find(range)?;
                Some(span.start + found.start..span.start + found.end)
            })
        } else {
            self.remembered(passage, range, slice).map(|found| span.start + found.start..span.start + found.end)
        };
        found.unwrap_or_else(|| trimmed(slice, span.start))
    }

    /// The same as [`exact`] and the letters one by one, in a passage of which much may be asked.
    fn remembered(&self, passage: &Passage, range: &Range<usize>, slice: &str) -> Option<Range<usize>> {
        let words = passage.text.get(range.clone())?;
        if let Some(found) = self.search(passage, range.start, words, slice) {
            return Some(found);
        }
        let mut known = self.letters.borrow_mut();
        let found = known.entry(passage.place).or_insert_with(|| Letters::of(&passage.text, slice)).find(range)?;
        // Letters of markup may have been taken for those of the words, which then follow.
        let near = &slice[found.start..slice.floor_char_boundary(found.end + NEAR)];
        Some(near.find(words).map_or(found.clone(), |at| found.start + at..found.start + at + words.len()))
    }

    /// The words where they stand as they are and as often as in the passage.
    fn search(&self, passage: &Passage, start: usize, words: &str, slice: &str) -> Option<Range<usize>> {
        let mut known = self.words.borrow_mut();
        let pairs = match known.entry((passage.place, words.to_owned())) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => {
                let searched = self.searched.get() + passage.text.len() + slice.len();
                if searched > MOST_SEARCHED {
                    return None;
                }
                self.searched.set(searched);
                let all = |text: &str| text.match_indices(words).map(|(at, _)| at).collect::<Vec<_>>();
                let pairs = (all(&passage.text), all(slice));
                new.insert(Some(pairs).filter(|(own, others)| own.len() == others.len()))
            }
        };
        let (own, others) = pairs.as_ref()?;
        let start = others[own.binary_search(&start).ok()?];
        Some(start..start + words.len())
    }
}

/// Where words of a single passage stand, as a [`Locator`] finds them.
pub fn locate(passage: &Passage, range: &Range<usize>, source: &str, span: &Range<usize>) -> Range<usize> {
    Locator::new(source).locate(passage, range, span)
}

/// The letters of a text in another that has markup between them, in their order.
#[derive(Debug)]
struct Letters {
    /// Byte of the one, byte of the other, length.
    pairs: Vec<(usize, usize, usize)>,
    /// Byte from which on they do not go together.
    end: usize,
}

impl Letters {
    fn of(text: &str, slice: &str) -> Self {
        let mut rest = slice.char_indices();
        let mut pairs = Vec::new();
        for (at, wanted) in text.char_indices().filter(|(_, c)| !c.is_whitespace()) {
            let Some((start, c)) = rest.find(|(_, c)| *c == wanted) else { return Self { pairs, end: at } };
            pairs.push((at, start, c.len_utf8()));
        }
        Self { pairs, end: usize::MAX }
    }

    fn find(&self, range: &Range<usize>) -> Option<Range<usize>> {
        if range.end > self.end {
            return None;
        }
        let from = self.pairs.partition_point(|(at, ..)| *at < range.start);
        let to = self.pairs.partition_point(|(at, ..)| *at < range.end);
        let (first, last) = (self.pairs[from..to].first()?, self.pairs[from..to].last()?);
        Some(first.1..last.1 + last.2)
    }
}

/// The same where the words stand as they are, without markup between their characters, and as
/// often as in the passage: what may be changed there.
pub(super) fn exact(
    passage: &Passage,
    range: &Range<usize>,
    source: &str,
    span: &Range<usize>,
) -> Option<Range<usize>> {
    let slice = source.get(span.clone())?;
    let words = passage.text.get(range.clone()).filter(|words| !words.is_empty())?;
    let nth = passage.text.match_indices(words).position(|(at, _)| at == range.start)?;
    if passage.text.matches(words).count() != slice.matches(words).count() {
        return None;
    }
    let start = span.start + slice.match_indices(words).nth(nth)?.0;
    Some(start..start + words.len())
}

fn trimmed(slice: &str, start: usize) -> Range<usize> {
    let from = start + slice.len() - slice.trim_start().len();
    from..from + slice.trim().len()
}
