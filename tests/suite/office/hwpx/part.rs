//! A part of a package as a tree: a reader of our own, which knows nothing of the writer.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;
use quick_xml::{XmlVersion, escape};
use zip::{CompressionMethod, ZipArchive};

/// The parts of a package by name, in the order of the package.
pub(super) struct Package {
    pub(super) names: Vec<String>,
    pub(super) stored: Vec<bool>,
    parts: BTreeMap<String, String>,
}

impl Package {
    pub(super) fn read(bytes: &[u8]) -> Self {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut package = Self { names: Vec::new(), stored: Vec::new(), parts: BTreeMap::new() };
        for at in 0..archive.len() {
            let mut file = archive.by_index(at).unwrap();
            let mut text = String::new();
            file.read_to_string(&mut text).unwrap();
            let name = file.name().unwrap().into_owned();
            package.names.push(name.clone());
            package.stored.push(file.compression() == CompressionMethod::Stored);
            package.parts.insert(name, text);
        }
        package
    }

    pub(super) fn text(&self, name: &str) -> &str {
        self.parts.get(name).unwrap_or_else(|| panic!("no part {name}"))
    }
}

/// An element; a text is an element without a name.
#[derive(Debug, Default, Clone)]
pub(super) struct Node {
    /// With its prefix.
    pub(super) name: String,
    pub(super) attributes: BTreeMap<String, String>,
    pub(super) children: Vec<Node>,
    pub(super) text: String,
}

impl Node {
    /// The root of a part; panics when the part is not well-formed.
    pub(super) fn parse(xml: &str) -> Self {
        let mut reader = Reader::from_str(xml);
        let mut open = vec![Self::default()];
        let text = |open: &mut Vec<Self>, text: String| {
            open.last_mut().unwrap().children.push(Self { text, ..Self::default() });
        };
        loop {
            match reader.read_event().unwrap() {
                Event::Start(start) => open.push(Self::begun(&start)),
                Event::Empty(start) => {
                    let node = Self::begun(&start);
                    open.last_mut().unwrap().children.push(node);
                }
                Event::End(_) => {
                    let node = open.pop().unwrap();
                    open.last_mut().unwrap().children.push(node);
                }
                Event::Text(part) => text(&mut open, part.into_inner().into_owned()),
                Event::GeneralRef(name) => {
                    let escaped = format!("&{};", name.into_inner());
                    text(&mut open, escape::unescape(&escaped).unwrap().into_owned());
                }
                Event::Eof => break,
                _ => {}
            }
        }
        assert_eq!(open.len(), 1, "an element is not closed");
        open.remove(0).children.into_iter().find(|node| !node.name.is_empty()).unwrap()
    }

    fn begun(start: &BytesStart<'_>) -> Self {
        let attributes = start.attributes().map(|attribute| {
            let attribute = attribute.unwrap();
            let value = attribute.normalized_value(XmlVersion::Implicit1_0).unwrap().into_owned();
            (attribute.key.into_inner().to_owned(), value)
        });
        Self { name: start.name().into_inner().to_owned(), attributes: attributes.collect(), ..Self::default() }
    }

    pub(super) fn attribute(&self, name: &str) -> &str {
        self.attributes.get(name).unwrap_or_else(|| panic!("no {name} on {}", self.name))
    }

    pub(super) fn number(&self, name: &str) -> usize {
        self.attribute(name).parse().unwrap_or_else(|_| panic!("{name}=\"{}\"", self.attribute(name)))
    }

    /// Elements right below it.
    pub(super) fn elements(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter(|node| !node.name.is_empty())
    }

    pub(super) fn child(&self, name: &str) -> &Self {
        self.elements().find(|node| node.name == name).unwrap_or_else(|| panic!("no {name} in {}", self.name))
    }

    /// Elements of a name anywhere below it, in the order of the text.
    pub(super) fn all<'a>(&'a self, name: &str) -> Vec<&'a Self> {
        let mut out = Vec::new();
        self.visit(&mut |node| {
            if node.name == name {
                out.push(node);
            }
        });
        out
    }

    /// Itself and all elements below it, in the order of the text.
    pub(super) fn visit<'a>(&'a self, seen: &mut impl FnMut(&'a Self)) {
        seen(self);
        for node in self.elements() {
            node.visit(seen);
        }
    }

    /// What its own paragraph says: without the tables, headers and field commands in it.
    pub(super) fn said(&self) -> String {
        let mut out = String::new();
        self.say(&mut out);
        out
    }

    fn say(&self, out: &mut String) {
        match self.name.as_str() {
            "" => out.push_str(&self.text),
            "hp:lineBreak" => out.push('\n'),
            "hp:tab" => out.push('\t'),
            "hp:tbl" | "hp:ctrl" | "hp:secPr" => {}
            _ => self.children.iter().for_each(|node| node.say(out)),
        }
    }
}
