//! What the server works with: read once, changed by nobody.

use std::sync::Arc;

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use tokio::sync::Semaphore;

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
    /// Font files for PDF.
    pub fonts: Vec<Vec<u8>>,
    /// A secret of this run: who does not have it from a page of this server changes nothing.
    pub token: String,
    /// The port listened on: a request for another is for somebody else.
    pub port: u16,
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
    cores: Semaphore,
}

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
}

const SHELLS: [&str; 6] =
    ["web/choices.html", "web/field.html", "web/form.html", "web/frame.html", "web/grid.html", "web/start.html"];

impl Desk {
    /// Reads templates and topics.
    ///
    /// # Errors
    /// Files of the user's that are not what they should be.
    pub fn new(setup: Setup) -> Result<Self, Vec<Diagnostic>> {
        let guide = Guide::new(&setup.assets, &setup.catalog)?;
        let words = Words::read(&setup.assets).map_err(|fault| vec![fault])?;
        let own = toml::from_str(setup.assets.text("web/words.toml"))
            .map_err(|error| vec![fault("web/words.toml", error.message())])?;
        let pages = Templates::shells(SHELLS.map(|name| (name, setup.assets.text(name))))
            .map_err(|error| vec![fault(&error.name, &error.message)])?;
        let cores = Semaphore::new(std::thread::available_parallelism().map_or(1, usize::from));
        Ok(Self { setup, guide, words, own, pages, cores })
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
        let unable = StatusCode::INTERNAL_SERVER_ERROR;
        let Ok(_permit) = self.cores.acquire().await else { return unable.into_response() };
        let desk = Arc::clone(&self);
        tokio::task::spawn_blocking(move || task(&desk)).await.unwrap_or_else(|_| unable.into_response())
    }
}

fn fault(file: &str, message: &str) -> Diagnostic {
    Diagnostic::error("template", format!("{file} 파일을 쓸 수 없습니다: {message}"))
        .hint("내장 파일과 같은 항목을 쓰세요")
        .file(file)
}
