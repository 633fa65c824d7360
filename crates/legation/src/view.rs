//! What a page shows: the record as a whole, actors, claims with their sentence, documents with what was read in them,
//! what a search finds. Plain answers to plain questions; who serves them only translates.

mod actors;
mod blocks;
mod citation;
mod claims;
mod disagreements;
mod document_html;
mod documents;
mod named;
mod overview;
mod relations;
mod search;
mod suggest;
#[cfg(test)]
mod testing;
mod utf16;

pub use actors::{ActorCard, ActorCodes, actor_card, actor_codes, actor_key, actor_of_key};
pub use citation::{Cited, citation};
pub use claims::{ClaimCard, ClaimCards, ClaimPage, bearings, claim_page};
pub use disagreements::{DisagreementCard, disagreement_cards};
pub use document_html::document_html;
pub use documents::{DocumentBlock, DocumentPage, DocumentPlace, SentencePlace, document_page};
pub use named::documents_named;
pub use overview::{
    Overview, OverviewCounts, OverviewLanguage, OverviewPair, OverviewYear, overview,
};
pub use relations::{Relation, RelationYear, relations_of};
pub use search::{
    FacetValue, Facets, MAX_SEARCHED, SearchHit, SearchPage, SearchQuestion, search_page,
};
pub use suggest::{ActorIndex, Suggested};
pub use utf16::{Mark, MarkKind};
