//! What holds of every reading, of the documents as they stand and of random edits of them: what is said to stand
//! in the text stands there, the order of things is the order of the text, and nothing depends on what was read
//! before. How much is found is bounded by the number of words, whatever they are.

mod support;

use std::{fmt::Debug, ops::Range, thread};

use legation::{Claim, Document, IngestOptions, Reading, read_document};
use legation_ingest::document_from_bytes;
use legation_record::PreparedDocument;
use proptest::prelude::*;
use support::{packs, texts};

/// What does not hold, for a person.
type Broken = Result<(), String>;

fn hold(holds: bool, what: impl FnOnce() -> String) -> Broken {
    if holds { Ok(()) } else { Err(what()) }
}

/// The text of a stretch is what it is said to be, on character boundaries.
fn same(text: &str, range: Range<usize>, claimed: &str, what: &str) -> Broken {
    let found = text.get(range.clone());
    hold(found == Some(claimed), || {
        format!("{what} at {range:?} is said to be {claimed:?}, the text has {found:?}")
    })
}

/// Things come in the order of the text.
fn ordered<T: PartialOrd + Debug>(places: &[T], what: &str) -> Broken {
    match places.windows(2).find(|pair| pair[0] > pair[1]) {
        Some(pair) => Err(format!("{what} are out of order: {pair:?}")),
        None => Ok(()),
    }
}

/// Everything that must hold of one reading of one document.
fn check(document: &Document, source: &str) -> Result<Reading, String> {
    let packs = packs();
    let reading = packs.packs.read(document);
    let text = document.text.as_str();

    for sentence in &reading.sentences {
        hold(
            !sentence.span.is_empty() && !sentence.span.of(text).is_empty(),
            || format!("sentence at {:?} is no stretch of the text", sentence.span),
        )?;
    }
    for pair in reading.sentences.windows(2) {
        hold(pair[0].span.end <= pair[1].span.start, || {
            format!("sentences overlap: {:?}, {:?}", pair[0].span, pair[1].span)
        })?;
    }
    let inside = |range: Range<usize>| {
        reading
            .sentences
            .iter()
            .any(|s| s.span.start <= range.start && range.end <= s.span.end)
    };
    for mention in &reading.mentions {
        let range = mention.span.start..mention.span.end;
        same(text, range.clone(), &mention.text, "a mention")?;
        hold(!mention.text.is_empty() && inside(range), || {
            format!("mention {:?} is in no sentence", mention.text)
        })?;
        hold(
            !mention.name.is_empty() && mention.country.len() == 3,
            || {
                format!(
                    "mention {:?} of {:?} in {:?}",
                    mention.text, mention.name, mention.country
                )
            },
        )?;
    }
    for time in &reading.times {
        let range = time.span.start..time.span.end;
        same(text, range.clone(), &time.text, "a time expression")?;
        hold(!time.text.is_empty() && inside(range), || {
            format!("time expression {:?} is in no sentence", time.text)
        })?;
        if let Some(edtf) = &time.edtf {
            hold(edtf.as_str().parse::<legation::Edtf>().is_ok(), || {
                format!("{edtf} is no date")
            })?;
        }
    }
    let starts: Vec<_> = reading.mentions.iter().map(|m| m.span.start).collect();
    ordered(&starts, "mentions")?;
    let starts: Vec<_> = reading.times.iter().map(|t| t.span.start).collect();
    ordered(&starts, "time expressions")?;
    let sentences: Vec<_> = reading.claims.iter().map(|c| c.sentence).collect();
    ordered(&sentences, "claims")?;
    for problem in &reading.problems {
        if let Some(span) = problem.span {
            hold(text.get(span.start..span.end).is_some(), || {
                format!("problem {} has no place: {span:?}", problem.code)
            })?;
        }
    }
    for claim in &reading.claims {
        check_claim(document, source, &reading, claim)
            .map_err(|why| format!("{why}\n  in the claim {claim:#?}"))?;
    }
    bounded(text, &reading)?;

    let again = packs.packs.read(document);
    hold(again == reading, || "a second reading differs".to_owned())?;
    let (explained, traces) = packs.packs.explain(document);
    hold(explained == reading, || {
        "explaining reads otherwise".to_owned()
    })?;
    hold(traces.len() == reading.sentences.len(), || {
        "a sentence is not explained".to_owned()
    })?;
    // The record looks through what it is handed by itself.
    PreparedDocument::new(read_document(packs, document.clone()), "test")
        .map_err(|error| format!("the record refuses it: {error}"))?;
    Ok(reading)
}

