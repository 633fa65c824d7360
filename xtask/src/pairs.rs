//! Read claims beside annotated ones, as the shared scorer pairs them: classes, confidences and counts, never a word of
//! a document, so that documents that are looked at only through their score can be asked too.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    process::Command,
};

use serde::Deserialize;

use crate::root;

/// The script that asks the scorer.
const SCRIPT: &str = include_str!("pairs.py");

/// What the scorer says of the claims of some documents.
#[derive(Debug, Deserialize)]
pub(crate) struct Paired {
    /// The documents.
    pub(crate) documents: Vec<Document>,
    /// Scores by language, and under `all`.
    pub(crate) totals: BTreeMap<String, Scores>,
}

/// One document, without its name and words.
#[derive(Debug, Deserialize)]
pub(crate) struct Document {
    /// BCP 47 tag.
    pub(crate) lang: String,
    /// Classes of the annotated claims.
    pub(crate) annotated: Vec<String>,
    /// The claims that were read.
    pub(crate) read: Vec<ReadClaim>,
    /// Annotated and read claims that meet, by place in the lists; their types are the same, their classes mostly.
    pairs: Vec<(usize, usize)>,
}

/// A claim that was read.
#[derive(Debug, Deserialize)]
pub(crate) struct ReadClaim {
    pub(crate) class: String,
    pub(crate) confidence: f64,
}

/// The scorer's totals, as its page explains them.
#[derive(Debug, Deserialize)]
pub(crate) struct Scores {
    pub(crate) gold: usize,
    pub(crate) pred: usize,
    pub(crate) detect: Rates,
    #[serde(rename = "type")]
    pub(crate) kind: Rates,
    pub(crate) who: f64,
    pub(crate) when: f64,
    pub(crate) status: f64,
    pub(crate) full: Rates,
    pub(crate) core: Rates,
}

/// Precision, recall and their harmonic mean.
#[derive(Debug, Deserialize)]
pub(crate) struct Rates {
    pub(crate) p: f64,
    pub(crate) r: f64,
    pub(crate) f1: f64,
}

impl Document {
    /// Places of the read claims that are right: paired, with the same class.
    pub(crate) fn right(&self) -> impl Iterator<Item = usize> {
        self.pairs
            .iter()
            .filter(|(a, r)| self.annotated[*a] == self.read[*r].class)
            .map(|(_, r)| *r)
    }
}

/// The shared scorer, where it is there.
pub(crate) fn scorer() -> Option<PathBuf> {
    let path = root().join("../shared/eval/score.py");
    path.exists().then_some(path)
}

/// Pairs the claims in a file with the annotated ones in a folder.
pub(crate) fn pair(
    scorer: &Path,
    gold: &Path,
    read: &Path,
) -> Result<Paired, Box<dyn std::error::Error>> {
    let output = Command::new("python3")
        .args(["-c", SCRIPT])
        .args([scorer, gold, read])
        .output()?;
    if !output.status.success() {
        let talk = String::from_utf8_lossy(&output.stderr);
        return Err(format!("pairing claims failed: {}", talk.trim()).into());
    }
    Ok(serde_json::from_slice(&output.stdout)?)
}
