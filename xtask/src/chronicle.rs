//! Figures of the chronicle on made-up records of growing size: building anew, adding one document, asking.
//!
//! Building and asking run in processes of their own, so that the peak of memory is theirs.

#[path = "../../crates/legation/benches/histories/mod.rs"]
mod histories;

use std::{
    env,
    error::Error,
    fs,
    path::{Path, PathBuf},
    process::Command,
    time::Instant,
};

use histories::{CLAIMS, Maker};
use legation::{
    Chronicle, Day, EventFilter, Found, LeftOut, LoadedPacks, Names, Record, TieFilter, Viewer,
    Writer, WriterOptions, load_packs, update_chronicle,
};

use crate::{root, score::program};

/// Seed of the histories.
const SEED: u64 = 7;
/// Questions of each kind.
const QUESTIONS: usize = 50;
/// Runs of the whole program for each kind of question.
const RUNS: usize = 10;

type Done<T = ()> = Result<T, Box<dyn Error>>;

/// Measures on records of some sizes.
pub(crate) fn run(sizes: &[&str]) -> Done {
    let sizes: Vec<usize> = if sizes.is_empty() {
        vec![10_000, 100_000, 1_000_000]
    } else {
        sizes
            .iter()
            .map(|n| n.replace('_', "").parse())
            .collect::<Result<_, _>>()?
    };
    for claims in sizes {
        let record = made_up(claims, "work")?;
        println!(
            "{claims} claims, record of {:.0} MB",
            fs::metadata(&record)?.len() as f64 / 1e6
        );
        for step in ["build", "add", "ask"] {
            let done = Command::new(env::current_exe()?)
                .args(["chronicle-step", step])
                .arg(&record)
                .arg(claims.to_string())
                .status()?;
            if !done.success() {
                return Err(format!("the step `{step}` failed").into());
            }
        }
    }
    Ok(())
}

/// A made-up record of some claims under a name, without a chronicle; made once, copied each time.
pub(crate) fn made_up(claims: usize, name: &str) -> Done<PathBuf> {
    let folder = root().join("target/figures/chronicle");
    fs::create_dir_all(&folder)?;
    let kept = folder.join(format!("{claims}.legation"));
    if !kept.exists() {
        let start = Instant::now();
        let part = folder.join("part.legation");
        remove(&part);
        let packs = load_packs(None)?;
        histories::write(&part, &mut Maker::new(&packs, SEED, claims), claims)?;
        fs::rename(&part, &kept)?;
        println!("{claims} claims: record made in {:.1} s", seconds(start));
    }
    let record = folder.join(format!("{name}.legation"));
    remove(&record);
    fs::copy(&kept, &record)?;
    Ok(record)
}

/// One step, in a process of its own.
pub(crate) fn step(step: &str, record: &str, claims: &str) -> Done {
    let (record, claims) = (Path::new(record), claims.parse()?);
    let packs = load_packs(None)?;
    match step {
        "build" => build(record, &packs),
        "add" => add(record, &packs, claims),
        "ask" => ask(record, &packs, claims),
        other => Err(format!("no step is called `{other}`").into()),
    }
}

fn build(record: &Path, packs: &LoadedPacks) -> Done {
    let start = Instant::now();
    let told = update_chronicle(record, packs)?;
    println!(
        "  build: {:.1} s, peak memory {}; {} affairs, {} events, {} ties, {} disagreements; record {:.0} MB",
        seconds(start),
        peak(),
        told.affairs,
        told.events,
        told.ties,
        told.disagreements,
        fs::metadata(record)?.len() as f64 / 1e6
    );
    Ok(())
}

fn add(record: &Path, packs: &LoadedPacks, claims: usize) -> Done {
    let mut maker = Maker::new(packs, SEED, claims);
    maker.skip_to(claims);
    let mut times = Vec::new();
    let mut affairs = Vec::new();
    for read in maker.take(5) {
        let mut writer = Writer::open(record, WriterOptions::new("made up", "made up"))?;
        writer.write(read)?;
        writer.finish()?;
        let start = Instant::now();
        affairs.push(update_chronicle(record, packs)?.affairs);
        times.push(seconds(start));
    }
    times.sort_by(f64::total_cmp);
    affairs.sort_unstable();
    println!(
        "  one document of {CLAIMS} claims more: {:.2} s (median of {}), worst {:.2} s; {} affairs told again",
        times[times.len() / 2],
        times.len(),
        times[times.len() - 1],
        affairs[affairs.len() / 2]
    );
    Ok(())
}

/// Whom and when questions ask about: the states that are told of most and some that are told of seldom.
struct Question {
    day: Day,
    actor: Found,
    other: Found,
}

fn ask(record: &Path, packs: &LoadedPacks, claims: usize) -> Done {
    let maker = Maker::new(packs, SEED, claims);
    let names = Names::new(packs);
    let states = maker.states();
    let find = |n: usize| names.find(states[n % states.len()], None);
    let questions: Vec<Question> = (0..QUESTIONS)
        .map(|n| {
            let year = 1946 + i64::try_from(n * 29 % 74).unwrap_or(0);
            Ok(Question {
                day: Day::from_ymd(year, 1 + n as u8 % 12, 15).ok_or("no day")?,
                actor: find(n)?,
                other: find(if n == 0 { 1 } else { n / 2 })?,
            })
        })
        .collect::<Done<_>>()?;
    let show = |shown: bool| {
        if shown { ", with its sentences" } else { "" }
    };
    for shown in [false, true] {
        let told = times(&questions, |q| on(record, packs, q, Some(&q.actor), shown))?;
        println!("  on DATE ACTOR{}: {told}", show(shown));
    }
    let told = times(&questions, |q| on(record, packs, q, None, false))?;
    println!("  on DATE, everyone: {told}");
    for shown in [false, true] {
        let told = times(&questions, |q| ties(record, packs, q, shown))?;
        println!("  ties ACTOR{}: {told}", show(shown));
    }
    for shown in [false, true] {
        let told = times(&questions, |q| pair(record, packs, q, shown))?;
        println!("  pair ACTOR ACTOR{}: {told}", show(shown));
    }
    println!("  peak memory of asking: {}", peak());
    whole(record, &questions)
}

