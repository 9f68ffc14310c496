//! GitHub-flavoured Markdown.
//!
//! Its tables know neither spans nor lists: a continued label is an empty cell,
//! items are joined by `<br>`.

use crate::assets::Assets;
use crate::diagnostic::Diagnostic;
use crate::document::{Block, Cell, Document, Inline, Origin, Table, requirement_table};
use crate::figure::Figure;
use crate::words::Words;
use crate::writer::mermaid;

/// Writes the document.
pub(super) fn write(document: &Document, assets: &Assets) -> Result<Vec<u8>, Diagnostic> {
    let words = Words::read(assets)?;
    let mut writer = Writer { document, words: &words, out: String::new() };
    writer.heading(1, &document.title);
    for section in &document.sections {
        if let Some(title) = &section.title {
            writer.heading(2, title);
        }
        writer.blocks(&section.blocks, "");
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
    fn heading(&mut self, level: u8, content: &[Inline]) {
        let text = self.inlines(content);
        self.out.push_str(&"#".repeat(usize::from(level)));
        self.out.push_str(&format!(" {text}\n\n"));
    }

    fn blocks(&mut self, blocks: &[Block], indent: &str) {
        for block in blocks {
            match block {
                Block::Heading { level, content } => self.heading(*level, content),
                Block::Paragraph(content) => {
                    let text = guard_start(self.inlines(content));
                    self.out.push_str(&format!("{indent}{text}\n\n"));
                }
                Block::List { ordered, items } => self.list(*ordered, items, indent),
                Block::Table(table) => self.table(table),
                Block::Figure(figure) => self.figure(figure),
                Block::Requirement(at) => {
                    let requirement = &self.document.requirements[*at];
                    let table = requirement_table(requirement, &self.document.layout);
                    self.heading(4, &table.caption);
                    self.table(&table);
                }
            }
        }
    }

    fn figure(&mut self, figure: &Figure) {
        let paragraph = |text: &str| vec![Inline::Text(text.to_owned())];
        let title = self.inlines(&[Inline::Strong(paragraph(&figure.title))]);
        self.out.push_str(&format!("{title}\n\n"));
        if let Some(source) = mermaid::draw(figure, &self.words.figure) {
            self.out.push_str(&format!("```mermaid\n{source}```\n\n"));
        }
        let description = figure.drawn_description();
        if !description.is_empty() && description != figure.title {
            let text = guard_start(self.inlines(&paragraph(&description)));
            self.out.push_str(&format!("{text}\n\n"));
        }
    }

    fn list(&mut self, ordered: bool, items: &[Vec<Block>], indent: &str) {
        for (at, item) in items.iter().enumerate() {
            let bullet = if ordered { format!("{}. ", at + 1) } else { "- ".to_owned() };
            let below = format!("{indent}{}", " ".repeat(bullet.len()));
            let start = self.out.len();
            self.blocks(item, &below);
            // A tight list: the first line carries the bullet, no blank lines between.
            let text = self.out.split_off(start).replace("\n\n", "\n");
            self.out.push_str(&format!("{indent}{bullet}{}\n", text.trim()));
        }
        self.out.push('\n');
    }

    fn table(&mut self, table: &Table) {
        let columns = table.widths.len();
        let mut covered = vec![0_usize; columns];
        for (at, row) in table.rows.iter().enumerate() {
            let mut cells = row.iter();
            let mut column = 0;
            let mut line = String::from("|");
            while column < columns {
                if covered[column] > 0 {
                    covered[column] -= 1;
                    line.push_str("  |");
                    column += 1;
                    continue;
                }
                let Some(cell) = cells.next() else { break };
                line.push_str(&format!(" {} |", self.cell(cell)));
                line.push_str(&"  |".repeat(cell.columns - 1));
                for column in covered.iter_mut().skip(column).take(cell.columns) {
                    *column = cell.rows - 1;
                }
                column += cell.columns;
            }
            self.out.push_str(&line);
            self.out.push('\n');
            if at == 0 {
                self.out.push('|');
                for column in 0..columns {
                    self.out.push_str(if table.is_numeric(column) { " ---: |" } else { " --- |" });
                }
                self.out.push('\n');
            }
        }
        self.out.push('\n');
    }

    fn cell(&self, cell: &Cell) -> String {
        let mut lines = Vec::new();
        for block in &cell.blocks {
            match block {
                Block::Paragraph(content) | Block::Heading { content, .. } => lines.push(self.inlines(content)),
                Block::List { items, .. } => {
                    for item in items.iter().flatten() {
                        if let Block::Paragraph(content) = item {
                            lines.push(format!("- {}", self.inlines(content)));
                        }
                    }
                }
                Block::Table(_) | Block::Figure(_) | Block::Requirement(_) => {}
            }
        }
        lines.join("<br>")
    }

    fn inlines(&self, content: &[Inline]) -> String {
        let mut out = String::new();
        for (at, inline) in content.iter().enumerate() {
            let next = || content.get(at + 1).and_then(|next| self.inlines(std::slice::from_ref(next)).chars().next());
            match inline {
                Inline::Text(text) => push_escaped(text, &mut out),
                Inline::Strong(inner) => push_emphasis(&self.inlines(inner), "**", "strong", next(), &mut out),
                Inline::Emphasis(inner) => push_emphasis(&self.inlines(inner), "*", "em", next(), &mut out),
                Inline::Code(text) => {
                    out.push_str("<code>");
                    push_escaped(text, &mut out);
                    out.push_str("</code>");
                }
                Inline::Link { href, content } => {
                    let address: String = href.chars().map(address_char).collect();
                    out.push_str(&format!("[{}](<{address}>)", self.inlines(content)));
                }
                Inline::Value { text, origin, .. } => self.value(text, *origin, &mut out),
                Inline::Reference { text, .. } => push_escaped(text, &mut out),
                Inline::Break => out.push_str("<br>"),
            }
        }
        out
    }

    fn value(&self, text: &str, origin: Origin, out: &mut String) {
        match origin {
            Origin::Profile => push_escaped(text, out),
            Origin::Default => {
                push_escaped(text, out);
                out.push_str("<sup>");
                push_escaped(&self.words.default, out);
                out.push_str("</sup>");
            }
            // Its brackets stay as they are, to be found by search; the tag keeps them from being a link.
            Origin::Missing => out.push_str(&format!("<strong>{text}</strong>")),
        }
    }
}

fn address_char(c: char) -> String {
    match c {
        '<' => "%3C".to_owned(),
        '>' => "%3E".to_owned(),
        '|' => "%7C".to_owned(),
        '\\' => "%5C".to_owned(),
        c if c.is_whitespace() => "%20".to_owned(),
        c => c.to_string(),
    }
}

/// Emphasis by mark where strict readers accept it, else by tag. `CommonMark`'s
/// flanking rule: a mark between punctuation inside and a letter outside is none.
fn push_emphasis(inner: &str, mark: &str, tag: &str, next: Option<char>, out: &mut String) {
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let before = out.chars().next_back();
    let opens =
        is_letter(inner.chars().next()) || (!is_letter(before) && inner.starts_with(|c: char| !c.is_whitespace()));
    let closes =
        is_letter(inner.chars().next_back()) || (!is_letter(next) && inner.ends_with(|c: char| !c.is_whitespace()));
    if opens && closes && before != Some('*') && next != Some('*') {
        out.push_str(&format!("{mark}{inner}{mark}"));
    } else {
        out.push_str(&format!("<{tag}>{inner}</{tag}>"));
    }
}

/// Escapes whatever Markdown, its tables or GitHub's additions would act on.
fn push_escaped(text: &str, out: &mut String) {
    let mut before = out.chars().next_back();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied();
        let acts = match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '$' | '#' => true,
            '!' => next == Some('['),
            // `:name:` is a picture on GitHub; `10:30` is a time.
            ':' => next.is_some_and(|n| n.is_ascii_alphabetic() || n == '+' || n == '-'),
            _ => false,
        };
        match c {
            '\n' | '\r' => out.push(' '),
            _ if acts => {
                out.push('\\');
                out.push(c);
            }
            // A bare address would become a link that nobody wrote.
            '.' if before == Some('w') && out.ends_with("www") => out.push_str("\\."),
            _ => out.push(c),
        }
        before = Some(c);
    }
}

/// Keeps the start of a paragraph from opening a list or a rule.
fn guard_start(text: String) -> String {
    let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(0);
    if text.starts_with(['-', '+', '=']) {
        format!("\\{text}")
    } else if digits > 0 && text[digits..].starts_with(['.', ')']) {
        format!("{}\\{}", &text[..digits], &text[digits..])
    } else {
        text
    }
}
