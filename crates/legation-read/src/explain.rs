//! The way of a sentence through all steps, for people: what was found, proposed, chosen and dropped.

use legation_model::{Claim, Mention, Span, TimeExpression};
use serde::Serialize;

use crate::Gap;

/// Why a frame was dropped that found nobody.
pub(crate) const NO_PARTY: &str = "no party was found";
/// Why a frame was dropped that found too few.
pub(crate) const MORE_PARTIES: &str = "it needs more parties";

/// One sentence with everything that was found and decided in it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SentenceTrace {
    /// Number in the document.
    pub number: usize,
    /// Place in the clean text.
    pub span: Span,
    /// The words.
    pub text: String,
    /// BCP 47 tag.
    pub lang: String,
    /// Clauses as written.
    pub clauses: Vec<String>,
    /// Mentions.
    pub mentions: Vec<Mention>,
    /// Time expressions.
    pub times: Vec<TimeExpression>,
    /// The narrative's date before the sentence.
    pub frame: Option<String>,
    /// Triggers with the frames tried for them.
    pub triggers: Vec<TriggerTrace>,
    /// Claims made.
    pub claims: Vec<Claim>,
    /// What the pack nearly read.
    pub gaps: Vec<Gap>,
}

/// A trigger and the frames that were tried.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TriggerTrace {
    /// The words.
    pub text: String,
    /// Place in the clean text.
    pub span: Span,
    /// The status that the words around it give, and the word that decides it.
    pub status: legation_model::Status,
    /// That word; `None` where nothing takes from the plain statement.
    pub cue: Option<String>,
    /// Frames in the order tried.
    pub frames: Vec<FrameTrace>,
}

/// A frame tried for a trigger.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FrameTrace {
    /// Rule id.
    pub rule: String,
    /// Class.
    pub class: String,
    /// Total score; `None` where the frame was dropped before scoring.
    pub score: Option<f64>,
    /// Parties proposed and chosen.
    pub parties: Vec<CandidateTrace>,
    /// Why it was dropped; `None` for the one that was chosen.
    pub dropped: Option<String>,
}

/// A party chosen for a frame.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CandidateTrace {
    /// `actor` or `recipient`.
    pub role: &'static str,
    /// The words.
    pub text: String,
    /// How it was found.
    pub slot: &'static str,
    /// Its score.
    pub score: f64,
    /// The phrases that it stands for.
    #[serde(skip)]
    pub(crate) list: Option<usize>,
}
