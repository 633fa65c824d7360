//! `/overview`: what the record holds, in figures.

use serde::Serialize;
use utoipa::ToSchema;

use super::Actors;

/// What the record holds.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct Overview {
    /// How much there is.
    pub(crate) counts: OverviewCounts,
    /// Languages, the most claims first.
    pub(crate) languages: Vec<LanguageCount>,
    /// First year of a claim's date.
    pub(crate) first_year: Option<i64>,
    /// Last year of a claim's date.
    pub(crate) last_year: Option<i64>,
    /// Claims by the first year of their date.
    pub(crate) years: Vec<YearCount>,
    /// Claims without a date.
    pub(crate) undated: usize,
    /// The busiest pairs.
    pub(crate) pairs: Vec<PairCount>,
    /// Actors with the most claims.
    pub(crate) top_actors: Vec<ActorCount>,
    /// Those named here.
    pub(crate) actors: Actors,
}

/// How much there is.
#[derive(Debug, Clone, Default, Serialize, ToSchema)]
pub(crate) struct OverviewCounts {
    /// Documents.
    pub(crate) documents: usize,
    /// Sentences.
    pub(crate) sentences: usize,
    /// Claims.
    pub(crate) claims: usize,
    /// Mentions of actors.
    pub(crate) mentions: usize,
    /// Actors that are party to claims.
    pub(crate) actors: usize,
    /// Events.
    pub(crate) events: usize,
    /// Spells of ties.
    pub(crate) ties: usize,
    /// Disagreements.
    pub(crate) disagreements: usize,
}

/// Documents and claims of a language.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct LanguageCount {
    /// BCP 47 tag.
    pub(crate) lang: String,
    /// Documents in it.
    pub(crate) documents: usize,
    /// Claims in it.
    pub(crate) claims: usize,
}

/// Claims of a year.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct YearCount {
    /// The year.
    pub(crate) year: i64,
    /// Claims whose date begins in it.
    pub(crate) claims: usize,
    /// Those of a class of cooperation.
    pub(crate) cooperative: usize,
    /// Those of a class of conflict.
    pub(crate) conflictual: usize,
}

/// Claims between two actors.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct PairCount {
    /// Key of the one.
    pub(crate) a: String,
    /// Key of the other.
    pub(crate) b: String,
    /// Claims that both take part in.
    pub(crate) claims: usize,
    /// Those of a class of cooperation.
    pub(crate) cooperative: usize,
    /// Those of a class of conflict.
    pub(crate) conflictual: usize,
    /// First year of their dates.
    pub(crate) first_year: Option<i64>,
    /// Last year of their dates.
    pub(crate) last_year: Option<i64>,
}

/// Claims of an actor.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct ActorCount {
    /// Its key.
    pub(crate) key: String,
    /// Claims that it is party to.
    pub(crate) claims: usize,
}
