//! Documents, sentences, mentions, time expressions, actors and counts out of the record.

use std::collections::{BTreeMap, BTreeSet};

use legation_model::{Day, Document, Edtf, Mention, Span, TimeExpression};
use serde::Serialize;

use crate::{
    claims::edtf,
    codec,
    error::{AskError, asking},
    loader::Loader,
    problems::{ProblemFilter, Stage},
    record::Record,
    schema::{OPEN_FUTURE, OPEN_PAST},
    store::{int, size},
};

/// A document without its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DocumentSummary {
    /// Path or address as given.
    pub id: String,
    /// Where it can be found.
    pub address: Option<String>,
    /// Title.
    pub title: Option<String>,
    /// BCP 47 tag of the main language.
    pub lang: String,
    /// Who published it.
    pub publisher: Option<String>,
    /// When it was published.
    pub published: Option<Edtf>,
    /// When it was retrieved.
    pub retrieved: Option<Edtf>,
    /// Digest of the source's bytes.
    pub digest: String,
    /// Fingerprint of the reader and its packs.
    pub reader: String,
    /// Bytes of clean text.
    pub bytes: usize,
    /// Sentences in it.
    pub sentences: usize,
    /// Mentions in it.
    pub mentions: usize,
    /// Time expressions in it.
    pub times: usize,
    /// Claims in it.
    pub claims: usize,
    /// Problems met in it.
    pub problems: usize,
}

/// A sentence out of the record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sentence {
    /// Its number in the document, from 0.
    pub number: usize,
    /// Where, in the clean text.
    pub span: Span,
    /// BCP 47 tag.
    pub lang: String,
    /// The words.
    pub text: String,
}

/// An actor that is party to claims.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ActorSummary {
    /// Id in the packs; `None` for one that documents introduce.
    pub id: Option<String>,
    /// Its name; the most frequent one where claims differ.
    pub name: String,
    /// Country codes under which it occurs, in order of the alphabet.
    pub countries: Vec<String>,
    /// Claims that it is party to.
    pub claims: usize,
    /// First year of their dates.
    pub first_year: Option<i64>,
    /// Last year of their dates.
    pub last_year: Option<i64>,
}

/// How much there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Counts {
    /// Documents.
    pub documents: usize,
    /// Bytes of clean text.
    pub bytes: usize,
    /// Sentences.
    pub sentences: usize,
    /// Mentions.
    pub mentions: usize,
    /// Time expressions.
    pub times: usize,
    /// Claims.
    pub claims: usize,
    /// Problems.
    pub problems: usize,
}

/// A stretch that holds every text.
const WHOLE: Span = Span {
    start: 0,
    end: usize::MAX,
};

impl Record {
    /// All documents by id, without their texts.
    ///
    /// # Errors
    /// Where the database fails or the record is damaged.
    pub fn documents(&self) -> Result<Vec<DocumentSummary>, AskError> {
        self.summaries("ORDER BY id", [])
    }

    /// A document without its text.
    ///
    /// # Errors
    /// [`AskError::UnknownDocument`] with the nearest ids where there is none.
    pub fn document_summary(&self, doc: &str) -> Result<DocumentSummary, AskError> {
        let _snapshot = self.snapshot()?;
        let key = self.document_key(doc)?;
        let found = self.summaries("WHERE key = ?1", [key])?.pop();
        found.ok_or_else(|| Loader::new(&self.connection).corrupt(key, "the row", "is gone"))
    }

