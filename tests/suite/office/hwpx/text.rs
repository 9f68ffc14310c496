//! What a document says, as the model has it and as a section has it.

use balju::Document;
use balju::block::{Block, Inline, Origin, Table};
use balju::document::requirement_table;

use super::part::Node;

/// A piece of the text, in reading order.
#[derive(Debug, PartialEq)]
pub(super) enum Piece {
    Paragraph(String),
    /// Rows of cells of paragraphs.
    Table(Vec<Vec<Vec<String>>>),
    /// The table of a figure, whatever it says.
    Figure,
}

/// The pieces of the model.
pub(super) fn modelled(document: &Document) -> Vec<Piece> {
    let mut out = vec![Piece::Paragraph(line(&document.title))];
    let headed: Vec<String> =
        document.sections.iter().filter_map(|section| Some(line(section.title.as_ref()?))).collect();
    let mut contents = headed.len() > 1;
    for section in &document.sections {
        if let Some(title) = &section.title {
            if std::mem::take(&mut contents) {
                out.push(Piece::Paragraph("목차".to_owned()));
                out.extend(headed.iter().cloned().map(Piece::Paragraph));
            }
            out.push(Piece::Paragraph(line(title)));
        }
        let mut section_pieces = Vec::new();
        pieces(document, &section.blocks, &mut section_pieces);
        let repeats = |at: usize| {
            let next_is_table = matches!(section_pieces.get(at + 1), Some(Piece::Table(_) | Piece::Figure));
            next_is_table
                && section.title.as_ref().is_some_and(|title| section_pieces[at] == Piece::Paragraph(line(title)))
        };
        // A caption that says what the section's heading says is left out.
        let repeated: Vec<bool> = (0..section_pieces.len()).map(repeats).collect();
        out.extend(section_pieces.into_iter().zip(repeated).filter(|(_, repeats)| !repeats).map(|(piece, _)| piece));
    }
    out
}

fn pieces(document: &Document, blocks: &[Block], out: &mut Vec<Piece>) {
    for block in blocks {
        match block {
            Block::Heading { content, .. } | Block::Paragraph(content) => out.push(Piece::Paragraph(line(content))),
            Block::List { items, .. } => items.iter().for_each(|item| pieces(document, item, out)),
            Block::Table(table) => self::table(document, table, out),
            Block::Figure(figure) => {
                out.push(Piece::Paragraph(settled(&figure.title)));
                out.push(Piece::Figure);
            }
            Block::Requirement(at) => {
                let table = requirement_table(&document.requirements[*at], &document.layout);
                self::table(document, &table, out);
            }
        }
    }
}

fn table(document: &Document, table: &Table, out: &mut Vec<Piece>) {
    if !table.caption.is_empty() {
        out.push(Piece::Paragraph(line(&table.caption)));
    }
    let cell = |blocks: &[Block]| {
        let mut pieces = Vec::new();
        self::pieces(document, blocks, &mut pieces);
        let lines: Vec<String> = pieces
            .into_iter()
            .map(|piece| match piece {
                Piece::Paragraph(line) => line,
                piece => panic!("{piece:?} in a cell"),
            })
            .collect();
        if lines.is_empty() { vec![String::new()] } else { lines }
    };
    out.push(Piece::Table(table.rows.iter().map(|row| row.iter().map(|c| cell(&c.blocks)).collect()).collect()));
}

fn line(content: &[Inline]) -> String {
    let mut out = String::new();
    say(content, &mut out);
    settled(&out)
}

fn say(content: &[Inline], out: &mut String) {
    for inline in content {
        match inline {
            Inline::Text(text) | Inline::Code(text) | Inline::Reference { text, .. } => out.push_str(text),
            Inline::Value { text, origin, .. } => {
                out.push_str(text);
                out.push_str(if *origin == Origin::Default { "기본값" } else { "" });
            }
            Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Link { content: inner, .. } => say(inner, out),
            Inline::Break => out.push('\n'),
        }
    }
}

/// A text as it can be in XML; where we break a label the break stands in place of a space.
fn settled(text: &str) -> String {
    let kept = |c: &char| matches!(c, '\t' | '\n' | '\r') || (*c >= ' ' && !matches!(c, '\u{fffe}' | '\u{ffff}'));
    let text: String = text.chars().filter(kept).collect();
    text.replace("\r\n", " ").replace(['\r', '\n'], " ")
}

/// The pieces of a section.
pub(super) fn written(section: &Node) -> Vec<Piece> {
    // The first paragraph sets the page.
    section.elements().skip(1).map(piece).collect()
}

fn piece(paragraph: &Node) -> Piece {
    match paragraph.all("hp:tbl").as_slice() {
        [] => Piece::Paragraph(settled(&paragraph.said())),
        [table, ..] if table.elements().any(|node| node.name == "hp:shapeComment") => Piece::Figure,
        [table] => {
            assert_eq!(paragraph.said(), "", "text beside a table");
            let rows = table.elements().filter(|node| node.name == "hp:tr");
            Piece::Table(rows.map(|row| row.elements().map(cell).collect()).collect())
        }
        _ => panic!("a table in a table"),
    }
}

fn cell(cell: &Node) -> Vec<String> {
    cell.child("hp:subList").elements().map(|paragraph| settled(&paragraph.said())).collect()
}
