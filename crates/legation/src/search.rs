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
fn is_in_script(script: &str, word: &str) -> bool {
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
    let forms = |word: &str, lang: &str| -> Vec<String> {
        packs
            .packs
            .language_for(lang)
            .map_or_else(Vec::new, |pack| {
                let folded = pack.lexicon.language.folder.fold_str(word);
                pack.lexicon
                    .language
                    .strip(&folded)
                    .map(|(_, rest)| rest.to_owned())
                    .collect()
            })
    };
    let filter = SearchFilter {
        langs,
        forms: Some(&forms),
        ..SearchFilter::default()
    };
    Ok(record.search(&fold_query(packs, query), &filter, limit)?)
}
