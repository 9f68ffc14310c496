//! Tables with a head row: requirements, numbers and titles, counts.

use super::draft::Draft;
use super::form::{beside_number, shortened};
use super::grid::Grid;
use super::labels::{Labels, What};
use super::line::Line;
use super::number::tidy;
use super::table::Columns;
use crate::diagnostic::Diagnostic;

/// A row of a list: number, title, category, and the cell in which it stands.
pub(super) struct Entry {
    pub(super) number: String,
    pub(super) title: Line,
    pub(super) number_line: Option<Line>,
    pub(super) category: Vec<Line>,
    pub(super) cell: usize,
}

/// A count: what is counted, empty for the total, and the cell of the number.
pub(super) struct Count {
    pub(super) category: String,
    pub(super) number: usize,
    pub(super) cell: usize,
}

/// A cell of a row; one that reaches in from above too.
fn cell(grid: &Grid, row: usize, columns: &Columns, what: What) -> Option<usize> {
    columns.find(what).and_then(|column| grid.at(row, column)).filter(|cell| !grid.cells[*cell].is_empty())
}

fn is_head(grid: &Grid, row: usize, labels: &Labels) -> bool {
    let cells = grid.row(row);
    let filled = cells.iter().filter(|cell| !grid.cells[**cell].is_empty()).count();
    let named = cells.iter().filter(|cell| labels.of(&grid.cells[**cell].text()).is_some()).count();
    filled > 0 && named >= 2 && filled <= 2 * named
}

fn is_total(grid: &Grid, row: usize, labels: &Labels) -> bool {
    grid.row(row).first().is_some_and(|first| {
        let text = grid.cells[*first].text();
        labels.is_total(&text) || labels.is_subtotal(&text)
    })
}

/// Whether in place of a title it says that the row goes on with another: `(계속)`.
fn is_continued(grid: &Grid, row: usize, columns: &Columns, labels: &Labels) -> bool {
    cell(grid, row, columns, What::Title).is_some_and(|cell| {
        let text = grid.cells[cell].text();
        text.starts_with('(') && labels.without_again(&text) == 0
    })
}

/// Requirements of a table with one a row.
pub(super) fn requirements(
    grid: &Grid,
    columns: &Columns,
    labels: &Labels,
    unread: &mut Vec<Diagnostic>,
) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = Vec::new();
    let mut category: Vec<Line> = Vec::new();
    for row in columns.first..grid.rows.len() {
        let own: Vec<usize> = grid.row(row).into_iter().filter(|cell| !grid.cells[*cell].is_empty()).collect();
        let Some(first) = own.first().copied() else { continue };
        if is_head(grid, row, labels) || is_total(grid, row, labels) {
            continue;
        }
        if own.len() == 1 && grid.cells[first].column == 0 && grid.cells[first].columns >= columns.of.len() {
            // A row over the whole width names the category of those below.
            category = grid.cells[first].lines().cloned().collect();
            continue;
        }
        let is_new = [What::Number, What::Title]
            .into_iter()
            .any(|what| cell(grid, row, columns, what).is_some_and(|cell| grid.cells[cell].row == row));
        if let Some(found) = cell(grid, row, columns, What::Category) {
            category = grid.cells[found].lines().cloned().collect();
        }
        let goes_on = is_new && is_continued(grid, row, columns, labels);
        if goes_on {
            let number = cell(grid, row, columns, What::Number).map(|cell| tidy(&grid.cells[cell].text()));
            if number.is_none() || number != drafts.last().map(Draft::number) {
                let message = format!(
                    "`{}`: 이어지는 행이나 앞의 행을 찾지 못해 읽지 않았습니다",
                    number.unwrap_or_else(|| shortened(&grid.cells[first].text()))
                );
                unread.push(
                    Diagnostic::warning("unread-row", message)
                        .hint("같은 시트의 고유번호가 같은 행 아래로 옮기세요")
                        .span(grid.cells[first].span.clone()),
                );
                continue;
            }
        }
        let is_new = is_new && !goes_on;
        if is_new {
            drafts.push(Draft::default());
        }
        let Some(draft) = drafts.last_mut() else {
            let message = format!("`{}`: 어느 요구사항의 행인지 알 수 없습니다", shortened(&grid.cells[first].text()));
            unread.push(Diagnostic::warning("unread-row", message).span(grid.cells[first].span.clone()));
            continue;
        };
        if is_new {
            draft.add(What::Category, category.clone(), grid.cells[first].span.start);
        }
        for (column, what) in columns.of.iter().enumerate() {
            let Some(what) = what.filter(|what| what.field().is_some() && *what != What::Category) else { continue };
            let Some(found) = grid.at(row, column) else { continue };
            let cell = &grid.cells[found];
            let is_again = goes_on && what.is_head();
            if cell.row == row && cell.column == column && !is_again {
                draft.add(what, cell.lines().cloned().collect(), cell.span.start);
            }
        }
    }
    for draft in &mut drafts {
        unread.extend(draft.part_name().map(|line| beside_number(&line)));
    }
    drafts
}

