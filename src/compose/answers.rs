//! A bidder's answers, given to the requirements they answer.

use std::collections::BTreeSet;

use crate::diagnostic::Diagnostic;
use crate::document::Requirement;
use crate::profile::{Answers, Given};
use crate::words::Words;

/// Answers that were given to another text than the requirement has now.
pub fn outdated(answers: &Answers, requirements: &[Requirement]) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    for (number, given) in &answers.by_number {
        let span = given.number_span.clone();
        let own = requirements.iter().find(|requirement| requirement.number == *number);
        let (code, what, hint) = match own {
            None => (
                "answer-without-requirement",
                format!("`{number}`: 답변이 있으나 이 문서에 없는 요구사항입니다"),
                "삭제되었거나 번호가 다른 요구사항입니다. 답변을 옮기거나 지우세요",
            ),
            Some(own) if !given.text.is_empty() && own.fingerprint() != given.text => (
                "outdated-answer",
                format!("`{number}`: 답변한 뒤에 글이 바뀐 요구사항입니다"),
                "바뀐 글을 읽고 답변을 확인한 뒤, 새 조견표에 다시 적으세요",
            ),
            Some(_) => continue,
        };
        out.push(Diagnostic::warning(code, what).hint(hint).file(&answers.name).span(span));
    }
    out
}

/// Answers that are none of the words of the matrix.
pub fn unknown_answers(answers: &Answers, words: &Words) -> Vec<Diagnostic> {
    let words = &words.compliance;
    let known = [&words.accepted, &words.partial, &words.refused].map(String::as_str);
    let given = answers.by_number.iter().filter(|(_, given)| !given.answer.answer.is_empty());
    let unknown = given.filter(|(_, given)| !known.contains(&given.answer.answer.as_str()));
    let fault = |(number, given): (&String, &Given)| {
        let what = format!("`{number}`: 수용 여부를 알 수 없습니다: \"{}\"", given.answer.answer);
        Diagnostic::error("unknown-answer", what)
            .hint(format!("쓸 수 있는 값: {}", known.join(", ")))
            .file(&answers.name)
            .span(given.answer_span.clone())
    };
    unknown.map(fault).collect()
}

/// Gives each requirement its answer.
///
/// # Errors
/// Numbers that the document has not, and answers that are none of the three words.
pub(super) fn give(answers: &Answers, requirements: &mut [Requirement], words: &Words) -> Vec<Diagnostic> {
    for requirement in requirements.iter_mut() {
        requirement.answer = answers.by_number.get(&requirement.number).map(|given| given.answer.clone());
    }
    let numbers: BTreeSet<&str> = requirements.iter().map(|requirement| requirement.number.as_str()).collect();
    let missing = answers.by_number.iter().filter(|(number, _)| !numbers.contains(number.as_str()));
    let fault = |(number, given): (&String, &Given)| {
        Diagnostic::error("unknown-number", format!("`{number}`: 이 문서에 없는 요구사항 고유번호입니다"))
            .hint("번호는 요구사항 목록표에서 볼 수 있습니다")
            .file(&answers.name)
            .span(given.number_span.clone())
    };
    let mut faults: Vec<Diagnostic> = missing.map(fault).collect();
    faults.extend(unknown_answers(answers, words));
    faults.sort_by_key(|fault| fault.span.as_ref().map(|span| span.start));
    faults
}
