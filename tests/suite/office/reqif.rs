//! Requirements Interchange Format; `tests/office/run` holds it against its schema.

use std::collections::{BTreeMap, BTreeSet};

use balju::block::Inline;
use balju::{Document, Format};
use quick_xml::Reader;
use quick_xml::events::Event;

use super::{EXAMPLES, assert_well_formed, bytes, documents, hostile, shown};
use crate::common::document;

/// What of a file the tests look at.
#[derive(Default)]
struct Read {
    /// Identifiers, each once.
    ids: BTreeSet<String>,
    /// Texts of elements that end in `-REF`.
    references: Vec<String>,
    /// Objects: attribute → text, an item a line.
    objects: BTreeMap<String, BTreeMap<String, String>>,
    /// Source and target of relations.
    relations: BTreeSet<(String, String)>,
    /// Objects in the order of the hierarchy, with their depth.
    order: Vec<(usize, String)>,
}

fn read(xml: &str) -> Read {
    let mut read = Read::default();
    let mut reader = Reader::from_str(xml);
    let mut path: Vec<String> = Vec::new();
    let (mut object, mut attribute, mut value, mut text) = (String::new(), String::new(), String::new(), String::new());
    let mut source = String::new();
    let mut target = String::new();
    loop {
        let event = reader.read_event().unwrap();
        match &event {
            Event::Start(tag) | Event::Empty(tag) => {
                let name = tag.name().as_ref().to_owned();
                let attributes: BTreeMap<String, String> = tag
                    .attributes()
                    .map(|one| one.unwrap())
                    .map(|one| {
                        let value = quick_xml::escape::unescape(&one.value).unwrap();
                        (one.key.as_ref().to_owned(), value.into_owned())
                    })
                    .collect();
                if let Some(id) = attributes.get("IDENTIFIER") {
                    assert!(read.ids.insert(id.clone()), "{id} is there twice");
                    let is_name = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
                    assert!(id.starts_with(|c: char| c.is_ascii_alphabetic()) && id.chars().all(is_name), "{id}");
                }
                match name.as_str() {
                    "SPEC-OBJECT" => object.clone_from(&attributes["IDENTIFIER"]),
                    "ATTRIBUTE-VALUE-STRING" => value.clone_from(&attributes["THE-VALUE"]),
                    "ATTRIBUTE-VALUE-XHTML" => value.clear(),
                    "xhtml:li" | "xhtml:p" if !value.is_empty() => value.push('\n'),
                    _ => {}
                }
                text.clear();
                if matches!(event, Event::Start(_)) {
                    path.push(name);
                }
            }
            Event::Text(content) => {
                let content = content.xml10_content();
                text.push_str(&content);
                if path.iter().any(|name| name == "xhtml:div") {
                    value.push_str(&content);
                }
            }
            Event::GeneralRef(reference) => {
                let content = format!("&{};", &**reference);
                value.push_str(&quick_xml::escape::unescape(&content).unwrap());
            }
            Event::End(tag) => {
                let name = tag.name().as_ref().to_owned();
                path.pop();
                if name.ends_with("-REF") {
                    read.references.push(text.clone());
                }
                if name.starts_with("ATTRIBUTE-DEFINITION-") && name.ends_with("-REF") {
                    attribute.clone_from(&text);
                }
                if name == "SPEC-OBJECT-REF" {
                    match path.last().unwrap().as_str() {
                        "TARGET" => target.clone_from(&text),
                        "SOURCE" => source.clone_from(&text),
                        _ => read.order.push((path.iter().filter(|name| *name == "CHILDREN").count(), text.clone())),
                    }
                }
                if name.starts_with("ATTRIBUTE-VALUE-") {
                    read.objects.entry(object.clone()).or_default().insert(attribute.clone(), value.clone());
                }
                if name == "SPEC-RELATION" {
                    assert!(read.relations.insert((source.clone(), target.clone())));
                }
            }
            Event::Eof => return read,
            _ => {}
        }
    }
}

