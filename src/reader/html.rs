//! The only file that knows html5gum: HTML into tags and text, however broken.

use std::convert::Infallible;
use std::ops::Range;

use html5gum::emitters::callback::{Callback, CallbackEmitter, CallbackEvent};
use html5gum::emitters::{Emitter, ForwardingEmitter};
use html5gum::{Error, Span, State, Tokenizer};

use super::tree::{Builder, Tag};
use crate::diagnostic::Diagnostic;

/// Reads a piece of HTML that begins at a place in the file.
pub(super) fn read(text: &str, offset: usize, builder: &mut Builder<'_>) {
    let end = offset + text.len();
    let reader = Reader {
        builder,
        offset,
        end,
        tag: String::new(),
        start: 0,
        attribute: Attribute::Other,
        columns: 1,
        rows: 1,
        is_sign: false,
        spans: 0,
        is_cut: false,
    };
    let emitter = Switching { inner: CallbackEmitter::new(reader) };
    let Ok(()) = Tokenizer::new_with_emitter(text, emitter).finish();
}

/// An emitter under which scripts and styles are text, not tags.
struct Switching<'b, 't> {
    inner: CallbackEmitter<Reader<'b, 't>, Infallible, usize>,
}

impl ForwardingEmitter for Switching<'_, '_> {
    type Token = Infallible;

    fn inner(&mut self) -> &mut impl Emitter<Token = Infallible> {
        &mut self.inner
    }

    fn emit_current_tag(&mut self) -> Option<State> {
        let _ = Emitter::emit_current_tag(&mut self.inner);
        let reader = self.inner.callback_mut();
        let state = match reader.tag.as_str() {
            "script" => Some(State::ScriptData),
            "style" => Some(State::RawText),
            _ => None,
        };
        reader.tag.clear();
        if state.is_some() {
            Emitter::init_string(&mut self.inner);
        }
        state
    }
}

/// The attribute whose value comes next.
enum Attribute {
    Columns,
    Rows,
    Style,
    Other,
}

struct Reader<'b, 't> {
    builder: &'b mut Builder<'t>,
    /// Where the piece stands in the file.
    offset: usize,
    end: usize,
    /// The start tag that is being read.
    tag: String,
    start: usize,
    attribute: Attribute,
    columns: usize,
    rows: usize,
    /// The tag holds a list's sign.
    is_sign: bool,
    /// Spans that are open within such a tag, it among them.
    spans: usize,
    /// The piece ends within a comment or a tag.
    is_cut: bool,
}

impl Callback<Infallible, usize> for Reader<'_, '_> {
    fn handle_event(&mut self, event: CallbackEvent<'_>, span: Span<usize>) -> Option<Infallible> {
        let place = self.offset + span.start..(self.offset + span.end).min(self.end);
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.tag.clear();
                self.tag.push_str(&String::from_utf8_lossy(name));
                self.start = place.start;
                (self.columns, self.rows, self.is_sign) = (1, 1, false);
            }
            CallbackEvent::AttributeName { name } => {
                self.attribute = match name {
                    b"colspan" => Attribute::Columns,
                    b"rowspan" => Attribute::Rows,
                    b"style" => Attribute::Style,
                    _ => Attribute::Other,
                };
            }
            CallbackEvent::AttributeValue { value } => match self.attribute {
                Attribute::Columns => self.columns = number(value).max(1),
                // None means all rows of the group.
                Attribute::Rows => self.rows = Some(number(value)).filter(|rows| *rows > 0).unwrap_or(usize::MAX),
                // Word writes a list's sign as text of this style.
                Attribute::Style => {
                    self.is_sign = value.windows(15).any(|part| part.eq_ignore_ascii_case(b"mso-list:ignore"));
                }
                Attribute::Other => {}
            },
            CallbackEvent::CloseStartTag { self_closing } => self.open(place.end, self_closing),
            CallbackEvent::EndTag { name } => {
                self.tag.clear();
                if name == b"span" && self.spans > 0 {
                    self.spans -= 1;
                    if self.spans == 0 {
                        self.builder.close(Tag::Sign, &place);
                    }
                }
                if let Some(tag) = tag(&String::from_utf8_lossy(name), 1, 1) {
                    self.builder.close(tag, &place);
                }
            }
            CallbackEvent::String { value } => self.builder.text(&String::from_utf8_lossy(value), &place),
            CallbackEvent::Comment { .. } if self.is_cut => self.lost(place),
            CallbackEvent::Error(Error::EofInComment) => self.is_cut = true,
            CallbackEvent::Error(Error::EofInTag | Error::EofBeforeTagName) => {
                let start = self.start.max(self.offset).min(self.end);
                self.lost(start..self.end);
            }
            CallbackEvent::Comment { .. } | CallbackEvent::Doctype { .. } | CallbackEvent::Error(_) => {}
        }
        None
    }
}

