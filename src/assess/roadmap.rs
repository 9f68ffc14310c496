//! Phases over the project's months: the profile's, or a proposal from data.

use serde::{Deserialize, Serialize};

use super::Basis;
use crate::diagnostic::Diagnostic;
use crate::profile::Project;

const FILE: &str = "plan/roadmap.toml";

/// Phases over the project's months.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Roadmap {
    /// Who says so.
    pub origin: Planned,
    /// Months in all.
    pub months: u32,
    /// First day, `YYYY-MM-DD`, if it is fixed.
    pub start: Option<String>,
    /// Phases in order; none when the period is not known.
    pub phases: Vec<PlannedPhase>,
}

/// Who says what the phases are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Planned {
    /// The profile.
    Profile,
    /// Nobody yet: a proposal.
    Default,
}

/// A phase.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PlannedPhase {
    /// Name.
    pub name: String,
    /// First month, from 1.
    pub first: u32,
    /// Last month.
    pub last: u32,
    /// Months it takes.
    pub months: u32,
    /// What is done.
    pub work: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Data {
    phase: Vec<PhaseData>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PhaseData {
    name: String,
    share: u32,
    when: Option<String>,
    work: Vec<WorkData>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum WorkData {
    Always(String),
    Sometimes { text: String, when: String },
}

impl WorkData {
    fn when(&self) -> Option<&str> {
        match self {
            Self::Always(_) => None,
            Self::Sometimes { when, .. } => Some(when),
        }
    }

    fn text(&self) -> String {
        match self {
            Self::Always(text) | Self::Sometimes { text, .. } => text.clone(),
        }
    }
}

pub(super) fn plan(project: &Project, basis: &Basis<'_>) -> Result<Roadmap, Diagnostic> {
    let start = project.period.start.clone();
    if !project.phases.is_empty() {
        let phases: Vec<PlannedPhase> = project
            .phases
            .iter()
            .map(|phase| PlannedPhase {
                name: phase.name.clone(),
                first: phase.start_month,
                last: phase.start_month + phase.months - 1,
                months: phase.months,
                work: phase.work.clone(),
            })
            .collect();
        let last = phases.iter().map(|phase| phase.last).max().unwrap_or_default();
        let months = project.period.months.unwrap_or(last).max(last);
        return Ok(Roadmap { origin: Planned::Profile, months, start, phases });
    }
    let Some(months) = project.period.months else {
        return Ok(Roadmap { origin: Planned::Default, months: 0, start, phases: Vec::new() });
    };
    let phases = propose(&basis.read(FILE)?, months, basis)?;
    Ok(Roadmap { origin: Planned::Default, months, start, phases })
}

/// Phases that follow one another, each with its share of the months and at least one;
/// where the months do not suffice for all, they share the last one. A phase without work is none.
fn propose(data: &Data, months: u32, basis: &Basis<'_>) -> Result<Vec<PlannedPhase>, Diagnostic> {
    let clauses: Vec<Option<&str>> = data.phase.iter().map(|phase| phase.when.as_deref()).collect();
    let holds = basis.hold(FILE, &clauses)?;
    let mut kept = Vec::new();
    for phase in data.phase.iter().zip(holds).filter_map(|(phase, holds)| holds.then_some(phase)) {
        let clauses: Vec<Option<&str>> = phase.work.iter().map(WorkData::when).collect();
        let holds = basis.hold(FILE, &clauses)?;
        let work = phase.work.iter().zip(holds).filter(|(_, holds)| *holds);
        let work: Vec<String> = work.map(|(work, _)| work.text()).collect();
        if !work.is_empty() {
            kept.push((phase, work));
        }
    }
    let all: u32 = kept.iter().map(|(phase, _)| phase.share).sum::<u32>().max(1);
    // The nearest whole month.
    let month = |share: u32| (2 * months * share + all) / (2 * all);
    let mut before = 0;
    let mut out: Vec<PlannedPhase> = Vec::new();
    for (phase, work) in kept {
        let first = (month(before) + 1).max(out.last().map_or(1, |last| last.last + 1)).min(months);
        before += phase.share;
        let last = month(before).clamp(first, months);
        out.push(PlannedPhase { name: phase.name.clone(), first, last, months: last - first + 1, work });
    }
    Ok(out)
}
