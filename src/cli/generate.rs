//! `balju generate`: profile → document.

use std::path::{Path, PathBuf};

use balju::diagnostic::Diagnostic;
use balju::profile::Answers;
use balju::writer::Settings;
use balju::{Assets, Document, Format, Options, write};

use super::console::{Console, Stop};
use super::files::{is_profile, is_same_file, read_text, stage};
use super::library::Overlays;
use super::project::Project;
use super::summary::made;

/// 프로필로 요구사항 문서를 만듭니다
#[derive(clap::Args)]
#[command(override_usage = "balju generate <프로필> [옵션]", help_template = super::TEMPLATE, next_help_heading = "옵션")]
pub(super) struct Args {
    /// 사업 프로필(JSON). `-`는 표준 입력
    #[arg(value_name = "프로필", help_heading = "인자")]
    profile: PathBuf,

    /// 결과 파일 (여러 번 쓸 수 있음). 확장자가 형식을 정함. 없거나 `-`이면 표준 출력
    #[arg(short, long, value_name = "파일")]
    output: Vec<PathBuf>,

    /// 형식: md, html, json, txt. 없으면 파일의 확장자, 표준 출력은 md
    #[arg(short, long, value_name = "형식")]
    format: Option<String>,

    /// 인쇄할 부분 (여러 번 쓸 수 있음): all, requirements 또는 `balju parts`에 나오는 이름
    #[arg(long, value_name = "부분")]
    part: Vec<String>,

    /// 문서 종류: plan(사업계획서, 내부용), rfp(제안요청서), task(과업내용서), proposal(제안서 부록)
    #[arg(long, value_name = "종류")]
    outline: Option<String>,

    /// 인쇄할 요구사항 분류 코드 (여러 번 쓸 수 있음). 번호는 그대로임
    #[arg(long, value_name = "코드")]
    category: Vec<String>,

    /// 요구사항 표 양식: short(발주자 안내서), full(상세)
    #[arg(long, value_name = "양식")]
    layout: Option<String>,

    /// 제안사의 답변 파일(JSON): 요구사항 고유번호별 수용 여부, 대응 내용, 사유, 제안서 쪽. 조견표에 채움
    #[arg(long, value_name = "파일")]
    answers: Option<PathBuf>,

    /// 확정본: 확정하지 않은 값이 남아 있으면 만들지 않음
    #[arg(long = "final")]
    last: bool,

    #[command(flatten)]
    overlays: Overlays,
}

pub(super) fn run(args: &Args, console: &Console) -> Result<(), Stop> {
    let outputs = outputs(&args.output, args.format.as_deref(), &args.profile, Format::Markdown)?;
    let project = Project::read(&args.profile, console)?;
    let library = args.overlays.load(console)?;
    let answers = args.answers.as_deref().map(AnswersFile::read).transpose()?;
    let failed = |faults| {
        let stop = project.stop(faults, &library);
        if let Some(answers) = &answers { stop.with_source(&answers.answers.name, &answers.text) } else { stop }
    };
    let selection = project.select(&library, console)?;
    let options = Options {
        layout: args.layout.clone(),
        outline: args.outline.clone(),
        parts: args.part.clone(),
        categories: args.category.clone(),
        answers: answers.as_ref().map(|file| file.answers.clone()),
        last: args.last,
    };
    let document = project
        .compose(&library, &selection, &options)
        .map_err(|faults| failed(if args.layout.is_some() { without_layout_field(faults) } else { faults }))?;
    deliver(&document, &outputs, &library.assets, failed, |_| None)?;
    console.remark(&made(&document, &library.catalog, &selection, &project.profile, &outputs));
    console.report_open(&document);
    // The process ends here: taking everything apart first would be a tenth of its time.
    std::mem::forget((document, selection));
    std::mem::forget((library, project));
    Ok(())
}

/// Answers with the text they were read from.
struct AnswersFile {
    answers: Answers,
    text: String,
}

