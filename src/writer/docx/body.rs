//! Sections and blocks.

use std::collections::BTreeMap;

use super::contents::Heading;
use super::paragraph::{BULLETS, Flow, Mark};
use super::{Written, contents, text_width};
use crate::document::{Block, Document, Inline, Section, plain, requirement_table};
use crate::figure::Figure;
use crate::words::Words;
use crate::writer::office::equivalent;
use crate::writer::office::style::Style;

/// Characters below which a requirement's table is kept on one page: about half of one.
const SHORT: usize = 800;
/// Room a requirement takes, to begin with.
const ROOM: usize = 12 * 1024;
/// Deepest heading that there is a style for.
const DEEPEST: u8 = 6;

/// The body in the making.
pub(super) struct Writer<'a> {
    pub(super) document: &'a Document,
    pub(super) words: &'a Words,
    pub(super) out: String,
    /// Bookmark of each anchor, and whether it stands already.
    pub(super) anchors: BTreeMap<&'a str, (String, bool)>,
    /// Headings of the contents, in order.
    pub(super) headings: Vec<Heading>,
    /// Headings of the contents that stand already.
    pub(super) passed: usize,
    pub(super) bookmarks: usize,
    pub(super) links: Vec<String>,
    pub(super) ordered: usize,
    /// The next paragraph begins a page.
    pub(super) breaks_page: bool,
    /// The last block was a table.
    pub(super) after_table: bool,
    /// Title of the section: names its tables without a caption.
    pub(super) section: String,
    /// Ground of header cells.
    pub(super) label: &'a str,
    flow: Flow,
}

impl<'a> Writer<'a> {
    pub(super) fn new(document: &'a Document, words: &'a Words, style: &'a Style) -> Self {
        let anchors = document.printed_anchors().into_iter().enumerate();
        Self {
            document,
            words,
            out: String::with_capacity(document.requirements.len() * ROOM),
            anchors: anchors.map(|(at, anchor)| (anchor, (format!("_Ref{}", at + 1), false))).collect(),
            headings: contents::headings(document),
            passed: 0,
            bookmarks: 0,
            links: Vec::new(),
            ordered: 0,
            breaks_page: false,
            after_table: false,
            section: String::new(),
            label: &style.color.label,
            flow: Flow::page(text_width(style)),
        }
    }

    /// Title page, contents, sections.
    pub(super) fn written(mut self) -> Written {
        let document = self.document;
        self.line(self.flow.styled("Title"), &document.title);
        // What comes before the first heading is the title page's.
        let cover = document.sections.iter().take_while(|section| section.title.is_none()).count();
        let (cover, sections) = document.sections.split_at(cover);
        self.section = plain(&document.title);
        for section in cover {
            self.blocks(&section.blocks, self.flow);
        }
        self.contents(self.flow);
        self.breaks_page = true;
        for section in sections {
            self.section(section);
        }
        // The last block may not be a table.
        if self.after_table {
            self.empty(self.flow);
        }
        Written { body: self.out, links: self.links, ordered: self.ordered }
    }

    fn section(&mut self, section: &Section) {
        if let Some(title) = &section.title {
            self.section = plain(title);
            self.heading(1, title, Some(&section.id));
        }
        self.blocks(&section.blocks, self.flow);
    }

    pub(super) fn blocks(&mut self, blocks: &[Block], flow: Flow) {
        for block in blocks {
            self.block(block, flow, Mark::None);
        }
    }

    fn block(&mut self, block: &Block, flow: Flow, mark: Mark) {
        match block {
            Block::Heading { content, .. } if flow.in_cell => {
                self.paragraph(content, Flow { strong: true, ..flow }, mark);
            }
            // The document's title is of the first level; sections have the styles' first.
            Block::Heading { level, content } => self.heading(level.saturating_sub(1).max(1), content, None),
            Block::Paragraph(content) => self.paragraph(content, flow, mark),
            Block::List { ordered, items } => self.list(*ordered, items, flow),
            Block::Table(table) => self.table(table, "", flow),
            Block::Figure(figure) => self.figure(figure, flow),
            Block::Requirement(at) => self.requirement(*at, flow),
        }
    }

    fn heading(&mut self, level: u8, content: &[Inline], anchor: Option<&str>) {
        const STYLES: [&str; DEEPEST as usize] =
            ["Heading1", "Heading2", "Heading3", "Heading4", "Heading5", "Heading6"];
        let style = STYLES[usize::from(level.clamp(1, DEEPEST)) - 1];
        self.open(self.flow.styled(style), Mark::None);
        if contents::is_listed(level) {
            self.passed += 1;
            self.bookmark(&contents::bookmark(self.passed));
        }
        if let Some(anchor) = anchor {
            self.anchor(anchor);
        }
        self.inlines(content, self.flow);
        self.close();
    }

    /// The place that references to an anchor lead to: the first time it is printed.
    pub(super) fn anchor(&mut self, anchor: &str) {
        if let Some((name, stands)) = self.anchors.get_mut(anchor)
            && !std::mem::replace(stands, true)
        {
            let name = name.clone();
            self.bookmark(&name);
        }
    }

    pub(super) fn line(&mut self, flow: Flow, content: &[Inline]) {
        self.paragraph(content, flow, Mark::None);
    }

    fn paragraph(&mut self, content: &[Inline], flow: Flow, mark: Mark) {
        self.open(flow, mark);
        self.inlines(content, flow);
        self.close();
    }

    fn list(&mut self, ordered: bool, items: &[Vec<Block>], flow: Flow) {
        let id = if ordered {
            self.ordered += 1;
            BULLETS + self.ordered
        } else {
            BULLETS
        };
        let style = if flow.in_cell { flow.style } else { "ListParagraph" };
        let inside = Flow { depth: flow.depth + 1, style, ..flow };
        for item in items {
            // What leads into a list within stays with it; in a cell the row decides.
            let first = Flow { keep_next: inside.keep_next || (!flow.in_cell && item.len() > 1), ..inside };
            let (head, rest) = match item.split_first() {
                Some((Block::Paragraph(head), rest)) => (head.as_slice(), rest),
                _ => ([].as_slice(), item.as_slice()),
            };
            self.paragraph(head, first, Mark::Numbered(id));
            for block in rest {
                self.block(block, inside, Mark::Continued);
            }
        }
    }

    fn figure(&mut self, figure: &Figure, flow: Flow) {
        self.table(&equivalent::table(figure, self.words), &figure.description, flow);
        if !figure.description.is_empty() && figure.description != figure.title {
            self.line(flow.styled("Note"), &[Inline::Text(figure.description.clone())]);
        }
    }

    fn requirement(&mut self, at: usize, flow: Flow) {
        let requirement = &self.document.requirements[at];
        let table = requirement_table(requirement, &self.document.layout);
        self.requirement_table(&table, &requirement.anchor, requirement.text_length() < SHORT, flow);
    }
}
