//! Publishing a document: from then on a number belongs to its requirement.

use std::collections::{BTreeMap, BTreeSet};

use crate::assets::Assets;
use crate::block::plain;
use crate::compose::{DocumentState, states};
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::profile::{IssueStep, Issued, IssuedNumber};

/// What the document is published as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issue {
    /// Name of the state.
    pub state: String,
    /// Which one, of a state that repeats; the next when none is named.
    pub round: Option<u32>,
    /// Day, `YYYY-MM-DD`.
    pub date: String,
}

/// What a document says differently from what was issued, by number.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Drift {
    /// Version of the catalog at the last issue, where it is another one now.
    pub catalog_version: Option<String>,
    /// Requirements of another text.
    pub changed: Vec<String>,
    /// Requirements that were not issued.
    pub added: Vec<String>,
    /// Requirements that were issued and are gone.
    pub removed: Vec<String>,
}

/// The step that publishes a document in a state.
///
/// # Errors
/// A state that there is not, that comes before the one the document is in, or that comes only once;
/// a day before that of the last step.
pub fn step(issued: Option<&Issued>, issue: &Issue, assets: &Assets) -> Result<(DocumentState, IssueStep), Diagnostic> {
    let states = states(assets)?;
    let names = || states.iter().map(|state| format!("{}({})", state.name, state.title)).collect::<Vec<_>>().join(", ");
    let rank = |name: &str| states.iter().position(|state| state.name == name);
    let Some(own) = rank(&issue.state) else {
        return Err(Diagnostic::error("unknown-state", format!("`{}`: 없는 문서 상태입니다", issue.state))
            .hint(format!("쓸 수 있는 상태: {}", names())));
    };
    let state = &states[own];
    let before = issued.map(|issued| issued.steps.as_slice()).unwrap_or_default();
    if let Some(last) = before.last() {
        let title = |name: &str| rank(name).map_or(name.to_owned(), |at| states[at].title.clone());
        if rank(&last.state).is_some_and(|last| last > own) {
            let what = format!("상태의 차례에 맞지 않습니다: {} → {}", title(&last.state), state.title);
            return Err(Diagnostic::error("earlier-state", what).hint(format!("상태의 차례: {}", names())));
        }
        if last.state == issue.state && state.repeats.is_none() {
            let what = format!("이미 발행한 상태입니다: {}, {}", state.title, last.date);
            return Err(Diagnostic::error("issued-already", what)
                .hint("고쳐서 다시 발행하려면 다음 상태를 쓰세요. 예: --state correction"));
        }
        if issue.date < last.date {
            let what = format!("발행일이 앞 단계보다 빠릅니다. {} < {}", issue.date, last.date);
            return Err(Diagnostic::error("earlier-date", what).hint("--date를 확인하세요"));
        }
    }
    let highest = before.iter().filter(|step| step.state == issue.state).filter_map(|step| step.round).max();
    let next = highest.unwrap_or(0) + 1;
    let round = match (&state.repeats, issue.round) {
        (None, None) => None,
        (None, Some(_)) => {
            let what = format!("차수가 없는 상태입니다: {}", state.title);
            return Err(Diagnostic::error("no-round", what).hint("--round를 빼세요"));
        }
        (Some(_), Some(round)) if round < next => {
            let what = format!("이미 발행한 차수입니다: {round}");
            return Err(Diagnostic::error("issued-already", what).hint(format!("다음 차수는 {next}입니다")));
        }
        (Some(_), round) => Some(round.unwrap_or(next)),
    };
    Ok((state.clone(), IssueStep { state: issue.state.clone(), round, date: issue.date.clone() }))
}

/// What was published with the document's requirements in it: what was given stays, what is new is added.
pub fn record(issued: Option<&Issued>, step: IssueStep, document: &Document) -> Issued {
    let mut issued = issued.cloned().unwrap_or_default();
    issued.steps.push(step);
    issued.catalog_version = Some(document.catalog_version.clone());
    let mut places: BTreeMap<(String, String), usize> = issued
        .requirements
        .iter()
        .enumerate()
        .map(|(at, one)| ((one.id.clone(), one.instance.clone().unwrap_or_default()), at))
        .collect();
    for one in &mut issued.requirements {
        one.withdrawn = true; // until the document is seen to have it
    }
    for requirement in &document.requirements {
        let title = plain(&requirement.title);
        let text = requirement.fingerprint();
        let key = (requirement.id.clone(), requirement.instance.clone());
        if let Some(at) = places.get(&key) {
            let known = &mut issued.requirements[*at];
            (known.title, known.text, known.withdrawn) = (title, text, false);
            continue;
        }
        places.insert(key, issued.requirements.len());
        issued.requirements.push(IssuedNumber {
            number: requirement.number.clone(),
            id: requirement.id.clone(),
            instance: Some(requirement.instance.clone()).filter(|instance| !instance.is_empty()),
            title,
            text,
            withdrawn: false,
        });
    }
    issued
}

/// What a document with all its requirements says differently from what was issued.
pub fn drift(issued: &Issued, document: &Document) -> Drift {
    let was: BTreeMap<&str, &str> = issued.last().map(|one| (one.number.as_str(), one.text.as_str())).collect();
    let mut drift = Drift {
        catalog_version: issued.catalog_version.clone().filter(|version| *version != document.catalog_version),
        ..Drift::default()
    };
    for requirement in &document.requirements {
        match was.get(requirement.number.as_str()) {
            None => drift.added.push(requirement.number.clone()),
            Some(text) if *text != requirement.fingerprint() => drift.changed.push(requirement.number.clone()),
            Some(_) => {}
        }
    }
    let now: BTreeSet<&str> = document.requirements.iter().map(|requirement| requirement.number.as_str()).collect();
    drift.removed = was.keys().filter(|number| !now.contains(**number)).map(|number| (*number).to_owned()).collect();
    drift
}

impl Drift {
    /// Whether the document says what was issued.
    pub fn is_empty(&self) -> bool {
        self.changed.is_empty() && self.added.is_empty() && self.removed.is_empty()
    }
}
