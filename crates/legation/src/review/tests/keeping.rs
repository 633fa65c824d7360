//! Tests of what keeps decisions: the file, two writers, decisions made elsewhere, what is listed.

use super::*;

#[test]
fn a_torn_line_is_told_and_nothing_else_is_lost() {
    let desk = desk();
    desk.decide(0, Verdict::Right);
    desk.decide(1, Verdict::Wrong);
    let whole = fs::read(desk.beside()).expect("a file");
    let first = whole.iter().position(|b| *b == b'\n').expect("lines") + 1;
    for cut in first + 1..whole.len() - 1 {
        fs::write(desk.beside(), &whole[..cut]).expect("a file");
        let review = desk.review();
        assert_eq!(review.damaged().len(), 1, "cut at {cut}");
        assert_eq!(
            (review.damaged()[0].line, review.lines().entries.len()),
            (2, 1)
        );
    }
    // Cut before its end of line it is whole, and after a torn one the next begins anew.
    fs::write(desk.beside(), &whole[..whole.len() - 1]).expect("a file");
    assert_eq!(
        desk.decided(),
        (
            vec![
                "right: France visit Peru in 1950".to_owned(),
                ATTACK.to_owned()
            ],
            0
        )
    );
    fs::write(desk.beside(), &whole[..whole.len() - 9]).expect("a file");
    desk.decide(2, Verdict::Right);
    assert_eq!(desk.decided().0.len(), 2);
    let review = desk.review();
    assert_eq!((review.damaged().len(), review.damaged()[0].line), (1, 2));
    let after = fs::read(desk.beside()).expect("a file");
    assert!(
        after.starts_with(&whole[..whole.len() - 9]),
        "what was there stays"
    );
}

#[test]
fn other_files_and_newer_ones_are_refused_and_left_alone() {
    let desk = desk();
    desk.decide(0, Verdict::Right);
    let line = fs::read_to_string(desk.beside()).expect("a file");
    let newer = line.replacen("\"v\":1", "\"v\":2", 1);
    for (content, why) in [
        (newer.as_str(), "newer program"),
        ("a,b\n1,2\n", "holds no decisions"),
    ] {
        fs::write(desk.beside(), content).expect("a file");
        let refused = Review::open(&desk.path()).expect_err(why).to_string();
        assert!(refused.contains(why), "{refused}");
        let record = desk.record();
        assert!(Chronicle::open(&record, packs(), &LeftOut::default()).is_err());
        assert_eq!(fs::read_to_string(desk.beside()).expect("a file"), content);
    }
}

#[test]
fn two_writers_wait_for_each_other_or_are_told() {
    let desk = desk();
    desk.decide(0, Verdict::Right);
    let file = fs::OpenOptions::new()
        .write(true)
        .open(desk.beside())
        .expect("a file");
    file.lock().expect("a lock");
    let mut review = desk.review();
    let busy = review.undo(&said(1)).expect_err("it is locked").to_string();
    assert!(busy.contains("another program is writing"), "{busy}");
    drop(file);
    let before = review.lines().entries.len();
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                let mut review = desk.review();
                for _ in 0..5 {
                    review.undo(&said(1)).expect("it is written");
                    review.redo(&said(1)).expect("it is written");
                }
            });
        }
    });
    review.refresh().expect("it can be read");
    let numbers: Vec<u64> = review.lines().entries.iter().map(|e| e.n).collect();
    assert!(numbers.len() > before && review.damaged().is_empty());
    assert!(
        numbers.iter().copied().eq(1..=numbers.len() as u64),
        "{numbers:?}"
    );
}

