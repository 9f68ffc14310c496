//! The workbook.

use std::collections::BTreeMap;
use std::io::Cursor;

use balju::block::Inline;
use balju::writer::{Settings, Sheets};
use balju::{Assets, Document, Format, Options, write};
use calamine::{Data, Reader as _, Xlsx, open_workbook_from_rs};

use super::{EXAMPLES, assert_well_formed, bytes, documents, hostile, parts, shown};
use crate::common::{catalog, document, made, profile};

type Rows = Vec<Vec<Data>>;

/// Sheets in order, each with its rows.
fn sheets(workbook: &[u8]) -> Vec<(String, Rows)> {
    let mut workbook: Xlsx<_> = open_workbook_from_rs(Cursor::new(workbook)).unwrap();
    let names = workbook.sheet_names();
    let read = |name: String| {
        let range = workbook.worksheet_range(&name).unwrap();
        let rows = range.rows().map(<[Data]>::to_vec).collect();
        (name, rows)
    };
    names.into_iter().map(read).collect()
}

fn by_category(document: &Document) -> Vec<u8> {
    let settings = Settings { sheets: Sheets::ByCategory, ..Settings::default() };
    write(document, Format::Xlsx, &Assets::builtin(), &settings).unwrap()
}

fn sheet<'s>(sheets: &'s [(String, Rows)], name: &str) -> &'s Rows {
    &sheets.iter().find(|(other, _)| other == name).unwrap_or_else(|| panic!("no {name}")).1
}

/// A cell that must be text, or empty.
fn text(cell: &Data) -> &str {
    match cell {
        Data::String(text) => text,
        Data::Empty => "",
        other => panic!("{other:?} is no text"),
    }
}

/// Requirements by number: what stands under each label, continued rows put together.
fn stated(sheets: &[(String, Rows)]) -> BTreeMap<String, BTreeMap<String, String>> {
    let mut out: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    for (_, rows) in sheets.iter().filter(|(_, rows)| rows[0].iter().any(|cell| text(cell) == "세부 내용")) {
        for row in &rows[1..] {
            let is_first = !out.contains_key(text(&row[1]));
            let fields = out.entry(text(&row[1]).to_owned()).or_default();
            for (at, (label, cell)) in rows[0].iter().zip(row).enumerate() {
                let (field, piece) = (fields.entry(text(label).to_owned()).or_default(), text(cell));
                if is_first {
                    field.push_str(piece);
                } else if at >= 2 && piece != "(계속)" {
                    // A piece that is no item's beginning goes on where the one above stopped.
                    let is_item = piece.starts_with("• ");
                    field.push_str(if is_item { "\n" } else { "" });
                    field.push_str(piece);
                }
            }
        }
    }
    out
}

