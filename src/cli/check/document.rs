//! `balju check` over a document that somebody wrote: what was understood of it, what is found in
//! it, and what of that can be mended.

use std::path::Path;

use balju::check::{Manuscript, Review, check, mend};
use balju::diagnostic::Diagnostic;
use balju::reader;
use balju::report::{Format, Sheet, Source, harmless, sheet};
use similar::TextDiff;

use super::super::console::{Console, Stop};
use super::super::document::{DocumentFile, FileKind};
use super::super::files::{BYTE_ORDER_MARK, write_whole};
use super::Bench;

/// Rounds after which mending ends: a change may bring another to light.
const ROUNDS: usize = 5;

/// Checks a document.
pub(super) fn review(path: &Path, kind: FileKind, bench: &Bench<'_>) -> Result<(Sheet, Review), Stop> {
    let file = DocumentFile::open(path, kind, &bench.library.assets)?;
    let reading = file.reading(&bench.library.assets)?;
    let manuscript = Manuscript::of_reading(&reading);
    let review = check(&manuscript, bench.rulebook);
    let unread = file.named(reading.unread.clone());
    let sources = file.sources();
    let source = Source { unread: &unread, ..bench.source(&file.name, &sources) };
    let sheet = sheet(&manuscript, &review, &source);
    // The process ends soon: taking apart what was read of megabytes would be a good part of its time.
    std::mem::forget(manuscript);
    std::mem::forget(reading);
    Ok((sheet, review))
}

/// Shows what was understood of a document, as text or JSON.
pub(super) fn dump(
    path: &Path,
    kind: FileKind,
    format: Format,
    bench: &Bench<'_>,
    console: &Console,
) -> Result<(), Stop> {
    if !matches!(format, Format::Text | Format::Json) {
        return Err(Diagnostic::error("usage", "`--dump`는 text와 json으로만 보여 줍니다")
            .hint("--format을 빼거나 json으로 정하세요")
            .into());
    }
    let file = DocumentFile::open(path, kind, &bench.library.assets)?;
    let reading = file.reading(&bench.library.assets)?;
    console.report(&file.named(reading.unread.clone()), &file.sources());
    if matches!(format, Format::Json) {
        return Console::print(reader::dump_json(&reading, &file.text).as_bytes());
    }
    let lines: Vec<String> = reader::dump(&reading, &file.text).lines().map(harmless).collect();
    Console::print(format!("{}\n", lines.join("\n")).as_bytes())
}

/// Mends what has one right answer, after showing the change; the result is what is left.
pub(super) fn fix(path: &Path, is_dry: bool, bench: &Bench<'_>, console: &Console) -> Result<Review, Stop> {
    let assets = &bench.library.assets;
    let original = DocumentFile::open(path, FileKind::Md, assets)?;
    if !original.is_utf8 {
        let message = format!("`{}`: UTF-8이 아닌 파일은 --fix로 고치지 않습니다", original.name);
        return Err(Diagnostic::error("not-mendable", message).hint("UTF-8로 저장한 뒤 다시 하세요").into());
    }
    let before = original.text.clone();
    let mut file = original;
    let mut changes = 0;
    let mut first = None;
    let mut left = Review::default();
    for round in 0..=ROUNDS {
        let reading = file.reading(assets)?;
        let manuscript = Manuscript::of_reading(&reading);
        left = check(&manuscript, bench.rulebook);
        let (mended, count) = mend(&file.text, &manuscript, &left);
        first.get_or_insert_with(|| left.clone());
        if count == 0 || round == ROUNDS {
            break;
        }
        changes += count;
        file.text = mended;
    }
    if changes == 0 {
        console.remark(&format!("{}: 고칠 것이 없습니다. {}\n", file.name, remaining(&left)));
        return Ok(left);
    }
    match Console::print(difference(&before, &file.text, &file.name).as_bytes()) {
        // Whoever read the first lines and left still wants the file.
        Ok(()) | Err(Stop::ClosedPipe) => {}
        Err(stop) => return Err(stop),
    }
    if is_dry {
        console.remark(&format!("{}: {changes}곳을 고칠 수 있습니다. 파일은 그대로입니다\n", file.name));
        return Ok(first.unwrap_or(left));
    }
    let mark = if file.marked { BYTE_ORDER_MARK } else { "" };
    write_whole(path, format!("{mark}{}", file.text).as_bytes())?;
    console.remark(&format!("{}: {changes}곳을 고쳤습니다. {}\n", file.name, remaining(&left)));
    Ok(left)
}

fn remaining(review: &Review) -> String {
    match review.findings.len() {
        0 => "남은 것이 없습니다".to_owned(),
        count => format!("남은 것 {count}곳은 `balju check`로 볼 수 있습니다"),
    }
}

/// A unified diff in which nothing acts on a terminal.
fn difference(old: &str, new: &str, name: &str) -> String {
    let name = harmless(name);
    let diff = TextDiff::from_lines(old, new).unified_diff().header(&name, &name).to_string();
    let line = |line: &str| line.split('\t').map(harmless).collect::<Vec<_>>().join("\t");
    diff.lines().map(|text| line(text) + "\n").collect()
}
