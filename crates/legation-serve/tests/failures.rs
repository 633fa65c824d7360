//! Questions that have no answer, and questions that mean harm: each is told what is wrong, as JSON.

mod support;

use axum::http::{Method, StatusCode};
use support::{ask, escaped, get, server};

#[tokio::test]
async fn each_wrong_question_is_told_what_is_wrong_and_what_to_do() {
    let server = server();
    for (target, status, code) in [
        ("/actors/nobody-at-all-xyz", 404, "unknown-actor"),
        ("/events/e0", 404, "unknown-event"),
        ("/ties/t0", 404, "unknown-tie"),
        ("/pair?a=egypt", 400, "bad-query"),
        ("/pair?a=egypt&b=israel&colour=red", 400, "bad-query"),
        ("/pair?a=egypt&b=israel&from=yesterday", 400, "bad-date"),
        ("/pair?a=egypt&b=israel&class=dance", 400, "unknown-class"),
        ("/pair?a=egypt&b=israel&status=sure", 400, "bad-status"),
        ("/pair?a=egypt&b=israel&kind=friendship", 400, "bad-kind"),
        (
            "/pair?a=egypt&b=israel&doc=nothing.txt",
            400,
            "unknown-document",
        ),
        ("/pair?a=egypt&a=israel&b=israel", 400, "bad-query"),
        ("/on?date=1962/..", 400, "bad-date"),
        ("/on", 400, "bad-query"),
        ("/changes?from=1955", 400, "bad-query"),
        ("/actors?limit=0", 400, "bad-limit"),
        ("/actors?limit=201", 400, "bad-limit"),
        ("/actors?limit=-1", 400, "bad-query"),
        ("/actors?kind=planet", 400, "bad-kind"),
        ("/actors?cursor=nothing", 400, "bad-cursor"),
        ("/actors?cursor=1e-000000000000", 400, "stale-cursor"),
        ("/actors/egypt?colour=red", 400, "bad-query"),
    ] {
        let answer = get(&server, target).await;
        assert_eq!(answer.status.as_u16(), status, "{target}");
        assert_eq!(answer.code(), code, "{target}");
        let told = &answer.json()["error"];
        assert!(
            !told["message"].as_str().unwrap_or_default().is_empty(),
            "{target}"
        );
        assert!(
            !told["hint"].as_str().unwrap_or_default().is_empty(),
            "{target}: {told}"
        );
        assert_eq!(
            answer.header("content-type"),
            "application/json",
            "{target}"
        );
    }
}

#[tokio::test]
async fn a_misspelt_actor_is_offered_the_nearest_names() {
    let server = server();
    let answer = get(&server, "/actors/isra").await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    let told = answer.json();
    let keys: Vec<&str> = told["error"]["suggestions"]
        .as_array()
        .expect("suggestions")
        .iter()
        .filter_map(|near| near["key"].as_str())
        .collect();
    assert!(keys.contains(&"israel"), "{keys:?}");
}

#[tokio::test]
async fn hostile_texts_are_texts() {
    let server = server();
    let long = "x".repeat(2_000);
    for text in [
        "../../etc/passwd",
        "a/b/c",
        "\u{0}",
        "\u{202e}gypt",
        "\u{200f}مصر\u{200f}\u{200f}",
        "<script>alert(1)</script>",
        "'; DROP TABLE claims; --",
        "%",
        "%00",
        "\"*",
        "egypt\r\nSet-Cookie: a=b",
        "🌍",
        "~",
        "~~",
        &long,
    ] {
        let text = escaped(text);
        for target in [
            format!("/actors/{text}"),
            format!("/events/{text}"),
            format!("/ties/{text}"),
            format!("/documents/{text}"),
            format!("/claims/{text}"),
            format!("/pair?a={text}&b=israel"),
            format!("/pair?a=egypt&b=israel&from={text}"),
            format!("/pair?a=egypt&b=israel&class={text}"),
            format!("/on?date={text}"),
            format!("/on?date=1970&without={text}"),
            format!("/actors?q={text}"),
            format!("/actors?cursor={text}"),
            format!("/search?q={text}"),
            format!("/documents?q={text}"),
            format!("/claims?ids={text}"),
        ] {
            let answer = get(&server, &target).await;
            assert!(
                answer.status.is_success() || answer.status.is_client_error(),
                "{target}: {}",
                answer.status
            );
            if !answer.status.is_success() {
                answer.code();
            }
            assert_eq!(
                answer.header("content-type"),
                "application/json",
                "{target}"
            );
            assert_eq!(answer.header("set-cookie"), "", "{target}");
        }
    }
}

#[tokio::test]
async fn bytes_that_are_no_text_are_refused() {
    let server = server();
    for target in ["/actors/%FF%FE", "/events/%C0%80"] {
        let answer = get(&server, target).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{target}");
        assert_eq!(answer.code(), "bad-path");
    }
}

#[tokio::test]
async fn what_is_too_long_or_too_much_is_refused_with_the_limit() {
    let server = server();
    let long = format!(
        "/api/v1/actors?q={}",
        "x".repeat(legation_serve::limits::MAX_TARGET)
    );
    let answer = ask(&server, Method::GET, &long, &[]).await;
    assert_eq!(answer.status, StatusCode::URI_TOO_LONG);
    assert!(
        answer.json()["error"]["message"]
            .as_str()
            .expect("a text")
            .contains("8192")
    );
    let words = "x".repeat(legation_serve::limits::MAX_QUERY_CHARS + 1);
    for target in ["/actors", "/search"] {
        let answer = get(&server, &format!("{target}?q={words}")).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{target}");
        let told = answer.json()["error"]["message"].to_string();
        assert!(told.contains("400"), "{target}: {told}");
    }
    let many = vec!["attack"; legation_serve::limits::MAX_VALUES + 1].join(",");
    let answer = get(&server, &format!("/pair?a=egypt&b=israel&class={many}")).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    assert!(answer.json()["error"]["message"].to_string().contains("64"));
}
