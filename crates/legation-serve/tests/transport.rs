//! What goes with the answers: tags, encodings, policies, methods, and the page's files.

mod support;

use std::io::Read;

use axum::http::{Method, StatusCode};
use support::{ask, escaped, get, server};

const OVERVIEW: &str = "/api/v1/overview";

#[tokio::test]
async fn an_answer_that_a_client_has_is_not_sent_again() {
    let server = server();
    let first = ask(&server, Method::GET, OVERVIEW, &[]).await;
    let tag = first.header("etag").to_owned();
    assert!(tag.starts_with('"'), "{tag} is strong");
    assert_eq!(first.header("cache-control"), "no-cache");
    assert_eq!(first.header("vary"), "accept-encoding");
    for known in [&tag, &format!("\"other\", {tag}"), &format!("W/{tag}"), "*"] {
        let again = ask(&server, Method::GET, OVERVIEW, &[("if-none-match", known)]).await;
        assert_eq!(again.status, StatusCode::NOT_MODIFIED, "{known}");
        assert!(again.bytes.is_empty());
        assert_eq!(again.header("etag"), tag);
    }
    let other = [("if-none-match", tag.as_str())];
    let other = ask(&server, Method::GET, "/api/v1/meta", &other).await;
    assert_eq!(other.status, StatusCode::OK, "each address has its own");
}

#[tokio::test]
async fn answers_are_packed_as_the_client_takes_them() {
    let server = server();
    let plain = ask(&server, Method::GET, OVERVIEW, &[]).await;
    assert_eq!(plain.header("content-encoding"), "");
    let packed = |offer: &'static str| {
        let server = server.clone();
        async move {
            ask(
                &server,
                Method::GET,
                OVERVIEW,
                &[("accept-encoding", offer)],
            )
            .await
        }
    };
    let gzip = packed("gzip").await;
    assert_eq!(gzip.header("content-encoding"), "gzip");
    let mut text = Vec::new();
    let mut unpacked = flate2::read::GzDecoder::new(&gzip.bytes[..]);
    unpacked.read_to_end(&mut text).expect("gzip");
    assert_eq!(text, plain.bytes);
    let brotli = packed("gzip, deflate, br").await;
    assert_eq!(brotli.header("content-encoding"), "br");
    let mut text = Vec::new();
    let mut unpacked = brotli::Decompressor::new(&brotli.bytes[..], 4096);
    unpacked.read_to_end(&mut text).expect("Brotli");
    assert_eq!(text, plain.bytes);
    assert_eq!(
        packed("br;q=0, gzip").await.header("content-encoding"),
        "gzip"
    );
    let tags = [&plain, &gzip, &brotli].map(|answer| answer.header("etag").to_owned());
    assert!(
        tags[0] != tags[1] && tags[1] != tags[2],
        "other bytes, other tags"
    );
    let known = [("if-none-match", tags[1].as_str())];
    let known = ask(&server, Method::GET, OVERVIEW, &known).await;
    assert_eq!(
        known.status,
        StatusCode::NOT_MODIFIED,
        "the same answer, however packed"
    );
}

#[tokio::test]
async fn head_is_get_without_its_body() {
    let server = server();
    for target in [OVERVIEW, "/", "/api", "/api/v1/actors/nobody-at-all"] {
        let whole = ask(&server, Method::GET, target, &[]).await;
        let head = ask(&server, Method::HEAD, target, &[]).await;
        assert_eq!(head.status, whole.status, "{target}");
        assert!(head.bytes.is_empty(), "{target}");
        for name in ["content-type", "etag"] {
            assert_eq!(head.header(name), whole.header(name), "{target}");
        }
        assert_eq!(
            head.header("content-length"),
            whole.bytes.len().to_string(),
            "{target}"
        );
    }
}

