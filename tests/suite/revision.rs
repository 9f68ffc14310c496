//! After the draft: numbers that never move, what changed, what was said.

mod diff;
mod numbers;
mod records;
