//! Claims out of the record, one after the other in an order that does not depend on how they came in.

use legation_model::{Claim, Edtf, OffsetMap, Party, Quantity, Span, Trigger};
use rusqlite::{Connection, Row, params_from_iter};

use crate::{
    error::{AskError, asking},
    filter::ClaimFilter,
    loader::{DocumentRow, Loader},
    record::{Record, Snapshot},
    store::{size, status_of, when_from_of},
};

/// The claims that fit a filter, in its order. Holds a snapshot: what is written meanwhile does not show.
///
/// Sixteen bytes of memory a claim, whatever its size.
#[derive(Debug)]
pub struct Claims<'r> {
    keys: std::vec::IntoIter<(i64, i64)>,
    loader: Loader<'r>,
    connection: &'r Connection,
    _snapshot: Snapshot<'r>,
}

impl Iterator for Claims<'_> {
    type Item = Result<Claim, AskError>;

    fn next(&mut self) -> Option<Self::Item> {
        let (document, number) = self.keys.next()?;
        Some(load(self.connection, &mut self.loader, document, number))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.keys.size_hint()
    }
}

impl ExactSizeIterator for Claims<'_> {}

impl Record {
    /// The claims that fit a filter, one after the other.
    ///
    /// # Errors
    /// Where the database fails; each claim may fail by itself where the record is damaged.
    pub fn claims(&self, filter: &ClaimFilter) -> Result<Claims<'_>, AskError> {
        let snapshot = self.snapshot()?;
        let doing = asking("looking for claims");
        let clauses = filter.clauses(&self.connection).map_err(&doing)?;
        let keys = self
            .connection
            .prepare(&format!(
                "SELECT c.document, c.number FROM {}",
                clauses.text
            ))
            .and_then(|mut statement| {
                statement
                    .query_map(params_from_iter(clauses.values), |row| {
                        Ok((row.get(0)?, row.get(1)?))
                    })?
                    .collect::<rusqlite::Result<Vec<_>>>()
            })
            .map_err(&doing)?;
        Ok(self.claims_of(keys, snapshot))
    }

    /// How many claims fit a filter; its limit and offset are not looked at.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn count_claims(&self, filter: &ClaimFilter) -> Result<usize, AskError> {
        let _snapshot = self.snapshot()?;
        let doing = asking("counting claims");
        let clauses = filter.conditions(&self.connection).map_err(&doing)?;
        self.connection
            .query_row(
                &format!("SELECT count(*) FROM {}", clauses.text),
                params_from_iter(clauses.values),
                |row| row.get(0),
            )
            .map(size)
            .map_err(&doing)
    }

    /// The claims with an id: one, unless two documents have the same bytes; by document id.
    ///
    /// # Errors
    /// Where the database fails or the record is damaged.
    pub fn claims_by_id(&self, id: &str) -> Result<Vec<Claim>, AskError> {
        let _snapshot = self.snapshot()?;
        self.claims_at(&self.claim_places(id)?)
    }

    pub(crate) fn claims_of<'r>(
        &'r self,
        keys: Vec<(i64, i64)>,
        snapshot: Snapshot<'r>,
    ) -> Claims<'r> {
        Claims {
            keys: keys.into_iter(),
            loader: Loader::new(&self.connection),
            connection: &self.connection,
            _snapshot: snapshot,
        }
    }
}

/// The columns of a claim as they are stored.
struct ClaimRow {
    id: String,
    sentence: usize,
    span: Span,
    class: i64,
    status: i64,
    edtf: Option<String>,
    when_from: Option<i64>,
    when: Option<Span>,
    trigger: Span,
    source: Option<i64>,
    office: Option<i64>,
    instrument: Option<i64>,
    lang: i64,
    plover: Option<i64>,
    reader: i64,
    rule: i64,
    confidence: f64,
    source_start: Option<i64>,
    source_length: Option<i64>,
}

impl ClaimRow {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        let start: i64 = row.get(2)?;
        let near = |at: i64, length: i64| {
            let from = size(start.saturating_add(at));
            Span::new(from, from + size(length))
        };
        let when: Option<i64> = row.get(8)?;
        let when_length: Option<i64> = row.get(9)?;
        Ok(Self {
            id: row.get(0)?,
            sentence: size(row.get(1)?),
            span: near(0, row.get(3)?),
            class: row.get(4)?,
            status: row.get(5)?,
            edtf: row.get(6)?,
            when_from: row.get(7)?,
            when: when.zip(when_length).map(|(at, length)| near(at, length)),
            trigger: near(row.get(10)?, row.get(11)?),
            source: row.get(12)?,
            office: row.get(13)?,
            instrument: row.get(14)?,
            lang: row.get(15)?,
            plover: row.get(16)?,
            reader: row.get(17)?,
            rule: row.get(18)?,
            confidence: row.get(19)?,
            source_start: row.get(20)?,
            source_length: row.get(21)?,
        })
    }

    fn source(
        &self,
        map: impl FnOnce() -> Result<std::rc::Rc<OffsetMap>, AskError>,
    ) -> Result<Option<Span>, AskError> {
        Ok(match (self.source_start, self.source_length) {
            (None, _) => map()?.source(self.span),
            (Some(start), Some(length)) => Some(Span::new(size(start), size(start) + size(length))),
            (Some(_), None) => None,
        })
    }
}

