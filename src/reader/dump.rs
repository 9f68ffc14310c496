//! What was understood of a file, as text for a person to compare.

use super::Reading;
use crate::block::{Block, Inline, plain};
use crate::diagnostic::Severity;
use crate::document::Requirement;

/// Title, sections, declared counts, lists, requirements and what was not understood.
pub fn dump(reading: &Reading) -> String {
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
    for diagnostic in &reading.unread {
        let level = match diagnostic.severity {
            Severity::Error => "오류",
            Severity::Warning => "경고",
            Severity::Info => "알림",
        };
        out.push_str(&format!("- {level}: {} [{}]\n", diagnostic.message, diagnostic.code));
    }
    out
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
