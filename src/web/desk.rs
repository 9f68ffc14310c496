//! What the server works with: read once, changed by nobody.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use tokio::sync::Semaphore;

use super::limits::Limits;
use crate::assets::Assets;
use crate::catalog::Catalog;
use crate::check::Rulebook;
use crate::diagnostic::Diagnostic;
use crate::form::Guide;
use crate::template::{Context, Templates};
use crate::words::Words;

/// What the server is started with.
#[derive(Debug)]
pub struct Setup {
    /// The files under `templates/`.
    pub assets: Assets,
    /// The catalog.
    pub catalog: Catalog,
    /// The rules of the check.
    pub rulebook: Rulebook,
    /// Profiles to begin with, name and text.
    pub examples: Vec<(String, String)>,
    /// Where font files for PDF come from.
    pub fonts: Fonts,
    /// A secret of this run: who does not have it from a page of this server changes nothing.
    pub token: String,
    /// The port listened on: a request for another is for somebody else.
    pub port: u16,
    /// How much is taken at once.
    pub limits: Limits,
}

/// Reads the font files that a PDF is set with, when one is wanted.
pub struct Fonts(pub Box<dyn Fn() -> Result<Vec<Vec<u8>>, Diagnostic> + Send + Sync>);

impl fmt::Debug for Fonts {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Fonts")
    }
}

/// What the server works with.
#[derive(Debug)]
pub struct Desk {
    pub(super) setup: Setup,
    pub(super) guide: Guide,
    pub(super) words: Words,
    pub(super) own: WebWords,
    pages: Templates,
    /// How many documents are made at once.
    cores: Arc<Semaphore>,
    /// How many requests may be at work or wait for it.
    queue: Arc<Semaphore>,
    /// Room for bodies, in pages.
    pub(super) bodies: Arc<Semaphore>,
}

/// The unit in which room for bodies is counted, in bytes.
pub(super) const PAGE: usize = 1024;

/// Words of the page that are not in its templates.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WebWords {
    /// Nothing said.
    pub(super) todo: String,
    /// Something is left to decide.
    pub(super) doing: String,
    /// Nothing is left to decide.
    pub(super) done: String,
    /// Something is wrong.
    pub(super) error: String,
    /// Switched off, values kept.
    pub(super) off: String,
    /// The answers speak for cloud-native.
    pub(super) introduce: String,
    /// They do not.
    pub(super) below: String,
    /// The open questions decide.
    pub(super) undecided: String,
    /// The file of the profile.
    pub(super) profile: String,
    /// The file of the document.
    pub(super) document: String,
    /// What to do about a diagnostic, by its code, where the page says it in other words.
    hints: BTreeMap<String, String>,
}

const SHELLS: [&str; 6] =
    ["web/choices.html", "web/field.html", "web/form.html", "web/frame.html", "web/grid.html", "web/start.html"];

impl Desk {
    /// Reads templates and topics.
    ///
    /// # Errors
    /// Files of the user's that are not what they should be.
    pub fn new(mut setup: Setup) -> Result<Self, Vec<Diagnostic>> {
        setup.catalog = setup.catalog.keep();
        let guide = Guide::new(&setup.assets, &setup.catalog)?;
        let words = Words::read(&setup.assets).map_err(|fault| vec![fault])?;
        let own = toml::from_str(setup.assets.text("web/words.toml"))
            .map_err(|error| vec![fault("web/words.toml", error.message())])?;
        let pages = Templates::shells(SHELLS.map(|name| (name, setup.assets.text(name))))
            .map_err(|error| vec![fault(&error.name, &error.message)])?;
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let queue = Arc::new(Semaphore::new(cores + setup.limits.waiting));
        let bodies = Arc::new(Semaphore::new(setup.limits.bodies.div_ceil(PAGE)));
        Ok(Self { setup, guide, words, own, pages, cores: Arc::new(Semaphore::new(cores)), queue, bodies })
    }

    /// What to do about a diagnostic.
    pub(super) fn hint<'f>(&'f self, fault: &'f Diagnostic) -> Option<&'f String> {
        self.own.hints.get(fault.code).or(fault.hint.as_ref())
    }

    pub(super) fn text(&self, name: &str) -> String {
        self.setup.assets.text(name).to_owned()
    }

    /// A page; what is wrong with a template of the user's where there is none.
    pub(super) fn page(&self, name: &str, context: &Context) -> String {
        self.pages.render(name, context).unwrap_or_else(|error| format!("{}: {}", error.name, error.message))
    }

    /// Does what takes a while beside the socket, no more at once than there are cores.
    pub(super) async fn work(self: Arc<Self>, task: impl FnOnce(&Self) -> Response + Send + 'static) -> Response {
        let Ok(place) = Arc::clone(&self.queue).try_acquire_owned() else { return busy() };
        let Ok(core) = Arc::clone(&self.cores).acquire_owned().await else { return busy() };
        let work = move || {
            let response = task(&self);
            // Not before the work is done: nobody may be waiting for it any more.
            drop((core, place));
            response
        };
        let unable = |_| StatusCode::INTERNAL_SERVER_ERROR.into_response();
        tokio::task::spawn_blocking(work).await.unwrap_or_else(unable)
    }
}

/// Says that there is too much to do.
pub(super) fn busy() -> Response {
    (StatusCode::SERVICE_UNAVAILABLE, [(header::RETRY_AFTER, "1")]).into_response()
}

fn fault(file: &str, message: &str) -> Diagnostic {
    Diagnostic::error("template", format!("{file} 파일을 쓸 수 없습니다: {message}"))
        .hint("내장 파일과 같은 항목을 쓰세요")
        .file(file)
}
