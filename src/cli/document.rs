//! A finished document in a file: what it is, its text, and what is read of it.

use std::path::Path;

use balju::Assets;
use balju::diagnostic::{Diagnostic, Sources};
use balju::reader::{
    Kind, Office, Reading, Transcript, is_document, is_packed, read_json, read_transcript, read_with, transcribe,
};

use super::console::Stop;
use super::files::{Decoded, decode_document, read_document};

/// What a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum FileKind {
    Profile,
    /// A document as JSON.
    Json,
    #[value(alias = "markdown")]
    Md,
    #[value(alias = "htm")]
    Html,
    #[value(alias = "xlsm")]
    Xlsx,
    #[value(alias = "docm")]
    Docx,
    Hwpx,
}

impl FileKind {
    /// What a file holds by its name.
    pub(super) fn of_name(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_string_lossy().to_ascii_lowercase();
        match extension.as_str() {
            "json" if is_json_document(path) => Some(Self::Json),
            "json" => Some(Self::Profile),
            "md" | "markdown" => Some(Self::Md),
            "html" | "htm" => Some(Self::Html),
            other => Office::from_extension(other).map(|office| match office {
                Office::Xlsx => Self::Xlsx,
                Office::Docx => Self::Docx,
                Office::Hwpx => Self::Hwpx,
            }),
        }
    }
}

impl FileKind {
    /// What a file holds by its name, else by its bytes.
    pub(super) fn of_file(path: &Path) -> Result<Self, Diagnostic> {
        if path == Path::new("-") {
            return Err(Diagnostic::error("unknown-kind", "표준 입력으로 받을 것의 종류를 알 수 없습니다")
                .hint("--kind로 profile, json, md, html, xlsx, docx, hwpx 가운데 하나를 정하세요"));
        }
        if let Some(kind) = Self::of_name(path) {
            return Ok(kind);
        }
        // What a program packed tells itself what it is, or why it cannot be read.
        if is_packed(&read_document(path)?) {
            return Ok(Self::Docx);
        }
        Err(Diagnostic::error("unknown-kind", format!("`{}`: 읽을 수 없는 파일입니다", path.display())).hint(
            "프로필(.json)이나 문서(.hwpx, .docx, .xlsx, .html, .md)를 읽습니다. 확장자가 다르면 --kind로 정하세요",
        ))
    }
}

/// Whether a JSON file holds a document and no profile.
pub(super) fn is_json_document(path: &Path) -> bool {
    let is_json = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json"));
    let text = || decode_document(&read_document(path).ok()?, "").ok();
    is_json && text().is_some_and(|decoded| is_document(&decoded.text))
}

/// How the text of a file is read.
enum Form {
    Text(Kind),
    Json,
    Office(Box<Transcript>),
}

/// A document as it is in its file.
pub(super) struct DocumentFile {
    pub(super) name: String,
    /// What diagnostics point into: the file's text, or that of an office file as it was read.
    pub(super) text: String,
    /// Whether it begins with a byte order mark.
    pub(super) marked: bool,
    /// Whether it can be written back as it is.
    pub(super) is_utf8: bool,
    form: Form,
}

impl DocumentFile {
    /// Opens a file; one that a program packed is read as what it is, whatever it is called.
    pub(super) fn open(path: &Path, kind: FileKind, assets: &Assets) -> Result<Self, Stop> {
        let bytes = read_document(path)?;
        let name = path.display().to_string();
        let packed = |faults: Vec<Diagnostic>| {
            let faults = faults.into_iter().map(|fault| fault.file(&name)).collect::<Vec<_>>();
            Stop::from(faults)
        };
        let is_office = matches!(kind, FileKind::Xlsx | FileKind::Docx | FileKind::Hwpx);
        if is_packed(&bytes) || (is_office && !is_page(&bytes)) {
            let transcript = transcribe(&bytes, assets).map_err(packed)?;
            let text = transcript.text().to_owned();
            return Ok(Self { name, text, marked: false, is_utf8: false, form: Form::Office(Box::new(transcript)) });
        }
        let Decoded { text, marked, is_utf8 } = decode_document(&bytes, &name)?;
        let form = match kind {
            FileKind::Md => Form::Text(Kind::Markdown),
            FileKind::Json | FileKind::Profile => Form::Json,
            // Programs give out pages under the names of workbooks.
            FileKind::Html | FileKind::Xlsx | FileKind::Docx | FileKind::Hwpx => Form::Text(Kind::Html),
        };
        Ok(Self { name, text, marked, is_utf8, form })
    }

    /// What is read of it.
    pub(super) fn reading(&self, assets: &Assets) -> Result<Reading, Stop> {
        let read = match &self.form {
            Form::Text(kind) => read_with(&self.text, *kind, assets),
            Form::Json => read_json(&self.text, assets),
            Form::Office(transcript) => read_transcript(transcript, assets),
        };
        read.map_err(|faults| Stop::Error(self.named(faults), self.sources()))
    }

    /// Diagnostics with the file they are about.
    pub(super) fn named(&self, mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
        for diagnostic in &mut diagnostics {
            diagnostic.file.get_or_insert_with(|| self.name.clone());
        }
        diagnostics
    }

    /// The text that diagnostics point into.
    pub(super) fn sources(&self) -> Sources {
        Sources::from([(self.name.clone(), self.text.clone())])
    }
}

/// Whether bytes begin as a page does.
fn is_page(bytes: &[u8]) -> bool {
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    text.starts_with(b"<") && !text.starts_with(b"<?xml")
}