    fn summaries(
        &self,
        which: &str,
        values: impl rusqlite::Params,
    ) -> Result<Vec<DocumentSummary>, AskError> {
        let _snapshot = self.snapshot()?;
        let doing = asking("listing documents");
        let mut loader = Loader::new(&self.connection);
        let mut statement = self
            .connection
            .prepare_cached(&format!(
                "SELECT key, id, address, title, lang, publisher, published, retrieved, digest, reader,
                     bytes, sentences, mentions, times, claims, problems
                 FROM documents {which}"
            ))
            .map_err(&doing)?;
        let mut rows = statement.query(values).map_err(&doing)?;
        let mut documents = Vec::new();
        while let Some(row) = rows.next().map_err(&doing)? {
            let text = |column: usize| row.get::<_, String>(column).map_err(&doing);
            let some = |column: usize| row.get::<_, Option<String>>(column).map_err(&doing);
            let count = |column: usize| row.get(column).map(size).map_err(&doing);
            let key = row.get(0).map_err(&doing)?;
            documents.push(DocumentSummary {
                id: text(1)?,
                address: some(2)?,
                title: some(3)?,
                lang: text(4)?,
                publisher: some(5)?,
                published: edtf(&mut loader, key, some(6)?)?,
                retrieved: edtf(&mut loader, key, some(7)?)?,
                digest: text(8)?,
                reader: loader.word(row.get(9).map_err(&doing)?)?.to_string(),
                bytes: count(10)?,
                sentences: count(11)?,
                mentions: count(12)?,
                times: count(13)?,
                claims: count(14)?,
                problems: count(15)?,
            });
        }
        Ok(documents)
    }

    /// A document as it was written, with its clean text, blocks and map.
    ///
    /// # Errors
    /// [`AskError::UnknownDocument`] with the nearest ids where there is none.
    pub fn document(&self, doc: &str) -> Result<Document, AskError> {
        let _snapshot = self.snapshot()?;
        let key = self.document_key(doc)?;
        let mut loader = Loader::new(&self.connection);
        let doing = asking("reading a document");
        let mut statement = self
            .connection
            .prepare_cached(
                "SELECT address, title, lang, publisher, published, retrieved, digest, blocks
                 FROM documents WHERE key = ?1",
            )
            .map_err(&doing)?;
        let mut rows = statement.query([key]).map_err(&doing)?;
        let Some(row) = rows.next().map_err(&doing)? else {
            return Err(loader.corrupt(key, "the row", "is gone"));
        };
        let some = |column: usize| row.get::<_, Option<String>>(column).map_err(&doing);
        let blocks: Vec<u8> = row.get(7).map_err(&doing)?;
        let Some(blocks) = codec::decode_blocks(&blocks) else {
            return Err(loader.corrupt(key, "the list of blocks", "cannot be read"));
        };
        let problems = self.problems(&ProblemFilter {
            docs: vec![doc.to_owned()],
            ..ProblemFilter::default()
        })?;
        Ok(Document {
            id: doc.to_owned(),
            address: some(0)?,
            title: some(1)?,
            lang: row.get(2).map_err(&doing)?,
            publisher: some(3)?,
            published: edtf(&mut loader, key, some(4)?)?,
            retrieved: edtf(&mut loader, key, some(5)?)?,
            text: loader.whole_text(key)?,
            blocks,
            map: loader.map(key)?.as_ref().clone(),
            digest: row.get(6).map_err(&doing)?,
            problems: problems
                .into_iter()
                .filter(|p| p.stage == Stage::Ingest)
                .map(|p| p.problem)
                .collect(),
        })
    }

    /// The sentences of a document by number.
    ///
    /// # Errors
    /// [`AskError::UnknownDocument`] with the nearest ids where there is none.
    pub fn sentences(&self, doc: &str) -> Result<Vec<Sentence>, AskError> {
        self.sentences_within(doc, WHOLE)
    }

    /// Those that share a byte with a stretch of the clean text.
    ///
    /// # Errors
    /// [`AskError::UnknownDocument`] with the nearest ids where there is none.
    pub fn sentences_within(&self, doc: &str, within: Span) -> Result<Vec<Sentence>, AskError> {
        const COLUMNS: &str = "number, lang FROM sentences";
        self.list(doc, within, COLUMNS, |loader, key, span, row| {
            let word = row.get(3).map_err(asking("reading a sentence"))?;
            Ok(Sentence {
                number: size(row.get(2).map_err(asking("reading a sentence"))?),
                span,
                lang: loader.word(word)?.to_string(),
                text: loader.text(key, span)?,
            })
        })
    }

