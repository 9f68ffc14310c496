//! `balju generate`: profile → document.

use std::path::{Path, PathBuf};

use balju::catalog::Generated;
use balju::compose::{arrange, outdated};
use balju::diagnostic::Diagnostic;
use balju::diff::Ground;
use balju::document::Section;
use balju::figure::Figure;
use balju::issue::drift;
use balju::profile::Answers;
use balju::words::Words;
use balju::writer::{Settings, Sheets, svg};
use balju::{Assets, Catalog, Document, Format, Options};

use super::console::{Console, Stop};
use super::diff::add_changes;
use super::document::{DocumentFile, FileKind, is_json_document};
use super::files::{make_folder, read_text};
use super::fonts::FontFolders;
use super::library::Overlays;
use super::output::{File, deliver, outputs, print};
use super::project::Project;
use super::summary::{drifted, made};

/// 프로필로 요구사항 문서를 만듭니다
#[derive(clap::Args)]
#[command(override_usage = "balju generate <프로필> [옵션]", help_template = super::TEMPLATE, next_help_heading = "옵션")]
pub(super) struct Args {
    /// 사업 프로필(JSON), 또는 `balju import`로 읽은 문서(JSON). `-`는 표준 입력의 프로필
    #[arg(value_name = "프로필", help_heading = "인자")]
    profile: PathBuf,

    /// 결과 파일 (여러 번 쓸 수 있음). 확장자가 형식을 정함. 없거나 `-`이면 표준 출력
    #[arg(short, long, value_name = "파일")]
    output: Vec<PathBuf>,

    /// 형식: md, html, json, txt, hwpx, docx, xlsx, pdf, csv, reqif. 없으면 파일의 확장자, 표준 출력은 md
    #[arg(short, long, value_name = "형식")]
    format: Option<String>,

    /// 인쇄할 부분 (여러 번 쓸 수 있음): all, requirements 또는 `balju parts`에 나오는 이름
    #[arg(long, value_name = "부분")]
    part: Vec<String>,

    /// 문서 종류: plan(사업계획서, 내부용), rfp(제안요청서), task(과업내용서), proposal(제안서 부록), revision(변경 내역), diagnosis(적합성 진단)
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

    /// 엑셀의 상세 요구사항: single(한 시트), category(분류마다 한 시트)
    #[arg(long, value_name = "방식", default_value = "single", hide_default_value = true, hide_possible_values = true)]
    sheets: SheetsArg,

    /// 확정본: 확정하지 않은 값이 남아 있으면 만들지 않음
    #[arg(long = "final")]
    last: bool,

    /// 기관의 모양 파일이 있는 폴더: style.toml(한글·워드·엑셀·PDF의 글꼴, 색, 여백, 머리말), style.css(HTML)
    #[arg(long, value_name = "폴더")]
    style: Option<PathBuf>,

    /// 문서의 그림을 SVG 파일로도 쓸 폴더. 한글·워드 문서에는 그림이 같은 내용의 표로 들어감
    #[arg(long, value_name = "폴더")]
    figures: Option<PathBuf>,

    #[command(flatten)]
    fonts: FontFolders,

    /// 견줄 앞의 문서: 발행한 문서(JSON)나 다른 프로필. 신구대조표를 표지 다음에 넣음
    #[arg(long, value_name = "파일")]
    against: Option<PathBuf>,

    #[command(flatten)]
    overlays: Overlays,
}

/// How requirements are divided over the sheets of a workbook.
#[derive(Clone, Copy, clap::ValueEnum)]
enum SheetsArg {
    Single,
    Category,
}

impl From<SheetsArg> for Sheets {
    fn from(sheets: SheetsArg) -> Self {
        match sheets {
            SheetsArg::Single => Self::Single,
            SheetsArg::Category => Self::ByCategory,
        }
    }
}

impl Args {
    /// What of the document was chosen.
    fn options(&self, answers: Option<&AnswersFile>, outputs: &[(Option<&Path>, Format)]) -> Options {
        Options {
            layout: self.layout.clone(),
            outline: self.outline.clone(),
            parts: self.part.clone(),
            categories: self.category.clone(),
            answers: answers.map(|file| file.answers.clone()),
            last: self.last,
            whole: outputs.iter().any(|(_, format)| format.holds_all_requirements()),
        }
    }
}

pub(super) fn run(args: &Args, console: &Console) -> Result<(), Stop> {
    let inputs = [Some(&args.profile), args.against.as_ref(), args.answers.as_ref()];
    let inputs: Vec<&Path> = inputs.into_iter().flatten().map(PathBuf::as_path).collect();
    let outputs = outputs(&args.output, args.format.as_deref(), &inputs, Format::Markdown)?;
    if is_json_document(&args.profile) {
        return rearrange(args, &outputs, console);
    }
    let project = Project::read(&args.profile, console)?;
    let mut library = args.overlays.load(console)?;
    if let Some(folder) = &args.style {
        library.restyle(folder, console)?;
    }
    let answers = args.answers.as_deref().map(AnswersFile::read).transpose()?;
    let failed = |faults| {
        let stop = project.stop(faults, &library);
        if let Some(answers) = &answers { stop.with_source(&answers.answers.name, &answers.text) } else { stop }
    };
    let selection = project.select(&library, console)?;
    let options = args.options(answers.as_ref(), &outputs);
    let mut document = project
        .compose(&library, &selection, &options)
        .map_err(|faults| failed(if args.layout.is_some() { without_layout_field(faults) } else { faults }))?;
    holds_requirements(&document, &library.catalog, &outputs)?;
    if let Some(old) = &args.against {
        let ground = Ground { records: Some(&project.profile.records) };
        add_changes(&mut document, old, args.outline.as_deref(), ground, &library, console)?;
    }
    doubt(answers.as_ref(), &document, console);
    project.doubt_overrides(&library, &selection, console);
    let settings = Settings { sheets: args.sheets.into(), fonts: args.fonts.read(&outputs)? };
    let mut files = print(&document, &outputs, &library.assets, &settings).map_err(|fault| failed(vec![fault]))?;
    if let Some(folder) = &args.figures {
        files.extend(drawings(&document, folder, &library.assets)?);
    }
    deliver(&files)?;
    console.remark(&made(&document, &library.catalog, &selection, &project.profile, &outputs));
    if let Some(issued) = project.profile.issued.as_ref().filter(|_| args.category.is_empty()) {
        console.remark(&drifted(&drift(issued, &document)));
    }
    console.report_open(&document);
    // The process ends here: taking everything apart first would be a tenth of its time.
    std::mem::forget((document, selection));
    std::mem::forget((library, project));
    Ok(())
}

