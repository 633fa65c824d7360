//! Holds the reader against annotated documents and time expressions, and the scores against thresholds that only rise.
//!
//! The seed documents, their claims and the scorers lie beside the project in `../shared`; where that folder is missing,
//! what needs it is skipped and says so. Thresholds stand in `corpus/thresholds.toml`.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use crate::root;

/// `corpus/split.toml`.
#[derive(serde::Deserialize)]
pub(crate) struct Split {
    /// Documents to develop on.
    pub(crate) development: Vec<String>,
    /// Documents looked at only through their score.
    pub(crate) scored: Vec<String>,
    /// Documents that nobody had seen when they were first scored; where there are any.
    #[serde(default)]
    pub(crate) blind: Vec<String>,
}

/// `corpus/thresholds.toml`: for each set the least scores, as the scorers take them.
#[derive(serde::Deserialize)]
struct Thresholds {
    seeds: String,
    chronicle: String,
    development: String,
    scored: String,
    blind: String,
    times: std::collections::BTreeMap<String, String>,
}

type Done<T> = Result<T, Box<dyn std::error::Error>>;

/// Which sample documents belong to which part.
pub(crate) fn split() -> Done<Split> {
    Ok(toml::from_str(&fs::read_to_string(
        root().join("corpus/split.toml"),
    )?)?)
}

/// Scores everything; an error where a threshold is missed.
pub(crate) fn run() -> Done<()> {
    let shared = root().join("../shared");
    if !shared.join("eval/score.py").exists() {
        println!("score: skipped, ../shared/eval is missing");
        return Ok(());
    }
    let thresholds: Thresholds =
        toml::from_str(&fs::read_to_string(root().join("corpus/thresholds.toml"))?)?;
    let folder = root().join("target/score");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder)?;
    let mut missed = Vec::new();
    let mut check = |what: &str, ok: bool| {
        if !ok {
            missed.push(what.to_owned());
        }
    };

    println!("== claims, seed documents");
    let predicted = claims(&folder, "seeds", &seeds(&shared)?)?;
    check(
        "seeds",
        claim_score(
            &shared,
            &[shared.join("eval/gold")],
            &predicted,
            "doc",
            &thresholds.seeds,
        )?,
    );

    println!("== chronicle, seed documents");
    check(
        "chronicle",
        chronicle_score(&shared, &folder, &thresholds.chronicle)?,
    );

    let split = split()?;
    for (name, part, least) in [
        ("development", &split.development, &thresholds.development),
        ("scored", &split.scored, &thresholds.scored),
        ("blind", &split.blind, &thresholds.blind),
    ] {
        println!("== claims, {name} part of corpus/");
        let gold = gold_folder(&folder, name, part)?;
        let predicted = claims(&folder, name, &text_files(part))?;
        check(
            name,
            claim_score(&shared, &[gold], &predicted, "lang", least)?,
        );
    }

    println!("== time expressions");
    for (set, least) in &thresholds.times {
        let cases = shared.join(format!("eval/time/{set}.jsonl"));
        let predicted = folder.join(format!("times-{set}.jsonl"));
        let output = Command::new(program())
            .arg("times")
            .arg(&cases)
            .args(["--format", "jsonl"])
            .output()?;
        fs::write(&predicted, output.stdout)?;
        print!("{set:16} ");
        let ok = python(
            &shared.join("eval/times.py"),
            &[
                "--gold",
                &cases.display().to_string(),
                "--pred",
                &predicted.display().to_string(),
                "--min",
                least,
            ],
        )?;
        check(set, ok);
    }
    if missed.is_empty() {
        Ok(())
    } else {
        Err(format!("short of the thresholds: {}", missed.join(", ")).into())
    }
}

/// The texts of the seed documents.
pub(crate) fn seeds(shared: &Path) -> Done<Vec<String>> {
    let files = fs::read_dir(shared.join("corpus/seeds"))?;
    let mut files: Vec<String> = files
        .filter_map(|e| Some(e.ok()?.path().display().to_string()))
        .filter(|p| p.ends_with(".txt"))
        .collect();
    files.sort();
    Ok(files)
}

/// A folder with the annotated claims of a part of `corpus/` and no others.
pub(crate) fn gold_folder(folder: &Path, name: &str, part: &[String]) -> Done<PathBuf> {
    let gold = folder.join(format!("gold-{name}"));
    fs::create_dir_all(&gold)?;
    for document in part {
        let file = format!("{document}.jsonl");
        fs::copy(root().join("corpus/gold").join(&file), gold.join(&file))?;
    }
    Ok(gold)
}

/// The texts of a part of `corpus/`.
pub(crate) fn text_files(part: &[String]) -> Vec<String> {
    part.iter()
        .map(|document| root().join(format!("corpus/{document}.txt")))
        .map(|path| path.display().to_string())
        .collect()
}

/// The program: the one that LEGATION_PROGRAM names, else as it was built for release.
pub(crate) fn program() -> PathBuf {
    std::env::var_os("LEGATION_PROGRAM")
        .map_or_else(|| root().join("target/release/legation"), PathBuf::from)
}

/// Reads documents into a record and writes its claims.
pub(crate) fn claims(folder: &Path, name: &str, files: &[String]) -> Done<PathBuf> {
    let record = folder.join(format!("{name}.legation"));
    let output = Command::new(program())
        .arg("read")
        .args(files)
        .arg("-o")
        .arg(&record)
        .output()?;
    if !output.status.success() {
        return Err(format!(
            "reading {name} failed: {}",
            String::from_utf8_lossy(&output.stderr)
        )
        .into());
    }
    let output = Command::new(program())
        .arg("claims")
        .arg("-r")
        .arg(&record)
        .args(["--format", "jsonl"])
        .output()?;
    let predicted = folder.join(format!("{name}.jsonl"));
    fs::write(&predicted, output.stdout)?;
    Ok(predicted)
}

/// Holds the ties and disagreements of the seed documents' record, made before, against what they imply.
fn chronicle_score(shared: &Path, folder: &Path, least: &str) -> Done<bool> {
    let mut arguments = Vec::new();
    for verb in ["ties", "disagreements"] {
        let output = Command::new(program())
            .arg(verb)
            .arg("-r")
            .arg(folder.join("seeds.legation"))
            .args(["--format", "jsonl"])
            .output()?;
        let answer = folder.join(format!("seeds-{verb}.jsonl"));
        fs::write(&answer, output.stdout)?;
        arguments.extend([format!("--{verb}"), answer.display().to_string()]);
    }
    arguments.extend(["--min".to_owned(), least.to_owned()]);
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    python(&shared.join("eval/chronicle.py"), &arguments)
}

fn claim_score(
    shared: &Path,
    gold: &[PathBuf],
    predicted: &Path,
    by: &str,
    least: &str,
) -> Done<bool> {
    let mut arguments = vec!["--gold".to_owned()];
    arguments.extend(gold.iter().map(|g| g.display().to_string()));
    for word in [
        "--pred",
        &predicted.display().to_string(),
        "--by",
        by,
        "--min",
        least,
    ] {
        arguments.push(word.to_owned());
    }
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    python(&shared.join("eval/score.py"), &arguments)
}

/// Runs a scorer with its output on ours; whether it was content.
fn python(script: &Path, arguments: &[&str]) -> Done<bool> {
    use std::io::Write;
    std::io::stdout().flush()?;
    let status = Command::new("python3")
        .arg(script)
        .args(arguments)
        .status()?;
    match status.code() {
        Some(0) => Ok(true),
        Some(1) => Ok(false),
        _ => Err(format!("{} did not run", script.display()).into()),
    }
}
