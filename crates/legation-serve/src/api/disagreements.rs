//! Where claims cannot all be right.

use axum::{extract::State, response::Response};
use legation::DisagreementKind;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::{
    app::{App, Asked},
    ask::{Ask, listed, some},
    failure::Failure,
    shape::disagreement_cards,
    wire::DisagreementList,
};

/// Which disagreements.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct DisagreementsQuery {
    /// Only those that each of these actors takes part in, by key
    #[serde(default, deserialize_with = "listed")]
    actor: Vec<String>,
    /// Only these kinds: `date`, `polarity`, `role`, `number`, `sequence`, `narrative`
    #[serde(default, deserialize_with = "listed")]
    kind: Vec<String>,
    /// Only those with these ids
    #[serde(default, deserialize_with = "listed")]
    id: Vec<String>,
    /// How many at most
    limit: Option<usize>,
    /// What `next` of the page before says
    #[serde(default, deserialize_with = "some")]
    cursor: Option<String>,
}

/// Disagreements with their claims and the ties that hang on them, by kind.
#[utoipa::path(get, path = "/disagreements", tag = "chronicle", params(DisagreementsQuery),
    responses((status = OK, body = DisagreementList)))]
pub(crate) async fn disagreements(State(app): State<App>, asked: Asked) -> Response {
    app.answer(asked, list).await
}

fn list(ask: &Ask<'_>) -> Result<DisagreementList, Failure> {
    let query: DisagreementsQuery = ask.query()?;
    let page = ask.page(query.limit, query.cursor.as_deref())?;
    let kinds = query
        .kind
        .iter()
        .map(|name| name.parse())
        .collect::<Result<Vec<DisagreementKind>, _>>()
        .map_err(|error| {
            let known = DisagreementKind::ALL
                .map(DisagreementKind::as_str)
                .join(", ");
            Failure::bad("bad-kind", error.to_string()).with_hint(&format!("write one of {known}"))
        })?;
    let mut found = ask
        .chronicle()
        .disagreements(&ask.actors(&query.actor)?, &kinds)?;
    if !query.id.is_empty() {
        found.retain(|told| query.id.contains(&told.id));
    }
    let mut cast = ask.cast();
    Ok(DisagreementList {
        items: disagreement_cards(ask, page.of(&found), &mut cast)?,
        next: page.next(found.len()),
        total: found.len(),
        actors: cast.finish(),
    })
}
