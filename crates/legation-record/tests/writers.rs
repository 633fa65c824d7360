//! One writer at a time, batches, and files that are refused.
#![allow(clippy::unwrap_used)]

mod support;

use legation_record::*;
use support::*;

#[test]
fn a_second_writer_is_told_and_tears_nothing() {
    let bench = Bench::new();
    let mut first = bench.writer();
    let refused = Writer::open(bench.path(), options()).unwrap_err();
    assert!(matches!(refused, OpenError::Busy { .. }));
    assert!(
        refused.to_string().contains("another program is writing"),
        "{refused}"
    );
    first.write(english()).unwrap();
    first.flush().unwrap();
    // Between two batches the lock is held as well.
    assert!(matches!(
        Writer::open(bench.path(), options()),
        Err(OpenError::Busy { .. })
    ));
    first.write(arabic()).unwrap();
    first.finish().unwrap();

    let mut second = bench.writer();
    second.write(hebrew()).unwrap();
    second.finish().unwrap();
    let record = bench.record();
    assert_eq!(record.counts().unwrap().documents, 3);
    assert_eq!(record.check().unwrap(), []);
}

#[test]
fn writers_that_crowd_leave_a_whole_record() {
    let bench = Bench::new();
    bench.writer().finish().unwrap();
    let path = bench.path();
    std::thread::scope(|scope| {
        for thread in 0..4 {
            let path = path.clone();
            scope.spawn(move || {
                for round in 0..5 {
                    let writer = loop {
                        match Writer::open(&path, options()) {
                            Ok(writer) => break writer,
                            Err(OpenError::Busy { .. }) => {}
                            Err(other) => panic!("{other}"),
                        }
                    };
                    let mut writer = writer;
                    let mut read = english();
                    read.document.id = format!("{thread}-{round}");
                    for claim in &mut read.claims {
                        claim.doc = read.document.id.clone();
                    }
                    writer.write(read).unwrap();
                    writer.finish().unwrap();
                }
            });
        }
    });
    let record = bench.record();
    assert_eq!(record.counts().unwrap().documents, 20);
    assert_eq!(record.check().unwrap(), []);
}

#[test]
fn a_dropped_writer_loses_its_open_batch_and_nothing_else() {
    let bench = Bench::new();
    let mut writer = bench.writer();
    writer.write(english()).unwrap();
    writer.flush().unwrap();
    writer.write(arabic()).unwrap();
    writer.forget("texts/en.txt").unwrap();
    drop(writer);
    let record = bench.record();
    assert_eq!(dump(&record), dump(&Bench::holding([english()]).record()));
    assert_eq!(record.check().unwrap(), []);

    // Taken up again, it ends where an undisturbed run ends.
    let mut writer = bench.writer();
    for read in [english(), arabic(), hebrew()] {
        writer.write(read).unwrap();
    }
    writer.finish().unwrap();
    assert_eq!(
        dump(&record),
        dump(&Bench::holding([hebrew(), english(), arabic()]).record())
    );
}

#[test]
fn batches_are_committed_as_they_fill() {
    for (documents, bytes) in [(2, usize::MAX), (usize::MAX, 150)] {
        let bench = Bench::new();
        let mut options = options();
        (options.batch_documents, options.batch_bytes) = (documents, bytes);
        let mut writer = Writer::open(bench.path(), options).unwrap();
        writer.write(hebrew()).unwrap();
        writer.write(english()).unwrap();
        writer.write(arabic()).unwrap();
        let seen = bench.record().counts().unwrap().documents;
        assert!(
            (1..3).contains(&seen),
            "{seen} documents seen with {documents}, {bytes}"
        );
        drop(writer);
        assert_eq!(bench.record().counts().unwrap().documents, seen);
    }
}

#[test]
fn the_revision_counts_documents_written_and_forgotten() {
    let bench = Bench::holding([english(), arabic()]);
    let record = bench.record();
    assert_eq!(record.revision().unwrap(), 2);
    let mut writer = bench.writer();
    writer.write(english()).unwrap();
    writer.forget("texts/ar.txt").unwrap();
    writer.write(hebrew()).unwrap();
    writer.finish().unwrap();
    assert_eq!(record.revision().unwrap(), 4);
    bench.writer().finish().unwrap();
    assert_eq!(record.revision().unwrap(), 4);
}

