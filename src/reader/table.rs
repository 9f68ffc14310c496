//! What a table is: the form of a requirement, requirements in rows, a list,
//! counts, or no table of requirements.

use std::collections::BTreeSet;

use super::grid::Grid;
use super::labels::{Label, Labels, What};
use super::number::{looks_like_number, named};

/// Rows at the top among which a head row is looked for.
const HEAD_ROWS: usize = 4;

/// A table with what its cells are called.
pub(super) struct View<'g> {
    pub(super) grid: &'g Grid,
    pub(super) labels: Vec<Option<Label>>,
    /// Rows that are a form's head and name no field: `구분 | 내용`.
    pub(super) heads: BTreeSet<usize>,
}

/// What the columns of a table hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Columns {
    /// First row below the head.
    pub(super) first: usize,
    pub(super) of: Vec<Option<What>>,
}

impl Columns {
    pub(super) fn has(&self, what: What) -> bool {
        self.of.contains(&Some(what))
    }

    pub(super) fn find(&self, what: What) -> Option<usize> {
        self.of.iter().position(|column| *column == Some(what))
    }
}

/// What a table is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Shape {
    /// Labels down the left, of one requirement or several.
    Form,
    /// The same without anything that names the requirement.
    Body,
    /// A requirement a row.
    Across(Columns),
    /// Numbers and titles.
    List(Columns),
    /// Numbers and titles again, beside other things.
    Trace,
    /// Counts by category.
    Summary(Columns),
    /// The same with categories across.
    SummaryAcross { categories: usize, counts: usize },
    /// Labels of requirements in no order that is understood.
    Strange,
    /// Another table.
    Other,
}

impl<'g> View<'g> {
    pub(super) fn new(grid: &'g Grid, labels: &Labels) -> Self {
        let mut view = Self {
            grid,
            labels: grid.cells.iter().map(|cell| labels.of(&cell.text())).collect(),
            heads: BTreeSet::new(),
        };
        for row in 0..grid.rows.len() {
            let filled = view.filled(row);
            if labels.is_form_head(filled.iter().map(|cell| grid.cells[*cell].text())) {
                view.heads.insert(row);
                for cell in filled {
                    view.labels[cell] = None;
                }
            }
        }
        view
    }

    /// Cells of a row that hold something, without the row's running number before a label.
    pub(super) fn told(&self, row: usize) -> Vec<usize> {
        let mut filled = self.filled(row);
        if let [first, second, ..] = filled.as_slice()
            && self.labels[*first].is_none()
            && self.labels[*second].is_some()
            && is_running(&self.grid.cells[*first].text())
        {
            filled.remove(0);
        }
        filled
    }

    /// Whether the labels of a row name the cells of the next: `고유번호 | 명칭` over `SFR-001 | 접수`.
    pub(super) fn is_over(&self, row: usize) -> bool {
        let (cells, below) = (self.filled(row), self.grid.rows.get(row + 1));
        let heads = cells.iter().filter_map(|cell| self.labels[*cell]).filter(|label| label.what.field().is_some());
        let number = cells.iter().find(|cell| self.labels[**cell].is_some_and(|label| label.what == What::Number));
        let is_number = |cell: usize| looks_like_number(&self.grid.cells[cell].text());
        cells.len() >= 2
            && heads.count() == cells.len()
            && below.is_some_and(|below| below.len() == self.grid.rows[row].len())
            && number
                .and_then(|cell| self.grid.at(row + 1, self.grid.cells[*cell].column))
                .is_some_and(|cell| self.grid.cells[cell].row == row + 1 && is_number(cell))
    }

    /// Whether requirements stand in cards: names in columns, what is required under or beside a label below.
    fn is_cards(&self) -> bool {
        let rows = self.grid.rows.len();
        let Some(over) = (0..rows.min(HEAD_ROWS)).find(|row| self.is_over(*row)) else { return false };
        let is_whole = |cell: usize| self.grid.cells[cell].columns >= self.grid.rows[over].len();
        let below = self.grid.rows.get(over + 2).map(|_| self.filled(over + 2)).unwrap_or_default();
        let body = below.first().filter(|cell| self.labels[**cell].is_some_and(|label| label.what.is_body()));
        body.is_some_and(|cell| below.len() > 1 || is_whole(*cell))
    }

