//! Requirements Interchange Format 1.2 (OMG): an object a requirement under that of its category,
//! with the attribute names of the `ReqIF` implementation guide, and relations between requirements.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use serde::Serialize;

use super::office::xml::{clean, push_escaped};
use crate::assets::Assets;
use crate::diagnostic::Diagnostic;
use crate::document::{Document, Inline, Origin, Requirement, plain};
use crate::template::{Context, Templates};
use crate::words::Words;

const FILE: &str = "reqif/document.xml";
/// When all was last changed, in a document without a date: no clock is asked.
const NO_DATE: &str = "2000-01-01";

#[derive(Serialize)]
struct Type {
    kind: &'static str,
    id: &'static str,
    name: String,
    attributes: Vec<Attribute>,
}

#[derive(Serialize)]
struct Attribute {
    kind: &'static str,
    id: &'static str,
    name: String,
}

/// Writes the document.
pub(super) fn write(document: &Document, assets: &Assets) -> Result<Vec<u8>, Diagnostic> {
    let words = Words::read(assets)?;
    let mut writer = Writer {
        words: &words,
        time: format!("{}T00:00:00+09:00", document.date.as_deref().unwrap_or(NO_DATE)),
        objects: String::with_capacity(document.requirements.len() * 4096),
        relations: String::new(),
        children: String::new(),
    };
    writer.requirements(document);
    let mut context = Context::default();
    context.insert("title", &clean(&plain(&document.title)));
    context.insert("catalog_version", &clean(&document.catalog_version));
    context.insert("time", &writer.time);
    context.insert("types", &types(&words));
    context.insert("objects", &writer.objects);
    context.insert("relations", &writer.relations);
    context.insert("children", &writer.children);
    Templates::shells([(FILE, assets.text(FILE))])
        .and_then(|page| page.render(FILE, &context))
        .map(String::into_bytes)
        .map_err(|error| {
            let fault = Diagnostic::error("template", format!("ReqIF 템플릿 오류: {}", error.message)).file(FILE);
            if let Some(span) = error.span { fault.span(span) } else { fault }
        })
}

/// The types of what is written, with the attributes of each.
fn types(words: &Words) -> [Type; 4] {
    let words = &words.fields;
    let attribute = |kind, id, name: &str| Attribute { kind, id, name: clean(name).into_owned() };
    let requirement = vec![
        attribute("STRING", "requirement-number", "ReqIF.ForeignID"),
        attribute("XHTML", "requirement-title", "ReqIF.Name"),
        attribute("XHTML", "requirement-text", "ReqIF.Text"),
        attribute("STRING", "requirement-category", &words.category),
        attribute("STRING", "requirement-level", &words.level),
        attribute("STRING", "requirement-component", &words.component),
        attribute("XHTML", "requirement-acceptance", &words.acceptance),
        attribute("XHTML", "requirement-deliverables", &words.deliverables),
        attribute("XHTML", "requirement-sources", &words.sources),
    ];
    let category = vec![
        attribute("STRING", "category-code", "ReqIF.ForeignID"),
        attribute("XHTML", "category-name", "ReqIF.ChapterName"),
        attribute("XHTML", "category-text", "ReqIF.Text"),
    ];
    let type_of = |kind, id, name: &str, attributes| Type { kind, id, name: name.to_owned(), attributes };
    [
        type_of("SPEC-OBJECT-TYPE", "type-requirement", "Requirement", requirement),
        type_of("SPEC-OBJECT-TYPE", "type-category", "Category", category),
        type_of("SPEC-RELATION-TYPE", "type-relation", &clean(&words.related), Vec::new()),
        type_of("SPECIFICATION-TYPE", "type-specification", "Specification", Vec::new()),
    ]
}

struct Writer<'a> {
    words: &'a Words,
    time: String,
    objects: String,
    relations: String,
    children: String,
}

