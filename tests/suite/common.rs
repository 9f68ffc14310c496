//! What most tests begin with: a profile, the built-in catalog, a document.

use balju::diagnostic::Diagnostic;
use balju::writer::Settings;
use balju::{Assets, Catalog, Document, Format, Options, Profile, compose, select, write};

/// The example with every part switched on.
pub(crate) const FULL: &str = include_str!("../../examples/civil-service-portal.json");

/// A small project: an API gateway alone.
pub(crate) const SMALL: &str = r#"{ "project": { "name": "공동활용 구축" }, "api_gateway": {} }"#;

pub(crate) fn catalog() -> Catalog {
    Catalog::from_assets(&Assets::builtin()).unwrap()
}

/// The built-in catalog with files laid over it.
pub(crate) fn overlaid(files: &[(&str, &str)]) -> Result<Catalog, Vec<Diagnostic>> {
    catalog().overlay("", files.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())))
}

pub(crate) fn profile(text: &str) -> Profile {
    Profile::from_json(text).unwrap().0
}

/// The document of a profile under a catalog.
pub(crate) fn made(profile: &Profile, catalog: &Catalog, options: &Options) -> Result<Document, Vec<Diagnostic>> {
    let assets = Assets::builtin();
    let selection = select(profile, catalog, &assets)?;
    compose(profile, catalog, &selection, &assets, options)
}

/// The document of a profile's text under the built-in catalog.
pub(crate) fn document(text: &str) -> Document {
    made(&profile(text), &catalog(), &Options::default()).unwrap()
}

pub(crate) fn written(document: &Document, format: Format) -> String {
    String::from_utf8(write(document, format, &Assets::builtin(), &Settings::default()).unwrap()).unwrap()
}

/// An entry of its own: body and the rest of its front matter.
pub(crate) fn entry(front: &str, body: &str) -> String {
    format!(
        "+++\nid = \"x-test\"\norder = 1\ntitle = \"시험\"\nwhen = []\nverification = [\"확인하여야 함\"]\n{front}\n+++\n{body}\n"
    )
}

/// The requirement that an entry makes of the small project.
pub(crate) fn requirement(front: &str, body: &str) -> balju::document::Requirement {
    let catalog = overlaid(&[("CSR/x-test.md", &entry(front, body))]).unwrap();
    let document = made(&profile(SMALL), &catalog, &Options::default()).unwrap();
    document.requirements.into_iter().find(|requirement| requirement.id == "x-test").unwrap()
}

/// The codes of diagnostics.
pub(crate) fn codes(diagnostics: &[Diagnostic]) -> Vec<&'static str> {
    diagnostics.iter().map(|diagnostic| diagnostic.code).collect()
}
