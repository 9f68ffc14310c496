//! Word: parts, styles, links and tables hold together, and the text is the model's.

mod element;
mod figures;

use std::collections::{BTreeMap, BTreeSet};

use balju::block::{Block, Cell, CellKind, Inline, Table, plain};
use balju::document::requirement_table;
use balju::writer::Settings;
use balju::{Assets, Document, Format, write};

use self::element::Element;
use super::{assert_well_formed, bytes, documents, hostile, parts, shown};
use crate::common::{SMALL, document};

/// A cell as it stands in the file: grid column, columns, width, how it is merged, its paragraphs.
struct Placed<'e> {
    column: usize,
    columns: usize,
    width: u32,
    merge: Option<&'e str>,
    element: &'e Element,
}

fn number(text: &str) -> u32 {
    text.parse().unwrap_or_else(|_| panic!("{text} is no number"))
}

fn placed(row: &Element) -> Vec<Placed<'_>> {
    let mut column = 0;
    let cells = row.children.iter().filter(|child| child.name == "w:tc");
    cells
        .map(|element| {
            let properties = element.child("w:tcPr").unwrap();
            let columns = properties.val(&["w:gridSpan"]).map_or(1, |span| number(span) as usize);
            let merge = properties.val(&["w:vMerge"]);
            let width = number(properties.child("w:tcW").unwrap().get("w:w"));
            column += columns;
            Placed { column: column - columns, columns, width, merge, element }
        })
        .collect()
}

/// Texts of the paragraphs of an element.
fn lines(element: &Element) -> Vec<String> {
    element.all("w:p").map(Element::shown).collect()
}

/// The lines of blocks in the model.
fn model_lines(blocks: &[Block]) -> Vec<String> {
    let each = |block: &Block| match block {
        Block::Paragraph(content) | Block::Heading { content, .. } => vec![shown(content)],
        Block::List { items, .. } => items.iter().flat_map(|item| model_lines(item)).collect(),
        other => panic!("{other:?} in a cell"),
    };
    blocks.iter().flat_map(each).collect()
}

struct File {
    parts: BTreeMap<String, Vec<u8>>,
    document: Element,
}

impl File {
    fn of(model: &Document) -> Self {
        let parts = parts(&bytes(model, Format::Docx));
        for (name, xml) in &parts {
            assert_well_formed(name, xml);
        }
        let document = Element::read(std::str::from_utf8(&parts["word/document.xml"]).unwrap());
        Self { parts, document }
    }

    fn part(&self, name: &str) -> Element {
        Element::read(std::str::from_utf8(&self.parts[name]).unwrap())
    }

    /// The table after the paragraph that a text is the whole of.
    fn table_below(&self, caption: &str) -> &Element {
        let body = &self.document.child("w:body").unwrap().children;
        let styled = |e: &Element| e.val(&["w:pPr", "w:pStyle"]).is_some_and(|style| style.starts_with("Caption"));
        let at = body.iter().position(|e| e.name == "w:p" && styled(e) && e.shown() == caption);
        &body[at.unwrap_or_else(|| panic!("no caption {caption}")) + 1]
    }
}

/// Checks a table against the model: each place covered once, merged as it should be, the same text.
fn assert_table(name: &str, element: &Element, table: &Table) {
    assert_eq!(element.name, "w:tbl", "{name}");
    let rows: Vec<&Element> = element.children.iter().filter(|child| child.name == "w:tr").collect();
    assert_eq!(rows.len(), table.rows.len(), "{name}");
    for (row, (model, element)) in table.grid().iter().zip(&rows).enumerate() {
        let own: Vec<Placed<'_>> = placed(element).into_iter().filter(|cell| cell.merge != Some("")).collect();
        assert_eq!(own.len(), model.len(), "{name}, row {row}");
        for (cell, (column, expected)) in own.iter().zip(model) {
            assert_eq!((cell.column, cell.columns), (*column, expected.columns), "{name}, row {row}");
            assert_eq!(cell.merge == Some("restart"), expected.rows > 1, "{name}, row {row}");
            assert_eq!(lines(cell.element), model_lines(&expected.blocks), "{name}, row {row}");
            let is_label = matches!(expected.kind, CellKind::ColumnHeader | CellKind::RowHeader);
            assert_eq!(cell.element.at(&["w:tcPr", "w:shd"]).is_some(), is_label, "{name}, row {row}");
        }
    }
}

