//! Sheets of our own that somebody sorted, widened or divided: every requirement is still read.

use balju::document::{Document, plain};

use super::foreign::workbook;
use super::own::read;

const HEAD: [&str; 5] = ["요구사항 분류", "요구사항 고유번호", "요구사항 명칭", "정의", "세부 내용"];

/// A sheet of these rows; an empty text is no cell, an empty row is none.
fn sheet(rows: &[Vec<&str>]) -> Vec<u8> {
    let cell = |(column, text): (char, &&str), row: usize| {
        if text.is_empty() {
            return String::new();
        }
        format!("<c r=\"{column}{row}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
    };
    let row = |(at, texts): (usize, &Vec<&str>)| {
        let cells: String = ('A'..).zip(texts).map(|one| cell(one, at + 1)).collect();
        format!("<row r=\"{}\">{cells}</row>", at + 1)
    };
    workbook(&rows.iter().enumerate().map(row).collect::<String>(), "")
}

fn one<'t>(number: &'t str, title: &'t str, details: &'t str) -> Vec<&'t str> {
    vec!["성능 요구사항", number, title, "정의임", details]
}

fn told(document: &Document) -> Vec<(String, String, usize)> {
    let line = |one: &balju::document::Requirement| (one.number.clone(), plain(&one.title), one.details.len());
    document.requirements.iter().map(line).collect()
}

#[test]
fn a_column_with_nothing_but_a_head_loses_no_row() {
    let mut head = HEAD.to_vec();
    head.push("비고");
    let rows = [
        head,
        one("PER-001", "응답시간", "• 가를 하여야 함"),
        one("PER-001", "(계속)", "• 나를 하여야 함"),
        one("PER-002", "처리량", "• 다를 하여야 함"),
        one("PER-003", "이용자", "• 라를 하여야 함"),
    ];
    let reading = read(&sheet(&rows));
    let expected = [("PER-001", "응답시간", 2), ("PER-002", "처리량", 1), ("PER-003", "이용자", 1)];
    let expected = expected.map(|(number, title, count)| (number.to_owned(), title.to_owned(), count));
    assert_eq!(told(&reading.document), expected);
}

#[test]
fn rows_below_an_empty_one_go_on_with_the_table() {
    let mut rows = vec![HEAD.to_vec(), one("PER-001", "응답시간", "• 가를 하여야 함"), Vec::new()];
    let mut without = one("PER-002", "처리량", "• 나를 하여야 함");
    without[3] = "";
    rows.extend([without.clone(), without]);
    rows[4][1] = "PER-003";
    let reading = read(&sheet(&rows));
    assert_eq!(told(&reading.document).len(), 3, "{:?}", reading.unread);
}

#[test]
fn a_row_that_goes_on_finds_its_own_wherever_it_was_sorted_to() {
    let rows = [
        HEAD.to_vec(),
        one("PER-001", "(계속)", "• 나를 하여야 함"),
        one("PER-009", "(계속)", "• 마를 하여야 함"),
        one("PER-002", "처리량", "• 다를 하여야 함"),
        one("PER-001", "응답시간", "• 가를 하여야 함"),
    ];
    let reading = read(&sheet(&rows));
    let mut found = told(&reading.document);
    found.sort();
    let expected = [("PER-001", "응답시간", 2), ("PER-002", "처리량", 1)];
    assert_eq!(found, expected.map(|(number, title, count)| (number.to_owned(), title.to_owned(), count)));
    // One without its row is named.
    let lost = reading.unread.iter().find(|one| one.code == "unread-row").unwrap();
    assert!(lost.message.contains("PER-009"), "{}", lost.message);
}

#[test]
fn a_table_of_numbers_that_was_not_understood_is_named() {
    let rows = [
        HEAD.to_vec(),
        one("PER-001", "응답시간", "• 가를 하여야 함"),
        Vec::new(),
        Vec::new(),
        vec!["", "PER-007", "", "", "", "", "글"],
        vec!["", "PER-008", "", "", "", "", "글"],
    ];
    let reading = read(&sheet(&rows));
    let lost = reading.unread.iter().find(|one| one.code == "unread-table");
    assert!(
        lost.is_some_and(|one| one.message.contains("PER-007") && one.message.contains('2')),
        "{:?}",
        reading.unread
    );
}
