//! What was understood of a file: as text for a person to compare, as JSON for a program.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::Reading;
use crate::block::{Block, Inline, plain};
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::{Field, Place, Requirement};

/// Title, sections, declared counts, lists, requirements and what was not understood, with its place in the text.
pub fn dump(reading: &Reading, text: &str) -> String {
    let document = &reading.document;
    let mut out = String::new();
    line(&mut out, "제목", &plain(&document.title));
    line(&mut out, "문서 종류", if reading.is_rfp { "제안요청서" } else { "요구사항 문서" });
    head(&mut out, "구역", document.sections.len());
    for section in &document.sections {
        let title = section.title.as_deref().map_or_else(|| "(제목 없음)".to_owned(), plain);
        let mut counts = (0, 0, 0, 0);
        for block in &section.blocks {
            match block {
                Block::List { items, .. } => counts.1 += items.len(),
                Block::Table(_) => counts.2 += 1,
                Block::Requirement(_) => counts.3 += 1,
                Block::Heading { .. } | Block::Paragraph(_) | Block::Figure(_) => counts.0 += 1,
            }
        }
        let named = [("문단", counts.0), ("항목", counts.1), ("표", counts.2), ("요구사항", counts.3)];
        let named: Vec<String> =
            named.iter().filter(|(_, count)| *count > 0).map(|(name, count)| format!("{name} {count}")).collect();
        out.push_str(&format!("- {title}"));
        if !named.is_empty() {
            out.push_str(&format!(" ({})", named.join(", ")));
        }
        out.push('\n');
    }
    head(&mut out, "총괄표에 적힌 수", reading.declared.len());
    for declared in &reading.declared {
        let name = if declared.category.is_empty() { "합계" } else { &declared.category };
        out.push_str(&format!("- {name}: {}\n", declared.count));
    }
    head(&mut out, "목록표의 요구사항", reading.listed.len());
    for listed in &reading.listed {
        out.push_str(&format!("- {} {}\n", listed.number, listed.title));
    }
    head(&mut out, "요구사항", document.requirements.len());
    for requirement in &document.requirements {
        push_requirement(&mut out, requirement);
    }
    head(&mut out, "읽지 못했거나 달리 읽은 것", reading.unread.len());
    let places = places(text, reading.unread.iter().filter_map(start));
    for diagnostic in &reading.unread {
        let level = match diagnostic.severity {
            Severity::Error => "오류",
            Severity::Warning => "경고",
            Severity::Info => "알림",
        };
        let place = start(diagnostic).and_then(|at| places.get(&at));
        let place = place.map(|(line, column)| format!(" ({line}:{column})")).unwrap_or_default();
        out.push_str(&format!("- {level}: {} [{}]{place}\n", diagnostic.message, diagnostic.code));
    }
    out
}

/// The same for a program: requirements with their fields and places, declared counts, lists, what was not understood.
pub fn dump_json(reading: &Reading, text: &str) -> String {
    let number = |at: usize| {
        let fields = [Field::Number, Field::Title, Field::Definition, Field::Details];
        fields.iter().find_map(|field| reading.spans.get(&Place::Requirement(at, *field, 0))).map(|span| span.start)
    };
    let document = &reading.document;
    let starts: Vec<Option<usize>> = (0..document.requirements.len()).map(number).collect();
    let places = places(text, reading.unread.iter().filter_map(start).chain(starts.iter().filter_map(|start| *start)));
    let place =
        |at: Option<usize>| at.and_then(|at| places.get(&at)).map_or((None, None), |at| (Some(at.0), Some(at.1)));
    let texts = |items: &[Vec<Inline>]| items.iter().map(|item| plain(item)).collect::<Vec<_>>();
    let requirements = document.requirements.iter().zip(&starts).map(|(requirement, start)| {
        let (line, column) = place(*start);
        json!({
            "number": requirement.number,
            "title": plain(&requirement.title),
            "category": requirement.category_name,
            "level": requirement.level,
            "definition": plain(&requirement.definition),
            "details": texts(&requirement.details),
            "deliverables": texts(&requirement.deliverables),
            "related": plain(&requirement.related),
            "acceptance": texts(&requirement.acceptance),
            "sources": requirement.sources,
            "line": line,
            "column": column,
        })
    });
    let unread = reading.unread.iter().map(|diagnostic| {
        let (line, column) = place(start(diagnostic));
        let severity = match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "info",
        };
        let (code, message) = (diagnostic.code, &diagnostic.message);
        json!({ "severity": severity, "code": code, "message": message, "line": line, "column": column })
    });
    let declared = reading.declared.iter().map(|one| json!({ "category": one.category, "count": one.count }));
    let listed = reading.listed.iter().map(|one| json!({ "number": one.number, "title": one.title }));
    let whole = json!({
        "title": plain(&document.title),
        "is_rfp": reading.is_rfp,
        "declared": declared.collect::<Vec<Value>>(),
        "listed": listed.collect::<Vec<Value>>(),
        "requirements": requirements.collect::<Vec<Value>>(),
        "unread": unread.collect::<Vec<Value>>(),
    });
    format!("{whole:#}\n")
}

fn start(diagnostic: &Diagnostic) -> Option<usize> {
    diagnostic.span.as_ref().map(|span| span.start)
}

/// Lines and columns of bytes in a text, columns in characters, both from one; the text is gone through once.
fn places(text: &str, bytes: impl Iterator<Item = usize>) -> BTreeMap<usize, (usize, usize)> {
    let mut places: BTreeMap<usize, (usize, usize)> = bytes.map(|at| (at, (1, 1))).collect();
    let (mut line, mut column, mut from) = (1, 1, 0);
    for (at, place) in &mut places {
        for c in text.get(from..*at).unwrap_or_default().chars() {
            match c {
                '\n' => (line, column) = (line + 1, 1),
                '\u{FEFF}' if (line, column) == (1, 1) => {}
                _ => column += 1,
            }
        }
        (from, *place) = (*at, (line, column));
    }
    places
}

fn push_requirement(out: &mut String, requirement: &Requirement) {
    let number = if requirement.number.is_empty() { "(번호 없음)" } else { &requirement.number };
    out.push_str(&format!("\n### {number} {}\n", plain(&requirement.title)));
    line(out, "분류", &requirement.category_name);
    line(out, "응락수준", &requirement.level);
    line(out, "정의", &plain(&requirement.definition));
    items(out, "세부 내용", &requirement.details);
    items(out, "산출 정보", &requirement.deliverables);
    line(out, "관련 요구사항", &plain(&requirement.related));
    items(out, "검수 기준", &requirement.acceptance);
    let sources: Vec<Vec<Inline>> =
        requirement.sources.iter().map(|source| vec![Inline::Text(source.clone())]).collect();
    items(out, "출처", &sources);
}

fn head(out: &mut String, name: &str, count: usize) {
    out.push_str(&format!("\n## {name} {count}건\n"));
}

fn line(out: &mut String, name: &str, text: &str) {
    if !text.is_empty() {
        out.push_str(&format!("{name}: {text}\n"));
    }
}

fn items(out: &mut String, name: &str, items: &[Vec<Inline>]) {
    if !items.is_empty() {
        out.push_str(&format!("{name}:\n"));
        for item in items {
            out.push_str(&format!("  - {}\n", plain(item)));
        }
    }
}
