//! All sentences that a query finds, to count what they tell of and to turn their pages.

use legation_model::Span;
use rusqlite::params_from_iter;

use crate::{
    error::{AskError, asking},
    loader::Loader,
    record::Record,
    search::{Hit, SearchFilter, Term, hit, marks, statement_of, terms_or_error},
    store::size,
};

/// A sentence that was found, by keys that mean nothing outside the snapshot that gave them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentenceAt {
    /// Key of the document.
    pub document: u32,
    /// Number of the sentence in it, from 0.
    pub number: u32,
    /// BCP 47 tag of the sentence.
    pub lang: String,
}

/// What a query finds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Matches {
    /// The sentences in the order of the filter, up to the ceiling.
    pub sentences: Vec<SentenceAt>,
    /// How many there are in all, also beyond the ceiling; where a phrase is looked for, only as far as was looked.
    pub total: usize,
    /// Whether `total` is all there is.
    pub is_whole: bool,
}

impl Record {
    /// The sentences in which all words of a query occur, without their words, at most `ceiling` of them. For a
    /// phrase, at most `ceiling` sentences with its words are looked through. The filter's offset is not looked at.
    ///
    /// # Errors
    /// [`AskError::Query`] where the query holds no word.
    pub fn matches(
        &self,
        query: &str,
        filter: &SearchFilter<'_>,
        ceiling: usize,
    ) -> Result<Matches, AskError> {
        let terms = terms_or_error(query)?;
        let _snapshot = self.snapshot()?;
        let doing = asking("searching");
        let filter = SearchFilter {
            offset: 0,
            ..filter.clone()
        };
        let statement =
            statement_of(&self.connection, &terms, &filter, Some(ceiling + 1)).map_err(&doing)?;
        let mut prepared = self
            .connection
            .prepare_cached(&statement.rows)
            .map_err(&doing)?;
        let mut rows = prepared
            .query(params_from_iter(&statement.values))
            .map_err(&doing)?;
        let has_phrase = terms.iter().any(|t| t.words.len() > 1);
        let mut loader = Loader::new(&self.connection);
        let mut found = Matches::default();
        let mut seen = 0;
        while let Some(row) = rows.next().map_err(&doing)? {
            seen += 1;
            if seen > ceiling {
                break;
            }
            let lang = loader.word(row.get(4).map_err(&doing)?)?;
            let key: i64 = row.get(0).map_err(&doing)?;
            if has_phrase {
                let start = row.get(5).map(size).map_err(&doing)?;
                let length = row.get(6).map(size).map_err(&doing)?;
                let text = loader.text(key, Span::new(start, start + length))?;
                if marks(&text, &lang, &terms, filter.forms).is_none() {
                    continue;
                }
            }
            found.sentences.push(SentenceAt {
                document: row.get(0).map_err(&doing)?,
                number: row.get(3).map_err(&doing)?,
                lang: lang.to_string(),
            });
        }
        found.total = found.sentences.len();
        found.is_whole = seen <= ceiling;
        if !found.is_whole && !has_phrase {
            found.total = self
                .connection
                .prepare_cached(&statement.count)
                .and_then(|mut s| {
                    s.query_row(params_from_iter(&statement.values), |row| row.get(0))
                })
                .map(size)
                .map_err(&doing)?;
            found.is_whole = true;
        }
        Ok(found)
    }

    /// Some of the sentences that a query found, with their words.
    ///
    /// # Errors
    /// [`AskError::Query`] where the query holds no word; where a sentence is gone.
    pub fn hits(
        &self,
        query: &str,
        filter: &SearchFilter<'_>,
        sentences: &[SentenceAt],
    ) -> Result<Vec<Hit>, AskError> {
        let terms: Vec<Term> = terms_or_error(query)?;
        let _snapshot = self.snapshot()?;
        let doing = asking("searching");
        let mut statement = self
            .connection
            .prepare_cached(
                "SELECT d.key, d.id, d.title, s.number, s.lang, s.start, s.length
                 FROM sentences s JOIN documents d ON d.key = s.document
                 WHERE s.document = ?1 AND s.number = ?2",
            )
            .map_err(&doing)?;
        let mut loader = Loader::new(&self.connection);
        let mut found = Vec::with_capacity(sentences.len());
        for at in sentences {
            let mut rows = statement.query((at.document, at.number)).map_err(&doing)?;
            if let Some(row) = rows.next().map_err(&doing)?
                && let Some(hit) = hit(row, &mut loader, &terms, filter.forms)?
            {
                found.push(hit);
            }
        }
        Ok(found)
    }
}
