//! Phases over the project's months.

use super::text::Voice;
use crate::assess::{Planned, Roadmap};
use crate::figure::{Bar, Drawing, Schedule};

pub(super) fn draw(roadmap: &Roadmap, voice: &mut Voice) -> Option<Drawing> {
    if roadmap.phases.is_empty() || roadmap.months == 0 {
        return None;
    }
    let decided = roadmap.origin == Planned::Profile;
    let bars = roadmap.phases.iter().map(|phase| Bar {
        label: phase.name.trim().to_owned(),
        start: phase.first.max(1),
        months: (phase.last.max(phase.first) - phase.first + 1).max(1),
        decided,
    });
    voice.tell("roadmap", roadmap);
    Some(Drawing::Schedule(Schedule { start: roadmap.start.clone(), months: roadmap.months, bars: bars.collect() }))
}
