//! What templates see: the profile, and what follows from it.

use std::borrow::Cow;

use super::citation::policies;
use super::components::{self, Component};
use crate::assess::{Basis, Planned, Roadmap};
use crate::assets::Assets;
use crate::catalog::{Audience, Catalog, Outline};
use crate::diagnostic::Diagnostic;
use crate::profile::Profile;
use crate::select::Selection;
use crate::template::{Context, Printed};

/// The field that decides the phases.
const PHASES: &str = "project.phases";

/// What the templates of one document see.
pub(super) struct Scene<'p> {
    /// What requirements see. Conditions may look at every field of the project: what may be
    /// printed is held elsewhere.
    pub(super) entries: Context,
    /// What the document's parts see: in a public document without what stays within the agency.
    pub(super) parts: Context,
    /// The profile as the parts see it.
    pub(super) profile: Cow<'p, Profile>,
    /// Phases of the project.
    pub(super) roadmap: Roadmap,
    /// Components of the architecture.
    pub(super) components: Vec<Component>,
}

impl<'p> Scene<'p> {
    /// Sets the scene for a document.
    ///
    /// # Errors
    /// Data files of the user's that are not what they should be.
    pub(super) fn new(
        profile: &'p Profile,
        catalog: &Catalog,
        selection: &Selection<'_>,
        assets: &Assets,
        outline: &Outline,
        printed: &Printed,
        draft: bool,
    ) -> Result<Self, Vec<Diagnostic>> {
        let is_internal = outline.audience == Audience::Internal;
        let fill = |profile: &Profile| {
            let mut context = Context::from_object(&profile.effective());
            // As a map, for `in` looks through a whole list.
            context.insert("selected", &printed.numbers);
            context.print(printed);
            context.insert("draft", &draft);
            context.insert("catalog_edition", &catalog.version);
            context.insert("outline", &outline.name);
            context.insert("outline_title", &outline.title);
            context
        };
        let entries = fill(profile);
        let shown = if is_internal { Cow::Borrowed(profile) } else { Cow::Owned(profile.published()) };
        let mut parts = fill(&shown);
        parts.insert("internal", &is_internal);
        parts.insert("policies", &policies(catalog));
        parts.insert("scale", &shown.scale());

        let selected = selection.ids();
        let basis = Basis::new(assets, &parts, &selected);
        let mut roadmap = basis.roadmap(&shown)?;
        if profile.has_confirmed(PHASES, &catalog.version) {
            roadmap.origin = Planned::Profile;
        }
        let assessment = if is_internal { Some(basis.assess(&shown)?) } else { None };
        let mut whole = serde_json::to_value(assessment).unwrap_or_default();
        if whole.is_null() {
            whole = serde_json::json!({});
        }
        whole["roadmap"] = serde_json::to_value(&roadmap).unwrap_or_default();
        parts.insert("assessment", &whole);
        let components = components::read(catalog, selection, &parts)?;
        parts.insert("components", &components);
        Ok(Self { entries, parts, profile: shown, roadmap, components })
    }
}
