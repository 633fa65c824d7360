//! From phrases to parties: which actor a name means at a date, whom an anaphor means, and for which country it stands.

use legation_model::{ActorKind, Bounds, Party, Span};
use legation_pack::{ActorId, Actors, Lexicon};

use crate::{
    clauses::{Clause, clause_of},
    discourse::Discourse,
    mentions::{Phrase, Who},
    scan::Scanned,
};

/// How many sentences back somebody may have been named who is one of two sides.
const SIDES_REACH: usize = 4;

/// Days for which somebody may act before the first date that the packs give: a date of birth or of an office.
const CAREER: i64 = 40 * 365;

/// A party before it is written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Draft {
    pub(crate) id: Option<ActorId>,
    pub(crate) name: String,
    pub(crate) country: String,
    /// Where the text names it; an anaphor's own place.
    pub(crate) span: Span,
    pub(crate) kind: Option<ActorKind>,
}

impl Draft {
    /// The party as the record writes it.
    pub(crate) fn party(&self, actors: &Actors, text: &str) -> Party {
        Party {
            name: self.name.clone(),
            country: self.country.clone(),
            id: self.id.map(|id| actors.entry(id).actor.id.clone()),
            text: self.span.of(text).to_owned(),
            start: self.span.start,
            end: self.span.end,
        }
    }
}

/// What resolving needs.
pub(crate) struct Resolver<'a> {
    pub(crate) lexicon: &'a Lexicon,
    pub(crate) actors: &'a Actors,
    pub(crate) text: &'a str,
    pub(crate) when: Option<Bounds>,
}

