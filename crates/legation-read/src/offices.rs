//! Offices: which of those that a sentence names is taken or left there, or was known before, and whose office it is. A
//! party has its secretaries, a state its ministers; what the words leave out is the body alone, never the office.

use legation_model::{ActorKind, Claim, Party, Span};
use legation_pack::{BodyKind, Holds, Named, PrefixId, PrepGroup, Sense};

use crate::{
    clauses::{Clause, clause_of},
    discourse::Discourse,
    mentions::{Phrase, Who},
    parties::{Draft, Resolver},
    propose::Proposal,
    scan::TriggerWord,
    sentence::{SentenceReader, Setting},
};

/// How many sentences back somebody may have left an office who is not named again where it is taken.
const VACANT: usize = 3;

/// An office that a sentence names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Said<'a> {
    pub(crate) from: usize,
    pub(crate) to: usize,
    prefix: Option<PrefixId>,
    /// Usual English name.
    name: &'a str,
    /// Its name where it is no party's.
    otherwise: Option<&'a str>,
    /// Whether it belongs to a party by its nature.
    party: bool,
    /// Whether who holds it is sent abroad.
    sent: bool,
    /// Whether the words mean the office and cannot mean who holds it: "the premiership".
    noun: bool,
}

/// An office that a person is said to hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Held {
    name: String,
    party: bool,
    sent: bool,
    /// Whose office it is, where that was told.
    bodies: Vec<Party>,
}

/// Who left an office last, or died, and in which sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Vacated {
    sentence: usize,
    name: String,
    country: String,
    /// The office, where it was told then or before.
    office: Option<Held>,
}

/// The office of a claim and whose it is.
#[derive(Debug, Default)]
pub(crate) struct Office {
    pub(crate) name: Option<String>,
    pub(crate) bodies: Vec<Draft>,
}

impl Discourse {
    /// Remembers the office that a claim gives to people, and who left one.
    pub(crate) fn hold(&mut self, claim: &Claim, actors: &[Draft]) {
        let mut people = actors
            .iter()
            .filter(|d| d.kind == Some(ActorKind::Person))
            .peekable();
        let held = claim.office.as_ref().map(|name| Held {
            name: name.clone(),
            party: false,
            sent: false,
            bodies: claim.recipient.clone(),
        });
        match claim.class.as_str() {
            "take-office" => {
                if let Some(held) = held {
                    for person in people {
                        self.held.insert(person.name.clone(), held.clone());
                    }
                }
            }
            "leave-office" | "die" => {
                let left = |person: &&Draft| Vacated {
                    sentence: self.sentence,
                    name: person.name.clone(),
                    country: person.country.clone(),
                    office: held.or_else(|| self.held.get(&person.name).cloned()),
                };
                self.vacated = people.peek().map(left).or(self.vacated.take());
            }
            _ => {}
        }
    }
}

