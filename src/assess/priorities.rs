//! What to convert first: a score whose weights are data.

use serde::{Deserialize, Serialize};

use super::Basis;
use crate::diagnostic::Diagnostic;
use crate::profile::{Candidate, CandidateKind, Labels};

const FILE: &str = "plan/priorities.toml";
/// Best score of one criterion.
const BEST: u32 = 5;

/// Business functions in the order in which to convert them.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Priorities {
    /// What each criterion counts.
    pub weights: Weights,
    /// What each kind of function counts.
    pub kinds: Vec<Kind>,
    /// Highest score there can be.
    pub most: u32,
    /// Functions by score, the highest first; those that cannot be scored yet come last.
    pub ranked: Vec<Ranked>,
}

/// What one point of each criterion counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Weights {
    /// Complexity.
    pub complexity: u32,
    /// Clear boundaries.
    pub boundary: u32,
    /// Limit of growth.
    pub growth_limit: u32,
}

/// What a kind of function counts.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Kind {
    /// Which.
    pub kind: CandidateKind,
    /// Korean name.
    pub name: String,
    /// Points.
    pub points: u32,
    /// Why.
    pub note: String,
}

/// A function with its score.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Ranked {
    /// Place, from 1; equal scores share one.
    pub rank: Option<usize>,
    /// Name.
    pub name: String,
    /// Whom it serves.
    pub kind: Option<CandidateKind>,
    /// Korean name of the kind.
    pub kind_name: Option<String>,
    /// Complexity, 1 to 5.
    pub complexity: Option<u8>,
    /// Clear boundaries, 1 to 5.
    pub boundary: Option<u8>,
    /// Limit of growth, 1 to 5.
    pub growth_limit: Option<u8>,
    /// Points of its kind.
    pub points: Option<u32>,
    /// Score; none when anything is missing.
    pub score: Option<u32>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Data {
    weights: Weights,
    kind: Vec<KindData>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct KindData {
    kind: CandidateKind,
    points: u32,
    note: String,
}

pub(super) fn assess(candidates: &[Candidate], basis: &Basis<'_>) -> Result<Priorities, Diagnostic> {
    let Data { weights, kind } = basis.read(FILE)?;
    let kinds: Vec<Kind> = kind
        .into_iter()
        .map(|data| Kind { kind: data.kind, name: label(data.kind), points: data.points, note: data.note })
        .collect();
    let mut ranked: Vec<Ranked> = candidates.iter().map(|candidate| score(candidate, weights, &kinds)).collect();
    // A stable sort: equal scores stay in the order of the profile.
    ranked.sort_by_key(|ranked| std::cmp::Reverse(ranked.score));
    let mut last = (None, 0);
    for (at, ranked) in ranked.iter_mut().enumerate() {
        if ranked.score != last.0 {
            last = (ranked.score, at + 1);
        }
        ranked.rank = ranked.score.map(|_| last.1);
    }
    let points = kinds.iter().map(|kind| kind.points).max().unwrap_or_default();
    let most = BEST * (weights.complexity + weights.boundary + weights.growth_limit) + points;
    Ok(Priorities { weights, kinds, most, ranked })
}

fn label(kind: CandidateKind) -> String {
    let value = serde_json::to_value(kind).unwrap_or_default();
    let name = value.as_str().unwrap_or_default();
    Labels::builtin().value("plan.candidates.kind", name).unwrap_or(name).to_owned()
}

fn score(candidate: &Candidate, weights: Weights, kinds: &[Kind]) -> Ranked {
    let kind = candidate.kind.and_then(|wanted| kinds.iter().find(|kind| kind.kind == wanted));
    let points = kind.map(|kind| kind.points);
    let parts = [
        (candidate.complexity, weights.complexity),
        (candidate.boundary, weights.boundary),
        (candidate.growth_limit, weights.growth_limit),
    ];
    let sum: Option<u32> = parts.into_iter().map(|(score, weight)| Some(u32::from(score?) * weight)).sum();
    Ranked {
        rank: None,
        name: candidate.name.clone(),
        kind: candidate.kind,
        kind_name: candidate.kind.map(label),
        complexity: candidate.complexity,
        boundary: candidate.boundary,
        growth_limit: candidate.growth_limit,
        points,
        score: sum.zip(points).map(|(sum, points)| sum + points),
    }
}
