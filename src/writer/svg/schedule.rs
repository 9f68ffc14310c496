//! Bars over months.

use super::pen::{Anchor, Frame, Pen, Sample};
use super::text::{Line, Style, height, lines, widest, width};
use super::{USUAL, int};
use crate::figure::{Bar, Schedule};
use crate::words::FigureWords;
use crate::writer::month::{later, year_and_month};

/// Most that names of bars take.
const NAMES: i64 = 210;
/// Height of a bar.
const BAR: i64 = 20;

/// The field of months.
struct Field {
    left: i64,
    width: i64,
    months: i64,
}

impl Field {
    /// Where a month begins, counted from 0.
    fn x(&self, month: i64) -> i64 {
        self.left + self.width * month / self.months
    }

    /// Months at which labels stand, with the next, so that each label has room.
    fn ticks(&self, room: impl Fn(i64) -> i64) -> Vec<(i64, i64)> {
        let steps = [1, 2, 3, 6, 12, 24, 36, 60, 120];
        let long = (2..).map(|more| 120 * more * more);
        let fits = |step: &i64| *step >= self.months || self.width * step / self.months >= room(*step);
        let step = steps.into_iter().chain(long).find(fits).unwrap_or(self.months);
        let from = (0..).map(|at| at * step).take_while(|from| *from < self.months);
        from.map(|from| (from, (from + step).min(self.months))).collect()
    }

    /// Spans of months that are numbered.
    fn spans(&self) -> Vec<(i64, i64)> {
        let one = width(&self.months.to_string(), Style::Small) + 6;
        let span = width(&format!("{0}–{0}", self.months), Style::Small) + 8;
        self.ticks(|step| if step == 1 { one } else { span })
    }
}

/// Draws a schedule; returns the size.
pub(super) fn draw(schedule: &Schedule, words: &FigureWords, pen: &mut Pen) -> (i64, i64) {
    let names: Vec<Vec<Line>> = schedule.bars.iter().map(|bar| lines(&bar.label, Style::Note, NAMES)).collect();
    let unit = Line { text: words.nth_month.clone(), style: Style::Small };
    let left = names.iter().map(|name| widest(name)).max().unwrap_or(0).max(unit.width()) + 14;
    let end = schedule.bars.iter().map(last).max().unwrap_or(0);
    let months = i64::from(schedule.months).max(end).max(1);
    let field = Field { left, width: USUAL - left - 8, months };
    let head = header(schedule, &field, &unit, pen);
    let edges: Vec<i64> = field.spans().iter().map(|(from, _)| field.x(*from)).chain([field.x(months)]).collect();
    for x in &edges {
        pen.rule(&[((*x, head - 18), (*x, head))]);
    }
    let mut y = head;
    for (bar, name) in schedule.bars.iter().zip(&names) {
        let tall = height(name).max(BAR) + 12;
        let bar = Drawn::new(bar, &field, y + (tall - BAR) / 2, words);
        pen.rule(&[((0, y), (USUAL, y))]);
        // The lines of the months do not run through the bar and its text.
        for x in &edges {
            let (above, below) = (bar.frame.y - 1, bar.frame.y + BAR + 1);
            let is_behind = bar.left < *x && *x < bar.right;
            let whole = [((*x, y), (*x, y + tall))];
            let parts = [((*x, y), (*x, above)), ((*x, below), (*x, y + tall))];
            pen.rule(if is_behind { &parts } else { &whole });
        }
        pen.open("bar");
        pen.text(2, y + (tall - height(name)) / 2, Anchor::Start, name, false);
        bar.draw(pen);
        pen.close();
        y += tall;
    }
    pen.rule(&[((0, y), (USUAL, y))]);
    let mut bottom = y + 4;
    let entries = [(false, words.decided.as_str()), (true, words.proposed.as_str())];
    let proposed = int(schedule.bars.iter().filter(|bar| !bar.decided).count());
    if proposed > 0 {
        let from = usize::from(proposed == int(schedule.bars.len()));
        bottom += 8 + pen.legend(bottom + 8, USUAL, Sample::Bar, &entries[from..]);
    }
    (USUAL, bottom + 2)
}

/// Calendar and numbers of the months; returns the bottom.
fn header(schedule: &Schedule, field: &Field, unit: &Line, pen: &mut Pen) -> i64 {
    let mut y = 1;
    if let Some(start) = schedule.start.as_deref().and_then(year_and_month) {
        let label = |(year, month): (i64, i64)| Line { text: format!("{year}. {month}."), style: Style::Small };
        let room = label((later(start, field.months).0, 12)).width() + 8;
        for (from, _) in field.ticks(|_| room) {
            let line = label(later(start, from));
            // The last one may lack the room to its right.
            let x = field.x(from);
            if x + line.width() <= USUAL {
                pen.text(x + 1, y, Anchor::Start, &[line], false);
            }
        }
        y += 16;
    }
    pen.text(field.left - 8, y, Anchor::End, std::slice::from_ref(unit), false);
    for (from, to) in field.spans() {
        let text = if to - from == 1 { to.to_string() } else { format!("{}–{to}", from + 1) };
        let line = Line { text, style: Style::Small };
        let (a, b) = (field.x(from), field.x(to));
        // The last of them may be short.
        if line.width() <= b - a + 12 {
            pen.text(a + (b - a) / 2, y, Anchor::Middle, &[line], false);
        }
    }
    y + 18
}

fn first(bar: &Bar) -> i64 {
    i64::from(bar.start.max(1)) - 1
}

fn last(bar: &Bar) -> i64 {
    first(bar) + i64::from(bar.months.max(1))
}

/// A bar with its text, in its place.
struct Drawn {
    frame: Frame,
    decided: bool,
    text: Line,
    /// Where the text stands, and how.
    at: (i64, Anchor),
    /// Left of bar and text.
    left: i64,
    /// Right of bar and text.
    right: i64,
}

impl Drawn {
    fn new(bar: &Bar, field: &Field, y: i64, words: &FigureWords) -> Self {
        let (from, to) = (field.x(first(bar)), field.x(last(bar)));
        let text = Line { text: format!("{}{}", bar.months.max(1), words.months), style: Style::Small };
        let wide = text.width();
        // In the bar, else beside it, where the sheet does not end.
        let (at, left, right) = if wide + 8 <= to - from {
            ((from + (to - from) / 2, Anchor::Middle), from, to)
        } else if to + 4 + wide <= USUAL {
            ((to + 4, Anchor::Start), from, to + 6 + wide)
        } else {
            ((from - 4, Anchor::End), from - 6 - wide, to)
        };
        let frame = Frame { x: from + 1, y, width: (to - from - 2).max(2), height: BAR };
        Self { frame, decided: bar.decided, text, at, left, right }
    }

    fn draw(&self, pen: &mut Pen) {
        pen.frame(self.frame, !self.decided, if self.decided { 25 } else { 0 });
        let top = self.frame.y + (BAR - Style::Small.height()) / 2;
        pen.text(self.at.0, top, self.at.1, std::slice::from_ref(&self.text), false);
    }
}
