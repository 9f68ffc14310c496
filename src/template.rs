//! The only file that knows Tera.
//!
//! Two kinds of templates: prose (Markdown, values marked, see `mark.rs`)
//! and page shells (XML escape). Conditions are expressions of the first kind.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::Serialize;
use tera::value::Key;
use tera::{Error, ErrorKind, Kwargs, State, Tera, TeraResult, Value};

use crate::block::Origin;
use crate::mark;

/// A template that does not compile or does not render.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateError {
    /// Name of the template.
    pub name: String,
    /// What Tera says, without its drawing.
    pub message: String,
    /// Byte range in the template, where Tera knows it.
    pub span: Option<Range<usize>>,
}

/// Values that templates see.
#[derive(Debug, Clone, Default)]
pub struct Context(tera::Context);

impl Context {
    /// The members of a JSON object, each under its own name.
    pub fn from_object(object: &serde_json::Value) -> Self {
        Self(tera::Context::from_serialize(object).unwrap_or_default())
    }

    /// Adds what `ref` and `decided` print, under names that no template can write.
    pub fn print(&mut self, printed: &Printed) {
        self.insert(NUMBERS, &printed.numbers);
        self.insert(TITLES, &printed.titles);
        self.insert(MISSING, &printed.missing);
    }

    /// Adds or replaces one value.
    pub fn insert<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) {
        self.0.insert(name.to_owned(), value);
    }
}

const NUMBERS: &str = "printed numbers";
const TITLES: &str = "printed titles";
const MISSING: &str = "printed missing";

/// What prose templates print beside values.
#[derive(Debug, Default)]
pub struct Printed {
    /// Numbers of the selected requirements by catalog id, for `ref(id="…")`.
    pub numbers: BTreeMap<String, String>,
    /// Titles of requirements that somebody's choice keeps out of the document; `ref` prints them instead.
    pub titles: BTreeMap<String, String>,
    /// Stands for a value nobody has said, for `| decided`.
    pub missing: String,
}

/// A set of templates, compiled together.
#[derive(Debug)]
pub struct Templates(Tera);

impl Templates {
    /// Compiles prose templates.
    ///
    /// # Errors
    /// The first template that does not compile.
    pub fn prose<'a>(sources: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Self, TemplateError> {
        let mut tera = Tera::new();
        tera.autoescape_on([""]);
        tera.set_escape_fn(|input, out| out.write_all(mark::escape(input).as_bytes()));
        tera.register_filter("decided", |value: &Value, kwargs: Kwargs, state: &State| -> TeraResult<String> {
            let missing = |field| -> TeraResult<String> {
                Ok(mark::value(Origin::Missing, field, &state.get::<String>(MISSING)?.unwrap_or_default()))
            };
            let field = kwargs.get::<&str>("field")?.unwrap_or_default();
            let is_proposal = kwargs.get::<&str>("origin")?.is_some_and(|origin| origin == "default");
            let origin = if is_proposal { Origin::Default } else { Origin::Profile };
            Ok(match value.as_str() {
                None if value.is_none() => missing(field)?,
                Some(text) if text.trim().is_empty() => missing(field)?,
                None => mark::value(origin, field, &thousands(&value.to_string())),
                Some(text) => mark::value(origin, field, text),
            })
        });
        // Values are data in every template: nothing may switch the marking off.
        tera.register_filter("safe", |value: &Value, _: Kwargs, _: &State| value.clone());
        tera.register_function("ref", |kwargs: Kwargs, state: &State| -> TeraResult<String> {
            let id = kwargs.must_get::<&str>("id")?;
            let numbers = state.get::<Value>(NUMBERS)?;
            if let Some(text) = numbers.as_ref().and_then(|numbers| numbers.as_map()?.get(&Key::Str(id))?.as_str()) {
                return Ok(mark::reference(id, text));
            }
            let titles = state.get::<Value>(TITLES)?;
            let title = titles.as_ref().and_then(|titles| titles.as_map()?.get(&Key::Str(id))?.as_str());
            let title = title.ok_or_else(|| Error::message(format!("선택되지 않은 요구사항 `{id}` 참조")))?;
            Ok(mark::value(Origin::Profile, "requirements", &format!("‘{title}’")))
        });
        Self::compile(tera, sources)
    }

    /// Compiles page shells; values are escaped for HTML and XML.
    ///
    /// # Errors
    /// The first template that does not compile.
    pub fn shells<'a>(sources: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Self, TemplateError> {
        let mut tera = Tera::new();
        tera.autoescape_on([""]);
        Self::compile(tera, sources)
    }

    /// Compiles plain text, such as the labels of figures; a writer escapes it for its format.
    ///
    /// # Errors
    /// The first template that does not compile.
    pub fn plain<'a>(sources: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Self, TemplateError> {
        let mut tera = Tera::new();
        tera.autoescape_on([""; 0]);
        Self::compile(tera, sources)
    }

    // One call for all: added one by one Tera is quadratic.
    fn compile<'a>(
        mut tera: Tera,
        sources: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self, TemplateError> {
        tera.add_raw_templates(sources).map_err(|error| located("", &error))?;
        Ok(Self(tera))
    }

    /// Renders one template.
    ///
    /// # Errors
    /// When a name is not defined or an operation does not fit its value.
    pub fn render(&self, name: &str, context: &Context) -> Result<String, TemplateError> {
        self.0.render(name, &context.0).map_err(|error| located(name, &error))
    }
}

