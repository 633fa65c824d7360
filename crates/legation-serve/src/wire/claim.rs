//! Claims with the sentence that says so.

use serde::Serialize;
use utoipa::ToSchema;

use super::{Actors, Decision, DocumentCard, Mark, Quad, Status, When};

/// A party of a claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct Party {
    /// Its key.
    pub(crate) key: String,
    /// As written.
    pub(crate) text: String,
}

/// How many or how much.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct Quantity {
    /// The words.
    pub(crate) text: String,
    /// The number in plain digits.
    pub(crate) value: String,
    /// What is counted.
    pub(crate) unit: String,
    /// Whether the words say that it is not exact.
    pub(crate) about: bool,
}

/// What one document says.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub(crate) struct Claim {
    /// Its id.
    pub(crate) id: String,
    /// Event class.
    pub(crate) class: String,
    /// The quadrant of its class.
    pub(crate) quad: Option<Quad>,
    /// PLOVER type of its class.
    pub(crate) plover: Option<String>,
    /// Who does it.
    pub(crate) actor: Vec<Party>,
    /// To whom, with whom, which organization or agreement.
    pub(crate) recipient: Vec<Party>,
    /// When.
    pub(crate) when: Option<When>,
    /// The time expression used.
    pub(crate) when_text: Option<String>,
    /// Where the date came from: `clause`, `sentence`, `context`, `document`.
    pub(crate) when_from: Option<String>,
    /// How it is said.
    pub(crate) status: Status,
    /// Who says it, for an attributed claim.
    pub(crate) source: Option<String>,
    /// The office.
    pub(crate) office: Option<String>,
    /// The agreement.
    pub(crate) instrument: Option<String>,
    /// How many and how much it tells of.
    pub(crate) quantities: Vec<Quantity>,
    /// The words that state it, verbatim.
    pub(crate) quote: String,
    /// BCP 47 tag of the sentence.
    pub(crate) lang: String,
    /// Number of the sentence in the document, from 0.
    pub(crate) sentence: usize,
    /// The whole sentence.
    pub(crate) sentence_text: String,
    /// Quote, trigger, date and parties within the sentence.
    pub(crate) marks: Vec<Mark>,
    /// The document.
    pub(crate) document: DocumentCard,
    /// 0 to 1.
    pub(crate) confidence: f64,
    /// Id of the frame behind it.
    pub(crate) rule: String,
    /// Which reader made it, and its version.
    pub(crate) reader: String,
    /// The claim cited as a note, as plain text.
    pub(crate) citation: String,
    /// Its place in the page.
    pub(crate) permalink: String,
    /// What was decided about it.
    pub(crate) review: Option<Decision>,
}

/// Claims that a filter lets through.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct ClaimList {
    /// The claims.
    pub(crate) items: Vec<Claim>,
    /// What asks for the next page.
    pub(crate) next: Option<String>,
    /// How many there are in all, where that is known.
    pub(crate) total: Option<usize>,
    /// Those named here.
    pub(crate) actors: Actors,
}

/// A claim, what stands around it, and what it is part of.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct ClaimPage {
    /// The claim.
    pub(crate) claim: Claim,
    /// Id of the event that it is part of.
    pub(crate) event: Option<String>,
    /// Ids of ties that it opens, closes or shows.
    pub(crate) ties: Vec<String>,
    /// Ids of disagreements that it takes part in.
    pub(crate) disagreements: Vec<String>,
    /// The sentence before.
    pub(crate) before: Option<String>,
    /// The sentence after.
    pub(crate) after: Option<String>,
    /// Those named here.
    pub(crate) actors: Actors,
}
