//! Laws and notices as dated records.

use std::collections::BTreeMap;

use serde::Deserialize;

/// A law, notice or guide, as it stood on a date.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Citation {
    /// Official name.
    pub name: String,
    /// Number of the notice.
    #[serde(default)]
    pub number: Option<String>,
    /// Date of the version meant, `YYYY-MM-DD`.
    #[serde(default)]
    pub date: Option<String>,
    /// Day on which the record was true, `YYYY-MM-DD`.
    pub as_of: String,
    /// Whether it was seen in a public source.
    pub confirmed: bool,
    /// Id of the record that takes its place.
    #[serde(default)]
    pub superseded_by: Option<String>,
    /// What an officer should know of it.
    #[serde(default)]
    pub note: Option<String>,
    /// Articles and what they are about.
    #[serde(default)]
    pub articles: BTreeMap<String, String>,
    /// Articles whose number was not confirmed.
    #[serde(default)]
    pub unconfirmed_articles: Vec<String>,
}

/// Splits `cloud-use-notice 제14조` into the record's id and the article.
pub fn split(reference: &str) -> (&str, Option<&str>) {
    match reference.split_once(' ') {
        Some((id, article)) => (id, Some(article.trim())),
        None => (reference, None),
    }
}
