//! Documents: all of them, some blocks of one with what was read in it, and one as a file to keep.

use axum::{
    extract::State,
    http::{HeaderValue, header::CONTENT_DISPOSITION},
    response::Response,
};
use legation::{DocumentPlace, document_html, document_page, documents_named};
use serde::{Deserialize, Serialize};
use utoipa::IntoParams;

use crate::{
    api::{Id, claims::unknown_claim},
    app::{App, Asked},
    ask::{Ask, listed, some},
    failure::Failure,
    limits,
    rendered::Payload,
    shape,
    wire::{Block, DocumentList, DocumentPage, DocumentProblem, SentencePlace},
};

/// Which documents.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct DocumentsQuery {
    /// Words of the title, publisher, address or id
    #[serde(default, deserialize_with = "some")]
    q: Option<String>,
    /// Only documents in these languages
    #[serde(default, deserialize_with = "listed")]
    lang: Vec<String>,
    /// How many at most
    limit: Option<usize>,
    /// What `next` of the page before says
    #[serde(default, deserialize_with = "some")]
    cursor: Option<String>,
}

/// The documents of the record, by id.
#[utoipa::path(get, path = "/documents", tag = "documents", params(DocumentsQuery),
    responses((status = OK, body = DocumentList)))]
pub(crate) async fn documents(State(app): State<App>, asked: Asked) -> Response {
    app.answer(asked, list).await
}

fn list(ask: &Ask<'_>) -> Result<DocumentList, Failure> {
    let query: DocumentsQuery = ask.query()?;
    let page = ask.page(query.limit, query.cursor.as_deref())?;
    let words = query.q.as_deref().unwrap_or_default();
    ask.check_words("q", words)?;
    let found = documents_named(
        ask.packs,
        ask.edition.documents.values(),
        words,
        &query.lang,
    );
    Ok(DocumentList {
        items: page
            .of(&found)
            .iter()
            .map(|document| shape::document_card(document))
            .collect(),
        next: page.next(found.len()),
        total: found.len(),
    })
}

/// Which part of a document.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct DocumentQuery {
    /// Number of the first block, from 0
    from_block: Option<usize>,
    /// The blocks around this claim, by id
    #[serde(default, deserialize_with = "some")]
    claim: Option<String>,
    /// The blocks around the sentence of this number
    sentence: Option<usize>,
    /// Blocks at most; very long ones make the page shorter
    limit: Option<usize>,
}

/// Some blocks of a document, with mentions, times and claims marked in them.
#[utoipa::path(get, path = "/documents/{id}", tag = "documents",
    params(("id" = String, Path, description = "Id of the document, percent-encoded as one part of the path"), DocumentQuery),
    responses((status = OK, body = DocumentPage)))]
pub(crate) async fn document(State(app): State<App>, Id(id): Id, asked: Asked) -> Response {
    app.answer(asked, move |ask| tell(ask, &id)).await
}

