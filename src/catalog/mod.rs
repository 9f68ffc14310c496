//! The catalog: what could be required, as data.
//!
//! Built-in files are under `templates/catalog`, `templates/document` and
//! `templates/citation`; an agency's folders are laid over them file by file.

mod check;
mod citation;
mod component;
mod entry;
mod front_matter;
mod outline;
mod scan;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::Deserialize;

pub use check::check;
pub use citation::{Citation, split as split_citation};
pub use component::{ComponentEntry, FunctionEntry, Layer};
pub use entry::{Drawn, Entry, Generated, Parameter, Part};
pub use front_matter::Piece;
pub use outline::{Audience, Outline};
pub use scan::{paths, sample, tags};

use outline::OutlineFile;

use crate::assets::Assets;
use crate::diagnostic::Diagnostic;
use crate::mark::SEPARATOR;
use crate::template::{Conditions, Context, TemplateError, Templates, evaluate};

/// The file of the components, in the folder of templates and in an agency's.
const COMPONENTS: &str = "component.toml";

/// A class of requirements, such as CSR.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Category {
    /// Code: the folder's name and, unless the profile changes it, the number's prefix.
    pub code: String,
    /// Place in the document.
    pub order: i64,
    /// Name printed.
    pub name: String,
    /// What belongs to it.
    pub definition: String,
    /// Component that its requirements belong to, unless they name another.
    #[serde(default)]
    pub component: Option<String>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct CategoryFile {
    version: Option<String>,
    category: Vec<Category>,
}

/// All that could be required, in document order.
#[derive(Debug, Clone, Default)]
pub struct Catalog {
    /// Version, printed in each document.
    pub version: String,
    /// Categories by order.
    pub categories: Vec<Category>,
    /// Requirements by category and order.
    pub entries: Vec<Entry>,
    /// Components that requirements belong to, by order.
    pub components: Vec<ComponentEntry>,
    /// Parts that documents are made of, by name.
    pub parts: Vec<Part>,
    /// Kinds of documents.
    pub outlines: Vec<Outline>,
    /// Ids that an overlay took out; references to them are guarded, not dangling.
    pub removed: BTreeSet<String>,
    /// Laws and notices by id.
    pub citations: BTreeMap<String, Citation>,
    /// Texts of the files read, for showing faults in them.
    pub sources: BTreeMap<String, String>,
    /// What is compiled once for many documents.
    kept: Option<Arc<Kept>>,
}

/// Templates and conditions, compiled.
#[derive(Debug)]
struct Kept {
    templates: Templates,
    conditions: Conditions,
}

/// The texts of pieces as one, to be rendered together.
pub fn joined<'p>(pieces: impl IntoIterator<Item = &'p Piece>) -> String {
    let mut out = String::new();
    for (at, piece) in pieces.into_iter().enumerate() {
        if at > 0 {
            out.push(SEPARATOR);
        }
        out.push_str(&piece.text);
    }
    out
}

impl Catalog {
    /// Reads the catalog from the embedded files, or those in their place.
    ///
    /// # Errors
    /// Every file that cannot be read as what it should be.
    pub fn from_assets(assets: &Assets) -> Result<Self, Vec<Diagnostic>> {
        let mut files = Vec::new();
        for folder in ["catalog", "citation", "document"] {
            files.extend(assets.folder(folder).into_iter().map(|(name, text)| {
                let name = name.strip_prefix("catalog/").map_or(name.clone(), str::to_owned);
                (name, text.to_owned())
            }));
        }
        files.push((COMPONENTS.to_owned(), assets.text(COMPONENTS).to_owned()));
        Self::default().overlay("", files)
    }

    /// Keeps its templates and conditions compiled, for who makes many documents of one catalog that
    /// does not change any more. With a fault in any of them nothing is kept: `compose` says it.
    #[must_use]
    pub fn keep(mut self) -> Self {
        let entries = self.entries.iter().map(|entry| (&entry.file, joined(entry.templates())));
        let parts = self.parts.iter().map(|part| (&part.file, joined(part.templates())));
        let texts: Vec<(&String, String)> = entries.chain(parts).collect();
        let templates = Templates::prose(texts.iter().map(|(file, text)| (file.as_str(), text.as_str())));
        let of_components = self.components.iter().flat_map(|component| {
            let functions = component.functions.iter().filter_map(|function| function.when.as_ref());
            component.when.iter().chain(functions)
        });
        let clauses = self.entries.iter().flat_map(|entry| &entry.when).chain(of_components);
        let clauses = clauses.chain(self.parts.iter().flat_map(|part| &part.when));
        let expressions: BTreeSet<&str> = clauses.map(|clause| clause.text.as_str()).collect();
        let conditions = Conditions::new(&expressions.into_iter().collect::<Vec<_>>());
        let kept = templates.and_then(|templates| Ok(Kept { templates, conditions: conditions? }));
        self.kept = kept.ok().map(Arc::new);
        self
    }

    /// The templates of all entries and parts, by file, where they are kept.
    pub(crate) fn kept(&self) -> Option<&Templates> {
        self.kept.as_ref().map(|kept| &kept.templates)
    }

    /// Whether each expression holds in the context, in the order given.
    ///
    /// # Errors
    /// The first expression that is no expression or fails on its values.
    pub(crate) fn evaluate(&self, expressions: &[&str], context: &Context) -> Result<Vec<bool>, TemplateError> {
        let kept = self.kept.as_ref().map(|kept| &kept.conditions);
        match kept.filter(|kept| expressions.iter().all(|expression| kept.has(expression))) {
            Some(kept) => kept.hold(expressions, context),
            None => evaluate(expressions, context),
        }
    }

