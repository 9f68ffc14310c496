//! What makes 한글 call a file damaged or show it wrongly, found in the parts of a package.

use std::collections::{BTreeMap, BTreeSet};

use super::part::Node;

/// Namespaces that both roots declare, used or not.
pub(super) const NAMESPACES: [(&str, &str); 15] = [
    ("ha", "http://www.hancom.co.kr/hwpml/2011/app"),
    ("hp", "http://www.hancom.co.kr/hwpml/2011/paragraph"),
    ("hp10", "http://www.hancom.co.kr/hwpml/2016/paragraph"),
    ("hs", "http://www.hancom.co.kr/hwpml/2011/section"),
    ("hc", "http://www.hancom.co.kr/hwpml/2011/core"),
    ("hh", "http://www.hancom.co.kr/hwpml/2011/head"),
    ("hhs", "http://www.hancom.co.kr/hwpml/2011/history"),
    ("hm", "http://www.hancom.co.kr/hwpml/2011/master-page"),
    ("hpf", "http://www.hancom.co.kr/schema/2011/hpf"),
    ("dc", "http://purl.org/dc/elements/1.1/"),
    ("opf", "http://www.idpf.org/2007/opf/"),
    ("ooxmlchart", "http://www.hancom.co.kr/hwpml/2016/ooxmlchart"),
    ("hwpunitchar", "http://www.hancom.co.kr/hwpml/2016/HwpUnitChar"),
    ("epub", "http://www.idpf.org/2007/ops"),
    ("config", "urn:oasis:names:tc:opendocument:xmlns:config:1.0"),
];
/// A reference to no shape of characters.
const NONE: &str = "4294967295";

/// Everything that is wrong with a header and a section.
pub(super) fn faults(header: &str, section: &str) -> Vec<String> {
    let mut faults = Vec::new();
    for (part, xml) in [("header", header), ("section", section)] {
        if !xml.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>") {
            faults.push(format!("{part}: declaration"));
        }
        let root = Node::parse(xml);
        for (prefix, uri) in NAMESPACES {
            if root.attributes.get(&format!("xmlns:{prefix}")).map(String::as_str) != Some(uri) {
                faults.push(format!("{part}: namespace {prefix}"));
            }
        }
        if xml.contains("linesegarray") {
            faults.push(format!("{part}: linesegarray"));
        }
        counts(&root, &mut faults);
    }
    let (header, section) = (Node::parse(header), Node::parse(section));
    references(&header, &section, &mut faults);
    fields(&section, &mut faults);
    first_paragraph(&section, &mut faults);
    for table in section.all("hp:tbl") {
        grid(table, &mut faults);
    }
    faults
}

/// Every count says how many children there are.
fn counts(root: &Node, faults: &mut Vec<String>) {
    root.visit(&mut |node| {
        for name in ["itemCnt", "fontCnt", "cnt"] {
            if node.attributes.contains_key(name) && node.number(name) != node.elements().count() {
                faults.push(format!(
                    "{name} of {}: {} of {}",
                    node.name,
                    node.attribute(name),
                    node.elements().count()
                ));
            }
        }
    });
}

/// Every reference to a shape leads to one, and the lists are numbered without gaps.
fn references(header: &Node, section: &Node, faults: &mut Vec<String>) {
    let mut ids: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (list, first) in [
        ("hh:charProperties", 0),
        ("hh:paraProperties", 0),
        ("hh:styles", 0),
        ("hh:tabProperties", 0),
        ("hh:borderFills", 1),
        ("hh:numberings", 1),
        ("hh:bullets", 1),
    ] {
        let list = header.all(list)[0];
        let own = ids.entry(list.name.as_str()).or_default();
        for (at, node) in list.elements().enumerate() {
            own.insert(node.attribute("id"));
            if node.number("id") != at + first {
                faults.push(format!("{} {} at {at}", node.name, node.attribute("id")));
            }
        }
    }
    let mut check = |list: &str, id: &str, node: &Node| {
        if !ids[list].contains(id) {
            faults.push(format!("{} refers to {list} {id}", node.name));
        }
    };
    for root in [header, section] {
        root.visit(&mut |node| {
            for (attribute, id) in &node.attributes {
                match attribute.as_str() {
                    "charPrIDRef" if node.name == "hh:paraHead" && id == NONE => {}
                    "charPrIDRef" => check("hh:charProperties", id, node),
                    "paraPrIDRef" => check("hh:paraProperties", id, node),
                    "styleIDRef" | "nextStyleIDRef" => check("hh:styles", id, node),
                    "borderFillIDRef" => check("hh:borderFills", id, node),
                    "tabPrIDRef" => check("hh:tabProperties", id, node),
                    "outlineShapeIDRef" => check("hh:numberings", id, node),
                    "idRef" => match node.attribute("type") {
                        "NUMBER" => check("hh:numberings", id, node),
                        "BULLET" => check("hh:bullets", id, node),
                        _ => assert_eq!(id, "0"),
                    },
                    _ => {}
                }
            }
        });
    }
    for fonts in header.all("hh:fontRef") {
        for language in header.all("hh:fontface") {
            let id = fonts.attribute(&language.attribute("lang").to_lowercase());
            if !language.elements().any(|font| font.attribute("id") == id) {
                faults.push(format!("font {id}"));
            }
        }
    }
}