fn holds(name: &str, document: &Document) {
    let bytes = bytes(document, Format::Reqif);
    assert_well_formed(name, &bytes);
    let read = read(std::str::from_utf8(&bytes).unwrap());
    for reference in &read.references {
        assert!(read.ids.contains(reference), "{name}: {reference} leads nowhere");
    }
    let by_number: BTreeMap<&str, &BTreeMap<String, String>> =
        read.objects.values().filter_map(|object| Some((object.get("requirement-number")?.as_str(), object))).collect();
    assert_eq!(by_number.len(), document.requirements.len(), "{name}");
    let lines = |items: &[Vec<Inline>]| items.iter().map(|item| shown(item)).collect::<Vec<_>>().join("\n");
    for requirement in &document.requirements {
        let object = by_number[requirement.number.as_str()];
        let text = |attribute: &str| object.get(attribute).map_or("", String::as_str);
        let at = format!("{name}: {}", requirement.number);
        assert_eq!(text("requirement-title"), shown(&requirement.title), "{at}");
        let whole = [vec![requirement.definition.clone()], requirement.details.clone()].concat();
        assert_eq!(text("requirement-text"), lines(&whole), "{at}");
        assert_eq!(text("requirement-acceptance"), lines(&requirement.acceptance), "{at}");
        assert_eq!(text("requirement-deliverables"), lines(&requirement.deliverables), "{at}");
        assert_eq!(text("requirement-sources"), requirement.sources.join("\n"), "{at}");
        assert_eq!(text("requirement-level"), requirement.level, "{at}");
        assert_eq!(text("requirement-category"), requirement.category_name, "{at}");
    }
    // Each requirement stands under its category, in the order of the document.
    let number = |id: &String| read.objects[id].get("requirement-number").map(String::as_str);
    let ordered: Vec<&str> = read.order.iter().filter_map(|(_, id)| number(id)).collect();
    let expected: Vec<&str> = document.requirements.iter().map(|requirement| requirement.number.as_str()).collect();
    assert_eq!(ordered, expected, "{name}");
    for (depth, id) in &read.order {
        assert_eq!(*depth, if number(id).is_some() { 2 } else { 1 }, "{name}: {id}");
    }
}

#[test]
fn every_requirement_reads_back_under_its_category() {
    for (name, document) in documents() {
        holds(name, document);
    }
}

#[test]
fn hostile_text_stays_text() {
    holds("hostile", &hostile());
}

#[test]
fn related_requirements_are_relations() {
    let document = document(EXAMPLES[0].1);
    let read = read(&String::from_utf8(bytes(&document, Format::Reqif)).unwrap());
    let number = |id: &str| read.objects[id]["requirement-number"].clone();
    let found: BTreeSet<(String, String)> =
        read.relations.iter().map(|(one, two)| (number(one), number(two))).collect();
    let mut expected = 0;
    for requirement in &document.requirements {
        for related in &requirement.related {
            if let Inline::Reference { text, .. } = related {
                let first = text.split(['~', '∼', '–']).next().unwrap().trim().to_owned();
                assert!(
                    found.contains(&(requirement.number.clone(), first.clone())),
                    "{} → {first}",
                    requirement.number
                );
                expected += 1;
            }
        }
    }
    assert!(expected > 100 && found.len() >= expected, "{expected} named, {} found", found.len());
}

#[test]
fn an_identifier_stays_when_other_requirements_come_and_go() {
    let one = document(EXAMPLES[0].1);
    let other = document(EXAMPLES[3].1);
    let ids = |document: &Document| read(&String::from_utf8(bytes(document, Format::Reqif)).unwrap()).objects;
    let (one_ids, other_ids) = (ids(&one), ids(&other));
    let shared: Vec<&String> = one_ids.keys().filter(|id| other_ids.contains_key(*id)).collect();
    assert!(shared.len() > 30, "{}", shared.len());
    // Numbers are issued anew in each document: the identity is not made from them.
    let number = |objects: &BTreeMap<String, BTreeMap<String, String>>, id: &String| {
        objects[id].get("requirement-number").cloned()
    };
    assert!(shared.iter().any(|id| number(&one_ids, id) != number(&other_ids, id)));
}

#[test]
fn the_time_of_change_is_the_profiles_date() {
    let mut document = document(EXAMPLES[2].1);
    document.date = Some("2026-05-04".to_owned());
    let text = String::from_utf8(bytes(&document, Format::Reqif)).unwrap();
    assert!(text.contains("LAST-CHANGE=\"2026-05-04T00:00:00+09:00\"") && !text.contains("LAST-CHANGE=\"2000"));
    document.date = None;
    assert_eq!(bytes(&document, Format::Reqif), bytes(&document, Format::Reqif));
}
