//! The chronicle of a record: making it, bringing it up to date, and what it answers.
//!
//! `legation-chronicle` tells what follows from claims; this module feeds it from the record and the packs, on all cores, and
//! keeps the result in the record.

mod answer;
mod cited;
mod disputes;
mod dyads;
mod gather;
mod labels;
mod left_out;
mod pair;
mod pictures;
mod rules;
mod series;
mod triads;
mod update;
mod view;

pub use answer::{Change, Chronicle, Held, actor_groups, changes};
pub use disputes::Disputes;
pub use dyads::{
    Direction, DyadCoverage, DyadQuestion, DyadRow, DyadSummary, StateCodes, StateNumbers, TieYear,
    dyad_years,
};
pub use left_out::{LeftOut, Told};
pub use pair::{
    PairQuestion, PairTurn, PairView, PairYear, SourcedEvent, pair_between, silent_years, sourced,
};
pub use pictures::{
    PictureQuestion, picture_languages, picture_of_actor, picture_of_day, picture_of_pair,
    picture_png,
};
pub use series::{
    Figures, SeriesQuestion, SeriesRow, TurningView, series_between, turning_points_between,
};
pub use triads::{EdgeView, GroundView, TriadView, triads_on};
pub use update::{ChronicleSummary, is_current, update_chronicle, update_following};
pub use view::{ClaimView, DisagreementView, EventHead, EventView, Inferred, TieView, Viewer};
