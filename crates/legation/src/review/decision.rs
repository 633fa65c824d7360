//! What people decide about claims, in the words in which it is kept.

use legation_model::{Claim, ClaimAt, Edtf, Participant, Party, Status};
use serde::{Deserialize, Deserializer, Serialize};

use super::instant::Instant;

/// What is decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// The claim is what the sentence says.
    Right,
    /// The sentence says no such thing.
    Wrong,
    /// The sentence says something else.
    Edit,
}

impl Verdict {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Right, Self::Wrong, Self::Edit];

    /// The name in the serialized form.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Right => "right",
            Self::Wrong => "wrong",
            Self::Edit => "edit",
        }
    }
}

/// What the sentence says instead; what is not named stays as it was read.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Edit {
    /// Event class.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class: Option<String>,
    /// Who does it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actor: Option<Vec<Participant>>,
    /// To whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recipient: Option<Vec<Participant>>,
    /// When; `Some(None)` where the text does not say when.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "present"
    )]
    pub when: Option<Option<Edtf>>,
    /// How it is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
}

/// A value that is there, be it null.
fn present<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Option<Edtf>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}

impl Edit {
    /// Whether it changes nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Changes a claim as the edit says. What a new party has no words for stands where the quote begins, with none.
    pub fn apply(&self, claim: &mut Claim) {
        if let Some(class) = &self.class {
            claim.class.clone_from(class);
        }
        if let Some(when) = &self.when {
            claim.when.clone_from(when);
        }
        if let Some(status) = self.status {
            claim.status = status;
        }
        let known: Vec<Party> = claim
            .actor
            .iter()
            .chain(&claim.recipient)
            .cloned()
            .collect();
        let start = claim.start;
        let parties = |all: &[Participant]| -> Vec<Party> {
            let same = |who: &Participant, party: &&Party| {
                party.id == who.id && (who.id.is_some() || party.name == who.name)
            };
            let party = |who: &Participant| {
                let read = known.iter().find(|party| same(who, party)).cloned();
                read.unwrap_or_else(|| Party {
                    name: who.name.clone(),
                    country: who.country.clone(),
                    id: who.id.clone(),
                    text: String::new(),
                    start,
                    end: start,
                })
            };
            all.iter().map(party).collect()
        };
        if let Some(actor) = &self.actor {
            claim.actor = parties(actor);
        }
        if let Some(recipient) = &self.recipient {
            claim.recipient = parties(recipient);
        }
    }
}

/// A decision as it is shown beside its claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Decision {
    /// What was decided.
    pub decision: Verdict,
    /// What the sentence says instead, for an edit.
    pub edit: Option<Edit>,
    /// Why, in somebody's words.
    pub note: Option<String>,
    /// When it was decided.
    pub at: Instant,
    /// Who decided.
    pub who: Option<String>,
}

/// A stretch of clean text with what stands around it: `exact`, `prefix` and `suffix` as in the Web Annotation model's
/// `TextQuoteSelector`, `start` and `end` as in its `TextPositionSelector`, but counted in bytes of UTF-8, as everywhere here.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Selector {
    /// The words.
    pub exact: String,
    /// What stands before them.
    pub prefix: String,
    /// What stands behind them.
    pub suffix: String,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// The words that state the event, and their place.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Words {
    /// The words.
    pub exact: String,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// What was read when it was decided about; for people, and to tell where it is read otherwise now.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct AsRead {
    /// Id of the claim at the time.
    pub id: String,
    /// Keys of who does it.
    pub actor: Vec<String>,
    /// Keys of whom it is done to.
    pub recipient: Vec<String>,
    /// When.
    pub when: Option<Edtf>,
    /// How it is said.
    pub status: Status,
}

impl AsRead {
    /// What is read of a claim now.
    #[must_use]
    pub fn of(claim: &Claim) -> Self {
        let keys = |parties: &[Party]| parties.iter().map(key_of).collect();
        Self {
            id: claim.id.clone(),
            actor: keys(&claim.actor),
            recipient: keys(&claim.recipient),
            when: claim.when.clone(),
            status: claim.status,
        }
    }

    /// Whether the same is read, under whatever number.
    #[must_use]
    pub fn says_the_same(&self, other: &Self) -> bool {
        (&self.actor, &self.recipient, &self.when, self.status)
            == (&other.actor, &other.recipient, &other.when, other.status)
    }
}

/// Which claim was decided about, by what stays when it is read anew.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Target {
    /// Id of the document.
    pub doc: String,
    /// Digest of its source's bytes.
    pub digest: String,
    /// Event class as read at the time.
    pub class: String,
    /// The quote.
    pub quote: Selector,
    /// The words that state the event.
    pub trigger: Words,
    /// What was read.
    pub read: AsRead,
}

impl Target {
    /// What tells two targets apart in the same text: one text states one event of a class at one place.
    pub(crate) fn key(&self) -> (&str, &str, &str, usize, &str) {
        let (doc, digest) = (self.doc.as_str(), self.digest.as_str());
        let place = self.trigger.start;
        (doc, digest, &self.class, place, &self.trigger.exact)
    }
}

/// What a decision means for the chronicle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Ruling {
    /// It is believed, however unsure the reader was.
    Right,
    /// It takes part in nothing.
    Wrong,
    /// It takes part as edited.
    Edited(Box<Edit>),
}

/// A claim with what was decided about it.
#[derive(Debug, Clone, PartialEq)]
pub struct Reviewed {
    /// Which claim.
    pub at: ClaimAt,
    /// As it was read.
    pub claim: Claim,
    /// What was decided, if anything.
    pub decision: Option<Decision>,
    /// Whether parties, date or status are read otherwise now than when it was decided.
    pub read_otherwise: bool,
}

/// Key of a party: its id in the packs, or `~` and the name of one that only documents name.
fn key_of(party: &Party) -> String {
    match &party.id {
        Some(id) => id.clone(),
        None => format!("~{}", party.name),
    }
}
