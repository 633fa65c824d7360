//! Search: sentences by their words, over the index texts that the writer handed in.

use legation_model::Span;
use rusqlite::{Connection, Row, params_from_iter, types::Value};
use serde::Serialize;

use crate::{
    error::{AskError, asking},
    filter::{ClaimFilter, list},
    loader::Loader,
    record::Record,
    store::{int, size},
    words::words,
};

/// Bytes of a snippet at most, cut at words; a shorter sentence is its own snippet.
const SNIPPET: usize = 280;

/// The forms under which a word of a language can be found, folded: the same normalization that made the
/// index text. Takes the word as written and the BCP 47 tag of its sentence.
pub type Forms<'a> = &'a dyn Fn(&str, &str) -> Vec<String>;

/// In which order hits come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum SearchOrder {
    /// The shortest sentences first, then by place. All words of a query are in every hit, so what tells
    /// hits apart is how much else they say (which is what BM25 comes down to here, too).
    #[default]
    Relevance,
    /// By document id and sentence.
    Place,
}

/// Where to search, and how to show what is found.
#[derive(Clone, Default)]
pub struct SearchFilter<'a> {
    /// Ids of documents; none asks nothing.
    pub docs: Vec<String>,
    /// BCP 47 tags of sentences; none asks nothing.
    pub langs: Vec<String>,
    /// Only sentences that state a claim that fits; its order and limits are not looked at.
    pub claims: Option<ClaimFilter>,
    /// In which order.
    pub order: SearchOrder,
    /// How many to leave out before the first.
    pub offset: usize,
    /// How the words of a sentence are folded, to mark those that were found; without it, they are
    /// compared in lower case.
    pub forms: Option<Forms<'a>>,
}

impl std::fmt::Debug for SearchFilter<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SearchFilter")
            .field("docs", &self.docs)
            .field("langs", &self.langs)
            .field("claims", &self.claims)
            .field("order", &self.order)
            .field("offset", &self.offset)
            .field("forms", &self.forms.is_some())
            .finish()
    }
}

/// A sentence that was found.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Hit {
    /// Id of the document.
    pub doc: String,
    /// Its title.
    pub title: Option<String>,
    /// Number of the sentence.
    pub sentence: usize,
    /// BCP 47 tag of the sentence.
    pub lang: String,
    /// The sentence, in the clean text.
    pub span: Span,
    /// The words of the sentence.
    pub text: String,
    /// The stretch of it to show, in the clean text.
    pub snippet: Span,
    /// The words found, in the clean text.
    pub marks: Vec<Span>,
}

impl Record {
    /// Sentences in which all words of a query occur, at most `limit` of them.
    ///
    /// The query is folded as the index texts were. Its words are set apart by white space; `"two words"`
    /// must follow each other in the text, `word*` is the beginning of a word. Nothing else has a meaning.
    ///
    /// # Errors
    /// [`AskError::Query`] where the query holds no word.
    pub fn search(
        &self,
        query: &str,
        filter: &SearchFilter<'_>,
        limit: usize,
    ) -> Result<Vec<Hit>, AskError> {
        let terms = terms_or_error(query)?;
        let _snapshot = self.snapshot()?;
        let doing = asking("searching");
        // The index does not know which words follow each other; hits are looked through for that.
        let has_phrase = terms.iter().any(|t| t.words.len() > 1);
        let found = statement_of(
            &self.connection,
            &terms,
            filter,
            (!has_phrase).then_some(limit),
        )
        .map_err(&doing)?;
        let mut statement = self
            .connection
            .prepare_cached(&found.rows)
            .map_err(&doing)?;
        let mut rows = statement
            .query(params_from_iter(found.values))
            .map_err(&doing)?;
        let mut loader = Loader::new(&self.connection);
        let mut hits = Vec::new();
        let mut skip = if has_phrase { filter.offset } else { 0 };
        while hits.len() < limit
            && let Some(row) = rows.next().map_err(&doing)?
        {
            let Some(hit) = hit(row, &mut loader, &terms, filter.forms)? else {
                continue;
            };
            if skip > 0 {
                skip -= 1;
                continue;
            }
            hits.push(hit);
        }
        Ok(hits)
    }
}

