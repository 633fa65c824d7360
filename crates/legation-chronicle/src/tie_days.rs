//! On how many days of a year something between two holds, and whether on its last day.

use std::collections::BTreeMap;

use legation_model::{Bounds, ClaimAt, Day, Holding, Tie, TieEnd};

use crate::signs::tie_claims;

/// Days over which a tie holds, or may.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stretch {
    /// First and last day; open where it has none.
    pub(crate) days: Bounds,
    /// How surely it holds on each of them.
    pub(crate) holding: Holding,
}

/// The days on which a tie holds or may hold, in order: what [`Tie::holding`] says day by day. That changes only with the
/// first and last days of beginning and end.
pub(crate) fn stretches(tie: &Tie) -> Vec<Stretch> {
    let ends = [tie.from.as_ref(), tie.to.as_ref()]
        .into_iter()
        .flatten()
        .map(TieEnd::bounds);
    let mut starts: Vec<Day> = ends
        .flat_map(|bounds| [bounds.first, bounds.last])
        .flatten()
        .flat_map(|day| [day, Day(day.0 + 1)])
        .collect();
    starts.sort_unstable();
    starts.dedup();
    let before = |day: &Day| Day(day.0 - 1);
    // One before all starts, then one from each start to the next.
    let firsts = std::iter::once(None).chain(starts.iter().copied().map(Some));
    let lasts = starts
        .iter()
        .map(before)
        .map(Some)
        .chain(std::iter::once(None));
    let found = firsts.zip(lasts).filter_map(|(first, last)| {
        // Any day of the stretch speaks for all; where there is no date at all, any day whatever.
        let day = first.or(last).unwrap_or(Day(0));
        let holding = tie.holding(day, day);
        (holding != Holding::No).then_some(Stretch {
            days: Bounds { first, last },
            holding,
        })
    });
    found.collect()
}

/// What holds of one kind between two in a year.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TieDays<'a> {
    /// Days on which at least one tie certainly holds.
    pub certain_days: u16,
    /// Days on which at least one may hold and none certainly does.
    pub possible_days: u16,
    /// How many certainly hold on the last day of the year; of agreements, each once.
    pub certain_at_end: u32,
    /// How many may hold on that day and do not certainly.
    pub possible_at_end: u32,
    /// The ties that hold or may hold on some day of the year, by id.
    pub ties: Vec<&'a Tie>,
}

impl TieDays<'_> {
    /// Whether one holds on the last day of the year.
    #[must_use]
    pub fn at_end(&self) -> Holding {
        if self.certain_at_end > 0 {
            Holding::Certain
        } else if self.possible_at_end > 0 {
            Holding::Possible
        } else {
            Holding::No
        }
    }

    /// The claims behind it, each once, by document and place.
    #[must_use]
    pub fn claims(&self) -> Vec<ClaimAt> {
        let mut claims: Vec<ClaimAt> = self.ties.iter().flat_map(|tie| tie_claims(tie)).collect();
        claims.sort_unstable();
        claims.dedup();
        claims
    }
}

/// How surely something holds on each day of a year.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Calendar(Vec<Holding>);

impl Calendar {
    /// What some stretches say of the days from `year.first` to `year.last`: of several, the surest.
    pub(crate) fn of(stretches: &[Stretch], year: Bounds) -> Self {
        let (Some(first), Some(length)) = (year.first, year.days()) else {
            return Self(Vec::new());
        };
        let mut days = vec![Holding::No; usize::try_from(length).unwrap_or(0)];
        for stretch in stretches
            .iter()
            .filter(|stretch| stretch.days.overlaps(year))
        {
            let place = |day: i64| usize::try_from((day - first.0).clamp(0, length)).unwrap_or(0);
            let from = stretch.days.first.map_or(0, |day| place(day.0));
            let to = stretch.days.last.map_or(days.len(), |day| place(day.0 + 1));
            if let Some(stretch_days) = days.get_mut(from..to) {
                for day in stretch_days {
                    *day = (*day).max(stretch.holding);
                }
            }
        }
        Self(days)
    }

    /// Where both hold.
    pub(crate) fn and(&self, other: &Self) -> Self {
        Self(
            self.0
                .iter()
                .zip(&other.0)
                .map(|(one, two)| *one.min(two))
                .collect(),
        )
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.iter().all(|day| *day == Holding::No)
    }

    fn or(&mut self, other: &Self) {
        if self.0.is_empty() {
            self.0.clone_from(&other.0);
        }
        for (one, two) in self.0.iter_mut().zip(&other.0) {
            *one = (*one).max(*two);
        }
    }

    fn at_end(&self) -> Holding {
        self.0.last().copied().unwrap_or(Holding::No)
    }

