//! What styles and numberings make of a paragraph.

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostic;
use crate::reader::package::Package;
use crate::reader::tree::Tag;
use crate::reader::xml::{self, Piece};

/// Styles that a style may rest on, one on the other.
const DEEPEST: usize = 16;
/// Levels of a numbering.
const LEVELS: usize = 9;

/// What a paragraph is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Plain,
    Heading(u8),
    Item,
    /// A line of the contents, which say again what headings say.
    Contents,
}

impl Kind {
    pub(super) fn tags(self) -> Vec<Tag> {
        match self {
            Self::Plain => vec![Tag::Block],
            Self::Heading(level) => vec![Tag::Heading(level)],
            Self::Item => vec![Tag::List, Tag::Item],
            Self::Contents => Vec::new(),
        }
    }
}

#[derive(Debug, Default)]
struct Style {
    name: String,
    based_on: String,
    level: Option<usize>,
    numbering: Option<(String, usize)>,
}

#[derive(Debug, Clone, Default)]
struct Level {
    format: String,
    /// Digits that a number has at least.
    digits: usize,
    text: String,
    start: usize,
}

/// Styles and numberings of a document, and how far the numberings have counted.
#[derive(Debug, Default)]
pub(super) struct Styles {
    by_id: BTreeMap<String, Style>,
    /// Levels of abstract numberings.
    levels: BTreeMap<String, Vec<Level>>,
    /// Abstract numbering of each numbering.
    numberings: BTreeMap<String, String>,
    counts: BTreeMap<String, Vec<usize>>,
}

impl Styles {
    pub(super) fn read(package: &mut Package<'_>) -> Result<Self, Diagnostic> {
        let mut styles = Self::default();
        if let Some(text) = package.text("word/styles.xml")? {
            styles.read_styles(&text)?;
        }
        if let Some(text) = package.text("word/numbering.xml")? {
            styles.read_numberings(&text)?;
        }
        Ok(styles)
    }

    fn read_styles(&mut self, text: &str) -> Result<(), Diagnostic> {
        let mut open: Option<(String, Style)> = None;
        xml::read(text, "word/styles.xml", |piece| match piece {
            Piece::Open(element) if element.name == "style" => {
                open = element.get("styleId").map(|id| (id, Style::default()));
            }
            Piece::Open(element) => {
                let Some((_, style)) = open.as_mut() else { return };
                let value = || element.get("val").unwrap_or_default();
                match element.name {
                    "name" => style.name = value().to_lowercase(),
                    "basedOn" => style.based_on = value(),
                    "outlineLvl" => style.level = element.number("val"),
                    "numId" => style.numbering.get_or_insert_default().0 = value(),
                    "ilvl" => style.numbering.get_or_insert_default().1 = element.number("val").unwrap_or(0),
                    _ => {}
                }
            }
            Piece::Close("style") => self.by_id.extend(open.take()),
            Piece::Close(_) | Piece::Text(_) => {}
        })
    }

    fn read_numberings(&mut self, text: &str) -> Result<(), Diagnostic> {
        let (mut abstracted, mut number, mut at) = (None, None, None);
        xml::read(text, "word/numbering.xml", |piece| {
            let Piece::Open(element) = piece else {
                match piece {
                    Piece::Close("abstractNum") => abstracted = None,
                    Piece::Close("num") => number = None,
                    Piece::Close("lvl") => at = None,
                    _ => {}
                }
                return;
            };
            match element.name {
                "abstractNum" => {
                    abstracted = element.get("abstractNumId");
                    if let Some(id) = &abstracted {
                        self.levels.insert(id.clone(), vec![Level { start: 1, ..Level::default() }; LEVELS]);
                    }
                }
                "num" => number = element.get("numId"),
                "abstractNumId" => {
                    if let (Some(number), Some(id)) = (&number, element.get("val")) {
                        self.numberings.insert(number.clone(), id);
                    }
                }
                "lvl" => at = element.number("ilvl"),
                _ => {}
            }
            let levels = abstracted.as_ref().and_then(|id| self.levels.get_mut(id));
            let Some(level) = levels.and_then(|levels| levels.get_mut(at?)) else { return };
            match element.name {
                "numFmt" => {
                    level.format = element.get("val").unwrap_or_default();
                    // `001, 002, 003, ...`
                    let custom = element.get("format").unwrap_or_default();
                    level.digits = custom.bytes().take_while(u8::is_ascii_digit).count();
                    if level.format == "decimalZero" {
                        level.digits = 2;
                    }
                }
                "lvlText" => level.text = element.get("val").unwrap_or_default(),
                "start" => level.start = element.number("val").unwrap_or(1),
                _ => {}
            }
        })
    }

