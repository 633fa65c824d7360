//! Time expressions of text, to EDTF.
//!
//! Two stages. [`Engine::find`] reads one stretch of folded text with a language's time pack and gives local
//! values with holes; [`Narrative::read`] goes over a document's expressions in order and fills the holes from
//! the story they tell. [`read_document`] is the whole path. No input or output, no clock: the date of writing
//! comes in as an argument.

mod believe;
mod calendar;
mod codes;
mod counts;
mod document;
mod find;
mod lattice;
mod lexicon;
mod matcher;
mod narrative;
mod numbers;
mod numeric;
mod parts;
mod place;
mod portions;
mod produce;
mod ranges;
mod resolve;
mod shifts;
mod strength;
mod told;
mod umm_al_qura;
mod value;
mod years;

pub use document::{Naming, Passage, read_document, read_stretches};
pub use find::{Engine, Local, Role};
pub use narrative::{EventDates, FromEvent, Narrative, Resolved, SentenceTimes};
pub use value::Operator;
