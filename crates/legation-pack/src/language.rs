//! A language as `language.toml` describes it: script, folding, clitics, sentence ends, function words.

use std::collections::{BTreeMap, BTreeSet};

use legation_model::Span;
use serde::{Deserialize, Serialize};

use crate::{Folded, Folder, PackError, PackFiles};

/// The shape of `language.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LanguageFile {
    /// BCP 47 tag; the folder's name.
    pub(crate) tag: String,
    /// ISO 15924 code of the script.
    pub(crate) script: String,
    /// Names of the language, by tag of the language that the name is in.
    pub(crate) names: BTreeMap<String, String>,
    #[serde(default)]
    pub(crate) fold: FoldSection,
    #[serde(default)]
    pub(crate) clitics: CliticsSection,
    #[serde(default)]
    pub(crate) sentence: SentenceSection,
    #[serde(default)]
    pub(crate) citation: Citing,
    #[serde(default)]
    pub(crate) inflection: BTreeMap<String, Vec<InflectionRule>>,
    #[serde(default)]
    pub(crate) words: WordsSection,
    #[serde(default)]
    pub(crate) prepositions: PrepositionsSection,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct FoldSection {
    /// One character to one, beyond what Unicode's rules do by themselves.
    pub(crate) map: BTreeMap<char, char>,
    /// Marks that belong to a word when letters stand on both sides.
    pub(crate) joiners: Vec<char>,
}

/// Clitics are written together with the word they lean on.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct CliticsSection {
    /// Slots before a noun or name, outermost first; each slot may be empty: conjunction, preposition, article.
    pub(crate) noun: Vec<Vec<String>>,
    /// Slots before a verb.
    pub(crate) verb: Vec<Vec<String>>,
    /// Written forms that slots put together change: `ل` + `ال` is `لل`.
    pub(crate) contractions: Vec<(String, String)>,
    /// The article, where it is a clitic.
    pub(crate) article: Option<String>,
    /// Pronouns written at the end of a noun or verb.
    pub(crate) suffixes: Vec<String>,
    /// Letters that are folded into a pronoun but are none: a word written with one at its end has no pronoun there.
    pub(crate) no_suffixes: Vec<String>,
    /// Clitics that no form takes that tells what was: `س` before a perfect is the verb's own.
    pub(crate) not_told: Vec<String>,
}

/// How a stem that ends in `ending` makes its forms: the ending goes, each of `add` comes; `initial` replaces
/// the first letter by each of its letters. The first rule that fits a stem is used.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct InflectionRule {
    pub(crate) ending: String,
    pub(crate) add: Vec<String>,
    pub(crate) initial: Vec<String>,
}

/// Function words, by what they do.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct WordsSection {
    pub(crate) and: Vec<String>,
    pub(crate) or: Vec<String>,
    pub(crate) that: Vec<String>,
    pub(crate) relative: Vec<String>,
    pub(crate) subordinate: Vec<String>,
    pub(crate) pronouns: Vec<String>,
    pub(crate) person_pronouns: Vec<String>,
    pub(crate) possessives: Vec<String>,
    pub(crate) both: Vec<String>,
    pub(crate) country: Vec<String>,
    pub(crate) passive: Vec<String>,
    /// Endings of verb forms that stay active behind a word that makes passives: "was signing".
    pub(crate) active_endings: Vec<String>,
    pub(crate) feminine_endings: Vec<String>,
    pub(crate) feminine_starts: Vec<String>,
    pub(crate) plural_endings: Vec<String>,
    pub(crate) plural_pronouns: Vec<String>,
    pub(crate) owner_endings: Vec<String>,
    pub(crate) passive_vowel: Option<char>,
    pub(crate) present_starts: Vec<String>,
    /// Words that make an infinitive of the verb after them: "to sign".
    pub(crate) infinitive: Vec<String>,
    /// Clitics that do the same.
    pub(crate) infinitive_prefixes: Vec<String>,
    pub(crate) light: Vec<String>,
    pub(crate) former: Vec<String>,
    /// Articles that are words of their own.
    pub(crate) articles: Vec<String>,
    /// Words that are never part of a name that follows a title, beyond all words that the pack knows.
    pub(crate) not_names: Vec<String>,
    /// Words that a name follows: "called", "by the name of".
    pub(crate) naming: Vec<String>,
    /// Nouns that open the name of a thing with a name of its own: "the Front for ...".
    pub(crate) things: Vec<String>,
    /// Those that a bare name may follow: "the State of ...".
    pub(crate) realms: Vec<String>,
    /// Endings of words that describe and do not name.
    pub(crate) describing_endings: Vec<String>,
    /// Words inside names between words with capitals: "for".
    pub(crate) name_joints: Vec<String>,
    /// Whether modifiers stand before their noun ("the Soviet government").
    pub(crate) modifier_first: bool,
    /// Whether the subject usually follows the verb.
    pub(crate) verb_first: bool,
    /// Whether names are written with a capital.
    pub(crate) capitals: bool,
}

