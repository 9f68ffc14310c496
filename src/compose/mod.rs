//! Selection → document: values filled, requirements numbered, parts arranged.

mod number;
mod open;
mod overview;
mod render;
mod requirement;
mod value;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::assets::Assets;
use crate::catalog::{Catalog, Parameter, Part};
use crate::diagnostic::Diagnostic;
use crate::document::{Block, CategoryCount, Document, Layout, Section};
use crate::mark::SEPARATOR;
use crate::profile::Profile;
use crate::select::Selection;
use crate::template::{Context, Printed, evaluate};
use crate::words::Words;
use render::{Renderer, Source};
use value::Values;

/// The part that gives the document its title.
const COVER: &str = "cover";
/// Stands for the parts that the requirements make up.
const REQUIREMENTS: &str = "requirements";

/// What the caller may choose for one document.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Layout of the requirement tables; the profile's, or `full`.
    pub layout: Option<String>,
    /// Parts to print; all when empty.
    pub parts: Vec<String>,
    /// Refuse whatever nobody has decided, and print no marks.
    pub last: bool,
}

/// Fills, numbers and arranges the selected requirements.
///
/// # Errors
/// An empty selection, values out of bounds, templates that fail, names of layouts or parts that do
/// not exist, and with [`Options::last`] each value that nobody has decided.
pub fn compose(
    profile: &Profile,
    catalog: &Catalog,
    selection: &Selection<'_>,
    assets: &Assets,
    options: &Options,
) -> Result<Document, Vec<Diagnostic>> {
    if selection.selected().next().is_none() {
        return Err(vec![
            Diagnostic::error("empty-selection", "이 프로필에 해당하는 요구사항이 없습니다").hint(
                "containers, cicd, api_gateway, cloud 가운데 사업에 있는 부분을 적으세요. 이유는 `balju explain`으로 볼 수 있습니다",
            ),
        ]);
    }
    let words = Words::read(assets).map_err(|fault| vec![fault])?;
    let settings = &profile.document;
    let layout_name = options.layout.as_deref().or(settings.layout.as_deref()).unwrap_or("full");
    let layout = Layout::read(layout_name, &settings.rows, assets, &words)?;
    let categories = number::categories(catalog, settings);
    let numbers = number::numbers(selection, &categories, settings);
    let ranges = numbers.iter().map(|(id, numbers)| (id.clone(), number::range(numbers))).collect();
    let printed = Arc::new(Printed { numbers: ranges, missing: words.missing.clone() });

    let mut context = Context::from_object(&profile.effective());
    // As a map, for `in` looks through a whole list.
    context.insert("selected", &printed.numbers);
    context.insert("draft", &!options.last);
    context.insert("catalog_edition", &catalog.version);

    let parts = parts_that_hold(catalog, &context)?;
    check_names(&options.parts, &parts)?;
    let chosen: Vec<_> = selection.selected().collect();
    let sources = chosen.iter().map(|decision| requirement::source(decision.entry));
    let sources = sources.chain(parts.iter().map(|part| part_source(part)));
    let renderer = Renderer::new(sources.collect(), &printed)?;

    let values = Values::new(profile, &catalog.version, &words);
    let mut faults = Vec::new();
    let places = chosen.iter().enumerate().map(|(at, decision)| (decision.entry.id.text.as_str(), at)).collect();
    let maker =
        requirement::Maker { catalog, places: &places, categories: &categories, numbers: &numbers, words: &words };
    let mut requirements = Vec::with_capacity(chosen.len());
    for (at, decision) in chosen.iter().enumerate() {
        let made = fill(&context, &decision.entry.parameters, &values)
            .and_then(|context| maker.make_all(decision, &renderer, at, &context));
        match made {
            Ok(made) => requirements.extend(made),
            Err(new) => faults.extend(new),
        }
    }
    let mut document = Document {
        title: Vec::new(),
        catalog_version: catalog.version.clone(),
        date: profile.project.date.clone(),
        draft: !options.last,
        sections: Vec::new(),
        categories: count(catalog, &categories, &requirements),
        requirements,
        open: Vec::new(),
        layout,
    };
    for (at, part) in parts.iter().enumerate() {
        let made = fill(&context, &part.parameters, &values)
            .and_then(|context| section(part, &renderer, chosen.len() + at, &context));
        match made {
            Ok(mut section) => {
                if part.id == COVER {
                    document.title = section.title.take().unwrap_or_default();
                }
                if is_wanted(part, &options.parts) {
                    section.blocks.extend(overview::generate(part.generate, &document, &words));
                    document.sections.push(section);
                }
            }
            Err(new) => faults.extend(new),
        }
    }
    document.open = open::values(&document, catalog);
    if options.last {
        faults.extend(document.open.iter().map(open::refusal));
    }
    if faults.is_empty() { Ok(document) } else { Err(dedup(faults)) }
}

