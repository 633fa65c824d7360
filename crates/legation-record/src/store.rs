//! One document into the tables and out of them, inside a transaction that the writer holds.

use std::{io::Write as _, ops::Range};

use legation_model::{Bounds, Claim, Party, Problem, Severity, Span, Status, WhenFrom};
use rusqlite::{Connection, params};

use crate::{
    codec,
    input::{PreparedDocument, ReadDocument},
    intern::Interner,
    schema::{OPEN_FUTURE, OPEN_PAST},
};

/// Bytes of clean text in one row of `texts`, cut at the next character.
pub(crate) const PART: usize = 32 << 10;

/// How content digests are made; their first byte. It goes up when the serialized form of a word of the
/// model changes, so that digests made before are not taken for damage.
pub(crate) const DIGEST_FORM: u8 = 2;

/// Digests of what is stored for a document, and of what it is found by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Digests {
    pub(crate) content: Vec<u8>,
    pub(crate) indexed: Vec<u8>,
}

impl Digests {
    /// Of a sorted document.
    pub(crate) fn of(read: &ReadDocument, reader: &str) -> Self {
        let sentences: Vec<(Span, &str)> = read
            .sentences
            .iter()
            .map(|s| (s.span, s.lang.as_str()))
            .collect();
        let all = (
            reader,
            &read.document,
            sentences,
            &read.mentions,
            &read.times,
            &read.claims,
            &read.problems,
        );
        let mut indexed = blake3::Hasher::new();
        for sentence in &read.sentences {
            indexed.update(sentence.index_text.as_bytes());
            indexed.update(b"\n");
        }
        Self {
            content: digest_of(&all),
            indexed: indexed.finalize().as_bytes()[..8].to_vec(),
        }
    }
}

fn digest_of(value: &impl serde::Serialize) -> Vec<u8> {
    let mut hasher = std::io::BufWriter::with_capacity(16 << 10, blake3::Hasher::new());
    // Neither can fail: these types have no fallible serialization, and a hasher takes every byte.
    let written = serde_json::to_writer(&mut hasher, value).is_ok() && hasher.flush().is_ok();
    debug_assert!(written, "plain data serializes");
    let mut digest = vec![DIGEST_FORM];
    digest.extend_from_slice(&hasher.get_ref().finalize().as_bytes()[..15]);
    digest
}

/// What is to be changed in the search index before the batch is committed.
///
/// It waits until then because FTS5 writes out what it has gathered at every statement that may be undone
/// in part, as the removal of a document is; so the index is changed last, in one go.
#[derive(Debug, Default)]
pub(crate) struct PendingIndex {
    /// Sentences that go, by number in the index.
    removed: Vec<Range<i64>>,
    /// Sentences that come: number in the index, and where their words end in `text`.
    added: Vec<(i64, usize)>,
    text: String,
}

impl PendingIndex {
    fn add(&mut self, first: i64, text: &str, ends: &[usize]) {
        let before = self.text.len();
        self.text.push_str(text);
        let added = ends.iter().enumerate();
        self.added
            .extend(added.map(|(number, end)| (first + int(number), before + end)));
    }

    /// Makes the changes.
    pub(crate) fn write(&mut self, connection: &Connection) -> rusqlite::Result<()> {
        let mut delete = connection.prepare_cached("DELETE FROM search WHERE rowid = ?1")?;
        for number in self.removed.drain(..).flatten() {
            delete.execute([number])?;
        }
        let mut insert =
            connection.prepare_cached("INSERT INTO search (rowid, words) VALUES (?1, ?2)")?;
        let mut start = 0;
        for (number, end) in self.added.drain(..) {
            insert.execute(params![number, &self.text[start..end]])?;
            start = end;
        }
        self.text.clear();
        Ok(())
    }

    /// Drops the changes.
    pub(crate) fn clear(&mut self) {
        self.removed.clear();
        self.added.clear();
        self.text.clear();
    }
}

