//! One integration binary: each module is a subject, each test a sentence.
//! `tests/README.md` says how to add a case.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::case_sensitive_file_extension_comparisons,
    clippy::format_collect,
    clippy::disallowed_types,
    reason = "a test that meets the unexpected should stop at once"
)]

mod answers;
mod assess;
mod audience;
mod catalog;
mod check;
mod cli;
mod common;
mod components;
mod composition;
mod dice;
mod figures;
#[cfg(feature = "serve")]
mod form;
mod golden;
mod house;
mod import;
mod josa;
mod markup;
mod office;
mod parts;
mod profile;
mod properties;
mod reader;
mod report;
mod revision;
#[cfg(feature = "serve")]
mod web;
mod writers;
