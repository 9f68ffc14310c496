//! The vertical form: labels down the left, of one requirement or several.

use std::collections::{BTreeMap, BTreeSet};

use super::draft::Draft;
use super::grid::Cell;
use super::items::bullet;
use super::labels::{Labels, What};
use super::line::{Line, Role};
use super::table::View;
use crate::diagnostic::Diagnostic;

/// Bytes beyond which a text is no name of what stands beside it.
const LONGEST_NAME: usize = 60;

/// A label with the text beside it.
struct Pair {
    what: What,
    /// The label's cell.
    label: usize,
    lines: Vec<Line>,
}

/// What a form holds.
#[derive(Default)]
pub(super) struct Form {
    /// Requirements; the first may go on with the one before.
    pub(super) drafts: Vec<Draft>,
    /// Text over the labels of the first.
    pub(super) band: Option<Line>,
    /// Text before the first label, where a label should stand: it goes on from the table before.
    pub(super) lead: Vec<Line>,
    pub(super) unread: Vec<Diagnostic>,
}

/// Reads a form.
pub(super) fn read(view: &View<'_>, labels: &Labels) -> Form {
    let mut form = Form::default();
    let mut pairs = pairs(view, labels, &mut form);
    for pair in pairs.iter_mut().filter(|pair| matches!(pair.what, What::Number | What::Title)) {
        // A name that stands again after a page break says so.
        pair.lines = pair.lines.iter().map(|line| line.part(0..labels.without_again(&line.text))).collect();
        pair.lines.retain(|line| !line.text.is_empty());
    }
    let mut draft = Draft::default();
    let mut seen: BTreeSet<What> = BTreeSet::new();
    // A label that names a requirement and has been met, or comes after what is required, begins the next.
    for pair in pairs {
        let had = seen.contains(&pair.what);
        let after_body = seen.iter().any(|what| what.is_body());
        let begins = pair.what.is_head() && (had || after_body) && pair.what != What::Level;
        if begins && !draft.repeats(pair.what, &pair.lines) {
            form.drafts.push(std::mem::take(&mut draft));
            seen.clear();
        } else if begins {
            // The head once more, after a page break.
            continue;
        } else if had && pair.what != What::Group {
            let span = view.grid.cells[pair.label].span.clone();
            let message = "한 요구사항 표에 같은 이름의 행이 두 번 있어 내용을 이어 읽었습니다";
            form.unread.push(Diagnostic::info("duplicate-label", message).span(span));
        }
        seen.insert(pair.what);
        draft.add(pair.what, pair.lines, view.grid.cells[pair.label].span.start);
    }
    form.drafts.push(draft);
    for draft in &mut form.drafts {
        form.unread.extend(draft.part_name().map(|line| beside_number(&line)));
    }
    form
}

/// The labels of a form with what stands beside them, in order.
fn pairs(view: &View<'_>, labels: &Labels, form: &mut Form) -> Vec<Pair> {
    let grid = view.grid;
    let mut pairs: Vec<Pair> = Vec::new();
    // A label alone in its row: its text stands below.
    let mut alone: Option<usize> = None;
    // The pair of each label's cell: a label that reaches over several rows is one.
    let mut known: BTreeMap<usize, usize> = BTreeMap::new();
    let mut below = None;
    for row in 0..grid.rows.len() {
        if view.heads.contains(&row) || below.take() == Some(row) {
            continue;
        }
        if view.is_over(row) {
            pairs.extend(columns(view, row));
            (alone, below) = (None, Some(row + 1));
            continue;
        }
        let cells = view.told(row);
        let Some(first) = cells.first().copied() else { continue };
        let has_label = cells.iter().any(|cell| view.labels[*cell].is_some());
        let starts_left = grid.cells[first].column == 0;
        let own_lines = |cells: &[usize]| row_lines(cells.iter().map(|cell| &grid.cells[*cell]));
        if !has_label {
            let own: Vec<usize> = cells.iter().copied().filter(|cell| grid.cells[*cell].row == row).collect();
            let lines = own_lines(&own);
            match (pairs.last_mut(), alone) {
                (Some(last), Some(_)) => last.lines.extend(lines),
                // The cell of the label is empty: it goes on from above.
                (Some(last), None) if !starts_left => last.lines.extend(lines),
                (None, _) if !starts_left => form.lead.extend(lines),
                (None, _) if own.len() == 1 => {
                    let whole = form.band.iter().chain(&lines).cloned().collect::<Vec<_>>();
                    form.band = Line::joined(&whole, " ");
                }
                _ => stray(&cells, view, labels, form, &mut pairs),
            }
            continue;
        }
        alone = None;
        let mut open: Option<usize> = None;
        let mut texts: Vec<(usize, usize)> = Vec::new();
        for (at, cell) in cells.iter().copied().enumerate() {
            let is_last = at + 1 == cells.len();
            if let Some(label) = view.labels[cell] {
                let above = open.map(|open| pairs[open].what);
                // The word for a field may stand in another field's text.
                let is_text = above.is_some_and(|above| !(above == What::Group && label.what.is_body()))
                    && is_last
                    && !label.is_strong
                    && open.is_some_and(|open| {
                        pairs[open].lines.is_empty() && texts.last().is_none_or(|text| text.0 != open)
                    });
                if !is_text {
                    let pair = *known.entry(cell).or_insert(pairs.len());
                    open = Some(pair);
                    if pair == pairs.len() {
                        pairs.push(Pair { what: label.what, label: cell, lines: Vec::new() });
                    }
                    if cells.len() == 1 && is_alone(&grid.cells[cell], grid.rows[row].len()) {
                        alone = open;
                    }
                    continue;
                }
            }
            if grid.cells[cell].row != row {
                continue;
            }
            match open {
                Some(open) => texts.push((open, cell)),
                // An unknown label before a known one.
                None => unknown(&grid.cells[cell], form),
            }
        }
        for texts in texts.chunk_by(|one, next| one.0 == next.0) {
            let cells: Vec<usize> = texts.iter().map(|(_, cell)| *cell).collect();
            let pair = &mut pairs[texts[0].0];
            if pair.what.is_duty() {
                pair.lines.extend(own_lines(&cells));
            } else {
                pair.lines.extend(cells.iter().flat_map(|cell| grid.cells[*cell].lines()).cloned());
            }
        }
    }
    pairs.retain(|pair| {
        let is_field = pair.what.field().is_some();
        if !is_field && !pair.lines.is_empty() {
            unknown(&grid.cells[pair.label], form);
        }
        is_field
    });
    pairs
}

