//! Claims as a page shows them: with their sentence, its words marked, the note that cites it, and what rests on it.

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use legation_model::{Claim, ClaimAt, Party, Quad, Span, Tie};
use legation_record::{Bearing, DocumentSummary, EventFilter, Record, Sentence, TieFilter};

use super::{
    actors::actor_key,
    citation::{Cited, citation},
    utf16::{Mark, MarkKind, Utf16},
};
use crate::{Chronicle, Error, LoadedPacks};

/// A claim with its sentence and document.
#[derive(Debug, Clone)]
pub struct ClaimCard {
    /// The claim.
    pub claim: Claim,
    /// The quadrant of its class.
    pub quad: Option<Quad>,
    /// The whole sentence; the quote where the record has none.
    pub sentence_text: String,
    /// Quote, trigger, date and parties within the sentence.
    pub marks: Vec<Mark>,
    /// The document, without its text.
    pub document: Arc<DocumentSummary>,
    /// The claim as a note cites it.
    pub citation: String,
    /// Its address in the page.
    pub permalink: String,
}

/// A claim, what stands around it, and what rests on it.
#[derive(Debug, Clone)]
pub struct ClaimPage {
    /// The claim.
    pub card: ClaimCard,
    /// The event that it is part of.
    pub event: Option<String>,
    /// Ties that it opens, closes or shows.
    pub ties: Vec<String>,
    /// Disagreements that it takes part in.
    pub disagreements: Vec<String>,
    /// The sentence before.
    pub before: Option<String>,
    /// The sentence after.
    pub after: Option<String>,
}

/// Makes cards of claims; looks each document up once.
#[derive(Debug)]
pub struct ClaimCards<'a> {
    record: &'a Record,
    packs: &'a LoadedPacks,
    documents: HashMap<String, Arc<DocumentSummary>>,
    /// The last sentence: claims of one sentence come one after the other.
    sentence: Option<(String, Sentence)>,
}

impl<'a> ClaimCards<'a> {
    /// For a record.
    #[must_use]
    pub fn new(record: &'a Record, packs: &'a LoadedPacks) -> Self {
        Self {
            record,
            packs,
            documents: HashMap::new(),
            sentence: None,
        }
    }

    /// A document without its text.
    ///
    /// # Errors
    /// Where there is no such document, or the database fails.
    pub fn document(&mut self, id: &str) -> Result<Arc<DocumentSummary>, Error> {
        if let Some(known) = self.documents.get(id) {
            return Ok(Arc::clone(known));
        }
        let found = Arc::new(self.record.document_summary(id)?);
        self.documents.insert(id.to_owned(), Arc::clone(&found));
        Ok(found)
    }

    /// The card of a claim.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn card(&mut self, claim: Claim) -> Result<ClaimCard, Error> {
        let document = self.document(&claim.doc)?;
        let is_kept = |(doc, sentence): &(String, Sentence)| {
            *doc == claim.doc && sentence.number == claim.sentence
        };
        if !self.sentence.as_ref().is_some_and(is_kept) {
            let found = self.record.sentence(&claim.doc, claim.sentence)?;
            self.sentence = found.map(|sentence| (claim.doc.clone(), sentence));
        }
        let (text, start) = match &self.sentence {
            Some((_, sentence)) => (sentence.text.clone(), sentence.span.start),
            None => (claim.quote.clone(), claim.start),
        };
        let place = Utf16::new(&text, start);
        let mut marks: Vec<Mark> = spans_of(&claim)
            .filter_map(|(span, kind, key)| {
                place.whole_mark(span, kind, key.as_deref().or(Some(&claim.id)))
            })
            .collect();
        marks.sort();
        marks.dedup();
        let classes = &self.packs.packs.classes;
        let cited = Cited {
            quote: &claim.quote,
            lang: &claim.lang,
            sentence: claim.sentence,
        };
        Ok(ClaimCard {
            quad: classes
                .find(&claim.class)
                .and_then(|id| classes.get(id).quad),
            citation: citation(self.packs, &document, cited),
            permalink: permalink(&claim.doc, &claim.id),
            sentence_text: text,
            marks,
            document,
            claim,
        })
    }

    /// The cards of claims, in their order.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn cards(
        &mut self,
        claims: impl IntoIterator<Item = Claim>,
    ) -> Result<Vec<ClaimCard>, Error> {
        claims.into_iter().map(|claim| self.card(claim)).collect()
    }
}

