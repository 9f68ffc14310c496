//! `balju check`: what a reviewer would point at in a document.

mod document;
mod profile;

use std::path::{Path, PathBuf};

use balju::check::{Review, Rulebook};
use balju::diagnostic::{Diagnostic, Severity, Sources};
use balju::report::{Format, Source, write};
use balju::words::Words;

use super::console::{Console, Stop};
use super::document::FileKind;
use super::files::{is_profile, is_same_file, read_folder, write_whole};
use super::library::{Library, Overlays};

/// 문서를 심의자의 눈으로 점검합니다
#[derive(clap::Args)]
#[command(
    override_usage = "balju check <파일> [옵션]",
    help_template = super::TEMPLATE,
    next_help_heading = "옵션",
    after_help = "종료 코드: 0 찾은 것 없음, 1 --fail-on 이상을 찾음, 2 오류\n넘길 것은 프로필의 silenced에 사유와 함께 적습니다. 규칙의 뜻은 `balju rule`로 볼 수 있습니다"
)]
pub(super) struct Args {
    /// 사업 프로필(.json) 또는 요구사항 문서(.hwpx, .docx, .xlsx, .html, .md, `balju import`의 .json). `-`는 표준 입력(--kind와 함께)
    #[arg(value_name = "파일", help_heading = "인자")]
    file: PathBuf,

    /// 파일의 종류: profile, json, md, html, xlsx, docx, hwpx. 없으면 확장자로 정함
    #[arg(long, value_name = "종류", hide_possible_values = true)]
    kind: Option<FileKind>,

    /// 프로필로 만들어 점검할 문서 종류: plan, rfp(기본), task, proposal, revision, diagnosis
    #[arg(long, value_name = "종류")]
    outline: Option<String>,

    /// 종료 코드를 1로 할 등급: info, warn(기본), error. 이 등급 이상을 찾으면 1
    #[arg(long, value_name = "등급", default_value = "warn", hide_default_value = true, hide_possible_values = true)]
    fail_on: Level,

    /// 결과 형식: text, json, sarif, html. 없으면 결과 파일의 확장자, 표준 출력은 text
    #[arg(short, long, value_name = "형식")]
    format: Option<String>,

    /// 결과 파일. 없거나 `-`이면 표준 출력
    #[arg(short, long, value_name = "파일")]
    output: Option<PathBuf>,

    /// 내장 낱말에 더할 기관 낱말 파일(<규칙>.toml)이 있는 폴더 (여러 번 쓸 수 있음)
    #[arg(long, value_name = "폴더")]
    rules: Vec<PathBuf>,

    /// 문서에서 무엇을 읽었는지만 보여 줌. --format json과 함께 쓸 수 있음
    #[arg(long, conflicts_with_all = ["output", "fix"])]
    dump: bool,

    /// Markdown 문서에서 답이 하나인 것(조사, 자릿점, 옛 부처 이름, 합계)을 고침. 바뀌는 줄을 먼저 보여 줌
    #[arg(long, conflicts_with_all = ["format", "output"])]
    fix: bool,

    /// --fix로 바뀔 줄만 보여 주고 파일은 그대로 둠
    #[arg(long, requires = "fix")]
    dry_run: bool,

    #[command(flatten)]
    overlays: Overlays,
}

/// The least severity that makes a run fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Level {
    Info,
    Warn,
    Error,
}

pub(super) fn run(args: &Args, console: &Console) -> Result<(), Stop> {
    let target = target(args)?;
    let kind = kind(args)?;
    let library = args.overlays.load(console)?;
    let rulebook = rulebook(&library, &args.rules)?;
    let bench = Bench { library: &library, rulebook: &rulebook, words: Words::read(&library.assets)? };
    if args.fix {
        refuse_fix(args, kind)?;
        return verdict(args, &document::fix(&args.file, args.dry_run, &bench, console)?);
    }
    let (sheet, review) = match kind {
        FileKind::Profile if args.dump => return Err(only_documents("--dump").into()),
        FileKind::Profile => profile::review(args, &bench, console)?,
        _ if args.outline.is_some() => return Err(only_profiles("--outline").into()),
        kind if args.dump => return document::dump(&args.file, kind, target.1, &bench, console),
        kind => document::review(&args.file, kind, &bench)?,
    };
    let bytes = write(&sheet, target.1, &library.assets)?;
    match target.0 {
        Some(path) => write_whole(path, &bytes)?,
        None => Console::print(&bytes)?,
    }
    verdict(args, &review)
}

/// What a check works with.
struct Bench<'a> {
    library: &'a Library,
    rulebook: &'a Rulebook,
    words: Words,
}

