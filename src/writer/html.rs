//! One self-contained, accessible HTML page that pastes into word processors.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::assets::Assets;
use crate::diagnostic::Diagnostic;
use crate::document::{Block, Cell, CellKind, Document, Inline, Origin, Section, Table, plain, requirement_table};
use crate::figure::Figure;
use crate::template::{Context, Templates};
use crate::words::Words;
use crate::writer::svg;

const PAGE: &str = "html/page.html";
/// Stands for the body in the rendered page.
const BODY: char = '\u{E008}';
/// Characters below which a requirement's table is kept on one printed page: about half of one.
const SHORT: usize = 800;

/// Writes the document.
pub(super) fn write(document: &Document, assets: &Assets) -> Result<Vec<u8>, Diagnostic> {
    let words = Words::read(assets)?;
    let mut writer = Writer { document, words: &words, anchors: document.printed_anchors(), out: String::new() };
    writer.inlines(&document.title);
    let page = shell(document, &std::mem::take(&mut writer.out), &words, assets)?;
    // The body goes between the halves of the page, so that its long text is written once.
    let (before, after) = page.split_once(BODY).unwrap_or((&page, ""));
    writer.out.reserve(page.len() + document.requirements.len() * 6144);
    writer.out.push_str(before);
    for section in &document.sections {
        writer.section(section);
    }
    writer.out.push_str(after);
    Ok(writer.out.into_bytes())
}

/// A part of the page, piece by piece.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Fragment {
    /// Name of the part.
    pub id: String,
    /// The element that holds it.
    pub tag: &'static str,
    /// Its heading and blocks, one after the other.
    pub blocks: Vec<String>,
}

/// What the page says between its title and its end, so that a reader of a growing document may
/// change only what differs.
///
/// # Errors
/// Words of the user's that are not what they should be.
pub fn fragments(document: &Document, assets: &Assets) -> Result<Vec<Fragment>, Diagnostic> {
    let words = Words::read(assets)?;
    let mut writer = Writer { document, words: &words, anchors: document.printed_anchors(), out: String::new() };
    let fragment = |section: &Section| {
        let mut blocks = Vec::with_capacity(section.blocks.len() + 1);
        if section.title.is_some() {
            writer.heading(section);
            blocks.push(std::mem::take(&mut writer.out));
        }
        for block in &section.blocks {
            writer.blocks(std::slice::from_ref(block));
            blocks.push(std::mem::take(&mut writer.out));
        }
        Fragment { id: section.id.clone(), tag: tag(section), blocks }
    };
    Ok(document.sections.iter().map(fragment).collect())
}

/// A part without a heading is no section to a reader.
fn tag(section: &Section) -> &'static str {
    if section.title.is_some() { "section" } else { "div" }
}

/// The page with a character in place of its body.
fn shell(document: &Document, heading: &str, words: &Words, assets: &Assets) -> Result<String, Diagnostic> {
    let mut contents = String::new();
    for section in &document.sections {
        if let Some(title) = &section.title {
            let _ = writeln!(contents, "<li><a href=\"#{0}\">{1}</a></li>", section.id, escaped(&plain(title)));
        }
    }
    let mut context = Context::default();
    context.insert("title", &plain(&document.title));
    context.insert("heading", heading);
    context.insert("contents", &contents);
    context.insert("contents_label", &words.contents);
    context.insert("skip_label", &words.skip);
    context.insert("style", assets.text("html/style.css"));
    context.insert("body", &BODY);
    context.insert("draft", &document.draft);
    context.insert("catalog_version", &document.catalog_version);
    let fault = |error: crate::template::TemplateError| {
        let fault = Diagnostic::error("template", format!("페이지 템플릿 오류: {}", error.message)).file(PAGE);
        if let Some(span) = error.span { fault.span(span) } else { fault }
    };
    Templates::shells([(PAGE, assets.text(PAGE))]).and_then(|page| page.render(PAGE, &context)).map_err(fault)
}

struct Writer<'a> {
    document: &'a Document,
    words: &'a Words,
    /// Anchors of the requirements whose tables are printed.
    anchors: BTreeSet<&'a str>,
    out: String,
}

