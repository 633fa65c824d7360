//! Whom a user may mean while typing: actors by the beginning of any of their names, in any language.
//!
//! Made once for a state of the record and asked at each key; names are folded as the packs fold them, and the article and
//! other clitics are left off, so that `اتحاد` finds `الاتحاد السوفيتي`.

use std::collections::{BTreeMap, BTreeSet};

use legation_model::ActorKind;
use legation_pack::{Language, NameKind, Named};
use legation_record::ActorSummary;
use rustc_hash::FxHashMap;
use serde::Serialize;

use super::actors::{actor_key, entry};
use crate::LoadedPacks;

/// Likeness from which a misspelt name is offered.
const OFFERED: f64 = 0.7;
/// Names that are compared by likeness are at most this many times as long as what was typed, which may be a beginning.
const COMPARED: usize = 64;

/// An actor that may be meant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Suggested {
    /// Its key.
    pub key: String,
    /// Claims that it is party to by itself.
    pub claims: usize,
    /// First year of their dates.
    pub first_year: Option<i64>,
    /// Last year of their dates.
    pub last_year: Option<i64>,
    /// The name that fits, as it is written; `None` where no name was asked for.
    pub matched: Option<String>,
}

/// How well a name fits, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    /// It is what was typed.
    Whole,
    /// It begins so.
    Begins,
    /// A word of it begins so.
    Word,
    /// It begins so when what was typed is taken for a word behind a clitic.
    BehindClitic,
}

/// An actor in the index.
#[derive(Debug)]
struct Known {
    summary: Suggested,
    kind: Option<ActorKind>,
}

/// A way into a name: from its beginning or from one of its words on, folded.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Way {
    text: String,
    /// Whether it is the whole name.
    is_whole: bool,
    name: u32,
}

/// A name as it is written, and whose it is.
#[derive(Debug)]
struct Name {
    written: String,
    folded: Vec<char>,
    actor: u32,
}

/// The names of all actors of the packs and of a record, ready for asking.
#[derive(Debug)]
pub struct ActorIndex {
    languages: Vec<Language>,
    actors: Vec<Known>,
    names: Vec<Name>,
    /// In order of text.
    ways: Vec<Way>,
}

impl ActorIndex {
    /// An index of the packs' actors and those of a record, as [`legation_record::Record::actors`] tells them.
    #[must_use]
    pub fn new(packs: &LoadedPacks, actors: &[ActorSummary]) -> Self {
        let languages = packs.packs.languages.values();
        let mut index = Self {
            languages: languages
                .map(|pack| pack.lexicon.language.clone())
                .collect(),
            actors: Vec::new(),
            names: Vec::new(),
            ways: Vec::new(),
        };
        let mut numbers: FxHashMap<String, u32> = FxHashMap::default();
        for actor in actors {
            let key = actor_key(actor.id.as_deref(), &actor.name);
            let kind = entry(packs, actor.id.as_deref()).map(|entry| entry.actor.kind);
            let number = index.add(&key, kind, Some(actor));
            numbers.insert(key, number);
            index.add_name(&actor.name, number);
        }
        let mut of_packs: Vec<u32> = Vec::new();
        for (_, entry) in packs.packs.actors.iter() {
            let actor = &entry.actor;
            let number = match numbers.get(&actor.id) {
                Some(number) => *number,
                None => index.add(&actor.id, Some(actor.kind), None),
            };
            of_packs.push(number);
            index.add_name(&actor.name, number);
            if actor.kind == ActorKind::State {
                index.add_name(&actor.country, number);
            }
        }
        for tag in packs.packs.languages.keys() {
            for (name, kind, named) in packs.packs.actors.names(tag) {
                if let Named::Actor(id) = named
                    && kind != NameKind::Adjective
                    && let Some(number) = of_packs.get(id.0 as usize)
                {
                    index.add_name(name, *number);
                }
            }
        }
        index.ways.sort_unstable();
        index.ways.dedup_by(|a, b| {
            a.text == b.text
                && index.names[a.name as usize].actor == index.names[b.name as usize].actor
        });
        index
    }

