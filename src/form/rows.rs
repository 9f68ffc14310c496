//! Tables of the form: lists within lists as rows, and rows as lists again.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::ask::{Column, Level, Table};
use super::place::{get, record_type, set};
use super::value::{read, show};

/// A row: what each column shows, and which records of the profile it stands for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Row {
    /// Places in their lists, the outermost first, apart by dots; empty for a new row.
    pub(super) origin: String,
    /// Texts by column; empty where the row above says it.
    pub(super) cells: Vec<Vec<String>>,
}

impl Row {
    pub(super) fn blank(table: &Table) -> Self {
        Self { origin: String::new(), cells: vec![Vec::new(); table.columns().count()] }
    }

    pub(super) fn is_blank(&self) -> bool {
        self.cells.iter().flatten().all(|text| text.trim().is_empty())
    }

    /// The row's cells of a level.
    fn of<'r>(&'r self, table: &Table, level: usize) -> &'r [Vec<String>] {
        let before: usize = table.levels[..level].iter().map(|level| level.columns.len()).sum();
        self.cells.get(before..before + table.levels[level].columns.len()).unwrap_or_default()
    }

    /// Where the row's record of a level stands in the profile.
    fn trail(&self, level: usize) -> Option<Vec<usize>> {
        let places: Option<Vec<usize>> = self.origin.split('.').take(level + 1).map(|at| at.parse().ok()).collect();
        places.filter(|places| places.len() == level + 1)
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
            match below.filter(|below| !below.is_empty()) {
                Some(below) => self.descend(depth + 1, below, trail, &cells, rows),
                None => {
                    cells.resize(self.columns().count(), Vec::new());
                    let origin: Vec<String> = trail.iter().map(usize::to_string).collect();
                    rows.push(Row { origin: origin.join("."), cells });
                }
            }
            trail.pop();
        }
    }

    /// Rows as the profile's list again. What a row does not ask of its record is kept. The map says
    /// by which control each place of the list can be changed.
    pub(super) fn list(&self, root: &Value, rows: &[Row]) -> (Value, BTreeMap<String, String>) {
        let mut gathering = Gathering {
            table: self,
            before: get(root, &self.path).unwrap_or(&Value::Null),
            list: Vec::new(),
            open: Vec::new(),
            places: BTreeMap::new(),
        };
        for (at, row) in rows.iter().enumerate() {
            gathering.add(at, row);
        }
        (Value::Array(gathering.list), gathering.places)
    }
}

/// Says in each row what the rows above say for it, so that it may be moved or taken out alone.
pub(super) fn fill_down(table: &Table, rows: &mut [Row]) {
    for at in 1..rows.len() {
        let (above, here) = rows.split_at_mut(at);
        let (Some(above), Some(here)) = (above.last(), here.first_mut()) else { continue };
        let last = table.levels.len() - 1;
        let mut column = 0;
        for level in &table.levels[..last] {
            let cells = column..column + level.columns.len();
            column = cells.end;
            if here.is_blank() || here.cells[cells.clone()].iter().any(|texts| !texts.concat().trim().is_empty()) {
                break;
            }
            here.cells[cells.clone()].clone_from_slice(&above.cells[cells]);
        }
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
    /// The list as the profile has it.
    before: &'a Value,
    list: Vec<Value>,
    /// The record of each level that the last row stands in.
    open: Vec<Open>,
    places: BTreeMap<String, String>,
}

impl Gathering<'_> {
    fn add(&mut self, row: usize, said: &Row) {
        let levels = self.table.levels.len();
        let is_said = |level: &usize| said.of(self.table, *level).iter().any(|texts| !texts.concat().trim().is_empty());
        let Some(deepest) = (0..levels).rev().find(is_said) else { return };
        for level in 0..=deepest {
            let trail = said.trail(level);
            let cells = said.of(self.table, level);
            let goes_on = self.open.get(level).is_some_and(|open| {
                let same_record = open.trail.is_none() || trail.is_none() || open.trail == trail;
                level + 1 < levels && (!is_said(&level) || (open.cells == cells && same_record))
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
        let mut item =
            trail.as_deref().and_then(|trail| self.record(trail)).unwrap_or_else(|| Value::Object(Map::new()));
        let record = self.type_name(level);
        if let (Some(below), Some(map)) = (table.levels.get(level + 1), item.as_object_mut()) {
            map.shift_remove(&below.list);
        }
        for (column, texts) in columns.iter().zip(cells) {
            if show(&column.kind, get(&item, &column.own)) != *texts {
                set(&mut item, &record, &column.own, read(&column.kind, texts));
            }
        }
        self.open.truncate(level);
        let above: Vec<usize> = self.open.iter().map(|open| open.at).collect();
        let at = self.push(&above, item);
        let path = self.path(&above, at);
        for column in columns {
            self.places.insert(format!("{path}.{}", column.own), table.control(row, &column.name));
        }
        if let Some(first) = columns.first() {
            self.places.insert(path, table.control(row, &first.name));
        }
        self.open.push(Open { at, cells: cells.to_vec(), trail });
    }

    /// A record of the profile's list by the places in it.
    fn record(&self, trail: &[usize]) -> Option<Value> {
        let mut value = self.before.get(*trail.first()?)?;
        for (at, level) in trail[1..].iter().zip(&self.table.levels[1..]) {
            value = get(value, &level.list)?.get(*at)?;
        }
        value.is_object().then(|| value.clone())
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
            let pointer = format!("/{}", level.list.replace('.', "/"));
            match record.pointer_mut(&pointer) {
                Some(Value::Array(below)) => list = below,
                _ => return 0, // it has just been made a list
            }
        }
        list.push(item);
        list.len() - 1
    }

    fn path(&self, above: &[usize], at: usize) -> String {
        let mut path = self.table.path.clone();
        for (place, level) in above.iter().zip(&self.table.levels[1..]) {
            path = format!("{path}[{place}].{}", level.list);
        }
        format!("{path}[{at}]")
    }
}
