//! Who may ask: this machine, for this server, from its own pages.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::Response;

use super::desk::Desk;
use super::refusal::{explained, foreign};

const PAGE: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-src 'self'; \
                    img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
/// The preview holds the document's own style and nothing that runs.
const FRAME: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; \
                     frame-ancestors 'self'";
const FETCH_SITE: &str = "sec-fetch-site";

/// Names of this machine, as browsers write them.
const NAMES: [&str; 3] = ["localhost", "127.0.0.1", "[::1]"];

pub(super) async fn guard(State(desk): State<Arc<Desk>>, request: Request, next: Next) -> Response {
    let is_frame = request.uri().path() == "/frame";
    let on_a_page = request.headers().get(header::ACCEPT).is_some_and(|kinds| {
        let kinds = kinds.as_bytes();
        kinds.windows(b"text/html".len()).any(|kind| kind == b"text/html")
    });
    let mut response = match refusal(request.method(), request.uri(), request.headers(), desk.setup.port) {
        Some(status) => foreign(&desk, status),
        None => explained(&desk, next.run(request).await, on_a_page),
    };
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, if is_frame { FRAME } else { PAGE }),
        (header::X_FRAME_OPTIONS, if is_frame { "SAMEORIGIN" } else { "DENY" }),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        // Not `no-referrer`: a browser then sends a form of this page with `Origin: null`.
        (header::REFERRER_POLICY, "same-origin"),
        (header::CACHE_CONTROL, "no-store"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

/// Why a request is not answered.
fn refusal(method: &Method, uri: &Uri, headers: &HeaderMap, port: u16) -> Option<StatusCode> {
    let Some(host) = only(headers, header::HOST.as_str()) else { return Some(StatusCode::BAD_REQUEST) };
    let target = uri.authority().map_or(host, |authority| authority.as_str());
    if !is_own(host, port) || !is_own(target, port) || uri.scheme_str().is_some_and(|scheme| scheme != "http") {
        return Some(StatusCode::FORBIDDEN); // another name for this machine: DNS rebinding
    }
    if matches!(*method, Method::GET | Method::HEAD) {
        return None;
    }
    if *method != Method::POST {
        return Some(StatusCode::METHOD_NOT_ALLOWED);
    }
    let from = only(headers, header::ORIGIN.as_str()).and_then(|origin| origin.strip_prefix("http://"));
    let from_own_page = from.is_some_and(|origin| is_own(origin, port));
    let has_own_site = !headers.contains_key(FETCH_SITE) || only(headers, FETCH_SITE) == Some("same-origin");
    (!from_own_page || !has_own_site).then_some(StatusCode::FORBIDDEN)
}

/// The value of a header that stands there once.
fn only<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let mut values = headers.get_all(name).iter();
    let value = values.next()?.to_str().ok()?;
    values.next().is_none().then_some(value)
}

/// Whether it is this server's name and port.
fn is_own(host: &str, port: u16) -> bool {
    NAMES.iter().any(|name| {
        let rest = host.get(..name.len()).filter(|own| own.eq_ignore_ascii_case(name)).map(|_| &host[name.len()..]);
        rest.is_some_and(|rest| rest == format!(":{port}") || (rest.is_empty() && port == 80))
    })
}