/// Checks what holds for every table, known to the model or not.
fn assert_grid(name: &str, table: &Element) {
    let columns: Vec<u32> = table.all("w:gridCol").map(|column| number(column.get("w:w"))).collect();
    let width = number(table.at(&["w:tblPr", "w:tblW"]).unwrap().get("w:w"));
    assert_eq!(columns.iter().sum::<u32>(), width, "{name}: widths add up");
    assert!(columns.iter().all(|width| *width > 0), "{name}: {columns:?}");
    assert!(table.val(&["w:tblPr", "w:tblCaption"]).is_some_and(|caption| !caption.trim().is_empty()), "{name}");
    // Columns of a cell that began above and may go on.
    let mut open: Vec<Option<usize>> = vec![None; columns.len()];
    let mut above_is_header = true;
    for row in table.children.iter().filter(|child| child.name == "w:tr") {
        let is_header = row.at(&["w:trPr", "w:tblHeader"]).is_some();
        assert!(above_is_header || !is_header, "{name}: header rows are the first");
        above_is_header = is_header;
        let cells = placed(row);
        assert_eq!(cells.iter().map(|cell| cell.columns).sum::<usize>(), columns.len(), "{name}: the row is full");
        for cell in cells {
            let span = cell.column..cell.column + cell.columns;
            assert_eq!(cell.width, columns[span.clone()].iter().sum::<u32>(), "{name}: a cell's width");
            if cell.merge == Some("") {
                assert_eq!(open[cell.column], Some(cell.columns), "{name}: goes on what began above");
            }
            open[span].fill(cell.merge.is_some().then_some(cell.columns));
            let last = cell.element.children.last().map(|last| last.name.as_str());
            assert_eq!(last, Some("w:p"), "{name}: a cell ends with a paragraph");
        }
    }
}

fn assert_whole(name: &str, model: &Document) {
    let file = File::of(model);
    file.document.all("w:tbl").for_each(|table| assert_grid(name, table));
    let (size, margins) = (&["w:body", "w:sectPr", "w:pgSz"], &["w:body", "w:sectPr", "w:pgMar"]);
    let length = |path: &[&str], name: &str| number(file.document.at(path).unwrap().get(name));
    let width = length(size, "w:w") - length(margins, "w:left") - length(margins, "w:right");
    for table in file.document.child("w:body").unwrap().children.iter().filter(|child| child.name == "w:tbl") {
        assert_eq!(table.at(&["w:tblPr", "w:tblW"]).unwrap().get("w:w"), width.to_string(), "{name}: fills the page");
    }
    for requirement in model.sections.iter().flat_map(|section| &section.blocks).filter_map(|block| match block {
        Block::Requirement(at) => Some(&model.requirements[*at]),
        _ => None,
    }) {
        let table = requirement_table(requirement, &model.layout);
        assert_table(&format!("{name}, {}", requirement.number), file.table_below(&shown(&table.caption)), &table);
    }
    // All the text of the file is that of the model, in the same order.
    let body = file.document.child("w:body").unwrap();
    let printed: Vec<String> =
        body.children.iter().flat_map(|e| if e.name == "w:p" { vec![e.shown()] } else { lines(e) }).collect();
    let mut rest = printed.iter();
    for text in model.sections.iter().flat_map(|section| prose(&section.blocks)) {
        assert!(rest.any(|line| *line == text), "{name}: {text:?} is not there, or not in its place");
    }
    for text in file.document.all("w:t") {
        let is_at_stake = text.text.contains("  ") || text.text.trim() != text.text;
        assert!(!is_at_stake || text.get("xml:space") == "preserve", "{name}: spaces of {:?}", text.text);
    }
    assert_links(name, &file);
    assert_styles(name, &file);
}

