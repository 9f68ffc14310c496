//! A bidder's answers, keyed by number, in the matrix of the proposal.

use balju::block::{Block, plain};
use balju::profile::Answers;
use balju::{Document, Format, Options};

use crate::common::{SMALL, catalog, codes, made, profile, written};

fn proposal(answers: &str) -> Result<Document, Vec<balju::Diagnostic>> {
    let options = Options {
        outline: Some("proposal".to_owned()),
        answers: Some(Answers::from_json("answers.json", answers)?),
        ..Options::default()
    };
    made(&profile(SMALL), &catalog(), &options)
}

/// The matrix without its head: what stands in each row.
fn matrix(document: &Document) -> Vec<Vec<String>> {
    let section = document.sections.iter().find(|section| section.id == "compliance").unwrap();
    let Some(Block::Table(table)) = section.blocks.last() else { panic!("a table") };
    let text = |cell: &balju::block::Cell| match &cell.blocks[..] {
        [Block::Paragraph(content)] => plain(content),
        other => panic!("{other:?}"),
    };
    table.rows.iter().skip(1).map(|row| row.iter().map(text).collect()).collect()
}

#[test]
fn answers_fill_the_row_of_their_number_and_the_rest_stays_blank() {
    let document = proposal(
        r#"{ "CSR-001": { "answer": "부분수용", "response": "토큰 <b>발급</b> | 구현", "reason": "일부 연계", "page": 12 },
             "COR-001": { "answer": "수용", "page": "30-31" } }"#,
    )
    .unwrap();
    let rows = matrix(&document);
    assert_eq!(rows.len(), document.requirements.len());
    let row = |number: &str| rows.iter().find(|row| row[0] == number).unwrap()[2..].to_vec();
    assert_eq!(row("CSR-001"), ["부분수용", "토큰 <b>발급</b> | 구현", "일부 연계", "12"]);
    assert_eq!(row("COR-001"), ["수용", "", "", "30-31"]);
    assert_eq!(rows.iter().filter(|row| row[2..].iter().any(|cell| !cell.is_empty())).count(), 2);
    let page = written(&document, Format::Html);
    assert!(page.contains("토큰 &lt;b&gt;발급&lt;/b&gt; | 구현") && !page.contains("<b>발급"));
    assert!(written(&document, Format::Json).contains("\"page\": \"30-31\""));
}

#[test]
fn without_answers_the_matrix_is_blank() {
    let blank = proposal("{}").unwrap();
    assert!(matrix(&blank).iter().all(|row| row[2..].iter().all(String::is_empty)));
}

#[test]
fn every_answer_that_fits_nothing_is_named_with_its_place() {
    let faults =
        proposal(r#"{ "CSR-099": { "answer": "수용" }, "csr-001": {}, "CSR-001": { "answer": "예" } }"#).unwrap_err();
    assert_eq!(codes(&faults), ["unknown-number", "unknown-number", "unknown-answer"]);
    for fault in &faults {
        assert_eq!(fault.file.as_deref(), Some("answers.json"));
        assert!(fault.span.is_some() && fault.hint.is_some());
    }
}

#[test]
fn every_mistake_in_the_file_is_told_at_once() {
    let text = r#"{ "CSR-001": { "anwser": "수용", "page": [1] }, "CSR-002": 3, "CSR-001": {} }"#;
    let faults = Answers::from_json("a.json", text).unwrap_err();
    let mut found = codes(&faults);
    found.sort_unstable();
    assert_eq!(found, ["duplicate-key", "type", "type", "unknown-field"]);
    let misspelt = faults.iter().find(|fault| fault.code == "unknown-field").unwrap();
    assert!(misspelt.hint.as_ref().unwrap().contains("`answer`"));
    assert_eq!(&text[misspelt.span.clone().unwrap()], "\"anwser\"");
    assert_eq!(codes(&Answers::from_json("a.json", "[]").unwrap_err()), ["type"]);
    assert_eq!(codes(&Answers::from_json("a.json", "{").unwrap_err()).len(), 1);
    let empty = &Answers::from_json("a.json", "").unwrap_err()[0];
    assert!(empty.code == "empty" && empty.hint.as_ref().unwrap().contains("CSR-001"), "{empty:?}");
}
