//! What a document says, as the model has it and as a section has it.

use balju::Document;
use balju::block::{Block, Inline, Origin, Table};
use balju::document::requirement_table;

use super::part::Node;

/// A piece of the text, in reading order.
#[derive(Debug, PartialEq)]
pub(super) enum Piece {
    Paragraph(String),
    /// For each place of the grid the paragraphs of the cell that covers it: a label over many rows may be
    /// one cell or several that say the same.
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
        let mut above: Vec<String> = section.title.iter().map(|title| line(title)).collect();
        for block in &section.blocks {
            if let Block::Heading { content, .. } = block {
                above.truncate(1);
                above.push(line(content));
            }
            let mut own = Vec::new();
            pieces(document, std::slice::from_ref(block), &mut own);
            // A caption that says what a heading above says is left out.
            let is_repeated = matches!(own.as_slice(), [Piece::Paragraph(caption), Piece::Table(_) | Piece::Figure, ..] if above.contains(caption));
            out.extend(own.into_iter().skip(usize::from(is_repeated)));
        }
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
                if figure.description != figure.title {
                    out.push(Piece::Paragraph(settled(&figure.description)));
                }
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
    let mut places = vec![vec![Vec::new(); table.widths.len()]; table.rows.len()];
    for (row, placed) in table.grid().into_iter().enumerate() {
        for (column, one) in placed {
            cover(&mut places, [row, column], [one.rows, one.columns], &cell(&one.blocks));
        }
    }
    out.push(Piece::Table(places));
}

/// Puts a cell's text in the places that it covers.
fn cover(places: &mut [Vec<Vec<String>>], [row, column]: [usize; 2], [rows, columns]: [usize; 2], text: &[String]) {
    for places in &mut places[row..row + rows] {
        places[column..column + columns].fill(text.to_vec());
    }
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
            let count = |name: &str| table.number(name);
            let mut places = vec![vec![Vec::new(); count("colCnt")]; count("rowCnt")];
            for one in table.all("hp:tc") {
                let (address, span) = (one.child("hp:cellAddr"), one.child("hp:cellSpan"));
                let at = [address.number("rowAddr"), address.number("colAddr")];
                cover(&mut places, at, [span.number("rowSpan"), span.number("colSpan")], &cell(one));
            }
            Piece::Table(places)
        }
        _ => panic!("a table in a table"),
    }
}

fn cell(cell: &Node) -> Vec<String> {
    cell.child("hp:subList").elements().map(|paragraph| settled(&paragraph.said())).collect()
}
