//! What is said where there is no answer.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::desk::Desk;
use super::page;
use crate::diagnostic::Diagnostic;

/// A request that is not for this server or not from its own pages: it learns nothing but that.
pub(super) fn foreign(desk: &Desk, status: StatusCode) -> Response {
    let port = desk.setup.port;
    let text = format!("이 요청에는 답하지 않습니다. http://127.0.0.1:{port}/ 를 브라우저에서 여세요.\n");
    let mut response = (status, text).into_response();
    if status == StatusCode::METHOD_NOT_ALLOWED {
        response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD, POST"));
    }
    response
}

/// Says why there is no answer, on a page to those who look at one.
pub(super) fn explained(desk: &Desk, response: Response, on_a_page: bool) -> Response {
    let status = response.status();
    let is_bare = !response.headers().contains_key(header::CONTENT_TYPE);
    if !(status.is_client_error() || status.is_server_error()) || !is_bare {
        return response;
    }
    let (message, hint) = reason(status);
    let mut said = if on_a_page {
        let fault = Diagnostic::error("request", message).hint(hint);
        let kind = [(header::CONTENT_TYPE, "text/html; charset=utf-8")];
        (status, kind, page::start(desk, &[fault])).into_response()
    } else {
        (status, format!("{message}. {hint}.\n")).into_response()
    };
    for name in [header::ALLOW, header::RETRY_AFTER] {
        if let Some(value) = response.headers().get(&name) {
            said.headers_mut().insert(name, value.clone());
        }
    }
    said
}

fn reason(status: StatusCode) -> (&'static str, &'static str) {
    match status {
        StatusCode::FORBIDDEN => {
            ("서버를 다시 시작하기 전에 연 화면입니다", "화면을 새로 고치세요. 쓰던 초안은 브라우저에 남아 있습니다")
        }
        StatusCode::NOT_FOUND => ("없는 주소입니다", "시작 화면에서 다시 여세요"),
        StatusCode::METHOD_NOT_ALLOWED => ("이 주소는 그렇게 쓸 수 없습니다", "시작 화면에서 다시 여세요"),
        StatusCode::REQUEST_TIMEOUT => ("보낸 내용이 제때 오지 않았습니다", "다시 보내세요"),
        StatusCode::PAYLOAD_TOO_LARGE => {
            ("보낸 내용이 너무 큽니다", "프로필 파일이 맞는지 확인하세요. 파일은 8MiB까지 읽습니다")
        }
        StatusCode::SERVICE_UNAVAILABLE => ("지금은 요청이 밀려 있습니다", "잠시 뒤에 다시 하세요"),
        status if status.is_server_error() => {
            ("프로그램의 잘못으로 답하지 못했습니다", "프로필을 저장한 뒤 다시 하고, 계속되면 알려 주세요")
        }
        _ => ("알 수 없는 요청입니다", "시작 화면에서 다시 여세요"),
    }
}