    /// A style and those it rests on, nearest first.
    fn chain<'s>(&'s self, id: &str) -> impl Iterator<Item = &'s Style> {
        let mut next = self.by_id.get(id);
        std::iter::from_fn(move || {
            let style = next?;
            next = self.by_id.get(&style.based_on);
            Some(style)
        })
        .take(DEEPEST)
    }

    fn numbering(&self, style: &str, own: Option<&(String, usize)>) -> Option<(String, usize)> {
        let found = own.cloned().or_else(|| self.chain(style).find_map(|style| style.numbering.clone()))?;
        (found.0 != "0" && !found.0.is_empty()).then_some(found)
    }

    fn level(&self, (number, at): &(String, usize)) -> Option<(&str, &Level)> {
        let id = self.numberings.get(number)?;
        Some((id, self.levels.get(id)?.get(*at)?))
    }

    /// Whether the numbering counts with a name: `SFR-001`.
    pub(super) fn is_named(&self, style: &str, own: Option<&(String, usize)>) -> bool {
        let numbering = self.numbering(style, own);
        numbering.as_ref().and_then(|one| self.level(one)).is_some_and(|(_, level)| is_name(&level.text))
    }

    /// What a paragraph is, and the name that its numbering gives it.
    pub(super) fn kind(&mut self, style: &str, level: Option<usize>, own: Option<&(String, usize)>) -> (Kind, String) {
        let names: Vec<&str> = self.chain(style).map(|style| style.name.as_str()).collect();
        let is_contents = names.iter().any(|name| name.strip_prefix("toc ").is_some_and(|rest| rest.len() == 1));
        if is_contents {
            return (Kind::Contents, String::new());
        }
        if names.contains(&"title") {
            return (Kind::Heading(1), String::new());
        }
        let of_name = names.iter().find_map(|name| name.strip_prefix("heading ")?.parse::<usize>().ok());
        let of_style = self.chain(style).find_map(|style| style.level).map(|level| level + 1);
        let heading = level.map(|level| level + 1).or(of_name).or(of_style).filter(|level| (1..=9).contains(level));
        let numbering = self.numbering(style, own);
        let label = numbering.as_ref().map(|numbering| self.count(numbering)).unwrap_or_default();
        match (heading, numbering) {
            (Some(level), _) => (Kind::Heading(u8::try_from(level + 1).unwrap_or(6).min(6)), label),
            (None, Some(_)) if label.is_empty() => (Kind::Item, label),
            _ => (Kind::Plain, label),
        }
    }

    /// Counts one further; the number with its name, when it has one.
    fn count(&mut self, numbering: &(String, usize)) -> String {
        let Some((id, level)) = self.level(numbering) else { return String::new() };
        if !is_name(&level.text) {
            return String::new();
        }
        let (id, level) = (id.to_owned(), level.clone());
        let counts = self.counts.entry(id).or_insert_with(|| vec![0; LEVELS]);
        let at = numbering.1;
        counts[at] = counts[at].max(level.start.saturating_sub(1)).saturating_add(1);
        counts[at + 1..].fill(0);
        let number = format!("{:0width$}", counts[at], width = level.digits.min(6));
        level.text.replace(&format!("%{}", at + 1), &number)
    }
}

/// Whether the text of a numbering names what it counts: two letters or more.
fn is_name(text: &str) -> bool {
    text.chars().filter(char::is_ascii_uppercase).count() >= 2 && text.contains('%')
}
