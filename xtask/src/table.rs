//! The table of quality, as Markdown: by language and class precision and recall on each part of the documents, with
//! the number of frames behind them; then the totals of each part.
//!
//! Of documents that are looked at only through their score (scored, blind, seeds) it prints counts and rates alone.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

use legation::Packs;

use crate::{
    packs,
    pairs::{Document, Paired, Rates, pair, scorer},
    root,
    score::{claims, gold_folder, seeds, split, text_files},
};

type Done<T> = Result<T, Box<dyn std::error::Error>>;

/// Claims of a class in a part: annotated, read, and right.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Count {
    annotated: usize,
    read: usize,
    right: usize,
}

/// A part of the documents with what was made of it.
struct Part {
    name: &'static str,
    paired: Paired,
}

/// Reads all parts with the program and prints the table.
pub(crate) fn run() -> Done<()> {
    let Some(scorer) = scorer() else {
        println!("table: skipped, ../shared/eval is missing");
        return Ok(());
    };
    let folder = root().join("target/table");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder)?;
    let split = split()?;
    let mut parts = Vec::new();
    for (name, documents) in [
        ("development", &split.development),
        ("scored", &split.scored),
        ("blind", &split.blind),
    ] {
        if !documents.is_empty() {
            let gold = gold_folder(&folder, name, documents)?;
            let files = text_files(documents);
            parts.push(part(&scorer, &folder, name, &gold, &files)?);
        }
    }
    let shared = root().join("../shared");
    if shared.join("corpus/seeds").exists() {
        let gold = shared.join("eval/gold");
        parts.push(part(&scorer, &folder, "seeds", &gold, &seeds(&shared)?)?);
    } else {
        eprintln!("table: no seeds, ../shared/corpus/seeds is missing");
    }
    print!("{}", table(&packs()?, &parts));
    Ok(())
}

fn part(
    scorer: &Path,
    folder: &Path,
    name: &'static str,
    gold: &Path,
    files: &[String],
) -> Done<Part> {
    let read: PathBuf = claims(folder, name, files)?;
    Ok(Part {
        name,
        paired: pair(scorer, gold, &read)?,
    })
}

fn table(packs: &Packs, parts: &[Part]) -> String {
    let mut out = String::from(
        "Precision / recall of claims of a class (annotated, read); `-` where nothing was annotated or read.\n",
    );
    let spoken = parts.iter().flat_map(|p| &p.paired.documents);
    let langs: BTreeSet<&str> = spoken.map(|d| d.lang.as_str()).collect();
    for lang in langs {
        let counts: Vec<BTreeMap<&str, Count>> = parts
            .iter()
            .map(|p| counts(p.paired.documents.iter().filter(|d| d.lang == lang)))
            .collect();
        let frames = frames(packs, lang);
        let _ = write!(out, "\n## {lang}\n\n| class | frames |");
        for part in parts {
            let _ = write!(out, " {} |", part.name);
        }
        let _ = write!(out, "\n|---|---:|{}", "---|".repeat(parts.len()));
        for class in packs.classes.iter() {
            let name = class.name.as_str();
            let _ = write!(out, "\n| {name} | {} |", frames.get(name).unwrap_or(&0));
            for of_part in &counts {
                let count = of_part.get(name).copied().unwrap_or_default();
                let _ = write!(out, " {} |", cell(count));
            }
        }
        let _ = write!(out, "\n| all | {} |", frames.values().sum::<usize>());
        for of_part in &counts {
            let _ = write!(
                out,
                " {} |",
                cell(
                    of_part
                        .values()
                        .copied()
                        .fold(Count::default(), Count::plus)
                )
            );
        }
        out.push('\n');
    }
    totals(&mut out, parts);
    out
}

/// The scorer's totals by part and language.
fn totals(out: &mut String, parts: &[Part]) {
    out.push_str(
        "\n## Totals\n\n| part | language | documents | annotated | read | P | R | F1 | type F1 | who | when | status | \
         full F1 | core F1 |\n|---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n",
    );
    for part in parts {
        for (lang, scores) in &part.paired.totals {
            let documents = part.paired.documents.iter();
            let documents = documents
                .filter(|d| lang == "all" || d.lang == *lang)
                .count();
            let Rates { p, r, f1 } = scores.detect;
            let _ = writeln!(
                out,
                "| {} | {lang} | {documents} | {} | {} | {p:.2} | {r:.2} | {f1:.2} | {:.2} | {:.2} | {:.2} | {:.2} | {:.2} | {:.2} |",
                part.name,
                scores.gold,
                scores.pred,
                scores.kind.f1,
                scores.who,
                scores.when,
                scores.status,
                scores.full.f1,
                scores.core.f1
            );
        }
    }
}

/// Frames by class.
fn frames<'p>(packs: &'p Packs, lang: &str) -> BTreeMap<&'p str, usize> {
    let mut out: BTreeMap<&str, usize> = BTreeMap::new();
    for frame in packs
        .language_for(lang)
        .into_iter()
        .flat_map(|pack| &pack.lexicon.frames.list)
    {
        *out.entry(&packs.classes.get(frame.class).name).or_default() += 1;
    }
    out
}

fn counts<'d>(documents: impl Iterator<Item = &'d Document>) -> BTreeMap<&'d str, Count> {
    let mut out: BTreeMap<&str, Count> = BTreeMap::new();
    for document in documents {
        for class in &document.annotated {
            out.entry(class).or_default().annotated += 1;
        }
        for claim in &document.read {
            out.entry(&claim.class).or_default().read += 1;
        }
        for at in document.right() {
            out.entry(&document.read[at].class).or_default().right += 1;
        }
    }
    out
}

impl Count {
    fn plus(self, other: Self) -> Self {
        Self {
            annotated: self.annotated + other.annotated,
            read: self.read + other.read,
            right: self.right + other.right,
        }
    }
}

fn cell(count: Count) -> String {
    if count.annotated + count.read == 0 {
        return String::new();
    }
    let rate = |of: usize| match of {
        0 => "-".to_owned(),
        of => format!("{:.2}", count.right as f64 / of as f64),
    };
    format!(
        "{} / {} ({}, {})",
        rate(count.read),
        rate(count.annotated),
        count.annotated,
        count.read
    )
}

#[cfg(test)]
mod tests {
    #![allow(clippy::expect_used)]

    use super::*;

    #[test]
    fn a_pair_of_two_classes_is_right_for_neither() {
        let document: Document = serde_json::from_str(
            r#"{"lang": "en", "annotated": ["visit", "meet", "aid"], "pairs": [[0, 0], [1, 2]],
                "read": [{"class": "visit", "confidence": 0.9}, {"class": "visit", "confidence": 0.8},
                         {"class": "visit", "confidence": 0.7}]}"#,
        )
        .expect("a document");
        let counts = counts([&document].into_iter());
        assert_eq!(cell(counts["visit"]), "0.33 / 1.00 (1, 3)");
        assert_eq!(cell(counts["meet"]), "- / 0.00 (1, 0)");
        assert_eq!(cell(Count::default()), "");
    }
}
