//! The addresses below `/api/v1`, one module a thing that is asked for.
//!
//! Each handler says what its address takes and gives (the description is made from that), reads the query into a type of
//! its own, asks the front library, and hands a wire type back.

mod actors;
mod changes;
pub(crate) mod claims;
mod disagreements;
mod documents;
mod events;
mod meta;
mod on;
mod overview;
mod pair;
mod review;
mod search;
mod ties;

use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{app::App, failure::Failure};

/// Where the API begins.
pub(crate) const PREFIX: &str = "/api/v1";

/// All addresses of the API.
pub(crate) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(meta::meta))
        .routes(routes!(overview::overview))
        .routes(routes!(actors::actors))
        .routes(routes!(actors::actor))
        .routes(routes!(pair::pair))
        .routes(routes!(events::event))
        .routes(routes!(ties::tie))
        .routes(routes!(on::on))
        .routes(routes!(changes::changes))
        .routes(routes!(documents::documents))
        .routes(routes!(documents::document))
        .routes(routes!(documents::export))
        .routes(routes!(claims::claims))
        .routes(routes!(claims::claim))
        .routes(routes!(search::search))
        .routes(routes!(disagreements::disagreements))
        .routes(routes!(review::queue))
        .routes(routes!(review::summary))
        .routes(routes!(review::export))
        .routes(routes!(review::decide))
        .routes(routes!(review::undo))
        .routes(routes!(review::redo))
}

/// The one part of a path that changes from thing to thing: a key or an id, whatever characters it is made of.
#[derive(Debug, Clone)]
pub(crate) struct Id(pub(crate) String);

impl<S: Send + Sync> FromRequestParts<S> for Id {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Failure> {
        let path = Path::<String>::from_request_parts(parts, state).await;
        path.map(|Path(id)| Self(id)).map_err(|_| {
            Failure::bad("bad-path", "the address holds bytes that are no text")
                .with_hint("percent-encode the id as UTF-8, `/` as %2F")
        })
    }
}
