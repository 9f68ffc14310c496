//! Selection → document: values filled, requirements numbered, parts arranged.

mod appendix;
mod number;
mod open;
mod overview;
mod parts;
mod render;
mod requirement;
mod value;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::assets::Assets;
use crate::catalog::{Catalog, Parameter, Part};
use crate::diagnostic::Diagnostic;
use crate::document::{CategoryCount, Document, Layout, Requirement};
use crate::profile::Profile;
use crate::select::{Decision, Selection};
use crate::template::{Context, Printed};
use crate::words::Words;
use render::Renderer;
use value::Values;

/// The part that gives the document its title.
const COVER: &str = "cover";

/// What the caller may choose for one document.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Layout of the requirement tables; the profile's, or `full`.
    pub layout: Option<String>,
    /// Kind of document; `rfp` when none is named.
    pub outline: Option<String>,
    /// Parts to print; all of the outline when empty.
    pub parts: Vec<String>,
    /// Codes of the categories to print; all when empty. Numbers stay as they are.
    pub categories: Vec<String>,
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
    if selection.is_empty() {
        return Err(vec![
            Diagnostic::error("empty-selection", "이 프로필에 해당하는 요구사항이 없습니다").hint(
                "containers, cicd, api_gateway, cloud 가운데 사업에 있는 부분을 적으세요. 이유는 `balju explain`으로 볼 수 있습니다",
            ),
        ]);
    }
    let words = Words::read(assets).map_err(|fault| vec![fault])?;
    let outline = parts::outline(catalog, options.outline.as_deref())?;
    let settings = &profile.document;
    let layout_name = options.layout.as_deref().or(settings.layout.as_deref()).unwrap_or("full");
    let layout = Layout::read(layout_name, &settings.rows, assets, &words)?;
    let categories = number::categories(catalog, settings)?;
    let numbers = number::numbers(selection, &categories, settings);
    let ranges = numbers.iter().map(|(id, numbers)| (id.clone(), number::range(numbers))).collect();
    let printed = Arc::new(Printed { numbers: ranges, missing: words.missing.clone() });

    let mut context = Context::from_object(&profile.effective());
    // As a map, for `in` looks through a whole list.
    context.insert("selected", &printed.numbers);
    context.insert("draft", &!options.last);
    context.insert("catalog_edition", &catalog.version);

    context.insert("outline_title", &outline.title);

    // Categories are chosen to be read alone.
    let wanted = if options.parts.is_empty() && !options.categories.is_empty() {
        vec![parts::REQUIREMENTS.to_owned()]
    } else {
        options.parts.clone()
    };
    let parts = parts::choose(catalog, outline, &wanted, &context)?;
    let chosen: Vec<_> = selection.selected().collect();
    let sources = chosen.iter().map(|decision| requirement::source(decision.entry));
    let sources = sources.chain(parts.iter().map(|part| parts::source(part)));
    let press = Press {
        renderer: Renderer::new(sources.collect(), &printed)?,
        values: Values::new(profile, &catalog.version, &words),
        context,
    };
    let places = chosen.iter().enumerate().map(|(at, decision)| (decision.entry.id.text.as_str(), at)).collect();
    let maker =
        requirement::Maker { catalog, places: &places, categories: &categories, numbers: &numbers, words: &words };

    let (mut requirements, mut faults) = press.requirements(&chosen, &maker);
    retain_categories(&mut requirements, &options.categories)?;
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
    faults.extend(press.sections(&mut document, &parts, chosen.len(), &wanted, &words));
    document.open = open::values(&document, catalog);
    if options.last {
        faults.extend(open::refusals(&document.open));
    }
    if faults.is_empty() { Ok(document) } else { Err(dedup(faults)) }
}

/// Templates, the values that fill them, and everything else they see.
struct Press<'a> {
    renderer: Renderer<'a>,
    values: Values<'a>,
    context: Context,
}

impl Press<'_> {
    /// The requirements of the chosen entries, and what is wrong with some of them.
    fn requirements(
        &self,
        chosen: &[&Decision<'_>],
        maker: &requirement::Maker<'_>,
    ) -> (Vec<Requirement>, Vec<Diagnostic>) {
        let mut requirements = Vec::with_capacity(chosen.len());
        let mut faults = Vec::new();
        for (at, decision) in chosen.iter().enumerate() {
            let filled = self.fill(&decision.entry.parameters);
            match filled.and_then(|context| maker.make_all(decision, &self.renderer, at, &context)) {
                Ok(made) => requirements.extend(made),
                Err(new) => faults.extend(new),
            }
        }
        (requirements, faults)
    }

    /// Adds the wanted parts to the document; their templates stand at `first` and after.
    fn sections(
        &self,
        document: &mut Document,
        parts: &[&Part],
        first: usize,
        wanted: &[String],
        words: &Words,
    ) -> Vec<Diagnostic> {
        let mut faults = Vec::new();
        for (at, part) in parts.iter().enumerate() {
            let filled = self.fill(&part.parameters);
            let made = filled.and_then(|context| parts::section(part, &self.renderer, first + at, &context));
            let mut section = match made {
                Ok(section) => section,
                Err(new) => {
                    faults.extend(new);
                    continue;
                }
            };
            if part.id == COVER {
                document.title = section.title.take().unwrap_or_default();
            }
            let generated = overview::generate(part.generate, document, words);
            // A part with nothing to say is left out, not printed empty.
            let is_empty = generated.is_empty() && (part.generate.is_some() || section.blocks.is_empty());
            if parts::is_wanted(part, wanted) && !is_empty {
                section.blocks.extend(generated);
                document.sections.push(section);
            }
        }
        faults
    }

    /// The context with an entry's parameters, each as marked text.
    fn fill(&self, parameters: &[Parameter]) -> Result<Context, Vec<Diagnostic>> {
        let mut context = self.context.clone();
        let mut faults = Vec::new();
        for parameter in parameters {
            match self.values.resolve(parameter) {
                Ok(text) => context.insert(&parameter.name, &text),
                Err(fault) => faults.push(fault),
            }
        }
        if faults.is_empty() { Ok(context) } else { Err(faults) }
    }
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

/// Keeps the requirements of the categories the caller named.
fn retain_categories(requirements: &mut Vec<Requirement>, wanted: &[String]) -> Result<(), Vec<Diagnostic>> {
    if wanted.is_empty() {
        return Ok(());
    }
    let known: BTreeSet<&str> = requirements.iter().map(|requirement| requirement.category.as_str()).collect();
    let unknown = wanted.iter().filter(|code| !known.iter().any(|known| known.eq_ignore_ascii_case(code)));
    let faults: Vec<Diagnostic> = unknown
        .map(|code| {
            let known: Vec<&str> = known.iter().copied().collect();
            Diagnostic::error("unknown-category", format!("`{code}`: 이 문서에 요구사항이 없는 분류입니다"))
                .hint(format!("쓸 수 있는 분류: {}", known.join(", ")))
        })
        .collect();
    if !faults.is_empty() {
        return Err(faults);
    }
    requirements.retain(|requirement| wanted.iter().any(|code| code.eq_ignore_ascii_case(&requirement.category)));
    Ok(())
}

fn count(
    catalog: &Catalog,
    categories: &BTreeMap<String, number::PrintedCategory>,
    requirements: &[Requirement],
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
