//! Turning points of a series: between which periods its level changed.
//!
//! **Method.** The periods whose events have weights are cut into stretches, each at a level of its own, so that the
//! squares of what is left over, plus a penalty for every cut, are least. The cut is exact (optimal partitioning, Jackson
//! and others 2005, "An algorithm for optimal partitioning of data on an interval"): a series has some hundreds of
//! periods, and the pruning of PELT (Killick, Fearnhead and Eckley 2012) would buy nothing. The penalty is that of the
//! modified BIC (Zhang and Siegmund 2007), three times the logarithm of the number of periods (30 at least), times the
//! variance of the noise; this is estimated from the differences of neighbours (Rice 1984), to which a step adds little.
//!
//! **Why so.** Nothing is drawn by chance, one number explains each cut, and with few points it rather says nothing than
//! something: a short series must change by much. Each period counts once, however many events are known of it: events
//! of one crisis depend on each other, and their number is that of the documents rather than of the deeds.
//!
//! **Gaps** are left out, not set to zero. Where a change falls on a gap, nobody knows when in the gap it came; the
//! turning point says how long the gap is.

use legation_model::{ClaimAt, Event};

use crate::World;
use crate::period::Period;
use crate::segments::{changes, mean};
use crate::series::Series;
use crate::tally::{Cell, Direction, Row, claims_of, order_of};

/// What is followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// The mean weight of a period's events: how friendly.
    Mean,
    /// The sum of the weights: also how much, and so how much documents tell.
    Sum,
}

/// When a change counts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TurningOptions {
    /// Which events.
    pub direction: Direction,
    /// What of them.
    pub measure: Measure,
    /// How many periods with events a stretch has at least; 1 or more. With 1, a single bad year is a stretch.
    pub least_periods: usize,
    /// What a cut costs, in variances of the noise per natural logarithm of the number of periods. 3 after Zhang and
    /// Siegmund; more gives fewer turning points.
    pub penalty: f64,
    /// The noise is taken to be at least this (standard deviation, Goldstein's units): two classes of event that mean
    /// much the same lie about 1 apart on the scale.
    pub least_noise: f64,
    /// How many events to name for each turning point.
    pub events: usize,
}

impl Default for TurningOptions {
    fn default() -> Self {
        Self {
            direction: Direction::Both,
            measure: Measure::Mean,
            least_periods: 2,
            penalty: 3.0,
            least_noise: 1.0,
            events: 5,
        }
    }
}

/// A change of level.
#[derive(Debug, Clone, PartialEq)]
pub struct TurningPoint<'a> {
    /// The last period with events before it.
    pub after: Period,
    /// The first period with events of the new level.
    pub at: Period,
    /// How many periods without weighed events lie between the two: the change came in or at the end of them.
    pub silent: u64,
    /// Level of the stretch before it.
    pub before: f64,
    /// Level of the stretch that it opens.
    pub since: f64,
    /// How many periods with events the stretch before it has.
    pub periods_before: usize,
    /// How many the stretch that it opens has.
    pub periods_since: usize,
    /// The events from `after` to `at` that pull the way of the change, the farthest from the old level first; those
    /// that are dated less exactly within that time too.
    pub events: Vec<&'a Event>,
}

impl TurningPoint<'_> {
    /// By how much the level changed; below 0 for the worse.
    #[must_use]
    pub fn difference(&self) -> f64 {
        self.since - self.before
    }

    /// The claims behind its events.
    #[must_use]
    pub fn claims(&self) -> Vec<ClaimAt> {
        claims_of(&self.events)
    }
}

/// The turning points of a series, in order.
#[must_use]
pub fn turning_points<'a>(
    series: &Series<'a>,
    world: &World,
    options: TurningOptions,
) -> Vec<TurningPoint<'a>> {
    let points: Vec<(Period, f64)> = series
        .weighed(options.direction)
        .filter_map(|(period, row)| {
            Some((period, value(row.cell(options.direction), options.measure)?))
        })
        .collect();
    let values: Vec<f64> = points.iter().map(|(_, value)| *value).collect();
    let mut borders = vec![0];
    borders.extend(changes(
        &values,
        options.least_periods,
        options.penalty,
        options.least_noise,
    ));
    borders.push(values.len());
    let mut found = Vec::new();
    for three in borders.windows(3) {
        let &[from, cut, to] = three else { continue };
        let (Some(old), Some(new)) = (values.get(from..cut), values.get(cut..to)) else {
            continue;
        };
        let (Some((after, _)), Some((at, _))) = (points.get(cut.wrapping_sub(1)), points.get(cut))
        else {
            continue;
        };
        let (before, since) = (mean(old), mean(new));
        let mut point = TurningPoint {
            after: *after,
            at: *at,
            silent: after.until(*at),
            before,
            since,
            periods_before: old.len(),
            periods_since: new.len(),
            events: Vec::new(),
        };
        point.events = events_about(series, world, &point, options);
        found.push(point);
    }
    found
}

