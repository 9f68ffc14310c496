//! All that a report says, in the order in which it says it. Its JSON is a
//! contract: fields are added, never renamed or taken away.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::Serialize;

use super::place::Places;
use crate::assets::Assets;
use crate::block::plain;
use crate::catalog::Catalog;
use crate::check::{Finding, Locator, Manuscript, Passage, Review, Rulebook};
use crate::diagnostic::{Diagnostic, Severity, Sources, position};
use crate::document::Place;
use crate::words::Words;

/// The result of a check.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Sheet {
    /// Version of this program.
    pub version: &'static str,
    /// The file as the user named it; `-` for standard input.
    pub file: String,
    /// Title of the document.
    pub title: String,
    /// Requirements in it.
    pub requirements: usize,
    /// Findings by severity.
    pub counts: Counts,
    /// Rules that found something, silenced or not, by code.
    pub rules: Vec<RuleNote>,
    /// Findings in document order; of very many only those that weigh most.
    pub findings: Vec<Entry>,
    /// How many more there are.
    pub omitted: usize,
    /// Findings that the profile silences.
    pub silenced: Vec<SilencedEntry>,
    /// Silences of the profile that silence nothing.
    pub unused_silences: Vec<Note>,
    /// What of the file could not be read.
    pub unread: Vec<Note>,
}

/// Findings by severity.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Unlawful or broken.
    pub error: usize,
    /// To be mended.
    pub warning: usize,
    /// Worth knowing.
    pub info: usize,
}

/// A rule, and how often it found something that is not silenced.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RuleNote {
    /// Code.
    pub code: String,
    /// Name.
    pub title: String,
    /// Its usual severity; a finding may weigh less or more.
    pub severity: Severity,
    /// What it wants.
    pub wants: String,
    /// Why.
    pub why: String,
    /// Laws, guides and standards, as people cite them.
    pub basis: Vec<String>,
    /// Findings.
    pub count: usize,
}

/// A finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// Code of the rule.
    pub rule: &'static str,
    /// How much it weighs.
    pub severity: Severity,
    /// Where it stands.
    pub place: Stand,
    /// The words in their sentence; none for the document as a whole.
    pub quote: Option<Quote>,
    /// What is wrong.
    pub message: String,
    /// What to write instead.
    pub suggestion: String,
    /// What takes the place of the words, where there is one right answer.
    pub replacement: Option<String>,
}

/// Where something stands. `text` is for people; the rest says the same to programs.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Stand {
    /// Such as `CSR-003 세부 내용 2번째`.
    pub text: String,
    /// Heading of the section, outside requirements.
    pub section: Option<String>,
    /// Number of the requirement; empty when it has none.
    pub requirement: Option<String>,
    /// Title of the requirement.
    pub title: Option<String>,
    /// Catalog id of the requirement.
    pub id: Option<String>,
    /// Field of the requirement, such as `details`.
    pub field: Option<&'static str>,
    /// Which one of several, from 1.
    pub item: Option<usize>,
    /// Line in the file, from 1.
    pub line: Option<usize>,
    /// Column in characters, from 1.
    pub column: Option<usize>,
    /// Line of the end.
    pub end_line: Option<usize>,
    /// Column after the end.
    pub end_column: Option<usize>,
}

/// Words in their sentence. All three together are the passage, of one that is very long what is near.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Quote {
    /// What stands before the words.
    pub before: String,
    /// The words meant; empty when the whole passage is.
    pub words: String,
    /// What stands after them.
    pub after: String,
}

/// A finding that may stand, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SilencedEntry {
    /// Why it may stand.
    pub reason: String,
    /// What was found.
    pub finding: Entry,
}

/// Something else to know, with its place in a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Note {
    /// Stable code.
    pub code: &'static str,
    /// How much it weighs.
    pub severity: Severity,
    /// What it is.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
    /// The file.
    pub file: Option<String>,
    /// Line, from 1.
    pub line: Option<usize>,
    /// Column in characters, from 1.
    pub column: Option<usize>,
}

/// What was checked, and what with.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// The file as the user named it.
    pub file: &'a str,
    /// Its text and that of others, for places in them.
    pub sources: &'a Sources,
    /// The rules.
    pub rulebook: &'a Rulebook,
    /// The records of laws and notices.
    pub catalog: &'a Catalog,
    /// The labels of fields.
    pub assets: &'a Assets,
    /// Words beside citations.
    pub words: &'a Words,
    /// What of the file could not be read.
    pub unread: &'a [Diagnostic],
    /// A diagnostic for each silence that silences nothing.
    pub unused: &'a [Diagnostic],
}

/// Findings that a report lists: nobody reads more, and a document of one word would be a report of gigabytes.
const MOST: usize = 5_000;

/// The findings to list, those that weigh most where there are too many.
fn weightiest(findings: &[Finding]) -> Vec<&Finding> {
    let mut listed: Vec<&Finding> = findings.iter().collect();
    if listed.len() > MOST {
        listed.sort_by_key(|finding| std::cmp::Reverse(finding.severity)); // stable: the first of each weight stay
        listed.truncate(MOST);
        listed.sort_by_key(|finding| (finding.place, finding.range.start));
    }
    listed
}

