//! HWPX: what the package must be, read back by a reader of our own.

mod faults;
mod look;
mod part;
mod text;

use balju::block::{Block, Inline, Origin, plain};
use balju::{Document, Format, Options};

use crate::common::{FULL, SMALL, catalog, document, made, profile};
use crate::writers::HOSTILE;
use faults::faults;
use part::{Node, Package};
use text::{modelled, written};

const HEADER: &str = "Contents/header.xml";
const SECTION: &str = "Contents/section0.xml";

fn bytes(document: &Document) -> Vec<u8> {
    super::bytes(document, Format::Hwpx)
}

fn package(document: &Document) -> Package {
    Package::read(&bytes(document))
}

#[test]
fn the_parts_are_those_that_hangul_reads_and_the_type_comes_first() {
    let document = document(SMALL);
    let package = package(&document);
    assert_eq!(
        package.names,
        [
            "mimetype",
            "version.xml",
            "META-INF/container.xml",
            "META-INF/manifest.xml",
            "Contents/content.hpf",
            HEADER,
            SECTION,
            "Preview/PrvText.txt",
            "settings.xml"
        ]
    );
    assert_eq!(package.stored.iter().position(|stored| *stored), Some(0));
    assert_eq!(package.stored.iter().filter(|stored| **stored).count(), 1);
    assert_eq!(package.text("mimetype"), "application/hwp+zip");
    for name in package.names.iter().filter(|name| name.ends_with(".xml") || name.ends_with(".hpf")) {
        Node::parse(package.text(name));
    }
    assert!(package.text("version.xml").contains(" tagetApplication=\"WORDPROCESSOR\""));
    let container = Node::parse(package.text("META-INF/container.xml"));
    let listed = Node::parse(package.text("Contents/content.hpf"));
    assert_eq!(listed.attribute("xmlns:opf"), "http://www.idpf.org/2007/opf/");
    let roots = container.all("ocf:rootfile").into_iter().map(|node| node.attribute("full-path"));
    let items = listed.all("opf:item").into_iter().map(|node| node.attribute("href"));
    for name in roots.chain(items) {
        package.text(name);
    }
    for reference in listed.all("opf:itemref") {
        assert!(listed.all("opf:item").iter().any(|item| item.attribute("id") == reference.attribute("idref")));
    }
    assert_eq!(listed.child("opf:metadata").child("opf:title").said(), plain(&document.title));
    let creator = listed.all("opf:meta").into_iter().find(|node| node.attribute("name") == "creator").unwrap();
    assert_eq!(creator.said(), "balju");
    let preview = package.text("Preview/PrvText.txt");
    assert!(preview.starts_with(&plain(&document.title)) && preview.chars().count() <= 1000, "{preview}");
    assert_eq!(bytes(&document), bytes(&document));
}

#[test]
fn every_document_is_whole_and_says_what_the_model_says() {
    for (name, document) in super::documents() {
        whole(name, document);
    }
    let options = Options { layout: Some("short".to_owned()), ..Options::default() };
    whole("short", &made(&profile(FULL), &catalog(), &options).unwrap());
}

/// Nothing is wrong with its parts, and they say what the model says.
fn whole(name: &str, document: &Document) {
    let package = package(document);
    assert_eq!(faults(package.text(HEADER), package.text(SECTION)), [""; 0], "{name}");
    let (expected, found) = (modelled(document), written(&Node::parse(package.text(SECTION))));
    for (expected, found) in expected.iter().zip(&found) {
        assert_eq!(expected, found, "{name}");
    }
    assert_eq!(expected.len(), found.len(), "{name}");
}

