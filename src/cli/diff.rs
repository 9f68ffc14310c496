//! `balju diff`: what changed between two documents, as a 신구대조표.

use std::path::{Path, PathBuf};

use balju::diagnostic::Diagnostic;
use balju::diff::{ChangeKind, Ground, compared, diff, section};
use balju::reader::unmark;
use balju::words::Words;
use balju::writer::Settings;
use balju::{Document, Format, Options, Profile};

use super::console::{Console, Stop};
use super::document::{DocumentFile, FileKind};
use super::library::{Library, Overlays};
use super::output::{deliver, outputs, print};
use super::project::Project;

/// 두 문서를 견주어 신구대조표를 만듭니다
#[derive(clap::Args)]
#[command(override_usage = "balju diff <앞> <뒤> [옵션]", help_template = super::TEMPLATE, next_help_heading = "옵션")]
pub(super) struct Args {
    /// 앞의 것: 사업 프로필, 발행한 문서(JSON) 또는 다른 요구사항 문서
    #[arg(value_name = "앞", help_heading = "인자", display_order = 1)]
    old: PathBuf,

    /// 뒤의 것. 프로필이면 의견과 변경 기록에서 사유와 출처를 가져옴
    #[arg(value_name = "뒤", help_heading = "인자", display_order = 2)]
    new: PathBuf,

    /// 결과 파일 (여러 번 쓸 수 있음). 확장자가 형식을 정함. 없거나 `-`이면 표준 출력
    #[arg(short, long, value_name = "파일")]
    output: Vec<PathBuf>,

    /// 형식: md, html, json, txt, hwpx, docx, xlsx, pdf, csv. 없으면 파일의 확장자, 표준 출력은 md
    #[arg(short, long, value_name = "형식")]
    format: Option<String>,

    /// 프로필로 만들 문서의 종류: plan, rfp(기본), task, proposal, revision, diagnosis
    #[arg(long, value_name = "종류")]
    outline: Option<String>,

    #[command(flatten)]
    overlays: Overlays,
}

pub(super) fn run(args: &Args, console: &Console) -> Result<(), Stop> {
    let outputs = outputs(&args.output, args.format.as_deref(), &[&args.old, &args.new], Format::Markdown)?;
    if outputs.iter().any(|(_, format)| *format == Format::Reqif) {
        return Err(Diagnostic::error("unknown-format", "신구대조표에는 ReqIF 형식을 쓸 수 없습니다")
            .hint("md, html, json, txt, hwpx, docx, xlsx, pdf, csv 가운데 고르세요")
            .into());
    }
    let library = args.overlays.load(console)?;
    let (mut old, before) = open(&args.old, args.outline.as_deref(), &library, console)?;
    let (mut new, profile) = open(&args.new, args.outline.as_deref(), &library, console)?;
    // A file of ours that another program saved has the marks of defaults in its text.
    let mark = Words::read(&library.assets)?.default;
    match (&before, &profile) {
        (None, Some(_)) => unmark(&mut old, &new, &mark),
        (Some(_), None) => unmark(&mut new, &old, &mark),
        _ => {}
    }
    let comparison = diff(&old, &new);
    let ground = Ground { records: profile.as_ref().map(|profile| profile.records.as_slice()) };
    let document = compared(&old, &new, &comparison, ground, &library.assets)?;
    deliver(&print(&document, &outputs, &library.assets, &Settings::default())?)?;
    let count = |kind| comparison.count(kind);
    console.remark(&format!(
        "변경 {}건, 신설 {}건, 삭제 {}건, 번호만 변경 {}건, 그대로 {}건\n",
        count(ChangeKind::Changed),
        count(ChangeKind::Added),
        count(ChangeKind::Removed),
        count(ChangeKind::Moved),
        comparison.unchanged
    ));
    Ok(())
}

/// A document, and the profile it was made from; none for one that was read.
pub(super) fn open(
    path: &Path,
    outline: Option<&str>,
    library: &Library,
    console: &Console,
) -> Result<(Document, Option<Profile>), Stop> {
    let kind = if path == Path::new("-") { FileKind::Profile } else { FileKind::of_file(path)? };
    if kind != FileKind::Profile {
        let file = DocumentFile::open(path, kind, &library.assets)?;
        let reading = file.reading(&library.assets)?;
        console.report(&file.named(reading.unread), &file.sources());
        if reading.document.requirements.is_empty() {
            let what = format!("`{}`: 요구사항이 없는 문서라 견줄 것이 없습니다", path.display());
            return Err(Diagnostic::error("no-requirements", what)
                .hint("요구사항 표가 있는 문서나 프로필을 주세요. 무엇을 읽었는지는 `balju check --dump`로 볼 수 있습니다")
                .into());
        }
        return Ok((reading.document, None));
    }
    let project = Project::read(path, console)?;
    let selection = project.select(library, console)?;
    let options = Options { outline: outline.map(str::to_owned), ..Options::default() };
    let document = project.compose(library, &selection, &options).map_err(|faults| project.stop(faults, library))?;
    Ok((document, Some(project.profile)))
}

/// The 신구대조표 of a document against another, as a part of its own after the cover.
pub(super) fn add_changes(
    document: &mut Document,
    old: &Path,
    outline: Option<&str>,
    ground: Ground<'_>,
    library: &Library,
    console: &Console,
) -> Result<(), Stop> {
    let (old, _) = open(old, outline, library, console)?;
    let changes = section(&diff(&old, document), ground, document.audience, &library.assets)?;
    document.sections.insert(document.sections.len().min(1), changes);
    Ok(())
}
