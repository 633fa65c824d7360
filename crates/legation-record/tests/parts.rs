//! Documents stretch by stretch, claims in brief, all that a search matches: each agrees with what is asked for as a whole.
#![allow(clippy::needless_pass_by_value, clippy::unwrap_used)]

mod support;

use std::collections::BTreeSet;

use legation_model::{Claim, Span};
use legation_record::*;
use support::*;

const DOCS: [&str; 3] = ["texts/ar.txt", "texts/en.txt", "texts/he.txt"];

fn bench() -> Bench {
    Bench::holding([hebrew(), english(), arabic()])
}

fn claims(record: &Record) -> Vec<Claim> {
    let all = record.claims(&ClaimFilter::default()).unwrap();
    all.map(Result::unwrap).collect()
}

#[test]
fn a_stretch_has_what_touches_it_and_nothing_else() {
    let bench = bench();
    let record = bench.record();
    for doc in DOCS {
        let document = record.document(doc).unwrap();
        let ends: Vec<usize> = document.text.char_indices().map(|(at, _)| at).collect();
        for (n, from) in ends.iter().enumerate().step_by(7) {
            for to in ends[n..].iter().step_by(11).skip(1) {
                let within = Span::new(*from, *to);
                assert_eq!(
                    record.document_text(doc, within).unwrap(),
                    within.of(&document.text)
                );
                let mut sentences = record.sentences(doc).unwrap();
                sentences.retain(|s| s.span.overlaps(within));
                assert_eq!(record.sentences_within(doc, within).unwrap(), sentences);
                let mut mentions = record.mentions(doc).unwrap();
                mentions.retain(|m| m.span.overlaps(within));
                assert_eq!(record.mentions_within(doc, within).unwrap(), mentions);
                let mut times = record.times(doc).unwrap();
                times.retain(|t| t.span.overlaps(within));
                assert_eq!(record.times_within(doc, within).unwrap(), times);
                let mut told = claims(&record);
                told.retain(|c| c.doc == doc && (*from..*to).contains(&c.start));
                assert_eq!(record.claims_within(doc, within).unwrap(), told);
            }
        }
        assert_eq!(record.document_blocks(doc).unwrap(), document.blocks);
        for sentence in record.sentences(doc).unwrap() {
            let found = record.sentence(doc, sentence.number).unwrap();
            assert_eq!(found, Some(sentence));
        }
        assert_eq!(record.sentence(doc, 1_000).unwrap(), None);
    }
}

#[test]
fn one_document_is_told_as_in_the_list_of_all() {
    let bench = bench();
    let record = bench.record();
    for summary in record.documents().unwrap() {
        assert_eq!(record.document_summary(&summary.id).unwrap(), summary);
    }
    let unknown = record.document_summary("texts/en.tx");
    assert!(matches!(unknown, Err(AskError::UnknownDocument { .. })));
}

#[test]
fn claims_in_brief_are_the_claims() {
    let bench = bench();
    let record = bench.record();
    let mut told: Vec<(String, usize, String, Option<String>, usize)> = Vec::new();
    record
        .briefs::<AskError>(BriefScope::All, |brief, keys| {
            told.push((
                keys.word(brief.lang)?,
                brief.sentence as usize,
                keys.word(brief.class)?,
                brief.first_day.map(|day| day.to_string()),
                brief.parties.len(),
            ));
            Ok(())
        })
        .unwrap();
    told.sort();
    let mut wanted: Vec<_> = claims(&record)
        .into_iter()
        .map(|claim| {
            let first = claim.when.as_ref().and_then(|when| when.bounds().first);
            let parties = claim.actor.len() + claim.recipient.len();
            let first = first.map(|day| day.to_string());
            (claim.lang, claim.sentence, claim.class, first, parties)
        })
        .collect();
    wanted.sort();
    assert_eq!(told, wanted);
}

#[test]
fn claims_in_brief_are_those_of_an_actor_or_of_documents() {
    let bench = bench();
    let record = bench.record();
    let count = |scope: BriefScope<'_>| {
        let (mut n, mut documents) = (0, BTreeSet::new());
        record
            .briefs::<AskError>(scope, |brief, _| {
                n += 1;
                documents.insert(brief.at.document);
                Ok(())
            })
            .unwrap();
        (n, documents)
    };
    let albania = [ActorRef::id("albania")];
    let wanted = record
        .count_claims(&ClaimFilter {
            actors: vec![albania.to_vec()],
            ..ClaimFilter::default()
        })
        .unwrap();
    assert_eq!(count(BriefScope::Actor(&albania)).0, wanted);
    assert_eq!(count(BriefScope::Actor(&[])).0, 0);
    let (all, documents) = count(BriefScope::All);
    let one_by_one: usize = documents
        .iter()
        .map(|key| {
            let id = record.document_id(*key).unwrap();
            let (n, _) = count(BriefScope::Documents(&BTreeSet::from([*key])));
            let of_id = claims(&record).iter().filter(|c| c.doc == id).count();
            assert_eq!(n, of_id, "{id}");
            n
        })
        .sum();
    assert_eq!(one_by_one, all);
}

#[test]
fn matches_are_the_hits_of_a_search_and_are_counted_beyond_the_ceiling() {
    let bench = bench();
    let record = bench.record();
    for query in ["albania*", "\"albania and yugoslavia\"", "1955", "nowhere"] {
        let filter = SearchFilter::default();
        let found = record.matches(query, &filter, 100).unwrap();
        let hits = record.hits(query, &filter, &found.sentences).unwrap();
        assert_eq!(hits, record.search(query, &filter, 100).unwrap(), "{query}");
        assert_eq!((found.total, found.is_whole), (hits.len(), true));
    }
    let all = record.matches("a*", &SearchFilter::default(), 100).unwrap();
    assert!(all.total > 1);
    let some = record.matches("a*", &SearchFilter::default(), 1).unwrap();
    assert_eq!((some.sentences.len(), some.total), (1, all.total));
    assert_eq!(some.sentences[..], all.sentences[..1]);
    let nothing = record.matches("؟", &SearchFilter::default(), 1);
    assert!(matches!(nothing, Err(AskError::Query { .. })));
}

#[test]
fn a_search_can_ask_for_sentences_with_certain_claims() {
    let bench = bench();
    let record = bench.record();
    let every = record.search("a*", &SearchFilter::default(), 100).unwrap();
    for class in claims(&record).iter().map(|claim| &claim.class) {
        let filter = SearchFilter {
            claims: Some(ClaimFilter {
                classes: vec![class.clone()],
                ..ClaimFilter::default()
            }),
            ..SearchFilter::default()
        };
        let states = |hit: &&Hit| {
            let all = claims(&record);
            let mut own = all
                .iter()
                .filter(|c| c.doc == hit.doc && c.sentence == hit.sentence);
            own.any(|claim| claim.class == *class)
        };
        let wanted: Vec<Hit> = every.iter().filter(states).cloned().collect();
        assert_eq!(
            record.search("a*", &filter, 100).unwrap(),
            wanted,
            "{class}"
        );
        let found = record.matches("a*", &filter, 100).unwrap();
        assert_eq!(found.total, wanted.len(), "{class}");
    }
}
