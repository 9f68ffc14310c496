//! The plan before the order: suitability, maturity, candidates, the running
//! system, costs. All of it stays within the agency.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Architecture, yes};

/// The plan.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Plan {
    /// Whether the part is in the project; values are kept when it is not.
    #[serde(default = "yes")]
    pub enabled: bool,
    /// Answers to the questions on suitability (orderer's guide, self-diagnosis).
    pub diagnosis: Diagnosis,
    /// What the running system has reached, and the level aimed at.
    pub maturity: Maturity,
    /// Business functions that could be converted.
    pub candidates: Vec<Candidate>,
    /// The running system.
    pub current: CurrentSystem,
    /// Costs on virtual machines and in containers, side by side.
    pub costs: Costs,
}

/// Answers to the ten questions of the orderer's guide, in its order.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Diagnosis {
    /// 1: more than 15 % of the first development cost goes into upkeep each year.
    pub upkeep_cost: Option<bool>,
    /// 2: the service was stopped to recover from an incident.
    pub recovery_outage: Option<bool>,
    /// 3: users complained of delays at peak times.
    pub peak_delay: Option<bool>,
    /// 4: changes of policy and business must be followed often.
    pub frequent_change: Option<bool>,
    /// 5: new technologies, several languages or open source must be taken in.
    pub new_technology: Option<bool>,
    /// 6: functions and databases can be separated into small units that run by themselves.
    pub separable: Option<bool>,
    /// 7: separate teams for development and operation cause delays.
    pub divided_teams: Option<bool>,
    /// 8: complex source code hinders extension.
    pub complex_source: Option<bool>,
    /// 9: build, test and deployment are not or only partly automated.
    pub manual_deployment: Option<bool>,
    /// 10: the agency wants to deploy more often.
    pub faster_deployment: Option<bool>,
}

/// What the running system fulfils of the four levels of maturity.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Maturity {
    /// Level aimed at; the one that the project's parts reach when it is not said.
    #[schemars(range(min = 0, max = 3))]
    pub target: Option<u8>,
    /// Level 0: runs in containers.
    pub containerised: Option<bool>,
    /// Level 0: keeps nothing on a local disk.
    pub no_local_disk: Option<bool>,
    /// Level 1: follows the twelve factors.
    pub twelve_factor: Option<bool>,
    /// Level 1: loosely coupled by service names.
    pub loosely_coupled: Option<bool>,
    /// Level 2: the failure of one service does not stop the others.
    pub fault_isolation: Option<bool>,
    /// Level 2: metrics are collected and watched.
    pub metrics: Option<bool>,
    /// Level 3: microservices.
    pub microservices: Option<bool>,
    /// Level 3: every function is offered through an API first.
    pub api_first: Option<bool>,
}

/// A business function that could be converted, with its scores.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Candidate {
    /// Name of the business function.
    #[schemars(length(min = 1))]
    pub name: String,
    /// Whom it serves.
    #[serde(default)]
    pub kind: Option<CandidateKind>,
    /// Complexity, 1 (low) to 5 (high).
    #[serde(default)]
    #[schemars(range(min = 1, max = 5))]
    pub complexity: Option<u8>,
    /// Clearness of its boundaries, 1 (low) to 5 (high).
    #[serde(default)]
    #[schemars(range(min = 1, max = 5))]
    pub boundary: Option<u8>,
    /// Nearness to the limit of growth, 1 (far) to 5 (reached).
    #[serde(default)]
    #[schemars(range(min = 1, max = 5))]
    pub growth_limit: Option<u8>,
}

/// Whom a business function serves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CandidateKind {
    /// The government's own support functions.
    GovernmentSupport,
    /// Functions shared by many systems.
    CommonTechnology,
    /// The public.
    PublicService,
}

