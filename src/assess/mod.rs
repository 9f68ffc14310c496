//! Profile → what its plan comes to: suitability, maturity, what to convert
//! first, costs, the roadmap. Questions, levels, weights and phases are data
//! under `templates/plan`.

mod costs;
mod maturity;
mod priorities;
mod roadmap;
mod suitability;

use std::collections::BTreeSet;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::assets::Assets;
use crate::diagnostic::Diagnostic;
use crate::profile::Profile;
use crate::select::Selection;
use crate::template::{Context, evaluate};

pub use costs::{CostSide, Costs};
pub use maturity::{Criterion, Level, Maturity};
pub use priorities::{Kind, Priorities, Ranked, Weights};
pub use roadmap::{Planned, PlannedPhase, Roadmap};
pub use suitability::{Group, Question, Suitability, Verdict};

/// What the plan of a project comes to.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Assessment {
    /// Whether cloud-native suits the system.
    pub suitability: Suitability,
    /// How far the system is, and how far the project brings it.
    pub maturity: Maturity,
    /// What to convert first.
    pub priorities: Priorities,
    /// Virtual machines and containers side by side.
    pub costs: Costs,
}

/// Assesses the plan of a project.
///
/// # Errors
/// Data files of the user's that are not what they should be.
pub fn assess(profile: &Profile, selection: &Selection<'_>, assets: &Assets) -> Result<Assessment, Vec<Diagnostic>> {
    let selected = selection.ids();
    let mut context = Context::from_object(&profile.effective());
    context.insert("selected", &selected);
    Basis::new(assets, &context, &selected).assess(profile)
}

/// What an assessment is made with.
pub(crate) struct Basis<'a> {
    assets: &'a Assets,
    context: &'a Context,
    selected: &'a BTreeSet<&'a str>,
}

impl<'a> Basis<'a> {
    /// The data files, the profile as templates see it, the ids of the selected requirements.
    pub(crate) fn new(assets: &'a Assets, context: &'a Context, selected: &'a BTreeSet<&'a str>) -> Self {
        Self { assets, context, selected }
    }

    /// A data file.
    fn read<T: DeserializeOwned>(&self, file: &str) -> Result<T, Diagnostic> {
        toml::from_str(self.assets.text(file)).map_err(|error| {
            Diagnostic::error("plan", format!("{file} 파일을 읽을 수 없습니다: {}", error.message()))
                .hint("내장 파일과 같은 항목을 쓰세요")
                .file(file)
                .span(error.span().unwrap_or(0..0))
        })
    }

    /// Whether each clause holds; one that is absent does.
    fn hold(&self, file: &str, clauses: &[Option<&str>]) -> Result<Vec<bool>, Diagnostic> {
        let distinct: BTreeSet<&str> = clauses.iter().copied().flatten().collect();
        let distinct: Vec<&str> = distinct.into_iter().collect();
        let results = evaluate(&distinct, self.context).map_err(|error| {
            let at = self.assets.text(file).find(&error.name).unwrap_or(0);
            Diagnostic::error("condition", format!("조건을 판단할 수 없습니다: {}", error.message))
                .file(file)
                .span(at..at + error.name.len())
        })?;
        let holds = |clause: &str| distinct.binary_search(&clause).is_ok_and(|at| results[at]);
        Ok(clauses.iter().map(|clause| clause.is_none_or(holds)).collect())
    }

    /// The requirements of a list that are in the document.
    fn only_selected(&self, ids: &[String]) -> Vec<String> {
        ids.iter().filter(|id| self.selected.contains(id.as_str())).cloned().collect()
    }

    /// What the profile's plan comes to.
    ///
    /// # Errors
    /// Data files of the user's that are not what they should be.
    pub(crate) fn assess(&self, profile: &Profile) -> Result<Assessment, Vec<Diagnostic>> {
        let one = |fault| vec![fault];
        // The ten questions come before there is a plan to switch on.
        let asked = profile.plan.as_ref().map(|plan| plan.diagnosis.clone()).unwrap_or_default();
        let plan = profile.plan.clone().filter(|plan| plan.enabled).unwrap_or_default();
        Ok(Assessment {
            suitability: suitability::assess(&asked, self).map_err(one)?,
            maturity: maturity::assess(&plan.maturity, self).map_err(one)?,
            priorities: priorities::assess(&plan.candidates, self).map_err(one)?,
            costs: costs::assess(&plan.costs),
        })
    }

    /// The phases of the project, or a proposal for them.
    ///
    /// # Errors
    /// A data file of the user's that is not what it should be.
    pub(crate) fn roadmap(&self, profile: &Profile) -> Result<Roadmap, Vec<Diagnostic>> {
        roadmap::plan(&profile.project, self).map_err(|fault| vec![fault])
    }
}