/// Puts together what a report says.
pub fn sheet(manuscript: &Manuscript<'_>, review: &Review, source: &Source<'_>) -> Sheet {
    let text = source.sources.get(source.file).map_or("", String::as_str);
    let reader = Reader {
        manuscript,
        passages: manuscript.passages.iter().map(|passage| (passage.place, passage)).collect(),
        locator: Locator::new(text),
        places: Places::new(manuscript, text, source.assets, source.words),
    };
    let listed = weightiest(&review.findings);
    let mut findings: Vec<(usize, Entry)> = listed.iter().map(|finding| reader.entry(finding)).collect();
    // A file is read from top to bottom, whatever order its requirements and sections have in the model.
    findings.sort_by_key(|(at, _)| *at);
    let findings: Vec<Entry> = findings.into_iter().map(|(_, entry)| entry).collect();
    let silenced = review
        .silenced
        .iter()
        .map(|one| SilencedEntry { reason: one.reason.clone(), finding: reader.entry(&one.finding).1 });
    let silenced: Vec<SilencedEntry> = silenced.collect();
    let notes = |all: &[Diagnostic]| all.iter().map(|one| note(one, source.sources)).collect();
    let count = |severity| review.findings.iter().filter(|finding| finding.severity == severity).count();
    Sheet {
        version: env!("CARGO_PKG_VERSION"),
        file: source.file.to_owned(),
        title: plain(&manuscript.document.title),
        requirements: manuscript.document.requirements.len(),
        counts: Counts {
            error: count(Severity::Error),
            warning: count(Severity::Warning),
            info: count(Severity::Info),
        },
        rules: rules(review, source),
        omitted: review.findings.len() - findings.len(),
        findings,
        silenced,
        unused_silences: notes(source.unused),
        unread: notes(source.unread),
    }
}

impl Sheet {
    /// All findings, listed or not.
    pub(super) fn total(&self) -> usize {
        self.findings.len() + self.omitted
    }

    /// What is said of findings that are not listed.
    pub(super) fn omission(&self) -> Option<String> {
        (self.omitted > 0)
            .then(|| format!("무거운 것부터 {}곳만 보이고 {}곳은 줄였습니다", self.findings.len(), self.omitted))
    }

    /// The rule of a code.
    pub(super) fn rule(&self, code: &str) -> Option<&RuleNote> {
        self.rules.iter().find(|rule| rule.code == code)
    }
}

impl Stand {
    /// The requirement or section that a finding belongs to.
    pub(super) fn group(&self) -> String {
        match (&self.requirement, &self.section) {
            (Some(number), _) => format!("{number} {}", self.title.as_deref().unwrap_or_default()).trim().to_owned(),
            (None, Some(section)) => section.clone(),
            (None, None) => self.text.clone(),
        }
    }

    /// `file:line:column`, where the line is known.
    pub(super) fn at(&self, file: &str) -> Option<String> {
        Some(format!("{file}:{}:{}", self.line?, self.column?))
    }
}

impl Note {
    /// `file:line:column`, where the line is known.
    pub(super) fn at(&self) -> Option<String> {
        Some(format!("{}:{}:{}", self.file.as_deref()?, self.line?, self.column?))
    }
}

/// Finds the passages and places of findings.
struct Reader<'a> {
    manuscript: &'a Manuscript<'a>,
    passages: BTreeMap<Place, &'a Passage>,
    locator: Locator<'a>,
    places: Places<'a>,
}

impl Reader<'_> {
    /// A finding as it is shown, and where in the file it begins.
    fn entry(&self, finding: &Finding) -> (usize, Entry) {
        let passage = self.passages.get(&finding.place).copied();
        let bytes = self.bytes(finding, passage);
        let entry = Entry {
            rule: finding.rule,
            severity: finding.severity,
            place: self.places.stand(finding.place, bytes.as_ref()),
            quote: passage.map(|passage| quote(passage, &finding.range)),
            message: finding.message.clone(),
            suggestion: finding.suggestion.clone(),
            replacement: finding.replacement.clone(),
        };
        (bytes.map_or(0, |bytes| bytes.start), entry)
    }

    fn bytes(&self, finding: &Finding, passage: Option<&Passage>) -> Option<Range<usize>> {
        let span = self.manuscript.spans.get(&finding.place)?;
        Some(passage.map_or_else(|| span.clone(), |passage| self.locator.locate(passage, &finding.range, span)))
    }
}

/// Bytes of a passage that is shown as a whole: a file may be one passage of megabytes with a finding in every line.
const WHOLE: usize = 20_000;
/// Bytes shown on each side of the words in a longer one.
const NEAR: usize = 600;

fn quote(passage: &Passage, range: &Range<usize>) -> Quote {
    let text = passage.text.as_str();
    let part = |range: Range<usize>| text.get(range).unwrap_or_default().to_owned();
    let (mut from, mut to) = (0, text.len());
    if text.len() > WHOLE {
        from = text.floor_char_boundary(range.start.saturating_sub(NEAR));
        to = text.floor_char_boundary(range.end + NEAR);
    }
    Quote { before: part(from..range.start), words: part(range.clone()), after: part(range.end..to) }
}

fn note(diagnostic: &Diagnostic, sources: &Sources) -> Note {
    let place = position(diagnostic, sources);
    Note {
        code: diagnostic.code,
        severity: diagnostic.severity,
        message: diagnostic.message.clone(),
        hint: diagnostic.hint.clone(),
        file: diagnostic.file.clone(),
        line: place.map(|(line, _)| line),
        column: place.map(|(_, column)| column),
    }
}

/// The rules that found something, by code.
fn rules(review: &Review, source: &Source<'_>) -> Vec<RuleNote> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in &review.findings {
        *counts.entry(finding.rule).or_default() += 1;
    }
    for one in &review.silenced {
        counts.entry(one.finding.rule).or_default();
    }
    let noted = counts.into_iter().filter_map(|(code, count)| {
        let rule = source.rulebook.rule(code)?;
        Some(RuleNote {
            code: code.to_owned(),
            title: rule.title.clone(),
            severity: rule.severity,
            wants: rule.wants.clone(),
            why: rule.why.clone(),
            basis: rule.basis.iter().map(|basis| source.catalog.cite(basis, source.words)).collect(),
            count,
        })
    });
    noted.collect()
}