    /// Whether the cell after a label holds a number and a title.
    fn has_name_beside(&self) -> bool {
        (0..self.grid.rows.len().min(HEAD_ROWS)).any(|row| {
            let cells = self.told(row);
            cells.windows(2).any(|pair| {
                let is_name = |what| matches!(what, What::Number | What::Title | What::Group);
                self.labels[pair[0]].is_some_and(|label| is_name(label.what))
                    && named(&self.grid.cells[pair[1]].text()).is_some_and(|named| !named.title.is_empty())
            })
        })
    }

    /// Cells of a row that hold something.
    fn filled(&self, row: usize) -> Vec<usize> {
        self.grid.row(row).into_iter().filter(|cell| !self.grid.cells[*cell].is_empty()).collect()
    }

    /// Rows that begin with a label and go on beside it, with the label.
    fn led(&self) -> Vec<(usize, Label)> {
        let row = |at: usize| {
            let filled = self.told(at);
            let first = *filled.first()?;
            let second = filled.get(1).and_then(|second| self.labels[*second]);
            // Two labels side by side are a head, unless one stands under the other.
            let over = self.labels[first].is_some_and(|label| label.what == What::Group);
            if second.is_some_and(|second| !(over && second.what.is_body())) {
                return None;
            }
            let cell = &self.grid.cells[first];
            let goes_on = self.grid.rows[at].len() > cell.column + cell.columns;
            self.labels[first].filter(|_| goes_on && cell.row == at).map(|label| (at, label))
        };
        (0..self.grid.rows.len()).filter_map(row).collect()
    }

    /// Whether the cell after a label of a kind looks like a requirement's number.
    fn has_number_beside(&self, what: What) -> bool {
        (0..self.grid.rows.len()).any(|row| {
            let cells = self.told(row);
            cells.windows(2).any(|pair| {
                self.labels[pair[0]].is_some_and(|label| label.what == what)
                    && looks_like_number(&self.grid.cells[pair[1]].text())
            })
        })
    }

    /// What the table is; `context` is the heading or caption before it.
    pub(super) fn shape(&self, context: &str, labels: &Labels) -> Shape {
        if self.labels.iter().flatten().next().is_none() {
            return Shape::Other;
        }
        let led = self.led();
        let counted = |what: &What| what.field().is_some() || *what == What::Count;
        let down: BTreeSet<What> = led.iter().map(|(_, label)| label.what).filter(counted).collect();
        let rows: BTreeSet<usize> = led.iter().map(|(row, _)| *row).collect();
        let mut all = BTreeSet::new();
        let mut is_strong = false;
        for row in &rows {
            for label in self.grid.row(*row).into_iter().filter_map(|cell| self.labels[cell]) {
                all.insert(label.what);
                is_strong |= label.is_strong && label.what.field().is_some();
            }
        }
        let duty = all.iter().any(|what| what.is_duty());
        if self.is_cards() {
            return Shape::Form;
        }
        if down.len() >= 2 {
            if down.contains(&What::Count) && !all.contains(&What::Number) && !all.contains(&What::Title) {
                let find = |what| led.iter().find(|(_, label)| label.what == what).map(|(row, _)| *row);
                if let (Some(categories), Some(counts)) = (find(What::Category), find(What::Count)) {
                    return Shape::SummaryAcross { categories, counts };
                }
            }
            let is_named = all.contains(&What::Number) || all.contains(&What::Title);
            is_strong |= self.has_number_beside(What::Number);
            if is_named && is_strong && (all.iter().any(|what| what.is_body()) || all.len() >= 2) {
                return Shape::Form;
            }
            if is_strong && duty && !is_named {
                return Shape::Body;
            }
        }
        if led.len() >= 2 && is_strong && duty && self.has_name_beside() {
            return Shape::Form;
        }
        // One row of pairs over a text without a label.
        if down.len() == 1 && self.has_number_beside(What::Number) && all.contains(&What::Title) {
            return Shape::Form;
        }
        if let Some(columns) = self.columns()
            && let Some(shape) = self.across(columns, context, labels)
        {
            return shape;
        }
        let names = |label: &Label| label.is_strong && matches!(label.what, What::Number | What::Title);
        if self.labels.iter().flatten().any(names) {
            return Shape::Strange;
        }
        if led.iter().any(|(_, label)| label.is_strong && label.what.is_body()) && led.len() == self.grid.rows.len() {
            return Shape::Body;
        }
        Shape::Other
    }

