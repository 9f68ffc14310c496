//! What commands on a profile share: the profile, the catalog, the templates.

use std::path::PathBuf;

use balju::diagnostic::{Diagnostic, Sources};
use balju::{Assets, Catalog, Profile};

use super::console::{Console, Stop};
use super::files::{read_folder, read_text};

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
}

impl Overlays {
    /// Reads what is built in, with the folders laid over it.
    pub(super) fn load(&self, console: &Console) -> Result<Library, Stop> {
        let mut assets = Assets::builtin();
        if let Some(folder) = &self.templates {
            let warnings = assets.replace(read_folder(folder)?);
            console.report(&warnings, &Sources::new());
        }
        let mut catalog = Catalog::from_assets(&assets)?;
        for folder in &self.catalogs {
            let files = read_folder(folder)?;
            if files.is_empty() {
                return Err(Diagnostic::error("empty-catalog", format!("`{}` 폴더에 요구사항 파일이 없습니다", folder.display()))
                    .hint("분류 코드 폴더 안에 .md 파일을 두세요. 예: CSR/night-batch.md")
                    .into());
            }
            // Faults are shown by the path a person can open.
            let shown = |name: &str| folder.join(name).display().to_string();
            let sources: Sources = files.iter().map(|(name, text)| (shown(name), text.clone())).collect();
            catalog = catalog.overlay(files).map_err(|faults| {
                let faults = faults.into_iter().map(|mut fault| {
                    fault.file = fault.file.map(|file| shown(&file));
                    fault
                });
                Stop::Error(faults.collect(), sources)
            })?;
        }
        Ok(Library { assets, catalog })
    }
}

/// A profile with the text it was read from.
pub(super) struct Project {
    name: String,
    text: String,
    pub(super) profile: Profile,
}

impl Project {
    /// Reads a profile; its warnings are said at once.
    pub(super) fn read(path: &PathBuf, console: &Console) -> Result<Self, Stop> {
        let text = read_text(path)?;
        let name = path.display().to_string();
        match Profile::from_json(&text) {
            Ok((profile, warnings)) => {
                let project = Self { name, text, profile };
                project.report(warnings, console);
                Ok(project)
            }
            Err(faults) => Err(Self { name, text, profile: Profile::default() }.stop(faults, &Sources::new())),
        }
    }

    /// Shows diagnostics where the profile says what they are about.
    pub(super) fn report(&self, diagnostics: Vec<Diagnostic>, console: &Console) {
        console.report(&self.located(diagnostics), &self.sources());
    }

    /// Ends the run with diagnostics about the profile or the catalog's files.
    pub(super) fn stop(&self, diagnostics: Vec<Diagnostic>, catalog: &Sources) -> Stop {
        let mut sources = self.sources();
        sources.extend(catalog.clone());
        Stop::Error(self.located(diagnostics), sources)
    }

    fn sources(&self) -> Sources {
        Sources::from([(self.name.clone(), self.text.clone())])
    }

    fn located(&self, mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
        for diagnostic in &mut diagnostics {
            if diagnostic.file.is_some() {
                continue;
            }
            if diagnostic.span.is_none() {
                diagnostic.span =
                    diagnostic.field.as_deref().and_then(|field| Profile::locate(&self.text, field));
            }
            if diagnostic.span.is_some() {
                diagnostic.file = Some(self.name.clone());
            }
        }
        diagnostics
    }
}
