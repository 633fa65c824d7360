//! `/on` and `/changes`: what held on a day, and what is different on another.

use serde::Serialize;
use utoipa::ToSchema;

use super::{Actors, Holding, Tie};

/// First and last day of a date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct Days {
    /// First day.
    pub(crate) first: String,
    /// Last day.
    pub(crate) last: String,
}

/// A tie, and how surely it holds.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub(crate) struct HeldTie {
    /// The tie.
    #[serde(flatten)]
    pub(crate) tie: Tie,
    /// How surely.
    pub(crate) holding: Holding,
}

/// An actor of the network of a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct Node {
    /// Its key.
    pub(crate) key: String,
    /// How many ties it is party to.
    pub(crate) degree: usize,
}

/// Documents that a question leaves out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct LeftOutCount {
    /// Claims in them.
    pub(crate) claims: usize,
    /// Documents among them that do not say when they were published.
    pub(crate) undated: usize,
}

/// What held at a time.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct DayPage {
    /// The days asked for.
    pub(crate) date: Days,
    /// The ties that held, certain ones first.
    pub(crate) ties: Vec<HeldTie>,
    /// Their parties.
    pub(crate) nodes: Vec<Node>,
    /// Those named here.
    pub(crate) actors: Actors,
    /// First year that ties are known of.
    pub(crate) first_year: Option<i64>,
    /// Last year that ties are known of.
    pub(crate) last_year: Option<i64>,
    /// What was left out, where something was.
    pub(crate) left_out: Option<LeftOutCount>,
}

/// A tie that holds otherwise at another time.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub(crate) struct Change {
    /// The tie.
    pub(crate) tie: Tie,
    /// How it holds at the first.
    pub(crate) before: Holding,
    /// How it holds at the second.
    pub(crate) after: Holding,
}

/// What is different at another time.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct ChangesPage {
    /// What changed.
    pub(crate) changes: Vec<Change>,
    /// Those named here.
    pub(crate) actors: Actors,
}
