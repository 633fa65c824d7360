//! What the packs nearly read in files, most frequent first: where a pack grows with the least work.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, HashMap, HashSet},
};

use legation_ingest::{Options, documents};
use legation_model::Document;
use legation_pack::Language;
use legation_read::{GapKind, Reading, SentenceTrace};
use serde::Serialize;

use crate::{Error, LoadedPacks, SetAside, read::found};

/// Sentences of a language that are needed to tell its function words from others by how common they are.
const ENOUGH: usize = 40;
/// A word that stands in more than one of so many sentences is a function word.
const COMMON: usize = 20;
/// Letters that a word keeps at the least when a clitic is taken from it.
const LETTERS: usize = 3;

/// Something that the packs nearly read, with how often, and where for example.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GapLine {
    /// BCP 47 tag of the pack.
    pub lang: String,
    /// What kind of thing.
    pub kind: GapKind,
    /// How often.
    pub count: usize,
    /// The words, folded; of a name or word without clitics where it also stands without them.
    pub words: String,
    /// The rule that lacks a party.
    pub rule: Option<String>,
    /// A document that has it: the first by id.
    pub doc: String,
    /// The first sentence in it.
    pub sentence: usize,
    /// First byte of the words in its clean text.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// The sentence.
    pub text: String,
    /// The stretch of the sentence around the words, for tables.
    #[serde(skip)]
    pub excerpt: String,
}

/// What makes two gaps one.
type Key = (String, GapKind, String, Option<String>);

/// What was found so far.
#[derive(Default)]
struct Collected {
    lines: BTreeMap<Key, GapLine>,
    /// By language: sentences, and in how many of them each word stands.
    words: BTreeMap<String, (usize, HashMap<String, usize>)>,
}

/// What the packs nearly read in files: by language, in each the most frequent first.
///
/// # Errors
/// Where nothing was named that exists.
pub fn gaps(
    inputs: &[String],
    packs: &LoadedPacks,
    options: &Options,
) -> Result<(Vec<GapLine>, Vec<SetAside>), Error> {
    let (found, mut set_aside) = found(inputs, options)?;
    let mut collected = Collected::default();
    for input in &found {
        for document in documents(input, options) {
            match document {
                Err(rejected) => set_aside.push(rejected.into()),
                Ok(document) => {
                    let (reading, traces) = packs.packs.explain(&document);
                    collected.add(&document, &reading, &traces);
                    // Such as that no pack reads the language.
                    let id = &document.id;
                    set_aside.extend(reading.problems.into_iter().map(|problem| SetAside {
                        id: id.clone(),
                        problem,
                    }));
                }
            }
        }
    }
    let language = |tag: &str| packs.packs.language_for(tag).map(|p| &p.lexicon.language);
    Ok((collected.finish(language), set_aside))
}

impl Collected {
    fn add(&mut self, document: &Document, reading: &Reading, traces: &[SentenceTrace]) {
        for (sentence, trace) in reading.sentences.iter().zip(traces) {
            let (sentences, counts) = self.words.entry(trace.lang.clone()).or_default();
            *sentences += 1;
            let words: HashSet<&str> = sentence.index_text.split(' ').collect();
            for word in words {
                match counts.get_mut(word) {
                    Some(count) => *count += 1,
                    None => {
                        counts.insert(word.to_owned(), 1);
                    }
                }
            }
            for gap in &trace.gaps {
                let line = GapLine {
                    lang: trace.lang.clone(),
                    kind: gap.kind,
                    count: 1,
                    words: gap.words.clone(),
                    rule: gap.rule.clone(),
                    doc: document.id.clone(),
                    sentence: trace.number,
                    start: gap.span.start,
                    end: gap.span.end,
                    text: trace.text.clone(),
                    excerpt: excerpt(
                        &trace.text,
                        gap.span.start.saturating_sub(trace.span.start),
                        gap.span.end.saturating_sub(trace.span.start),
                    ),
                };
                self.count(line);
            }
        }
    }

    /// Adds a line to what is one with it.
    fn count(&mut self, line: GapLine) {
        let key = (
            line.lang.clone(),
            line.kind,
            line.words.clone(),
            line.rule.clone(),
        );
        match self.lines.get_mut(&key) {
            None => {
                self.lines.insert(key, line);
            }
            Some(known) => {
                let count = known.count + line.count;
                // The example does not hang on the order of files.
                if (&line.doc, line.start) < (&known.doc, known.start) {
                    *known = line;
                }
                known.count = count;
            }
        }
    }

