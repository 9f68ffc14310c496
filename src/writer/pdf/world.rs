//! All that typst may see: one source file, the files beside it, fonts; no clock, no disk.

use std::collections::BTreeMap;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Features, Library, LibraryExt, World};

use super::content::Content;
use super::fonts::Fonts;

/// Name of the source file.
const MAIN: &str = "document.typ";
/// Name of the document's file.
const DATA: &str = "document.json";

/// What typst may see.
pub(super) struct Desk {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    source: Source,
    files: BTreeMap<String, Bytes>,
}

impl Desk {
    pub(super) fn new(content: Content, fonts: Fonts, source: &str) -> Option<Self> {
        let main = FileId::new(RootedPath::new(VirtualRoot::Project, VirtualPath::new(MAIN).ok()?));
        // Header cells beside a row are still among what may change.
        let features: Features = [Feature::A11yExtras].into_iter().collect();
        let mut files: BTreeMap<String, Bytes> =
            content.drawings.into_iter().map(|(name, drawing)| (name, Bytes::from_string(drawing))).collect();
        files.insert(DATA.to_owned(), Bytes::from_string(content.json));
        Some(Self {
            library: LazyHash::new(Library::builder().with_features(features).build()),
            book: LazyHash::new(fonts.book()),
            fonts: fonts.all,
            source: Source::new(main, source.to_owned()),
            files,
        })
    }
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    fn main(&self) -> FileId {
        self.source.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.source.id() { Ok(self.source.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let file = self.files.get(id.get().vpath().get_without_slash());
        file.cloned().ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
