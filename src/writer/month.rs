//! Months after the first day of a period, without a clock.

/// Year and month of a date `YYYY-MM-DD`.
pub(super) fn year_and_month(date: &str) -> Option<(i64, i64)> {
    let (year, month, _) = parts(date)?;
    Some((year, month))
}

/// A date some months later; the last day of the month where it has no such day.
pub(super) fn date_after(date: &str, months: i64) -> Option<String> {
    let (year, month, day) = parts(date)?;
    let (year, month) = later((year, month), months);
    Some(format!("{year:04}-{month:02}-{:02}", day.min(days(year, month))))
}

/// Year and month some months later.
pub(super) fn later((year, month): (i64, i64), months: i64) -> (i64, i64) {
    let count = year * 12 + month - 1 + months;
    (count.div_euclid(12), count.rem_euclid(12) + 1)
}

fn parts(date: &str) -> Option<(i64, i64, i64)> {
    let mut parts = date.splitn(3, '-').map(|part| part.parse::<u16>().ok().map(i64::from));
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    let is_date = (1..=12).contains(&month) && (1..=days(year, month)).contains(&day);
    is_date.then_some((year, month, day))
}

fn days(year: i64, month: i64) -> i64 {
    let leaps = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    match month {
        2 if leaps => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}
