//! Text that a person has edited, in place of the catalog's.

use super::{Options, compose};
use crate::assets::Assets;
use crate::block::Inline;
use crate::catalog::Catalog;
use crate::diagnostic::Diagnostic;
use crate::document::{Document, Field, Requirement};
use crate::profile::{Labels, Override, Profile};
use crate::select::Selection;

/// Arranges a project with its requirements' own text, whatever was edited by hand.
///
/// # Errors
/// Those of [`compose`].
pub fn without_overrides(
    profile: &Profile,
    catalog: &Catalog,
    selection: &Selection<'_>,
    assets: &Assets,
) -> Result<Document, Vec<Diagnostic>> {
    let mut profile = profile.clone();
    profile.requirements.overrides.clear();
    compose(&profile, catalog, selection, assets, &Options::default())
}

/// Warnings on text edited by hand that stands for another text than its requirement has now.
pub fn outdated_overrides(
    profile: &Profile,
    catalog: &Catalog,
    selection: &Selection<'_>,
    assets: &Assets,
) -> Vec<Diagnostic> {
    let overrides = &profile.requirements.overrides;
    if overrides.iter().all(|one| one.replaces.is_empty()) {
        return Vec::new();
    }
    // What keeps the document from being made is said where it is made.
    let Ok(own) = without_overrides(profile, catalog, selection, assets) else { return Vec::new() };
    overrides.iter().enumerate().filter_map(|(at, one)| doubt(at, one, &own)).collect()
}

fn doubt(at: usize, one: &Override, own: &Document) -> Option<Diagnostic> {
    let requirement = own.requirements.iter().find(|other| one.is_for(&other.id, &other.instance))?;
    let is_other =
        |field: &Field| one.replaces.get(field.name()).is_some_and(|mark| *mark != requirement.fingerprint_of(*field));
    let label = |field: Field| Labels::builtin().field("Override", field.name()).map(|known| known.label.as_str());
    let others: Vec<&str> = Field::TEXTS.into_iter().filter(is_other).filter_map(label).collect();
    if others.is_empty() {
        return None;
    }
    let what = format!(
        "{} `{}`: 고친 뒤에 원래 글이 바뀌었습니다({}). 고친 글은 그대로 인쇄합니다",
        requirement.number,
        one.id,
        others.join(", ")
    );
    let hint =
        "바뀐 원래 글을 읽고 고친 글을 다시 적으세요(`balju import --write`). 그대로 둘 것이면 replaces를 지우세요";
    Some(Diagnostic::warning("outdated-override", what).hint(hint).field(format!("requirements.overrides[{at}].id")))
}

/// Gives requirements the text that the profile has for them; it is data, never markup.
pub(super) fn apply(overrides: &[Override], requirements: &mut [Requirement]) {
    let line = |text: &String| if text.is_empty() { Vec::new() } else { vec![Inline::Text(text.clone())] };
    let lines = |texts: &Vec<String>| texts.iter().map(line).filter(|line| !line.is_empty()).collect::<Vec<_>>();
    for one in overrides {
        for requirement in requirements.iter_mut().filter(|own| one.is_for(&own.id, &own.instance)) {
            if let Some(title) = &one.title {
                requirement.title = line(title);
            }
            if let Some(definition) = &one.definition {
                requirement.definition = line(definition);
            }
            for (own, said) in [
                (&mut requirement.details, &one.details),
                (&mut requirement.deliverables, &one.deliverables),
                (&mut requirement.acceptance, &one.acceptance),
            ] {
                if let Some(said) = said {
                    *own = lines(said);
                }
            }
        }
    }
}
