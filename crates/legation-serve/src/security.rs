//! Who may ask, and what a browser may do with the answers.
//!
//! On loopback, names other than the machine's own are refused, so that a page from elsewhere cannot reach the record by
//! pointing its own name here. Elsewhere a token is asked for.

use std::net::IpAddr;

use axum::{
    body::Body,
    extract::{Request, State},
    http::{
        HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri,
        header::{AUTHORIZATION, CACHE_CONTROL, COOKIE, HOST, LOCATION, SET_COOKIE},
    },
    middleware::Next,
    response::{IntoResponse, Response},
};
use subtle::ConstantTimeEq;

use crate::{app::App, failure::Failure, limits};

/// The cookie that carries the token.
const COOKIE_NAME: &str = "legation_token";

/// What every answer says: nothing from elsewhere, nothing inline, nothing framed.
const HEADERS: [(&str, &str); 7] = [
    (
        "content-security-policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; connect-src 'self'; \
         font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    ),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    (
        "permissions-policy",
        "camera=(), geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=()",
    ),
    ("x-frame-options", "DENY"),
];

/// Who may ask.
#[derive(Debug, Clone)]
pub(crate) struct Access {
    /// Whether only the machine itself is served.
    pub(crate) is_loopback: bool,
    /// What must be told.
    pub(crate) token: Option<String>,
}

impl Access {
    pub(crate) fn new(address: IpAddr, token: Option<String>) -> Self {
        Self {
            is_loopback: address.is_loopback(),
            token,
        }
    }

    /// Whether a request is addressed to this machine by a name of its own.
    fn is_addressed(&self, headers: &HeaderMap, uri: &Uri) -> bool {
        if !self.is_loopback {
            return true;
        }
        let host = headers.get(HOST).and_then(|host| host.to_str().ok());
        let Some(host) = host.or(uri.authority().map(|a| a.as_str())) else {
            return false;
        };
        let name = match host.rsplit_once(':') {
            Some((name, port)) if port.bytes().all(|b| b.is_ascii_digit()) => name,
            _ => host,
        };
        ["localhost", "127.0.0.1", "[::1]"]
            .iter()
            .any(|own| name.eq_ignore_ascii_case(own))
    }

    fn is_token(&self, told: &str) -> bool {
        // Digests are of one length, so that the time tells nothing of the token, its length neither.
        self.token.as_ref().is_none_or(|token| {
            let (one, other) = (
                blake3::hash(token.as_bytes()),
                blake3::hash(told.as_bytes()),
            );
            one.as_bytes().ct_eq(other.as_bytes()).into()
        })
    }

    /// Whether a request tells the token by header or cookie.
    fn is_told(&self, headers: &HeaderMap) -> bool {
        let bearer = headers
            .get(AUTHORIZATION)
            .and_then(|value| value.to_str().ok())
            .and_then(|value| value.strip_prefix("Bearer "));
        let cookies = headers
            .get_all(COOKIE)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .filter(|(name, _)| *name == COOKIE_NAME)
            .map(|(_, value)| value);
        bearer
            .into_iter()
            .chain(cookies)
            .any(|told| self.is_token(told))
    }
}

/// Lets through what may be asked, and says with every answer what a browser may do with it.
pub(crate) async fn guard(State(app): State<App>, request: Request, next: Next) -> Response {
    let mut response = match admit(&app, &request) {
        Ok(None) => next.run(request).await,
        Ok(Some(response)) => response,
        Err(failure) => failure.into_response(),
    };
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers
            .entry(HeaderName::from_static(name))
            .or_insert(HeaderValue::from_static(value));
    }
    headers
        .entry(CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
    response
}

