//! Ties, spell by spell, and `/ties/{id}`.

use std::collections::BTreeMap;

use serde::Serialize;
use utoipa::ToSchema;

use super::{Actors, Claim, DisagreementCard, TieKind, TieRole, When};

/// Beginning or end of a spell.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub(crate) struct End {
    /// When; null where nothing says when.
    pub(crate) when: Option<When>,
    /// Whether claims tell of it; what is not told is inferred by the rule.
    pub(crate) told: bool,
    /// By what: `claims`, `span`, `packs`, `next-holder`, `death`, `peace`, `ground`, `last-seen`, `succession`.
    pub(crate) rule: String,
    /// Whether it is possible only.
    pub(crate) possible: bool,
    /// Ids of the claims behind it, the one that gives the date first.
    pub(crate) claims: Vec<String>,
}

/// A party of a tie.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct TieParty {
    /// Its key.
    pub(crate) key: String,
    /// As what.
    pub(crate) role: TieRole,
}

/// One spell of a tie.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub(crate) struct Tie {
    /// Its id.
    pub(crate) id: String,
    /// What kind.
    pub(crate) kind: TieKind,
    /// Between whom.
    pub(crate) parties: Vec<TieParty>,
    /// The agreement, or the alliance that it follows from.
    pub(crate) instrument: Option<String>,
    /// The office.
    pub(crate) office: Option<String>,
    /// Which spell, from 1.
    pub(crate) spell: u32,
    /// Its beginning; null where nothing tells of one.
    pub(crate) from: Option<End>,
    /// Its end; null where nothing tells of one.
    pub(crate) to: Option<End>,
    /// Whether a disagreement hangs on it.
    pub(crate) disputed: bool,
    /// Ids of those disagreements.
    pub(crate) disagreements: Vec<String>,
    /// Ids of claims that show it between.
    pub(crate) shown_by: Vec<String>,
}

/// A tie with its evidence.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct TiePage {
    /// The tie.
    pub(crate) tie: Tie,
    /// Its claims by id.
    pub(crate) claims: BTreeMap<String, Claim>,
    /// Disagreements that hang on it.
    pub(crate) disagreements: Vec<DisagreementCard>,
    /// Those named here.
    pub(crate) actors: Actors,
}
