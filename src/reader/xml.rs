//! The XML of office files: elements and text in order, entities and declarations of its own refused.

use std::borrow::Cow;

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::package::damaged;
use crate::diagnostic::Diagnostic;

/// Elements within elements that a part may have.
const DEEPEST: usize = 1_000;

/// A piece of a part, in order; names are without their prefix.
pub(super) enum Piece<'x> {
    Open(&'x Element<'x>),
    Close(&'x str),
    Text(&'x str),
}

/// The beginning of an element.
pub(super) struct Element<'x> {
    pub(super) name: &'x str,
    tag: &'x BytesStart<'x>,
}

impl Element<'_> {
    /// An attribute by its name without prefix.
    pub(super) fn get(&self, name: &str) -> Option<String> {
        let attribute = self.tag.attributes().with_checks(false).flatten().find(|one| {
            let key = one.key.as_ref();
            key.rsplit(':').next().unwrap_or(key) == name
        })?;
        match attribute.normalized_value(XmlVersion::Implicit1_0) {
            Ok(value) => Some(value.into_owned()),
            Err(_) => Some(attribute.value.into_owned()),
        }
    }

    /// An attribute that is a number.
    pub(super) fn number(&self, name: &str) -> Option<usize> {
        self.get(name)?.trim().parse().ok()
    }

    /// Whether the element switches something on: no value, or none that says no.
    pub(super) fn is_on(&self) -> bool {
        self.get("val").is_none_or(|value| !matches!(value.as_str(), "0" | "false" | "off" | "none"))
    }
}

/// Goes through a part; `name` is what it is called in a message.
pub(super) fn read(text: &str, name: &str, mut take: impl FnMut(Piece<'_>)) -> Result<(), Diagnostic> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = true;
    let mut depth = 0_usize;
    let broken = || damaged(&format!("`{name}` 부분의 XML이 바르지 않습니다"));
    loop {
        match reader.read_event().map_err(|_| broken())? {
            Event::Start(tag) => {
                depth += 1;
                if depth > DEEPEST {
                    return Err(damaged(&format!("`{name}` 부분이 {DEEPEST}단계보다 깊습니다")));
                }
                take(Piece::Open(&Element { name: tag.local_name().as_ref(), tag: &tag }));
            }
            Event::Empty(tag) => {
                let name = tag.local_name();
                take(Piece::Open(&Element { name: name.as_ref(), tag: &tag }));
                take(Piece::Close(name.as_ref()));
            }
            Event::End(tag) => {
                depth = depth.saturating_sub(1);
                take(Piece::Close(tag.local_name().as_ref()));
            }
            Event::Text(text) => take(Piece::Text(&text.xml10_content())),
            Event::CData(text) => take(Piece::Text(&text)),
            Event::GeneralRef(reference) => {
                let text: Cow<'_, str> = match &*reference {
                    "amp" => "&".into(),
                    "lt" => "<".into(),
                    "gt" => ">".into(),
                    "quot" => "\"".into(),
                    "apos" => "'".into(),
                    _ => match reference.resolve_char_ref() {
                        Ok(Some(c)) => c.to_string().into(),
                        // An entity of its own stands for nothing.
                        _ => "\u{FFFD}".into(),
                    },
                };
                take(Piece::Text(&text));
            }
            Event::DocType(_) => {
                return Err(damaged(&format!("`{name}` 부분에 문서 형식 선언(DTD)이 있어 읽지 않습니다")));
            }
            Event::Eof if depth > 0 => return Err(broken()),
            Event::Eof => return Ok(()),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
    }
}
