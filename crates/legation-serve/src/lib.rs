//! The server: the JSON API under `/api/v1`, its documentation at `/api`, and the page's files.
//!
//! It translates: questions come in over HTTP, the front library answers them, and what it says goes out as JSON. It
//! changes nothing; only decisions of the user about claims are written, and only where it was started for that.

mod api;
mod app;
mod ask;
mod cast;
mod connections;
mod described;
mod edition;
mod failure;
pub mod limits;
mod openapi;
mod page;
mod pool;
mod rendered;
mod security;
mod server;
mod shape;
mod wire;

pub use app::Say;
pub use server::{DEFAULT_PORT, Options, ServeError, Server, description, router};
