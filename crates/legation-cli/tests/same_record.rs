//! The same claims whatever the order of files and the number of threads, and after a run that was killed.

mod common;

use std::{
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use common::{ARABIC, ENGLISH, Folder, HEBREW, objects};

/// A folder with many small documents and a container with ids of its own, some of them twice.
fn many(documents: usize) -> Folder {
    let folder = Folder::new();
    for number in 0..documents {
        let text = [ENGLISH, ARABIC, HEBREW][number % 3];
        folder.write(
            &format!("texts/{number:04}.txt"),
            format!("{text}\n{number}\n"),
        );
    }
    let line = |id: usize, year: usize| {
        let text = format!(
            "In December {year} the Soviet Union broke off diplomatic relations with Albania."
        );
        serde_json::json!({"id": format!("line-{id}"), "text": text, "lang": "en"}).to_string()
    };
    let lines: Vec<String> = (0..40).map(|n| line(n % 25, 1950 + n % 40)).collect();
    folder.write("lines.jsonl", lines.join("\n"));
    folder
}

fn claims(folder: &Folder, record: &str) -> String {
    folder
        .run(&["claims", "-r", record, "--format", "jsonl"])
        .succeeded()
}

#[test]
fn neither_jobs_nor_the_order_of_files_show() {
    let folder = many(60);
    folder
        .run(&[
            "read",
            "texts",
            "lines.jsonl",
            "-o",
            "one.legation",
            "--jobs",
            "1",
        ])
        .succeeded();
    folder
        .run(&[
            "read",
            "lines.jsonl",
            "texts",
            "-o",
            "two.legation",
            "--jobs",
            "2",
        ])
        .succeeded();
    let mut arguments: Vec<String> = (0..60).rev().map(|n| format!("texts/{n:04}.txt")).collect();
    arguments.push("lines.jsonl".to_owned());
    let mut all = vec!["read", "-o", "three.legation", "--jobs", "7"];
    all.extend(arguments.iter().map(String::as_str));
    folder.run(&all).succeeded();
    let one = claims(&folder, "one.legation");
    assert!(objects(&one).len() > 100);
    assert_eq!(claims(&folder, "two.legation"), one);
    assert_eq!(claims(&folder, "three.legation"), one);
    let print = |record: &str| folder.run(&["check", "-r", record]).succeeded();
    assert_eq!(print("one.legation"), print("two.legation"));
    assert_eq!(print("one.legation"), print("three.legation"));
}

#[test]
fn reading_again_changes_nothing_and_a_changed_document_replaces_its_claims() {
    let folder = many(6);
    folder
        .run(&["read", "texts", "lines.jsonl", "-o", "t.legation"])
        .succeeded();
    let before = claims(&folder, "t.legation");
    let again = folder.run(&["read", "texts", "lines.jsonl"]).succeeded();
    assert!(
        again.contains("0 document(s) read, 31 unchanged"),
        "{again}"
    );
    let anew = folder
        .run(&["read", "texts", "lines.jsonl", "--again"])
        .succeeded();
    assert!(
        anew.contains("31 unchanged") || anew.contains("(31 anew)"),
        "{anew}"
    );
    assert_eq!(claims(&folder, "t.legation"), before);
    folder.write("texts/0000.txt", ENGLISH.replace("1961", "1962"));
    folder.run(&["read", "texts"]).succeeded();
    let after = objects(&claims(&folder, "t.legation"));
    let dates: Vec<_> = after
        .iter()
        .filter(|c| c["doc"] == "texts/0000.txt")
        .map(|c| c["when"].clone())
        .collect();
    assert!(
        dates.contains(&"1962-12".into()) && !dates.contains(&"1961-12".into()),
        "{dates:?}"
    );
    assert_eq!(after.len(), objects(&before).len());
}

#[test]
fn a_killed_run_goes_on_to_the_same_record() {
    let folder = many(1200);
    folder
        .run(&["read", "texts", "lines.jsonl", "-o", "whole.legation"])
        .succeeded();
    let mut half = None;
    for _ in 0..5 {
        let mut child = Command::new(env!("CARGO_BIN_EXE_legation"))
            .current_dir(folder.path("."))
            .args([
                "read",
                "texts",
                "lines.jsonl",
                "-o",
                "killed.legation",
                "--jobs",
                "1",
            ])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        // Until the first batch is in the record.
        let start = Instant::now();
        while child.try_wait().expect("a child").is_none()
            && start.elapsed() < Duration::from_secs(60)
        {
            if count(&folder) > 0 {
                break;
            }
            thread::sleep(Duration::from_millis(5));
        }
        child.kill().expect("it is killed");
        child.wait().expect("it ends");
        let documents = count(&folder);
        if documents > 0 && documents < 1225 {
            half = Some(documents);
            break;
        }
        // It was done before it could be killed: once more from nothing.
        for ending in ["", "-wal", "-shm"] {
            let _ = std::fs::remove_file(folder.path(&format!("killed.legation{ending}")));
        }
    }
    let half = half.expect("a run was killed half-way");
    let resumed = folder.run(&[
        "read",
        "texts",
        "lines.jsonl",
        "-o",
        "killed.legation",
        "--format",
        "json",
    ]);
    let summary = &objects(&resumed.succeeded())[0];
    assert_eq!(summary["unchanged"].as_u64(), Some(half as u64));
    assert_eq!(
        claims(&folder, "killed.legation"),
        claims(&folder, "whole.legation")
    );
    folder.run(&["check", "-r", "killed.legation"]).succeeded();
}

/// Documents in the record that is killed.
fn count(folder: &Folder) -> usize {
    if !folder.path("killed.legation").exists() {
        return 0;
    }
    objects(
        &folder
            .run(&["documents", "-r", "killed.legation", "--format", "jsonl"])
            .out,
    )
    .len()
}