/// Both ways of opening refuse the file, and leave every byte of it.
fn refused(bytes: &[u8]) -> (OpenError, OpenError) {
    let bench = Bench::new();
    std::fs::write(bench.path(), bytes).unwrap();
    let asked = Record::open(bench.path()).unwrap_err();
    let written = Writer::open(bench.path(), options()).unwrap_err();
    assert!(
        std::fs::read(bench.path()).unwrap() == bytes,
        "the file was changed"
    );
    (asked, written)
}

#[test]
fn a_file_that_is_no_record_is_refused_and_left_alone() {
    for bytes in [
        "انضمت ألبانيا".repeat(500).into_bytes(),
        vec![7],
        vec![0; 5000],
    ] {
        let (asked, written) = refused(&bytes);
        assert!(matches!(asked, OpenError::NotARecord { .. }), "{asked}");
        assert!(matches!(written, OpenError::NotARecord { .. }), "{written}");
        assert!(written.to_string().contains("it was left as it is"));
    }
    let folder = tempfile::tempdir().unwrap();
    let other = folder.path().join("other.sqlite");
    let file = rusqlite::Connection::open(&other).unwrap();
    file.execute_batch("CREATE TABLE notes (text); PRAGMA user_version = 1;")
        .unwrap();
    drop(file);
    let (asked, written) = refused(&std::fs::read(&other).unwrap());
    assert!(matches!(asked, OpenError::NotARecord { .. }), "{asked}");
    assert!(matches!(written, OpenError::NotARecord { .. }), "{written}");
    assert!(matches!(
        Record::open(folder.path()),
        Err(OpenError::NotARecord { .. })
    ));
}

#[test]
fn a_record_of_a_newer_program_is_refused_and_left_alone() {
    let bench = Bench::holding([english()]);
    let file = rusqlite::Connection::open(bench.path()).unwrap();
    file.pragma_update(None, "user_version", SCHEMA_VERSION + 1)
        .unwrap();
    drop(file);
    let (asked, written) = refused(&std::fs::read(bench.path()).unwrap());
    assert!(matches!(asked, OpenError::Newer { .. }), "{asked}");
    assert!(matches!(written, OpenError::Newer { .. }), "{written}");
    assert!(written.to_string().contains("update the program"));
}

#[test]
fn asking_makes_no_file_and_writing_fills_an_empty_one() {
    let bench = Bench::new();
    assert!(matches!(
        Record::open(bench.path()),
        Err(OpenError::Missing { .. })
    ));
    assert!(!bench.path().exists());
    std::fs::write(bench.path(), []).unwrap();
    assert!(matches!(
        Record::open(bench.path()),
        Err(OpenError::Empty { .. })
    ));
    bench.writer().finish().unwrap();
    assert_eq!(bench.record().counts().unwrap(), Counts::default());
    let nowhere = bench.folder.path().join("no/such/folder/x.legation");
    assert!(matches!(
        Writer::open(nowhere, options()),
        Err(OpenError::Database { .. })
    ));
}

#[test]
fn a_file_left_by_a_run_killed_at_its_start_is_taken_up() {
    let bench = Bench::new();
    let file = rusqlite::Connection::open(bench.path()).unwrap();
    file.pragma_update(None, "journal_mode", "wal").unwrap();
    drop(file);
    assert!(std::fs::metadata(bench.path()).unwrap().len() > 0);
    assert!(matches!(
        Record::open(bench.path()),
        Err(OpenError::Empty { .. })
    ));
    let mut writer = bench.writer();
    writer.write(english()).unwrap();
    writer.finish().unwrap();
    assert_eq!(bench.record().counts().unwrap().documents, 1);
}

#[test]
fn documents_made_ready_by_other_threads_are_written_alike() {
    let bench = Bench::new();
    let prepared = std::thread::scope(|scope| {
        let threads = [hebrew, english, arabic].map(|make| {
            scope.spawn(move || PreparedDocument::new(make(), options().reader).unwrap())
        });
        threads.map(|thread| thread.join().unwrap())
    });
    let mut writer = bench.writer();
    for document in &prepared {
        assert_eq!(writer.write_prepared(document).unwrap(), Outcome::Added);
    }
    assert_eq!(writer.write(arabic()).unwrap(), Outcome::Unchanged);
    writer.finish().unwrap();
    let straight = Bench::holding([arabic(), english(), hebrew()]);
    assert_eq!(dump(&bench.record()), dump(&straight.record()));
}