/// Prepositions as words or clitics, by what they do.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct PrepositionsSection {
    pub(crate) of: Vec<String>,
    pub(crate) by: Vec<String>,
    pub(crate) between: Vec<String>,
    /// Those that join the second party to the first under "between".
    pub(crate) between_to: Vec<String>,
    pub(crate) with: Vec<String>,
    pub(crate) object: Vec<String>,
    pub(crate) place: Vec<String>,
    pub(crate) other: Vec<String>,
    /// Prepositions written together with a pronoun: preposition to forms.
    pub(crate) pronoun: BTreeMap<String, Vec<String>>,
    /// The same with a dual pronoun, "between them".
    pub(crate) both: BTreeMap<String, Vec<String>>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct SentenceSection {
    /// Marks that end a sentence.
    pub(crate) ends: Vec<char>,
    /// Words that are followed by a full stop without ending a sentence, without the stop.
    pub(crate) abbreviations: Vec<String>,
}

/// How a source in a language is cited.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Citing {
    /// The quotation marks.
    pub quotes: [String; 2],
    /// What stands between two parts of a citation.
    pub separator: String,
    /// Said of a source that does not say when it was published.
    pub undated: String,
    /// When the source was looked up: `{date}`.
    pub retrieved: String,
    /// Which sentence: `{n}`.
    pub sentence: String,
}

/// Signs alone, for a pack that does not say.
impl Default for Citing {
    fn default() -> Self {
        Self {
            quotes: ["“".to_owned(), "”".to_owned()],
            separator: ", ".to_owned(),
            undated: "—".to_owned(),
            retrieved: "{date}".to_owned(),
            sentence: "§ {n}".to_owned(),
        }
    }
}

/// One language's folding, clitics and sentence marks, ready for use.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Language {
    /// BCP 47 tag.
    pub tag: String,
    /// ISO 15924 code of the script.
    pub script: String,
    /// Names of the language, by the tag of the language that the name is in.
    pub names: BTreeMap<String, String>,
    /// Folds text as this language wants it.
    pub folder: Folder,
    /// Marks that end a sentence.
    pub sentence_ends: Vec<char>,
    /// How a source in it is cited.
    pub citing: Citing,
    /// Folded words whose full stop does not end a sentence.
    pub abbreviations: BTreeSet<String>,
    /// The article, folded, where it is a clitic.
    pub article: Option<String>,
    /// Folded prepositions that join the second party under "between".
    between_to: Vec<String>,
    /// Folded words that make an infinitive of the verb after them.
    pub infinitive: Vec<String>,
    /// Folded clitics that do the same.
    pub infinitive_prefixes: Vec<String>,
    /// Letters, as written, that are folded into a pronoun but are none.
    pub no_suffixes: Vec<String>,
    /// Folded clitics that no form takes that tells what was.
    pub not_told: Vec<String>,
    /// Folded articles that are words of their own.
    articles: Vec<String>,
    /// Folded endings of verb forms that stay active behind a word that makes passives.
    pub active_endings: Vec<String>,
    /// Endings of verbs whose subject, if one, is feminine.
    pub feminine_endings: Vec<String>,
    /// Endings of words that describe what stands before them and do not name it.
    pub describing_endings: Vec<String>,
    /// Beginnings of verbs whose subject may be feminine: a verb with neither is not.
    pub feminine_starts: Vec<String>,
    /// Endings of verbs that may have several subjects where they name none: a verb without has one.
    pub plural_endings: Vec<String>,
    /// Pronouns that mean several; the others mean one.
    pub plural_pronouns: Vec<String>,
    /// Endings of nouns for bodies and titles that say whose they are: "his army" in one word.
    pub owner_endings: Vec<String>,
    /// The vowel mark, as written, that makes a passive of a past form where it stands on its first letter.
    pub passive_vowel: Option<char>,
    /// First letters of present forms, on which that vowel tells nothing.
    pub present_starts: Vec<String>,
    /// Folded pronouns written at the end of words, longest first.
    pub suffixes: Vec<String>,
    /// Whether modifiers stand before their noun ("the Soviet government").
    pub modifier_first: bool,
    /// Whether the subject usually follows the verb.
    pub verb_first: bool,
    /// Whether names are written with a capital.
    pub capitals: bool,
    pub(crate) inflection: BTreeMap<String, Vec<InflectionRule>>,
    pub(crate) words: WordsSection,
    pub(crate) prepositions: PrepositionsSection,
    noun_prefixes: Vec<Prefix>,
    verb_prefixes: Vec<Prefix>,
}

