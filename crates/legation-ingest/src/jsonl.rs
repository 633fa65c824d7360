//! JSON Lines: one object a line, one document an object.

use legation_model::{Document, Severity, Span};
use serde_json::Value;

use crate::{
    FieldMap, Options, dates,
    document::{self, About},
    frontmatter, mapping,
    problems::{Rejected, problem},
    structure::Origin,
};

/// The document of one line. `number` counts lines from 1.
///
/// The source of such a document is the string of its text: offsets lead into that, not into the escaped line.
pub(crate) fn document(
    path: &str,
    number: usize,
    line: &[u8],
    options: &Options,
) -> Result<Document, Rejected> {
    let place = format!("{path}#{number}");
    document::refuse_size(&place, line.len(), options)?;
    let value: Value = serde_json::from_slice(line).map_err(|error| {
        Rejected::new(
            &place,
            "ingest-json",
            format!("line {number} is not a JSON object: {error}"),
            "write one complete object a line, in UTF-8",
        )
    })?;
    let Value::Object(mut object) = value else {
        return Err(Rejected::new(
            &place,
            "ingest-json",
            format!("line {number} is JSON, but not an object"),
            "write one object a line, with the document's text under the key `text`",
        ));
    };
    let map = &options.map;
    let text = match take(&mut object, &map.text) {
        Some(Value::String(text)) => text,
        found => return Err(no_text(&place, number, found.as_ref(), &object, map)),
    };
    let string = |value: Option<Value>| match value {
        Some(Value::String(s)) if !s.trim().is_empty() => Some(s),
        Some(Value::Number(n)) => Some(n.to_string()),
        _ => None,
    };
    let id = string(take(&mut object, &map.id)).unwrap_or(place);
    let mut about = About {
        title: string(take(&mut object, &map.title)),
        address: string(take(&mut object, &map.url)),
        publisher: string(take(&mut object, &map.publisher)),
        lang: string(take(&mut object, &map.lang)).and_then(|l| frontmatter::language_tag(&l)),
        ..About::default()
    };
    let date = map
        .date
        .iter()
        .find_map(|key| string(take(&mut object, key)));
    if let Some(date) = date {
        about.published = dates::date_of(&date);
        if about.published.is_none() {
            about.problems.push(problem(
                Severity::Warning,
                "ingest-date",
                format!(
                    "`{date}` is no date that is understood here; the document counts as undated"
                ),
                "write the date as YYYY-MM-DD",
            ));
        }
    }
    if text.trim().is_empty() {
        return Err(document::empty(&id));
    }
    // A mark of the byte order at the beginning of the text itself is dropped, as it is from a file.
    let (text, skipped) = match text.strip_prefix('\u{FEFF}') {
        Some(rest) => (rest.to_owned(), '\u{FEFF}'.len_utf8()),
        None => (text, 0),
    };
    let digest = blake3::hash(line).to_hex().to_string();
    let offsets = mapping::shifted(text.len(), skipped);
    let mut document = document::of_text(&id, text, offsets, Origin::Plain, about, options)?;
    document.digest = digest;
    debug_assert!(
        document
            .blocks
            .iter()
            .all(|b| Span::new(0, document.text.len()).contains(b.span))
    );
    Ok(document)
}

/// The value under `key`, or, where there is none and the key has dots, the value in the objects within.
fn take(object: &mut serde_json::Map<String, Value>, key: &str) -> Option<Value> {
    if let Some(value) = object.get_mut(key) {
        return Some(value.take());
    }
    let (outer, inner) = key.split_once('.')?;
    match object.get_mut(outer)? {
        Value::Object(object) => take(object, inner),
        _ => None,
    }
}

fn no_text(
    place: &str,
    number: usize,
    found: Option<&Value>,
    object: &serde_json::Map<String, Value>,
    map: &FieldMap,
) -> Rejected {
    let message = match found {
        Some(_) => format!(
            "the value of `{}` in line {number} is not a string",
            map.text
        ),
        None => format!("line {number} has no key `{}`", map.text),
    };
    let keys: Vec<&str> = object.keys().take(12).map(String::as_str).collect();
    Rejected::new(
        place,
        "ingest-no-text",
        message,
        format!(
            "name the key of the text with `--map text=KEY`; the keys here are: {}",
            keys.join(", ")
        ),
    )
}

#[cfg(test)]
mod tests {
    use legation_model::BlockKind;

    use super::*;

    fn read(line: &str, options: &Options) -> Result<Document, Rejected> {
        document("a.jsonl", 3, line.as_bytes(), options)
    }

    #[test]
    fn keys_are_read_by_name_or_by_map() {
        let line = r#"{"id": "x1", "text": "قطعت ألبانيا العلاقات.", "title": "القطيعة", "url": "https://example.org", "lang": "ar", "ref": "1961-12-10", "publisher": "P"}"#;
        let document = read(line, &Options::default()).expect("a document");
        assert_eq!(document.id, "x1");
        assert_eq!(document.text, "قطعت ألبانيا العلاقات.");
        assert_eq!(document.title.as_deref(), Some("القطيعة"));
        assert_eq!(
            document.published.map(|d| d.to_string()).as_deref(),
            Some("1961-12-10")
        );
        let options = Options {
            map: "text=meta.body,date=day".parse().expect("a map"),
            ..Options::default()
        };
        let mapped =
            read(r#"{"meta": {"body": "text"}, "day": 1956}"#, &options).expect("a document");
        assert_eq!(
            (mapped.id.as_str(), mapped.text.as_str()),
            ("a.jsonl#3", "text")
        );
        assert_eq!(
            mapped.published.map(|d| d.to_string()).as_deref(),
            Some("1956")
        );
    }

    #[test]
    fn front_matter_inside_the_text_is_metadata() {
        let line = r#"{"text": "---\ntitle: T\nurl: https://example.org/t\ndate: 1979-04-03\n---\nThe treaty was denounced."}"#;
        let document = read(line, &Options::default()).expect("a document");
        assert_eq!(document.title.as_deref(), Some("T"));
        assert_eq!(document.address.as_deref(), Some("https://example.org/t"));
        assert_eq!(document.blocks[0].kind, BlockKind::Metadata);
        assert_eq!(
            document.blocks[1].span.of(&document.text),
            "The treaty was denounced."
        );
    }

    #[test]
    fn broken_lines_say_what_to_do() {
        let error = |line: &str| read(line, &Options::default()).expect_err("refused");
        assert_eq!(error("{\"text\": \"x\"").problem.code, "ingest-json");
        assert_eq!(error("[1]").id, "a.jsonl#3");
        let no_text = error(r#"{"body": "x"}"#);
        assert_eq!(no_text.problem.code, "ingest-no-text");
        assert!(no_text.problem.hint.expect("a hint").contains("body"));
        assert_eq!(error(r#"{"text": " "}"#).problem.code, "ingest-empty");
        let odd = read(r#"{"text": "x", "date": "some day"}"#, &Options::default()).expect("read");
        assert_eq!(odd.problems[0].code, "ingest-date");
    }
}
