//! Which names a template's tags use. Lexical only: no grammar of Tera's.

use std::ops::Range;

/// Words of the template language, never profile paths.
const WORDS: [&str; 20] = [
    "and", "or", "not", "in", "is", "if", "elif", "else", "endif", "for", "endfor", "set", "true", "false", "none",
    "loop", "defined", "as", "ref", "selected",
];

/// What a tag holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// `{{ … }}` prints, `{% … %}` steers.
    pub prints: bool,
    /// Byte range of what is between the braces.
    pub span: Range<usize>,
}

/// The tags of a template, in order.
pub fn tags(text: &str) -> Vec<Tag> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(open) = text[at..].find("{{").into_iter().chain(text[at..].find("{%")).min() {
        let prints = text[at + open..].starts_with("{{");
        let start = at + open + 2;
        let Some(length) = text[start..].find(if prints { "}}" } else { "%}" }) else { break };
        out.push(Tag { prints, span: start..start + length });
        at = start + length + 2;
    }
    out
}

/// Dotted names an expression uses, with their places: `containers.enabled`.
pub fn paths(expression: &str) -> Vec<(&str, Range<usize>)> {
    tokens(expression)
        .into_iter()
        .filter_map(|token| match token {
            Token::Path(span) => Some((&expression[span.clone()], span)),
            Token::Literal(_) => None,
        })
        .collect()
}

/// String literals of an expression, with their places.
pub(super) fn literals(expression: &str) -> Vec<(&str, Range<usize>)> {
    tokens(expression)
        .into_iter()
        .filter_map(|token| match token {
            Token::Literal(span) => Some((&expression[span.clone()], span)),
            Token::Path(_) => None,
        })
        .collect()
}

/// The parts of an expression between `and` and `or`, with where each begins: a
/// literal is compared with the fields of its own part.
pub(super) fn comparisons(expression: &str) -> Vec<(&str, usize)> {
    let inside = |at: usize| literals(expression).iter().any(|(_, span)| span.contains(&at));
    let mut cuts = vec![(0, 0)];
    for word in [" and ", " or "] {
        cuts.extend(expression.match_indices(word).filter(|(at, _)| !inside(*at)).map(|(at, _)| (at, at + word.len())));
    }
    cuts.sort_unstable();
    let ends = cuts.iter().skip(1).map(|(end, _)| *end).chain([expression.len()]);
    cuts.iter().zip(ends).map(|((_, start), end)| (&expression[*start..end], *start)).collect()
}

/// Names that `{% for a, b in … %}` and `{% set a = … %}` bring in.
pub(super) fn locals(tag: &str) -> Vec<&str> {
    let tag = tag.trim_matches(['-', ' ', '\n']);
    if let Some(rest) = tag.strip_prefix("for ") {
        return rest.split(" in ").next().unwrap_or_default().split(',').map(str::trim).collect();
    }
    if let Some(rest) = tag.strip_prefix("set ") {
        return rest.split('=').next().map(str::trim).into_iter().collect();
    }
    Vec::new()
}

enum Token {
    Path(Range<usize>),
    Literal(Range<usize>),
}

fn tokens(expression: &str) -> Vec<Token> {
    let mut out = Vec::new();
    let mut at = 0;
    // A name after `|` is a filter's; one before `=` an argument's.
    let mut after_pipe = false;
    while let Some(c) = expression[at..].chars().next() {
        if c == '"' || c == '\'' {
            let end = expression[at + 1..].find(c).map_or(expression.len(), |length| at + 1 + length);
            out.push(Token::Literal(at + 1..end));
            at = (end + 1).min(expression.len());
        } else if c.is_ascii_alphabetic() || c == '_' {
            let length = expression[at..]
                .find(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '.'))
                .unwrap_or(expression.len() - at);
            let name = &expression[at..at + length];
            let rest = expression[at + length..].trim_start();
            let argument = rest.starts_with('=') && !rest.starts_with("==");
            if !after_pipe && !argument && !WORDS.contains(&name.split('.').next().unwrap_or(name)) {
                out.push(Token::Path(at..at + length));
            }
            at += length;
            after_pipe = false;
        } else if c.is_ascii_digit() {
            at += expression[at..].find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(expression.len() - at);
        } else {
            after_pipe = c == '|' || (after_pipe && c.is_whitespace());
            at += c.len_utf8();
        }
    }
    out
}

/// A template as a person may read it: without its tags, of each `if` the first branch.
pub fn sample(text: &str) -> String {
    let mut out = String::new();
    let mut at = 0;
    // How deep in branches that are left out.
    let mut hidden = 0_usize;
    for tag in tags(text) {
        if hidden == 0 {
            out.push_str(&text[at..tag.span.start - 2]);
        }
        let inside = text[tag.span.clone()].trim_matches(['-', ' ']);
        let word = inside.split(' ').next().unwrap_or_default();
        match word {
            "if" | "for" if hidden > 0 => hidden += 1,
            "elif" | "else" if hidden == 0 => hidden = 1,
            "endif" | "endfor" => hidden = hidden.saturating_sub(1),
            _ if tag.prints && hidden == 0 => out.push('…'),
            _ => {}
        }
        at = tag.span.end + 2;
    }
    if hidden == 0 {
        out.push_str(&text[at..]);
    }
    out
}