    /// The columns that a head row names.
    fn columns(&self) -> Option<Columns> {
        let rows = self.grid.rows.len();
        let is_head = |row: usize| {
            let cells = self.filled(row);
            let named = cells.iter().filter(|cell| self.labels[**cell].is_some()).count();
            named >= 2 && cells.len() <= 2 * named
        };
        let head = (0..rows.min(HEAD_ROWS)).find(|row| is_head(*row))?;
        let own = |row: usize, column: usize| self.grid.at(row, column).and_then(|cell| self.labels[cell]);
        let mut of: Vec<Option<Label>> = (0..self.grid.rows[head].len()).map(|column| own(head, column)).collect();
        let mut first = head + 1;
        if first < rows && is_head(first) {
            of.resize(of.len().max(self.grid.rows[first].len()), None);
            for (column, label) in of.iter_mut().enumerate() {
                *label = own(first, column).or(*label);
            }
            first += 1;
        }
        if first >= rows {
            return None;
        }
        // Where two columns have one name, the one that only tables of requirements have is meant.
        let strong: BTreeSet<What> =
            of.iter().flatten().filter(|label| label.is_strong).map(|label| label.what).collect();
        let mut seen = BTreeSet::new();
        let columns = of.into_iter().map(|label| {
            let label = label.filter(|label| label.is_strong || !strong.contains(&label.what))?;
            let is_first = seen.insert(label.what) || label.what == What::Group;
            is_first.then_some(label.what)
        });
        Some(Columns { first, of: columns.collect() })
    }

    /// Whether the rows below a head are categories of requirements.
    fn is_of_categories(&self, columns: &Columns, labels: &Labels) -> bool {
        let mut rows = columns.first..self.grid.rows.len();
        let text = |row: usize, column: usize| self.grid.at(row, column).map(|cell| self.grid.cells[cell].text());
        rows.by_ref().take(4).any(|row| {
            (0..columns.of.len()).filter_map(|column| text(row, column)).any(|text| {
                labels.words.codes.contains(text.trim()) || labels.words.summary.iter().any(|word| text.contains(word))
            })
        })
    }

    fn across(&self, columns: Columns, context: &str, labels: &Labels) -> Option<Shape> {
        let strong = |what: What| self.labels.iter().flatten().any(|label| label.what == what && label.is_strong);
        let in_context = labels.words.summary.iter().any(|word| context.contains(word.as_str()));
        let number = columns.find(What::Number);
        let title = columns.find(What::Title);
        if columns.has(What::Count) && title.is_none() {
            let is_sure = strong(What::Count)
                || in_context
                || (strong(What::Category) && number.is_none())
                || self.is_of_categories(&columns, labels);
            return is_sure.then_some(Shape::Summary(columns));
        }
        let like = |column: usize| {
            let rows = columns.first..self.grid.rows.len();
            let mut texts = rows.filter_map(|row| self.grid.at(row, column)).map(|cell| self.grid.cells[cell].text());
            texts.by_ref().take(8).any(|text| looks_like_number(&text))
        };
        let is_numbered = number.is_some_and(|column| strong(What::Number) || like(column));
        let is_named = is_numbered || (title.is_some() && strong(What::Title));
        if !is_named {
            return None;
        }
        if columns.of.iter().flatten().any(|what| what.is_duty()) {
            return Some(Shape::Across(columns));
        }
        title?;
        let others = [What::Deliverables, What::Acceptance, What::Answer, What::Related];
        if others.iter().any(|what| columns.has(*what)) {
            return Some(Shape::Trace);
        }
        is_numbered.then_some(Shape::List(columns))
    }
}

/// The running number of a row: `1`, `12.`, `①`.
pub(super) fn is_running(text: &str) -> bool {
    let digits = text.trim_end_matches(['.', ')']);
    let is_digits = (1..=4).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_digits || (text.chars().count() == 1 && text.starts_with(|c| matches!(c, '①'..='⑳')))
}
