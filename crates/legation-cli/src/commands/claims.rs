//! `legation claims`: claims in the order of documents and places.

use legation::{Claim, Decision, Party, claims_between, decisions_beside, known_classes};
use serde::Serialize;

use crate::{
    args::ClaimsCommand,
    commands::{Answer, find_actors, review},
    dates::readable,
    diagnose::{Ending, Failure, say},
    output::{Listed, Listing, or_empty},
    table::Column,
};

pub(super) fn run(command: &ClaimsCommand, answer: &mut Answer<'_>) -> Result<Ending, Failure> {
    let record = command.record.open()?;
    let filter = command.filter.filter();
    // Packs know names and classes; they are not needed where neither is asked for.
    let actors = if command.actors.is_empty() && filter.classes.is_empty() {
        Vec::new()
    } else {
        let packs = command.packs.load()?;
        known_classes(packs, &filter.classes)?;
        find_actors(&command.actors, packs, &record)?
    };
    let decisions = decisions_beside(&record)?;
    review::following(&record, decisions.len())?;
    let mut listing = Listing::new(answer.out, command.format.format, answer.screen);
    claims_between(&record, &actors, &filter, |claim| {
        let review = decisions.on(&claim.id).cloned();
        listing
            .push(&AsRead { claim, review })
            .map_err(Failure::from)
    })?;
    if listing.finish()? == 0 {
        say("no claim fits");
        return Ok(Ending::Nothing);
    }
    Ok(Ending::Done)
}

/// A claim as it was read, with what was decided about it beside.
#[derive(Serialize)]
struct AsRead {
    #[serde(flatten)]
    claim: Claim,
    #[serde(skip_serializing_if = "Option::is_none")]
    review: Option<Decision>,
}

impl Listed for AsRead {
    const COLUMNS: &'static [Column] = Claim::COLUMNS;

    fn cells(&self) -> Vec<String> {
        let mut cells = self.claim.cells();
        if let (Some(review), Some(status)) = (&self.review, cells.get_mut(3)) {
            *status = format!("{status} [{}]", review.decision.as_str());
        }
        cells
    }

    const NAMES: &'static [&'static str] = Claim::NAMES;

    fn values(&self) -> Vec<String> {
        self.claim.values()
    }
}

/// Who does it, and to whom.
pub(super) fn who(claim: &Claim) -> String {
    let side = |parties: &[Party]| {
        parties
            .iter()
            .map(|p| p.name.as_str())
            .collect::<Vec<_>>()
            .join(", ")
    };
    match (claim.actor.is_empty(), claim.recipient.is_empty()) {
        (_, true) => side(&claim.actor),
        (true, false) => format!("→ {}", side(&claim.recipient)),
        (false, false) => format!("{} → {}", side(&claim.actor), side(&claim.recipient)),
    }
}

impl Listed for Claim {
    const COLUMNS: &'static [Column] = &[
        Column::words("when", 10),
        Column::words("class", 12),
        Column::words("who", 12),
        Column::words("status", 8),
        Column::number("conf"),
        Column::words("document", 10),
        Column::number("sent"),
        Column::words("quote", 12),
    ];

    fn cells(&self) -> Vec<String> {
        vec![
            self.when.as_ref().map(readable).unwrap_or_default(),
            self.class.clone(),
            who(self),
            self.status.as_str().to_owned(),
            format!("{:.2}", self.confidence),
            self.doc.clone(),
            self.sentence.to_string(),
            self.quote.clone(),
        ]
    }

    const NAMES: &'static [&'static str] = &[
        "doc",
        "id",
        "class",
        "actor",
        "actor_id",
        "recipient",
        "recipient_id",
        "when",
        "status",
        "source",
        "office",
        "instrument",
        "quote",
        "lang",
        "sentence",
        "start",
        "end",
        "source_start",
        "source_end",
        "trigger",
        "when_text",
        "when_from",
        "quantities",
        "plover",
        "reader",
        "rule",
        "confidence",
    ];

    fn values(&self) -> Vec<String> {
        let names = |parties: &[Party]| {
            parties
                .iter()
                .map(|p| p.name.clone())
                .collect::<Vec<_>>()
                .join("; ")
        };
        let ids = |parties: &[Party]| {
            parties
                .iter()
                .map(|p| p.id.clone().unwrap_or_default())
                .collect::<Vec<_>>()
                .join("; ")
        };
        let when_from = self
            .when_from
            .and_then(|from| serde_json::to_value(from).ok());
        vec![
            self.doc.clone(),
            self.id.clone(),
            self.class.clone(),
            names(&self.actor),
            ids(&self.actor),
            names(&self.recipient),
            ids(&self.recipient),
            or_empty(self.when.as_ref()),
            self.status.as_str().to_owned(),
            or_empty(self.source.as_ref()),
            or_empty(self.office.as_ref()),
            or_empty(self.instrument.as_ref()),
            self.quote.clone(),
            self.lang.clone(),
            self.sentence.to_string(),
            self.start.to_string(),
            self.end.to_string(),
            or_empty(self.source_start.as_ref()),
            or_empty(self.source_end.as_ref()),
            self.trigger.text.clone(),
            or_empty(self.when_text.as_ref()),
            when_from
                .as_ref()
                .and_then(|v| v.as_str())
                .unwrap_or_default()
                .to_owned(),
            self.quantities
                .iter()
                .map(|q| format!("{} {}", q.value, q.unit).trim_end().to_owned())
                .collect::<Vec<_>>()
                .join("; "),
            or_empty(self.plover.as_ref()),
            self.reader.clone(),
            self.rule.clone(),
            self.confidence.to_string(),
        ]
    }
}
