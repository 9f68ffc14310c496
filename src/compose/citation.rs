//! Policies of the government as a document states them.

use serde::Serialize;

use crate::catalog::Catalog;
use crate::profile::printed_date;

/// A policy of the government, as it stood on a date.
#[derive(Serialize)]
pub(super) struct Policy<'c> {
    name: &'c str,
    date: Option<String>,
    statement: &'c str,
    as_of: String,
    confirmed: bool,
}

/// The policies in force, oldest first.
pub(super) fn policies(catalog: &Catalog) -> Vec<Policy<'_>> {
    let mut records: Vec<_> = catalog
        .citations
        .values()
        .filter(|record| record.is_policy_in_force())
        .filter_map(|record| Some((record, record.statement.as_deref()?)))
        .collect();
    records.sort_by_key(|(record, _)| &record.date);
    records
        .into_iter()
        .map(|(record, statement)| Policy {
            name: &record.name,
            date: record.date.as_deref().map(printed_date),
            statement,
            as_of: printed_date(&record.as_of),
            confirmed: record.confirmed,
        })
        .collect()
}
