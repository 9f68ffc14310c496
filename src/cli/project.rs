//! The profile that a command is about, and where in it a mistake is.

use std::path::Path;

use balju::compose::outdated_overrides;
use balju::diagnostic::{Diagnostic, Sources};
use balju::{Document, Options, Profile, Selection, compose, select};

use super::console::{Console, Stop};
use super::files::read_text;
use super::library::Library;

/// A profile with the text it was read from.
pub(super) struct Project {
    pub(super) name: String,
    text: String,
    pub(super) profile: Profile,
}

impl Project {
    /// Reads a profile; its warnings are said at once.
    pub(super) fn read(path: &Path, console: &Console) -> Result<Self, Stop> {
        let text = read_text(path)?;
        let name = path.display().to_string();
        match Profile::from_json(&text) {
            Ok((profile, warnings)) => {
                let project = Self { name, text, profile };
                project.report(warnings, console);
                Ok(project)
            }
            Err(faults) => {
                let project = Self { name, text, profile: Profile::default() };
                Err(Stop::Error(project.located(faults), project.sources()))
            }
        }
    }

    /// The same file with another profile in mind.
    pub(super) fn with(&self, profile: Profile) -> Self {
        Self { name: self.name.clone(), text: self.text.clone(), profile }
    }

    /// The text it was read from.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Decides what applies to the project; its warnings are said at once.
    pub(super) fn select<'c>(&self, library: &'c Library, console: &Console) -> Result<Selection<'c>, Stop> {
        let selection = select(&self.profile, &library.catalog, &library.assets);
        let selection = selection.map_err(|faults| self.stop(faults, library))?;
        self.report(selection.warnings.clone(), console);
        Ok(selection)
    }

    /// Arranges it into a document.
    pub(super) fn compose(
        &self,
        library: &Library,
        selection: &Selection<'_>,
        options: &Options,
    ) -> Result<Document, Vec<Diagnostic>> {
        compose(&self.profile, &library.catalog, selection, &library.assets, options)
    }

    /// Says which text edited by hand stands for another text than the requirement has now.
    pub(super) fn doubt_overrides(&self, library: &Library, selection: &Selection<'_>, console: &Console) {
        self.report(outdated_overrides(&self.profile, &library.catalog, selection, &library.assets), console);
    }

    /// Shows diagnostics where the profile says what they are about.
    pub(super) fn report(&self, diagnostics: Vec<Diagnostic>, console: &Console) {
        console.report(&self.located(diagnostics), &self.sources());
    }

    /// Ends the run with diagnostics about the profile or the catalog's files.
    pub(super) fn stop(&self, diagnostics: Vec<Diagnostic>, library: &Library) -> Stop {
        let (diagnostics, mut sources) = library.located(diagnostics);
        sources.extend(self.sources());
        Stop::Error(self.located(diagnostics), sources)
    }

    /// The profile's text, for those who point into it.
    pub(super) fn sources(&self) -> Sources {
        Sources::from([(self.name.clone(), self.text.clone())])
    }

    /// Diagnostics with the place in the profile that they are about.
    pub(super) fn located(&self, mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
        for diagnostic in &mut diagnostics {
            if diagnostic.file.is_some() {
                continue;
            }
            if diagnostic.span.is_none() {
                diagnostic.span = diagnostic.field.as_deref().and_then(|field| Profile::locate(&self.text, field));
            }
            if diagnostic.span.is_some() {
                diagnostic.file = Some(self.name.clone());
            }
        }
        diagnostics
    }
}
