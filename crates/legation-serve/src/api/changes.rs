//! What is different on another day.

use axum::{extract::State, response::Response};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::{
    app::{App, Asked},
    ask::{Ask, days_of, listed},
    failure::Failure,
    shape::Ties,
    wire::{Change, ChangesPage},
};

/// Which days, and what of them.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ChangesQuery {
    /// The first day, month or year
    from: String,
    /// The second
    to: String,
    /// Only ties of these actors, by key
    #[serde(default, deserialize_with = "listed")]
    actor: Vec<String>,
    /// Only ties of these kinds
    #[serde(default, deserialize_with = "listed")]
    kind: Vec<String>,
}

/// What changed between two days: ties that began, ended, or became more or less sure.
#[utoipa::path(get, path = "/changes", tag = "chronicle", params(ChangesQuery),
    responses((status = OK, body = ChangesPage)))]
pub(crate) async fn changes(State(app): State<App>, asked: Asked) -> Response {
    app.answer(asked, tell).await
}

fn tell(ask: &Ask<'_>) -> Result<ChangesPage, Failure> {
    let query: ChangesQuery = ask.query()?;
    let (before, after) = (days_of("from", &query.from)?, days_of("to", &query.to)?);
    let actors = ask.actors(&query.actor)?;
    let kinds = ask.tie_kinds(&query.kind)?;
    let chronicle = ask.chronicle();
    let changes = legation::changes(
        &chronicle.on(before, &actors, &kinds)?,
        &chronicle.on(after, &actors, &kinds)?,
    );
    let ties = Ties::new(ask, changes.iter().map(|change| &change.tie))?;
    let mut cast = ask.cast();
    let changes = changes.iter().map(|change| Change {
        tie: ties.tie(&change.tie, &mut cast),
        before: change.before.into(),
        after: change.after.into(),
    });
    Ok(ChangesPage {
        changes: changes.collect(),
        actors: cast.finish(),
    })
}
