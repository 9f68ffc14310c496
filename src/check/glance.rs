//! What is seen of a text at a glance: its numbers and sentences, found once for all rules.

use std::ops::Range;

use super::pattern::sentences;
use super::scan::{self, Number};

/// What every rule asks of a text.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Glance {
    /// The numbers in it that count or measure.
    pub(super) numbers: Vec<Number>,
    /// Its sentences.
    pub(super) sentences: Vec<Range<usize>>,
    /// How many of what is shielded is no quotation; quotations come after.
    pub(super) unquoted: usize,
}

impl Glance {
    pub(super) fn of(text: &str, unquoted: usize) -> Self {
        Self { numbers: scan::numbers(text), sentences: sentences(text), unquoted }
    }
}
