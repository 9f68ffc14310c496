//! The document: filled, numbered, arranged, and in no format.
//!
//! Requirements are held once, typed; blocks refer to them. Prose writers print
//! the blocks, data writers read the requirements.

mod layout;

use std::collections::BTreeSet;

pub use crate::block::{Block, Cell, CellKind, Inline, Origin, Table, plain};
pub use layout::{Layout, requirement_table};

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
    /// Parts in order.
    pub sections: Vec<Section>,
    /// Categories that have requirements, in order.
    pub categories: Vec<CategoryCount>,
    /// Requirements in order of number.
    pub requirements: Vec<Requirement>,
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
}

impl Document {
    /// Anchors of the requirements whose tables stand in a section.
    pub fn printed_anchors(&self) -> BTreeSet<&str> {
        let blocks = self.sections.iter().flat_map(|section| &section.blocks);
        blocks
            .filter_map(|block| match block {
                Block::Requirement(at) => Some(self.requirements[*at].anchor.as_str()),
                _ => None,
            })
            .collect()
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

    /// Characters in it: how much room its table takes.
    pub fn text_length(&self) -> usize {
        self.contents().map(|content| plain(content).chars().count()).sum()
    }
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
