//! What the office writers write, read back, is the document again.

use balju::compose::arrange;
use balju::document::{Document, Field, Inline, plain};
use balju::reader::{Reading, read_json, read_transcript, transcribe};
use balju::writer::{Settings, Sheets};
use balju::{Assets, Format, Options, Profile, write};

use crate::common::{catalog, made, profile};

fn text(content: &[Inline]) -> String {
    plain(content).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn texts(items: &[Vec<Inline>]) -> Vec<String> {
    items.iter().map(|item| text(item)).collect()
}

/// The examples with their names.
pub(super) fn examples() -> Vec<(&'static str, Profile)> {
    [
        ("civil-service-portal", include_str!("../../../examples/civil-service-portal.json")),
        ("hybrid-tourism", include_str!("../../../examples/hybrid-tourism.json")),
        ("open-api-gateway", include_str!("../../../examples/open-api-gateway.json")),
        ("records-monolith", include_str!("../../../examples/records-monolith.json")),
    ]
    .map(|(name, text)| (name, profile(text)))
    .to_vec()
}

/// A file read as any other.
pub(super) fn read(bytes: &[u8]) -> Reading {
    let assets = Assets::builtin();
    read_transcript(&transcribe(bytes, &assets).unwrap(), &assets).unwrap()
}

fn written(document: &Document, format: Format, sheets: Sheets) -> Vec<u8> {
    write(document, format, &Assets::builtin(), &Settings { sheets, ..Settings::default() }).unwrap()
}

/// Whether a format prints the whole of each requirement whatever its layout.
fn is_whole(format: Format) -> bool {
    format == Format::Xlsx
}

fn assert_same(name: &str, document: &Document, read: &Document, is_whole: bool) {
    let numbers = |document: &Document| document.requirements.iter().map(|r| r.number.clone()).collect::<Vec<_>>();
    assert_eq!(numbers(read), numbers(document), "{name}");
    let prints = |field: Field| {
        let rows = document.layout.rows.iter().flat_map(|row| std::iter::once(row).chain(&row.rows));
        rows.into_iter().any(|row| row.field == Some(field))
    };
    for (read, made) in read.requirements.iter().zip(&document.requirements) {
        let at = format!("{name} {}", made.number);
        assert_eq!(text(&read.title), text(&made.title), "{at}");
        assert_eq!(read.category, made.category, "{at}");
        assert_eq!(read.category_name, made.category_name, "{at}");
        assert_eq!(texts(&read.details), texts(&made.details), "{at}");
        let lists = [
            (Field::Deliverables, &read.deliverables, &made.deliverables),
            (Field::Acceptance, &read.acceptance, &made.acceptance),
        ];
        for (field, read, made) in lists {
            if is_whole || prints(field) {
                assert_eq!(texts(read), texts(made), "{at} {field:?}");
            }
        }
        let lines =
            [(Field::Definition, &read.definition, &made.definition), (Field::Related, &read.related, &made.related)];
        for (field, read, made) in lines {
            if is_whole || prints(field) {
                assert_eq!(text(read), text(made), "{at} {field:?}");
            }
        }
        let sources = if prints(Field::Sources) { made.sources.clone() } else { Vec::new() };
        assert_eq!(read.sources, sources, "{at}");
        let level = if prints(Field::Level) { made.level.as_str() } else { "" };
        assert_eq!(read.level, level, "{at}");
    }
}

#[test]
fn each_office_format_read_back_is_the_model() {
    for (name, example) in examples() {
        for layout in ["full", "short"] {
            for rows in [vec![], vec!["source".to_owned(), "level".to_owned()]] {
                if !rows.is_empty() && (layout == "short" || name != "hybrid-tourism") {
                    continue;
                }
                let mut profile = example.clone();
                profile.document.layout = Some(layout.to_owned());
                profile.document.rows = rows;
                let document = made(&profile, &catalog(), &Options::default()).unwrap();
                for format in [Format::Xlsx, Format::Docx, Format::Hwpx] {
                    let reading = read(&written(&document, format, Sheets::Single));
                    let name = format!("{name} {layout} {format:?}");
                    assert_same(&name, &document, &reading.document, is_whole(format));
                    let loud: Vec<_> = reading.unread.iter().filter(|d| d.code != "figure").collect();
                    assert!(loud.is_empty(), "{name}: {loud:?}");
                    assert_eq!(text(&reading.document.title), text(&document.title), "{name}");
                    assert_eq!(reading.listed.len(), document.requirements.len(), "{name}");
                    assert_eq!(reading.declared.len(), document.categories.len() + 1, "{name}");
                }
            }
        }
    }
}

#[test]
fn sheets_by_category_read_back_are_the_model() {
    for (name, profile) in examples() {
        let document = made(&profile, &catalog(), &Options::default()).unwrap();
        let reading = read(&written(&document, Format::Xlsx, Sheets::ByCategory));
        assert_same(name, &document, &reading.document, true);
    }
}

#[test]
fn a_document_as_json_read_back_is_printed_as_before() {
    let assets = Assets::builtin();
    for (name, mut profile) in examples() {
        profile.document.rows = vec!["source".to_owned(), "level".to_owned()];
        let document = made(&profile, &catalog(), &Options::default()).unwrap();
        let json = String::from_utf8(written(&document, Format::Json, Sheets::Single)).unwrap();
        let reading = read_json(&json, &assets).unwrap();
        assert_same(name, &document, &reading.document, true);
        assert_eq!(reading.document.open, document.open, "{name}");
        // Figures and the marks of values are all that is lost.
        let text = |document: &Document| {
            let text = String::from_utf8(written(document, Format::Markdown, Sheets::Single)).unwrap();
            let letters = |line: &str| {
                line.replace("<sup>기본값</sup>", "")
                    .replace("<br>", "")
                    .chars()
                    .filter(|c| c.is_alphanumeric())
                    .collect()
            };
            text.lines().map(letters).collect::<std::collections::BTreeSet<String>>()
        };
        let (before, after) = (text(&document), text(&reading.document));
        let lost = before.difference(&after).count();
        assert!(lost * 10 < before.len(), "{name}: {lost} of {} lines", before.len());
        let again = String::from_utf8(written(&reading.document, Format::Json, Sheets::Single)).unwrap();
        assert_eq!(read_json(&again, &assets).unwrap().document, reading.document, "{name}");
    }
}

#[test]
fn a_document_that_was_read_is_arranged_as_matrix_list_and_tables() {
    let assets = Assets::builtin();
    let catalog = catalog();
    let (_, profile) = examples().swap_remove(0);
    let document = made(&profile, &catalog, &Options::default()).unwrap();
    let read = read(&written(&document, Format::Hwpx, Sheets::Single)).document;
    let options = |outline: &str, parts: &[&str], categories: &[&str]| {
        let own = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        Options {
            outline: (!outline.is_empty()).then(|| outline.to_owned()),
            parts: own(parts),
            categories: own(categories),
            ..Options::default()
        }
    };
    let ids = |document: &Document| document.sections.iter().map(|one| one.id.clone()).collect::<Vec<_>>();
    let arranged = arrange(read.clone(), &catalog, &assets, &options("proposal", &[], &[])).unwrap();
    assert_eq!(ids(&arranged), ["list", "compliance", "traceability"]);
    let page = String::from_utf8(written(&arranged, Format::Markdown, Sheets::Single)).unwrap();
    for requirement in &document.requirements {
        assert!(page.contains(&requirement.number), "{}", requirement.number);
    }
    let arranged = arrange(read.clone(), &catalog, &assets, &options("", &["details"], &["SER"])).unwrap();
    assert!(arranged.requirements.iter().all(|one| one.category == "SER"));
    assert_eq!(arranged.categories.len(), 1);
    assert_eq!(arranged.sections[0].blocks.len(), arranged.requirements.len() + 1, "a heading and the tables");
    let fault = arrange(read.clone(), &catalog, &assets, &options("", &["scope"], &[])).unwrap_err().remove(0);
    assert_eq!(fault.code, "unknown-part");
    let same = arrange(read.clone(), &catalog, &assets, &options("", &[], &[])).unwrap();
    assert_eq!(same, read);
}
