//! The only file that knows pulldown-cmark: Markdown text into blocks.
//!
//! Raw HTML is refused, link addresses are checked, marked values become
//! [`Inline::Value`], and particles are made to agree with the word before them.
//! A finished file of anybody's is gone through by [`outline`], which refuses nothing.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{Alignment, CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use crate::block::{Block, Cell, CellKind, Inline, Table, push_plain};
use crate::{josa, mark};

/// Something in Markdown that a document cannot hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkupError {
    /// What it is, in Korean.
    pub message: String,
    /// Byte range in the text.
    pub span: Range<usize>,
}

/// Parses Markdown into blocks.
///
/// # Errors
/// Every piece of raw HTML, image, code block or forbidden link address.
pub fn parse(text: &str) -> Result<Vec<Block>, Vec<MarkupError>> {
    let eased = ease_emphasis(text);
    let mut builder = Builder::default();
    for (event, span) in Parser::new_ext(&eased, Options::ENABLE_TABLES).into_offset_iter() {
        builder.event(event, span);
    }
    if builder.errors.is_empty() {
        return Ok(builder.blocks.pop().unwrap_or_default());
    }
    let place = |at: usize| at - eased[..at].matches(NEUTRAL).count() * NEUTRAL.len_utf8();
    Err(builder
        .errors
        .into_iter()
        .map(|error| MarkupError { span: place(error.span.start)..place(error.span.end), ..error })
        .collect())
}

/// Parses one paragraph of Markdown: a title, an acceptance criterion.
///
/// # Errors
/// As [`parse`], and when the text is anything but one paragraph.
pub fn parse_line(text: &str) -> Result<Vec<Inline>, Vec<MarkupError>> {
    if is_plain(text.trim()) {
        let mut builder = Builder::default();
        builder.open_text();
        builder.pending.push_str(text.trim());
        builder.flush();
        return Ok(builder.close_text());
    }
    match parse(text.trim())?.as_mut_slice() {
        [Block::Paragraph(content)] => Ok(std::mem::take(content)),
        _ => Err(vec![MarkupError { message: "한 문단이어야 합니다".to_owned(), span: 0..text.len() }]),
    }
}

/// Whether a text begins with a letter and holds nothing that Markdown acts on:
/// most criteria and deliverables, for which the parser would do nothing.
fn is_plain(text: &str) -> bool {
    let acts =
        |byte: u8| matches!(byte, b'\\' | b'`' | b'*' | b'_' | b'[' | b']' | b'<' | b'>' | b'&' | b'|' | b'\n' | b'\r');
    text.starts_with(|c: char| c.is_alphabetic() || mark::is_private_use(c)) && !text.bytes().any(acts)
}

/// Neither punctuation nor space to CommonMark; taken out again with the text.
const NEUTRAL: char = '\u{E007}';

/// Lets `**"인용"**을` be emphasis as a person means it. CommonMark's flanking
/// rule refuses a mark between punctuation inside and a letter outside, so a
/// neutral character goes between the punctuation and the mark.
fn ease_emphasis(text: &str) -> Cow<'_, str> {
    if !text.contains("**") {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for line in text.split_inclusive('\n') {
        let (mut open, mut code) = (false, false);
        let mut rest = line;
        while let Some(at) = rest.bytes().position(|byte| matches!(byte, b'\\' | b'`' | b'*')) {
            out.push_str(&rest[..at]);
            rest = &rest[at..];
            let length = if rest.starts_with('\\') {
                rest.chars().take(2).map(char::len_utf8).sum()
            } else if rest.starts_with("**") && !code {
                2
            } else {
                1
            };
            let (token, after) = rest.split_at(length);
            let emphasis = token == "**";
            if emphasis && open {
                out.push(NEUTRAL);
            }
            out.push_str(token);
            if emphasis && !open && !after.starts_with(char::is_whitespace) {
                out.push(NEUTRAL);
            }
            open ^= emphasis;
            code ^= token == "`";
            rest = after;
        }
        out.push_str(rest);
    }
    Cow::Owned(out)
}

