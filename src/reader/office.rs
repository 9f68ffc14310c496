//! What an office file is, by what it holds and not by what it is called.

use super::package::{Package, damaged, locked};
use super::transcript::Transcript;
use super::xlsx::Marks;
use super::{docx, hwpx, xlsx};
use crate::assets::Assets;
use crate::diagnostic::Diagnostic;
use crate::words::Words;

/// A kind of office file that is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Office {
    /// XLSX.
    Xlsx,
    /// DOCX.
    Docx,
    /// HWPX.
    Hwpx,
}

impl Office {
    /// The kind by the extension of a file's name.
    pub fn from_extension(extension: &str) -> Option<Self> {
        match extension.to_ascii_lowercase().as_str() {
            "xlsx" | "xlsm" => Some(Self::Xlsx),
            "docx" | "docm" => Some(Self::Docx),
            "hwpx" => Some(Self::Hwpx),
            _ => None,
        }
    }

    fn of(package: &Package<'_>) -> Option<Self> {
        let parts = [(xlsx::BODY, Self::Xlsx), (docx::BODY, Self::Docx), (hwpx::BODY, Self::Hwpx)];
        parts.into_iter().find(|(part, _)| package.has(part)).map(|(_, office)| office)
    }
}

/// Begins a zip package.
const ZIP: &[u8] = b"PK\x03\x04";
/// Begins one that holds nothing.
const EMPTY_ZIP: &[u8] = b"PK\x05\x06";
/// Begins the files of older programs, and those with a password.
const COMPOUND: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// Whether bytes are no text but a file that a program packed, be it one that can be read or not.
pub fn is_packed(bytes: &[u8]) -> bool {
    bytes.starts_with(ZIP) || bytes.starts_with(EMPTY_ZIP) || bytes.starts_with(&COMPOUND) || foreign(bytes).is_some()
}

/// Reads an XLSX, DOCX or HWPX file as far as its text: what it is, its contents say.
///
/// # Errors
/// When it is none of them, needs a password, is damaged, or is larger than can be read.
pub fn transcribe(bytes: &[u8], assets: &Assets) -> Result<Transcript, Vec<Diagnostic>> {
    read(bytes, assets).map_err(|fault| vec![fault])
}

fn read(bytes: &[u8], assets: &Assets) -> Result<Transcript, Diagnostic> {
    let words = Words::read(assets)?;
    if bytes.is_empty() {
        return Err(damaged("빈 파일입니다"));
    }
    if bytes.starts_with(&COMPOUND) {
        return Err(compound(bytes));
    }
    if let Some(fault) = foreign(bytes) {
        return Err(fault);
    }
    if !bytes.starts_with(ZIP) && !bytes.starts_with(EMPTY_ZIP) {
        return Err(damaged("XLSX, DOCX, HWPX 파일이 아닙니다"));
    }
    let mut package = Package::open(bytes)?;
    let transcript = match Office::of(&package) {
        Some(Office::Xlsx) => {
            let marks = Marks { default: &words.default, continued: &words.workbook.continued };
            xlsx::transcribe(&mut package, marks)?
        }
        Some(Office::Docx) => docx::transcribe(&mut package)?,
        Some(Office::Hwpx) => hwpx::transcribe(&mut package)?,
        None => return Err(unknown(&mut package)),
    };
    Ok(transcript)
}

/// A package that is none of the three.
fn unknown(package: &mut Package<'_>) -> Diagnostic {
    let kind = package.text("mimetype").ok().flatten().unwrap_or_default();
    let (what, remedy) = match kind.trim() {
        "application/vnd.oasis.opendocument.spreadsheet" => ("ODS 파일입니다", "XLSX로 저장해 읽으세요"),
        "application/vnd.oasis.opendocument.text" => ("ODT 파일입니다", "DOCX로 저장해 읽으세요"),
        _ if package.has("xl/workbook.bin") => ("XLSB 파일입니다", "XLSX로 저장해 읽으세요"),
        _ if package.has("ppt/presentation.xml") => ("PPTX 파일입니다", "표를 XLSX나 DOCX에 옮겨 읽으세요"),
        _ => ("압축 파일이나, XLSX, DOCX, HWPX가 아닙니다", "압축을 풀어 안의 문서를 읽으세요"),
    };
    unreadable(what, remedy)
}

fn unreadable(what: &str, remedy: &str) -> Diagnostic {
    Diagnostic::error("unreadable-format", format!("읽을 수 없는 형식입니다: {what}")).hint(remedy)
}

/// What other formats begin with.
fn foreign(bytes: &[u8]) -> Option<Diagnostic> {
    let starts = [
        (&b"%PDF-"[..], "PDF 파일입니다", "원본을 HWPX, DOCX, HTML로 저장해 읽으세요"),
        (b"{\\rtf", "RTF 파일입니다", "DOCX로 저장해 읽으세요"),
        (b"HWP Document File", "한글 3.0 파일입니다", "한글에서 HWPX로 저장해 읽으세요"),
        (b"\x1F\x8B", "gzip 압축 파일입니다", "압축을 풀어 안의 문서를 읽으세요"),
        (b"7z\xBC\xAF", "7z 압축 파일입니다", "압축을 풀어 안의 문서를 읽으세요"),
    ];
    let found = starts.into_iter().find(|(start, ..)| bytes.starts_with(start))?;
    Some(unreadable(found.1, found.2))
}

/// What a compound file is, by the names of the streams in it.
fn compound(bytes: &[u8]) -> Diagnostic {
    let has = |name: &str| {
        let wanted: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.windows(wanted.len()).any(|part| part == wanted)
    };
    if has("EncryptedPackage") {
        return locked();
    }
    let (what, remedy) = if has("HwpSummaryInformation") || has("BodyText") {
        ("HWP 파일입니다", "한글의 다른 이름으로 저장하기에서 HWPX(또는 인터넷 문서)로 저장해 읽으세요")
    } else if has("WordDocument") {
        ("DOC 파일입니다", "워드에서 DOCX로 저장해 읽으세요")
    } else if has("Workbook") || has("Book") {
        ("XLS 파일입니다", "엑셀에서 XLSX로 저장해 읽으세요")
    } else {
        ("예전 프로그램의 파일입니다", "만든 프로그램에서 XLSX, DOCX, HWPX로 저장해 읽으세요")
    };
    unreadable(what, remedy)
}