    fn add(&mut self, key: &str, kind: Option<ActorKind>, told: Option<&ActorSummary>) -> u32 {
        self.actors.push(Known {
            summary: Suggested {
                key: key.to_owned(),
                claims: told.map_or(0, |actor| actor.claims),
                first_year: told.and_then(|actor| actor.first_year),
                last_year: told.and_then(|actor| actor.last_year),
                matched: None,
            },
            kind,
        });
        position(self.actors.len() - 1)
    }

    fn add_name(&mut self, written: &str, actor: u32) {
        let folded = self.folded(written);
        if folded.is_empty() {
            return;
        }
        let name = position(self.names.len());
        let starts = std::iter::once(0).chain(folded.match_indices(' ').map(|(at, _)| at + 1));
        let mut ways = BTreeSet::new();
        for start in starts {
            let rest = &folded[start..];
            let word = rest.split(' ').next().unwrap_or(rest);
            for cut in self.behind_article(word) {
                ways.insert((rest[cut..].to_owned(), start == 0 && cut == 0));
            }
        }
        self.ways
            .extend(ways.into_iter().map(|(text, is_whole)| Way {
                text,
                is_whole,
                name,
            }));
        self.names.push(Name {
            written: written.to_owned(),
            folded: folded.chars().collect(),
            actor,
        });
    }

    /// A name or query as the language of its script folds it.
    fn folded(&self, text: &str) -> String {
        let language = self.language_of(text);
        language.map_or_else(|| text.to_lowercase(), |l| l.folder.fold_str(text))
    }

    /// The language whose script a text is written in, else the first.
    fn language_of(&self, text: &str) -> Option<&Language> {
        let in_script = |l: &&Language| crate::search::is_in_script(&l.script, text);
        let found = self.languages.iter().find(in_script);
        found.or_else(|| self.languages.first())
    }

    /// Where a folded word begins, with its article and without.
    fn behind_article(&self, word: &str) -> BTreeSet<usize> {
        let mut cuts = BTreeSet::from([0]);
        for language in &self.languages {
            if let Some(article) = &language.article
                && let Some(rest) = word.strip_prefix(article.as_str())
                && rest.chars().nth(1).is_some()
            {
                cuts.insert(word.len() - rest.len());
            }
        }
        cuts
    }

    /// How many actors there are, of one kind or of all.
    #[must_use]
    pub fn len(&self, kind: Option<ActorKind>) -> usize {
        self.listed(kind).count()
    }

    fn listed(&self, kind: Option<ActorKind>) -> impl Iterator<Item = &Known> {
        self.actors
            .iter()
            .filter(move |known| known.summary.claims > 0 && fits(known, kind))
    }

    /// The actors of the record, the one with most claims first.
    pub fn by_claims(&self, kind: Option<ActorKind>) -> impl Iterator<Item = &Suggested> {
        self.listed(kind).map(|known| &known.summary)
    }

    /// Actors with a name that begins with what was typed, or a word of it: those of the record first, by their claims, then
    /// the others by how well they fit. Where nobody is called so, those whose names are alike.
    #[must_use]
    pub fn suggest(&self, typed: &str, kind: Option<ActorKind>) -> Vec<Suggested> {
        let folded = self.folded(typed.trim());
        if !folded.chars().any(char::is_alphanumeric) {
            return Vec::new();
        }
        let mut found: BTreeMap<u32, (Fit, u32)> = BTreeMap::new();
        for (text, behind) in self.readings(&folded) {
            let from = self.ways.partition_point(|way| way.text.as_str() < text);
            for way in self.ways[from..]
                .iter()
                .take_while(|way| way.text.starts_with(text))
            {
                let fit = match (behind, way.is_whole) {
                    (true, _) => Fit::BehindClitic,
                    (false, true) if way.text == text => Fit::Whole,
                    (false, true) => Fit::Begins,
                    (false, false) => Fit::Word,
                };
                let actor = self.names[way.name as usize].actor;
                let best = found.entry(actor).or_insert((fit, way.name));
                // The shortest of the names that fit as well: they lie in the order of the alphabet.
                *best = (*best).min((fit, way.name));
            }
        }
        let mut ranked: Vec<(u32, Fit, u32)> = found
            .into_iter()
            .filter(|(actor, _)| fits(&self.actors[*actor as usize], kind))
            .map(|(actor, (fit, name))| (actor, fit, name))
            .collect();
        ranked.sort_by(|a, b| {
            let claims = |actor: u32| self.actors[actor as usize].summary.claims;
            let key = |actor: u32| &self.actors[actor as usize].summary.key;
            claims(b.0)
                .cmp(&claims(a.0))
                .then(a.1.cmp(&b.1))
                .then_with(|| key(a.0).cmp(key(b.0)))
        });
        if ranked.is_empty() {
            return self.alike(&folded, kind);
        }
        ranked
            .into_iter()
            .map(|(actor, _, name)| self.suggested(actor, name))
            .collect()
    }

