//! Calibrates confidence on the development documents: how many of the claims of a confidence are right, the map that
//! makes them as many as it says, and the thresholds in its terms. Writes `packs/reader.toml`.
//!
//! A claim is right where the shared scorer pairs it with an annotated one of its class. The seeds are never looked at
//! here; of the scored documents one figure is printed, and nothing fitted to it.

use std::{
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

use legation::{Document, Packs};
use legation_pack::Calibration;

use crate::{
    packs,
    pairs::{Paired, pair, scorer},
    platt, root,
    score::gold_folder,
};

type Done<T> = Result<T, Box<dyn std::error::Error>>;

/// What the threshold of claims must bring to be moved: less is noise of these documents.
const GAIN: f64 = 0.002;
/// What the chronicle may cost: of thresholds that are as good within this the strictest is taken.
const COST: f64 = 0.005;
/// Confidences are written in thousandths; half the slope keeps high totals apart while they are measured.
const MEASURE: Calibration = Calibration {
    slope: 0.5,
    offset: 0.0,
};

/// Documents with the folder of their annotated claims.
struct Part {
    documents: Vec<Document>,
    gold: PathBuf,
}

/// Claims with whether they are right.
type Judged = Vec<(f64, bool)>;

/// Fits, prints the curves and writes.
pub(crate) fn run() -> Done<()> {
    let Some(scorer) = scorer() else {
        println!("calibrate: skipped, ../shared/eval is missing");
        return Ok(());
    };
    let mut packs = packs()?;
    let folder = root().join("target/calibrate");
    let _ = fs::remove_dir_all(&folder);
    let split = crate::score::split()?;
    fs::create_dir_all(&folder)?;
    let development = part(&folder, "development", &split.development)?;
    let scored = part(&folder, "scored", &split.scored)?;
    let read = |packs: &Packs, part: &Part| paired(&scorer, &folder, packs, part);

    let old = packs.weights.calibration();
    let (drop, claim) = (
        old.total(packs.weights.threshold("drop")),
        old.total(packs.weights.threshold("claim")),
    );
    let before = judged(&read(&packs, &development)?);
    println!("before, development documents:\n{}", curve(&before));

    packs.weights.calibrate(MEASURE);
    let mut at_drop = |total: f64| -> Done<(f64, Paired)> {
        packs
            .weights
            .set_threshold("drop", MEASURE.confidence(total));
        let paired = read(&packs, &development)?;
        Ok((f1(&paired, f64::NEG_INFINITY), paired))
    };
    println!("least total of a claim, and detect F1:");
    let mut best = (drop, at_drop(drop)?.0);
    println!("  {drop:6.2}  {:.4}  as it is", best.1);
    for step in -10..=15_i32 {
        let total = drop + f64::from(step) / 10.0;
        let (f1, _) = at_drop(total)?;
        println!("  {total:6.2}  {f1:.4}");
        if f1 > best.1 + GAIN {
            best = (total, f1);
        }
    }
    let drop = best.0;
    let (_, paired) = at_drop(drop)?;
    let totals: Judged = judged(&paired)
        .into_iter()
        .map(|(confidence, right)| (MEASURE.total(confidence.min(0.9995)), right))
        .collect();
    let fitted = platt::fit(&totals).ok_or("totals do not tell right claims from wrong ones")?;
    let fitted = Calibration {
        slope: rounded(fitted.slope),
        offset: rounded(fitted.offset),
    };

    // The chronicle's threshold, over the claims that are kept.
    let of_chronicle = |total: f64| (total, f1(&paired, MEASURE.confidence(total)));
    println!("least total of the chronicle, and detect F1:");
    let now = of_chronicle(claim.max(drop));
    println!("  {:6.2}  {:.4}  as it is", now.0, now.1);
    let steps = (0..=15_i32).map(|step| of_chronicle(drop + f64::from(step) / 10.0));
    let steps: Vec<(f64, f64)> = steps.collect();
    for (total, f1) in &steps {
        println!("  {total:6.2}  {f1:.4}");
    }
    let all = steps.iter().chain([&now]);
    let best = all.clone().map(|(_, f1)| *f1).fold(0.0, f64::max);
    let strictest = all.filter(|(_, f1)| *f1 >= best - COST);
    let claim = strictest.map(|(total, _)| *total).fold(drop, f64::max);
    let (drop, claim) = (
        floored(fitted.confidence(drop)),
        floored(fitted.confidence(claim)),
    );
    packs.weights.calibrate(fitted);
    packs.weights.set_threshold("drop", drop);
    packs.weights.set_threshold("claim", claim);
    let after = judged(&read(&packs, &development)?);
    println!("after, development documents:\n{}", curve(&after));
    let elsewhere = judged(&read(&packs, &scored)?);
    println!(
        "after, scored documents: expected calibration error {:.3}\n",
        error(&elsewhere)
    );
    println!(
        "slope {}, offset {}, drop {drop}, claim {claim}",
        fitted.slope, fitted.offset
    );
    let figures = [
        ("slope", fitted.slope),
        ("offset", fitted.offset),
        ("claim", claim),
        ("drop", drop),
    ];
    write(SECTIONS, &figures)
}

/// Reads the documents of a part and copies their annotated claims into a folder of their own.
fn part(folder: &Path, name: &str, names: &[String]) -> Done<Part> {
    let gold = gold_folder(folder, name, names)?;
    let mut documents = Vec::new();
    for name in names {
        let text = fs::read_to_string(root().join(format!("corpus/{name}.txt")))?;
        documents.push(Document::from_lines(
            format!("{name}.txt"),
            &name[..2],
            text,
        ));
    }
    Ok(Part { documents, gold })
}

fn paired(scorer: &Path, folder: &Path, packs: &Packs, part: &Part) -> Done<Paired> {
    let mut lines = String::new();
    for document in &part.documents {
        for claim in packs.read(document).claims {
            writeln!(lines, "{}", serde_json::to_string(&claim)?)?;
        }
    }
    let file = folder.join("read.jsonl");
    fs::write(&file, lines)?;
    pair(scorer, &part.gold, &file)
}

fn judged(paired: &Paired) -> Judged {
    let mut out = Vec::new();
    for document in &paired.documents {
        let right: Vec<usize> = document.right().collect();
        let claims = document.read.iter().enumerate();
        out.extend(claims.map(|(at, c)| (c.confidence, right.contains(&at))));
    }
    out
}

/// Detect F1 of the claims of a least confidence.
fn f1(paired: &Paired, least: f64) -> f64 {
    let annotated: usize = paired.documents.iter().map(|d| d.annotated.len()).sum();
    let mut kept = judged(paired);
    kept.retain(|(confidence, _)| *confidence >= least);
    let right = kept.iter().filter(|(_, right)| *right).count();
    2.0 * right as f64 / (annotated + kept.len()).max(1) as f64
}

/// The ten bins of confidence: claims, mean confidence, and the share that is right.
fn bins(claims: &Judged) -> [(usize, f64, f64); 10] {
    let mut bins = [(0, 0.0, 0.0); 10];
    for (confidence, right) in claims {
        let bin = (0..9)
            .find(|b| *confidence < f64::from(b + 1) / 10.0)
            .unwrap_or(9);
        let bin = &mut bins[usize::try_from(bin).unwrap_or(9)];
        *bin = (
            bin.0 + 1,
            bin.1 + confidence,
            bin.2 + f64::from(u8::from(*right)),
        );
    }
    bins.map(|(count, confidence, right)| {
        let of = count.max(1) as f64;
        (count, confidence / of, right / of)
    })
}

/// Expected calibration error: the mean distance of confidence and share over the bins, by their claims.
fn error(claims: &Judged) -> f64 {
    let apart =
        |(count, confidence, right): (usize, f64, f64)| count as f64 * f64::abs(confidence - right);
    bins(claims).into_iter().map(apart).sum::<f64>() / claims.len().max(1) as f64
}

/// The curve as a table, with its error.
fn curve(claims: &Judged) -> String {
    let mut out = String::from("| confidence | claims | mean | right |\n|---|---:|---:|---:|\n");
    for (at, (count, confidence, right)) in bins(claims).into_iter().enumerate() {
        let _ = match count {
            0 => writeln!(out, "| 0.{at}-{:.1} | 0 | | |", (at + 1) as f64 / 10.0),
            _ => writeln!(
                out,
                "| 0.{at}-{:.1} | {count} | {confidence:.3} | {right:.3} |",
                (at + 1) as f64 / 10.0
            ),
        };
    }
    let brier = claims
        .iter()
        .map(|(c, right)| (c - f64::from(u8::from(*right))).powi(2));
    let brier = brier.sum::<f64>() / claims.len().max(1) as f64;
    let _ = writeln!(
        out,
        "{} claims, expected calibration error {:.3}, Brier score {brier:.3}",
        claims.len(),
        error(claims)
    );
    out
}

fn rounded(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}

/// Rounded downwards, so that a threshold keeps what it kept.
fn floored(value: f64) -> f64 {
    (value * 1000.0).floor() / 1000.0
}

/// The sections of `reader.toml` that this writes.
const SECTIONS: &[&str] = &["[thresholds]", "[calibration]"];

/// Puts figures of some sections into `packs/reader.toml`, comments kept.
pub(crate) fn write(sections: &[&str], figures: &[(&str, f64)]) -> Done<()> {
    let path = root().join("packs/reader.toml");
    let text = fs::read_to_string(&path)?;
    fs::write(&path, with_figures(&text, sections, figures))?;
    Ok(())
}

/// The text of `reader.toml` with figures of some sections in place of what it has.
fn with_figures(text: &str, sections: &[&str], figures: &[(&str, f64)]) -> String {
    let mut section = "";
    let mut lines = Vec::new();
    for line in text.lines() {
        if line.starts_with('[') {
            section = line.trim();
        }
        let figure = line
            .split_once(" = ")
            .filter(|_| sections.contains(&section))
            .and_then(|(name, rest)| {
                let (_, value) = figures.iter().find(|(n, _)| *n == name)?;
                let comment = rest.find('#').map_or("", |at| &rest[at..]);
                let figure = format!("{name} = {value:?}");
                Some(format!("{figure:<26}{comment}").trim_end().to_owned())
            });
        lines.push(figure.unwrap_or_else(|| line.to_owned()));
    }
    lines.join("\n") + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_perfect_curve_has_no_error_and_boasting_has() {
        let half: Judged = (0..100).map(|n| (0.55, n < 55)).collect();
        assert!(error(&half) < 1e-9);
        let boasting: Judged = (0..100).map(|n| (0.95, n < 55)).collect();
        assert!((error(&boasting) - 0.4).abs() < 1e-9);
        assert_eq!(error(&Vec::new()), 0.0);
    }

    #[test]
    fn bins_hold_their_lower_ends() {
        let claims: Judged = vec![(0.0, false), (0.1, true), (0.999, true), (1.0, true)];
        let counts = bins(&claims).map(|(count, ..)| count);
        assert_eq!(counts, [1, 1, 0, 0, 0, 0, 0, 0, 0, 2]);
    }

    #[test]
    fn figures_are_put_in_place_and_nothing_else_is_touched() {
        let text = "# head\n[weights]\ndrop = 1.0\n\n[calibration]\nslope = 1.0  # steep\noffset = 0.0\n\n\
                    [thresholds]\ncandidate = 0.15\ndrop = 0.2                # none\n";
        let wanted = "# head\n[weights]\ndrop = 1.0\n\n[calibration]\nslope = 0.75              # steep\n\
                      offset = 0.0\n\n[thresholds]\ncandidate = 0.15\ndrop = 0.3                # none\n";
        assert_eq!(
            with_figures(text, SECTIONS, &[("slope", 0.75), ("drop", 0.3)]),
            wanted
        );
    }
}
