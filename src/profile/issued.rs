//! What has been published: the states a document went through, and the number each requirement got.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What has been published. `balju issue` writes it; a number in it never moves and is never reused.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Issued {
    /// Version of the catalog at the last issue.
    pub catalog_version: Option<String>,
    /// States the document went through, in order.
    pub steps: Vec<IssueStep>,
    /// Every number that was ever given.
    pub requirements: Vec<IssuedNumber>,
}

/// A state of the document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IssueStep {
    /// Name of the state, one of `templates/plan/states.toml`.
    #[schemars(length(min = 1))]
    pub state: String,
    /// Which one, of a state that repeats.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 9999))]
    pub round: Option<u32>,
    /// Day of the state.
    #[schemars(extend("format" = "date"))]
    pub date: String,
}

/// A number and the requirement it belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IssuedNumber {
    /// Number, such as `CSR-003`.
    #[schemars(length(min = 1))]
    pub number: String,
    /// Catalog id of the requirement.
    #[schemars(length(min = 1))]
    pub id: String,
    /// Which one of a requirement that repeats.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instance: Option<String>,
    /// Title at the last issue that had it.
    #[serde(default)]
    pub title: String,
    /// Fingerprint of its text at the last issue that had it.
    #[serde(default)]
    pub text: String,
    /// Whether the last issue no longer had it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub withdrawn: bool,
}

impl Issued {
    /// What the last issue had.
    pub fn last(&self) -> impl Iterator<Item = &IssuedNumber> {
        self.requirements.iter().filter(|one| !one.withdrawn)
    }

    /// The number that was given to a requirement.
    pub fn number(&self, id: &str, instance: &str) -> Option<&str> {
        let given = |one: &&IssuedNumber| one.id == id && one.instance.as_deref().unwrap_or_default() == instance;
        self.requirements.iter().find(given).map(|one| one.number.as_str())
    }
}
