//! What phrases are built from: names, titles, bodies and anaphoric words of a sentence, without overlap.

use legation_model::ActorKind;
use legation_pack::{
    ActorId, Actors, Item, Lexicon, NameKind, Named, PlaceId, PrepId, Sense, TokenKind, WordClass,
};

use crate::{discourse::Discourse, mentions::Who, scan::Scanned};

/// A name in a sentence with all that it may name.
#[derive(Debug, Clone)]
pub(crate) struct Core {
    pub(crate) from: usize,
    pub(crate) to: usize,
    pub(crate) item: Item,
    pub(crate) actors: Vec<ActorId>,
    pub(crate) places: Vec<PlaceId>,
    pub(crate) adjective: bool,
    pub(crate) person: bool,
}

/// What phrases are built from, in order.
#[derive(Debug, Clone)]
pub(crate) enum Element {
    Core(Core),
    Title(Item, u16),
    Body(Item, u16),
    Word(usize, usize, WordClass),
    /// A preposition with a pronoun in one word; whether the pronoun means two.
    PrepPronoun(usize, usize, PrepId, bool),
    /// Words with capitals that no pack knows.
    Stranger(usize, usize),
    /// A definite noun for an organization that the document names elsewhere.
    Organization(usize, usize),
}

impl Element {
    pub(crate) fn range(&self) -> (usize, usize) {
        match self {
            Self::Core(c) => (c.from, c.to),
            Self::Title(i, _) | Self::Body(i, _) => (i.from, i.to),
            Self::Word(from, to, _)
            | Self::PrepPronoun(from, to, ..)
            | Self::Stranger(from, to)
            | Self::Organization(from, to) => (*from, *to),
        }
    }
}

