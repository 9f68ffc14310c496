//! Plain text for a terminal: what a person reads before any file is made.

use comfy_table::{ContentArrangement, Table as Grid, presets};

use crate::assets::Assets;
use crate::diagnostic::Diagnostic;
use crate::document::{Block, Cell, CellKind, Document, Inline, Origin, Table, requirement_table};
use crate::words::Words;

/// Columns of the terminal that tables are fitted to; fixed, so that the same input gives the same bytes.
const WIDTH: u16 = 100;

/// Letters from which a word is broken before the table does it: that takes the square of its length.
const ENDLESS: usize = 1000;

/// Writes the document.
pub(super) fn write(document: &Document, assets: &Assets) -> Result<Vec<u8>, Diagnostic> {
    let words = Words::read(assets)?;
    let mut writer = Writer { document, words: &words, out: String::new() };
    writer.line("", &document.title);
    writer.out.push('\n');
    for section in &document.sections {
        if let Some(title) = &section.title {
            writer.out.push_str("■ ");
            writer.line("", title);
        }
        writer.blocks(&section.blocks, "");
        writer.out.push('\n');
    }
    let mut out = writer.out.trim_end().to_owned();
    out.push('\n');
    Ok(out.into_bytes())
}

struct Writer<'a> {
    document: &'a Document,
    words: &'a Words,
    out: String,
}

impl Writer<'_> {
    fn line(&mut self, indent: &str, content: &[Inline]) {
        self.out.push_str(indent);
        let text = self.text(content);
        self.out.push_str(&text);
        self.out.push('\n');
    }

    fn blocks(&mut self, blocks: &[Block], indent: &str) {
        for block in blocks {
            match block {
                Block::Heading { content, .. } | Block::Paragraph(content) => self.line(indent, content),
                Block::List { items, .. } => {
                    for item in items {
                        let start = self.out.len() + indent.len();
                        self.blocks(item, &format!("{indent}  "));
                        if self.out[start..].starts_with("  ") {
                            self.out.replace_range(start..start + 2, "- ");
                        }
                    }
                }
                Block::Table(table) => self.table(table),
                Block::Figure(figure) => self.out.push_str(&format!("[{}] {}\n", figure.title, figure.description)),
                Block::Requirement(at) => {
                    let table = requirement_table(&self.document.requirements[*at], &self.document.layout);
                    self.line("", &table.caption);
                    self.table(&table);
                }
            }
        }
    }

    /// A position covered from above or from the left is an empty cell.
    fn table(&mut self, table: &Table) {
        let columns = table.widths.len();
        let mut covered = vec![0_usize; columns];
        let mut grid = Grid::new();
        grid.load_preset(presets::UTF8_FULL_CONDENSED).set_content_arrangement(ContentArrangement::Dynamic);
        grid.set_width(WIDTH);
        for row in &table.rows {
            let mut cells = row.iter();
            let mut line: Vec<String> = Vec::with_capacity(columns);
            while line.len() < columns {
                let column = line.len();
                if covered[column] > 0 {
                    covered[column] -= 1;
                    line.push(String::new());
                    continue;
                }
                let Some(cell) = cells.next() else { break };
                line.push(self.cell(cell));
                line.resize((column + cell.columns).min(columns), String::new());
                for covered in covered.iter_mut().skip(column).take(cell.columns) {
                    *covered = cell.rows - 1;
                }
            }
            if row.iter().all(|cell| cell.kind == CellKind::ColumnHeader) && grid.row_count() == 0 {
                grid.set_header(line);
            } else {
                grid.add_row(line);
            }
        }
        self.out.push_str(&grid.to_string());
        self.out.push('\n');
    }

    fn cell(&self, cell: &Cell) -> String {
        let mut inner = Writer { document: self.document, words: self.words, out: String::new() };
        inner.blocks(&cell.blocks, "");
        broken(inner.out.trim_end())
    }

    fn text(&self, content: &[Inline]) -> String {
        let mut out = String::new();
        for inline in content {
            match inline {
                Inline::Text(text) | Inline::Code(text) | Inline::Reference { text, .. } => out.push_str(text),
                Inline::Strong(inner) | Inline::Emphasis(inner) => out.push_str(&self.text(inner)),
                Inline::Link { href, content } => out.push_str(&format!("{} <{href}>", self.text(content))),
                Inline::Value { text, origin: Origin::Default, .. } => {
                    out.push_str(&format!("{text}({})", self.words.default));
                }
                Inline::Value { text, .. } => out.push_str(text),
                Inline::Break => out.push(' '),
            }
        }
        out
    }
}

/// A text in which a word without an end has line breaks.
fn broken(text: &str) -> String {
    let is_endless = |word: &str| word.chars().nth(ENDLESS).is_some();
    if text.len() <= ENDLESS || !text.split_whitespace().any(is_endless) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len() + text.len() / ENDLESS);
    let mut run = 0;
    for c in text.chars() {
        run = if c.is_whitespace() { 0 } else { run + 1 };
        if run > usize::from(WIDTH) {
            out.push('\n');
            run = 1;
        }
        out.push(c);
    }
    out
}
