//! The tables of the reader's corpus as office files: what is read of them is what is read of the page.

use std::fs;
use std::path::Path;

use balju::document::{Document, plain};
use balju::reader::{Kind, Reading, read as read_page};

use super::foreign::{docx, hwpx, is_nested, pieces, xlsx};
use super::own::read;

/// Pages whose forms only a page has, and those that a sheet cannot have, with what each is about.
const ONLY_PAGES: [(&str, &str); 1] = [("36-bom-crlf.html", "items told apart by the lines of the source")];
const NOT_IN_SHEETS: [(&str, &str); 1] = [("37-empty-rows-mixed-heads.html", "an empty row ends a table of a sheet")];

/// All that is read of requirements, lists and counts.
fn told(reading: &Reading) -> String {
    let document: &Document = &reading.document;
    let mut out = String::new();
    for one in &document.requirements {
        let list = |items: &[Vec<balju::block::Inline>]| items.iter().map(|item| plain(item)).collect::<Vec<_>>();
        out += &format!(
            "{} | {} | {} | {} | {} | {:?} | {:?} | {} | {:?} | {:?}\n",
            one.number,
            plain(&one.title),
            one.category_name,
            one.level,
            plain(&one.definition),
            list(&one.details),
            list(&one.deliverables),
            plain(&one.related),
            list(&one.acceptance),
            one.sources,
        );
    }
    for one in &reading.listed {
        out += &format!("list {} {}\n", one.number, one.title);
    }
    for one in &reading.declared {
        out += &format!("count {} {}\n", one.category, one.count);
    }
    out
}

#[test]
fn tables_in_office_files_are_read_as_on_pages() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/data/reader");
    let mut names: Vec<String> =
        fs::read_dir(&folder).unwrap().map(|item| item.unwrap().file_name().into_string().unwrap()).collect();
    names.retain(|name| name.ends_with(".html"));
    names.sort();
    let mut faults = Vec::new();
    let mut counts = [0; 3];
    for name in &names {
        let page = fs::read_to_string(folder.join(name)).unwrap();
        let expected = told(&read_page(&page, Kind::Html).unwrap());
        let pieces = pieces(&page);
        for (at, (format, make)) in
            [("docx", docx as fn(&[_]) -> _), ("hwpx", hwpx), ("xlsx", xlsx)].into_iter().enumerate()
        {
            let is_sheet = format == "xlsx";
            let known = ONLY_PAGES.iter().any(|known| known.0 == name)
                || (is_sheet && NOT_IN_SHEETS.iter().any(|known| known.0 == name));
            if known || (is_sheet && is_nested(&pieces)) {
                continue;
            }
            let found = told(&read(&make(&pieces)));
            if found == expected {
                counts[at] += 1;
            } else {
                faults.push(format!("{name} {format}\n read\n{found} page\n{expected}"));
            }
        }
    }
    assert!(faults.is_empty(), "{} differences\n{}", faults.len(), faults.join("\n"));
    assert!(counts.iter().all(|count| *count >= 40), "{counts:?} of {}", names.len());
}