    /// The mentions in a document by place.
    ///
    /// # Errors
    /// [`AskError::UnknownDocument`] with the nearest ids where there is none.
    pub fn mentions(&self, doc: &str) -> Result<Vec<Mention>, AskError> {
        self.mentions_within(doc, WHOLE)
    }

    /// Those that share a byte with a stretch of the clean text.
    ///
    /// # Errors
    /// [`AskError::UnknownDocument`] with the nearest ids where there is none.
    pub fn mentions_within(&self, doc: &str, within: Span) -> Result<Vec<Mention>, AskError> {
        const COLUMNS: &str = "actor FROM mentions";
        self.list(doc, within, COLUMNS, |loader, key, span, row| {
            let actor = loader.actor(row.get(2).map_err(asking("reading a mention"))?)?;
            let (actor, name, country) = actor.as_ref().clone();
            Ok(Mention {
                span,
                text: loader.text(key, span)?,
                actor,
                name,
                country,
            })
        })
    }

    /// The time expressions in a document by place.
    ///
    /// # Errors
    /// [`AskError::UnknownDocument`] with the nearest ids where there is none.
    pub fn times(&self, doc: &str) -> Result<Vec<TimeExpression>, AskError> {
        self.times_within(doc, WHOLE)
    }

    /// Those that share a byte with a stretch of the clean text.
    ///
    /// # Errors
    /// [`AskError::UnknownDocument`] with the nearest ids where there is none.
    pub fn times_within(&self, doc: &str, within: Span) -> Result<Vec<TimeExpression>, AskError> {
        const COLUMNS: &str = "edtf, stated, calendar, kind, rule FROM times";
        self.list(doc, within, COLUMNS, |loader, key, span, row| {
            let doing = asking("reading a time expression");
            Ok(TimeExpression {
                span,
                text: loader.text(key, span)?,
                edtf: edtf(loader, key, row.get(2).map_err(&doing)?)?,
                stated: row.get(3).map_err(&doing)?,
                calendar: loader.some_word(row.get(4).map_err(&doing)?)?,
                kind: loader.word(row.get(5).map_err(&doing)?)?.to_string(),
                rule: loader.word(row.get(6).map_err(&doing)?)?.to_string(),
            })
        })
    }

    /// The rows of a stretch of a document; start and length stand before the columns that are asked for.
    fn list<T>(
        &self,
        doc: &str,
        within: Span,
        columns: &str,
        read: impl Fn(&mut Loader<'_>, i64, Span, &rusqlite::Row<'_>) -> Result<T, AskError>,
    ) -> Result<Vec<T>, AskError> {
        let _snapshot = self.snapshot()?;
        let key = self.document_key(doc)?;
        let mut loader = Loader::new(&self.connection);
        let doing = asking("reading a document");
        let mut statement = self
            .connection
            .prepare_cached(&format!(
                "SELECT start, length, {columns}
                 WHERE document = ?1 AND start < ?3 AND start + length > ?2 ORDER BY number"
            ))
            .map_err(&doing)?;
        let mut rows = statement
            .query((key, int(within.start), int(within.end)))
            .map_err(&doing)?;
        let mut found = Vec::new();
        while let Some(row) = rows.next().map_err(&doing)? {
            let start = row.get(0).map(size).map_err(&doing)?;
            let length = row.get(1).map(size).map_err(&doing)?;
            found.push(read(
                &mut loader,
                key,
                Span::new(start, start + length),
                row,
            )?);
        }
        Ok(found)
    }

