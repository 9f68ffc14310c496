//! What tables of requirements call their rows and columns: data, in
//! `templates/reader/labels.toml`.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::items::bullet;
use super::number::narrow;
use crate::assets::Assets;
use crate::diagnostic::Diagnostic;
use crate::document::Field;

const FILE: &str = "reader/labels.toml";
/// Bytes beyond which a text is no label.
const LONGEST: usize = 90;

/// What a row or column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum What {
    Category,
    Number,
    Title,
    Level,
    /// Over definition and details, or in place of them.
    Group,
    Definition,
    Details,
    Deliverables,
    Related,
    Acceptance,
    Sources,
    Count,
    Code,
    Answer,
    Aside,
}

impl What {
    /// The field of a requirement that it is.
    pub(super) fn field(self) -> Option<Field> {
        Some(match self {
            Self::Category => Field::Category,
            Self::Number => Field::Number,
            Self::Title => Field::Title,
            Self::Level => Field::Level,
            Self::Definition => Field::Definition,
            Self::Group | Self::Details => Field::Details,
            Self::Deliverables => Field::Deliverables,
            Self::Related => Field::Related,
            Self::Acceptance => Field::Acceptance,
            Self::Sources => Field::Sources,
            Self::Count | Self::Code | Self::Answer | Self::Aside => return None,
        })
    }

    /// Whether it names the requirement rather than saying what is required.
    pub(super) fn is_head(self) -> bool {
        matches!(self, Self::Category | Self::Number | Self::Title | Self::Level)
    }

    pub(super) fn is_body(self) -> bool {
        self.field().is_some() && !self.is_head()
    }

    /// Whether it says what is required.
    pub(super) fn is_duty(self) -> bool {
        matches!(self, Self::Group | Self::Definition | Self::Details)
    }
}

/// A label that was recognised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Label {
    pub(super) what: What,
    /// Only tables of requirements have it.
    pub(super) is_strong: bool,
}

/// The labels and words by which tables are recognised.
#[derive(Debug, Clone, Default)]
pub(super) struct Labels {
    known: BTreeMap<String, Label>,
    /// The characters with which they begin: most texts are told from labels by theirs.
    firsts: BTreeSet<char>,
    pub(super) words: Words,
}

/// Words within tables and texts.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    pub(super) totals: BTreeSet<String>,
    pub(super) subtotals: BTreeSet<String>,
    pub(super) none: BTreeSet<String>,
    pub(super) units: Vec<String>,
    pub(super) rfp: Vec<String>,
    pub(super) summary: Vec<String>,
    pub(super) continues: Vec<String>,
    /// First and further columns of a head that names no field: `구분 | 내용`.
    pub(super) heads: BTreeSet<String>,
    pub(super) head_values: BTreeSet<String>,
    /// Behind a name that stands a second time, after a page break.
    pub(super) again: Vec<String>,
    /// Codes of categories: a heading with one of them begins a requirement.
    pub(super) codes: BTreeSet<String>,
    /// Ends of a sentence, by which it is told from a title.
    pub(super) sentences: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    labels: BTreeMap<What, Variants>,
    words: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Variants {
    strong: Vec<String>,
    weak: Vec<String>,
}

impl Labels {
    /// Reads the labels.
    ///
    /// # Errors
    /// When a user's file in place of the built-in one is not what it should be.
    pub(super) fn read(assets: &Assets) -> Result<Self, Diagnostic> {
        let file: File = toml::from_str(assets.text(FILE)).map_err(|error| {
            Diagnostic::error("labels", format!("{FILE} 파일을 읽을 수 없습니다: {}", error.message()))
                .hint("내장 파일과 같은 항목이 모두 있어야 합니다")
                .file(FILE)
                .span(error.span().unwrap_or(0..0))
        })?;
        let mut known = BTreeMap::new();
        for (what, variants) in file.labels {
            for text in variants.weak {
                known.insert(bare(&text), Label { what, is_strong: false });
            }
            for text in variants.strong {
                known.insert(bare(&text), Label { what, is_strong: true });
            }
        }
        let bared = |set: BTreeSet<String>| set.iter().map(|text| bare(text)).collect();
        let mut words = file.words;
        words.totals = bared(words.totals);
        words.subtotals = bared(words.subtotals);
        words.heads = bared(words.heads);
        words.head_values = bared(words.head_values);
        words.again = words.again.iter().map(|text| bare(text)).collect();
        let firsts = known.keys().filter_map(|text| text.chars().next()).collect();
        Ok(Self { known, firsts, words })
    }

