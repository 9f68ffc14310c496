//! Texts of a profile that are names in the program's other data: what there is to choose.

use super::ask::{Choice, Kind, Node};
use crate::assets::Assets;
use crate::check::Rulebook;
use crate::compose::record_steps;
use crate::diagnostic::Diagnostic;
use crate::document::Layout;
use crate::words::Words;

/// Lets fields that hold such a name be chosen.
///
/// # Errors
/// A data file of the user's that is not what it should be.
pub(super) fn offer<'n>(
    nodes: impl Iterator<Item = &'n mut Node>,
    assets: &Assets,
    words: &Words,
) -> Result<(), Vec<Diagnostic>> {
    let one = |name: &str, title: &str| Choice { value: name.to_owned(), label: title.to_owned() };
    let steps = record_steps(assets).map_err(|fault| vec![fault])?;
    let rules = Rulebook::read(assets)?;
    let mut layouts = Vec::new();
    let mut rows: Vec<Choice> = Vec::new();
    for name in Layout::names(assets) {
        let layout = Layout::read(&name, &["source".to_owned(), "level".to_owned()], assets, words)?;
        layouts.push(one(&name, if layout.title.is_empty() { &name } else { &layout.title }));
        for row in &layout.rows {
            if let Some(name) = row.optional.as_deref().filter(|name| rows.iter().all(|row| row.value != **name)) {
                rows.push(one(name, &row.label));
            }
        }
    }
    let steps = steps.iter().map(|step| one(&step.name, &step.title)).collect();
    let rules = rules.rules().map(|rule| one(&rule.code, &format!("{} ({})", rule.title, rule.code))).collect();
    let kinds = [
        ("records.step", Kind::Choice(steps)),
        ("silenced.rule", Kind::Choice(rules)),
        ("document.layout", Kind::Choice(layouts)),
        ("document.rows", Kind::Choices(rows)),
    ];
    for node in nodes {
        for (path, kind) in &kinds {
            give(node, path, kind);
        }
    }
    Ok(())
}

/// The help of such a field tells its names to who writes a file; here they are before one's eyes.
fn give(node: &mut Node, path: &str, kind: &Kind) {
    match node {
        Node::Ask(ask) if ask.path == path => (ask.kind, ask.help) = (kind.clone(), None),
        Node::Ask(_) => {}
        Node::Group { nodes, .. } => nodes.iter_mut().for_each(|node| give(node, path, kind)),
        Node::Table(table) => {
            let Some(name) = path.strip_prefix(table.path.as_str()).and_then(|rest| rest.strip_prefix('.')) else {
                return;
            };
            let columns = table.levels.iter_mut().flat_map(|level| &mut level.columns);
            for column in columns.filter(|column| column.name == name) {
                (column.kind, column.help) = (kind.clone(), None);
            }
        }
    }
}
