//! The cooperation-conflict series of a pair: how many events, and how friendly, by month, quarter or year.
//!
//! Weights are those of Goldstein (1992), "A Conflict-Cooperation Scale for WEIS Events Data", Journal of Conflict
//! Resolution 36(2), as the packs give them to classes. Three rules keep the series honest:
//!
//! - An event whose date no period of the grain holds is never spread over several: it is counted apart, in the shortest
//!   longer period that holds it ("1956, the month not told"). So the periods of a year and what is counted apart within
//!   that year add up to the year. What no single year holds, or has no date, stands in a place of its own.
//! - A period of which nothing is told is a gap, not a zero ([`Known`]).
//! - A class without a weight (0 in the packs) counts as an event and is left out of means.

use std::collections::BTreeMap;

use legation_model::{Bounds, Event};

use crate::World;
use crate::period::{Grain, Period};
use crate::sides::Side;
use crate::tally::{Direction, Row, counts, way_of, when_of};

/// What is known of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Known {
    /// No document tells anything of it: a gap, not a zero.
    NoSource,
    /// Nothing that is told to this grain, but something of a longer period that it lies in.
    Coarser,
    /// What is told is only planned or denied: no event as far as documents tell.
    Uncounted,
    /// Events.
    Events,
}

/// What a series is to count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SeriesOptions {
    /// By what.
    pub grain: Grain,
    /// Whether what somebody is only said to say counts too.
    pub attributed: bool,
    /// First year, astronomical; from the first event where it is not given.
    pub from: Option<i64>,
    /// Last year; to the last event where it is not given.
    pub to: Option<i64>,
}

impl Default for SeriesOptions {
    fn default() -> Self {
        Self {
            grain: Grain::Year,
            attributed: false,
            from: None,
            to: None,
        }
    }
}

/// The series of a pair.
#[derive(Debug, Clone, PartialEq)]
pub struct Series<'a> {
    /// By what.
    pub grain: Grain,
    /// Periods of which something is told.
    pub told: BTreeMap<Period, Row<'a>>,
    /// What is told less exactly than the grain, by the longer period that holds it.
    pub coarser: BTreeMap<Period, Row<'a>>,
    /// What no single year holds, and what has no date. Where years are asked for, only what may lie in them.
    pub unplaced: Row<'a>,
    first: Option<Period>,
    last: Option<Period>,
}

/// The series of two sides.
///
/// An event counts as forward where the first side acts and the second receives. Where the class has sides that are
/// alike, both of them taking part suffices, and it counts both ways. Two that act together on a third do nothing to
/// each other. The order of the events does not matter.
#[must_use]
pub fn series<'a>(
    events: impl IntoIterator<Item = &'a Event>,
    first: &Side,
    second: &Side,
    world: &World,
    options: SeriesOptions,
) -> Series<'a> {
    let mut series = Series {
        grain: options.grain,
        told: BTreeMap::new(),
        coarser: BTreeMap::new(),
        unplaced: Row::default(),
        first: None,
        last: None,
    };
    let asked = years(options.from, options.to);
    for event in events {
        let when = when_of(event);
        if !when.overlaps(asked) {
            continue;
        }
        let rule = world.classes.get(&event.class);
        let Some(way) = way_of(event, rule, |who| first.holds(who), |who| second.holds(who)) else {
            continue;
        };
        let row = match Period::narrowest(when, options.grain) {
            Some(period) if period.grain() == options.grain => {
                series.told.entry(period).or_default()
            }
            Some(period) => series.coarser.entry(period).or_default(),
            None => &mut series.unplaced,
        };
        let weight = rule.map_or(0.0, |rule| rule.goldstein);
        row.add(event, way, weight, counts(event.status, options.attributed));
    }
    let rows = series.told.values_mut().chain(series.coarser.values_mut());
    rows.for_each(Row::sort);
    series.unplaced.sort();
    let widest = series.extent();
    let end = |year: Option<i64>, last: bool| {
        let bounds = Period::year(year?).bounds();
        let day = if last { bounds.last } else { bounds.first };
        day.map(|day| Period::of(day, options.grain))
    };
    series.first = end(options.from, false).or(widest.map(|(first, _)| first));
    series.last = end(options.to, true).or(widest.map(|(_, last)| last));
    series
}

impl<'a> Series<'a> {
    /// From the first to the last period that something tells of, also where it tells less exactly than the grain.
    fn extent(&self) -> Option<(Period, Period)> {
        let periods = || self.told.keys().chain(self.coarser.keys());
        let first = periods().filter_map(|period| period.bounds().first).min()?;
        let last = periods().filter_map(|period| period.bounds().last).max()?;
        Some((Period::of(first, self.grain), Period::of(last, self.grain)))
    }

