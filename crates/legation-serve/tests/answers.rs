//! What each address answers, held against the description and against what the record tells.

mod support;

use std::collections::BTreeSet;

use axum::http::StatusCode;
use serde_json::Value;
use support::{escaped, get, server, valid};

/// All texts of a list.
fn texts<'v>(values: &'v Value, key: &str) -> Vec<&'v str> {
    let values = values.as_array().expect("a list").iter();
    values
        .map(|value| value[key].as_str().expect("a text"))
        .collect()
}

#[tokio::test]
async fn the_record_as_a_whole() {
    let server = server();
    let meta = valid(&server, "/meta", "Meta").await;
    assert_eq!(meta["record"], "demo.legation");
    assert_eq!(meta["review"], false);
    let overview = valid(&server, "/overview", "Overview").await;
    assert_eq!(overview["counts"]["documents"], support::DOCUMENTS);
    let claims: u64 = overview["languages"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|lang| lang["claims"].as_u64().expect("a number"))
        .sum();
    assert_eq!(overview["counts"]["claims"], claims);
    let years: u64 = overview["years"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|year| year["claims"].as_u64().expect("a number"))
        .sum();
    assert_eq!(
        years + overview["undated"].as_u64().expect("a number"),
        claims
    );
}

#[tokio::test]
async fn a_pair_opens_as_the_overview_counts_it_and_all_whom_it_names_have_a_card() {
    let server = server();
    let overview = valid(&server, "/overview", "Overview").await;
    let busiest = &overview["pairs"][0];
    let (a, b) = (
        busiest["a"].as_str().expect("a key"),
        busiest["b"].as_str().expect("a key"),
    );
    let pair = valid(&server, &format!("/pair?a={a}&b={b}"), "PairPage").await;
    let told: u64 = pair["events"]
        .as_array()
        .expect("events")
        .iter()
        .map(|event| event["claims"].as_u64().expect("a number"))
        .sum();
    assert_eq!(
        busiest["claims"], told,
        "claims of the events are those that were counted"
    );
    for tie in pair["ties"].as_array().expect("ties") {
        for key in texts(&tie["parties"], "key") {
            assert!(!pair["actors"][key].is_null(), "{key}");
        }
    }
    for event in pair["events"].as_array().expect("events") {
        for who in ["actors", "recipients"] {
            for key in event[who].as_array().expect("keys") {
                assert!(
                    !pair["actors"][key.as_str().expect("a key")].is_null(),
                    "{key}"
                );
            }
        }
    }
    let other = valid(&server, &format!("/pair?a={b}&b={a}"), "PairPage").await;
    assert_eq!(pair["events"], other["events"], "a pair has no order");
}

#[tokio::test]
async fn filters_leave_out_what_they_say() {
    let server = server();
    let all = valid(&server, "/pair?a=egypt&b=israel", "PairPage").await;
    let events = all["events"].as_array().expect("events");
    let classes: BTreeSet<&str> = texts(&all["events"], "class").into_iter().collect();
    let class = classes.first().expect("a class");
    let some = valid(
        &server,
        &format!("/pair?a=egypt&b=israel&class={class}"),
        "PairPage",
    )
    .await;
    let of_class = events
        .iter()
        .filter(|event| event["class"] == **class)
        .count();
    assert_eq!(some["total_events"], of_class);
    assert_eq!(
        some["ties"], all["ties"],
        "a class of events says nothing of ties"
    );
    for lang in ["ar", "he"] {
        let of_lang = valid(
            &server,
            &format!("/pair?a=egypt&b=israel&lang={lang}"),
            "PairPage",
        )
        .await;
        let wanted = events.iter().filter(|event| {
            let langs = event["langs"].as_array().expect("languages");
            langs.iter().any(|tag| tag == lang)
        });
        assert_eq!(of_lang["total_events"], wanted.count(), "{lang}");
        assert_eq!(
            of_lang["documents"], all["documents"],
            "the filter still offers all"
        );
    }
    let two = valid(&server, "/pair?a=egypt&b=israel&lang=ar,he", "PairPage").await;
    let twice = valid(
        &server,
        "/pair?a=egypt&b=israel&lang=ar&lang=he",
        "PairPage",
    )
    .await;
    assert_eq!(two, twice, "commas or several times");
    let doc = all["documents"][0]["id"].as_str().expect("an id");
    let of_doc = format!("/pair?a=egypt&b=israel&doc={}", escaped(doc));
    let of_doc = valid(&server, &of_doc, "PairPage").await;
    assert!(of_doc["total_events"].as_u64() > Some(0));
    assert!(of_doc["total_events"].as_u64() <= all["total_events"].as_u64());
    let years = valid(
        &server,
        "/pair?a=egypt&b=israel&from=1967&to=1973-10",
        "PairPage",
    )
    .await;
    for event in years["events"].as_array().expect("events") {
        let when = &event["when"];
        assert!(
            when["last"].as_str().is_none_or(|day| day >= "1967-01-01"),
            "{when}"
        );
        assert!(
            when["first"].as_str().is_none_or(|day| day <= "1973-10-31"),
            "{when}"
        );
    }
    assert_eq!(years["undated"], 0, "what has no date is left out");
}

