//! The target architecture: the reference model's components, those of the project marked.

use super::super::components::Component;
use super::Stage;
use super::decomposition::Decomposition;
use super::text::{ArchitectureTexts, Voice};
use super::traffic;
use crate::catalog::Layer;
use crate::diagnostic::Diagnostic;
use crate::figure::{Drawing, Panel};
use crate::select::{lookup, shown};

/// Boxes for services that fit into the application.
const MOST: usize = 12;
/// Boxes in a row that has the figure's whole width.
const WIDE: usize = 6;
/// Boxes in a row of the middle column.
const MIDDLE: usize = 3;

pub(super) fn draw(
    stage: &Stage<'_>,
    texts: &ArchitectureTexts,
    voice: &mut Voice,
) -> Result<Option<Drawing>, Diagnostic> {
    if !stage.components.iter().any(|component| component.included && component.layer != Layer::Across) {
        return Ok(None);
    }
    told(stage, voice);
    let sketch = Sketch { stage, texts };
    let channels = sketch.channels(voice)?;
    let outer = sketch.outer(voice)?;
    let base = sketch.base(voice)?;
    let rows = [channels, vec![outer], base.into_iter().collect()];
    Ok(Some(Drawing::Panels(rows.into_iter().filter(|row| !row.is_empty()).collect())))
}

/// Lets the templates see some values as people read them.
fn told(stage: &Stage<'_>, voice: &mut Voice) {
    let standing = stage.components.iter().filter(|component| component.layer != Layer::Across);
    let outside = |component: &Component| !component.included || component.functions.iter().any(|f| !f.included);
    voice.tell("outside", &standing.clone().any(outside));
    let inside = standing.filter(|component| component.included && component.layer == Layer::External);
    voice.tell("inside", &inside.map(|component| component.name.as_str()).collect::<Vec<_>>().join(", "));
    let effective = stage.profile.effective();
    for (name, path) in [
        ("deployment", "cloud.deployment"),
        ("models", "cloud.service_models"),
        ("environments", "containers.environments"),
    ] {
        let said = lookup(&effective, path)
            .filter(|value| value.is_string() || value.as_array().is_some_and(|a| !a.is_empty()));
        voice.tell(name, &said.map(|value| shown(path, Some(value), stage.words)));
    }
}

struct Sketch<'a> {
    stage: &'a Stage<'a>,
    texts: &'a ArchitectureTexts,
}

