//! Chains of clitics: what each says of the word that it leans on, and the way to find them at the beginning of a
//! token.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{Frames, Language, PrepId};

/// A chain of clitics, by its place in the lexicon's list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct PrefixId(u16);

/// What a chain of clitics says of the word that it leans on.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrefixInfo {
    /// As written, folded.
    pub text: String,
    /// The preposition in it.
    pub prep: Option<PrepId>,
    /// Whether a coordinating word is in it.
    pub and: bool,
    /// Whether a word that opens a clause is in it.
    pub clause: bool,
    /// Whether the article is in it, or may be.
    pub article: bool,
    pub(super) noun: bool,
    pub(super) verb: bool,
    pub(super) contracted: bool,
}

/// One letter on the way of the clitics.
#[derive(Debug, Clone, Default)]
struct Step {
    next: Vec<(char, u16)>,
    /// The chain that ends here.
    chain: Option<PrefixId>,
}

/// All chains of a language.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(from = "Vec<PrefixInfo>", into = "Vec<PrefixInfo>")]
pub(super) struct Chains {
    list: Vec<PrefixInfo>,
    steps: Vec<Step>,
}

impl Chains {
    /// The chains that a language allows, with what they say by its function words and prepositions.
    pub(super) fn new(language: &Language, frames: &Frames) -> Self {
        infos(language, frames).into()
    }

    /// What a chain says.
    pub(super) fn get(&self, id: PrefixId) -> &PrefixInfo {
        &self.list[usize::from(id.0)]
    }

    /// The chains that a folded word begins with, the shortest first, each with its length in bytes.
    pub(super) fn before<'a>(
        &'a self,
        word: &'a str,
    ) -> impl Iterator<Item = (PrefixId, usize)> + 'a {
        let mut at = 0;
        word.char_indices()
            .map_while(move |(from, letter)| {
                let (_, next) = self.steps[at].next.iter().find(|(l, _)| *l == letter)?;
                at = usize::from(*next);
                Some((self.steps[at].chain, from + letter.len_utf8()))
            })
            .filter_map(|(chain, length)| Some((chain?, length)))
    }
}

impl From<Vec<PrefixInfo>> for Chains {
    fn from(list: Vec<PrefixInfo>) -> Self {
        let mut steps = vec![Step::default()];
        for (number, info) in (0..).zip(&list) {
            let mut at = 0;
            for letter in info.text.chars() {
                let known = steps[at].next.iter().find(|(l, _)| *l == letter);
                at = match known {
                    Some((_, next)) => usize::from(*next),
                    None => {
                        let next = steps.len();
                        steps[at].next.push((letter, place(next)));
                        steps.push(Step::default());
                        next
                    }
                };
            }
            steps[at].chain = Some(PrefixId(number));
        }
        Self { list, steps }
    }
}

impl From<Chains> for Vec<PrefixInfo> {
    fn from(chains: Chains) -> Self {
        chains.list
    }
}

/// Languages have some dozens of chains of a few letters.
fn place(step: usize) -> u16 {
    u16::try_from(step).unwrap_or(u16::MAX)
}

/// What each chain of clitics of a language says.
fn infos(language: &Language, frames: &Frames) -> Vec<PrefixInfo> {
    let fold = |words: &[String]| {
        words
            .iter()
            .map(|w| language.folder.fold_str(w))
            .collect::<Vec<_>>()
    };
    let and = fold(&language.words.and);
    let clause: Vec<String> = [
        &language.words.that,
        &language.words.relative,
        &language.words.subordinate,
    ]
    .into_iter()
    .flat_map(|w| fold(w))
    .collect();
    let mut all: BTreeMap<String, PrefixInfo> = BTreeMap::new();
    for (list, noun) in [
        (language.noun_prefixes(), true),
        (language.verb_prefixes(), false),
    ] {
        for prefix in list {
            let info = all
                .entry(prefix.text.clone())
                .or_insert_with(|| PrefixInfo {
                    text: prefix.text.clone(),
                    ..PrefixInfo::default()
                });
            info.noun |= noun;
            info.verb |= !noun;
            info.contracted |= prefix.contracted;
            for part in &prefix.parts {
                info.and |= and.contains(part);
                info.clause |= clause.contains(part);
                info.article |= prefix.contracted || language.article.as_ref() == Some(part);
                if noun {
                    info.prep = info.prep.or_else(|| frames.prepositions.find(part));
                }
            }
        }
    }
    all.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chains_that_a_word_begins_with_are_found() {
        let info = |text: &str| PrefixInfo {
            text: text.to_owned(),
            ..PrefixInfo::default()
        };
        let chains = Chains::from(["ו", "וב", "ובה", "ל"].map(info).to_vec());
        let found = |word: &str| {
            chains
                .before(word)
                .map(|(id, length)| (chains.get(id).text.clone(), length))
                .collect::<Vec<_>>()
        };
        assert_eq!(found("ובית"), [("ו".to_owned(), 2), ("וב".to_owned(), 4)]);
        assert_eq!(found("בית"), []);
    }
}
