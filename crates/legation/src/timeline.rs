//! What happened between actors, in order, each line with the sentence that says so.

use legation_model::{Claim, Status};
use legation_record::{ClaimFilter, ClaimOrder, Record};
use serde::Serialize;

use crate::Error;

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

/// The claims that a filter lets through, by time, with their sentences. Planned and denied ones are kept only where
/// the filter names their status.
///
/// # Errors
/// Where the database fails.
pub fn timeline(record: &Record, filter: &ClaimFilter) -> Result<Vec<Line>, Error> {
    let mut filter = filter.clone();
    filter.order = ClaimOrder::Time;
    if filter.statuses.is_empty() {
        filter.statuses = vec![Status::Asserted, Status::Attributed];
    }
    let _snapshot = record.snapshot()?;
    let claims: Vec<Claim> = record.claims(&filter)?.collect::<Result<_, _>>()?;
    let titles: std::collections::BTreeMap<String, Option<String>> = record.documents()?.into_iter().map(|d| (d.id, d.title)).collect();
    let mut lines = Vec::with_capacity(claims.len());
    let mut open: Option<(String, Vec<legation_record::Sentence>)> = None;
    for claim in claims {
        if open.as_ref().is_none_or(|(doc, _)| *doc != claim.doc) {
            open = Some((claim.doc.clone(), record.sentences(&claim.doc)?));
        }
        let sentence_text = open.as_ref().and_then(|(_, all)| all.get(claim.sentence)).map_or_else(|| claim.quote.clone(), |s| s.text.clone());
        let title = titles.get(&claim.doc).cloned().flatten();
        lines.push(Line { claim, sentence_text, title });
    }
    Ok(lines)
}