fn holds(name: &str, document: &Document, workbook: &[u8]) {
    for (part, content) in parts(workbook) {
        if part.ends_with(".xml") || part.ends_with(".rels") {
            assert_well_formed(&format!("{name}: {part}"), &content);
        }
    }
    let sheets = sheets(workbook);
    for (sheet, rows) in &sheets {
        let is_illegal = |c: char| "[]:*?/\\".contains(c);
        assert!(!sheet.contains(is_illegal) && (1..=31).contains(&sheet.encode_utf16().count()), "{sheet}");
        for cell in rows.iter().flatten() {
            if let Data::String(text) = cell {
                assert!(text.encode_utf16().count() <= 32_767, "{name}: {sheet}: a cell too long");
            }
        }
    }
    let stated = stated(&sheets);
    assert_eq!(stated.len(), document.requirements.len(), "{name}");
    let lines = |items: &[Vec<Inline>]| {
        let items: Vec<String> = items.iter().map(|item| format!("• {}", shown(item))).collect();
        if items.is_empty() { "해당 없음".to_owned() } else { items.join("\n") }
    };
    for requirement in &document.requirements {
        let fields = &stated[&requirement.number];
        let at = format!("{name}: {}", requirement.number);
        assert_eq!(fields["요구사항 분류"], requirement.category_name, "{at}");
        assert_eq!(fields["요구사항 명칭"], shown(&requirement.title), "{at}");
        assert_eq!(fields["정의"], shown(&requirement.definition), "{at}");
        assert_eq!(fields["세부 내용"], lines(&requirement.details), "{at}");
        assert_eq!(fields["검수 기준"], lines(&requirement.acceptance), "{at}");
        assert_eq!(fields["산출 정보"], lines(&requirement.deliverables), "{at}");
        let related = fields["관련 요구사항"].replace('\n', " ");
        assert_eq!(related.replace("해당 없음", ""), shown(&requirement.related), "{at}");
    }
    let numbers = |name: &str, column: usize| -> Vec<String> {
        let mut numbers: Vec<String> =
            sheet(&sheets, name)[1..].iter().map(|row| text(&row[column]).to_owned()).collect();
        numbers.dedup();
        numbers
    };
    let expected: Vec<&str> = document.requirements.iter().map(|requirement| requirement.number.as_str()).collect();
    assert_eq!(numbers("요구사항 목록표", 1), expected, "{name}");
    assert_eq!(numbers("요구사항 추적표", 0), expected, "{name}");
    assert_eq!(numbers("요구사항 수용 여부 조견표", 0), expected, "{name}");
}

#[test]
fn every_requirement_reads_back() {
    for (name, document) in documents() {
        holds(name, document, &bytes(document, Format::Xlsx));
    }
}

#[test]
fn every_requirement_reads_back_from_a_sheet_for_each_category() {
    let document = document(EXAMPLES[0].1);
    let workbook = by_category(&document);
    holds("by category", &document, &workbook);
    let names: Vec<String> = sheets(&workbook).into_iter().map(|(name, _)| name).collect();
    for category in &document.categories {
        assert_eq!(names.iter().filter(|name| name.starts_with(&category.code)).count(), 1, "{}", category.code);
    }
    assert!(!names.contains(&"상세 요구사항".to_owned()));
}

#[test]
fn hostile_text_stays_text() {
    let mut document = hostile();
    holds("hostile", &document, &bytes(&document, Format::Xlsx));
    // Names that no sheet may have, and that are the same when they are cut.
    let long = "분류/이름:[가]*?\\'".repeat(5);
    for (at, category) in document.categories.iter_mut().enumerate() {
        category.name.clone_from(&long);
        let code = format!("'{}", ["a", "A", "history", ""][at % 4]);
        for requirement in document.requirements.iter_mut().filter(|one| one.category == category.code) {
            requirement.category.clone_from(&code);
        }
        category.code = code;
    }
    let workbook = by_category(&document);
    let mut names: Vec<String> = sheets(&workbook).iter().map(|(name, _)| name.to_lowercase()).collect();
    assert!(names.iter().all(|name| name.encode_utf16().count() <= 31 && !name.contains('\'')), "{names:?}");
    let count = names.len();
    names.sort();
    names.dedup();
    assert_eq!(names.len(), count, "each name is there once");
}

#[test]
fn counts_are_numbers_and_the_total_is_a_formula_with_its_result() {
    let document = document(EXAMPLES[0].1);
    let workbook = bytes(&document, Format::Xlsx);
    let sheets = sheets(&workbook);
    let rows = sheet(&sheets, "요구사항 총괄표");
    let last = rows.len() - 1;
    for (row, category) in rows[1..last].iter().zip(&document.categories) {
        assert_eq!(row[2], Data::Float(f64::from(u32::try_from(category.count).unwrap())), "{}", category.code);
    }
    assert_eq!(text(&rows[last][0]), "합계");
    assert_eq!(rows[last][2], Data::Float(f64::from(u32::try_from(document.requirements.len()).unwrap())));
    let mut opened: Xlsx<_> = open_workbook_from_rs(Cursor::new(&workbook[..])).unwrap();
    let formulas = opened.worksheet_formula("요구사항 총괄표").unwrap();
    let formulas: Vec<&String> = formulas.used_cells().map(|(_, _, formula)| formula).collect();
    assert_eq!(formulas, [&format!("SUM(C2:C{last})")]);
}