    /// All periods of the series in order, also those of which nothing is told.
    pub fn periods(&self) -> impl Iterator<Item = Period> + use<> {
        let last = self.last;
        std::iter::successors(self.first, |period| Some(period.next()))
            .take_while(move |period| last.is_some_and(|last| *period <= last))
    }

    /// What is known of a period of the series.
    #[must_use]
    pub fn known(&self, period: Period) -> Known {
        if let Some(row) = self.told.get(&period) {
            return if row.both.tally.events > 0 {
                Known::Events
            } else {
                Known::Uncounted
            };
        }
        let coarser = Grain::ALL
            .into_iter()
            .filter(|grain| *grain > self.grain)
            .any(|grain| self.coarser.contains_key(&period.widened(grain)));
        if coarser {
            Known::Coarser
        } else {
            Known::NoSource
        }
    }

    /// The periods whose events have weights, with the row of each, in order; gaps are left out.
    pub fn weighed(&self, direction: Direction) -> impl Iterator<Item = (Period, &Row<'a>)> {
        let weighed = move |row: &Row<'_>| row.cell(direction).tally.mean().is_some();
        self.told
            .iter()
            .filter(move |(_, row)| weighed(row))
            .map(|(period, row)| (*period, row))
    }
}

/// All days of some years; open where a year is not given.
pub(crate) fn years(from: Option<i64>, to: Option<i64>) -> Bounds {
    Bounds {
        first: from.and_then(|year| Period::year(year).bounds().first),
        last: to.and_then(|year| Period::year(year).bounds().last),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use legation_model::Status;
    use proptest::prelude::*;

    use super::*;
    use crate::tally::Tally;
    use crate::testing::{event, some_events, world};

    fn of_pair<'a>(events: &'a [Event], world: &World, options: SeriesOptions) -> Series<'a> {
        let (first, second) = (
            Side::state(world, "soviet-union"),
            Side::state(world, "albania"),
        );
        series(events, &first, &second, world, options)
    }

    fn by(grain: Grain) -> SeriesOptions {
        SeriesOptions {
            grain,
            ..SeriesOptions::default()
        }
    }

    #[test]
    fn each_direction_has_its_events() {
        let world = world();
        let case = |class: &str, actors: &[&str], recipients: &[&str], counts: [u32; 3]| {
            let events = [event(1, class, actors, recipients, Some("1956"))];
            let series = of_pair(&events, &world, by(Grain::Year));
            let row = series
                .told
                .get(&Period::year(1956))
                .cloned()
                .unwrap_or_default();
            let found = [&row.forward, &row.backward, &row.both].map(|cell| cell.tally.events);
            assert_eq!(found, counts, "{class} {actors:?} {recipients:?}");
        };
        case("aid", &["soviet-union"], &["albania"], [1, 0, 1]);
        case("accuse", &["albania"], &["soviet-union"], [0, 1, 1]);
        case(
            "accuse",
            &["albania", "china"],
            &["greece", "soviet-union"],
            [0, 1, 1],
        );
        // Together on a third, and by one of them: nothing between the two.
        case(
            "accuse",
            &["albania", "soviet-union"],
            &["greece"],
            [0, 0, 0],
        );
        case("aid", &["soviet-union"], &["greece"], [0, 0, 0]);
        case("meet", &["albania"], &["soviet-union"], [1, 1, 1]);
        case(
            "sign-agreement",
            &["albania", "china", "soviet-union"],
            &[],
            [1, 1, 1],
        );
        case("meet", &["albania"], &[], [0, 0, 0]);
        case("no-such-class", &["albania"], &["soviet-union"], [0, 1, 1]);
    }

    #[test]
    fn what_is_told_less_exactly_is_counted_apart() {
        let world = world();
        let on = |number, when| event(number, "aid", &["soviet-union"], &["albania"], when);
        let events = [
            on(1, Some("1956-10-04")),
            on(2, Some("1956-11/1956-12")),
            on(3, Some("1956")),
            on(4, Some("195X")),
            on(5, None),
            on(6, Some("1958-02")),
        ];
        let series = of_pair(&events, &world, by(Grain::Month));
        let counts = |rows: &BTreeMap<Period, Row<'_>>| -> Vec<(String, u32)> {
            rows.iter()
                .map(|(period, row)| (period.to_string(), row.both.tally.events))
                .collect()
        };
        assert_eq!(
            counts(&series.told),
            [("1956-10".into(), 1), ("1958-02".into(), 1)]
        );
        assert_eq!(
            counts(&series.coarser),
            [("1956-Q4".into(), 1), ("1956".into(), 1)]
        );
        assert_eq!(series.unplaced.both.claims().len(), 2);
        let known: Vec<(String, Known)> = series
            .periods()
            .map(|p| (p.to_string(), series.known(p)))
            .collect();
        assert_eq!(known.first(), Some(&("1956-01".into(), Known::Coarser)));
        assert_eq!(known.get(9), Some(&("1956-10".into(), Known::Events)));
        assert_eq!(
            known.get(12),
            Some(&("1957-01".into(), Known::NoSource)),
            "a gap is no zero"
        );
        assert_eq!(known.last(), Some(&("1958-02".into(), Known::Events)));
        assert_eq!(known.len(), 26);
    }

    #[test]
    fn what_is_planned_or_denied_is_told_but_not_counted() {
        let world = world();
        let with = |status| Event {
            status,
            ..event(1, "aid", &["soviet-union"], &["albania"], Some("1956"))
        };
        let case = |status, attributed, expected| {
            let events = [with(status)];
            let options = SeriesOptions {
                attributed,
                ..SeriesOptions::default()
            };
            let known = of_pair(&events, &world, options).known(Period::year(1956));
            assert_eq!(known, expected, "{status:?} {attributed}");
        };
        case(Status::Asserted, false, Known::Events);
        case(Status::Attributed, true, Known::Events);
        case(Status::Attributed, false, Known::Uncounted);
        case(Status::Planned, true, Known::Uncounted);
        case(Status::Denied, true, Known::Uncounted);
    }

    #[test]
    fn years_that_are_asked_for_bound_the_series() {
        let world = world();
        let on = |number, when| event(number, "aid", &["soviet-union"], &["albania"], Some(when));
        let events = [
            on(1, "1949"),
            on(2, "1956-10"),
            on(3, "1955/1961"),
            on(4, "1962"),
        ];
        let options = SeriesOptions {
            from: Some(1955),
            to: Some(1957),
            ..SeriesOptions::default()
        };
        let series = of_pair(&events, &world, options);
        let periods: Vec<String> = series.periods().map(|period| period.to_string()).collect();
        assert_eq!(periods, ["1955", "1956", "1957"]);
        assert_eq!(series.told.len(), 1);
        assert_eq!(
            series.unplaced.both.events.len(),
            1,
            "it may lie in those years"
        );
    }

    proptest! {
        #[test]
        fn the_periods_of_a_year_and_what_is_told_less_exactly_add_up_to_the_year(events in some_events()) {
            let world = world();
            let yearly = of_pair(&events, &world, by(Grain::Year));
            for grain in [Grain::Month, Grain::Quarter] {
                let finer = of_pair(&events, &world, by(grain));
                let mut sums: BTreeMap<Period, [Tally; 3]> = BTreeMap::new();
                for (period, row) in finer.told.iter().chain(&finer.coarser) {
                    let sum = sums.entry(period.widened(Grain::Year)).or_default();
                    for (sum, direction) in sum.iter_mut().zip(ALL) {
                        *sum += row.cell(direction).tally;
                    }
                }
                let years: BTreeMap<Period, [Tally; 3]> =
                    yearly.told.iter().map(|(year, row)| (*year, ALL.map(|d| row.cell(d).tally))).collect();
                prop_assert_eq!(sums, years);
                prop_assert_eq!(&finer.unplaced, &yearly.unplaced);
            }
        }

        #[test]
        fn directions_add_up_less_what_goes_both_ways(events in some_events()) {
            let world = world();
            let series = of_pair(&events, &world, by(Grain::Month));
            for row in series.told.values() {
                let forward: BTreeSet<&str> = row.forward.events.iter().map(|e| e.id.as_str()).collect();
                let backward: BTreeSet<&str> = row.backward.events.iter().map(|e| e.id.as_str()).collect();
                let both: BTreeSet<&str> = row.both.events.iter().map(|e| e.id.as_str()).collect();
                prop_assert_eq!(&(&forward | &backward), &both);
                prop_assert_eq!(both.len(), row.both.events.len());
                let mutual = (&forward & &backward).len();
                prop_assert_eq!(forward.len() + backward.len() - mutual, both.len());
            }
        }

        #[test]
        fn neither_the_order_of_events_nor_of_sides_matters(events in some_events()) {
            let world = world();
            let there = of_pair(&events, &world, by(Grain::Quarter));
            let turned: Vec<Event> = events.iter().rev().cloned().collect();
            prop_assert_eq!(&of_pair(&turned, &world, by(Grain::Quarter)), &there);
            let (first, second) = (Side::state(&world, "albania"), Side::state(&world, "soviet-union"));
            let back = series(&events, &first, &second, &world, by(Grain::Quarter));
            prop_assert_eq!(back.told.len(), there.told.len());
            for (period, row) in &there.told {
                let other = back.told.get(period).cloned().unwrap_or_default();
                prop_assert_eq!(&other.forward, &row.backward);
                prop_assert_eq!(&other.both, &row.both);
            }
        }
    }

    const ALL: [Direction; 3] = [Direction::Forward, Direction::Backward, Direction::Both];
}
