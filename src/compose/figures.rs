//! Figures of the document, drawn from the profile: what stands where, not how it looks.
//!
//! Every word in them is data, in `templates/figure.toml`.

mod architecture;
mod decomposition;
mod roadmap;
mod services;
mod text;
mod traffic;

use super::components::Component;
use crate::assess::Roadmap;
use crate::assets::Assets;
use crate::catalog::Drawn;
use crate::diagnostic::Diagnostic;
use crate::figure::Figure;
use crate::profile::Profile;
use crate::template::Context;
use crate::words::Words;
use text::{Texts, Voice};

/// What figures are drawn from: the profile and all else as the parts see it.
#[derive(Clone, Copy)]
pub(super) struct Stage<'a> {
    pub(super) assets: &'a Assets,
    pub(super) words: &'a Words,
    pub(super) profile: &'a Profile,
    pub(super) components: &'a [Component],
    pub(super) roadmap: &'a Roadmap,
    pub(super) context: &'a Context,
}

/// Draws a figure; none when there is nothing to draw.
///
/// # Errors
/// A user's `figure.toml` that is not what it should be.
pub(super) fn draw(what: Drawn, stage: &Stage<'_>) -> Result<Option<Figure>, Vec<Diagnostic>> {
    make(what, stage).map_err(|fault| vec![fault])
}

fn make(what: Drawn, stage: &Stage<'_>) -> Result<Option<Figure>, Diagnostic> {
    let texts = Texts::read(stage.assets)?;
    let mut voice = Voice::new(stage.context.clone());
    let (id, title, description, legend, drawing) = match what {
        Drawn::Architecture => {
            let texts = &texts.architecture;
            let drawing = architecture::draw(stage, texts, &mut voice)?;
            ("figure-architecture", &texts.title, &texts.description, &texts.legend, drawing)
        }
        Drawn::Services => {
            let texts = &texts.services;
            let drawing = services::draw(stage.profile, texts, &mut voice)?;
            ("figure-services", &texts.title, &texts.description, &texts.legend, drawing)
        }
        Drawn::Traffic => {
            let texts = &texts.traffic;
            let drawing = traffic::draw(stage.profile, texts, &mut voice)?;
            ("figure-traffic", &texts.title, &texts.description, &texts.legend, drawing)
        }
        Drawn::Roadmap => {
            let texts = &texts.roadmap;
            let drawing = roadmap::draw(stage.roadmap, &mut voice);
            ("figure-roadmap", &texts.title, &texts.description, &texts.legend, drawing)
        }
    };
    let Some(drawing) = drawing else { return Ok(None) };
    let (title, description, legend) = (voice.say(title)?, voice.say(description)?, voice.say(legend)?);
    Ok(Some(Figure { id: id.to_owned(), title, description, legend, drawing }))
}
