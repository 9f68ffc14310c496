//! Tables that were not understood although requirements stand in them by number.

use std::collections::BTreeSet;
use std::ops::Range;

use super::grid::Grid;
use super::labels::Labels;
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

    /// Says which were read nowhere, when these are most and have the codes of requirements.
    fn told(self, known: &mut BTreeSet<String>, codes: &BTreeSet<String>) -> Option<Diagnostic> {
        let unread = self.numbers.iter().filter(|number| !known.contains(*number)).count();
        let is_ours = self.numbers.iter().any(|number| codes.contains(code(number)));
        // Where most were read it refers to them, as a table of open values does.
        if !is_ours || 2 * unread <= self.numbers.len() {
            return None;
        }
        let lost: Vec<String> = self.numbers.into_iter().filter(|number| known.insert(number.clone())).collect();
        let first = lost.first()?;
        let all = if lost.len() > 1 { format!(" 등 {}건", lost.len()) } else { String::new() };
        let message = format!("`{first}`{all}: 번호가 있으나 요구사항으로 읽지 못한 표입니다");
        Some(
            Diagnostic::warning("unread-table", message)
                .hint("머리 행이 있는 표에 빈 행 없이 이어 적거나, 표의 첫 행에 열의 이름을 적으세요")
                .span(self.span),
        )
    }
}

/// Says of such tables which numbers were read nowhere, each once.
pub(super) fn told(lost: Vec<Lost>, read: &BTreeSet<String>, listed: &[Listed], labels: &Labels) -> Vec<Diagnostic> {
    let listed = listed.iter().map(|listed| &listed.number);
    let own = read.iter().chain(listed).map(|number| code(number).to_owned());
    let codes = own.chain(labels.words.codes.iter().cloned()).collect();
    let mut known = read.clone();
    lost.into_iter().filter_map(|lost| lost.told(&mut known, &codes)).collect()
}
