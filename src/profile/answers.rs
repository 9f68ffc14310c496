//! A bidder's answers to the requirements, keyed by number: a JSON file beside the profile.
//!
//! `{ "CSR-001": { "answer": "수용", "response": "…", "reason": "…", "page": "12" } }`

use std::collections::BTreeMap;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::tree::text::{nearest, show};
use super::tree::{self, Kind, Member};
use crate::diagnostic::Diagnostic;

/// Fields of an answer, in the order of the matrix.
const FIELDS: [&str; 5] = ["answer", "response", "reason", "page", "text"];

const EXAMPLE: &str = r#"예: { "CSR-001": { "answer": "수용", "response": "…", "page": "12" } }"#;

/// Answers by requirement number.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answers {
    /// What the file is called in diagnostics.
    pub name: String,
    /// The answers.
    pub by_number: BTreeMap<String, Given>,
}

/// An answer with its places in the text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Given {
    /// The answer.
    pub answer: Answer,
    /// Fingerprint of the text that was answered; empty when the file does not say it.
    pub text: String,
    /// Where the number stands.
    pub number_span: Range<usize>,
    /// Where the word of acceptance stands, or else the number.
    pub answer_span: Range<usize>,
}

/// The answer to one requirement; what was not said is empty.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Answer {
    /// Whether it is accepted: one of the words of the matrix.
    pub answer: String,
    /// How it will be fulfilled.
    pub response: String,
    /// Why only in part.
    pub reason: String,
    /// Page of the proposal.
    pub page: String,
}

impl Answers {
    /// Reads a file of answers.
    ///
    /// # Errors
    /// Every mistake in the text: syntax, repeated numbers, fields and values of the wrong kind.
    pub fn from_json(name: &str, text: &str) -> Result<Self, Vec<Diagnostic>> {
        let named = |found: Vec<Diagnostic>| found.into_iter().map(|one| one.file(name)).collect::<Vec<_>>();
        let with_example = |fault: Diagnostic| if fault.code == "empty" { fault.hint(EXAMPLE) } else { fault };
        let (root, mut found) =
            tree::parse(text).map_err(|found| named(found.into_iter().map(with_example).collect()))?;
        let mut by_number = BTreeMap::new();
        match root.kind {
            Kind::Object(members) => {
                for member in members {
                    by_number.insert(member.name.trim().to_owned(), given(&member, &mut found));
                }
            }
            _ => found.push(
                Diagnostic::error("type", "답변 파일은 요구사항 고유번호를 이름으로 하는 객체여야 합니다")
                    .hint(EXAMPLE)
                    .span(root.span),
            ),
        }
        if found.is_empty() { Ok(Self { name: name.to_owned(), by_number }) } else { Err(named(found)) }
    }
}

fn given(member: &Member<'_>, found: &mut Vec<Diagnostic>) -> Given {
    let span = || member.name_span.clone();
    let mut out = Given { answer: Answer::default(), text: String::new(), number_span: span(), answer_span: span() };
    let number = show(&member.name);
    let Kind::Object(fields) = &member.value.kind else {
        found.push(
            Diagnostic::error("type", format!("`{number}`: 답변은 객체여야 합니다"))
                .hint(r#"예: { "answer": "수용", "response": "…", "page": "12" }"#)
                .span(member.value.span.clone()),
        );
        return out;
    };
    for field in fields {
        let text = match &field.value.kind {
            Kind::Text(text) => text.trim().to_owned(),
            Kind::Number(text) => (*text).to_owned(),
            Kind::Null => String::new(),
            _ => {
                found.push(
                    Diagnostic::error("type", format!("`{number}.{}`: 글이나 수여야 합니다", show(&field.name)))
                        .hint("큰따옴표로 묶은 글을 쓰세요")
                        .span(field.value.span.clone()),
                );
                continue;
            }
        };
        let slot = match field.name.as_ref() {
            "answer" => {
                out.answer_span = field.value.span.clone();
                &mut out.answer.answer
            }
            "response" => &mut out.answer.response,
            "reason" => &mut out.answer.reason,
            "page" => &mut out.answer.page,
            "text" => &mut out.text,
            other => {
                let near = nearest(other, FIELDS.map(|known| (known, None)).into_iter());
                let near = near.map_or_else(String::new, |near| format!("혹시 `{near}`인가요? "));
                found.push(
                    Diagnostic::error("unknown-field", format!("`{number}.{}`: 답변에 없는 항목입니다", show(other)))
                        .hint(format!("{near}쓸 수 있는 항목: {}", FIELDS.join(", ")))
                        .span(field.name_span.clone()),
                );
                continue;
            }
        };
        *slot = text;
    }
    out
}