impl Sketch<'_> {
    /// Who uses the system.
    fn channels(&self, voice: &Voice) -> Result<Vec<Panel>, Diagnostic> {
        let texts = self.texts;
        let panel = |id: &str, label, note| Panel { id: id.to_owned(), label, note, included: true, rows: Vec::new() };
        let mut row = vec![panel("users", voice.say(&texts.users)?, voice.say(&texts.users_note)?)];
        if self.find("api_gateway").is_some_and(|component| component.included) {
            row.push(panel("systems", voice.say(&texts.systems)?, voice.say(&texts.systems_note)?));
        }
        Ok(row)
    }

    /// 외부 아키텍처, with the application in its middle.
    fn outer(&self, voice: &mut Voice) -> Result<Panel, Diagnostic> {
        let application = self.application(voice)?;
        let mut runtime = self.component("runtime", MIDDLE);
        let mut rows = vec![
            self.component("api_gateway", WIDE).into_iter().collect(),
            self.component("service_mesh", WIDE).into_iter().collect(),
        ];
        match &mut runtime {
            Some(runtime) if runtime.included => {
                runtime.note = voice.say(&self.texts.runtime_note)?;
                runtime.rows.insert(0, application.into_iter().collect());
                runtime.rows.extend(self.nodes(voice)?);
            }
            // What runs in no container stands before the runtime, not in it.
            _ => rows.push(application.into_iter().collect()),
        }
        rows.push([self.component("cicd", 1), runtime, self.component("telemetry", 1)].into_iter().flatten().collect());
        rows.push(self.component("backend", WIDE).into_iter().collect());
        rows.extend(self.others());
        rows.retain(|row: &Vec<Panel>| !row.is_empty());
        let included = rows.iter().flatten().any(|panel| panel.included);
        let label = voice.say(&self.texts.outer)?;
        Ok(Panel { id: "outer".to_owned(), label, note: String::new(), included, rows })
    }

    /// 내부 아키텍처: the services, or what holds them.
    fn application(&self, voice: &mut Voice) -> Result<Option<Panel>, Diagnostic> {
        let Some(mut panel) = self.component("application", MIDDLE) else { return Ok(None) };
        voice.tell("name", &panel.label);
        panel.label = voice.say(&self.texts.inner)?;
        let map = Decomposition::of(self.stage.profile, MOST).filter(|_| panel.included);
        voice.tell("level", &map.as_ref().map(|map| map.level));
        voice.tell("services", &map.as_ref().map_or(0, Decomposition::services));
        panel.note = voice.say(&self.texts.inner_note)?;
        if let Some(map) = map {
            // More domains than fit: the last box stands for the rest.
            let shown = if map.units.len() > MOST { MOST - 1 } else { map.units.len() };
            let (shown, rest) = map.units.split_at(shown);
            let mut units = Vec::with_capacity(shown.len() + 1);
            let mut add = |label: String, services: usize, voice: &mut Voice| -> Result<(), Diagnostic> {
                voice.tell("services", &services);
                let note = voice.say(&self.texts.unit_note)?;
                let id = format!("unit-{}", units.len() + 1);
                units.push(Panel { id, label, note, included: true, rows: Vec::new() });
                Ok(())
            };
            for unit in shown {
                add(unit.name.to_owned(), unit.services, voice)?;
            }
            if !rest.is_empty() {
                voice.tell("rest", &rest.len());
                let label = voice.say(&self.texts.rest)?;
                add(label, rest.iter().map(|unit| unit.services).sum(), voice)?;
            }
            panel.rows = rows(units, MIDDLE);
            voice.tell("services", &map.services());
        }
        Ok(Some(panel))
    }

    /// Control and worker nodes, where several servers are one cluster.
    fn nodes(&self, voice: &Voice) -> Result<Option<Vec<Panel>>, Diagnostic> {
        let containers = self.stage.profile.containers.as_ref().filter(|part| part.enabled);
        if containers.is_none_or(|part| part.orchestration != Some(true)) {
            return Ok(None);
        }
        let texts = self.texts;
        let panel = |id: &str, label, note| Panel { id: id.to_owned(), label, note, included: true, rows: Vec::new() };
        Ok(Some(vec![
            panel("control-nodes", voice.say(&texts.control)?, voice.say(&texts.control_note)?),
            panel("worker-nodes", voice.say(&texts.workers)?, voice.say(&texts.workers_note)?),
        ]))
    }

    /// Clouds and centres.
    fn base(&self, voice: &mut Voice) -> Result<Option<Panel>, Diagnostic> {
        let Some(mut panel) = self.component("infrastructure", WIDE) else { return Ok(None) };
        panel.note = voice.say(&self.texts.base_note)?;
        let mut clouds = Vec::new();
        for (at, target) in traffic::targets(self.stage.profile).iter().enumerate() {
            voice.tell("weight", &target.weight);
            let note = voice.say(&self.texts.target_note)?;
            let id = format!("target-{}", at + 1);
            clouds.push(Panel { id, label: target.name.trim().to_owned(), note, included: true, rows: Vec::new() });
        }
        panel.rows.splice(0..0, rows(clouds, MIDDLE));
        Ok(Some(panel))
    }

    /// What an agency has added to the reference model, a row each.
    fn others(&self) -> Vec<Vec<Panel>> {
        let known = ["api_gateway", "service_mesh", "runtime", "cicd", "backend", "telemetry"];
        let added =
            self.stage.components.iter().filter(|c| c.layer == Layer::External && !known.contains(&c.id.as_str()));
        added.map(|component| vec![panel(component, WIDE)]).collect()
    }

    fn find(&self, id: &str) -> Option<&Component> {
        self.stage.components.iter().find(|component| component.id == id)
    }

    fn component(&self, id: &str, width: usize) -> Option<Panel> {
        self.find(id).map(|component| panel(component, width))
    }
}

/// A component with a box for each of its functions.
fn panel(component: &Component, width: usize) -> Panel {
    let function = |(at, function): (usize, &super::super::components::Function)| Panel {
        id: format!("{}-{}", component.id, at + 1),
        label: function.name.clone(),
        included: function.included,
        ..Panel::default()
    };
    let functions = component.functions.iter().enumerate().map(function).collect();
    Panel {
        id: component.id.clone(),
        label: component.name.clone(),
        note: String::new(),
        included: component.included,
        rows: rows(functions, width),
    }
}

fn rows(panels: Vec<Panel>, width: usize) -> Vec<Vec<Panel>> {
    let mut out: Vec<Vec<Panel>> = Vec::new();
    for panel in panels {
        match out.last_mut() {
            Some(row) if row.len() < width => row.push(panel),
            _ => out.push(vec![panel]),
        }
    }
    out
}
