//! Packs: the data that lets Legation read a language or know a set of actors.
//!
//! This crate parses, checks and compiles packs. It does no input or output: the contents of the files come
//! in as a [`PackFiles`]. It knows no language by itself; everything that does is in `packs/`.

mod actors;
mod files;
mod fold;
mod language;

pub use actors::{
    ActorEntry, ActorId, Actors, Holds, NameKind, NameLists, Named, Period, PlaceEntry, PlaceId,
    PlaceKind, Stand,
};
pub use files::{PackError, PackFiles};
pub use fold::{Folded, Folder, Token, TokenKind};
pub use language::{Language, Prefix};
