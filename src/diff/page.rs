//! The 신구대조표: what was, what is, why, by whose word, at what price.

use super::marks::marked;
use super::{Change, ChangeKind, Comparison, TextChange};
use crate::assets::Assets;
use crate::block::{Block, Cell, CellKind, Inline, Origin, Table, plain};
use crate::catalog::Audience;
use crate::compose::{RecordStep, record_steps};
use crate::diagnostic::Diagnostic;
use crate::document::{Document, Field, Section};
use crate::profile::{Record, printed_date};
use crate::template::thousands;
use crate::words::Words;

/// Name of the part that holds a comparison.
pub const PART: &str = "changes";

/// What a change can be put down to.
#[derive(Debug, Clone, Copy, Default)]
pub struct Ground<'a> {
    /// Records of what was said and decided; none where nobody keeps them.
    pub records: Option<&'a [Record]>,
}

/// The comparison as a document of its own.
///
/// # Errors
/// Words of the user's that are not what they should be.
pub fn compared(
    old: &Document,
    new: &Document,
    comparison: &Comparison<'_>,
    ground: Ground<'_>,
    assets: &Assets,
) -> Result<Document, Diagnostic> {
    let is_internal = [old, new].iter().any(|document| document.audience == Audience::Internal);
    let audience = if is_internal { Audience::Internal } else { Audience::Public };
    let words = Words::read(assets)?;
    let mut title = new.title.clone();
    title.push(Inline::Text(format!(" {}", words.changes.title)));
    let section = section(comparison, ground, audience, assets)?;
    Ok(Document {
        title,
        catalog_version: new.catalog_version.clone(),
        date: new.date.clone(),
        draft: new.draft,
        audience,
        sections: vec![section],
        categories: Vec::new(),
        requirements: Vec::new(),
        withdrawn: Vec::new(),
        open: Vec::new(),
        layout: new.layout.clone(),
    })
}

/// The comparison as a part of a document.
///
/// # Errors
/// Words of the user's that are not what they should be.
pub fn section(
    comparison: &Comparison<'_>,
    ground: Ground<'_>,
    audience: Audience,
    assets: &Assets,
) -> Result<Section, Diagnostic> {
    let words = Words::read(assets)?;
    let steps = record_steps(assets)?;
    let steps = steps.into_iter().filter(|step| audience == Audience::Internal || !step.internal).collect();
    let printer = Printer { words: &words, steps, ground };
    let mut summary = words.changes.summary.clone();
    for (name, count) in [
        ("{changed}", comparison.count(ChangeKind::Changed)),
        ("{added}", comparison.count(ChangeKind::Added)),
        ("{removed}", comparison.count(ChangeKind::Removed)),
        ("{moved}", comparison.count(ChangeKind::Moved)),
        ("{unchanged}", comparison.unchanged),
    ] {
        summary = summary.replace(name, &count.to_string());
    }
    let mut blocks = vec![Block::Paragraph(vec![Inline::Text(summary)])];
    if !comparison.changes.is_empty() {
        blocks.push(Block::Table(printer.table(comparison)));
    }
    let title = Some(vec![Inline::Text(words.changes.title.clone())]);
    let prose = blocks.len();
    Ok(Section { id: PART.to_owned(), title, blocks, prose, sources: Vec::new() })
}

struct Printer<'a> {
    words: &'a Words,
    steps: Vec<RecordStep>,
    ground: Ground<'a>,
}

