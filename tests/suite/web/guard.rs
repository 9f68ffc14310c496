//! Who is answered: by Host, target, Origin, method and token.

use std::sync::Arc;

use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use balju::web::{Desk, Limits};

use super::{Answer, FORM, HOST, ORIGIN, Server, TOKEN, fields, runtime, setup};

/// Method, target, headers, and the status that they come to.
type Case = (&'static str, &'static str, &'static [(&'static str, &'static str)], u16);

/// `post` and `get` bring what a browser would.
const CASES: &[Case] = &[
    // Host
    ("GET", "/", &[("host", "127.0.0.1:8420")], 200),
    ("GET", "/", &[("host", "localhost:8420")], 200),
    ("GET", "/", &[("host", "LocalHost:8420")], 200),
    ("GET", "/", &[("host", "[::1]:8420")], 200),
    ("HEAD", "/", &[("host", "127.0.0.1:8420")], 200),
    ("GET", "/", &[], 400),
    ("GET", "/", &[("host", "")], 403),
    ("GET", "/", &[("host", "127.0.0.1:8420"), ("host", "127.0.0.1:8420")], 400),
    ("GET", "/", &[("host", "127.0.0.1:8420"), ("host", "evil.example")], 400),
    ("GET", "/", &[("host", "\u{AC00}:8420")], 400),
    ("GET", "/", &[("host", "127.0.0.1")], 403),
    ("GET", "/", &[("host", "127.0.0.1:80")], 403),
    ("GET", "/", &[("host", "127.0.0.1:84200")], 403),
    ("GET", "/", &[("host", "127.0.0.1:08420")], 403),
    ("GET", "/", &[("host", "127.0.0.1:8420.")], 403),
    ("GET", "/", &[("host", "localhost.:8420")], 403),
    ("GET", "/", &[("host", "localhost.evil.example:8420")], 403),
    ("GET", "/", &[("host", "evil.example:8420")], 403),
    ("GET", "/", &[("host", "127.0.0.2:8420")], 403),
    ("GET", "/", &[("host", "0.0.0.0:8420")], 403),
    ("GET", "/", &[("host", "127.1:8420")], 403),
    ("GET", "/", &[("host", "2130706433:8420")], 403),
    ("GET", "/", &[("host", "::1:8420")], 403),
    ("GET", "/", &[("host", "[::ffff:127.0.0.1]:8420")], 403),
    ("GET", "/", &[("host", "user@127.0.0.1:8420")], 403),
    ("GET", "/", &[("host", "127.0.0.1:8420/")], 403),
    ("GET", "/", &[("host", "127.0.0.1:8420, evil.example")], 403),
    ("GET", "/frame", &[("host", "evil.example:8420")], 403),
    ("GET", "/app.js", &[("host", "evil.example:8420")], 403),
    ("GET", "/nowhere", &[("host", "evil.example:8420")], 403),
    // Target with a host of its own
    ("GET", "http://127.0.0.1:8420/", &[("host", "127.0.0.1:8420")], 200),
    ("GET", "http://localhost:8420/", &[("host", "127.0.0.1:8420")], 200),
    ("GET", "http://evil.example/", &[("host", "127.0.0.1:8420")], 403),
    ("GET", "http://127.0.0.1:8420/", &[("host", "evil.example")], 403),
    ("GET", "http://127.0.0.1:9/", &[("host", "127.0.0.1:8420")], 403),
    ("GET", "http://me@127.0.0.1:8420/", &[("host", "127.0.0.1:8420")], 403),
    ("GET", "https://127.0.0.1:8420/", &[("host", "127.0.0.1:8420")], 403),
    // Origin
    ("POST", "/preview", &[("host", HOST), ("origin", "http://127.0.0.1:8420")], 200),
    ("POST", "/preview", &[("host", HOST), ("origin", "http://localhost:8420")], 200),
    ("POST", "/preview", &[("host", HOST), ("origin", "http://[::1]:8420")], 200),
    ("POST", "/preview", &[("host", HOST)], 403),
    ("POST", "/preview", &[("host", HOST), ("origin", "null")], 403),
    ("POST", "/preview", &[("host", HOST), ("origin", "")], 403),
    ("POST", "/preview", &[("host", HOST), ("origin", "http://127.0.0.1")], 403),
    ("POST", "/preview", &[("host", HOST), ("origin", "http://127.0.0.1:8421")], 403),
    ("POST", "/preview", &[("host", HOST), ("origin", "https://127.0.0.1:8420")], 403),
    ("POST", "/preview", &[("host", HOST), ("origin", "http://evil.example")], 403),
    ("POST", "/preview", &[("host", HOST), ("origin", "http://127.0.0.1:8420.evil.example")], 403),
    ("POST", "/preview", &[("host", HOST), ("origin", "http://127.0.0.1:8420/")], 403),
    ("POST", "/preview", &[("host", HOST), ("origin", "file://")], 403),
    ("POST", "/preview", &[("host", HOST), ("origin", ORIGIN), ("origin", "http://evil.example")], 403),
    ("POST", "/preview", &[("host", "evil.example:8420"), ("origin", ORIGIN)], 403),
    ("POST", "/preview", &[("host", HOST), ("referer", "http://127.0.0.1:8420/form")], 403),
    // Sec-Fetch-Site
    ("POST", "/preview", &[("host", HOST), ("origin", ORIGIN), ("sec-fetch-site", "same-origin")], 200),
    ("POST", "/preview", &[("host", HOST), ("origin", ORIGIN), ("sec-fetch-site", "same-site")], 403),
    ("POST", "/preview", &[("host", HOST), ("origin", ORIGIN), ("sec-fetch-site", "cross-site")], 403),
    ("POST", "/preview", &[("host", HOST), ("origin", ORIGIN), ("sec-fetch-site", "none")], 403),
    (
        "POST",
        "/preview",
        &[("host", HOST), ("origin", ORIGIN), ("sec-fetch-site", "same-origin"), ("sec-fetch-site", "cross-site")],
        403,
    ),
    ("POST", "/preview", &[("host", HOST), ("sec-fetch-site", "same-origin")], 403),
    // Methods
    ("OPTIONS", "/preview", &[("host", HOST), ("origin", "http://evil.example")], 405),
    ("OPTIONS", "/", &[("host", HOST)], 405),
    ("PUT", "/form", &[("host", HOST), ("origin", ORIGIN)], 405),
    ("DELETE", "/form", &[("host", HOST), ("origin", ORIGIN)], 405),
    ("PATCH", "/form", &[("host", HOST), ("origin", ORIGIN)], 405),
    ("TRACE", "/", &[("host", HOST)], 405),
    ("CONNECT", "127.0.0.1:8420", &[("host", HOST)], 405),
    ("BREW", "/", &[("host", HOST)], 405),
    ("GET", "/preview", &[("host", HOST)], 405),
    ("GET", "/download", &[("host", HOST)], 405),
    ("POST", "/", &[("host", HOST), ("origin", ORIGIN)], 405),
    // Paths
    ("GET", "/nowhere", &[("host", HOST)], 404),
    ("GET", "/../../etc/passwd", &[("host", HOST)], 404),
    ("GET", "/%2e%2e/etc/passwd", &[("host", HOST)], 404),
    ("GET", "//evil.example/", &[("host", HOST)], 404),
    ("GET", "/favicon.ico", &[("host", HOST)], 204),
];

fn ask(server: &Server, method: &str, target: &str, headers: &[(&str, &str)], token: &str) -> Answer {
    let mut request = Request::builder().method(Method::from_bytes(method.as_bytes()).unwrap()).uri(target);
    for (name, value) in headers {
        request = request.header(*name, value.as_bytes());
    }
    let body = format!("token={token}&profile=");
    server.send(request.header(header::CONTENT_TYPE, FORM).body(Body::from(body)).unwrap())
}

/// What every answer says, whatever it is.
fn assert_guarded(answer: &Answer, what: &str) {
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "same-origin"),
        ("cache-control", "no-store"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
    ] {
        assert_eq!(answer.header(name), value, "{what}: {name}");
    }
    let policy = answer.header("content-security-policy");
    assert!(policy.starts_with("default-src 'none'") && policy.contains("base-uri 'none'"), "{what}: {policy}");
    for word in ["unsafe-eval", "http:", "https:", "*", "data:", "blob:"] {
        assert!(!policy.contains(word), "{what}: {policy}");
    }
    for name in answer.headers.keys() {
        assert!(!name.as_str().starts_with("access-control-"), "{what}: {name}");
    }
}