#[test]
fn a_broken_part_is_seen() {
    let package = package(&document(SMALL));
    let (header, section) = (package.text(HEADER), package.text(SECTION));
    for (from, to) in [
        ("rowSpan=\"2\"", "rowSpan=\"3\""),
        ("rowSpan=\"1\"", "rowSpan=\"99\""),
        ("colSpan=\"2\"", "colSpan=\"1\""),
        ("<hp:cellAddr colAddr=\"1\"", "<hp:cellAddr colAddr=\"0\""),
        ("<hp:cellSz width=\"", "<hp:cellSz width=\"1"),
        ("charPrIDRef=\"1\"", "charPrIDRef=\"777\""),
        ("paraPrIDRef=\"1\"", "paraPrIDRef=\"777\""),
        ("borderFillIDRef=\"3\"", "borderFillIDRef=\"4\""),
        ("styleIDRef=\"14\"", "styleIDRef=\"15\""),
        ("beginIDRef=\"2\"", "beginIDRef=\"1\""),
        ("<hp:bookmark name=\"", "<hp:bookmark name=\"x"),
        ("<hp:parameters cnt=\"5\"", "<hp:parameters cnt=\"6\""),
        ("</hp:run></hp:p>", "</hp:run><hp:linesegarray/></hp:p>"),
        ("</hp:secPr>", "</hp:secPr><hp:t>글</hp:t>"),
        (" xmlns:epub=\"http://www.idpf.org/2007/ops\"", ""),
        (" standalone=\"yes\"", ""),
    ] {
        assert!(section.contains(from), "{from}");
        assert_ne!(faults(header, &section.replacen(from, to, 1)), [""; 0], "{from}");
    }
    for (from, to) in [
        ("<hh:bullets itemCnt=\"3\"", "<hh:bullets itemCnt=\"2\""),
        ("<hh:charPr id=\"1\"", "<hh:charPr id=\"999\""),
        ("type=\"NUMBER\" idRef=\"2\"", "type=\"NUMBER\" idRef=\"99\""),
        ("hangul=\"1\"", "hangul=\"3\""),
    ] {
        assert!(header.contains(from), "{from}");
        assert_ne!(faults(&header.replacen(from, to, 1), section), [""; 0], "{from}");
    }
}

#[test]
fn text_of_any_kind_is_only_text() {
    let mut document = document(SMALL);
    let more = [
        "가\u{7}나\u{b}다\u{fffe}",
        "\u{202e}거꾸로\u{202c} \u{200f}",
        "ᄒᆞᆫ글 나랏말ᄊᆞ미",
        "👩‍👩‍👧‍👦 🇰🇷 𠀀",
        "=SUM(A1)",
        "  앞과  뒤의 빈칸  ",
        "줄\n바꿈\r\n또\r탭\t끝",
        "]]>",
    ];
    let texts: Vec<String> =
        HOSTILE.into_iter().chain(more).map(str::to_owned).chain(["긴 글".repeat(10923)]).collect();
    document.title = texts.iter().map(|text| Inline::Text(text.clone())).collect();
    for text in &texts {
        let inline = vec![Inline::Text(text.clone())];
        let value = vec![Inline::Value { text: text.clone(), origin: Origin::Default, field: text.clone() }];
        let mut requirement = document.requirements[0].clone();
        requirement.anchor = format!("{text}/");
        requirement.number.clone_from(text);
        requirement.category_name.clone_from(text);
        requirement.title.clone_from(&inline);
        requirement.definition.clone_from(&value);
        requirement.details = vec![inline.clone(), value.clone()];
        let link = vec![Inline::Link { href: format!("https://example.org/?a={text}"), content: inline.clone() }];
        let code = vec![Inline::Code(text.clone()), Inline::Break, Inline::Strong(inline.clone())];
        let reference = vec![requirement.reference()];
        let table = Block::Requirement(document.requirements.len());
        let lines = [link, code, reference].map(Block::Paragraph);
        let blocks = [vec![Block::Heading { level: 3, content: value }], lines.to_vec(), vec![table]].concat();
        document.requirements.push(requirement);
        let mut section = document.sections[1].clone();
        section.id.clone_from(text);
        section.title = Some(inline);
        section.blocks = blocks;
        document.sections.push(section);
    }
    whole("any kind", &document);
    whole("hostile", &super::hostile());
}

#[test]
fn a_document_without_a_cover_begins_on_its_first_page() {
    let options = Options { parts: vec!["details".to_owned()], ..Options::default() };
    let document = made(&profile(SMALL), &catalog(), &options).unwrap();
    whole("details", &document);
    let section = Node::parse(package(&document).text(SECTION));
    // Title, heading, caption and table of the first requirement.
    assert!(section.elements().take(6).all(|paragraph| paragraph.attribute("pageBreak") == "0"));
    assert_eq!(section.all("hp:visibility")[0].attribute("hideFirstHeader"), "0");
}