impl Reader<'_, '_> {
    fn open(&mut self, end: usize, self_closing: bool) {
        let place = self.start..end;
        match self.tag.as_str() {
            "span" => {
                if self.spans == 0 && self.is_sign {
                    self.builder.open(Tag::Sign, &place);
                }
                self.spans += usize::from(self.spans > 0 || self.is_sign);
            }
            "br" | "hr" => self.builder.line_break(),
            "img" | "object" | "embed" | "canvas" => self.builder.figure(place),
            name => {
                let Some(tag) = tag(name, self.columns, self.rows) else { return };
                self.builder.open(tag, &place);
                // Only drawings may close themselves.
                if self_closing && matches!(tag, Tag::Skip("svg")) {
                    self.builder.close(tag, &place);
                }
            }
        }
    }

    fn lost(&mut self, place: Range<usize>) {
        self.is_cut = false;
        self.builder.unread.push(
            Diagnostic::warning("unclosed", "닫히지 않은 태그나 주석에 든 글을 읽지 못했습니다")
                .hint("태그의 `>`와 따옴표, 주석의 `-->`를 확인하세요")
                .span(place),
        );
    }
}

/// The number at the beginning of an attribute's value; 1 when there is none.
fn number(value: &[u8]) -> usize {
    let digits = value.iter().skip_while(|byte| byte.is_ascii_whitespace()).take_while(|byte| byte.is_ascii_digit());
    let mut count = 0;
    let number = digits.fold(0_usize, |number, digit| {
        count += 1;
        number.saturating_mul(10).saturating_add(usize::from(digit - b'0'))
    });
    if count == 0 { 1 } else { number }
}

fn tag(name: &str, columns: usize, rows: usize) -> Option<Tag> {
    Some(match name {
        "h1" => Tag::Heading(1),
        "h2" => Tag::Heading(2),
        "h3" => Tag::Heading(3),
        "h4" => Tag::Heading(4),
        "h5" => Tag::Heading(5),
        "h6" => Tag::Heading(6),
        "ul" | "ol" | "menu" | "dir" => Tag::List,
        "li" => Tag::Item,
        "table" => Tag::Table,
        "thead" | "tbody" | "tfoot" => Tag::Group,
        "tr" => Tag::Row,
        "td" | "th" => Tag::Cell { is_header: name == "th", columns, rows },
        "caption" => Tag::Caption,
        "code" | "kbd" | "samp" | "tt" => Tag::Code,
        "pre" | "textarea" | "listing" | "xmp" => Tag::Pre,
        "sup" => Tag::Sup,
        "title" => Tag::Title,
        "script" => Tag::Skip("script"),
        "style" => Tag::Skip("style"),
        "svg" => Tag::Skip("svg"),
        "nav" => Tag::Skip("nav"),
        "p" | "div" | "section" | "article" | "header" | "footer" | "main" | "aside" | "blockquote" | "address"
        | "dl" | "dt" | "dd" | "figure" | "figcaption" | "details" | "summary" | "form" | "fieldset" | "legend"
        | "center" | "body" | "head" | "html" | "option" | "hgroup" => Tag::Block,
        _ => return None,
    })
}
