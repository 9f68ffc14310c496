//! The document: filled, numbered, arranged, and in no format.
//!
//! Requirements are held once, typed; blocks refer to them. Prose writers print
//! the blocks, data writers read the requirements.

mod layout;
mod place;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::block::push_plain;
pub use crate::block::{Block, Cell, CellKind, Inline, Origin, Table, plain};
use crate::catalog::Audience;
use crate::figure::Figure;
use crate::profile::Answer;
pub use layout::{Field, Layout, requirement_table};
pub use place::{Declared, Listed, Place};

/// A finished document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Title.
    pub title: Vec<Inline>,
    /// Version of the catalog it was made from.
    pub catalog_version: String,
    /// Date of the profile, `YYYY-MM-DD`, if it says one.
    pub date: Option<String>,
    /// A draft shows what nobody has decided; a final document has nothing of it.
    pub draft: bool,
    /// Who may read it.
    pub audience: Audience,
    /// Parts in order.
    pub sections: Vec<Section>,
    /// Categories that have requirements, in order.
    pub categories: Vec<CategoryCount>,
    /// Requirements in order of number.
    pub requirements: Vec<Requirement>,
    /// Requirements that were issued and are no longer in the project, in order of number; none
    /// where the state of the document does not demand them.
    pub withdrawn: Vec<Withdrawn>,
    /// Values nobody has decided, in order of first use.
    pub open: Vec<OpenValue>,
    /// How a requirement's table is laid out.
    pub layout: Layout,
}

/// A part of the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Name for `--part`.
    pub id: String,
    /// Heading; none for a part without one.
    pub title: Option<Vec<Inline>>,
    /// Content.
    pub blocks: Vec<Block>,
    /// How many of the blocks are its own; what follows is drawn from the requirements.
    pub prose: usize,
    /// Laws and notices it states.
    pub sources: Vec<String>,
}

impl Section {
    /// The section with what was generated for it after its prose; nothing when it has nothing to say.
    pub(crate) fn completed(mut self, generated: Option<Vec<Block>>) -> Option<Self> {
        let has_something = match &generated {
            Some(generated) => !generated.is_empty(),
            None => !self.blocks.is_empty(),
        };
        self.prose = self.blocks.len();
        self.blocks.extend(generated.into_iter().flatten());
        has_something.then_some(self)
    }

    /// Puts a figure after the first paragraph, or before all else.
    pub(crate) fn illustrate(&mut self, figure: Figure) {
        let at = usize::from(matches!(self.blocks.first(), Some(Block::Paragraph(_))));
        self.blocks.insert(at, Block::Figure(Box::new(figure)));
    }

    /// The text of its blocks, a line for each piece.
    pub(crate) fn text(&self) -> String {
        let mut out = String::new();
        push_text(&self.blocks, &mut out);
        out
    }

    /// Its heading, as a reference to it.
    pub(crate) fn reference(&self) -> Inline {
        let text = self.title.as_deref().map(plain).unwrap_or_default();
        Inline::Reference { anchor: self.id.clone(), text }
    }
}

/// A category with the number of its requirements.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CategoryCount {
    /// Code printed in numbers.
    pub code: String,
    /// Name.
    pub name: String,
    /// What belongs to it.
    pub definition: String,
    /// Requirements in this document.
    pub count: usize,
}

/// A requirement as the document states it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Requirement {
    /// Catalog id; with the instance, its identity.
    pub id: String,
    /// Where links to it lead: unique in the document.
    pub anchor: String,
    /// Which one of a repeated entry; empty for one that does not repeat.
    pub instance: String,
    /// Issued number, such as `CSR-003`.
    pub number: String,
    /// Category code as printed.
    pub category: String,
    /// Category name as printed.
    pub category_name: String,
    /// Title.
    pub title: Vec<Inline>,
    /// Names of the components of the architecture that it belongs to; empty for none.
    pub component: String,
    /// 응락수준.
    pub level: String,
    /// 정의.
    pub definition: Vec<Inline>,
    /// 세부 내용, one duty an item.
    pub details: Vec<Vec<Inline>>,
    /// 산출 정보.
    pub deliverables: Vec<Vec<Inline>>,
    /// 관련 요구사항.
    pub related: Vec<Inline>,
    /// 검수 기준.
    pub acceptance: Vec<Vec<Inline>>,
    /// 요구사항 출처: laws and notices.
    pub sources: Vec<String>,
    /// Why it is in.
    pub reason: String,
    /// What a bidder answers to it.
    pub answer: Option<Answer>,
}