#[tokio::test]
async fn years_of_which_nobody_tells_are_gaps() {
    let server = server();
    let pair = valid(&server, "/pair?a=egypt&b=israel", "PairPage").await;
    let series = pair["series"].as_array().expect("years");
    let silent: BTreeSet<i64> = series
        .iter()
        .filter(|year| year["known"] == "no-source")
        .map(|year| {
            year["period"]
                .as_str()
                .expect("a year")
                .parse()
                .expect("a number")
        })
        .collect();
    let mut gaps = BTreeSet::new();
    for gap in pair["gaps"].as_array().expect("gaps") {
        let end = |key: &str| gap[key].as_i64().expect("a year");
        gaps.extend(end("from")..=end("to"));
    }
    assert_eq!(silent, gaps);
    assert!(!gaps.is_empty());
    // What a filter leaves out is still told by somebody.
    let filtered = valid(&server, "/pair?a=egypt&b=israel&status=denied", "PairPage").await;
    assert_eq!(filtered["gaps"], pair["gaps"]);
}

#[tokio::test]
async fn an_event_and_a_tie_open_with_their_evidence() {
    let server = server();
    let pair = valid(&server, "/pair?a=egypt&b=israel", "PairPage").await;
    for id in texts(&pair["events"], "id").into_iter().take(5) {
        let page = valid(&server, &format!("/events/{id}"), "EventPage").await;
        let claims = page["claims"].as_array().expect("claims");
        assert_eq!(page["event"]["claims"], claims.len());
        for claim in claims {
            let sentence: Vec<u16> = claim["sentence_text"]
                .as_str()
                .expect("a text")
                .encode_utf16()
                .collect();
            let quote = claim["marks"].as_array().expect("marks").iter();
            for mark in quote.filter(|mark| mark["kind"] == "quote") {
                let at = |key: &str| {
                    usize::try_from(mark[key].as_u64().expect("a place")).expect("small")
                };
                let cut = String::from_utf16(&sentence[at("start")..at("end")]).expect("text");
                assert_eq!(claim["quote"], cut.as_str());
            }
        }
    }
    for id in texts(&pair["ties"], "id") {
        let page = valid(&server, &format!("/ties/{id}"), "TiePage").await;
        let tie = &page["tie"];
        for end in [&tie["from"], &tie["to"]]
            .into_iter()
            .filter(|end| !end.is_null())
        {
            for claim in end["claims"].as_array().expect("ids") {
                let id = claim.as_str().expect("an id");
                assert_eq!(page["claims"][id]["id"], id);
            }
        }
        assert_eq!(
            tie["disputed"],
            !page["disagreements"].as_array().expect("a list").is_empty()
        );
    }
}

#[tokio::test]
async fn a_day_and_what_is_different_on_another() {
    let server = server();
    let day = valid(&server, "/on?date=1970-09-01", "DayPage").await;
    let ties = day["ties"].as_array().expect("ties");
    assert!(!ties.is_empty());
    assert!(ties.iter().all(|tie| tie["holding"] != "no"));
    let degrees: u64 = day["nodes"]
        .as_array()
        .expect("nodes")
        .iter()
        .map(|node| node["degree"].as_u64().expect("a number"))
        .sum();
    let parties: usize = ties
        .iter()
        .map(|tie| tie["parties"].as_array().expect("parties").len())
        .sum();
    assert_eq!(usize::try_from(degrees).expect("small"), parties);
    let some = valid(
        &server,
        "/on?date=1970&kind=membership,office&actor=egypt",
        "DayPage",
    )
    .await;
    for tie in some["ties"].as_array().expect("ties") {
        assert!(
            tie["kind"] == "membership" || tie["kind"] == "office",
            "{tie}"
        );
    }
    let changes = valid(&server, "/changes?from=1955&to=1975", "ChangesPage").await;
    let changes = changes["changes"].as_array().expect("changes");
    assert!(!changes.is_empty());
    assert!(
        changes
            .iter()
            .all(|change| change["before"] != change["after"])
    );
    // A packs' tie can be opened like any other.
    let existence = ties
        .iter()
        .find(|tie| tie["kind"] == "existence")
        .expect("one exists");
    let id = existence["id"].as_str().expect("an id");
    valid(&server, &format!("/ties/{id}"), "TiePage").await;
}

