//! Finding the claim that a decision is about, after everything may have been read anew.
//!
//! The rules, for each document that has the digest of the one decided about, and for the one that has its id:
//!
//! 1. *The text stands where it stood*: quote and trigger are at their old places, word for word, and either the digest is the
//!    same or so are the words before and behind the quote. Then the decision is about the claim with that trigger, whatever
//!    its number, quote, parties or date are now, as long as it has the class that was decided about. Where the reader reads
//!    another class there, or nothing, it is about no claim.
//! 2. *The text has moved or changed*: the decision is about a claim of the same class with the same quote and the same
//!    trigger at the same place in it, where at least a third of what stands around it is still the same, counted in
//!    characters from the quote outwards: of several, the one with most of it, then the one nearest to the old place.
//!
//! One text states one event at one place, so a trigger names a claim. A decision about no claim of the record is *orphaned*:
//! it is kept and counted, and holds again when the claim is read again. A document that is there twice is decided about once.

use std::{
    collections::{BTreeMap, BTreeSet},
    rc::Rc,
};

use legation_model::{Claim, ClaimAt, Span};
use legation_record::{ClaimStand, DocumentPlace, Record};

use super::decision::{AsRead, Selector, Target, Words};
use crate::Error;

/// Characters that are kept before and behind a quote.
const AROUND: usize = 32;

/// A document in which claims are looked for.
#[derive(Debug)]
struct Opened {
    text: String,
    stands: Vec<ClaimStand>,
}

/// A claim that a decision is about.
#[derive(Debug, Clone)]
pub(crate) struct Placed {
    pub(crate) at: ClaimAt,
    /// Its id now.
    pub(crate) id: String,
}

/// Looks claims up in one state of a record.
#[derive(Debug)]
pub(crate) struct Finder<'r> {
    record: &'r Record,
    documents: Vec<DocumentPlace>,
    by_digest: BTreeMap<String, Vec<usize>>,
    by_id: BTreeMap<String, usize>,
    /// The document that was looked at last.
    last: Option<(u32, Rc<Opened>)>,
}

impl<'r> Finder<'r> {
    pub(crate) fn new(record: &'r Record) -> Result<Self, Error> {
        let documents = record.document_places()?;
        let mut by_digest: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        let mut by_id = BTreeMap::new();
        for (place, document) in documents.iter().enumerate() {
            if !document.digest.is_empty() {
                by_digest
                    .entry(document.digest.clone())
                    .or_default()
                    .push(place);
            }
            by_id.insert(document.id.clone(), place);
        }
        Ok(Self {
            record,
            documents,
            by_digest,
            by_id,
            last: None,
        })
    }

    /// The claims that a decision is about: one in each document that it can be about, at most.
    pub(crate) fn find(&mut self, target: &Target) -> Result<Vec<Placed>, Error> {
        let same_digest = self.by_digest.get(&target.digest);
        let places: BTreeSet<usize> = same_digest
            .into_iter()
            .flatten()
            .chain(self.by_id.get(&target.doc))
            .copied()
            .collect();
        let mut found = Vec::new();
        for place in places {
            let document = &self.documents[place];
            let (key, same) = (document.key, document.digest == target.digest);
            let opened = self.opened(key)?;
            found.extend(find_in(&opened, target, same).map(|stand| Placed {
                at: stand.at,
                id: stand.id.clone(),
            }));
        }
        Ok(found)
    }

    /// What a decision about a claim says of where it stands.
    pub(crate) fn target(&mut self, at: ClaimAt, claim: &Claim) -> Result<Target, Error> {
        let digest = self.by_id.get(&claim.doc).map(|place| {
            let document = &self.documents[*place];
            document.digest.clone()
        });
        let opened = self.opened(at.document)?;
        let (prefix, suffix) = around(&opened.text, claim.span());
        Ok(Target {
            doc: claim.doc.clone(),
            digest: digest.unwrap_or_default(),
            class: claim.class.clone(),
            quote: Selector {
                exact: claim.quote.clone(),
                prefix: prefix.to_owned(),
                suffix: suffix.to_owned(),
                start: claim.start,
                end: claim.end,
            },
            trigger: Words {
                exact: claim.trigger.text.clone(),
                start: claim.trigger.start,
                end: claim.trigger.end,
            },
            read: AsRead::of(claim),
        })
    }

    fn opened(&mut self, key: u32) -> Result<Rc<Opened>, Error> {
        if let Some((last, opened)) = &self.last
            && *last == key
        {
            return Ok(Rc::clone(opened));
        }
        let opened = Rc::new(Opened {
            text: self.record.clean_text(key)?,
            stands: self.record.claim_stands(key)?,
        });
        self.last = Some((key, Rc::clone(&opened)));
        Ok(opened)
    }
}

/// What stands before and behind a stretch.
fn around(text: &str, span: Span) -> (&str, &str) {
    let before = text.get(..span.start).unwrap_or_default();
    let behind = text.get(span.end..).unwrap_or_default();
    let from = before.char_indices().rev().nth(AROUND - 1);
    let to = behind.char_indices().nth(AROUND);
    (
        from.map_or(before, |(at, _)| &before[at..]),
        to.map_or(behind, |(at, _)| &behind[..at]),
    )
}

fn find_in<'o>(opened: &'o Opened, target: &Target, same_digest: bool) -> Option<&'o ClaimStand> {
    let Opened { text, stands } = opened;
    let (quote, trigger) = (&target.quote, &target.trigger);
    let reads = |from: usize, to: usize, words: &str| text.get(from..to) == Some(words);
    let there = reads(quote.start, quote.end, &quote.exact)
        && reads(trigger.start, trigger.end, &trigger.exact);
    let old = Span {
        start: quote.start,
        end: quote.end,
    };
    if there && (same_digest || around(text, old) == (&quote.prefix, &quote.suffix)) {
        let stand = stands
            .iter()
            .find(|s| (s.trigger.start, s.trigger.end) == (trigger.start, trigger.end))?;
        return (stand.class == target.class).then_some(stand);
    }
    let within = trigger.start.wrapping_sub(quote.start);
    let wanted = quote.prefix.chars().count() + quote.suffix.chars().count();
    let candidates = stands.iter().filter_map(|stand| {
        let same = stand.class == target.class
            && stand.trigger.start.wrapping_sub(stand.quote.start) == within
            && reads(stand.quote.start, stand.quote.end, &quote.exact)
            && reads(stand.trigger.start, stand.trigger.end, &trigger.exact);
        let agreed = agreement(text, stand.quote, quote);
        (same && agreed * 3 >= wanted).then_some((agreed, stand))
    });
    candidates
        .min_by_key(|(agreed, stand)| {
            let far = stand.quote.start.abs_diff(quote.start);
            (std::cmp::Reverse(*agreed), far, stand.at)
        })
        .map(|(_, stand)| stand)
}

/// How many of the characters around a quote are still the same, counted from it outwards.
fn agreement(text: &str, span: Span, quote: &Selector) -> usize {
    let (before, behind) = around(text, span);
    let same = |pair: &(char, char)| pair.0 == pair.1;
    let before = before.chars().rev().zip(quote.prefix.chars().rev());
    let behind = behind.chars().zip(quote.suffix.chars());
    before.take_while(same).count() + behind.take_while(same).count()
}