pub(crate) fn load(
    connection: &Connection,
    loader: &mut Loader<'_>,
    key: i64,
    number: i64,
) -> Result<Claim, AskError> {
    let row = connection
        .prepare_cached(
            "SELECT id, sentence, start, length, class, status, edtf, when_from, when_at, when_length,
                 trigger_at, trigger_length, source, office, instrument, lang, plover, reader, rule,
                 confidence, source_start, source_length
             FROM claims WHERE document = ?1 AND number = ?2",
        )
        .and_then(|mut s| s.query_row([key, number], ClaimRow::read))
        .map_err(asking("reading a claim"))?;
    let document = loader.document(key)?;
    let DocumentRow { id, claim_prefix } = document.as_ref();
    let (actor, recipient) = parties(connection, loader, key, number, row.span.start)?;
    let quantities = quantities(connection, loader, key, number, row.span.start)?;
    let source = row.source(|| loader.map(key))?;
    let status = status_of(row.status)
        .ok_or_else(|| loader.corrupt(key, "the status of a claim", "is none"))?;
    let when_from = row
        .when_from
        .map(|from| {
            when_from_of(from).ok_or_else(|| loader.corrupt(key, "the origin of a date", "is none"))
        })
        .transpose()?;
    Ok(Claim {
        doc: id.clone(),
        id: format!("{claim_prefix}{}", row.id),
        class: loader.word(row.class)?.to_string(),
        actor,
        recipient,
        when: edtf(loader, key, row.edtf)?,
        status,
        source: loader.some_word(row.source)?,
        office: loader.some_word(row.office)?,
        instrument: loader.some_word(row.instrument)?,
        quote: loader.text(key, row.span)?,
        lang: loader.word(row.lang)?.to_string(),
        sentence: row.sentence,
        start: row.span.start,
        end: row.span.end,
        source_start: source.map(|s| s.start),
        source_end: source.map(|s| s.end),
        trigger: Trigger {
            text: loader.text(key, row.trigger)?,
            start: row.trigger.start,
            end: row.trigger.end,
        },
        when_text: row.when.map(|w| loader.text(key, w)).transpose()?,
        when_start: row.when.map(|w| w.start),
        when_end: row.when.map(|w| w.end),
        when_from,
        quantities,
        plover: loader.some_word(row.plover)?,
        reader: loader.word(row.reader)?.to_string(),
        rule: loader.word(row.rule)?.to_string(),
        confidence: row.confidence,
    })
}

/// The parties of a claim, actors and recipients.
fn parties(
    connection: &Connection,
    loader: &mut Loader<'_>,
    key: i64,
    number: i64,
    start: usize,
) -> Result<(Vec<Party>, Vec<Party>), AskError> {
    let doing = asking("reading parties");
    let mut statement = connection
        .prepare_cached(
            "SELECT role, actor, text_at, text_length FROM parties
             WHERE document = ?1 AND claim = ?2 ORDER BY role, number",
        )
        .map_err(&doing)?;
    let mut rows = statement.query([key, number]).map_err(&doing)?;
    let (mut actors, mut recipients) = (Vec::new(), Vec::new());
    while let Some(row) = rows.next().map_err(&doing)? {
        let column = |n: usize| row.get::<_, i64>(n).map_err(&doing);
        let at = size(crate::store::int(start).saturating_add(column(2)?));
        let span = Span::new(at, at + size(column(3)?));
        let actor = loader.actor(column(1)?)?;
        let (id, name, country) = actor.as_ref().clone();
        let party = Party {
            name,
            country,
            id,
            text: loader.text(key, span)?,
            start: span.start,
            end: span.end,
        };
        match column(0)? {
            0 => actors.push(party),
            _ => recipients.push(party),
        }
    }
    Ok((actors, recipients))
}

/// The quantities of a claim. Most claims have none; for them it is one look at the table's key.
pub(crate) fn quantities(
    connection: &Connection,
    loader: &mut Loader<'_>,
    key: i64,
    number: i64,
    start: usize,
) -> Result<Vec<Quantity>, AskError> {
    let doing = asking("reading quantities");
    let mut statement = connection
        .prepare_cached(
            "SELECT at, length, value, unit_at, unit_length, about FROM quantities
             WHERE document = ?1 AND claim = ?2 ORDER BY number",
        )
        .map_err(&doing)?;
    let mut rows = statement.query([key, number]).map_err(&doing)?;
    let mut quantities = Vec::new();
    while let Some(row) = rows.next().map_err(&doing)? {
        let column = |n: usize| row.get::<_, i64>(n).map_err(&doing);
        let at = size(crate::store::int(start).saturating_add(column(0)?));
        let span = Span::new(at, at + size(column(1)?));
        let unit_at = size(column(3)?);
        let text = loader.text(key, span)?;
        let Some(unit) = text.get(unit_at..unit_at + size(column(4)?)) else {
            return Err(loader.corrupt(key, "the unit of a quantity", "is not within it"));
        };
        quantities.push(Quantity {
            unit: unit.to_owned(),
            start: span.start,
            end: span.end,
            value: row.get(2).map_err(&doing)?,
            about: row.get(5).map_err(&doing)?,
            text,
        });
    }
    Ok(quantities)
}

/// A stored date.
pub(crate) fn edtf(
    loader: &mut Loader<'_>,
    key: i64,
    text: Option<String>,
) -> Result<Option<Edtf>, AskError> {
    text.map(|t| {
        t.parse()
            .map_err(|_| loader.corrupt(key, &format!("the date `{t}`"), "is no EDTF value"))
    })
    .transpose()
}