/// A form that inflection made, folded.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Form {
    pub(crate) text: String,
    /// Whether it carries a pronoun: "his visit", "visited him".
    pub(crate) pronoun: bool,
}

/// A chain of clitics as it is written before a word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prefix {
    /// As written, folded: `ولل`.
    pub text: String,
    /// Its clitics in order: `و`, `ل`, `ال`.
    pub parts: Vec<String>,
    /// Whether writing changes its clitics where they meet, so that the article does not show: `لل`, Hebrew `ב`.
    pub contracted: bool,
}

impl Language {
    /// Reads `lang/TAG/language.toml`.
    ///
    /// # Errors
    /// Where the file is missing or wrong.
    pub fn load(files: &PackFiles, tag: &str) -> Result<Self, PackError> {
        let path = format!("lang/{tag}/language.toml");
        let file: LanguageFile = files.parse(&path)?;
        if file.tag != tag {
            let at = files
                .get(&path)
                .and_then(|text| text.find("\ntag"))
                .map_or(0, |at| at + 1);
            return Err(files.error_at(
                &path,
                at,
                format!("tag is `{}` in the folder of `{tag}`", file.tag),
                Some("make the two the same"),
            ));
        }
        let map: Vec<(char, char)> = file
            .fold
            .map
            .iter()
            .map(|(from, to)| (*from, *to))
            .collect();
        let folder = Folder::new(&map, &file.fold.joiners);
        let fold_all =
            |words: &[String]| words.iter().map(|w| folder.fold_str(w)).collect::<Vec<_>>();
        let fold_slots =
            |slots: &[Vec<String>]| slots.iter().map(|s| fold_all(s)).collect::<Vec<_>>();
        let contractions: Vec<(String, String)> = file
            .clitics
            .contractions
            .iter()
            .map(|(a, b)| (folder.fold_str(a), folder.fold_str(b)))
            .collect();
        let mut suffixes = fold_all(&file.clitics.suffixes);
        suffixes.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        Ok(Self {
            tag: file.tag,
            script: file.script,
            names: file.names,
            noun_prefixes: chains(&fold_slots(&file.clitics.noun), &contractions),
            verb_prefixes: chains(&fold_slots(&file.clitics.verb), &contractions),
            sentence_ends: file.sentence.ends,
            citing: file.citation,
            abbreviations: fold_all(&file.sentence.abbreviations).into_iter().collect(),
            article: file.clitics.article.as_deref().map(|a| folder.fold_str(a)),
            between_to: fold_all(&file.prepositions.between_to),
            articles: fold_all(&file.words.articles),
            infinitive: fold_all(&file.words.infinitive),
            infinitive_prefixes: fold_all(&file.words.infinitive_prefixes),
            not_told: fold_all(&file.clitics.not_told),
            no_suffixes: file.clitics.no_suffixes,
            active_endings: fold_all(&file.words.active_endings),
            feminine_endings: fold_all(&file.words.feminine_endings),
            describing_endings: fold_all(&file.words.describing_endings),
            feminine_starts: fold_all(&file.words.feminine_starts),
            plural_endings: fold_all(&file.words.plural_endings),
            plural_pronouns: fold_all(&file.words.plural_pronouns),
            owner_endings: fold_all(&file.words.owner_endings),
            passive_vowel: file.words.passive_vowel,
            present_starts: fold_all(&file.words.present_starts),
            suffixes,
            modifier_first: file.words.modifier_first,
            verb_first: file.words.verb_first,
            capitals: file.words.capitals,
            inflection: file.inflection,
            words: file.words,
            prepositions: file.prepositions,
            folder,
        })
    }