#[tokio::test]
async fn a_source_can_be_left_out_of_a_day() {
    let server = server();
    let whole = valid(&server, "/on?date=1970-09-01", "DayPage").await;
    assert!(whole["left_out"].is_null());
    let documents = valid(&server, "/documents", "DocumentList").await;
    let document = &documents["items"][1];
    let id = escaped(document["id"].as_str().expect("an id"));
    let without = valid(
        &server,
        &format!("/on?date=1970-09-01&without={id}"),
        "DayPage",
    )
    .await;
    assert_eq!(without["left_out"]["claims"], document["claims"]);
    let nothing = valid(&server, "/on?date=1970-09-01&said_by=1900", "DayPage").await;
    assert_eq!(
        nothing["left_out"]["undated"],
        support::DOCUMENTS,
        "no sample says when it was published"
    );
    let unknown = get(&server, "/on?date=1970&without=nothing-of-the-kind").await;
    assert_eq!(unknown.status, StatusCode::BAD_REQUEST);
    assert_eq!(unknown.code(), "unknown-source");
}

#[tokio::test]
async fn an_actor_is_found_by_key_code_and_name_in_any_language() {
    let server = server();
    let egypt = valid(&server, "/actors/egypt", "ActorPage").await;
    assert_eq!(egypt["codes"]["iso"], "EGY");
    for name in ["EGY", "Egypt", "مصر", "מצרים"] {
        let page = valid(&server, &format!("/actors/{}", escaped(name)), "ActorPage").await;
        assert_eq!(page, egypt, "{name}");
    }
    let list = valid(&server, "/actors?q=egy", "ActorList").await;
    assert_eq!(list["items"][0]["key"], "egypt");
    let states = valid(&server, "/actors?kind=state&limit=200", "ActorList").await;
    for item in states["items"].as_array().expect("actors") {
        let key = item["key"].as_str().expect("a key");
        assert_eq!(states["actors"][key]["kind"], "state");
    }
    // One that only documents name.
    let all = valid(&server, "/actors?limit=200", "ActorList").await;
    let named = texts(&all["items"], "key")
        .into_iter()
        .find(|key| key.starts_with('~'));
    let named = named.expect("documents name somebody");
    let page = valid(&server, &format!("/actors/{}", escaped(named)), "ActorPage").await;
    assert_eq!(page["actor"]["key"], named);
}

#[tokio::test]
async fn the_same_question_has_the_same_answer_byte_for_byte() {
    let (one, other) = (server(), server());
    for target in [
        "/meta",
        "/overview",
        "/actors",
        "/actors/israel",
        "/pair?a=egypt&b=israel",
        "/on?date=1967-06-05",
        "/changes?from=1960&to=1970",
        "/documents",
        "/claims?limit=20",
        "/disagreements",
        "/search?q=%D9%85%D8%B5%D8%B1",
    ] {
        let first = get(&one, target).await;
        assert_eq!(first.status, StatusCode::OK, "{target}");
        for server in [&one, &other] {
            let again = get(server, target).await;
            assert_eq!(first.bytes, again.bytes, "{target}");
            assert_eq!(first.header("etag"), again.header("etag"), "{target}");
        }
    }
}

#[tokio::test]
async fn a_chronicle_that_is_not_current_is_told_in_memory_with_the_same_answers() {
    // Other packs than the record was told by, that say nothing else.
    let mut files = legation::PackFiles::embedded();
    let events = files.get("events.toml").expect("classes are there");
    let events = format!("{events}\n# The same.\n");
    files.insert("events.toml", events);
    let packs = Box::leak(Box::new(
        legation::compile_packs(&files).expect("they compile"),
    ));
    let stale = legation_serve::Options {
        packs,
        ..support::options()
    };
    let before = std::fs::read(&stale.record).expect("the record");
    let stale = legation_serve::router(&stale).expect("it is served");
    let current = server();
    for target in [
        "/pair?a=egypt&b=israel",
        "/on?date=1967-06-05",
        "/changes?from=1960&to=1970",
        "/actors/jordan",
        "/disagreements",
    ] {
        let told = get(&stale, target).await;
        let kept = get(&current, target).await;
        assert_eq!(told.status, StatusCode::OK, "{target}");
        assert_eq!(told.json(), kept.json(), "{target}");
        assert_ne!(told.header("etag"), kept.header("etag"), "{target}");
    }
    let after = std::fs::read(support::record()).expect("the record");
    assert!(before == after, "serving writes nothing");
}

#[tokio::test]
async fn a_document_whose_id_has_a_comma_is_one_document() {
    let server = server();
    let doc = escaped("rivals/one, with a comma.txt");
    let target = format!("/pair?a=albania&b=warsaw-pact&doc={doc}");
    let one = valid(&server, &target, "PairPage").await;
    let all = valid(&server, "/pair?a=albania&b=warsaw-pact", "PairPage").await;
    assert_eq!(one["total_events"], 1);
    assert_eq!(all["events"][0]["documents"], 2);
    assert_eq!(one["documents"], all["documents"]);
    assert!(!all["disagreements"].as_array().expect("a list").is_empty());
    let disputed = all["ties"]
        .as_array()
        .expect("ties")
        .iter()
        .filter(|tie| tie["disputed"] == true);
    assert!(disputed.count() > 0, "it hangs on the membership");
}
