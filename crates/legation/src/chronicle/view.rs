//! Ties, events and disagreements with the sentences behind them, as programs take them.

use std::collections::BTreeMap;

use legation_model::{
    ClaimAt, Disagreement, DisagreementKind, Edtf, EndRule, Event, Quantity, Span, Status, Tie,
    TieEnd, TieKind, TieParty,
};
use legation_record::{Citation, Record};
use serde::Serialize;

use crate::Error;

/// A claim as evidence.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ClaimView {
    /// The document.
    pub doc: String,
    /// The claim.
    pub id: String,
    /// Event class.
    pub class: String,
    /// How it is said.
    pub status: Status,
    /// Who says it, for an attributed claim.
    pub source: Option<String>,
    /// When.
    pub when: Option<Edtf>,
    /// BCP 47 tag of the sentence.
    pub lang: String,
    /// Number of the sentence in the document, from 0.
    pub sentence: usize,
    /// The words that state it, verbatim; where it is the date that matters, with the words of the date if the same
    /// sentence gives it.
    pub quote: String,
    /// The whole sentence.
    pub sentence_text: String,
    /// How many and how much it tells of.
    pub quantities: Vec<Quantity>,
}

/// The beginning or end of a spell that is not told but inferred.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Inferred {
    /// When; `None` where only that it may have ended is inferred.
    pub when: Option<Edtf>,
    /// By which rule.
    pub rule: EndRule,
    /// Whether it is possible only: the packs' dates are certain.
    pub possible: bool,
    /// The claims behind it.
    pub claims: Vec<ClaimView>,
}

/// One spell of a tie.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TieView {
    /// Its id.
    pub id: String,
    /// What kind.
    pub kind: TieKind,
    /// Between whom, each with its role.
    pub parties: Vec<TieParty>,
    /// The agreement, or the alliance that it follows from.
    pub instrument: Option<String>,
    /// The office.
    pub office: Option<String>,
    /// Which spell, from 1.
    pub spell: u32,
    /// When it is told to begin; `None` where nothing tells.
    pub from: Option<Edtf>,
    /// When it is told to end: EDTF; `open` where nothing tells of an end; `None` where an end is told without a date.
    pub to: Option<String>,
    /// Whether what the claims of the beginning tell is only possibly this tie's beginning.
    pub from_possible: bool,
    /// The same of the end.
    pub to_possible: bool,
    /// The claims that opened it.
    pub from_claims: Vec<ClaimView>,
    /// The claims that closed it.
    pub to_claims: Vec<ClaimView>,
    /// A beginning that is not told.
    pub inferred_from: Option<Inferred>,
    /// An end that is not told.
    pub inferred_to: Option<Inferred>,
    /// Claims that show it between.
    pub shown_by: Vec<ClaimView>,
}

/// An event.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EventView {
    /// The event.
    #[serde(flatten)]
    pub event: EventHead,
    /// The claims about it.
    pub claims: Vec<ClaimView>,
}

/// An event without its claims.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EventHead {
    /// Its id.
    pub id: String,
    /// Event class.
    pub class: String,
    /// Who did it.
    pub actors: Vec<legation_model::Participant>,
    /// To whom.
    pub recipients: Vec<legation_model::Participant>,
    /// When.
    pub when: Option<Edtf>,
    /// Why this date.
    pub date_rule: legation_model::DateRule,
    /// How it is said, at the strongest.
    pub status: Status,
    /// The office.
    pub office: Option<String>,
    /// The agreement.
    pub instrument: Option<String>,
    /// The highest confidence among its claims.
    pub confidence: f64,
}

/// A disagreement.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DisagreementView {
    /// Its id.
    pub id: String,
    /// In what claims disagree.
    pub kind: DisagreementKind,
    /// Whom it is about.
    pub about: Vec<legation_model::Participant>,
    /// One plain sentence.
    pub sentence: String,
    /// How far apart the dates are at least, in days.
    pub days_apart: Option<i64>,
    /// Why the first claim is shown first.
    pub first_because: String,
    /// The claims, the one shown first before the others.
    pub claims: Vec<ClaimView>,
}

/// What looks claims up for views, each once.
#[derive(Debug)]
pub struct Viewer<'r> {
    record: &'r Record,
    known: BTreeMap<ClaimAt, Citation>,
}

impl<'r> Viewer<'r> {
    /// For a record.
    #[must_use]
    pub fn new(record: &'r Record) -> Self {
        Self {
            record,
            known: BTreeMap::new(),
        }
    }

