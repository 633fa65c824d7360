//! One event with all that tells of it.

use axum::{extract::State, response::Response};
use legation::EventFilter;

use crate::{
    api::Id,
    app::{App, Asked},
    ask::Ask,
    failure::Failure,
    shape::{claims, event_marks},
    wire::EventPage,
};

/// An event with the claims about it.
#[utoipa::path(get, path = "/events/{id}", tag = "chronicle",
    params(("id" = String, Path, description = "Id of the event")),
    responses((status = OK, body = EventPage)))]
pub(crate) async fn event(State(app): State<App>, Id(id): Id, asked: Asked) -> Response {
    app.answer(asked, move |ask| tell(ask, &id)).await
}

fn tell(ask: &Ask<'_>, id: &str) -> Result<EventPage, Failure> {
    ask.no_query()?;
    let mut found = ask.chronicle().events(&EventFilter {
        id: Some(id.to_owned()),
        ..EventFilter::default()
    })?;
    found.truncate(1);
    let Some(event) = found.first() else {
        return Err(
            Failure::unknown("unknown-event", format!("there is no event `{id}`")).with_hint(
                "ids of events change where the record does; look for it from the pair again",
            ),
        );
    };
    let mut cast = ask.cast();
    let claims = claims(ask, &event.claims, &mut cast)?;
    let date_rule = event.date_rule.as_str().to_owned();
    let mark = event_marks(ask.record, found, ask.packs, &mut cast)?.pop();
    Ok(EventPage {
        event: mark.ok_or_else(Failure::stale)?,
        date_rule,
        claims,
        actors: cast.finish(),
    })
}
