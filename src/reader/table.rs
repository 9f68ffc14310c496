//! What a table is: the form of a requirement, requirements in rows, a list,
//! counts, or no table of requirements.

use std::collections::BTreeSet;

use super::grid::Grid;
use super::labels::{Label, Labels, What};

/// Rows at the top among which a head row is looked for.
const HEAD_ROWS: usize = 4;

/// A table with what its cells are called.
pub(super) struct View<'g> {
    pub(super) grid: &'g Grid,
    pub(super) labels: Vec<Option<Label>>,
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
        let labels = grid.cells.iter().map(|cell| labels.of(&cell.text())).collect();
        Self { grid, labels }
    }

    /// Cells of a row that hold something.
    fn filled(&self, row: usize) -> Vec<usize> {
        self.grid.row(row).into_iter().filter(|cell| !self.grid.cells[*cell].is_empty()).collect()
    }

    /// Rows that begin with a label and go on beside it, with the label.
    fn led(&self) -> Vec<(usize, Label)> {
        let row = |at: usize| {
            let filled = self.filled(at);
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
            let cells = self.filled(row);
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

    fn across(&self, columns: Columns, context: &str, labels: &Labels) -> Option<Shape> {
        let strong = |what: What| self.labels.iter().flatten().any(|label| label.what == what && label.is_strong);
        let in_context = labels.words.summary.iter().any(|word| context.contains(word.as_str()));
        let number = columns.find(What::Number);
        let title = columns.find(What::Title);
        if columns.has(What::Count) && title.is_none() {
            let is_sure = strong(What::Count) || in_context || (strong(What::Category) && number.is_none());
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

/// Whether a text is a requirement's number: `SFR-001`, `ECR-HWA-001`, `SFR-상담-001`, `CSR - 003`, `SFR001`.
pub(super) fn looks_like_number(text: &str) -> bool {
    if text.len() > 40 || text.chars().filter(|c| c.is_whitespace()).count() > 6 {
        return false;
    }
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let parts: Vec<&str> = text.split(['-', '_', '–', '‐', '‑', '−']).collect();
    let is_digits = |text: &str| (1..=5).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_word = |text: &str| !text.is_empty() && text.chars().all(char::is_alphanumeric);
    match parts.as_slice() {
        [one] => {
            let letters = one.bytes().take_while(u8::is_ascii_uppercase).count();
            letters >= 2 && one.len() - letters >= 2 && is_digits(&one[letters..])
        }
        [first, middle @ .., last] => {
            is_word(first)
                && first.starts_with(|c: char| !c.is_ascii_digit())
                && middle.iter().all(|part| is_word(part))
                && is_digits(last)
        }
        [] => false,
    }
}
