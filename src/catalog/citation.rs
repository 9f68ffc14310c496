//! Laws and notices as dated records.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::Catalog;
use crate::words::Words;

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
    /// What it says, of a policy: printed in the document with its date.
    #[serde(default)]
    pub statement: Option<String>,
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

impl Citation {
    /// Whether it is a policy that no later one has taken the place of.
    pub fn is_policy_in_force(&self) -> bool {
        self.statement.is_some() && self.superseded_by.is_none()
    }
}

impl Catalog {
    /// `「법」(고시 번호, 날짜) 제1조(주제) [기준일 …]`; the reference itself when there is no such record.
    pub fn cite(&self, reference: &str, words: &Words) -> String {
        let (id, article) = split(reference);
        let Some(citation) = self.citations.get(id) else { return reference.to_owned() };
        let mut out = format!("「{}」", citation.name);
        let details: Vec<&str> = citation.number.iter().chain(&citation.date).map(String::as_str).collect();
        if !details.is_empty() {
            out += &format!("({})", details.join(", "));
        }
        if let Some(article) = article {
            out += &format!(" {article}");
            if let Some(topic) = citation.articles.get(article) {
                out += &format!("({topic})");
            }
        }
        out += &format!(" [{} {}", words.as_of, citation.as_of);
        // A paragraph (제44조 제2항) is as doubtful as its article.
        let is_of = |known: &String| article.is_some_and(|article| article.split(' ').next() == Some(known.as_str()));
        let doubtful = citation.unconfirmed_articles.iter().any(is_of);
        if !citation.confirmed || doubtful {
            out += &format!(", {}", words.unconfirmed);
        }
        out + "]"
    }
}

/// Splits `cloud-use-notice 제14조` into the record's id and the article.
pub fn split(reference: &str) -> (&str, Option<&str>) {
    match reference.split_once(' ') {
        Some((id, article)) => (id, Some(article.trim())),
        None => (reference, None),
    }
}
