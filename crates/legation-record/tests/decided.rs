//! With which decisions the chronicle was told, and where claims stand that were decided about.
#![allow(clippy::unwrap_used)]

mod support;

use std::collections::BTreeMap;

use legation_record::*;
use support::*;

fn decisions(digest: &str) -> DocumentDecisions {
    DocumentDecisions {
        digest: digest.to_owned(),
        decisions: 2,
    }
}

#[test]
fn documents_whose_decisions_differ_are_told_again_and_no_others() {
    let bench = Bench::holding([arabic(), hebrew(), english()]);
    let keys: Vec<u32> = bench
        .record()
        .document_places()
        .unwrap()
        .iter()
        .map(|d| d.key)
        .collect();
    let tell = |now: &BTreeMap<u32, DocumentDecisions>| {
        let mut writer = ChronicleWriter::open(bench.path()).unwrap();
        let mut changes = writer.changes("rules").unwrap();
        writer.add_decided(&mut changes, now).unwrap();
        writer.forget(&changes).unwrap();
        for document in &changes.new {
            let affair = writer.affair(&format!("document\t{document}")).unwrap();
            writer.add_document(*document, &[affair].into()).unwrap();
        }
        writer.follow("some", now).unwrap();
        writer.finish("rules").unwrap();
        changes
    };
    let followed = || bench.record().followed().unwrap();
    assert_eq!((followed().review.as_str(), followed().decisions), ("", 0));
    let one = BTreeMap::from([(keys[0], decisions("a"))]);
    assert_eq!(tell(&one).new.len(), 3, "all are new");
    assert_eq!(
        (followed().review.as_str(), followed().decisions),
        ("some", 2)
    );
    assert!(tell(&one).is_empty());
    let other = BTreeMap::from([(keys[0], decisions("b")), (keys[2], decisions("a"))]);
    let changes = tell(&other);
    assert_eq!(changes.new, [keys[0], keys[2]]);
    assert_eq!((changes.gone.len(), changes.affairs.len()), (2, 2));
    assert_eq!(tell(&BTreeMap::new()).new, [keys[0], keys[2]]);
}

#[test]
fn claims_stand_where_they_are_read() {
    let bench = Bench::holding([arabic(), hebrew(), english()]);
    let record = bench.record();
    for document in record.document_places().unwrap() {
        let text = record.clean_text(document.key).unwrap();
        for stand in record.claim_stands(document.key).unwrap() {
            let claim = record.claims_at(&[stand.at]).unwrap().remove(0);
            assert_eq!(
                (&claim.doc, &claim.id, &claim.class),
                (&document.id, &stand.id, &stand.class)
            );
            assert_eq!(stand.quote.of(&text), claim.quote);
            assert_eq!(stand.trigger.of(&text), claim.trigger.text);
        }
    }
    let all = ClaimFilter::default();
    let handles = record.claim_handles(&all).unwrap();
    let claims: Vec<_> = record.claims(&all).unwrap().map(Result::unwrap).collect();
    assert_eq!(handles.len(), claims.len());
    for ((at, confidence), claim) in handles.iter().zip(&claims) {
        assert_eq!(record.claims_at(&[*at]).unwrap()[0].id, claim.id);
        assert!((confidence - claim.confidence).abs() < 1e-12);
    }
    assert!(record.disputed_claims().unwrap().is_empty());
}
