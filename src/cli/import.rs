//! `balju import`: requirements out of a finished document, ours or anybody's.

mod answers;
mod revise;

use std::path::PathBuf;

use balju::diagnostic::Diagnostic;
use balju::reader::read_json;
use balju::writer::Settings;
use balju::{Assets, Document, Format, write};

use super::console::{Console, Stop};
use super::document::{DocumentFile, FileKind};
use super::library::Overlays;
use super::output::{deliver, outputs, print};

/// 다른 문서(한글·워드·엑셀·HTML·Markdown)의 요구사항을 읽어 들입니다
#[derive(clap::Args)]
#[command(
    override_usage = "balju import <파일> [옵션]",
    help_template = super::TEMPLATE,
    next_help_heading = "옵션",
    after_help = "읽은 문서(JSON)는 balju check와 balju generate에 그대로 씁니다.\n예: balju import 공고.hwpx -o 공고.json, balju generate 공고.json --outline proposal -o 조견표.xlsx\n고친 우리 문서: balju import 고친것.docx --against 프로필.json 으로 보고, --write 로 프로필에 적습니다.\n종료 코드: 0 정상, 1 --against에서 다른 글을 찾음, 2 오류"
)]
pub(super) struct Args {
    /// 요구사항 문서(.hwpx, .docx, .xlsx, .html, .md)
    #[arg(value_name = "파일", help_heading = "인자")]
    file: PathBuf,

    /// 결과 파일 (여러 번 쓸 수 있음). 확장자가 형식을 정함. 없거나 `-`이면 표준 출력에 json
    #[arg(short, long, value_name = "파일")]
    output: Vec<PathBuf>,

    /// 파일의 종류: json, md, html, xlsx, docx, hwpx. 없으면 내용과 확장자로 정함
    #[arg(long, value_name = "종류", hide_possible_values = true)]
    kind: Option<FileKind>,

    /// 채운 조견표의 답변(수용 여부, 대응 내용, 사유, 쪽)을 답변 파일(JSON)로 읽음. --against와 함께 쓰면 글이 바뀌어 맞지 않는 답변을 알려 줌
    #[arg(long, conflicts_with = "write")]
    answers: bool,

    /// 우리 문서를 고친 파일: 이 프로필의 문서와 번호로 견주어 다른 글을 보여 줌
    #[arg(long, value_name = "프로필", conflicts_with = "write")]
    against: Option<PathBuf>,

    /// 견주어 다른 글을 이 프로필에 적음(requirements.overrides). --by와 --reason이 있어야 함
    #[arg(long, value_name = "프로필", conflicts_with = "output")]
    write: Option<PathBuf>,

    /// 글을 고친 부서나 직위
    #[arg(long, value_name = "부서", requires = "write")]
    by: Option<String>,

    /// 글을 고친 까닭
    #[arg(long, value_name = "까닭", requires = "write")]
    reason: Option<String>,

    /// 글을 고친 날(YYYY-MM-DD)
    #[arg(long, value_name = "일자", requires = "write")]
    date: Option<String>,

    #[command(flatten)]
    overlays: Overlays,
}

pub(super) fn run(args: &Args, console: &Console) -> Result<(), Stop> {
    let kind = match args.kind {
        Some(kind) => kind,
        None => FileKind::of_file(&args.file)?,
    };
    if kind == FileKind::Profile {
        let message = format!("`{}`: 프로필은 들여올 문서가 아닙니다", args.file.display());
        return Err(Diagnostic::error("unknown-kind", message)
            .hint("프로필로 문서를 만들려면 `balju generate`를 쓰세요")
            .into());
    }
    let library = args.overlays.load(console)?;
    let assets = &library.assets;
    let file = DocumentFile::open(&args.file, kind, assets)?;
    let reading = file.reading(assets)?;
    console.report(&file.named(reading.unread.clone()), &file.sources());
    if args.answers {
        return answers::run(args, &reading, &library, console);
    }
    let count = reading.document.requirements.len();
    if count == 0 {
        let message = format!("`{}`: 요구사항을 찾지 못했습니다", file.name);
        return Err(Diagnostic::error("no-requirements", message)
            .hint("요구사항 표에 고유번호, 명칭, 상세설명 행이나 열이 있어야 합니다. 무엇을 읽었는지는 `balju check --dump`로 볼 수 있습니다")
            .into());
    }
    if args.against.is_some() && !args.output.is_empty() {
        return Err(Diagnostic::error("usage", "`--output`: --against와 함께 쓸 수 없는 옵션입니다")
            .hint("다른 글은 화면에 보여 줍니다. 답변을 읽으려면 --answers를 함께 쓰세요")
            .into());
    }
    if args.against.is_some() || args.write.is_some() {
        return revise::run(args, &reading, &library, console);
    }
    let outputs = outputs(&args.output, None, &[&args.file], Format::Json)?;
    let document = finished(&reading.document, assets)?;
    deliver(&print(&document, &outputs, assets, &Settings::default())?)?;
    let files: Vec<String> =
        outputs.iter().filter_map(|(path, _)| Some(path.as_ref()?.display().to_string())).collect();
    let made = if files.is_empty() { String::new() } else { format!("{} — ", files.join(", ")) };
    let lost = reading.unread.iter().filter(|one| one.severity != balju::diagnostic::Severity::Info).count();
    let lost = if lost == 0 { String::new() } else { format!(", 읽지 못했거나 일부만 읽은 곳 {lost}곳") };
    console.remark(&format!("{made}요구사항 {count}건{lost}\n"));
    Ok(())
}

/// The document as a later run reads it: references found, rows that its requirements fill laid out.
fn finished(document: &Document, assets: &Assets) -> Result<Document, Stop> {
    let bytes = write(document, Format::Json, assets, &Settings::default())?;
    let text = String::from_utf8(bytes).unwrap_or_default();
    Ok(read_json(&text, assets)?.document)
}
