//! The texts and word lists of the rules: data, in `templates/check`.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::phrases::Phrase;
use crate::assets::Assets;
use crate::diagnostic::{Diagnostic, Severity};

/// Data of other folders that a rule gets when its own data has a table of that name.
const RECORDS: [(&str, &str); 2] = [("citations", "citation"), ("glossary", "glossary.toml")];

/// What a rule wants and says.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleText {
    /// Code: the file's name.
    #[serde(skip)]
    pub code: String,
    /// Name.
    pub title: String,
    /// How much its findings weigh: `info`, `warn` or `error`.
    #[serde(deserialize_with = "severity")]
    pub severity: Severity,
    /// What it wants.
    pub wants: String,
    /// Why.
    pub why: String,
    /// Laws, guides and standards it rests on, as people cite them.
    pub basis: Vec<String>,
    /// A sentence it finds fault with.
    pub bad: String,
    /// The same sentence put right.
    pub good: String,
    /// What a finding says; `{words}` stands for the words found.
    pub message: String,
    /// What to do about it; a phrase may have its own.
    pub suggestion: String,
    /// Words it looks for.
    #[serde(default, rename = "phrase")]
    pub phrases: Vec<Phrase>,
    /// Whatever else the rule needs.
    #[serde(default)]
    pub data: toml::Table,
}

/// The texts of all rules.
#[derive(Debug, Clone, Default)]
pub struct Rulebook {
    rules: BTreeMap<String, RuleText>,
}

impl Rulebook {
    /// Reads the rules that are built in.
    ///
    /// # Errors
    /// Every file of a user's in place of a built-in one that is not what it should be.
    pub fn read(assets: &Assets) -> Result<Self, Vec<Diagnostic>> {
        let mut book = Self::default();
        let mut faults = Vec::new();
        for (file, text) in assets.folder("check") {
            match parse::<RuleText>(&file, text) {
                Ok(mut rule) => {
                    rule.add_records(assets);
                    let code = code_of(&file).to_owned();
                    book.rules.insert(code.clone(), RuleText { code, ..rule });
                }
                Err(fault) => faults.push(fault),
            }
        }
        if faults.is_empty() { Ok(book) } else { Err(faults) }
    }

    /// Adds an agency's words to the rules: files `<code>.toml` with `[[phrase]]` tables.
    ///
    /// # Errors
    /// Files that are no word lists, and names of rules that there are not.
    pub fn overlay(mut self, files: impl IntoIterator<Item = (String, String)>) -> Result<Self, Vec<Diagnostic>> {
        let mut faults = Vec::new();
        for (file, text) in files {
            let code = code_of(&file);
            let known = || self.rules.keys().map(String::as_str).collect::<Vec<_>>().join(", ");
            match (parse::<Words>(&file, &text), self.rules.contains_key(code)) {
                (Err(fault), _) => faults.push(fault),
                (_, false) => faults.push(
                    Diagnostic::error("unknown-rule", format!("`{file}`: 없는 점검 규칙의 낱말 파일입니다"))
                        .hint(format!("파일 이름은 <규칙>.toml입니다. 규칙: {}", known()))
                        .file(&file),
                ),
                (Ok(words), true) => {
                    if let Some(rule) = self.rules.get_mut(code) {
                        rule.phrases.extend(words.phrases);
                    }
                }
            }
        }
        if faults.is_empty() { Ok(self) } else { Err(faults) }
    }

    /// The rule of a code.
    pub fn rule(&self, code: &str) -> Option<&RuleText> {
        self.rules.get(code)
    }

    /// All rules by code.
    pub fn rules(&self) -> impl Iterator<Item = &RuleText> {
        self.rules.values()
    }
}

impl RuleText {
    /// Adds the records that the rule asks for to its data.
    fn add_records(&mut self, assets: &Assets) {
        for (name, source) in RECORDS {
            let Some(toml::Value::Table(table)) = self.data.get_mut(name) else { continue };
            let files = if source.contains('.') {
                vec![(source.to_owned(), assets.text(source))]
            } else {
                assets.folder(source)
            };
            // The catalog reads the same files and says what is wrong with them.
            table.extend(files.iter().filter_map(|(_, text)| text.parse::<toml::Table>().ok()).flatten());
        }
    }

    /// A piece of the rule's own data; its default when the file has none.
    pub(super) fn data<T: DeserializeOwned + Default>(&self, name: &str) -> T {
        // The built-in data is held by a test; a user's file is read by the same types there.
        self.data.get(name).and_then(|value| value.clone().try_into().ok()).unwrap_or_default()
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    #[serde(rename = "phrase")]
    phrases: Vec<Phrase>,
}

fn code_of(file: &str) -> &str {
    file.rsplit('/').next().unwrap_or(file).trim_end_matches(".toml")
}

fn parse<T: DeserializeOwned>(file: &str, text: &str) -> Result<T, Diagnostic> {
    toml::from_str(text).map_err(|error| {
        Diagnostic::error("rules", format!("점검 규칙 파일을 읽을 수 없습니다: {}", error.message()))
            .hint("내장 규칙 파일과 같은 항목을 쓰세요. 낱말은 [[phrase]] 아래 stem 또는 text로 적습니다")
            .file(file)
            .span(error.span().unwrap_or(0..0))
    })
}

/// Reads a severity by the name that rules give it.
pub(super) fn severity<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Severity, D::Error> {
    match String::deserialize(deserializer)?.as_str() {
        "info" => Ok(Severity::Info),
        "warn" => Ok(Severity::Warning),
        "error" => Ok(Severity::Error),
        other => Err(serde::de::Error::custom(format!("severity: {other} (info, warn, error)"))),
    }
}
