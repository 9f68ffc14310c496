//! What the writers write, read back, is the document again.

use balju::check::Manuscript;
use balju::document::{Document, Field, Inline, plain};
use balju::reader::{Kind, Reading, dump, read};
use balju::{Format, Options, Profile};

use crate::common::{catalog, made, profile, written};

fn text(content: &[Inline]) -> String {
    plain(content).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn texts(items: &[Vec<Inline>]) -> Vec<String> {
    items.iter().map(|item| text(item)).collect()
}

/// The examples with their names.
fn examples() -> Vec<(&'static str, Profile)> {
    [
        ("civil-service-portal", include_str!("../../../examples/civil-service-portal.json")),
        ("hybrid-tourism", include_str!("../../../examples/hybrid-tourism.json")),
        ("open-api-gateway", include_str!("../../../examples/open-api-gateway.json")),
        ("records-monolith", include_str!("../../../examples/records-monolith.json")),
    ]
    .map(|(name, text)| (name, profile(text)))
    .to_vec()
}

/// Every example in an outline, under both layouts, in both formats, with what was read of it.
fn read_back(outline: &str) -> Vec<(String, Document, String, Reading)> {
    let mut out = Vec::new();
    for (name, profile) in examples() {
        for layout in ["full", "short"] {
            let mut profile = profile.clone();
            profile.document.layout = Some(layout.to_owned());
            let options = Options { outline: Some(outline.to_owned()), ..Options::default() };
            let document = made(&profile, &catalog(), &options).unwrap();
            for (format, kind) in [(Format::Markdown, Kind::Markdown), (Format::Html, Kind::Html)] {
                let file = written(&document, format);
                let reading = read(&file, kind).unwrap();
                out.push((format!("{name} {layout} {kind:?}"), document.clone(), file, reading));
            }
        }
    }
    out
}

fn assert_same(name: &str, document: &Document, reading: &Reading) {
    let full = name.contains("full");
    assert_eq!(text(&reading.document.title), text(&document.title), "{name}");
    let numbers = |document: &Document| document.requirements.iter().map(|r| r.number.clone()).collect::<Vec<_>>();
    assert_eq!(numbers(&reading.document), numbers(document), "{name}");
    for (read, made) in reading.document.requirements.iter().zip(&document.requirements) {
        let at = format!("{name} {}", made.number);
        assert_eq!(text(&read.title), text(&made.title), "{at}");
        assert_eq!(read.category, made.category, "{at}");
        assert_eq!(read.category_name, made.category_name, "{at}");
        assert_eq!(read.anchor, made.number, "{at}");
        assert_eq!(texts(&read.details), texts(&made.details), "{at}");
        if full {
            assert_eq!(text(&read.definition), text(&made.definition), "{at}");
            assert_eq!(texts(&read.deliverables), texts(&made.deliverables), "{at}");
            assert_eq!(texts(&read.acceptance), texts(&made.acceptance), "{at}");
            assert_eq!(text(&read.related), text(&made.related), "{at}");
        }
        let sources = if document.layout.rows.iter().any(|row| row.field == Some(Field::Sources)) {
            &made.sources
        } else {
            &Vec::new()
        };
        assert_eq!(&read.sources, sources, "{at}");
    }
    let declared: Vec<(String, usize)> = reading.declared.iter().map(|d| (d.category.clone(), d.count)).collect();
    let mut expected: Vec<(String, usize)> =
        document.categories.iter().map(|c| (format!("{} ({})", c.name, c.code), c.count)).collect();
    expected.push((String::new(), document.requirements.len()));
    assert_eq!(declared, expected, "{name}");
    let listed: Vec<(String, String)> = reading.listed.iter().map(|l| (l.number.clone(), l.title.clone())).collect();
    let expected: Vec<(String, String)> =
        document.requirements.iter().map(|r| (r.number.clone(), text(&r.title))).collect();
    assert_eq!(listed, expected, "{name}");
}

#[test]
fn our_own_output_read_back_is_the_model() {
    for (name, document, file, reading) in read_back("rfp") {
        assert_same(&name, &document, &reading);
        let loud: Vec<_> = reading.unread.iter().filter(|d| d.code != "figure").collect();
        assert!(loud.is_empty(), "{name}: {loud:?}");
        assert!(reading.is_rfp, "{name}");
        assert!(dump(&reading, &file).contains(&document.requirements[0].number), "{name}");
    }
}

#[test]
fn every_passage_stands_where_the_file_has_it() {
    let (_, _, file, reading) = read_back("rfp").swap_remove(0);
    let manuscript = Manuscript::of_reading(&reading);
    assert!(manuscript.facts.is_rfp);
    let mut seen = 0;
    for passage in &manuscript.passages {
        let span = &reading.spans[&passage.place];
        let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        // Marks of defaults and tags stand in the file, not in the text.
        let raw = file[span.clone()].replace("<sup>기본값</sup>", "");
        if !raw.contains('<') && !raw.contains("](") {
            assert_eq!(letters(&raw), letters(&passage.text), "{:?}", passage.place);
            seen += 1;
        }
    }
    assert!(seen > 1500, "{seen}");
}

#[test]
fn sources_and_levels_are_read_where_they_are_printed() {
    for (name, mut profile) in examples() {
        profile.document.rows = vec!["source".to_owned(), "level".to_owned()];
        let document = made(&profile, &catalog(), &Options::default()).unwrap();
        for (format, kind) in [(Format::Markdown, Kind::Markdown), (Format::Html, Kind::Html)] {
            let reading = read(&written(&document, format), kind).unwrap();
            assert_same(&format!("{name} full"), &document, &reading);
            let levels =
                |document: &Document| document.requirements.iter().map(|r| r.level.clone()).collect::<Vec<_>>();
            assert_eq!(levels(&reading.document), levels(&document), "{name}");
        }
    }
}
