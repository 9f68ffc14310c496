//! Each rule finds what it must and leaves alone what it must.

use std::path::Path;
use std::sync::LazyLock;

use balju::Assets;
use balju::block::{Block, Cell, CellKind, Inline, Table};
use balju::check::{Finding, Manuscript, Rulebook, check};
use balju::diagnostic::Severity;
use balju::document::{Declared, Document, Listed, Place, Requirement};
use balju::profile::PaymentMethod;
use serde::Deserialize;

use crate::common::{SMALL, document, profile};

/// The rules and a document to write cases into, made once.
static BOOK: LazyLock<Rulebook> = LazyLock::new(|| Rulebook::read(&Assets::builtin()).unwrap());
static MODEL: LazyLock<Document> = LazyLock::new(|| document(SMALL));

/// The cases of one rule.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    /// Sentences it must find fault with.
    #[serde(default)]
    bad: Vec<Case>,
    /// Sentences it must leave alone.
    #[serde(default)]
    good: Vec<Case>,
}

/// A sentence, or a requirement around it.
#[derive(Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Case {
    /// The duty.
    text: String,
    /// Other duties beside it.
    others: Vec<String>,
    /// Paragraphs outside the requirement.
    prose: Vec<String>,
    /// Rows of a table outside the requirement.
    rows: Vec<Vec<String>>,
    /// The words that must be marked, where that matters.
    words: Option<String>,
    /// How much the finding must weigh, where that matters: `info`, `warn` or `error`.
    severity: Option<String>,
    /// 응락수준 of the requirement; the model's when none is given.
    level: Option<String>,
    /// Category code of the requirement; CSR when none is given.
    category: Option<String>,
    /// Acceptance criteria; one sound criterion when none are given.
    acceptance: Option<Vec<String>>,
    /// Deliverables; one when none are given.
    deliverables: Option<Vec<String>>,
    /// How the work is paid for.
    payment: Vec<PaymentMethod>,
    /// Names of the project's own agency and system.
    own_names: Vec<String>,
    /// Whether the document is a whole request for proposals.
    rfp: bool,
    /// Whether the document may be published.
    public: bool,
    /// The profile that the document was made from.
    profile: Option<String>,
    /// The document's date.
    date: Option<String>,
    /// Related requirements, as they are written.
    related: String,
    /// Other requirements: a number, or a number and a duty after a space.
    beside: Vec<String>,
    /// Counts that the document declares, by category; the total under an empty name.
    declared: Vec<(String, usize)>,
    /// Numbers that the document lists.
    listed: Vec<String>,
}

fn line(text: &str) -> Vec<Inline> {
    vec![Inline::Text(text.to_owned())]
}

fn lines(texts: &[String]) -> Vec<Vec<Inline>> {
    texts.iter().map(|text| line(text)).collect()
}

/// A table of such cells.
fn table(rows: &[Vec<String>]) -> Table {
    let row = |cells: &Vec<String>| cells.iter().map(|text| Cell::text(CellKind::Data, text.clone())).collect();
    let columns = rows.first().map_or(1, Vec::len);
    Table { caption: Vec::new(), widths: vec![1; columns], rows: rows.iter().map(row).collect() }
}

/// A document of one requirement that says what the case says.
fn written(case: &Case) -> Document {
    let mut document = MODEL.clone();
    let model = document.requirements[0].clone();
    let acceptance =
        case.acceptance.clone().unwrap_or_else(|| vec!["기록 10건을 대조하여 누락이 0건이어야 함".to_owned()]);
    let deliverables = case.deliverables.clone().unwrap_or_else(|| vec!["설계서".to_owned()]);
    let category = case.category.clone().unwrap_or_else(|| "CSR".to_owned());
    let texts: Vec<String> =
        std::iter::once(&case.text).chain(&case.others).filter(|t| !t.is_empty()).cloned().collect();
    document.requirements = if texts.is_empty() {
        Vec::new()
    } else {
        vec![Requirement {
            number: format!("{category}-001"),
            category,
            title: line("시험 요구사항"),
            definition: line("시험에 쓰는 요구사항"),
            details: lines(&texts),
            acceptance: lines(&acceptance),
            deliverables: lines(&deliverables),
            related: line(&case.related),
            sources: Vec::new(),
            level: case.level.clone().unwrap_or_else(|| model.level.clone()),
            ..model
        }]
    };
    let own = document.requirements.clone();
    for (other, own) in case.beside.iter().zip(own.iter().cycle()) {
        let (number, duty) = other.split_once(' ').unwrap_or((other, "시스템은 기록을 30일 동안 보관하여야 함"));
        let category = number.split('-').next().unwrap_or_default().to_owned();
        let details = vec![line(duty)];
        document.requirements.push(Requirement {
            number: number.to_owned(),
            category_name: category.clone(),
            category,
            details,
            ..own.clone()
        });
    }
    document.title = line("시험 제안요청서");
    document.sections.truncate(1);
    document.sections[0].title = Some(line("사업 개요"));
    document.sections[0].blocks = case.prose.iter().map(|text| Block::Paragraph(line(text))).collect();
    if !case.rows.is_empty() {
        document.sections[0].blocks.push(Block::Table(table(&case.rows)));
    }
    document.sections[0].prose = document.sections[0].blocks.len();
    document.categories.clear();
    document
}