#[test]
fn an_answer_is_chosen_from_a_list_and_what_is_answered_stands_there() {
    let options = Options {
        outline: Some("proposal".to_owned()),
        answers: Some(
            balju::profile::Answers::from_json(
                "a.json",
                r#"{ "CSR-001": { "answer": "부분수용", "response": "=1+1", "reason": "일부", "page": "2026-01" } }"#,
            )
            .unwrap(),
        ),
        ..Options::default()
    };
    let document = made(&profile(EXAMPLES[2].1), &catalog(), &options).unwrap();
    let workbook = bytes(&document, Format::Xlsx);
    let sheets = sheets(&workbook);
    let rows = sheet(&sheets, "요구사항 수용 여부 조견표");
    let row = rows.iter().find(|row| text(&row[0]) == "CSR-001").unwrap();
    let said: Vec<&str> = row[2..].iter().map(text).collect();
    let fingerprint = document.requirements.iter().find(|one| one.number == "CSR-001").unwrap().fingerprint();
    assert_eq!(said, ["부분수용", "=1+1", "일부", "2026-01", fingerprint.as_str()]);
    let parts = parts(&workbook);
    let lists: Vec<String> = parts
        .iter()
        .filter(|(name, _)| name.starts_with("xl/worksheets/sheet"))
        .map(|(_, content)| String::from_utf8(content.clone()).unwrap())
        .filter(|sheet| sheet.contains("<dataValidation "))
        .collect();
    assert_eq!(lists.len(), 1);
    let range = format!("sqref=\"C2:C{}\"", document.requirements.len() + 1);
    assert!(lists[0].contains("<formula1>\"수용,부분수용,불가\"</formula1>") && lists[0].contains(&range));
    assert!(lists[0].contains("type=\"list\""));
}

#[test]
fn every_sheet_can_be_read_filtered_and_printed() {
    let document = document(EXAMPLES[0].1);
    for workbook in [bytes(&document, Format::Xlsx), by_category(&document)] {
        let parts = parts(&workbook);
        let names = String::from_utf8(parts["xl/workbook.xml"].clone()).unwrap();
        let sheets = sheets(&workbook);
        assert_eq!(names.matches("_xlnm.Print_Titles").count(), sheets.len());
        assert_eq!(names.matches("_xlnm._FilterDatabase").count(), sheets.len());
        for at in 1..=sheets.len() {
            let sheet = String::from_utf8(parts[&format!("xl/worksheets/sheet{at}.xml")].clone()).unwrap();
            for wanted in [
                "state=\"frozen\"",
                "<autoFilter ",
                "fitToPage=\"1\"",
                "paperSize=\"9\"",
                "fitToHeight=\"0\"",
                "&amp;P / &amp;N",
            ] {
                assert!(sheet.contains(wanted), "sheet {at} has no {wanted}");
            }
            // Every row has a height of its own, and none more than a spreadsheet shows.
            let heights: Vec<f64> = sheet
                .split("<row ")
                .skip(1)
                .map(|row| {
                    let tag = row.split('>').next().unwrap();
                    tag.split("ht=\"")
                        .nth(1)
                        .unwrap_or_else(|| panic!("{tag}"))
                        .split('"')
                        .next()
                        .unwrap()
                        .parse()
                        .unwrap()
                })
                .collect();
            assert!(heights.iter().all(|height| (12.0..=409.5).contains(height)), "{heights:?}");
        }
    }
}

