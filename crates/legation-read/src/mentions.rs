//! Mentions: from names, titles and bodies to phrases that name a party, with the preposition that governs each and
//! the list that it stands in.
//!
//! An actor and a role compose: "the Soviet foreign minister N", "Albanian troops", `رئيس وزراء ألبانيا`. The longest
//! name wins before any part of it.

use legation_model::Bounds;
use legation_pack::{
    ActorId, Actors, Lexicon, NameKind, PlaceId, PrepGroup, PrepId, Sense, WordClass,
};

use crate::{
    definite::{has_article, owned},
    discourse::Discourse,
    elements::{Core, Element, elements, who},
    governing::{govern, lists},
    scan::Scanned,
    when::Timed,
};

/// Whom a phrase means, before the date decides between states of one name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Who {
    /// One of several actors of one name.
    Actor(Vec<ActorId>),
    /// A place, which may stand for a government.
    Place(Vec<PlaceId>),
    /// A person that the document introduced, by place in [`Discourse::people`].
    Introduced(usize),
    /// A pronoun of the third person, or a subject left out.
    Pronoun,
    /// A pronoun that means a person alone: "he".
    Person,
    /// Somebody with a name that no pack knows.
    Stranger,
    /// "The two countries".
    Both,
    /// "The country".
    Country,
    /// "The latter".
    Latter,
    /// A title or body whose country the text leaves out: "the government".
    Bare,
    /// An organization whose name the text leaves out: "the Council".
    Organization,
}

/// A phrase that names a party.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Phrase {
    /// First token, title and body included.
    pub(crate) from: usize,
    /// One past the last token.
    pub(crate) to: usize,
    pub(crate) who: Who,
    /// A national adjective that no noun of ours took: "Soviet" in "the Soviet invasion".
    pub(crate) adjective: bool,
    pub(crate) person: bool,
    pub(crate) title: Option<u16>,
    pub(crate) body: Option<u16>,
    /// The preposition that governs it.
    pub(crate) prep: Option<PrepId>,
    /// Token at which that preposition, or the phrase without one, begins.
    pub(crate) head: usize,
    /// Whether unknown words stand between the preposition and the phrase.
    pub(crate) loose: bool,
    /// Whether a possessive mark follows: "Albania's".
    pub(crate) possessive: bool,
    /// Whether it begins, or ends, with the national adjective that gave its country.
    pub(crate) led: bool,
    pub(crate) trailed: bool,
    /// Number of the coordination it stands in: phrases of one list take one role.
    pub(crate) list: usize,
}

impl Phrase {
    /// Whether it can act: more than a mere place.
    pub(crate) fn acts(&self, actors: &Actors, when: Option<Bounds>) -> bool {
        match &self.who {
            Who::Place(places) => places
                .iter()
                .any(|p| actors.government_of(*p, when).is_some()),
            _ => true,
        }
    }
}

/// The phrases of a sentence that name parties, in order.
pub(crate) fn phrases(
    lexicon: &Lexicon,
    actors: &Actors,
    sentence: &Scanned,
    discourse: &mut Discourse,
    times: &[Timed],
) -> Vec<Phrase> {
    let elements = elements(lexicon, actors, sentence, discourse);
    let mut builder = Builder {
        lexicon,
        actors,
        sentence,
        discourse,
        elements: &elements,
    };
    let mut phrases = builder.build();
    for phrase in &mut phrases {
        govern(lexicon, sentence, phrase, times);
    }
    lists(lexicon, sentence, &mut phrases);
    phrases
}

/// What lies between two elements.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gap {
    Nothing,
    /// A genitive marker, with articles.
    Of,
    /// A possessive mark.
    Possessive,
    Comma,
    /// One word that the lexicon does not know.
    OneWord,
    Other,
}

struct Builder<'a> {
    lexicon: &'a Lexicon,
    actors: &'a Actors,
    sentence: &'a Scanned,
    discourse: &'a mut Discourse,
    elements: &'a [Element],
}

