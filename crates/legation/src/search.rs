//! Full text: queries are folded as the sentences were, in the language that each word is written in.

use legation_record::{Hit, Record, SearchFilter};

use crate::{Error, LoadedPacks};

/// A query as the record wants it: each word folded by the language whose script it is written in.
#[must_use]
pub fn fold_query(packs: &LoadedPacks, query: &str) -> String {
    let words: Vec<String> = query
        .split_whitespace()
        .map(|word| {
            let star = word.ends_with('*');
            let quotes = (word.starts_with('"'), word.ends_with('"'));
            let bare = word.trim_matches(|c| c == '"' || c == '*');
            let language = packs
                .packs
                .languages
                .values()
                .find(|p| is_in_script(&p.lexicon.language.script, bare));
            let folded = language
                .or(packs.packs.languages.values().next())
                .map_or_else(
                    || bare.to_owned(),
                    |p| p.lexicon.language.folder.fold_str(bare),
                );
            format!(
                "{}{folded}{}{}",
                if quotes.0 { "\"" } else { "" },
                if star { "*" } else { "" },
                if quotes.1 { "\"" } else { "" }
            )
        })
        .collect();
    words.join(" ")
}

/// Whether a word is written in a script, by its first letter.
pub(crate) fn is_in_script(script: &str, word: &str) -> bool {
    let Some(letter) = word.chars().find(|c| c.is_alphabetic()) else {
        return false;
    };
    match letter {
        '\u{0590}'..='\u{05ff}' => script == "Hebr",
        '\u{0600}'..='\u{06ff}' | '\u{0750}'..='\u{077f}' => script == "Arab",
        '\u{0400}'..='\u{04ff}' => script == "Cyrl",
        _ => script == "Latn",
    }
}

/// The forms under which a word of a language can be found: folded, and behind its clitics.
pub(crate) fn forms_of(packs: &LoadedPacks, word: &str, lang: &str) -> Vec<String> {
    let Some(pack) = packs.packs.language_for(lang) else {
        return Vec::new();
    };
    let language = &pack.lexicon.language;
    let folded = language.folder.fold_str(word);
    language
        .strip(&folded)
        .map(|(_, rest)| rest.to_owned())
        .collect()
}

/// Sentences in which all words of a query occur, in whatever form.
///
/// # Errors
/// Where the query holds no word or the database fails.
pub fn search(
    packs: &LoadedPacks,
    record: &Record,
    query: &str,
    langs: Vec<String>,
    limit: usize,
) -> Result<Vec<Hit>, Error> {
    let forms = |word: &str, lang: &str| forms_of(packs, word, lang);
    let filter = SearchFilter {
        langs,
        forms: Some(&forms),
        ..SearchFilter::default()
    };
    Ok(record.search(&fold_query(packs, query), &filter, limit)?)
}

#[cfg(test)]
mod tests {
    use legation_ingest::Input;
    use tempfile::TempDir;

    use super::*;
    use crate::{ReadOptions, names::tests::packs, read_inputs};

    const TEXTS: [(&str, &str); 4] = [
        (
            "ar",
            "زار موسكو وفد من تيرانا عام 1957. والتقى الوفد بولغانين وخروتشوف في الكرملين. ثم عاد إلى ألبانيا بعد أيام. كتب الكاتب عن حلف الناتو كثيرا.",
        ),
        (
            "he",
            "משלחת אלבנית ביקרה במוסקבה בשנת 1957. היא נפגשה עם בולגנין וחרושצ'וב. כשחזרה לטירנה דיברה על ארה\"ב ועל נאט\"ו.",
        ),
        (
            "en",
            "The Albanian delegation visited Moscow in 1957. Relations that were diplomatic in name only cooled. Albania broke off diplomatic relations with Yugoslavia. An ambassador's house stood empty.",
        ),
        ("en-2", "Nothing of the kind happened anywhere in Moscow."),
    ];

    fn record() -> (TempDir, Record) {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("r.legation");
        let inputs: Vec<Input> = TEXTS
            .iter()
            .map(|(id, text)| Input::from_bytes(*id, text.as_bytes(), None))
            .collect();
        let options = ReadOptions {
            jobs: 1,
            ..ReadOptions::default()
        };
        let summary =
            read_inputs(&inputs, &path, packs(), &options, |_| {}).expect("they are read");
        assert_eq!(summary.added, TEXTS.len(), "{:?}", summary.set_aside);
        let record = Record::open(&path).expect("the record opens");
        (folder, record)
    }

