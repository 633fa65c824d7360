//! `/actors` and `/actors/{key}`.

use std::collections::BTreeMap;

use serde::Serialize;
use utoipa::ToSchema;

use super::{ActorCard, Actors, Tie, When};

/// Actors of the record, or those that a query may mean.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct ActorList {
    /// The actors.
    pub(crate) items: Vec<ActorItem>,
    /// Those named here.
    pub(crate) actors: Actors,
    /// What asks for the next page.
    pub(crate) next: Option<String>,
    /// How many there are in all.
    pub(crate) total: usize,
}

/// An actor with how much the record tells of it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct ActorItem {
    /// Its key.
    pub(crate) key: String,
    /// Claims that it is party to.
    pub(crate) claims: usize,
    /// First year of their dates.
    pub(crate) first_year: Option<i64>,
    /// Last year of their dates.
    pub(crate) last_year: Option<i64>,
    /// The name that a query matched.
    pub(crate) matched: Option<String>,
}

/// What is known of an actor.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct ActorPage {
    /// The actor.
    pub(crate) actor: ActorCard,
    /// All its names by BCP 47 tag.
    pub(crate) all_names: BTreeMap<String, Vec<String>>,
    /// Codes under which data sets know it.
    pub(crate) codes: Codes,
    /// Since when it exists.
    pub(crate) from: Option<When>,
    /// Until when.
    pub(crate) to: Option<When>,
    /// Claims that it is party to.
    pub(crate) claims: usize,
    /// First year of their dates.
    pub(crate) first_year: Option<i64>,
    /// Last year of their dates.
    pub(crate) last_year: Option<i64>,
    /// Offices that the packs give a person.
    pub(crate) offices_by_packs: Vec<OfficeByPacks>,
    /// Ties that it is party to, by kind, then time.
    pub(crate) ties: Vec<Tie>,
    /// How many there are.
    pub(crate) ties_total: usize,
    /// Offices that belong to it, each with its holder.
    pub(crate) holders: Vec<Tie>,
    /// Whom the record tells most of together with it.
    pub(crate) relations: Vec<Relation>,
    /// Disagreements about it.
    pub(crate) disagreements: usize,
    /// Those named here.
    pub(crate) actors: Actors,
}

/// Codes of an actor; what is not known is left out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct Codes {
    /// ISO 3166-1 alpha-3, or 3166-3 for a state that ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) iso: Option<String>,
    /// Gleditsch and Ward's number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) gw: Option<u32>,
    /// Correlates of War number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) cow: Option<u32>,
    /// Wikidata item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) wikidata: Option<String>,
}

/// An office that the packs say a person held.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct OfficeByPacks {
    /// Its usual English name.
    pub(crate) office: String,
    /// Key of the state that it belongs to.
    pub(crate) body: Option<String>,
    /// From when.
    pub(crate) from: Option<When>,
    /// Until when.
    pub(crate) to: Option<When>,
}

/// What the record tells of an actor and another.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct Relation {
    /// Key of the other.
    pub(crate) other: String,
    /// Claims that both take part in.
    pub(crate) claims: usize,
    /// Those of a class of cooperation.
    pub(crate) cooperative: usize,
    /// Those of a class of conflict.
    pub(crate) conflictual: usize,
    /// Year by year.
    pub(crate) years: Vec<RelationYear>,
}

/// A year of a relation.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct RelationYear {
    /// The year.
    pub(crate) year: i64,
    /// Claims whose date begins in it.
    pub(crate) claims: usize,
    /// Mean weight of Goldstein (1992); null where no claim has one.
    pub(crate) score: Option<f64>,
}