#[test]
fn decisions_made_elsewhere_come_in_once_and_conflicts_are_told() {
    let (here, there) = (desk(), desk());
    there.decide(0, Verdict::Right);
    there.decide(1, Verdict::Wrong);
    let file = Path::new("theirs.review.jsonl");
    let export = |desk: &Desk| desk.review().export().expect("plain data").into_bytes();
    let apply = |desk: &Desk, content: &[u8], newer| {
        let applied = desk.review().apply(&desk.record(), file, content, newer);
        applied.expect("it can be applied")
    };
    let theirs = export(&there);
    let applied = apply(&here, &theirs, false);
    assert_eq!(
        (applied.added, applied.there, applied.conflicts.len()),
        (2, 0, 0)
    );
    assert_eq!(here.review().revision(), there.review().revision());
    let applied = apply(&here, &theirs, true);
    assert_eq!(
        (applied.added, applied.there),
        (0, 2),
        "what is there stays"
    );
    here.review().undo(&said(5)).expect("it is written");
    let applied = apply(&here, &theirs, true);
    assert_eq!(
        (applied.added, applied.there),
        (0, 2),
        "what was undone here stays undone"
    );
    // Decided otherwise there, later.
    let mut review = there.review();
    let id = &there.ids()[0];
    let later = review.decide(
        &there.record(),
        packs(),
        id,
        Verdict::Wrong,
        None,
        &said(60),
    );
    later.expect("it can be decided");
    let theirs = export(&there);
    let applied = apply(&here, &theirs, false);
    assert_eq!((applied.added, applied.conflicts.len()), (0, 1));
    assert!(!applied.conflicts[0].taken);
    assert_eq!(here.decided().0, ["right: France visit Peru in 1950"]);
    let applied = apply(&here, &theirs, true);
    assert!(applied.conflicts[0].taken && applied.added == 1);
    assert_eq!(here.decided().0, ["wrong: France visit Peru in 1950"]);
    // Decided otherwise there, earlier.
    let applied = apply(&there, &export(&here), true);
    assert_eq!((applied.added, applied.there), (0, 1));
    let stranger = Desk::new();
    stranger.write(page("else", "zz", "Norway aid Sweden in 1940.\n", &[]));
    let applied = apply(&stranger, &theirs, false);
    assert_eq!((applied.added, applied.orphaned), (2, 2));
    assert_eq!(stranger.decided(), (vec![], 2));
    let applied = apply(&stranger, &theirs, false);
    assert_eq!((applied.added, applied.there), (0, 2));
    let refused = stranger
        .review()
        .apply(&stranger.record(), file, b"a,b\n", false);
    assert!(
        refused
            .expect_err("no decisions")
            .to_string()
            .contains("theirs.review.jsonl")
    );
}

#[test]
fn disputed_claims_come_first_where_they_are_asked_for() {
    let desk = Desk::new();
    let first = "France visit Peru in 1950.\nFrance sever-relations Peru in 1960.\n";
    desk.write(page("one", "aa", first, &[]));
    desk.write(page(
        "two",
        "bb",
        "France sever-relations Peru in 1961.\n",
        &[],
    ));
    let record = desk.record();
    let queue = |order| {
        let filter = ClaimFilter {
            order: ClaimOrder::Time,
            ..ClaimFilter::default()
        };
        let mut review = desk.review();
        let queue = review.queue(&told(&record), &filter, order, QueueState::Open);
        let items = queue.expect("it answers").items.into_iter();
        items.map(|item| item.claim.class).collect::<Vec<_>>()
    };
    assert_eq!(
        queue(QueueOrder::Place),
        ["visit", "sever-relations", "sever-relations"]
    );
    assert_eq!(
        queue(QueueOrder::Disputed),
        ["sever-relations", "sever-relations", "visit"]
    );
}

#[test]
fn a_timeline_tells_claims_as_decided_and_claims_are_listed_as_read() {
    let mut read = page("one", "aa", TEXT, &[]);
    read.claims[2].confidence = 0.1;
    let desk = Desk::new();
    desk.write(read);
    let record = desk.record();
    let lines = |filter: &ClaimFilter| -> Vec<String> {
        let lines = crate::timeline(&record, &[], filter).expect("it answers");
        let one = |line: crate::Line| {
            let decided = line.review.map_or("", |d| d.decision.as_str());
            let when = line.claim.when.as_ref().map_or("?", Edtf::as_str);
            format!("{when} {} {decided}", line.claim.class)
        };
        lines.into_iter().map(one).collect()
    };
    let sure = ClaimFilter {
        min_confidence: Some(0.5),
        ..ClaimFilter::default()
    };
    assert_eq!(lines(&sure), ["1950 visit ", "1960 attack "]);
    desk.decide(0, Verdict::Wrong);
    desk.decide(2, Verdict::Right);
    let later = EditRequest {
        class: Some("mobilize".to_owned()),
        when: Some(Some("1980".to_owned())),
        ..EditRequest::default()
    };
    desk.edit(1, &later).expect("it can be meant");
    let all = ["1970 threaten right", "1980 mobilize edit"];
    assert_eq!(lines(&sure), all);
    let page = |offset, limit| ClaimFilter {
        offset,
        limit: Some(limit),
        ..sure.clone()
    };
    assert_eq!(lines(&page(1, 1)), all[1..]);
    assert_eq!(lines(&page(0, 1)), all[..1]);
    let class = |class: &str| ClaimFilter {
        classes: vec![class.to_owned()],
        ..ClaimFilter::default()
    };
    assert_eq!(
        lines(&class("mobilize")),
        all[1..],
        "the filter goes by what was decided"
    );
    assert_eq!(lines(&class("attack")), Vec::<String>::new());
    let listed = record.claims(&class("attack")).expect("it answers");
    assert_eq!(listed.count(), 1);
}
