//! Puts a laid-out sheet into the workbook.

use std::collections::BTreeMap;

use rust_xlsxwriter::{DataValidation, Format, Formula, IgnoreError, Worksheet, XlsxError};

use super::laid::Laid;
use super::look::Look;
use super::rich::{Face, Rich};
use super::sheet::{Cell, ColumnKind};
use crate::words::Words;
use crate::writer::office::lines::{Font, clipped};
use crate::writer::office::style::Style;
use crate::writer::office::xml::clean;

/// Paper: A4.
const A4: u8 = 9;
/// Pixels up to which a sheet is printed upright.
const UPRIGHT: u32 = 720;
/// The paper's sides, millimetres.
const SIDES: [f64; 2] = [210.0, 297.0];
/// Size of a running header's letters, hundredths of a point.
const HEADER: usize = 1100;
const POINTS_AN_INCH: f64 = 72.0;
const MILLIMETRES_AN_INCH: f64 = 25.4;

/// Name, columns, what stays in view, and how it is printed.
pub(super) fn set_up(sheet: &mut Worksheet, laid: &Laid<'_>, style: &Style, title: &str) -> Result<(), XlsxError> {
    sheet.set_name(&laid.name)?;
    for (at, column) in (0_u16..).zip(&laid.columns) {
        sheet.set_column_width_pixels(at, column.width)?;
        if column.is_hidden {
            sheet.set_column_hidden(at)?;
        }
    }
    let keys = u16::try_from(laid.keys).unwrap_or(0);
    sheet.set_freeze_panes(1, keys)?;
    sheet.set_repeat_rows(0, 0)?;
    sheet.set_paper_size(A4).set_print_fit_to_pages(1, 0).set_print_center_horizontally(true);
    let width: u32 = laid.columns.iter().filter(|column| !column.is_hidden).map(|column| column.width).sum();
    let lies = width > UPRIGHT;
    if lies {
        sheet.set_landscape();
    }
    let inches = |millimetres: f64| millimetres / MILLIMETRES_AN_INCH;
    let page = &style.page;
    // Header and footer stand halfway between the paper's edge and the text.
    let [left, right, top, bottom] = [page.left, page.right, page.top, page.bottom].map(inches);
    sheet.set_margins(left, right, top, bottom, top / 2.0, bottom / 2.0);
    let header = clean(&style.header.text).replace("{title}", &clean(title)).replace(['\n', '\r'], " ");
    let room = inches(SIDES[usize::from(lies)] - page.left - page.right) * POINTS_AN_INCH * 100.0;
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the width of a page")]
    let header = clipped(&header, room as usize, Font::of(HEADER));
    sheet.set_header(format!("&L{}", header.replace('&', "&&")));
    sheet.set_footer("&C&P / &N&R&A");
    Ok(())
}

/// The row of labels and the rows under it.
pub(super) fn rows(
    sheet: &mut Worksheet,
    laid: &Laid<'_>,
    look: &Look,
    targets: &BTreeMap<&str, String>,
    words: &Words,
) -> Result<(), XlsxError> {
    for (at, column) in (0_u16..).zip(&laid.columns) {
        string(sheet, 0, at, &Rich::plain(column.label), &look.head, look)?;
    }
    sheet.set_row_height(0, laid.head)?;
    let counted = look.counted(&words.traceability.items);
    let last = u32::try_from(laid.rows.len()).unwrap_or(u32::MAX);
    for (row, (cells, height)) in (1_u32..).zip(&laid.rows) {
        let is_total = laid.has_total && row == last;
        for (at, (cell, column)) in (0_u16..).zip(cells.iter().zip(&laid.columns)) {
            match cell {
                Cell::Text(rich) if is_total => string(sheet, row, at, rich, &look.total, look)?,
                Cell::Text(rich) if column.kind == ColumnKind::Code => string(sheet, row, at, rich, &look.code, look)?,
                Cell::Text(rich) => string(sheet, row, at, rich, look.text(rich.origin()), look)?,
                Cell::Link { text, anchor } => match targets.get(anchor) {
                    Some(target) => {
                        sheet.write_url_with_options(row, at, target.as_str(), *text, "", Some(&look.link))?;
                    }
                    None => string(sheet, row, at, &Rich::plain(text), &look.code, look)?,
                },
                Cell::Number(number) => number_cell(sheet, row, at, *number, &look.number)?,
                Cell::Counted(number) => number_cell(sheet, row, at, *number, &counted)?,
                Cell::Sum(result) => {
                    let letter = char::from(b'A' + u8::try_from(at).unwrap_or(0));
                    let above = format!("=SUM({letter}2:{letter}{row})");
                    let formula = Formula::new(above).set_result(result.to_string());
                    sheet.write_formula_with_format(row, at, formula, &look.total_number)?;
                }
            }
        }
        sheet.set_row_height(row, *height)?;
    }
    controls(sheet, laid, last, words)
}