/// Removes a document with all that hangs on it.
pub(crate) fn remove(
    connection: &Connection,
    pending: &mut PendingIndex,
    key: i64,
) -> rusqlite::Result<()> {
    let (first, count): (Option<i64>, i64) = connection
        .prepare_cached("SELECT first_sentence, sentences FROM documents WHERE key = ?1")?
        .query_row([key], |row| Ok((row.get(0)?, row.get(1)?)))?;
    if let Some(first) = first {
        if pending
            .added
            .first()
            .is_some_and(|(number, _)| *number <= first)
        {
            // Written in this very batch; what waits goes in first, so that it can come out.
            pending.write(connection)?;
        }
        pending.removed.push(first..first + count);
    }
    connection
        .prepare_cached("DELETE FROM documents WHERE key = ?1")?
        .execute([key])?;
    Ok(())
}

/// Writes a valid, sorted document that is not in the tables.
pub(crate) fn insert(
    connection: &Connection,
    interner: &mut Interner,
    pending: &mut PendingIndex,
    prepared: &PreparedDocument,
    first_sentence: i64,
) -> rusqlite::Result<()> {
    let PreparedDocument {
        read,
        reader,
        digests,
        ..
    } = prepared;
    let document = &read.document;
    let problems = document.problems.len() + read.problems.len();
    let reader = interner.word(connection, reader)?;
    let prefix = claim_prefix(&read.claims);
    let key = connection
        .prepare_cached(
            "INSERT INTO documents (id, address, title, lang, publisher, published, retrieved, digest,
                 reader, content, indexed, claim_prefix, first_sentence, bytes, sentences, mentions,
                 times, claims, problems, blocks, map)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18,
                 ?19, ?20, ?21)",
        )?
        .insert(params![
            document.id,
            document.address,
            document.title,
            document.lang,
            document.publisher,
            document.published.as_ref().map(|e| e.as_str()),
            document.retrieved.as_ref().map(|e| e.as_str()),
            document.digest,
            reader,
            digests.content,
            digests.indexed,
            prefix,
            (!read.sentences.is_empty()).then_some(first_sentence),
            int(document.text.len()),
            int(read.sentences.len()),
            int(read.mentions.len()),
            int(read.times.len()),
            int(read.claims.len()),
            int(problems),
            codec::encode_blocks(&document.blocks),
            codec::encode_map(&document.map),
        ])?;
    insert_text(connection, key, &document.text)?;
    insert_found(connection, interner, key, read)?;
    pending.add(first_sentence, &prepared.index_text, &prepared.index_ends);
    let prefix = prefix.unwrap_or_default().len();
    for (number, claim) in read.claims.iter().enumerate() {
        insert_claim(connection, interner, key, int(number), prefix, claim, read)?;
    }
    let staged = document.problems.iter().map(|p| (0, p));
    let staged = staged.chain(read.problems.iter().map(|p| (1, p)));
    for (number, (stage, problem)) in staged.enumerate() {
        insert_problem(connection, key, int(number), stage, problem)?;
    }
    Ok(())
}

fn insert_text(connection: &Connection, key: i64, text: &str) -> rusqlite::Result<()> {
    let mut insert = connection.prepare_cached(
        "INSERT INTO texts (document, part, start, text) VALUES (?1, ?2, ?3, ?4)",
    )?;
    let mut start = 0;
    for part in 0.. {
        if start >= text.len() {
            break;
        }
        let end = text.ceil_char_boundary(((part + 1) * PART).min(text.len()));
        insert.execute(params![key, int(part), int(start), &text[start..end]])?;
        start = end;
    }
    Ok(())
}

