//! Tables within tables: frames that only hold others, and tables made lines.

use super::grid::{Cell, Grid};
use super::labels::Labels;
use super::tree::Node;
use crate::diagnostic::Diagnostic;

/// Whether a table only holds other tables: its own cells name nothing.
pub(super) fn is_frame(grid: &Grid, labels: &Labels) -> bool {
    let has_table =
        |grid: &Grid| grid.cells.iter().any(|cell| cell.nodes.iter().any(|node| matches!(node, Node::Table(_))));
    if !has_table(grid) {
        return false;
    }
    let strong = |text: &str| labels.of(text).is_some_and(|label| label.is_strong);
    // The heading over an inner table is no label of the outer one.
    let is_plain = |cell: &&Cell| cell.nodes.iter().all(|node| matches!(node, Node::Line(_)));
    let own = grid.cells.iter().filter(is_plain).any(|cell| strong(&cell.text()));
    grid.cells.len() == 1 || (!own && grid.cells.iter().any(|cell| holds(&cell.nodes, labels)))
}

/// Whether tables below hold a label of requirements.
fn holds(nodes: &[Node], labels: &Labels) -> bool {
    nodes.iter().any(|node| match node {
        Node::Line(_) => false,
        Node::Table(grid) => grid
            .cells
            .iter()
            .any(|cell| labels.of(&cell.text()).is_some_and(|label| label.is_strong) || holds(&cell.nodes, labels)),
    })
}

/// Makes lines of the tables within a table.
pub(super) fn flatten(grid: &mut Grid, unread: &mut Vec<Diagnostic>) {
    for cell in &mut grid.cells {
        if !cell.nodes.iter().any(|node| matches!(node, Node::Table(_))) {
            continue;
        }
        let mut nodes = Vec::new();
        for node in std::mem::take(&mut cell.nodes) {
            match node {
                Node::Line(_) => nodes.push(node),
                Node::Table(mut inner) => {
                    unread.push(
                        Diagnostic::info("nested-table", "표 안의 표를 한 행씩 줄글로 읽었습니다")
                            .hint("표 안의 표는 요구사항 표 밖으로 꺼내 적으세요")
                            .span(inner.span.clone()),
                    );
                    flatten(&mut inner, unread);
                    nodes.extend(inner.as_lines());
                }
            }
        }
        cell.nodes = nodes;
    }
}
