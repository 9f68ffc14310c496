//! `balju serve` without a socket: who is answered, how much is taken, what comes back.

pub(crate) mod controls;
mod downloads;
mod guard;
mod hostile;
mod limits;
mod socket;

use std::sync::Arc;

use axum::body::{Body, Bytes, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use balju::check::Rulebook;
use balju::web::{Desk, Fonts, Limits, Setup, router};
use balju::{Assets, Catalog};
use serde_json::Value;
use tower::ServiceExt;

const PORT: u16 = 8420;
const HOST: &str = "127.0.0.1:8420";
const ORIGIN: &str = "http://127.0.0.1:8420";
const TOKEN: &str = "0123456789abcdef0123456789abcdef";
const FORM: &str = "application/x-www-form-urlencoded";

/// The built-in examples, name and text.
pub(crate) const EXAMPLES: [(&str, &str); 4] = [
    ("civil-service-portal", include_str!("../../examples/civil-service-portal.json")),
    ("hybrid-tourism", include_str!("../../examples/hybrid-tourism.json")),
    ("open-api-gateway", include_str!("../../examples/open-api-gateway.json")),
    ("records-monolith", include_str!("../../examples/records-monolith.json")),
];

/// What came back.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) bytes: Bytes,
}

impl Answer {
    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.bytes).unwrap()
    }

    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        assert_eq!(self.status, StatusCode::OK, "{}", self.text());
        serde_json::from_slice(&self.bytes).unwrap()
    }

    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

/// A server without a socket.
pub(crate) struct Server {
    desk: Arc<Desk>,
    runtime: tokio::runtime::Runtime,
}

pub(crate) type Fields = Vec<(String, String)>;

/// Fields written down in a test.
pub(crate) fn fields(pairs: &[(&str, &str)]) -> Fields {
    pairs.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
}

fn setup(port: u16, limits: Limits) -> Setup {
    let assets = Assets::builtin();
    Setup {
        catalog: Catalog::from_assets(&assets).unwrap(),
        rulebook: Rulebook::read(&assets).unwrap(),
        assets,
        examples: EXAMPLES.map(|(name, text)| (name.to_owned(), text.to_owned())).to_vec(),
        fonts: Fonts(Box::new(|| Ok(Vec::new()))),
        token: TOKEN.to_owned(),
        port,
        limits,
    }
}

fn runtime() -> tokio::runtime::Runtime {
    // As `balju serve` does: the answers are made in threads with room for what is nested.
    let mut builder = tokio::runtime::Builder::new_multi_thread();
    builder.worker_threads(2).thread_stack_size(8 * 1024 * 1024).enable_all().build().unwrap()
}

impl Server {
    pub(crate) fn new() -> Self {
        Self::with(Limits::default())
    }

    fn with(limits: Limits) -> Self {
        Self { desk: Arc::new(Desk::new(setup(PORT, limits)).unwrap()), runtime: runtime() }
    }

    fn send(&self, request: Request<Body>) -> Answer {
        self.runtime.block_on(answer(Arc::clone(&self.desk), request))
    }

    /// A page of the server's own.
    pub(crate) fn get(&self, path: &str) -> Answer {
        self.send(Request::get(path).header(header::HOST, HOST).body(Body::empty()).unwrap())
    }

    /// Bytes from the server's own page.
    fn post_bytes(&self, path: &str, kind: &str, body: impl Into<Body>) -> Answer {
        let request = Request::post(path).header(header::HOST, HOST).header(header::ORIGIN, ORIGIN);
        self.send(request.header(header::CONTENT_TYPE, kind).body(body.into()).unwrap())
    }

    /// A form from the server's own page; the token is added where it does not say one.
    pub(crate) fn post(&self, path: &str, fields: &[(String, String)]) -> Answer {
        self.post_bytes(path, FORM, encoded(fields))
    }

    /// What the form shows of a profile.
    pub(crate) fn form(&self, profile: &str) -> Fields {
        let answer = self.post("/form", &fields(&[("profile", profile)]));
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
        controls::of(answer.text())
    }

    /// The profile that a form makes.
    pub(crate) fn profile(&self, fields: &[(String, String)]) -> String {
        self.post("/preview", fields).json()["profile"].as_str().unwrap().to_owned()
    }
}

fn encoded(fields: &[(String, String)]) -> String {
    let mut body = form_urlencoded::Serializer::new(String::new());
    if fields.iter().all(|(name, _)| name != "token") {
        body.append_pair("token", TOKEN);
    }
    // As browsers do.
    body.extend_pairs(fields.iter().map(|(name, text)| (name, text.replace('\n', "\r\n")))).finish()
}

async fn answer(desk: Arc<Desk>, request: Request<Body>) -> Answer {
    let response = router(desk).oneshot(request).await.unwrap();
    let (head, body) = response.into_parts();
    Answer { status: head.status, headers: head.headers, bytes: to_bytes(body, usize::MAX).await.unwrap() }
}
