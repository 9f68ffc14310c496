//! `+++` TOML `+++` body: the form of catalog entries and document parts.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;

use super::outline::Audience;
use crate::diagnostic::Diagnostic;

/// A piece of text with its place in the file, so that a fault in it can be shown there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Piece {
    /// The text.
    pub text: String,
    /// Byte at which it begins in its file.
    pub offset: usize,
    /// How it is written in the file, where that differs: a TOML string with escapes.
    pub written: Option<String>,
}

impl Piece {
    /// Where a byte range of this text lies in the file.
    pub fn span(&self, range: Option<Range<usize>>) -> Range<usize> {
        let range = range.unwrap_or(0..self.text.len());
        self.offset + self.place(range.start)..self.offset + self.place(range.end)
    }

    /// The byte in the file's own spelling at which a byte of the text is written.
    fn place(&self, at: usize) -> usize {
        let Some(written) = &self.written else { return at };
        let mut rest = written.as_str();
        for c in self.text[..at.min(self.text.len())].chars() {
            let length = match rest.as_bytes() {
                [b'\\', b'x', ..] => 4,
                [b'\\', b'u', ..] => 6,
                [b'\\', b'U', ..] => 10,
                // A line that goes on in the next, without what stands before it there.
                [b'\\', b'\n' | b'\r' | b' ', ..] => {
                    rest = rest[1..].trim_start();
                    c.len_utf8()
                }
                [b'\\', ..] => 2,
                _ => c.len_utf8(),
            };
            rest = rest.get(length..).unwrap_or_default();
        }
        written.len() - rest.len()
    }
}

/// What stands between the `+++` lines.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct FrontMatter {
    pub(super) id: Option<Spanned<String>>,
    pub(super) order: i64,
    pub(super) title: Option<Spanned<String>>,
    pub(super) when: Vec<Spanned<String>>,
    pub(super) level: Option<String>,
    pub(super) related: Vec<Spanned<String>>,
    pub(super) deliverables: Vec<Spanned<String>>,
    pub(super) verification: Vec<Spanned<String>>,
    pub(super) citations: Vec<Spanned<String>>,
    pub(super) parameters: BTreeMap<Spanned<String>, ParameterTable>,
    pub(super) generate: Option<Spanned<String>>,
    pub(super) for_each: Option<Spanned<String>>,
    pub(super) audience: Audience,
    pub(super) component: Option<Spanned<String>>,
    pub(super) figure: Option<Spanned<String>>,
    pub(super) widths: Vec<Vec<u8>>,
    pub(super) merge: usize,
    pub(super) disabled: bool,
}

/// A `[parameters.NAME]` table.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ParameterTable {
    pub(super) field: Spanned<String>,
    #[serde(default)]
    pub(super) label: Option<String>,
    #[serde(default)]
    pub(super) default: Option<Spanned<serde_json::Value>>,
    #[serde(default)]
    pub(super) unit: String,
    #[serde(default)]
    pub(super) min: Option<f64>,
    #[serde(default)]
    pub(super) max: Option<f64>,
    #[serde(default)]
    pub(super) date: bool,
}

/// Splits a file and reads its front matter; the body follows.
pub(super) fn read<'t>(file: &str, text: &'t str) -> Result<(FrontMatter, Head<'t>, Piece), Diagnostic> {
    let fence = |at: usize| {
        text[at..].split_inclusive('\n').scan(at, |at, line| {
            let start = *at;
            *at += line.len();
            Some((start, *at, line.trim_end()))
        })
    };
    let bom = if text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
    let missing = || {
        Diagnostic::error("front-matter", "파일이 `+++` 줄로 시작하는 머리말로 열리지 않습니다")
            .hint("첫 줄에 `+++`, 그 아래 TOML, 다시 `+++` 줄, 그 아래 본문을 쓰세요")
            .file(file)
            .span(0..text.find('\n').unwrap_or(text.len()))
    };
    let (_, start, _) = fence(bom).next().filter(|(_, _, line)| *line == "+++").ok_or_else(missing)?;
    let (end, body, _) = fence(start).find(|(_, _, line)| *line == "+++").ok_or_else(missing)?;
    let head = Head { text: &text[start..end], offset: start };
    let front = toml::from_str::<FrontMatter>(&text[start..end]).map_err(|error| {
        let span = error.span().unwrap_or(0..0);
        Diagnostic::error("front-matter", format!("머리말을 읽을 수 없습니다: {}", error.message()))
            .hint("TOML 문법과 항목 이름을 확인하세요")
            .file(file)
            .span(start + span.start..start + span.end)
    })?;
    Ok((front, head, Piece { text: text[body..].to_owned(), offset: body, written: None }))
}

/// Where the front matter begins: turns its spans into those of the file.
pub(super) struct Head<'t> {
    text: &'t str,
    offset: usize,
}

impl Head<'_> {
    pub(super) fn span(&self, range: Range<usize>) -> Range<usize> {
        self.offset + range.start..self.offset + range.end
    }

    /// The text of a TOML string, with the place of what stands between its quotes.
    pub(super) fn piece(&self, text: Spanned<String>) -> Piece {
        let span = text.span();
        let quoted = self.text.get(span.clone()).unwrap_or_default();
        let long = ["\"\"\"", "'''"].iter().any(|quote| quoted.starts_with(quote));
        let mut open = if long { 3 } else { 1 };
        if long {
            // A line break right after the quotes is no part of the string.
            let inside = &quoted[open..];
            open += inside.len() - inside.strip_prefix("\r\n").or(inside.strip_prefix('\n')).unwrap_or(inside).len();
        }
        let close = quoted.len().saturating_sub(if long { 3 } else { 1 });
        let written = quoted.get(open..close).unwrap_or_default();
        let text = text.into_inner();
        let written = (written != text).then(|| written.to_owned());
        Piece { text, offset: self.offset + span.start + open, written }
    }

    pub(super) fn pieces(&self, texts: Vec<Spanned<String>>) -> Vec<Piece> {
        texts.into_iter().map(|text| self.piece(text)).collect()
    }
}
