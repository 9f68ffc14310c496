//! balju (발주, "placing an order") turns a project profile into the requirement
//! part of a Korean public-sector RFP (제안요청서).
//!
//! A [`Profile`] says what the project is; the [`Catalog`] says what could be
//! required; [`select()`] decides which applies and why; [`compose()`] fills, numbers
//! and arranges it into one format-free [`Document`]; [`write()`](writer::write)
//! prints it. [`check()`](check::check) reads a document, ours or one that [`reader`]
//! understood, as a critical reviewer would, and [`report`] says what was found.
//!
//! ```
//! use balju::{Assets, Catalog, Format, Options, Profile, Settings, compose, select, write};
//! # fn main() -> Result<(), Vec<balju::Diagnostic>> {
//! let text = r#"{ "project": { "name": "민원 포털 구축" }, "api_gateway": {} }"#;
//! let assets = Assets::builtin();
//! let (profile, _warnings) = Profile::from_json(text)?;
//! let catalog = Catalog::from_assets(&assets)?;
//! let selection = select(&profile, &catalog, &assets)?;
//! let document = compose(&profile, &catalog, &selection, &assets, &Options::default())?;
//! let page = write(&document, Format::Html, &assets, &Settings::default()).map_err(|fault| vec![fault])?;
//! # assert!(page.starts_with(b"<!DOCTYPE html>"));
//! # Ok(()) }
//! ```
//!
//! Data flows one way: a module uses only what stands before it in the list below.
//!
//! `diagnostic` · `figure` · `block` · `mark` · `template` · `josa` · `markup` · `assets` ·
//! `words` → `profile` → `catalog` → `select` → `assess` → `document` → `compose` → `issue` → `diff` →
//! `reader` → `check` → `report` → `writer` → `form` → `web`

pub mod assess;
pub mod assets;
pub mod block;
pub mod catalog;
pub mod check;
pub mod compose;
pub mod diagnostic;
pub mod diff;
pub mod document;
pub mod figure;
#[cfg(feature = "serve")]
pub mod form;
pub mod issue;
pub mod josa;
mod mark;
pub mod markup;
pub mod profile;
pub mod reader;
pub mod report;
pub mod select;
pub mod template;
#[cfg(feature = "serve")]
pub mod web;
pub mod words;
pub mod writer;

pub use assess::assess;
pub use assets::Assets;
pub use catalog::Catalog;
pub use compose::{Options, compose};
pub use diagnostic::Diagnostic;
pub use document::Document;
pub use profile::Profile;
pub use select::{Selection, select};
pub use writer::{Format, Settings, write};
