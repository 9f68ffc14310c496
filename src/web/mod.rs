//! `balju serve`: one page on this machine, a thin shell over the library's own calls.
//!
//! Nothing is kept here between two requests: the page sends the profile with each one, and the
//! browser keeps it. [`router`] is the whole server but for the socket, which is [`serve`].

mod desk;
mod guard;
mod limits;
mod page;
mod preview;
mod refusal;
mod sent;
mod socket;

use std::sync::Arc;

use axum::Router;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::{StatusCode, header};
use axum::middleware;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};

pub use desk::{Desk, Fonts, Setup};
pub use limits::Limits;
use sent::Sent;
pub use socket::serve;

/// The page's script and the parts it imports, in the folder `web`; nothing else is served by its name.
const SCRIPTS: [&str; 12] = [
    "app.js",
    "changes.js",
    "choices.js",
    "draft.js",
    "faults.js",
    "preview.js",
    "rows.js",
    "server.js",
    "start.js",
    "steps.js",
    "tools.js",
    "topics.js",
];

/// The server's routes, guarded.
pub fn router(desk: Arc<Desk>) -> Router {
    Router::new()
        .route("/", get(start))
        .route("/form", get(blank).post(form))
        .route("/preview", post(preview))
        .route("/check", post(check))
        .route("/download", post(download))
        .route("/frame", get(frame))
        .merge(scripts())
        .route("/style.css", get(style))
        // Browsers ask for one by themselves.
        .route("/favicon.ico", get(|| async { StatusCode::NO_CONTENT }))
        .fallback(|| async { StatusCode::NOT_FOUND })
        .layer(DefaultBodyLimit::max(desk.setup.limits.body))
        .layer(middleware::from_fn_with_state(Arc::clone(&desk), guard::guard))
        .with_state(desk)
}

type Shared = State<Arc<Desk>>;

async fn start(State(desk): Shared) -> Response {
    html(page::start(&desk, &[]))
}

async fn blank(State(desk): Shared) -> Response {
    desk.work(|desk| page::form(desk, Sent::default())).await
}

async fn form(State(desk): Shared, sent: Sent) -> Response {
    desk.work(move |desk| page::form(desk, sent)).await
}

async fn preview(State(desk): Shared, sent: Sent) -> Response {
    desk.work(move |desk| {
        preview::view(desk, &sent).map_or_else(|faults| page::unread(desk, &faults), |view| json(&view))
    })
    .await
}

async fn check(State(desk): Shared, sent: Sent) -> Response {
    desk.work(move |desk| {
        preview::review(desk, &sent).map_or_else(|faults| page::unread(desk, &faults), |found| json(&found))
    })
    .await
}

async fn download(State(desk): Shared, sent: Sent) -> Response {
    desk.work(move |desk| page::download(desk, &sent)).await
}

async fn frame(State(desk): Shared) -> Response {
    html(page::frame(&desk))
}

fn scripts() -> Router<Arc<Desk>> {
    SCRIPTS.into_iter().fold(Router::new(), |router, name| {
        router.route(&format!("/{name}"), get(move |State(desk): Shared| async move { script(&desk, name) }))
    })
}

fn script(desk: &Desk, name: &str) -> Response {
    let text = desk.text(&format!("web/{name}"));
    ([(header::CONTENT_TYPE, "text/javascript; charset=utf-8")], text).into_response()
}

async fn style(State(desk): Shared) -> Response {
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], desk.text("web/style.css")).into_response()
}

fn html(page: String) -> Response {
    ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], page).into_response()
}

fn json(value: &impl serde::Serialize) -> Response {
    // Structs of text and numbers always become JSON.
    let body = serde_json::to_vec(value).unwrap_or_default();
    ([(header::CONTENT_TYPE, "application/json")], body).into_response()
}