/// What is open while events come in; index 0 is the document.
struct Builder {
    blocks: Vec<Vec<Block>>,
    inlines: Vec<Vec<Inline>>,
    /// Text of the current block so far, which decides the next particle.
    before: String,
    /// Text events not yet turned into inlines: pulldown-cmark splits them anywhere.
    pending: String,
    items: Vec<Vec<Vec<Block>>>,
    rows: Vec<Vec<Cell>>,
    alignments: Vec<Alignment>,
    links: Vec<String>,
    in_head: bool,
    errors: Vec<MarkupError>,
}

impl Default for Builder {
    fn default() -> Self {
        Self {
            blocks: vec![Vec::new()],
            inlines: Vec::new(),
            before: String::new(),
            pending: String::new(),
            items: Vec::new(),
            rows: Vec::new(),
            alignments: Vec::new(),
            links: Vec::new(),
            in_head: false,
            errors: Vec::new(),
        }
    }
}

impl Builder {
    fn event(&mut self, event: Event<'_>, span: Range<usize>) {
        if let Event::Text(text) = &event {
            self.pending.push_str(text);
            return;
        }
        self.flush();
        match event {
            Event::Start(tag) => self.start(&tag, span),
            Event::End(tag) => self.end(tag),
            Event::Code(text) => self.code(&text),
            Event::SoftBreak => self.push(Inline::Text(" ".to_owned())),
            Event::HardBreak => self.push(Inline::Break),
            Event::Html(_) | Event::InlineHtml(_) => self.refuse("HTML 태그는 쓸 수 없습니다", span),
            _ => self.refuse("쓸 수 없는 Markdown 요소입니다", span),
        }
    }

    fn start(&mut self, tag: &Tag<'_>, span: Range<usize>) {
        match tag {
            Tag::Paragraph | Tag::Heading { .. } => self.open_text(),
            Tag::Strong | Tag::Emphasis => self.inlines.push(Vec::new()),
            Tag::Link { dest_url, .. } => {
                let href = mark::strip(dest_url);
                if !is_allowed_address(&href) {
                    self.refuse("링크 주소는 https://, http://, mailto: 로 시작해야 합니다", span);
                }
                self.links.push(href);
                self.inlines.push(Vec::new());
            }
            Tag::List(_) => {
                self.close_loose_text();
                self.items.push(Vec::new());
            }
            Tag::Item => {
                self.blocks.push(Vec::new());
                self.open_text();
            }
            Tag::Table(alignments) => self.alignments.clone_from(alignments),
            Tag::TableHead => {
                self.in_head = true;
                self.rows.push(Vec::new());
            }
            Tag::TableRow => self.rows.push(Vec::new()),
            Tag::TableCell => self.open_text(),
            Tag::HtmlBlock => {}
            _ => self.refuse("쓸 수 없는 Markdown 요소입니다", span),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => {
                let content = self.close_text();
                self.add(Block::Paragraph(content));
            }
            TagEnd::Heading(level) => {
                let content = self.close_text();
                self.add(Block::Heading { level: level as u8, content });
            }
            TagEnd::Strong => self.close_inline(Inline::Strong),
            TagEnd::Emphasis => self.close_inline(Inline::Emphasis),
            TagEnd::Link => {
                let href = self.links.pop().unwrap_or_default();
                self.close_inline(|content| Inline::Link { href, content });
            }
            TagEnd::Item => {
                self.close_loose_text();
                let item = self.blocks.pop().unwrap_or_default();
                if let Some(items) = self.items.last_mut() {
                    items.push(item);
                }
            }
            TagEnd::List(ordered) => {
                let items = self.items.pop().unwrap_or_default();
                self.add(Block::List { ordered, items });
            }
            TagEnd::TableCell => {
                let content = self.close_text();
                let column = self.rows.last().map_or(0, Vec::len);
                let kind = match (self.in_head, self.alignments.get(column)) {
                    (true, _) => CellKind::ColumnHeader,
                    (false, Some(Alignment::Right)) => CellKind::Number,
                    _ => CellKind::Data,
                };
                if let Some(row) = self.rows.last_mut() {
                    row.push(Cell::new(kind, content));
                }
            }
            TagEnd::TableHead => self.in_head = false,
            TagEnd::Table => {
                let rows = std::mem::take(&mut self.rows);
                let columns = rows.first().map_or(1, |row| row.len().max(1));
                let width = u8::try_from(100 / columns).unwrap_or(1);
                self.add(Block::Table(Table { caption: Vec::new(), widths: vec![width; columns], rows }));
            }
            _ => {}
        }
    }

