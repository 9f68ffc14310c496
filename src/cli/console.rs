//! Standard output and standard error: what ends a run, and how it is said.

use std::io::{self, IsTerminal, Write};

use balju::Document;
use balju::block::Origin;
use balju::diagnostic::{Diagnostic, Sources, draw, to_json_lines};

use super::files::reason;

/// How diagnostics are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum MessageFormat {
    /// Drawn for people.
    Text,
    /// One JSON object a line.
    Json,
}

/// Why a run ends before its end.
pub(super) enum Stop {
    /// The reader of our output has gone: nothing to say.
    ClosedPipe,
    /// A check found something; it has been said.
    Findings,
    /// Mistakes, with the texts they point into.
    Error(Vec<Diagnostic>, Sources),
}

impl Stop {
    /// The same, with one more text that its diagnostics may point into.
    pub(super) fn with_source(mut self, name: &str, text: &str) -> Self {
        if let Self::Error(_, sources) = &mut self {
            sources.insert(name.to_owned(), text.to_owned());
        }
        self
    }
}

impl From<Diagnostic> for Stop {
    fn from(diagnostic: Diagnostic) -> Self {
        Self::Error(vec![diagnostic], Sources::new())
    }
}

impl From<Vec<Diagnostic>> for Stop {
    fn from(diagnostics: Vec<Diagnostic>) -> Self {
        Self::Error(diagnostics, Sources::new())
    }
}

/// Where the run speaks.
pub(super) struct Console {
    format: MessageFormat,
    colour: bool,
}

impl Console {
    pub(super) fn new(format: MessageFormat) -> Self {
        let wanted = std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
        Self { format, colour: wanted && io::stderr().is_terminal() }
    }

    /// Writes diagnostics to standard error; when nobody reads them, nothing is lost.
    pub(super) fn report(&self, diagnostics: &[Diagnostic], sources: &Sources) {
        Self::note(&match self.format {
            MessageFormat::Text => draw(diagnostics, sources, self.colour),
            MessageFormat::Json => to_json_lines(diagnostics, sources),
        });
    }

    /// Says for machines which values nobody has decided; people read them in the remark.
    pub(super) fn report_open(&self, document: &Document) {
        if self.format == MessageFormat::Text {
            return;
        }
        let open = document.open.iter().map(|value| {
            let (code, what) = match value.origin {
                Origin::Missing => ("undecided", "값이 없습니다"),
                _ => ("unconfirmed", "아무도 확정하지 않은 기본값입니다"),
            };
            let message =
                format!("`{}`({}): {what}: {} — {}", value.field, value.label, value.text, value.used_in.join(", "));
            Diagnostic::info(code, message).field(&value.field)
        });
        self.report(&open.collect::<Vec<_>>(), &Sources::new());
    }

    /// Says something that people and machines wait for.
    #[cfg(feature = "serve")]
    pub(super) fn announce(&self, code: &'static str, text: &str) {
        match self.format {
            MessageFormat::Text => Self::note(&format!("{text}\n")),
            MessageFormat::Json => self.report(&[Diagnostic::info(code, text)], &Sources::new()),
        }
    }

    /// Writes a remark for people to standard error.
    pub(super) fn remark(&self, text: &str) {
        if self.format == MessageFormat::Text {
            Self::note(text);
        }
    }

    fn note(text: &str) {
        let _ = io::stderr().lock().write_all(text.as_bytes());
    }

    /// Writes to standard output.
    pub(super) fn print(bytes: &[u8]) -> Result<(), Stop> {
        let mut out = io::stdout().lock();
        match out.write_all(bytes).and_then(|()| out.flush()) {
            Ok(()) => Ok(()),
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Err(Stop::ClosedPipe),
            Err(error) => Err(Diagnostic::error("output", format!("표준 출력에 쓸 수 없습니다: {}", reason(&error)))
                .hint("남은 공간을 확인하거나 -o로 파일을 지정하세요")
                .into()),
        }
    }
}
