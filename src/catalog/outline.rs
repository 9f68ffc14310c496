//! Outlines: which parts make up which kind of document, for whom.

use serde::{Deserialize, Serialize};

/// Who may read a part or a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Audience {
    /// May be published.
    #[default]
    Public,
    /// Stays within the agency.
    Internal,
}

/// A kind of document.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outline {
    /// Name for `--outline`.
    pub name: String,
    /// What it is called.
    pub title: String,
    /// Who may read it; a public one prints no internal part.
    pub audience: Audience,
    /// Ids of its parts, in order.
    pub parts: Vec<String>,
}

/// The outlines file.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OutlineFile {
    pub(super) outline: Vec<Outline>,
}