    fn refuse(&mut self, message: &str, span: Range<usize>) {
        self.errors.push(MarkupError { message: message.to_owned(), span });
    }

    fn add(&mut self, block: Block) {
        if let Some(blocks) = self.blocks.last_mut() {
            blocks.push(block);
        }
    }

    fn push(&mut self, inline: Inline) {
        push_plain(std::slice::from_ref(&inline), &mut self.before);
        match self.inlines.last_mut() {
            Some(open) => open.push(inline),
            None => self.inlines.push(vec![inline]),
        }
    }

    /// Turns gathered text into inlines, particles agreeing with what is before them.
    fn flush(&mut self) {
        if self.pending.is_empty() {
            return;
        }
        let mut pending = std::mem::take(&mut self.pending);
        if mark::has_marks(&pending) {
            pending.retain(|c| c != NEUTRAL);
        }
        for inline in mark::split(&pending) {
            let inline = match inline {
                Inline::Text(text) => Inline::Text(agreed(&self.before, text)),
                other => other,
            };
            self.push(inline);
        }
        // Its room serves the next text.
        pending.clear();
        self.pending = pending;
    }

    fn code(&mut self, text: &str) {
        // A value keeps its mark even where its author put it into code.
        for inline in mark::split(text) {
            self.push(match inline {
                Inline::Text(text) => Inline::Code(text),
                other => other,
            });
        }
    }

    fn open_text(&mut self) {
        // A paragraph inside a list item replaces the item's own open text.
        self.close_loose_text();
        self.before.clear();
        self.inlines.push(Vec::new());
    }

    fn close_text(&mut self) -> Vec<Inline> {
        self.inlines.pop().unwrap_or_default()
    }

    /// Text directly in a list item, without a paragraph of its own.
    fn close_loose_text(&mut self) {
        if let Some(content) = self.inlines.pop()
            && !content.is_empty()
        {
            self.add(Block::Paragraph(content));
        }
    }

    fn close_inline(&mut self, wrap: impl FnOnce(Vec<Inline>) -> Inline) {
        let content = self.inlines.pop().unwrap_or_default();
        if let Some(open) = self.inlines.last_mut() {
            open.push(wrap(content));
        }
    }
}

/// Text whose particles agree with what is before it; as it is when it has none to choose.
fn agreed(before: &str, text: String) -> String {
    let changed = match josa::agree(before, &text) {
        Cow::Owned(changed) => Some(changed),
        Cow::Borrowed(_) => None,
    };
    changed.unwrap_or(text)
}

fn is_allowed_address(href: &str) -> bool {
    ["https://", "http://", "mailto:"].iter().any(|scheme| href.starts_with(scheme))
}