#[test]
fn a_row_is_high_enough_for_the_text_in_it() {
    let document = document(EXAMPLES[0].1);
    let workbook = bytes(&document, Format::Xlsx);
    let at = sheets(&workbook).iter().position(|(name, _)| name == "상세 요구사항").unwrap();
    let xml = String::from_utf8(parts(&workbook)[&format!("xl/worksheets/sheet{}.xml", at + 1)].clone()).unwrap();
    let number = |text: &str, name: &str| -> f64 {
        text.split(&format!("{name}=\"")).nth(1).unwrap().split('"').next().unwrap().parse().unwrap()
    };
    // Width in digits of the workbook's font, 8 pixels each.
    let widths: Vec<f64> = xml.split("<col ").skip(1).map(|column| number(column, "width") * 8.0 - 8.0).collect();
    let heights: Vec<f64> = xml.split("<row ").skip(1).map(|row| number(row, "ht")).collect();
    let sheets = sheets(&workbook);
    let rows = &sheets[at].1;
    assert_eq!((widths.len(), heights.len()), (rows[0].len(), rows.len()));
    for (row, height) in rows.iter().zip(&heights) {
        for (cell, width) in row.iter().zip(&widths) {
            // NanumGothic at 10 points: a syllable takes 12.5 pixels, a digit 8.1, a space 3.7; a line of 맑은 고딕, 13.5 points.
            let pixels = |line: &str| -> f64 {
                line.chars()
                    .map(|c| {
                        if c == ' ' {
                            3.7
                        } else if c.is_ascii() {
                            7.0
                        } else {
                            12.5
                        }
                    })
                    .sum()
            };
            let lines: f64 = text(cell).split('\n').map(|line| (pixels(line) / width).ceil().max(1.0)).sum();
            assert!(lines * 13.5 <= *height, "{lines} lines in {height} points: {}", text(cell));
        }
    }
}

#[test]
fn a_number_leads_to_where_the_requirement_is_stated() {
    let document = document(EXAMPLES[0].1);
    for workbook in [bytes(&document, Format::Xlsx), by_category(&document)] {
        let sheets = sheets(&workbook);
        let list = String::from_utf8(parts(&workbook)["xl/worksheets/sheet2.xml"].clone()).unwrap();
        let places: Vec<&str> = list.split("location=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
        assert_eq!(places.len(), document.requirements.len());
        for (place, requirement) in places.iter().zip(&document.requirements) {
            let (name, cell) = place.rsplit_once('!').unwrap();
            let row: usize = cell[1..].parse().unwrap();
            let stated = sheet(&sheets, name.trim_matches('\''));
            assert_eq!(text(&stated[row - 1][1]), requirement.number);
        }
    }
}

#[test]
fn the_same_document_is_the_same_bytes() {
    let document = document(EXAMPLES[0].1);
    let first = bytes(&document, Format::Xlsx);
    std::thread::sleep(std::time::Duration::from_millis(2100));
    assert!(first == bytes(&document, Format::Xlsx), "a zip's clock ticks every two seconds");
    let core = String::from_utf8(parts(&first)["docProps/core.xml"].clone()).unwrap();
    assert!(core.contains("<dc:creator>balju</dc:creator>") && core.contains("2000-01-01T00:00:00Z"), "{core}");
}

#[test]
fn a_public_workbook_tells_nothing_of_the_plan() {
    let catalog = catalog();
    let mut without: serde_json::Value = serde_json::from_str(EXAMPLES[0].1).unwrap();
    without.as_object_mut().unwrap().remove("plan").expect("the example has one");
    for outline in ["rfp", "task", "proposal"] {
        let options = Options { outline: Some(outline.to_owned()), ..Options::default() };
        let one = made(&profile(EXAMPLES[0].1), &catalog, &options).unwrap();
        let other = made(&profile(&without.to_string()), &catalog, &options).unwrap();
        assert!(bytes(&one, Format::Xlsx) == bytes(&other, Format::Xlsx), "{outline}");
    }
}

#[test]
fn a_document_without_requirements_is_a_workbook_still() {
    let mut document = document(EXAMPLES[2].1);
    document.requirements.clear();
    document.categories.clear();
    document.open.clear();
    holds("empty", &document, &bytes(&document, Format::Xlsx));
    holds("empty", &document, &bytes(&document, Format::Xlsx));
}