/// One mistake in the profile concerns each text that prints the value; it is said once.
fn dedup(faults: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut out: Vec<Diagnostic> = Vec::new();
    for fault in faults {
        if !out.contains(&fault) {
            out.push(fault);
        }
    }
    out
}

/// The context with an entry's parameters, each as marked text.
fn fill(context: &Context, parameters: &[Parameter], values: &Values<'_>) -> Result<Context, Vec<Diagnostic>> {
    let mut context = context.clone();
    let mut faults = Vec::new();
    for parameter in parameters {
        match values.resolve(parameter) {
            Ok(text) => context.insert(&parameter.name, &text),
            Err(fault) => faults.push(fault),
        }
    }
    if faults.is_empty() { Ok(context) } else { Err(faults) }
}

fn parts_that_hold<'c>(catalog: &'c Catalog, context: &Context) -> Result<Vec<&'c Part>, Vec<Diagnostic>> {
    let mut out = Vec::new();
    for part in &catalog.parts {
        let clauses: Vec<&str> = part.when.iter().map(|clause| clause.text.as_str()).collect();
        let holds = evaluate(&clauses, context).map_err(|error| {
            let clause = part.when.iter().find(|clause| clause.text == error.name);
            vec![
                Diagnostic::error("condition", format!("조건을 판단할 수 없습니다: {}", error.message))
                    .file(&part.file)
                    .span(clause.map_or(0..3, |clause| clause.span(error.span.clone()))),
            ]
        })?;
        if holds.iter().all(|holds| *holds) {
            out.push(part);
        }
    }
    Ok(out)
}

fn check_names(wanted: &[String], parts: &[&Part]) -> Result<(), Vec<Diagnostic>> {
    let names = || parts.iter().map(|part| part.id.as_str()).chain([REQUIREMENTS, "all"]);
    let faults: Vec<Diagnostic> = wanted
        .iter()
        .filter(|wanted| !names().any(|name| name == *wanted))
        .map(|wanted| {
            Diagnostic::error("unknown-part", format!("`{wanted}`: 이 문서에 없는 부분입니다"))
                .hint(format!("쓸 수 있는 이름: {}", names().collect::<Vec<_>>().join(", ")))
        })
        .collect();
    if faults.is_empty() { Ok(()) } else { Err(faults) }
}

fn is_wanted(part: &Part, wanted: &[String]) -> bool {
    wanted.is_empty()
        || wanted
            .iter()
            .any(|name| name == "all" || *name == part.id || (name == REQUIREMENTS && part.generate.is_some()))
}

fn part_source(part: &Part) -> Source<'_> {
    Source { file: &part.file, pieces: part.title.iter().chain([&part.body]).collect() }
}

fn section(part: &Part, renderer: &Renderer<'_>, at: usize, context: &Context) -> Result<Section, Vec<Diagnostic>> {
    let text = renderer.render(at, context).map_err(|fault| vec![fault])?;
    let mut texts = text.split(SEPARATOR);
    let title = match &part.title {
        Some(piece) => Some(render::line(texts.next().unwrap_or_default(), &part.file, piece)?),
        None => None,
    };
    let mut blocks = render::blocks(texts.next().unwrap_or_default(), &part.file, &part.body)?;
    for block in &mut blocks {
        // Markdown tables have no caption of their own.
        if let (Block::Table(table), Some(title)) = (block, &title) {
            table.caption.clone_from(title);
        }
    }
    Ok(Section { id: part.id.clone(), title, blocks })
}

fn count(
    catalog: &Catalog,
    categories: &BTreeMap<String, number::PrintedCategory>,
    requirements: &[crate::document::Requirement],
) -> Vec<CategoryCount> {
    let printed = catalog.categories.iter().filter_map(|category| categories.get(&category.code));
    let counted = printed.map(|category| CategoryCount {
        code: category.code.clone(),
        name: category.name.clone(),
        definition: category.definition.clone(),
        count: requirements.iter().filter(|r| r.category == category.code).count(),
    });
    counted.filter(|category| category.count > 0).collect()
}
