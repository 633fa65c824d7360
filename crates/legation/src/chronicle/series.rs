//! The series of cooperation and conflict between two actors and its turning points, as rows that own what they say.

use legation_chronicle::{
    Cell, Direction, Grain, Known, Period, Row, SeriesOptions, Side, TurningOptions, World, series,
    turning_points,
};
use legation_model::{Bounds, Day, Event};
use legation_record::EventFilter;
use serde::Serialize;

use super::{
    answer::{Chronicle, actor_groups},
    cited::{Cited, claims_of},
    view::{EventView, Viewer},
};
use crate::{Error, Found};

/// What a series is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SeriesQuestion {
    /// By what.
    pub grain: Grain,
    /// Only what may have happened on this day or later.
    pub from: Option<Day>,
    /// Only what may have happened on this day or earlier.
    pub to: Option<Day>,
}

/// What is counted one way in a period.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Figures {
    /// How many events.
    pub events: u32,
    /// Those of a weight above 0.
    pub cooperative: u32,
    /// Those of a weight below 0.
    pub conflictual: u32,
    /// Sum of the weights of Goldstein (1992).
    pub sum: f64,
    /// Mean weight of those that have one, -10 to 10; `None` where none has.
    pub mean: Option<f64>,
    /// Ids of the claims behind it.
    pub claims: Vec<String>,
}

/// A period of a series.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SeriesRow {
    /// `1956-10`, `1956-Q4`, `1956`; empty for what no single year holds or has no date.
    pub period: String,
    /// `month`, `quarter`, `year` or `undated`. What is told less exactly than the periods that were asked for has rows of
    /// its own, behind the others: it is in none of them.
    pub grain: &'static str,
    /// `events`, `uncounted` (only what is planned or denied), `coarser` (something of a longer period that it lies in) or
    /// `no-source` (nobody tells anything: a gap, no zero).
    pub known: &'static str,
    /// What the first does to the second; `None` where nothing is told to this grain.
    pub forward: Option<Figures>,
    /// What the second does to the first.
    pub backward: Option<Figures>,
    /// Either; what goes both ways once.
    pub both: Option<Figures>,
    /// Events that are only planned or denied.
    pub uncounted: usize,
}

/// A turning point of a series.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TurningView {
    /// The first period of the new level.
    pub at: String,
    /// The last period before it of which something is told.
    pub after: String,
    /// Periods between the two of which nothing is told: the change came in or at the end of them.
    pub silent: u64,
    /// Mean weight before.
    pub before: f64,
    /// Mean weight since.
    pub since: f64,
    /// By how much it changed.
    pub difference: f64,
    /// Periods with events in the stretch before.
    pub periods_before: usize,
    /// Periods with events in the stretch that it opens.
    pub periods_since: usize,
    /// The events that pull the way of the change, the farthest from the old level first.
    pub events: Vec<EventView>,
}

impl SeriesQuestion {
    /// The days asked for.
    fn days(&self) -> Bounds {
        Bounds {
            first: self.from,
            last: self.to,
        }
    }

    /// The events between two that may lie in those days.
    fn events(&self, chronicle: &Chronicle<'_>, pair: [&Found; 2]) -> Result<Vec<Event>, Error> {
        let days = self.days();
        let mut events = chronicle.events(&EventFilter {
            actors: actor_groups(&pair.map(Clone::clone)),
            days: between(days),
            ..EventFilter::default()
        })?;
        known_by_id(&mut events, pair);
        Ok(events)
    }

    fn options(&self) -> SeriesOptions {
        SeriesOptions {
            grain: self.grain,
            from: self.from.map(|day| day.ymd().0),
            to: self.to.map(|day| day.ymd().0),
            ..SeriesOptions::default()
        }
    }
}

/// Days as a filter takes them: `None` where both sides are open, for then what has no date is asked for too.
pub(super) fn between(days: Bounds) -> Option<(Day, Day)> {
    match (days.first, days.last) {
        (None, None) => None,
        (first, last) => Some((
            first.unwrap_or(Day(i64::MIN)),
            last.unwrap_or(Day(i64::MAX)),
        )),
    }
}

/// The id by which an actor is found in events; one that the packs do not know is found by its name.
pub(super) fn id_of(actor: &Found) -> String {
    match &actor.id {
        Some(id) => id.clone(),
        None => format!("named {}", actor.name),
    }
}

