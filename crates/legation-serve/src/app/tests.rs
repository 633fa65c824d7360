//! Questions that go wrong: one that panics, one that takes too long, and more than can wait. The others go on.

use std::{
    sync::{
        LazyLock,
        atomic::{AtomicBool, AtomicUsize, Ordering},
        mpsc,
    },
    time::Duration,
};

use axum::{Router, body::Body, extract::State, http::StatusCode, routing::get};
use http_body_util::BodyExt;
use legation::{Input, ReadOptions, TieFilter, load_packs, read_inputs};
use serde_json::Value;
use tempfile::TempDir;
use tower::ServiceExt;

use super::*;

static PACKS: LazyLock<&'static LoadedPacks> =
    LazyLock::new(|| Box::leak(Box::new(load_packs(None).expect("the packs compile"))));

/// A small record, served within bounds.
fn app(bounds: Bounds) -> (TempDir, App) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("r.legation");
    let text = "Albania joined the Warsaw Pact on 14 May 1955. It left the pact in 1968.";
    let input = Input::from_bytes("one", text.as_bytes(), None);
    read_inputs(&[input], &path, &PACKS, &ReadOptions::default(), |_| {}).expect("it is read");
    let names = Box::leak(Box::new(Names::new(&PACKS)));
    let access = Access::new([127, 0, 0, 1].into(), None);
    let app = App::new(&path, &PACKS, names, access, false, |_| {}, bounds);
    (folder, app)
}

async fn ask(router: &Router, target: &str) -> (StatusCode, Value) {
    let request = axum::http::Request::get(target)
        .body(Body::empty())
        .expect("a request");
    let response = router.clone().oneshot(request).await.expect("an answer");
    let status = response.status();
    let bytes = response
        .into_body()
        .collect()
        .await
        .expect("a body")
        .to_bytes();
    (status, serde_json::from_slice(&bytes).unwrap_or_default())
}

/// An address that asks a question.
fn question<T: Serialize>(
    question: impl Fn(&Ask<'_>) -> Result<T, Failure> + Clone + Send + Sync + 'static,
) -> axum::routing::MethodRouter<App> {
    get(
        move |State(app): State<App>, asked: Asked| async move { app.answer(asked, question).await },
    )
}

fn fine(ask: &Ask<'_>) -> Result<usize, Failure> {
    Ok(ask.edition.documents.len())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_that_panics_is_told_so_and_the_others_go_on() {
    fn panics(_: &Ask<'_>) -> Result<usize, Failure> {
        panic!("on purpose")
    }
    let (_folder, app) = app(Bounds::default());
    let router = Router::new()
        .route("/panics", question(panics))
        .route("/fine", question(fine))
        .with_state(app);
    // More often than there are records: none is lost for good.
    for n in 0..20 {
        let (status, told) = ask(&router, &format!("/panics?{n}")).await;
        assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR);
        assert_eq!(told["error"]["code"], "internal");
        assert_eq!(
            ask(&router, &format!("/fine?{n}")).await,
            (StatusCode::OK, 1.into())
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_that_takes_too_long_is_stopped() {
    static STOPPED: AtomicBool = AtomicBool::new(false);
    fn endless(ask: &Ask<'_>) -> Result<usize, Failure> {
        loop {
            if let Err(error) = ask.record.ties(&TieFilter::default()) {
                STOPPED.store(true, Ordering::SeqCst);
                return Err(error.into());
            }
        }
    }
    let (_folder, app) = app(Bounds {
        time: Duration::from_millis(300),
        ..Bounds::default()
    });
    // The state is looked at before, so that the time is the question's own; that goes on where nobody waits for it.
    while app.edition().await.is_err() {}
    let router = Router::new()
        .route("/endless", question(endless))
        .route("/fine", question(fine))
        .with_state(app);
    let (status, told) = ask(&router, "/endless").await;
    assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(told["error"]["code"], "too-slow");
    for _ in 0..200 {
        if STOPPED.load(Ordering::SeqCst) {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert!(STOPPED.load(Ordering::SeqCst), "the work itself ends");
    assert_eq!(ask(&router, "/fine").await.0, StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread")]
async fn no_more_wait_than_may() {
    static BEGUN: AtomicUsize = AtomicUsize::new(0);
    let (_folder, app) = app(Bounds {
        waiting: 1,
        ..Bounds::default()
    });
    app.edition().await.expect("it is looked at");
    let places = std::thread::available_parallelism()
        .map_or(2, usize::from)
        .max(2);
    let (open, gate) = mpsc::channel::<()>();
    let gate = Arc::new(Mutex::new(gate));
    let router = Router::new()
        .route(
            "/held",
            question(move |_| {
                BEGUN.fetch_add(1, Ordering::SeqCst);
                // Ends when the other side is dropped.
                let _ = gate.lock().expect("the gate").recv();
                Ok(1)
            }),
        )
        .with_state(app.clone());
    let asked = |n: usize| {
        let router = router.clone();
        tokio::spawn(async move { ask(&router, &format!("/held?{n}")).await })
    };
    let mut held: Vec<_> = (0..places).map(asked).collect();
    while BEGUN.load(Ordering::SeqCst) < places {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    held.push(asked(places));
    while app.0.pool.waiting() < 1 {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let (status, told) = ask(&router, "/held?more").await;
    assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(told["error"]["code"], "busy");
    assert!(told["error"]["hint"].is_string());
    drop(open);
    for answer in held {
        assert_eq!(answer.await.expect("an answer").0, StatusCode::OK);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_question_asked_by_many_at_once_is_answered_once() {
    static ASKED: AtomicUsize = AtomicUsize::new(0);
    fn counted(_: &Ask<'_>) -> Result<usize, Failure> {
        std::thread::sleep(Duration::from_millis(50));
        Ok(ASKED.fetch_add(1, Ordering::SeqCst))
    }
    let (_folder, app) = app(Bounds::default());
    let router = Router::new()
        .route("/counted", question(counted))
        .with_state(app);
    let all: Vec<_> = (0..16)
        .map(|_| {
            let router = router.clone();
            tokio::spawn(async move { ask(&router, "/counted").await })
        })
        .collect();
    for answer in all {
        assert_eq!(answer.await.expect("an answer"), (StatusCode::OK, 0.into()));
    }
    assert_eq!(ASKED.load(Ordering::SeqCst), 1);
}