/// Fields end in the paragraph in which they begin; links within the document lead to a bookmark.
fn fields(section: &Node, faults: &mut Vec<String>) {
    let names: Vec<&str> = section.all("hp:bookmark").iter().map(|node| node.attribute("name")).collect();
    let mut seen = BTreeSet::new();
    for name in &names {
        if !seen.insert(*name) {
            faults.push(format!("bookmark {name} twice"));
        }
    }
    let mut ids = BTreeSet::new();
    for paragraph in section.all("hp:p") {
        let mut open = Vec::new();
        for run in paragraph.elements() {
            for control in run.elements().filter(|node| node.name == "hp:ctrl").flat_map(Node::elements) {
                match control.name.as_str() {
                    "hp:fieldBegin" => {
                        let id = control.attribute("id");
                        if !ids.insert(id) {
                            faults.push(format!("field {id} twice"));
                        }
                        open.push(id);
                    }
                    "hp:fieldEnd" if open.pop() != Some(control.attribute("beginIDRef")) => {
                        faults.push(format!("end of field {}", control.attribute("beginIDRef")));
                    }
                    _ => {}
                }
            }
        }
        if !open.is_empty() {
            faults.push(format!("fields {open:?} without an end"));
        }
    }
    for field in section.all("hp:fieldBegin") {
        let command = parameter(field, "Command");
        if let Some(name) = command.strip_prefix('?').and_then(|rest| rest.strip_suffix(";0;0;0;"))
            && !seen.contains(name.replace('\\', "").as_str())
        {
            faults.push(format!("a link to {name}"));
        }
    }
}

/// A parameter of a field; empty when it has none of that name.
pub(super) fn parameter(field: &Node, name: &str) -> String {
    let parameters = field.child("hp:parameters");
    parameters.elements().find(|node| node.attribute("name") == name).map(Node::said).unwrap_or_default()
}

/// The page is set in a paragraph of its own, the first.
fn first_paragraph(section: &Node, faults: &mut Vec<String>) {
    let first = section.elements().next().unwrap();
    if first.all("hp:secPr").len() != 1 || section.all("hp:secPr").len() != 1 {
        faults.push("secPr".to_owned());
    }
    if !first.said().is_empty() {
        faults.push("text beside secPr".to_owned());
    }
}

/// Every position of a table is covered by exactly one cell, and sizes add up.
fn grid(table: &Node, faults: &mut Vec<String>) {
    let rows: Vec<&Node> = table.elements().filter(|node| node.name == "hp:tr").collect();
    let (height, width) = (table.number("rowCnt"), table.number("colCnt"));
    let mut fault = |what: String| faults.push(format!("table {}: {what}", table.attribute("id")));
    if rows.len() != height {
        fault(format!("{} rows of {height}", rows.len()));
    }
    let mut covered = vec![vec![0; width]; height];
    let mut widths = vec![0; height];
    let mut heights = vec![0; width];
    for (at, row) in rows.iter().enumerate() {
        for cell in row.elements() {
            let parts: Vec<&str> = cell.elements().map(|node| node.name.as_str()).collect();
            if parts != ["hp:subList", "hp:cellAddr", "hp:cellSpan", "hp:cellSz", "hp:cellMargin"] {
                fault(format!("{parts:?}"));
                continue;
            }
            if cell.child("hp:subList").elements().next().is_none() {
                fault("a cell without a paragraph".to_owned());
            }
            let (address, span, size) = (cell.child("hp:cellAddr"), cell.child("hp:cellSpan"), cell.child("hp:cellSz"));
            let (top, left) = (address.number("rowAddr"), address.number("colAddr"));
            if top != at {
                fault(format!("row {top} in row {at}"));
            }
            for y in top..top + span.number("rowSpan") {
                for x in left..left + span.number("colSpan") {
                    match covered.get_mut(y).and_then(|row| row.get_mut(x)) {
                        Some(count) => *count += 1,
                        None => fault(format!("a cell over {y},{x}")),
                    }
                }
                if let Some(sum) = widths.get_mut(y) {
                    *sum += size.number("width");
                }
            }
            for sum in heights.iter_mut().skip(left).take(span.number("colSpan")) {
                *sum += size.number("height");
            }
        }
    }
    if covered.iter().flatten().any(|count| *count != 1) {
        fault(format!("{covered:?}"));
    }
    let size = table.child("hp:sz");
    if widths.iter().any(|sum| *sum != size.number("width")) {
        fault(format!("widths {widths:?}"));
    }
    if heights.iter().any(|sum| *sum != size.number("height")) {
        fault(format!("heights {heights:?}"));
    }
}
