//! What must hold of the chronicle of every record: it is the same however its documents came in, were changed or left
//! again; what is asked of it is answered as one would by looking at all of it; and what is left out was never there.

#[path = "support/made.rs"]
mod made;
mod support;

use std::collections::{BTreeMap, BTreeSet};

use legation::{
    ActorRef, Chronicle, ClaimFilter, Day, Edtf, EventFilter, Found, Held, Holding, LeftOut,
    Status, Tie, TieFilter, TieKind, Told, Viewer, claim_threshold,
};
use made::{Bench, Source, cases, id, source, sources};
use proptest::prelude::*;
use support::packs;

/// What happens to a record.
#[derive(Debug, Clone)]
enum Step {
    /// A document comes, new or in the place of an older one.
    Write(Source),
    /// A document goes, where it is there.
    Forget(usize),
    /// The chronicle is brought up to date.
    Update,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        4 => source(4).prop_map(Step::Write),
        2 => (0..4_usize).prop_map(Step::Forget),
        4 => Just(Step::Update),
    ];
    prop::collection::vec(step, 2..14)
}

/// Days on which something may change, and those beside them.
fn days(ties: &[Tie]) -> Vec<Day> {
    let mut days: BTreeSet<Day> = BTreeSet::new();
    for end in ties.iter().flat_map(|tie| [&tie.from, &tie.to]).flatten() {
        let bounds = end.bounds();
        for day in [bounds.first, bounds.last].into_iter().flatten() {
            days.extend([Day(day.0 - 1), day, Day(day.0 + 1)]);
        }
    }
    days.into_iter().collect()
}

fn found(id: &str) -> Found {
    Found {
        id: Some(id.to_owned()),
        name: id.to_owned(),
        references: vec![ActorRef::id(id)],
        corrected: None,
    }
}

fn names(tie: &Tie, actor: &str) -> bool {
    tie.parties
        .iter()
        .any(|party| party.who.id.as_deref() == Some(actor))
}

/// What is held, in an order of its own.
fn by_id(held: impl IntoIterator<Item = Held>) -> Vec<(String, Holding)> {
    let mut all: Vec<(String, Holding)> = held
        .into_iter()
        .map(|held| (held.tie.id, held.holding))
        .collect();
    all.sort();
    all
}

fn naive(ties: &[Tie], day: Day, fits: impl Fn(&Tie) -> bool) -> Vec<(String, Holding)> {
    by_id(
        ties.iter()
            .filter(|tie| fits(tie))
            .map(|tie| Held {
                holding: tie.holding(day, day),
                tie: tie.clone(),
            })
            .filter(|held| held.holding != Holding::No),
    )
}