/// The filter, the list to choose answers from, and no warning of numbers that are text.
fn controls(sheet: &mut Worksheet, laid: &Laid<'_>, last: u32, words: &Words) -> Result<(), XlsxError> {
    let columns = u16::try_from(laid.columns.len()).unwrap_or(1);
    let filtered = if laid.has_total { last.saturating_sub(1) } else { last };
    sheet.autofilter(0, 0, filtered, columns - 1)?;
    if last == 0 {
        return Ok(());
    }
    for (at, column) in (0_u16..).zip(&laid.columns) {
        if column.kind == ColumnKind::Answer {
            let text = &words.compliance;
            let choice = DataValidation::new().allow_list_strings(&[&text.accepted, &text.partial, &text.refused])?;
            sheet.add_data_validation(1, at, last, at, &choice)?;
        }
    }
    sheet.ignore_error_range(1, 0, last, columns - 1, IgnoreError::NumberStoredAsText)?;
    Ok(())
}

fn number_cell(sheet: &mut Worksheet, row: u32, at: u16, number: usize, format: &Format) -> Result<(), XlsxError> {
    sheet.write_number_with_format(row, at, u32::try_from(number).unwrap_or(u32::MAX), format)?;
    Ok(())
}

/// A text, with faces when it has more than the plain one.
fn string(
    sheet: &mut Worksheet,
    row: u32,
    at: u16,
    rich: &Rich,
    format: &Format,
    look: &Look,
) -> Result<(), XlsxError> {
    // The library takes a string of this form for runs it has made itself.
    let is_mistaken = rich.text.starts_with("<r>");
    if !is_mistaken && rich.faces.iter().all(|(_, face)| matches!(face, Face::Plain | Face::Default)) {
        sheet.write_string_with_format(row, at, &rich.text, format)?;
        return Ok(());
    }
    // A default looks like the text around it: one run is quicker to read than three.
    let mut texts: Vec<(Face, String)> = Vec::new();
    for (face, text) in rich.runs() {
        let face = if face == Face::Default { Face::Plain } else { face };
        match texts.last_mut() {
            Some((last, before)) if *last == face => before.push_str(text),
            _ => texts.push((face, text.to_owned())),
        }
    }
    for (_, text) in &mut texts {
        if text.contains("_x") {
            *text = kept(text);
        }
    }
    let runs: Vec<(&Format, &str)> = texts.iter().map(|(face, text)| (look.face(*face), text.as_str())).collect();
    sheet.write_rich_string_with_format(row, at, &runs, format)?;
    Ok(())
}

/// A text in which nothing reads as an escaped character (`_x0041_`); in plain strings the library sees to it.
fn kept(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        out.push_str(&rest[..at]);
        let code = rest.as_bytes().get(at + 2..at + 7);
        if code.is_some_and(|code| code[4] == b'_' && code[..4].iter().all(u8::is_ascii_hexdigit)) {
            out.push_str("_x005F");
        }
        out.push_str("_x");
        rest = &rest[at + 2..];
    }
    out + rest
}
