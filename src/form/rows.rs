//! Tables of the form: lists within lists as rows, and rows as lists again.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::ask::{Column, Level, Table};
use super::place::{get, record_type, set};
use super::value::{read_over, settled, show};

/// A row: what each column shows, and which records of the profile it stands for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Row {
    /// Places in their lists, the outermost first, apart by dots; empty for a new row.
    pub(super) origin: String,
    /// Where the records above it stand, for a row that has moved to others.
    pub(super) home: Option<Vec<usize>>,
    /// Texts by column; empty where the row above says it.
    pub(super) cells: Vec<Vec<String>>,
}

impl Row {
    pub(super) fn blank(table: &Table) -> Self {
        Self { cells: vec![Vec::new(); table.columns().count()], ..Self::default() }
    }

    pub(super) fn is_blank(&self) -> bool {
        self.cells.iter().flatten().all(|text| text.trim().is_empty())
    }

    /// The row's cells of a level.
    fn of<'r>(&'r self, table: &Table, level: usize) -> &'r [Vec<String>] {
        self.cells.get(table.cells(level)).unwrap_or_default()
    }

    fn is_said(&self, table: &Table, level: usize) -> bool {
        self.of(table, level).iter().any(|texts| !texts.concat().trim().is_empty())
    }

    /// Where the row's own record stands in the profile; empty for a new row.
    fn own_trail(&self) -> Vec<usize> {
        let places: Option<Vec<usize>> = self.origin.split('.').map(|at| at.parse().ok()).collect();
        places.unwrap_or_default()
    }

    /// Where the row's record of a level stands in the profile.
    fn trail(&self, level: usize) -> Option<Vec<usize>> {
        let own = self.own_trail();
        let places = match &self.home {
            Some(home) if level + 1 < own.len() => home.clone(),
            _ => own,
        };
        places.get(..=level).map(<[usize]>::to_vec)
    }
}

impl Table {
    /// The columns of all levels.
    pub(super) fn columns(&self) -> impl Iterator<Item = &Column> {
        self.levels.iter().flat_map(|level| &level.columns)
    }

    /// The name of a row's control.
    pub(super) fn control(&self, row: usize, column: &str) -> String {
        format!("{}[{row}].{column}", self.path)
    }

    /// The rows that the profile's list comes to.
    pub(super) fn rows(&self, root: &Value) -> Vec<Row> {
        let mut rows = Vec::new();
        if let Some(Value::Array(items)) = get(root, &self.path) {
            self.descend(0, items, &mut Vec::new(), &[], &mut rows);
        }
        rows
    }

    fn descend(
        &self,
        depth: usize,
        items: &[Value],
        trail: &mut Vec<usize>,
        lead: &[Vec<String>],
        rows: &mut Vec<Row>,
    ) {
        let blanks = vec![Vec::new(); lead.len()];
        for (at, item) in items.iter().enumerate() {
            // The records above are said once, beside the first of theirs.
            let mut cells = if at == 0 { lead.to_vec() } else { blanks.clone() };
            cells.extend(self.levels[depth].columns.iter().map(|column| show(&column.kind, get(item, &column.own))));
            trail.push(at);
            let below = self.levels.get(depth + 1).and_then(|level| get(item, &level.list)?.as_array());
            if let Some(below) = below.filter(|below| !below.is_empty()) {
                self.descend(depth + 1, below, trail, &cells, rows);
            } else {
                cells.resize(self.columns().count(), Vec::new());
                let origin: Vec<String> = trail.iter().map(usize::to_string).collect();
                rows.push(Row { origin: origin.join("."), home: None, cells });
            }
            trail.pop();
        }
    }

    /// Rows as the profile's list again. What a row does not ask of its record is kept. The map says
    /// by which control each place of the list can be changed.
    pub(super) fn list(&self, root: &Value, rows: &[Row]) -> (Value, BTreeMap<String, String>) {
        let mut gathering = Gathering {
            table: self,
            before: root,
            list: Vec::new(),
            open: Vec::new(),
            emptied: Vec::new(),
            places: BTreeMap::new(),
        };
        for (at, row) in rows.iter().enumerate() {
            gathering.add(at, row);
        }
        gathering.take_out_emptied();
        (Value::Array(gathering.list), gathering.places)
    }