    /// Every actor that is party to a claim, the most frequent first, then by name. Actors that the packs
    /// do not know are told apart by name.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn actors(&self) -> Result<Vec<ActorSummary>, AskError> {
        let _snapshot = self.snapshot()?;
        let doing = asking("listing actors");
        let mut statement = self
            .connection
            .prepare_cached(
                "SELECT p.actor, p.document, p.claim, c.first_day, c.last_day
                 FROM parties p JOIN claims c ON c.document = p.document AND c.number = p.claim
                 ORDER BY p.document, p.claim",
            )
            .map_err(&doing)?;
        let mut rows = statement.query([]).map_err(&doing)?;
        let mut loader = Loader::new(&self.connection);
        let mut tallies: BTreeMap<(Option<String>, String), Tally> = BTreeMap::new();
        let mut groups: BTreeMap<i64, (Option<String>, String)> = BTreeMap::new();
        while let Some(row) = rows.next().map_err(&doing)? {
            let key: i64 = row.get(0).map_err(&doing)?;
            let group = match groups.get(&key) {
                Some(group) => group,
                None => {
                    let actor = loader.actor(key)?;
                    let (id, name, _) = actor.as_ref().clone();
                    let name = if id.is_some() { String::new() } else { name };
                    groups.entry(key).or_insert((id, name))
                }
            };
            let claim = (row.get(1).map_err(&doing)?, row.get(2).map_err(&doing)?);
            let days = (row.get(3).map_err(&doing)?, row.get(4).map_err(&doing)?);
            if !tallies.contains_key(group) {
                tallies.insert(group.clone(), Tally::default());
            }
            if let Some(tally) = tallies.get_mut(group) {
                tally.add(key, claim, days);
            }
        }
        let mut actors = Vec::with_capacity(tallies.len());
        for ((id, _), tally) in tallies {
            actors.push(tally.summary(id, &mut loader)?);
        }
        actors.sort_by(|a, b| {
            b.claims
                .cmp(&a.claims)
                .then_with(|| (&a.name, &a.id).cmp(&(&b.name, &b.id)))
        });
        Ok(actors)
    }

    /// How much there is.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn counts(&self) -> Result<Counts, AskError> {
        self.connection
            .query_row(
                "SELECT count(*), coalesce(sum(bytes), 0), coalesce(sum(sentences), 0),
                     coalesce(sum(mentions), 0), coalesce(sum(times), 0), coalesce(sum(claims), 0),
                     coalesce(sum(problems), 0)
                 FROM documents",
                [],
                |row| {
                    let count = |column| row.get(column).map(size);
                    Ok(Counts {
                        documents: count(0)?,
                        bytes: count(1)?,
                        sentences: count(2)?,
                        mentions: count(3)?,
                        times: count(4)?,
                        claims: count(5)?,
                        problems: count(6)?,
                    })
                },
            )
            .map_err(asking("counting"))
    }
}

/// What is counted for one actor.
#[derive(Debug, Default)]
struct Tally {
    /// Claims under each key of the actor.
    keys: BTreeMap<i64, usize>,
    claims: usize,
    last_claim: Option<(i64, i64)>,
    first: Option<i64>,
    last: Option<i64>,
}

impl Tally {
    fn add(&mut self, key: i64, claim: (i64, i64), (first, last): (Option<i64>, Option<i64>)) {
        *self.keys.entry(key).or_default() += 1;
        if self.last_claim == Some(claim) {
            return;
        }
        self.last_claim = Some(claim);
        self.claims += 1;
        for day in [first, last].into_iter().flatten() {
            if day > OPEN_PAST && day < OPEN_FUTURE {
                self.first = Some(self.first.map_or(day, |d| d.min(day)));
                self.last = Some(self.last.map_or(day, |d| d.max(day)));
            }
        }
    }

    fn summary(
        self,
        id: Option<String>,
        loader: &mut Loader<'_>,
    ) -> Result<ActorSummary, AskError> {
        let mut names: BTreeMap<String, usize> = BTreeMap::new();
        let mut countries = BTreeSet::new();
        for (key, count) in self.keys {
            let actor = loader.actor(key)?;
            *names.entry(actor.1.clone()).or_default() += count;
            countries.insert(actor.2.clone());
        }
        // The first by alphabet where two are as frequent.
        let name = names.into_iter().rev().max_by_key(|(_, count)| *count);
        let year = |day: i64| Day(day).ymd().0;
        Ok(ActorSummary {
            id,
            name: name.map(|(name, _)| name).unwrap_or_default(),
            countries: countries.into_iter().collect(),
            claims: self.claims,
            first_year: self.first.map(year),
            last_year: self.last.map(year),
        })
    }
}
