//! What a page sends: a form's fields, with the profile they change.

use axum::body::Body;
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::Value;
use std::sync::Arc;

use super::desk::Desk;
use crate::form::{Answers, Edit, Merged, RowEdit, merge};
use crate::profile::decode;

/// The largest body that is read, in bytes.
pub(super) const MAX_BODY: usize = 16 * 1024 * 1024;

/// The fields of a form.
#[derive(Debug, Clone, Default)]
pub(super) struct Sent {
    fields: Vec<(String, String)>,
    /// A file that could not be read as text, and why.
    pub(super) unreadable: Option<crate::diagnostic::Diagnostic>,
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
    pub(super) fn begun(&self, desk: &Desk) -> Self {
        let example =
            self.get("example").and_then(|wanted| desk.setup.examples.iter().find(|(name, _)| name == wanted));
        let mut begun = self.clone();
        if let Some((_, text)) = example {
            begun.fields.retain(|(name, _)| name != "profile" && name != "file");
            begun.fields.push(("profile".to_owned(), text.clone()));
        }
        begun
    }

    /// The profile with the answers in it.
    pub(super) fn merged(&self, desk: &Desk) -> Merged {
        let profile = serde_json::from_str(self.profile_text()).unwrap_or(Value::Null);
        let answers: Answers = self.fields.iter().cloned().collect();
        merge(&profile, &answers, &desk.guide, self.edit().as_ref())
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

impl FromRequest<Arc<Desk>> for Sent {
    type Rejection = Response;

    async fn from_request(request: Request<Body>, desk: &Arc<Desk>) -> Result<Self, Response> {
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        let sent = if kind.starts_with("multipart/form-data") {
            let parts = Multipart::from_request(request, desk).await.map_err(IntoResponse::into_response)?;
            read_parts(parts).await?
        } else if kind.starts_with("application/x-www-form-urlencoded") {
            let body = axum::body::to_bytes(request.into_body(), MAX_BODY).await;
            let body = body.map_err(|_| StatusCode::PAYLOAD_TOO_LARGE.into_response())?;
            // A form sends each end of line as two characters.
            let field = |(name, text): (String, String)| (name, text.replace("\r\n", "\n"));
            Self { fields: form_urlencoded::parse(&body).into_owned().map(field).collect(), unreadable: None }
        } else {
            return Err(StatusCode::UNSUPPORTED_MEDIA_TYPE.into_response());
        };
        if sent.get("token") != Some(&desk.setup.token) {
            return Err(StatusCode::FORBIDDEN.into_response());
        }
        Ok(sent)
    }
}

async fn read_parts(mut parts: Multipart) -> Result<Sent, Response> {
    let mut sent = Sent::default();
    while let Some(part) = parts.next_field().await.map_err(IntoResponse::into_response)? {
        let name = part.name().unwrap_or_default().to_owned();
        let bytes = part.bytes().await.map_err(IntoResponse::into_response)?;
        match decode(&bytes) {
            Ok(text) => sent.fields.push((name, text)),
            Err(fault) => sent.unreadable = Some(fault),
        }
    }
    Ok(sent)
}
