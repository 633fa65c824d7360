//! What many answers share: dates, actors, and the words that the model names things by.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A date, and the days that it spans.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct When {
    /// The value as EDTF (ISO 8601-2).
    pub(crate) edtf: String,
    /// Earliest day, `1961-12-03`; null where that side is open or unknown.
    pub(crate) first: Option<String>,
    /// Latest day.
    pub(crate) last: Option<String>,
}

impl From<&legation::Edtf> for When {
    fn from(value: &legation::Edtf) -> Self {
        let bounds = value.bounds();
        Self {
            edtf: value.to_string(),
            first: bounds.first.map(|day| day.to_string()),
            last: bounds.last.map(|day| day.to_string()),
        }
    }
}

/// An enum of the model with its schema: the same variants under the same names.
macro_rules! mirrored {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
        #[serde(rename_all = "kebab-case")]
        pub(crate) enum $name {
            $($(#[$variant_doc])* $variant),*
        }

        impl From<legation::$name> for $name {
            fn from(value: legation::$name) -> Self {
                match value {
                    $(legation::$name::$variant => Self::$variant),*
                }
            }
        }

        impl From<$name> for legation::$name {
            fn from(value: $name) -> Self {
                match value {
                    $($name::$variant => Self::$variant),*
                }
            }
        }
    };
}

mirrored! {
    /// Whether something holds at a time.
    Holding {
        /// Whatever the dates that are left open.
        Certain,
        /// For some of them.
        Possible,
        /// For none.
        No,
    }
}

mirrored! {
    /// The quadrants that event data are summed by.
    Quad { VerbalCooperation, MaterialCooperation, VerbalConflict, MaterialConflict }
}

mirrored! {
    /// How a document says what it says.
    Status {
        /// In its own voice: it happened.
        Asserted,
        /// Somebody is said to say so.
        Attributed,
        /// Wanted, demanded, feared, tried.
        Planned,
        /// Said not to have happened.
        Denied,
    }
}

mirrored! {
    /// What kind of tie.
    TieKind {
        DiplomaticRelations, Membership, Party, Alliance, Office, Presence, Hostilities, Existence,
    }
}

mirrored! {
    /// What a party is in a tie.
    TieRole { Party, Member, Organization, Agreement, Holder, Body, Sender, Host }
}

/// An actor as others name it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct ActorCard {
    /// Id in the packs, or `~` and the name for one that only documents name.
    pub(crate) key: String,
    /// Usual English name, or the name as documents write it.
    pub(crate) name: String,
    /// Usual name by BCP 47 tag, where the packs have one.
    pub(crate) names: BTreeMap<String, String>,
    /// What it is; null for one that only documents name.
    pub(crate) kind: Option<String>,
    /// Code of the state that it is or acts for.
    pub(crate) country: Option<String>,
}

/// The actors that an answer names, by key, each once.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, ToSchema)]
#[serde(transparent)]
pub(crate) struct Actors(pub(crate) BTreeMap<String, ActorCard>);

/// What a stretch of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum MarkKind {
    /// The words that state a claim.
    Quote,
    /// The words that state its event.
    Trigger,
    /// Those of its date.
    When,
    /// Who does it.
    Actor,
    /// To whom.
    Recipient,
    /// A name of an actor.
    Mention,
    /// A time expression.
    Time,
    /// A sentence.
    Sentence,
    /// A word that was searched for.
    Hit,
}

/// A marked stretch of text. Offsets are UTF-16 code units of the string that it comes with.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, ToSchema)]
pub(crate) struct Mark {
    /// First code unit.
    pub(crate) start: usize,
    /// One past the last.
    pub(crate) end: usize,
    /// What it is.
    pub(crate) kind: MarkKind,
    /// The actor's key, the claim's id, or the date as EDTF.
    #[serde(rename = "ref")]
    pub(crate) reference: Option<String>,
}