/// Formats of requirements alone need a document that prints some.
fn holds_requirements(
    document: &Document,
    catalog: &Catalog,
    outputs: &[(Option<&Path>, Format)],
) -> Result<(), Diagnostic> {
    let lists = |section: &Section| {
        let part = catalog.parts.iter().find(|part| part.id == section.id);
        part.and_then(|part| part.generate).is_some_and(Generated::is_of_each)
    };
    let Some((_, format)) = outputs.iter().find(|(_, format)| format.is_of_requirements()) else { return Ok(()) };
    if document.sections.iter().any(lists) {
        return Ok(());
    }
    let name = Format::ALL.iter().find(|(_, known)| known == format).map_or("", |(name, _)| *name);
    let message = format!("`{name}`: 요구사항만 담는 형식인데, 고른 문서 종류나 부분에는 요구사항이 없습니다");
    Err(Diagnostic::error("no-requirements", message)
        .hint("`--part`와 `--outline`을 빼고 만들거나, md, html, hwpx, docx로 만드세요"))
}

/// Says which answers were given to another text than is printed now.
fn doubt(answers: Option<&AnswersFile>, document: &Document, console: &Console) {
    let Some(file) = answers else { return };
    let found = outdated(&file.answers, &document.requirements);
    // A document of some categories lacks the others on purpose.
    let found: Vec<Diagnostic> = found.into_iter().filter(|one| one.code == "outdated-answer").collect();
    console.report(&found, &[(file.answers.name.clone(), file.text.clone())].into());
}

/// Arranges a document that was read, instead of one made from a profile.
fn rearrange(args: &Args, outputs: &[(Option<&Path>, Format)], console: &Console) -> Result<(), Stop> {
    let mut library = args.overlays.load(console)?;
    if let Some(folder) = &args.style {
        library.restyle(folder, console)?;
    }
    let file = DocumentFile::open(&args.profile, FileKind::Json, &library.assets)?;
    let reading = file.reading(&library.assets)?;
    if args.last && (reading.document.draft || !reading.document.open.is_empty()) {
        let message = format!("`{}`: 확정하지 않은 값이 남아 있는 문서입니다", file.name);
        return Err(Diagnostic::error("undecided", message).hint("프로필에서 값을 확정한 뒤 다시 만드세요").into());
    }
    let answers = args.answers.as_deref().map(AnswersFile::read).transpose()?;
    let options = args.options(answers.as_ref(), outputs);
    let mut document = arrange(reading.document, &library.catalog, &library.assets, &options).map_err(|faults| {
        let stop = Stop::from(faults);
        if let Some(answers) = &answers { stop.with_source(&answers.answers.name, &answers.text) } else { stop }
    })?;
    doubt(answers.as_ref(), &document, console);
    if let Some(old) = &args.against {
        add_changes(&mut document, old, args.outline.as_deref(), Ground::default(), &library, console)?;
    }
    let settings = Settings { sheets: args.sheets.into(), fonts: args.fonts.read(outputs)? };
    let mut files = print(&document, outputs, &library.assets, &settings)?;
    if let Some(folder) = &args.figures {
        files.extend(drawings(&document, folder, &library.assets)?);
    }
    deliver(&files)?;
    console.remark(&format!("요구사항 {}건, `{}`에서 읽음\n", document.requirements.len(), file.name));
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

/// A layout chosen on the command line is no fault of the profile's.
fn without_layout_field(mut faults: Vec<Diagnostic>) -> Vec<Diagnostic> {
    for fault in faults.iter_mut().filter(|fault| fault.code == "unknown-layout") {
        fault.field = None;
    }
    faults
}

/// A file for each figure of the document.
fn drawings(document: &Document, folder: &Path, assets: &Assets) -> Result<Vec<File>, Diagnostic> {
    let words = Words::read(assets)?;
    let name = |figure: &Figure| {
        figure.id.chars().map(|c| if c.is_alphanumeric() || c == '-' { c } else { '_' }).collect::<String>()
    };
    let file = |figure| File {
        path: Some(folder.join(format!("{}.svg", name(figure)))),
        bytes: svg::draw(figure, &words.figure).into_bytes(),
    };
    let files: Vec<File> = document.figures().map(file).collect();
    if !files.is_empty() {
        make_folder(folder)?;
    }
    Ok(files)
}
