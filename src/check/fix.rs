//! Mends in a file what has one right answer, and nothing else.

use std::collections::BTreeMap;

use super::finding::Review;
use super::locate::exact;
use super::manuscript::{Manuscript, Passage};
use crate::document::Place;

/// The text with the words of findings replaced where there is one right answer, and how many were.
///
/// Words with markup between their characters are left as they are; so is the later of two findings
/// that overlap, until the text is checked again.
pub fn mend(source: &str, manuscript: &Manuscript<'_>, review: &Review) -> (String, usize) {
    let passages: BTreeMap<Place, &Passage> =
        manuscript.passages.iter().map(|passage| (passage.place, passage)).collect();
    let found = review.findings.iter().filter_map(|finding| {
        let replacement = finding.replacement.as_deref()?;
        let bytes =
            exact(passages.get(&finding.place)?, &finding.range, source, manuscript.spans.get(&finding.place)?)?;
        (source[bytes.clone()] != *replacement).then_some((bytes, replacement))
    });
    let mut changes: Vec<_> = found.collect();
    changes.sort_by_key(|(bytes, _)| (bytes.start, bytes.end));
    let mut out = String::with_capacity(source.len());
    let mut at = 0;
    let mut mended = 0;
    for (bytes, replacement) in changes {
        if bytes.start < at {
            continue;
        }
        out.push_str(&source[at..bytes.start]);
        out.push_str(replacement);
        at = bytes.end;
        mended += 1;
    }
    out.push_str(&source[at..]);
    (out, mended)
}
