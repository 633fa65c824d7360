//! Figures of the whole program on a generated corpus: speed, memory, start, size of the record, instructions a byte.

use std::{fs, process::Command, time::Instant};

use crate::{root, score::program};

/// Measures on about `megabytes` of text and prints a table.
pub(crate) fn run(megabytes: usize) -> Result<(), Box<dyn std::error::Error>> {
    let folder = root().join("target/figures");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder)?;
    let corpus = folder.join("corpus.jsonl");
    let (documents, bytes) = crate::corpus::write(megabytes << 20, &corpus.display().to_string())?;
    let megabytes = bytes as f64 / 1e6;
    println!("corpus: {documents} documents, {megabytes:.1} MB of text");
    for jobs in ["1", "2"] {
        let record = folder.join(format!("{jobs}.legation"));
        let start = Instant::now();
        // GNU time, where it is there, tells the peak of memory.
        let mut command = Command::new("/usr/bin/time");
        command
            .args(["-f", "%M"])
            .arg(program())
            .arg("read")
            .arg(&corpus)
            .arg("-o")
            .arg(&record)
            .args(["--jobs", jobs]);
        let output = command.output()?;
        let seconds = start.elapsed().as_secs_f64();
        let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
        let peak: f64 = stderr
            .lines()
            .last()
            .and_then(|l| l.trim().parse().ok())
            .unwrap_or(0.0);
        let size = fs::metadata(&record)?.len() as f64 / 1e6;
        println!(
            "read, {jobs} jobs: {seconds:.1} s, {:.2} MB/s, peak memory {:.0} MB, record {:.2} MB a MB of text",
            megabytes / seconds,
            peak / 1e3,
            size / megabytes
        );
    }
    let start = Instant::now();
    for _ in 0..5 {
        Command::new(program()).args(["packs", "list"]).output()?;
    }
    println!(
        "start with all packs: {:.0} ms",
        start.elapsed().as_secs_f64() * 200.0
    );
    instructions(&folder)
}

/// Instructions a byte of reading, by callgrind on two sizes of input: the difference leaves the start out.
fn instructions(folder: &std::path::Path) -> Result<(), Box<dyn std::error::Error>> {
    let mut counts = Vec::new();
    for size in [1_usize, 3] {
        let corpus = folder.join(format!("small-{size}.jsonl"));
        let (_, bytes) = crate::corpus::write(size << 19, &corpus.display().to_string())?;
        let record = folder.join(format!("small-{size}.legation"));
        let output = Command::new("valgrind")
            .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
            .arg(program())
            .arg("read")
            .arg(&corpus)
            .arg("-o")
            .arg(&record)
            .args(["--jobs", "1"])
            .output();
        let Ok(output) = output else {
            println!("instructions a byte: skipped, valgrind is not installed");
            return Ok(());
        };
        let text = String::from_utf8_lossy(&output.stderr).into_owned();
        let count = text
            .lines()
            .rev()
            .find_map(|l| l.split("Collected :").nth(1)?.trim().parse::<f64>().ok());
        counts.push((bytes as f64, count.ok_or("valgrind told no count")?));
    }
    let (bytes, count) = (counts[1].0 - counts[0].0, counts[1].1 - counts[0].1);
    println!(
        "instructions a byte: {:.0} (start and packs: {:.0} million)",
        count / bytes,
        (counts[0].1 - count / bytes * counts[0].0) / 1e6
    );
    Ok(())
}
