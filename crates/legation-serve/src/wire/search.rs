//! `/search`: sentences by their words.

use serde::Serialize;
use utoipa::ToSchema;

use super::{Actors, DocumentCard, Mark};

/// A sentence that was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct SearchHit {
    /// The document.
    pub(crate) document: DocumentCard,
    /// Number of the sentence, from 0.
    pub(crate) sentence: usize,
    /// BCP 47 tag.
    pub(crate) lang: String,
    /// The sentence.
    pub(crate) text: String,
    /// The words that were searched for.
    pub(crate) marks: Vec<Mark>,
    /// Ids of the claims in it.
    pub(crate) claims: Vec<String>,
}

/// A value and how many sentences have it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct FacetValue {
    /// The value.
    pub(crate) value: String,
    /// How many.
    pub(crate) count: usize,
}

/// What the sentences found divide into.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct Facets {
    /// By language.
    pub(crate) langs: Vec<FacetValue>,
    /// By document.
    pub(crate) documents: Vec<FacetValue>,
    /// By actor of their claims.
    pub(crate) actors: Vec<FacetValue>,
    /// By class of their claims.
    pub(crate) classes: Vec<FacetValue>,
    /// By decade of their claims.
    pub(crate) decades: Vec<FacetValue>,
}

/// Sentences that were found.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct SearchPage {
    /// The sentences.
    pub(crate) hits: Vec<SearchHit>,
    /// How many there are in all.
    pub(crate) total: usize,
    /// Whether there may be more than that, as there may be for phrases of frequent words.
    pub(crate) total_is_least: bool,
    /// What asks for the next page.
    pub(crate) next: Option<String>,
    /// What they divide into.
    pub(crate) facets: Facets,
    /// Those named here.
    pub(crate) actors: Actors,
}
