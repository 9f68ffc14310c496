//! Tables that were not understood although requirements stand in them by number.

use std::collections::BTreeSet;
use std::ops::Range;

use super::grid::Grid;
use super::number::{code, looks_like_number, tidy};
use crate::diagnostic::Diagnostic;
use crate::document::Listed;

/// The numbers down a column of such a table.
pub(super) struct Lost {
    numbers: Vec<String>,
    span: Range<usize>,
}

impl Lost {
    /// The first column in which more than half of the rows have a number.
    pub(super) fn of(grid: &Grid) -> Option<Self> {
        let numbers = |column: usize| -> Vec<String> {
            let own = |row: usize| grid.at(row, column).filter(|cell| grid.cells[*cell].row == row);
            let texts = (0..grid.rows.len()).filter_map(own).map(|cell| grid.cells[cell].text());
            texts.filter(|text| looks_like_number(text)).map(|text| tidy(&text)).collect()
        };
        let is_most = |numbers: &Vec<String>| 2 * numbers.len() > grid.rows.len();
        let numbers = (0..grid.width()).map(numbers).find(is_most)?;
        Some(Self { numbers, span: grid.span.clone() })
    }

    /// Says which were read nowhere; what only looks like a number, its code none of theirs, is none.
    fn told(self, read: &BTreeSet<String>, codes: &BTreeSet<&str>) -> Option<Diagnostic> {
        let is_lost = |number: &&String| !read.contains(*number) && codes.contains(code(number));
        let lost: BTreeSet<&String> = self.numbers.iter().filter(is_lost).collect();
        let first = self.numbers.iter().find(|number| lost.contains(number))?;
        let all = if lost.len() > 1 { format!(" 등 {}건", lost.len()) } else { String::new() };
        let message = format!("`{first}`{all}: 번호가 있으나 요구사항으로 읽지 못한 표입니다");
        Some(
            Diagnostic::warning("unread-table", message)
                .hint("머리 행이 있는 표에 빈 행 없이 이어 적거나, 표의 첫 행에 열의 이름을 적으세요")
                .span(self.span),
        )
    }
}

/// Says of such tables which numbers were read nowhere.
pub(super) fn told(lost: Vec<Lost>, read: &BTreeSet<String>, listed: &[Listed]) -> Vec<Diagnostic> {
    let listed = listed.iter().map(|listed| &listed.number);
    let codes = read.iter().chain(listed).map(|number| code(number)).collect();
    lost.into_iter().filter_map(|lost| lost.told(read, &codes)).collect()
}
