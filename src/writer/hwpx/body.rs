//! Sections and blocks as paragraphs; title page and contents before them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::parts::Sheet;
use super::shapes::{Head, Letters, Lines, Named, POINT, Shapes};
use super::table::font;
use crate::document::{Block, Document, Inline, Layout, Section, Table, plain, requirement_table};
use crate::figure::Figure;
use crate::words::Words;
use crate::writer::office::equivalent;
use crate::writer::office::labels;
use crate::writer::office::lines;
use crate::writer::office::pages::Filled;
use crate::writer::office::style::Style;

/// How much further in each level of a list stands, HWPUNIT.
const STEP: u32 = 12 * POINT;
/// Room for a bullet or number before the text of an item, HWPUNIT.
const HANGING: u32 = 10 * POINT;
/// White above the title on a page of its own, HWPUNIT.
const ABOVE_TITLE: u32 = 170 * POINT;

/// Lines that a heading or a caption takes with its white, about.
const ABOVE: u32 = 3;

/// Bytes that a requirement takes, about.
const REQUIREMENT: usize = 48 * 1024;

/// Sections without a heading, which stand on the title page.
fn covers(document: &Document) -> usize {
    document.sections.iter().take_while(|section| section.title.is_none()).count()
}

/// Whether the first page is a title page.
pub(super) fn has_cover(document: &Document) -> bool {
    (1..document.sections.len()).contains(&covers(document))
}

/// Adds the document's text to the beginning of its part.
pub(super) fn write(document: &Document, words: &Words, style: &Style, shapes: &mut Shapes, out: String) -> String {
    let mut writer = Writer {
        document,
        words,
        sheet: Sheet::new(&style.page),
        bookmarks: bookmarks(&document.printed_anchors()),
        shapes,
        fields: 0,
        tables: 0,
        section: plain(&document.title),
        last_heading: String::new(),
        breaks_page: false,
        filled: Filled::new(Sheet::new(&style.page).text_height as usize),
        ahead: None,
        out,
    };
    writer.out.reserve(document.requirements.len() * REQUIREMENT);
    let has_cover = has_cover(document);
    let (cover, rest) = document.sections.split_at(covers(document));
    writer.title(has_cover);
    for section in cover {
        writer.section(section, false);
    }
    writer.breaks_page = has_cover;
    writer.contents(rest);
    for (at, section) in rest.iter().enumerate() {
        // The first stands below the title, or on a page of its own already.
        writer.section(section, at > 0);
    }
    writer.out
}

/// Characters of a bookmark's name.
const NAME: usize = 80;

/// A name for each anchor, of letters and digits: other signs mean something in a link's command.
fn bookmarks<'a>(anchors: &BTreeSet<&'a str>) -> BTreeMap<&'a str, String> {
    let mut used = BTreeSet::new();
    let mut names = BTreeMap::new();
    for anchor in anchors {
        let safe = |c: char| if c.is_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '_' };
        let mut name: String = anchor.chars().take(NAME).map(safe).collect();
        while !used.insert(name.clone()) {
            name.push('_');
        }
        names.insert(*anchor, name);
    }
    names
}

/// Where blocks stand: what they look like there.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub(super) named: Named,
    pub(super) lines: Lines,
    pub(super) letters: Letters,
    /// Lists around.
    pub(super) depth: usize,
}

/// A requirement's table and the heights of its rows.
struct Laid {
    /// Place of the requirement in the document.
    at: usize,
    table: Table,
    heights: Vec<usize>,
}

pub(super) struct Writer<'a> {
    document: &'a Document,
    pub(super) words: &'a Words,
    pub(super) sheet: Sheet,
    /// Names of the places that links can lead to.
    pub(super) bookmarks: BTreeMap<&'a str, String>,
    pub(super) shapes: &'a mut Shapes,
    pub(super) fields: u32,
    pub(super) tables: u32,
    /// Title of the section: names its tables without a caption.
    pub(super) section: String,
    /// The last heading: names the table under it.
    pub(super) last_heading: String,
    /// The next paragraph begins a page.
    breaks_page: bool,
    /// How far down the page the text has come.
    filled: Filled,
    /// The requirement that was looked at and comes next.
    ahead: Option<Laid>,
    pub(super) out: String,
}

impl<'a> Writer<'a> {
    fn title(&mut self, alone: bool) {
        let mut place = self.place(Named::Title);
        if alone {
            place.lines.before = ABOVE_TITLE;
        }
        // Letters may be wider where the font is another.
        let room = self.sheet.text_width as usize * 9 / 10;
        let title = lines::set(&self.document.title, room, font(place.letters.height));
        self.paragraph(place, &title);
    }

    /// Headings of the sections with links to them; none for a document of one section.
    fn contents(&mut self, sections: &[Section]) {
        let headed: Vec<_> = sections.iter().filter_map(|section| Some((section, section.title.as_deref()?))).collect();
        if headed.len() < 2 {
            return;
        }
        self.paragraph(self.place(Named::ContentsTitle), &[Inline::Text(self.words.contents.clone())]);
        let place = self.place(Named::Contents);
        for (section, title) in headed {
            self.begin(place.lines, place.named);
            self.led_to(&section.id, place.letters, |writer| writer.inlines(title, place.letters));
            self.end();
        }
        self.breaks_page = true;
    }