    /// The folded forms of a pack entry by the inflection of `part`. The first word is inflected, the others stand as
    /// they are; `a|b` are alternatives; an entry that begins with `=` is not inflected, nor is one of a part without
    /// rules.
    pub(crate) fn forms(&self, part: &str, entry: &str) -> Vec<Form> {
        let rules = self.inflection.get(part).map_or(&[][..], Vec::as_slice);
        let mut forms = Vec::new();
        let (mut written, mut folded) = (String::new(), Folded::default());
        let mut form = |parts: [&str; 4], pronoun: bool| {
            written.clear();
            parts.into_iter().for_each(|part| written.push_str(part));
            let span = Span::new(0, written.len());
            self.folder.fold_into(&written, span, &[], &mut folded);
            let text = folded.text.clone();
            forms.push(Form { text, pronoun });
        };
        for words in alternatives(entry) {
            let (first, rest) = words.split_first().map_or(("", &[][..]), |(f, r)| (*f, r));
            let tail: String = rest.iter().flat_map(|w| [" ", w]).collect();
            let bare = first.strip_prefix('=');
            let rule = rules.iter().find(|r| first.ends_with(r.ending.as_str()));
            let (None, Some(rule)) = (bare, rule) else {
                form([bare.unwrap_or(first), &tail, "", ""], false);
                continue;
            };
            let stem = &first[..first.len() - rule.ending.len()];
            let letter = stem.chars().next().map_or(0, char::len_utf8);
            let (own, after) = stem.split_at(letter);
            let own = [own.to_owned()];
            let starts = if rule.initial.is_empty() || letter == 0 {
                &own[..]
            } else {
                &rule.initial
            };
            for start in starts {
                for ending in &rule.add {
                    let pronoun = ending.starts_with('+');
                    let ending = ending.trim_start_matches('+');
                    form([start, after, ending, &tail], pronoun);
                }
            }
        }
        forms.retain(|f| !f.text.is_empty());
        forms.sort();
        forms.dedup_by(|a, b| a.text == b.text);
        forms
    }

    /// Whether a folded preposition joins the second party to the first under "between".
    #[must_use]
    pub fn joins_between(&self, folded: &str) -> bool {
        self.between_to.iter().any(|p| p == folded)
    }

    /// Folded articles that are words of their own.
    pub(crate) fn articles(&self) -> &[String] {
        &self.articles
    }

    /// Whether the language has articles that are words.
    #[must_use]
    pub fn has_articles(&self) -> bool {
        !self.articles.is_empty()
    }

    /// Whether a folded word or clitic joins equals.
    #[must_use]
    pub fn is_and(&self, folded: &str) -> bool {
        self.words
            .and
            .iter()
            .any(|a| self.folder.fold_str(a) == folded)
    }

    /// Whether a folded word is an article.
    #[must_use]
    pub fn is_article(&self, folded: &str) -> bool {
        self.articles.iter().any(|a| a == folded)
    }

    /// The chains of clitics that may stand before a noun, a name or a number, the empty one left out,
    /// longest first.
    #[must_use]
    pub fn noun_prefixes(&self) -> &[Prefix] {
        &self.noun_prefixes
    }

