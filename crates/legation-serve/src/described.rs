//! The description of the API as it is read: as OpenAPI for programs, as one plain page for people.
//!
//! The page is made from the description, without a script, so that it works offline and under the strictest policy.

use std::{fmt::Write, sync::Arc};

use axum::{Router, http::HeaderMap, response::Response, routing::get};
use serde_json::Value;
use utoipa::openapi::OpenApi;

use crate::{
    app::App,
    rendered::{Encoding, Payload, Rendered, Tag},
};

/// Where the description is, below the API.
const OPENAPI: &str = "/api/v1/openapi.json";
/// Where the page's style is: the policy allows none within it.
const STYLE: &str = "/api/style.css";

/// The description in all its forms.
#[derive(Debug, Clone)]
pub(crate) struct Described {
    openapi: Arc<str>,
    page: Arc<str>,
}

impl Described {
    pub(crate) fn new(description: &OpenApi) -> Self {
        let openapi = description.to_pretty_json().unwrap_or_default();
        let value: Value = serde_json::from_str(&openapi).unwrap_or_default();
        Self {
            page: page(&value).into(),
            openapi: openapi.into(),
        }
    }
}

/// The addresses of the description.
pub(crate) fn router(described: Described) -> Router<App> {
    let Described { openapi, page } = described;
    let file = |kind: &'static str, text: Arc<str>| {
        get(move |headers: HeaderMap| async move { send(kind, &text, &headers) })
    };
    Router::new()
        .route(OPENAPI, file("application/json", openapi))
        .route("/api", file("text/html; charset=utf-8", page))
        .route(
            STYLE,
            file(
                "text/css; charset=utf-8",
                include_str!("described.css").into(),
            ),
        )
}

fn send(kind: &'static str, text: &str, headers: &HeaderMap) -> Response {
    let encoding = Encoding::accepted(headers);
    let tag = Tag::of(&[kind.as_bytes(), text.as_bytes()]);
    if tag.is_known(headers) {
        return tag.not_modified(encoding);
    }
    let payload = Payload::new(kind, text.as_bytes().to_vec());
    Rendered::new(payload, encoding).response(&tag)
}

/// The page of a description.
fn page(api: &Value) -> String {
    let mut html = String::new();
    let text = |value: &Value| escaped(value.as_str().unwrap_or_default());
    let _ = write!(
        html,
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}: API</title>\n<link rel=\"stylesheet\" href=\"{STYLE}\">\n</head>\n<body>\n\
         <header><h1>{title} {version}: API</h1>\n<p>{about}</p>\n\
         <p>As <a href=\"{OPENAPI}\">OpenAPI {openapi}</a> for programs.</p></header>\n",
        title = text(&api["info"]["title"]),
        version = text(&api["info"]["version"]),
        about = text(&api["info"]["description"]),
        openapi = text(&api["openapi"]),
    );
    let operations = operations(api);
    contents(&mut html, api, &operations);
    html.push_str("<main>\n<h2 id=\"addresses\">Addresses</h2>\n");
    for operation in &operations {
        operation.write(&mut html);
    }
    html.push_str("<h2 id=\"schemas\">What the answers are made of</h2>\n");
    for (name, schema) in entries(&api["components"]["schemas"]) {
        write_schema(&mut html, name, schema);
    }
    html.push_str("</main>\n</body>\n</html>\n");
    html
}

/// An address and a method.
struct Operation<'a> {
    method: &'a str,
    path: &'a str,
    told: &'a Value,
}

fn operations(api: &Value) -> Vec<Operation<'_>> {
    let of_path = |(path, item)| {
        entries(item)
            .filter(|(method, _)| matches!(*method, "get" | "post"))
            .map(move |(method, told)| Operation { method, path, told })
    };
    entries(&api["paths"]).flat_map(of_path).collect()
}

fn entries(object: &Value) -> impl Iterator<Item = (&str, &Value)> {
    let object = object.as_object();
    object
        .into_iter()
        .flatten()
        .map(|(key, value)| (key.as_str(), value))
}

fn contents(html: &mut String, api: &Value, operations: &[Operation<'_>]) {
    html.push_str("<nav aria-label=\"Contents\">\n");
    for tag in api["tags"].as_array().into_iter().flatten() {
        let name = tag["name"].as_str().unwrap_or_default();
        let of_tag = |operation: &&Operation<'_>| {
            let tags = operation.told["tags"].as_array();
            tags.is_some_and(|tags| tags.iter().any(|tag| tag.as_str() == Some(name)))
        };
        let mut listed = operations.iter().filter(of_tag).peekable();
        if listed.peek().is_none() {
            continue;
        }
        let about = escaped(tag["description"].as_str().unwrap_or_default());
        let _ = writeln!(html, "<h2>{about}</h2>\n<ul>");
        for operation in listed {
            let _ = writeln!(
                html,
                "<li><a href=\"#{}\">{} <code>{}</code></a></li>",
                operation.anchor(),
                operation.method.to_uppercase(),
                escaped(operation.path)
            );
        }
        html.push_str("</ul>\n");
    }
    html.push_str("<p><a href=\"#schemas\">What the answers are made of</a></p>\n</nav>\n");
}

