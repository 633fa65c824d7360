//! Deciding about claims: what waits, what is decided, and the one thing that this server writes.

use std::{
    sync::{Arc, PoisonError},
    time::SystemTime,
};

use axum::{
    Json,
    body::Bytes,
    extract::{State, rejection::BytesRejection},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use legation::{
    ClaimFilter, EditRequest, Instant, LoadedPacks, Moved, QueueOrder, QueueState, Record, Review,
    Said, actor_groups, update_following,
};
use serde::{Deserialize, de::DeserializeOwned};
use utoipa::IntoParams;

use crate::{
    app::{App, Asked},
    ask::{Ask, listed, some},
    failure::Failure,
    limits,
    rendered::Payload,
    shape,
    wire::{
        ClaimList, DecisionMade, DecisionRedone, DecisionRequest, DecisionUndone, ReviewSummary,
    },
};

/// Which claims, and in which order.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct QueueQuery {
    /// `confidence` (the least confident first), `place`, or `disputed` (those in disagreements first)
    #[serde(default, deserialize_with = "some")]
    order: Option<String>,
    /// `open`, `decided` or `all`
    #[serde(default, deserialize_with = "some")]
    state: Option<String>,
    /// Only claims that each of these actors takes part in, by key
    #[serde(default, deserialize_with = "listed")]
    actor: Vec<String>,
    /// Only claims of these classes, as they were read
    #[serde(default, deserialize_with = "listed")]
    class: Vec<String>,
    /// Only claims of sentences in these languages
    #[serde(default, deserialize_with = "listed")]
    lang: Vec<String>,
    /// Only claims of these documents
    #[serde(default)]
    doc: Vec<String>,
    /// How many at most
    limit: Option<usize>,
    /// What `next` of the page before says
    #[serde(default, deserialize_with = "some")]
    cursor: Option<String>,
}

/// Claims to decide about, with what was decided.
#[utoipa::path(get, path = "/review/queue", tag = "review", params(QueueQuery),
    responses((status = OK, body = ClaimList)))]
pub(crate) async fn queue(State(app): State<App>, asked: Asked) -> Response {
    if let Err(failure) = allowed(&app) {
        return failure.into_response();
    }
    let reviewing = app.clone();
    app.answer(asked, move |ask| waiting(&reviewing, ask)).await
}

fn waiting(app: &App, ask: &Ask<'_>) -> Result<ClaimList, Failure> {
    let query: QueueQuery = ask.query()?;
    let page = ask.page(query.limit, query.cursor.as_deref())?;
    let order = match query.order.as_deref() {
        None => QueueOrder::default(),
        Some(name) => QueueOrder::ALL
            .into_iter()
            .find(|order| order.as_str() == name)
            .ok_or_else(|| {
                Failure::bad("bad-order", format!("`{name}` is no order"))
                    .with_hint("write confidence, place or disputed")
            })?,
    };
    let state = match query.state.as_deref() {
        None | Some("open") => QueueState::Open,
        Some("decided") => QueueState::Decided,
        Some("all") => QueueState::All,
        Some(name) => {
            return Err(Failure::bad("bad-state", format!("`{name}` is no state"))
                .with_hint("write open, decided or all"));
        }
    };
    let filter = ClaimFilter {
        actors: actor_groups(&ask.actors(&query.actor)?),
        classes: ask.classes(query.class)?,
        langs: query.lang,
        docs: ask.docs(query.doc)?,
        limit: Some(page.limit),
        offset: page.offset,
        ..ClaimFilter::default()
    };
    let queue = app.review(|review| review.queue(&ask.chronicle(), &filter, order, state))?;
    let places: Vec<_> = queue.items.iter().map(|item| item.at).collect();
    let mut cast = ask.cast();
    Ok(ClaimList {
        items: shape::claims(ask, &places, &mut cast)?,
        next: page.next(queue.total),
        total: Some(queue.total),
        actors: cast.finish(),
    })
}

/// How much is decided.
#[utoipa::path(get, path = "/review/summary", tag = "review",
    responses((status = OK, body = ReviewSummary)))]
pub(crate) async fn summary(State(app): State<App>, asked: Asked) -> Response {
    if let Err(failure) = allowed(&app) {
        return failure.into_response();
    }
    let reviewing = app.clone();
    app.answer(asked, move |ask| {
        ask.no_query()?;
        reviewing.review(|review| summed(review, ask.record))
    })
    .await
}

/// The decisions that hold, one JSON object a line, as `legation review apply` takes them.
#[utoipa::path(get, path = "/review/decisions.jsonl", tag = "review",
    responses((status = OK, body = String, content_type = "application/jsonl")))]
pub(crate) async fn export(State(app): State<App>, asked: Asked) -> Response {
    if let Err(failure) = allowed(&app) {
        return failure.into_response();
    }
    let reviewing = app.clone();
    app.answer_with(asked, move |ask| {
        ask.no_query()?;
        let text = reviewing.review(|review| review.export())?;
        Ok(Payload::new("application/jsonl", text.into_bytes()))
    })
    .await
}

/// Decides about a claim.
#[utoipa::path(post, path = "/review/decisions", tag = "review", request_body = DecisionRequest,
    responses((status = OK, body = DecisionMade)))]
