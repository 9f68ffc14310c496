//! Selection → document: values filled, requirements numbered, parts arranged.

mod answers;
mod appendix;
mod arrange;
mod audience;
mod citation;
mod components;
mod figures;
mod number;
mod open;
mod overrides;
mod overview;
mod parts;
mod records;
mod render;
mod requirement;
mod scene;
mod state;
mod value;

pub use answers::{outdated, unknown_answers};
pub(crate) use appendix::in_counting_order;
pub use arrange::arrange;
use std::collections::{BTreeMap, BTreeSet};

use crate::assets::Assets;
use crate::catalog::{Audience, Catalog, Generated, Parameter, Part, sample};
use crate::diagnostic::Diagnostic;
use crate::document::{CategoryCount, Document, Layout, Requirement, Section, Withdrawn};
use crate::profile::{Answers, Profile, printed_date};
use crate::select::{Decision, Selection};
use crate::template::{Context, Printed};
use crate::words::Words;
pub use overrides::{outdated_overrides, without_overrides};
pub use records::{RecordStep, record_steps};
use render::Renderer;
use scene::Scene;
pub use state::{DocumentState, states};
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
    /// A bidder's answers, for the matrix.
    pub answers: Option<Answers>,
    /// Refuse whatever nobody has decided, and print no marks.
    pub last: bool,
    /// A format that holds every requirement is written: what nobody has decided in one counts even if no
    /// part prints it.
    pub whole: bool,
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
    let words = Words::read(assets).map_err(|fault| vec![fault])?;
    let outline = parts::outline(catalog, options.outline.as_deref())?;
    let settings = &profile.document;
    let layout_name = options.layout.as_deref().or(settings.layout.as_deref()).unwrap_or("full");
    let layout = Layout::read(layout_name, &settings.rows, assets, &words)?;
    let categories = number::categories(catalog, settings)?;
    let issued = profile.issued.as_ref();
    let state = state::current(issued, assets)?;
    let numbers = number::numbers(selection, &categories, settings, issued);
    let ranges = numbers.iter().map(|(id, numbers)| (id.clone(), number::range(numbers))).collect();
    let printed = Printed { numbers: ranges, titles: left_out(profile, selection), missing: words.missing.clone() };

    let mut scene = Scene::new(profile, catalog, selection, assets, outline, &printed, !options.last)?;
    let shown =
        state.as_ref().map(|(state, step)| format!("{}, {}", state.shown(step.round), printed_date(&step.date)));
    scene.parts.insert("stage", &shown);
    scene.parts.insert("records_by_step", &records::by_step(profile, assets, outline.audience)?);

    // Categories are chosen to be read alone.
    let wanted = if options.parts.is_empty() && !options.categories.is_empty() {
        vec![parts::REQUIREMENTS.to_owned()]
    } else {
        options.parts.clone()
    };
    let parts = parts::choose(catalog, outline, &wanted, &scene.parts)?;
    if selection.is_empty() && parts.iter().any(|part| part.generate.is_some_and(Generated::needs_requirements)) {
        return Err(vec![nothing_selected()]);
    }
    let chosen: Vec<_> = selection.selected().collect();
    let is_internal = outline.audience == Audience::Internal;
    let sources = chosen.iter().map(|decision| (requirement::source(decision.entry), &decision.entry.parameters));
    let sources: Vec<_> = sources.chain(parts.iter().map(|part| (parts::source(part), &part.parameters))).collect();
    if !is_internal {
        let leaks: Vec<Diagnostic> = sources.iter().flat_map(|(source, own)| audience::leaks(source, own)).collect();
        if !leaks.is_empty() {
            return Err(leaks);
        }
    }
    let press = Press {
        renderer: Renderer::new(sources.into_iter().map(|(source, _)| source).collect(), catalog)?,
        values: Values::new(profile, &catalog.version, &words),
        scene,
        catalog,
        assets,
        words: &words,
    };
    let places = chosen.iter().enumerate().map(|(at, decision)| (decision.entry.id.text.as_str(), at)).collect();
    let maker = requirement::Maker {
        catalog,
        places: &places,
        categories: &categories,
        numbers: &numbers,
        words: &words,
        internal: is_internal,
    };

    let (mut requirements, mut faults) = press.requirements(&chosen, &maker);
    overrides::apply(&profile.requirements.overrides, &mut requirements);
    if let Some(given) = &options.answers {
        faults.extend(answers::give(given, &mut requirements, &words));
    }
    if issued.is_some() {
        number::sort(&mut requirements);
    }
    retain_categories(&mut requirements, &options.categories)?;
    let mut withdrawn = match (issued, &state) {
        (Some(issued), Some((state, _))) if state.withdrawn => {
            number::withdrawn(issued, &numbers, catalog, &categories)
        }
        _ => Vec::new(),
    };
    let is_asked = |one: &Withdrawn| options.categories.iter().any(|code| code.eq_ignore_ascii_case(&one.category));
    withdrawn.retain(|one| options.categories.is_empty() || is_asked(one));
    let mut document = Document {
        title: Vec::new(),
        catalog_version: catalog.version.clone(),
        date: profile.project.date.clone(),
        draft: !options.last,
        audience: outline.audience,
        sections: Vec::new(),
        categories: count(catalog, &categories, &requirements),
        requirements,
        withdrawn,
        open: Vec::new(),
        layout,
    };
    faults.extend(press.sections(&mut document, &parts, chosen.len(), &wanted));
    document.open = open::values(&document, catalog, options.whole);
    if options.last {
        faults.extend(open::refusals(&document.open));
    }
    if faults.is_empty() { Ok(document) } else { Err(dedup(faults)) }
}

