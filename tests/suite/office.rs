//! Files for other programs, read back with readers of our own.

mod csv;
mod docx;
mod hwpx;
mod pdf;
mod reqif;
mod xlsx;

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};
use std::sync::LazyLock;

use balju::block::{Inline, Origin, plain};
use balju::writer::Settings;
use balju::{Assets, Document, Format, Options, write};
use quick_xml::Reader;
use quick_xml::events::Event;
use zip::ZipArchive;

use crate::common::{SMALL, catalog, made, profile};

/// The examples by name.
pub(crate) const EXAMPLES: [(&str, &str); 4] = [
    ("civil-service-portal", include_str!("../../examples/civil-service-portal.json")),
    ("hybrid-tourism", include_str!("../../examples/hybrid-tourism.json")),
    ("open-api-gateway", include_str!("../../examples/open-api-gateway.json")),
    ("records-monolith", include_str!("../../examples/records-monolith.json")),
];

pub(crate) const OUTLINES: [&str; 5] = ["rfp", "plan", "task", "proposal", "diagnosis"];

/// A document of every kind of every example, with a name for messages; made once.
pub(crate) fn documents() -> &'static [(String, Document)] {
    static DOCUMENTS: LazyLock<Vec<(String, Document)>> = LazyLock::new(|| {
        let catalog = catalog();
        let all = EXAMPLES.iter().flat_map(|example| OUTLINES.map(|outline| (example, outline)));
        let make = |((name, text), outline): (&(&str, &str), &str)| {
            let options = Options { outline: Some(outline.to_owned()), ..Options::default() };
            (format!("{name}, {outline}"), made(&profile(text), &catalog, &options).unwrap())
        };
        all.map(make).collect()
    });
    &DOCUMENTS
}

/// Text that would act, or that programs lose: in formulas, XML, spreadsheets, fonts, old readers.
pub(crate) fn hostile_texts() -> Vec<String> {
    let mut out: Vec<String> = [
        "<>&\"'",
        "=SUM(A1)",
        "+1-2",
        "-1",
        "@cmd",
        "2026-01",
        "IPv4",
        "007",
        "1E5",
        "_x0041_ 글",
        "<r><t>아님</t></r>",
        "]]> <!-- &amp;",
        "앞\u{202e}뒤\u{202c}",
        "\u{1112}\u{119e}\u{11ab}글",
        "👩‍👩‍👧‍👦 🇰🇷",
        " 앞뒤  빈칸 ",
        "쉼표, \"따옴표\"",
    ]
    .map(str::to_owned)
    .into();
    out.push("가".repeat(32_768));
    out.push("긴 글 ".repeat(20_000));
    out
}

/// A document whose requirements say nothing but such text, each in each of its fields.
pub(crate) fn hostile() -> Document {
    let mut document = made(&profile(SMALL), &catalog(), &Options::default()).unwrap();
    let texts = hostile_texts();
    document.title = vec![Inline::Text(texts[0].clone())];
    for (requirement, text) in document.requirements.iter_mut().zip(texts) {
        let default = Inline::Value { text: text.clone(), origin: Origin::Default, field: "x".to_owned() };
        let missing = Inline::Value { text: text.clone(), origin: Origin::Missing, field: "y".to_owned() };
        let item = vec![Inline::Strong(vec![Inline::Text(text.clone())]), Inline::Text(": ".to_owned()), default];
        requirement.title = vec![Inline::Text(text.clone())];
        requirement.definition = vec![Inline::Code(text.clone()), missing];
        requirement.details = vec![item.clone(), vec![Inline::Text(text.clone())], item.clone()];
        requirement.acceptance = vec![item];
        requirement.deliverables = vec![vec![Inline::Text(text)]];
    }
    document
}

/// The bytes of a document in a format.
pub(crate) fn bytes(document: &Document, format: Format) -> Vec<u8> {
    write(document, format, &Assets::builtin(), &Settings::default()).unwrap()
}

/// Parts of a zip package by name.
pub(crate) fn parts(package: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut zip = ZipArchive::new(Cursor::new(package)).unwrap();
    let mut out = BTreeMap::new();
    for at in 0..zip.len() {
        let mut part = zip.by_index(at).unwrap();
        let mut content = Vec::new();
        part.read_to_end(&mut content).unwrap();
        let name = part.name().unwrap().into_owned();
        assert!(out.insert(name.clone(), content).is_none(), "{name} is there twice");
    }
    out
}

/// Checks that bytes are well-formed XML with nothing in it that XML 1.0 forbids.
pub(crate) fn assert_well_formed(name: &str, xml: &[u8]) {
    let text = std::str::from_utf8(xml).unwrap_or_else(|error| panic!("{name}: {error}"));
    let is_forbidden = |c: char| (c < ' ' && !"\t\n\r".contains(c)) || matches!(c, '\u{fffe}' | '\u{ffff}');
    assert!(!text.contains(is_forbidden), "{name}: a character that XML forbids");
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = true;
    let mut depth = 0;
    loop {
        match reader.read_event().unwrap_or_else(|error| panic!("{name}: {error}")) {
            Event::Start(tag) => {
                assert!(tag.attributes().all(|attribute| attribute.is_ok()), "{name}: attributes");
                depth += 1;
            }
            Event::End(_) => depth -= 1,
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(depth, 0, "{name}: all that opens closes");
}

/// The text of inlines as a reader sees it: with the mark beside defaults.
pub(crate) fn shown(content: &[Inline]) -> String {
    content
        .iter()
        .map(|inline| match inline {
            Inline::Strong(inner) | Inline::Emphasis(inner) => shown(inner),
            Inline::Value { text, origin: Origin::Default, .. } => format!("{text}기본값"),
            other => plain(std::slice::from_ref(other)),
        })
        .collect()
}