/// Gives those of two whom the packs do not know an id in events, so that they can be found.
pub(super) fn known_by_id(events: &mut [Event], pair: [&Found; 2]) {
    for actor in pair.into_iter().filter(|actor| actor.id.is_none()) {
        let id = id_of(actor);
        for event in &mut *events {
            let all = event.actors.iter_mut().chain(&mut event.recipients);
            for who in all.filter(|who| who.id.is_none() && who.name == actor.name) {
                who.id = Some(id.clone());
            }
        }
    }
}

/// The two sides: a state with whoever acts for it, any other actor alone.
pub(super) fn sides(world: &World, pair: [&Found; 2]) -> [Side; 2] {
    pair.map(|actor| Side::state(world, &id_of(actor)))
}

/// How cooperative and how hostile two actors were, period by period; then what is told less exactly, then what has no
/// date. Nothing where nothing is told between the two.
///
/// # Errors
/// Where the database fails.
pub fn series_between(
    chronicle: &Chronicle<'_>,
    first: &Found,
    second: &Found,
    question: &SeriesQuestion,
) -> Result<Vec<SeriesRow>, Error> {
    let _snapshot = chronicle.record().snapshot()?;
    let world = chronicle.world();
    let events = question.events(chronicle, [first, second])?;
    let [one, other] = sides(&world, [first, second]);
    let told = series(&events, &one, &other, &world, question.options());
    let cited = Cited::of(chronicle.record(), claims_of(&events))?;
    if told.told.is_empty() && told.coarser.is_empty() && told.unplaced == Row::default() {
        return Ok(Vec::new());
    }
    let none = Row::default();
    let mut rows: Vec<SeriesRow> = told
        .periods()
        .filter(|period| period.bounds().overlaps(question.days()))
        .map(|period| {
            let row = told.told.get(&period);
            let known = told.known(period);
            view(period_name(period), known, row.unwrap_or(&none), &cited)
        })
        .collect();
    let happened = |row: &Row<'_>| match row.both.tally.events {
        0 => Known::Uncounted,
        _ => Known::Events,
    };
    for (period, row) in &told.coarser {
        rows.push(view(period_name(*period), happened(row), row, &cited));
    }
    if told.unplaced != Row::default() {
        let row = &told.unplaced;
        rows.push(view((String::new(), "undated"), happened(row), row, &cited));
    }
    Ok(rows)
}

/// Where the level of a series changed.
///
/// # Errors
/// Where the database fails.
pub fn turning_points_between(
    chronicle: &Chronicle<'_>,
    viewer: &mut Viewer<'_>,
    first: &Found,
    second: &Found,
    question: &SeriesQuestion,
) -> Result<Vec<TurningView>, Error> {
    let world = chronicle.world();
    let events = question.events(chronicle, [first, second])?;
    let [one, other] = sides(&world, [first, second]);
    let told = series(&events, &one, &other, &world, question.options());
    turning_points(&told, &world, TurningOptions::default())
        .into_iter()
        .map(|point| {
            let events = point.events.iter().map(|event| viewer.event(event));
            Ok(TurningView {
                at: point.at.to_string(),
                after: point.after.to_string(),
                silent: point.silent,
                before: point.before,
                since: point.since,
                difference: point.difference(),
                periods_before: point.periods_before,
                periods_since: point.periods_since,
                events: events.collect::<Result<_, Error>>()?,
            })
        })
        .collect()
}

fn period_name(period: Period) -> (String, &'static str) {
    (period.to_string(), period.grain().as_str())
}

fn view(
    (period, grain): (String, &'static str),
    known: Known,
    row: &Row<'_>,
    cited: &Cited,
) -> SeriesRow {
    let told = matches!(known, Known::Events | Known::Uncounted);
    let figures = |direction| told.then(|| figures(row.cell(direction), cited));
    SeriesRow {
        period,
        grain,
        known: match known {
            Known::NoSource => "no-source",
            Known::Coarser => "coarser",
            Known::Uncounted => "uncounted",
            Known::Events => "events",
        },
        forward: figures(Direction::Forward),
        backward: figures(Direction::Backward),
        both: figures(Direction::Both),
        uncounted: row.uncounted.len(),
    }
}

fn figures(cell: &Cell<'_>, cited: &Cited) -> Figures {
    Figures {
        events: cell.tally.events,
        cooperative: cell.tally.cooperative,
        conflictual: cell.tally.conflictual,
        sum: cell.tally.sum(),
        mean: cell.tally.mean(),
        claims: cited.ids(&cell.claims()),
    }
}