/// The stretches of text that a claim rests on, with the key of whom they name. A party whom no words name, and whose place is
/// the whole clause, has none.
pub(super) fn spans_of(
    claim: &Claim,
) -> impl Iterator<Item = (Span, MarkKind, Option<String>)> + '_ {
    let trigger = Span::new(claim.trigger.start, claim.trigger.end);
    let parties = [
        (&claim.actor, MarkKind::Actor),
        (&claim.recipient, MarkKind::Recipient),
    ];
    let parties = parties.into_iter().flat_map(move |(parties, kind)| {
        let named = parties.iter().filter(move |party| is_named(party, trigger));
        named.map(move |party| {
            let key = actor_key(party.id.as_deref(), &party.name);
            (Span::new(party.start, party.end), kind, Some(key))
        })
    });
    let when = claim.when_start.zip(claim.when_end);
    let when = when.map(|(start, end)| (Span::new(start, end), MarkKind::When, None));
    [
        (claim.span(), MarkKind::Quote, None),
        (trigger, MarkKind::Trigger, None),
    ]
    .into_iter()
    .chain(when)
    .chain(parties)
}

/// Whether words of their own name a party.
pub(super) fn is_named(party: &Party, trigger: Span) -> bool {
    !Span::new(party.start, party.end).contains(trigger)
}

/// The claim of an id with what stands around it and rests on it; `None` where there is none.
///
/// # Errors
/// Where the database fails.
pub fn claim_page(chronicle: &Chronicle<'_>, id: &str) -> Result<Option<ClaimPage>, Error> {
    let record = chronicle.record();
    let _snapshot = record.snapshot()?;
    let Some(at) = record.claim_places(id)?.first().copied() else {
        return Ok(None);
    };
    let Some(claim) = record.claims_at(&[at])?.pop() else {
        return Ok(None);
    };
    let bearing = bearings(chronicle, &[at])?.remove(&at).unwrap_or_default();
    let sentence = |number: Option<usize>| -> Result<Option<String>, Error> {
        let Some(number) = number else {
            return Ok(None);
        };
        let found = record.sentence(&claim.doc, number)?;
        Ok(found.map(|sentence| sentence.text))
    };
    Ok(Some(ClaimPage {
        before: sentence(claim.sentence.checked_sub(1))?,
        after: sentence(Some(claim.sentence + 1))?,
        event: bearing.events.into_iter().next(),
        ties: bearing.ties.into_iter().collect(),
        disagreements: bearing.disagreements.into_iter().collect(),
        card: ClaimCards::new(record, chronicle.packs()).card(claim)?,
    }))
}

/// What of the chronicle rests on each of some claims.
///
/// # Errors
/// Where the database fails.
pub fn bearings(
    chronicle: &Chronicle<'_>,
    claims: &[ClaimAt],
) -> Result<BTreeMap<ClaimAt, Bearing>, Error> {
    let Some(told) = chronicle.told() else {
        return Ok(chronicle.record().bearings(claims)?);
    };
    let mut found: BTreeMap<ClaimAt, Bearing> = claims
        .iter()
        .map(|claim| (*claim, Bearing::default()))
        .collect();
    for event in told.events(&EventFilter::default()) {
        for claim in &event.claims {
            if let Some(bearing) = found.get_mut(claim) {
                bearing.events.insert(event.id.clone());
            }
        }
    }
    for tie in told.ties(&TieFilter::default()) {
        for claim in claims_of_tie(&tie) {
            if let Some(bearing) = found.get_mut(claim) {
                bearing.ties.insert(tie.id.clone());
            }
        }
    }
    for disagreement in told.disagreements(&[], &[]) {
        for claim in &disagreement.claims {
            if let Some(bearing) = found.get_mut(claim) {
                bearing.disagreements.insert(disagreement.id.clone());
            }
        }
    }
    Ok(found)
}

/// The claims that open, close or show a tie.
fn claims_of_tie(tie: &Tie) -> impl Iterator<Item = &ClaimAt> {
    let ends = [&tie.from, &tie.to].into_iter().flatten();
    ends.flat_map(|end| &end.claims).chain(&tie.shown_by)
}

/// The address of a claim in the page.
fn permalink(doc: &str, claim: &str) -> String {
    format!("/document?id={}&claim={}", escaped(doc), escaped(claim))
}

