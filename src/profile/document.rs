//! How the document is made: numbers, layout, choices by hand, confirmations.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Override, Profile};

/// Settings of the document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct DocumentOptions {
    /// Name of the requirement table's layout.
    pub layout: Option<String>,
    /// Optional rows to print, by name.
    pub rows: Vec<String>,
    /// Digits of a requirement number.
    #[schemars(range(min = 1, max = 6))]
    pub digits: Option<u8>,
    /// What stands between category code and digits.
    pub separator: Option<String>,
    /// Other codes and names for categories, by catalog code.
    pub categories: BTreeMap<String, CategoryOptions>,
}

/// Another code or name for a category.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct CategoryOptions {
    /// Code printed in numbers.
    pub code: Option<String>,
    /// Name printed.
    pub name: Option<String>,
}

/// Requirements taken in or out by hand.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Choices {
    /// Taken in although a condition does not hold.
    pub include: Vec<Choice>,
    /// Left out although every condition holds.
    pub exclude: Vec<Choice>,
    /// Text that a person has edited, in place of the catalog's.
    pub overrides: Vec<Override>,
}

/// One choice by hand.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// Catalog id of the requirement.
    #[schemars(length(min = 1))]
    pub id: String,
    /// Why.
    #[schemars(length(min = 1))]
    pub reason: String,
}

/// Who decided that a value stands, when and on what ground.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Confirmation {
    /// Path of the profile field, such as `operations.rto_minutes`, or of a part:
    /// then all its defaults are meant, those of the catalog version the profile names.
    #[schemars(length(min = 1))]
    pub field: String,
    /// The value that was confirmed; checked against the value in force.
    #[serde(default)]
    pub value: Option<Scalar>,
    /// Department that decided.
    #[schemars(length(min = 1))]
    pub department: String,
    /// Day of the decision.
    #[schemars(extend("format" = "date"))]
    pub date: String,
    /// Ground of the decision, such as a document number.
    #[schemars(length(min = 1))]
    pub basis: String,
}

/// A finding of the check that may stand.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Silence {
    /// Code of the rule.
    #[schemars(length(min = 1))]
    pub rule: String,
    /// Catalog id or number of the requirement; any when it names none.
    #[serde(default)]
    pub requirement: Option<String>,
    /// The words meant; any when it names none.
    #[serde(default)]
    pub words: Option<String>,
    /// Why they may stand.
    #[schemars(length(min = 1))]
    pub reason: String,
}

/// A single value: of an agency's own parameter, or one confirmed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Scalar {
    /// Yes or no.
    Bool(bool),
    /// A number.
    Number(serde_json::Number),
    /// Text.
    Text(String),
}

impl Profile {
    /// Whether somebody has confirmed what the catalog of a version proposes for a field.
    pub fn has_confirmed(&self, field: &str, catalog_version: &str) -> bool {
        let same_version = self.catalog_version.as_deref() == Some(catalog_version);
        let confirms = |record: &Confirmation| record.field == field || (same_version && record.covers(field));
        self.confirmed.iter().any(confirms)
    }
}

impl Confirmation {
    /// Whether it confirms this value of this field by name.
    pub fn stands_for(&self, field: &str, value: &serde_json::Value) -> bool {
        self.field == field && self.value.as_ref().is_none_or(|confirmed| confirmed.is(value))
    }

    /// Whether it confirms a whole part in which the field lies: all its defaults.
    pub fn covers(&self, field: &str) -> bool {
        self.value.is_none() && field.strip_prefix(&self.field).is_some_and(|below| below.starts_with('.'))
    }
}

impl Scalar {
    /// Whether it is the same value.
    pub fn is(&self, value: &serde_json::Value) -> bool {
        match (self, value) {
            (Self::Bool(a), serde_json::Value::Bool(b)) => a == b,
            (Self::Number(a), serde_json::Value::Number(b)) => a.as_f64() == b.as_f64(),
            (Self::Text(a), serde_json::Value::String(b)) => a == b,
            _ => false,
        }
    }
}