    fn finish<'l>(mut self, language: impl Fn(&str) -> Option<&'l Language>) -> Vec<GapLine> {
        let words = std::mem::take(&mut self.words);
        let function_word = |lang: &str, word: &str| {
            words.get(lang).is_some_and(|(sentences, counts)| {
                *sentences >= ENOUGH && counts.get(word).copied().unwrap_or(0) * COMMON > *sentences
            })
        };
        self.lines.retain(|(lang, kind, words, _), _| {
            *kind != GapKind::Word || !function_word(lang, words)
        });
        self.join_clitics(language);
        let mut lines: Vec<GapLine> = self.lines.into_values().collect();
        // The map's order decides between equals.
        lines.sort_by(|a, b| (&a.lang, Reverse(a.count)).cmp(&(&b.lang, Reverse(b.count))));
        lines
    }

    /// Counts a word with clitics under the same word without them, where that is a gap too.
    fn join_clitics<'l>(&mut self, language: impl Fn(&str) -> Option<&'l Language>) {
        let keys: Vec<Key> = self.lines.keys().cloned().collect();
        for key in keys.iter().filter(|(_, kind, ..)| *kind != GapKind::Party) {
            let (lang, kind, words, rule) = key;
            let Some(language) = language(lang) else {
                continue;
            };
            // Clitics stand on the first of several words.
            let (first, others) = words
                .split_once(' ')
                .map_or((words.as_str(), None), |(a, b)| (a, Some(b)));
            let bare = language
                .strip(first)
                .filter(|(prefix, rest)| prefix.is_some() && rest.chars().count() >= LETTERS)
                .map(|(_, rest)| others.map_or_else(|| rest.to_owned(), |o| format!("{rest} {o}")))
                .map(|words| (lang.clone(), *kind, words, rule.clone()))
                .find(|bare| self.lines.contains_key(bare));
            if let Some((_, _, words, _)) = bare
                && let Some(line) = self.lines.remove(key)
            {
                self.count(GapLine { words, ..line });
            }
        }
    }
}

/// Characters on each side of the words in an excerpt.
const AROUND: usize = 48;

/// The stretch of a sentence around bytes of it, cut between words.
fn excerpt(text: &str, start: usize, end: usize) -> String {
    let (Some(before), Some(words), Some(after)) =
        (text.get(..start), text.get(start..end), text.get(end..))
    else {
        return text.to_owned();
    };
    let from = before.char_indices().rev().nth(AROUND).map(|(at, _)| {
        let space = before[at..].find(' ').map_or(0, |space| space + 1);
        at + space
    });
    let to = after
        .char_indices()
        .nth(AROUND)
        .map(|(at, _)| after[..at].rfind(' ').unwrap_or(at));
    let mut out = String::new();
    if from.is_some() {
        out.push('…');
    }
    out.push_str(&before[from.unwrap_or(0)..]);
    out.push_str(words);
    out.push_str(&after[..to.unwrap_or(after.len())]);
    if to.is_some() {
        out.push('…');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_is_cut_between_words_of_any_script() {
        assert_eq!(excerpt("a short one", 2, 7), "a short one");
        let long = "كلمة ".repeat(40);
        let cut = excerpt(&long, 99, 107);
        assert!(cut.starts_with("…كلمة ") && cut.ends_with("كلمة…"), "{cut}");
        assert!(cut.chars().count() < 110, "{cut}");
        assert_eq!(excerpt("short", 9, 10), "short");
    }

    fn line(words: &str, doc: &str) -> GapLine {
        GapLine {
            lang: "en".to_owned(),
            kind: GapKind::Word,
            count: 1,
            words: words.to_owned(),
            rule: None,
            doc: doc.to_owned(),
            sentence: 0,
            start: 0,
            end: 1,
            text: String::new(),
            excerpt: String::new(),
        }
    }

    #[test]
    fn order_and_examples_do_not_hang_on_the_order_of_files() {
        let lines = [
            line("quarrel", "b"),
            line("spat", "a"),
            line("quarrel", "a"),
            line("feud", "c"),
        ];
        let run = |order: &[usize]| {
            let mut collected = Collected::default();
            for at in order {
                collected.count(lines[*at].clone());
            }
            collected.finish(|_| None)
        };
        let one = run(&[0, 1, 2, 3]);
        assert_eq!(one, run(&[3, 2, 1, 0]));
        let told: Vec<(&str, usize, &str)> = one
            .iter()
            .map(|l| (l.words.as_str(), l.count, l.doc.as_str()))
            .collect();
        assert_eq!(
            told,
            [("quarrel", 2, "a"), ("feud", 1, "c"), ("spat", 1, "a")]
        );
    }
}