proptest! {
    #![proptest_config(cases(24))]

    #[test]
    fn the_order_of_documents_and_the_number_of_threads_do_not_show(
        (sources, shuffled) in sources().prop_flat_map(|s| (Just(s.clone()), Just(s).prop_shuffle())),
    ) {
        let straight = Bench::holding(&sources);
        straight.update();
        let other = Bench::holding(&shuffled);
        let threads = |n| rayon::ThreadPoolBuilder::new().num_threads(n).build().expect("threads start");
        threads(4).install(|| other.update());
        prop_assert_eq!(straight.dump(), other.dump());
        // The rules changed, and changed back: everything is told anew.
        let mut changed = other.record().chronicle().expect("it answers").rules;
        changed.push('!');
        legation_record::ChronicleWriter::open(other.path()).expect("it can be written")
            .finish(&changed).expect("it can be written");
        threads(1).install(|| other.update());
        prop_assert_eq!(straight.dump(), other.dump());
        prop_assert_eq!(other.record().check().expect("it answers"), []);
    }

    #[test]
    fn what_came_and_went_leaves_no_trace(steps in steps()) {
        let bench = Bench::holding([]);
        let mut there: BTreeMap<usize, Source> = BTreeMap::new();
        for step in steps {
            match step {
                Step::Write(source) => {
                    bench.write([&source]);
                    there.insert(source.0, source);
                }
                Step::Forget(number) => {
                    if there.remove(&number).is_some() {
                        let mut writer = bench.writer();
                        writer.forget(&id(number)).expect("it is there");
                        writer.finish().expect("the record can be written");
                    }
                }
                Step::Update => bench.update(),
            }
        }
        bench.update();
        let anew = Bench::holding(there.values());
        anew.update();
        prop_assert_eq!(bench.dump(), anew.dump());
        prop_assert_eq!(bench.record().check().expect("it answers"), []);
    }

    #[test]
    fn what_holds_on_a_day_is_what_all_ties_say_of_it(sources in sources()) {
        let bench = Bench::holding(&sources);
        let record = bench.record();
        let chronicle = Chronicle::open(&record, packs(), &LeftOut::default()).expect("it can be asked");
        let all = chronicle.ties(&TieFilter::default()).expect("it answers");
        let told = Told::new(&record, packs(), &LeftOut::default()).expect("it can be told");
        for day in days(&all) {
            let held = chronicle.on((day, day), &[], &[]).expect("it answers");
            prop_assert_eq!(by_id(held), naive(&all, day, |_| true), "{}", day);
            let kinds = [TieKind::Membership, TieKind::Existence];
            let held = chronicle.on((day, day), &[], &kinds).expect("it answers");
            let right = naive(&all, day, |tie| kinds.contains(&tie.kind));
            prop_assert_eq!(by_id(held), right, "{}", day);
            for actor in ["albania", "soviet-union"] {
                let filter = TieFilter {
                    actors: vec![found(actor).references],
                    ..TieFilter::default()
                };
                let of_actor = chronicle.ties(&filter).expect("it answers");
                let held = chronicle.on((day, day), &[found(actor)], &[]).expect("it answers");
                prop_assert_eq!(by_id(held), naive(&of_actor, day, |tie| names(tie, actor)), "{} {}", actor, day);
                let in_time = TieFilter { days: Some((day, day)), ..filter };
                prop_assert_eq!(told.ties(&in_time), record.ties(&in_time).expect("it answers"));
            }
            let events = EventFilter { days: Some((day, day)), ..EventFilter::default() };
            prop_assert_eq!(told.events(&events), record.events(&events).expect("it answers"));
        }
        prop_assert_eq!(told.ties(&TieFilter::default()), record.ties(&TieFilter::default()).expect("it answers"));
        prop_assert_eq!(told.events(&EventFilter::default()), record.events(&EventFilter::default()).expect("it answers"));
        prop_assert_eq!(told.disagreements(&[], &[]), record.disagreements(&[], &[]).expect("it answers"));
    }

    #[test]
    fn what_is_left_out_was_never_there(sources in sources(), place in 0..5_usize) {
        let bench = Bench::holding(&sources);
        let gone = &sources[place % sources.len()];
        let left_out = LeftOut {
            without: vec![id(gone.0)],
            said_by: None,
        };
        let never = Bench::holding(sources.iter().filter(|source| source.0 != gone.0));
        prop_assert_eq!(bench.dump_without(&left_out), never.dump());

        let day = Day::from_ymd(1992, 5, 31).expect("a day");
        let left_out = LeftOut {
            without: Vec::new(),
            said_by: Some(day),
        };
        let early = |source: &&Source| {
            let published: Option<Edtf> = source.1.and_then(|date| date.parse().ok());
            published.is_some_and(|date| date.bounds().last <= Some(day))
        };
        let never = Bench::holding(sources.iter().filter(early));
        prop_assert_eq!(bench.dump_without(&left_out), never.dump());
    }

    #[test]
    fn every_claim_that_is_believed_stands_in_an_event(sources in sources()) {
        let bench = Bench::holding(&sources);
        bench.update();
        let record = bench.record();
        let threshold = claim_threshold(packs());
        let believed: BTreeMap<(String, String), Status> = record
            .claims(&ClaimFilter::default())
            .expect("it answers")
            .map(|claim| claim.expect("it is whole"))
            .filter(|claim| claim.confidence >= threshold)
            .map(|claim| ((claim.doc, claim.id), claim.status))
            .collect();
        let mut viewer = Viewer::new(&record);
        let mut told = BTreeSet::new();
        for event in record.events(&EventFilter::default()).expect("it answers") {
            let view = viewer.event(&event).expect("its claims are there");
            for claim in view.claims {
                told.insert((claim.doc, claim.id));
            }
        }
        let believed: BTreeSet<(String, String)> = believed.into_keys().collect();
        prop_assert_eq!(told, believed);
    }
}
