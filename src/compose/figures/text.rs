//! The words of figures: data, in `templates/figure.toml`, filled from the profile.

use serde::{Deserialize, Serialize};
use toml::Spanned;

use crate::assets::Assets;
use crate::diagnostic::Diagnostic;
use crate::josa;
use crate::template::{Context, Templates};

const FILE: &str = "figure.toml";

/// A template with its place in the file.
pub(super) type Text = Spanned<String>;

/// The words of all figures.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Texts {
    pub(super) architecture: ArchitectureTexts,
    pub(super) services: ServiceTexts,
    pub(super) traffic: TrafficTexts,
    pub(super) roadmap: RoadmapTexts,
}

/// Words of the architecture.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ArchitectureTexts {
    pub(super) title: Text,
    pub(super) description: Text,
    pub(super) legend: Text,
    pub(super) users: Text,
    pub(super) users_note: Text,
    pub(super) systems: Text,
    pub(super) systems_note: Text,
    pub(super) outer: Text,
    pub(super) inner: Text,
    pub(super) inner_note: Text,
    pub(super) unit_note: Text,
    pub(super) rest: Text,
    pub(super) runtime_note: Text,
    pub(super) control: Text,
    pub(super) control_note: Text,
    pub(super) workers: Text,
    pub(super) workers_note: Text,
    pub(super) base_note: Text,
    pub(super) target_note: Text,
}

/// Words of the map of services.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ServiceTexts {
    pub(super) title: Text,
    pub(super) description: Text,
    pub(super) legend: Text,
    pub(super) node_note: Text,
    pub(super) edge: Text,
    pub(super) solid: Text,
    pub(super) dashed: Text,
}

/// Words of the traffic split.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TrafficTexts {
    pub(super) title: Text,
    pub(super) description: Text,
    pub(super) legend: Text,
    pub(super) users: Text,
    pub(super) balancer: Text,
    pub(super) balancer_note: Text,
    pub(super) requests: Text,
    pub(super) share: Text,
    pub(super) solid: Text,
    pub(super) dashed: Text,
}

/// Words of the roadmap.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RoadmapTexts {
    pub(super) title: Text,
    pub(super) description: Text,
    pub(super) legend: Text,
}

impl Texts {
    /// Reads the words.
    pub(super) fn read(assets: &Assets) -> Result<Self, Diagnostic> {
        toml::from_str(assets.text(FILE)).map_err(|error| {
            Diagnostic::error("figure", format!("{FILE} 파일을 읽을 수 없습니다: {}", error.message()))
                .hint("내장 파일과 같은 항목이 모두 있어야 합니다")
                .file(FILE)
                .span(error.span().unwrap_or(0..0))
        })
    }
}

/// Fills templates with the profile and with what is being drawn.
pub(super) struct Voice {
    context: Context,
}

impl Voice {
    pub(super) fn new(context: Context) -> Self {
        Self { context }
    }

    /// Lets templates see a value, from here on.
    pub(super) fn tell<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) {
        self.context.insert(name, value);
    }

    /// The filled text, its particles agreeing, on one line.
    pub(super) fn say(&self, text: &Text) -> Result<String, Diagnostic> {
        let source = text.as_ref();
        if !source.contains('{') {
            return Ok(source.clone());
        }
        let filled = Templates::plain([(FILE, source.as_str())]).and_then(|t| t.render(FILE, &self.context));
        let filled = filled.map_err(|error| {
            Diagnostic::error("template", format!("템플릿 오류: {}", error.message)).file(FILE).span(text.span())
        })?;
        let line = filled.split_whitespace().collect::<Vec<_>>().join(" ");
        Ok(josa::agree("", &line).into_owned())
    }
}