impl Resolver<'_> {
    pub(crate) fn actor(&self, id: ActorId, span: Span) -> Draft {
        let entry = self.actors.entry(id);
        Draft {
            id: Some(id),
            name: entry.actor.name.clone(),
            country: self.actors.country_of(id, self.when).to_owned(),
            span,
            kind: Some(entry.actor.kind),
        }
    }

    /// Whether a person is born long after the date. Of some the packs know the first office alone, so that a career
    /// must fit between.
    fn unborn(&self, id: ActorId) -> bool {
        let actor = &self.actors.entry(id).actor;
        let born = actor.from.as_ref().map(legation_model::Edtf::bounds);
        let (Some(when), Some(born)) = (self.when, born) else {
            return false;
        };
        actor.kind == ActorKind::Person
            && matches!((born.first, when.last), (Some(born), Some(last)) if born.0 - last.0 > CAREER)
    }

    /// The parties that a phrase means; empty where it means nobody that can be told.
    pub(crate) fn resolve(
        &self,
        sentence: &Scanned,
        phrase: &Phrase,
        discourse: &Discourse,
    ) -> Vec<Draft> {
        let span = sentence.folded.span(phrase.from, phrase.to);
        match &phrase.who {
            Who::Actor(ids) => match self.actors.choose(ids, self.when) {
                // Somebody of the name who is not born yet is another of that name.
                Some(id) if self.unborn(id) => vec![Draft {
                    id: None,
                    name: span.of(self.text).to_owned(),
                    country: "INT".to_owned(),
                    span,
                    kind: Some(ActorKind::Person),
                }],
                chosen => chosen.map(|id| self.actor(id, span)).into_iter().collect(),
            },
            Who::Place(places) => places
                .iter()
                .find_map(|p| self.actors.government_of(*p, self.when))
                .or_else(|| {
                    places
                        .iter()
                        .find_map(|p| self.actors.state_of_place(*p, self.when))
                })
                .map(|id| self.actor(id, span))
                .into_iter()
                .collect(),
            Who::Introduced(index) => {
                discourse
                    .people
                    .get(*index)
                    .map_or_else(Vec::new, |person| {
                        let country = self
                            .actors
                            .choose(&person.country, self.when)
                            .map(|id| self.actors.country_of(id, self.when));
                        vec![Draft {
                            id: None,
                            name: person.span.of(self.text).to_owned(),
                            country: country
                                .or(person.home.as_deref())
                                .or(discourse.topic().map(String::as_str))
                                .unwrap_or("INT")
                                .to_owned(),
                            span,
                            kind: Some(ActorKind::Person),
                        }]
                    })
            }
            Who::Person => {
                let acted = discourse
                    .subject
                    .iter()
                    .find(|d| d.kind == Some(ActorKind::Person));
                acted
                    .or(discourse.person.as_ref())
                    .map(|d| Draft { span, ..d.clone() })
                    .into_iter()
                    .collect()
            }
            Who::Stranger => vec![Draft {
                id: None,
                name: span.of(self.text).to_owned(),
                country: "INT".to_owned(),
                span,
                kind: Some(ActorKind::Person),
            }],
            Who::Pronoun => {
                let meant = if self.single(sentence, phrase) {
                    Discourse::one(&discourse.subject)
                } else {
                    discourse.subject.clone()
                };
                meant.into_iter().map(|d| Draft { span, ..d }).collect()
            }
            Who::Both => self.sides(discourse, span),
            Who::Country => discourse
                .topics
                .first()
                .and_then(|country| self.state_of(discourse, country, span))
                .into_iter()
                .collect(),
            Who::Latter => discourse
                .latter()
                .map(|d| Draft { span, ..d.clone() })
                .into_iter()
                .collect(),
            Who::Organization => self
                .organization(sentence, phrase, discourse, span)
                .into_iter()
                .collect(),
            Who::Bare => self.bare(sentence, phrase, discourse, span),
        }
    }

    /// Whom a pronoun means that stands in a clause under another of its sentence: the subject of that.
    pub(crate) fn matrix(
        &self,
        sentence: &Scanned,
        phrase: &Phrase,
        cut: &[Clause],
        phrases: &[Phrase],
        drafts: &[Vec<Draft>],
    ) -> Option<Vec<Draft>> {
        let person = match phrase.who {
            Who::Person => true,
            Who::Pronoun => false,
            _ => return None,
        };
        // "His army" in one word: of whoever the sentence named last before it.
        let possessed = phrase.body.is_some() || phrase.title.is_some();
        let apart = self.lexicon.language.owner_endings.is_empty();
        if possessed && apart || !possessed && phrase.prep.is_some() {
            return None;
        }
        let own = clause_of(cut, phrase.from);
        let one = person || self.single(sentence, phrase);
        let span = sentence.folded.span(phrase.from, phrase.to);
        let is_person = |d: &Draft| d.kind == Some(ActorKind::Person);
        let mut earlier = phrases.iter().zip(drafts).filter(|(p, d)| {
            (clause_of(cut, p.from) < own || possessed && clause_of(cut, p.from) == own)
                && p.to <= phrase.from
                && p.prep.is_none()
                && !p.adjective
                && !p.possessive
                && !d.is_empty()
                && (!person || d.iter().any(is_person))
        });
        let (_, meant) = if possessed {
            earlier.next_back()
        } else {
            earlier.next()
        }?;
        let count = if one { 1 } else { usize::MAX };
        let meant = meant.iter().filter(|d| !person || is_person(d)).take(count);
        Some(meant.map(|d| Draft { span, ..d.clone() }).collect())
    }

    /// Whether a phrase is a pronoun that means one: "it", `هي`.
    fn single(&self, sentence: &Scanned, phrase: &Phrase) -> bool {
        let language = &self.lexicon.language;
        let several = |form: &str| language.plural_pronouns.iter().any(|p| p == form);
        let alone = phrase.title.is_none() && phrase.body.is_none() && phrase.prep.is_none();
        let mut forms = language.strip(sentence.word(phrase.from));
        alone && !language.plural_pronouns.is_empty() && !forms.any(|(_, form)| several(form))
    }

    /// The state of a country code at the date; without a date the one of today.
    pub(crate) fn state_of(
        &self,
        discourse: &Discourse,
        country: &str,
        span: Span,
    ) -> Option<Draft> {
        let states = discourse.states_of(self.actors, country);
        let lasting = |id: &&ActorId| self.actors.entry(**id).actor.to.is_none();
        let state = match self.when {
            Some(_) => self.actors.choose(&states, self.when),
            None => states.iter().find(lasting).or(states.first()).copied(),
        };
        state.map(|id| Draft {
            country: country.to_owned(),
            ..self.actor(id, span)
        })
    }

    /// The two sides that the text speaks of: of the states and people named of late and the two that it is about, those
    /// who are named together most, and who stood against or beside each other last.
    pub(crate) fn sides(&self, discourse: &Discourse, span: Span) -> Vec<Draft> {
        let mut known: Vec<(&str, f64)> = Vec::new();
        for (draft, named_in) in discourse.recent.iter().zip(&discourse.recent_in).rev() {
            let back = discourse.sentence.saturating_sub(*named_in);
            let country = draft.country.as_str();
            let state = !matches!(country, "INT" | "IGO");
            if back <= SIDES_REACH && state && !known.iter().any(|(c, _)| *c == country) {
                known.push((country, 1.0 / (1.0 + back as f64)));
            }
        }
        for country in discourse.topics.iter().take(2) {
            if !known.iter().any(|(c, _)| c == country) {
                known.push((country, 0.0));
            }
        }
        let mut best: Option<(f64, &str, &str)> = None;
        for (index, (a, near)) in known.iter().enumerate() {
            for (b, close) in known.iter().skip(index + 1) {
                let score = near + close + discourse.nearness(a, b);
                if best.is_none_or(|(known, ..)| score > known) {
                    best = Some((score, a, b));
                }
            }
        }
        best.into_iter()
            .flat_map(|(_, a, b)| [a, b])
            .filter_map(|country| self.state_of(discourse, country, span))
            .collect()
    }
}