impl Builder<'_> {
    fn build(&mut self) -> Vec<Phrase> {
        let mut phrases = Vec::new();
        let mut at = 0;
        while at < self.elements.len() {
            let (phrase, next) = self.phrase(at, phrases.last());
            if let Some(phrase) = phrase {
                phrases.push(phrase);
            }
            at = next;
        }
        self.appositions(&mut phrases);
        phrases
    }

    /// "Percy Spender, the Australian external affairs minister": a title without a name behind a comma tells of the person
    /// before it.
    fn appositions(&mut self, phrases: &mut Vec<Phrase>) {
        let mut at = 1;
        while at < phrases.len() {
            let (person, title) = (&phrases[at - 1], &phrases[at]);
            let joined = self.sentence.nominal.iter().any(|n| {
                n.from == title.from
                    && n.prefix.is_some_and(|p| {
                        let prefix = self.lexicon.prefix(p);
                        prefix.and || prefix.prep.is_some()
                    })
            });
            let apposed = person.person
                && title.title.is_some()
                && !title.person
                && !title.possessive
                && !joined
                && self.sentence.word(person.to) == ","
                && self.gap(person.to, title.from) == Gap::Comma;
            if !apposed {
                at += 1;
                continue;
            }
            let title = phrases.remove(at);
            let country = self.country(&title).unwrap_or_default();
            let person = &mut phrases[at - 1];
            if let Who::Introduced(index) = person.who {
                let known = &mut self.discourse.people[index];
                if known.country.is_empty() {
                    known.country = country;
                }
            }
            person.title = person.title.or(title.title);
            person.to = title.to;
        }
    }

    /// The phrase that begins with an element, and the element after it.
    fn phrase(&mut self, at: usize, before: Option<&Phrase>) -> (Option<Phrase>, usize) {
        let (from, to) = self.elements[at].range();
        let mut phrase = Phrase {
            from,
            to,
            who: Who::Bare,
            adjective: false,
            person: false,
            title: None,
            body: None,
            prep: None,
            head: from,
            loose: false,
            possessive: false,
            led: false,
            trailed: false,
            list: usize::MAX,
        };
        match &self.elements[at] {
            Element::Word(_, _, class) => {
                phrase.who = match class {
                    WordClass::Both => Who::Both,
                    WordClass::Country => Who::Country,
                    WordClass::Former => Who::Latter,
                    WordClass::PersonPronoun => Who::Person,
                    _ => Who::Pronoun,
                };
                return (Some(phrase), at + 1);
            }
            Element::Stranger(..) => {
                phrase.who = Who::Stranger;
                phrase.person = true;
                // A full name introduces a person, of no country that the text tells; the surname alone then means him.
                if to - from >= 2 {
                    let words = (from..to)
                        .map(|t| self.sentence.word(t).to_owned())
                        .collect();
                    let span = self.sentence.folded.span(from, to);
                    let index = self.discourse.introduce(words, span, Vec::new());
                    phrase.who = Who::Introduced(index);
                }
            }
            Element::PrepPronoun(_, _, prep, both) => {
                phrase.who = if *both { Who::Both } else { Who::Pronoun };
                phrase.prep = Some(*prep);
                return (Some(phrase), at + 1);
            }
            Element::Core(core) => {
                phrase.who = who(core);
                phrase.adjective = core.adjective;
                phrase.person = core.person;
            }
            Element::Organization(..) => {
                phrase.who = Who::Organization;
                phrase.possessive = self.possessive_after(to);
                return (Some(phrase), at + 1);
            }
            Element::Title(_, id) => phrase.title = Some(*id),
            Element::Body(_, id) => phrase.body = Some(*id),
        }
        let mut next = at + 1;
        while next < self.elements.len() && self.absorb(&mut phrase, next) {
            next += 1;
        }
        if phrase.adjective {
            self.group(&mut phrase);
        }
        if phrase.adjective && self.people(&phrase, at, before) {
            phrase.adjective = false;
        }
        self.discover(&mut phrase);
        if phrase.who == Who::Bare
            && phrase.from > 0
            && self.sentence.is(phrase.from - 1, WordClass::Possessive)
        {
            // "their troops": of whoever the pronoun means.
            phrase.who = Who::Pronoun;
        }
        if phrase.who == Who::Bare && owned(self.lexicon, self.sentence, &phrase) {
            phrase.who = Who::Pronoun;
        }
        phrase.possessive = self.possessive_after(phrase.to);
        (Some(phrase), next)
    }

    /// Takes the next element into the phrase where the two compose.
    fn absorb(&self, phrase: &mut Phrase, next: usize) -> bool {
        let (from, to) = self.elements[next].range();
        let gap = self.gap(phrase.to, from);
        let modifier_first = self.lexicon.language.modifier_first;
        let has_noun = phrase.title.is_some() || phrase.body.is_some();
        let bare = phrase.who == Who::Bare;
        // `الجنود المغاربة`: a noun for a people with its article stands as an adjective.
        let like = |core: &Core| {
            let article = |p| self.lexicon.prefix(p).article;
            core.adjective
                || matches!(core.item.sense, Sense::Name(_, NameKind::People))
                || core.item.prefix.is_some_and(article)
        };
        let taken = match &self.elements[next] {
            Element::Core(core) if bare && !core.person => {
                let governed = core
                    .item
                    .prefix
                    .is_some_and(|p| self.lexicon.prefix(p).prep.is_some());
                let joined = core.item.prefix.is_some_and(|p| self.lexicon.prefix(p).and);
                let close = match gap {
                    // "The president" with its article takes an adjective, no genitive: `زار الرئيس الاتحاد السوفيتي`.
                    Gap::Nothing => {
                        !modifier_first && !governed && (like(core) || !self.article(phrase.from))
                    }
                    Gap::Of => true,
                    Gap::OneWord => !modifier_first && core.adjective && !governed,
                    _ => false,
                };
                if close && !joined {
                    phrase.who = who(core);
                    phrase.trailed = core.adjective;
                }
                close && !joined
            }
            Element::Core(core)
                if core.person
                    && (phrase.title.is_some() || phrase.body.is_some())
                    && !phrase.person =>
            {
                let joined = core.item.prefix.is_some_and(|p| {
                    let info = self.lexicon.prefix(p);
                    info.and || info.prep.is_some()
                });
                let close =
                    matches!(gap, Gap::Nothing | Gap::Comma) && phrase.title.is_some() && !joined;
                if close {
                    phrase.who = who(core);
                    phrase.person = true;
                }
                close
            }
            Element::Title(item, id) | Element::Body(item, id) => {
                let joined = item.prefix.is_some_and(|p| {
                    let info = self.lexicon.prefix(p);
                    info.and || info.prep.is_some()
                });
                let is_title = matches!(self.elements[next], Element::Title(..));
                let close = if has_noun {
                    gap == Gap::Nothing && !phrase.person && (bare || modifier_first)
                } else {
                    // "Soviet troops", "Albania's government": only where modifiers come first.
                    modifier_first
                        && !phrase.person
                        && (gap == Gap::Possessive
                            || (phrase.adjective && matches!(gap, Gap::Nothing | Gap::OneWord))
                            || (gap == Gap::Nothing && matches!(phrase.who, Who::Actor(_))))
                };
                if close && !joined {
                    if is_title {
                        phrase.title = phrase.title.or(Some(*id));
                    } else {
                        phrase.body = phrase.body.or(Some(*id));
                    }
                    phrase.led |= phrase.adjective;
                    phrase.adjective = false;
                }
                close && !joined
            }
            _ => false,
        };
        if taken {
            phrase.to = to;
        }
        taken
    }

    fn gap(&self, from: usize, to: usize) -> Gap {
        if from >= to {
            return Gap::Nothing;
        }
        let article = |t: usize| self.lexicon.language.is_article(self.sentence.word(t));
        let words: Vec<usize> = (from..to).filter(|t| !article(*t)).collect();
        if words.is_empty() {
            return Gap::Nothing;
        }
        let text: Vec<&str> = words.iter().map(|t| self.sentence.word(*t)).collect();
        if text == ["'", "s"] || text == ["'"] {
            return Gap::Possessive;
        }
        if text == [","] {
            return Gap::Comma;
        }
        let of = |t: usize| {
            self.sentence.preps.iter().any(|p| {
                p.from == t
                    && p.to == t + 1
                    && self.lexicon.frames.prepositions.group(p.what) == PrepGroup::Of
            })
        };
        if words.iter().all(|t| of(*t)) {
            return Gap::Of;
        }
        if words.len() == 1 && self.unknown(words[0]) {
            Gap::OneWord
        } else {
            Gap::Other
        }
    }

    fn unknown(&self, token: usize) -> bool {
        self.sentence.unknown(token)
    }

    fn possessive_after(&self, token: usize) -> bool {
        self.sentence.word(token) == "'"
            && (self.sentence.word(token + 1) == "s"
                || self
                    .sentence
                    .folded
                    .tokens
                    .get(token + 1)
                    .is_none_or(|t| t.spaced))
            && self.lexicon.language.modifier_first
    }

    /// A national adjective on a noun that no pack knows: "Libyan demonstrators", `مدرعات سورية`. The two name somebody
    /// of that country. (On a noun that states an event the adjective is a party by itself.)
    fn group(&self, phrase: &mut Phrase) {
        if self.lexicon.language.modifier_first {
            let end = (phrase.to..self.sentence.folded.tokens.len().min(phrase.to + 2))
                .take_while(|t| self.unknown(*t) && !self.sentence.folded.tokens[*t].capital)
                .last();
            if let Some(last) = end {
                phrase.to = last + 1;
                phrase.led = true;
                phrase.adjective = false;
            }
        } else if phrase.from > 0
            && self.unknown(phrase.from - 1)
            && self.sentence.word(phrase.from - 1).chars().count() > 2
        {
            phrase.from -= 1;
            phrase.head = phrase.from;
            phrase.trailed = true;
            phrase.adjective = false;
            phrase.prep = self.article_prep(phrase.from);
        }
    }

    /// Whether an adjective stands for its people: "the French attacked", `הצרפתים והבריטים הפציצו`. It has an article, or a
    /// preposition written on it, and no noun that it could belong to.
    fn people(&self, phrase: &Phrase, at: usize, before: Option<&Phrase>) -> bool {
        let Element::Core(core) = &self.elements[at] else {
            return false;
        };
        let noun = |t: usize| {
            self.unknown(t)
                || self
                    .sentence
                    .companions
                    .iter()
                    .any(|c| c.from <= t && t < c.to)
                || self
                    .sentence
                    .nominal
                    .iter()
                    .any(|n| n.from <= t && t < n.to)
                || self
                    .sentence
                    .triggers
                    .iter()
                    .any(|trigger| trigger.from <= t && t < trigger.to && !trigger.only_verb())
        };
        if self.lexicon.language.modifier_first {
            let article = phrase.from > 0
                && self
                    .lexicon
                    .language
                    .is_article(self.sentence.word(phrase.from - 1));
            let count = self.sentence.folded.tokens.len();
            return article && (phrase.to >= count || !noun(phrase.to));
        }
        let prefix = core.item.prefix.map(|p| self.lexicon.prefix(p));
        let definite = prefix.is_some_and(|p| p.article);
        let governed = prefix.is_some_and(|p| p.prep.is_some());
        let joined = prefix.is_some_and(|p| p.and) && phrase.from > 0;
        if joined {
            // The second of a list is what the first is.
            return definite
                && before.is_some_and(|b| {
                    b.to == phrase.from && !b.adjective && !b.trailed && !b.person
                });
        }
        (definite || governed) && (phrase.from == 0 || governed || !noun(phrase.from - 1))
    }

    /// The preposition written with the article before a noun that no pack knows: `بالقوات`, `للقوات`. Without the article
    /// the letter may be the word's own.
    fn article_prep(&self, token: usize) -> Option<PrepId> {
        let article = self
            .lexicon
            .language
            .article
            .as_deref()
            .filter(|a| a.chars().count() > 1)?;
        self.lexicon
            .language
            .strip(self.sentence.word(token))
            .filter_map(|(prefix, _)| prefix)
            .filter(|prefix| prefix.parts.last().is_some_and(|last| last == article))
            .find_map(|prefix| {
                prefix
                    .parts
                    .iter()
                    .find_map(|part| self.lexicon.frames.prepositions.find(part))
            })
    }

    /// A title with a country and then words that nobody knows: a person whom the document introduces.
    fn discover(&mut self, phrase: &mut Phrase) {
        if phrase.person
            || phrase.title.is_none()
            || !matches!(phrase.who, Who::Actor(_) | Who::Place(_) | Who::Bare)
        {
            return;
        }
        let capitals = self.lexicon.language.capitals;
        // "the Polish foreign minister, N N, ..."
        let start = phrase.to + usize::from(capitals && self.sentence.word(phrase.to) == ",");
        let mut end = start;
        while end < self.sentence.folded.tokens.len() && end < start + 3 {
            let token = &self.sentence.folded.tokens[end];
            let named = self.unknown(end)
                && (!capitals || token.capital)
                && !self.definite(end)
                && token.end - token.start > 2;
            if !named {
                break;
            }
            end += 1;
        }
        let words = end - start;
        if phrase.who == Who::Bare && !capitals {
            return;
        }
        // Without capitals two words in a row that no pack knows are a name; one alone may be anything.
        if words == 0 || (!capitals && words < 2) {
            return;
        }
        let end = if capitals { end } else { start + 2 };
        let span = self.sentence.folded.span(start, end);
        let words: Vec<String> = (start..end)
            .map(|t| self.sentence.word(t).to_owned())
            .collect();
        let country = self.country(phrase).unwrap_or_default();
        let index = self.discourse.introduce(words, span, country);
        let title = phrase
            .title
            .map(|t| &self.lexicon.nouns.titles[usize::from(t)]);
        let person = &self.discourse.people[index];
        if let Some(title) = title.filter(|title| title.office || title.country.is_some())
            && person.country.is_empty()
            && person.home.is_none()
        {
            let home = title.country.as_ref().or(self.discourse.topic()).cloned();
            self.discourse.people[index].home = home;
        }
        phrase.who = Who::Introduced(index);
        phrase.person = true;
        phrase.to = end;
    }

    /// Whether the noun at a token has its article: written on it, or before it.
    fn article(&self, token: usize) -> bool {
        has_article(self.lexicon, self.sentence, token)
    }

    /// Whether a word carries the article or another clitic that no name in apposition has.
    fn definite(&self, token: usize) -> bool {
        self.lexicon
            .language
            .article
            .as_ref()
            .is_some_and(|article| {
                self.sentence
                    .word(token)
                    .strip_prefix(article.as_str())
                    .is_some_and(|rest| rest.chars().count() > 2 && article.chars().count() > 1)
            })
    }

    /// The state or organization that a title belongs to.
    fn country(&self, phrase: &Phrase) -> Option<Vec<ActorId>> {
        match &phrase.who {
            Who::Actor(ids) => Some(ids.clone()),
            Who::Place(places) => places
                .iter()
                .find_map(|p| self.actors.state_of_place(*p, None))
                .map(|id| vec![id]),
            _ => None,
        }
    }
}
