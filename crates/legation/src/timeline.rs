//! Claims between actors, and what happened between them in order, each line with the sentence that says so.

use std::collections::{BTreeMap, BTreeSet};

use legation_model::{Claim, Status};
use legation_record::{ClaimFilter, ClaimOrder, Record};
use serde::Serialize;

use crate::{Error, Found, LoadedPacks};

/// One line of a timeline: a claim with the sentence around it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Line {
    /// The claim.
    #[serde(flatten)]
    pub claim: Claim,
    /// The sentence that says it, from the document.
    pub sentence_text: String,
    /// Title of the document.
    pub title: Option<String>,
}

/// The confidence below which a claim stays in the record, but out of timelines and of the chronicle.
#[must_use]
pub fn claim_threshold(packs: &LoadedPacks) -> f64 {
    packs.packs.weights.threshold("claim")
}

/// Hands over the claims that a filter lets through and that are between the given actors, in the filter's order:
/// with no actor all of them, with one those that he takes part in, with two those that both take part in, with more
/// those that at least two of them take part in.
///
/// # Errors
/// Where the database fails, or where `take` fails.
pub fn claims_between<E: From<Error>>(
    record: &Record,
    actors: &[Found],
    filter: &ClaimFilter,
    mut take: impl FnMut(Claim) -> Result<(), E>,
) -> Result<(), E> {
    let filter = ClaimFilter {
        actors: actors.iter().map(|a| a.references.clone()).collect(),
        ..filter.clone()
    };
    let ask = |error| E::from(Error::Ask(error));
    let every = |filter: &ClaimFilter, take: &mut dyn FnMut(Claim) -> Result<(), E>| {
        for claim in record.claims(filter).map_err(ask)? {
            take(claim.map_err(ask)?)?;
        }
        Ok(())
    };
    if actors.len() < 3 {
        return every(&filter, &mut take);
    }
    // Which claims lie between two of them is found pair by pair; then all are walked through in their order.
    let _snapshot = record.snapshot().map_err(ask)?;
    let mut between: BTreeSet<(String, String)> = BTreeSet::new();
    for (at, one) in filter.actors.iter().enumerate() {
        for other in &filter.actors[at + 1..] {
            let pair = ClaimFilter {
                actors: vec![one.clone(), other.clone()],
                limit: None,
                offset: 0,
                ..filter.clone()
            };
            every(&pair, &mut |claim| {
                between.insert((claim.doc, claim.id));
                Ok(())
            })?;
        }
    }
    let any = ClaimFilter {
        any_actor: true,
        limit: None,
        offset: 0,
        ..filter.clone()
    };
    let (mut skip, mut left) = (filter.offset, filter.limit.unwrap_or(usize::MAX));
    every(&any, &mut |claim| {
        if left == 0 || !between.contains(&(claim.doc.clone(), claim.id.clone())) {
            return Ok(());
        }
        if skip > 0 {
            skip -= 1;
            return Ok(());
        }
        left -= 1;
        take(claim)
    })
}

/// The claims that a filter lets through between actors (see [`claims_between`]), by time, with their sentences.
/// Planned and denied ones are kept only where the filter names their status.
///
/// # Errors
/// Where the database fails.
pub fn timeline(
    record: &Record,
    actors: &[Found],
    filter: &ClaimFilter,
) -> Result<Vec<Line>, Error> {
    let mut filter = filter.clone();
    filter.order = ClaimOrder::Time;
    if filter.statuses.is_empty() {
        filter.statuses = vec![Status::Asserted, Status::Attributed];
    }
    let _snapshot = record.snapshot()?;
    let mut claims: Vec<Claim> = Vec::new();
    claims_between(record, actors, &filter, |claim| {
        claims.push(claim);
        Ok::<(), Error>(())
    })?;
    let mut wanted: BTreeMap<&str, BTreeMap<usize, String>> = BTreeMap::new();
    for claim in &claims {
        let sentences = wanted.entry(&claim.doc).or_default();
        sentences.insert(claim.sentence, String::new());
    }
    // Each document once, however often the order of time comes back to it.
    for (doc, sentences) in &mut wanted {
        for sentence in record.sentences(doc)? {
            if let Some(text) = sentences.get_mut(&sentence.number) {
                *text = sentence.text;
            }
        }
    }
    let titles: BTreeMap<String, Option<String>> = record
        .documents()?
        .into_iter()
        .map(|d| (d.id, d.title))
        .collect();
    let texts: Vec<String> = claims
        .iter()
        .map(|claim| {
            let text = wanted
                .get(claim.doc.as_str())
                .and_then(|s| s.get(&claim.sentence));
            text.filter(|t| !t.is_empty())
                .unwrap_or(&claim.quote)
                .clone()
        })
        .collect();
    Ok(claims
        .into_iter()
        .zip(texts)
        .map(|(claim, sentence_text)| Line {
            title: titles.get(&claim.doc).cloned().flatten(),
            sentence_text,
            claim,
        })
        .collect())
}
