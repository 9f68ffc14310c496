//! States that a document goes through, from the draft to the changed contract: data in
//! `templates/plan/states.toml`.

use serde::Deserialize;

use crate::assets::Assets;
use crate::diagnostic::Diagnostic;
use crate::profile::{IssueStep, Issued};

const FILE: &str = "plan/states.toml";

/// A state of a document.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DocumentState {
    /// Name in profiles.
    pub name: String,
    /// Title printed.
    pub title: String,
    /// How a state that may come several times is counted: `{n}` stands for the count.
    #[serde(default)]
    pub repeats: Option<String>,
    /// Whether requirements that were issued before and are gone are printed as such.
    #[serde(default)]
    pub withdrawn: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Data {
    state: Vec<DocumentState>,
}

/// The states in the order in which a document goes through them.
///
/// # Errors
/// A file of the user's that is not what it should be.
pub fn states(assets: &Assets) -> Result<Vec<DocumentState>, Diagnostic> {
    let data: Data = toml::from_str(assets.text(FILE)).map_err(|error| {
        Diagnostic::error("states", format!("{FILE} 파일을 읽을 수 없습니다: {}", error.message()))
            .hint("내장 파일과 같은 항목을 쓰세요")
            .file(FILE)
            .span(error.span().unwrap_or(0..0))
    })?;
    Ok(data.state)
}

/// The state that a profile's document is in; none before it was issued.
///
/// # Errors
/// States that there are not.
pub(super) fn current(
    issued: Option<&Issued>,
    assets: &Assets,
) -> Result<Option<(DocumentState, IssueStep)>, Vec<Diagnostic>> {
    let Some(issued) = issued else { return Ok(None) };
    let states = states(assets).map_err(|fault| vec![fault])?;
    let known = |step: &IssueStep| states.iter().find(|state| state.name == step.state);
    let unknown = issued.steps.iter().enumerate().filter(|(_, step)| known(step).is_none());
    let faults: Vec<Diagnostic> = unknown
        .map(|(at, step)| {
            let names: Vec<&str> = states.iter().map(|state| state.name.as_str()).collect();
            Diagnostic::error("unknown-state", format!("`{}`: 없는 문서 상태입니다", step.state))
                .hint(format!("쓸 수 있는 상태: {}", names.join(", ")))
                .field(format!("issued.steps[{at}].state"))
        })
        .collect();
    if !faults.is_empty() {
        return Err(faults);
    }
    Ok(issued.steps.last().and_then(|step| Some((known(step)?.clone(), step.clone()))))
}

impl DocumentState {
    /// The state of a step as people read it: `정정공고(2차)`.
    pub fn shown(&self, round: Option<u32>) -> String {
        match (&self.repeats, round) {
            (Some(count), Some(round)) => self.title.clone() + &count.replace("{n}", &round.to_string()),
            _ => self.title.clone(),
        }
    }
}
