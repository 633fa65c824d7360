//! What is between two actors, for looking at: ties, events with where they are told, the yearly series, and the years
//! of which nobody tells anything.

use std::collections::BTreeSet;

use legation_chronicle::{
    Grain, Known, Series, SeriesOptions, TurningOptions, World, series, turning_points,
};
use legation_model::{Bounds, ClaimAt, Day, Disagreement, Event, Status, Tie, TieKind};
use legation_record::{EventFilter, Record, TieFilter};

use super::{
    answer::{Chronicle, actor_groups},
    series::{between, known_by_id, sides},
};
use crate::{Error, Found};

/// What of a pair is asked for. The default asks for all.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PairQuestion {
    /// Only what may have been on this day or later.
    pub from: Option<Day>,
    /// Only what may have been on this day or earlier.
    pub to: Option<Day>,
    /// Only events of these classes.
    pub classes: Vec<String>,
    /// Only events of these statuses.
    pub statuses: Vec<Status>,
    /// Only events that are told in one of these languages.
    pub langs: Vec<String>,
    /// Only events that one of these documents tells of.
    pub docs: Vec<String>,
    /// Only ties of these kinds.
    pub kinds: Vec<TieKind>,
}

/// An event, and where it is told.
#[derive(Debug, Clone, PartialEq)]
pub struct SourcedEvent {
    /// The event.
    pub event: Event,
    /// Documents that tell of it, by id.
    pub docs: BTreeSet<String>,
    /// Languages in which it is told.
    pub langs: BTreeSet<String>,
}

/// A year of a pair.
#[derive(Debug, Clone, PartialEq)]
pub struct PairYear {
    /// The year, counted astronomically.
    pub year: i64,
    /// What all documents tell of it, whatever the filter lets through.
    pub known: Known,
    /// Events that the filter lets through.
    pub events: u32,
    /// Those of a weight above 0.
    pub cooperative: u32,
    /// Those of a weight below 0.
    pub conflictual: u32,
    /// Mean weight of those that have one.
    pub mean: Option<f64>,
    /// Sum of the weights.
    pub sum: f64,
}

/// A turning point of the series that the filter lets through.
#[derive(Debug, Clone, PartialEq)]
pub struct PairTurn {
    /// The first year of the new level.
    pub at: i64,
    /// Mean weight before.
    pub before: f64,
    /// Mean weight since.
    pub since: f64,
    /// By how much it changed.
    pub difference: f64,
    /// Ids of the events that pull the way of the change.
    pub events: Vec<String>,
}

/// What is between two actors.
#[derive(Debug, Clone, PartialEq)]
pub struct PairView {
    /// Ties, spell by spell.
    pub ties: Vec<Tie>,
    /// Events that the filter lets through, in order of time.
    pub events: Vec<SourcedEvent>,
    /// From the first to the last year of which something is told.
    pub years: Vec<PairYear>,
    /// Where the level changed.
    pub turns: Vec<PairTurn>,
    /// Disagreements about both.
    pub disagreements: Vec<Disagreement>,
    /// Documents that tell of events of the two in the days asked for, whatever else the filter lets through.
    pub docs: BTreeSet<String>,
}

