//! The services of a project, or as many of the units that hold them as a figure can show.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::profile::{Call, CallMode, Profile, Service};

/// What a unit is, from the finest up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Level {
    Service,
    Context,
    Subdomain,
    Domain,
}

const LEVELS: [Level; 4] = [Level::Service, Level::Context, Level::Subdomain, Level::Domain];

/// A service, or what holds several.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Unit<'p> {
    pub(super) name: &'p str,
    pub(super) domain: &'p str,
    pub(super) context: &'p str,
    /// Services in it.
    pub(super) services: usize,
    /// Calls between its own services.
    pub(super) calls: usize,
}

/// The calls from one unit to another.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Link {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) calls: usize,
    /// Calls that wait for no answer.
    pub(super) asynchronous: usize,
}

/// The units of a project and the calls between them.
#[derive(Debug)]
pub(super) struct Decomposition<'p> {
    pub(super) level: Level,
    pub(super) units: Vec<Unit<'p>>,
    pub(super) links: Vec<Link>,
}

/// A service and where it stands: numbers of its domain, subdomain, context and its own.
struct Place<'p> {
    path: [usize; 4],
    names: [&'p str; 4],
    service: &'p Service,
}

impl<'p> Decomposition<'p> {
    /// The finest units of which there are no more than `most`; domains if there are more of all.
    /// None without services.
    pub(super) fn of(profile: &'p Profile, most: usize) -> Option<Self> {
        let places = places(profile);
        if places.is_empty() {
            return None;
        }
        let fits = |level: &Level| group(&places, *level).0.len() <= most;
        let level = LEVELS.into_iter().find(fits).unwrap_or(Level::Domain);
        let (mut units, of) = group(&places, level);
        let links = link(&places, &of, &mut units);
        Some(Self { level, units, links })
    }

    /// The links with the most calls, no more than `most`, in the order of the profile.
    pub(super) fn busiest(&self, most: usize) -> Vec<&Link> {
        let mut links: Vec<(usize, &Link)> = self.links.iter().enumerate().collect();
        links.sort_by_key(|(at, link)| (std::cmp::Reverse(link.calls), *at));
        links.truncate(most);
        links.sort_by_key(|(at, _)| *at);
        links.into_iter().map(|(_, link)| link).collect()
    }

    /// Services in all.
    pub(super) fn services(&self) -> usize {
        self.units.iter().map(|unit| unit.services).sum()
    }
}

/// Services in the order of the profile; a name counts once.
fn places(profile: &Profile) -> Vec<Place<'_>> {
    let mut out: Vec<Place<'_>> = Vec::new();
    let mut known = BTreeSet::new();
    let application = profile.application.iter().filter(|part| part.enabled);
    for (d, domain) in application.flat_map(|part| &part.domains).enumerate() {
        for (s, subdomain) in domain.subdomains.iter().enumerate() {
            for (c, context) in subdomain.contexts.iter().enumerate() {
                for service in &context.services {
                    if known.insert(service.name.trim()) {
                        let names =
                            [&domain.name, &subdomain.name, &context.name, &service.name].map(|name| name.trim());
                        out.push(Place { path: [d, s, c, out.len()], names, service });
                    }
                }
            }
        }
    }
    out
}

/// Units of a level, and for each place the number of its unit.
fn group<'p>(places: &[Place<'p>], level: Level) -> (Vec<Unit<'p>>, Vec<usize>) {
    let depth = match level {
        Level::Domain => 1,
        Level::Subdomain => 2,
        Level::Context => 3,
        Level::Service => 4,
    };
    let mut numbers: BTreeMap<&[usize], usize> = BTreeMap::new();
    let mut units: Vec<Unit<'p>> = Vec::new();
    let mut of = Vec::with_capacity(places.len());
    for place in places {
        let number = *numbers.entry(&place.path[..depth]).or_insert_with(|| {
            let [domain, _, context, _] = place.names;
            units.push(Unit { name: place.names[depth - 1], domain, context, services: 0, calls: 0 });
            units.len() - 1
        });
        units[number].services += 1;
        of.push(number);
    }
    (units, of)
}

/// The calls between units, in the order of the profile; those inside one are counted on it.
fn link(places: &[Place<'_>], of: &[usize], units: &mut [Unit<'_>]) -> Vec<Link> {
    let by_name: BTreeMap<&str, usize> = places.iter().zip(of).map(|(place, unit)| (place.names[3], *unit)).collect();
    let mut known: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    let mut links: Vec<Link> = Vec::new();
    for (place, from) in places.iter().zip(of) {
        for call in distinct(&place.service.calls) {
            let name = call.to.trim();
            let Some(to) = by_name.get(name).filter(|_| name != place.names[3]) else { continue };
            if from == to {
                units[*from].calls += 1;
                continue;
            }
            let number = *known.entry((*from, *to)).or_insert_with(|| {
                links.push(Link { from: *from, to: *to, calls: 0, asynchronous: 0 });
                links.len() - 1
            });
            links[number].calls += 1;
            links[number].asynchronous += usize::from(call.mode == Some(CallMode::Asynchronous));
        }
    }
    links
}

/// A pair of services counts once, as in the interface requirements.
fn distinct(calls: &[Call]) -> impl Iterator<Item = &Call> {
    let first = |at: usize, call: &Call| !calls[..at].iter().any(|before| before.to.trim() == call.to.trim());
    calls.iter().enumerate().filter(move |(at, call)| first(*at, call)).map(|(_, call)| call)
}