fn found(case: &Case, code: &str) -> Vec<Finding> {
    let document = written(case);
    let mut manuscript = Manuscript::new(&document);
    manuscript.facts.payment.clone_from(&case.payment);
    manuscript.facts.own_names.clone_from(&case.own_names);
    manuscript.facts.is_rfp = case.rfp;
    manuscript.facts.is_public = case.public;
    // `@` stands for the mark of the requirement's text.
    let own = document.requirements.first().map(Requirement::fingerprint).unwrap_or_default();
    let given = case.profile.as_deref().map(|text| text.replace("\"@\"", &format!("\"{own}\"")));
    manuscript.facts.profile = given.map(|text| Box::new(profile(&text)));
    manuscript.facts.date.clone_from(&case.date);
    let place = Place::Section(0, 0);
    let declared = case.declared.iter().cloned();
    manuscript.declared = declared.map(|(category, count)| Declared { category, count, place }).collect();
    let listed = case.listed.iter().cloned();
    manuscript.listed = listed.map(|number| Listed { number, title: String::new(), place }).collect();
    check(&manuscript, &BOOK).findings.into_iter().filter(|finding| finding.rule == code).collect()
}

/// A severity as the files of the rules name it.
fn name(severity: Severity) -> &'static str {
    match severity {
        Severity::Info => "info",
        Severity::Warning => "warn",
        Severity::Error => "error",
    }
}

#[test]
fn each_rule_finds_its_bad_sentences_and_leaves_the_good_ones_alone() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/data/check");
    let mut faults = Vec::new();
    let mut rules = 0;
    for rule in BOOK.rules() {
        let code = rule.code.as_str();
        let text = std::fs::read_to_string(folder.join(format!("{code}.toml"))).unwrap_or_default();
        let cases: Cases = toml::from_str(&text).unwrap_or_else(|error| panic!("{code}: {error}"));
        if cases.bad.len() < 3 || cases.good.len() < 3 {
            faults.push(format!("{code}: {} bad and {} good sentences", cases.bad.len(), cases.good.len()));
        }
        for case in &cases.bad {
            let findings = found(case, code);
            let marked = |words: &String| findings.iter().any(|finding| finding.words == *words);
            let weighs = |severity: &String| {
                let meant = |finding: &&Finding| case.words.as_ref().is_none_or(|words| finding.words == *words);
                findings.iter().filter(meant).any(|finding| name(finding.severity) == severity)
            };
            if !case.severity.as_ref().is_none_or(weighs) {
                faults.push(format!("{code} weighs otherwise: {}{:?} ({findings:?})", case.text, case.prose));
            }
            if findings.is_empty() || !case.words.as_ref().is_none_or(marked) {
                let words: Vec<&str> = findings.iter().map(|finding| finding.words.as_str()).collect();
                faults.push(format!("{code} overlooks: {}{:?} (found {words:?})", case.text, case.prose));
            }
        }
        for case in &cases.good {
            for finding in found(case, code) {
                faults.push(format!("{code} blames ‘{}’ in: {}{:?}", finding.words, case.text, case.prose));
            }
        }
        rules += 1;
    }
    assert!(rules > 0);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Rules whose examples describe a document: one sentence cannot show them.
const OF_DOCUMENTS: [&str; 6] =
    ["copy-residue", "count-mismatch", "dangling-record", "duplicate-number", "no-verification", "unreflected-opinion"];

#[test]
fn each_rule_finds_its_own_bad_example_and_leaves_its_good_one_alone() {
    let book = Rulebook::read(&Assets::builtin()).unwrap();
    let mut faults = Vec::new();
    for rule in book.rules().filter(|rule| !OF_DOCUMENTS.contains(&rule.code.as_str())) {
        // Where the sentence may stand: a duty, one of performance, one paid for by size, a paragraph,
        // one of a public document whose own names and date are known.
        let cases = |text: &str| {
            let text = text.to_owned();
            let duty = Case { text: text.clone(), public: true, ..Case::default() };
            let measured = Case { category: Some("PER".to_owned()), ..duty.clone() };
            let paid = Case { payment: vec![PaymentMethod::FunctionPoint], ..duty.clone() };
            let own_names = vec!["나래시청".to_owned(), "나래시 민원 포털".to_owned()];
            let prose = Case { prose: vec![text], ..Case::default() };
            let date = Some("2026-11-01".to_owned());
            let public = Case { own_names, date, public: true, ..prose.clone() };
            [duty, measured, paid, prose, public]
        };
        let finds = |text: &str| cases(text).map(|case| !found(&case, &rule.code).is_empty());
        let (bad, good) = (finds(&rule.bad), finds(&rule.good));
        if !bad.contains(&true) {
            faults.push(format!("{} overlooks its own example: {}", rule.code, rule.bad));
        }
        if bad.iter().zip(good).any(|(bad, good)| *bad && good) {
            faults.push(format!("{} blames its own example: {}", rule.code, rule.good));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
