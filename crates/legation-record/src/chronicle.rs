//! The chronicle in the record: written affair by affair, brought up to date where documents changed, and asked.

mod ask;
mod bearing;
mod check;
mod cite;
mod decided;
mod source;
mod write;

pub use ask::{EventFilter, Stored, TieFilter};
pub use bearing::Bearing;
pub use cite::Citation;
pub use decided::{DocumentDecisions, Followed};
pub use source::Source;
pub use write::{Changes, ChronicleWriter, NewAccount};

use legation_model::{ClaimAt, DateRule};

/// Number of a date rule in the column `date_rule`.
fn date_rule_number(rule: DateRule) -> i64 {
    match rule {
        DateRule::None => 0,
        DateRule::Only => 1,
        DateRule::MostPrecise => 2,
        DateRule::MostTrusted => 3,
    }
}

fn date_rule(number: i64) -> DateRule {
    match number {
        1 => DateRule::Only,
        2 => DateRule::MostPrecise,
        3 => DateRule::MostTrusted,
        _ => DateRule::None,
    }
}

/// The columns of a handle.
fn place(at: ClaimAt) -> (i64, i64) {
    (i64::from(at.document), i64::from(at.number))
}