impl<'a> Bench<'a> {
    fn source(&'a self, file: &'a str, sources: &'a Sources) -> Source<'a> {
        Source {
            file,
            sources,
            rulebook: self.rulebook,
            catalog: &self.library.catalog,
            assets: &self.library.assets,
            words: &self.words,
            unread: &[],
            unused: &[],
        }
    }
}

/// The rules with the agency's words.
pub(super) fn rulebook(library: &Library, folders: &[PathBuf]) -> Result<Rulebook, Stop> {
    let mut rulebook = Rulebook::read(&library.assets)?;
    for folder in folders {
        let shown = folder.display().to_string();
        let files: Vec<(String, String)> =
            read_folder(folder)?.into_iter().map(|(name, text)| (format!("{shown}/{name}"), text)).collect();
        if files.is_empty() {
            return Err(Diagnostic::error("empty-rules", format!("`{shown}` 폴더에 낱말 파일이 없습니다"))
                .hint("<규칙>.toml 파일을 두세요. 예: vague-quality.toml. 규칙은 `balju rule`로 볼 수 있습니다")
                .into());
        }
        let sources: Sources = files.iter().cloned().collect();
        rulebook = rulebook.overlay(files).map_err(|faults| Stop::Error(faults, sources))?;
    }
    Ok(rulebook)
}

/// Where the report goes, and in which format.
fn target(args: &Args) -> Result<(Option<&Path>, Format), Diagnostic> {
    let names = Format::ALL.map(|(name, _)| name).join(", ");
    let unknown = |what: String| Diagnostic::error("unknown-format", what).hint(format!("쓸 수 있는 형식: {names}"));
    let chosen = match &args.format {
        None => None,
        Some(name) => {
            Some(Format::from_name(name).ok_or_else(|| unknown(format!("`{name}`: 쓸 수 없는 점검 결과 형식입니다")))?)
        }
    };
    let Some(path) = args.output.as_deref().filter(|path| *path != Path::new("-")) else {
        return Ok((None, chosen.unwrap_or(Format::Text)));
    };
    let name = path.display();
    if is_same_file(path, &args.file) || is_profile(path) {
        return Err(Diagnostic::error(
            "overwrites-input",
            format!("`{name}`: 점검할 문서나 프로필 위에 결과를 쓸 수 없습니다"),
        )
        .hint("-o에 다른 이름을 쓰세요"));
    }
    let by_extension = || Format::from_name(&path.extension()?.to_string_lossy());
    let format = chosen
        .or_else(by_extension)
        .ok_or_else(|| unknown(format!("`{name}`: 확장자로 점검 결과의 형식을 알 수 없습니다")))?;
    Ok((Some(path), format))
}

/// What the file holds, by `--kind` or its extension.
fn kind(args: &Args) -> Result<FileKind, Diagnostic> {
    if let Some(kind) = args.kind {
        return Ok(kind);
    }
    FileKind::of_file(&args.file)
}

/// Only a file of Markdown is mended: a profile's values are decided by people, and HTML is made by other programs.
fn refuse_fix(args: &Args, kind: FileKind) -> Result<(), Diagnostic> {
    let refused = |what: &str, hint: &str| {
        Err(Diagnostic::error("not-mendable", format!("`{}`: {what}", args.file.display())).hint(hint))
    };
    match kind {
        _ if args.outline.is_some() => Err(only_profiles("--outline")),
        FileKind::Profile => refused(
            "프로필은 --fix로 고치지 않습니다",
            "값은 프로필에서 직접 고치세요. 만든 문서를 고치려면 `balju generate -o 문서.md` 뒤에 그 파일에 --fix를 쓰세요",
        ),
        FileKind::Html => refused(
            "HTML 문서는 --fix로 고치지 않습니다",
            "원본에서 고치세요. 고칠 곳은 --fix 없이 `balju check`로 볼 수 있습니다",
        ),
        FileKind::Json | FileKind::Xlsx | FileKind::Docx | FileKind::Hwpx => refused(
            "Markdown이 아닌 문서는 --fix로 고치지 않습니다",
            "원본에서 고치세요. 고칠 곳은 --fix 없이 `balju check`로 볼 수 있습니다",
        ),
        FileKind::Md if args.file == Path::new("-") => refused("표준 입력은 고칠 수 없습니다", "파일 이름을 적으세요"),
        FileKind::Md => Ok(()),
    }
}

fn only_profiles(option: &str) -> Diagnostic {
    Diagnostic::error("usage", format!("`{option}`: 프로필을 점검할 때만 쓰는 옵션입니다"))
        .hint("문서 파일은 있는 그대로 점검합니다. 옵션을 빼세요")
}

fn only_documents(option: &str) -> Diagnostic {
    Diagnostic::error("usage", format!("`{option}`: 문서 파일을 점검할 때만 쓰는 옵션입니다"))
        .hint("프로필로 만든 문서는 `balju generate`로 볼 수 있습니다")
}

fn verdict(args: &Args, review: &Review) -> Result<(), Stop> {
    let severity = match args.fail_on {
        Level::Info => Severity::Info,
        Level::Warn => Severity::Warning,
        Level::Error => Severity::Error,
    };
    if review.at_least(severity) > 0 { Err(Stop::Findings) } else { Ok(()) }
}
