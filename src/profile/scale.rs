//! How large the application is: services and functions, by domain and in all.

use std::collections::BTreeSet;

use serde::Serialize;

use super::{Domain, Profile, Service};

/// The size of an application; a sum is none while a service of it has not said its own.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Scale {
    /// Subdomains.
    pub subdomains: usize,
    /// Bounded contexts.
    pub contexts: usize,
    /// Services.
    pub services: usize,
    /// Data stores of different names.
    pub data_stores: Option<usize>,
    /// Data functions (ILF and EIF), count.
    pub data_functions: Option<u64>,
    /// Transaction functions (EI, EO and EQ), count.
    pub transaction_functions: Option<u64>,
    /// The same of each domain, in the order of the profile.
    pub domains: Vec<DomainScale>,
}

/// The size of a domain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DomainScale {
    /// Name of the domain.
    pub name: String,
    /// Its size.
    #[serde(flatten)]
    pub scale: Scale,
}

impl Profile {
    /// How large the application is; nothing of a part that is switched off.
    pub fn scale(&self) -> Scale {
        let application = self.application.iter().filter(|part| part.enabled);
        let domains: Vec<&Domain> = application.flat_map(|part| &part.domains).collect();
        let of_domain = |domain: &&Domain| DomainScale { name: domain.name.clone(), scale: measure(&[*domain]) };
        Scale { domains: domains.iter().map(of_domain).collect(), ..measure(&domains) }
    }
}

fn measure(domains: &[&Domain]) -> Scale {
    let subdomains: Vec<_> = domains.iter().flat_map(|domain| &domain.subdomains).collect();
    let contexts: Vec<_> = subdomains.iter().flat_map(|subdomain| &subdomain.contexts).collect();
    let services: Vec<&Service> = contexts.iter().flat_map(|context| &context.services).collect();
    let sum = |count: fn(&Service) -> Option<u32>| {
        let counts: Option<Vec<u32>> = services.iter().map(|service| count(service)).collect();
        counts.filter(|counts| !counts.is_empty()).map(|counts| counts.into_iter().map(u64::from).sum())
    };
    let stores: Option<BTreeSet<&str>> =
        services.iter().map(|service| service.data_store.as_deref().map(str::trim)).collect();
    Scale {
        subdomains: subdomains.len(),
        contexts: contexts.len(),
        services: services.len(),
        data_stores: stores.map(|stores| stores.len()).filter(|count| *count > 0),
        data_functions: sum(|service| service.size.data_functions),
        transaction_functions: sum(|service| service.size.transaction_functions),
        domains: Vec::new(),
    }
}
