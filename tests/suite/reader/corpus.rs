//! Invented tables in the forms that are met: what is read of each is in `data/reader/expected.toml`.

use balju::block::plain;
use balju::reader::{Kind, Reading, dump, dump_json, read};
use serde::Deserialize;

#[derive(Deserialize)]
struct Corpus {
    case: Vec<Case>,
}

/// What a file says; what is not written is not compared, lists that are not written are empty.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    file: String,
    title: Option<String>,
    #[serde(default)]
    is_rfp: bool,
    #[serde(default)]
    unread: Vec<String>,
    #[serde(default)]
    listed: Vec<(String, String)>,
    #[serde(default)]
    declared: Vec<Count>,
    #[serde(default)]
    requirement: Vec<Expected>,
}

#[derive(Deserialize, Debug, PartialEq)]
struct Count {
    category: String,
    count: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    number: String,
    title: String,
    details: Vec<String>,
    category: Option<String>,
    category_name: Option<String>,
    level: Option<String>,
    #[serde(default)]
    definition: String,
    #[serde(default)]
    deliverables: Vec<String>,
    #[serde(default)]
    related: String,
    #[serde(default)]
    acceptance: Vec<String>,
    #[serde(default)]
    sources: Vec<String>,
}

fn folder() -> std::path::PathBuf {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/data/reader")
}

/// Every way in which a reading differs from what is expected.
fn differences(case: &Case, reading: &Reading) -> Vec<String> {
    let mut out = Vec::new();
    let mut compare = |what: &str, read: String, expected: String| {
        if read != expected {
            out.push(format!("{}: {what}\n  read     {read}\n  expected {expected}", case.file));
        }
    };
    let document = &reading.document;
    if let Some(title) = &case.title {
        compare("title", plain(&document.title), title.clone());
    }
    compare("is_rfp", reading.is_rfp.to_string(), case.is_rfp.to_string());
    let codes: Vec<&str> = reading.unread.iter().map(|d| d.code).filter(|c| *c != "no-details").collect();
    compare("unread", format!("{codes:?}"), format!("{:?}", case.unread));
    let listed: Vec<(String, String)> = reading.listed.iter().map(|l| (l.number.clone(), l.title.clone())).collect();
    compare("listed", format!("{listed:?}"), format!("{:?}", case.listed));
    let declared: Vec<Count> =
        reading.declared.iter().map(|d| Count { category: d.category.clone(), count: d.count }).collect();
    compare("declared", format!("{declared:?}"), format!("{:?}", case.declared));
    let numbers: Vec<&str> = document.requirements.iter().map(|r| r.number.as_str()).collect();
    let expected: Vec<&str> = case.requirement.iter().map(|r| r.number.as_str()).collect();
    compare("numbers", format!("{numbers:?}"), format!("{expected:?}"));
    for (read, expected) in document.requirements.iter().zip(&case.requirement) {
        let list =
            |items: &[Vec<balju::block::Inline>]| format!("{:?}", items.iter().map(|i| plain(i)).collect::<Vec<_>>());
        let at = |what: &str| format!("{} {what}", expected.number);
        compare(&at("title"), plain(&read.title), expected.title.clone());
        compare(&at("definition"), plain(&read.definition), expected.definition.clone());
        compare(&at("details"), list(&read.details), format!("{:?}", expected.details));
        compare(&at("deliverables"), list(&read.deliverables), format!("{:?}", expected.deliverables));
        compare(&at("acceptance"), list(&read.acceptance), format!("{:?}", expected.acceptance));
        compare(&at("related"), plain(&read.related), expected.related.clone());
        compare(&at("sources"), format!("{:?}", read.sources), format!("{:?}", expected.sources));
        for (what, read, expected) in [
            ("category", &read.category, &expected.category),
            ("category name", &read.category_name, &expected.category_name),
            ("level", &read.level, &expected.level),
        ] {
            if let Some(expected) = expected {
                compare(&at(what), read.clone(), expected.clone());
            }
        }
    }
    out
}

#[test]
fn tables_of_every_form_are_read_as_they_are_meant() {
    let text = std::fs::read_to_string(folder().join("expected.toml")).unwrap();
    let corpus: Corpus = toml::from_str(&text).unwrap();
    assert!(corpus.case.len() >= 40, "{}", corpus.case.len());
    let mut faults = Vec::new();
    for case in &corpus.case {
        let text = std::fs::read_to_string(folder().join(&case.file)).unwrap();
        let kind = if case.file.ends_with(".md") { Kind::Markdown } else { Kind::Html };
        faults.extend(differences(case, &read(&text, kind).unwrap()));
    }
    assert!(faults.is_empty(), "{} differences\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn every_file_of_the_corpus_has_an_expected_reading() {
    let text = std::fs::read_to_string(folder().join("expected.toml")).unwrap();
    let corpus: Corpus = toml::from_str(&text).unwrap();
    for item in std::fs::read_dir(folder()).unwrap() {
        let name = item.unwrap().file_name().into_string().unwrap();
        assert!(name == "expected.toml" || corpus.case.iter().any(|case| case.file == name), "{name}");
    }
}

/// Places of a dump count lines and characters from one, behind Hangul and a byte order mark too.
#[test]
fn places_of_a_dump_are_lines_and_characters() {
    let text =
        "\u{FEFF}# 가나\n\n다라\n\n| 요구사항 명칭 | 접수 |\n|---|---|\n| 세부내용 | 접수해야 함 |\n| 제약 | 없음 |\n";
    let reading = read(text, Kind::Markdown).unwrap();
    let dumped = dump(&reading, text);
    assert!(dumped.contains("[missing-number] (5:2)"), "{dumped}");
    assert!(dumped.contains("[unread-row] (8:2)"), "{dumped}");
    let json: serde_json::Value = serde_json::from_str(&dump_json(&reading, text)).unwrap();
    let requirement = &json["requirements"][0];
    assert_eq!((requirement["line"].as_u64(), requirement["column"].as_u64()), (Some(5), Some(13)));
    assert_eq!(requirement["details"][0], "접수해야 함");
    assert_eq!(json["unread"].as_array().unwrap().len(), reading.unread.len());
}