    /// What was typed, as it is and taken for a word behind clitics, which is tried where the first finds nothing.
    fn readings<'q>(&self, folded: &'q str) -> Vec<(&'q str, bool)> {
        let mut readings = vec![(folded, false)];
        let word = folded.split(' ').next().unwrap_or(folded);
        for language in &self.languages {
            for prefix in language.noun_prefixes() {
                if word
                    .strip_prefix(prefix.text.as_str())
                    .is_some_and(|rest| rest.chars().nth(1).is_some())
                {
                    readings.push((&folded[prefix.text.len()..], true));
                }
            }
        }
        let is_known = |text: &str| {
            let from = self.ways.partition_point(|way| way.text.as_str() < text);
            self.ways
                .get(from)
                .is_some_and(|way| way.text.starts_with(text))
        };
        if is_known(folded) {
            readings.truncate(1);
        }
        readings
    }

    /// Actors whose names are like what was typed, or begin like it.
    fn alike(&self, folded: &str, kind: Option<ActorKind>) -> Vec<Suggested> {
        let typed: Vec<char> = folded.chars().take(COMPARED).collect();
        let typed_letters = letters(&typed);
        let typed_text: String = typed.iter().collect();
        let mut best: FxHashMap<u32, (f64, u32)> = FxHashMap::default();
        for (number, name) in self.names.iter().enumerate() {
            if !fits(&self.actors[name.actor as usize], kind) {
                continue;
            }
            // A name is compared as far as it was typed, so that a misspelt beginning finds it too.
            for (length, worth) in [(name.folded.len(), 1.0), (typed.len(), 0.95)] {
                if length > name.folded.len() || length.abs_diff(typed.len()) * 3 > typed.len() {
                    continue;
                }
                let start = &name.folded[..length];
                // Each letter that only one of them has costs at least half a change.
                let differ = (letters(start) ^ typed_letters).count_ones() as usize;
                if differ * 5 > 3 * length.max(typed.len()) {
                    continue;
                }
                let start: String = start.iter().collect();
                let likeness = strsim::normalized_damerau_levenshtein(&typed_text, &start) * worth;
                let known = best.entry(name.actor).or_insert((0.0, 0));
                if likeness >= OFFERED && likeness > known.0 {
                    *known = (likeness, position(number));
                }
            }
        }
        let mut ranked: Vec<(u32, f64, u32)> = best
            .into_iter()
            .filter(|(_, (likeness, _))| *likeness > 0.0)
            .map(|(actor, (likeness, name))| (actor, likeness, name))
            .collect();
        ranked.sort_by(|a, b| {
            let known = |actor: u32| &self.actors[actor as usize].summary;
            b.1.total_cmp(&a.1)
                .then_with(|| known(b.0).claims.cmp(&known(a.0).claims))
                .then_with(|| known(a.0).key.cmp(&known(b.0).key))
        });
        ranked
            .into_iter()
            .map(|(actor, _, name)| self.suggested(actor, name))
            .collect()
    }

    fn suggested(&self, actor: u32, name: u32) -> Suggested {
        Suggested {
            matched: Some(self.names[name as usize].written.clone()),
            ..self.actors[actor as usize].summary.clone()
        }
    }
}

fn fits(known: &Known, kind: Option<ActorKind>) -> bool {
    kind.is_none() || known.kind == kind
}