impl Writer<'_> {
    fn requirements(&mut self, document: &Document) {
        let ids: BTreeMap<&str, String> =
            document.requirements.iter().map(|one| (one.anchor.as_str(), identifier(one))).collect();
        for category in &document.categories {
            let id = format!("category.{}", encoded(&category.code));
            self.open(&id, "type-category");
            self.string("category-code", &category.code);
            self.xhtml("category-name", |out, _| push_escaped(&category.name, out));
            self.xhtml("category-text", |out, _| push_escaped(&category.definition, out));
            self.close();
            self.hierarchy(&id);
            self.children.push_str("<CHILDREN>\n");
            let of_it = document.requirements.iter().filter(|requirement| requirement.category == category.code);
            for requirement in of_it {
                let Some(id) = ids.get(requirement.anchor.as_str()) else { continue };
                self.requirement(id, requirement);
                self.hierarchy(id);
                self.children.push_str("</SPEC-HIERARCHY>\n");
                self.related(id, requirement, document, &ids);
            }
            self.children.push_str("</CHILDREN></SPEC-HIERARCHY>\n");
        }
    }

    fn requirement(&mut self, id: &str, requirement: &Requirement) {
        self.open(id, "type-requirement");
        self.string("requirement-number", &requirement.number);
        self.xhtml("requirement-title", |out, words| push_inlines(&requirement.title, words, out));
        self.xhtml("requirement-text", |out, words| {
            out.push_str("<xhtml:p>");
            push_inlines(&requirement.definition, words, out);
            out.push_str("</xhtml:p>");
            push_list(&requirement.details, words, out);
        });
        self.string("requirement-category", &requirement.category_name);
        self.string("requirement-level", &requirement.level);
        self.string("requirement-component", &requirement.component);
        self.list("requirement-acceptance", &requirement.acceptance);
        self.list("requirement-deliverables", &requirement.deliverables);
        let sources: Vec<Vec<Inline>> =
            requirement.sources.iter().map(|source| vec![Inline::Text(source.clone())]).collect();
        self.list("requirement-sources", &sources);
        self.close();
    }

    /// A relation to each requirement that it names: to every instance, where it names all of a repeated one.
    fn related(&mut self, id: &str, requirement: &Requirement, document: &Document, ids: &BTreeMap<&str, String>) {
        let mut targets = BTreeSet::new();
        for inline in &requirement.related {
            let Inline::Reference { anchor, text } = inline else { continue };
            let Some(first) = document.requirements.iter().find(|one| one.anchor == *anchor) else { continue };
            let all = document.requirements.iter().filter(|one| one.id == first.id && first.number != *text);
            targets.extend(all.chain([first]).filter_map(|one| ids.get(one.anchor.as_str())));
        }
        targets.remove(&id.to_owned());
        for target in targets {
            let _ = writeln!(
                self.relations,
                "<SPEC-RELATION IDENTIFIER=\"relation.{id}.to.{target}\" LAST-CHANGE=\"{}\">\
                 <TARGET><SPEC-OBJECT-REF>{target}</SPEC-OBJECT-REF></TARGET>\
                 <SOURCE><SPEC-OBJECT-REF>{id}</SPEC-OBJECT-REF></SOURCE>\
                 <TYPE><SPEC-RELATION-TYPE-REF>type-relation</SPEC-RELATION-TYPE-REF></TYPE></SPEC-RELATION>",
                self.time
            );
        }
    }

    fn open(&mut self, id: &str, type_id: &str) {
        let _ = writeln!(
            self.objects,
            "<SPEC-OBJECT IDENTIFIER=\"{id}\" LAST-CHANGE=\"{}\">\
             <TYPE><SPEC-OBJECT-TYPE-REF>{type_id}</SPEC-OBJECT-TYPE-REF></TYPE>\n<VALUES>",
            self.time
        );
    }

    fn close(&mut self) {
        self.objects.push_str("</VALUES>\n</SPEC-OBJECT>\n");
    }

    /// Opens the place of an object in the hierarchy.
    fn hierarchy(&mut self, id: &str) {
        let _ = writeln!(
            self.children,
            "<SPEC-HIERARCHY IDENTIFIER=\"place.{id}\" LAST-CHANGE=\"{}\">\
             <OBJECT><SPEC-OBJECT-REF>{id}</SPEC-OBJECT-REF></OBJECT>",
            self.time
        );
    }

    /// An attribute of plain text; none when it has nothing to say.
    fn string(&mut self, attribute: &str, value: &str) {
        if value.is_empty() {
            return;
        }
        self.objects.push_str("<ATTRIBUTE-VALUE-STRING THE-VALUE=\"");
        push_escaped(value, &mut self.objects);
        let _ = writeln!(
            self.objects,
            "\"><DEFINITION><ATTRIBUTE-DEFINITION-STRING-REF>{attribute}</ATTRIBUTE-DEFINITION-STRING-REF></DEFINITION>\
             </ATTRIBUTE-VALUE-STRING>"
        );
    }

    /// An attribute of text with mark-up.
    fn xhtml(&mut self, attribute: &str, push: impl FnOnce(&mut String, &Words)) {
        let _ = write!(
            self.objects,
            "<ATTRIBUTE-VALUE-XHTML><DEFINITION>\
             <ATTRIBUTE-DEFINITION-XHTML-REF>{attribute}</ATTRIBUTE-DEFINITION-XHTML-REF></DEFINITION>\
             <THE-VALUE><xhtml:div>"
        );
        push(&mut self.objects, self.words);
        self.objects.push_str("</xhtml:div></THE-VALUE></ATTRIBUTE-VALUE-XHTML>\n");
    }

    fn list(&mut self, attribute: &str, items: &[Vec<Inline>]) {
        if !items.is_empty() {
            self.xhtml(attribute, |out, words| push_list(items, words, out));
        }
    }
}

