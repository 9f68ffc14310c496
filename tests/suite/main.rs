//! One integration binary: each module is a subject, each test a sentence.
//! `tests/README.md` says how to add a case.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that meets the unexpected should stop at once"
)]

mod josa;
mod profile;