    /// The chains of clitics that may stand before a verb, longest first.
    #[must_use]
    pub fn verb_prefixes(&self) -> &[Prefix] {
        &self.verb_prefixes
    }

    /// The ways to take a folded word apart into clitics and a rest of at least two letters, the word itself
    /// (`None`) first, then shorter rests.
    pub fn strip<'a>(
        &'a self,
        word: &'a str,
    ) -> impl Iterator<Item = (Option<&'a Prefix>, &'a str)> {
        let stripped = self.noun_prefixes.iter().rev().filter_map(move |prefix| {
            let rest = word.strip_prefix(prefix.text.as_str())?;
            (rest.chars().nth(1).is_some()).then_some((Some(prefix), rest))
        });
        std::iter::once((None, word)).chain(stripped)
    }
}

/// The word sequences that an entry with alternatives stands for: `a|b c` is `a c` and `b c`.
fn alternatives(entry: &str) -> Vec<Vec<&str>> {
    let mut all: Vec<Vec<&str>> = vec![Vec::new()];
    for word in entry.split_whitespace() {
        all = all
            .into_iter()
            .flat_map(|words| {
                word.split('|')
                    .map(move |w| [words.as_slice(), &[w]].concat())
            })
            .collect();
    }
    all
}

/// All chains that slots allow, written together, longest first.
fn chains(slots: &[Vec<String>], contractions: &[(String, String)]) -> Vec<Prefix> {
    let mut all: Vec<Vec<String>> = vec![Vec::new()];
    for slot in slots {
        let with: Vec<Vec<String>> = all
            .iter()
            .flat_map(|chain| {
                slot.iter()
                    .map(move |clitic| [chain.as_slice(), std::slice::from_ref(clitic)].concat())
            })
            .collect();
        all.extend(with);
    }
    let mut prefixes: Vec<Prefix> = all
        .into_iter()
        .filter(|parts| !parts.is_empty())
        .map(|parts| {
            let mut text = parts.concat();
            for (from, to) in contractions {
                text = text.replace(from.as_str(), to);
            }
            let contracted = text != parts.concat();
            Prefix {
                text,
                parts,
                contracted,
            }
        })
        .collect();
    prefixes.sort_by(|a, b| {
        b.text
            .len()
            .cmp(&a.text.len())
            .then_with(|| a.text.cmp(&b.text))
    });
    prefixes.dedup_by(|later, kept| {
        let same = later.text == kept.text;
        kept.contracted |= same && later.contracted;
        same
    });
    prefixes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stems_are_inflected_by_the_first_rule_that_fits() {
        let arabic = Language::load(&PackFiles::embedded(), "ar").expect("the pack loads");
        let forms = |part: &str, entry: &str| {
            arabic
                .forms(part, entry)
                .into_iter()
                .map(|f| f.text)
                .collect::<Vec<_>>()
        };
        assert!(forms("present", "يزور").contains(&"تزور".to_owned()));
        assert!(forms("noun", "زيارة رسمية").contains(&"زيارته رسميه".to_owned()));
        assert_eq!(forms("noun", "=زيارة"), ["زياره"]);
        assert_eq!(
            forms("phrase", "أنهى|قطع علاقاته"),
            ["انهي علاقاته", "قطع علاقاته"]
        );
    }

    #[test]
    fn clitics_come_off_in_every_allowed_way() {
        let arabic = Language::load(&PackFiles::embedded(), "ar").expect("the pack loads");
        let rests = |word: &str| {
            arabic
                .strip(word)
                .map(|(p, rest)| (p.map_or(0, |p| p.parts.len()), rest.to_owned()))
                .collect::<Vec<_>>()
        };
        assert!(rests("وللاتحاد").contains(&(3, "اتحاد".to_owned())));
        assert!(rests("بموسكو").contains(&(1, "موسكو".to_owned())));
        let hebrew = Language::load(&PackFiles::embedded(), "he").expect("the pack loads");
        assert!(
            hebrew
                .strip("ושבמוסקבה")
                .any(|(p, rest)| rest == "מוסקבה" && p.is_some_and(|p| p.parts.len() == 3))
        );
    }
}
