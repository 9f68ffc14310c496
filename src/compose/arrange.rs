//! A finished document arranged anew: other parts, another layout, answers. Its requirements stay as they are.

use std::collections::BTreeMap;

use super::{Options, answers, overview, parts, retain_categories};
use crate::assets::Assets;
use crate::catalog::{Catalog, Generated, Part};
use crate::diagnostic::Diagnostic;
use crate::document::{Block, Document, Field, Inline, Layout, Section};
use crate::words::Words;

/// Arranges a document that was read, as [`compose`](super::compose()) does one that is made from a profile.
///
/// Without an outline or parts its own sections stay; else it has the parts of them that are drawn
/// from the requirements: lists, matrices, tables.
///
/// # Errors
/// Names of layouts, outlines, parts and categories that do not exist, answers to what is not required.
pub fn arrange(
    mut document: Document,
    catalog: &Catalog,
    assets: &Assets,
    options: &Options,
) -> Result<Document, Vec<Diagnostic>> {
    let words = Words::read(assets).map_err(|fault| vec![fault])?;
    if let Some(name) = options.layout.as_deref() {
        let has = |field: Field| document.layout.rows.iter().any(|row| row.field == Some(field));
        let rows = [("source", Field::Sources), ("level", Field::Level)];
        let rows: Vec<String> = rows.iter().filter(|row| has(row.1)).map(|row| row.0.to_owned()).collect();
        document.layout = Layout::read(name, &rows, assets, &words)?;
    }
    let wanted = if options.parts.is_empty() && !options.categories.is_empty() {
        vec![parts::REQUIREMENTS.to_owned()]
    } else {
        options.parts.clone()
    };
    let drawn = drawn(catalog, options.outline.as_deref(), &wanted)?;
    if let Some(given) = &options.answers {
        let faults = answers::give(given, &mut document.requirements, &words);
        if !faults.is_empty() {
            return Err(faults);
        }
    }
    let before: Vec<String> = document.requirements.iter().map(|one| one.anchor.clone()).collect();
    retain_categories(&mut document.requirements, &options.categories)?;
    let left: BTreeMap<&str, usize> =
        document.requirements.iter().enumerate().map(|(at, one)| (one.anchor.as_str(), at)).collect();
    let places: Vec<Option<usize>> = before.iter().map(|anchor| left.get(anchor.as_str()).copied()).collect();
    for category in &mut document.categories {
        let is_of = |code: &str, name: &str| category.code == code && (!code.is_empty() || category.name == name);
        category.count = document.requirements.iter().filter(|one| is_of(&one.category, &one.category_name)).count();
    }
    document.categories.retain(|category| category.count > 0);
    if let Some(drawn) = drawn {
        let section = |(part, what): (&Part, Generated)| {
            Section {
                id: part.id.clone(),
                title: part.title.as_ref().map(|title| vec![Inline::Text(title.text.clone())]),
                blocks: Vec::new(),
                prose: 0,
                sources: Vec::new(),
            }
            .completed(Some(overview::generate(what, &document, &words)))
        };
        document.sections = drawn.into_iter().filter_map(section).collect();
    } else {
        for section in &mut document.sections {
            moved(&mut section.blocks, &places);
            section.prose = section.prose.min(section.blocks.len());
        }
    }
    Ok(document)
}

/// Parts with what is drawn in them.
type Drawn<'c> = Vec<(&'c Part, Generated)>;

/// The parts that are drawn from the requirements, when any are asked for.
fn drawn<'c>(
    catalog: &'c Catalog,
    outline: Option<&str>,
    wanted: &[String],
) -> Result<Option<Drawn<'c>>, Vec<Diagnostic>> {
    if outline.is_none() && wanted.is_empty() {
        return Ok(None);
    }
    let outline = parts::outline(catalog, outline)?;
    let of = |id: &String| catalog.parts.iter().find(|part| part.id == *id);
    let drawn: Drawn<'_> =
        outline.parts.iter().filter_map(of).filter_map(|part| Some((part, part.generate?))).collect();
    let names = || drawn.iter().map(|(part, _)| part.id.as_str()).chain([parts::REQUIREMENTS, "all"]);
    let unknown = wanted.iter().filter(|wanted| !names().any(|name| name == *wanted)).map(|wanted| {
        Diagnostic::error("unknown-part", format!("`{wanted}`: 읽은 문서에서 만들 수 없는 부분입니다"))
            .hint(format!("쓸 수 있는 이름: {}", names().collect::<Vec<_>>().join(", ")))
    });
    let unknown: Vec<Diagnostic> = unknown.collect();
    if !unknown.is_empty() {
        return Err(unknown);
    }
    Ok(Some(drawn.into_iter().filter(|(part, _)| parts::is_wanted(part, wanted)).collect()))
}

/// Lets blocks refer to where requirements stand now; those that are gone are gone here too.
fn moved(blocks: &mut Vec<Block>, places: &[Option<usize>]) {
    blocks.retain_mut(|block| match block {
        Block::Requirement(at) => match places.get(*at).copied().flatten() {
            Some(place) => {
                *at = place;
                true
            }
            None => false,
        },
        _ => true,
    });
}