    fn count(&self, holding: Holding) -> u16 {
        u16::try_from(self.0.iter().filter(|day| **day == holding).count()).unwrap_or(u16::MAX)
    }
}

/// Gathers what holds of one kind between two.
#[derive(Debug, Clone)]
pub(crate) struct TieDaysBuilder<'a> {
    days: Calendar,
    at_end: BTreeMap<&'a str, Holding>,
    ties: BTreeMap<&'a str, &'a Tie>,
}

impl Default for TieDaysBuilder<'_> {
    fn default() -> Self {
        Self {
            days: Calendar(Vec::new()),
            at_end: BTreeMap::new(),
            ties: BTreeMap::new(),
        }
    }
}

impl<'a> TieDaysBuilder<'a> {
    /// Takes in what some ties together say; `thing` is what is counted once.
    pub(crate) fn add(&mut self, thing: &'a str, ties: &[&'a Tie], days: &Calendar) {
        if days.is_empty() {
            return;
        }
        self.days.or(days);
        let at_end = self.at_end.entry(thing).or_insert(Holding::No);
        *at_end = (*at_end).max(days.at_end());
        self.ties
            .extend(ties.iter().map(|tie| (tie.id.as_str(), *tie)));
    }

    pub(crate) fn build(self) -> TieDays<'a> {
        let at_end = |holding| {
            let count = self
                .at_end
                .values()
                .filter(|held| **held == holding)
                .count();
            u32::try_from(count).unwrap_or(u32::MAX)
        };
        TieDays {
            certain_days: self.days.count(Holding::Certain),
            possible_days: self.days.count(Holding::Possible),
            certain_at_end: at_end(Holding::Certain),
            possible_at_end: at_end(Holding::Possible),
            ties: self.ties.into_values().collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use legation_model::TieKind;
    use proptest::prelude::*;

    use super::*;
    use crate::testing::{day, day_bounds, tie, tie_end};

    fn stretch(days: &str, holding: Holding) -> Stretch {
        Stretch {
            days: day_bounds(days),
            holding,
        }
    }

    #[test]
    fn days_of_a_year_are_counted() {
        let case = |stretches: &[Stretch], certain, possible, at_end| {
            let days = Calendar::of(stretches, day_bounds("1956"));
            let found = (
                days.count(Holding::Certain),
                days.count(Holding::Possible),
                days.at_end(),
            );
            assert_eq!(found, (certain, possible, at_end), "{stretches:?}");
        };
        case(&[], 0, 0, Holding::No);
        case(
            &[stretch("1950/..", Holding::Certain)],
            366,
            0,
            Holding::Certain,
        );
        case(&[stretch("1957/..", Holding::Certain)], 0, 0, Holding::No);
        case(
            &[stretch("1956-02-28/1956-03-01", Holding::Certain)],
            3,
            0,
            Holding::No,
        );
        case(
            &[stretch("../1956-01-01", Holding::Possible)],
            0,
            1,
            Holding::No,
        );
        case(
            &[stretch("1956-12-31", Holding::Possible)],
            0,
            1,
            Holding::Possible,
        );
        case(
            &[
                stretch("1956-12", Holding::Possible),
                stretch("1956-12-30/..", Holding::Certain),
            ],
            2,
            29,
            Holding::Certain,
        );
    }

    proptest! {
        #[test]
        fn stretches_say_what_each_day_does(
            from in prop::option::of((some_date(), any::<bool>())),
            to in prop::option::of((some_date(), any::<bool>())),
        ) {
            let end = |told: Option<(String, bool)>| told.map(|(when, possible)| TieEnd {
                possible,
                ..tie_end(&when, 0)
            });
            let tie = Tie {
                from: end(from),
                to: end(to),
                ..tie(1, TieKind::Alliance, &["albania", "china"], None, None)
            };
            let stretches = stretches(&tie);
            let year = day_bounds("1956");
            let naive: Vec<Holding> = (0..366).map(|n| {
                let day = Day(day("1956-01-01").0 + n);
                tie.holding(day, day)
            }).collect();
            prop_assert_eq!(Calendar::of(&stretches, year).0, naive);
        }
    }

    fn some_date() -> impl Strategy<Value = String> {
        prop_oneof![
            (1955i64..1958, 1u8..=12, 1u8..=28).prop_map(|(y, m, d)| format!("{y}-{m:02}-{d:02}")),
            (1955i64..1958, 1u8..=12).prop_map(|(y, m)| format!("{y}-{m:02}")),
            (1955i64..1958).prop_map(|y| y.to_string()),
            Just("../1956-05-06".to_owned()),
            Just("1956-05-06/..".to_owned()),
        ]
    }
}
