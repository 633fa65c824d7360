//! Which record is asked, and what is said where that does not decide.

mod common;

use common::{ENGLISH, Folder};

#[test]
fn no_record_two_records_and_the_environment() {
    let folder = Folder::new();
    let talk = folder.run(&["claims"]).failed(2);
    assert!(
        talk.contains("no record is named") && talk.contains("legation read FILES -o"),
        "{talk}"
    );

    folder.write("en.txt", ENGLISH);
    folder.run(&["read", "en.txt"]).failed(2);
    folder
        .run(&["read", "en.txt", "-o", "a.legation"])
        .succeeded();
    folder.run(&["claims"]).succeeded();
    folder.run(&["read", "en.txt"]).succeeded();

    folder
        .run(&["read", "en.txt", "-o", "b.legation"])
        .succeeded();
    let talk = folder.run(&["claims"]).failed(2);
    assert!(
        talk.contains("`a.legation`") && talk.contains("`b.legation`"),
        "{talk}"
    );
    folder.run(&["claims", "-r", "b.legation"]).succeeded();
    let run = folder
        .command(&["claims"])
        .env("LEGATION_RECORD", "a.legation")
        .output()
        .expect("run");
    assert!(run.status.success());
    let run = folder
        .command(&["claims", "-r", "c.legation"])
        .env("LEGATION_RECORD", "a.legation")
        .output()
        .expect("run");
    assert_eq!(
        run.status.code(),
        Some(2),
        "what is typed counts before the environment"
    );
}

#[test]
fn a_file_that_is_no_record_is_left_as_it_is() {
    let folder = Folder::new();
    folder.write("notes.legation", "my notes, nothing else");
    folder.write("en.txt", ENGLISH);
    assert!(
        folder
            .run(&["claims"])
            .failed(2)
            .contains("is not a record")
    );
    folder
        .run(&["read", "en.txt", "-o", "notes.legation"])
        .failed(2);
    assert_eq!(
        std::fs::read_to_string(folder.path("notes.legation")).expect("the file"),
        "my notes, nothing else"
    );
}
