//! One spell of a tie with its evidence.

use axum::{extract::State, response::Response};
use legation::{ClaimAt, Disagreement};

use crate::{
    api::Id,
    app::{App, Asked},
    ask::Ask,
    failure::Failure,
    shape::{Ties, claims, disagreement_cards},
    wire::TiePage,
};

/// A tie with the claims that open, close and show it, and the disagreements that hang on it.
#[utoipa::path(get, path = "/ties/{id}", tag = "chronicle",
    params(("id" = String, Path, description = "Id of the tie")),
    responses((status = OK, body = TiePage)))]
pub(crate) async fn tie(State(app): State<App>, Id(id): Id, asked: Asked) -> Response {
    app.answer(asked, move |ask| tell(ask, &id)).await
}

fn tell(ask: &Ask<'_>, id: &str) -> Result<TiePage, Failure> {
    ask.no_query()?;
    let chronicle = ask.chronicle();
    let found = chronicle.tie(id)?;
    let Some(tie) = found else {
        return Err(
            Failure::unknown("unknown-tie", format!("there is no tie `{id}`")).with_hint(
                "ids of ties change where the record does; look for it from the pair again",
            ),
        );
    };
    let mut cast = ask.cast();
    let shaped = Ties::new(ask, [&tie])?;
    let cited: Vec<ClaimAt> = tie.claims().copied().collect();
    let about: Vec<Disagreement> = {
        let ids = ask.edition.disputes(&chronicle)?;
        let ids = ids.of(&tie);
        let all = match ids.is_empty() {
            true => Vec::new(),
            false => chronicle.disagreements(&[], &[])?,
        };
        all.into_iter()
            .filter(|told| ids.contains(told.id.as_str()))
            .collect()
    };
    let claims = claims(ask, &cited, &mut cast)?;
    Ok(TiePage {
        tie: shaped.tie(&tie, &mut cast),
        claims: claims
            .into_iter()
            .map(|claim| (claim.id.clone(), claim))
            .collect(),
        disagreements: disagreement_cards(ask, &about, &mut cast)?,
        actors: cast.finish(),
    })
}