fn value(cell: &Cell<'_>, measure: Measure) -> Option<f64> {
    match measure {
        Measure::Mean => cell.tally.mean(),
        Measure::Sum => cell.tally.mean().map(|_| cell.tally.sum()),
    }
}

/// The events from the last period of the old level to the first of the new that pull towards the new.
fn events_about<'a>(
    series: &Series<'a>,
    world: &World,
    point: &TurningPoint<'a>,
    options: TurningOptions,
) -> Vec<&'a Event> {
    let old_level = match options.measure {
        Measure::Mean => point.before,
        // A sum is no weight of an event; what pulls is what has the sign of the change.
        Measure::Sum => 0.0,
    };
    let falls = point.difference() < 0.0;
    let between = legation_model::Bounds {
        first: point.after.bounds().first,
        last: point.at.bounds().last,
    };
    let near = series
        .told
        .range(point.after..=point.at)
        .map(|(_, row)| row);
    let coarser = series
        .coarser
        .iter()
        .filter(|(period, _)| period.bounds().overlaps(between))
        .map(|(_, row)| row);
    let of_row = |row: &Row<'a>| row.cell(options.direction).events.clone();
    let mut pulls: Vec<(f64, &'a Event)> = near
        .chain(coarser)
        .flat_map(of_row)
        .filter_map(|event| {
            let weight = world.classes.get(&event.class)?.goldstein;
            let pull = if falls {
                old_level - weight
            } else {
                weight - old_level
            };
            (weight != 0.0 && pull > 0.0).then_some((pull, event))
        })
        .collect();
    pulls.sort_by(|(one, a), (other, b)| {
        other
            .total_cmp(one)
            .then_with(|| order_of(a).cmp(&order_of(b)))
    });
    pulls.truncate(options.events);
    pulls.into_iter().map(|(_, event)| event).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::period::Grain;
    use crate::series::{SeriesOptions, series};
    use crate::sides::Side;
    use crate::testing::{event, world};

    #[test]
    fn a_gap_is_no_zero_and_is_told() {
        let world = world();
        let mut events = Vec::new();
        let mut number = 0;
        for year in (1949..=1956).chain(1960..=1966) {
            let class = if year < 1958 { "aid" } else { "accuse" };
            number += 1;
            events.push(event(
                number,
                class,
                &["soviet-union"],
                &["albania"],
                Some(&year.to_string()),
            ));
        }
        events.push(event(
            98,
            "sever-relations",
            &["soviet-union"],
            &["albania"],
            Some("1960-12-03"),
        ));
        events.push(event(99, "attack", &["albania"], &["greece"], Some("1960")));
        let (first, second) = (
            Side::state(&world, "soviet-union"),
            Side::state(&world, "albania"),
        );
        let yearly = series(&events, &first, &second, &world, SeriesOptions::default());
        let points = turning_points(&yearly, &world, TurningOptions::default());
        assert_eq!(points.len(), 1, "{points:?}");
        for point in points {
            assert_eq!(
                (point.after, point.at),
                (Period::year(1956), Period::year(1960))
            );
            assert_eq!(
                (point.silent, point.periods_before, point.periods_since),
                (3, 8, 7)
            );
            assert!((point.before - 7.4).abs() < 1e-9 && point.difference() < -9.0);
            let ids: Vec<&str> = point.events.iter().map(|event| event.id.as_str()).collect();
            assert_eq!(
                ids,
                ["e0098", "e0009"],
                "the gravest first; aid does not pull that way"
            );
            assert_eq!(point.claims().len(), 2);
        }
    }

    #[test]
    fn events_that_name_only_the_year_explain_a_change_between_quarters() {
        let world = world();
        let mut events = Vec::new();
        let mut number = 0;
        for year in 1955..1959 {
            for month in [1, 4, 7, 10] {
                number += 1;
                let class = if year < 1957 { "aid" } else { "attack" };
                let when = format!("{year}-{month:02}");
                events.push(event(
                    number,
                    class,
                    &["soviet-union"],
                    &["albania"],
                    Some(&when),
                ));
            }
        }
        events.push(event(
            99,
            "sever-relations",
            &["soviet-union"],
            &["albania"],
            Some("1957"),
        ));
        let (first, second) = (
            Side::state(&world, "soviet-union"),
            Side::state(&world, "albania"),
        );
        let options = SeriesOptions {
            grain: Grain::Quarter,
            ..SeriesOptions::default()
        };
        let quarterly = series(&events, &first, &second, &world, options);
        let points = turning_points(&quarterly, &world, TurningOptions::default());
        let at: Vec<String> = points.iter().map(|point| point.at.to_string()).collect();
        assert_eq!(at, ["1957-Q1"]);
        assert!(
            points
                .iter()
                .any(|point| point.events.iter().any(|event| event.id == "e0099"))
        );
    }
}
