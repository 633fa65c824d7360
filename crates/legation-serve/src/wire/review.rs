//! Decisions of the user about claims.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Status;

/// What is decided about a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Verdict {
    /// It is as the document says.
    Right,
    /// The document does not say so.
    Wrong,
    /// The document says it otherwise.
    Edit,
}

impl From<Verdict> for legation::Verdict {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Right => Self::Right,
            Verdict::Wrong => Self::Wrong,
            Verdict::Edit => Self::Edit,
        }
    }
}

impl From<legation::Decision> for Decision {
    fn from(decision: legation::Decision) -> Self {
        Self {
            decision: match decision.decision {
                legation::Verdict::Right => Verdict::Right,
                legation::Verdict::Wrong => Verdict::Wrong,
                legation::Verdict::Edit => Verdict::Edit,
            },
            edit: decision.edit.map(Edit::from),
            note: decision.note,
            at: decision.at.to_string(),
            who: decision.who,
        }
    }
}

impl From<legation::Edit> for Edit {
    fn from(edit: legation::Edit) -> Self {
        let keys = |all: Vec<legation::Participant>| {
            let key =
                |who: &legation::Participant| legation::actor_key(who.id.as_deref(), &who.name);
            all.iter().map(key).collect()
        };
        Self {
            class: edit.class,
            actor: edit.actor.map(keys),
            recipient: edit.recipient.map(keys),
            when: edit.when.map(|when| when.map(|when| when.to_string())),
            status: edit.status.map(Into::into),
        }
    }
}

/// What is edited; a key that is left out stays as it was read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Edit {
    /// Event class.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) class: Option<String>,
    /// Keys or names of those who do it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) actor: Option<Vec<String>>,
    /// Keys or names of those to or with whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) recipient: Option<Vec<String>>,
    /// When, as EDTF; null takes the date away.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "present"
    )]
    #[schema(value_type = Option<String>)]
    pub(crate) when: Option<Option<String>>,
    /// How it is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) status: Option<Status>,
}

/// Tells a key with null from one that is not there.
fn present<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<Option<String>>, D::Error> {
    Option::<String>::deserialize(from).map(Some)
}

/// A decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct Decision {
    /// What was decided.
    pub(crate) decision: Verdict,
    /// What was edited.
    pub(crate) edit: Option<Edit>,
    /// In the words of the one who decided.
    pub(crate) note: Option<String>,
    /// When, as an ISO 8601 instant.
    pub(crate) at: String,
    /// By whom.
    pub(crate) who: Option<String>,
}

/// How much is decided.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct ReviewSummary {
    /// Claims about which nothing is decided.
    pub(crate) open: usize,
    /// Claims that are right.
    pub(crate) right: usize,
    /// Claims that are wrong.
    pub(crate) wrong: usize,
    /// Claims that are edited.
    pub(crate) edited: usize,
    /// Decisions whose claim is no longer read.
    pub(crate) orphaned: usize,
}

/// A decision to be made.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct DecisionRequest {
    /// Id of the claim.
    pub(crate) claim: String,
    /// What is decided.
    pub(crate) decision: Verdict,
    /// What is edited, where it is.
    #[serde(default)]
    pub(crate) edit: Option<Edit>,
    /// In the user's words.
    #[serde(default)]
    pub(crate) note: Option<String>,
}

/// A decision that was made.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct DecisionMade {
    /// The decision.
    pub(crate) decision: Decision,
    /// How much is decided now.
    pub(crate) summary: ReviewSummary,
}

/// A decision that was taken back.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct DecisionUndone {
    /// The decision; null where there was none.
    pub(crate) undone: Option<Decision>,
    /// Id of the claim that it is about; null where there was none, or where the claim is no longer read.
    pub(crate) claim: Option<String>,
    /// How much is decided now.
    pub(crate) summary: ReviewSummary,
}

/// A decision that was made again.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct DecisionRedone {
    /// The decision; null where there was none.
    pub(crate) redone: Option<Decision>,
    /// Id of the claim that it is about; null where there was none, or where the claim is no longer read.
    pub(crate) claim: Option<String>,
    /// How much is decided now.
    pub(crate) summary: ReviewSummary,
}
