//! Rows that our own workbooks divide where they are too high, as one again.

use std::collections::{BTreeMap, BTreeSet};

use super::super::number::looks_like_number;
use super::cells::Cell;

/// Begins an item in our own workbooks.
const BULLET: &str = "• ";

/// What tells a continued row which row it goes on with.
#[derive(Clone, Copy)]
struct Key<'c> {
    cell: &'c Cell,
    /// A requirement's number leads to its row wherever that stands; anything else to the row above.
    is_number: bool,
}

impl<'c> Key<'c> {
    /// The key of a row that goes on with another.
    fn of(row: &'c [Cell], continued: &str) -> Option<Self> {
        let mark = row.iter().position(|cell| cell.text.trim() == continued)?;
        let is_number = |cell: &&Cell| looks_like_number(&cell.text);
        // Beside the mark, with more after it, or first in the row.
        let beside = row[..mark].last().filter(|_| mark + 1 < row.len()).filter(is_number);
        let number = beside.or_else(|| row[..mark].first().filter(is_number));
        Some(Self { cell: number.or(row.first())?, is_number: number.is_some() })
    }

    /// Whether a row is the one that it leads to.
    fn leads_to(self, row: &[Cell]) -> bool {
        if self.is_number {
            row.iter().any(|cell| self.place() == (cell.column, cell.text.as_str()))
        } else {
            row.first().is_some_and(|first| first.text == self.cell.text)
        }
    }

    fn place(self) -> (usize, &'c str) {
        (self.cell.column, &self.cell.text)
    }
}

/// Cells with what continued rows say put to the row that they go on with, and the rows that are none any more.
///
/// A row that goes on with none stays as it is.
pub(super) fn rejoined(cells: Vec<Cell>, continued: &str) -> (Vec<Cell>, BTreeSet<usize>) {
    if continued.is_empty() || !cells.iter().any(|cell| cell.text.trim() == continued) {
        return (cells, BTreeSet::new());
    }
    let rows: Vec<&[Cell]> = cells.chunk_by(|one, next| one.row == next.row).collect();
    let keys: Vec<Option<Key<'_>>> = rows.iter().map(|row| Key::of(row, continued)).collect();
    let wanted: BTreeSet<(usize, &str)> =
        keys.iter().flatten().filter(|key| key.is_number).map(|key| key.place()).collect();
    // The first row with each number in its column.
    let mut firsts: BTreeMap<(usize, &str), usize> = BTreeMap::new();
    for (at, row) in rows.iter().enumerate().filter(|(at, _)| keys[*at].is_none()) {
        let places = row.iter().map(|cell| (cell.column, cell.text.as_str()));
        for place in places.filter(|place| wanted.contains(place)) {
            firsts.entry(place).or_insert(at);
        }
    }
    // The row that each row's cells go to, and those of each row in the end.
    let mut goals: Vec<usize> = (0..rows.len()).collect();
    let mut parts: Vec<Vec<Cell>> = rows.iter().map(|row| row.to_vec()).collect();
    let mut gone = BTreeSet::new();
    for (at, key) in keys.iter().enumerate() {
        let Some(key) = key else { continue };
        let above = at.checked_sub(1).filter(|above| rows[*above][0].row + 1 == rows[at][0].row);
        let above = above.map(|above| goals[above]).filter(|goal| keys[*goal].is_none() && key.leads_to(rows[*goal]));
        let far = || firsts.get(&key.place()).copied().filter(|_| key.is_number);
        let Some(goal) = above.or_else(far) else { continue };
        goals[at] = goal;
        gone.insert(rows[at][0].row);
        let more = std::mem::take(&mut parts[at]);
        join(&mut parts[goal], more, continued);
    }
    (parts.concat(), gone)
}

/// Puts what a continued row says to its row.
fn join(row: &mut Vec<Cell>, more: Vec<Cell>, continued: &str) {
    let number = row.first().map_or(0, |first| first.row);
    for cell in more.into_iter().filter(|cell| cell.text.trim() != continued) {
        match row.iter_mut().find(|before| before.column == cell.column) {
            // What tells the row apart stands there again.
            Some(before) if before.text == cell.text => {}
            Some(before) => {
                if cell.text.starts_with(BULLET) {
                    before.text.push('\n');
                }
                before.text.push_str(&cell.text);
            }
            None => row.push(Cell { row: number, ..cell }),
        }
    }
    row.sort_by_key(|cell| cell.column);
}
