//! XML as elements with what stands in them.

use std::collections::BTreeMap;

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// An element with what stands in it.
#[derive(Debug, Default)]
pub(super) struct Element {
    pub(super) name: String,
    pub(super) attributes: BTreeMap<String, String>,
    pub(super) children: Vec<Element>,
    pub(super) text: String,
}

impl Element {
    fn open(tag: &BytesStart<'_>) -> Self {
        let text = |bytes: &str| bytes.to_owned();
        let attributes = tag.attributes().map(|attribute| {
            let attribute = attribute.unwrap();
            (text(attribute.key.as_ref()), attribute.normalized_value(XmlVersion::Implicit1_0).unwrap().into_owned())
        });
        Self { name: text(tag.name().as_ref()), attributes: attributes.collect(), ..Self::default() }
    }

    pub(super) fn read(xml: &str) -> Self {
        let mut reader = Reader::from_str(xml);
        let mut open = vec![Self::default()];
        loop {
            match reader.read_event().unwrap() {
                Event::Start(tag) => open.push(Self::open(&tag)),
                Event::Empty(tag) => open.last_mut().unwrap().children.push(Self::open(&tag)),
                Event::End(_) => {
                    let closed = open.pop().unwrap();
                    open.last_mut().unwrap().children.push(closed);
                }
                Event::Text(text) => open.last_mut().unwrap().text.push_str(&text),
                Event::GeneralRef(name) => open.last_mut().unwrap().text.push(match &*name {
                    "amp" => '&',
                    "lt" => '<',
                    "gt" => '>',
                    "quot" => '"',
                    other => panic!("&{other};"),
                }),
                Event::Eof => break,
                _ => {}
            }
        }
        assert_eq!(open.len(), 1);
        open.remove(0).children.remove(0)
    }

    pub(super) fn all<'e>(&'e self, name: &'e str) -> Box<dyn Iterator<Item = &'e Element> + 'e> {
        let own = self.children.iter().filter(move |child| child.name == name);
        Box::new(own.chain(self.children.iter().flat_map(move |child| child.all(name))))
    }

    pub(super) fn child(&self, name: &str) -> Option<&Element> {
        self.children.iter().find(|child| child.name == name)
    }

    pub(super) fn at(&self, path: &[&str]) -> Option<&Element> {
        path.iter().try_fold(self, |element, name| element.child(name))
    }

    pub(super) fn get(&self, name: &str) -> &str {
        self.attributes.get(name).map(String::as_str).unwrap_or_default()
    }

    /// The `w:val` of an element below.
    pub(super) fn val(&self, path: &[&str]) -> Option<&str> {
        self.at(path).map(|element| element.get("w:val"))
    }

    /// What a reader sees of a paragraph.
    pub(super) fn shown(&self) -> String {
        match self.name.as_str() {
            "w:t" => self.text.clone(),
            "w:tab" if self.attributes.is_empty() => "\t".to_owned(),
            "w:br" => " ".to_owned(),
            "w:pPr" | "w:rPr" => String::new(),
            _ => self.children.iter().map(Self::shown).collect(),
        }
    }
}
