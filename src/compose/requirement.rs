//! A selected entry → a requirement of the document.

use std::collections::BTreeMap;

use super::number::{PrintedCategory, range};
use super::render::{Renderer, Source, blocks, line};
use crate::block::{Block, Inline};
use crate::catalog::{Catalog, Entry, Piece};
use crate::diagnostic::Diagnostic;
use crate::document::Requirement;
use crate::mark::SEPARATOR;
use crate::select::Decision;
use crate::template::Context;
use crate::words::Words;

/// What every requirement is made with.
pub(super) struct Maker<'a> {
    pub(super) catalog: &'a Catalog,
    /// Place of each selected requirement in the document, by catalog id.
    pub(super) places: &'a BTreeMap<&'a str, usize>,
    pub(super) categories: &'a BTreeMap<String, PrintedCategory>,
    /// Numbers of each selected entry, by catalog id.
    pub(super) numbers: &'a BTreeMap<String, Vec<String>>,
    pub(super) words: &'a Words,
    /// Whether the document stays within the agency.
    pub(super) internal: bool,
}

/// The templates of an entry, to be rendered together.
pub(super) fn source(entry: &Entry) -> Source<'_> {
    Source { file: &entry.file, pieces: entry.templates().collect() }
}

impl Maker<'_> {
    /// A requirement for each element of the entry at a place of the renderer.
    pub(super) fn make_all(
        &self,
        decision: &Decision<'_>,
        renderer: &Renderer<'_>,
        at: usize,
        context: &Context,
    ) -> Result<Vec<Requirement>, Vec<Diagnostic>> {
        let mut context = context.clone();
        let numbers = self.numbers.get(&decision.entry.id.text).map(Vec::as_slice).unwrap_or_default();
        let mut out = Vec::with_capacity(numbers.len());
        for (place, (element, number)) in decision.elements.iter().zip(numbers).enumerate() {
            context.insert("it", &element.value);
            let text = renderer.render(at, &context).map_err(|fault| vec![fault])?;
            let id = &decision.entry.id.text;
            let anchor = if place == 0 { id.clone() } else { format!("{id}.{}", place + 1) };
            let instance = element.key.clone();
            let number = number.clone();
            out.push(Requirement { anchor, instance, number, ..self.make(decision, &text)? });
        }
        Ok(out)
    }

    fn make(&self, decision: &Decision<'_>, text: &str) -> Result<Requirement, Vec<Diagnostic>> {
        let entry = decision.entry;
        let mut texts = text.split(SEPARATOR);
        let mut next = || texts.next().unwrap_or_default();
        let title = line(next(), &entry.file, &entry.title)?;
        let (definition, details) = body(next(), entry)?;
        let mut lines = |pieces: &[Piece]| -> Result<Vec<Vec<Inline>>, Vec<Diagnostic>> {
            let mut out = Vec::new();
            for piece in pieces {
                let content = line(next(), &entry.file, piece)?;
                if !content.is_empty() {
                    out.push(content);
                }
            }
            Ok(out)
        };
        let acceptance = lines(&entry.verification)?;
        let deliverables = lines(&entry.deliverables)?;
        let sources = texts
            .filter(|text| !text.trim().is_empty())
            .map(|text| self.catalog.cite(text.trim(), self.words))
            .collect();
        let category = self.categories.get(&entry.category);
        Ok(Requirement {
            id: entry.id.text.clone(),
            anchor: String::new(),
            instance: String::new(),
            number: String::new(),
            category: category.map(|category| category.code.clone()).unwrap_or_default(),
            category_name: category.map(|category| category.name.clone()).unwrap_or_default(),
            title,
            component: self.component(entry),
            level: entry.level.clone(),
            definition,
            details,
            deliverables,
            related: self.related(entry),
            acceptance,
            sources,
            reason: decision.reason(self.words, self.internal),
            answer: None,
        })
    }

    /// The name of the component that the entry belongs to.
    fn component(&self, entry: &Entry) -> String {
        let id = self.catalog.component_of(entry);
        let component = self.catalog.components.iter().find(|component| Some(component.id.as_str()) == id);
        component.map(|component| component.name.clone()).unwrap_or_default()
    }

    fn related(&self, entry: &Entry) -> Vec<Inline> {
        let mut related: Vec<(&str, String)> = entry
            .related
            .iter()
            .filter_map(|piece| Some((piece.text.as_str(), range(self.numbers.get(&piece.text)?))))
            .collect();
        // In document order, as a reader looks them up.
        related.sort_by_key(|(id, _)| self.places.get(id));
        let mut out = Vec::new();
        for (id, number) in related {
            if !out.is_empty() {
                out.push(Inline::Text(", ".to_owned()));
            }
            out.push(Inline::Reference { anchor: id.to_owned(), text: number });
        }
        out
    }
}

/// Definition and duties.
type Body = (Vec<Inline>, Vec<Vec<Inline>>);

/// A body is one paragraph of definition and one flat list of duties.
fn body(text: &str, entry: &Entry) -> Result<Body, Vec<Diagnostic>> {
    let fault = |message: &str| {
        vec![
            Diagnostic::error("body", message)
                .hint("본문은 정의 한 문단과 한 단계 목록(`- `)으로 씁니다")
                .file(&entry.file)
                .span(entry.body.span(None)),
        ]
    };
    let mut definition: Vec<Inline> = Vec::new();
    let mut details = Vec::new();
    for block in blocks(text, &entry.file, &entry.body)? {
        match block {
            Block::Paragraph(content) if definition.is_empty() && details.is_empty() => definition = content,
            Block::List { ordered: false, items } => {
                for item in items {
                    match <[Block; 1]>::try_from(item) {
                        Ok([Block::Paragraph(content)]) => details.push(content),
                        _ => return Err(fault("목록의 항목은 한 문단이어야 합니다")),
                    }
                }
            }
            _ => return Err(fault("요구사항 본문에 쓸 수 없는 요소가 있습니다")),
        }
    }
    if details.is_empty() {
        return Err(fault("세부 내용이 하나도 없습니다"));
    }
    Ok((definition, details))
}
