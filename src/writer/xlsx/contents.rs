//! What stands on each sheet.

use std::collections::BTreeMap;

use super::name::legal;
use super::rich::Rich;
use super::sheet::{Cell, Column, ColumnKind, Row, Sheet};
use super::wrap;
use crate::compose::in_counting_order;
use crate::diff::PART as CHANGES;
use crate::document::{self, Block, Document, Field, Inline, Origin, Requirement, plain};
use crate::profile::Answer;
use crate::words::Words;
use crate::writer::Sheets;
use ColumnKind::{Code, Number, Text};

/// The sheets of the workbook, in order.
pub(super) fn sheets<'a>(document: &'a Document, words: &'a Words, sheets: Sheets, size: f64) -> Vec<Sheet<'a>> {
    let numbers = document.requirements.iter().map(|requirement| requirement.number.as_str());
    let scene = Scene { document, words, number_width: widest(numbers, size, 90.0), size };
    let mut out: Vec<Sheet<'a>> = scene.changes().into_iter().collect();
    // A comparison holds no requirements of its own.
    if document.requirements.is_empty() && !out.is_empty() {
        return out;
    }
    out.extend([scene.summary(), scene.list()]);
    match sheets {
        Sheets::Single => out.push(scene.details(words.workbook.details.clone(), document.requirements.iter())),
        Sheets::ByCategory => out.extend(document.categories.iter().map(|category| {
            let of_it = document.requirements.iter().filter(|requirement| requirement.category == category.code);
            scene.details(format!("{} {}", category.code, category.name), of_it)
        })),
    }
    out.extend([scene.traceability(), scene.compliance()]);
    out.extend([scene.laws(), scene.open()].into_iter().filter(|sheet| !sheet.rows.is_empty()));
    let mut taken = Vec::new();
    for sheet in &mut out {
        sheet.name = legal(&sheet.name, &taken);
        taken.push(sheet.name.clone());
    }
    out
}

/// Pixels of a column in which the longest name stands on one line, if that is not too long.
fn widest<'n>(names: impl Iterator<Item = &'n str>, size: f64, least: f64) -> u32 {
    let widest = names.map(|name| wrap::width(name, size)).fold(least, f64::max);
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between the least and 220")]
    let pixels = widest.ceil().min(220.0) as u32;
    pixels
}

struct Scene<'a> {
    document: &'a Document,
    words: &'a Words,
    number_width: u32,
    /// Size of the font, points.
    size: f64,
}

