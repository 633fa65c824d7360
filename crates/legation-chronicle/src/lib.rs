//! The chronicle: from what documents claim to what happened, what held from when to when, and where claims cannot all
//! be right.
//!
//! A pure function of claims and of what the packs say ([`World`]): no input or output, no clock, no language. The same
//! claims give the same chronicle in any order, and the chronicle of some affairs is a part of the chronicle of all.

mod affair;
mod cluster;
mod context;
mod date;
mod facts;
mod period;
mod ident;
mod rivals;
mod segments;
mod series;
mod sides;
mod spells;
mod tally;
#[cfg(test)]
mod testing;
mod turning;
mod ties;
mod world;

pub use affair::{Affair, Part};
pub use context::Context;
pub use facts::{ActorKey, Count, DateKey, DocKey, Facts, FactsBuilder, NewFact, WordKey};
pub use period::{Grain, Period};
pub use series::{Known, Series, SeriesOptions, series};
pub use sides::{NumberedState, NumberedStates, Side};
pub use tally::{Cell, Direction, Row, Tally};
pub use turning::{Measure, TurningOptions, TurningPoint, turning_points};
pub use world::{AgreementRule, ClassRule, KnownActor, TieRule, World};
