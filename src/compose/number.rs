//! Issued numbers: consecutive in a category, in catalog order.

use std::collections::BTreeMap;

use crate::catalog::{Catalog, Category};
use crate::profile::DocumentOptions;
use crate::select::Selection;

/// A category as the profile wants it printed.
#[derive(Debug, Clone)]
pub(super) struct PrintedCategory {
    pub(super) code: String,
    pub(super) name: String,
    pub(super) definition: String,
}

/// Categories as printed, by catalog code.
pub(super) fn categories(catalog: &Catalog, options: &DocumentOptions) -> BTreeMap<String, PrintedCategory> {
    let printed = |category: &Category| {
        let changed = options.categories.get(&category.code).cloned().unwrap_or_default();
        PrintedCategory {
            code: changed.code.unwrap_or_else(|| category.code.clone()),
            name: changed.name.unwrap_or_else(|| category.name.clone()),
            definition: category.definition.clone(),
        }
    };
    catalog.categories.iter().map(|category| (category.code.clone(), printed(category))).collect()
}

/// The numbers of each selected entry, by its catalog id: one for each element.
pub(super) fn numbers(
    selection: &Selection<'_>,
    categories: &BTreeMap<String, PrintedCategory>,
    options: &DocumentOptions,
) -> BTreeMap<String, Vec<String>> {
    let digits = usize::from(options.digits.unwrap_or(3));
    let separator = options.separator.as_deref().unwrap_or("-");
    let mut last: BTreeMap<&str, usize> = BTreeMap::new();
    selection
        .selected()
        .map(|decision| {
            let code = categories.get(&decision.entry.category).map_or("", |category| category.code.as_str());
            let last = last.entry(code).or_default();
            let numbers = decision.elements.iter().map(|_| {
                *last += 1;
                format!("{code}{separator}{last:0digits$}")
            });
            (decision.entry.id.text.clone(), numbers.collect())
        })
        .collect()
}

/// Numbers as a reference prints them: one, or the first and the last.
pub(super) fn range(numbers: &[String]) -> String {
    match numbers {
        [] => String::new(),
        [one] => one.clone(),
        [first, .., last] => format!("{first}~{last}"),
    }
}
