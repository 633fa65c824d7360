//! What must hold of decisions: the chronicle that follows them is the same however they were made and told, what is undone
//! leaves no trace, and without the file that holds them everything is as if nobody had decided.

#[path = "support/made.rs"]
mod made;
mod support;

use std::{collections::BTreeMap, fs};

use legation::{
    Chronicle, ClaimFilter, EditRequest, Instant, LeftOut, QueueOrder, QueueState, Review, Said,
    Status, Told, Verdict, chronicle_is_current, review_path,
};
use made::{ACTORS, Bench, CLASSES, DATES, Source, cases, id, source, sources};
use proptest::{prelude::*, sample::select};
use support::packs;

/// What somebody decides: about which claim of those that there are, and what.
type Deciding = (usize, Verdict, EditRequest);

fn deciding() -> impl Strategy<Value = Deciding> {
    let names = prop::option::of(prop::collection::vec(select(&ACTORS[..]), 0..3));
    let names = names.prop_map(|names| {
        let keys = |all: Vec<&str>| {
            let key = |name: &str| match name {
                "Stranger" => format!("~{name}"),
                id => id.to_owned(),
            };
            all.into_iter().map(key).collect::<Vec<String>>()
        };
        names.map(keys)
    });
    let date = select(&DATES[..]).prop_map(|date| (!date.is_empty()).then(|| date.to_owned()));
    let status = select(&[Status::Asserted, Status::Planned, Status::Denied][..]);
    let edit = (
        prop::option::of(select(&CLASSES[..])),
        (names.clone(), names),
        prop::option::of(date),
        prop::option::of(status),
    )
        .prop_map(|(class, (actor, recipient), when, status)| EditRequest {
            class: class.map(str::to_owned),
            actor,
            recipient,
            when,
            status,
        });
    let verdict = select(&[Verdict::Right, Verdict::Wrong, Verdict::Edit, Verdict::Edit][..]);
    (0..40_usize, verdict, edit)
}

fn said() -> Said {
    Said {
        at: Instant::from_unix(1_000_000_000),
        who: None,
        note: None,
    }
}

/// Decides, as far as it can be meant; whether it was.
fn decide(bench: &Bench, (number, verdict, edit): &Deciding) -> bool {
    let record = bench.record();
    let claims = record.claims(&ClaimFilter::default()).expect("it answers");
    let ids: Vec<String> = claims.map(|c| c.expect("it is whole").id).collect();
    if ids.is_empty() {
        return false;
    }
    let mut review = Review::open(record.path()).expect("decisions can be read");
    let edit = (*verdict == Verdict::Edit).then_some(edit);
    let claim = &ids[number % ids.len()];
    let before = review.revision();
    let decided = review.decide(&record, packs(), claim, *verdict, edit, &said());
    decided.is_ok() && review.revision() != before
}

fn review(bench: &Bench) -> Review {
    Review::open(&bench.path()).expect("decisions can be read")
}

/// What happens to a record and the decisions beside it.
#[derive(Debug, Clone)]
enum Step {
    Write(Source),
    Forget(usize),
    Update,
    Decide(Deciding),
    Undo,
    Redo,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        3 => source(4).prop_map(Step::Write),
        1 => (0..4_usize).prop_map(Step::Forget),
        4 => Just(Step::Update),
        6 => deciding().prop_map(Step::Decide),
        2 => Just(Step::Undo),
        1 => Just(Step::Redo),
    ];
    prop::collection::vec(step, 2..16)
}

