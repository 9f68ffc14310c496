//! Levels of maturity: reached, aimed at, and what is missing between.

use serde::{Deserialize, Serialize};

use super::Basis;
use crate::diagnostic::Diagnostic;
use crate::profile;

const FILE: &str = "plan/maturity.toml";

/// How far the system is, and how far the project brings it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Maturity {
    /// Levels, lowest first.
    pub levels: Vec<Level>,
    /// Level the running system has reached; none when it fulfils not even the lowest.
    pub current: Option<u8>,
    /// Its name.
    pub current_name: Option<String>,
    /// Whether answers are missing without which `current` is not sure.
    pub open: bool,
    /// Level aimed at; none when the project reaches none.
    pub target: Option<u8>,
    /// Its name.
    pub target_name: Option<String>,
    /// Whether the profile says the level aimed at; else the project's parts do.
    pub target_said: bool,
    /// Criteria between here and there.
    pub missing: usize,
}

/// A level with its criteria.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Level {
    /// 0 to 3.
    pub level: u8,
    /// Name.
    pub name: String,
    /// Whether the running system has reached it; nothing when that is not known.
    pub reached: Option<bool>,
    /// What it takes.
    pub criteria: Vec<Criterion>,
}

/// What a level takes.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Criterion {
    /// Field of `plan.maturity`.
    pub field: String,
    /// What must be so.
    pub text: String,
    /// Whether it is so now.
    pub now: Option<bool>,
    /// Whether the project brings it.
    pub planned: bool,
    /// Whether it is missing between here and the level aimed at.
    pub needed: bool,
    /// Selected requirements that bring it, by catalog id.
    pub requirements: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Data {
    level: Vec<LevelData>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LevelData {
    level: u8,
    name: String,
    criterion: Vec<CriterionData>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CriterionData {
    field: String,
    text: String,
    when: Option<String>,
    #[serde(default)]
    requirements: Vec<String>,
}

pub(super) fn assess(said: &profile::Maturity, basis: &Basis<'_>) -> Result<Maturity, Diagnostic> {
    let mut data: Data = basis.read(FILE)?;
    data.level.sort_by_key(|level| level.level);
    let answers = serde_json::to_value(said).unwrap_or_default();
    let clauses: Vec<Option<&str>> =
        data.level.iter().flat_map(|level| &level.criterion).map(|criterion| criterion.when.as_deref()).collect();
    let mut planned = basis.hold(FILE, &clauses)?.into_iter();
    let mut levels: Vec<Level> = Vec::new();
    for level in &data.level {
        let criterion = |criterion: &CriterionData| Criterion {
            field: criterion.field.clone(),
            text: criterion.text.clone(),
            now: answers.get(&criterion.field).and_then(serde_json::Value::as_bool),
            planned: planned.next().unwrap_or_default(),
            needed: false,
            requirements: basis.only_selected(&criterion.requirements),
        };
        let criteria: Vec<Criterion> = level.criterion.iter().map(criterion).collect();
        let below = levels.last().map_or(Some(true), |below: &Level| below.reached);
        let reached = all(below, criteria.iter().map(|criterion| criterion.now));
        levels.push(Level { level: level.level, name: level.name.clone(), reached, criteria });
    }
    let current = levels.iter().rfind(|level| level.reached == Some(true)).map(|level| level.level);
    let open = levels.iter().any(|level| level.reached.is_none());
    let is_brought = |level: &&Level| level.criteria.iter().all(|c| c.planned || c.now == Some(true));
    let brought = levels.iter().take_while(is_brought).last().map(|level| level.level);
    let target = said.target.or(brought.max(current));
    for level in levels.iter_mut().filter(|level| target.is_some_and(|target| level.level <= target)) {
        for criterion in &mut level.criteria {
            criterion.needed = criterion.now != Some(true);
        }
    }
    let name = |number: Option<u8>| levels.iter().find(|l| Some(l.level) == number).map(|l| l.name.clone());
    Ok(Maturity {
        current,
        current_name: name(current),
        open,
        target,
        target_name: name(target),
        target_said: said.target.is_some(),
        missing: levels.iter().flat_map(|level| &level.criteria).filter(|criterion| criterion.needed).count(),
        levels,
    })
}

/// Whether all hold: one that does not decides, one that is not known leaves it open.
fn all(first: Option<bool>, rest: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    rest.fold(first, |all, one| match (all, one) {
        (Some(false), _) | (_, Some(false)) => Some(false),
        (Some(true), Some(true)) => Some(true),
        _ => None,
    })
}
