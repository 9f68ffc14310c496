//! Which components of the target architecture the project has, and which
//! requirements belong to each.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::catalog::{Catalog, ComponentEntry, Layer, Piece};
use crate::diagnostic::Diagnostic;
use crate::select::Selection;
use crate::template::{Context, evaluate};

/// A component as the project has it; parts of the document see it as data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Component {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) description: String,
    pub(super) layer: Layer,
    /// Whether the project has it.
    pub(super) included: bool,
    pub(super) functions: Vec<Function>,
    /// Ids of the selected requirements that belong to it, in document order.
    pub(super) requirements: Vec<String>,
}

/// What a component does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Function {
    pub(super) name: String,
    pub(super) included: bool,
}

/// The components of the catalog, decided for a project.
///
/// # Errors
/// Conditions that are no expressions or fail on the profile's values.
pub(super) fn read(
    catalog: &Catalog,
    selection: &Selection<'_>,
    context: &Context,
) -> Result<Vec<Component>, Vec<Diagnostic>> {
    let holding = holding(catalog, context)?;
    let holds = |when: &Option<Piece>| when.as_ref().is_none_or(|clause| holding.contains(clause.text.as_str()));
    let component = |entry: &ComponentEntry| {
        let owned = |id: Option<&str>| id == Some(entry.id.as_str());
        // What an officer takes in by hand brings its component along.
        let by_hand = selection.selected().filter(|decision| decision.by_hand.is_some());
        let included = holds(&entry.when) || by_hand.map(|decision| catalog.component_of(decision.entry)).any(owned);
        let functions = entry
            .functions
            .iter()
            .map(|function| Function { name: function.name.clone(), included: included && holds(&function.when) });
        let shown = entry.functions.iter().zip(functions).filter(|(entry, function)| function.included || !entry.extra);
        let shares = |id: &str| included && entry.shares.iter().any(|shared| shared.text == id);
        let requirements = selection.selected().map(|decision| decision.entry);
        let requirements =
            requirements.filter(|requirement| owned(catalog.component_of(requirement)) || shares(&requirement.id.text));
        Component {
            id: entry.id.clone(),
            name: entry.name.clone(),
            description: entry.description.clone(),
            layer: entry.layer,
            included,
            functions: shown.map(|(_, function)| function).collect(),
            requirements: requirements.map(|requirement| requirement.id.text.clone()).collect(),
        }
    };
    Ok(catalog.components.iter().map(component).collect())
}

/// The conditions that hold.
fn holding<'c>(catalog: &'c Catalog, context: &Context) -> Result<BTreeSet<&'c str>, Vec<Diagnostic>> {
    let clauses = || {
        catalog.components.iter().flat_map(|entry| {
            let functions = entry.functions.iter().filter_map(|function| function.when.as_ref());
            entry.when.iter().chain(functions).map(move |clause| (entry, clause))
        })
    };
    let expressions: BTreeSet<&str> = clauses().map(|(_, clause)| clause.text.as_str()).collect();
    let expressions: Vec<&str> = expressions.into_iter().collect();
    match catalog.evaluate(&expressions, context) {
        Ok(results) => {
            Ok(expressions.into_iter().zip(results).filter(|(_, holds)| *holds).map(|(text, _)| text).collect())
        }
        // One by one, so that each broken clause is shown where it stands.
        Err(_) => Err(clauses()
            .filter_map(|(entry, clause)| {
                let error = evaluate(&[&clause.text], context).err()?;
                Some(
                    Diagnostic::error("condition", format!("조건을 판단할 수 없습니다: {}", error.message))
                        .file(&entry.file)
                        .span(clause.span(error.span)),
                )
            })
            .collect()),
    }
}
