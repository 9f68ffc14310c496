//! The few words that the program itself puts into documents: data, in
//! `templates/layout/words.toml`.

use serde::Deserialize;

use crate::assets::Assets;
use crate::diagnostic::Diagnostic;

const FILE: &str = "layout/words.toml";

/// Words and labels of the document's own parts.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// Stands for a value nobody has said.
    pub missing: String,
    /// Stands beside a default nobody has decided.
    pub default: String,
    /// Content of a row with nothing to say.
    pub none: String,
    /// A yes/no field that is true.
    pub yes: String,
    /// A yes/no field that is false.
    pub no: String,
    /// A field nobody has said, in reasons.
    pub unset: String,
    /// Counter for things in a list, after the number.
    pub items: String,
    /// Reason of a requirement without conditions.
    pub always: String,
    /// Reason prefix of a requirement taken in by hand.
    pub taken_in: String,
    /// Reason prefix of a requirement left out by hand.
    pub left_out: String,
    /// Before the day on which a citation was checked.
    pub as_of: String,
    /// Beside a citation that a person must check.
    pub unconfirmed: String,
    /// Heading of the list of contents.
    pub contents: String,
    /// Link over the list of contents.
    pub skip: String,
    /// Headings and captions of the tables over all requirements.
    pub summary: SummaryWords,
    /// Headings and caption of the list of requirements.
    pub list: ListWords,
}

/// Words of the table of categories.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SummaryWords {
    /// Caption.
    pub caption: String,
    /// Column of the category.
    pub category: String,
    /// Column of its definition.
    pub definition: String,
    /// Column of the count.
    pub count: String,
    /// Label of the total.
    pub total: String,
}

/// Words of the list of requirements.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListWords {
    /// Caption.
    pub caption: String,
    /// Column of the category.
    pub category: String,
    /// Column of the number.
    pub number: String,
    /// Column of the title.
    pub title: String,
}

impl Words {
    /// Reads the words.
    ///
    /// # Errors
    /// When a user's file in place of the built-in one is not what it should be.
    pub fn read(assets: &Assets) -> Result<Self, Diagnostic> {
        toml::from_str(assets.text(FILE)).map_err(|error| {
            Diagnostic::error("words", format!("{FILE} 파일을 읽을 수 없습니다: {}", error.message()))
                .hint("내장 파일과 같은 항목이 모두 있어야 합니다")
                .file(FILE)
                .span(error.span().unwrap_or(0..0))
        })
    }
}