/// Rows of a list of requirements.
pub(super) fn entries(grid: &Grid, columns: &Columns, labels: &Labels, unread: &mut Vec<Diagnostic>) -> Vec<Entry> {
    let mut out = Vec::new();
    let mut category: Vec<Line> = Vec::new();
    for row in columns.first..grid.rows.len() {
        if is_head(grid, row, labels) || is_total(grid, row, labels) {
            continue;
        }
        if let Some(found) = cell(grid, row, columns, What::Category) {
            category = grid.cells[found].lines().cloned().collect();
        }
        let own = |what| cell(grid, row, columns, what).filter(|cell| grid.cells[*cell].row == row);
        let line = |cell: Option<usize>| cell.and_then(|cell| Line::joined(grid.cells[cell].lines(), " "));
        let (number, title) = (own(What::Number), own(What::Title));
        match (number, line(title)) {
            (Some(cell), Some(title)) if number != own(What::Title) => {
                let number_line = line(Some(cell));
                let number = number_line.as_ref().map(|line| tidy(&line.text)).unwrap_or_default();
                out.push(Entry { number, title, number_line, category: category.clone(), cell });
            }
            (None, None) => {}
            (found, _) => {
                let at = found.or(title).unwrap_or(0);
                let text = shortened(&grid.cells[at].text());
                if grid.cells[at].columns < columns.of.len() {
                    let message = format!("`{text}`: 목록표의 이 행에는 고유번호와 명칭 가운데 하나가 없습니다");
                    unread.push(Diagnostic::warning("unread-row", message).span(grid.cells[at].span.clone()));
                } else {
                    category = grid.cells[at].lines().cloned().collect();
                }
            }
        }
    }
    out
}

/// Counts of a table with a category a row.
pub(super) fn counts(grid: &Grid, columns: &Columns, labels: &Labels, unread: &mut Vec<Diagnostic>) -> Vec<Count> {
    let mut out = Vec::new();
    let Some(number) = columns.find(What::Count) else { return out };
    let named = columns.find(What::Category).unwrap_or(0);
    let code = columns.find(What::Code).or(columns.find(What::Number)).filter(|column| *column != named);
    for row in columns.first..grid.rows.len() {
        let Some(cell) = grid.at(row, number).filter(|cell| grid.cells[*cell].row == row) else { continue };
        let text = grid.cells[cell].text();
        if grid.cells[cell].is_empty() || is_head(grid, row, labels) {
            continue;
        }
        let Some(count) = amount(&text, labels) else {
            let message = format!("`{}`: 총괄표의 요구사항 수를 읽을 수 없습니다", shortened(&text));
            unread.push(Diagnostic::warning("unread-count", message).span(grid.cells[cell].span.clone()));
            continue;
        };
        let first = grid.at(row, 0).map(|cell| grid.cells[cell].text()).unwrap_or_default();
        let mut category = grid.at(row, named).map(|cell| grid.cells[cell].text()).unwrap_or_default();
        if labels.is_subtotal(&category) || labels.is_subtotal(&first) {
            continue;
        }
        if labels.is_total(&category) || labels.is_total(&first) || category.is_empty() {
            category.clear();
        } else if let Some(code) = code.and_then(|column| grid.at(row, column)) {
            let code = grid.cells[code].text();
            if !code.is_empty() && !category.contains(&code) {
                category = format!("{category} ({code})");
            }
        }
        out.push(Count { category, number: count, cell });
    }
    out
}

/// Counts of a table with categories across.
pub(super) fn counts_across(grid: &Grid, categories: usize, counts: usize, labels: &Labels) -> Vec<Count> {
    let mut out: Vec<Count> = Vec::new();
    for column in 1..grid.rows[counts].len() {
        let (Some(name), Some(cell)) = (grid.at(categories, column), grid.at(counts, column)) else { continue };
        let name = grid.cells[name].text();
        let Some(count) = amount(&grid.cells[cell].text(), labels) else { continue };
        if labels.is_subtotal(&name) || out.last().is_some_and(|last| last.cell == cell) {
            continue;
        }
        let category = if labels.is_total(&name) { String::new() } else { name };
        out.push(Count { category, number: count, cell });
    }
    out
}

/// A number of requirements: `12`, `1,024`, `12개`, `12 건`.
fn amount(text: &str, labels: &Labels) -> Option<usize> {
    let mut text = text.trim();
    if labels.is_none(text) {
        return Some(0);
    }
    for unit in &labels.words.units {
        text = text.strip_suffix(unit.as_str()).unwrap_or(text).trim_end();
    }
    text.replace(',', "").parse().ok()
}