fn check_claim(document: &Document, source: &str, reading: &Reading, claim: &Claim) -> Broken {
    let text = document.text.as_str();
    same(text, claim.start..claim.end, &claim.quote, "the quote")?;
    let trigger = &claim.trigger;
    same(
        text,
        trigger.start..trigger.end,
        &trigger.text,
        "the trigger",
    )?;
    hold(!trigger.text.is_empty(), || {
        "the trigger is empty".to_owned()
    })?;
    hold(
        claim.start <= trigger.start && trigger.end <= claim.end,
        || "the trigger is outside of the quote".to_owned(),
    )?;
    let sentence = reading
        .sentences
        .get(claim.sentence)
        .ok_or("the sentence does not exist")?;
    hold(sentence.span.contains(claim.span()), || {
        format!("the quote is outside of its sentence {:?}", sentence.span)
    })?;
    hold(claim.lang == sentence.lang, || {
        "its language is not the sentence's".to_owned()
    })?;
    hold(claim.quote.trim() == claim.quote, || {
        "the quote has white space around it".to_owned()
    })?;
    hold(
        !claim.actor.is_empty() || !claim.recipient.is_empty(),
        || "it has no party".to_owned(),
    )?;
    for party in claim.actor.iter().chain(&claim.recipient) {
        same(text, party.start..party.end, &party.text, "a party")?;
        hold(!party.name.is_empty() && party.country.len() == 3, || {
            format!("party {:?} of {:?}", party.name, party.country)
        })?;
    }
    for quantity in &claim.quantities {
        let place = quantity.start..quantity.end;
        same(text, place, &quantity.text, "a quantity")?;
        hold(
            sentence.span.start <= quantity.start && quantity.end <= sentence.span.end,
            || "a quantity is outside of the sentence".to_owned(),
        )?;
        hold(quantity.text.contains(&quantity.unit), || {
            format!("{:?} is no part of {:?}", quantity.unit, quantity.text)
        })?;
        let mut digits = quantity.value.splitn(2, '.');
        hold(
            digits.all(|d| !d.is_empty() && d.bytes().all(|b| b.is_ascii_digit())),
            || format!("{:?} is no plain number", quantity.value),
        )?;
    }
    match (&claim.when, &claim.when_from) {
        (Some(_), None) => return Err("its date comes from nowhere".to_owned()),
        (None, Some(_)) => return Err("no date comes from somewhere".to_owned()),
        (Some(when), Some(_)) => hold(when.as_str().parse::<legation::Edtf>().is_ok(), || {
            format!("{when} is no date")
        })?,
        (None, None) => {}
    }
    match (&claim.when_text, claim.when_start, claim.when_end) {
        (Some(words), Some(start), Some(end)) => {
            same(text, start..end, words, "the time expression")?;
            hold(
                reading
                    .times
                    .iter()
                    .any(|t| t.span.start <= start && end <= t.span.end),
                || format!("{words:?} is none of the document's time expressions"),
            )?;
        }
        (None, None, None) => {}
        _ => return Err("half of a time expression".to_owned()),
    }
    hold((0.0..=1.0).contains(&claim.confidence), || {
        format!("confidence {}", claim.confidence)
    })?;
    hold(packs().packs.classes.find(&claim.class).is_some(), || {
        format!("no class {}", claim.class)
    })?;
    hold(claim.doc == document.id && !claim.rule.is_empty(), || {
        "it has no rule".to_owned()
    })?;
    if let (Some(start), Some(end)) = (claim.source_start, claim.source_end) {
        same(source, start..end, &claim.quote, "the quote in the source")
    } else {
        Err("plain text has no place in the source".to_owned())
    }
}