impl Operation<'_> {
    fn anchor(&self) -> String {
        let path: String = self
            .path
            .chars()
            .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
            .collect();
        format!("{}{path}", self.method)
    }

    fn write(&self, html: &mut String) {
        let about = self.told["summary"]
            .as_str()
            .or(self.told["description"].as_str())
            .unwrap_or_default();
        let _ = writeln!(
            html,
            "<section id=\"{}\">\n<h3>{} <code>{}</code></h3>\n<p>{}</p>",
            self.anchor(),
            self.method.to_uppercase(),
            escaped(self.path),
            escaped(about)
        );
        let parameters = self.told["parameters"].as_array();
        if let Some(parameters) = parameters.filter(|all| !all.is_empty()) {
            html.push_str("<table>\n<tr><th scope=\"col\">Parameter<th scope=\"col\">Value<th scope=\"col\">\n");
            for parameter in parameters {
                let need = match parameter["required"].as_bool() {
                    Some(true) => "",
                    _ => " <small>may be left out</small>",
                };
                let _ = writeln!(
                    html,
                    "<tr><th scope=\"row\"><code>{}</code>{need}<td>{}<td>{}",
                    escaped(parameter["name"].as_str().unwrap_or_default()),
                    kind(&parameter["schema"]),
                    escaped(parameter["description"].as_str().unwrap_or_default())
                );
            }
            html.push_str("</table>\n");
        }
        let body = &self.told["requestBody"]["content"]["application/json"]["schema"];
        if !body.is_null() {
            let _ = writeln!(html, "<p>Takes {}.</p>", kind(body));
        }
        for (status, response) in entries(&self.told["responses"]) {
            let content = entries(&response["content"]).next();
            let what = content.map_or_else(String::new, |(media, content)| match content["schema"]
                .is_null()
            {
                true => escaped(media),
                false => kind(&content["schema"]),
            });
            let status = match status {
                "default" => "any error",
                status => status,
            };
            let _ = writeln!(
                html,
                "<p>Answers <strong>{}</strong>: {what}</p>",
                escaped(status)
            );
        }
        html.push_str("</section>\n");
    }
}

fn write_schema(html: &mut String, name: &str, schema: &Value) {
    let name = escaped(name);
    let _ = writeln!(
        html,
        "<section id=\"schema-{name}\">\n<h3><code>{name}</code></h3>"
    );
    if let Some(about) = schema["description"].as_str() {
        let _ = writeln!(html, "<p>{}</p>", escaped(about));
    }
    let parts: Vec<&Value> = match schema["allOf"].as_array() {
        Some(all) => all.iter().collect(),
        None => vec![schema],
    };
    for part in parts {
        if part["properties"].is_null() {
            let _ = writeln!(html, "<p>{}</p>", kind(part));
            continue;
        }
        let required = |key: &str| {
            let all = part["required"].as_array();
            all.is_some_and(|all| all.iter().any(|one| one.as_str() == Some(key)))
        };
        html.push_str(
            "<table>\n<tr><th scope=\"col\">Key<th scope=\"col\">Value<th scope=\"col\">\n",
        );
        for (key, value) in entries(&part["properties"]) {
            let need = match required(key) {
                true => "",
                false => " <small>may be absent</small>",
            };
            let _ = writeln!(
                html,
                "<tr><th scope=\"row\"><code>{}</code>{need}<td>{}<td>{}",
                escaped(key),
                kind(value),
                escaped(value["description"].as_str().unwrap_or_default())
            );
        }
        html.push_str("</table>\n");
    }
    html.push_str("</section>\n");
}

/// What a value is, in words, with links to what is told elsewhere.
fn kind(schema: &Value) -> String {
    if let Some(reference) = schema["$ref"].as_str() {
        let name = escaped(reference.rsplit('/').next().unwrap_or_default());
        return format!("<a href=\"#schema-{name}\"><code>{name}</code></a>");
    }
    if let Some(values) = schema["enum"].as_array() {
        let values = values.iter().filter_map(Value::as_str);
        let values: Vec<String> = values
            .map(|value| format!("<code>{}</code>", escaped(value)))
            .collect();
        return values.join(" ");
    }
    for several in ["oneOf", "anyOf", "allOf"] {
        if let Some(all) = schema[several].as_array() {
            let all: Vec<String> = all.iter().map(kind).collect();
            return all.join(" or ");
        }
    }
    let named = |name: &str| match name {
        "array" => format!("list of {}", kind(&schema["items"])),
        "object" if !schema["additionalProperties"].is_null() => {
            format!("object of {}", kind(&schema["additionalProperties"]))
        }
        other => escaped(other),
    };
    match &schema["type"] {
        Value::String(name) => named(name),
        Value::Array(names) => {
            let names: Vec<String> = names.iter().filter_map(Value::as_str).map(named).collect();
            names.join(" or ")
        }
        _ => "any".to_owned(),
    }
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
    out
}
