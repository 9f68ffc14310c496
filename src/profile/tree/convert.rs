//! From the parser's tree to ours, noting what the parser lets pass.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

use jsonc_parser::ast::{ObjectPropName, Value as Ast};
use jsonc_parser::common::Ranged;

use super::text::{self, Place};
use super::{Kind, MAX_FOUND, Member, Node};
use crate::diagnostic::Diagnostic;

/// Our tree of the value, and every repeated key, endless number and unfit character in it.
pub(super) fn convert<'a>(value: Ast<'a>, source: &str, base: usize) -> (Node<'a>, Vec<Diagnostic>) {
    let mut walk = Walk { source, base, place: Place::default(), found: Vec::new() };
    let root = walk.node(value);
    (root, walk.found)
}

struct Walk<'s> {
    source: &'s str,
    base: usize,
    place: Place,
    found: Vec<Diagnostic>,
}

impl Walk<'_> {
    fn node<'a>(&mut self, value: Ast<'a>) -> Node<'a> {
        let span = self.span(&value);
        let kind = match value {
            Ast::NullKeyword(_) => Kind::Null,
            Ast::BooleanLit(literal) => Kind::Bool(literal.value),
            Ast::NumberLit(literal) => self.number(literal.value, &span),
            Ast::StringLit(literal) => {
                self.characters(&literal.value, &span);
                Kind::Text(literal.value)
            }
            Ast::Array(array) => {
                let items = array.elements.into_iter().enumerate();
                Kind::List(items.map(|(index, item)| self.at_index(index, item)).collect())
            }
            Ast::Object(object) => {
                let mut seen = BTreeSet::new();
                let members = object.properties.into_iter().map(|property| {
                    let name_span = self.span(&property.name);
                    let name = match property.name {
                        ObjectPropName::String(literal) => literal.value,
                        ObjectPropName::Word(word) => Cow::Borrowed(word.value),
                    };
                    let mark = self.place.enter(&name);
                    self.characters(&name, &name_span);
                    if !seen.insert(name.clone()) {
                        self.report(
                            "duplicate-key",
                            &name_span,
                            "같은 항목이 두 번 나옵니다",
                            "하나만 남기고 지우세요",
                        );
                    }
                    let value = self.node(property.value);
                    self.place.leave(mark);
                    Member { name, name_span, value }
                });
                Kind::Object(members.collect())
            }
        };
        Node { span, kind }
    }

    fn at_index<'a>(&mut self, index: usize, item: Ast<'a>) -> Node<'a> {
        let mark = self.place.enter_index(index);
        let node = self.node(item);
        self.place.leave(mark);
        node
    }

    fn number<'a>(&mut self, text: &'a str, span: &Range<usize>) -> Kind<'a> {
        if text.parse::<serde_json::Number>().is_err() {
            let what = format!("너무 커서 다룰 수 없는 숫자입니다: {}", text::show(text));
            self.report("number-overflow", span, &what, "자릿수를 확인하세요");
        }
        Kind::Number(text)
    }

    fn characters(&mut self, value: &str, span: &Range<usize>) {
        let Some(bad) = value.chars().find(|character| text::unfit(*character).is_some()) else { return };
        let Some(code) = text::unfit(bad) else { return };
        let (what, hint) = if code == "private-use-character" {
            ("사용자 정의 영역의 문자", "한글 옛글자나 기호 글꼴에서 옮겨 온 글자입니다. 일반 문자로 바꾸세요")
        } else {
            ("제어 문자", "보이지 않는 문자입니다. 지우고 다시 입력하세요")
        };
        let what = format!("쓸 수 없는 {what} U+{:04X}: {}", u32::from(bad), text::show(value));
        let exact = self.source.get(span.clone()).and_then(|written| written.find(bad)).map(|at| {
            let start = span.start + at;
            start..start + bad.len_utf8()
        });
        self.report(code, &exact.unwrap_or_else(|| span.clone()), &what, hint);
    }

    fn report(&mut self, code: &'static str, span: &Range<usize>, what: &str, hint: &str) {
        if self.found.len() <= MAX_FOUND {
            self.found.push(self.place.error(code, what).hint(hint).span(span.clone()));
        }
    }

    fn span(&self, item: &impl Ranged) -> Range<usize> {
        item.start() + self.base..item.end() + self.base
    }
}
