//! The profile: what a project says of itself, and nothing that it does not say.
//!
//! Every field is optional; defaults live on the catalog's parameters. A part
//! of the project has `enabled` and keeps its values when it is switched off.

mod answers;
mod api_gateway;
mod application;
mod backend;
mod cicd;
mod cloud;
mod containers;
mod data_migration;
mod document;
mod edit;
mod elements;
mod infrastructure;
mod issued;
mod load;
mod open_source;
mod operations;
mod overrides;
mod plan;
mod procurement;
mod project;
mod records;
mod rules;
mod scale;
mod schema;
mod security;
mod source;
mod telemetry;
mod tree;
mod validate;

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use answers::{Answer, Answers, Given};
pub use api_gateway::*;
pub use application::*;
pub use backend::*;
pub use cicd::*;
pub use cloud::*;
pub use containers::*;
pub use data_migration::*;
pub use document::*;
pub use edit::put;
pub use elements::{Element, Repeated};
pub use infrastructure::*;
pub use issued::{IssueStep, Issued, IssuedNumber};
pub(crate) use load::syntax_fault;
pub use open_source::*;
pub use operations::*;
pub use overrides::{Override, put_overrides};
pub use plan::*;
pub use procurement::*;
pub use project::*;
pub use records::{Decision, Record};
pub use scale::{DomainScale, Scale};
pub use schema::{Label, Labels, enum_values, json_schema, known_path};
#[cfg(feature = "serve")]
pub(crate) use schema::{Shape, Shapes, Slot};
pub use security::*;
pub use source::{MAX_BYTES, decode, decode_text};
pub use telemetry::*;
pub use validate::{is_date, printed_date};

/// A project profile, as the JSON file says it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Profile {
    /// The JSON Schema an editor uses for completion.
    #[serde(rename = "$schema", skip_serializing_if = "Option::is_none")]
    pub schema: Option<String>,
    /// Version of the catalog the profile was written for.
    pub catalog_version: Option<String>,
    /// The project itself.
    pub project: Project,
    /// Application architecture.
    pub application: Option<Application>,
    /// Containers and their orchestration.
    pub containers: Option<Containers>,
    /// Build, test and deployment pipeline.
    pub cicd: Option<Cicd>,
    /// API gateway.
    pub api_gateway: Option<ApiGateway>,
    /// Back-end services.
    pub backend: Option<Backend>,
    /// Metrics, logs and traces.
    pub telemetry: Option<Telemetry>,
    /// Virtualisation and automation.
    pub infrastructure: Option<Infrastructure>,
    /// Cloud services used.
    pub cloud: Option<Cloud>,
    /// Goals of operation.
    pub operations: Option<Operations>,
    /// Security.
    pub security: Option<Security>,
    /// Data migration.
    pub data_migration: Option<DataMigration>,
    /// Open source.
    pub open_source: Option<OpenSource>,
    /// Steps and terms of the order.
    pub procurement: Option<Procurement>,
    /// The plan before the order; internal.
    pub plan: Option<Plan>,
    /// Settings of the document.
    pub document: DocumentOptions,
    /// Requirements taken in or out by hand.
    pub requirements: Choices,
    /// Values of parameters that an agency's own catalog declares.
    pub values: BTreeMap<String, Scalar>,
    /// What has been published, and under which numbers.
    pub issued: Option<Issued>,
    /// What others said of the document, and what became of it.
    pub records: Vec<Record>,
    /// Who decided which value.
    pub confirmed: Vec<Confirmation>,
    /// Findings of the check that may stand.
    pub silenced: Vec<Silence>,
}

/// A part that is named in the profile is in the project unless it says otherwise.
fn yes() -> bool {
    true
}
