//! Claims, documents and disagreements.

use legation::{ClaimAt, ClaimCard, ClaimCards, Disagreement, DocumentSummary, MarkKind};

use super::Ties;
use crate::{
    ask::Ask,
    cast::Cast,
    failure::Failure,
    wire::{self, Claim, DisagreementCard, DocumentCard, Mark, Party, Quantity, When},
};

/// The claims of handles, in their order.
pub(crate) fn claims(
    ask: &Ask<'_>,
    handles: &[ClaimAt],
    cast: &mut Cast<'_>,
) -> Result<Vec<Claim>, Failure> {
    let found = ask.record.claims_at(handles)?;
    let cards = ClaimCards::new(ask.record, ask.packs).cards(found)?;
    Ok(cards.into_iter().map(|card| claim(card, cast)).collect())
}

/// A claim.
pub(crate) fn claim(card: ClaimCard, cast: &mut Cast<'_>) -> Claim {
    let told = card.claim;
    let review = cast.decision(&told.id);
    let mut parties = |parties: Vec<legation::Party>| {
        let party = |party: legation::Party| Party {
            key: cast.party(&party),
            text: party.text,
        };
        parties.into_iter().map(party).collect()
    };
    Claim {
        actor: parties(told.actor),
        recipient: parties(told.recipient),
        id: told.id,
        class: told.class,
        quad: card.quad.map(wire::Quad::from),
        plover: told.plover,
        when: told.when.as_ref().map(When::from),
        when_text: told.when_text,
        when_from: told.when_from.map(|from| from.as_str().to_owned()),
        status: told.status.into(),
        source: told.source,
        office: told.office,
        instrument: told.instrument,
        quantities: told
            .quantities
            .into_iter()
            .map(|quantity| Quantity {
                text: quantity.text,
                value: quantity.value,
                unit: quantity.unit,
                about: quantity.about,
            })
            .collect(),
        quote: told.quote,
        lang: told.lang,
        sentence: told.sentence,
        sentence_text: card.sentence_text,
        marks: card.marks.into_iter().map(mark).collect(),
        document: document_card(&card.document),
        confidence: told.confidence,
        rule: told.rule,
        reader: told.reader,
        citation: card.citation,
        permalink: card.permalink,
        review,
    }
}

/// A marked stretch of text.
pub(crate) fn mark(mark: legation::Mark) -> Mark {
    Mark {
        start: mark.start,
        end: mark.end,
        kind: match mark.kind {
            MarkKind::Quote => wire::MarkKind::Quote,
            MarkKind::Trigger => wire::MarkKind::Trigger,
            MarkKind::When => wire::MarkKind::When,
            MarkKind::Actor => wire::MarkKind::Actor,
            MarkKind::Recipient => wire::MarkKind::Recipient,
            MarkKind::Mention => wire::MarkKind::Mention,
            MarkKind::Time => wire::MarkKind::Time,
            MarkKind::Sentence => wire::MarkKind::Sentence,
            MarkKind::Hit => wire::MarkKind::Hit,
        },
        reference: mark.reference,
    }
}

/// A document without its text.
pub(crate) fn document_card(document: &DocumentSummary) -> DocumentCard {
    let date = |date: &Option<legation::Edtf>| date.as_ref().map(ToString::to_string);
    DocumentCard {
        id: document.id.clone(),
        title: document.title.clone(),
        address: document.address.clone(),
        publisher: document.publisher.clone(),
        published: date(&document.published),
        retrieved: date(&document.retrieved),
        lang: document.lang.clone(),
        claims: document.claims,
        sentences: document.sentences,
        problems: document.problems,
    }
}

/// Disagreements with their claims and the ties that hang on them.
pub(crate) fn disagreement_cards(
    ask: &Ask<'_>,
    told: &[Disagreement],
    cast: &mut Cast<'_>,
) -> Result<Vec<DisagreementCard>, Failure> {
    let cards = legation::disagreement_cards(&ask.chronicle(), told)?;
    let ties = Ties::new(ask, cards.iter().flat_map(|card| &card.ties))?;
    let shaped = |card: legation::DisagreementCard| DisagreementCard {
        id: card.told.id,
        kind: card.told.kind.into(),
        about: card
            .told
            .about
            .iter()
            .map(|who| cast.participant(who))
            .collect(),
        sentence: card.told.sentence,
        days_apart: card.told.days_apart,
        first_because: card.told.first_because,
        claims: card
            .claims
            .into_iter()
            .map(|card| claim(card, cast))
            .collect(),
        ties: card.ties.iter().map(|tie| tie.id.clone()).collect(),
        tie_lines: card.ties.iter().map(|tie| ties.tie(tie, cast)).collect(),
    };
    Ok(cards.into_iter().map(shaped).collect())
}
