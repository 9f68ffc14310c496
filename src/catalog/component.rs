//! A component of the target architecture before it meets a project.

use serde::Deserialize;
use toml::Spanned;

use super::front_matter::Piece;
use crate::diagnostic::Diagnostic;

/// Where a component stands in the architecture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Layer {
    /// 내부 아키텍처: the application itself.
    Internal,
    /// 외부 아키텍처: what the application runs in.
    External,
    /// What both stand on.
    Base,
    /// No place of its own: the whole system, or the work on it.
    Across,
}

/// What a component does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FunctionEntry {
    /// Name.
    pub name: String,
    /// Condition under which the project has it; none where it has the component.
    pub when: Option<Piece>,
    /// Beyond the reference model: named only where the project has it.
    pub extra: bool,
}

/// A component of the catalog.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComponentEntry {
    /// Identity, as categories and entries name it.
    pub id: String,
    /// Place among the components.
    pub order: i64,
    /// Name printed.
    pub name: String,
    /// What it is, one phrase.
    pub description: String,
    /// Where it stands.
    pub layer: Layer,
    /// Condition under which the project has it; none for every project.
    pub when: Option<Piece>,
    /// What it does.
    pub functions: Vec<FunctionEntry>,
    /// Requirements of other components that it has a part in.
    pub shares: Vec<Piece>,
    /// File it was read from.
    pub file: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    component: Vec<Table>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    id: String,
    order: i64,
    name: String,
    description: String,
    layer: Layer,
    #[serde(default)]
    when: Option<Spanned<String>>,
    #[serde(default)]
    functions: Vec<FunctionTable>,
    #[serde(default)]
    shares: Vec<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FunctionTable {
    name: String,
    #[serde(default)]
    when: Option<Spanned<String>>,
    #[serde(default)]
    extra: bool,
}

/// The components of a file.
pub(super) fn read(file: &str, text: &str) -> Result<Vec<ComponentEntry>, Diagnostic> {
    let File { component } = super::toml_file(file, text)?;
    let function =
        |table: FunctionTable| FunctionEntry { name: table.name, when: table.when.map(piece), extra: table.extra };
    Ok(component
        .into_iter()
        .map(|table| ComponentEntry {
            id: table.id,
            order: table.order,
            name: table.name,
            description: table.description,
            layer: table.layer,
            when: table.when.map(piece),
            functions: table.functions.into_iter().map(function).collect(),
            shares: table.shares.into_iter().map(piece).collect(),
            file: file.to_owned(),
        })
        .collect())
}

/// The text between the quotes of a TOML string on one line.
fn piece(text: Spanned<String>) -> Piece {
    let offset = text.span().start + 1;
    Piece { text: text.into_inner(), offset, written: None }
}