    fn section(&mut self, section: &Section, may_begin_page: bool) {
        if let Some(title) = &section.title {
            self.section = plain(title);
            self.breaks_page |= may_begin_page && self.begins_page(&section.blocks);
            self.heading(0, title, Some(&section.id));
        }
        self.blocks(&section.blocks, self.place(Named::Text));
    }

    fn heading(&mut self, level: usize, content: &[Inline], anchor: Option<&str>) {
        let place = self.place(Named::Outline(level));
        self.begin(place.lines, place.named);
        if let Some(anchor) = anchor {
            self.bookmark(anchor, place.letters);
        }
        self.inlines(content, place.letters);
        self.end();
        self.last_heading = plain(content);
        self.filled.add(&[], (place.letters.height * ABOVE) as usize);
    }

    /// Blocks one after another; there is always a paragraph, for a cell must have one.
    pub(super) fn blocks(&mut self, blocks: &[Block], place: Place) {
        if blocks.is_empty() {
            self.paragraph(place, &[]);
        }
        for (at, block) in blocks.iter().enumerate() {
            // What a heading stands over has begun its page with it.
            let is_under = at == 0 || matches!(blocks[at - 1], Block::Heading { .. });
            self.breaks_page |= !is_under && self.begins_page(&blocks[at..]);
            // Where other things end is not known.
            if place.named == Named::Text && !matches!(block, Block::Requirement(_) | Block::Heading { .. }) {
                self.filled.lose();
            }
            match block {
                Block::Heading { level, content } => self.heading(usize::from(*level).saturating_sub(2), content, None),
                Block::Paragraph(content) => self.paragraph(place, content),
                Block::List { ordered, items } => self.list(*ordered, items, place),
                Block::Table(table) => {
                    let heights = self.heights(table);
                    let table = labels::repeated(table, &heights, self.sheet.text_height as usize);
                    self.table(&table, &heights, None, "");
                }
                Block::Figure(figure) => self.figure(figure),
                Block::Requirement(at) => {
                    let document: &'a Document = self.document;
                    let Laid { table, heights, .. } = self.laid(*at);
                    self.table(&table, &heights, Some(&document.requirements[*at].anchor), "");
                    self.filled.add(&heights, (place.letters.height * ABOVE) as usize);
                }
            }
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
        let heights = self.heights(&table);
        Laid { at, table, heights }
    }

    /// A figure as the table that says the same, and its description.
    fn figure(&mut self, figure: &Figure) {
        let table = equivalent::table(figure, self.words);
        let heights = self.heights(&table);
        self.table(&table, &heights, None, &figure.description);
        if !figure.description.is_empty() && figure.description != figure.title {
            let mut place = self.place(Named::Text);
            place.letters.height = self.place(Named::Cell).letters.height;
            self.paragraph(place, &[Inline::Text(figure.description.clone())]);
        }
    }

    fn list(&mut self, ordered: bool, items: &[Vec<Block>], place: Place) {
        let head = if ordered { Head::Number(self.shapes.numbering()) } else { Head::Bullet(place.depth) };
        let left = place.lines.left
            + match (place.depth, place.named) {
                (0, Named::Text) => STEP / 2,
                (0, _) => 0,
                _ => STEP,
            };
        let inner =
            Place { lines: Lines { head, left, after: 2 * POINT, ..place.lines }, depth: place.depth + 1, ..place };
        for item in items {
            // Only the first paragraph has the bullet; what follows stands under its text.
            let (first, rest) = match item.as_slice() {
                [Block::Paragraph(content), rest @ ..] => (content.as_slice(), rest),
                rest => (&[][..], rest),
            };
            let keep = !rest.is_empty();
            self.paragraph(Place { lines: Lines { keep, ..inner.lines }, ..inner }, first);
            for block in rest {
                let head = Head::Nothing;
                let left = if matches!(block, Block::List { .. }) { left } else { left + HANGING };
                let below = Place { lines: Lines { head, left, ..inner.lines }, ..inner };
                self.blocks(std::slice::from_ref(block), below);
            }
        }
    }

    pub(super) fn layout(&self) -> &'a Layout {
        &self.document.layout
    }

    pub(super) fn place(&self, named: Named) -> Place {
        Place { named, lines: named.lines(), letters: self.shapes.letters_of(named), depth: 0 }
    }

    fn paragraph(&mut self, place: Place, content: &[Inline]) {
        self.begin(place.lines, place.named);
        if content.is_empty() {
            self.begin_run(place.letters);
            self.out.push_str("</hp:run>");
        }
        self.inlines(content, place.letters);
        self.end();
    }

    pub(super) fn begin(&mut self, lines: Lines, named: Named) {
        let lines = self.shapes.lines(lines);
        let breaks = std::mem::take(&mut self.breaks_page);
        if breaks {
            self.filled.begin();
        }
        let page = u8::from(breaks);
        let style = named.id();
        let _ = write!(
            self.out,
            "<hp:p id=\"0\" paraPrIDRef=\"{lines}\" styleIDRef=\"{style}\" pageBreak=\"{page}\" columnBreak=\"0\" merged=\"0\">"
        );
    }

    pub(super) fn end(&mut self) {
        self.out.push_str("</hp:p>");
    }
}
