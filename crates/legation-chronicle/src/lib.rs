//! The chronicle: from what documents claim to what happened, what held from when to when, and where claims cannot all
//! be right.
//!
//! A pure function of claims and of what the packs say ([`World`]): no input or output, no clock, no language. The same
//! claims give the same chronicle in any order, and the chronicle of some affairs is a part of the chronicle of all.

mod affair;
mod cluster;
mod context;
mod coparties;
mod date;
mod disagree;
mod dyads;
mod events;
mod facts;
mod ident;
mod period;
mod rivals;
mod segments;
mod series;
mod sides;
mod signs;
mod spells;
mod tally;
#[cfg(test)]
mod testing;
mod tie_days;
mod ties;
mod triads;
mod turning;
mod world;

pub use affair::{Affair, Affairs, Part};
pub use context::Context;
pub use dyads::{
    Coverage, DyadOptions, DyadSources, DyadState, DyadYear, DyadYears, Flow, Unplaced,
};
pub use events::Account;
pub use facts::{ActorKey, Count, DateKey, DocKey, Facts, FactsBuilder, NewFact, WordKey};
pub use period::{Grain, Period};
pub use series::{Known, Series, SeriesOptions, series};
pub use sides::{NumberedState, NumberedStates, Side};
pub use signs::{Edge, Ground, Sign, TriadRules};
pub use tally::{Cell, Direction, Row, Tally};
pub use tie_days::TieDays;
pub use ties::existence_by_packs;
pub use triads::{Triad, unbalanced_triads};
pub use turning::{Measure, TurningOptions, TurningPoint, turning_points};
pub use world::{AgreementRule, ClassRule, KnownActor, TieRule, World};