/// Names, titles, bodies and anaphoric words without overlap: names first, then longer before shorter.
pub(crate) fn elements(
    lexicon: &Lexicon,
    actors: &Actors,
    sentence: &Scanned,
    discourse: &Discourse,
) -> Vec<Element> {
    let mut taken = vec![false; sentence.folded.tokens.len()];
    let mut elements: Vec<Element> = Vec::new();
    let mut names: Vec<&Item> = sentence
        .nominal
        .iter()
        .filter(|item| match item.sense {
            Sense::Name(Named::Actor(id), NameKind::Risky) => discourse.supported.contains(&id),
            Sense::Name(Named::Place(_), NameKind::Risky) => false,
            Sense::Name(..) => true,
            _ => false,
        })
        .collect();
    names.sort_by_key(|i| (std::cmp::Reverse(i.to - i.from), i.prefix.is_some(), i.from));
    let mut at = 0;
    while at < names.len() {
        let first = names[at];
        let same: Vec<&Item> = names[at..]
            .iter()
            .take_while(|i| (i.from, i.to, i.prefix) == (first.from, first.to, first.prefix))
            .copied()
            .collect();
        at += same.len();
        if taken[first.from..first.to].iter().any(|t| *t) {
            continue;
        }
        taken[first.from..first.to].fill(true);
        elements.push(Element::Core(core(actors, discourse, first, &same)));
    }
    // Titles, bodies and words for parties: the longer wins, so that "the two governments" is no government.
    let mut others: Vec<Element> = sentence
        .nominal
        .iter()
        .filter_map(|item| match item.sense {
            Sense::Title(id) => Some(Element::Title(*item, id)),
            Sense::Body(id) => Some(Element::Body(*item, id)),
            _ => None,
        })
        .collect();
    others.extend(
        sentence
            .words
            .iter()
            .filter(|word| {
                matches!(
                    word.what,
                    WordClass::Both
                        | WordClass::Country
                        | WordClass::Pronoun
                        | WordClass::Former
                        | WordClass::PersonPronoun
                )
            })
            .map(|word| Element::Word(word.from, word.to, word.what)),
    );
    others.sort_by_key(|element| {
        let (from, to) = element.range();
        (
            std::cmp::Reverse(to - from),
            match element {
                Element::Word(_, _, WordClass::Both | WordClass::Country) => 0,
                Element::Word(..) => 2,
                _ => 1,
            },
            from,
        )
    });
    for element in others {
        let (from, to) = element.range();
        if !taken[from..to].iter().any(|t| *t) {
            taken[from..to].fill(true);
            elements.push(element);
        }
    }
    for item in &sentence.nominal {
        if let Sense::PrepPronoun(prep, both) = item.sense
            && !taken[item.from..item.to].iter().any(|t| *t)
        {
            taken[item.from..item.to].fill(true);
            elements.push(Element::PrepPronoun(item.from, item.to, prep, both));
        }
    }
    // "The Front" of the Polisario Front: a word of its name with article and capital.
    if lexicon.language.capitals {
        let tokens = &sentence.folded.tokens;
        let capital = |t: usize| tokens.get(t).is_some_and(|token| token.capital);
        let named = |t: usize| {
            capital(t)
                && sentence.unknown(t)
                && !capital(t + 1)
                && lexicon.language.is_article(sentence.word(t - 1))
                && discourse.organizations.contains(sentence.word(t))
        };
        for token in (1..tokens.len()).filter(|t| named(*t)) {
            if !taken[token] {
                taken[token] = true;
                elements.push(Element::Organization(token, token + 1));
            }
        }
    }
    for item in &sentence.nominal {
        if item.sense == Sense::Organization
            && !taken[item.from..item.to].iter().any(|t| *t)
            && discourse.is_organization(lexicon, sentence, item)
        {
            taken[item.from..item.to].fill(true);
            elements.push(Element::Organization(item.from, item.to));
        }
    }
    // People whom the document introduced, by surname.
    if !discourse.people.is_empty() {
        // One of several words with capitals is part of another name.
        let other = |t: usize| {
            sentence
                .folded
                .tokens
                .get(t)
                .is_some_and(|token| token.capital)
                && sentence.unknown(t)
        };
        let alone = |t: usize| !(other(t + 1) || t > 1 && other(t - 1));
        for (index, token) in sentence.folded.tokens.iter().enumerate() {
            if token.kind == TokenKind::Word
                && !taken[index]
                && (!lexicon.language.capitals || token.capital && alone(index))
                && let Some(person) = discourse.find_person(&lexicon.language, sentence.word(index))
            {
                taken[index] = true;
                let item = Item {
                    from: index,
                    to: index + 1,
                    prefix: None,
                    sense: Sense::Organization,
                };
                elements.push(Element::Core(Core {
                    from: index,
                    to: index + 1,
                    item,
                    actors: Vec::new(),
                    places: vec![PlaceId(u32::try_from(person).unwrap_or(0))],
                    adjective: false,
                    person: true,
                }));
            }
        }
    }
    // People of the packs by one word of the name that the document has in full: "Ho" of Ho Chi Minh.
    let untaken: Vec<usize> = (0..taken.len()).filter(|t| !taken[*t]).collect();
    for index in untaken {
        let capital = |t: usize| {
            let tokens = &sentence.folded.tokens;
            tokens.get(t).is_some_and(|token| token.capital) && sentence.unknown(t)
        };
        let capitals = lexicon.language.capitals;
        let alone = || capital(index) && !capital(index + 1) && !(index > 0 && capital(index - 1));
        let plain = || sentence.unknown(index) && sentence.word(index).chars().count() >= 3;
        if (capitals && alone() || !capitals && plain())
            && let Some(id) = discourse.known_person(&lexicon.language, sentence.word(index))
        {
            taken[index] = true;
            let item = Item {
                from: index,
                to: index + 1,
                prefix: None,
                sense: Sense::Name(Named::Actor(id), NameKind::Surname),
            };
            elements.push(Element::Core(Core {
                from: index,
                to: index + 1,
                item,
                actors: vec![id],
                places: Vec::new(),
                adjective: false,
                person: true,
            }));
        }
    }
    if lexicon.language.capitals {
        strangers(sentence, discourse, &mut taken, &mut elements);
    } else {
        newcomers(lexicon, sentence, &mut taken, &mut elements);
    }
    elements.sort_by_key(Element::range);
    elements
}

/// Whether a sentence may introduce somebody whom no pack knows: beside a title, or by a name that stands out.
pub(crate) fn introduces(lexicon: &Lexicon, sentence: &Scanned) -> bool {
    let unknown = |t: usize| t < sentence.folded.tokens.len() && sentence.unknown(t);
    let title = |item: &Item| matches!(item.sense, Sense::Title(_));
    let named = |t: usize| sentence.folded.tokens[t].capital && unknown(t);
    sentence.nominal.iter().any(title)
        || if lexicon.language.capitals {
            (0..sentence.folded.tokens.len()).any(named)
        } else {
            let mut triggers = sentence.triggers.iter();
            triggers.any(|t| unknown(t.to) && unknown(t.to + 1))
        }
}