/// Whether a request goes on; an answer where it is answered here.
fn admit(app: &App, request: &Request) -> Result<Option<Response>, Failure> {
    let (uri, headers) = (request.uri(), request.headers());
    let access = &app.0.access;
    let target = uri
        .path_and_query()
        .map_or(0, |target| target.as_str().len());
    if target > limits::MAX_TARGET {
        return Err(Failure::new(
            StatusCode::URI_TOO_LONG,
            "too-long",
            format!("the address is longer than {} bytes", limits::MAX_TARGET),
            Some("ask with fewer or shorter parameters"),
        ));
    }
    if !access.is_addressed(headers, uri) {
        return Err(Failure::new(
            StatusCode::MISDIRECTED_REQUEST,
            "wrong-host",
            "this server answers to localhost, 127.0.0.1 and [::1] alone",
            Some("open it by one of these, or serve with --bind to be reached by another name"),
        ));
    }
    if access.token.is_some() {
        if let Some(response) = enter(access, request.method(), uri) {
            return response.map(Some);
        }
        if !access.is_told(headers) {
            return Err(unauthorized());
        }
    }
    let is_review = uri.path().starts_with("/api/v1/review/");
    match *request.method() {
        Method::GET | Method::HEAD => Ok(None),
        Method::POST if is_review && app.0.review => same_origin(headers).map(|()| None),
        Method::POST if is_review => Ok(None),
        _ => Err(Failure::new(
            StatusCode::METHOD_NOT_ALLOWED,
            "read-only",
            "this server only answers GET and HEAD",
            None,
        )),
    }
}

fn unauthorized() -> Failure {
    Failure::new(
        StatusCode::UNAUTHORIZED,
        "token",
        "this server asks for a token",
        Some("open the address that the program printed, or send `Authorization: Bearer TOKEN`"),
    )
}

/// Takes the token out of an address and into a cookie, so that it stands in no history or address that is passed on.
fn enter(access: &Access, method: &Method, uri: &Uri) -> Option<Result<Response, Failure>> {
    if *method != Method::GET {
        return None;
    }
    let query = uri.query()?;
    let told = query
        .split('&')
        .find_map(|part| part.strip_prefix("token="))?;
    if !access.is_token(told) {
        return Some(Err(unauthorized()));
    }
    let rest: Vec<&str> = query
        .split('&')
        .filter(|part| !part.starts_with("token="))
        .collect();
    // One slash at the front alone: `//host` would lead elsewhere.
    let mut to = format!("/{}", uri.path().trim_start_matches('/'));
    if !rest.is_empty() {
        to = format!("{to}?{}", rest.join("&"));
    }
    let cookie = format!("{COOKIE_NAME}={told}; Path=/; HttpOnly; SameSite=Strict");
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::SEE_OTHER;
    let headers = response.headers_mut();
    for (name, value) in [(LOCATION, to), (SET_COOKIE, cookie)] {
        let Ok(value) = HeaderValue::from_str(&value) else {
            return Some(Err(unauthorized()));
        };
        headers.insert(name, value);
    }
    Some(Ok(response))
}

/// Whether what writes comes from the page itself, as JSON: another page can send neither.
fn same_origin(headers: &HeaderMap) -> Result<(), Failure> {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let origin = text("origin").and_then(|origin| origin.split_once("://"));
    if origin.map(|(_, host)| host) != text("host") || origin.is_none() {
        return Err(Failure::new(
            StatusCode::FORBIDDEN,
            "other-origin",
            "decisions are taken from the page itself alone",
            Some("send an `Origin` header with the address of this server"),
        ));
    }
    let is_json = text("content-type").is_some_and(|kind| {
        let kind = kind.split(';').next().unwrap_or_default().trim();
        kind.eq_ignore_ascii_case("application/json")
    });
    if !is_json {
        return Err(Failure::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "not-json",
            "decisions are sent as JSON",
            Some("send `Content-Type: application/json`"),
        ));
    }
    Ok(())
}

/// Letters and digits that a token may have: they need no escape in an address or a cookie.
pub(crate) fn is_usable_token(token: &str) -> bool {
    token.len() >= 8
        && token.len() <= 256
        && token
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"-._~".contains(&b))
}

/// A token that nobody can guess.
pub(crate) fn random_token() -> Result<String, getrandom::Error> {
    let mut bytes = [0_u8; 16];
    getrandom::fill(&mut bytes)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}
