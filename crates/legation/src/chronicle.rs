//! The chronicle of a record: making it, bringing it up to date, and what it answers.
//!
//! `legation-chronicle` tells what follows from claims; this module feeds it from the record and the packs, on all cores, and
//! keeps the result in the record.

mod answer;
mod gather;
mod left_out;
mod rules;
mod update;
mod view;

pub use answer::{Change, Chronicle, Held, changes};
pub use left_out::{LeftOut, Told};
pub use update::{ChronicleSummary, update_chronicle};
pub use view::{ClaimView, DisagreementView, EventHead, EventView, Inferred, TieView, Viewer};
