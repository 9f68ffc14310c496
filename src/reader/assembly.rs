//! The sections of the document as they come together, with the place of each passage.

use std::collections::BTreeMap;
use std::ops::Range;

use super::grid::{Grid, NONE};
use super::items::bullet;
use super::line::{Line, Role};
use crate::block::{Block, Cell, CellKind, Table};
use crate::document::{Place, Section};

/// Sections, passages counted as a reviewer's manuscript counts them.
#[derive(Default)]
pub(super) struct Assembly {
    pub(super) sections: Vec<Section>,
    pub(super) spans: BTreeMap<Place, Range<usize>>,
    passages: usize,
    /// The last line, kept back: it may be the caption of a requirement.
    held: Option<Line>,
    is_drawn: bool,
    /// Nothing but a page's number has come since the last requirement.
    after_requirement: bool,
}

impl Assembly {
    pub(super) fn line(&mut self, line: Line) {
        self.release();
        self.held = Some(line);
    }

    /// Drops the line before a requirement when it says only its number and title.
    pub(super) fn absorb(&mut self, name: &[String; 2]) {
        let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        let [number, title] = name.each_ref().map(|text| letters(text));
        let is_name = |line: &Line| {
            let text = letters(&line.text[bullet(&line.text).unwrap_or(0)..]);
            let rest = text.strip_prefix(number.as_str()).unwrap_or(&text);
            text == number || rest == title
        };
        self.held.take_if(|line| is_name(line));
    }

    pub(super) fn follows_requirement(&self) -> bool {
        self.after_requirement
    }

    /// Puts the line that was kept back into its section.
    pub(super) fn release(&mut self) {
        let Some(line) = self.held.take() else { return };
        let is_page = line.text.len() <= 16 && !line.text.chars().any(char::is_alphabetic);
        self.after_requirement &= is_page;
        if let Role::Heading(_) = line.role {
            let id = format!("s{}", self.sections.len() + 1);
            self.sections.push(Section {
                id,
                title: Some(line.inlines()),
                blocks: Vec::new(),
                prose: usize::MAX,
                sources: Vec::new(),
            });
            (self.passages, self.is_drawn) = (0, false);
            self.note(&line);
            return;
        }
        self.open();
        let sign = bullet(&line.text);
        let at = self.sections.len() - 1;
        let blocks = &mut self.sections[at].blocks;
        let is_item = sign.is_some() || line.role == Role::Item;
        if !is_item
            && line.role == Role::Continued
            && let Some(Block::List { items, .. }) = blocks.last_mut()
            && let Some(item) = items.last_mut()
        {
            item.push(Block::Paragraph(line.inlines()));
        } else if is_item {
            let body = line.without(sign.unwrap_or(0));
            let item = vec![Block::Paragraph(body.inlines())];
            match blocks.last_mut() {
                Some(Block::List { items, .. }) => items.push(item),
                _ => blocks.push(Block::List { ordered: false, items: vec![item] }),
            }
        } else {
            blocks.push(Block::Paragraph(line.inlines()));
        }
        self.note(&line);
    }

    /// A section that takes content: what is drawn from the requirements ends one.
    fn open(&mut self) {
        if self.sections.is_empty() || self.is_drawn {
            let id = format!("s{}", self.sections.len() + 1);
            self.sections.push(Section { id, title: None, blocks: Vec::new(), prose: usize::MAX, sources: Vec::new() });
            (self.passages, self.is_drawn) = (0, false);
        }
    }

    fn note(&mut self, line: &Line) -> Place {
        let place = Place::Section(self.sections.len() - 1, self.passages);
        self.passages += 1;
        self.spans.insert(place, line.span.clone());
        place
    }

    fn add(&mut self, block: Block) {
        if let Some(section) = self.sections.last_mut() {
            section.blocks.push(block);
        }
    }

    /// A requirement, by its place; none when one goes on.
    pub(super) fn requirement(&mut self, at: Option<usize>) {
        self.release();
        self.open();
        if let Some(at) = at {
            self.add(Block::Requirement(at));
        }
        self.after_requirement = true;
    }

    /// A table that is read as it is.
    pub(super) fn table(&mut self, grid: &Grid) {
        self.release();
        self.open();
        self.put(grid);
    }

    /// A table that says again what requirements say: it stands after the section's own.
    pub(super) fn drawn(&mut self, grid: &Grid) -> Vec<Option<Place>> {
        self.release();
        self.open();
        self.close();
        self.is_drawn = true;
        self.put(grid)
    }

    /// All that the section has so far is its own.
    fn close(&mut self) {
        if let Some(section) = self.sections.last_mut()
            && section.prose == usize::MAX
        {
            section.prose = section.blocks.len();
        }
    }

    pub(super) fn finish(&mut self) {
        self.release();
        for section in &mut self.sections {
            section.prose = section.prose.min(section.blocks.len());
        }
    }

    fn put(&mut self, grid: &Grid) -> Vec<Option<Place>> {
        self.after_requirement = false;
        let mut places = vec![None; grid.cells.len()];
        let width = grid.width();
        let mut rows = Vec::new();
        for (at, row) in grid.rows.iter().enumerate() {
            let mut cells = Vec::new();
            let mut column = 0;
            while column < width {
                let here = row.get(column).copied().unwrap_or(NONE);
                let rest = row.get(column..).unwrap_or_default();
                let same = rest.iter().take_while(|next| **next == here).count();
                // What a short row lacks is one empty cell.
                let end = if column >= row.len() { width } else { column + same };
                let Some(cell) = grid.cells.get(here as usize) else {
                    cells.push(Cell { kind: CellKind::Data, columns: end - column, rows: 1, blocks: Vec::new() });
                    column = end;
                    continue;
                };
                if cell.row == at {
                    let mut blocks = Vec::with_capacity(cell.nodes.len());
                    for line in cell.lines() {
                        let place = self.note(line);
                        places[here as usize].get_or_insert(place);
                        blocks.push(Block::Paragraph(line.without(bullet(&line.text).unwrap_or(0)).inlines()));
                    }
                    let kind = if cell.is_header { CellKind::ColumnHeader } else { CellKind::Data };
                    cells.push(Cell { kind, columns: cell.columns, rows: cell.rows, blocks });
                }
                column = end;
            }
            rows.push(cells);
        }
        let percent = u8::try_from(100 / width.max(1)).unwrap_or(1).max(1);
        self.add(Block::Table(Table { caption: Vec::new(), widths: vec![percent; width], rows }));
        places
    }
}
