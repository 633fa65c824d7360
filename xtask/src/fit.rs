//! Fits the reader's weights to the annotated development documents, by coordinate ascent: one weight at a time is moved
//! by a step, what helps is kept, steps halve. Few weights, no randomness: the same documents give the same weights.
//!
//! The seeds and the scored documents are never looked at here.

use std::{collections::BTreeSet, fs};

use legation::{Claim, Document, Packs, Status};
use serde::Deserialize;

use crate::{calibrate::write, packs, root};

/// A gold claim, as far as fitting looks at it.
#[derive(Deserialize)]
struct Gold {
    class: String,
    actor: Vec<GoldParty>,
    recipient: Vec<GoldParty>,
    when: Option<legation::Edtf>,
    status: Status,
    quote: String,
}

#[derive(Deserialize)]
struct GoldParty {
    country: String,
}

/// Rounds over all weights.
const ROUNDS: usize = 4;
/// What a change must bring to be kept: less is noise of these documents.
const GAIN: f64 = 0.0008;

/// Fits and writes `packs/reader.toml`.
pub(crate) fn run() -> Result<(), Box<dyn std::error::Error>> {
    let mut packs = packs()?;
    let cases = crate::score::split()?
        .development
        .iter()
        .map(|name| case(name))
        .collect::<Result<Vec<_>, _>>()?;
    let names: Vec<String> = packs.weights.names().map(str::to_owned).collect();
    let mut best = objective(&packs, &cases);
    println!("before: {best:.4}");
    let mut step = 0.4;
    for round in 0..ROUNDS {
        for name in &names {
            for direction in [step, -step] {
                let old = packs.weights.weight(name);
                packs
                    .weights
                    .set(name, ((old + direction) * 100.0).round() / 100.0);
                let new = objective(&packs, &cases);
                if new > best + GAIN {
                    println!(
                        "round {round}: {name} {old} -> {} ({best:.4} -> {new:.4})",
                        packs.weights.weight(name)
                    );
                    best = new;
                    break;
                }
                packs.weights.set(name, old);
            }
        }
        step /= 2.0;
    }
    let figures: Vec<(&str, f64)> = names
        .iter()
        .map(|name| (name.as_str(), packs.weights.weight(name)))
        .collect();
    write(&["[weights]"], &figures)
}

fn case(name: &str) -> Result<(Document, Vec<Gold>), Box<dyn std::error::Error>> {
    let text = fs::read_to_string(root().join(format!("corpus/{name}.txt")))?;
    let gold = fs::read_to_string(root().join(format!("corpus/gold/{name}.jsonl")))?;
    let gold = gold
        .lines()
        .filter(|l| !l.trim().is_empty())
        .map(serde_json::from_str)
        .collect::<Result<_, _>>()?;
    let document = Document::from_lines(name, &name[..2], text);
    Ok((document, gold))
}

/// Twice the credit over gold and read claims: an F1 in which a claim counts for its class, its parties, its date and its
/// status.
fn objective(packs: &Packs, cases: &[(Document, Vec<Gold>)]) -> f64 {
    let (mut credit, mut total) = (0.0, 0.0);
    for (document, gold) in cases {
        let read: Vec<Claim> = packs.read(document).claims;
        let least = packs.weights.threshold("drop");
        let read: Vec<&Claim> = read.iter().filter(|c| c.confidence >= least).collect();
        total += (gold.len() + read.len()) as f64;
        let mut pairs: Vec<(f64, usize, usize)> = Vec::new();
        for (g, gold) in gold.iter().enumerate() {
            for (r, claim) in read.iter().enumerate() {
                if gold.class == claim.class && gold.quote.contains(&claim.trigger.text) {
                    pairs.push((worth(packs, gold, claim), g, r));
                }
            }
        }
        pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        let (mut used_gold, mut used_read) = (BTreeSet::new(), BTreeSet::new());
        for (worth, g, r) in pairs {
            if !used_gold.contains(&g) && !used_read.contains(&r) {
                used_gold.insert(g);
                used_read.insert(r);
                credit += worth;
            }
        }
    }
    2.0 * credit / total
}

/// What a claim of the right class is worth, 0 to 1.
fn worth(packs: &Packs, gold: &Gold, claim: &Claim) -> f64 {
    let symmetric = packs
        .classes
        .find(&gold.class)
        .is_some_and(|id| packs.classes.get(id).symmetric);
    let recipient = if symmetric { 'a' } else { 'r' };
    let wanted: BTreeSet<(char, &str)> = gold
        .actor
        .iter()
        .map(|p| ('a', p.country.as_str()))
        .chain(
            gold.recipient
                .iter()
                .map(|p| (recipient, p.country.as_str())),
        )
        .collect();
    let found: BTreeSet<(char, &str)> = claim
        .actor
        .iter()
        .map(|p| ('a', p.country.as_str()))
        .chain(
            claim
                .recipient
                .iter()
                .map(|p| (recipient, p.country.as_str())),
        )
        .collect();
    let shared = wanted.intersection(&found).count() as f64;
    let who = if wanted.is_empty() && found.is_empty() {
        1.0
    } else {
        2.0 * shared / (wanted.len() + found.len()) as f64
    };
    let exact = f64::from(u8::from(wanted == found));
    let days = |e: &Option<legation::Edtf>| e.as_ref().map(legation::Edtf::bounds);
    let when = f64::from(u8::from(days(&gold.when) == days(&claim.when)));
    let status = f64::from(u8::from(gold.status == claim.status));
    0.35 + 0.25 * who + 0.1 * exact + 0.2 * when + 0.1 * status
}