/// What is found grows with the words, never with their square: counted, since clocks lie.
fn bounded(text: &str, reading: &Reading) -> Broken {
    let words = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .count();
    let within = |found: usize, most: usize, what: &str| {
        hold(found <= most, || format!("{found} {what} in {words} words"))
    };
    within(reading.sentences.len(), words + 1, "sentences")?;
    within(reading.mentions.len(), words * 2, "mentions")?;
    within(reading.times.len(), words * 2, "time expressions")?;
    within(reading.claims.len(), words, "claims")?;
    let parties: usize = reading
        .claims
        .iter()
        .map(|c| c.actor.len() + c.recipient.len())
        .sum();
    within(parties, words * 8, "parties")
}

/// The document of an edited text; what the ingest sets aside (an empty text, one that is no text) is no document.
fn made(text: &str) -> Option<Document> {
    document_from_bytes(
        "edited",
        text.as_bytes().to_vec(),
        None,
        &IngestOptions::default(),
    )
    .ok()
}

#[test]
fn it_holds_of_all_documents() {
    let mut claims = 0;
    for (name, text) in texts() {
        let document = support::document(name, text).expect("a document of the corpus is one");
        let reading = check(&document, text).unwrap_or_else(|why| panic!("{name}: {why}"));
        claims += reading.claims.len();
    }
    assert!(
        claims > texts().len(),
        "{claims} claims are too few to tell anything"
    );
}

#[test]
fn what_was_read_before_does_not_show() {
    let documents: Vec<Document> = texts()
        .iter()
        .filter_map(|(name, text)| support::document(name, text))
        .collect();
    let read = |order: Vec<&Document>| -> Vec<(String, Reading)> {
        let mut all: Vec<_> = order
            .into_iter()
            .map(|d| (d.id.clone(), packs().packs.read(d)))
            .collect();
        all.sort_by(|a, b| a.0.cmp(&b.0));
        all
    };
    let forward = read(documents.iter().collect());
    assert_eq!(read(documents.iter().rev().collect()), forward);
    let halves = thread::scope(|scope| {
        let odd = scope.spawn(|| read(documents.iter().skip(1).step_by(2).collect()));
        let mut all = read(documents.iter().step_by(2).collect());
        all.extend(odd.join().expect("the other thread reads"));
        all.sort_by(|a, b| a.0.cmp(&b.0));
        all
    });
    assert_eq!(halves, forward);
}

#[test]
fn long_lists_and_repetitions_stay_linear() {
    // Sentences that offer many readings: lists of states, chains of verbs, nested quotations, a line without end.
    let pieces = [
        "France and ",
        "France signed a treaty with ",
        "the Soviet Union broke off relations with Albania and ",
        "said that \"China accused ",
        "in 1961 ",
        "(Egypt, Syria and ",
        "فرنسا و",
        "وقعت ألبانيا معاهدة مع ",
        "قال إن الصين اتهمت ",
        "צרפת ו",
        "אלבניה חתמה על הסכם עם ",
        "בין סין ל",
    ];
    for piece in pieces {
        let count = |times: usize| {
            let text = piece.repeat(times);
            let document = made(&text).expect("it is text");
            let reading = check(&document, &text).unwrap_or_else(|why| panic!("{piece:?}: {why}"));
            let (_, traces) = packs().packs.explain(&document);
            let frames: usize = traces
                .iter()
                .flat_map(|t| &t.triggers)
                .map(|t| t.frames.iter().map(|f| 1 + f.parties.len()).sum::<usize>())
                .sum();
            let parties: usize = reading
                .claims
                .iter()
                .map(|c| c.actor.len() + c.recipient.len())
                .sum();
            [
                reading.mentions.len(),
                reading.times.len(),
                reading.claims.len(),
                parties,
                frames,
            ]
        };
        let (small, large) = (count(30), count(240));
        for (few, many) in small.iter().zip(&large) {
            // Eight times the text: at most eight times as much, with room for what begins and ends.
            assert!(
                *many <= few * 12 + 60,
                "{piece:?}: mentions, times, claims, parties, candidates grow from {small:?} to {large:?}"
            );
        }
    }
}

