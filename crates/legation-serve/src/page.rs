//! The page's files. They are part of the program where they had been built when it was; without them the API answers
//! all the same, and `/` says how to get the page.

use axum::{
    body::Body,
    http::{
        HeaderMap, HeaderValue, StatusCode, Uri,
        header::{CACHE_CONTROL, CONTENT_TYPE},
    },
    response::{IntoResponse, Response},
};
use rust_embed::{EmbeddedFile, RustEmbed};

use crate::{
    api,
    failure::Failure,
    rendered::{Encoding, Payload, Rendered, Tag},
};

/// What the build of the page left.
#[derive(RustEmbed)]
#[folder = "$LEGATION_PAGE"]
#[allow_missing = true]
struct Files;

const INDEX: &str = "index.html";

/// Whether the program has the page.
pub(crate) fn is_built() -> bool {
    Files::get(INDEX).is_some()
}

/// Answers what no address of the API does.
pub(crate) async fn serve(uri: Uri, headers: HeaderMap) -> Response {
    let path = uri.path();
    if path.starts_with(api::PREFIX) || path.starts_with("/api/") {
        return Failure::unknown("unknown-address", format!("there is nothing at `{path}`"))
            .with_hint("see /api for all addresses")
            .into_response();
    }
    let name = path.trim_start_matches('/');
    if !name.is_empty()
        && let Some(file) = Files::get(name)
    {
        return send(name, file, &headers);
    }
    // The page itself tells what to show by the rest of the address, such as `/actor/J. Smith`; a file that is not there
    // is no place in the page.
    let is_file = name.starts_with("assets/") || (name.contains('.') && !name.contains('/'));
    if is_file {
        return Failure::unknown("unknown-file", format!("there is no file `{path}`"))
            .into_response();
    }
    match Files::get(INDEX) {
        Some(file) => send(INDEX, file, &headers),
        None => plain(StatusCode::OK, NO_PAGE),
    }
}

/// What `/` says without the page.
const NO_PAGE: &str = "<!doctype html>
<html lang=\"en\">
<meta charset=\"utf-8\">
<title>Legation</title>
<h1>Legation</h1>
<p>The page is not part of this build; the API is: <a href=\"/api\">what it answers</a>.
<p>To get the page, build the program with <code>make</code>, which needs Node.
</html>
";

/// A page of plain HTML.
pub(crate) fn plain(status: StatusCode, html: &'static str) -> Response {
    let mut response = Response::new(Body::from(html));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(
        CONTENT_TYPE,
        HeaderValue::from_static("text/html; charset=utf-8"),
    );
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response
}

fn send(name: &str, file: EmbeddedFile, headers: &HeaderMap) -> Response {
    let encoding = Encoding::accepted(headers);
    let tag = Tag::of(&[name.as_bytes(), &file.metadata.sha256_hash()]);
    if tag.is_known(headers) {
        return tag.not_modified(encoding);
    }
    let kind = mime_guess::from_path(name).first_or_octet_stream();
    let is_text = kind.type_() == mime_guess::mime::TEXT
        || matches!(
            kind.subtype().as_str(),
            "javascript" | "json" | "svg" | "manifest+json"
        );
    let kind = match is_text && kind.type_() == mime_guess::mime::TEXT {
        true => format!("{kind}; charset=utf-8"),
        false => kind.to_string(),
    };
    let mut payload = Payload::new("application/octet-stream", file.data.into_owned());
    payload.headers = vec![(
        CONTENT_TYPE,
        HeaderValue::from_str(&kind)
            .unwrap_or(HeaderValue::from_static("application/octet-stream")),
    )];
    // Files that the build names by their contents never change.
    let caching = match name.starts_with("assets/") {
        true => "public, max-age=31536000, immutable",
        false => "no-cache",
    };
    payload
        .headers
        .push((CACHE_CONTROL, HeaderValue::from_static(caching)));
    let packed = if is_text {
        encoding
    } else {
        Encoding::Identity
    };
    Rendered::new(payload, packed).response(&tag)
}
