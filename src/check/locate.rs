//! Words of a passage in the file that it was read from: text without markup found in text with it.

use std::ops::Range;

use super::manuscript::Passage;

/// Byte range in `source` of a byte range of the passage, which stands in `span`: that of the words
/// themselves, however they are marked up; the whole span when they are not found there.
pub fn locate(passage: &Passage, range: &Range<usize>, source: &str, span: &Range<usize>) -> Range<usize> {
    let Some(slice) = source.get(span.clone()) else { return span.clone() };
    if range.is_empty() {
        return trimmed(slice, span.start);
    }
    let aligned = || aligned(&passage.text, range, slice).map(|found| span.start + found.start..span.start + found.end);
    exact(passage, range, source, span).or_else(aligned).unwrap_or_else(|| trimmed(slice, span.start))
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

/// The words with whatever markup stands between their characters.
fn aligned(text: &str, range: &Range<usize>, slice: &str) -> Option<Range<usize>> {
    let mut rest = slice.char_indices();
    let mut found: Option<Range<usize>> = None;
    for (at, wanted) in text.char_indices().filter(|(_, c)| !c.is_whitespace()) {
        if at >= range.end {
            break;
        }
        let (start, c) = rest.find(|(_, c)| *c == wanted)?;
        if at >= range.start {
            let end = start + c.len_utf8();
            found = Some(found.map_or(start, |found| found.start)..end);
        }
    }
    found
}

fn trimmed(slice: &str, start: usize) -> Range<usize> {
    let from = start + slice.len() - slice.trim_start().len();
    from..from + slice.trim().len()
}
