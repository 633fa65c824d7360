//! Numbers of the same thing in claims about one event that cannot both be right.

use legation_model::DisagreementKind;

use super::Found;
use crate::{cluster::Cluster, context::Context, facts::Count};

/// Share by which two numbers may differ where a text says "about".
const ABOUT: f64 = 0.2;

impl Context<'_> {
    pub(super) fn numbers(&self, cluster: &Cluster, found: &mut Vec<Found>) {
        let told: Vec<(u32, &Count)> = cluster
            .parts
            .iter()
            .flat_map(|part| {
                let counts = self.facts.counts_of(self.fact(part.fact));
                counts.iter().map(|count| (part.fact, count))
            })
            .collect();
        for (n, (first, a)) in told.iter().enumerate() {
            let other = told[n + 1..].iter().find(|(fact, b)| {
                fact != first && a.unit == b.unit && !a.unit.is_empty() && differ(a, b)
            });
            if let Some((second, b)) = other {
                let fact = self.fact(*first);
                found.push(Found {
                    kind: DisagreementKind::Number,
                    about: self.about(fact),
                    facts: vec![*first, *second],
                    because: "told-first",
                    apart: None,
                    sentence: format!(
                        "{} is told with {} {} in one place and {} {} in another.",
                        self.told(fact),
                        a.value,
                        a.unit,
                        b.value,
                        b.unit
                    ),
                });
                return;
            }
        }
    }
}

fn differ(a: &Count, b: &Count) -> bool {
    if a.value == b.value {
        return false;
    }
    let (Ok(x), Ok(y)) = (a.value.parse::<f64>(), b.value.parse::<f64>()) else {
        return false;
    };
    let share = if a.about || b.about { ABOUT } else { 0.0 };
    (x - y).abs() > share * x.abs().max(y.abs())
}
