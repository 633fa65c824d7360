//! Packs: the data that lets Legation read a language or know a set of actors.
//!
//! This crate parses, checks and compiles packs. It does no input or output: the contents of the files come
//! in as a [`PackFiles`]. It knows no language by itself; everything that does is in `packs/`.

mod actors;
mod agreements;
mod cases;
mod check;
mod classes;
mod files;
mod fold;
mod frames;
mod language;
mod lexicon;
mod nouns;
mod quantities;
pub mod time;
mod weights;

pub use actors::{
    ActorEntry, ActorId, Actors, Holds, NameKind, NameLists, Named, Period, PlaceEntry, PlaceId,
    PlaceKind, Stand,
};
pub use agreements::{AgreementKind, AgreementKinds};
pub use cases::{
    Case, CaseFile, Checks, ClaimPattern, Expectation, Expected, PartyPattern, WhenPattern,
};
pub use check::check;
pub use classes::{Class, ClassId, Classes, TieKindRule};
pub use files::{PackError, PackFiles};
pub use fold::{Folded, Folder, Token, TokenKind};
pub use frames::{Frame, Frames, Kinds, PrepGroup, PrepId, Prepositions, SetId, Slot, Sort};
pub use language::{Citing, Language, Prefix};
pub use lexicon::{Item, Lexicon, Mood, PrefixId, PrefixInfo, Scratch, Sense, WordClass};
pub use nouns::{Body, BodyKind, Cue, Nouns, OfficeNoun, Title};
pub use quantities::{QuantityHit, QuantityPack, QuantityRole};
pub use weights::{Calibration, Weights};
