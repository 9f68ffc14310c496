//! Open source: support and licences.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::yes;

/// The open source part.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct OpenSource {
    /// Whether the part is in the project; values are kept when it is not.
    #[serde(default = "yes")]
    pub enabled: bool,
    /// What open source is used for.
    pub areas: Vec<String>,
    /// Days' notice before support of a component ends.
    pub end_of_support_days: Option<u32>,
    /// Hours from a question to the first technical answer.
    pub answer_hours: Option<u32>,
    /// Days from a published security fix to the report on its effect.
    pub patch_review_days: Option<u32>,
    /// Months between two licence checks.
    pub license_check_months: Option<u32>,
}
