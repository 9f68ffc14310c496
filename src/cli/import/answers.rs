//! The bidder's matrix, filled in by hand, as the file of answers that `generate` takes.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use balju::compose::{outdated, unknown_answers};
use balju::diagnostic::{Diagnostic, Severity, Sources};
use balju::profile::Answers;
use balju::reader::{Reading, answers};
use balju::words::Words;
use balju::{Document, Options};
use serde_json::{Map, Value};

use super::super::console::{Console, Stop};
use super::super::document::{DocumentFile, FileKind};
use super::super::files::write_whole;
use super::super::library::Library;
use super::super::output::spare;
use super::super::project::Project;
use super::Args;

/// Writes the answers of a matrix; says which of them fit no longer when there is something to compare with.
pub(super) fn run(args: &Args, reading: &Reading, library: &Library, console: &Console) -> Result<(), Stop> {
    let words = Words::read(&library.assets)?;
    let inputs: Vec<&Path> = [Some(args.file.as_path()), args.against.as_deref()].into_iter().flatten().collect();
    spare(&args.output, &inputs)?;
    let is_json = |path: &PathBuf| path.as_os_str() == "-" || path.extension().is_some_and(|one| one == "json");
    if args.output.len() > 1 || !args.output.iter().all(is_json) {
        return Err(Diagnostic::error("usage", "답변은 JSON 파일 하나에 적습니다")
            .hint("-o 답변.json처럼 적으세요")
            .into());
    }
    let found = answers(&reading.document, &words);
    if found.is_empty() {
        let message = format!("`{}`: 조견표에서 답을 찾지 못했습니다", args.file.display());
        return Err(Diagnostic::error("no-answers", message)
            .hint("`balju generate 프로필.json -o 조견표.xlsx`로 만든 조견표의 수용 여부, 대응 내용, 쪽을 채운 파일인지 확인하세요")
            .into());
    }
    let mut file = Map::new();
    let mut doubts = Vec::new();
    let mut seen = BTreeMap::new();
    for one in &found {
        if seen.insert(one.number.as_str(), &one.answer).is_some_and(|before| *before != one.answer) {
            let message = format!("`{}`: 조견표에 두 번 있고 답이 서로 다릅니다. 뒤의 답을 적었습니다", one.number);
            doubts
                .push(Diagnostic::warning("repeated-answer", message).hint("조견표에서 한 줄만 남기고 다시 읽으세요"));
        }
        let mut answer = Map::new();
        let fields = [
            ("answer", &one.answer.answer),
            ("response", &one.answer.response),
            ("reason", &one.answer.reason),
            ("page", &one.answer.page),
            ("text", &one.text),
        ];
        for (name, said) in fields {
            if !said.is_empty() {
                answer.insert(name.to_owned(), Value::String(said.clone()));
            }
        }
        file.insert(one.number.clone(), Value::Object(answer));
    }
    let count = file.len();
    let text = format!("{:#}\n", Value::Object(file));
    let name = args.output.first().map_or_else(|| "answers.json".to_owned(), |path| path.display().to_string());
    let answers = Answers::from_json(&name, &text)?;
    // Nothing that the bidder wrote is lost: it is written as it stands, and said.
    doubts.extend(
        unknown_answers(&answers, &words).into_iter().map(|doubt| Diagnostic { severity: Severity::Warning, ..doubt }),
    );
    if let Some(path) = &args.against {
        doubts.extend(outdated(&answers, &model(path, library, console)?.requirements));
    }
    console.report(&doubts, &Sources::from([(name, text.clone())]));
    match args.output.first().filter(|path| path.as_os_str() != "-") {
        Some(path) => write_whole(path, text.as_bytes())?,
        None => Console::print(text.as_bytes())?,
    }
    console.remark(&format!("답변 {count}건\n"));
    Ok(())
}

/// The document that is answered now: a profile's, or one that was read.
fn model(path: &Path, library: &Library, console: &Console) -> Result<Document, Stop> {
    if let Some(kind) = FileKind::of_name(path).filter(|kind| *kind != FileKind::Profile) {
        return Ok(DocumentFile::open(path, kind, &library.assets)?.reading(&library.assets)?.document);
    }
    let project = Project::read(path, console)?;
    let selection = project.select(library, console)?;
    project.compose(library, &selection, &Options::default()).map_err(|faults| project.stop(faults, library))
}
