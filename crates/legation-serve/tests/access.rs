//! Who gets an answer: by which name on this machine, and by which token from elsewhere.

mod support;

use axum::http::{Method, StatusCode};
use support::{ask, open_server, server};

const META: &str = "/api/v1/meta";
const TOKEN: &str = "0123456789abcdef";

#[tokio::test]
async fn on_loopback_only_the_machines_own_names_are_served() {
    let server = server();
    for host in [
        "localhost",
        "localhost:7878",
        "127.0.0.1:7878",
        "[::1]:7878",
        "[::1]",
        "LocalHost:1",
    ] {
        let answer = ask(&server, Method::GET, META, &[("host", host)]).await;
        assert_eq!(answer.status, StatusCode::OK, "{host}");
    }
    for host in [
        "example.org",
        "example.org:7878",
        "127.0.0.1.example.org",
        "localhost.example.org:80",
        "",
        "[::2]",
        "evil@localhost",
        "127.0.0.1:80:80",
    ] {
        let answer = ask(&server, Method::GET, META, &[("host", host)]).await;
        assert_eq!(answer.status, StatusCode::MISDIRECTED_REQUEST, "{host}");
        assert_eq!(answer.code(), "wrong-host");
    }
}

#[tokio::test]
async fn from_elsewhere_the_token_is_asked_for() {
    let server = open_server(TOKEN);
    let elsewhere = ("host", "archive.example.org");
    for target in [META, "/", "/api", "/no.file", "/api/v1/nothing"] {
        let answer = ask(&server, Method::GET, target, &[elsewhere]).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{target}");
        assert_eq!(answer.code(), "token");
    }
    let bearer = |token: &str| format!("Bearer {token}");
    for (told, status) in [
        (bearer(TOKEN), StatusCode::OK),
        (bearer("0123456789abcdeg"), StatusCode::UNAUTHORIZED),
        (bearer("0123456789abcde"), StatusCode::UNAUTHORIZED),
        (bearer(""), StatusCode::UNAUTHORIZED),
        (TOKEN.to_owned(), StatusCode::UNAUTHORIZED),
    ] {
        let headers = [elsewhere, ("authorization", told.as_str())];
        assert_eq!(
            ask(&server, Method::GET, META, &headers).await.status,
            status,
            "{told}"
        );
    }
}

#[tokio::test]
async fn the_token_goes_from_the_address_into_a_cookie() {
    let server = open_server(TOKEN);
    let target = format!("/pair?a=egypt&token={TOKEN}&b=israel");
    let entered = ask(&server, Method::GET, &target, &[]).await;
    assert_eq!(entered.status, StatusCode::SEE_OTHER);
    assert_eq!(entered.header("location"), "/pair?a=egypt&b=israel");
    let cookie = entered.header("set-cookie");
    assert!(
        cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"),
        "{cookie}"
    );
    let pair = cookie.split(';').next().expect("a value");
    let with = [("cookie", format!("other=1; {pair}"))];
    let with: Vec<(&str, &str)> = with
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    assert_eq!(
        ask(&server, Method::GET, META, &with).await.status,
        StatusCode::OK
    );
    let wrong = ask(&server, Method::GET, "/?token=something-else", &with).await;
    assert_eq!(wrong.status, StatusCode::UNAUTHORIZED);
    // The way on stays on this server.
    let slashes = ask(
        &server,
        Method::GET,
        &format!("//example.org/?token={TOKEN}"),
        &[],
    )
    .await;
    assert_eq!(slashes.header("location"), "/example.org/");
}

#[test]
fn a_token_that_would_not_survive_an_address_is_refused() {
    for token in [
        "",
        "short",
        "with space in it",
        "with;semicolon",
        "ünïcödé-token",
    ] {
        let options = legation_serve::Options {
            token: Some(token.to_owned()),
            ..support::options()
        };
        let refused = legation_serve::router(&options);
        assert!(
            matches!(refused, Err(legation_serve::ServeError::Token)),
            "{token}"
        );
    }
}

#[tokio::test]
async fn without_a_token_of_ones_own_one_is_made_up() {
    let options = legation_serve::Options {
        bind: [0, 0, 0, 0].into(),
        ..support::options()
    };
    let server = legation_serve::router(&options).expect("it is served");
    let answer = ask(&server, Method::GET, META, &[("host", "example.org")]).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
}
