//! What a person did wrong, as values: collected, located, shown together.
//!
//! A [`Diagnostic`] says what is wrong in Korean, where, and what to do. It is
//! made anywhere, located by whoever holds the text, and shown once by the
//! command line or the page. It never stops a run by itself.

use std::collections::BTreeMap;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use serde::Serialize;

/// How much a diagnostic weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// The result stands but should be looked at.
    Warning,
    /// The input cannot be used as it is.
    Error,
}

/// One mistake, with its place and its remedy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// How much it weighs.
    pub severity: Severity,
    /// Stable code, such as `unknown-field`.
    pub code: &'static str,
    /// What is wrong, in Korean, one sentence.
    pub message: String,
    /// What to do about it, in Korean.
    pub hint: Option<String>,
    /// Path of the profile field, such as `api_gateway.qos.limit`.
    pub field: Option<String>,
    /// Name of the file it concerns.
    pub file: Option<String>,
    /// Byte range in that file.
    pub span: Option<Range<usize>>,
}

impl Diagnostic {
    /// An error without a place yet.
    pub fn error(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, message)
    }

    /// A warning without a place yet.
    pub fn warning(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, message)
    }

    /// Something worth knowing, without a place yet.
    pub fn info(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Info, code, message)
    }

    fn new(severity: Severity, code: &'static str, message: impl Into<String>) -> Self {
        Self { severity, code, message: message.into(), hint: None, field: None, file: None, span: None }
    }

    /// Adds what to do about it.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Names the profile field.
    #[must_use]
    pub fn field(mut self, path: impl Into<String>) -> Self {
        self.field = Some(path.into());
        self
    }

    /// Names the byte range in the file.
    #[must_use]
    pub fn span(mut self, span: Range<usize>) -> Self {
        self.span = Some(span);
        self
    }

    /// Names the file.
    #[must_use]
    pub fn file(mut self, file: impl Into<String>) -> Self {
        self.file = Some(file.into());
        self
    }
}

/// Texts of the files that diagnostics point into, by name.
pub type Sources = BTreeMap<String, String>;

/// Draws diagnostics for a person: the line, a caret, what to do.
pub fn draw(diagnostics: &[Diagnostic], sources: &Sources, colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let mut out = String::new();
    for diagnostic in diagnostics {
        let level = match diagnostic.severity {
            Severity::Error => Level::ERROR.with_name("오류"),
            Severity::Warning => Level::WARNING.with_name("경고"),
            Severity::Info => Level::INFO.with_name("알림"),
        };
        let help = Level::HELP.with_name("도움말");
        let title = format!("{} [{}]", diagnostic.message, diagnostic.code);
        let place = Place::of(diagnostic, sources);
        let mut group = Group::with_title(level.primary_title(title.as_str()));
        if let Some(place) = &place {
            let snippet = Snippet::source(place.text).path(place.file).line_start(place.line);
            group = group.element(snippet.annotation(AnnotationKind::Primary.span(place.span.clone())));
        } else if let Some(file) = &diagnostic.file {
            group = group.element(Origin::path(file.as_str()));
        }
        if let Some(hint) = &diagnostic.hint {
            group = group.element(help.message(hint.as_str()));
        }
        // The renderer replaces what acts on a terminal, all but these.
        let drawn = renderer.render(&[group]).replace(|c| matches!(c, '\u{80}'..='\u{9F}'), "\u{FFFD}");
        // The renderer counts columns in what it is given, which may begin within the line.
        match &place {
            Some(place) => out.push_str(&place.correct(&drawn)),
            None => out.push_str(&drawn),
        }
        out.push_str("\n\n");
    }
    out
}

/// One JSON object a line, for machines; columns are 1-based characters.
pub fn to_json_lines(diagnostics: &[Diagnostic], sources: &Sources) -> String {
    #[derive(Serialize)]
    struct Record<'a> {
        severity: Severity,
        code: &'a str,
        message: &'a str,
        hint: Option<&'a str>,
        field: Option<&'a str>,
        file: Option<&'a str>,
        line: Option<usize>,
        column: Option<usize>,
    }
    let mut out = String::new();
    for diagnostic in diagnostics {
        let place = Place::of(diagnostic, sources);
        let record = Record {
            severity: diagnostic.severity,
            code: diagnostic.code,
            message: &diagnostic.message,
            hint: diagnostic.hint.as_deref(),
            field: diagnostic.field.as_deref(),
            file: diagnostic.file.as_deref(),
            line: place.as_ref().map(|place| place.line),
            column: place.as_ref().map(|place| place.column),
        };
        // A struct of strings and numbers always serialises.
        out.push_str(&serde_json::to_string(&record).unwrap_or_default());
        out.push('\n');
    }
    out
}

/// Line and column of a diagnostic, both from 1, the column in characters; none when it points into no text.
pub fn position(diagnostic: &Diagnostic, sources: &Sources) -> Option<(usize, usize)> {
    Place::of(diagnostic, sources).map(|place| (place.line, place.column))
}

/// Bytes of a line shown around a mistake: a profile may be one line of megabytes.
const WINDOW: usize = 200;

/// The lines a diagnostic points at.
struct Place<'a> {
    file: &'a str,
    /// 1-based.
    line: usize,
    /// 1-based, in characters.
    column: usize,
    /// The part of the text that is shown.
    text: &'a str,
    /// Byte range in `text`.
    span: Range<usize>,
}

impl<'a> Place<'a> {
    fn of(diagnostic: &'a Diagnostic, sources: &'a Sources) -> Option<Self> {
        let file = diagnostic.file.as_deref()?;
        let source = sources.get(file)?;
        let span = diagnostic.span.clone()?;
        let start = floor(source, span.start.min(source.len()));
        let end = floor(source, span.end.clamp(start, source.len()));
        let line_start = source[..start].rfind('\n').map_or(0, |at| at + 1);
        let line_end = source[start..].find('\n').map_or(source.len(), |at| start + at);
        let line_end = if source[start..line_end].ends_with('\r') { line_end - 1 } else { line_end };
        // Only the first line of a range is shown, and of that what is near.
        let end = end.min(line_end);
        let from = floor(source, line_start.max(start.saturating_sub(WINDOW)));
        let to = floor(source, line_end.min(end.min(start + WINDOW) + WINDOW));
        Some(Self {
            file,
            line: source[..start].matches('\n').count() + 1,
            column: source[line_start..start].chars().count() + 1,
            text: &source[from..to],
            span: start - from..end.clamp(start, to) - from,
        })
    }

    /// A drawing with the column of the line in place of the column of the part shown.
    fn correct(&self, drawn: &str) -> String {
        let Self { file, line, column, .. } = self;
        let counted = self.text[..self.span.start].chars().count() + 1;
        drawn.replacen(&format!("{file}:{line}:{counted}"), &format!("{file}:{line}:{column}"), 1)
    }
}

fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}