impl Printer<'_> {
    fn table(&self, comparison: &Comparison<'_>) -> Table {
        let text = &self.words.changes;
        let head = [&text.number, &text.old, &text.new, &text.reason, &text.source, &text.effect];
        let mut rows = vec![head.map(|label| Cell::text(CellKind::ColumnHeader, label.clone())).to_vec()];
        rows.extend(comparison.changes.iter().map(|change| self.row(change)));
        Table { caption: vec![Inline::Text(text.title.clone())], widths: vec![13, 22, 22, 13, 13, 17], rows }
    }

    fn row(&self, change: &Change<'_>) -> Vec<Cell> {
        let text = &self.words.changes;
        let number = match (change.old, change.new) {
            (Some(old), Some(new)) if old.number != new.number => format!("{} → {}", old.number, new.number),
            _ => change.requirement.number.clone(),
        };
        let (mut old, mut new) = (Vec::new(), Vec::new());
        match change.kind {
            ChangeKind::Added => old.push(paragraph(&text.added)),
            ChangeKind::Removed => new.push(paragraph(&text.removed)),
            ChangeKind::Moved => {
                old.push(paragraph(&text.moved));
                new.push(paragraph(&text.moved));
            }
            ChangeKind::Changed => {}
        }
        for one in &change.texts {
            let (before, after) = self.pair(one, change.kind);
            old.extend(before);
            new.extend(after);
        }
        let records = self.records(change);
        let cell = |blocks| Cell { blocks, ..Cell::text(CellKind::Data, "") };
        vec![
            Cell::new(CellKind::RowHeader, named(number, change)),
            cell(old),
            cell(new),
            cell(self.said(&records, |_, record| record.reason.clone())),
            cell(self.said(&records, |step, record| Some(source(step, record)))),
            cell(self.effect(&records)),
        ]
    }

    /// A text as it was and as it is, each with its label.
    fn pair(&self, change: &TextChange, kind: ChangeKind) -> (Option<Block>, Option<Block>) {
        let label = |at: usize| self.label(change.field, at);
        let block = |at: usize, content: Vec<Inline>| {
            let label = label(at);
            let label = (!label.is_empty()).then(|| Inline::Text(format!("{label} ")));
            Block::Paragraph(label.into_iter().chain(content).collect())
        };
        match (&change.old, &change.new) {
            (Some(old), Some(new)) => {
                let (before, after) = marked(old, new);
                (Some(block(change.old_at, before)), Some(block(change.new_at, after)))
            }
            (old, new) => {
                // What stands alone because its counterpart is missing is marked as a whole; a
                // requirement that is wholly new or gone needs no marks.
                let whole = |text: &String| {
                    let text = Inline::Text(text.clone());
                    if kind == ChangeKind::Changed { vec![Inline::Strong(vec![text])] } else { vec![text] }
                };
                let missing = |at: usize, mark: &str| block(at, vec![Inline::Text(mark.to_owned())]);
                let text = &self.words.changes;
                let is_part = kind == ChangeKind::Changed;
                let before = old.as_ref().map(|old| block(change.old_at, whole(old)));
                let after = new.as_ref().map(|new| block(change.new_at, whole(new)));
                (
                    before.or_else(|| is_part.then(|| missing(change.new_at, &text.added))),
                    after.or_else(|| is_part.then(|| missing(change.old_at, &text.removed))),
                )
            }
        }
    }

    /// `세부 내용 3)`; nothing for the title.
    fn label(&self, field: Field, at: usize) -> String {
        let words = &self.words.fields;
        match field {
            Field::Title => format!("[{}]", words.title),
            Field::Definition => format!("[{}]", words.definition),
            Field::Details => format!("[{} {}]", words.details, at + 1),
            Field::Deliverables => format!("[{} {}]", words.deliverables, at + 1),
            Field::Acceptance => format!("[{} {}]", words.acceptance, at + 1),
            _ => String::new(),
        }
    }

    /// The records that say they changed a requirement, with the titles of their steps.
    fn records(&self, change: &Change<'_>) -> Vec<(&RecordStep, &Record)> {
        let numbers: Vec<&str> = change.old.iter().chain(&change.new).map(|one| one.number.as_str()).collect();
        let names = |record: &&Record| record.changed.iter().any(|number| numbers.contains(&number.as_str()));
        let records = self.ground.records.unwrap_or_default().iter().filter(names);
        let step = |record: &Record| self.steps.iter().find(|step| step.name == record.step);
        records.filter_map(|record| Some((step(record)?, record))).collect()
    }

    /// What the records say, a paragraph each.
    fn said(
        &self,
        records: &[(&RecordStep, &Record)],
        text: impl Fn(&RecordStep, &Record) -> Option<String>,
    ) -> Vec<Block> {
        let said = records.iter().filter_map(|(step, record)| text(step, record)).map(|text| paragraph(&text));
        self.or_unsaid(said.collect(), records)
    }

    /// What the change costs, in won and days.
    fn effect(&self, records: &[(&RecordStep, &Record)]) -> Vec<Block> {
        let text = &self.words.changes;
        let sum = |value: fn(&Record) -> Option<i64>| {
            let values = records.iter().filter_map(|(_, record)| value(record));
            values.map(i128::from).reduce(|a, b| a + b)
        };
        let signed = |value: i128, unit: &str| {
            let sign = if value > 0 { "+" } else { "" };
            paragraph(&format!("{sign}{}{unit}", thousands(&value.to_string())))
        };
        let parts = [
            sum(|record| record.amount).map(|won| signed(won, &text.won)),
            sum(|record| record.days).map(|days| signed(days, &text.days)),
        ];
        self.or_unsaid(parts.into_iter().flatten().collect(), records)
    }

    /// Where records are kept and none is about the change, that is left to decide.
    fn or_unsaid(&self, said: Vec<Block>, records: &[(&RecordStep, &Record)]) -> Vec<Block> {
        if !said.is_empty() {
            return said;
        }
        if self.ground.records.is_none() || !records.is_empty() {
            return vec![paragraph(&self.words.changes.unstated)];
        }
        let text = self.words.missing.clone();
        let field = "records".to_owned();
        vec![Block::Paragraph(vec![Inline::Value { text, origin: Origin::Missing, field }])]
    }
}

/// The number of a requirement over its title.
fn named(number: String, change: &Change<'_>) -> Vec<Inline> {
    vec![Inline::Text(number), Inline::Break, Inline::Text(plain(&change.requirement.title))]
}

/// Where a change comes from: the step, who said it, when, and the paper that says so.
fn source(step: &RecordStep, record: &Record) -> String {
    let day = record.date.as_deref().map(printed_date);
    let parts = [Some(&step.title), record.from.as_ref(), day.as_ref(), record.source.as_ref()];
    parts.into_iter().flatten().cloned().collect::<Vec<_>>().join(", ")
}

fn paragraph(text: &str) -> Block {
    Block::Paragraph(vec![Inline::Text(text.to_owned())])
}
