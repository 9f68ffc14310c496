//! Korean labels of fields and values, read once from `templates/profile`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::{Shapes, TEXTS};

/// What a field or a value is called.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Label {
    /// Its name.
    pub label: String,
    /// Its unit, form or meaning.
    #[serde(default)]
    pub help: Option<String>,
    /// Whether it stays within the agency: no public document prints it or what is below it.
    #[serde(default)]
    pub internal: bool,
}

impl Label {
    /// Name and help in one line.
    pub fn described(&self) -> String {
        match &self.help {
            Some(help) => format!("{}: {help}", self.label),
            None => self.label.clone(),
        }
    }
}

/// The labels of every field and value of the profile.
#[derive(Debug, Default)]
pub struct Labels {
    types: BTreeMap<String, BTreeMap<String, Label>>,
    internal: Vec<String>,
}

static BUILTIN: LazyLock<Labels> = LazyLock::new(|| {
    let mut types = BTreeMap::<String, BTreeMap<String, Label>>::new();
    for text in TEXTS.files().filter_map(include_dir::File::contents_utf8) {
        // a file that cannot be read leaves its fields without labels, which a test forbids
        for (name, labels) in toml::from_str::<BTreeMap<_, BTreeMap<_, _>>>(text).unwrap_or_default() {
            types.entry(name).or_default().extend(labels);
        }
    }
    let is_internal = |path: &String| {
        let found = Shapes::builtin().find(path);
        found.and_then(|found| types.get(found.owner)?.get(found.field)).is_some_and(|label| label.internal)
    };
    let internal = Shapes::builtin().paths().into_iter().filter(is_internal).collect();
    Labels { types, internal }
});

impl Labels {
    /// The labels that come with balju.
    pub fn builtin() -> &'static Self {
        &BUILTIN
    }

    /// The label of a type's field or of an enumeration's value.
    pub fn field(&self, type_name: &str, field: &str) -> Option<&Label> {
        self.types.get(type_name)?.get(field)
    }

    /// The label of a profile path such as `containers.autoscaling.minimum`; list indexes are ignored.
    ///
    /// The switch of a part is named with its part: `컨테이너 사용`.
    pub fn of_path(&self, path: &str) -> Option<String> {
        let found = Shapes::builtin().find(path)?;
        let label = &self.field(found.owner, found.field)?.label;
        let part = path.strip_suffix(".enabled").filter(|part| !part.contains('.'));
        match part.and_then(|part| self.of_path(part)) {
            Some(part) => Some(format!("{part} {label}")),
            None => Some(label.clone()),
        }
    }

    /// The paths that stay within the agency, with everything below them.
    pub fn internal_paths(&self) -> &[String] {
        &self.internal
    }

    /// Whether a path, or a field above it, stays within the agency.
    pub fn is_internal(&self, path: &str) -> bool {
        let is_below =
            |above: &String| path.strip_prefix(above.as_str()).is_some_and(|rest| !rest.starts_with(is_name));
        self.internal.iter().any(is_below)
    }

    /// The label of an enumeration's value at a path, for lists of such values too.
    pub fn value(&self, path: &str, value: &str) -> Option<&str> {
        let choice = Shapes::builtin().find(path)?.slot.shape.choice()?;
        Some(self.field(choice, value)?.label.as_str())
    }

    /// Every label with the type and the field or value it belongs to.
    pub fn all(&self) -> impl Iterator<Item = (&str, &str, &Label)> {
        let types = self.types.iter();
        types.flat_map(|(name, labels)| labels.iter().map(move |(field, label)| (name.as_str(), field.as_str(), label)))
    }
}

/// Whether a character goes on with a field's name.
fn is_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}