/// The paragraphs of blocks, tables and requirements not among them.
fn prose(blocks: &[Block]) -> Vec<String> {
    let each = |block: &Block| match block {
        Block::Paragraph(content) | Block::Heading { content, .. } => vec![shown(content)],
        Block::List { items, .. } => items.iter().flat_map(|item| prose(item)).collect(),
        Block::Table(table) => table.rows.iter().flatten().flat_map(|cell: &Cell| model_lines(&cell.blocks)).collect(),
        Block::Figure(figure) if figure.description != figure.title => vec![figure.description.clone()],
        Block::Figure(_) | Block::Requirement(_) => Vec::new(),
    };
    blocks.iter().flat_map(each).collect()
}

fn assert_links(name: &str, file: &File) {
    let bookmarks: Vec<&str> = file.document.all("w:bookmarkStart").map(|mark| mark.get("w:name")).collect();
    let ids: BTreeSet<&str> = file.document.all("w:bookmarkStart").map(|mark| mark.get("w:id")).collect();
    let names: BTreeSet<&str> = bookmarks.iter().copied().collect();
    assert_eq!((names.len(), ids.len()), (bookmarks.len(), bookmarks.len()), "{name}: a bookmark is there twice");
    let ends: BTreeSet<&str> = file.document.all("w:bookmarkEnd").map(|mark| mark.get("w:id")).collect();
    assert_eq!(ids, ends, "{name}");
    let relations = file.part("word/_rels/document.xml.rels");
    let relations: BTreeSet<&str> = relations.children.iter().map(|relation| relation.get("Id")).collect();
    for link in file.document.all("w:hyperlink") {
        let (anchor, id) = (link.get("w:anchor"), link.get("r:id"));
        assert!(names.contains(anchor) || relations.contains(id), "{name}: {anchor}{id} leads nowhere");
        assert!(link.all("w:hyperlink").next().is_none(), "{name}: a link in a link");
    }
    for reference in ["w:headerReference", "w:footerReference"] {
        let id = file.document.all(reference).next().unwrap().get("r:id");
        assert!(relations.contains(id), "{name}: {id}");
    }
    for code in file.document.all("w:instrText").filter(|code| code.text.contains("PAGEREF")) {
        assert!(names.contains(code.text.split_whitespace().nth(1).unwrap()), "{name}: {}", code.text);
    }
    let marks = |kind: &str| file.document.all("w:fldChar").filter(|mark| mark.get("w:fldCharType") == kind).count();
    assert_eq!((marks("begin"), marks("begin")), (marks("separate"), marks("end")), "{name}: fields close");
}

fn assert_styles(name: &str, file: &File) {
    let styles = file.part("word/styles.xml");
    let ids: BTreeSet<&str> = styles.all("w:style").map(|style| style.get("w:styleId")).collect();
    for tag in ["w:pStyle", "w:rStyle", "w:tblStyle"] {
        for style in file.document.all(tag) {
            assert!(ids.contains(style.get("w:val")), "{name}: {} is no style", style.get("w:val"));
        }
    }
    let numbering = file.part("word/numbering.xml");
    let numbers: BTreeSet<&str> = numbering.all("w:num").map(|number| number.get("w:numId")).collect();
    for number in file.document.all("w:numId") {
        assert!(numbers.contains(number.get("w:val")), "{name}: {} is no numbering", number.get("w:val"));
    }
    // The contents say what the headings say.
    let headings: Vec<String> = file
        .document
        .all("w:p")
        .filter(|p| matches!(p.val(&["w:pPr", "w:pStyle"]), Some("Heading1" | "Heading2")))
        .map(Element::shown)
        .collect();
    let entries = file.document.all("w:p").filter(|p| matches!(p.val(&["w:pPr", "w:pStyle"]), Some("TOC1" | "TOC2")));
    let entries: Vec<String> = entries.map(|entry| entry.shown().trim_end_matches('\t').to_owned()).collect();
    assert_eq!(entries, headings, "{name}");
}

