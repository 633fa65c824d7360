//! What decisions do, which claim each is about after documents were read anew, and what the file survives.

mod keeping;

use std::{
    fs,
    path::{Path, PathBuf},
};

use legation_model::{Claim, Document, Edtf, Party, Span, Status, Trigger, WhenFrom};
use legation_record::{ClaimFilter, EventFilter, ReadDocument, SentenceRow, Writer, WriterOptions};
use tempfile::TempDir;

use super::*;
use crate::{Chronicle, ClaimOrder, LeftOut, names::tests::packs};

/// A record to decide about, in a folder of its own.
struct Desk(TempDir);

impl Desk {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }

    fn path(&self) -> PathBuf {
        self.0.path().join("d.legation")
    }

    fn beside(&self) -> PathBuf {
        review_path(&self.path())
    }

    fn record(&self) -> Record {
        Record::open(self.path()).expect("it opens")
    }

    fn review(&self) -> Review {
        Review::open(&self.path()).expect("it can be read")
    }

    fn write(&self, read: ReadDocument) -> &Self {
        let options = WriterOptions::new("test", "test");
        let mut writer = Writer::open(self.path(), options).expect("a writer");
        writer.write(read).expect("it is whole");
        writer.finish().expect("it is written");
        self
    }

    fn forget(&self, doc: &str) {
        let options = WriterOptions::new("test", "test");
        let mut writer = Writer::open(self.path(), options).expect("a writer");
        writer.forget(doc).expect("it is there");
        writer.finish().expect("it is written");
    }

    /// The ids of all claims, by document and place.
    fn ids(&self) -> Vec<String> {
        let record = self.record();
        let claims = record.claims(&ClaimFilter::default()).expect("it answers");
        claims.map(|c| c.expect("it is whole").id).collect()
    }

    fn decide(&self, claim: usize, verdict: Verdict) -> Decision {
        let id = self.ids().swap_remove(claim);
        let mut review = self.review();
        review
            .decide(&self.record(), packs(), &id, verdict, None, &said(0))
            .expect("it can be decided")
    }

    fn edit(&self, claim: usize, edit: &EditRequest) -> Result<Decision, Error> {
        let id = self.ids().swap_remove(claim);
        let record = self.record();
        let mut review = self.review();
        review.decide(&record, packs(), &id, Verdict::Edit, Some(edit), &said(0))
    }

    /// The quotes of the claims that are decided about, with what was decided, and how many decisions are about none.
    fn decided(&self) -> (Vec<String>, usize) {
        let record = self.record();
        let mut review = self.review();
        let filter = ClaimFilter::default();
        let queue = review
            .queue(
                &told(&record),
                &filter,
                QueueOrder::Place,
                QueueState::Decided,
            )
            .expect("it answers");
        let texts = queue.items.into_iter().map(|item| {
            let verdict = item.decision.expect("decided").decision.as_str();
            format!("{verdict}: {}", item.claim.quote)
        });
        let orphaned = review.summary(&record).expect("it answers").orphaned;
        (texts.collect(), orphaned)
    }

    /// The events of the chronicle: when, class, who.
    fn events(&self) -> Vec<String> {
        let record = self.record();
        let open = Chronicle::open(&record, packs(), &LeftOut::default());
        let events = open.expect("it opens").events(&EventFilter::default());
        let one = |event: legation_model::Event| {
            let who = event.actors.iter().chain(&event.recipients);
            let who: Vec<&str> = who.map(|w| w.name.as_str()).collect();
            let when = event.when.as_ref().map_or("?", Edtf::as_str);
            format!("{when} {} {}", event.class, who.join(" "))
        };
        events.expect("it answers").into_iter().map(one).collect()
    }
}

/// The chronicle of a record, up to date.
fn told(record: &Record) -> Chronicle<'_> {
    Chronicle::open(record, packs(), &LeftOut::default()).expect("it opens")
}

fn said(seconds: i64) -> Said {
    Said {
        at: Instant::from_unix(seconds),
        who: Some("a reader".to_owned()),
        note: None,
    }
}