#[test]
fn only_this_servers_own_pages_are_answered() {
    let server = Server::new();
    assert!(CASES.len() >= 40);
    for (method, target, headers, status) in CASES {
        let what = format!("{method} {target} {headers:?}");
        let answer = ask(&server, method, target, headers, TOKEN);
        assert_eq!(answer.status.as_u16(), *status, "{what}");
        assert_guarded(&answer, &what);
        // Whoever is refused learns no secret.
        let is_foreign = *status == 400 || *status == 403;
        assert!(!is_foreign || !answer.text().contains(TOKEN), "{what}");
        assert!(*status != 405 || answer.headers.contains_key(header::ALLOW), "{what}");
    }
}

#[test]
fn at_the_usual_port_a_name_stands_without_one() {
    let server = Server { desk: Arc::new(Desk::new(setup(80, Limits::default())).unwrap()), runtime: runtime() };
    for (host, status) in [("localhost", 200), ("127.0.0.1:80", 200), ("[::1]", 200), (HOST, 403), ("example.kr", 403)]
    {
        assert_eq!(ask(&server, "GET", "/", &[("host", host)], TOKEN).status.as_u16(), status, "{host}");
    }
    let server = Server::new();
    assert_eq!(ask(&server, "GET", "/", &[("host", "localhost")], TOKEN).status.as_u16(), 403);
}

