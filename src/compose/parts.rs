//! Which parts a document has: by its outline, its conditions, the caller's wish.

use super::render::{self, Renderer, Source};
use crate::catalog::{Audience, Catalog, Generated, Outline, Part};
use crate::diagnostic::Diagnostic;
use crate::document::{Block, Inline, Section};
use crate::mark::SEPARATOR;
use crate::template::Context;

/// Stands for the parts that list and state the requirements.
pub(super) const REQUIREMENTS: &str = "requirements";
/// The outline of a document when none is named.
const DEFAULT: &str = "rfp";

/// The outline of a name; `rfp` when none is given.
///
/// # Errors
/// When there is no outline of that name.
pub(super) fn outline<'c>(catalog: &'c Catalog, name: Option<&str>) -> Result<&'c Outline, Vec<Diagnostic>> {
    let name = name.unwrap_or(DEFAULT);
    catalog.outlines.iter().find(|outline| outline.name == name).ok_or_else(|| {
        let names: Vec<&str> = catalog.outlines.iter().map(|outline| outline.name.as_str()).collect();
        vec![
            Diagnostic::error("unknown-outline", format!("`{name}`: 없는 문서 종류입니다"))
                .hint(format!("쓸 수 있는 종류: {}", names.join(", "))),
        ]
    })
}

/// The parts of an outline whose conditions hold, in its order.
///
/// # Errors
/// Names of parts that do not exist, conditions that fail, and an internal part
/// in a public outline.
pub(super) fn choose<'c>(
    catalog: &'c Catalog,
    outline: &Outline,
    wanted: &[String],
    context: &Context,
) -> Result<Vec<&'c Part>, Vec<Diagnostic>> {
    let name = &outline.name;
    let mut faults = Vec::new();
    let mut parts = Vec::new();
    for id in &outline.parts {
        let Some(part) = catalog.parts.iter().find(|part| part.id == *id) else {
            faults.push(
                Diagnostic::error(
                    "unknown-part",
                    format!("`{id}`: 문서 종류 `{name}`의 차례에 있으나 없는 부분입니다"),
                )
                .hint(format!("document/{id}.md 파일을 두거나 document/outlines.toml에서 빼세요")),
            );
            continue;
        };
        if outline.audience == Audience::Public && part.audience == Audience::Internal {
            faults.push(
                Diagnostic::error(
                    "internal-part",
                    format!("`{id}`: 내부용 부분이 공개 문서 `{name}`의 차례에 있습니다"),
                )
                .hint("document/outlines.toml에서 이 부분을 빼세요"),
            );
        } else if holds(part, catalog, context)? {
            parts.push(part);
        }
    }
    faults.extend(unknown_names(wanted, &parts, catalog));
    if faults.is_empty() { Ok(parts) } else { Err(faults) }
}

fn holds(part: &Part, catalog: &Catalog, context: &Context) -> Result<bool, Vec<Diagnostic>> {
    if part.when.is_empty() {
        return Ok(true);
    }
    let clauses: Vec<&str> = part.when.iter().map(|clause| clause.text.as_str()).collect();
    let results = catalog.evaluate(&clauses, context).map_err(|error| {
        let clause = part.when.iter().find(|clause| clause.text == error.name);
        vec![
            Diagnostic::error("condition", format!("조건을 판단할 수 없습니다: {}", error.message))
                .file(&part.file)
                .span(clause.map_or(0..3, |clause| clause.span(error.span.clone()))),
        ]
    })?;
    Ok(results.iter().all(|holds| *holds))
}

fn unknown_names(wanted: &[String], parts: &[&Part], catalog: &Catalog) -> Vec<Diagnostic> {
    let names = || parts.iter().map(|part| part.id.as_str()).chain([REQUIREMENTS, "all"]);
    wanted
        .iter()
        .filter(|wanted| !names().any(|name| name == *wanted))
        .map(|wanted| {
            let has = |outline: &&Outline| outline.parts.contains(wanted);
            let elsewhere: Vec<&str> =
                catalog.outlines.iter().filter(has).map(|outline| outline.name.as_str()).collect();
            let elsewhere = match elsewhere.as_slice() {
                [] => String::new(),
                names => format!("이 부분은 문서 종류 {}에 있고, 적을 것이 없으면 빠집니다. ", names.join(", ")),
            };
            Diagnostic::error("unknown-part", format!("`{wanted}`: 이 문서에 없는 부분입니다"))
                .hint(format!("{elsewhere}쓸 수 있는 이름: {}", names().collect::<Vec<_>>().join(", ")))
        })
        .collect()
}

/// Whether the caller wants a part printed.
pub(super) fn is_wanted(part: &Part, wanted: &[String]) -> bool {
    let is_group = part.generate.is_some_and(Generated::is_requirements);
    wanted.is_empty()
        || wanted.iter().any(|name| name == "all" || *name == part.id || (name == REQUIREMENTS && is_group))
}

/// The templates of a part, to be rendered together.
pub(super) fn source(part: &Part) -> Source<'_> {
    Source { file: &part.file, pieces: part.templates().collect() }
}

/// Renders the prose of a part at a place of the renderer.
pub(super) fn section(
    part: &Part,
    renderer: &Renderer<'_>,
    at: usize,
    context: &Context,
) -> Result<Section, Vec<Diagnostic>> {
    let text = renderer.render(at, context).map_err(|fault| vec![fault])?;
    let mut texts = text.split(SEPARATOR);
    let title = match &part.title {
        Some(piece) => Some(render::line(texts.next().unwrap_or_default(), &part.file, piece)?),
        None => None,
    };
    let mut blocks = render::blocks(texts.next().unwrap_or_default(), &part.file, &part.body)?;
    finish_tables(&mut blocks, part, title.as_deref().unwrap_or_default());
    Ok(Section { id: part.id.clone(), title, blocks, prose: 0, sources: Vec::new() })
}

/// Markdown tables have no caption, widths or merged cells of their own.
fn finish_tables(blocks: &mut [Block], part: &Part, title: &[Inline]) {
    let mut caption = title.to_vec();
    let mut widths = part.widths.iter();
    let mut width: Option<&Vec<u8>> = None;
    for block in blocks {
        match block {
            Block::Heading { content, .. } => caption.clone_from(content),
            Block::Table(table) => {
                table.caption.clone_from(&caption);
                // Each table takes the next widths for as many columns; the last ones serve all that follow.
                width = widths.find(|width| width.len() == table.widths.len()).or(width);
                if let Some(width) = width.filter(|width| width.len() == table.widths.len()) {
                    table.widths.clone_from(width);
                }
                table.merge_equal(part.merge);
            }
            _ => {}
        }
    }
}