    /// What a text names, when it is a label.
    pub(super) fn of(&self, text: &str) -> Option<Label> {
        if text.is_empty() || text.len() > LONGEST {
            return None;
        }
        let first = letters(text).next()?;
        self.firsts.contains(&first).then(|| self.known.get(&bare(text)).copied()).flatten()
    }

    /// A label at the beginning of a line with what follows its colon: bytes to leave out.
    pub(super) fn before_colon(&self, text: &str) -> Option<(Label, usize)> {
        let body = bullet(text).unwrap_or(0);
        let text_body = &text[body..];
        let head = text_body.chars().take(24).map(char::len_utf8).sum();
        // `[정의] 글`
        if let Some(open) = text_body.chars().next().filter(|c| matches!(c, '[' | '<' | '【' | '〈' | '('))
            && let Some(at) = text_body[..head].find([']', '>', '】', '〉', ')'])
        {
            let close = text_body[at..].chars().next().map_or(1, char::len_utf8);
            let rest = text_body[at + close..].trim_start().trim_start_matches([':', '：']);
            return self.of(&text_body[open.len_utf8()..at]).map(|label| (label, text.len() - rest.len()));
        }
        if let Some(at) = text_body[..head].find([':', '：']) {
            let colon = text_body[at..].chars().next().map_or(1, char::len_utf8);
            return self.of(&text_body[..at]).map(|label| (label, body + at + colon));
        }
        self.of(text_body).map(|label| (label, text.len()))
    }

    /// Whether a line begins with a field's name and a colon, such as only requirements have.
    pub(super) fn begins_field(&self, text: &str) -> bool {
        self.before_colon(text)
            .is_some_and(|(label, bytes)| label.is_strong && text[..bytes].trim_end().ends_with([':', '：', ']', '】']))
    }

    /// Whether cells are the head of a form, naming no field: `구분 | 내용`.
    pub(super) fn is_form_head(&self, mut texts: impl Iterator<Item = String>) -> bool {
        let is_left = |text: &str| text.len() <= LONGEST && self.words.heads.contains(&bare(text));
        let is_value = |text: &str| text.len() <= LONGEST && self.words.head_values.contains(&bare(text));
        if !texts.next().is_some_and(|first| is_left(&first)) {
            return false;
        }
        let mut rest = texts.peekable();
        rest.peek().is_some() && rest.all(|text| is_left(&text) || is_value(&text))
    }

    /// Bytes of a name without the remark that it goes on: `SFR-001 (계속)`.
    pub(super) fn without_again(&self, text: &str) -> usize {
        let open = text.rfind(['(', '<', '[', '（']).filter(|open| text.len() - open <= LONGEST);
        let is_again =
            |open: &usize| self.words.again.contains(&bare(text[*open..].trim_matches(['(', ')', '（', '）'])));
        open.filter(is_again).map_or(text.len(), |open| text[..open].trim_end().len())
    }

    /// Whether a text is a sentence rather than a title.
    pub(super) fn is_sentence(&self, text: &str) -> bool {
        text.chars().count() > 50 || self.words.sentences.iter().any(|end| text.ends_with(end.as_str()))
    }

    /// Whether a cell says that there is nothing to say.
    pub(super) fn is_none(&self, text: &str) -> bool {
        let text = text.trim();
        text.len() <= LONGEST
            && (self.words.none.contains(text) || self.words.none.contains(text.trim_end_matches('.')))
    }

    pub(super) fn is_total(&self, text: &str) -> bool {
        text.len() <= LONGEST && self.words.totals.contains(&bare(text))
    }

    pub(super) fn is_subtotal(&self, text: &str) -> bool {
        text.len() <= LONGEST && self.words.subtotals.contains(&bare(text))
    }
}

/// A label without its number, spaces, marks and what stands in brackets after it.
fn bare(text: &str) -> String {
    letters(text).collect()
}

fn letters(text: &str) -> impl Iterator<Item = char> {
    let text = text.trim();
    let text = bullet(text).map_or(text, |bytes| &text[bytes..]);
    let text = text.trim_matches(['[', ']', '<', '>', '〈', '〉', '【', '】']);
    // What stands in brackets at the end explains the label.
    let end = if text.contains(['(', '（']) && text.ends_with([')', '）']) { text.find(['(', '（']) } else { None };
    let is_mark = |c: &char| {
        c.is_whitespace() || matches!(c, ':' | '：' | '*' | '·' | 'ㆍ' | '/' | '.' | ',' | '_' | '※' | '"' | '(' | ')')
    };
    let letters = text[..end.unwrap_or(text.len())].chars().map(narrow);
    letters.filter(move |c| !is_mark(c)).flat_map(char::to_lowercase)
}
