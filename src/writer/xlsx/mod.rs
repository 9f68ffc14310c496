//! A workbook for consultants, bidders and evaluators: the requirements as tables to filter.
//!
//! Text is always a string, counts are numbers, the total is a formula. A row that would be
//! higher than a spreadsheet shows goes on in the next one, so that nothing is cut off.

mod contents;
mod laid;
mod look;
mod name;
mod print;
mod rich;
mod sheet;
mod wrap;

use std::collections::BTreeMap;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use super::Sheets;
use super::office::style::Style;
use crate::assets::Assets;
use crate::diagnostic::Diagnostic;
use crate::document::{Document, plain};
use crate::words::Words;

/// Writes the document.
pub(super) fn write(document: &Document, assets: &Assets, sheets: Sheets) -> Result<Vec<u8>, Diagnostic> {
    let words = Words::read(assets)?;
    let style = Style::read(assets)?;
    workbook(document, &words, &style, sheets).map_err(|error| {
        Diagnostic::error("xlsx", format!("엑셀 파일을 만들 수 없습니다: {error}"))
            .hint("templates의 layout/words.toml을 고쳤다면 낱말의 길이를 확인하세요")
    })
}

fn workbook(document: &Document, words: &Words, style: &Style, sheets: Sheets) -> Result<Vec<u8>, XlsxError> {
    let size = style.font.table_size;
    let contents = contents::sheets(document, words, sheets, size);
    let laid: Vec<_> = contents.into_iter().map(|sheet| laid::lay(sheet, size, &words.workbook.continued)).collect();

    // Where each requirement is stated: links lead there.
    let mut targets = BTreeMap::new();
    for sheet in &laid {
        for (anchor, row) in &sheet.anchors {
            let name = sheet.name.replace('\'', "''");
            targets.insert(*anchor, format!("internal:'{name}'!A{}", row + 1));
        }
    }
    let mut workbook = Workbook::new();
    let look = look::Look::new(style);
    workbook.set_default_format(&look.normal, look::ROW_PIXELS, look::COLUMN_PIXELS)?;
    let title = plain(&document.title);
    // The time of creation would be the clock's: it is that of no day.
    let properties = DocProperties::new().set_title(title.as_str()).set_author("balju");
    workbook.set_properties(&properties.set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?));
    workbook.set_zip_compression_level(1);
    for sheet in &laid {
        let worksheet = workbook.add_worksheet();
        print::set_up(worksheet, sheet, style, &title)?;
        print::rows(worksheet, sheet, &look, &targets, words)?;
    }
    workbook.save_to_buffer()
}
