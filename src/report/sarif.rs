//! A report as SARIF 2.1.0, for editors and code hosts.

use serde_json::{Map, Value, json};

use super::json::pretty;
use super::sheet::{Entry, Note, RuleNote, Sheet, Stand};
use crate::diagnostic::Severity;

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// Writes the report.
pub(super) fn write(sheet: &Sheet) -> Vec<u8> {
    let uri = uri(&sheet.file);
    let open = sheet.findings.iter().map(|entry| result(entry, &uri, sheet));
    let silenced = sheet.silenced.iter().map(|one| {
        let mut result = result(&one.finding, &uri, sheet);
        result["suppressions"] = json!([{ "kind": "external", "justification": one.reason }]);
        result
    });
    let notes = sheet.unread.iter().chain(&sheet.unused_silences).map(notification);
    let omission = sheet
        .omission()
        .map(|text| json!({ "descriptor": { "id": "omitted" }, "level": "warning", "message": { "text": text } }));
    pretty(&json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "balju",
                "version": sheet.version,
                "language": "ko",
                "rules": sheet.rules.iter().map(rule).collect::<Vec<_>>(),
            } },
            "columnKind": "unicodeCodePoints",
            "invocations": [{
                "executionSuccessful": true,
                "toolExecutionNotifications": notes.chain(omission).collect::<Vec<_>>(),
            }],
            "artifacts": [{ "location": { "uri": uri } }],
            "results": open.chain(silenced).collect::<Vec<_>>(),
        }],
    }))
}

fn rule(rule: &RuleNote) -> Value {
    json!({
        "id": rule.code,
        "shortDescription": { "text": rule.title },
        "fullDescription": { "text": rule.wants },
        "help": { "text": format!("{}\n{}", rule.why, rule.basis.join("\n")) },
        "defaultConfiguration": { "level": level(rule.severity) },
    })
}

fn result(entry: &Entry, uri: &str, sheet: &Sheet) -> Value {
    let place = &entry.place;
    let mut physical = json!({ "artifactLocation": { "uri": uri } });
    let region = region(place);
    if let Some(region) = &region {
        physical["region"] = region.clone();
    }
    let name = [place.group(), place.text.clone()].join(" › ");
    let mut result = json!({
        "ruleId": entry.rule,
        "level": level(entry.severity),
        "message": { "text": format!("{}: {} {}", place.text, entry.message, entry.suggestion) },
        "locations": [{
            "physicalLocation": physical,
            "logicalLocations": [{ "name": place.text, "fullyQualifiedName": name }],
        }],
    });
    if let Some(index) = sheet.rules.iter().position(|rule| rule.code == entry.rule) {
        result["ruleIndex"] = index.into();
    }
    if let (Some(replacement), Some(region)) = (&entry.replacement, region) {
        let change = json!({ "deletedRegion": region, "insertedContent": { "text": replacement } });
        let changes = json!([{ "artifactLocation": { "uri": uri }, "replacements": [change] }]);
        result["fixes"] = json!([{ "description": { "text": entry.suggestion }, "artifactChanges": changes }]);
    }
    result
}

fn region(place: &Stand) -> Option<Value> {
    let mut region = Map::new();
    region.insert("startLine".to_owned(), place.line?.into());
    region.insert("startColumn".to_owned(), place.column?.into());
    region.insert("endLine".to_owned(), place.end_line?.into());
    region.insert("endColumn".to_owned(), place.end_column?.into());
    Some(Value::Object(region))
}

fn notification(note: &Note) -> Value {
    let text = [Some(note.message.as_str()), note.hint.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let mut out = json!({
        "descriptor": { "id": note.code },
        "level": level(note.severity),
        "message": { "text": text },
    });
    if let (Some(file), Some(line), Some(column)) = (&note.file, note.line, note.column) {
        out["locations"] = json!([{ "physicalLocation": {
            "artifactLocation": { "uri": uri(file) },
            "region": { "startLine": line, "startColumn": column },
        } }]);
    }
    out
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

/// A path as a URI; what may not stand in one is percent-encoded.
fn uri(path: &str) -> String {
    let path = if path == "-" { "stdin" } else { path };
    let path = path.replace('\\', "/");
    let drive = path.as_bytes().get(1) == Some(&b':') && path.as_bytes()[0].is_ascii_alphabetic();
    let mut out = String::from(if drive {
        "file:///"
    } else if path.starts_with('/') {
        "file://"
    } else {
        ""
    });
    for (at, byte) in path.bytes().enumerate() {
        let plain = byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~' | b'/');
        if plain || (drive && at == 1) {
            out.push(char::from(byte));
        } else {
            out += &format!("%{byte:02X}");
        }
    }
    out
}