/// A hit out of a row of [`statement_of`]; `None` where the words of a phrase do not follow each other.
pub(crate) fn hit(
    row: &Row<'_>,
    loader: &mut Loader<'_>,
    terms: &[Term],
    forms: Option<Forms<'_>>,
) -> Result<Option<Hit>, AskError> {
    let doing = asking("searching");
    let key = row.get(0).map_err(&doing)?;
    let start = row.get(5).map(size).map_err(&doing)?;
    let length = row.get(6).map(size).map_err(&doing)?;
    let span = Span::new(start, start + length);
    let text = loader.text(key, span)?;
    let lang = loader.word(row.get(4).map_err(&doing)?)?.to_string();
    let Some(marks) = marks(&text, &lang, terms, forms) else {
        return Ok(None);
    };
    let snippet = snippet(&text, &marks);
    let moved = |s: Span| Span::new(s.start + start, s.end + start);
    Ok(Some(Hit {
        doc: row.get(1).map_err(&doing)?,
        title: row.get(2).map_err(&doing)?,
        sentence: row.get(3).map(size).map_err(&doing)?,
        lang,
        span,
        snippet: moved(snippet),
        marks: marks.into_iter().map(moved).collect(),
        text,
    }))
}

/// The statements of a search, which share their parameters.
pub(crate) struct Statement {
    /// Finds the sentences.
    pub(crate) rows: String,
    /// Counts them all.
    pub(crate) count: String,
    pub(crate) values: Vec<Value>,
}

/// The statement that finds sentences with all words of a query; without `limit` it gives them all.
pub(crate) fn statement_of(
    connection: &Connection,
    terms: &[Term],
    filter: &SearchFilter<'_>,
    limit: Option<usize>,
) -> rusqlite::Result<Statement> {
    let mut values = vec![Value::Text(match_text(terms))];
    let mut conditions = String::new();
    if !filter.docs.is_empty() {
        values.push(list(&filter.docs));
        conditions.push_str(&format!(
            " AND d.id IN (SELECT value FROM json_each(?{}))",
            values.len()
        ));
    }
    if !filter.langs.is_empty() {
        values.push(list(&filter.langs));
        conditions.push_str(&format!(
            " AND s.lang IN (SELECT key FROM words WHERE word IN (SELECT value FROM json_each(?{})))",
            values.len()
        ));
    }
    if let Some(claims) = &filter.claims {
        let clauses = claims.conditions_after(connection, values)?;
        // `+` keeps the words first: claims that fit may be most of all.
        conditions.push_str(&format!(
            " AND (+s.document, +s.number) IN (SELECT c.document, c.sentence FROM {})",
            clauses.text
        ));
        values = clauses.values;
    }
    let order = match filter.order {
        SearchOrder::Relevance => "s.length, d.id, s.number",
        SearchOrder::Place => "d.id, s.number",
    };
    let (limit, offset) = limit.map_or((-1, 0), |limit| (int(limit), int(filter.offset)));
    let source = format!(
        "FROM search
         JOIN documents d ON d.first_sentence =
             (SELECT max(first_sentence) FROM documents WHERE first_sentence <= search.rowid)
         JOIN sentences s ON s.document = d.key AND s.number = search.rowid - d.first_sentence
         WHERE search MATCH ?1{conditions}"
    );
    let count = if conditions.is_empty() {
        "SELECT count(*) FROM search WHERE search MATCH ?1".to_owned()
    } else {
        format!("SELECT count(*) {source}")
    };
    Ok(Statement {
        rows: format!(
            "SELECT d.key, d.id, d.title, s.number, s.lang, s.start, s.length
             {source} ORDER BY {order} LIMIT {limit} OFFSET {offset}"
        ),
        count,
        values,
    })
}

/// The terms of a query.
///
/// # Errors
/// [`AskError::Query`] where it holds no word.
pub(crate) fn terms_or_error(query: &str) -> Result<Vec<Term>, AskError> {
    let terms = terms_of(query);
    if terms.is_empty() {
        return Err(AskError::Query {
            query: query.to_owned(),
            why: "give at least one word of letters or digits".to_owned(),
        });
    }
    Ok(terms)
}

/// A part of a query: words that stand together, the last of them perhaps only begun.
#[derive(Debug, PartialEq)]
pub(crate) struct Term {
    pub(crate) words: Vec<String>,
    begun: bool,
}

fn terms_of(query: &str) -> Vec<Term> {
    let mut terms = Vec::new();
    let mut push = |text: &str| {
        let words: Vec<String> = words(text).map(|(_, word)| word.to_lowercase()).collect();
        if !words.is_empty() {
            let begun = text.ends_with('*');
            terms.push(Term { words, begun });
        }
    };
    // A quotation mark at the start of a word opens a phrase, one at the end of a word closes it; those
    // within a word (Hebrew acronyms) are letters to the eye and dividers to the index.
    let mut phrase: Option<String> = None;
    for piece in query.split_whitespace() {
        let (opens, closes) = (
            piece.starts_with('"'),
            piece.len() > 1 && piece.ends_with('"'),
        );
        match &mut phrase {
            None if opens && !closes => phrase = Some(piece.to_owned()),
            None => push(piece),
            Some(text) => {
                text.push(' ');
                text.push_str(piece);
                if piece.ends_with('"')
                    && let Some(text) = phrase.take()
                {
                    push(&text);
                }
            }
        }
    }
    // A phrase that is never closed is words.
    for piece in phrase.unwrap_or_default().split_whitespace() {
        push(piece);
    }
    terms
}