/// What is between two actors; `world` is [`Chronicle::world`], which is made once for many questions.
///
/// # Errors
/// Where the database fails.
pub fn pair_between(
    chronicle: &Chronicle<'_>,
    world: &World,
    pair: [&Found; 2],
    question: &PairQuestion,
) -> Result<PairView, Error> {
    let record = chronicle.record();
    let _snapshot = record.snapshot()?;
    let found = pair.map(Clone::clone);
    let days = between(Bounds {
        first: question.from,
        last: question.to,
    });
    let ties = chronicle.ties(&TieFilter {
        actors: actor_groups(&found),
        kinds: question.kinds.clone(),
        days,
        id: None,
    })?;
    let all = chronicle.events(&EventFilter {
        actors: actor_groups(&found),
        days,
        ..EventFilter::default()
    })?;
    let all = sourced(record, all)?;
    let docs = all.iter().flat_map(|event| event.docs.iter().cloned());
    let docs = docs.collect();
    let years_known = {
        let mut events: Vec<Event> = all.iter().map(|sourced| sourced.event.clone()).collect();
        known_by_id(&mut events, pair);
        let [one, other] = sides(world, pair);
        let told = series(&events, &one, &other, world, question.options());
        let shown = years_of(&events);
        let known = told.periods().map(|period| {
            let year = period.in_year();
            // What is shown of the two but not counted, such as an act of somebody who stands for both, is told all the
            // same: the year is no gap.
            match told.known(period) {
                Known::NoSource if shown.contains(&year) => (year, Known::Uncounted),
                known => (year, known),
            }
        });
        // A series of nothing has no years, whatever years are asked for.
        let is_empty = told.told.is_empty() && told.coarser.is_empty();
        if is_empty {
            Vec::new()
        } else {
            known.collect::<Vec<_>>()
        }
    };
    let events: Vec<SourcedEvent> = all
        .into_iter()
        .filter(|event| question.lets_through(event))
        .collect();
    let mut counted: Vec<Event> = events.iter().map(|sourced| sourced.event.clone()).collect();
    known_by_id(&mut counted, pair);
    let [one, other] = sides(world, pair);
    let told = series(&counted, &one, &other, world, question.options());
    let turns = turning_points(&told, world, TurningOptions::default())
        .into_iter()
        .map(|point| PairTurn {
            at: point.at.in_year(),
            before: point.before,
            since: point.since,
            difference: point.difference(),
            events: point.events.iter().map(|event| event.id.clone()).collect(),
        })
        .collect();
    Ok(PairView {
        ties,
        years: figures(&told, &years_known),
        turns,
        events,
        disagreements: chronicle.disagreements(&found, &[])?,
        docs,
    })
}

impl PairQuestion {
    fn lets_through(&self, sourced: &SourcedEvent) -> bool {
        fn any<'v>(wanted: &[String], mut values: impl Iterator<Item = &'v String>) -> bool {
            wanted.is_empty() || values.any(|value| wanted.contains(value))
        }
        any(&self.classes, std::iter::once(&sourced.event.class))
            && any(&self.langs, sourced.langs.iter())
            && any(&self.docs, sourced.docs.iter())
            && (self.statuses.is_empty() || self.statuses.contains(&sourced.event.status))
    }

    fn options(&self) -> SeriesOptions {
        SeriesOptions {
            grain: Grain::Year,
            ..SeriesOptions::default()
        }
    }
}

/// Events with where they are told.
///
/// # Errors
/// Where the database fails.
pub fn sourced(record: &Record, events: Vec<Event>) -> Result<Vec<SourcedEvent>, Error> {
    let claims = events.iter().flat_map(|event| event.claims.iter().copied());
    let sources = record.sources(claims.collect::<Vec<ClaimAt>>())?;
    let told = |event: Event| {
        let of_event = event.claims.iter().filter_map(|at| sources.get(at));
        let (mut docs, mut langs) = (BTreeSet::new(), BTreeSet::new());
        for source in of_event {
            if !docs.contains(&*source.doc) {
                docs.insert(source.doc.to_string());
            }
            if !langs.contains(&*source.lang) {
                langs.insert(source.lang.to_string());
            }
        }
        SourcedEvent { event, docs, langs }
    };
    Ok(events.into_iter().map(told).collect())
}

/// The years in which events are known to be.
fn years_of(events: &[Event]) -> BTreeSet<i64> {
    let year = |event: &Event| {
        let bounds = event.when.as_ref()?.bounds();
        let (first, last) = (bounds.first?.ymd().0, bounds.last?.ymd().0);
        (first == last).then_some(first)
    };
    events.iter().filter_map(year).collect()
}

/// Each year with what is known of it, and what of it is counted.
fn figures(told: &Series<'_>, years: &[(i64, Known)]) -> Vec<PairYear> {
    let year = |(year, known): &(i64, Known)| {
        let row = told
            .told
            .iter()
            .find(|(period, _)| period.in_year() == *year);
        let tally = row.map(|(_, row)| row.both.tally).unwrap_or_default();
        PairYear {
            year: *year,
            known: *known,
            events: tally.events,
            cooperative: tally.cooperative,
            conflictual: tally.conflictual,
            mean: tally.mean(),
            sum: tally.sum(),
        }
    };
    years.iter().map(year).collect()
}

/// Stretches of years, first and last, of which nobody tells anything.
#[must_use]
pub fn silent_years(years: &[PairYear]) -> Vec<(i64, i64)> {
    let mut gaps: Vec<(i64, i64)> = Vec::new();
    for year in years.iter().filter(|year| year.known == Known::NoSource) {
        match gaps.last_mut() {
            Some((_, last)) if *last + 1 == year.year => *last = year.year,
            _ => gaps.push((year.year, year.year)),
        }
    }
    gaps
}
