//! How requirements are divided over the sheets of a workbook.

use std::fs;
use std::io::Cursor;

use calamine::{Reader as _, Xlsx, open_workbook_from_rs};

use super::Desk;

fn names(desk: &Desk, file: &str) -> Vec<String> {
    let bytes = fs::read(desk.path(file)).unwrap();
    let workbook: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    workbook.sheet_names()
}

#[test]
fn requirements_stand_on_one_sheet_or_on_one_for_each_category() {
    let desk = Desk::small();
    desk.run(&["generate", "p.json", "-o", "one.xlsx"]).well();
    desk.run(&["generate", "p.json", "-o", "single.xlsx", "--sheets", "single"]).well();
    desk.run(&["generate", "p.json", "-o", "many.xlsx", "--sheets", "category"]).well();
    let one = names(&desk, "one.xlsx");
    assert_eq!(one, names(&desk, "single.xlsx"));
    assert!(one.contains(&"상세 요구사항".to_owned()), "{one:?}");
    let many = names(&desk, "many.xlsx");
    assert!(many.len() > one.len() && many.iter().any(|name| name.starts_with("CSR ")), "{many:?}");
}

#[test]
fn another_way_is_refused_with_the_ways_there_are() {
    let desk = Desk::small();
    let run = desk.run(&["generate", "p.json", "-o", "a.xlsx", "--sheets", "many"]);
    run.failed("single, category");
    assert_eq!(desk.names(), ["p.json"]);
}
