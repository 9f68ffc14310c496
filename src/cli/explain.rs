//! `balju explain`: why each requirement is in or out.

use std::path::PathBuf;

use balju::Options;
use balju::block::plain;
use balju::diagnostic::Diagnostic;
use balju::document::Requirement;
use balju::profile::Override;
use balju::select::Decision;

use super::console::{Console, Stop};
use super::library::Overlays;
use super::project::Project;

/// 요구사항이 왜 들어가고 왜 빠졌는지 조건별로 보여 줍니다
#[derive(clap::Args)]
#[command(override_usage = "balju explain <프로필> [ID] [옵션]", help_template = super::TEMPLATE, next_help_heading = "옵션")]
pub(super) struct Args {
    /// 사업 프로필(JSON). `-`는 표준 입력
    #[arg(value_name = "프로필", help_heading = "인자", display_order = 1)]
    profile: PathBuf,

    /// 카탈로그 ID 또는 고유번호. 없으면 모두
    #[arg(value_name = "ID", help_heading = "인자", display_order = 2)]
    id: Option<String>,

    #[command(flatten)]
    overlays: Overlays,
}

pub(super) fn run(args: &Args, console: &Console) -> Result<(), Stop> {
    let project = Project::read(&args.profile, console)?;
    let library = args.overlays.load(console)?;
    let selection = project.select(&library, console)?;
    // Nothing selected is a question to explain, not a reason to stop.
    let mut requirements = Vec::new();
    if !selection.is_empty() {
        let document = project.compose(&library, &selection, &Options::default());
        requirements = document.map_err(|faults| project.stop(faults, &library))?.requirements;
    }

    let mut out = String::new();
    for decision in &selection.decisions {
        let id = &decision.entry.id.text;
        let own: Vec<&Requirement> = requirements.iter().filter(|requirement| requirement.id == *id).collect();
        let wanted = |wanted: &String| {
            wanted.eq_ignore_ascii_case(id) || own.iter().any(|r| r.number.eq_ignore_ascii_case(wanted))
        };
        if args.id.as_ref().is_none_or(wanted) {
            out += &explanation(decision, &own);
            let by_hand = &project.profile.requirements.overrides;
            out += &by_hand.iter().filter(|one| one.id == *id).map(edited).collect::<String>();
        }
    }
    if out.is_empty() {
        let id = args.id.as_deref().unwrap_or_default();
        return Err(Diagnostic::error("unknown-requirement", format!("`{id}`: 카탈로그에 없는 요구사항입니다"))
            .hint("ID는 `balju catalog list`, 고유번호는 만든 문서에서 볼 수 있습니다")
            .into());
    }
    Console::print(out.as_bytes())
}

/// What of a requirement a person has edited.
fn edited(one: &Override) -> String {
    let fields = [
        ("명칭", one.title.is_some()),
        ("정의", one.definition.is_some()),
        ("세부 내용", one.details.is_some()),
        ("산출 정보", one.deliverables.is_some()),
        ("검수 기준", one.acceptance.is_some()),
    ];
    let fields: Vec<&str> = fields.into_iter().filter(|field| field.1).map(|field| field.0).collect();
    let of = one.instance.as_ref().map(|instance| format!("{instance}: ")).unwrap_or_default();
    let date = one.date.as_ref().map(|date| format!(" {date}")).unwrap_or_default();
    format!("  → {of}직접 고친 글({}), {}{date}: {}\n", fields.join(", "), one.by, one.reason)
}

fn explanation(decision: &Decision<'_>, requirements: &[&Requirement]) -> String {
    let state = if decision.selected { "포함" } else { "제외" };
    let id = &decision.entry.id.text;
    let mut out = String::new();
    for requirement in requirements {
        out += &format!("{state}  {}  {id}  {}\n", requirement.number, plain(&requirement.title));
    }
    if requirements.is_empty() {
        out += &format!("{state}  -  {id}\n");
    }
    for clause in &decision.clauses {
        let mark = if clause.holds { '✓' } else { '✗' };
        out += &format!("  {mark} {}\n", clause.text);
        for fact in &clause.facts {
            out += &format!("      {} = {} ({})\n", fact.path, fact.value, fact.label);
        }
    }
    if decision.clauses.is_empty() {
        out += "  ✓ 조건 없음: 모든 사업에 적용\n";
    }
    if decision.elements.is_empty() {
        out += "  ✗ 반복할 대상(서비스, 서비스 간 호출, 이관 저장소)이 프로필에 없음\n";
    }
    if let Some(reason) = &decision.by_hand {
        out += &format!("  → 프로필에서 직접 {}: {reason}\n", if decision.selected { "넣음" } else { "뺌" });
    }
    out
}