/// The query in FTS5's own language: every word quoted, so that none of them is an operator.
fn match_text(terms: &[Term]) -> String {
    let mut quoted = Vec::new();
    for term in terms {
        for (number, word) in term.words.iter().enumerate() {
            let star = if term.begun && number + 1 == term.words.len() {
                "*"
            } else {
                ""
            };
            quoted.push(format!("\"{word}\"{star}"));
        }
    }
    quoted.join(" AND ")
}

/// The words of a sentence that the terms name, in order; `None` where the words of a phrase do not follow
/// each other.
pub(crate) fn marks(
    text: &str,
    lang: &str,
    terms: &[Term],
    forms: Option<Forms<'_>>,
) -> Option<Vec<Span>> {
    let written: Vec<(Span, Vec<String>)> = words(text)
        .map(|(span, word)| match forms {
            Some(forms) => (span, forms(word, lang)),
            None => (span, vec![word.to_lowercase()]),
        })
        .collect();
    let mut marked = vec![false; written.len()];
    for term in terms {
        let length = term.words.len();
        let mut found = false;
        for (at, window) in written.windows(length).enumerate() {
            let fits = window
                .iter()
                .zip(&term.words)
                .enumerate()
                .all(|(n, ((_, forms), word))| {
                    let begun = term.begun && n + 1 == length;
                    forms
                        .iter()
                        .any(|f| f == word || (begun && f.starts_with(word.as_str())))
                });
            if fits {
                found = true;
                marked[at..at + length].fill(true);
            }
        }
        if !found && length > 1 {
            return None;
        }
    }
    let spans = written.into_iter().zip(marked);
    Some(
        spans
            .filter(|(_, m)| *m)
            .map(|((span, _), _)| span)
            .collect(),
    )
}

/// The stretch of a sentence to show: around the first word found, from word to word.
fn snippet(text: &str, marks: &[Span]) -> Span {
    if text.len() <= SNIPPET {
        return Span::new(0, text.len());
    }
    let first = marks.first().map_or(0, |m| m.start);
    let from = text.floor_char_boundary(first.saturating_sub(SNIPPET / 3));
    let from = match text[from..first].find(char::is_whitespace) {
        Some(space) if from > 0 => from + space + 1,
        _ if from > 0 => first,
        _ => 0,
    };
    let to = text.floor_char_boundary((from + SNIPPET).min(text.len()));
    let to = match text[from..to].rfind(char::is_whitespace) {
        Some(space) if to < text.len() && space > 0 => from + space,
        _ => to,
    };
    let from = text.ceil_char_boundary(from);
    Span::new(from, to.max(from))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(query: &str) -> String {
        match_text(&terms_of(query))
    }

    #[test]
    fn a_query_is_words_phrases_and_beginnings_and_nothing_else() {
        assert_eq!(said("albania  Pact"), r#""albania" AND "pact""#);
        assert_eq!(
            said(r#""warsaw pact" 1955"#),
            r#""warsaw" AND "pact" AND "1955""#
        );
        assert_eq!(said("alban*"), r#""alban"*"#);
        assert_eq!(
            said("a OR b NEAR(c, d) -e col:f"),
            r#""a" AND "or" AND "b" AND "near" AND "c" AND "d" AND "e" AND "col" AND "f""#
        );
        assert_eq!(said(r#"ארה"ב"#), r#""ארה" AND "ב""#);
        assert_eq!(said(r#""never closed"#), r#""never" AND "closed""#);
        assert_eq!(said(r#"" * ( ""#), "");
    }

    #[test]
    fn a_snippet_lies_around_the_word_and_between_words() {
        let text = format!("{}חרושצ'וב {}", "מילה ".repeat(80), "סוף ".repeat(80));
        let terms = terms_of("חרושצ*");
        let marks = marks(&text, "he", &terms, None).unwrap_or_default();
        assert_eq!(marks.len(), 1);
        let snippet = snippet(&text, &marks);
        assert!(snippet.contains(marks[0]) && snippet.len() <= SNIPPET);
        let shown = snippet.of(&text);
        assert!(
            shown.starts_with("מילה") && shown.ends_with("סוף"),
            "{shown}"
        );
    }
}
