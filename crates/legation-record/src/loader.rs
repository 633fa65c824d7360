//! What answers share: words, actors, documents' names and clean texts by key, each fetched once and kept
//! within bounds while an answer is made.

use std::{collections::HashMap, rc::Rc};

use legation_model::{OffsetMap, Participant, Span};
use rusqlite::Connection;

use crate::{
    codec,
    error::{AskError, asking},
    store::{PART, int, size},
};

/// Values remembered at most, of each sort.
const REMEMBERED: usize = 50_000;
/// Bytes of text and maps remembered at most, besides the one in use.
const REMEMBERED_BYTES: usize = 16 << 20;

/// An actor under one of its names: id in the packs, name, country.
pub(crate) type ActorRow = Rc<(Option<String>, String, String)>;

/// What claims need to know of their document.
#[derive(Debug)]
pub(crate) struct DocumentRow {
    pub(crate) id: String,
    pub(crate) claim_prefix: String,
}

/// A part of a clean text.
#[derive(Debug)]
struct Part {
    start: usize,
    text: String,
}

/// The memory of one answer; it must not outlive the answer's snapshot.
#[derive(Debug)]
pub(crate) struct Loader<'r> {
    connection: &'r Connection,
    words: HashMap<i64, Rc<str>>,
    actors: HashMap<i64, ActorRow>,
    documents: HashMap<i64, Rc<DocumentRow>>,
    maps: HashMap<i64, Rc<OffsetMap>>,
    parts: HashMap<(i64, usize), Rc<Part>>,
    bytes: usize,
}

impl<'r> Loader<'r> {
    pub(crate) fn new(connection: &'r Connection) -> Self {
        Self {
            connection,
            words: HashMap::new(),
            actors: HashMap::new(),
            documents: HashMap::new(),
            maps: HashMap::new(),
            parts: HashMap::new(),
            bytes: 0,
        }
    }

    pub(crate) fn word(&mut self, key: i64) -> Result<Rc<str>, AskError> {
        if let Some(word) = self.words.get(&key) {
            return Ok(Rc::clone(word));
        }
        let word: String = self
            .connection
            .prepare_cached("SELECT word FROM words WHERE key = ?1")
            .and_then(|mut s| s.query_row([key], |row| row.get(0)))
            .map_err(asking("reading a word"))?;
        let word: Rc<str> = word.into();
        if self.words.len() >= REMEMBERED {
            self.words.clear();
        }
        self.words.insert(key, Rc::clone(&word));
        Ok(word)
    }

    pub(crate) fn some_word(&mut self, key: Option<i64>) -> Result<Option<String>, AskError> {
        key.map(|k| self.word(k).map(|w| w.to_string())).transpose()
    }

    pub(crate) fn actor(&mut self, key: i64) -> Result<ActorRow, AskError> {
        if let Some(actor) = self.actors.get(&key) {
            return Ok(Rc::clone(actor));
        }
        let actor: ActorRow = self
            .connection
            .prepare_cached("SELECT id, name, country FROM actors WHERE key = ?1")
            .and_then(|mut s| {
                s.query_row([key], |row| {
                    let id: String = row.get(0)?;
                    let id = (!id.is_empty()).then_some(id);
                    Ok(Rc::new((id, row.get(1)?, row.get(2)?)))
                })
            })
            .map_err(asking("reading an actor"))?;
        if self.actors.len() >= REMEMBERED {
            self.actors.clear();
        }
        self.actors.insert(key, Rc::clone(&actor));
        Ok(actor)
    }

    /// An actor under one of its names, as it takes part in events and ties.
    pub(crate) fn participant(&mut self, key: i64) -> Result<Participant, AskError> {
        let actor = self.actor(key)?;
        let (id, name, country) = actor.as_ref().clone();
        Ok(Participant { id, name, country })
    }

    pub(crate) fn document(&mut self, key: i64) -> Result<Rc<DocumentRow>, AskError> {
        if let Some(document) = self.documents.get(&key) {
            return Ok(Rc::clone(document));
        }
        let document = self
            .connection
            .prepare_cached("SELECT id, claim_prefix FROM documents WHERE key = ?1")
            .and_then(|mut s| {
                s.query_row([key], |row| {
                    let claim_prefix: Option<String> = row.get(1)?;
                    Ok(Rc::new(DocumentRow {
                        id: row.get(0)?,
                        claim_prefix: claim_prefix.unwrap_or_default(),
                    }))
                })
            })
            .map_err(asking("reading a document"))?;
        if self.documents.len() >= REMEMBERED {
            self.documents.clear();
        }
        self.documents.insert(key, Rc::clone(&document));
        Ok(document)
    }

