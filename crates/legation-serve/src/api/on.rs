//! What held on a day.

use std::collections::BTreeMap;

use axum::{extract::State, response::Response};
use legation::{LeftOut, last_day};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::{
    app::{App, Asked},
    ask::{Ask, dated, days_of, listed, some},
    failure::Failure,
    shape::Ties,
    wire::{DayPage, Days, HeldTie, LeftOutCount, Node},
};

/// Which day, and what of it.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct DayQuery {
    /// A day; a month or year asks for what held at any time of it
    date: String,
    /// Only ties of these actors, by key
    #[serde(default, deserialize_with = "listed")]
    actor: Vec<String>,
    /// Only ties of these kinds
    #[serde(default, deserialize_with = "listed")]
    kind: Vec<String>,
    /// Answer from documents published by this day alone
    #[serde(default, deserialize_with = "some")]
    said_by: Option<String>,
    /// Answer as if these documents, publishers or claims did not exist
    #[serde(default)]
    without: Vec<String>,
}

/// What held on a day: each tie certain or possible, and their parties as a network.
#[utoipa::path(get, path = "/on", tag = "chronicle", params(DayQuery),
    responses((status = OK, body = DayPage)))]
pub(crate) async fn on(State(app): State<App>, asked: Asked) -> Response {
    app.answer(asked, tell).await
}

fn tell(ask: &Ask<'_>) -> Result<DayPage, Failure> {
    let query: DayQuery = ask.query()?;
    let days = days_of("date", &query.date)?;
    let actors = ask.actors(&query.actor)?;
    let kinds = ask.tie_kinds(&query.kind)?;
    let said_by = query.said_by.as_deref();
    let left_out = LeftOut {
        said_by: said_by
            .map(|text| dated("said_by", last_day(text)))
            .transpose()?,
        without: query
            .without
            .into_iter()
            .filter(|name| !name.is_empty())
            .collect(),
    };
    let chronicle = match left_out.is_empty() {
        true => ask.chronicle(),
        false => ask.edition.without(ask.record, ask.packs, &left_out)?,
    };
    let held = chronicle.on(days, &actors, &kinds)?;
    let ties = held.iter().map(|held| &held.tie);
    let ties = match left_out.is_empty() {
        true => Ties::new(ask, ties)?,
        false => Ties::of(ask, &chronicle, ties)?,
    };
    let mut cast = ask.cast();
    let ties: Vec<HeldTie> = held
        .iter()
        .map(|held| HeldTie {
            tie: ties.tie(&held.tie, &mut cast),
            holding: held.holding.into(),
        })
        .collect();
    let mut degrees: BTreeMap<&str, usize> = BTreeMap::new();
    for party in ties.iter().flat_map(|held| &held.tie.parties) {
        *degrees.entry(&party.key).or_default() += 1;
    }
    let nodes = degrees.into_iter().map(|(key, degree)| Node {
        key: key.to_owned(),
        degree,
    });
    let nodes = nodes.collect();
    let years = ask.edition.tie_years(&ask.chronicle())?;
    Ok(DayPage {
        date: Days {
            first: days.0.to_string(),
            last: days.1.to_string(),
        },
        ties,
        nodes,
        actors: cast.finish(),
        first_year: years.map(|(first, _)| first),
        last_year: years.map(|(_, last)| last),
        left_out: chronicle
            .told()
            .filter(|_| !left_out.is_empty())
            .map(|told| LeftOutCount {
                claims: told.claims_left_out,
                undated: told.undated,
            }),
    })
}
