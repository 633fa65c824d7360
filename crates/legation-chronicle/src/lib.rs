//! The chronicle: from what documents claim to what happened, what held from when to when, and where claims cannot all
//! be right.
//!
//! A pure function of claims and of what the packs say ([`World`]): no input or output, no clock, no language. The same
//! claims give the same chronicle in any order, and the chronicle of some affairs is a part of the chronicle of all.

mod world;

pub use world::{ClassRule, KnownActor, TieRule, World};
