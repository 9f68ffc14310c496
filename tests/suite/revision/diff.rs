//! What changed between two documents.

use balju::block::{Block, CellKind, Inline, plain};
use balju::diff::{ChangeKind, Comparison, Ground, compared, diff};
use balju::document::{Document, Field, Requirement};
use balju::profile::Record;
use balju::writer::Settings;
use balju::{Assets, Format, Options, write};
use serde_json::{Value, json};

use crate::common::{FULL, SMALL, catalog, document, made, profile};
use crate::dice::Dice;

const FIELDS: [Field; 5] = [Field::Title, Field::Definition, Field::Details, Field::Deliverables, Field::Acceptance];

/// The new side of a change, made from the old requirement and what the comparison says of it.
fn applied(old: &Requirement, comparison: &balju::diff::Change<'_>) -> Vec<Vec<String>> {
    let side = |field: Field| {
        let mut lines: Vec<Option<String>> = old.lines(field).into_iter().map(Some).collect();
        let texts: Vec<_> = comparison.texts.iter().filter(|text| text.field == field).collect();
        for text in texts.iter().filter(|text| text.old.is_some()) {
            lines[text.old_at] = None;
        }
        let mut lines: Vec<String> = lines.into_iter().flatten().collect();
        // In order of place each new line finds those before it in place.
        let mut added: Vec<_> = texts.iter().filter_map(|text| Some((text.new_at, text.new.clone()?))).collect();
        added.sort_by_key(|(at, _)| *at);
        for (at, text) in added {
            lines.insert(at, text);
        }
        lines
    };
    FIELDS.map(side).to_vec()
}

fn lines(requirement: &Requirement) -> Vec<Vec<String>> {
    FIELDS.map(|field| requirement.lines(field)).to_vec()
}

/// The texts that an old document and a comparison come to, by number.
fn rebuilt(old: &Document, comparison: &Comparison<'_>) -> Vec<(String, Vec<Vec<String>>)> {
    let mut out: Vec<(String, Vec<Vec<String>>)> = Vec::new();
    for requirement in &old.requirements {
        let change =
            comparison.changes.iter().find(|change| change.old.is_some_and(|old| std::ptr::eq(old, requirement)));
        match change {
            None => out.push((requirement.number.clone(), lines(requirement))),
            Some(change) if change.kind == ChangeKind::Removed => {}
            Some(change) => out.push((change.requirement.number.clone(), applied(requirement, change))),
        }
    }
    for change in comparison.changes.iter().filter(|change| change.kind == ChangeKind::Added) {
        let texts = FIELDS.map(|field| {
            change.texts.iter().filter(|text| text.field == field).filter_map(|text| text.new.clone()).collect()
        });
        out.push((change.requirement.number.clone(), texts.to_vec()));
    }
    out.sort();
    out
}

fn variant(dice: &mut Dice) -> Document {
    let mut value: Value = serde_json::from_str(FULL).unwrap();
    for part in ["containers", "cicd", "api_gateway", "backend", "telemetry", "data_migration"] {
        value[part]["enabled"] = json!(dice.below(4) > 0);
    }
    value["operations"]["rto_minutes"] = json!(10 + dice.below(3));
    value["containers"]["service_mesh"] = json!(dice.below(2) == 0);
    value["application"]["call_retries"] = json!(1 + dice.below(3));
    document(&value.to_string())
}

#[test]
fn a_document_does_not_differ_from_itself() {
    let full = document(FULL);
    let comparison = diff(&full, &full);
    assert!(comparison.changes.is_empty());
    assert_eq!(comparison.unchanged, full.requirements.len());
}

#[test]
fn the_old_document_and_the_comparison_make_the_new_one() {
    let mut dice = Dice::new(7);
    let mut kinds = [0; 4];
    for round in 0..40 {
        let (old, new) = (variant(&mut dice), variant(&mut dice));
        let comparison = diff(&old, &new);
        let mut wanted: Vec<_> = new.requirements.iter().map(|one| (one.number.clone(), lines(one))).collect();
        wanted.sort();
        assert_eq!(rebuilt(&old, &comparison), wanted, "round {round}");
        for (at, kind) in
            [ChangeKind::Added, ChangeKind::Removed, ChangeKind::Changed, ChangeKind::Moved].iter().enumerate()
        {
            kinds[at] += comparison.count(*kind);
        }
    }
    assert!(kinds.iter().all(|count| *count > 0), "a kind of change never came up: {kinds:?}");
}

#[test]
fn requirements_without_a_catalog_id_are_known_by_number_then_by_title() {
    let full = document(FULL);
    let strip = |mut document: Document| {
        document.requirements.iter_mut().for_each(|one| one.id.clear());
        document
    };
    let foreign = strip(full.clone());
    assert!(diff(&full, &foreign).changes.is_empty());
    let mut moved = strip(full.clone());
    moved.requirements[0].number = "ECR-900".to_owned();
    let comparison = diff(&full, &moved);
    assert_eq!((comparison.changes.len(), comparison.changes[0].kind), (1, ChangeKind::Moved));
}

/// The full example, and the same with half the time to recover.
fn before_and_after() -> (Document, Document) {
    let mut value: Value = serde_json::from_str(FULL).unwrap();
    value["operations"]["rto_minutes"] = json!(60);
    (document(FULL), document(&value.to_string()))
}

fn record(value: Value) -> Record {
    serde_json::from_value(value).unwrap()
}