impl<'a> Scene<'a> {
    /// The comparison with an older document, where there is one.
    fn changes(&self) -> Option<Sheet<'a>> {
        let section = self.document.sections.iter().find(|section| section.id == CHANGES)?;
        let tables = section.blocks.iter().filter_map(|block| match block {
            Block::Table(table) => Some(table),
            _ => None,
        });
        let cell = |cell: &'a document::Cell| {
            let mut lines: Vec<Inline> = Vec::new();
            for block in &cell.blocks {
                if let Block::Paragraph(content) = block {
                    lines.extend((!lines.is_empty()).then_some(Inline::Break));
                    lines.extend(content.iter().cloned());
                }
            }
            self.line(&lines)
        };
        let rows = tables.flat_map(|table| &table.rows[table.head_rows()..]);
        let rows = rows.map(|row| Row { anchor: None, cells: row.iter().map(cell).collect() }).collect();
        let text = &self.words.changes;
        let columns = vec![
            Column::new(&text.number, 150, Text),
            Column::new(&text.old, 360, Text),
            Column::new(&text.new, 360, Text),
            Column::new(&text.reason, 160, Text),
            Column::new(&text.source, 140, Text),
            Column::new(&text.effect, 110, Text),
        ];
        Some(Sheet { name: text.title.clone(), columns, keys: 1, rows, has_total: false })
    }

    fn summary(&self) -> Sheet<'a> {
        let text = &self.words.summary;
        let categories = &self.document.categories;
        let mut rows: Vec<Row<'a>> = categories
            .iter()
            .map(|category| {
                let name = format!("{} ({})", category.name, category.code);
                row([Cell::text(&name), Cell::text(&category.definition), Cell::Number(category.count)])
            })
            .collect();
        let has_total = !rows.is_empty();
        if has_total {
            let total = categories.iter().map(|category| category.count).sum();
            rows.push(row([Cell::text(&text.total), Cell::text(""), Cell::Sum(total)]));
        }
        let columns = vec![
            Column::new(&text.category, 220, Text),
            Column::new(&text.definition, 390, Text),
            Column::new(&text.count, 110, Number),
        ];
        Sheet { name: text.caption.clone(), columns, keys: 1, rows, has_total }
    }

    fn list(&self) -> Sheet<'a> {
        let text = &self.words.list;
        let rows = self.document.requirements.iter().map(|requirement| {
            row([Cell::text(&requirement.category_name), link(requirement), self.line(&requirement.title)])
        });
        let columns = vec![
            Column::new(&text.category, 190, Text),
            Column::new(&text.number, self.number_width.max(130), Code),
            Column::new(&text.title, 390, Text),
        ];
        Sheet { name: text.caption.clone(), columns, keys: 2, rows: rows.collect(), has_total: false }
    }

    fn details(&self, name: String, requirements: impl Iterator<Item = &'a Requirement>) -> Sheet<'a> {
        let text = &self.words.fields;
        let (has_level, has_sources) = (self.prints(Field::Level), self.prints(Field::Sources));
        let none = &self.words.none;
        let references: Vec<String> =
            self.document.requirements.iter().map(|requirement| plain(&requirement.related)).collect();
        let related = widest(references.iter().flat_map(|names| names.split(", ")), self.size, 100.0);
        let rows = requirements.map(|requirement| {
            let mut cells = vec![
                Cell::text(&requirement.category_name),
                Cell::text(&requirement.number),
                self.line(&requirement.title),
            ];
            if has_level {
                cells.push(Cell::text(&requirement.level));
            }
            cells.push(self.line(&requirement.definition));
            cells.push(self.items(&requirement.details));
            cells.push(self.items(&requirement.deliverables));
            cells
                .push(Cell::Text(Rich::plain(&self.joined(plain(&requirement.related).split(", "), related)).or(none)));
            cells.push(self.items(&requirement.acceptance));
            if has_sources {
                let sources: Vec<Vec<Inline>> =
                    requirement.sources.iter().map(|source| vec![Inline::Text(source.clone())]).collect();
                cells.push(self.items(&sources));
            }
            Row { anchor: Some(requirement.anchor.as_str()), cells }
        });
        let level = has_level.then(|| Column::new(&text.level, 60, Text));
        let sources = has_sources.then(|| Column::new(&text.sources, 180, Text));
        let columns = [
            Column::new(&text.category, 72, Text),
            Column::new(&text.number, self.number_width, Code),
            Column::new(&text.title, 110, Text),
        ];
        let columns = columns.into_iter().chain(level).chain([
            Column::new(&text.definition, 130, Text),
            Column::new(&text.details, 430, Text),
            Column::new(&text.deliverables, 120, Text),
            Column::new(&text.related, related, Text),
            Column::new(&text.acceptance, 300, Text),
        ]);
        Sheet { name, columns: columns.chain(sources).collect(), keys: 2, rows: rows.collect(), has_total: false }
    }

    fn traceability(&self) -> Sheet<'a> {
        let text = &self.words.traceability;
        let rows = self.document.requirements.iter().map(|requirement| {
            row([
                link(requirement),
                self.line(&requirement.title),
                Cell::text(&requirement.component),
                Cell::Text(Rich::list(&requirement.deliverables, self.words)),
                Cell::Counted(requirement.acceptance.len()),
            ])
        });
        let columns = vec![
            Column::new(&text.number, self.number_width, Code),
            Column::new(&text.title, 270, Text),
            Column::new(&text.component, 200, Text),
            Column::new(&text.deliverables, 330, Text),
            Column::new(&text.acceptance, 90, Number),
        ];
        Sheet { name: text.caption.clone(), columns, keys: 1, rows: rows.collect(), has_total: false }
    }

    fn compliance(&self) -> Sheet<'a> {
        let text = &self.words.compliance;
        let rows = self.document.requirements.iter().map(|requirement| {
            let none = Answer::default();
            let given = requirement.answer.as_ref().unwrap_or(&none);
            let [answer, response, reason, page] =
                [&given.answer, &given.response, &given.reason, &given.page].map(|said| Cell::text(said));
            let text = Cell::text(&requirement.fingerprint());
            row([link(requirement), self.line(&requirement.title), answer, response, reason, page, text])
        });
        let columns = vec![
            Column::new(&text.number, self.number_width, Code),
            Column::new(&text.title, 250, Text),
            Column::new(&text.answer, 90, ColumnKind::Answer),
            Column::new(&text.response, 320, Text),
            Column::new(&text.reason, 200, Text),
            Column::new(&text.page, 80, Code),
            Column::new(&text.text, 160, Code).hidden(),
        ];
        Sheet { name: text.caption.clone(), columns, keys: 1, rows: rows.collect(), has_total: false }
    }

    /// Laws and notices with the requirements, then the parts, that they are the ground of.
    fn laws(&self) -> Sheet<'a> {
        let text = &self.words.laws;
        let mut grounds: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for requirement in &self.document.requirements {
            for source in &requirement.sources {
                grounds.entry(source).or_default().push(&requirement.number);
            }
        }
        let sections = &self.document.sections;
        let titles: Vec<String> =
            sections.iter().map(|section| plain(section.title.as_deref().unwrap_or_default())).collect();
        for (section, title) in sections.iter().zip(&titles) {
            for source in &section.sources {
                grounds.entry(source).or_default().push(title);
            }
        }
        let mut grounds: Vec<_> = grounds.into_iter().collect();
        grounds.sort_by_cached_key(|(source, _)| in_counting_order(source));
        let rows = grounds
            .into_iter()
            .map(|(source, of)| row([Cell::text(source), Cell::text(&self.joined(of.into_iter(), 350))]));
        let columns = vec![Column::new(&text.source, 620, Text), Column::new(&text.requirements, 350, Text)];
        Sheet { name: text.caption.clone(), columns, keys: 0, rows: rows.collect(), has_total: false }
    }

    /// Values that nobody has decided.
    fn open(&self) -> Sheet<'a> {
        let text = &self.words.workbook;
        let rows = self.document.open.iter().map(|value| {
            let origin = if value.origin == Origin::Missing { &self.words.unset } else { &self.words.default };
            let used_in = self.joined(value.used_in.iter().map(String::as_str), 230);
            let cells = [&value.label, origin, &value.text, &used_in, &value.field];
            row(cells.map(|cell| Cell::text(cell)))
        });
        let columns = vec![
            Column::new(&text.label, 230, Text),
            Column::new(&text.origin, 90, Text),
            Column::new(&text.value, 200, Code),
            Column::new(&text.used_in, 230, Text),
            Column::new(&text.field, 270, Text),
        ];
        Sheet { name: text.open.clone(), columns, keys: 1, rows: rows.collect(), has_total: false }
    }

    /// Whether the layout of requirements prints a field.
    fn prints(&self, field: Field) -> bool {
        self.document.layout.rows.iter().any(|row| row.field == Some(field))
    }

    fn joined<'n>(&self, names: impl Iterator<Item = &'n str>, column: u32) -> String {
        wrap::joined(names, column, self.size)
    }

    fn line(&self, content: &[Inline]) -> Cell<'a> {
        Cell::Text(Rich::inlines(content, self.words))
    }

    fn items(&self, items: &[Vec<Inline>]) -> Cell<'a> {
        Cell::Text(Rich::list(items, self.words).or(&self.words.none))
    }
}

fn row<const N: usize>(cells: [Cell<'_>; N]) -> Row<'_> {
    Row { anchor: None, cells: cells.into() }
}

fn link(requirement: &Requirement) -> Cell<'_> {
    Cell::Link { text: &requirement.number, anchor: &requirement.anchor }
}
