//! From documents to claims: sentences, mentions, time expressions, triggers, roles, dates, status.
//!
//! Reading is a pure function of a document and the packs: no input or output, no clock, no randomness. It never
//! fails on text; what it does not understand becomes a [`Problem`] with its place, not a claim.
//!
//! The steps, each a module: [`sentences`] cuts, [`scan`] finds the words that the packs know, [`mentions`] builds the
//! phrases that name parties, [`clauses`] cuts sentences, [`roles`] fills frames, [`when`] dates, [`status`] weighs,
//! [`parties`] resolves names, [`quantities`] finds numbers, [`reader`] puts claims together.

mod claim;
mod clauses;
mod dating;
mod definite;
mod discourse;
mod elements;
mod explain;
mod features;
mod gaps;
mod governing;
mod instrument;
mod memory;
mod mentions;
mod naming;
mod numerals;
mod offices;
mod others;
mod packs;
mod parties;
mod propose;
mod quantities;
mod reader;
mod roles;
mod scan;
mod sentence;
mod sentences;
mod slots;
mod status;
mod timing;
mod unnamed;
mod when;

use legation_model::{Claim, Mention, Problem, Span, TimeExpression};

pub use explain::{CandidateTrace, FrameTrace, SentenceTrace, TriggerTrace};
pub use gaps::{Gap, GapKind};
pub use packs::{LanguagePack, Languages, LoadOne, Packs};
pub use reader::READER;

/// A sentence as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Place in the clean text.
    pub span: Span,
    /// BCP 47 tag.
    pub lang: String,
    /// Folded words and their forms without clitics, for searching.
    pub index_text: String,
}

/// What reading a document gave.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Reading {
    /// Sentences in order.
    pub sentences: Vec<Sentence>,
    /// Mentions in order.
    pub mentions: Vec<Mention>,
    /// Time expressions in order.
    pub times: Vec<TimeExpression>,
    /// Claims in order of their triggers.
    pub claims: Vec<Claim>,
    /// What was not understood, with its place.
    pub problems: Vec<Problem>,
}