/// Sentences, mentions, time expressions.
fn insert_found(
    connection: &Connection,
    interner: &mut Interner,
    key: i64,
    read: &ReadDocument,
) -> rusqlite::Result<()> {
    let mut sentence_row = connection.prepare_cached(
        "INSERT INTO sentences (document, number, start, length, lang) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    for (number, sentence) in read.sentences.iter().enumerate() {
        let lang = interner.word(connection, &sentence.lang)?;
        let Span { start, .. } = sentence.span;
        sentence_row.execute([key, int(number), int(start), int(sentence.span.len()), lang])?;
    }
    let mut mention_row = connection.prepare_cached(
        "INSERT INTO mentions (document, number, start, length, actor) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    for (number, mention) in read.mentions.iter().enumerate() {
        let id = mention.actor.as_deref();
        let actor = interner.actor(connection, id, &mention.name, &mention.country)?;
        let Span { start, .. } = mention.span;
        mention_row.execute([key, int(number), int(start), int(mention.span.len()), actor])?;
    }
    let mut time_row = connection.prepare_cached(
        "INSERT INTO times (document, number, start, length, edtf, stated, calendar, kind, rule)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )?;
    for (number, time) in read.times.iter().enumerate() {
        time_row.execute(params![
            key,
            int(number),
            int(time.span.start),
            int(time.span.len()),
            time.edtf.as_ref().map(|e| e.as_str()),
            time.stated,
            interner.some_word(connection, time.calendar.as_deref())?,
            interner.word(connection, &time.kind)?,
            interner.word(connection, &time.rule)?,
        ])?;
    }
    Ok(())
}

fn insert_claim(
    connection: &Connection,
    interner: &mut Interner,
    key: i64,
    number: i64,
    prefix: usize,
    claim: &Claim,
    read: &ReadDocument,
) -> rusqlite::Result<()> {
    let days = claim.when.as_ref().map(|when| day_columns(when.bounds()));
    let by_map = read.document.map.source(claim.span());
    let given = claim.source_start.zip(claim.source_end);
    let (source_start, source_length) = match given {
        given if given == by_map.map(|s| (s.start, s.end)) => (None, None),
        None => (Some(-1), None),
        Some((start, end)) => (Some(int(start)), Some(int(end - start))),
    };
    connection
        .prepare_cached(
            "INSERT INTO claims (document, number, id, sentence, start, length, class, status, edtf,
                 first_day, last_day, when_from, when_at, when_length, trigger_at, trigger_length,
                 source, office, instrument, lang, plover, reader, rule, confidence, source_start,
                 source_length)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18,
                 ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26)",
        )?
        .execute(params![
            key,
            number,
            claim.id.get(prefix..).unwrap_or_default(),
            int(claim.sentence),
            int(claim.start),
            int(claim.end - claim.start),
            interner.word(connection, &claim.class)?,
            status_number(claim.status),
            claim.when.as_ref().map(|e| e.as_str()),
            days.map(|d| d.0),
            days.map(|d| d.1),
            claim.when_from.map(when_from_number),
            claim.when_start.map(|at| int(at) - int(claim.start)),
            claim.when_start.zip(claim.when_end).map(|(a, b)| int(b - a)),
            int(claim.trigger.start) - int(claim.start),
            int(claim.trigger.end - claim.trigger.start),
            interner.some_word(connection, claim.source.as_deref())?,
            interner.some_word(connection, claim.office.as_deref())?,
            interner.some_word(connection, claim.instrument.as_deref())?,
            interner.word(connection, &claim.lang)?,
            interner.some_word(connection, claim.plover.as_deref())?,
            interner.word(connection, &claim.reader)?,
            interner.word(connection, &claim.rule)?,
            claim.confidence,
            source_start,
            source_length,
        ])?;
    let mut party_row = connection.prepare_cached(
        "INSERT INTO parties (document, claim, role, number, actor, text_at, text_length)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?;
    for (role, parties) in [(0, &claim.actor), (1, &claim.recipient)] {
        for (place, party) in parties.iter().enumerate() {
            let Party {
                name,
                country,
                id,
                start,
                end,
                ..
            } = party;
            let actor = interner.actor(connection, id.as_deref(), name, country)?;
            let at = int(*start) - int(claim.start);
            party_row.execute([key, number, role, int(place), actor, at, int(end - start)])?;
        }
    }
    insert_quantities(connection, key, number, claim)
}

