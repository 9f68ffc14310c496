//! Where requirements begin a page: how far down a page the text has come, estimated.

/// A page that is filled less than to one part of this many is not left: the next requirement begins on it.
const TAIL: usize = 4;
/// A row that takes less of the page than one part of this many stays on one page.
const ROW: usize = 3;

/// How far down a page the text has come, hundredths of a point; half a page where nobody knows.
#[derive(Debug, Clone, Copy)]
pub(in crate::writer) struct Filled {
    page: usize,
    used: usize,
}

impl Filled {
    pub(in crate::writer) fn new(page: usize) -> Self {
        Self { page, used: page / 2 }
    }

    /// Something of unknown height.
    pub(in crate::writer) fn lose(&mut self) {
        self.used = self.page / 2;
    }

    /// A page begins.
    pub(in crate::writer) fn begin(&mut self) {
        self.used = 0;
    }

    /// Whether a requirement with rows so high begins a page: one of more than half a page does, so that it
    /// is in one piece or broken but where it must be, unless little stands on this page and it is in no more
    /// pieces below that.
    pub(in crate::writer) fn breaks_before(&self, rows: &[usize]) -> bool {
        let height: usize = rows.iter().sum();
        let is_tail = self.used * TAIL <= self.page;
        let fits = self.used + height <= self.page || height > self.page;
        height * 2 > self.page && !(is_tail && fits)
    }

    /// A requirement's table with rows so high, and what stands above it.
    pub(in crate::writer) fn add(&mut self, rows: &[usize], above: usize) {
        let height: usize = rows.iter().sum();
        self.take(above);
        if height * 2 <= self.page {
            self.take(height);
            return;
        }
        for row in rows {
            if row * ROW <= self.page {
                self.take(*row);
            } else {
                self.used = (self.used + row) % self.page.max(1);
            }
        }
    }

    /// What is not broken.
    fn take(&mut self, height: usize) {
        self.used = if self.used + height > self.page { height } else { self.used + height };
    }
}