/// A document of one sentence a line: `France visit Peru in 1950.` The second word is the trigger and the class; a line whose
/// second word stands in `unread` is not read.
fn page(id: &str, digest: &str, text: &str, unread: &[&str]) -> ReadDocument {
    let mut document = Document::from_text(id, "en", text);
    digest.clone_into(&mut document.digest);
    let mut read = ReadDocument {
        document,
        sentences: Vec::new(),
        mentions: Vec::new(),
        times: Vec::new(),
        claims: Vec::new(),
        problems: Vec::new(),
    };
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let span = Span::new(at, at + line.trim_end().len());
        at += line.len();
        let sentence = read.sentences.len();
        read.sentences.push(SentenceRow {
            span,
            lang: "en".to_owned(),
            index_text: line.to_lowercase(),
        });
        let words: Vec<&str> = line.split_whitespace().collect();
        let [first, trigger, second, .., year] = words[..] else {
            continue;
        };
        if unread.contains(&trigger) {
            continue;
        }
        let place = |word: &str| span.start + line.find(word).expect("it stands there");
        let party = |word: &str| Party {
            name: word.to_owned(),
            country: word[..3].to_uppercase(),
            id: Some(word.to_lowercase()),
            text: word.to_owned(),
            start: place(word),
            end: place(word) + word.len(),
        };
        let quote = span.of(text).trim_end_matches('.').to_owned();
        read.claims.push(Claim {
            doc: id.to_owned(),
            id: format!("{digest}-{}", read.claims.len()),
            class: trigger.to_owned(),
            actor: vec![party(first)],
            recipient: vec![party(second)],
            when: year.trim_end_matches('.').parse().ok(),
            status: Status::Asserted,
            source: None,
            office: None,
            instrument: None,
            start: span.start,
            end: span.start + quote.len(),
            quote,
            lang: "en".to_owned(),
            sentence,
            source_start: None,
            source_end: None,
            trigger: Trigger {
                text: trigger.to_owned(),
                start: place(trigger),
                end: place(trigger) + trigger.len(),
            },
            when_text: None,
            when_start: None,
            when_end: None,
            when_from: Some(WhenFrom::Clause),
            quantities: Vec::new(),
            plover: None,
            reader: "hand".to_owned(),
            rule: "hand".to_owned(),
            confidence: 0.9,
        });
    }
    read
}

const TEXT: &str =
    "France visit Peru in 1950.\nChile attack Japan in 1960.\nPeru threaten France in 1970.\n";

fn desk() -> Desk {
    let desk = Desk::new();
    desk.write(page("one", "aa", TEXT, &[]));
    desk
}

const ATTACK: &str = "wrong: Chile attack Japan in 1960";

#[test]
fn a_wrong_claim_takes_part_in_nothing_and_a_right_one_is_believed() {
    let mut read = page("one", "aa", TEXT, &[]);
    read.claims[2].confidence = 0.01;
    let desk = Desk::new();
    desk.write(read);
    let all = ["1950 visit France Peru", "1960 attack Chile Japan"];
    assert_eq!(desk.events(), all);
    desk.decide(1, Verdict::Wrong);
    assert_eq!(desk.events(), all[..1]);
    desk.decide(2, Verdict::Right);
    assert_eq!(desk.events(), [all[0], "1970 threaten Peru France"]);
    let record = desk.record();
    let chronicle = Chronicle::open(&record, packs(), &LeftOut::default()).expect("it opens");
    assert_eq!(chronicle.decisions().expect("it answers"), 2);
    let events = chronicle
        .events(&EventFilter::default())
        .expect("it answers");
    assert!((events[1].confidence - 1.0).abs() < 1e-9);
    let without = LeftOut {
        without: desk.ids()[2..].to_vec(),
        said_by: None,
    };
    let without = Chronicle::open(&record, packs(), &without).expect("it opens");
    let events = without.events(&EventFilter::default()).expect("it answers");
    assert_eq!(
        events.len(),
        1,
        "decisions count where something is left out, too"
    );
}

#[test]
fn an_edited_claim_takes_part_as_edited_and_is_shown_as_read() {
    let desk = desk();
    let edit = EditRequest {
        class: Some("aid".to_owned()),
        actor: Some(vec!["אלבניה".to_owned()]),
        recipient: Some(vec!["~Stranger".to_owned(), "chile".to_owned()]),
        when: Some(Some("1961-12".to_owned())),
        status: None,
    };
    desk.edit(1, &edit).expect("it can be meant");
    let told = [
        "1950 visit France Peru",
        "1961-12 aid Albania Chile Stranger",
        "1970 threaten Peru France",
    ];
    let mut events = desk.events();
    if events[1].contains("Stranger Chile") {
        events[1] = events[1].replace("Stranger Chile", "Chile Stranger");
    }
    assert_eq!(events, told);
    let none = EditRequest {
        when: Some(None),
        status: Some(Status::Planned),
        ..EditRequest::default()
    };
    desk.edit(0, &none).expect("it can be meant");
    assert_eq!(desk.events()[2], "? visit France Peru");
    let claims = desk
        .record()
        .claims_by_id(&desk.ids()[1])
        .expect("it answers");
    assert_eq!(
        (claims[0].class.as_str(), claims[0].confidence),
        ("attack", 0.9)
    );
}

