//! Where a word begins and ends for the search index: the same for index texts, queries and sentences.
//! Knows no language; folding is the caller's.

use legation_model::Span;

/// Whether a character belongs to a word: letters, marks on them, digits.
fn in_word(c: char) -> bool {
    // The letters that occur most, without a look into Unicode's tables.
    matches!(c, 'a'..='z' | '\u{5d0}'..='\u{5ea}' | '\u{620}'..='\u{64a}')
        || c.is_alphanumeric()
        // Combining marks that Unicode does not count as letters: Latin, Hebrew accents, Arabic signs.
        || matches!(c, '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5bd}' | '\u{610}'..='\u{61a}'
            | '\u{64b}'..='\u{65f}' | '\u{6d6}'..='\u{6dc}' | '\u{6df}'..='\u{6e8}' | '\u{6ea}'..='\u{6ed}')
}

/// The words of a text, each with its place.
pub(crate) fn words(text: &str) -> impl Iterator<Item = (Span, &str)> {
    let mut at = 0;
    text.split_inclusive(|c| !in_word(c))
        .filter_map(move |piece| {
            let word = piece.trim_end_matches(|c| !in_word(c));
            let span = Span::new(at, at + word.len());
            at += piece.len();
            (!word.is_empty()).then_some((span, word))
        })
}

/// Adds the words of a text, and nothing else of it, each followed by a space.
pub(crate) fn push_words(text: &str, out: &mut String) {
    for (_, word) in words(text) {
        out.push_str(word);
        out.push(' ');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_belong_to_words_and_punctuation_divides_them() {
        let check = |text: &str, expected: &[&str]| {
            let found: Vec<&str> = words(text)
                .map(|(span, word)| {
                    assert_eq!(span.of(text), word);
                    word
                })
                .collect();
            assert_eq!(found, expected, "{text}");
        };
        check("قَالَ،  خروتشوف!", &["قَالَ", "خروتشوف"]);
        check("ארה\"ב — ג'ורג'", &["ארה", "ב", "ג", "ורג"]);
        check("בְּרִית־הַמּוֹעָצוֹת", &["בְּרִית", "הַמּוֹעָצוֹת"]);
        check("cafe\u{301} 1955-05", &["cafe\u{301}", "1955", "05"]);
        check(" \u{200f}.\0", &[]);
    }
}
