//! Tidy checks: arrows between crates, first lines of modules and of the page's files, their length, stray printing,
//! paths of machines.

use std::{collections::BTreeMap, fs, process::Command};

use crate::root;

/// Lines that a module may have. About 500 is the aim; beyond this it holds two ideas.
const LONGEST: usize = 600;

/// Runs all checks and tells everything that is wrong.
pub(crate) fn run() -> Result<(), Box<dyn std::error::Error>> {
    let files = tracked()?;
    let mut wrong = Vec::new();
    arrows(&mut wrong)?;
    for file in &files {
        let Ok(text) = fs::read_to_string(root().join(file)) else {
            continue;
        };
        if file.ends_with(".rs") {
            module(file, &text, &mut wrong);
        }
        if file.starts_with("web/") && !file.ends_with(".test.ts") {
            page(file, &text, &mut wrong);
        }
        machines(file, &text, &mut wrong);
    }
    for problem in &wrong {
        eprintln!("tidy: {problem}");
    }
    if wrong.is_empty() {
        println!("tidy: {} files are in order", files.len());
        Ok(())
    } else {
        Err(format!("{} things to tidy", wrong.len()).into())
    }
}

/// The files that git knows.
fn tracked() -> Result<Vec<String>, Box<dyn std::error::Error>> {
    let output = Command::new("git")
        .args(["ls-files", "--cached", "--others", "--exclude-standard"])
        .current_dir(root())
        .output()?;
    Ok(String::from_utf8_lossy(&output.stdout)
        .lines()
        .map(str::to_owned)
        .collect())
}

#[derive(serde::Deserialize)]
struct Manifest {
    package: Package,
    #[serde(default)]
    dependencies: BTreeMap<String, toml::Value>,
}

#[derive(serde::Deserialize)]
struct Package {
    name: String,
}

/// Every dependency between our crates is drawn in docs/ARCHITECTURE.md, as a line `crate -> crate, crate`.
fn arrows(wrong: &mut Vec<String>) -> Result<(), Box<dyn std::error::Error>> {
    let page = fs::read_to_string(root().join("docs/ARCHITECTURE.md"))?;
    let drawn: BTreeMap<&str, Vec<&str>> = page
        .lines()
        .filter_map(|line| line.trim().split_once(" -> "))
        .filter(|(from, _)| from.starts_with("legation"))
        .map(|(from, to)| (from.trim(), to.split(',').map(str::trim).collect()))
        .collect();
    for entry in fs::read_dir(root().join("crates"))? {
        let path = entry?.path().join("Cargo.toml");
        let manifest: Manifest = toml::from_str(&fs::read_to_string(&path)?)?;
        let name = manifest.package.name.as_str();
        let allowed = drawn.get(name).cloned().unwrap_or_default();
        for dependency in manifest
            .dependencies
            .keys()
            .filter(|d| d.starts_with("legation"))
        {
            if !allowed.contains(&dependency.as_str()) {
                wrong.push(format!(
                    "{name} depends on {dependency}, which docs/ARCHITECTURE.md does not draw"
                ));
            }
        }
    }
    Ok(())
}

fn module(file: &str, text: &str, wrong: &mut Vec<String>) {
    if !text.starts_with("//!") {
        wrong.push(format!(
            "{file}: the first line does not say why the file is there; begin with `//!`"
        ));
    }
    let lines = text.lines().count();
    if lines > LONGEST {
        wrong.push(format!("{file}: {lines} lines; split it by idea"));
    }
    let library = file.starts_with("crates/")
        && file.contains("/src/")
        && !file.starts_with("crates/legation-cli/");
    let prints = ["println!(", "eprintln!(", "dbg!("];
    if library
        && let Some((number, line)) = text
            .lines()
            .enumerate()
            .find(|(_, line)| prints.iter().any(|p| line.trim_start().starts_with(p)))
    {
        wrong.push(format!(
            "{file}:{}: a library prints: {}",
            number + 1,
            line.trim()
        ));
    }
}

/// The same of the page's files.
fn page(file: &str, text: &str, wrong: &mut Vec<String>) {
    let opening = match file.rsplit('.').next() {
        Some("ts") => "// ",
        Some("svelte") => "<!-- ",
        Some("css") => "/* ",
        _ => return,
    };
    if !text.starts_with(opening) {
        wrong.push(format!(
            "{file}: the first line does not say why the file is there; begin with `{}`",
            opening.trim()
        ));
    }
    let lines = text.lines().count();
    if lines > LONGEST {
        wrong.push(format!("{file}: {lines} lines; split it by idea"));
    }
}

/// No path of the machine that a file was written on: the folder that holds the workspace, the user's home.
fn machines(file: &str, text: &str, wrong: &mut Vec<String>) {
    let parent = root()
        .canonicalize()
        .ok()
        .and_then(|r| r.parent().map(|p| p.display().to_string()));
    let home = std::env::var("HOME").ok();
    for trace in [parent, home].into_iter().flatten().filter(|t| t.len() > 1) {
        let trace = format!("{}/", trace.trim_end_matches('/'));
        if let Some((number, _)) = text
            .lines()
            .enumerate()
            .find(|(_, line)| line.contains(&trace))
        {
            wrong.push(format!("{file}:{}: a path of this machine", number + 1));
        }
    }
}
