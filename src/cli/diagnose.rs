//! `balju diagnose`: whether cloud-native suits the system, how far it is, what to convert first.

use std::path::{Path, PathBuf};

use balju::diagnostic::Diagnostic;
use balju::profile::Plan;
use balju::writer::Settings;
use balju::{Format, Options, assess, write};

use super::console::{Console, Stop};
use super::fonts::FontFolders;
use super::library::Overlays;
use super::output::{File, deliver, outputs};
use super::project::Project;

/// The outline that holds the diagnosis.
const OUTLINE: &str = "diagnosis";

/// 적합성, 성숙도, 전환 우선순위를 진단합니다 (내부용)
#[derive(clap::Args)]
#[command(override_usage = "balju diagnose <프로필> [옵션]", help_template = super::TEMPLATE, next_help_heading = "옵션")]
pub(super) struct Args {
    /// 사업 프로필(JSON). `-`는 표준 입력. 답은 plan.diagnosis, plan.maturity, plan.candidates에 적음
    #[arg(value_name = "프로필", help_heading = "인자")]
    profile: PathBuf,

    /// 결과 파일 (여러 번 쓸 수 있음). 확장자가 형식을 정함. 없거나 `-`이면 표준 출력
    #[arg(short, long, value_name = "파일")]
    output: Vec<PathBuf>,

    /// 형식: txt, md, html, json, hwpx, docx, pdf. 없으면 파일의 확장자, 표준 출력은 txt
    #[arg(short, long, value_name = "형식")]
    format: Option<String>,

    #[command(flatten)]
    fonts: FontFolders,

    #[command(flatten)]
    overlays: Overlays,
}

pub(super) fn run(args: &Args, console: &Console) -> Result<(), Stop> {
    let outputs = outputs(&args.output, args.format.as_deref(), &[&args.profile], Format::Text)?;
    refuse_lists(&outputs)?;
    let mut project = Project::read(&args.profile, console)?;
    let library = args.overlays.load(console)?;
    let plan = project.profile.plan.get_or_insert_default();
    if !plan.enabled {
        // Asked for a diagnosis, the questions are shown even where nothing is answered yet.
        *plan = Plan { enabled: true, ..std::mem::take(plan) };
        let info = Diagnostic::info("no-plan", "프로필에 사업계획(plan)이 없어 답하지 않은 것으로 보았습니다")
            .hint(r#"답을 적으세요. 예: "plan": { "diagnosis": { "upkeep_cost": true, "separable": false } }"#);
        console.report(&[info], &balju::diagnostic::Sources::new());
    }
    let selection = project.select(&library, console)?;
    let failed = |faults| project.stop(faults, &library);
    let options = Options { outline: Some(OUTLINE.to_owned()), ..Options::default() };
    let document = project.compose(&library, &selection, &options).map_err(failed)?;
    let assessment = assess(&project.profile, &selection, &library.assets).map_err(failed)?;
    let settings = Settings { fonts: args.fonts.read(&outputs)?, ..Settings::default() };
    let mut files = Vec::with_capacity(outputs.len());
    for (path, format) in outputs {
        // Machines want the results, not the tables that show them.
        let bytes = if format == Format::Json {
            [serde_json::to_vec_pretty(&assessment).unwrap_or_default(), b"\n".to_vec()].concat()
        } else {
            write(&document, format, &library.assets, &settings).map_err(|fault| failed(vec![fault]))?
        };
        files.push(File { path: path.map(Path::to_path_buf), bytes });
    }
    deliver(&files)
}

/// Formats that hold requirements alone have nothing to say of a diagnosis.
fn refuse_lists(outputs: &[(Option<&Path>, Format)]) -> Result<(), Diagnostic> {
    if outputs.iter().any(|(_, format)| matches!(format, Format::Xlsx | Format::Csv | Format::Reqif)) {
        return Err(Diagnostic::error(
            "unknown-format",
            "진단 결과에는 요구사항 목록 형식(xlsx, csv, reqif)을 쓸 수 없습니다",
        )
        .hint("txt, md, html, json, hwpx, docx, pdf 가운데 고르세요"));
    }
    Ok(())
}