/// Labels over the cells of the next row.
fn columns(view: &View<'_>, row: usize) -> Vec<Pair> {
    let grid = view.grid;
    let pair = |cell: usize| {
        let what = view.labels[cell]?.what;
        let below = grid.at(row + 1, grid.cells[cell].column).filter(|below| grid.cells[*below].row == row + 1)?;
        Some(Pair { what, label: cell, lines: grid.cells[below].lines().cloned().collect() })
    };
    grid.row(row).into_iter().filter_map(pair).collect()
}

/// The lines of cells that stand in one row: `근무 | 매일 09시까지` is one item, as is a row of several cells.
fn row_lines<'c>(cells: impl Iterator<Item = &'c Cell>) -> Vec<Line> {
    let cells: Vec<Vec<&Line>> =
        cells.map(|cell| cell.lines().collect::<Vec<_>>()).filter(|lines| !lines.is_empty()).collect();
    let are_single = cells.iter().all(|lines| lines.len() == 1);
    match cells.as_slice() {
        [] | [_] => cells.concat().into_iter().cloned().collect(),
        _ if are_single => {
            let is_name = |line: &Line| bullet(&line.text).is_none() && line.text.len() <= LONGEST_NAME;
            let separator = if cells.len() == 2 && is_name(cells[0][0]) { ": " } else { " | " };
            let whole = Line::joined(cells.concat(), separator);
            whole.map(|line| Line { role: Role::Item, ..line }).into_iter().collect()
        }
        _ => {
            let firsts = cells.iter().map(|lines| Line { role: Role::Item, ..lines[0].clone() });
            firsts
                .zip(&cells)
                .flat_map(|(first, lines)| {
                    std::iter::once(first).chain(lines[1..].iter().map(|line| (*line).clone())).collect::<Vec<_>>()
                })
                .collect()
        }
    }
}

/// What stands in a number's cell and is neither number nor title.
pub(super) fn beside_number(line: &Line) -> Diagnostic {
    let message = format!("`{}`: 고유번호 칸에 있는 다른 글은 읽지 않습니다", shortened(&line.text));
    Diagnostic::info("unread-row", message).span(line.span.clone())
}

fn is_alone(cell: &Cell, width: usize) -> bool {
    cell.column == 0 && cell.columns >= width
}

fn unknown(cell: &Cell, form: &mut Form) {
    let message = format!("`{}` 행은 요구사항의 항목으로 읽지 않습니다", shortened(&cell.text()));
    form.unread.push(Diagnostic::info("unread-row", message).span(cell.span.clone()));
}

/// A row without any known label.
fn stray(cells: &[usize], view: &View<'_>, labels: &Labels, form: &mut Form, pairs: &mut [Pair]) {
    let grid = view.grid;
    let Some(first) = cells.first() else { return };
    let lines: Vec<Line> = cells.iter().flat_map(|cell| grid.cells[*cell].lines()).cloned().collect();
    let is_item = lines.first().is_some_and(|line| bullet(&line.text).is_some());
    match pairs.last_mut() {
        // Items over the whole width go on with what is required.
        Some(last) if cells.len() == 1 && is_item && last.what.is_body() => last.lines.extend(lines),
        Some(_) if cells.len() > 1 => unknown(&grid.cells[*first], form),
        _ if lines.iter().all(|line| labels.is_none(&line.text)) => {}
        _ => {
            let message =
                format!("`{}`: 표에서 어느 항목인지 알 수 없는 글입니다", shortened(&grid.cells[*first].text()));
            form.unread.push(Diagnostic::warning("unread-row", message).span(grid.cells[*first].span.clone()));
        }
    }
}

/// The beginning of a text, for a message.
pub(super) fn shortened(text: &str) -> String {
    let mut chars = text.chars();
    let mut out: String = chars.by_ref().take(30).collect();
    if chars.next().is_some() {
        out.push('…');
    }
    out
}
