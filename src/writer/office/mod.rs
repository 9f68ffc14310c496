//! What the office formats share: the package, XML that cannot be broken, the look.

pub(super) mod equivalent;
pub(super) mod labels;
pub(super) mod lines;
pub(super) mod package;
pub(super) mod pages;
pub(super) mod style;
pub(super) mod xml;
