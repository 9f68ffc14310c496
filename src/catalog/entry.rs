//! A requirement before it meets a project, and a part of the document.

use std::collections::BTreeMap;
use std::ops::Range;

use toml::Spanned;

use super::front_matter::{self, FrontMatter, Head, Piece};
use super::outline::Audience;
use crate::diagnostic::Diagnostic;
use crate::profile::Repeated;

/// A value that a text prints, and the profile field that sets it.
#[derive(Debug, Clone, PartialEq)]
pub struct Parameter {
    /// Name in the template.
    pub name: String,
    /// Profile field, such as `operations.rto_minutes`.
    pub field: String,
    /// Name shown to people when the profile's schema has none (`values.…`).
    pub label: Option<String>,
    /// Value when the profile says nothing; none where no default is honest.
    pub default: Option<serde_json::Value>,
    /// Unit printed right after the value.
    pub unit: String,
    /// Smallest value allowed.
    pub min: Option<f64>,
    /// Largest value allowed.
    pub max: Option<f64>,
    /// Printed as a date.
    pub date: bool,
    /// Where its name stands in the file.
    pub span: Range<usize>,
    /// Where its field stands in the file.
    pub field_span: Range<usize>,
}

/// One requirement of the catalog.
#[derive(Debug, Clone, Default)]
pub struct Entry {
    /// Identity; never changes and is never printed.
    pub id: Piece,
    /// Code of the category: the folder's name.
    pub category: String,
    /// Place within the category.
    pub order: i64,
    /// Title template.
    pub title: Piece,
    /// Conditions that must all hold.
    pub when: Vec<Piece>,
    /// What it repeats over; each element makes a requirement and is `it` in the templates.
    pub for_each: Option<Repeated>,
    /// 응락수준: 필수 or 권고.
    pub level: String,
    /// Ids of related requirements.
    pub related: Vec<Piece>,
    /// Deliverables, templates.
    pub deliverables: Vec<Piece>,
    /// Acceptance criteria, templates; one that renders to nothing is dropped.
    pub verification: Vec<Piece>,
    /// Citation ids with article, templates: `cloud-use-notice 제14조`; one that renders to nothing is dropped.
    pub citations: Vec<Piece>,
    /// Component of the reference model it belongs to; the category's when it names none.
    pub component: Option<Piece>,
    /// Values printed.
    pub parameters: Vec<Parameter>,
    /// Definition and items, template.
    pub body: Piece,
    /// File it was read from.
    pub file: String,
    /// Takes the entry of the same id out of the catalog below.
    pub disabled: bool,
}

/// What a part adds after its prose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Generated {
    /// Categories with their counts.
    Summary,
    /// Requirements by number and title.
    List,
    /// A table for each requirement.
    Details,
    /// Laws and notices with the requirements they are the ground of.
    Laws,
    /// Deliverables by phase.
    Deliverables,
    /// Requirement, deliverables, acceptance criteria.
    Traceability,
    /// The bidder's matrix.
    Compliance,
    /// Terms used.
    Glossary,
}

impl Generated {
    /// Whether it is what `--part requirements` means.
    pub fn is_requirements(self) -> bool {
        matches!(self, Self::Summary | Self::List | Self::Details)
    }

    /// Whether it says something of each requirement, or counts them.
    pub fn is_of_each(self) -> bool {
        self.is_requirements() || matches!(self, Self::Traceability | Self::Compliance)
    }

    /// Whether it cannot be made of nothing.
    pub fn needs_requirements(self) -> bool {
        matches!(self, Self::List | Self::Details | Self::Compliance)
    }
}

/// What a part draws.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Drawn {
    /// The components of the target architecture.
    Architecture,
    /// Services and the calls between them.
    Services,
    /// Phases over the project's months.
    Roadmap,
    /// How requests are split over clouds.
    Traffic,
}

/// A part of the document in prose.
#[derive(Debug, Clone, Default)]
pub struct Part {
    /// Name for `--part`: the file's name.
    pub id: String,
    /// Who may read it.
    pub audience: Audience,
    /// Heading template; none for a part without a heading.
    pub title: Option<Piece>,
    /// Conditions that must all hold.
    pub when: Vec<Piece>,
    /// Values printed.
    pub parameters: Vec<Parameter>,
    /// Prose template.
    pub body: Piece,
    /// What follows the prose.
    pub generate: Option<Generated>,
    /// The figure drawn after the first paragraph, or first of all.
    pub figure: Option<Drawn>,
    /// Citation ids with article, templates, as in an entry.
    pub citations: Vec<Piece>,
    /// Column widths of its Markdown tables in percent, table by table.
    pub widths: Vec<Vec<u8>>,
    /// Leading columns in which equal cells, one above the other, are one cell.
    pub merge: usize,
    /// File it was read from.
    pub file: String,
}