#[tokio::test]
async fn every_answer_says_what_a_browser_may_do_with_it() {
    let server = server();
    for target in [
        OVERVIEW,
        "/",
        "/pair?a=x&b=y",
        "/api",
        "/api/v1/nothing",
        "/no.file",
    ] {
        let answer = ask(&server, Method::GET, target, &[]).await;
        let policy = answer.header("content-security-policy");
        assert!(
            policy.starts_with("default-src 'none'; script-src 'self';"),
            "{target}: {policy}"
        );
        for forbidden in ["unsafe-inline", "unsafe-eval", "http:", "https:", "*"] {
            assert!(!policy.contains(forbidden), "{target}: {policy}");
        }
        assert!(policy.contains("frame-ancestors 'none'"));
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(answer.header("referrer-policy"), "no-referrer");
        assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin");
        assert_eq!(answer.header("cross-origin-resource-policy"), "same-origin");
        assert!(!answer.header("permissions-policy").is_empty());
        assert!(!answer.header("cache-control").is_empty(), "{target}");
    }
}

#[tokio::test]
async fn nothing_is_written() {
    let server = server();
    for method in [
        Method::POST,
        Method::PUT,
        Method::DELETE,
        Method::PATCH,
        Method::OPTIONS,
    ] {
        let answer = ask(&server, method.clone(), OVERVIEW, &[]).await;
        assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{method}");
        assert_eq!(answer.code(), "read-only");
    }
}

#[tokio::test]
async fn addresses_of_the_page_lead_to_it_and_others_nowhere() {
    let server = server();
    for target in [
        "/",
        "/pair",
        "/document",
        &format!("/actor/{}", escaped("~a/b")),
    ] {
        let answer = ask(&server, Method::GET, target, &[]).await;
        assert_eq!(answer.status, StatusCode::OK, "{target}");
        assert!(
            answer.header("content-type").starts_with("text/html"),
            "{target}"
        );
        assert_eq!(answer.header("cache-control"), "no-cache");
    }
    for target in ["/nothing.js", "/assets/nothing.css"] {
        let answer = ask(&server, Method::GET, target, &[]).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{target}");
        assert_eq!(answer.code(), "unknown-file");
    }
    // An actor's name may have a dot; a way out of the page's files it is not.
    let page = ask(&server, Method::GET, "/", &[]).await;
    for target in [
        "/actor/J.%20Smith",
        "/../package.json",
        "/%2e%2e/package.json",
        "/assets/../../package.json",
        "//etc/hosts.conf",
    ] {
        let answer = ask(&server, Method::GET, target, &[]).await;
        let is_page = answer.bytes == page.bytes;
        assert!(
            is_page || answer.status == StatusCode::NOT_FOUND,
            "{target}"
        );
    }
    for target in [
        "/api/v1/nothing",
        "/api/v1",
        "/api/v2/meta",
        "/api/v1/meta/",
    ] {
        let answer = ask(&server, Method::GET, target, &[]).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{target}");
        assert_eq!(answer.code(), "unknown-address", "{target}");
    }
}

#[tokio::test]
async fn the_record_can_grow_while_it_is_served() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("growing.legation");
    let read = |id: &str, text: &str| {
        let line = serde_json::json!({ "id": id, "lang": "en", "text": text }).to_string();
        let input = legation::Input::from_bytes(format!("{id}.jsonl"), line.into_bytes(), None);
        let options = legation::ReadOptions::default();
        legation::read_inputs(&[input], &path, &support::PACKS, &options, |_| {})
            .expect("it is read");
    };
    read("one", "France met Japan in Paris in March 1925.");
    let options = legation_serve::Options {
        record: path.clone(),
        ..support::options()
    };
    let server = legation_serve::router(&options).expect("it is served");
    let before = get(&server, "/overview").await;
    assert_eq!(before.json()["counts"]["documents"], 1);
    let list = get(&server, "/actors?limit=1").await.json();
    let cursor = list["next"].as_str().expect("there are two").to_owned();
    read("two", "Albania joined the Warsaw Pact on 14 May 1955.");
    let after = get(&server, "/overview").await;
    assert_eq!(after.json()["counts"]["documents"], 2);
    assert_ne!(before.header("etag"), after.header("etag"));
    let old = get(&server, &format!("/actors?limit=1&cursor={cursor}")).await;
    assert_eq!(old.status, StatusCode::BAD_REQUEST);
    assert_eq!(
        old.code(),
        "stale-cursor",
        "a page of another list would repeat or leave out"
    );
}
