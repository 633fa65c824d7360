//! Sentences by their words.

use std::collections::BTreeMap;

use axum::{extract::State, response::Response};
use legation::{ClaimFilter, SearchQuestion, actor_groups, search_page};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::{
    app::{App, Asked},
    ask::{Ask, days_between, listed, some},
    failure::Failure,
    shape,
    wire::{DocumentCard, FacetValue, Facets, SearchHit, SearchPage},
};

/// What is searched for.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct SearchQuery {
    /// Words that all occur in a sentence, in whatever form; `"two words"` follow each other, `word*` is a beginning
    q: String,
    /// Only sentences in these languages
    #[serde(default, deserialize_with = "listed")]
    lang: Vec<String>,
    /// Only sentences that state a claim of one of these classes
    #[serde(default, deserialize_with = "listed")]
    class: Vec<String>,
    /// Only sentences that state a claim that each of these actors takes part in, by key
    #[serde(default, deserialize_with = "listed")]
    actor: Vec<String>,
    /// Only sentences of these documents
    #[serde(default)]
    doc: Vec<String>,
    /// Only sentences that state a claim of this date or later (`1955`, `1955-03`, `1955-03-05`)
    #[serde(default, deserialize_with = "some")]
    from: Option<String>,
    /// Only sentences that state a claim of this date or earlier
    #[serde(default, deserialize_with = "some")]
    to: Option<String>,
    /// How many at most
    limit: Option<usize>,
    /// What `next` of the page before says
    #[serde(default, deserialize_with = "some")]
    cursor: Option<String>,
}

/// Sentences with all words of a query, and what they divide into. `total` counts all that are found; beyond 5,000 they are
/// neither paged through nor counted by facet.
#[utoipa::path(get, path = "/search", tag = "documents", params(SearchQuery),
    responses((status = OK, body = SearchPage)))]
pub(crate) async fn search(State(app): State<App>, asked: Asked) -> Response {
    app.answer(asked, find).await
}

fn find(ask: &Ask<'_>) -> Result<SearchPage, Failure> {
    let query: SearchQuery = ask.query()?;
    let page = ask.page(query.limit, query.cursor.as_deref())?;
    ask.check_words("q", &query.q)?;
    let (from, to) = days_between(query.from.as_deref(), query.to.as_deref())?;
    let claims = ClaimFilter {
        actors: actor_groups(&ask.actors(&query.actor)?),
        classes: ask.classes(query.class)?,
        from,
        to,
        ..ClaimFilter::default()
    };
    let question = SearchQuestion {
        words: query.q,
        langs: query.lang,
        docs: ask.docs(query.doc)?,
        claims: (claims != ClaimFilter::default()).then_some(claims),
        offset: page.offset,
        limit: page.limit,
    };
    let found = search_page(ask.packs, ask.record, &question)?;
    let mut cast = ask.cast();
    let facets = found.facets;
    let actors = facets.actors.iter().map(|value| FacetValue {
        value: cast.participant(&value.value),
        count: value.count,
    });
    let facets = Facets {
        actors: actors.collect(),
        langs: values(facets.langs),
        documents: values(facets.documents),
        classes: values(facets.classes),
        decades: values(facets.decades),
    };
    let mut cards: BTreeMap<String, DocumentCard> = BTreeMap::new();
    let mut hits = Vec::with_capacity(found.hits.len());
    for hit in found.hits {
        let document = match cards.get(&hit.doc) {
            Some(card) => card.clone(),
            None => {
                let summary = ask
                    .edition
                    .documents
                    .get(&hit.doc)
                    .ok_or_else(Failure::stale)?;
                let card = shape::document_card(summary);
                cards.insert(hit.doc.clone(), card.clone());
                card
            }
        };
        hits.push(SearchHit {
            document,
            sentence: hit.sentence,
            lang: hit.lang,
            text: hit.text,
            marks: hit.marks.into_iter().map(shape::mark).collect(),
            claims: hit.claims,
        });
    }
    Ok(SearchPage {
        hits,
        total: found.total,
        total_is_least: found.is_least,
        next: page.next(found.counted),
        facets,
        actors: cast.finish(),
    })
}

fn values(found: Vec<legation::FacetValue<String>>) -> Vec<FacetValue> {
    let value = |found: legation::FacetValue<String>| FacetValue {
        value: found.value,
        count: found.count,
    };
    found.into_iter().map(value).collect()
}
