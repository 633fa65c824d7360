//! A record of the sample documents and two that disagree, the server's answers to it, and what the description says of
//! them.

#![allow(
    dead_code,
    clippy::unwrap_used,
    reason = "each test takes what it needs; what fails here fails the test"
)]

use std::{
    net::IpAddr,
    path::PathBuf,
    sync::{LazyLock, OnceLock},
};

use axum::{
    Router,
    body::{Body, Bytes},
    http::{HeaderMap, Method, Request, StatusCode, header::HOST},
};
use http_body_util::BodyExt;
use legation::{Input, LoadedPacks, ReadOptions, demo_inputs, load_packs, read_inputs};
use legation_serve::{Options, router};
use serde_json::Value;
use tempfile::TempDir;
use tower::ServiceExt;

pub(crate) static PACKS: LazyLock<&'static LoadedPacks> =
    LazyLock::new(|| Box::leak(Box::new(load_packs(None).unwrap())));

/// Two documents that cannot both be right; too short for their language to be told.
const RIVALS: [(&str, &str); 2] = [
    (
        "rivals/one, with a comma.txt",
        "Albania joined the Warsaw Pact on 14 May 1955.",
    ),
    ("rivals/two.txt", "Albania joined the Warsaw Pact in 1956."),
];

/// Documents of the record.
pub(crate) const DOCUMENTS: usize = 14;

/// The record of the tests, read once for all tests of a program.
pub(crate) fn record() -> PathBuf {
    static RECORD: OnceLock<(TempDir, PathBuf)> = OnceLock::new();
    let made = || {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("demo.legation");
        let rivals = RIVALS.iter().map(|(id, text)| {
            let line = serde_json::json!({ "id": id, "lang": "en", "text": text }).to_string();
            Input::from_bytes(format!("{id}.jsonl"), line.into_bytes(), None)
        });
        let inputs: Vec<Input> = demo_inputs().into_iter().chain(rivals).collect();
        read_inputs(&inputs, &path, &PACKS, &ReadOptions::default(), |_| {}).unwrap();
        (folder, path)
    };
    RECORD.get_or_init(made).1.clone()
}

pub(crate) fn options() -> Options {
    Options::new(record(), &PACKS, |_| {})
}

/// The server on loopback.
pub(crate) fn server() -> Router {
    router(&options()).unwrap()
}

/// A server that is reached from elsewhere.
pub(crate) fn open_server(token: &str) -> Router {
    router(&Options {
        bind: IpAddr::from([0, 0, 0, 0]),
        token: Some(token.to_owned()),
        ..options()
    })
    .unwrap()
}

/// An answer, read to its end.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) bytes: Bytes,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes)
            .unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&self.bytes)))
    }

    /// The code of a failure.
    pub(crate) fn code(&self) -> String {
        let json = self.json();
        assert_valid("Problem", &json);
        json["error"]["code"].as_str().unwrap().to_owned()
    }
}

pub(crate) async fn send(server: &Router, request: Request<Body>) -> Answer {
    let response = server.clone().oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    Answer {
        status: parts.status,
        headers: parts.headers,
        bytes: body.collect().await.unwrap().to_bytes(),
    }
}

/// Asks with some headers.
pub(crate) async fn ask(
    server: &Router,
    method: Method,
    target: &str,
    headers: &[(&str, &str)],
) -> Answer {
    let mut request = Request::builder().method(method).uri(target);
    if !headers.iter().any(|(name, _)| *name == "host") {
        request = request.header(HOST, "127.0.0.1:7878");
    }
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    send(server, request.body(Body::empty()).unwrap()).await
}

/// Asks the API.
pub(crate) async fn get(server: &Router, target: &str) -> Answer {
    ask(server, Method::GET, &format!("/api/v1{target}"), &[]).await
}

/// Asks the API for an answer that must be there and as a schema of the description says.
pub(crate) async fn valid(server: &Router, target: &str, schema: &str) -> Value {
    let answer = get(server, target).await;
    let text = String::from_utf8_lossy(&answer.bytes);
    assert_eq!(answer.status, StatusCode::OK, "{target}: {text}");
    let json = answer.json();
    assert_valid(schema, &json);
    json
}

/// Holds a value against a schema of the description.
pub(crate) fn assert_valid(schema: &str, value: &Value) {
    static API: LazyLock<Value> =
        LazyLock::new(|| serde_json::to_value(legation_serve::description()).unwrap());
    assert!(
        !API["components"]["schemas"][schema].is_null(),
        "there is no schema {schema}"
    );
    let schema = serde_json::json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$ref": format!("#/components/schemas/{schema}"),
        "components": API["components"],
    });
    let validator = jsonschema::validator_for(&schema).unwrap();
    let wrong: Vec<String> = validator
        .iter_errors(value)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// A text as one segment or value of an address.
pub(crate) fn escaped(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}
