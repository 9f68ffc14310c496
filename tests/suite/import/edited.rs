//! Our own sheet of details as people leave it: a column added, rows empty or sorted. No requirement goes unsaid.

use std::io::Cursor;

use balju::document::plain;
use balju::reader::Reading;
use balju::writer::Settings;
use balju::{Assets, Format, Options, write};
use calamine::{Data, Reader as _, Xlsx, open_workbook_from_rs};

use super::foreign::{escaped, letters, workbook};
use super::own::{examples, read};
use crate::common::{catalog, made};

const CONTINUED: &str = "(계속)";
const NUMBER: usize = 1;
const TITLE: usize = 2;
const RELATED: usize = 6;

type Rows = Vec<Vec<String>>;

/// The sheet of details of an example that has rows too high for one.
fn details() -> Rows {
    let (_, example) = examples().into_iter().find(|(name, _)| *name == "open-api-gateway").unwrap();
    let document = made(&example, &catalog(), &Options::default()).unwrap();
    let bytes = write(&document, Format::Xlsx, &Assets::builtin(), &Settings::default()).unwrap();
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes.as_slice())).unwrap();
    let range = book.worksheet_range("상세 요구사항").unwrap();
    let rows: Rows = range.rows().map(|row| row.iter().map(Data::to_string).collect()).collect();
    assert!(rows.iter().filter(|row| row[TITLE] == CONTINUED).count() > 1);
    rows
}

/// A workbook of these rows, read.
fn reading(rows: &Rows) -> Reading {
    let row = |(at, row): (usize, &Vec<String>)| {
        let cells = row.iter().enumerate().filter(|(_, text)| !text.is_empty()).map(|(column, text)| {
            let (place, text) = (format!("{}{}", letters(column), at + 1), escaped(text));
            format!("<c r=\"{place}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>")
        });
        format!("<row r=\"{}\">{}</row>", at + 1, cells.collect::<String>())
    };
    read(&workbook(&rows.iter().enumerate().map(row).collect::<String>(), ""))
}

/// Number, title and what is required of each, by number.
fn told(reading: &Reading) -> Vec<(String, String, Vec<String>)> {
    let own = reading.document.requirements.iter().map(|one| {
        let contents = one.details.iter().chain(&one.acceptance).map(|item| plain(item)).collect();
        (one.number.clone(), plain(&one.title), contents)
    });
    let mut out: Vec<_> = own.collect();
    out.sort();
    out
}

fn warnings(reading: &Reading) -> Vec<&str> {
    let loud = reading.unread.iter().filter(|one| one.severity == balju::diagnostic::Severity::Warning);
    loud.map(|one| one.message.as_str()).collect()
}

#[test]
fn a_column_of_which_only_the_head_is_written_drops_no_requirement() {
    let rows = details();
    let expected = told(&reading(&rows));
    let mut remarked = rows.clone();
    remarked[0].push("비고".to_owned());
    let reading = reading(&remarked);
    assert_eq!(told(&reading), expected);
    assert!(warnings(&reading).is_empty(), "{:?}", warnings(&reading));
}

#[test]
fn rows_below_an_empty_one_keep_the_columns_of_the_sheet() {
    let rows = details();
    let expected = told(&reading(&rows));
    let last = rows[0].len() - 1;
    for cleared in [RELATED, last] {
        let mut parted = rows.clone();
        parted.insert(36, Vec::new());
        for row in &mut parted[37..] {
            row[cleared].clear();
        }
        let reading = reading(&parted);
        let numbers = |told: &[(String, String, Vec<String>)]| told.iter().map(|one| one.0.clone()).collect::<Vec<_>>();
        assert_eq!(numbers(&told(&reading)), numbers(&expected), "{cleared}");
        if cleared == RELATED {
            assert_eq!(told(&reading), expected);
        }
    }
}

#[test]
fn requirements_in_rows_that_are_not_understood_are_told() {
    let rows = details();
    let all = told(&reading(&rows)).len();
    let mut noted = rows.clone();
    noted.splice(36..36, [Vec::new(), vec!["※ 검토 중".to_owned()], Vec::new()]);
    let mut widened = rows.clone();
    widened.insert(36, Vec::new());
    for row in &mut widened[37..] {
        row.push("메모".to_owned());
    }
    for rows in [noted, widened] {
        let reading = reading(&rows);
        let lost = all - reading.document.requirements.len();
        let warnings = warnings(&reading);
        let is_told = |message: &&&str| message.contains(&format!("등 {lost}건"));
        assert!(lost == 0 || warnings.iter().filter(is_told).count() == 1, "{lost}: {warnings:?}");
    }
}

#[test]
fn continued_rows_go_to_their_number_however_the_sheet_is_sorted() {
    let rows = details();
    let expected = told(&reading(&rows));
    for column in 0..rows[0].len() {
        for is_down in [false, true] {
            let mut sorted = rows.clone();
            sorted[1..].sort_by(|one, next| {
                let order = one[column].cmp(&next[column]);
                if is_down { order.reverse() } else { order }
            });
            // Pieces of one requirement stay in their order.
            let place = |row: &Vec<String>| rows.iter().position(|own| own == row);
            for number in rows.iter().filter(|row| row[TITLE] == CONTINUED).map(|row| &row[NUMBER]) {
                let at: Vec<usize> = (1..sorted.len())
                    .filter(|at| sorted[*at][NUMBER] == *number && sorted[*at][TITLE] == CONTINUED)
                    .collect();
                let mut pieces: Vec<Vec<String>> = at.iter().map(|at| sorted[*at].clone()).collect();
                pieces.sort_by_key(place);
                for (at, piece) in at.into_iter().zip(pieces) {
                    sorted[at] = piece;
                }
            }
            let reading = reading(&sorted);
            assert_eq!(told(&reading), expected, "{column} {is_down}");
            assert!(warnings(&reading).is_empty(), "{:?}", warnings(&reading));
        }
    }
}

#[test]
fn a_continued_row_without_its_row_is_told_and_is_no_requirement() {
    let rows = details();
    let number = rows.iter().rfind(|row| row[TITLE] == CONTINUED).unwrap()[NUMBER].clone();
    let mut orphaned = rows.clone();
    orphaned.retain(|row| row[NUMBER] != number || row[TITLE] == CONTINUED);
    orphaned[1..].sort_by(|one, next| one[TITLE].cmp(&next[TITLE]));
    let reading = reading(&orphaned);
    assert!(told(&reading).iter().all(|(own, title, _)| *own != number && title != CONTINUED));
    let warnings = warnings(&reading);
    assert!(warnings.len() == 1 && warnings[0].contains(&number), "{warnings:?}");
}

#[test]
fn a_table_that_refers_to_a_requirement_taken_out_is_not_a_lost_one() {
    let mut rows = details();
    let refers: Rows = rows[1..].iter().map(|row| vec![String::new(), row[NUMBER].clone(), "값".to_owned()]).collect();
    let number = rows.remove(1)[NUMBER].clone();
    rows.extend([Vec::new(), vec!["다른 표".to_owned()], Vec::new()]);
    rows.extend(refers);
    let reading = reading(&rows);
    assert!(told(&reading).iter().all(|one| one.0 != number));
    assert!(warnings(&reading).is_empty(), "{:?}", warnings(&reading));
}
