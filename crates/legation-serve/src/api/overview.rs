//! What the record holds, in figures.

use axum::{extract::State, response::Response};

use crate::{
    app::{App, Asked},
    ask::Ask,
    failure::Failure,
    wire::{ActorCount, LanguageCount, Overview, OverviewCounts, PairCount, YearCount},
};

/// What the record holds: how much, of which years and languages, and between whom most is told.
#[utoipa::path(get, path = "/overview", tag = "record", responses((status = OK, body = Overview)))]
pub(crate) async fn overview(State(app): State<App>, asked: Asked) -> Response {
    app.answer(asked, tell).await
}

fn tell(ask: &Ask<'_>) -> Result<Overview, Failure> {
    let told = legation::overview(&ask.chronicle(), &ask.edition.actors)?;
    let mut cast = ask.cast();
    let counts = told.counts;
    Ok(Overview {
        counts: OverviewCounts {
            documents: counts.documents,
            sentences: counts.sentences,
            claims: counts.claims,
            mentions: counts.mentions,
            actors: counts.actors,
            events: counts.events,
            ties: counts.ties,
            disagreements: counts.disagreements,
        },
        languages: told
            .languages
            .into_iter()
            .map(|of| LanguageCount {
                lang: of.lang,
                documents: of.documents,
                claims: of.claims,
            })
            .collect(),
        first_year: told.first_year,
        last_year: told.last_year,
        years: told
            .years
            .into_iter()
            .map(|of| YearCount {
                year: of.year,
                claims: of.claims,
                cooperative: of.cooperative,
                conflictual: of.conflictual,
            })
            .collect(),
        undated: told.undated,
        pairs: told
            .pairs
            .into_iter()
            .map(|pair| PairCount {
                a: cast.of_key(&pair.a),
                b: cast.of_key(&pair.b),
                claims: pair.claims,
                cooperative: pair.cooperative,
                conflictual: pair.conflictual,
                first_year: pair.first_year,
                last_year: pair.last_year,
            })
            .collect(),
        top_actors: told
            .top_actors
            .into_iter()
            .map(|(key, claims)| ActorCount {
                key: cast.of_key(&key),
                claims,
            })
            .collect(),
        actors: cast.finish(),
    })
}
