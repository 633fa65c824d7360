//! What is between two actors.

use axum::{extract::State, response::Response};
use legation::{Known, PairQuestion, SourcedEvent, pair_between, silent_years};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::{
    app::{App, Asked},
    ask::{Ask, days_between, listed, some},
    failure::Failure,
    limits,
    shape::{Ties, disagreement_cards, document_card, event_mark},
    wire::{self, Gap, Grain, PairPage, SeriesPoint, TurningPoint},
};

/// Which pair, and what of it.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct PairQuery {
    /// Key of the one; a name in any language or a code is taken too
    a: String,
    /// Key of the other
    b: String,
    /// Only what may have happened on this date or later (`1955`, `1955-03`, `1955-03-05`)
    #[serde(default, deserialize_with = "some")]
    from: Option<String>,
    /// Only what may have happened on this date or earlier
    #[serde(default, deserialize_with = "some")]
    to: Option<String>,
    /// Only events of these classes
    #[serde(default, deserialize_with = "listed")]
    class: Vec<String>,
    /// Only events of these statuses
    #[serde(default, deserialize_with = "listed")]
    status: Vec<String>,
    /// Only events that are told in one of these languages
    #[serde(default, deserialize_with = "listed")]
    lang: Vec<String>,
    /// Only events that one of these documents tells of
    #[serde(default)]
    doc: Vec<String>,
    /// Only ties of these kinds
    #[serde(default, deserialize_with = "listed")]
    kind: Vec<String>,
}

/// Everything between two actors: ties, events, the yearly series, gaps and disagreements.
#[utoipa::path(get, path = "/pair", tag = "chronicle", params(PairQuery),
    responses((status = OK, body = PairPage)))]
pub(crate) async fn pair(State(app): State<App>, asked: Asked) -> Response {
    app.answer(asked, tell).await
}

fn tell(ask: &Ask<'_>) -> Result<PairPage, Failure> {
    let query: PairQuery = ask.query()?;
    let (a, b) = (ask.actor(&query.a)?, ask.actor(&query.b)?);
    let (from, to) = days_between(query.from.as_deref(), query.to.as_deref())?;
    let question = PairQuestion {
        from,
        to,
        classes: ask.classes(query.class)?,
        statuses: ask.statuses(&query.status)?,
        langs: query.lang,
        docs: ask.docs(query.doc)?,
        kinds: ask.tie_kinds(&query.kind)?,
    };
    let chronicle = ask.chronicle();
    let told = pair_between(&chronicle, ask.world, [&a, &b], &question)?;
    let total_events = told.events.len();
    let undated = told
        .events
        .iter()
        .filter(|event| event.event.when.is_none())
        .count();
    let events = most_confident(told.events, limits::MAX_EVENTS);
    let mut cast = ask.cast();
    let ties = Ties::new(ask, &told.ties)?;
    Ok(PairPage {
        a: cast.found(&a),
        b: cast.found(&b),
        ties: told
            .ties
            .iter()
            .map(|tie| ties.tie(tie, &mut cast))
            .collect(),
        events: events
            .iter()
            .map(|event| event_mark(event, ask.packs, &mut cast))
            .collect(),
        gaps: silent_years(&told.years)
            .into_iter()
            .map(|(from, to)| Gap { from, to })
            .collect(),
        series: told
            .years
            .iter()
            .map(|year| SeriesPoint {
                period: year_text(year.year),
                grain: Grain::Year,
                known: match year.known {
                    Known::NoSource => wire::Known::NoSource,
                    _ if year.events > 0 => wire::Known::Events,
                    _ => wire::Known::Silent,
                },
                events: year.events,
                cooperative: year.cooperative,
                conflictual: year.conflictual,
                mean: year.mean,
                sum: year.sum,
            })
            .collect(),
        turning_points: told
            .turns
            .into_iter()
            .map(|turn| TurningPoint {
                at: year_text(turn.at),
                before: turn.before,
                since: turn.since,
                difference: turn.difference,
                events: turn.events,
            })
            .collect(),
        disagreements: disagreement_cards(ask, &told.disagreements, &mut cast)?,
        undated,
        total_events,
        actors: cast.finish(),
        documents: told
            .docs
            .iter()
            .filter_map(|doc| ask.edition.documents.get(doc))
            .map(document_card)
            .collect(),
    })
}

/// The most confident events, in the order of all.
fn most_confident(events: Vec<SourcedEvent>, limit: usize) -> Vec<SourcedEvent> {
    if events.len() <= limit {
        return events;
    }
    let mut order: Vec<usize> = (0..events.len()).collect();
    order.sort_by(|a, b| {
        events[*b]
            .event
            .confidence
            .total_cmp(&events[*a].event.confidence)
    });
    let mut kept = vec![false; events.len()];
    for at in order.into_iter().take(limit) {
        kept[at] = true;
    }
    events
        .into_iter()
        .zip(kept)
        .filter_map(|(event, is_kept)| is_kept.then_some(event))
        .collect()
}

/// A year as EDTF writes it.
fn year_text(year: i64) -> String {
    if year < 0 {
        format!("-{:04}", -year)
    } else {
        format!("{year:04}")
    }
}