/// A text as a value in an address.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                out.push(char::from(byte));
            }
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::{LeftOut, names::tests::packs, view::testing::read_record};

    const TEXTS: [(&str, &str); 2] = [
        (
            "en/a b&c?",
            "The talks had lasted long. Albania joined the Warsaw Pact on 14 May 1955. Nobody was surprised.",
        ),
        (
            "ar",
            "بدأ الخلاف مبكرا. انسحبت ألبانيا من حلف وارسو عام 1968. ثم ساد الصمت.",
        ),
    ];

    fn units(text: &str, mark: &Mark) -> String {
        let all: Vec<u16> = text.encode_utf16().collect();
        String::from_utf16(&all[mark.start..mark.end]).expect("whole characters")
    }

    #[test]
    fn a_card_marks_the_words_of_its_claim_in_the_sentence() {
        let (_folder, record) = read_record(&TEXTS);
        let claims: Vec<Claim> = record
            .claims(&Default::default())
            .expect("claims")
            .collect::<Result<_, _>>()
            .expect("they load");
        assert!(claims.len() >= 2);
        let mut cards = ClaimCards::new(&record, packs());
        for card in cards.cards(claims).expect("cards") {
            let words = |kind| -> BTreeSet<String> {
                let of_kind = card.marks.iter().filter(|m| m.kind == kind);
                of_kind.map(|m| units(&card.sentence_text, m)).collect()
            };
            let claim = &card.claim;
            assert_eq!(
                words(MarkKind::Quote),
                BTreeSet::from([claim.quote.clone()])
            );
            let trigger = claim.trigger.text.clone();
            assert_eq!(words(MarkKind::Trigger), BTreeSet::from([trigger]));
            let place = Span::new(claim.trigger.start, claim.trigger.end);
            let parties = |all: &[Party]| -> BTreeSet<String> {
                let named = all.iter().filter(|party| is_named(party, place));
                named.map(|party| party.text.clone()).collect()
            };
            assert_eq!(words(MarkKind::Actor), parties(&claim.actor));
            assert_eq!(words(MarkKind::Recipient), parties(&claim.recipient));
            let when: BTreeSet<String> = claim.when_text.iter().cloned().collect();
            assert_eq!(words(MarkKind::When), when);
            assert!(card.citation.contains(&claim.quote), "{}", card.citation);
        }
    }

    #[test]
    fn an_address_of_a_claim_is_escaped() {
        assert_eq!(
            permalink("en/a b&c?", "1-2"),
            "/document?id=en%2Fa%20b%26c%3F&claim=1-2"
        );
        assert_eq!(escaped("ب"), "%D8%A8");
    }

    #[test]
    fn a_page_has_the_neighbours_and_what_rests_on_the_claim() {
        let (_folder, record) = read_record(&TEXTS);
        let chronicle = Chronicle::open(&record, packs(), &LeftOut::default()).expect("it is told");
        let claims = record.claims(&Default::default()).expect("claims");
        let joined = claims
            .map(|claim| claim.expect("it loads"))
            .find(|claim| claim.class == "join-organization")
            .expect("the joining is read");
        let page = claim_page(&chronicle, &joined.id)
            .expect("an answer")
            .expect("the claim is there");
        assert_eq!(page.before.as_deref(), Some("The talks had lasted long."));
        assert_eq!(page.after.as_deref(), Some("Nobody was surprised."));
        let events = chronicle.events(&EventFilter::default()).expect("events");
        let event = events.iter().find(|e| Some(&e.id) == page.event.as_ref());
        assert_eq!(event.expect("its event").class, "join-organization");
        let ties = chronicle.ties(&TieFilter::default()).expect("ties");
        assert!(!page.ties.is_empty());
        for id in &page.ties {
            assert!(ties.iter().any(|tie| tie.id == *id), "{id}");
        }
        assert!(
            claim_page(&chronicle, "no-such-claim")
                .expect("an answer")
                .is_none()
        );
    }

    #[test]
    fn what_rests_on_claims_is_the_same_out_of_the_record_and_out_of_memory() {
        let (_folder, record) = read_record(&[
            TEXTS[0],
            TEXTS[1],
            (
                "b",
                "France and Japan signed the Treaty of Paris on 3 March 1925.",
            ),
            (
                "c",
                "France and Japan signed the Treaty of Paris on 5 March 1925.",
            ),
        ]);
        let kept = Chronicle::as_told(&record, packs(), None);
        let told = crate::Told::new(&record, packs(), &LeftOut::default()).expect("it is told");
        let told = Chronicle::as_told(&record, packs(), Some(Arc::new(told)));
        let ids = record.claims(&Default::default()).expect("claims");
        let places: Vec<ClaimAt> = ids
            .flat_map(|claim| {
                record
                    .claim_places(&claim.expect("it loads").id)
                    .expect("places")
            })
            .collect();
        let found = bearings(&kept, &places).expect("an answer");
        assert_eq!(found, bearings(&told, &places).expect("an answer"));
        assert!(found.values().any(|b| !b.ties.is_empty()));
        assert!(found.values().any(|b| !b.disagreements.is_empty()));
    }
}
