//! What is counted of events between two sides: numbers, sums of weights, the events behind them, and which way each
//! event goes.
//!
//! Shared by the series of a pair and by dyad-years, so that both count alike.

use std::collections::BTreeSet;
use std::ops::AddAssign;

use legation_model::{Bounds, ClaimAt, Day, Edtf, Event, Participant, Status};

use crate::ClassRule;

/// Numbers of events and the sum of their weights. Whole numbers throughout, so that sums do not depend on their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// All events.
    pub events: u32,
    /// Those of a weight above 0.
    pub cooperative: u32,
    /// Those of a weight below 0.
    pub conflictual: u32,
    /// Sum of the weights, in thousandths of Goldstein's unit.
    pub thousandths: i64,
}

impl Tally {
    fn of(weight: f64) -> Self {
        // Weights lie between -10 and 10; the cast of a float that is none of those saturates.
        #[allow(clippy::cast_possible_truncation)]
        let thousandths = (weight * 1000.0).round() as i64;
        Self {
            events: 1,
            cooperative: u32::from(thousandths > 0),
            conflictual: u32::from(thousandths < 0),
            thousandths,
        }
    }

    /// Sum of the weights on Goldstein's scale.
    #[must_use]
    pub fn sum(self) -> f64 {
        // Exact far beyond any number of events that fits into memory.
        #[allow(clippy::cast_precision_loss)]
        let sum = self.thousandths as f64;
        sum / 1000.0
    }

    /// Mean weight, -10 to 10, of the events that have one; `None` where none has.
    #[must_use]
    pub fn mean(self) -> Option<f64> {
        let weighed = self.cooperative + self.conflictual;
        (weighed > 0).then(|| self.sum() / f64::from(weighed))
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.events += other.events;
        self.cooperative += other.cooperative;
        self.conflictual += other.conflictual;
        self.thousandths += other.thousandths;
    }
}

/// Figures, with the events that they come from.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Cell<'a> {
    /// The figures.
    pub tally: Tally,
    /// The events, by date and id.
    pub events: Vec<&'a Event>,
}

impl<'a> Cell<'a> {
    pub(crate) fn add(&mut self, event: &'a Event, weight: f64) {
        self.tally += Tally::of(weight);
        self.events.push(event);
    }

    pub(crate) fn sort(&mut self) {
        self.events.sort_by_key(|event| order_of(event));
    }

    /// The claims behind it, each once, by document and place.
    #[must_use]
    pub fn claims(&self) -> Vec<ClaimAt> {
        claims_of(&self.events)
    }
}

/// The claims of events, each once, by document and place.
pub(crate) fn claims_of(events: &[&Event]) -> Vec<ClaimAt> {
    let claims: BTreeSet<ClaimAt> = events
        .iter()
        .flat_map(|event| event.claims.iter().copied())
        .collect();
    claims.into_iter().collect()
}

/// Events come by their first possible day, those without one first, then by id.
pub(crate) fn order_of(event: &Event) -> (Option<Day>, &str) {
    (when_of(event).first, &event.id)
}

pub(crate) fn when_of(event: &Event) -> Bounds {
    event.when.as_ref().map_or(Bounds::OPEN, Edtf::bounds)
}

/// Who acts on whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// The first side on the second.
    Forward,
    /// The second on the first.
    Backward,
    /// Either; each event once.
    Both,
}

/// What is counted in a period.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Row<'a> {
    /// The first side on the second.
    pub forward: Cell<'a>,
    /// The second on the first.
    pub backward: Cell<'a>,
    /// Either; an event that goes both ways is counted once here.
    pub both: Cell<'a>,
    /// Events that are only planned or denied (or attributed, where those are not asked for): told of, not counted.
    pub uncounted: Vec<&'a Event>,
}

impl<'a> Row<'a> {
    /// The cell of a direction.
    #[must_use]
    pub fn cell(&self, direction: Direction) -> &Cell<'a> {
        match direction {
            Direction::Forward => &self.forward,
            Direction::Backward => &self.backward,
            Direction::Both => &self.both,
        }
    }

    pub(crate) fn add(&mut self, event: &'a Event, way: Way, weight: f64, counted: bool) {
        if !counted {
            self.uncounted.push(event);
            return;
        }
        if way.forward {
            self.forward.add(event, weight);
        }
        if way.backward {
            self.backward.add(event, weight);
        }
        self.both.add(event, weight);
    }

    pub(crate) fn sort(&mut self) {
        self.forward.sort();
        self.backward.sort();
        self.both.sort();
        self.uncounted.sort_by_key(|event| order_of(event));
    }
}

/// Whether events of a status are counted.
pub(crate) fn counts(status: Status, attributed: bool) -> bool {
    match status {
        Status::Asserted => true,
        Status::Attributed => attributed,
        Status::Planned | Status::Denied => false,
    }
}

/// Which ways an event goes between two sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Way {
    pub(crate) forward: bool,
    pub(crate) backward: bool,
}

/// Which ways an event goes between two sides; `None` where it does not lie between them.
pub(crate) fn way_of(
    event: &Event,
    rule: Option<&ClassRule>,
    first: impl Fn(&Participant) -> bool,
    second: impl Fn(&Participant) -> bool,
) -> Option<Way> {
    let on = |from: &dyn Fn(&Participant) -> bool, to: &dyn Fn(&Participant) -> bool| {
        event.actors.iter().any(from) && event.recipients.iter().any(to)
    };
    let forward = on(&first, &second);
    let backward = on(&second, &first);
    let mutual = rule.is_some_and(|rule| rule.symmetric) && {
        let all = || event.actors.iter().chain(&event.recipients).enumerate();
        // Two participants, not one that stands on both sides.
        all().any(|(place, who)| {
            first(who) && all().any(|(other, whom)| other != place && second(whom))
        })
    };
    (forward || backward || mutual).then_some(Way {
        forward: forward || mutual,
        backward: backward || mutual,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mean_leaves_out_what_has_no_weight() {
        let mut tally = Tally::default();
        assert_eq!(tally.mean(), None);
        for weight in [7.4, -2.2, 0.0] {
            tally += Tally::of(weight);
        }
        assert_eq!(
            (tally.events, tally.cooperative, tally.conflictual),
            (3, 1, 1)
        );
        assert!((tally.sum() - 5.2).abs() < 1e-9);
        assert_eq!(tally.mean(), Some(2.6));
    }
}