impl Writer<'_> {
    fn section(&mut self, section: &Section) {
        let tag = tag(section);
        let _ = writeln!(self.out, "<{tag}>");
        self.heading(section);
        self.blocks(&section.blocks);
        let _ = writeln!(self.out, "</{tag}>");
    }

    fn heading(&mut self, section: &Section) {
        if let Some(title) = &section.title {
            let _ = write!(self.out, "<h2 id=\"{}\">", section.id);
            self.inlines(title);
            self.out.push_str("</h2>\n");
        }
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Heading { level, content } => {
                    let _ = write!(self.out, "<h{level}>");
                    self.inlines(content);
                    let _ = writeln!(self.out, "</h{level}>");
                }
                Block::Paragraph(content) => {
                    self.out.push_str("<p>");
                    self.inlines(content);
                    self.out.push_str("</p>\n");
                }
                Block::List { ordered, items } => self.list(*ordered, items),
                Block::Table(table) => self.table(table, "", "overview"),
                Block::Figure(figure) => self.figure(figure),
                Block::Requirement(at) => {
                    let requirement = &self.document.requirements[*at];
                    let table = requirement_table(requirement, &self.document.layout);
                    let id = format!(" id=\"{}\"", escaped(&requirement.anchor));
                    let is_short = requirement.text_length() < SHORT;
                    self.table(&table, &id, if is_short { "requirement short" } else { "requirement" });
                }
            }
        }
    }

    fn figure(&mut self, figure: &Figure) {
        let drawing = svg::draw(figure, &self.words.figure);
        // It can be reached by keyboard: on a narrow screen it scrolls.
        let title = escaped(&figure.title);
        let _ = writeln!(self.out, "<figure tabindex=\"0\">\n{drawing}<figcaption>{title}</figcaption>\n</figure>");
    }

    fn list(&mut self, ordered: bool, items: &[Vec<Block>]) {
        let tag = if ordered { "ol" } else { "ul" };
        let _ = writeln!(self.out, "<{tag}>");
        for item in items {
            self.out.push_str("<li>");
            self.tight(item);
            self.out.push_str("</li>\n");
        }
        let _ = writeln!(self.out, "</{tag}>");
    }

    /// Blocks of a list item or cell: a lone paragraph needs no tag of its own.
    fn tight(&mut self, blocks: &[Block]) {
        match blocks {
            [Block::Paragraph(content)] => self.inlines(content),
            [Block::Paragraph(content), rest @ ..] => {
                self.inlines(content);
                self.blocks(rest);
            }
            blocks => self.blocks(blocks),
        }
    }

    fn table(&mut self, table: &Table, id: &str, class: &str) {
        let _ = write!(self.out, "<table class=\"{class}\"{id}>\n<caption>");
        self.inlines(&table.caption);
        self.out.push_str("</caption>\n<colgroup>");
        for width in &table.widths {
            let _ = write!(self.out, "<col style=\"width:{width}%\">");
        }
        self.out.push_str("</colgroup>\n");
        let (head, body) = table.rows.split_at(table.head_rows());
        if !head.is_empty() {
            self.rows("thead", head);
        }
        self.rows("tbody", body);
        self.out.push_str("</table>\n");
    }

    fn rows(&mut self, tag: &str, rows: &[Vec<Cell>]) {
        let _ = writeln!(self.out, "<{tag}>");
        for row in rows {
            self.out.push_str("<tr>");
            for cell in row {
                self.cell(cell);
            }
            self.out.push_str("</tr>\n");
        }
        let _ = writeln!(self.out, "</{tag}>");
    }

    fn cell(&mut self, cell: &Cell) {
        let (tag, attributes) = match (cell.kind, cell.rows > 1) {
            (CellKind::ColumnHeader, _) => ("th", " scope=\"col\""),
            (CellKind::RowHeader, false) => ("th", " scope=\"row\""),
            (CellKind::RowHeader, true) => ("th", " scope=\"rowgroup\""),
            (CellKind::Data, _) => ("td", ""),
            (CellKind::Number, _) => ("td", " class=\"number\""),
        };
        self.put(&["<", tag, attributes]);
        if cell.columns > 1 {
            let _ = write!(self.out, " colspan=\"{}\"", cell.columns);
        }
        if cell.rows > 1 {
            let _ = write!(self.out, " rowspan=\"{}\"", cell.rows);
        }
        self.out.push('>');
        self.tight(&cell.blocks);
        self.put(&["</", tag, ">"]);
    }

    fn inlines(&mut self, content: &[Inline]) {
        for inline in content {
            match inline {
                Inline::Text(text) => push_escaped(text, &mut self.out),
                Inline::Strong(inner) => self.wrapped("strong", inner),
                Inline::Emphasis(inner) => self.wrapped("em", inner),
                Inline::Code(text) => {
                    self.out.push_str("<code>");
                    push_escaped(text, &mut self.out);
                    self.out.push_str("</code>");
                }
                Inline::Link { href, content } => {
                    let _ = write!(self.out, "<a href=\"{}\">", escaped(href));
                    self.inlines(content);
                    self.out.push_str("</a>");
                }
                Inline::Value { text, origin, field } => self.value(text, *origin, field),
                // What is not in this document cannot be led to.
                Inline::Reference { anchor, text } if !self.anchors.contains(anchor.as_str()) => {
                    let _ = write!(self.out, "<span class=\"reference\">{}</span>", escaped(text));
                }
                Inline::Reference { anchor, text } => {
                    // A number stays on one line; a heading may break.
                    let class = if text.contains(' ') { "" } else { " class=\"reference\"" };
                    let _ = write!(self.out, "<a{class} href=\"#{}\">{}</a>", escaped(anchor), escaped(text));
                }
                Inline::Break => self.out.push_str("<br>"),
            }
        }
    }

    /// Adds text as it is; in the places passed most often, for formatting costs more.
    fn put(&mut self, texts: &[&str]) {
        for text in texts {
            self.out.push_str(text);
        }
    }

    fn wrapped(&mut self, tag: &str, inner: &[Inline]) {
        self.put(&["<", tag, ">"]);
        self.inlines(inner);
        self.put(&["</", tag, ">"]);
    }

    fn value(&mut self, text: &str, origin: Origin, field: &str) {
        let text = escaped(text);
        let field = escaped(field);
        let _ = match origin {
            Origin::Profile => write!(self.out, "{text}"),
            Origin::Default => {
                let mark = escaped(&self.words.default);
                write!(self.out, "<mark class=\"default\" data-field=\"{field}\">{text}<sup>{mark}</sup></mark>")
            }
            Origin::Missing => write!(self.out, "<mark class=\"missing\" data-field=\"{field}\">{text}</mark>"),
        };
    }
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push_escaped(text, &mut out);
    out
}

fn push_escaped(text: &str, out: &mut String) {
    let mut rest = text;
    // Byte by byte: much faster than by character where most are Hangul.
    while let Some(at) = rest.bytes().position(|byte| matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\'')) {
        out.push_str(&rest[..at]);
        out.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => "&#39;",
        });
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
}
