//! Who may ask: this machine, for this server, from its own pages.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::desk::Desk;

const PAGE: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-src 'self'; \
                    img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
/// The preview holds the document's own style and nothing that runs.
const FRAME: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; \
                     frame-ancestors 'self'";

pub(super) async fn guard(State(desk): State<Arc<Desk>>, request: Request, next: Next) -> Response {
    let is_frame = request.uri().path() == "/frame";
    let mut response = match refusal(request.method(), request.headers(), desk.setup.port) {
        Some(status) => status.into_response(),
        None => next.run(request).await,
    };
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, if is_frame { FRAME } else { PAGE }),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::CACHE_CONTROL, "no-store"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

/// Why a request is not answered.
fn refusal(method: &Method, headers: &HeaderMap, port: u16) -> Option<StatusCode> {
    let own = |host: &str| {
        ["localhost", "127.0.0.1", "[::1]"].iter().any(|name| host.eq_ignore_ascii_case(&format!("{name}:{port}")))
    };
    let text = |name: header::HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    let mut hosts = headers.get_all(header::HOST).iter();
    if hosts.next().is_none() || hosts.next().is_some() || !text(header::HOST).is_some_and(own) {
        return Some(StatusCode::FORBIDDEN); // another name for this machine: DNS rebinding
    }
    if matches!(*method, Method::GET | Method::HEAD) {
        return None;
    }
    if *method != Method::POST {
        return Some(StatusCode::METHOD_NOT_ALLOWED);
    }
    let is_own = match (text(header::ORIGIN), headers.get("sec-fetch-site").map(HeaderValue::as_bytes)) {
        (Some(origin), _) => origin.strip_prefix("http://").is_some_and(own),
        (None, Some(site)) => site == b"same-origin",
        (None, None) => false,
    };
    (!is_own).then_some(StatusCode::FORBIDDEN)
}
