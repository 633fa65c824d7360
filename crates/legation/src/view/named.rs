//! Documents by the words that name them.

use legation_record::DocumentSummary;

use crate::{LoadedPacks, fold_query};

/// The documents that are in one of some languages and whose title, publisher, address or id holds all of some words, as the
/// packs fold them; no language and no word ask nothing. In the order in which they come.
pub fn documents_named<'d>(
    packs: &LoadedPacks,
    documents: impl Iterator<Item = &'d DocumentSummary>,
    words: &str,
    langs: &[String],
) -> Vec<&'d DocumentSummary> {
    let wanted = fold_query(packs, words);
    let wanted: Vec<&str> = wanted.split(' ').filter(|word| !word.is_empty()).collect();
    let is_named = |document: &DocumentSummary| {
        let told = [
            document.title.as_deref(),
            document.publisher.as_deref(),
            document.address.as_deref(),
            Some(document.id.as_str()),
        ];
        let told: Vec<&str> = told.into_iter().flatten().collect();
        let folded = fold_query(packs, &told.join(" "));
        wanted.iter().all(|word| folded.contains(word))
    };
    documents
        .filter(|document| langs.is_empty() || langs.contains(&document.lang))
        .filter(|document| wanted.is_empty() || is_named(document))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{names::tests::packs, view::testing::read_record};

    #[test]
    fn documents_are_named_by_folded_words_and_by_language() {
        let (_folder, record) = read_record(&[
            (
                "archive/البانيا-1961",
                "قطع الاتحاد السوفيتي علاقاته مع ألبانيا عام 1961.",
            ),
            (
                "archive/Albania-1961",
                "The Soviet Union recalled its ambassador.",
            ),
            ("other/france", "France and Japan signed a treaty."),
        ]);
        let documents = record.documents().expect("documents");
        let named = |words: &str, langs: &[&str]| -> Vec<String> {
            let langs: Vec<String> = langs.iter().map(|&l| l.to_owned()).collect();
            let found = documents_named(packs(), documents.iter(), words, &langs);
            found.into_iter().map(|d| d.id.clone()).collect()
        };
        assert_eq!(named("", &[]).len(), 3);
        assert_eq!(named("ALBANIA", &[]), ["archive/Albania-1961"]);
        assert_eq!(named("ألبانيا archive", &[]), ["archive/البانيا-1961"]);
        assert_eq!(named("archive", &["en"]), ["archive/Albania-1961"]);
        assert!(named("nowhere", &[]).is_empty());
    }
}