/// Runs of words with capitals that no pack knows. A word that opens the sentence counts where it is a name elsewhere.
fn strangers(
    sentence: &Scanned,
    discourse: &Discourse,
    taken: &mut [bool],
    elements: &mut Vec<Element>,
) {
    let named = |t: usize, taken: &[bool]| {
        !taken[t]
            && sentence.folded.tokens[t].capital
            && sentence.unknown(t)
            && (t > 0
                || discourse.capitals.contains(sentence.word(t))
                || taken.len() > 1
                    && !taken[1]
                    && sentence.folded.tokens[1].capital
                    && sentence.unknown(1))
    };
    let mut at = 0;
    while at < taken.len() {
        let end = (at..taken.len())
            .find(|t| !named(*t, taken))
            .unwrap_or(taken.len());
        if end > at {
            taken[at..end].fill(true);
            elements.push(Element::Stranger(at, end));
        }
        at = end + 1;
    }
}

/// In languages without capitals, words that no pack knows right behind a word that tells of a person alone: who died,
/// who was elected. Two at the least, up to a word that is known.
fn newcomers(
    lexicon: &Lexicon,
    sentence: &Scanned,
    taken: &mut [bool],
    elements: &mut Vec<Element>,
) {
    let language = &lexicon.language;
    let article = language.article.as_deref().unwrap_or("\u{0}");
    for trigger in &sentence.triggers {
        let person = |frame: u16| {
            let frame = &lexicon.frames.list[usize::from(frame)];
            frame.is_actor.actors == [ActorKind::Person]
                && (frame.office || frame.recipient.is_empty())
        };
        if !trigger.senses.iter().all(|(frame, ..)| person(*frame)) {
            continue;
        }
        let from = trigger.to;
        let definite = |t: usize| {
            sentence
                .word(t)
                .strip_prefix(article)
                .is_some_and(|rest| rest.chars().count() > 2)
                && article.chars().count() > 1
        };
        let name = |t: usize| {
            sentence.folded.tokens.get(t).is_some_and(|token| {
                token.kind == TokenKind::Word
                    && !taken[t]
                    && sentence.unknown(t)
                    && token.end - token.start > 2
            })
        };
        let end = (from..from + 4).find(|t| !name(*t)).unwrap_or(from + 4);
        if end - from >= 2 && !definite(from) {
            taken[from..end].fill(true);
            elements.push(Element::Stranger(from, end));
        }
    }
}

/// What a name may name: of a full name and a surname the full name, unless the document spoke of the person.
pub(crate) fn core(actors: &Actors, discourse: &Discourse, first: &Item, same: &[&Item]) -> Core {
    let mut full: Vec<ActorId> = Vec::new();
    let mut surnames: Vec<ActorId> = Vec::new();
    let mut places: Vec<PlaceId> = Vec::new();
    let (mut adjective, mut noun) = (false, false);
    for item in same {
        match item.sense {
            Sense::Name(Named::Actor(id), NameKind::Surname | NameKind::Risky) => surnames.push(id),
            Sense::Name(Named::Actor(id), kind) => {
                full.push(id);
                adjective |= kind == NameKind::Adjective;
                noun |= kind == NameKind::Full;
            }
            Sense::Name(Named::Place(id), _) => places.push(id),
            _ => {}
        }
    }
    // Of several countries with the same word, those that the document names otherwise are meant.
    let country = |id: &ActorId| actors.entry(*id).actor.country.as_str();
    let named = |country: &str| discourse.named.contains_key(country);
    for list in [&mut full, &mut surnames] {
        if list.iter().any(|id| named(country(id))) {
            list.retain(|id| named(country(id)));
        }
    }
    if adjective && !noun && !places.is_empty() && !full.iter().any(|id| named(country(id))) {
        full.clear();
        adjective = false;
    }
    let known: Vec<ActorId> = surnames
        .iter()
        .filter(|id| discourse.supported.contains(id))
        .copied()
        .collect();
    let (actors_of, places_of) = if !known.is_empty() {
        (known, Vec::new())
    } else if !full.is_empty() {
        (full, places)
    } else if !places.is_empty() {
        (Vec::new(), places)
    } else {
        (surnames, Vec::new())
    };
    let person = actors_of
        .iter()
        .any(|id| actors.entry(*id).actor.kind == legation_model::ActorKind::Person);
    Core {
        from: first.from,
        to: first.to,
        item: *first,
        actors: actors_of,
        places: places_of,
        adjective: adjective && !noun && !person,
        person,
    }
}

pub(crate) fn who(core: &Core) -> Who {
    if core.person && core.actors.is_empty() {
        return Who::Introduced(core.places.first().map_or(0, |p| p.0 as usize));
    }
    if core.actors.is_empty() {
        Who::Place(core.places.clone())
    } else {
        Who::Actor(core.actors.clone())
    }
}