    /// A record of the profile's list by the places in it.
    fn record<'v>(&self, root: &'v Value, trail: &[usize]) -> Option<&'v Value> {
        let mut value = get(root, &self.path)?.get(*trail.first()?)?;
        for (at, level) in trail[1..].iter().zip(&self.levels[1..]) {
            value = get(value, &level.list)?.get(*at)?;
        }
        Some(value)
    }

    /// Whether a row stands for a record that shows nothing: its cells are empty because there is
    /// nothing in them, and not because the row above says them.
    fn is_silent(&self, root: &Value, row: &Row, level: usize) -> bool {
        let record = row.trail(level).and_then(|trail| self.record(root, &trail));
        let shows =
            |column: &Column| record.is_some_and(|record| !show(&column.kind, get(record, &column.own)).is_empty());
        record.is_some() && !row.is_said(self, level) && !self.levels[level].columns.iter().any(shows)
    }

    /// Says in each row what the rows above say for it, so that it may be moved or taken out alone.
    pub(super) fn fill_down(&self, root: &Value, rows: &mut [Row]) {
        for at in 1..rows.len() {
            let (above, here) = rows.split_at_mut(at);
            let (Some(above), Some(here)) = (above.last(), here.first_mut()) else { continue };
            for level in 0..self.levels.len() - 1 {
                let is_own = self.is_silent(root, here, level) && here.trail(level) != above.trail(level);
                if here.is_blank() || here.is_said(self, level) || is_own {
                    break;
                }
                let cells = self.cells(level);
                here.cells[cells.clone()].clone_from_slice(&above.cells[cells]);
            }
        }
    }

    /// The columns of a level.
    fn cells(&self, level: usize) -> std::ops::Range<usize> {
        let before: usize = self.levels[..level].iter().map(|level| level.columns.len()).sum();
        before..before + self.levels[level].columns.len()
    }
}

/// Two rows change places; where other records stand above the other one, the row goes to those, and
/// the ones it leaves stay.
pub(super) fn change_places(table: &Table, rows: &mut Vec<Row>, row: usize, other: usize) {
    let depth = |row: &Row| row.own_trail().len();
    let last = depth(&rows[row]).saturating_sub(1);
    let above = |row: &Row| {
        (row.cells[..table.cells(last).start].to_vec(), row.trail(last).map(|trail| trail[..last].to_vec()))
    };
    let (from, to) = (above(&rows[row]), above(&rows[other]));
    if last == 0 || from == to || rows[other].origin.is_empty() {
        rows.swap(row, other);
        return;
    }
    if depth(&rows[row]) != depth(&rows[other]) {
        return;
    }
    let is_last_there = rows.iter().filter(|row| above(row) == from).count() == 1;
    let left = is_last_there.then(|| {
        let mut left = Row { origin: String::new(), home: None, ..rows[row].clone() };
        left.cells[table.cells(last).start..].fill(Vec::new());
        left.origin = from.1.iter().flatten().map(usize::to_string).collect::<Vec<_>>().join(".");
        left
    });
    let moved = &mut rows[row];
    moved.cells[..to.0.len()].clone_from_slice(&to.0);
    moved.home = to.1;
    if let Some(left) = left {
        rows.insert(if other > row { row } else { row + 1 }, left);
    }
}

/// A record that rows still add to.
struct Open {
    at: usize,
    cells: Vec<Vec<String>>,
    trail: Option<Vec<usize>>,
}

struct Gathering<'a> {
    table: &'a Table,
    /// The profile as it was.
    before: &'a Value,
    list: Vec<Value>,
    /// The record of each level that the last row stands in.
    open: Vec<Open>,
    /// Records whose lists wait for rows.
    emptied: Vec<Vec<usize>>,
    places: BTreeMap<String, String>,
}

