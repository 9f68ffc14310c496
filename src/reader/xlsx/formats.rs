//! Numbers as a sheet shows them, as far as a requirement needs it: dates and percentages.

use super::super::xml::{self, Piece};
use crate::diagnostic::Diagnostic;

/// Days from 1900-01-00, as spreadsheets count, to 1970-01-01; and those between the two ways of counting.
const EPOCH: i64 = 25_569;
const FROM_1904: i64 = 1_462;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    Plain,
    Date,
    Percent,
}

/// The formats of a workbook by the style of cells.
#[derive(Debug, Default)]
pub(super) struct Formats {
    of_style: Vec<Format>,
    from_1904: bool,
}

impl Formats {
    pub(super) fn read(text: &str, part: &str, from_1904: bool) -> Result<Self, Diagnostic> {
        let mut codes = std::collections::BTreeMap::new();
        let (mut of_style, mut in_cells) = (Vec::new(), false);
        xml::read(text, part, |piece| match piece {
            Piece::Open(element) => match element.name {
                "numFmt" => {
                    if let (Some(id), Some(code)) = (element.number("numFmtId"), element.get("formatCode")) {
                        codes.insert(id, of_code(&code));
                    }
                }
                "cellXfs" => in_cells = true,
                "xf" if in_cells => {
                    let id = element.number("numFmtId").unwrap_or(0);
                    of_style.push(codes.get(&id).copied().unwrap_or_else(|| built_in(id)));
                }
                _ => {}
            },
            Piece::Close("cellXfs") => in_cells = false,
            Piece::Close(_) | Piece::Text(_) => {}
        })?;
        Ok(Self { of_style, from_1904 })
    }

    /// A number as it is shown.
    pub(super) fn shown(&self, value: &str, style: usize) -> String {
        let Ok(number) = value.parse::<f64>() else { return value.to_owned() };
        let format = self.of_style.get(style).copied().unwrap_or(Format::Plain);
        match format {
            Format::Percent => format!("{}%", rounded(number * 100.0)),
            Format::Date if (1.0..2_958_466.0).contains(&number) => self.date(number),
            _ => rounded(number),
        }
    }

    fn date(&self, number: f64) -> String {
        #[allow(clippy::cast_possible_truncation, reason = "below three million")]
        let days = number.floor() as i64 - EPOCH + if self.from_1904 { FROM_1904 } else { 0 };
        let (year, month, day) = civil(days);
        format!("{year:04}-{month:02}-{day:02}")
    }
}

/// A number without what arithmetic in binary leaves behind.
fn rounded(number: f64) -> String {
    let text = format!("{number:.10}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

fn built_in(id: usize) -> Format {
    match id {
        9 | 10 => Format::Percent,
        14..=17 | 22 | 27..=31 | 36 | 50..=58 => Format::Date,
        _ => Format::Plain,
    }
}

fn of_code(code: &str) -> Format {
    let mut bare = String::new();
    let (mut in_quotes, mut in_brackets) = (false, false);
    for c in code.split(';').next().unwrap_or_default().chars() {
        match c {
            '"' => in_quotes = !in_quotes,
            '[' => in_brackets = true,
            ']' => in_brackets = false,
            c if !in_quotes && !in_brackets => bare.push(c.to_ascii_lowercase()),
            _ => {}
        }
    }
    if bare.contains('y') || (bare.contains('d') && bare.contains('m')) {
        Format::Date
    } else if bare.contains('%') {
        Format::Percent
    } else {
        Format::Plain
    }
}

/// Year, month and day of a day counted from 1970-01-01.
fn civil(days: i64) -> (i64, i64, i64) {
    // Years begin with March, so that the day that is sometimes there is the last.
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let march_month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * march_month + 2) / 5 + 1;
    let month = if march_month < 10 { march_month + 3 } else { march_month - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}