fn insert_quantities(
    connection: &Connection,
    key: i64,
    number: i64,
    claim: &Claim,
) -> rusqlite::Result<()> {
    if claim.quantities.is_empty() {
        return Ok(());
    }
    let mut quantity_row = connection.prepare_cached(
        "INSERT INTO quantities (document, claim, number, at, length, value, unit_at, unit_length, about)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )?;
    for (place, quantity) in claim.quantities.iter().enumerate() {
        quantity_row.execute(params![
            key,
            number,
            int(place),
            int(quantity.start) - int(claim.start),
            int(quantity.end - quantity.start),
            quantity.value,
            // The words of the unit are all that is kept of it, so any place where they stand will do.
            int(quantity.text.rfind(&quantity.unit).unwrap_or(0)),
            int(quantity.unit.len()),
            quantity.about,
        ])?;
    }
    Ok(())
}

fn insert_problem(
    connection: &Connection,
    key: i64,
    number: i64,
    stage: i64,
    problem: &Problem,
) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO problems (document, number, stage, code, severity, message, hint, start, length)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )?
        .execute(params![
            key,
            number,
            stage,
            problem.code,
            severity_number(problem.severity),
            problem.message,
            problem.hint,
            problem.span.map(|s| int(s.start)),
            problem.span.map(|s| int(s.len())),
        ])?;
    Ok(())
}

/// What the ids of all claims begin with, cut between characters; `None` where there are no claims.
fn claim_prefix(claims: &[Claim]) -> Option<&str> {
    let mut prefix = claims.first()?.id.as_str();
    for claim in claims {
        let same = prefix
            .bytes()
            .zip(claim.id.bytes())
            .take_while(|(a, b)| a == b);
        prefix = &prefix[..prefix.floor_char_boundary(same.count())];
    }
    Some(prefix)
}

/// Bounds as they stand in the columns of days.
pub(crate) fn day_columns(bounds: Bounds) -> (i64, i64) {
    (
        bounds.first.map_or(OPEN_PAST, |day| day.0),
        bounds.last.map_or(OPEN_FUTURE, |day| day.0),
    )
}

/// A length, offset or number as SQLite keeps it.
pub(crate) fn int(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

pub(crate) fn status_number(status: Status) -> i64 {
    match status {
        Status::Asserted => 0,
        Status::Attributed => 1,
        Status::Planned => 2,
        Status::Denied => 3,
    }
}

/// The status of a number; `None` for one that stands for none.
pub(crate) fn status_of(number: i64) -> Option<Status> {
    match number {
        0 => Some(Status::Asserted),
        1 => Some(Status::Attributed),
        2 => Some(Status::Planned),
        3 => Some(Status::Denied),
        _ => None,
    }
}

/// The origin of a date of a number; `None` for one that stands for none.
pub(crate) fn when_from_of(number: i64) -> Option<WhenFrom> {
    match number {
        0 => Some(WhenFrom::Clause),
        1 => Some(WhenFrom::Sentence),
        2 => Some(WhenFrom::Context),
        3 => Some(WhenFrom::Document),
        _ => None,
    }
}

fn when_from_number(from: WhenFrom) -> i64 {
    match from {
        WhenFrom::Clause => 0,
        WhenFrom::Sentence => 1,
        WhenFrom::Context => 2,
        WhenFrom::Document => 3,
    }
}

pub(crate) fn severity_number(severity: Severity) -> i64 {
    match severity {
        Severity::Note => 0,
        Severity::Warning => 1,
        Severity::Error => 2,
    }
}

/// The same, back; damaged negative numbers become 0 and are found by their use.
pub(crate) fn size(number: i64) -> usize {
    usize::try_from(number).unwrap_or(0)
}
