//! Sections and blocks.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::table::Kept;
use crate::document::{Block, Document, Field, Inline, Section, plain, requirement_table};
use crate::figure::Figure;
use crate::words::Words;
use crate::writer::office::style::Style;
use crate::writer::office::xml::clean;
use crate::writer::svg;

/// Width and height of A4, millimetres.
const PAPER: (f64, f64) = (210.0, 297.0);
/// Points in a millimetre.
const POINTS: f64 = 72.0 / 25.4;
/// Points in a pixel of a drawing.
const PIXEL: f64 = 0.75;
/// Share of the page's height that a drawing may take: its title is below it.
const TALLEST: f64 = 0.85;
/// Width of a list's marks, ems.
const INDENT: f64 = 1.6;

/// The body in the making.
pub(super) struct Writer<'a> {
    document: &'a Document,
    pub(super) words: &'a Words,
    style: &'a Style,
    /// Where links can lead.
    pub(super) anchors: BTreeSet<&'a str>,
    /// Places that stand already: each may stand but once.
    placed: BTreeSet<String>,
    /// Drawings by file name.
    pub(super) drawings: BTreeMap<String, String>,
    /// Title of the section: names its tables without a caption.
    pub(super) section: String,
    /// Level of the heading above: no level may be left out.
    level: u8,
}

/// Where blocks stand.
#[derive(Debug, Clone, Copy)]
pub(super) struct Flow {
    /// Room from left to right, ems.
    pub(super) room: f64,
    /// Whether they stand in a cell, where there are no headings.
    pub(super) in_cell: bool,
}

impl Flow {
    /// The room within a list's item.
    fn indented(self) -> Self {
        Self { room: self.room - INDENT, ..self }
    }
}

impl<'a> Writer<'a> {
    pub(super) fn new(document: &'a Document, words: &'a Words, style: &'a Style) -> Self {
        Self {
            document,
            words,
            style,
            anchors: document.printed_anchors(),
            placed: BTreeSet::new(),
            drawings: BTreeMap::new(),
            section: plain(&document.title),
            level: 0,
        }
    }

    /// The document's title.
    pub(super) fn title(&self) -> Vec<Value> {
        self.inlines(&self.document.title, self.page().room / 2.2)
    }

    /// Blocks of a section with its heading.
    pub(super) fn section(&mut self, section: &Section) -> Vec<Value> {
        let mut out = Vec::new();
        if let Some(title) = &section.title {
            self.section = plain(title);
            let id = self.place(&section.id);
            out.push(self.heading(1, title, id.as_deref()));
        }
        out.extend(self.blocks(&section.blocks, self.page()));
        out
    }

    fn page(&self) -> Flow {
        Flow { room: self.text_width() / self.style.font.size, in_cell: false }
    }

    /// Width of the text, points.
    pub(super) fn text_width(&self) -> f64 {
        (PAPER.0 - self.style.page.left - self.style.page.right) * POINTS
    }

    /// Height of the text, points.
    pub(super) fn text_height(&self) -> f64 {
        (PAPER.1 - self.style.page.top - self.style.page.bottom) * POINTS
    }

    /// Size of letters in a table, points.
    pub(super) fn letters(&self) -> f64 {
        self.style.font.table_size
    }

    /// Room of a table, ems of its text.
    pub(super) fn table_room(&self) -> f64 {
        self.text_width() / self.letters()
    }

    pub(super) fn blocks(&mut self, blocks: &[Block], flow: Flow) -> Vec<Value> {
        let mut out = Vec::with_capacity(blocks.len());
        for (at, block) in blocks.iter().enumerate() {
            let mut value = self.block(block, flow);
            // What leads into a table or figure stays with it.
            let next = blocks.get(at + 1);
            let leads =
                matches!(block, Block::Paragraph(_)) && matches!(next, Some(Block::Table(_) | Block::Figure(_)));
            if leads && !flow.in_cell {
                value["sticky"] = true.into();
            }
            out.push(value);
        }
        out
    }

    fn block(&mut self, block: &Block, flow: Flow) -> Value {
        match block {
            Block::Heading { content, .. } if flow.in_cell => json!({ "strong": self.inlines(content, flow.room) }),
            // The document's title is of the first level; sections have the next.
            Block::Heading { level, content } => self.heading(level.saturating_sub(1).max(1), content, None),
            Block::Paragraph(content) => json!({ "p": self.inlines(content, flow.room) }),
            Block::List { ordered, items } => {
                let items: Vec<_> = items.iter().map(|item| self.blocks(item, flow.indented())).collect();
                json!({ "items": items, "ordered": ordered })
            }
            Block::Table(table) => self.table(table),
            Block::Figure(figure) => self.figure(figure),
            Block::Requirement(at) => self.requirement(*at),
        }
    }

    fn heading(&mut self, level: u8, content: &[Inline], id: Option<&str>) -> Value {
        self.level = level.min(self.level + 1);
        // Headings are up to half as large again.
        json!({ "h": self.level, "c": self.inlines(content, self.page().room / 1.5), "id": id })
    }

    /// A place that links lead to, the first time it is printed.
    fn place(&mut self, anchor: &str) -> Option<String> {
        (self.anchors.contains(anchor) && self.placed.insert(anchor.to_owned())).then(|| anchor.to_owned())
    }

    fn requirement(&mut self, at: usize) -> Value {
        let requirement = &self.document.requirements[at];
        let layout = &self.document.layout;
        let table = requirement_table(requirement, layout);
        let id = self.place(&requirement.anchor);
        // What tells requirements apart is repeated where the table goes on.
        let tells = |field: &Option<Field>| matches!(field, Some(Field::Category | Field::Number | Field::Title));
        let leading = layout.rows.iter().take_while(|row| tells(&row.field)).count();
        let kept = Kept { head: leading, whole: true, centred: true };
        self.grid(&table, &table.caption, id.as_deref(), kept)
    }

    fn figure(&mut self, figure: &Figure) -> Value {
        let drawing = svg::draw(figure, &self.words.figure);
        let (width, height) = (length(&drawing, "width"), length(&drawing, "height"));
        let tallest = self.text_height() * TALLEST;
        let scale = (self.text_width() / width).min(tallest / height).min(PIXEL);
        let name = format!("figure-{}.svg", self.drawings.len() + 1);
        let description = figure.drawn_description();
        let alt = if description.is_empty() { &figure.title } else { &description };
        let block = json!({
            "image": name,
            "alt": clean(alt),
            "caption": clean(&figure.title),
            "width": width * scale,
        });
        self.drawings.insert(name, drawing);
        block
    }
}

/// A length of a drawing, pixels: the first attribute of that name.
fn length(drawing: &str, name: &str) -> f64 {
    let (_, rest) = drawing.split_once(&format!(" {name}=\"")).unwrap_or_default();
    let (value, _) = rest.split_once('"').unwrap_or_default();
    value.parse::<f64>().unwrap_or_default().max(1.0)
}
