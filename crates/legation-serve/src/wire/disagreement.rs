//! `/disagreements`: claims that cannot all be right.

use serde::Serialize;
use utoipa::ToSchema;

use super::{Actors, Claim, Tie};

/// In what claims disagree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum DisagreementKind {
    /// The same event at dates that cannot be equal.
    Date,
    /// Said and denied.
    Polarity,
    /// Who did it.
    Role,
    /// How many.
    Number,
    /// An order that cannot be.
    Sequence,
    /// A date that breaks the order of the text around it.
    Narrative,
}

impl From<legation::DisagreementKind> for DisagreementKind {
    fn from(kind: legation::DisagreementKind) -> Self {
        use legation::DisagreementKind as Told;
        match kind {
            Told::Date => Self::Date,
            Told::Polarity => Self::Polarity,
            Told::Role => Self::Role,
            Told::Number => Self::Number,
            Told::Sequence => Self::Sequence,
            Told::Narrative => Self::Narrative,
        }
    }
}

/// A disagreement with its claims.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub(crate) struct DisagreementCard {
    /// Its id.
    pub(crate) id: String,
    /// In what.
    pub(crate) kind: DisagreementKind,
    /// Keys of those whom it is about.
    pub(crate) about: Vec<String>,
    /// One plain sentence, in English.
    pub(crate) sentence: String,
    /// How far apart the dates are at least.
    pub(crate) days_apart: Option<i64>,
    /// Why the first claim is shown first.
    pub(crate) first_because: String,
    /// The claims.
    pub(crate) claims: Vec<Claim>,
    /// Ids of ties that hang on it.
    pub(crate) ties: Vec<String>,
    /// Those ties.
    pub(crate) tie_lines: Vec<Tie>,
}

/// Disagreements that a filter lets through.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct DisagreementList {
    /// The disagreements.
    pub(crate) items: Vec<DisagreementCard>,
    /// What asks for the next page.
    pub(crate) next: Option<String>,
    /// How many there are in all.
    pub(crate) total: usize,
    /// Those named here.
    pub(crate) actors: Actors,
}
