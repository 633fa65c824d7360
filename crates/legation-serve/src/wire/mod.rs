//! What goes over the wire: the JSON of every answer, as types whose names and keys are the contract with the page.
//!
//! `docs/openapi.json` is made from these. They hold plain values and no logic; `crate::shape` fills them.

mod actor;
mod claim;
mod day;
mod disagreement;
mod document;
mod meta;
mod overview;
mod pair;
mod problem;
mod review;
mod search;
mod shared;
mod tie;

pub(crate) use actor::*;
pub(crate) use claim::*;
pub(crate) use day::*;
pub(crate) use disagreement::*;
pub(crate) use document::*;
pub(crate) use meta::*;
pub(crate) use overview::*;
pub(crate) use pair::*;
pub(crate) use problem::*;
pub(crate) use review::*;
pub(crate) use search::*;
pub(crate) use shared::*;
pub(crate) use tie::*;
