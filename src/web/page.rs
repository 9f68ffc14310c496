//! Whole pages and files to take away.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::desk::Desk;
use super::html;
use super::preview::{Draft, options, profile_text};
use super::sent::Sent;
use crate::compose::Options;
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::Document;
use crate::form::Form;
use crate::template::Context;
use crate::writer::{Format, Settings, write};

/// The page to begin with; what could not be opened is said on it.
pub(super) fn start(desk: &Desk, faults: &[Diagnostic]) -> String {
    let mut context = context(desk, faults);
    let title = |text: &str| {
        let profile: Value = serde_json::from_str(text).unwrap_or_default();
        profile["project"]["name"].as_str().unwrap_or_default().to_owned()
    };
    let example = |(name, text): &(String, String)| json!({ "name": name, "title": title(text), "text": text });
    let examples: Vec<Value> = desk.setup.examples.iter().map(example).collect();
    context.insert("examples", &examples);
    desk.page("web/start.html", &context)
}

/// What was sent is no profile: the page to begin with says why.
pub(super) fn unread(desk: &Desk, faults: &[Diagnostic]) -> Response {
    (StatusCode::UNPROCESSABLE_ENTITY, html(start(desk, faults))).into_response()
}

/// The page with the form.
pub(super) fn form(desk: &Desk, sent: Sent) -> Response {
    let sent = &sent.begun(desk);
    let merged = match sent.merged(desk) {
        Ok(merged) => merged,
        Err(faults) => return unread(desk, &faults),
    };
    let draft = Draft::new(desk, &merged, &options(sent));
    let mut context = context(desk, &[sent.unheld(), draft.faults].concat());
    context.insert("form", &Form::new(&merged, &desk.guide));
    context.insert("profile", &profile_text(sent, &merged));
    let categories: Vec<Value> =
        desk.setup.catalog.categories.iter().map(|c| json!({ "code": c.code, "name": c.name })).collect();
    context.insert("categories", &categories);
    let outlines: Vec<Value> =
        desk.setup.catalog.outlines.iter().map(|o| json!({ "name": o.name, "title": o.title })).collect();
    context.insert("outlines", &outlines);
    context.insert("outline", &sent.get("outline").unwrap_or_default());
    context.insert("formats", &formats());
    html(desk.page("web/form.html", &context))
}

/// The empty page in which the preview grows.
pub(super) fn frame(desk: &Desk) -> String {
    let mut context = Context::default();
    context.insert("style", &desk.text("html/style.css"));
    context.insert("own_style", &desk.text("web/frame.css"));
    desk.page("web/frame.html", &context)
}

/// A file to take away: the profile, or the document in a format.
pub(super) fn download(desk: &Desk, sent: &Sent) -> Response {
    let merged = match sent.merged(desk) {
        Ok(merged) => merged,
        Err(faults) => return unread(desk, &faults),
    };
    let wanted = sent.get("format").unwrap_or_default();
    if wanted == "profile" {
        return file(
            &format!("{}.json", desk.own.profile),
            "application/json",
            profile_text(sent, &merged).into_bytes(),
        );
    }
    let Some(format) = Format::from_name(wanted) else { return StatusCode::BAD_REQUEST.into_response() };
    let options = Options { whole: format.holds_all_requirements(), ..options(sent) };
    let draft = Draft::new(desk, &merged, &options);
    let left_out = draft.faults.iter().filter(|fault| fault.severity == Severity::Error).count();
    let written = match &draft.document {
        Some(document) => print(desk, document, format).map_err(|fault| vec![fault]),
        None => Err(draft.faults),
    };
    match written {
        Ok(bytes) => {
            let mut response = file(&format!("{}.{wanted}", title(desk, sent)), "application/octet-stream", bytes);
            // The document was made without these values; the page says so.
            response.headers_mut().insert("balju-left-out", left_out.into());
            response
        }
        Err(faults) => unread(desk, &faults),
    }
}

/// What the kind of document is called that was asked for.
fn title<'d>(desk: &'d Desk, sent: &Sent) -> &'d str {
    let wanted = options(sent).outline;
    let outlines = &desk.setup.catalog.outlines;
    let asked = wanted.and_then(|name| outlines.iter().find(|outline| outline.name == name));
    asked.map_or(&desk.own.document, |outline| &outline.title)
}

fn print(desk: &Desk, document: &Document, format: Format) -> Result<Vec<u8>, Diagnostic> {
    let fonts = if format == Format::Pdf { (desk.setup.fonts.0)()? } else { Vec::new() };
    write(document, format, &desk.setup.assets, &Settings { fonts, ..Settings::default() })
}

fn file(name: &str, kind: &'static str, bytes: Vec<u8>) -> Response {
    let encoded: String = form_urlencoded::byte_serialize(name.as_bytes()).collect();
    let disposition = format!("attachment; filename*=UTF-8''{}", encoded.replace('+', "%20"));
    let disposition = HeaderValue::from_str(&disposition).unwrap_or(HeaderValue::from_static("attachment"));
    ([(header::CONTENT_TYPE, HeaderValue::from_static(kind)), (header::CONTENT_DISPOSITION, disposition)], bytes)
        .into_response()
}

/// What every page needs.
fn context(desk: &Desk, faults: &[Diagnostic]) -> Context {
    let fault = |fault: &&Diagnostic| json!({ "severity": fault.severity, "message": fault.message, "hint": desk.hint(fault), "field": fault.field });
    let errors: Vec<Value> = faults.iter().filter(|f| f.severity == Severity::Error).map(|f| fault(&f)).collect();
    let mut context = Context::default();
    context.insert("token", &desk.setup.token);
    context.insert("errors", &errors);
    context
}

/// The formats that this program writes.
fn formats() -> Vec<&'static str> {
    let has_pdf = cfg!(feature = "pdf");
    Format::ALL.iter().filter(|(_, format)| has_pdf || *format != Format::Pdf).map(|(name, _)| *name).collect()
}
