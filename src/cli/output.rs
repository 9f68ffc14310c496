//! Where documents go, in which formats, and how they get there: all or none.

use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};

use balju::diagnostic::Diagnostic;
use balju::writer::Settings;
use balju::{Assets, Document, Format, write};

use super::console::{Console, Stop};
use super::files::{is_profile, is_same_file, stage};

/// Bytes and where they go; nowhere is standard output.
pub(super) struct File {
    pub(super) path: Option<PathBuf>,
    pub(super) bytes: Vec<u8>,
}

/// The document in each of the formats asked for.
pub(super) fn print(
    document: &Document,
    outputs: &[(Option<&Path>, Format)],
    assets: &Assets,
    settings: &Settings,
) -> Result<Vec<File>, Diagnostic> {
    let file = |(path, format): &(Option<&Path>, Format)| {
        let bytes = write(document, *format, assets, settings)?;
        Ok(File { path: path.map(Path::to_path_buf), bytes })
    };
    outputs.iter().map(file).collect()
}

/// Writes every file or none: none takes its place before all are complete.
pub(super) fn deliver(files: &[File]) -> Result<(), Stop> {
    let staged: Vec<_> =
        files.iter().filter_map(|file| Some(stage(file.path.as_deref()?, &file.bytes))).collect::<Result<_, _>>()?;
    for file in files.iter().filter(|file| file.path.is_none()) {
        match Console::print(&file.bytes) {
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

/// Where to write what; none is standard output, which has a format of its own when none is named.
pub(super) fn outputs<'a>(
    paths: &'a [PathBuf],
    format: Option<&str>,
    inputs: &[&Path],
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
        return Ok(vec![(None, on_screen(chosen.unwrap_or(standard))?)]);
    }
    spare(paths, inputs)?;
    if let Some((_, path)) =
        paths.iter().enumerate().find(|(at, path)| path.as_os_str() != "-" && paths[..*at].contains(path))
    {
        return Err(Diagnostic::error("usage", format!("`{}`: 같은 결과 파일을 두 번 적었습니다", path.display()))
            .hint("하나를 지우거나 이름을 바꾸세요"));
    }
    paths.iter().map(|path| target(path, chosen, standard)).collect()
}

/// Refuses to write over a profile, or over a file that is read in this run.
pub(super) fn spare(paths: &[PathBuf], inputs: &[&Path]) -> Result<(), Diagnostic> {
    let is_input = |path: &Path| inputs.iter().any(|input| is_same_file(path, input));
    let Some(path) = paths.iter().find(|path| is_profile(path) || is_input(path)) else { return Ok(()) };
    let (code, what) = if is_profile(path) {
        ("overwrites-profile", "프로필 위에 문서를 쓸 수 없습니다")
    } else {
        ("overwrites-input", "이번에 읽는 파일 위에 쓸 수 없습니다")
    };
    Err(Diagnostic::error(code, format!("`{}`: {what}", path.display())).hint("-o에 다른 이름을 쓰세요"))
}

fn target(path: &Path, chosen: Option<Format>, standard: Format) -> Result<(Option<&Path>, Format), Diagnostic> {
    if path == Path::new("-") {
        return Ok((None, on_screen(chosen.unwrap_or(standard))?));
    }
    let by_extension = || Format::from_name(&path.extension()?.to_string_lossy());
    let format = chosen.or_else(by_extension).ok_or_else(|| {
        Diagnostic::error("unknown-format", format!("`{}`: 확장자로 형식을 알 수 없습니다", path.display()))
            .hint(format!("쓸 수 있는 확장자: {}. 또는 --format으로 형식을 정하세요", format_names()))
    })?;
    Ok((Some(path), format))
}

/// A format that may go to standard output: what no terminal can show goes only elsewhere.
fn on_screen(format: Format) -> Result<Format, Diagnostic> {
    if format.is_text() || !std::io::stdout().is_terminal() {
        return Ok(format);
    }
    Err(Diagnostic::error("binary-on-terminal", "화면에 보일 수 없는 형식입니다")
        .hint("-o에 파일 이름을 적으세요. 예: -o rfp.hwpx"))
}

fn format_names() -> String {
    Format::ALL.map(|(name, _)| name).join(", ")
}
