//! The description of the API: the file that the page's types are made from is what the code says.

mod support;

use std::{env, fs, path::Path};

use axum::http::{Method, StatusCode};
use serde_json::Value;
use support::{ask, server};

#[test]
fn the_file_in_the_documentation_is_current() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/openapi.json");
    let made = legation_serve::description()
        .to_pretty_json()
        .expect("JSON")
        + "\n";
    if env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(&path, &made).expect("it is written");
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        kept == made,
        "docs/openapi.json is not what the code says; run this test with UPDATE_EXPECT=1"
    );
}

#[test]
fn every_key_is_always_there_but_for_those_that_say_otherwise() {
    let api = serde_json::to_value(legation_serve::description()).expect("JSON");
    let mut absent = Vec::new();
    for (name, schema) in api["components"]["schemas"].as_object().expect("schemas") {
        let required: Vec<&str> = schema["required"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .collect();
        for key in schema["properties"]
            .as_object()
            .into_iter()
            .flat_map(|all| all.keys())
        {
            if !required.contains(&key.as_str()) {
                absent.push(format!("{name}.{key}"));
            }
        }
    }
    // What a client sends may leave out what it does not change; in answers only these are left out.
    absent.retain(|key| !key.starts_with("Edit.") && !key.starts_with("DecisionRequest."));
    absent.sort();
    assert_eq!(
        absent,
        [
            "Codes.cow",
            "Codes.gw",
            "Codes.iso",
            "Codes.wikidata",
            "ProblemDetail.suggestions"
        ]
    );
}

#[tokio::test]
async fn every_address_of_the_description_is_there_and_the_page_tells_of_it() {
    let server = server();
    let api = serde_json::to_value(legation_serve::description()).expect("JSON");
    let page = ask(&server, Method::GET, "/api", &[]).await;
    assert_eq!(page.status, StatusCode::OK);
    let page = String::from_utf8(page.bytes.to_vec()).expect("UTF-8");
    assert!(!page.contains("<script"), "the page needs none");
    for (path, item) in api["paths"].as_object().expect("paths") {
        assert!(page.contains(&format!("<code>{path}</code>")), "{path}");
        for method in item.as_object().expect("methods").keys() {
            let method: Method = method.to_uppercase().parse().expect("a method");
            let target = path.replace("{key}", "x").replace("{id}", "x");
            let answer = ask(&server, method, &target, &[]).await;
            let told = String::from_utf8_lossy(&answer.bytes);
            assert!(!told.contains("unknown-address"), "{path}: {told}");
        }
    }
    for name in api["components"]["schemas"]
        .as_object()
        .expect("schemas")
        .keys()
    {
        assert!(page.contains(&format!("id=\"schema-{name}\"")), "{name}");
    }
    let told = ask(&server, Method::GET, "/api/v1/openapi.json", &[]).await;
    assert_eq!(told.json(), api);
}