proptest! {
    #![proptest_config(cases(24))]

    #[test]
    fn however_it_was_decided_the_chronicle_is_that_of_what_holds(steps in steps()) {
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
                Step::Decide(deciding) => {
                    decide(&bench, &deciding);
                }
                Step::Undo => {
                    review(&bench).undo(&said()).expect("it can be written");
                }
                Step::Redo => {
                    review(&bench).redo(&said()).expect("it can be written");
                }
            }
        }
        bench.update();
        let anew = Bench::holding(there.values().rev());
        if bench.beside().exists() {
            fs::copy(bench.beside(), anew.beside()).expect("the decisions can be copied");
        }
        let threads = rayon::ThreadPoolBuilder::new().num_threads(3).build().expect("threads start");
        threads.install(|| anew.update());
        prop_assert_eq!(bench.dump(), anew.dump());
        let record = bench.record();
        prop_assert_eq!(record.check().expect("it answers"), []);
        let told = Told::new(&record, packs(), &LeftOut::default()).expect("it can be told");
        prop_assert_eq!(told.ties(&Default::default()), record.ties(&Default::default()).expect("it answers"));
        prop_assert_eq!(told.events(&Default::default()), record.events(&Default::default()).expect("it answers"));
        prop_assert_eq!(told.disagreements(&[], &[]), record.disagreements(&[], &[]).expect("it answers"));
        // What is decided now is what was written, read from the file alone.
        let exported = review(&bench).export().expect("plain data");
        fs::write(anew.beside(), exported).expect("the file can be written");
        prop_assert_eq!(review(&anew).revision(), review(&bench).revision());
        // Without the file it is as if nobody had decided.
        if bench.beside().exists() {
            fs::remove_file(bench.beside()).expect("it can be removed");
        }
        let never = Bench::holding(there.values());
        never.update();
        prop_assert_eq!(bench.dump(), never.dump());
    }

    #[test]
    fn what_is_undone_leaves_no_trace(sources in sources(), all in prop::collection::vec(deciding(), 1..6)) {
        let bench = Bench::holding(&sources);
        let mut told = vec![bench.dump()];
        for deciding in &all {
            if decide(&bench, deciding) {
                told.push(bench.dump());
            }
        }
        let last = told.pop().expect("the first");
        for before in told.iter().rev() {
            let undone = review(&bench).undo(&said()).expect("it can be written");
            prop_assert!(undone.is_some());
            prop_assert_eq!(&bench.dump(), before);
        }
        prop_assert_eq!(review(&bench).undo(&said()).expect("it answers"), None);
        prop_assert_eq!(review(&bench).revision(), "");
        if bench.beside().exists() {
            fs::remove_file(bench.beside()).expect("it can be removed");
            prop_assert!(chronicle_is_current(&bench.record(), packs()).expect("it answers"));
            return Ok(());
        }
        prop_assert_eq!(bench.dump(), last, "nothing could be decided");
    }

    #[test]
    fn the_queue_holds_every_claim_once(sources in sources(), all in prop::collection::vec(deciding(), 0..6), page in 1..5_usize) {
        let bench = Bench::holding(&sources);
        for deciding in &all {
            decide(&bench, deciding);
        }
        let record = bench.record();
        let mut review = review(&bench);
        let summary = review.summary(&record).expect("it answers");
        let chronicle = Chronicle::open(&record, packs(), &LeftOut::default()).expect("it can be asked");
        let claims = record.counts().expect("it answers").claims;
        prop_assert_eq!(summary.open + summary.right + summary.wrong + summary.edited, claims);
        prop_assert_eq!(summary.orphaned, 0);
        for order in QueueOrder::ALL {
            let mut seen = Vec::new();
            for state in [QueueState::Open, QueueState::Decided] {
                let mut total = 0;
                for offset in (0..).step_by(page) {
                    let filter = ClaimFilter { offset, limit: Some(page), ..ClaimFilter::default() };
                    let queue = review.queue(&chronicle, &filter, order, state).expect("it answers");
                    total = queue.total;
                    if queue.items.is_empty() {
                        break;
                    }
                    for item in queue.items {
                        prop_assert_eq!(item.decision.is_some(), state == QueueState::Decided);
                        prop_assert!(!item.read_otherwise);
                        seen.push((item.claim.doc, item.claim.id));
                    }
                }
                prop_assert!(total <= claims);
            }
            let all = seen.len();
            seen.sort();
            seen.dedup();
            prop_assert_eq!((all, seen.len()), (claims, claims));
        }
        let filter = ClaimFilter::default();
        let queue = review.queue(&chronicle, &filter, QueueOrder::Confidence, QueueState::All).expect("it answers");
        prop_assert!(queue.items.is_sorted_by(|a, b| a.claim.confidence <= b.claim.confidence));
    }
}

#[test]
fn the_file_stands_beside_the_record() {
    for (record, beside) in [
        ("a/split.legation", "a/split.review.jsonl"),
        ("split.old.legation", "split.old.review.jsonl"),
        ("split", "split.review.jsonl"),
        ("split.db", "split.db.review.jsonl"),
    ] {
        assert_eq!(review_path(record.as_ref()).to_str(), Some(beside));
    }
}
