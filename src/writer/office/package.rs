//! A zip package with the same bytes for the same parts: the only file that knows zip.

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// Deflate level: the bodies repeat themselves so much that a higher one gains little and takes long.
const LEVEL: i64 = 1;

/// A package in the making.
pub(in crate::writer) struct Package {
    zip: ZipWriter<Cursor<Vec<u8>>>,
}

impl Package {
    pub(in crate::writer) fn new() -> Self {
        Self { zip: ZipWriter::new(Cursor::new(Vec::new())) }
    }

    /// Adds a part as it is, without compression.
    pub(in crate::writer) fn stored(self, name: &str, bytes: &[u8]) -> Self {
        self.add(name, bytes, CompressionMethod::Stored)
    }

    /// Adds a part.
    pub(in crate::writer) fn part(self, name: &str, bytes: &[u8]) -> Self {
        self.add(name, bytes, CompressionMethod::Deflated)
    }

    fn add(mut self, name: &str, bytes: &[u8], method: CompressionMethod) -> Self {
        // The time of a part would be the clock's: it is that of no day.
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .compression_level((method == CompressionMethod::Deflated).then_some(LEVEL))
            .last_modified_time(DateTime::default())
            .unix_permissions(0o644);
        // Memory can be written to, and parts have different names.
        let written = self.zip.start_file(name, options).map(|()| self.zip.write_all(bytes));
        debug_assert!(matches!(written, Ok(Ok(()))), "{name}");
        self
    }

    /// The bytes of the package.
    pub(in crate::writer) fn finish(self) -> Vec<u8> {
        self.zip.finish().map(Cursor::into_inner).unwrap_or_default()
    }
}