const GENERATED: [(&str, Generated); 8] = [
    ("summary", Generated::Summary),
    ("list", Generated::List),
    ("details", Generated::Details),
    ("laws", Generated::Laws),
    ("deliverables", Generated::Deliverables),
    ("traceability", Generated::Traceability),
    ("compliance", Generated::Compliance),
    ("glossary", Generated::Glossary),
];

const DRAWN: [(&str, Drawn); 4] = [
    ("architecture", Drawn::Architecture),
    ("services", Drawn::Services),
    ("roadmap", Drawn::Roadmap),
    ("traffic", Drawn::Traffic),
];

/// One of a few names.
fn choice<T: Copy>(
    given: Option<Spanned<String>>,
    field: &str,
    known: &[(&str, T)],
    file: &str,
    head: &Head<'_>,
) -> Result<Option<T>, Diagnostic> {
    let Some(given) = given else { return Ok(None) };
    let found = known.iter().find(|(name, _)| *name == given.as_ref()).map(|(_, value)| *value);
    found.map(Some).ok_or_else(|| {
        let names: Vec<&str> = known.iter().map(|(name, _)| *name).collect();
        Diagnostic::error("front-matter", format!("`{field}` 값을 모릅니다: `{}`", given.as_ref()))
            .hint(format!("쓸 수 있는 값: {}", names.join(", ")))
            .file(file)
            .span(head.span(given.span()))
    })
}

impl Entry {
    /// Its templates in the order in which they are rendered: title, body,
    /// acceptance criteria, deliverables, citations.
    pub fn templates(&self) -> impl Iterator<Item = &Piece> {
        let lists = self.verification.iter().chain(&self.deliverables).chain(&self.citations);
        [&self.title, &self.body].into_iter().chain(lists)
    }

    pub(super) fn read(category: &str, file: &str, text: &str) -> Result<Self, Diagnostic> {
        let (front, head, body) = front_matter::read(file, text)?;
        let missing = |what: &str| {
            Diagnostic::error("front-matter", format!("머리말에 `{what}` 항목이 없습니다")).file(file).span(0..3)
        };
        let parameters = parameters(&head, front.parameters);
        let for_each = choice(front.for_each, "for_each", &Repeated::NAMES, file, &head)?;
        let entry = Self {
            id: head.piece(front.id.ok_or_else(|| missing("id"))?),
            category: category.to_owned(),
            order: front.order,
            title: front.title.map(|title| head.piece(title)).unwrap_or_default(),
            when: head.pieces(front.when),
            for_each,
            level: front.level.unwrap_or_else(|| "필수".to_owned()),
            related: head.pieces(front.related),
            deliverables: head.pieces(front.deliverables),
            verification: head.pieces(front.verification),
            citations: head.pieces(front.citations),
            component: front.component.map(|component| head.piece(component)),
            parameters,
            body,
            file: file.to_owned(),
            disabled: front.disabled,
        };
        if entry.title.text.is_empty() && !entry.disabled {
            return Err(missing("title"));
        }
        Ok(entry)
    }
}

impl Part {
    /// Its templates in the order in which they are rendered: title, body.
    pub fn templates(&self) -> impl Iterator<Item = &Piece> {
        self.title.iter().chain([&self.body])
    }

    pub(super) fn read(file: &str, text: &str) -> Result<Self, Diagnostic> {
        let (front, head, body) = front_matter::read(file, text)?;
        let FrontMatter {
            audience, title, when, parameters: tables, generate, figure, citations, widths, merge, ..
        } = front;
        let figure = choice(figure, "figure", &DRAWN, file, &head)?;
        let generate = choice(generate, "generate", &GENERATED, file, &head)?;
        let name = file.rsplit('/').next().unwrap_or(file);
        Ok(Self {
            id: name.trim_end_matches(".md").to_owned(),
            audience,
            title: title.map(|title| head.piece(title)),
            when: head.pieces(when),
            parameters: parameters(&head, tables),
            body,
            generate,
            figure,
            citations: head.pieces(citations),
            widths,
            merge,
            file: file.to_owned(),
        })
    }
}

fn parameters(head: &Head<'_>, tables: BTreeMap<Spanned<String>, front_matter::ParameterTable>) -> Vec<Parameter> {
    tables
        .into_iter()
        .map(|(name, table)| Parameter {
            span: head.span(name.span()),
            name: name.into_inner(),
            field_span: head.span(table.field.span()),
            field: table.field.into_inner(),
            label: table.label,
            default: table.default.map(Spanned::into_inner),
            unit: table.unit,
            min: table.min,
            max: table.max,
            date: table.date,
        })
        .collect()
}
