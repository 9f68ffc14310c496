//! The profile's JSON as a tree that knows where each value stands.
//!
//! The file that knows `jsonc-parser`. What no schema can see is reported
//! here: syntax, depth, repeated keys, numbers and characters out of reach.

mod convert;
mod lexical;
mod syntax;
pub(super) mod text;

use std::borrow::Cow;
use std::ops::Range;

use jsonc_parser::ast::Value as Ast;
use jsonc_parser::errors::{ParseError, ParseErrorKind};
use jsonc_parser::{CollectOptions, ParseOptions, ParseStringErrorKind, parse_to_ast};
use serde_json::{Map, Value};

use crate::diagnostic::Diagnostic;

/// Levels of objects and lists a profile may have.
pub(super) const MAX_DEPTH: usize = 64;
/// Mistakes of one kind that are collected before the rest is left unsaid.
pub(super) const MAX_FOUND: usize = 1000;

/// A JSON value and the byte range it takes.
#[derive(Debug)]
pub(super) struct Node<'a> {
    /// Where it stands, quotes and brackets included.
    pub(super) span: Range<usize>,
    /// What it is.
    pub(super) kind: Kind<'a>,
}

/// What a value is.
#[derive(Debug)]
pub(super) enum Kind<'a> {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number as it is written.
    Number(&'a str),
    /// A string, escapes resolved.
    Text(Cow<'a, str>),
    /// `[ … ]`.
    List(Vec<Node<'a>>),
    /// `{ … }`, repeated keys included.
    Object(Vec<Member<'a>>),
}

/// A key and its value.
#[derive(Debug)]
pub(super) struct Member<'a> {
    /// The key, escapes resolved.
    pub(super) name: Cow<'a, str>,
    /// Where the key stands, quotes included.
    pub(super) name_span: Range<usize>,
    /// The value.
    pub(super) value: Node<'a>,
}

/// Reads JSON. The error is why there is no tree; the list is what is wrong in one that there is.
pub(super) fn parse(source: &str) -> Result<(Node<'_>, Vec<Diagnostic>), Vec<Diagnostic>> {
    let body = source.strip_prefix('\u{FEFF}').unwrap_or(source);
    let base = source.len() - body.len();
    let shift = |mut found: Diagnostic| {
        found.span = found.span.map(|span| span.start + base..span.end + base);
        vec![found]
    };
    if let Some(error) = lexical::scan(body) {
        let earlier = error.span.as_ref().filter(|_| error.code == "syntax").and_then(|span| earlier(body, span.start));
        return Err(shift(earlier.unwrap_or(error)));
    }
    match read(body) {
        Ok(Some(value)) => Ok(convert::convert(value, source, base)),
        Ok(None) => Err(shift(syntax::empty(body))),
        Err(error) => Err(shift(syntax::explain(&error, body))),
    }
}

fn read(body: &str) -> Result<Option<Ast<'_>>, ParseError> {
    let strict = ParseOptions {
        allow_comments: false,
        allow_loose_object_property_names: false,
        allow_trailing_commas: false,
        allow_missing_commas: false,
        allow_single_quoted_strings: false,
        allow_hexadecimal_numbers: false,
        allow_unary_plus_numbers: false,
        allow_bare_decimal_point_numbers: false,
        allow_non_finite_numbers: false,
        allow_extended_string_escapes: false,
    };
    parse_to_ast(body, &CollectOptions::default(), &strict).map(|parsed| parsed.value)
}

/// A mistake that stands before the one at `limit` and not only because the text was cut there.
fn earlier(body: &str, limit: usize) -> Option<Diagnostic> {
    let head = body.get(..limit)?.trim_end();
    let error = read(head).err().filter(|error| error.range().start < head.len())?;
    let cut = matches!(
        error.kind(),
        ParseErrorKind::UnterminatedObject
            | ParseErrorKind::UnterminatedArray
            | ParseErrorKind::String(ParseStringErrorKind::UnterminatedStringLiteral)
    );
    (!cut).then(|| syntax::explain(&error, body))
}

impl Node<'_> {
    /// The value without its places; of a repeated key the last stands. `None` for a number no `f64` can hold.
    pub(super) fn to_value(&self) -> Option<Value> {
        Some(match &self.kind {
            Kind::Null => Value::Null,
            Kind::Bool(value) => Value::Bool(*value),
            Kind::Number(text) => Value::Number(text.parse().ok()?),
            Kind::Text(text) => Value::String(text.clone().into_owned()),
            Kind::List(items) => Value::Array(items.iter().map(Node::to_value).collect::<Option<_>>()?),
            Kind::Object(members) => {
                let mut map = Map::new();
                for member in members {
                    map.insert(member.name.clone().into_owned(), member.value.to_value()?);
                }
                Value::Object(map)
            }
        })
    }

    /// Where a path such as `application.domains[0].name` stands, or its nearest parent that is there.
    ///
    /// A plain value is marked itself, an object or a list by its key or its opening bracket.
    pub(super) fn locate(&self, path: &str) -> Range<usize> {
        let (mut node, mut rest, mut mark) = (self, path, self.opening());
        while let Some((child, key, tail)) = node.step(rest) {
            mark = match child.kind {
                Kind::List(_) | Kind::Object(_) => key.unwrap_or_else(|| child.opening()),
                _ => child.span.clone(),
            };
            (node, rest) = (child, tail);
        }
        mark
    }

    /// The first byte of a list or object, the whole of a plain value.
    pub(super) fn opening(&self) -> Range<usize> {
        match self.kind {
            Kind::List(_) | Kind::Object(_) => self.span.start..self.span.start + 1,
            _ => self.span.clone(),
        }
    }

    /// One step down the path: the child, its key's place and the rest of the path.
    fn step<'n, 'p>(&'n self, path: &'p str) -> Option<(&'n Self, Option<Range<usize>>, &'p str)> {
        match &self.kind {
            Kind::Object(members) => {
                let fits = |name: &str| -> Option<&'p str> {
                    let tail = path.strip_prefix(name)?;
                    if tail.is_empty() || tail.starts_with('[') { Some(tail) } else { tail.strip_prefix('.') }
                };
                let named = members.iter().filter(|member| !path.is_empty() && fits(&member.name).is_some());
                let member = named.max_by_key(|member| member.name.len())?;
                Some((&member.value, Some(member.name_span.clone()), fits(&member.name)?))
            }
            Kind::List(items) => {
                let (index, tail) = path.strip_prefix('[')?.split_once(']')?;
                let item = items.get(index.parse::<usize>().ok()?)?;
                Some((item, None, tail.strip_prefix('.').unwrap_or(tail)))
            }
            _ => None,
        }
    }
}
