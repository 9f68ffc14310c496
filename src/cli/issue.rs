//! `balju issue`: publishes the document of a profile, and with it the numbers.

use std::path::{Path, PathBuf};

use balju::diagnostic::Diagnostic;
use balju::issue::{Issue, record, step};
use balju::profile::put;
use balju::writer::Settings;
use balju::{Format, Options, write};

use super::console::{Console, Stop};
use super::files::stage;
use super::library::Overlays;
use super::project::Project;

/// 문서를 발행합니다: 번호를 굳히고, 발행한 문서를 파일로 남깁니다
#[derive(clap::Args)]
#[command(
    override_usage = "balju issue <프로필> --state <상태> --date <일자> [옵션]",
    help_template = super::TEMPLATE,
    next_help_heading = "옵션",
    after_help = "발행한 번호는 그 요구사항의 것입니다. 요구사항이 빠져도 다른 요구사항에 다시 쓰이지 않고, 새 요구사항은 분류의 끝에 이어집니다.\n발행한 문서(JSON)는 나중에 `balju diff`로 견줍니다"
)]
pub(super) struct Args {
    /// 사업 프로필(JSON). 발행 기록을 이 파일에 적음
    #[arg(value_name = "프로필", help_heading = "인자")]
    profile: PathBuf,

    /// 상태: draft(초안), specification(사전규격), notice(공고), correction(정정공고), contract(계약), change(변경)
    #[arg(long, value_name = "상태")]
    state: String,

    /// 발행일(YYYY-MM-DD)
    #[arg(long, value_name = "일자")]
    date: String,

    /// 되풀이되는 상태의 차수. 없으면 다음 차수
    #[arg(long, value_name = "차수")]
    round: Option<u32>,

    /// 발행한 문서(JSON)를 남길 파일. 없으면 프로필 옆의 `<프로필>.<상태>[-<차수>].json`
    #[arg(short, long, value_name = "파일")]
    output: Option<PathBuf>,

    #[command(flatten)]
    overlays: Overlays,
}

pub(super) fn run(args: &Args, console: &Console) -> Result<(), Stop> {
    if args.profile == Path::new("-") {
        return Err(Diagnostic::error("no-file", "발행 기록을 적을 프로필 파일이 있어야 합니다")
            .hint("표준 입력 대신 파일 이름을 적으세요")
            .into());
    }
    if args.output.as_deref() == Some(Path::new("-")) {
        return Err(Diagnostic::error("no-file", "발행한 문서는 파일로 남깁니다")
            .hint("-o에 파일 이름을 적거나 -o 없이 실행하세요")
            .into());
    }
    if !balju::profile::is_date(&args.date) {
        return Err(Diagnostic::error("bad-date", format!("`{}`: 달력에 없는 날짜입니다", args.date))
            .hint("--date 2026-12-01처럼 적으세요")
            .into());
    }
    let project = Project::read(&args.profile, console)?;
    let library = args.overlays.load(console)?;
    let issued = project.profile.issued.as_ref();
    let issue = Issue { state: args.state.clone(), round: args.round, date: args.date.clone() };
    let (state, step) = step(issued, &issue, &library.assets)?;
    // The numbers of all requirements, as the state that is published prints them.
    let mut profile = project.profile.clone();
    profile.issued.get_or_insert_default().steps.push(step.clone());
    let project_now = project.with(profile);
    let selection = project_now.select(&library, console)?;
    let document = project_now
        .compose(&library, &selection, &Options::default())
        .map_err(|faults| project_now.stop(faults, &library))?;
    project_now.doubt_overrides(&library, &selection, console);

    let shown = state.shown(step.round);
    let snapshot = args.output.clone().unwrap_or_else(|| snapshot(&args.profile, &args.state, step.round));
    if snapshot.exists() {
        return Err(Diagnostic::error("exists", format!("`{}`: 이미 있는 파일입니다", snapshot.display()))
            .hint("발행한 문서를 덮어쓰지 않습니다. -o로 다른 이름을 적으세요")
            .into());
    }
    let record = record(issued, step, &document);
    let value = serde_json::to_value(&record).unwrap_or_default();
    let text = put(project.text(), "issued", &without_nulls(value)).unwrap_or_else(|| project.text().to_owned());
    let bytes = write(&document, Format::Json, &library.assets, &Settings::default())?;
    // Both or none: a number that is on paper must be in the profile.
    let staged = [stage(&snapshot, &bytes)?, stage(&args.profile, text.as_bytes())?];
    for file in staged {
        file.commit()?;
    }
    console.remark(&format!(
        "{shown} {}: 요구사항 {}건의 번호를 {}에 굳히고, 발행한 문서를 {}에 남겼습니다\n",
        args.date,
        document.requirements.len(),
        args.profile.display(),
        snapshot.display()
    ));
    if !document.open.is_empty() {
        let what = format!("확정하지 않은 값 {}개를 그대로 발행하였습니다", document.open.len());
        let hint = "공고하기 전에 `balju generate --final`로 확인하세요";
        console.report(&[Diagnostic::warning("undecided", what).hint(hint)], &project.sources());
    }
    Ok(())
}

/// `rfp.json` → `rfp.correction-2.json`.
fn snapshot(profile: &Path, state: &str, round: Option<u32>) -> PathBuf {
    let round = round.map(|round| format!("-{round}")).unwrap_or_default();
    let stem = profile.file_stem().unwrap_or_default().to_string_lossy();
    profile.with_file_name(format!("{stem}.{state}{round}.json"))
}

/// What nobody said is left out of the file.
fn without_nulls(value: serde_json::Value) -> serde_json::Value {
    use serde_json::Value;
    match value {
        Value::Object(fields) => {
            let said = fields.into_iter().filter(|(_, value)| !value.is_null());
            Value::Object(said.map(|(name, value)| (name, without_nulls(value))).collect())
        }
        Value::Array(items) => Value::Array(items.into_iter().map(without_nulls).collect()),
        other => other,
    }
}