/// The running system, as it is before the project.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct CurrentSystem {
    /// Name of the running system.
    pub name: Option<String>,
    /// Service model in use.
    pub service_model: Option<CurrentServiceModel>,
    /// What its applications run on.
    pub runtime: Option<CurrentRuntime>,
    /// How the application is cut.
    pub architecture: Option<Architecture>,
    /// How it grows.
    pub scaling: Option<Scaling>,
    /// How its parts depend on one another.
    pub coupling: Option<Coupling>,
    /// How it depends on its infrastructure.
    pub portability: Option<Portability>,
    /// How it is developed and delivered.
    pub delivery: Option<Delivery>,
    /// How it is built and deployed.
    pub deployment: Option<DeploymentPractice>,
    /// Development tools.
    pub tools: Option<Tools>,
    /// How the teams are organised.
    pub organisation: Option<Organisation>,
    /// Servers, physical or virtual, count.
    pub servers: Option<u32>,
    /// Virtual processors of all servers together.
    pub vcpus: Option<u32>,
    /// Memory of all servers together, gigabytes.
    pub memory_gb: Option<u64>,
    /// Storage in use, gigabytes.
    pub storage_gb: Option<u64>,
    /// Deployments a year.
    pub deployments_per_year: Option<u32>,
    /// Minutes the service stands still for one deployment.
    pub deployment_downtime_minutes: Option<u32>,
    /// Incidents a year in which the service stopped.
    pub outages_per_year: Option<u32>,
    /// Cost of operation and upkeep a year, won, with VAT.
    pub upkeep_per_year: Option<u64>,
}

/// Service model of the running system.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CurrentServiceModel {
    /// The agency's own machine room.
    OnPremises,
    /// Infrastructure as a service.
    Iaas,
    /// Platform as a service.
    Paas,
}

/// What the applications of the running system run on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CurrentRuntime {
    /// Physical servers.
    PhysicalServer,
    /// Virtual machines.
    VirtualMachine,
    /// Containers.
    Container,
}

/// How a system grows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Scaling {
    /// Bigger servers.
    Vertical,
    /// More servers, added by hand.
    HorizontalManual,
    /// More instances, added automatically.
    HorizontalAutomatic,
}

/// How the parts of a system depend on one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Coupling {
    /// One change reaches many parts.
    Tight,
    /// Parts meet at interfaces only.
    Loose,
}

/// How a system depends on its infrastructure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Portability {
    /// Bound to its servers or its cloud.
    Dependent,
    /// Can be moved.
    Portable,
}

/// How a system is developed and delivered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Delivery {
    /// All at once, after long development.
    Waterfall,
    /// In short iterations.
    Iterative,
}

/// How a system is built and deployed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DeploymentPractice {
    /// By hand.
    Manual,
    /// Partly by tools.
    PartlyAutomated,
    /// By a pipeline.
    Automated,
}

/// Where the development tools run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Tools {
    /// On each developer's computer.
    Local,
    /// Shared, in the cloud.
    Shared,
}

/// How the teams are organised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Organisation {
    /// Development, operation and security apart.
    Divided,
    /// Together, as in `DevSecOps`.
    Joint,
}

/// Costs of two ways to run the system over the same years.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Costs {
    /// Years compared.
    #[schemars(range(min = 1, max = 20))]
    pub years: Option<u32>,
    /// On virtual machines.
    pub virtual_machine: CostItems,
    /// In containers.
    pub container: CostItems,
}

/// What one way to run the system costs; won, with VAT.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct CostItems {
    /// Servers or nodes, count.
    pub servers: Option<u64>,
    /// One server or node a month, won.
    pub server_month: Option<u64>,
    /// Licences and upkeep of operating systems a year, won.
    pub os_year: Option<u64>,
    /// Licences and upkeep of commercial software a year, won.
    pub software_year: Option<u64>,
    /// Security products a year, won.
    pub security_year: Option<u64>,
    /// Operation by people a year, won.
    pub operation_year: Option<u64>,
    /// Conversion, once, won.
    pub conversion: Option<u64>,
}
