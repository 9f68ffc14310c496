//! What others said of the document, and what became of it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// An opinion, a question, a finding or an agreement, and what the agency made of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// Step in which it came up, one of `templates/plan/records.toml`.
    #[schemars(length(min = 1))]
    pub step: String,
    /// Day it was received.
    #[serde(default)]
    #[schemars(extend("format" = "date"))]
    pub date: Option<String>,
    /// Who said it.
    #[serde(default)]
    pub from: Option<String>,
    /// Numbers of the requirements it is about; the document as a whole when empty.
    #[serde(default)]
    pub about: Vec<String>,
    /// What was said or asked.
    #[schemars(length(min = 1))]
    pub content: String,
    /// What the agency decided.
    #[serde(default)]
    pub decision: Option<Decision>,
    /// Why, or the answer.
    #[serde(default)]
    pub reason: Option<String>,
    /// Numbers of the requirements that carry the change.
    #[serde(default)]
    pub changed: Vec<String>,
    /// Effect on the price in won; negative when it falls.
    #[serde(default)]
    pub amount: Option<i64>,
    /// Effect on the period in days; negative when it is shortened.
    #[serde(default)]
    pub days: Option<i64>,
    /// Document that says so, such as its number.
    #[serde(default)]
    pub source: Option<String>,
}

/// What became of an opinion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// Taken over.
    Accepted,
    /// Taken over in part.
    Partly,
    /// Not taken over.
    Rejected,
    /// Answered; nothing to take over.
    Answered,
}