/// The cells of the table's body rows, as text.
fn cells(document: &Document) -> Vec<Vec<String>> {
    let tables = document.sections[0]
        .blocks
        .iter()
        .filter_map(|block| if let Block::Table(table) = block { Some(table) } else { None });
    let text = |blocks: &[Block]| {
        let texts = blocks
            .iter()
            .map(|block| if let Block::Paragraph(content) = block { plain(content) } else { String::new() });
        texts.collect::<Vec<_>>().join("\n")
    };
    let rows = tables.flat_map(|table| &table.rows).filter(|row| row[0].kind != CellKind::ColumnHeader);
    rows.map(|row| row.iter().map(|cell| text(&cell.blocks)).collect()).collect()
}

#[test]
fn the_table_says_what_changed_why_and_at_what_price() {
    let (old, new) = before_and_after();
    let comparison = diff(&old, &new);
    let number = comparison.changes[0].requirement.number.clone();
    let records = [record(json!({
        "step": "specification", "from": "가나소프트", "date": "2026-11-25", "content": "줄여야 함",
        "decision": "accepted", "reason": "민원 중단의 영향", "changed": [number], "amount": -1_500_000, "days": 30,
    }))];
    let assets = Assets::builtin();
    let table = |ground| cells(&compared(&old, &new, &comparison, ground, &assets).unwrap());
    let rows = table(Ground { records: Some(&records) });
    let row = &rows[0];
    assert!(row[0].starts_with(&number), "{row:?}");
    assert!(row[1].contains("120분") && row[2].contains("60분"), "{row:?}");
    assert_eq!(row[3], "민원 중단의 영향");
    assert_eq!(row[4], "사전규격 의견, 가나소프트, 2026. 11. 25.");
    assert_eq!(row[5], "-1,500,000원\n+30일");
    // Nobody said why: that is left to decide where records are kept, and not told where none are.
    assert_eq!(table(Ground { records: Some(&[]) })[0][3], "[확정 필요]");
    assert_eq!(table(Ground { records: None })[0][3], "–");
}

#[test]
fn an_internal_record_is_no_ground_in_a_public_document() {
    let (old, new) = before_and_after();
    let comparison = diff(&old, &new);
    let number = comparison.changes[0].requirement.number.clone();
    let records = [record(json!({ "step": "negotiation", "content": "협상", "reason": "비밀", "changed": [number] }))];
    let made = compared(&old, &new, &comparison, Ground { records: Some(&records) }, &Assets::builtin()).unwrap();
    assert!(!made.text().contains("비밀"));
}

#[test]
fn changed_words_are_bold_and_nothing_else_is() {
    let (old, new) = before_and_after();
    let made = compared(&old, &new, &diff(&old, &new), Ground::default(), &Assets::builtin()).unwrap();
    let Some(Block::Table(table)) = made.sections[0].blocks.get(1) else { panic!("no table") };
    let mut bold = Vec::new();
    for cell in table.rows.iter().skip(1).flatten() {
        for block in &cell.blocks {
            let Block::Paragraph(content) = block else { panic!("no paragraph") };
            let strong = content
                .iter()
                .filter_map(|inline| if let Inline::Strong(inner) = inline { Some(plain(inner)) } else { None });
            bold.extend(strong);
        }
    }
    bold.sort();
    bold.dedup();
    assert_eq!(bold, ["120분", "60분"]);
}

#[test]
fn every_format_of_prose_prints_the_comparison() {
    let (old, new) = (document(SMALL), document(FULL));
    let comparison = diff(&old, &new);
    let assets = Assets::builtin();
    let made = compared(&old, &new, &comparison, Ground::default(), &assets).unwrap();
    for format in [Format::Markdown, Format::Html, Format::Json, Format::Text] {
        let text = String::from_utf8(write(&made, format, &assets, &Settings::default()).unwrap()).unwrap();
        for change in &comparison.changes {
            assert!(text.contains(&change.requirement.number), "{format:?}: {}", change.requirement.number);
        }
        assert!(text.contains("신구대조표"), "{format:?}");
    }
    let list = String::from_utf8(write(&made, Format::Csv, &assets, &Settings::default()).unwrap()).unwrap();
    assert!(comparison.changes.iter().all(|change| list.contains(&change.requirement.number)));
    let book = write(&made, Format::Xlsx, &assets, &Settings::default()).unwrap();
    let mut book: calamine::Xlsx<_> = calamine::open_workbook_from_rs(std::io::Cursor::new(book)).unwrap();
    let sheet = calamine::Reader::worksheet_range(&mut book, "신구대조표").unwrap();
    let cells: Vec<String> = sheet.cells().map(|(_, _, cell)| cell.to_string()).collect();
    for change in &comparison.changes {
        assert!(cells.iter().any(|cell| cell.contains(&change.requirement.number)), "{}", change.requirement.number);
    }
    for format in [Format::Hwpx, Format::Docx, Format::Xlsx] {
        let bytes = write(&made, format, &assets, &Settings::default()).unwrap();
        assert_eq!(bytes, write(&made, format, &assets, &Settings::default()).unwrap(), "{format:?}");
    }
}

#[test]
fn the_catalog_of_a_profile_decides_nothing_of_a_comparison_by_itself() {
    let full = made(&profile(FULL), &catalog(), &Options::default()).unwrap();
    assert_eq!(diff(&full, &document(FULL)).unchanged, full.requirements.len());
}
