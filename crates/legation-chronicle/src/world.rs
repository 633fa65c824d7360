//! What the packs say that the chronicle needs: effects of event classes, rules of ties, dates of actors.
//!
//! Plain data that comes in as an argument; nothing here knows a language or reads a file.

use std::collections::{BTreeMap, BTreeSet};

use legation_model::{ActorKind, Edtf, TieKind};

/// What an event class does.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ClassRule {
    /// Weight on Goldstein's conflict-cooperation scale, -10 to 10.
    pub goldstein: f64,
    /// Whether the sides are alike: who is named first means nothing.
    pub symmetric: bool,
    /// Whether it can be told once only of the same parties as long as nothing undoes it: founding, joining, dying. What
    /// is not (meetings, accusations) happens over and over, and two dates are two events.
    pub once: bool,
    /// Kinds of tie that it opens.
    pub opens: Vec<TieKind>,
    /// Kinds of tie that it closes.
    pub closes: Vec<TieKind>,
}

/// How a kind of tie goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TieRule {
    /// Whether it goes on until something ends it, as law does; if not, it is certain only as long as claims show it, as
    /// fighting is.
    pub persists: bool,
    /// Whether a date of two ends is the time that it lasted, not a doubt about when it began.
    pub lasting: bool,
}

/// What a kind of agreement does besides binding its parties.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AgreementRule {
    /// Kinds of one family may be names of one agreement: a treaty of friendship, alliance and mutual assistance.
    pub family: Option<String>,
    /// Whether its parties are allies as long as it is in force.
    pub opens_alliance: bool,
    /// Whether it ends the fighting between its parties.
    pub closes_hostilities: bool,
}

/// An actor as the packs know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownActor {
    /// What it is.
    pub kind: ActorKind,
    /// Usual English name.
    pub name: String,
    /// Country code as in [`legation_model::Actor::country`].
    pub country: String,
    /// Since when it exists; a person: born or first in office.
    pub from: Option<Edtf>,
    /// Until when.
    pub to: Option<Edtf>,
    /// The state that came after it.
    pub successor: Option<String>,
    /// What kind of agreement it is, for an agreement.
    pub agreement: Option<String>,
}

/// What the packs say that the chronicle needs.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct World {
    /// Event classes by name.
    pub classes: BTreeMap<String, ClassRule>,
    /// Rules of ties by kind.
    pub ties: BTreeMap<TieKind, TieRule>,
    /// Rules of kinds of agreement by name.
    pub agreements: BTreeMap<String, AgreementRule>,
    /// Actors by id.
    pub actors: BTreeMap<String, KnownActor>,
    /// Names of one office: each name with the first of its group.
    pub same_offices: BTreeMap<String, String>,
    /// Offices that several people hold at a time ("Ambassador").
    pub shared_offices: BTreeSet<String>,
}

impl World {
    /// Whether several people hold an office at a time. What is not known to be shared is not.
    pub(crate) fn is_shared_office(&self, office: &str) -> bool {
        self.shared_offices.contains(office)
    }
}
