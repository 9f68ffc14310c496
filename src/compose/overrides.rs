//! Text that a person has edited, in place of the catalog's.

use crate::block::Inline;
use crate::document::Requirement;
use crate::profile::Override;

/// Gives requirements the text that the profile has for them; it is data, never markup.
pub(super) fn apply(overrides: &[Override], requirements: &mut [Requirement]) {
    let line = |text: &String| if text.is_empty() { Vec::new() } else { vec![Inline::Text(text.clone())] };
    let lines = |texts: &Vec<String>| texts.iter().map(line).filter(|line| !line.is_empty()).collect::<Vec<_>>();
    for one in overrides {
        for requirement in requirements.iter_mut().filter(|own| one.is_for(&own.id, &own.instance)) {
            if let Some(title) = &one.title {
                requirement.title = line(title);
            }
            if let Some(definition) = &one.definition {
                requirement.definition = line(definition);
            }
            for (own, said) in [
                (&mut requirement.details, &one.details),
                (&mut requirement.deliverables, &one.deliverables),
                (&mut requirement.acceptance, &one.acceptance),
            ] {
                if let Some(said) = said {
                    *own = lines(said);
                }
            }
        }
    }
}
