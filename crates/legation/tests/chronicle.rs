//! What must hold of the chronicle of every record: it is the same however its documents came in, were changed or left
//! again; what is asked of it is answered as one would by looking at all of it; and what is left out was never there.

#[allow(dead_code, unreachable_pub)]
#[path = "../benches/histories/page.rs"]
mod page;
mod support;

use std::{
    collections::{BTreeMap, BTreeSet},
    path::PathBuf,
};

use legation::{
    ActorRef, Chronicle, ClaimFilter, Day, Edtf, EventFilter, Found, Held, Holding, LeftOut,
    Participant, Record, Status, Tie, TieFilter, TieKind, Told, Viewer, WhenFrom, Writer,
    WriterOptions, claim_threshold, update_chronicle,
};
use page::{Telling, document};
use proptest::{prelude::*, sample::select};
use support::packs;

const CLASSES: [&str; 16] = [
    "establish-relations",
    "sever-relations",
    "join-organization",
    "leave-organization",
    "sign-agreement",
    "end-agreement",
    "found",
    "dissolve",
    "take-office",
    "leave-office",
    "die",
    "attack",
    "withdraw-forces",
    "mobilize",
    "meet",
    "improve-relations",
];
/// Ids of the packs; what stands in none of them is somebody whom only documents name.
const ACTORS: [&str; 10] = [
    "albania",
    "soviet-union",
    "soviet-union",
    "albania",
    "china",
    "warsaw-pact",
    "nikita-khrushchev",
    "enver-hoxha",
    "party-of-labour-of-albania",
    "Stranger",
];
const DATES: [&str; 16] = [
    "",
    "1955",
    "1955-05",
    "1955-05-14",
    "1955-05-15",
    "1956-05-14",
    "1961",
    "1961-12",
    "1961-12-03",
    "1955/1961",
    "1955-05/1968-09",
    "1961/..",
    "../1961",
    "1968-09-13",
    "1991-12-26",
    "1995",
];

fn who(id: &str) -> Participant {
    let actors = &packs().packs.actors;
    match actors.get(id) {
        Some(known) => {
            let actor = &actors.entry(known).actor;
            Participant {
                id: Some(id.to_owned()),
                name: actor.name.clone(),
                country: actor.country.clone(),
            }
        }
        None => Participant {
            id: None,
            name: id.to_owned(),
            country: "INT".to_owned(),
        },
    }
}

fn telling() -> impl Strategy<Value = Telling> {
    let names = |most| prop::collection::vec(select(&ACTORS[..]), 0..most);
    let some = |values: &'static [&'static str]| {
        select(values).prop_map(|value| (!value.is_empty()).then(|| value.to_owned()))
    };
    let status = prop_oneof![
        6 => Just(Status::Asserted),
        2 => Just(Status::Attributed),
        1 => Just(Status::Planned),
        1 => Just(Status::Denied),
    ];
    let from = select(
        &[
            WhenFrom::Clause,
            WhenFrom::Clause,
            WhenFrom::Sentence,
            WhenFrom::Context,
        ][..],
    );
    (
        select(&CLASSES[..]),
        (names(3), names(3)),
        some(&DATES),
        (
            some(&["", "President", "Ambassador"]),
            some(&["", "treaty of alliance", "trade agreement", "Warsaw Pact"]),
            prop::option::weighted(0.2, select(&[300_usize, 500, 501][..])),
        ),
        (status, from, prop::bool::weighted(0.8)),
        select(&[0.0, 0.6, 0.9][..]),
    )
        .prop_filter("names nobody", |(_, (actors, recipients), ..)| {
            !actors.is_empty() || !recipients.is_empty()
        })
        .prop_map(
            |(class, (actors, recipients), when, named, how, confidence)| {
                let (office, instrument, quantity) = named;
                let (status, from, digits) = how;
                Telling {
                    class: class.to_owned(),
                    actors: actors.into_iter().map(who).collect(),
                    recipients: recipients.into_iter().map(who).collect(),
                    when,
                    from,
                    digits,
                    status,
                    office,
                    instrument,
                    quantity: quantity.map(|n| (n, "troops".to_owned())),
                    confidence,
                }
            },
        )
}

/// A document by number, with when it was published and what it tells.
type Source = (usize, Option<&'static str>, Vec<Telling>);

fn source(documents: usize) -> impl Strategy<Value = Source> {
    (
        0..documents,
        select(&[None, Some("1970-01-01"), Some("1992-05"), Some("2001")][..]),
        prop::collection::vec(telling(), 1..7),
    )
}

/// Some documents, each once.
fn sources() -> impl Strategy<Value = Vec<Source>> {
    prop::collection::vec(source(9), 1..5).prop_map(|sources| {
        let by_number: BTreeMap<usize, Source> = sources
            .into_iter()
            .map(|source| (source.0, source))
            .collect();
        by_number.into_values().collect()
    })
}

fn id(number: usize) -> String {
    // Not in the order of the numbers.
    format!("texts/{}.txt", (b'a' + (number * 5 % 9) as u8) as char)
}

/// A record in a folder of its own.
struct Bench {
    folder: tempfile::TempDir,
}

impl Bench {
    fn new() -> Self {
        Self {
            folder: tempfile::tempdir().expect("a folder can be made"),
        }
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("test.legation")
    }

    fn writer(&self) -> Writer {
        let options = WriterOptions::new("legation test", "made up");
        Writer::open(self.path(), options).expect("the record can be written")
    }

    fn write<'s>(&self, sources: impl IntoIterator<Item = &'s Source>) {
        let mut writer = self.writer();
        for (number, published, tellings) in sources {
            let read = document(&id(*number), *published, tellings);
            writer.write(read).expect("the document is whole");
        }
        writer.finish().expect("the record can be written");
    }

    fn holding<'s>(sources: impl IntoIterator<Item = &'s Source>) -> Self {
        let bench = Self::new();
        bench.write(sources);
        bench
    }

    fn update(&self) {
        update_chronicle(&self.path(), packs()).expect("the chronicle can be told");
    }

    fn record(&self) -> Record {
        Record::open(self.path()).expect("the record can be opened")
    }

    /// Everything that the chronicle tells, with its sentences, as lines of JSON.
    fn dump(&self) -> String {
        self.dump_without(&LeftOut::default())
    }

    fn dump_without(&self, left_out: &LeftOut) -> String {
        let record = self.record();
        let chronicle = Chronicle::open(&record, packs(), left_out).expect("it can be asked");
        let mut viewer = Viewer::new(&record);
        let mut lines: Vec<String> = Vec::new();
        for tie in chronicle.ties(&TieFilter::default()).expect("it answers") {
            let view = viewer.tie(&tie).expect("its claims are there");
            lines.push(serde_json::to_string(&view).expect("plain data"));
        }
        for event in chronicle
            .events(&EventFilter::default())
            .expect("it answers")
        {
            let view = viewer.event(&event).expect("its claims are there");
            lines.push(serde_json::to_string(&view).expect("plain data"));
        }
        for told in chronicle.disagreements(&[], &[]).expect("it answers") {
            let view = viewer.disagreement(&told).expect("its claims are there");
            lines.push(serde_json::to_string(&view).expect("plain data"));
        }
        lines.join("\n")
    }
}

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

/// How many cases are tried, unless `PROPTEST_CASES` says so.
fn cases(usual: u32) -> ProptestConfig {
    match std::env::var_os("PROPTEST_CASES") {
        Some(_) => ProptestConfig::default(),
        None => ProptestConfig::with_cases(usual),
    }
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
