//! The parts of a project that a requirement may repeat over: its services,
//! the calls between them, the data stores to migrate.

use serde::Serialize;
use serde_json::Value;

use super::{Call, CallMode, Profile, SubdomainKind};

/// What an entry of the catalog repeats over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Repeated {
    /// Each service, in the order of the profile; a name counts once.
    Services,
    /// Each call from one service to another; a pair counts once.
    Interfaces,
    /// Each data store to migrate.
    Stores,
}

/// One of the things repeated over.
#[derive(Debug, Clone, PartialEq)]
pub struct Element {
    /// Which one: with the entry's id, the identity of a requirement.
    pub key: String,
    /// What templates see as `it`.
    pub value: Value,
}

#[derive(Default, Serialize)]
struct ServiceElement<'p> {
    name: &'p str,
    description: Option<&'p str>,
    data_store: Option<&'p str>,
    domain: &'p str,
    subdomain: &'p str,
    kind: Option<SubdomainKind>,
    context: &'p str,
    calls: &'p [Call],
    data_functions: Option<u32>,
    transaction_functions: Option<u32>,
}

#[derive(Default, Serialize)]
struct InterfaceElement<'p> {
    name: String,
    from: &'p str,
    to: &'p str,
    mode: Option<CallMode>,
    from_context: &'p str,
    to_context: &'p str,
}

#[derive(Default, Serialize)]
struct StoreElement<'p> {
    name: &'p str,
    volume_gb: Option<u64>,
    records: Option<u64>,
    service: Option<&'p str>,
}

impl Repeated {
    /// The names that front matter uses.
    pub const NAMES: [(&'static str, Self); 3] =
        [("services", Self::Services), ("interfaces", Self::Interfaces), ("stores", Self::Stores)];

    /// The fields of an element, for checking templates.
    pub fn fields(self) -> Vec<String> {
        let sample = match self {
            Self::Services => value(&ServiceElement::default()),
            Self::Interfaces => value(&InterfaceElement::default()),
            Self::Stores => value(&StoreElement::default()),
        };
        sample.as_object().map(|fields| fields.keys().cloned().collect()).unwrap_or_default()
    }

    /// The elements of a profile; none of a part that is switched off.
    pub fn elements(self, profile: &Profile) -> Vec<Element> {
        let mut out: Vec<Element> = Vec::new();
        let mut add = |key: String, value: Value| {
            if out.iter().all(|element| element.key != key) {
                out.push(Element { key, value });
            }
        };
        match self {
            Self::Services => {
                for service in services(profile) {
                    add(service.name.to_owned(), value(&service));
                }
            }
            Self::Interfaces => {
                let services = services(profile);
                for service in &services {
                    for call in service.calls {
                        let callee = services.iter().find(|other| other.name == call.to);
                        let interface = InterfaceElement {
                            name: format!("{} → {}", service.name, call.to),
                            from: service.name,
                            to: &call.to,
                            mode: call.mode,
                            from_context: service.context,
                            to_context: callee.map_or("", |callee| callee.context),
                        };
                        add(interface.name.clone(), value(&interface));
                    }
                }
            }
            Self::Stores => {
                let migration = profile.data_migration.iter().filter(|part| part.enabled);
                for store in migration.flat_map(|part| &part.stores) {
                    let element = StoreElement {
                        name: &store.name,
                        volume_gb: store.volume_gb,
                        records: store.records,
                        service: store.service.as_deref(),
                    };
                    add(store.name.clone(), value(&element));
                }
            }
        }
        out
    }
}

fn services(profile: &Profile) -> Vec<ServiceElement<'_>> {
    let mut out = Vec::new();
    let application = profile.application.iter().filter(|part| part.enabled);
    for domain in application.flat_map(|part| &part.domains) {
        for subdomain in &domain.subdomains {
            for context in &subdomain.contexts {
                out.extend(context.services.iter().map(|service| ServiceElement {
                    name: &service.name,
                    description: service.description.as_deref(),
                    data_store: service.data_store.as_deref(),
                    domain: &domain.name,
                    subdomain: &subdomain.name,
                    kind: subdomain.kind,
                    context: &context.name,
                    calls: &service.calls,
                    data_functions: service.size.data_functions,
                    transaction_functions: service.size.transaction_functions,
                }));
            }
        }
    }
    out
}

/// Structs of text and numbers always become JSON.
fn value(element: &impl Serialize) -> Value {
    serde_json::to_value(element).unwrap_or_default()
}
