//! Where a finding stands, as a person says it and as a program reads it.

use std::ops::Range;

use super::sheet::Stand;
use crate::assets::Assets;
use crate::block::plain;
use crate::check::Manuscript;
use crate::document::{Field, Layout, Place};
use crate::words::Words;

/// Says places of one document.
pub(super) struct Places<'a> {
    manuscript: &'a Manuscript<'a>,
    labels: Vec<(Field, String)>,
    source: &'a str,
    /// Bytes at which lines begin.
    lines: Vec<usize>,
    /// Characters before each block of bytes, and at the end: a line may be a whole file.
    blocks: Vec<usize>,
}

/// Bytes of a block.
const BLOCK: usize = 4096;

impl<'a> Places<'a> {
    /// Places of a document, in the file whose text is `source` when it was read from one.
    pub(super) fn new(manuscript: &'a Manuscript<'a>, source: &'a str, assets: &Assets, words: &Words) -> Self {
        let optional = ["level", "source"].map(str::to_owned);
        let mut labels = Vec::new();
        if let Ok(layout) = Layout::read("full", &optional, assets, words) {
            for row in &layout.rows {
                let rows = std::iter::once(row).chain(&row.rows);
                labels.extend(rows.filter_map(|row| Some((row.field?, row.label.clone()))));
            }
        }
        let lines = std::iter::once(0).chain(source.match_indices('\n').map(|(at, _)| at + 1)).collect();
        let mut blocks = vec![0];
        for block in source.as_bytes().chunks(BLOCK) {
            blocks.push(blocks[blocks.len() - 1] + characters(block));
        }
        Self { manuscript, labels, source, lines, blocks }
    }

    /// A place, and the bytes of the file where that is known.
    pub(super) fn stand(&self, place: Place, bytes: Option<&Range<usize>>) -> Stand {
        let mut stand = self.named(place);
        if let Some(bytes) = bytes {
            let (line, column) = self.position(bytes.start);
            let (end_line, end_column) = self.position(bytes.end);
            stand.line = Some(line);
            stand.column = Some(column);
            stand.end_line = Some(end_line);
            stand.end_column = Some(end_column);
        }
        stand
    }

    fn named(&self, place: Place) -> Stand {
        let document = self.manuscript.document;
        match place {
            Place::Document => Stand { text: "문서 전체".to_owned(), ..Stand::default() },
            Place::Section(at, passage) => {
                let titled = document.sections.iter().take(at + 1).rev().find_map(|section| section.title.as_deref());
                let title = titled.map_or_else(|| plain(&document.title), plain);
                let headed = document.sections.get(at).is_some_and(|section| section.title.is_some());
                let item = if headed { passage } else { passage + 1 };
                let text = if item == 0 { title.clone() } else { format!("{title} {item}번째 글") };
                Stand { text, section: Some(title), item: Some(item).filter(|item| *item > 0), ..Stand::default() }
            }
            Place::Requirement(at, field, item) => {
                let requirement = document.requirements.get(at);
                let number = requirement.map(|one| one.number.clone()).unwrap_or_default();
                let title = requirement.map(|one| plain(&one.title)).unwrap_or_default();
                let name = if number.is_empty() { title.clone() } else { number.clone() };
                let label = self.labels.iter().find(|(known, _)| *known == field).map_or("", |(_, label)| label);
                let is_list =
                    matches!(field, Field::Details | Field::Deliverables | Field::Acceptance | Field::Sources);
                let nth = if is_list { format!(" {}번째", item + 1) } else { String::new() };
                Stand {
                    text: format!("{name} {label}{nth}").trim().to_owned(),
                    requirement: Some(number),
                    title: Some(title),
                    id: requirement.map(|one| one.id.clone()).filter(|id| !id.is_empty()),
                    field: Some(field.name()),
                    item: is_list.then_some(item + 1),
                    ..Stand::default()
                }
            }
        }
    }

    /// Line and column, 1-based, the column in characters.
    fn position(&self, at: usize) -> (usize, usize) {
        let line = self.lines.partition_point(|start| *start <= at).max(1);
        if !self.source.is_char_boundary(at) {
            return (line, 1);
        }
        (line, self.characters_before(at) - self.characters_before(self.lines[line - 1]) + 1)
    }

    fn characters_before(&self, at: usize) -> usize {
        let start = at / BLOCK * BLOCK;
        self.blocks[at / BLOCK] + characters(&self.source.as_bytes()[start..at])
    }
}

/// Characters that begin in some bytes of a text.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| (**byte & 0xC0) != 0x80).count()
}
