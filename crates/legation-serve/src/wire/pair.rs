//! `/pair` and `/events/{id}`: what is between two actors, and what happened.

use serde::Serialize;
use utoipa::ToSchema;

use super::{Actors, Claim, DisagreementCard, DocumentCard, Quad, Status, Tie, When};

/// Everything between two actors.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct PairPage {
    /// Key of the one.
    pub(crate) a: String,
    /// Key of the other.
    pub(crate) b: String,
    /// Ties, spell by spell.
    pub(crate) ties: Vec<Tie>,
    /// Events in order of time; where there are too many, the most confident ones.
    pub(crate) events: Vec<EventMark>,
    /// Cooperation and conflict year by year.
    pub(crate) series: Vec<SeriesPoint>,
    /// Where the level of the series changed.
    pub(crate) turning_points: Vec<TurningPoint>,
    /// Years between the first and the last of which no document tells anything.
    pub(crate) gaps: Vec<Gap>,
    /// Where claims about both cannot all be right.
    pub(crate) disagreements: Vec<DisagreementCard>,
    /// Events without a date.
    pub(crate) undated: usize,
    /// Events that the filter lets through: more than are listed where the least confident are left out.
    pub(crate) total_events: usize,
    /// Those named here.
    pub(crate) actors: Actors,
    /// Documents that tell of the two.
    pub(crate) documents: Vec<DocumentCard>,
}

/// An event, short enough to draw thousands of them.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub(crate) struct EventMark {
    /// Its id.
    pub(crate) id: String,
    /// Event class.
    pub(crate) class: String,
    /// The quadrant of its class.
    pub(crate) quad: Option<Quad>,
    /// Weight of its class on the scale of Goldstein (1992).
    pub(crate) goldstein: f64,
    /// When.
    pub(crate) when: Option<When>,
    /// The strongest of its claims' statuses.
    pub(crate) status: Status,
    /// Keys of those who did it.
    pub(crate) actors: Vec<String>,
    /// Keys of those to or with whom.
    pub(crate) recipients: Vec<String>,
    /// The office.
    pub(crate) office: Option<String>,
    /// The agreement.
    pub(crate) instrument: Option<String>,
    /// The highest confidence among its claims.
    pub(crate) confidence: f64,
    /// How many claims tell of it.
    pub(crate) claims: usize,
    /// In how many documents.
    pub(crate) documents: usize,
    /// In which languages.
    pub(crate) langs: Vec<String>,
}

/// Length of the periods of a series.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Grain {
    /// A year.
    Year,
}

/// What is known of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Known {
    /// Something happened.
    Events,
    /// It is told of, but nothing is counted: only what is planned or denied, or what no single year holds.
    Silent,
    /// Nobody tells anything: a gap, no zero.
    NoSource,
}

/// A year of a series.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub(crate) struct SeriesPoint {
    /// The year.
    pub(crate) period: String,
    /// Always a year.
    pub(crate) grain: Grain,
    /// What is known of it.
    pub(crate) known: Known,
    /// Events.
    pub(crate) events: u32,
    /// Those of a weight above 0.
    pub(crate) cooperative: u32,
    /// Those of a weight below 0.
    pub(crate) conflictual: u32,
    /// Mean weight of those that have one.
    pub(crate) mean: Option<f64>,
    /// Sum of the weights.
    pub(crate) sum: f64,
}

/// A turning point of a series.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub(crate) struct TurningPoint {
    /// The first period of the new level.
    pub(crate) at: String,
    /// Mean weight before.
    pub(crate) before: f64,
    /// Mean weight since.
    pub(crate) since: f64,
    /// By how much it changed.
    pub(crate) difference: f64,
    /// Ids of the events that pull the way of the change.
    pub(crate) events: Vec<String>,
}

/// Years of which nothing is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct Gap {
    /// The first of them.
    pub(crate) from: i64,
    /// The last of them.
    pub(crate) to: i64,
}

/// An event with its evidence.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct EventPage {
    /// The event.
    pub(crate) event: EventMark,
    /// Why it has its date: `none`, `only`, `most-precise`, `most-trusted`.
    pub(crate) date_rule: String,
    /// The claims about it.
    pub(crate) claims: Vec<Claim>,
    /// Those named here.
    pub(crate) actors: Actors,
}
