//! How requests are split over clouds.

use super::text::{TrafficTexts, Voice};
use crate::diagnostic::Diagnostic;
use crate::figure::{Drawing, Edge, Graph, Node};
use crate::profile::{DeploymentModel, Profile, TrafficTarget};

/// The clouds over which requests are split; none where there is but one.
pub(super) fn targets(profile: &Profile) -> &[TrafficTarget] {
    let cloud = profile.cloud.as_ref().filter(|part| part.enabled);
    let split = [Some(DeploymentModel::Hybrid), Some(DeploymentModel::Multi)];
    cloud.filter(|part| split.contains(&part.deployment)).map_or(&[], |part| &part.traffic)
}

pub(super) fn draw(profile: &Profile, texts: &TrafficTexts, voice: &mut Voice) -> Result<Option<Drawing>, Diagnostic> {
    let targets = targets(profile);
    if targets.is_empty() {
        return Ok(None);
    }
    let node = |id: &str, label: String, note: String| Node { id: id.to_owned(), label, note, group: String::new() };
    let mut nodes = vec![
        node("users", voice.say(&texts.users)?, String::new()),
        node("balancer", voice.say(&texts.balancer)?, voice.say(&texts.balancer_note)?),
    ];
    let requests = voice.say(&texts.requests)?;
    let mut edges = vec![Edge { from: "users".to_owned(), to: "balancer".to_owned(), label: requests, dashed: false }];
    for (at, target) in targets.iter().enumerate() {
        let id = format!("target-{}", at + 1);
        voice.tell("weight", &target.weight);
        let label = voice.say(&texts.share)?;
        nodes.push(node(&id, target.name.trim().to_owned(), String::new()));
        // A cloud that stands by takes none.
        edges.push(Edge { from: "balancer".to_owned(), to: id, label, dashed: target.weight == 0 });
    }
    voice.tell("standby", &targets.iter().any(|target| target.weight == 0));
    Ok(Some(Drawing::Graph(Graph { nodes, edges, solid: voice.say(&texts.solid)?, dashed: voice.say(&texts.dashed)? })))
}
