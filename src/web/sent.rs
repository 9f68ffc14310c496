//! What a page sends: a form's fields, with the profile they change.

use axum::body::{Body, Bytes, HttpBody};
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::Value;
use std::hint::black_box;
use std::sync::Arc;
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::timeout;

use super::desk::{Desk, PAGE, busy};
use crate::diagnostic::Diagnostic;
use crate::form::{Answers, Edit, Merged, RowEdit, merge};
use crate::profile::{Profile, decode};

/// The fields of a form.
#[derive(Debug, Clone, Default)]
pub(super) struct Sent {
    fields: Vec<(String, String)>,
    /// A file that could not be read as text, and why.
    unreadable: Option<Diagnostic>,
    /// Room for its bytes among those of all bodies, as long as there is work on them.
    room: Option<Arc<OwnedSemaphorePermit>>,
}

impl Sent {
    /// The first field of a name.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(known, _)| known == name).map(|(_, text)| text.as_str())
    }

    /// The profile that the page began with, as text.
    pub(super) fn profile_text(&self) -> &str {
        self.get("file").filter(|text| !text.is_empty()).or_else(|| self.get("profile")).unwrap_or_default()
    }

    /// With the profile of the example that was asked for.
    pub(super) fn begun(mut self, desk: &Desk) -> Self {
        let example =
            self.get("example").and_then(|wanted| desk.setup.examples.iter().find(|(name, _)| name == wanted));
        if let Some((_, text)) = example {
            self.fields.retain(|(name, _)| name != "profile" && name != "file");
            self.fields.push(("profile".to_owned(), text.clone()));
        }
        self
    }

    /// The profile with the answers in it; none where what was sent cannot be read as one.
    pub(super) fn merged(&self, desk: &Desk) -> Result<Merged, Vec<Diagnostic>> {
        if let Some(fault) = &self.unreadable {
            return Err(vec![fault.clone()]);
        }
        let profile = read_profile(self.profile_text())?;
        let answers: Answers = self.fields.iter().cloned().collect();
        Ok(merge(&profile, &answers, &desk.guide, self.edit().as_ref()))
    }

    /// What the file says and no JSON value can hold: a key that stands there twice.
    pub(super) fn unheld(&self) -> Vec<Diagnostic> {
        let (_, faults) = Profile::recover(self.profile_text());
        faults.into_iter().filter(|fault| fault.code == "duplicate-key").collect()
    }

    /// A change to a table: `insert application.domains 3`.
    fn edit(&self) -> Option<Edit> {
        let mut words = self.get("edit")?.split(' ');
        let what = match words.next()? {
            "remove" => RowEdit::Remove,
            "insert" => RowEdit::Insert,
            "up" => RowEdit::Up,
            "down" => RowEdit::Down,
            _ => return None,
        };
        Some(Edit { table: words.next()?.to_owned(), row: words.next()?.parse().ok()?, what })
    }
}

/// A profile as the form takes it: any JSON object, however faulty; nothing at all begins a new one.
fn read_profile(text: &str) -> Result<Value, Vec<Diagnostic>> {
    if text.trim().is_empty() {
        return Ok(Value::Null);
    }
    decode(text.as_bytes()).map_err(|fault| vec![fault])?;
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    // Of a document as JSON nothing would be left.
    if let Ok(profile @ Value::Object(_)) = serde_json::from_str::<Value>(text)
        && !profile["requirements"].is_array()
    {
        return Ok(profile);
    }
    let (_, mut faults) = Profile::recover(text);
    if faults.is_empty() {
        faults.push(Diagnostic::error("syntax", "프로필이 아닙니다"));
    }
    Err(faults)
}

impl FromRequest<Arc<Desk>> for Sent {
    type Rejection = Response;

    async fn from_request(request: Request<Body>, desk: &Arc<Desk>) -> Result<Self, Response> {
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        let (is_upload, is_form) =
            (kind.starts_with("multipart/form-data"), kind.starts_with("application/x-www-form-urlencoded"));
        if !is_upload && !is_form {
            return Err(StatusCode::UNSUPPORTED_MEDIA_TYPE.into_response());
        }
        let room = desk.room_for(request.body().size_hint().upper())?;
        let (head, body) = request.into_parts();
        let body = read_body(Request::from_parts(head.clone(), body), desk).await?;
        let limit = desk.setup.limits.fields;
        let mut sent = if is_upload {
            let request = Request::from_parts(head, Body::from(body));
            let parts = Multipart::from_request(request, desk).await.map_err(bare)?;
            read_parts(parts, limit).await?
        } else {
            // A form sends each end of line as two characters.
            let field = |(name, text): (String, String)| (name, text.replace("\r\n", "\n"));
            Self {
                fields: form_urlencoded::parse(&body).into_owned().take(limit + 1).map(field).collect(),
                ..Self::default()
            }
        };
        if sent.fields.len() > limit {
            return Err(StatusCode::PAYLOAD_TOO_LARGE.into_response());
        }
        if !sent.get("token").is_some_and(|token| is_same(token, &desk.setup.token)) {
            return Err(StatusCode::FORBIDDEN.into_response());
        }
        sent.room = Some(Arc::new(room));
        Ok(sent)
    }
}

impl Desk {
    /// Room for a body before its first byte is read; one that does not say its length may be as long as allowed.
    fn room_for(&self, length: Option<u64>) -> Result<OwnedSemaphorePermit, Response> {
        let limit = self.setup.limits.body;
        let length = length.map_or(limit, |length| usize::try_from(length).unwrap_or(usize::MAX));
        if length > limit {
            return Err(StatusCode::PAYLOAD_TOO_LARGE.into_response());
        }
        let pages = u32::try_from(length.div_ceil(PAGE)).unwrap_or(u32::MAX);
        Arc::clone(&self.bodies).try_acquire_many_owned(pages).map_err(|_| busy())
    }
}

async fn read_body(request: Request, desk: &Desk) -> Result<Bytes, Response> {
    match timeout(desk.setup.limits.body_time, Bytes::from_request(request, &())).await {
        Ok(body) => body.map_err(bare),
        Err(_) => Err(StatusCode::REQUEST_TIMEOUT.into_response()),
    }
}

/// A refusal without its English text.
fn bare(refused: impl IntoResponse) -> Response {
    refused.into_response().status().into_response()
}

/// Compares in a time that does not tell where two texts differ.
fn is_same(one: &str, other: &str) -> bool {
    let differing = one.bytes().zip(other.bytes()).fold(0, |found, (one, other)| black_box(found | (one ^ other)));
    one.len() == other.len() && differing == 0
}

async fn read_parts(mut parts: Multipart, limit: usize) -> Result<Sent, Response> {
    let mut sent = Sent::default();
    while let Some(part) = parts.next_field().await.map_err(bare)? {
        let name = part.name().unwrap_or_default().to_owned();
        let is_file = part.file_name().is_some_and(|name| !name.is_empty());
        let bytes = part.bytes().await.map_err(bare)?;
        match decode(&bytes) {
            Ok(text) if is_file && text.trim().is_empty() => {
                sent.unreadable = Some(Diagnostic::error("empty", "빈 파일입니다").hint("다른 파일을 고르세요"));
            }
            Ok(text) => sent.fields.push((name, text)),
            Err(fault) => sent.unreadable = Some(fault),
        }
        if sent.fields.len() > limit {
            break;
        }
    }
    Ok(sent)
}