#[test]
fn an_edit_that_cannot_be_meant_is_refused_with_what_to_do() {
    let desk = desk();
    let edit = |change: fn(&mut EditRequest)| {
        let mut edit = EditRequest::default();
        change(&mut edit);
        desk.edit(0, &edit)
            .expect_err("it cannot be meant")
            .to_string()
    };
    assert!(edit(|_| ()).contains("name a class"));
    let unknown = edit(|e| e.class = Some("atack".to_owned()));
    assert!(unknown.contains("did you mean `attack`"), "{unknown}");
    let unknown = edit(|e| e.actor = Some(vec!["Frnace".to_owned()]));
    assert!(unknown.contains("did you mean `france`"), "{unknown}");
    assert!(edit(|e| e.actor = Some(vec!["~ ".to_owned()])).contains("has no name"));
    assert!(edit(|e| e.when = Some(Some("sometime".to_owned()))).contains("no date"));
    assert!(edit(|e| e.actor = Some(vec!["peru".to_owned()])).contains("both sides"));
    let nobody = edit(|e| (e.actor, e.recipient) = (Some(vec![]), Some(vec![])));
    assert!(nobody.contains("needs somebody"), "{nobody}");
    for (class, actor, recipient, why) in [
        ("sign-agreement", &["peru"][..], &[][..], "between two"),
        (
            "join-organization",
            &["peru"],
            &[],
            "a member and an organization",
        ),
        ("found", &["peru"], &[], "comes into being"),
        ("take-office", &[], &["peru"], "who holds the office"),
    ] {
        let names = |all: &[&str]| Some(all.iter().map(|n| (*n).to_owned()).collect());
        let edit = EditRequest {
            class: Some(class.to_owned()),
            actor: names(actor),
            recipient: names(recipient),
            ..EditRequest::default()
        };
        let refused = desk.edit(0, &edit).expect_err(class).to_string();
        assert!(refused.contains(why), "{class}: {refused}");
    }
    let record = desk.record();
    let mut review = desk.review();
    let edit = EditRequest::default();
    let mut decide = |claim: &str, edit| {
        review
            .decide(&record, packs(), claim, Verdict::Wrong, edit, &said(0))
            .expect_err("it cannot be meant")
            .to_string()
    };
    assert!(decide("nothing", None).contains("no claim `nothing`"));
    assert!(decide(&desk.ids()[0], Some(&edit)).contains("decide `edit`"));
    assert!(!desk.beside().exists(), "nothing was written");
}

#[test]
fn a_decision_holds_where_the_text_stands_whatever_else_is_read_there() {
    let desk = desk();
    desk.decide(1, Verdict::Wrong);
    // Another number, another quote, another party, another date: the same words in the same place.
    let mut read = page("one", "aa", TEXT, &["visit"]);
    let claim = &mut read.claims[0];
    claim.end = claim.trigger.end;
    claim.quote = "Chile attack".to_owned();
    claim.recipient.clear();
    claim.when = None;
    claim.when_from = None;
    desk.write(read);
    assert_eq!(desk.decided(), (vec!["wrong: Chile attack".to_owned()], 0));
    let record = desk.record();
    let filter = ClaimFilter::default();
    let queue = desk
        .review()
        .queue(
            &told(&record),
            &filter,
            QueueOrder::Place,
            QueueState::Decided,
        )
        .expect("it answers");
    assert!(queue.items[0].read_otherwise);
    drop(record);
    desk.write(page("one", "aa", TEXT, &[]));
    assert_eq!(desk.decided(), (vec![ATTACK.to_owned()], 0));
}

#[test]
fn what_is_not_read_any_more_or_as_something_else_is_orphaned_and_comes_back() {
    let desk = desk();
    desk.decide(1, Verdict::Wrong);
    desk.write(page("one", "aa", TEXT, &["attack"]));
    assert_eq!(desk.decided(), (vec![], 1));
    let mut other = page("one", "aa", TEXT, &[]);
    other.claims[1].class = "mobilize".to_owned();
    desk.write(other);
    assert_eq!(desk.decided(), (vec![], 1));
    let orphans = desk.review().orphaned(&desk.record()).expect("it answers");
    assert_eq!(orphans[0].claim.quote.exact, "Chile attack Japan in 1960");
    desk.forget("one");
    assert_eq!(desk.decided(), (vec![], 1));
    desk.write(page("one", "aa", TEXT, &[]));
    assert_eq!(desk.decided(), (vec![ATTACK.to_owned()], 0));
}

