//! Inputs that are not as they should be: a clear message each, and nothing else lost.

mod common;

use common::{ARABIC, ENGLISH, Folder, HEBREW};

/// Reads everything in `texts` together with one good document, and gives the talk.
fn talk_of(folder: &Folder) -> String {
    folder.write("texts/good.txt", ENGLISH);
    let run = folder.run(&["read", "texts", "-o", "t.legation"]);
    assert_eq!(run.status, 0, "{run:?}");
    assert!(
        folder
            .run(&["claims", "--doc", "texts/good.txt"])
            .succeeded()
            .contains("sever-relations")
    );
    run.failed(0)
}

#[test]
fn an_empty_file_and_a_binary_file_are_set_aside() {
    let folder = Folder::new();
    folder.write("texts/empty.txt", "");
    folder.write(
        "texts/binary.txt",
        (0..4096_u32)
            .map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8)
            .collect::<Vec<_>>(),
    );
    let talk = talk_of(&folder);
    assert!(
        talk.contains("set aside: texts/empty.txt: ")
            && talk.contains("set aside: texts/binary.txt: "),
        "{talk}"
    );
    assert_eq!(talk.matches("help: ").count(), 2, "{talk}");
    let talk = folder
        .run(&[
            "read",
            "texts/empty.txt",
            "texts/binary.txt",
            "-o",
            "t.legation",
        ])
        .failed(2);
    assert!(talk.contains("nothing could be read"), "{talk}");
    assert!(
        folder
            .run(&["read", "missing.txt", "-o", "u.legation"])
            .failed(2)
            .contains("missing.txt")
    );
    assert!(!folder.path("u.legation").exists());
}

#[test]
fn a_broken_line_is_told_with_its_number() {
    let folder = Folder::new();
    folder.write(
        "texts/a.jsonl",
        "{\"text\": \"one\"}\n{broken\n{\"text\": \"two\"}\n",
    );
    let talk = talk_of(&folder);
    assert!(talk.contains("texts/a.jsonl#2"), "{talk}");
    assert!(
        folder
            .run(&["documents"])
            .succeeded()
            .contains("texts/a.jsonl#3")
    );
}

#[test]
fn other_encodings_are_read_and_broken_bytes_lose_nothing_else() {
    let folder = Folder::new();
    let utf16: Vec<u8> = "\u{FEFF}"
        .chars()
        .chain(ARABIC.chars())
        .flat_map(|c| (c as u16).to_le_bytes())
        .collect();
    folder.write("texts/utf16.txt", utf16);
    let windows1255: Vec<u8> = HEBREW
        .chars()
        .map(|c| {
            if c.is_ascii() {
                c as u8
            } else {
                (c as u32 - 0x05D0 + 0xE0) as u8
            }
        })
        .collect();
    folder.write("texts/windows.txt", windows1255);
    let mut mixed = ENGLISH.as_bytes().to_vec();
    mixed.extend(b"\xFF\xFE\xFA then: ");
    mixed.extend(ENGLISH.as_bytes());
    folder.write("texts/mixed.txt", mixed);
    let talk = talk_of(&folder);
    assert!(talk.contains("texts/mixed.txt"), "{talk}");
    let claims = folder
        .run(&["claims", "--class", "sever-relations"])
        .succeeded();
    for name in ["texts/utf16.txt", "texts/windows.txt", "texts/mixed.txt"] {
        assert!(claims.contains(name), "{name}: {claims}");
    }
}

#[test]
fn a_language_without_a_pack_is_told_and_the_document_kept() {
    let folder = Folder::new();
    folder.write(
        "texts/de.txt",
        "Im Dezember 1961 brach die Sowjetunion die diplomatischen Beziehungen zu Albanien ab. Die Regierung erklärte, dass sie nicht mehr \
         verhandeln werde.",
    );
    let talk = talk_of(&folder);
    assert!(
        talk.contains("texts/de.txt")
            && talk.contains("`de`")
            && talk.contains("help: packs read ar, en, he"),
        "{talk}"
    );
    assert!(
        folder
            .run(&["documents"])
            .succeeded()
            .contains("texts/de.txt")
    );
}

#[test]
fn one_line_of_twenty_megabytes_is_read() {
    let folder = Folder::new();
    let mut line =
        "The harvest of that year was better than anybody had hoped for, and prices fell. "
            .repeat(20 * 1024 * 1024 / 82);
    line.push_str("In December 1961 the Soviet Union broke off diplomatic relations with Albania.");
    folder.write("texts/long.txt", &line);
    folder
        .run(&["read", "texts/long.txt", "-o", "t.legation"])
        .succeeded();
    let claims = common::objects(&folder.run(&["claims", "--format", "jsonl"]).succeeded());
    assert_eq!(claims.len(), 1, "{claims:?}");
    let place = claims[0]["start"].as_u64().expect("a place") as usize
        ..claims[0]["end"].as_u64().expect("a place") as usize;
    assert_eq!(line.get(place), claims[0]["quote"].as_str());
}

#[test]
fn what_a_document_says_cannot_act_on_the_terminal() {
    let folder = Folder::new();
    let evil = "In December 1961 the Soviet Union broke off \u{202E}diplomatic relations\u{1b}[2J with Albania.";
    folder.write(
        "evil.jsonl",
        serde_json::json!({"id": "evil\u{1b}]0;owned\u{7}", "lang": "en", "text": evil})
            .to_string(),
    );
    folder
        .run(&["read", "evil.jsonl", "-o", "t.legation"])
        .succeeded();
    for arguments in [
        &["claims"][..],
        &["timeline", "albania"],
        &["search", "diplomatic"],
        &["documents"],
        &["explain", "evil.jsonl"],
    ] {
        let run = folder.run(arguments);
        let acts = |c: char| (c.is_control() && c != '\n') || c == '\u{202E}';
        assert!(
            !run.out.contains(acts) && !run.talk.contains(acts),
            "{arguments:?}: {run:?}"
        );
    }
    assert!(
        folder
            .run(&["search", "diplomatic"])
            .succeeded()
            .contains("\\u{202E}")
    );
}
