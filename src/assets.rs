//! The files under `templates/`: embedded, each replaceable by a user's own.

use std::collections::BTreeMap;

use include_dir::{Dir, include_dir};

use crate::diagnostic::Diagnostic;

static EMBEDDED: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/templates");

/// The embedded files with a user's files laid over them.
#[derive(Debug, Clone, Default)]
pub struct Assets {
    replaced: BTreeMap<String, String>,
}

impl Assets {
    /// The embedded files alone.
    pub fn builtin() -> Self {
        Self::default()
    }

    /// Lets files take the place of embedded ones of the same name, such as
    /// `html/page.html`. Names that replace nothing come back as warnings.
    pub fn replace(&mut self, files: impl IntoIterator<Item = (String, String)>) -> Vec<Diagnostic> {
        let mut warnings = Vec::new();
        for (name, text) in files {
            if EMBEDDED.get_file(&name).is_none() {
                warnings.push(
                    Diagnostic::warning("unknown-template", format!("`{name}`: 대신할 내장 파일이 없습니다"))
                        .hint("내장 파일과 같은 폴더·파일 이름을 쓰세요. 예: html/style.css, layout/full.toml"),
                );
            }
            self.replaced.insert(name, text);
        }
        warnings
    }

    /// A file by its name below `templates/`; an empty text when there is none.
    pub fn text(&self, name: &str) -> &str {
        let embedded = || EMBEDDED.get_file(name).and_then(include_dir::File::contents_utf8);
        self.replaced.get(name).map(String::as_str).or_else(embedded).unwrap_or_default()
    }

    /// Names and texts of the files in a folder and the folders below it, in order of name.
    pub fn folder(&self, folder: &str) -> Vec<(String, &str)> {
        let mut files = Vec::new();
        if let Some(dir) = EMBEDDED.get_dir(folder) {
            self.collect(dir, &mut files);
        }
        files.sort_unstable();
        files
    }

    fn collect<'a>(&'a self, dir: &'a Dir<'_>, files: &mut Vec<(String, &'a str)>) {
        for file in dir.files() {
            // Windows embeds paths with backslashes; names are the same everywhere.
            let name = file.path().to_string_lossy().replace('\\', "/");
            let text = self.replaced.get(&name).map(String::as_str).or_else(|| file.contents_utf8());
            files.push((name, text.unwrap_or_default()));
        }
        for below in dir.dirs() {
            self.collect(below, files);
        }
    }
}