/// Expressions, compiled together.
#[derive(Debug)]
pub struct Conditions(Tera);

impl Conditions {
    /// Compiles expressions.
    ///
    /// # Errors
    /// The first that is no expression.
    pub fn new(expressions: &[&str]) -> Result<Self, TemplateError> {
        let sources: Vec<String> = expressions.iter().map(|e| format!("{BEFORE}{e} %}}1{{% endif %}}")).collect();
        // The expression's own text is the name, so an error names it.
        let mut tera = Tera::new();
        tera.autoescape_on([""; 0]);
        tera.add_raw_templates(expressions.iter().zip(&sources).map(|(name, source)| (*name, source.as_str())))
            .map_err(|error| shifted(located("", &error)))?;
        Ok(Self(tera))
    }

    /// Whether an expression is among them.
    pub fn has(&self, expression: &str) -> bool {
        self.0.contains_template(expression)
    }

    /// Whether each expression holds in the context, in the order given.
    ///
    /// # Errors
    /// The first expression that fails on its values.
    pub fn hold(&self, expressions: &[&str], context: &Context) -> Result<Vec<bool>, TemplateError> {
        let holds = |name: &&str| match self.0.render(name, &context.0) {
            Ok(text) => Ok(text == "1"),
            Err(error) => Err(shifted(located(name, &error))),
        };
        expressions.iter().map(holds).collect()
    }
}

/// What stands before an expression in its template.
const BEFORE: &str = "{% if ";

fn shifted(mut error: TemplateError) -> TemplateError {
    error.span = error.span.map(|s| s.start.saturating_sub(BEFORE.len())..s.end.saturating_sub(BEFORE.len()));
    error
}

/// Whether each expression holds in the context, in the order given.
///
/// # Errors
/// The first expression that is no expression or fails on its values.
pub fn evaluate(expressions: &[&str], context: &Context) -> Result<Vec<bool>, TemplateError> {
    if expressions.is_empty() {
        return Ok(Vec::new());
    }
    Conditions::new(expressions)?.hold(expressions, context)
}

/// A whole number with a comma before each group of three digits.
pub fn thousands(number: &str) -> String {
    let (whole, fraction) = number.split_at(number.find('.').unwrap_or(number.len()));
    let (sign, digits) = whole.split_at(usize::from(whole.starts_with('-')));
    let mut out = String::from(sign);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out + fraction
}

fn located(name: &str, error: &Error) -> TemplateError {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => TemplateError {
            name: report.filename().to_owned(),
            message: report.message().to_owned(),
            span: Some(report.span().range.clone()),
        },
        // Some build errors arrive as a drawing: "error: what\n --> name:line:column\n …".
        kind => {
            let text = kind.to_string();
            let mut lines = text.lines();
            let message = lines.next().unwrap_or_default().trim_start_matches("error: ").to_owned();
            let place = lines.next().and_then(|line| line.trim().strip_prefix("--> "));
            let drawn_name = place.and_then(|place| place.rsplitn(3, ':').last());
            TemplateError { name: drawn_name.unwrap_or(name).to_owned(), message, span: None }
        }
    }
}