/// A piece of a Markdown file as a reader meets it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece<'t> {
    /// Something begins.
    Open(Part<'t>),
    /// It ends.
    Close(Part<'t>),
    /// Text; a newline in it is one in the file.
    Text(&'t str),
    /// Code within text.
    Code(&'t str),
    /// A line break.
    Break,
    /// HTML, as it stands there.
    Raw(&'t str),
}

/// What holds text in a Markdown file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part<'t> {
    /// A heading of a level.
    Heading(u8),
    /// A paragraph or quotation.
    Paragraph,
    /// A list.
    List,
    /// An item of a list.
    Item,
    /// A table.
    Table,
    /// A row of a table.
    Row,
    /// A cell of a table.
    Cell {
        /// In the head row.
        is_header: bool,
    },
    /// A code block in a language.
    Listing(&'t str),
    /// Settings before the text.
    Metadata,
}

/// Goes through any Markdown file; nothing is refused, HTML is passed on as it is.
/// Byte ranges are those of the text.
pub fn outline(text: &str, mut each: impl FnMut(Piece<'_>, Range<usize>)) {
    let eased = ease_emphasis(text);
    let added: Vec<usize> = match &eased {
        Cow::Owned(eased) => eased.match_indices(NEUTRAL).map(|(at, _)| at).collect(),
        Cow::Borrowed(_) => Vec::new(),
    };
    let place = |at: usize| at - added.partition_point(|added| *added < at) * NEUTRAL.len_utf8();
    let options = Options::ENABLE_TABLES | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let (mut raw, mut in_head, mut language) = (None::<Range<usize>>, false, String::new());
    for (event, span) in Parser::new_ext(&eased, options).into_offset_iter() {
        let span = place(span.start)..place(span.end);
        let plain = |text: &str| text.replace(NEUTRAL, "");
        let part = |tag: &TagEnd, in_head: bool| {
            Some(match tag {
                TagEnd::Heading(level) => Part::Heading(*level as u8),
                TagEnd::Paragraph | TagEnd::BlockQuote(_) => Part::Paragraph,
                TagEnd::List(_) => Part::List,
                TagEnd::Item => Part::Item,
                TagEnd::Table => Part::Table,
                TagEnd::TableHead | TagEnd::TableRow => Part::Row,
                TagEnd::TableCell => Part::Cell { is_header: in_head },
                TagEnd::CodeBlock => Part::Listing(""),
                TagEnd::MetadataBlock(_) => Part::Metadata,
                _ => return None,
            })
        };
        match event {
            Event::Start(Tag::HtmlBlock) => raw = Some(span.start..span.start),
            Event::End(TagEnd::HtmlBlock) => {
                if let Some(range) = raw.take()
                    && let Some(html) = text.get(range.clone())
                {
                    each(Piece::Raw(html), range);
                }
            }
            // The lines of a block are one piece: a tag may go on on the next line.
            Event::Html(_) if raw.is_some() => {
                raw = raw.map(|range| range.start..span.end);
            }
            Event::Html(_) | Event::InlineHtml(_) => {
                each(Piece::Raw(text.get(span.clone()).unwrap_or_default()), span);
            }
            Event::Start(Tag::CodeBlock(kind)) => {
                language = match kind {
                    CodeBlockKind::Fenced(name) => name.to_string(),
                    CodeBlockKind::Indented => String::new(),
                };
                each(Piece::Open(Part::Listing(&language)), span);
            }
            Event::End(TagEnd::CodeBlock) => each(Piece::Close(Part::Listing(&language)), span),
            Event::Start(tag) => {
                in_head |= tag == Tag::TableHead;
                if let Some(part) = part(&tag.to_end(), in_head) {
                    each(Piece::Open(part), span);
                }
            }
            Event::End(tag) => {
                if let Some(part) = part(&tag, in_head) {
                    each(Piece::Close(part), span);
                }
                in_head &= tag != TagEnd::TableHead;
            }
            Event::Text(text) if text.contains(NEUTRAL) => each(Piece::Text(&plain(&text)), span),
            Event::Text(text) => each(Piece::Text(&text), span),
            Event::Code(text) => each(Piece::Code(&plain(&text)), span),
            Event::SoftBreak => each(Piece::Text("\n"), span),
            Event::HardBreak | Event::Rule => each(Piece::Break, span),
            Event::TaskListMarker(_) => {}
            Event::FootnoteReference(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                each(Piece::Text(&plain(&text)), span);
            }
        }
    }
}