#[test]
fn the_text_and_tables_of_every_document_read_back_as_the_model() {
    for (name, document) in documents() {
        assert_whole(name, document);
    }
}

#[test]
fn hostile_text_reads_back_as_it_is() {
    assert_whole("hostile", &hostile());
}

#[test]
fn what_xml_forbids_is_left_out_and_a_line_break_is_a_space() {
    let mut model = document(SMALL);
    model.title = vec![Inline::Text("가\u{1}나\u{ffff}다\n라\t마".to_owned())];
    let file = File::of(&model);
    let title = file.document.all("w:p").next().unwrap();
    assert_eq!(title.shown(), "가나다 라\t마");
    assert_eq!(file.part("docProps/core.xml").all("dc:title").next().unwrap().text, "가나다\n라\t마");
}

#[test]
fn the_same_document_is_the_same_bytes() {
    let model = document(SMALL);
    assert_eq!(bytes(&model, Format::Docx), bytes(&model, Format::Docx));
}

#[test]
fn every_part_is_declared_and_every_relation_leads_to_a_part() {
    let file = File::of(&document(SMALL));
    let types = file.part("[Content_Types].xml");
    let declared: BTreeSet<&str> = types.all("Override").map(|part| part.get("PartName")).collect();
    for name in file.parts.keys().filter(|name| name.ends_with(".xml") && !name.starts_with('[')) {
        assert!(declared.contains(format!("/{name}").as_str()), "{name}");
    }
    assert!(declared.iter().all(|name| file.parts.contains_key(&name[1..])));
    for (rels, folder) in [("_rels/.rels", ""), ("word/_rels/document.xml.rels", "word/")] {
        for relation in file.part(rels).all("Relationship").filter(|r| r.get("TargetMode") != "External") {
            assert!(file.parts.contains_key(&format!("{folder}{}", relation.get("Target"))), "{relation:?}");
        }
    }
}

#[test]
fn lists_links_and_values_are_word_s_own() {
    let mut model = document(SMALL);
    let text = |text: &str| vec![Inline::Text(text.to_owned())];
    let item = |name: &str| vec![Block::Paragraph(text(name))];
    let nested = Block::List { ordered: false, items: vec![item("나")] };
    let ordered = |items| Block::List { ordered: true, items };
    let link = Inline::Link { href: "https://example.org/?a=1&b=2".to_owned(), content: text("주소") };
    let section = model.sections.iter_mut().find(|section| section.title.is_some()).unwrap();
    let first = vec![vec![Block::Paragraph(text("가")), nested], item("다")];
    section.blocks = vec![ordered(first), ordered(vec![item("라")]), Block::Paragraph(vec![link])];
    let file = File::of(&model);
    let number = |shown: &str| {
        let paragraph = file.document.all("w:p").find(|p| p.shown() == shown).unwrap();
        let number = paragraph.at(&["w:pPr", "w:numPr"]).unwrap();
        (number.val(&["w:numId"]).unwrap().to_owned(), number.val(&["w:ilvl"]).unwrap().to_owned())
    };
    let own = |id: &str, level: &str| (id.to_owned(), level.to_owned());
    assert_eq!(["가", "나", "다", "라"].map(number), [own("2", "0"), own("1", "1"), own("2", "0"), own("3", "0")]);
    let relations = file.part("word/_rels/document.xml.rels");
    let target = |id: &str| relations.all("Relationship").find(|r| r.get("Id") == id).unwrap().get("Target").to_owned();
    let link = file.document.all("w:hyperlink").find(|link| link.shown() == "주소").unwrap();
    assert_eq!(target(link.get("r:id")), "https://example.org/?a=1&b=2");
    assert_links("lists", &file);
    assert_styles("lists", &file);
}