    /// The words marked in what a query finds, by document.
    fn found(record: &Record, query: &str) -> Vec<(String, Vec<String>)> {
        let hits = search(packs(), record, query, Vec::new(), 20)
            .unwrap_or_else(|error| panic!("{query}: {error}"));
        let mut all: Vec<_> = hits
            .into_iter()
            .map(|hit| {
                let at = hit.span.start;
                let marks = hit
                    .marks
                    .iter()
                    .map(|m| hit.text[m.start - at..m.end - at].to_owned())
                    .collect();
                (hit.doc, marks)
            })
            .collect();
        all.sort();
        all
    }

    fn finds(record: &Record, query: &str, doc: &str, words: &[&str]) {
        let found = found(record, query);
        assert_eq!(found.len(), 1, "{query} finds {found:?}");
        assert_eq!(found[0].0, doc, "{query}");
        assert_eq!(found[0].1, words, "{query}");
    }

    #[test]
    fn an_arabic_word_is_found_behind_its_particles_and_in_its_spellings() {
        let (_folder, record) = record();
        finds(&record, "خروتشوف", "ar", &["وخروتشوف"]);
        finds(&record, "وخروتشوف", "ar", &["وخروتشوف"]);
        finds(&record, "البانيا", "ar", &["ألبانيا"]);
        finds(&record, "أَلْبَانِيَا", "ar", &["ألبانيا"]);
        finds(&record, "كرملين", "ar", &["الكرملين"]);
        finds(&record, "الناتو", "ar", &["الناتو"]);
    }

    #[test]
    fn a_hebrew_word_is_found_behind_its_prefixes() {
        let (_folder, record) = record();
        finds(&record, "מוסקבה", "he", &["במוסקבה"]);
        // The mark within the name divides words to the index.
        finds(&record, "חרושצ'וב", "he", &["וחרושצ", "וב"]);
        finds(&record, "טירנה", "he", &["לטירנה"]);
        finds(&record, "חזרה", "he", &["כשחזרה"]);
    }

    #[test]
    fn an_acronym_is_found_with_either_mark() {
        let (_folder, record) = record();
        for query in ["ארה\"ב", "ארה״ב"] {
            let found = found(&record, query);
            assert_eq!(found.len(), 1, "{query}");
            assert_eq!(found[0].0, "he");
        }
    }

    #[test]
    fn english_is_found_in_any_case() {
        let (_folder, record) = record();
        let docs: Vec<String> = found(&record, "MOSCOW").into_iter().map(|f| f.0).collect();
        assert_eq!(docs, ["en", "en-2"]);
        finds(&record, "moscow 1957", "en", &["Moscow", "1957"]);
    }

    #[test]
    fn the_words_of_a_phrase_follow_each_other() {
        let (_folder, record) = record();
        assert_eq!(found(&record, "diplomatic relations").len(), 2);
        finds(
            &record,
            "\"diplomatic relations\"",
            "en",
            &["diplomatic", "relations"],
        );
        assert_eq!(found(&record, "\"relations diplomatic\""), []);
        finds(&record, "\"حلف الناتو\"", "ar", &["حلف", "الناتو"]);
    }

    #[test]
    fn a_star_is_the_rest_of_a_word() {
        let (_folder, record) = record();
        assert_eq!(found(&record, "alban*").len(), 2);
        assert_eq!(found(&record, "alban"), []);
        finds(&record, "خروت*", "ar", &["وخروتشوف"]);
        finds(&record, "חרוש*", "he", &["וחרושצ"]);
    }

    #[test]
    fn languages_and_limits_are_kept_to() {
        let (_folder, record) = record();
        let ask = |langs: &[&str], limit| {
            let langs = langs.iter().map(|&l| l.to_owned()).collect();
            search(packs(), &record, "1957", langs, limit)
                .expect("an answer")
                .len()
        };
        assert_eq!(ask(&[], 20), 3);
        assert_eq!(ask(&["he"], 20), 1);
        assert_eq!(ask(&["he", "ar"], 20), 2);
        assert_eq!(ask(&["fr"], 20), 0);
        assert_eq!(ask(&[], 2), 2);
    }

    #[test]
    fn a_query_without_a_word_is_told() {
        let (_folder, record) = record();
        for query in ["", "  ", "\"\"", "*", "؟ !"] {
            let answer = search(packs(), &record, query, Vec::new(), 20);
            assert!(matches!(answer, Err(Error::Ask(_))), "{query:?}");
        }
    }
}
