//! Sections and blocks.

use std::collections::BTreeMap;

use super::contents::Heading;
use super::paragraph::{BULLETS, Flow, Mark};
use super::{Written, contents, text_height, text_width};
use crate::document::{Block, Document, Inline, Section, Table, plain, requirement_table};
use crate::figure::Figure;
use crate::words::Words;
use crate::writer::office::equivalent;
use crate::writer::office::pages::Filled;
use crate::writer::office::style::Style;

/// Room a requirement takes, to begin with.
const ROOM: usize = 12 * 1024;
/// Lines that a heading or a caption takes with its white, about.
const ABOVE: usize = 3;
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
    /// How far down the page the text has come.
    pub(super) filled: Filled,
    /// The last heading: names the table under it.
    pub(super) heading: String,
    /// The last block was a table.
    pub(super) after_table: bool,
    /// Title of the section: names its tables without a caption.
    pub(super) section: String,
    /// Ground of header cells.
    pub(super) label: &'a str,
    /// Size of letters in tables, hundredths of a point.
    pub(super) letters: usize,
    /// Height of the text of a page, hundredths of a point.
    pub(super) page: usize,
    /// The requirement that was looked at and comes next.
    ahead: Option<Laid>,
    flow: Flow,
}

/// A requirement's table and the heights of its rows, hundredths of a point.
struct Laid {
    /// Place of the requirement in the document.
    at: usize,
    table: Table,
    heights: Vec<usize>,
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
            filled: Filled::new(text_height(style)),
            heading: String::new(),
            after_table: false,
            section: String::new(),
            label: &style.color.label,
            letters: hundredths(style.font.table_size),
            page: text_height(style),
            ahead: None,
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
        for (at, section) in sections.iter().enumerate() {
            self.section(section, at > 0);
        }
        // The last block may not be a table, and what stands after one may not take a page of its own.
        if std::mem::take(&mut self.after_table) {
            self.open(self.flow.styled("TableEnd"), Mark::None);
            self.close();
        }
        Written { body: self.out, links: self.links, ordered: self.ordered }
    }

    fn section(&mut self, section: &Section, may_begin_page: bool) {
        if let Some(title) = &section.title {
            self.section = plain(title);
            self.breaks_page |= may_begin_page && self.begins_page(&section.blocks);
            self.heading(1, title, Some(&section.id));
        }
        self.blocks(&section.blocks, self.flow);
    }

    pub(super) fn blocks(&mut self, blocks: &[Block], flow: Flow) {
        for (at, block) in blocks.iter().enumerate() {
            // What a heading stands over has begun its page with it.
            let is_under = at == 0 || matches!(blocks[at - 1], Block::Heading { .. });
            self.breaks_page |= !is_under && self.begins_page(&blocks[at..]);
            self.block(block, flow, Mark::None);
        }
    }

    /// Whether blocks begin, after headings, with a requirement that begins a page.
    fn begins_page(&mut self, blocks: &[Block]) -> bool {
        let first = blocks.iter().find(|block| !matches!(block, Block::Heading { .. }));
        let Some(Block::Requirement(at)) = first else { return false };
        let laid = self.laid(*at);
        let breaks = self.filled.breaks_before(&laid.heights);
        self.ahead = Some(laid);
        breaks
    }

    /// A requirement's table, estimated once.
    fn laid(&mut self, at: usize) -> Laid {
        if let Some(laid) = self.ahead.take_if(|laid| laid.at == at) {
            return laid;
        }
        let table = requirement_table(&self.document.requirements[at], &self.document.layout);
        let heights = self.heights(&table, self.flow);
        Laid { at, table, heights }
    }

    fn block(&mut self, block: &Block, flow: Flow, mark: Mark) {
        // Where other things end is not known.
        if !flow.in_cell && !matches!(block, Block::Requirement(_) | Block::Heading { .. }) {
            self.filled.lose();
        }
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
        self.heading = plain(content);
        self.filled.add(&[], self.letters * ABOVE);
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
        let Laid { table, heights, .. } = self.laid(at);
        let document = self.document;
        self.requirement_table(&table, &heights, &document.requirements[at].anchor, flow);
        self.filled.add(&heights, self.letters * ABOVE);
    }
}

/// Points in hundredths.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "lengths of a page")]
pub(super) fn hundredths(points: f64) -> usize {
    (points * 100.0) as usize
}
