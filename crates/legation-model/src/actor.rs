//! Actors: who takes part in relations.

use serde::{Deserialize, Serialize};

use crate::Edtf;

/// What an actor is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ActorKind {
    /// A state, also one that no longer exists or that few recognize.
    State,
    /// A government, ministry, parliament, army or other body of a state.
    Body,
    /// A political party.
    Party,
    /// An intergovernmental or other international organization.
    Organization,
    /// An alliance or bloc.
    Alliance,
    /// A movement, militia, people or other group.
    Movement,
    /// A person.
    Person,
    /// A treaty, pact or declaration: a thing with parties.
    Agreement,
}

/// An office that a person held.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Office {
    /// Its usual English name: "Prime Minister".
    pub name: String,
    /// ISO 3166 code of the state it acts for, or `IGO` or `INT` (see [`Actor::country`]).
    pub country: String,
    /// From when.
    pub from: Option<Edtf>,
    /// Until when.
    pub to: Option<Edtf>,
}

/// An actor as the packs know it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// Id in the packs: kebab-case, stable (`soviet-union`, `warsaw-pact`, `nikita-khrushchev`).
    pub id: String,
    /// What it is.
    pub kind: ActorKind,
    /// Usual English name.
    pub name: String,
    /// ISO 3166-1 alpha-3 code of the state that it is or acts for, an ISO 3166-3 one for states that ended
    /// (`SUN`, `YUG`, `CSK`, `DDR`), `KSV` for Kosovo, `IGO` for an intergovernmental organization or bloc,
    /// `INT` for anything else that stands for no one state.
    pub country: String,
    /// Since when it exists (a person: born or first in office).
    pub from: Option<Edtf>,
    /// Until when.
    pub to: Option<Edtf>,
    /// Offices, for persons.
    pub offices: Vec<Office>,
}