#[test]
fn a_table_that_goes_on_repeats_what_names_its_columns_and_a_requirement_its_number() {
    let (name, model) = documents().iter().find(|(name, _)| name.ends_with("rfp")).unwrap();
    let file = File::of(model);
    let repeated = |table: &Element| table.all("w:tblHeader").count();
    let longest = model.requirements.iter().max_by_key(|requirement| requirement.text_length()).unwrap();
    let caption = shown(&requirement_table(longest, &model.layout).caption);
    assert_eq!(repeated(file.table_below(&caption)), 3, "{name}: category, number, title");
    let mut listed = file.document.all("w:tbl").filter(|table| repeated(table) == 1);
    assert!(listed.any(|table| table.all("w:tr").count() > model.requirements.len()), "{name}: the list");
}

#[test]
fn what_must_follow_a_last_table_takes_no_room() {
    let mut ends = 0;
    for (name, model) in documents() {
        let file = File::of(model);
        let body: Vec<&Element> = file.document.child("w:body").unwrap().children.iter().collect();
        let [.., before, last, _] = &body[..] else { panic!("{name}") };
        if before.name == "w:tbl" && last.shown().is_empty() {
            assert_eq!(last.val(&["w:pPr", "w:pStyle"]), Some("TableEnd"), "{name}");
            assert_eq!(last.child("w:pPr").unwrap().children.len(), 1, "{name}: no space of its own");
            ends += 1;
        }
    }
    assert!(ends > 0);
    let styles = File::of(&document(SMALL));
    let styles = styles.part("word/styles.xml");
    let style = styles.all("w:style").find(|style| style.get("w:styleId") == "TableEnd").unwrap();
    let spacing = style.all("w:spacing").next().unwrap();
    let of = |name: &str| spacing.get(name);
    assert_eq!([of("w:before"), of("w:after"), of("w:line"), of("w:lineRule")], ["0", "0", "20", "exact"]);
}

#[test]
fn the_language_is_korean_and_headings_are_the_outline() {
    let model = document(SMALL);
    let file = File::of(&model);
    let styles = file.part("word/styles.xml");
    assert_eq!(styles.all("w:lang").next().unwrap().get("w:eastAsia"), "ko-KR");
    for (id, outline) in [("Heading1", "0"), ("Heading2", "1"), ("Heading3", "2")] {
        let style = styles.all("w:style").find(|style| style.get("w:styleId") == id).unwrap();
        assert_eq!(style.val(&["w:pPr", "w:outlineLvl"]), Some(outline));
    }
    let title = file.document.all("w:p").next().unwrap();
    assert_eq!((title.val(&["w:pPr", "w:pStyle"]), title.shown()), (Some("Title"), plain(&model.title)));
    assert_eq!(file.part("word/header1.xml").all("w:t").next().unwrap().text, plain(&model.title));
    let fields: Vec<String> = file.part("word/footer1.xml").all("w:instrText").map(|f| f.text.clone()).collect();
    assert_eq!(fields, [" PAGE ", " NUMPAGES "]);
    let settings = String::from_utf8(file.parts["word/settings.xml"].clone()).unwrap();
    assert!(!settings.contains("updateFields"), "Word would ask a question on opening");
}

#[test]
fn an_agency_s_look_is_taken_and_its_mistakes_are_told() {
    let model = document(SMALL);
    let look = Assets::builtin().text("style/style.toml").replace("\"{title}\"", "\"대외비 <{title}>\"");
    let mut assets = Assets::builtin();
    assert!(assets.replace([("style/style.toml".to_owned(), look.replace("left = 20.0", "left = 30.0"))]).is_empty());
    let parts = parts(&write(&model, Format::Docx, &assets, &Settings::default()).unwrap());
    let header = Element::read(std::str::from_utf8(&parts["word/header1.xml"]).unwrap());
    assert_eq!(header.shown(), format!("대외비 <{}>", plain(&model.title)));
    assert!(String::from_utf8(parts["word/document.xml"].clone()).unwrap().contains("w:left=\"1701\""));
    for (file, text) in [("style/style.toml", look.replace("1F3864", "파랑")), ("docx/styles.xml", "{{ title".into())]
    {
        let mut assets = Assets::builtin();
        assets.replace([(file.to_owned(), text)]);
        let fault = write(&model, Format::Docx, &assets, &Settings::default()).err().unwrap();
        assert_eq!(fault.file.as_deref(), Some(file));
    }
}