fn on(
    record: &Path,
    packs: &LoadedPacks,
    q: &Question,
    actor: Option<&Found>,
    shown: bool,
) -> Done<usize> {
    let record = Record::open(record)?;
    let chronicle = Chronicle::open(&record, packs, &LeftOut::default())?;
    let actors: Vec<Found> = actor.cloned().into_iter().collect();
    let held = chronicle.on((q.day, q.day), &actors, &[])?;
    let mut viewer = Viewer::new(&record);
    if shown {
        viewer.fetch_ties(held.iter().map(|held| &held.tie))?;
        for held in &held {
            viewer.tie(&held.tie)?;
        }
    }
    Ok(held.len())
}

fn ties(record: &Path, packs: &LoadedPacks, q: &Question, shown: bool) -> Done<usize> {
    let record = Record::open(record)?;
    let chronicle = Chronicle::open(&record, packs, &LeftOut::default())?;
    let ties = chronicle.ties(&TieFilter {
        actors: vec![q.actor.references.clone()],
        ..TieFilter::default()
    })?;
    let mut viewer = Viewer::new(&record);
    if shown {
        viewer.fetch_ties(&ties)?;
        for tie in &ties {
            viewer.tie(tie)?;
        }
    }
    Ok(ties.len())
}

fn pair(record: &Path, packs: &LoadedPacks, q: &Question, shown: bool) -> Done<usize> {
    let record = Record::open(record)?;
    let chronicle = Chronicle::open(&record, packs, &LeftOut::default())?;
    let actors = [q.actor.clone(), q.other.clone()];
    let groups: Vec<_> = actors.iter().map(|a| a.references.clone()).collect();
    let ties = chronicle.ties(&TieFilter {
        actors: groups.clone(),
        ..TieFilter::default()
    })?;
    let events = chronicle.events(&EventFilter {
        actors: groups,
        ..EventFilter::default()
    })?;
    let disagreements = chronicle.disagreements(&actors, &[])?;
    let mut viewer = Viewer::new(&record);
    if shown {
        viewer.fetch_ties(&ties)?;
        viewer.fetch(events.iter().flat_map(|event| event.claims.iter().copied()))?;
        for tie in &ties {
            viewer.tie(tie)?;
        }
        for event in &events {
            viewer.event(event)?;
        }
        for told in &disagreements {
            viewer.disagreement(told)?;
        }
    }
    Ok(ties.len() + events.len() + disagreements.len())
}

/// The whole program, where it is built: start, packs, names, answer and text.
fn whole(record: &Path, questions: &[Question]) -> Done {
    let program: PathBuf = program();
    if !program.exists() {
        println!("  whole program: not built");
        return Ok(());
    }
    let id = |found: &Found| found.id.clone().unwrap_or_default();
    for verb in ["on", "ties", "pair"] {
        let told = times(&questions[..RUNS.min(questions.len())], |q| {
            let mut command = Command::new(&program);
            command.arg(verb);
            match verb {
                "on" => command.arg(day(q.day)).arg(id(&q.actor)),
                "ties" => command.arg(id(&q.actor)),
                _ => command.args([id(&q.actor), id(&q.other)]),
            };
            let output = command.arg("--record").arg(record).output()?;
            Ok(output.stdout.iter().filter(|byte| **byte == b'\n').count())
        })?;
        println!("  whole program, {verb}: {told}");
    }
    Ok(())
}

fn day(day: Day) -> String {
    let (year, month, day) = day.ymd();
    format!("{year}-{month:02}-{day:02}")
}

/// Asks all questions once to warm up and once to measure; says median, worst and how much is answered.
fn times(questions: &[Question], ask: impl Fn(&Question) -> Done<usize>) -> Done<String> {
    let mut all = Vec::with_capacity(questions.len());
    for question in questions {
        ask(question)?;
        let start = Instant::now();
        let found = ask(question)?;
        all.push((seconds(start) * 1e3, found));
    }
    all.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (median, worst) = (all[all.len() / 2], all[all.len() - 1]);
    Ok(format!(
        "median {:.1} ms ({} answers), worst {:.1} ms ({})",
        median.0, median.1, worst.0, worst.1
    ))
}

fn seconds(start: Instant) -> f64 {
    start.elapsed().as_secs_f64()
}

/// The most memory that this process has used, where the system tells.
fn peak() -> String {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let kilobytes = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))
        .and_then(|rest| {
            rest.trim()
                .trim_end_matches("kB")
                .trim()
                .parse::<f64>()
                .ok()
        });
    kilobytes.map_or("not told by this system".to_owned(), |kb| {
        format!("{:.0} MiB", kb / 1024.0)
    })
}

/// Removes a record with its journal.
fn remove(record: &Path) {
    for ending in ["", "-wal", "-shm"] {
        let _ = fs::remove_file(format!("{}{ending}", record.display()));
    }
}
