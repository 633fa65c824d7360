//! Deciding about claims over HTTP: only where it is allowed, only from the page itself, and seen by all answers after it.

mod support;

use std::fs;

use axum::{
    Router,
    body::Body,
    http::{Method, Request, StatusCode, header::HOST},
};
use legation_serve::{Options, router};
use serde_json::{Value, json};
use support::{Answer, ask, assert_valid, get, options, send, server, valid};
use tempfile::TempDir;

/// A server that takes decisions, over a record of its own.
fn desk() -> (TempDir, Router) {
    let folder = tempfile::tempdir().expect("a folder");
    let record = folder.path().join("demo.legation");
    fs::copy(support::record(), &record).expect("the record is there");
    let options = Options {
        record,
        review: true,
        ..options()
    };
    let server = router(&options).expect("it can be served");
    (folder, server)
}

async fn post(server: &Router, target: &str, body: &Value) -> Answer {
    post_as(
        server,
        target,
        &body.to_string(),
        "application/json",
        "http://127.0.0.1:7878",
    )
    .await
}

async fn post_as(server: &Router, target: &str, body: &str, kind: &str, origin: &str) -> Answer {
    let request = Request::builder()
        .method(Method::POST)
        .uri(format!("/api/v1{target}"))
        .header(HOST, "127.0.0.1:7878")
        .header("origin", origin)
        .header("content-type", kind)
        .body(Body::from(body.to_owned()));
    send(server, request.expect("a request")).await
}

async fn decide(server: &Router, body: &Value) -> Value {
    let answer = post(server, "/review/decisions", body).await;
    let told = answer.json();
    assert_eq!(answer.status, StatusCode::OK, "{told}");
    assert_valid("DecisionMade", &told);
    told
}

fn id(claim: &Value) -> String {
    claim["id"].as_str().expect("an id").to_owned()
}

#[tokio::test]
async fn nothing_is_decided_where_the_server_was_not_started_for_it() {
    let server = server();
    for target in [
        "/review/queue",
        "/review/summary",
        "/review/decisions.jsonl",
    ] {
        let answer = get(&server, target).await;
        assert_eq!(
            (answer.status, answer.code().as_str()),
            (StatusCode::NOT_FOUND, "review-off")
        );
    }
    for target in ["/review/decisions", "/review/undo", "/review/redo"] {
        let answer = post(&server, target, &json!({})).await;
        assert_eq!(
            (answer.status, answer.code().as_str()),
            (StatusCode::NOT_FOUND, "review-off")
        );
    }
    assert_eq!(valid(&server, "/meta", "Meta").await["review"], false);
}

#[tokio::test]
async fn a_decision_shows_in_all_answers_after_it_and_undoing_takes_it_back() {
    let (_folder, server) = desk();
    assert_eq!(valid(&server, "/meta", "Meta").await["review"], true);
    let queue = valid(
        &server,
        "/review/queue?class=sever-relations&order=place",
        "ClaimList",
    )
    .await;
    let claim = &queue["items"][0];
    let (id, target) = (id(claim), format!("/claims/{}", id(claim)));
    let page = valid(&server, &target, "ClaimPage").await;
    let event = page["event"].as_str().expect("an event").to_owned();
    let overview = get(&server, "/overview").await;
    let before = valid(&server, "/review/summary", "ReviewSummary").await;
    let (tag, untold) = (
        get(&server, &target).await.header("etag").to_owned(),
        before["open"].as_u64(),
    );

    let made = decide(
        &server,
        &json!({"claim": id, "decision": "wrong", "note": "A misprint."}),
    )
    .await;
    assert_eq!(made["decision"]["decision"], "wrong");
    assert_eq!(
        (
            made["summary"]["open"].as_u64(),
            made["summary"]["wrong"].as_u64()
        ),
        (untold.map(|n| n - 1), Some(1))
    );
    let answer = ask(
        &server,
        Method::GET,
        &format!("/api/v1{target}"),
        &[("if-none-match", &tag)],
    )
    .await;
    assert_eq!(
        answer.status,
        StatusCode::OK,
        "what a browser has kept is no answer any more"
    );
    let after = answer.json();
    assert_eq!(after["claim"]["review"]["note"], "A misprint.");
    assert_eq!(after["claim"]["class"], "sever-relations");
    assert_eq!(after["event"], Value::Null, "it takes part in nothing");
    assert_ne!(
        get(&server, "/overview").await.header("etag"),
        overview.header("etag")
    );
    let open = valid(
        &server,
        "/review/queue?class=sever-relations&order=place",
        "ClaimList",
    )
    .await;
    assert_ne!(open["items"][0]["id"], id.as_str());
    let decided = valid(&server, "/review/queue?state=decided", "ClaimList").await;
    assert_eq!(decided["items"][0]["review"]["decision"], "wrong");
    assert_eq!(decided["total"], 1);
    let file = get(&server, "/review/decisions.jsonl").await;
    assert_eq!(file.header("content-type"), "application/jsonl");
    assert_eq!(String::from_utf8_lossy(&file.bytes).lines().count(), 1);

    let undone = post(&server, "/review/undo", &json!({})).await.json();
    assert_valid("DecisionUndone", &undone);
    assert_eq!(
        (&undone["undone"]["decision"], &undone["summary"]),
        (&json!("wrong"), &before)
    );
    let again = get(&server, &target).await;
    assert_eq!(
        (again.header("etag"), again.json()["event"].as_str()),
        (tag.as_str(), Some(event.as_str()))
    );
    assert_eq!(get(&server, "/overview").await.bytes, overview.bytes);
    assert_eq!(
        post(&server, "/review/undo", &json!({})).await.json()["undone"],
        Value::Null
    );
    let redone = post(&server, "/review/redo", &json!({})).await.json();
    assert_valid("DecisionRedone", &redone);
    assert_eq!(redone["redone"]["decision"], "wrong");
}