fn tell(ask: &Ask<'_>, id: &str) -> Result<DocumentPage, Failure> {
    let query: DocumentQuery = ask.query()?;
    let limit = query.limit.unwrap_or(limits::MAX_PAGE);
    if !(1..=limits::MAX_PAGE).contains(&limit) {
        return Err(Failure::bad(
            "bad-limit",
            format!("a page has 1 to {} blocks, not {limit}", limits::MAX_PAGE),
        ));
    }
    let place = match (query.from_block, &query.claim, query.sentence) {
        (from, None, None) => DocumentPlace::Block(from.unwrap_or(0)),
        (None, Some(claim), None) => DocumentPlace::Claim(claim),
        (None, None, Some(sentence)) => DocumentPlace::Sentence(sentence),
        _ => {
            return Err(Failure::bad(
                "bad-query",
                "only one of `from_block`, `claim` and `sentence` can say where to begin",
            ));
        }
    };
    let Some(page) = document_page(ask.record, ask.packs, id, place, limit)? else {
        return Err(match place {
            DocumentPlace::Claim(claim) => unknown_claim(claim),
            _ => Failure::unknown("unknown-sentence", "the document has no such sentence")
                .with_hint("sentences are numbered from 0"),
        });
    };
    let mut cast = ask.cast();
    for mention in &page.mentions {
        cast.key(mention.actor.as_deref(), &mention.name, &mention.country);
    }
    let claims = page.claims.into_iter();
    Ok(DocumentPage {
        document: shape::document_card(&page.document),
        blocks: page
            .blocks
            .into_iter()
            .map(|block| Block {
                number: block.number,
                kind: named(&block.kind),
                lang: block.lang,
                text: block.text,
                read: block.is_read,
                joined: block.is_joined,
                marks: block.marks.into_iter().map(shape::mark).collect(),
                sentences: block
                    .sentences
                    .into_iter()
                    .map(|sentence| SentencePlace {
                        number: sentence.number,
                        start: sentence.start,
                        end: sentence.end,
                    })
                    .collect(),
            })
            .collect(),
        next_block: page.next_block,
        total_blocks: page.total_blocks,
        claims: claims.map(|card| shape::claim(card, &mut cast)).collect(),
        problems: page
            .problems
            .into_iter()
            .map(|problem| DocumentProblem {
                code: problem.code,
                severity: named(&problem.severity),
                message: problem.message,
                hint: problem.hint,
            })
            .collect(),
        actors: cast.finish(),
    })
}

/// In which language.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ExportQuery {
    /// Language of the page around the document: `en`, `ar` or `he`
    #[serde(default, deserialize_with = "some")]
    lang: Option<String>,
}

/// A document with what was read in it, as one HTML file that needs nothing else.
#[utoipa::path(get, path = "/documents/{id}/export.html", tag = "documents",
    params(("id" = String, Path, description = "Id of the document, percent-encoded as one part of the path"), ExportQuery),
    responses((status = OK, body = String, content_type = "text/html")))]
pub(crate) async fn export(State(app): State<App>, Id(id): Id, asked: Asked) -> Response {
    app.answer_with(asked, move |ask| file(ask, &id)).await
}

fn file(ask: &Ask<'_>, id: &str) -> Result<Payload, Failure> {
    let query: ExportQuery = ask.query()?;
    let lang = query.lang.as_deref().unwrap_or("en");
    let html = document_html(ask.record, ask.packs, id, lang).map_err(|error| match error {
        legation::Error::Picture(error) => Failure::bad("unknown-language", error.to_string()),
        error => error.into(),
    })?;
    let mut payload = Payload::new("text/html; charset=utf-8", html.into_bytes());
    // To keep, not to open here: a page of its own has no part in this one.
    let disposition = format!("attachment; filename=\"{}.html\"", file_name(id));
    if let Ok(disposition) = HeaderValue::from_str(&disposition) {
        payload.headers.push((CONTENT_DISPOSITION, disposition));
    }
    Ok(payload)
}

/// The last part of an id as the name of a file, with nothing in it that a system or a header takes for something else.
fn file_name(id: &str) -> String {
    let last = id
        .rsplit(['/', '\\'])
        .find(|part| !part.is_empty())
        .unwrap_or_default();
    let name: String = last
        .chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() || matches!(c, '-' | '_') {
                c
            } else {
                '-'
            }
        })
        .take(80)
        .collect();
    match name.trim_matches('-') {
        "" => "document".to_owned(),
        name => name.to_owned(),
    }
}

/// The name of a value of the model in its serialized form.
fn named(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_named_after_its_document() {
        for (id, name) in [
            ("corpus/en-locarno.txt", "en-locarno-txt"),
            ("https://example.org/a/?q=\"x\"\r\n", "q--x"),
            ("../..", "document"),
            ("نص", "document"),
        ] {
            assert_eq!(file_name(id), name, "{id}");
        }
    }
}
