//! Claims: by id, by filter, and one with what stands around it and rests on it.

use axum::{extract::State, response::Response};
use legation::{ClaimCards, ClaimFilter, actor_groups, claim_page};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::{
    api::Id,
    app::{App, Asked},
    ask::{Ask, days_between, listed, some},
    failure::Failure,
    limits, shape,
    wire::{ClaimList, ClaimPage},
};

/// Which claims.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ClaimsQuery {
    /// The claims of these ids, in this order; ids of no claim are left out, and no other filter is looked at
    #[serde(default, deserialize_with = "ids")]
    ids: Vec<String>,
    /// Only claims that each of these actors takes part in, by key
    #[serde(default, deserialize_with = "listed")]
    actor: Vec<String>,
    /// Only what may have happened on this date or later (`1955`, `1955-03`, `1955-03-05`)
    #[serde(default, deserialize_with = "some")]
    from: Option<String>,
    /// Only what may have happened on this date or earlier
    #[serde(default, deserialize_with = "some")]
    to: Option<String>,
    /// Only claims of these classes
    #[serde(default, deserialize_with = "listed")]
    class: Vec<String>,
    /// Only claims of these statuses
    #[serde(default, deserialize_with = "listed")]
    status: Vec<String>,
    /// Only claims of sentences in these languages
    #[serde(default, deserialize_with = "listed")]
    lang: Vec<String>,
    /// Only claims of these documents
    #[serde(default)]
    doc: Vec<String>,
    /// Only claims of this confidence or more, 0 to 1
    min_confidence: Option<f64>,
    /// How many at most
    limit: Option<usize>,
    /// What `next` of the page before says
    #[serde(default, deserialize_with = "some")]
    cursor: Option<String>,
}

/// Ids, given several times or with commas between them.
fn ids<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Vec<String>, D::Error> {
    let values = Vec::<String>::deserialize(from)?;
    let ids = values.iter().flat_map(|value| value.split(','));
    Ok(ids.filter(|id| !id.is_empty()).map(str::to_owned).collect())
}

/// Claims by id, or those that a filter lets through in order of document and place.
#[utoipa::path(get, path = "/claims", tag = "claims", params(ClaimsQuery),
    responses((status = OK, body = ClaimList)))]
pub(crate) async fn claims(State(app): State<App>, asked: Asked) -> Response {
    app.answer(asked, list).await
}

fn list(ask: &Ask<'_>) -> Result<ClaimList, Failure> {
    let query: ClaimsQuery = ask.query()?;
    if !query.ids.is_empty() {
        return by_id(ask, &query.ids);
    }
    let page = ask.page(query.limit, query.cursor.as_deref())?;
    let (from, to) = days_between(query.from.as_deref(), query.to.as_deref())?;
    if query
        .min_confidence
        .is_some_and(|least| !(0.0..=1.0).contains(&least))
    {
        return Err(Failure::bad(
            "bad-confidence",
            "`min_confidence` is from 0 to 1",
        ));
    }
    let filter = ClaimFilter {
        actors: actor_groups(&ask.actors(&query.actor)?),
        from,
        to,
        classes: ask.classes(query.class)?,
        statuses: ask.statuses(&query.status)?,
        langs: query.lang,
        docs: ask.docs(query.doc)?,
        min_confidence: query.min_confidence,
        limit: Some(page.limit),
        offset: page.offset,
        ..ClaimFilter::default()
    };
    let total = ask.record.count_claims(&filter)?;
    let mut cast = ask.cast();
    let mut cards = ClaimCards::new(ask.record, ask.packs);
    let items = ask
        .record
        .claims(&filter)?
        .map(|claim| Ok(shape::claim(cards.card(claim?)?, &mut cast)))
        .collect::<Result<_, Failure>>()?;
    Ok(ClaimList {
        items,
        next: page.next(total),
        total: Some(total),
        actors: cast.finish(),
    })
}

fn by_id(ask: &Ask<'_>, ids: &[String]) -> Result<ClaimList, Failure> {
    if ids.len() > limits::MAX_IDS {
        return Err(Failure::bad(
            "too-many-ids",
            format!(
                "at most {} claims are given by id, not {}",
                limits::MAX_IDS,
                ids.len()
            ),
        )
        .with_hint("ask several times"));
    }
    let mut places = Vec::with_capacity(ids.len());
    for id in ids {
        places.extend(ask.record.claim_places(id)?.first().copied());
    }
    let mut cast = ask.cast();
    Ok(ClaimList {
        total: Some(places.len()),
        items: shape::claims(ask, &places, &mut cast)?,
        next: None,
        actors: cast.finish(),
    })
}

/// A claim with the sentences around it, the event that it is part of, and the ties and disagreements that rest on it.
#[utoipa::path(get, path = "/claims/{id}", tag = "claims",
    params(("id" = String, Path, description = "Id of the claim")),
    responses((status = OK, body = ClaimPage)))]
pub(crate) async fn claim(State(app): State<App>, Id(id): Id, asked: Asked) -> Response {
    app.answer(asked, move |ask| tell(ask, &id)).await
}

fn tell(ask: &Ask<'_>, id: &str) -> Result<ClaimPage, Failure> {
    ask.no_query()?;
    let Some(page) = claim_page(&ask.chronicle(), id)? else {
        return Err(unknown_claim(id));
    };
    let mut cast = ask.cast();
    Ok(ClaimPage {
        claim: shape::claim(page.card, &mut cast),
        event: page.event,
        ties: page.ties,
        disagreements: page.disagreements,
        before: page.before,
        after: page.after,
        actors: cast.finish(),
    })
}

/// There is no such claim.
pub(crate) fn unknown_claim(id: &str) -> Failure {
    Failure::unknown("unknown-claim", format!("there is no claim `{id}`")).with_hint(
        "ids of claims change where a document is read anew; look for its words in the search",
    )
}