    /// The map of a document to its source.
    pub(crate) fn map(&mut self, key: i64) -> Result<Rc<OffsetMap>, AskError> {
        if let Some(map) = self.maps.get(&key) {
            return Ok(Rc::clone(map));
        }
        let bytes: Vec<u8> = self
            .connection
            .prepare_cached("SELECT map FROM documents WHERE key = ?1")
            .and_then(|mut s| s.query_row([key], |row| row.get(0)))
            .map_err(asking("reading a map"))?;
        let Some(map) = codec::decode_map(&bytes) else {
            return Err(self.corrupt(key, "the map to the source", "cannot be read"));
        };
        self.make_room(map.0.len() * size_of::<legation_model::MapPiece>());
        let map = Rc::new(map);
        self.maps.insert(key, Rc::clone(&map));
        Ok(map)
    }

    /// A stretch of a clean text.
    pub(crate) fn text(&mut self, key: i64, span: Span) -> Result<String, AskError> {
        let mut text = String::with_capacity(span.len());
        if span.is_empty() {
            return Ok(text);
        }
        let mut number = span.start / PART;
        // A part starts at the first character at or after its multiple.
        if number > 0 && self.part(key, number)?.is_none_or(|p| p.start > span.start) {
            number -= 1;
        }
        let mut at = span.start;
        while at < span.end {
            let Some(part) = self.part(key, number)? else {
                return Err(self.corrupt(key, "a stretch", "does not fit the text"));
            };
            let from = at.checked_sub(part.start);
            let to = (span.end - part.start).min(part.text.len());
            let piece = from.and_then(|from| part.text.get(from..to));
            let Some(piece) = piece.filter(|p| !p.is_empty()) else {
                return Err(self.corrupt(key, "a stretch", "does not fit the text"));
            };
            text.push_str(piece);
            at += piece.len();
            number += 1;
        }
        Ok(text)
    }

    /// A whole clean text.
    pub(crate) fn whole_text(&self, key: i64) -> Result<String, AskError> {
        let doing = asking("reading a text");
        let mut statement = self
            .connection
            .prepare_cached("SELECT text FROM texts WHERE document = ?1 ORDER BY part")
            .map_err(&doing)?;
        let mut rows = statement.query([key]).map_err(&doing)?;
        let mut text = String::new();
        while let Some(row) = rows.next().map_err(&doing)? {
            let part = row.get_ref(0).map_err(&doing)?;
            text.push_str(part.as_str().map_err(|e| doing(e.into()))?);
        }
        Ok(text)
    }

    pub(crate) fn corrupt(&mut self, key: i64, what: &str, why: &str) -> AskError {
        AskError::Corrupt {
            doc: self
                .document(key)
                .map_or_else(|_| format!("number {key}"), |d| d.id.clone()),
            what: what.to_owned(),
            why: why.to_owned(),
        }
    }

    fn part(&mut self, key: i64, number: usize) -> Result<Option<Rc<Part>>, AskError> {
        if let Some(part) = self.parts.get(&(key, number)) {
            return Ok(Some(Rc::clone(part)));
        }
        let doing = asking("reading a text");
        let mut statement = self
            .connection
            .prepare_cached("SELECT start, text FROM texts WHERE document = ?1 AND part = ?2")
            .map_err(&doing)?;
        let mut rows = statement.query([key, int(number)]).map_err(&doing)?;
        let Some(row) = rows.next().map_err(&doing)? else {
            return Ok(None);
        };
        let part = Rc::new(Part {
            start: size(row.get(0).map_err(&doing)?),
            text: row.get(1).map_err(&doing)?,
        });
        self.make_room(part.text.len());
        self.parts.insert((key, number), Rc::clone(&part));
        Ok(Some(part))
    }

    fn make_room(&mut self, bytes: usize) {
        self.bytes += bytes;
        if self.bytes > REMEMBERED_BYTES {
            self.parts.clear();
            self.maps.clear();
            self.bytes = bytes;
        }
    }
}
