//! Where in a document something stands, and what a document says of itself.

use super::Field;

/// Where a passage of a document stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// The document as a whole.
    Document,
    /// A passage of a section, by the section's place and the passage's within it: its heading, then
    /// each paragraph, list item and table cell of its own, in reading order.
    Section(usize, usize),
    /// A field of a requirement: the requirement's place, the field, the item's place.
    Requirement(usize, Field, usize),
}

/// A count that a document declares: the row of a category, or the total.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declared {
    /// What is counted, as it is written; empty for the total.
    pub category: String,
    /// How many are declared.
    pub count: usize,
    /// Where it stands.
    pub place: Place,
}

/// A requirement in the list of requirements.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Number as it is written.
    pub number: String,
    /// Title as it is written.
    pub title: String,
    /// Where it stands.
    pub place: Place,
}