impl<'a> SentenceReader<'a> {
    /// All offices that the sentence names, in order, the longest words of each.
    pub(crate) fn offices(&self) -> Vec<Said<'a>> {
        let nouns = &self.lexicon.nouns;
        let mut found: Vec<Said<'a>> = Vec::new();
        for item in &self.sentence.nominal {
            let covered = self.sentence.nominal.iter().any(|other| {
                let longer = other.to - other.from > item.to - item.from;
                let inside = other.from <= item.from && item.to <= other.to;
                let names = match other.sense {
                    Sense::Title(_) | Sense::Office(_) => true,
                    // "King Farouk" has his office in his name.
                    Sense::Name(Named::Actor(id), _) => {
                        self.packs.actors.entry(id).actor.kind != ActorKind::Person
                    }
                    Sense::Name(..) => true,
                    _ => false,
                };
                longer && inside && names
            });
            if covered || found.iter().any(|f| f.from < item.to && item.from < f.to) {
                continue;
            }
            let named = match item.sense {
                Sense::Title(id) => {
                    let title = &nouns.titles[usize::from(id)];
                    title.office.then(|| Said {
                        from: item.from,
                        to: item.to,
                        prefix: item.prefix,
                        name: &title.name,
                        otherwise: title.otherwise.as_deref(),
                        party: title.party,
                        sent: title.sent,
                        noun: false,
                    })
                }
                Sense::Office(id) => {
                    let office = &nouns.offices[usize::from(id)];
                    Some(Said {
                        from: item.from,
                        to: item.to,
                        prefix: item.prefix,
                        name: &office.name,
                        otherwise: office.otherwise.as_deref(),
                        party: office.party,
                        sent: office.sent,
                        noun: true,
                    })
                }
                _ => None,
            };
            found.extend(named);
        }
        found.sort_by_key(|f| f.from);
        found
    }

    /// The office that a trigger says is taken or left: what completes it, behind it by preference, else the title of who
    /// leaves it. `actors` are the lists of phrases that fill the actor, where that is known.
    pub(crate) fn office_of(
        &self,
        trigger: &TriggerWord,
        cut: &[Clause],
        phrases: &[Phrase],
        actors: &[usize],
        leaves: bool,
    ) -> Option<Said<'a>> {
        let clause = clause_of(cut, trigger.from);
        self.offices()
            .into_iter()
            .filter(|office| clause_of(cut, office.from) == clause)
            .filter_map(|office| {
                let rank = self.rank(&office, trigger, phrases, actors, leaves)?;
                let gap = if office.from >= trigger.from {
                    office.from.saturating_sub(trigger.to)
                } else {
                    trigger.from - office.to.min(trigger.from)
                };
                Some(((rank, std::cmp::Reverse(gap)), office))
            })
            .max_by_key(|(key, _)| *key)
            .map(|(_, office)| office)
    }

    /// How likely an office is what a trigger says is taken or left; `None` where it is not.
    fn rank(
        &self,
        office: &Said<'_>,
        trigger: &TriggerWord,
        phrases: &[Phrase],
        actors: &[usize],
        leaves: bool,
    ) -> Option<u8> {
        let language = &self.lexicon.language;
        let prepositions = &self.lexicon.frames.prepositions;
        let phrase = phrases
            .iter()
            .find(|p| p.from <= office.from && office.from < p.to);
        let acting = |p: &Phrase| actors.contains(&p.list);
        if trigger.from <= office.from && office.to <= trigger.to {
            return Some(6);
        }
        if let Some(phrase) = phrase
            && (phrase.person || acting(phrase))
        {
            return (leaves && acting(phrase)).then_some(1);
        }
        // "The head of the Mossad, Isser Harel, resigned".
        let apposed = phrase.is_some_and(|title| {
            let follows = |a: &Phrase, b: &Phrase| {
                b.from == a.to || b.from == a.to + 1 && self.sentence.word(a.to) == ","
            };
            let mut others = phrases.iter().filter(|p| p.person && acting(p));
            others.any(|p| follows(title, p) || follows(p, title))
        });
        if leaves && apposed {
            return Some(1);
        }
        let clitic = office.prefix.map(|id| self.lexicon.prefix(id));
        let prep = clitic.and_then(|p| p.prep).or_else(|| {
            let article = |t: usize| language.is_article(self.sentence.word(t));
            let mut from = office.from;
            while from > 0 && article(from - 1) {
                from -= 1;
            }
            let mut preps = self.sentence.preps.iter();
            preps.find(|p| p.to == from).map(|p| p.what)
        });
        let prep = prep.or(phrase.and_then(|p| p.prep));
        if prep.is_some_and(|p| prepositions.group(p) == PrepGroup::By) {
            return None;
        }
        let behind = office.to > trigger.from;
        let governed = prep.is_some() || office.noun;
        let definite = phrase
            .is_some_and(|p| crate::definite::has_article(self.lexicon, self.sentence, p.from));
        let named = phrases
            .iter()
            .any(|p| acting(p) && p.to <= office.from && !p.possessive);
        match (behind, governed) {
            (true, true) => Some(5),
            (true, false) if !definite => Some(5),
            // "Became the president" is an office, "the president dismissed" or `أعفى الملك` is who acts.
            (true, false) if named => Some(4),
            (true, false) => actors.is_empty().then_some(2),
            (false, true) => Some(3),
            (false, false) => actors.is_empty().then_some(0),
        }
    }

    /// The phrase that says whose an office is: before it as an adjective or possessor, or right behind it.
    fn body_of<'p>(&self, office: &Said<'_>, phrases: &'p [Phrase]) -> Option<&'p Phrase> {
        let prepositions = &self.lexicon.frames.prepositions;
        let told = |p: &&Phrase| !matches!(p.who, Who::Bare | Who::Stranger) && !p.person;
        let own = phrases
            .iter()
            .find(|p| p.from <= office.from && office.from < p.to);
        if let Some(own) = own.filter(told) {
            return Some(own);
        }
        let end = own.map_or(office.to, |p| p.to);
        let behind = phrases.iter().find(|p| {
            let near = p.head == end || p.from == end;
            let group = p.prep.map(|prep| prepositions.group(prep));
            near && matches!(
                group,
                None | Some(PrepGroup::Of | PrepGroup::Other | PrepGroup::Place)
            ) && !p.person
                && p.from >= end
        });
        let genitive = |p: &&Phrase| {
            let of = p.prep.map(|prep| prepositions.group(prep));
            of.is_some() || !self.lexicon.language.modifier_first
        };
        behind.filter(genitive).or_else(|| {
            phrases.iter().rev().find(|p| {
                self.lexicon.language.modifier_first
                    && (p.adjective || p.possessive)
                    && p.to <= office.from
                    && office.from - p.to <= if p.possessive { 3 } else { 1 }
            })
        })
    }

    /// The office of a claim, and whose it is: `recipients` are those whom the frame's slots found.
    pub(crate) fn office(
        &self,
        trigger: &TriggerWord,
        leaves: bool,
        proposal: &Proposal<'_>,
        (actors, recipients): (&[Draft], Vec<Draft>),
        setting: &Setting<'_>,
        resolver: &Resolver<'_>,
    ) -> Office {
        let &Setting {
            cut,
            phrases,
            discourse,
            ..
        } = setting;
        let person = |d: &Draft| d.kind == Some(ActorKind::Person);
        // "Succeeded Stalin": he is nobody's office.
        let mut replaced: Vec<Draft> = recipients.iter().filter(|d| person(d)).cloned().collect();
        let mut bodies: Vec<Draft> = recipients.into_iter().filter(|d| !person(d)).collect();
        let succeeds = proposal.frame.succeeds;
        let lists: Vec<usize> = self
            .list(&proposal.filled, phrases)
            .map(|p| p.list)
            .collect();
        if succeeds {
            let clause = clause_of(cut, trigger.from);
            let others = phrases.iter().zip(setting.drafts).filter(|(p, _)| {
                p.from >= trigger.to
                    && p.person
                    && clause_of(cut, p.from) == clause
                    && !lists.contains(&p.list)
            });
            replaced.extend(others.flat_map(|(_, drafts)| drafts.iter().cloned()));
        }
        let Some(actor) = actors.first() else {
            let office = self.office_of(trigger, cut, phrases, &lists, leaves);
            let name = office.map(|office| office.name.to_owned());
            return Office { name, bodies };
        };
        // Of several states of one country that the text has named, the one named last.
        let own = || {
            let mut named = discourse
                .recent
                .iter()
                .rev()
                .filter(|d| d.kind == Some(ActorKind::State) && d.country == actor.country);
            let last = named.find(|d| {
                let lasts = |id| {
                    resolver
                        .when
                        .is_none_or(|when| resolver.actors.exists(id, when) > Holds::No)
                };
                d.id.is_some_and(lasts)
            });
            last.map(|d| Draft {
                span: actor.span,
                ..d.clone()
            })
            .or_else(|| resolver.state_of(discourse, &actor.country, actor.span))
        };
        let said = self.office_of(trigger, cut, phrases, &lists, leaves);
        let known = || {
            if leaves {
                discourse.held.get(&actor.name)
            } else {
                discourse.before(actor, &replaced, succeeds)
            }
        };
        // "Prime Minister N took office": nothing else says which.
        let titled = || {
            (replaced.is_empty() && !leaves)
                .then(|| self.office_of(trigger, cut, phrases, &lists, true))
                .flatten()
        };
        let (said, known) = match said {
            Some(office) => (Some(office), None),
            None => match known() {
                Some(held) => (None, Some(held)),
                None => (titled(), None),
            },
        };
        if let Some(held) = known {
            let told = bodies.iter().any(|d| d.kind != Some(ActorKind::State));
            if !told && !held.bodies.is_empty() {
                let again = held
                    .bodies
                    .iter()
                    .map(|party| resolver.again(party, actor.span));
                bodies = again.collect();
            } else if bodies.is_empty() {
                bodies = self.body(held.party, actor, resolver, actor.span, own());
            }
            return Office {
                name: Some(held.name.clone()),
                bodies,
            };
        }
        let Some(office) = said else {
            if bodies.is_empty() {
                bodies.extend(own());
            }
            let name = proposal.frame.means.clone();
            return Office { name, bodies };
        };
        let span = self.sentence.folded.span(office.from, office.to);
        // "N N became prime minister": of the country that the text is about.
        let home = || own().or_else(|| resolver.state_of(discourse, discourse.focus()?, span));
        let said = self.body_of(&office, phrases);
        let of_party = |d: &Draft| matches!(d.kind, Some(ActorKind::Party | ActorKind::Movement));
        let of_others =
            |d: &Draft| matches!(d.kind, Some(ActorKind::Organization | ActorKind::Alliance));
        let mut name = office.name;
        if office.sent {
            bodies = home().into_iter().collect();
        } else if let Some(phrase) = said {
            let at = self.sentence.folded.span(phrase.from, phrase.to);
            let party = phrase
                .body
                .is_some_and(|b| self.lexicon.nouns.bodies[usize::from(b)].kind == BodyKind::Party);
            let meant = resolver.resolve(self.sentence, phrase, discourse);
            let mut meant: Vec<Draft> = meant.into_iter().filter(|d| !person(d)).collect();
            meant.retain(|d| !actors.iter().any(|a| a.name == d.name));
            if party || office.party {
                // "The party" alone is that of whoever holds the office, not the last one that the text spoke of.
                let bare = party && phrase.who == Who::Bare;
                let fits = |d: &Draft| {
                    of_party(d) && (!bare || d.country == actor.country) || of_others(d)
                };
                if !meant.iter().any(fits) {
                    meant = self.body(true, actor, resolver, at, home());
                }
            } else if phrase.who == Who::Bare && phrase.body.is_some() {
                meant = home().into_iter().collect();
            }
            if !meant.is_empty() {
                bodies = meant;
            }
        } else if office.party && !bodies.iter().any(|d| of_party(d) || of_others(d)) {
            bodies = self.body(true, actor, resolver, span, home());
        } else if !office.party {
            bodies.retain(|d| !of_party(d));
        }
        if bodies.is_empty() {
            bodies.extend(home());
        }
        if bodies.iter().any(of_others)
            && let Some(otherwise) = office.otherwise
        {
            name = otherwise;
        }
        Office {
            name: Some(name.to_owned()),
            bodies,
        }
    }

    /// Whose office it is where the words leave that out: the party that the person leads, or one of his country, else
    /// his state.
    fn body(
        &self,
        party: bool,
        actor: &Draft,
        resolver: &Resolver<'_>,
        span: Span,
        home: Option<Draft>,
    ) -> Vec<Draft> {
        let led = party
            .then(|| {
                self.packs
                    .actors
                    .party_of(actor.id, &actor.country, resolver.when)
            })
            .flatten();
        led.map(|id| resolver.actor(id, span))
            .or(home)
            .into_iter()
            .collect()
    }

    /// Remembers the office that a title gives to a person.
    pub(crate) fn titled(&self, phrase: &Phrase, draft: &Draft, discourse: &mut Discourse) {
        let Some(title) = phrase
            .title
            .map(|t| &self.lexicon.nouns.titles[usize::from(t)])
            .filter(|title| title.office && phrase.person)
        else {
            return;
        };
        let held = Held {
            name: title.name.clone(),
            party: title.party,
            sent: title.sent,
            bodies: Vec::new(),
        };
        match discourse.held.get(&draft.name) {
            Some(known) if known.name == held.name => {}
            _ => {
                discourse.held.insert(draft.name.clone(), held);
            }
        }
    }
}

impl Discourse {
    /// The office of whom somebody succeeds: of who is named, else of who left one a little before.
    fn before(&self, actor: &Draft, replaced: &[Draft], succeeds: bool) -> Option<&Held> {
        let named = replaced.iter().find_map(|d| self.held.get(&d.name));
        named.or_else(|| {
            let left = self.vacated.as_ref().filter(|_| succeeds)?;
            let fresh = self.sentence.saturating_sub(left.sentence) <= VACANT;
            let another = left.country == actor.country && left.name != actor.name;
            left.office.as_ref().filter(|_| fresh && another)
        })
    }
}

impl Resolver<'_> {
    /// A party of an earlier claim, at another place.
    fn again(&self, party: &Party, span: Span) -> Draft {
        let id = party.id.as_deref().and_then(|id| self.actors.get(id));
        Draft {
            id,
            name: party.name.clone(),
            country: party.country.clone(),
            span,
            kind: id.map(|id| self.actors.entry(id).actor.kind),
        }
    }
}
