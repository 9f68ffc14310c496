//! The reviewer: each rule over sentences as RFPs are really written, and over whole documents.
//!
//! The cases of a rule are `data/check/<code>.toml`: sentences it must find fault with (`bad`) and
//! sentences it must leave alone (`good`).

mod rules;
