//! Costs of two ways to run the system, over the same years; won, with VAT.

use serde::Serialize;

use crate::profile;

/// Virtual machines and containers side by side.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Costs {
    /// Years compared.
    pub years: Option<u32>,
    /// On virtual machines.
    pub virtual_machine: CostSide,
    /// In containers.
    pub container: CostSide,
    /// What containers cost more; less when negative.
    pub difference: Option<i128>,
}

/// One side: what was said, and what it comes to.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CostSide {
    /// What the profile says.
    #[serde(flatten)]
    pub items: profile::CostItems,
    /// All servers, a year.
    pub server_year: Option<u128>,
    /// Everything that recurs, a year.
    pub year: Option<u128>,
    /// All years and the conversion.
    pub total: Option<u128>,
}

pub(super) fn assess(said: &profile::Costs) -> Costs {
    let virtual_machine = side(&said.virtual_machine, said.years);
    let container = side(&said.container, said.years);
    let signed = |total: Option<u128>| total.and_then(|total| i128::try_from(total).ok());
    let difference = signed(container.total).zip(signed(virtual_machine.total)).and_then(|(a, b)| a.checked_sub(b));
    Costs { years: said.years, virtual_machine, container, difference }
}

/// A sum lacks as long as anything in it does: half a sum would be a wrong one.
fn side(items: &profile::CostItems, years: Option<u32>) -> CostSide {
    let months = 12;
    let wide = |value: Option<u64>| value.map(u128::from);
    let servers = wide(items.servers).zip(wide(items.server_month));
    let server_year = servers.and_then(|(count, month)| count.checked_mul(month)?.checked_mul(months));
    let others = [items.os_year, items.software_year, items.security_year, items.operation_year];
    let mut yearly = others.into_iter().map(wide).chain([server_year]);
    let year = yearly.try_fold(0_u128, |sum, item| sum.checked_add(item?));
    let recurring = year.zip(years).and_then(|(year, years)| year.checked_mul(u128::from(years)));
    let total = recurring.zip(wide(items.conversion)).and_then(|(sum, once)| sum.checked_add(once));
    CostSide { items: items.clone(), server_year, year, total }
}
