//! What the front library answers, turned into what goes over the wire. Translation alone: nothing is asked or decided
//! here but the look-ups that names need.

mod claims;
mod ties;

pub(crate) use claims::{claim, claims, disagreement_cards, document_card, mark};
pub(crate) use ties::{Ties, event_mark, event_marks, quad_of};