impl Gathering<'_> {
    fn add(&mut self, row: usize, said: &Row) {
        let levels = self.table.levels.len();
        let is_silent = |level: usize| self.table.is_silent(self.before, said, level);
        let stands = |level: &usize| said.is_said(self.table, *level) || is_silent(*level);
        let Some(deepest) = (0..levels).rev().find(stands) else { return };
        for level in 0..=deepest {
            let trail = said.trail(level);
            let cells = said.of(self.table, level);
            let goes_on = self.open.get(level).is_some_and(|open| {
                let same_record = open.trail.is_none() || trail.is_none() || open.trail == trail;
                let says_same = if said.is_said(self.table, level) {
                    open.cells == cells && same_record
                } else {
                    same_record || !is_silent(level)
                };
                level + 1 < levels && says_same
            });
            if !goes_on {
                self.begin(row, level, cells, trail);
            }
        }
    }

    /// A new record, from the one it was in the profile.
    fn begin(&mut self, row: usize, level: usize, cells: &[Vec<String>], trail: Option<Vec<usize>>) {
        let table = self.table;
        let Level { columns, .. } = &table.levels[level];
        let known = trail.as_deref().and_then(|trail| table.record(self.before, trail)).cloned();
        let mut item = known.unwrap_or_else(|| Value::Object(Map::new()));
        let record = self.type_name(level);
        let below = table.levels.get(level + 1).and_then(|below| item.pointer_mut(&pointer(&below.list)));
        let has_rows = match below {
            Some(Value::Array(below)) => !std::mem::take(below).is_empty(),
            _ => false,
        };
        for (column, texts) in columns.iter().zip(cells) {
            let shown = show(&column.kind, get(&item, &column.own));
            let texts = settled(&column.kind, &shown, texts);
            if shown != texts {
                let value = read_over(&column.kind, &texts, get(&item, &column.own));
                set(&mut item, &record, &column.own, value);
            }
        }
        self.open.truncate(level);
        let above: Vec<usize> = self.open.iter().map(|open| open.at).collect();
        let at = self.push(&above, item);
        if has_rows {
            self.emptied.push([above.as_slice(), &[at]].concat());
        }
        let path = self.path(&above, at);
        for column in columns {
            self.places.insert(format!("{path}.{}", column.own), table.control(row, &column.name));
        }
        if let Some(first) = columns.first() {
            self.places.insert(path, table.control(row, &first.name));
        }
        self.open.push(Open { at, cells: cells.to_vec(), trail });
    }

    fn type_name(&self, level: usize) -> String {
        let path =
            self.table.path.split('.').chain(self.table.levels[1..=level].iter().flat_map(|l| l.list.split('.')));
        path.fold("Profile".to_owned(), |owner, field| record_type(&owner, field).unwrap_or_default())
    }

    /// Puts a record at the end of the list that is open, and says where.
    fn push(&mut self, above: &[usize], item: Value) -> usize {
        let (mut owner, mut list) = ("Profile".to_owned(), &mut self.list);
        for field in self.table.path.split('.') {
            owner = record_type(&owner, field).unwrap_or_default();
        }
        for (at, level) in above.iter().zip(&self.table.levels[1..]) {
            let record = &mut list[*at];
            if get(record, &level.list).and_then(Value::as_array).is_none() {
                set(record, &owner, &level.list, Some(Value::Array(Vec::new())));
            }
            for field in level.list.split('.') {
                owner = record_type(&owner, field).unwrap_or_default();
            }
            match record.pointer_mut(&pointer(&level.list)) {
                Some(Value::Array(below)) => list = below,
                _ => return 0, // it has just been made a list
            }
        }
        list.push(item);
        list.len() - 1
    }

    /// Lists whose last row has gone are not there any more.
    fn take_out_emptied(&mut self) {
        for trail in std::mem::take(&mut self.emptied) {
            let (Some(below), owner) = (self.table.levels.get(trail.len()), self.type_name(trail.len() - 1)) else {
                continue;
            };
            let mut record = self.list.get_mut(trail[0]);
            for (at, level) in trail[1..].iter().zip(&self.table.levels[1..]) {
                let list = record.and_then(|record| record.pointer_mut(&pointer(&level.list)));
                record = list.and_then(|list| list.get_mut(*at));
            }
            if let Some(record) = record
                && get(record, &below.list).and_then(Value::as_array).is_some_and(Vec::is_empty)
            {
                set(record, &owner, &below.list, None);
            }
        }
    }

    fn path(&self, above: &[usize], at: usize) -> String {
        let mut path = self.table.path.clone();
        for (place, level) in above.iter().zip(&self.table.levels[1..]) {
            path = format!("{path}[{place}].{}", level.list);
        }
        format!("{path}[{at}]")
    }
}

fn pointer(path: &str) -> String {
    format!("/{}", path.replace('.', "/"))
}