    /// Lays the files of a folder over the catalog, `(path below the folder, text)`:
    /// an entry of the same id replaces, a new id adds, `disabled = true` removes.
    /// The folder's own name tells its files from others of the same name.
    ///
    /// # Errors
    /// Every file that cannot be read as what it should be.
    pub fn overlay(
        mut self,
        folder: &str,
        files: impl IntoIterator<Item = (String, String)>,
    ) -> Result<Self, Vec<Diagnostic>> {
        self.kept = None;
        let mut faults = Vec::new();
        let mut added: Vec<Entry> = Vec::new();
        for (name, text) in files {
            let file =
                if folder.is_empty() { name.clone() } else { format!("{}/{name}", folder.trim_end_matches('/')) };
            if let Err(fault) = self.read(&name, &file, &text, &mut added) {
                faults.push(fault);
            }
            self.sources.insert(file, text);
        }
        let mut first: BTreeMap<&str, &Entry> = BTreeMap::new();
        for entry in &added {
            if let Some(first) = first.insert(&entry.id.text, entry) {
                faults.push(
                    Diagnostic::error(
                        "duplicate-id",
                        format!("`{}`: 같은 id가 {}에도 있습니다", entry.id.text, first.file),
                    )
                    .hint("id는 카탈로그에서 하나뿐이어야 합니다")
                    .file(&entry.file)
                    .span(entry.id.span(None)),
                );
            }
        }
        self.entries.retain(|existing| !first.contains_key(existing.id.text.as_str()));
        for entry in added {
            if entry.disabled {
                self.removed.insert(entry.id.text);
            } else {
                self.removed.remove(&entry.id.text);
                self.entries.push(entry);
            }
        }
        self.categories.sort_by_key(|category| category.order);
        let places: BTreeMap<&str, usize> =
            self.categories.iter().enumerate().map(|(place, category)| (category.code.as_str(), place)).collect();
        for entry in &self.entries {
            if !places.contains_key(entry.category.as_str()) {
                faults.push(
                    Diagnostic::error(
                        "unknown-category",
                        format!("`{}` 분류가 categories.toml에 없습니다", entry.category),
                    )
                    .hint("categories.toml에 [[category]]를 더하거나 있는 분류의 폴더로 옮기세요")
                    .file(&entry.file)
                    .span(0..3),
                );
            }
        }
        let place = |entry: &Entry| places.get(entry.category.as_str()).copied().unwrap_or(usize::MAX);
        self.entries.sort_by(|a, b| (place(a), a.order, &a.id.text).cmp(&(place(b), b.order, &b.id.text)));
        self.components.sort_by_key(|component| component.order);
        self.parts.sort_by(|a, b| a.id.cmp(&b.id));
        if faults.is_empty() { Ok(self) } else { Err(faults) }
    }

    /// Takes in a file by its name below the folder; `file` is what it is called in diagnostics.
    fn read(&mut self, name: &str, file: &str, text: &str, added: &mut Vec<Entry>) -> Result<(), Diagnostic> {
        match (name.split_once('/'), name.rsplit('.').next()) {
            (Some(("citation", _)), Some("toml")) => {
                self.citations.extend(toml_file::<BTreeMap<String, Citation>>(file, text)?);
            }
            (Some(("document", "outlines.toml")), _) => {
                for outline in toml_file::<OutlineFile>(file, text)?.outline {
                    self.outlines.retain(|existing| existing.name != outline.name);
                    self.outlines.push(outline);
                }
            }
            (Some(("document", _)), Some("md")) => {
                let part = Part::read(file, text)?;
                self.parts.retain(|existing| existing.id != part.id);
                self.parts.push(part);
            }
            (None, _) if name == COMPONENTS => {
                for component in component::read(file, text)? {
                    self.components.retain(|existing| existing.id != component.id);
                    self.components.push(component);
                }
            }
            (None, Some("toml")) => {
                let CategoryFile { version, category } = toml_file(file, text)?;
                self.version = version.unwrap_or(std::mem::take(&mut self.version));
                for category in category {
                    self.categories.retain(|existing| existing.code != category.code);
                    self.categories.push(category);
                }
            }
            (_, Some("md")) if name.ends_with("README.md") => {}
            (Some((category, inside)), Some("md")) if !inside.contains('/') => {
                added.push(Entry::read(category, file, text)?);
            }
            _ => {
                return Err(Diagnostic::error(
                    "unknown-file",
                    format!("`{name}`: 카탈로그에서 쓰지 않는 자리의 파일입니다"),
                )
                .hint("요구사항은 분류 코드 폴더 안에 둡니다. 예: CSR/night-batch.md"));
            }
        }
        Ok(())
    }

    /// The id of the component that an entry belongs to: its own, or its category's.
    pub fn component_of<'c>(&'c self, entry: &'c Entry) -> Option<&'c str> {
        let of_category = || self.categories.iter().find(|category| category.code == entry.category);
        match &entry.component {
            Some(component) => Some(&component.text),
            None => of_category().and_then(|category| category.component.as_deref()),
        }
    }

    /// The entry of an id.
    pub fn entry(&self, id: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.id.text == id)
    }
}

fn toml_file<T: serde::de::DeserializeOwned>(name: &str, text: &str) -> Result<T, Diagnostic> {
    toml::from_str(text).map_err(|error| {
        Diagnostic::error("toml", format!("TOML을 읽을 수 없습니다: {}", error.message()))
            .file(name)
            .span(error.span().unwrap_or(0..0))
    })
}
