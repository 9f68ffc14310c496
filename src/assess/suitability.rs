//! The ten questions of the orderer's guide.

use serde::{Deserialize, Serialize};

use super::Basis;
use crate::diagnostic::Diagnostic;
use crate::profile::Diagnosis;

const FILE: &str = "plan/diagnosis.toml";

/// Whether cloud-native suits the system.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Suitability {
    /// Questions by what they are about.
    pub groups: Vec<Group>,
    /// Questions answered with yes.
    pub yes: usize,
    /// Questions answered with no.
    pub no: usize,
    /// Questions without an answer.
    pub open: usize,
    /// From how many yes on the introduction is considered.
    pub threshold: usize,
    /// What the answers come to.
    pub verdict: Verdict,
    /// Whether functions and data can be separated; what is not must be separated first.
    pub separable: Option<bool>,
}

/// What the answers come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// Enough yes: consider the introduction.
    Introduce,
    /// Not enough, however the open questions are answered.
    Below,
    /// The open questions decide.
    Open,
}

/// Questions about one thing.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Group {
    /// What they are about.
    pub name: String,
    /// The questions.
    pub questions: Vec<Question>,
}

/// A question with its answer.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Question {
    /// Place in the guide's list, from 1.
    pub number: usize,
    /// Field of `plan.diagnosis`.
    pub field: String,
    /// The question.
    pub text: String,
    /// Yes, no, or nothing yet.
    pub answer: Option<bool>,
    /// What a yes means for the project.
    pub meaning: String,
    /// Selected requirements that answer it, by catalog id.
    pub requirements: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Data {
    threshold: usize,
    separability: String,
    group: Vec<GroupData>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GroupData {
    name: String,
    question: Vec<QuestionData>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct QuestionData {
    field: String,
    text: String,
    meaning: String,
    #[serde(default)]
    requirements: Vec<String>,
}

pub(super) fn assess(answers: &Diagnosis, basis: &Basis<'_>) -> Result<Suitability, Diagnostic> {
    let data: Data = basis.read(FILE)?;
    let answers = serde_json::to_value(answers).unwrap_or_default();
    let answer = |field: &str| answers.get(field).and_then(serde_json::Value::as_bool);
    let mut number = 0;
    let mut question = |data: QuestionData| {
        number += 1;
        Question {
            number,
            answer: answer(&data.field),
            requirements: basis.only_selected(&data.requirements),
            field: data.field,
            text: data.text,
            meaning: data.meaning,
        }
    };
    let groups: Vec<Group> = data
        .group
        .into_iter()
        .map(|group| Group { name: group.name, questions: group.question.into_iter().map(&mut question).collect() })
        .collect();
    let count = |wanted: Option<bool>| groups.iter().flat_map(|g| &g.questions).filter(|q| q.answer == wanted).count();
    let (yes, no, open) = (count(Some(true)), count(Some(false)), count(None));
    let verdict = if yes >= data.threshold {
        Verdict::Introduce
    } else if yes + open < data.threshold {
        Verdict::Below
    } else {
        Verdict::Open
    };
    let separable = answer(&data.separability);
    Ok(Suitability { groups, yes, no, open, threshold: data.threshold, verdict, separable })
}