/// One change of a text; places are parts of its length.
#[derive(Debug, Clone)]
enum Edit {
    Delete(f64, usize),
    Insert(f64, &'static str),
    Any(f64, String),
    Swap(f64, f64),
    Repeat(f64),
    CutAfter(f64),
    CutBefore(f64),
}

/// Marks that real texts have in the wrong places, and words that mean much.
const INSERTED: [&str; 36] = [
    ".", "،", ",", "؟", "!", ":", "\"", "»", "«", "(", ")", "[1]", "—", "-", "־", "'", "״",
    "\u{064e}", "\u{0651}", "\u{05b8}", "\u{0640}", "\u{200f}", "\u{202e}", "\u{2067}", "\u{2069}",
    "\u{200b}", "\u{feff}", "\u{00a0}", "\n", "\n\n", "\r\n", "1961", " in ", " و", " ו", " not ",
];

fn edit() -> impl Strategy<Value = Edit> {
    let place = || 0.0..1.0f64;
    prop_oneof![
        3 => (place(), 1usize..30).prop_map(|(at, many)| Edit::Delete(at, many)),
        5 => (place(), prop::sample::select(&INSERTED[..])).prop_map(|(at, what)| Edit::Insert(at, what)),
        1 => (place(), "\\PC{1,6}").prop_map(|(at, what)| Edit::Any(at, what)),
        1 => (place(), place()).prop_map(|(a, b)| Edit::Swap(a, b)),
        1 => place().prop_map(Edit::Repeat),
        1 => place().prop_map(Edit::CutAfter),
        1 => place().prop_map(Edit::CutBefore),
    ]
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss
)]
fn place(text: &str, part: f64) -> usize {
    text.floor_char_boundary((text.len() as f64 * part) as usize)
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss
)]
fn apply(text: &mut String, edit: &Edit) {
    match edit {
        Edit::Delete(at, many) => {
            let from = place(text, *at);
            let to = text[from..]
                .char_indices()
                .nth(*many)
                .map_or(text.len(), |(n, _)| from + n);
            text.replace_range(from..to, "");
        }
        Edit::Insert(at, what) => text.insert_str(place(text, *at), what),
        Edit::Any(at, what) => text.insert_str(place(text, *at), what),
        Edit::Swap(a, b) => {
            let mut lines: Vec<&str> = text.split('\n').collect();
            let count = lines.len() as f64;
            lines.swap((count * a) as usize, (count * b) as usize);
            *text = lines.join("\n");
        }
        Edit::Repeat(at) => {
            let from = place(text, *at);
            let to = text.floor_char_boundary(from + 120);
            let piece = text[from..to].to_owned();
            text.insert_str(from, &piece);
        }
        Edit::CutAfter(at) => text.truncate(place(text, *at)),
        Edit::CutBefore(at) => *text = text.split_off(place(text, *at)),
    }
}

/// A stretch of a document, at most about 1,800 bytes, and changes of it.
fn edited() -> impl Strategy<Value = String> {
    let which = 0..texts().len();
    (which, 0.0..1.0f64, prop::collection::vec(edit(), 1..9)).prop_map(|(which, from, edits)| {
        let whole = &texts()[which].1;
        let from = place(whole, from * 0.8);
        let to = whole.floor_char_boundary((from + 1_800).min(whole.len()));
        let mut text = whole[from..to].to_owned();
        for edit in &edits {
            apply(&mut text, edit);
        }
        text
    })
}

/// As many cases as a test run bears; PROPTEST_CASES asks for more.
fn config() -> ProptestConfig {
    if std::env::var_os("PROPTEST_CASES").is_some() {
        ProptestConfig::default()
    } else {
        ProptestConfig::with_cases(384)
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn it_holds_of_edited_documents(text in edited()) {
        if let Some(document) = made(&text) {
            check(&document, &text).map_err(TestCaseError::fail)?;
        }
    }

    #[test]
    fn it_holds_of_two_documents_woven_together(one in edited(), two in edited()) {
        // Lines in turn: languages mix, and every narrative breaks.
        let mut text = String::new();
        let (mut one, mut two) = (one.lines(), two.lines());
        loop {
            let pair = (one.next(), two.next());
            if pair == (None, None) {
                break;
            }
            for line in [pair.0, pair.1].into_iter().flatten() {
                text.push_str(line);
                text.push('\n');
            }
        }
        if let Some(document) = made(&text) {
            check(&document, &text).map_err(TestCaseError::fail)?;
        }
    }
}