    /// A claim, with the words of its date where `dated` asks for them.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn claim(&mut self, at: ClaimAt, dated: bool) -> Result<ClaimView, Error> {
        self.claims(&[at], dated)?.pop().ok_or(Error::Stale)
    }

    fn claims(&mut self, all: &[ClaimAt], dated: bool) -> Result<Vec<ClaimView>, Error> {
        self.fetch(all.iter().copied())?;
        all.iter()
            .map(|at| {
                let cited = self.known.get(at).ok_or(Error::Stale)?;
                Ok(view(cited, dated))
            })
            .collect()
    }

    /// Looks claims up that will be asked for: all at once is much quicker than one by one.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn fetch(&mut self, all: impl IntoIterator<Item = ClaimAt>) -> Result<(), Error> {
        let mut new = all
            .into_iter()
            .filter(|at| !self.known.contains_key(at))
            .peekable();
        if new.peek().is_some() {
            let found = self.record.citations(new)?;
            // Not `append`, which goes through all that is known each time.
            self.known.extend(found);
        }
        Ok(())
    }

    /// Looks up the claims of ties.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn fetch_ties<'t>(&mut self, ties: impl IntoIterator<Item = &'t Tie>) -> Result<(), Error> {
        self.fetch(ties.into_iter().flat_map(Tie::claims).copied())
    }

    /// A tie with its claims.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn tie(&mut self, tie: &Tie) -> Result<TieView, Error> {
        self.fetch_ties([tie])?;
        let told = |end: Option<&TieEnd>| end.filter(|e| e.is_told()).cloned();
        let (from, to) = (told(tie.from.as_ref()), told(tie.to.as_ref()));
        let mut inferred = |end: Option<&TieEnd>| -> Result<Option<Inferred>, Error> {
            let Some(end) = end.filter(|e| !e.is_told()) else {
                return Ok(None);
            };
            Ok(Some(Inferred {
                when: end.when.clone(),
                rule: end.rule,
                possible: end.possible,
                claims: self.claims(&end.claims, false)?,
            }))
        };
        let (inferred_from, inferred_to) =
            (inferred(tie.from.as_ref())?, inferred(tie.to.as_ref())?);
        Ok(TieView {
            id: tie.id.clone(),
            kind: tie.kind,
            parties: tie.parties.clone(),
            instrument: tie.instrument.clone(),
            office: tie.office.clone(),
            spell: tie.spell,
            from: from.as_ref().and_then(|e| e.when.clone()),
            to: match &to {
                None => Some("open".to_owned()),
                Some(end) => end.when.as_ref().map(ToString::to_string),
            },
            from_possible: from.as_ref().is_some_and(|e| e.possible),
            to_possible: to.as_ref().is_some_and(|e| e.possible),
            from_claims: self.claims(from.as_ref().map_or(&[], |e| &e.claims), false)?,
            to_claims: self.claims(to.as_ref().map_or(&[], |e| &e.claims), false)?,
            inferred_from,
            inferred_to,
            shown_by: self.claims(&tie.shown_by, false)?,
        })
    }

    /// An event with its claims.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn event(&mut self, event: &Event) -> Result<EventView, Error> {
        Ok(EventView {
            event: EventHead {
                id: event.id.clone(),
                class: event.class.clone(),
                actors: event.actors.clone(),
                recipients: event.recipients.clone(),
                when: event.when.clone(),
                date_rule: event.date_rule,
                status: event.status,
                office: event.office.clone(),
                instrument: event.instrument.clone(),
                // What the chronicle keeps in single precision, as claims show it.
                confidence: (event.confidence * 1000.0).round() / 1000.0,
            },
            claims: self.claims(&event.claims, false)?,
        })
    }

    /// A disagreement with its claims.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn disagreement(&mut self, told: &Disagreement) -> Result<DisagreementView, Error> {
        let dated = matches!(
            told.kind,
            DisagreementKind::Date | DisagreementKind::Narrative | DisagreementKind::Sequence
        );
        Ok(DisagreementView {
            id: told.id.clone(),
            kind: told.kind,
            about: told.about.clone(),
            sentence: told.sentence.clone(),
            days_apart: told.days_apart,
            first_because: told.first_because.clone(),
            claims: self.claims(&told.claims, dated)?,
        })
    }
}

fn view(cited: &Citation, dated: bool) -> ClaimView {
    let mut quote = cited.quote.as_str();
    if dated && let Some(when) = cited.when_span {
        let (span, sentence) = (cited.span, cited.sentence_span);
        let wide = Span::new(span.start.min(when.start), span.end.max(when.end));
        if sentence.contains(wide)
            && let Some(text) = cited
                .sentence_text
                .get(wide.start - sentence.start..wide.end - sentence.start)
        {
            quote = text;
        }
    }
    ClaimView {
        doc: cited.doc.clone(),
        id: cited.id.clone(),
        class: cited.class.clone(),
        status: cited.status,
        source: cited.source.clone(),
        when: cited.when.clone(),
        lang: cited.lang.clone(),
        sentence: cited.sentence,
        quote: quote.to_owned(),
        sentence_text: cited.sentence_text.clone(),
        quantities: cited.quantities.clone(),
    }
}