impl Document {
    /// The text of its sections and requirements, a line for each piece.
    pub fn text(&self) -> String {
        let mut out = String::new();
        for section in &self.sections {
            push_text(&section.blocks, &mut out);
        }
        for content in self.requirements.iter().flat_map(Requirement::contents) {
            push_plain(content, &mut out);
            out.push('\n');
        }
        out
    }

    /// Its figures, in order.
    pub fn figures(&self) -> impl Iterator<Item = &Figure> {
        let blocks = self.sections.iter().flat_map(|section| &section.blocks);
        blocks.filter_map(|block| if let Block::Figure(figure) = block { Some(figure.as_ref()) } else { None })
    }

    /// Where links can lead: sections with a heading, and requirements whose tables stand in one.
    pub fn printed_anchors(&self) -> BTreeSet<&str> {
        let headed = self.sections.iter().filter(|section| section.title.is_some());
        let blocks = self.sections.iter().flat_map(|section| &section.blocks);
        blocks
            .filter_map(|block| match block {
                Block::Requirement(at) => Some(self.requirements[*at].anchor.as_str()),
                _ => None,
            })
            .chain(headed.map(|section| section.id.as_str()))
            .collect()
    }
}

/// Adds the text of blocks; requirements are not in it.
fn push_text(blocks: &[Block], out: &mut String) {
    for block in blocks {
        match block {
            Block::Heading { content, .. } | Block::Paragraph(content) => {
                push_plain(content, out);
                out.push('\n');
            }
            Block::List { items, .. } => items.iter().for_each(|item| push_text(item, out)),
            Block::Table(table) => table.rows.iter().flatten().for_each(|cell| push_text(&cell.blocks, out)),
            Block::Figure(_) | Block::Requirement(_) => {}
        }
    }
}

impl Requirement {
    /// Its number, as a reference to it.
    pub fn reference(&self) -> Inline {
        Inline::Reference { anchor: self.anchor.clone(), text: self.number.clone() }
    }

    /// Everything of it that is text in inlines, in the order of the full layout.
    pub fn contents(&self) -> impl Iterator<Item = &Vec<Inline>> {
        let lists = self.details.iter().chain(&self.deliverables).chain(&self.acceptance);
        [&self.title, &self.definition].into_iter().chain(lists)
    }

    /// The texts of a field that is made of text: one for each item.
    pub fn lines(&self, field: Field) -> Vec<String> {
        let one = |content: &[Inline]| vec![plain(content)].into_iter().filter(|text| !text.is_empty()).collect();
        let all = |items: &[Vec<Inline>]| items.iter().map(|item| plain(item)).collect();
        match field {
            Field::Title => one(&self.title),
            Field::Definition => one(&self.definition),
            Field::Details => all(&self.details),
            Field::Deliverables => all(&self.deliverables),
            Field::Acceptance => all(&self.acceptance),
            _ => Vec::new(),
        }
    }

    /// A mark of its text: two requirements of the same text have the same one. FNV-1a, 64 bits; it
    /// finds what was changed, it protects nothing.
    pub fn fingerprint(&self) -> String {
        mark(self.contents().map(|content| plain(content)))
    }

    /// The same of one field.
    pub fn fingerprint_of(&self, field: Field) -> String {
        mark(self.lines(field))
    }

    /// Characters in it: how much room its table takes.
    pub fn text_length(&self) -> usize {
        self.contents().map(|content| plain(content).chars().count()).sum()
    }
}

fn mark(lines: impl IntoIterator<Item = String>) -> String {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for line in lines {
        // The end of a line keeps two texts from running into one.
        for byte in line.bytes().chain([b'\n']) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    format!("{hash:016x}")
}

/// A requirement that was issued and is no longer in the project: its number is never reused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withdrawn {
    /// Issued number.
    pub number: String,
    /// Title at the last issue that had it.
    pub title: String,
    /// Category code as printed.
    #[serde(default)]
    pub category: String,
    /// Category name as printed.
    #[serde(default)]
    pub category_name: String,
}

/// A value that nobody has decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenValue {
    /// Profile field to fill.
    pub field: String,
    /// Korean name of the field.
    pub label: String,
    /// Default or missing.
    pub origin: Origin,
    /// Text printed.
    pub text: String,
    /// Numbers of the requirements, or ids of the parts, that print it.
    pub used_in: Vec<String>,
}