#[tokio::test]
async fn an_edit_is_checked_and_told_as_it_was_sent() {
    let (_folder, server) = desk();
    let queue = valid(
        &server,
        "/review/queue?class=sever-relations&order=disputed",
        "ClaimList",
    )
    .await;
    let id = id(&queue["items"][0]);
    let edit = json!({"actor": ["albania", "~Somebody"], "recipient": [], "when": null, "status": "planned"});
    let made = decide(
        &server,
        &json!({"claim": id, "decision": "edit", "edit": edit}),
    )
    .await;
    assert_eq!(made["decision"]["edit"], edit);
    let page = valid(&server, &format!("/claims/{id}"), "ClaimPage").await;
    let event = page["event"].as_str().expect("an event").to_owned();
    let event = valid(&server, &format!("/events/{event}"), "EventPage").await;
    assert_eq!(
        (&event["event"]["when"], &event["event"]["status"]),
        (&Value::Null, &json!("planned"))
    );
    for (body, status, code) in [
        (
            json!({"claim": "none", "decision": "right"}),
            404,
            "unknown-claim",
        ),
        (
            json!({"claim": id, "decision": "edit"}),
            422,
            "bad-decision",
        ),
        (
            json!({"claim": id, "decision": "edit", "edit": {"when": "soon"}}),
            422,
            "bad-decision",
        ),
        (
            json!({"claim": id, "decision": "edit", "edit": {"class": "nothing"}}),
            400,
            "unknown-class",
        ),
        (
            json!({"claim": id, "decision": "edit", "edit": {"actor": ["Albnaia"]}}),
            404,
            "unknown-actor",
        ),
        (
            json!({"claim": id, "decision": "edit", "edit": {"colour": "red"}}),
            422,
            "bad-body",
        ),
        (json!({"claim": id, "decision": "perhaps"}), 422, "bad-body"),
        (json!({}), 422, "bad-body"),
    ] {
        let answer = post(&server, "/review/decisions", &body).await;
        assert_eq!(
            (answer.status.as_u16(), answer.code().as_str()),
            (status, code),
            "{body}"
        );
    }
    for (query, code) in [
        ("state=lost", "bad-state"),
        ("order=random", "bad-order"),
        ("colour=red", "bad-query"),
    ] {
        assert_eq!(
            get(&server, &format!("/review/queue?{query}")).await.code(),
            code
        );
    }
    assert_eq!(
        valid(&server, "/review/summary", "ReviewSummary").await["edited"],
        1
    );
}

#[tokio::test]
async fn only_json_from_the_page_itself_is_taken() {
    let (folder, server) = desk();
    let body = json!({"claim": "none", "decision": "right"}).to_string();
    let own = "http://127.0.0.1:7878";
    for (kind, origin, status) in [
        ("text/plain", own, StatusCode::UNSUPPORTED_MEDIA_TYPE),
        (
            "application/x-www-form-urlencoded",
            own,
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
        ),
        (
            "application/json",
            "http://elsewhere.example",
            StatusCode::FORBIDDEN,
        ),
        ("application/json", "null", StatusCode::FORBIDDEN),
    ] {
        let answer = post_as(&server, "/review/decisions", &body, kind, origin).await;
        assert_eq!(answer.status, status, "{kind} {origin}");
        answer.code();
    }
    let long = format!(
        "{{\"claim\": \"{}\", \"decision\": \"right\"}}",
        "x".repeat(70_000)
    );
    let answer = post_as(&server, "/review/decisions", &long, "application/json", own).await;
    assert_eq!(
        (answer.status, answer.code().as_str()),
        (StatusCode::PAYLOAD_TOO_LARGE, "too-large")
    );
    let beside = legation::review_path(&folder.path().join("demo.legation"));
    assert!(!beside.exists(), "nothing was decided");
}

#[tokio::test]
async fn what_the_command_line_decides_shows_here() {
    let (folder, server) = desk();
    let queue = valid(&server, "/review/queue?limit=1", "ClaimList").await;
    let id = id(&queue["items"][0]);
    let path = folder.path().join("demo.legation");
    let record = legation::Record::open(&path).expect("it opens");
    let said = legation::Said {
        at: legation::Instant::from_unix(0),
        who: Some("M. A.".to_owned()),
        note: None,
    };
    legation::Review::open(&path)
        .expect("it can be read")
        .decide(
            &record,
            &support::PACKS,
            &id,
            legation::Verdict::Right,
            None,
            &said,
        )
        .expect("it can be decided");
    let page = valid(&server, &format!("/claims/{id}"), "ClaimPage").await;
    assert_eq!(page["claim"]["review"]["who"], "M. A.");
    assert_eq!(
        valid(&server, "/review/summary", "ReviewSummary").await["right"],
        1
    );
}
