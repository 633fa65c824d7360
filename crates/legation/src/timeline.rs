//! Claims between actors, and what happened between them in order, each line with the sentence that says so.

use std::collections::{BTreeMap, BTreeSet};

use legation_model::{Claim, Edtf, Status};
use legation_record::{ClaimFilter, ClaimOrder, Record};
use serde::Serialize;

use crate::{
    Decision, Error, Found, LoadedPacks, actor_groups,
    review::{decisions_beside, followed},
};

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
    /// What somebody decided about it, if anything; the claim is told so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub review: Option<Decision>,
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
        actors: actor_groups(actors),
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
/// Planned and denied ones are kept only where the filter names their status. Decisions beside the record are followed.
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
    let claims = decided_between(record, actors, &filter)?;
    let mut wanted: BTreeMap<&str, BTreeMap<usize, String>> = BTreeMap::new();
    for (claim, _) in &claims {
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
        .map(|(claim, _)| {
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
        .map(|((claim, review), sentence_text)| Line {
            title: titles.get(&claim.doc).cloned().flatten(),
            sentence_text,
            claim,
            review,
        })
        .collect())
}

/// Claims between actors in order of time, as people decided that they are.
fn decided_between(
    record: &Record,
    actors: &[Found],
    filter: &ClaimFilter,
) -> Result<Vec<(Claim, Option<Decision>)>, Error> {
    let decisions = decisions_beside(record)?;
    let mut read: Vec<Claim> = Vec::new();
    let mut take = |claim| {
        read.push(claim);
        Ok::<(), Error>(())
    };
    if decisions.is_empty() {
        claims_between(record, actors, filter, take)?;
        return Ok(read.into_iter().map(|claim| (claim, None)).collect());
    }
    // Which claims are on the page is known when all are told as decided.
    let all = ClaimFilter {
        actors: actor_groups(actors),
        limit: None,
        offset: 0,
        ..filter.clone()
    };
    claims_between(record, actors, &all, &mut take)?;
    let mut claims = followed(record, &decisions, &all, read)?;
    claims.sort_by(|(a, _), (b, _)| order_of(a).cmp(&order_of(b)));
    let page = claims.into_iter().skip(filter.offset);
    Ok(page.take(filter.limit.unwrap_or(usize::MAX)).collect())
}

/// The record's order of time.
fn order_of(claim: &Claim) -> (bool, i64, i64, &str, usize, usize) {
    let days = claim.when.as_ref().map(Edtf::bounds);
    let first = days.and_then(|d| d.first).map_or(i64::MIN, |d| d.0);
    let last = days.and_then(|d| d.last).map_or(i64::MAX, |d| d.0);
    let place = (claim.doc.as_str(), claim.sentence, claim.trigger.start);
    (days.is_none(), first, last, place.0, place.1, place.2)
}

#[cfg(test)]
pub(crate) mod tests {
    use legation_model::{Document, Party, Span, Trigger, WhenFrom};
    use legation_record::{ReadDocument, SentenceRow, Writer, WriterOptions};
    use tempfile::TempDir;

    use super::*;
    use crate::{Names, names::tests::packs};

    /// A document with claims put together by hand, so that what is asked is not what happens to be read.
    pub(crate) struct Made(ReadDocument);

    impl Made {
        /// A document of sentences, one a line.
        pub(crate) fn new(id: &str, text: &str) -> Self {
            let mut document = Document::from_text(id, "en", text);
            document.title = Some(format!("On {id}"));
            id.clone_into(&mut document.digest);
            let mut at = 0;
            let sentences = text
                .split_inclusive('\n')
                .map(|line| {
                    let span = Span::new(at, at + line.trim_end().len());
                    at += line.len();
                    SentenceRow {
                        span,
                        lang: "en".to_owned(),
                        index_text: line.to_lowercase(),
                    }
                })
                .collect();
            Self(ReadDocument {
                document,
                sentences,
                mentions: Vec::new(),
                times: Vec::new(),
                claims: Vec::new(),
                problems: Vec::new(),
            })
        }

        /// A claim of a sentence, which is its quote; the parties, by name and id, all stand as actors.
        pub(crate) fn claim(
            mut self,
            sentence: usize,
            class: &str,
            parties: &[(&str, Option<&str>)],
            when: &str,
        ) -> Self {
            let text = &self.0.document.text;
            let span = self.0.sentences[sentence].span;
            let place =
                |name: &str| span.start + span.of(text).find(name).expect("the party is named");
            let actor = parties
                .iter()
                .map(|(name, id)| {
                    let start = place(name);
                    let known = id.and_then(|id| packs().packs.actors.get(id));
                    Party {
                        name: (*name).to_owned(),
                        country: known.map_or("INT".to_owned(), |id| {
                            packs().packs.actors.entry(id).actor.country.clone()
                        }),
                        id: id.map(str::to_owned),
                        text: (*name).to_owned(),
                        start,
                        end: start + name.len(),
                    }
                })
                .collect();
            let first = place(parties[0].0);
            self.0.claims.push(Claim {
                doc: self.0.document.id.clone(),
                id: format!("{}-{}", self.0.document.id, self.0.claims.len()),
                class: class.to_owned(),
                actor,
                recipient: Vec::new(),
                when: when.parse::<Edtf>().ok(),
                status: Status::Asserted,
                source: None,
                office: None,
                instrument: None,
                quote: span.of(text).trim_end_matches('.').to_owned(),
                lang: "en".to_owned(),
                sentence,
                start: span.start,
                end: span.start + span.of(text).trim_end_matches('.').len(),
                source_start: None,
                source_end: None,
                trigger: Trigger {
                    text: parties[0].0.to_owned(),
                    start: first,
                    end: first + parties[0].0.len(),
                },
                when_text: None,
                when_start: None,
                when_end: None,
                when_from: (!when.is_empty()).then_some(WhenFrom::Context),
                quantities: Vec::new(),
                plover: None,
                reader: "hand".to_owned(),
                rule: "hand".to_owned(),
                confidence: 0.9,
            });
            self
        }

        /// Says of the last claim how it is said, and how sure.
        pub(crate) fn said(mut self, status: Status, confidence: f64) -> Self {
            let claim = self.0.claims.last_mut().expect("a claim");
            claim.status = status;
            claim.confidence = confidence;
            self
        }
    }

    /// A record of documents, and the folder that it lies in.
    pub(crate) fn record_of(made: impl IntoIterator<Item = Made>) -> (TempDir, Record) {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("r.legation");
        let mut writer = Writer::open(&path, WriterOptions::new("test", "test")).expect("a writer");
        for Made(read) in made {
            writer.write(read).expect("a document is written");
        }
        writer.finish().expect("the record is written");
        let record = Record::open(&path).expect("the record opens");
        (folder, record)
    }

    const FRANCE: (&str, Option<&str>) = ("France", Some("france"));
    const JAPAN: (&str, Option<&str>) = ("Japan", Some("japan"));
    const CHILE: (&str, Option<&str>) = ("Chile", Some("chile"));
    const PERU: (&str, Option<&str>) = ("Peru", Some("peru"));

    fn sample() -> (TempDir, Record) {
        let one = Made::new(
            "one",
            "France met Japan.\nJapan and France agreed.\nChile and Peru parted.\nFrance alone rested.",
        )
        .claim(1, "agree", &[JAPAN, FRANCE], "1925-03")
        .claim(2, "sever-relations", &[CHILE, PERU], "1910")
        .claim(0, "meet", &[FRANCE, JAPAN], "1930-05-01");
        let two = Made::new(
            "two",
            "Peru saw France.\nChile saw Japan.\nFrance left Japan.\nJapan may see France.",
        )
        .claim(0, "meet", &[PERU, FRANCE], "1920")
        .claim(1, "meet", &[CHILE, JAPAN], "")
        .claim(2, "attack", &[FRANCE, JAPAN], "1924")
        .said(Status::Denied, 0.9)
        .claim(3, "visit", &[JAPAN, FRANCE], "1926")
        .said(Status::Attributed, 0.2);
        record_of([two, one])
    }

    fn found(queries: &[&str]) -> Vec<Found> {
        let names = Names::new(packs());
        queries
            .iter()
            .map(|q| names.find(q, None).expect("a known name"))
            .collect()
    }

    fn told(record: &Record, actors: &[&str], filter: &ClaimFilter) -> Vec<String> {
        timeline(record, &found(actors), filter)
            .expect("a timeline")
            .into_iter()
            .map(|line| {
                let when = line.claim.when.map_or("?".to_owned(), |w| w.to_string());
                format!("{when} {} {}", line.claim.class, line.sentence_text)
            })
            .collect()
    }

    #[test]
    fn a_timeline_is_in_order_of_time_with_sentences_of_the_document() {
        let (_folder, record) = sample();
        assert_eq!(
            told(&record, &["france", "japan"], &ClaimFilter::default()),
            [
                "1925-03 agree Japan and France agreed.",
                "1926 visit Japan may see France.",
                "1930-05-01 meet France met Japan.",
            ]
        );
        assert_eq!(
            told(&record, &["Japan", "FRA"], &ClaimFilter::default()),
            told(&record, &["فرنسا", "יפן"], &ClaimFilter::default()),
            "whatever the actors are called"
        );
        let lines = timeline(&record, &found(&["france"]), &ClaimFilter::default());
        let titles: Vec<_> = lines
            .expect("a timeline")
            .into_iter()
            .map(|l| l.title.unwrap_or_default())
            .collect();
        assert_eq!(titles, ["On two", "On one", "On two", "On one"]);
    }

    #[test]
    fn what_is_denied_or_planned_is_told_only_where_it_is_asked_for() {
        let (_folder, record) = sample();
        let denied = ClaimFilter {
            statuses: vec![Status::Denied],
            ..ClaimFilter::default()
        };
        assert_eq!(
            told(&record, &["france", "japan"], &denied),
            ["1924 attack France left Japan."]
        );
        let sure = ClaimFilter {
            min_confidence: Some(0.5),
            ..ClaimFilter::default()
        };
        assert_eq!(told(&record, &["france", "japan"], &sure).len(), 2);
    }

    #[test]
    fn of_more_than_two_actors_any_two_are_enough() {
        let (_folder, record) = sample();
        let three = ["peru", "chile", "france"];
        assert_eq!(
            told(&record, &three, &ClaimFilter::default()),
            [
                "1910 sever-relations Chile and Peru parted.",
                "1920 meet Peru saw France.",
            ]
        );
        let page = |offset, limit| {
            let filter = ClaimFilter {
                offset,
                limit: Some(limit),
                ..ClaimFilter::default()
            };
            told(&record, &three, &filter)
        };
        assert_eq!(page(1, 5), ["1920 meet Peru saw France."]);
        assert_eq!(page(0, 1), ["1910 sever-relations Chile and Peru parted."]);
        assert_eq!(page(2, 5), Vec::<String>::new());
        assert_eq!(page(0, 0), Vec::<String>::new());
    }

    #[test]
    fn one_actor_or_none_is_a_question_too() {
        let (_folder, record) = sample();
        assert_eq!(told(&record, &["peru"], &ClaimFilter::default()).len(), 2);
        let all = told(&record, &[], &ClaimFilter::default());
        assert_eq!(all.len(), 6);
        assert_eq!(
            all[5], "? meet Chile saw Japan.",
            "what has no date comes last"
        );
        assert_eq!(
            told(&record, &["norway", "japan"], &ClaimFilter::default()),
            Vec::<String>::new()
        );
    }

    #[test]
    fn claims_are_walked_through_and_a_failure_stops_it() {
        let (_folder, record) = sample();
        let mut seen = 0;
        let stopped = claims_between(&record, &[], &ClaimFilter::default(), |_| {
            seen += 1;
            if seen == 2 {
                Err(Error::Thread)
            } else {
                Ok(())
            }
        });
        assert!(matches!(stopped, Err(Error::Thread)));
        assert_eq!(seen, 2);
    }

    #[test]
    fn the_threshold_is_a_likelihood() {
        let threshold = claim_threshold(packs());
        assert!((0.0..1.0).contains(&threshold), "{threshold}");
    }
}