#[test]
fn a_decision_follows_its_document_to_another_name_and_its_sentence_to_another_place() {
    let desk = desk();
    desk.decide(1, Verdict::Wrong);
    // The same bytes under another name; under two names.
    desk.forget("one");
    desk.write(page("two", "aa", TEXT, &[]));
    assert_eq!(desk.decided(), (vec![ATTACK.to_owned()], 0));
    desk.write(page("copy", "aa", TEXT, &[]));
    assert_eq!(desk.decided(), (vec![ATTACK.to_owned(); 2], 0));
    desk.forget("two");
    desk.forget("copy");
    // Other bytes under the same name: something was put in front, or next to it.
    let front = format!("Norway aid Sweden in 1940.\n{TEXT}");
    desk.write(page("one", "bb", &front, &[]));
    assert_eq!(desk.decided(), (vec![ATTACK.to_owned()], 0));
    let next = TEXT.replace("Peru threaten", "Norway aid Sweden in 1940.\nPeru threaten");
    desk.write(page("one", "cc", &next, &[]));
    assert_eq!(desk.decided(), (vec![ATTACK.to_owned()], 0));
    // The sentence says something else now, or stands in a wholly other text.
    let other = TEXT.replace("Chile attack Japan", "Chile attack Norway");
    desk.write(page("one", "dd", &other, &[]));
    assert_eq!(desk.decided(), (vec![], 1));
    let alone =
        "Sweden visit Norway in 1901.\nChile attack Japan in 1960.\nNorway aid Sweden in 1902.\n";
    desk.write(page("one", "ee", alone, &[]));
    assert_eq!(desk.decided(), (vec![], 1));
}

#[test]
fn of_two_equal_sentences_the_one_decided_about_is_found() {
    let text = "Peru visit Chile in 1900.\nChile attack Japan in 1960.\nPeru aid France in 1910.\n\
                France visit Peru in 1950.\nChile attack Japan in 1960.\nJapan aid Norway in 1970.\n";
    let desk = Desk::new();
    desk.write(page("one", "aa", text, &[]));
    desk.decide(4, Verdict::Wrong);
    let holds = |expected: usize| {
        let record = desk.record();
        let filter = ClaimFilter::default();
        let mut review = desk.review();
        let all = review
            .queue(&told(&record), &filter, QueueOrder::Place, QueueState::All)
            .expect("it answers");
        let decided: Vec<usize> = (0..)
            .zip(&all.items)
            .filter(|(_, item)| item.decision.is_some())
            .map(|(n, _)| n)
            .collect();
        assert_eq!(decided, [expected]);
    };
    holds(4);
    // The first of them moves to just where the second stood.
    let line = "Sweden aid Norway in 1920.\n";
    let moved = format!("{}{text}", line.repeat(3));
    desk.write(page("one", "bb", &moved, &[]));
    holds(7);
    let turned: String = text
        .split_inclusive('\n')
        .skip(3)
        .chain(text.split_inclusive('\n').take(3))
        .collect();
    desk.write(page("one", "cc", &turned, &[]));
    holds(1);
}

#[test]
fn the_last_decision_holds_and_undoing_goes_back_step_by_step() {
    let desk = desk();
    desk.decide(1, Verdict::Wrong);
    desk.decide(1, Verdict::Right);
    desk.decide(1, Verdict::Right);
    desk.decide(0, Verdict::Wrong);
    let mut review = desk.review();
    let holding = |review: &Review| review.revision();
    let all = holding(&review);
    let quote = |moved: Option<Moved>| {
        moved.map(|m| (m.claim.quote.exact[..5].to_owned(), m.decision.decision))
    };
    let undo = |review: &mut Review| quote(review.undo(&said(9)).expect("it is written"));
    assert_eq!(
        undo(&mut review),
        Some(("Franc".to_owned(), Verdict::Wrong))
    );
    assert_eq!(
        undo(&mut review),
        Some(("Chile".to_owned(), Verdict::Right))
    );
    assert_eq!(desk.decided().0, [ATTACK]);
    assert_eq!(
        undo(&mut review),
        Some(("Chile".to_owned(), Verdict::Wrong))
    );
    assert_eq!(undo(&mut review), None);
    assert_eq!(holding(&review), "");
    for _ in 0..3 {
        assert!(review.redo(&said(9)).expect("it is written").is_some());
    }
    assert_eq!(review.redo(&said(9)).expect("it answers"), None);
    assert_eq!(holding(&review), all);
    assert_eq!(
        holding(&desk.review()),
        all,
        "another program sees the same"
    );
    undo(&mut review);
    desk.decide(2, Verdict::Right);
    review.refresh().expect("it can be read");
    assert_eq!(
        review.redo(&said(9)).expect("it answers"),
        None,
        "something was decided since"
    );
    let kept = fs::read_to_string(desk.beside()).expect("a file");
    assert_eq!(
        kept.lines().count(),
        3 + 3 + 3 + 1 + 1,
        "everything is kept: {kept}"
    );
}