fn push_list(items: &[Vec<Inline>], words: &Words, out: &mut String) {
    // A list without items is none.
    if items.is_empty() {
        return;
    }
    out.push_str("<xhtml:ul>");
    for item in items {
        out.push_str("<xhtml:li>");
        push_inlines(item, words, out);
        out.push_str("</xhtml:li>");
    }
    out.push_str("</xhtml:ul>");
}

fn push_inlines(content: &[Inline], words: &Words, out: &mut String) {
    for inline in content {
        match inline {
            Inline::Text(text) | Inline::Reference { text, .. } => push_escaped(text, out),
            Inline::Strong(inner) => push_wrapped("strong", inner, words, out),
            Inline::Emphasis(inner) => push_wrapped("em", inner, words, out),
            Inline::Code(text) => {
                out.push_str("<xhtml:code>");
                push_escaped(text, out);
                out.push_str("</xhtml:code>");
            }
            Inline::Link { href, content } => {
                out.push_str("<xhtml:a href=\"");
                push_escaped(href, out);
                out.push_str("\">");
                push_inlines(content, words, out);
                out.push_str("</xhtml:a>");
            }
            Inline::Value { text, origin, .. } => {
                push_escaped(text, out);
                if *origin == Origin::Default {
                    out.push_str("<xhtml:sup>");
                    push_escaped(&words.default, out);
                    out.push_str("</xhtml:sup>");
                }
            }
            Inline::Break => out.push_str("<xhtml:br/>"),
        }
    }
}

fn push_wrapped(tag: &str, inner: &[Inline], words: &Words, out: &mut String) {
    let _ = write!(out, "<xhtml:{tag}>");
    push_inlines(inner, words, out);
    let _ = write!(out, "</xhtml:{tag}>");
}

/// The identity of a requirement, the same from one edition of a document to the next.
fn identifier(requirement: &Requirement) -> String {
    let id = format!("requirement.{}", encoded(&requirement.id));
    if requirement.instance.is_empty() { id } else { format!("{id}.{}", encoded(&requirement.instance)) }
}

/// A text as part of an XML name: what is no ASCII letter, digit or hyphen by its code.
fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii_alphanumeric() || c == '-' {
            out.push(c);
        } else {
            let _ = write!(out, "_{:X}_", u32::from(c));
        }
    }
    out
}