fn position(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// Which letters occur, as a set of 64.
fn letters(text: &[char]) -> u64 {
    text.iter().fold(0, |set, c| set | 1 << (*c as u32 % 64))
}

#[cfg(test)]
mod tests {
    use std::sync::OnceLock;

    use super::*;
    use crate::names::tests::packs;

    fn summary(id: Option<&str>, name: &str, claims: usize) -> ActorSummary {
        ActorSummary {
            id: id.map(str::to_owned),
            name: name.to_owned(),
            countries: Vec::new(),
            claims,
            first_year: Some(1950),
            last_year: Some(1960),
        }
    }

    fn index() -> &'static ActorIndex {
        static INDEX: OnceLock<ActorIndex> = OnceLock::new();
        INDEX.get_or_init(|| {
            let actors = [
                summary(Some("soviet-union"), "Soviet Union", 90),
                summary(Some("algeria"), "Algeria", 30),
                summary(Some("albania"), "Albania", 20),
                summary(Some("enver-hoxha"), "Enver Hoxha", 7),
                summary(None, "Alban Front", 2),
                summary(None, "الجبهة الوطنية", 1),
            ];
            ActorIndex::new(packs(), &actors)
        })
    }

    fn keys(typed: &str) -> Vec<String> {
        let found = index().suggest(typed, None);
        found.into_iter().map(|found| found.key).collect()
    }

    fn first(typed: &str) -> (String, String) {
        let found = index().suggest(typed, None).into_iter().next();
        let found = found.unwrap_or_else(|| panic!("nobody for {typed}"));
        (found.key, found.matched.expect("a name"))
    }

    #[test]
    fn those_of_the_record_come_first_by_their_claims() {
        let found = keys("al");
        assert_eq!(found[..3], ["algeria", "albania", "~Alban Front"]);
        let after = found.iter().position(|key| key == "~Alban Front");
        let others = &found[after.expect("it is there") + 1..];
        assert!(!others.is_empty(), "the packs know more");
        assert_eq!(keys("alban")[..2], ["albania", "~Alban Front"]);
    }

    #[test]
    fn names_are_found_in_any_language_without_points_articles_and_clitics() {
        for (typed, key) in [
            ("sov", "soviet-union"),
            ("USSR", "soviet-union"),
            ("union of sov", "soviet-union"),
            ("الاتحاد السوف", "soviet-union"),
            ("اتحاد السوف", "soviet-union"),
            ("السوفي", "soviet-union"),
            ("سوفيتي", "soviet-union"),
            ("ברית המוע", "soviet-union"),
            ("המועצות", "soviet-union"),
            ("בְּרִית המועצות", "soviet-union"),
            ("البانيا", "albania"),
            ("أَلْبَانِيَا", "albania"),
            ("ولألبانيا", "albania"),
            ("לאלבניה", "albania"),
            ("hox", "enver-hoxha"),
            ("جبهة", "~الجبهة الوطنية"),
            ("الوطنية", "~الجبهة الوطنية"),
        ] {
            assert_eq!(first(typed).0, key, "{typed}");
        }
    }

    #[test]
    fn the_name_that_fits_is_told() {
        assert_eq!(first("ussr").1, "USSR");
        assert_eq!(first("ברית המוע").1, "ברית המועצות");
    }

    #[test]
    fn a_slip_is_forgiven_where_nobody_is_called_so() {
        for (typed, key) in [
            ("albnia", "albania"),
            ("Soviat Union", "soviet-union"),
            ("Soviat Un", "soviet-union"),
            ("يوغسلافيا", "yugoslavia"),
        ] {
            assert!(
                keys(typed).contains(&key.to_owned()),
                "{typed}: {:?}",
                keys(typed)
            );
        }
        assert!(keys("xqzwvk jjqqx").is_empty());
        assert!(keys("").is_empty() && keys(" \" ").is_empty());
    }

    #[test]
    fn kinds_are_kept_to_and_only_the_record_is_listed() {
        let person = index().suggest("en", Some(ActorKind::Person));
        assert_eq!(person.first().map(|p| p.key.as_str()), Some("enver-hoxha"));
        assert_eq!(index().len(None), 6);
        assert_eq!(index().len(Some(ActorKind::State)), 3);
        let listed: Vec<&str> = index().by_claims(None).map(|a| a.key.as_str()).collect();
        assert_eq!(listed[..2], ["soviet-union", "algeria"]);
    }
}
