//! Disagreements as cards: what cannot all be right, who says it, and which ties hang on it.

use std::collections::{BTreeMap, BTreeSet};

use legation_model::{ClaimAt, Disagreement, Tie};

use super::claims::{ClaimCard, ClaimCards, bearings};
use crate::{Chronicle, Error};

/// A disagreement with its claims and the ties that hang on it.
#[derive(Debug, Clone)]
pub struct DisagreementCard {
    /// The disagreement.
    pub told: Disagreement,
    /// The claims, the one that is shown first before the others.
    pub claims: Vec<ClaimCard>,
    /// Ties that one of the claims opens, closes or shows, in order of id.
    pub ties: Vec<Tie>,
}

/// The cards of some disagreements, in their order.
///
/// # Errors
/// Where the database fails.
pub fn disagreement_cards(
    chronicle: &Chronicle<'_>,
    disagreements: &[Disagreement],
) -> Result<Vec<DisagreementCard>, Error> {
    let record = chronicle.record();
    let _snapshot = record.snapshot()?;
    let all: BTreeSet<ClaimAt> = disagreements
        .iter()
        .flat_map(|told| told.claims.iter().copied())
        .collect();
    let all: Vec<ClaimAt> = all.into_iter().collect();
    let cards = ClaimCards::new(record, chronicle.packs()).cards(record.claims_at(&all)?)?;
    let cards: BTreeMap<ClaimAt, ClaimCard> = all.iter().copied().zip(cards).collect();
    let resting = bearings(chronicle, &all)?;
    let mut ties: BTreeMap<&str, Tie> = BTreeMap::new();
    for id in resting.values().flat_map(|bearing| &bearing.ties) {
        if !ties.contains_key(id.as_str())
            && let Some(tie) = chronicle.tie(id)?
        {
            ties.insert(id, tie);
        }
    }
    let card = |told: &Disagreement| {
        let resting = told.claims.iter().filter_map(|claim| resting.get(claim));
        let hanging: BTreeSet<&str> = resting
            .flat_map(|bearing| bearing.ties.iter().map(String::as_str))
            .collect();
        let claims = told.claims.iter().filter_map(|claim| cards.get(claim));
        let ties = hanging.into_iter().filter_map(|id| ties.get(id));
        DisagreementCard {
            claims: claims.cloned().collect(),
            ties: ties.cloned().collect(),
            told: told.clone(),
        }
    };
    Ok(disagreements.iter().map(card).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{LeftOut, names::tests::packs, view::testing::read_record};

    #[test]
    fn a_card_has_its_claims_in_order_and_the_ties_that_hang_on_it() {
        let (_folder, record) = read_record(&[
            (
                "a",
                "France and Japan signed the Treaty of Paris on 3 March 1925.",
            ),
            (
                "b",
                "France and Japan signed the Treaty of Paris on 5 March 1925.",
            ),
            ("c", "Albania joined the Warsaw Pact on 14 May 1955."),
        ]);
        let chronicle = Chronicle::open(&record, packs(), &LeftOut::default()).expect("it is told");
        let told = chronicle.disagreements(&[], &[]).expect("an answer");
        assert!(!told.is_empty(), "two dates of one signing");
        let cards = disagreement_cards(&chronicle, &told).expect("cards");
        assert_eq!(cards.len(), told.len());
        for (card, told) in cards.iter().zip(&told) {
            assert_eq!(card.told, *told);
            let ids: Vec<String> = card.claims.iter().map(|c| c.claim.id.clone()).collect();
            let wanted = record.claims_at(&told.claims).expect("claims");
            assert_eq!(ids, wanted.into_iter().map(|c| c.id).collect::<Vec<_>>());
            assert!(!card.ties.is_empty(), "what was signed hangs on it");
            let signed = |tie: &Tie| {
                tie.parties
                    .iter()
                    .any(|party| matches!(party.who.id.as_deref(), Some("france" | "japan")))
            };
            assert!(card.ties.iter().all(signed));
        }
    }
}