#[test]
fn each_page_that_changes_something_wants_the_token_of_the_run() {
    let server = Server::new();
    let own = [("host", HOST), ("origin", ORIGIN)];
    let nearly = TOKEN.replace('f', "e");
    for path in ["/form", "/preview", "/check", "/download"] {
        for token in ["", "0", &TOKEN[1..], &nearly, &format!("{TOKEN}0"), &TOKEN.to_uppercase(), "%00", "%ff"] {
            let answer = ask(&server, "POST", path, &own, token);
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path} {token}");
            assert!(answer.text().contains("서버를 다시 시작하기 전에 연 화면입니다"), "{}", answer.text());
        }
        let request = Request::post(path).header("host", HOST).header("origin", ORIGIN);
        let body = format!("profile=&x={TOKEN}&Token={TOKEN}");
        let answer = server.send(request.header("content-type", FORM).body(Body::from(body)).unwrap());
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path}");
        assert_ne!(ask(&server, "POST", path, &own, TOKEN).status, StatusCode::FORBIDDEN, "{path}");
    }
}

#[test]
fn a_form_of_another_kind_is_not_read() {
    let server = Server::new();
    let body = format!("token={TOKEN}");
    for kind in ["text/plain", "application/json", "", "multipart/form-data", "multipart/form-data; boundary="] {
        let answer = server.post_bytes("/preview", kind, body.clone());
        assert!(answer.status.is_client_error(), "{kind}: {}", answer.status);
        assert!(answer.text().contains("알 수 없는 요청입니다"), "{kind}: {}", answer.text());
    }
}

#[test]
fn nothing_frames_a_page_and_only_a_page_frames_the_preview() {
    let server = Server::new();
    for path in ["/", "/form", "/app.js", "/style.css", "/nowhere"] {
        let answer = server.get(path);
        assert_eq!(answer.header("x-frame-options"), "DENY", "{path}");
        let policy = answer.header("content-security-policy");
        assert!(policy.contains("frame-ancestors 'none'") && policy.contains("script-src 'self'"), "{path}: {policy}");
        assert!(!policy.contains("unsafe"), "{path}: {policy}");
    }
    let frame = server.get("/frame");
    assert_eq!(frame.header("x-frame-options"), "SAMEORIGIN");
    let policy = frame.header("content-security-policy");
    assert!(policy.contains("frame-ancestors 'self'") && !policy.contains("script-src"), "{policy}");
}

#[test]
fn who_looks_at_a_page_is_answered_with_one() {
    let server = Server::new();
    let request = Request::post("/form").header("host", HOST).header("origin", ORIGIN);
    let request = request.header("accept", "text/html,*/*;q=0.8").header("content-type", FORM);
    let answer = server.send(request.body(Body::from("token=old")).unwrap());
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert!(answer.text().starts_with("<!DOCTYPE html>") && answer.text().contains("화면을 새로 고치세요"));
    let refused = Request::get("/").header("host", "evil.example").header("accept", "text/html");
    let refused = server.send(refused.body(Body::empty()).unwrap());
    assert!(!refused.text().contains(TOKEN) && refused.text().contains("http://127.0.0.1:8420/"));
    assert_eq!(server.post("/preview", &fields(&[("profile", "")])).status, StatusCode::OK);
}