impl AnswersFile {
    fn read(path: &Path) -> Result<Self, Stop> {
        let text = read_text(path)?;
        let name = path.display().to_string();
        match Answers::from_json(&name, &text) {
            Ok(answers) => Ok(Self { answers, text }),
            Err(faults) => Err(Stop::from(faults).with_source(&name, &text)),
        }
    }
}

/// Writes every output or none: no file takes its place before all are complete.
/// A command may have bytes of its own for a format.
pub(super) fn deliver(
    document: &Document,
    outputs: &[(Option<&Path>, Format)],
    assets: &Assets,
    failed: impl Fn(Vec<Diagnostic>) -> Stop,
    own: impl Fn(Format) -> Option<Vec<u8>>,
) -> Result<(), Stop> {
    let mut written = Vec::with_capacity(outputs.len());
    for (path, format) in outputs {
        let bytes = match own(*format) {
            Some(bytes) => bytes,
            None => write(document, *format, assets, &Settings::default()).map_err(|fault| failed(vec![fault]))?,
        };
        written.push((*path, bytes));
    }
    let staged: Vec<_> =
        written.iter().filter_map(|(path, bytes)| Some(stage((*path)?, bytes))).collect::<Result<_, _>>()?;
    for (_, bytes) in written.iter().filter(|(path, _)| path.is_none()) {
        match Console::print(bytes) {
            // Whoever read the first lines and left still wants the files.
            Ok(()) | Err(Stop::ClosedPipe) => {}
            Err(stop) => return Err(stop),
        }
    }
    for file in staged {
        file.commit()?;
    }
    Ok(())
}

/// A layout chosen on the command line is no fault of the profile's.
fn without_layout_field(mut faults: Vec<Diagnostic>) -> Vec<Diagnostic> {
    for fault in faults.iter_mut().filter(|fault| fault.code == "unknown-layout") {
        fault.field = None;
    }
    faults
}

/// Where to write what; none is standard output, which has a format of its own when none is named.
pub(super) fn outputs<'a>(
    paths: &'a [PathBuf],
    format: Option<&str>,
    profile: &Path,
    standard: Format,
) -> Result<Vec<(Option<&'a Path>, Format)>, Diagnostic> {
    let chosen = match format {
        None => None,
        Some(name) => Some(Format::from_name(name).ok_or_else(|| {
            Diagnostic::error("unknown-format", format!("`{name}`: 쓸 수 없는 형식입니다"))
                .hint(format!("쓸 수 있는 형식: {}", format_names()))
        })?),
    };
    if paths.is_empty() {
        return Ok(vec![(None, chosen.unwrap_or(standard))]);
    }
    if let Some(path) = paths.iter().find(|path| is_same_file(path, profile) || is_profile(path)) {
        return Err(Diagnostic::error(
            "overwrites-profile",
            format!("`{}`: 프로필 위에 문서를 쓸 수 없습니다", path.display()),
        )
        .hint("-o에 다른 이름을 쓰세요"));
    }
    paths.iter().map(|path| target(path, chosen, standard)).collect()
}

fn target(path: &Path, chosen: Option<Format>, standard: Format) -> Result<(Option<&Path>, Format), Diagnostic> {
    if path == Path::new("-") {
        return Ok((None, chosen.unwrap_or(standard)));
    }
    let by_extension = || Format::from_name(&path.extension()?.to_string_lossy());
    let format = chosen.or_else(by_extension).ok_or_else(|| {
        Diagnostic::error("unknown-format", format!("`{}`: 확장자로 형식을 알 수 없습니다", path.display())).hint(
            format!(
                "쓸 수 있는 확장자: {}. 또는 --format으로 형식을 정하세요. 한글·워드에는 html을 만들어 복사해 붙이세요",
                format_names()
            ),
        )
    })?;
    Ok((Some(path), format))
}

fn format_names() -> String {
    Format::ALL.map(|(name, _)| name).join(", ")
}
