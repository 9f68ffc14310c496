//! A zip package of somebody else: nothing in it is believed before it is measured. The only file of
//! the reader that knows zip.

use std::io::{Cursor, Read as _};

use encoding_rs::Encoding;
use zip::ZipArchive;
use zip::result::ZipError;

use crate::diagnostic::Diagnostic;

/// Parts that a package may have.
const MOST_PARTS: usize = 20_000;
/// Bytes that all parts read may have together.
const MOST_BYTES: u64 = 384 * 1024 * 1024;
/// Bytes up to which a part may be packed as small as it likes,
const SMALL: u64 = 24 * 1024 * 1024;
/// and how much larger than packed it may be beyond.
const RATIO: u64 = 250;

/// A package that has been opened.
pub(super) struct Package<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
    /// Bytes that may still be read.
    budget: u64,
}

impl<'b> Package<'b> {
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, Diagnostic> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged("꾸러미의 목록을 찾을 수 없습니다"))?;
        if zip.len() > MOST_PARTS {
            return Err(too_large(&format!("꾸러미에 든 것이 {MOST_PARTS}개를 넘습니다")));
        }
        Ok(Self { zip, budget: MOST_BYTES })
    }

    /// Names of its parts, as they are written.
    pub(super) fn names(&self) -> Vec<String> {
        self.zip.file_names().filter_map(Result::ok).map(std::borrow::Cow::into_owned).collect()
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.zip.index_for_name(name).is_some()
    }

    /// A part's text; none when there is no such part.
    pub(super) fn text(&mut self, name: &str) -> Result<Option<String>, Diagnostic> {
        let Some(at) = self.zip.index_for_name(name) else { return Ok(None) };
        let part = self.zip.by_index(at).map_err(|error| match error {
            ZipError::UnsupportedArchive(what) if what == ZipError::PASSWORD_REQUIRED => locked(),
            ZipError::UnsupportedArchive(_) => damaged(&format!("`{name}`: 지원하지 않는 압축 방식입니다")),
            _ => damaged(&format!("`{name}` 부분을 찾을 수 없습니다")),
        })?;
        let most = self.budget.min(SMALL.max(part.compressed_size().saturating_mul(RATIO)));
        let mut bytes = Vec::new();
        // What the package says of a part's size may be a lie: what comes out is counted.
        let read = part.take(most + 1).read_to_end(&mut bytes);
        let length = bytes.len() as u64;
        if length > most {
            return Err(too_large(&format!("`{name}`: 압축을 풀면 지나치게 커집니다")));
        }
        read.map_err(|_| damaged(&format!("`{name}` 부분의 압축을 풀 수 없습니다")))?;
        self.budget -= length;
        let text = match Encoding::for_bom(&bytes) {
            Some((encoding, mark)) => encoding.decode_without_bom_handling(&bytes[mark..]).0.into_owned(),
            None => String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into()),
        };
        Ok(Some(text))
    }
}

/// The file cannot be read as it is.
pub(super) fn damaged(what: &str) -> Diagnostic {
    Diagnostic::error("damaged", format!("손상된 파일입니다: {what}"))
        .hint("파일을 다시 받거나, 만든 프로그램에서 열어 다시 저장하세요")
}

/// The file needs a password.
pub(super) fn locked() -> Diagnostic {
    Diagnostic::error("password", "암호가 걸린 파일은 읽을 수 없습니다")
        .hint("만든 프로그램에서 암호를 풀어 저장하거나, 배포용이 아닌 원본을 받으세요")
}

fn too_large(what: &str) -> Diagnostic {
    Diagnostic::error("too-large", format!("읽기에 너무 큰 파일입니다: {what}"))
        .hint("요구사항이 든 부분만 따로 저장해 읽으세요")
}
