//! What was said of the document, by the step in which it was said: data in `templates/plan/records.toml`.

use serde::{Deserialize, Serialize};

use crate::assets::Assets;
use crate::catalog::Audience;
use crate::diagnostic::Diagnostic;
use crate::profile::{Profile, Record, printed_date};

const FILE: &str = "plan/records.toml";

/// A step in which others speak of the document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecordStep {
    /// Name in profiles.
    pub name: String,
    /// Title of its table.
    pub title: String,
    /// What was said is called.
    pub content: String,
    /// What the agency answered is called.
    pub reason: String,
    /// Whether no public document prints it.
    #[serde(default)]
    pub internal: bool,
}

/// The records of a step.
#[derive(Debug, Serialize)]
pub(super) struct Recorded {
    #[serde(flatten)]
    step: RecordStep,
    /// With days as documents print them.
    rows: Vec<Record>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Data {
    step: Vec<RecordStep>,
}

/// The steps in their order.
///
/// # Errors
/// A file of the user's that is not what it should be.
pub fn record_steps(assets: &Assets) -> Result<Vec<RecordStep>, Diagnostic> {
    let data: Data = toml::from_str(assets.text(FILE)).map_err(|error| {
        Diagnostic::error("records", format!("{FILE} 파일을 읽을 수 없습니다: {}", error.message()))
            .hint("내장 파일과 같은 항목을 쓰세요")
            .file(FILE)
            .span(error.span().unwrap_or(0..0))
    })?;
    Ok(data.step)
}

/// The records that a document of this audience may print.
///
/// # Errors
/// Steps that there are not.
pub(super) fn by_step(
    profile: &Profile,
    assets: &Assets,
    audience: Audience,
) -> Result<Vec<Recorded>, Vec<Diagnostic>> {
    if profile.records.is_empty() {
        return Ok(Vec::new());
    }
    let steps = record_steps(assets).map_err(|fault| vec![fault])?;
    let unknown = |(_, record): &(usize, &Record)| steps.iter().all(|step| step.name != record.step);
    let names = || steps.iter().map(|step| step.name.as_str()).collect::<Vec<_>>().join(", ");
    let faults: Vec<Diagnostic> = (profile.records.iter().enumerate().filter(unknown))
        .map(|(at, record)| {
            Diagnostic::error("unknown-step", format!("`{}`: 없는 단계입니다", record.step))
                .hint(format!("쓸 수 있는 단계: {}", names()))
                .field(format!("records[{at}].step"))
        })
        .collect();
    if !faults.is_empty() {
        return Err(faults);
    }
    let printed = steps.into_iter().filter(|step| audience == Audience::Internal || !step.internal);
    let row = |record: &Record| Record { date: record.date.as_deref().map(printed_date), ..record.clone() };
    let recorded = printed.map(|step| Recorded {
        rows: profile.records.iter().filter(|record| record.step == step.name).map(row).collect(),
        step,
    });
    Ok(recorded.filter(|step| !step.rows.is_empty()).collect())
}
