//! The templates and the catalog, with the user's folders laid over what is built in.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use balju::diagnostic::{Diagnostic, Sources};
use balju::{Assets, Catalog};

use super::console::{Console, Stop};
use super::files::read_folder;

/// Folders that are laid over what is built in.
#[derive(clap::Args)]
#[command(next_help_heading = "옵션")]
pub(super) struct Overlays {
    /// 내장 카탈로그에 덧씌울 기관 카탈로그 폴더 (여러 번 쓸 수 있음)
    #[arg(long = "catalog", value_name = "폴더")]
    pub(super) catalogs: Vec<PathBuf>,

    /// 내장 템플릿 대신 쓸 파일이 있는 폴더 (같은 이름의 파일이 대신함)
    #[arg(long, value_name = "폴더")]
    pub(super) templates: Option<PathBuf>,
}

/// The templates and the catalog to work with.
pub(super) struct Library {
    pub(super) assets: Assets,
    pub(super) catalog: Catalog,
    opened: Opened,
}

/// Templates of the user's: by the name the library knows each by, the path a person can open and the text.
#[derive(Default)]
struct Opened(BTreeMap<String, (String, String)>);

impl Overlays {
    /// Reads what is built in, with the folders laid over it.
    pub(super) fn load(&self, console: &Console) -> Result<Library, Stop> {
        let mut opened = Opened::default();
        let mut assets = Assets::builtin();
        if let Some(folder) = &self.templates {
            let files = read_folder(folder)?;
            opened.add(folder, &files);
            console.report(&assets.replace(files), &Sources::new());
        }
        let mut catalog = Catalog::from_assets(&assets).map_err(|faults| opened.stop_in(&assets, faults))?;
        for folder in &self.catalogs {
            let files = read_folder(folder)?;
            if files.is_empty() {
                return Err(Diagnostic::error(
                    "empty-catalog",
                    format!("`{}` 폴더에 요구사항 파일이 없습니다", folder.display()),
                )
                .hint("분류 코드 폴더 안에 .md 파일을 두세요. 예: CSR/night-batch.md")
                .into());
            }
            let shown = folder.display().to_string();
            let sources = files.iter().map(|(name, text)| (format!("{shown}/{name}"), text.clone())).collect();
            catalog = catalog.overlay(&shown, files).map_err(|faults| Stop::Error(faults, sources))?;
        }
        Ok(Library { assets, catalog, opened })
    }
}

/// What a folder of `--style` may hold, and what it takes the place of.
const LOOKS: [(&str, &str); 2] = [("style.toml", "style/style.toml"), ("style.css", "html/style.css")];

impl Library {
    /// Lets an agency's look take the place of the built-in one.
    pub(super) fn restyle(&mut self, folder: &Path, console: &Console) -> Result<(), Stop> {
        let shown = folder.display();
        let mut found = false;
        for (name, text) in read_folder(folder)? {
            if let Some((_, known)) = LOOKS.iter().find(|(look, _)| *look == name) {
                found = true;
                let path = folder.join(&name).display().to_string();
                self.opened.0.insert((*known).to_owned(), (path, text.clone()));
                self.assets.replace([((*known).to_owned(), text)]);
            } else {
                let warning = Diagnostic::warning("unknown-style", format!("`{shown}/{name}`: 모양 파일이 아닙니다"));
                console.report(&[warning.hint(format!("쓸 수 있는 이름: {}", looks()))], &Sources::new());
            }
        }
        if found {
            return Ok(());
        }
        Err(Diagnostic::error("empty-style", format!("`{shown}` 폴더에 모양 파일이 없습니다"))
            .hint(format!("{} 가운데 하나를 두세요", looks()))
            .into())
    }

    /// Diagnostics with the paths a person can open, and the texts of every file they may point into.
    pub(super) fn located(&self, diagnostics: Vec<Diagnostic>) -> (Vec<Diagnostic>, Sources) {
        let (located, mut sources) = self.opened.located(diagnostics);
        sources.extend(self.catalog.sources.clone());
        (located, sources)
    }
}

fn looks() -> String {
    LOOKS.map(|(name, _)| name).join(", ")
}

impl Opened {
    fn add(&mut self, folder: &Path, files: &[(String, String)]) {
        for (name, text) in files {
            let known = name.strip_prefix("catalog/").unwrap_or(name);
            self.0.insert(known.to_owned(), (folder.join(name).display().to_string(), text.clone()));
        }
    }

    fn located(&self, mut diagnostics: Vec<Diagnostic>) -> (Vec<Diagnostic>, Sources) {
        for diagnostic in &mut diagnostics {
            let opened = diagnostic.file.as_ref().and_then(|file| self.0.get(file));
            if let Some((path, _)) = opened {
                diagnostic.file = Some(path.clone());
            }
        }
        (diagnostics, self.0.values().cloned().collect())
    }

    /// Ends the run with faults in built-in files or those in their place.
    fn stop_in(&self, assets: &Assets, faults: Vec<Diagnostic>) -> Stop {
        let (faults, mut sources) = self.located(faults);
        for (name, text) in ["catalog", "citation", "document"].into_iter().flat_map(|folder| assets.folder(folder)) {
            sources.insert(name.strip_prefix("catalog/").unwrap_or(&name).to_owned(), text.to_owned());
        }
        Stop::Error(faults, sources)
    }
}
