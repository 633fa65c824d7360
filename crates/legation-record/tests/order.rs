//! The order of writing, the batches and what was written before do not show.
#![allow(clippy::unwrap_used)]

mod support;

use legation_model::{Claim, Status};
use legation_record::*;
use proptest::prelude::*;
use support::*;

/// What goes into one made document.
#[derive(Debug, Clone)]
struct Plan {
    sentences: Vec<(usize, usize, usize)>,
    title: Option<String>,
}

const PLACES: [(&str, &str, &str); 4] = [
    ("Albania", "albania", "ALB"),
    ("סין", "china", "CHN"),
    ("مصر", "egypt", "EGY"),
    ("Zog", "", "INT"),
];
const DATES: [Option<&str>; 6] = [
    None,
    Some("1955"),
    Some("1955-05-14"),
    Some("../1948"),
    Some("1961/.."),
    Some("195X"),
];

fn plans() -> impl Strategy<Value = Vec<Plan>> {
    let sentence = (0usize..4, 0usize..4, 0usize..6);
    let plan = (
        prop::collection::vec(sentence, 0..6),
        prop::option::of("[a-zא-ת ]{0,8}"),
    )
        .prop_map(|(sentences, title)| Plan { sentences, title });
    prop::collection::vec(plan, 1..7)
}

fn made(number: usize, plan: &Plan) -> ReadDocument {
    let texts: Vec<String> = plan
        .sentences
        .iter()
        .enumerate()
        .map(|(n, (a, b, _))| {
            format!(
                "{} joined {} in 1955, item {n}.",
                PLACES[*a].0, PLACES[*b].0
            )
        })
        .collect();
    let rows: Vec<(&str, &str)> = texts.iter().map(|t| (t.as_str(), t.as_str())).collect();
    // Ids whose order is not the order of writing.
    let id = format!("{}/doc-{number}", (number * 7) % 5);
    let mut made = Made::new(&id, "en", &rows);
    made.read.document.title.clone_from(&plan.title);
    for (text, (a, b, date)) in texts.iter().zip(&plan.sentences) {
        let party = |place: usize| {
            let (words, id, country) = PLACES[place];
            made.party(words, (!id.is_empty()).then_some(id), words, country)
        };
        let (actor, recipient) = (vec![party(*a)], vec![party(*b)]);
        made = made.claim(
            "join-organization",
            [text, "joined", ""],
            DATES[*date],
            actor,
            recipient,
        );
        made = made.with(|c| {
            c.status = if *a == *b {
                Status::Planned
            } else {
                Status::Asserted
            };
            c.confidence = *date as f64 / 7.0;
        });
    }
    made.read
}

/// The filter's meaning in plain Rust, over all claims.
fn fits(claim: &Claim, country: &str, from: legation_model::Day, to: legation_model::Day) -> bool {
    let involved = claim
        .actor
        .iter()
        .chain(&claim.recipient)
        .any(|p| p.country == country);
    let window = legation_model::Bounds {
        first: Some(from),
        last: Some(to),
    };
    involved
        && claim
            .when
            .as_ref()
            .is_some_and(|w| w.bounds().overlaps(window))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn any_order_and_any_batches_give_the_same_record(
        plans in plans(),
        keys in prop::collection::vec(any::<u32>(), 7),
        batch in 1usize..4,
        older in plans(),
    ) {
        let documents: Vec<ReadDocument> = plans.iter().enumerate().map(|(n, p)| made(n, p)).collect();
        let straight = Bench::holding(documents.clone());

        let mut shuffled: Vec<(u32, ReadDocument)> = keys.into_iter().zip(documents).collect();
        shuffled.sort_by_key(|(key, _)| *key);
        let other = Bench::new();
        let mut options = options();
        options.batch_documents = batch;
        // An older state of some documents, and some that are forgotten again.
        let mut writer = Writer::open(other.path(), options).unwrap();
        for (n, plan) in older.iter().enumerate() {
            writer.write(made(n, plan)).unwrap();
        }
        for (_, read) in shuffled {
            writer.write(read).unwrap();
        }
        for (n, plan) in older.iter().enumerate().skip(plans.len()) {
            writer.forget(&made(n, plan).document.id).unwrap();
        }
        writer.finish().unwrap();

        let (a, b) = (straight.record(), other.record());
        prop_assert_eq!(dump(&a), dump(&b));
        prop_assert_eq!(b.check().unwrap(), vec![]);
        for order in [ClaimOrder::Time, ClaimOrder::Place] {
            let filter = ClaimFilter { order, ..ClaimFilter::default() };
            let list = |r: &Record| r.claims(&filter).unwrap().map(Result::unwrap).collect::<Vec<_>>();
            prop_assert_eq!(list(&a), list(&b));
        }
    }

    #[test]
    fn a_filter_gives_what_a_look_at_every_claim_gives(
        plans in plans(),
        place in 0usize..4,
        from in 711_000i64..716_000,
        length in 0i64..3000,
    ) {
        let bench = Bench::holding(plans.iter().enumerate().map(|(n, p)| made(n, p)));
        let record = bench.record();
        let country = PLACES[place].2;
        let (from, to) = (legation_model::Day(from), legation_model::Day(from + length));
        let filter = ClaimFilter {
            actors: vec![vec![ActorRef::country(country)]],
            from: Some(from),
            to: Some(to),
            ..ClaimFilter::default()
        };
        let asked: Vec<Claim> = record.claims(&filter).unwrap().map(Result::unwrap).collect();
        let looked: Vec<Claim> = record
            .claims(&ClaimFilter::default())
            .unwrap()
            .map(Result::unwrap)
            .filter(|c| fits(c, country, from, to))
            .collect();
        prop_assert_eq!(asked, looked);
    }
}
