//! The profile as a form: what is shown and sent back is the profile again, and a change changes
//! what it is about and nothing else.

mod choices;
mod controls;
mod model;
mod tables;
mod texts;

use std::sync::LazyLock;

use balju::Assets;
use balju::form::{Answers, Control, Edit, Form, Grid, Guide, Item, Merged, RowEdit, merge};
use serde_json::Value;

use crate::common::catalog;

static GUIDE: LazyLock<Guide> = LazyLock::new(|| Guide::new(&Assets::builtin(), &catalog()).unwrap());

type Fields = Vec<(String, String)>;

/// The form of a profile.
fn shown(profile: &Value) -> Form {
    form_of(&merged(profile, &[], None))
}

fn form_of(merged: &Merged) -> Form {
    Form::new(merged, &GUIDE)
}

fn merged(profile: &Value, fields: &[(String, String)], edit: Option<&Edit>) -> Merged {
    let answers: Answers = fields.iter().cloned().collect();
    merge(profile, &answers, &GUIDE, edit)
}

/// What a browser sends of a form that nobody touched.
fn sent(form: &Form) -> Fields {
    let mut fields = Fields::new();
    for topic in &form.topics {
        for item in topic.groups.iter().flat_map(|group| group.items.iter().chain(&group.minor)) {
            match item {
                Item::Field(control) => send(control, &mut fields),
                Item::Table(grid) => {
                    for row in &grid.rows {
                        fields.push(row.origin.clone());
                        row.cells.iter().for_each(|cell| send(cell, &mut fields));
                    }
                }
            }
        }
        for taken in &topic.choices {
            fields.push((format!("choice:{}", taken.id), taken.choice.clone()));
            fields.push((format!("reason:{}", taken.id), taken.reason.replace(['\r', '\n'], "")));
            taken.parameters.iter().for_each(|control| send(control, &mut fields));
        }
    }
    fields
}

fn send(control: &Control, fields: &mut Fields) {
    let name = || control.name.clone();
    match control.control {
        "choices" => {
            fields.push((name(), String::new()));
            let chosen = control.options.iter().filter(|option| option.chosen);
            fields.extend(chosen.map(|option| (name(), option.value.clone())));
        }
        "choice" => {
            let chosen = control.options.iter().find(|option| option.chosen);
            fields.push((name(), chosen.map(|option| option.value.clone()).unwrap_or_default()));
        }
        "lines" => fields.push((name(), control.value.clone())),
        _ => fields.push((name(), control.value.replace(['\r', '\n'], ""))),
    }
}

/// What is sent when a person answers one control.
fn answered(profile: &Value, name: &str, text: &str) -> Fields {
    let mut fields = sent(&shown(profile));
    let mut found = false;
    for (known, value) in &mut fields {
        if known == name {
            text.clone_into(value);
            found = true;
        }
    }
    assert!(found, "no control {name}");
    fields
}

/// The profile after one answer.
fn with(profile: &Value, name: &str, text: &str) -> Value {
    merged(profile, &answered(profile, name, text), None).profile
}

/// The profile after a change to a table.
fn edited(profile: &Value, table: &str, what: RowEdit, row: usize) -> Value {
    let edit = Edit { table: table.to_owned(), row, what };
    merged(profile, &sent(&shown(profile)), Some(&edit)).profile
}

/// A table of the form.
fn grid<'f>(form: &'f Form, path: &str) -> &'f Grid {
    let items =
        form.topics.iter().flat_map(|topic| &topic.groups).flat_map(|group| group.items.iter().chain(&group.minor));
    items
        .filter_map(|item| match item {
            Item::Table(grid) => Some(grid),
            Item::Field(_) => None,
        })
        .find(|grid| grid.path == path)
        .unwrap_or_else(|| panic!("no table {path}"))
}

/// The row of a table that says a text.
fn row(profile: &Value, table: &str, text: &str) -> usize {
    let form = shown(profile);
    let rows = &grid(&form, table).rows;
    rows.iter()
        .position(|row| row.cells.iter().any(|cell| cell.value == text))
        .unwrap_or_else(|| panic!("no row {text}"))
}