pub(crate) async fn decide(
    State(app): State<App>,
    body: Result<Bytes, BytesRejection>,
) -> Result<Json<DecisionMade>, Failure> {
    allowed(&app)?;
    let request: DecisionRequest = json(body)?;
    app.decide(move |packs, review, record| {
        let edit = request.edit.map(|edit| EditRequest {
            class: edit.class,
            actor: edit.actor,
            recipient: edit.recipient,
            when: edit.when,
            status: edit.status.map(Into::into),
        });
        let said = said(request.note);
        let verdict = request.decision.into();
        let decision =
            review.decide(record, packs, &request.claim, verdict, edit.as_ref(), &said)?;
        Ok(DecisionMade {
            decision: decision.into(),
            summary: summed(review, record)?,
        })
    })
    .await
    .map(Json)
}

/// Takes the last decision back.
#[utoipa::path(post, path = "/review/undo", tag = "review",
    responses((status = OK, body = DecisionUndone)))]
pub(crate) async fn undo(
    State(app): State<App>,
    body: Result<Bytes, BytesRejection>,
) -> Result<Json<DecisionUndone>, Failure> {
    allowed(&app)?;
    json::<Nothing>(body)?;
    app.decide(|_, review, record| {
        let moved = review.undo(&said(None))?;
        let claim = claim_of(review, record, moved.as_ref())?;
        Ok(DecisionUndone {
            undone: moved.map(|Moved { decision, .. }| decision.into()),
            claim,
            summary: summed(review, record)?,
        })
    })
    .await
    .map(Json)
}

/// Makes the decision hold again that was taken back last.
#[utoipa::path(post, path = "/review/redo", tag = "review",
    responses((status = OK, body = DecisionRedone)))]
pub(crate) async fn redo(
    State(app): State<App>,
    body: Result<Bytes, BytesRejection>,
) -> Result<Json<DecisionRedone>, Failure> {
    allowed(&app)?;
    json::<Nothing>(body)?;
    app.decide(|_, review, record| {
        let moved = review.redo(&said(None))?;
        let claim = claim_of(review, record, moved.as_ref())?;
        Ok(DecisionRedone {
            redone: moved.map(|Moved { decision, .. }| decision.into()),
            claim,
            summary: summed(review, record)?,
        })
    })
    .await
    .map(Json)
}

/// The claim that a step was about, as it is called now.
fn claim_of(
    review: &Review,
    record: &Record,
    moved: Option<&Moved>,
) -> Result<Option<String>, Failure> {
    match moved {
        Some(moved) => Ok(review.claim_now(record, &moved.claim)?),
        None => Ok(None),
    }
}

/// A body that says nothing.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Nothing {}

fn allowed(app: &App) -> Result<(), Failure> {
    if app.0.review {
        return Ok(());
    }
    let hint = "start it with `legation serve --review`";
    Err(Failure::unknown("review-off", "decisions cannot be made here").with_hint(hint))
}

/// What the body says; that it is JSON, and from the page itself, is seen to before.
fn json<T: DeserializeOwned>(body: Result<Bytes, BytesRejection>) -> Result<T, Failure> {
    let body = body.ok().filter(|body| body.len() <= limits::MAX_BODY);
    let body = body.ok_or_else(|| {
        Failure::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            "too-large",
            format!("what is sent is larger than {} bytes", limits::MAX_BODY),
            Some("send one decision at a time, and a shorter note"),
        )
    })?;
    let body: &[u8] = if body.is_empty() { b"{}" } else { &body };
    serde_json::from_slice(body).map_err(|error| {
        Failure::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "bad-body",
            error.to_string(),
            Some("see /api for what this address takes"),
        )
    })
}

/// When it is decided; a browser does not tell by whom.
fn said(note: Option<String>) -> Said {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    let seconds = since.map_or(0, |since| {
        i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
    });
    Said {
        at: Instant::from_unix(seconds),
        who: None,
        note,
    }
}

fn summed(review: &mut Review, record: &Record) -> Result<ReviewSummary, Failure> {
    let summary = review.summary(record)?;
    Ok(ReviewSummary {
        open: summary.open,
        right: summary.right,
        wrong: summary.wrong,
        edited: summary.edited,
        orphaned: summary.orphaned,
    })
}

impl App {
    /// Asks the decisions, as they are in the file now. Who asks holds up nobody who holds up others: what is asked does not
    /// wait for the record to be written.
    pub(crate) fn review<T, E: From<legation::Error>>(
        &self,
        question: impl FnOnce(&mut Review) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut kept = self.0.decided.lock().unwrap_or_else(|poisoned| {
            // What panicked may have left it half changed; the file has not.
            self.0.decided.clear_poison();
            let mut kept = poisoned.into_inner();
            *kept = None;
            kept
        });
        let review = match &mut *kept {
            Some(review) => review,
            none => none.insert(Review::open(&self.0.path)?),
        };
        review.refresh()?;
        question(review)
    }

    /// Decides something, and brings the chronicle up to date with it; one after the other.
    async fn decide<T: Send + 'static>(
        &self,
        what: impl FnOnce(&LoadedPacks, &mut Review, &Record) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failure> {
        let app = self.clone();
        let pool = Arc::clone(&self.0.pool);
        pool.ask(move |record| {
            let (path, packs) = (&app.0.path, app.0.packs);
            let _deciding = app
                .0
                .deciding
                .lock()
                .unwrap_or_else(PoisonError::into_inner);
            let done = app.review(|review| what(packs, review, record))?;
            match update_following(path, packs, |now| {
                app.review(|review| review.decisions(now))
            }) {
                // A record that cannot be written is told anew in memory.
                Ok(_) | Err(legation::Error::Open(_) | legation::Error::Write(_)) => Ok(done),
                Err(error) => Err(error.into()),
            }
        })
        .await
    }
}
