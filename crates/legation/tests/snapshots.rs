//! What is read in six whole documents, two a language, as it is today: right or wrong, so that every change of the
//! packs or the reader shows what it changes. To accept what has changed, look at the difference, then
//! `INSTA_UPDATE=always cargo test -p legation --test snapshots`.

mod support;

use legation::{Claim, Party};
use support::{document, packs, path_of};

/// The claims of a document, each on a few lines.
fn rendered(name: &str) -> String {
    let text = std::fs::read_to_string(path_of(name)).expect("documents are UTF-8 text");
    let document = document(name, &text).expect("a document");
    let reading = packs().packs.read(&document);
    let mut out = format!(
        "{} sentences, {} mentions, {} time expressions, {} claims\n",
        reading.sentences.len(),
        reading.mentions.len(),
        reading.times.len(),
        reading.claims.len()
    );
    for claim in &reading.claims {
        out.push('\n');
        out.push_str(&lines(claim));
    }
    out
}

fn lines(claim: &Claim) -> String {
    let mut out = format!(
        "{} {}({} | {})",
        claim.sentence,
        claim.class,
        parties(&claim.actor),
        parties(&claim.recipient)
    );
    if let Some(when) = &claim.when {
        let from = claim.when_from.map_or("", |from| match from {
            legation::WhenFrom::Clause => "",
            legation::WhenFrom::Sentence => " (sentence)",
            legation::WhenFrom::Context => " (context)",
            legation::WhenFrom::Document => " (document)",
        });
        out.push_str(&format!(" {when}{from}"));
    }
    out.push_str(&format!(" {}", claim.status.as_str()));
    for (what, word) in [
        ("source", &claim.source),
        ("office", &claim.office),
        ("instrument", &claim.instrument),
    ] {
        if let Some(word) = word {
            out.push_str(&format!(", {what}: {word}"));
        }
    }
    // No figure of confidence: a weight that is fitted anew would change every line.
    out.push_str(&format!(
        "\n  {}\n  {} [{}]\n",
        claim.quote, claim.trigger.text, claim.rule
    ));
    for quantity in &claim.quantities {
        let about = if quantity.about { "about " } else { "" };
        let (value, unit) = (&quantity.value, &quantity.unit);
        out.push_str(&format!("  {} = {about}{value} {unit}\n", quantity.text));
    }
    out
}

fn parties(parties: &[Party]) -> String {
    let words: Vec<String> = parties
        .iter()
        .map(|p| format!("{}/{}", p.name, p.country))
        .collect();
    words.join(", ")
}

macro_rules! snapshots {
    ($($test:ident: $name:literal),* $(,)?) => {
        $(
            #[test]
            fn $test() {
                insta::assert_snapshot!($name, rendered($name));
            }
        )*
    };
}

snapshots! {
    arabic_of_organizations: "ar-gcc-yemen",
    arabic_of_hostilities: "ar-jordan-1970",
    english_of_an_alliance: "en-anzus",
    english_of_a_treaty: "en-elysee",
    hebrew_of_a_peace: "he-israel-jordan",
    hebrew_of_relations: "he-us-cuba",
}