/// Titles of what is not selected, where a person has chosen requirements: the catalog sees to it that
/// its conditions leave no reference open, and nobody sees to it for choices.
fn left_out(profile: &Profile, selection: &Selection<'_>) -> BTreeMap<String, String> {
    let choices = &profile.requirements;
    if choices.include.is_empty() && choices.exclude.is_empty() {
        return BTreeMap::new();
    }
    let others = selection.decisions.iter().filter(|decision| !decision.selected).map(|decision| decision.entry);
    others.map(|entry| (entry.id.text.clone(), sample(&entry.title.text).trim().to_owned())).collect()
}

/// Templates, the values that fill them, and everything else they see.
struct Press<'a> {
    renderer: Renderer<'a>,
    values: Values<'a>,
    scene: Scene<'a>,
    catalog: &'a Catalog,
    assets: &'a Assets,
    words: &'a Words,
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
            let filled = self.fill(&self.scene.entries, &decision.entry.parameters);
            match filled.and_then(|context| maker.make_all(decision, &self.renderer, at, &context)) {
                Ok(made) => requirements.extend(made),
                Err(new) => faults.extend(new),
            }
        }
        (requirements, faults)
    }

    /// Adds the wanted parts to the document; their templates stand at `first` and after.
    fn sections(&self, document: &mut Document, parts: &[&Part], first: usize, wanted: &[String]) -> Vec<Diagnostic> {
        let mut faults = Vec::new();
        let mut generated = Vec::new();
        for (at, part) in parts.iter().enumerate() {
            match self.section(part, first + at) {
                Ok(mut section) => {
                    if part.id == COVER {
                        document.title = section.title.take().unwrap_or_default();
                    }
                    if parts::is_wanted(part, wanted) {
                        generated.push(part.generate);
                        document.sections.push(section);
                    }
                }
                Err(new) => faults.extend(new),
            }
        }
        // What is drawn from the whole document comes when all of its prose is there.
        let blocks: Vec<_> =
            generated.iter().map(|what| what.map(|what| overview::generate(what, document, self.words))).collect();
        let sections = std::mem::take(&mut document.sections).into_iter().zip(blocks);
        // A part with nothing to say is left out, not printed empty.
        document.sections = sections.filter_map(|(section, blocks)| section.completed(blocks)).collect();
        faults
    }

    fn section(&self, part: &Part, at: usize) -> Result<Section, Vec<Diagnostic>> {
        let mut context = self.fill(&self.scene.parts, &part.parameters)?;
        let sources: Vec<String> =
            part.citations.iter().map(|piece| self.catalog.cite(&piece.text, self.words)).collect();
        context.insert("sources", &sources);
        let mut section = parts::section(part, &self.renderer, at, &context)?;
        // What stands in a row that was left out is no source of this document.
        let printed = section.text();
        section.sources = sources.into_iter().filter(|source| printed.contains(source.as_str())).collect();
        if let Some(what) = part.figure {
            let stage = figures::Stage {
                assets: self.assets,
                words: self.words,
                profile: &self.scene.profile,
                components: &self.scene.components,
                roadmap: &self.scene.roadmap,
                context: &self.scene.parts,
            };
            if let Some(figure) = figures::draw(what, &stage)? {
                section.illustrate(figure);
            }
        }
        Ok(section)
    }

    /// The context with an entry's parameters, each as marked text.
    fn fill(&self, context: &Context, parameters: &[Parameter]) -> Result<Context, Vec<Diagnostic>> {
        let mut context = context.clone();
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

fn nothing_selected() -> Diagnostic {
    Diagnostic::error("empty-selection", "이 프로필에 해당하는 요구사항이 없습니다").hint(
        "application, containers, api_gateway, cloud 가운데 사업에 있는 부분을 적으세요. cicd, backend, telemetry에는 쓰는 기능을 \"database\": true처럼 적어야 합니다. 이유는 `balju explain`으로 볼 수 있습니다",
    )
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
