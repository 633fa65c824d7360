//! Roles: which phrase fills which role of a frame. Slots propose candidates, weights choose among them.

use legation_model::{ActorKind, Bounds};
use legation_pack::{Actors, Frame, Kinds, Lexicon, PrepGroup, PrepId, Slot, Sort};

use crate::{
    clauses::{Clause, clause_of},
    features::{Feature, Weighing},
    mentions::{Phrase, Who},
    scan::{Scanned, TriggerWord},
    when::Timed,
};

/// What fills a role: the phrases of one list, or somebody who is not named here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Filler {
    /// All phrases of a list.
    List(usize),
    /// Who acted last: a subject that the language leaves out, or a pronoun on the noun.
    Last,
    /// Somebody named before who is not the subject: a pronoun written on the verb.
    Other,
    /// The two sides that the text speaks of.
    Pair,
}

/// A proposal for a role.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Candidate {
    pub(crate) filler: Filler,
    pub(crate) slot: Feature,
    pub(crate) score: f64,
}

/// The parties chosen for a trigger.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Filled {
    pub(crate) actor: Vec<Candidate>,
    pub(crate) recipient: Vec<Candidate>,
}

/// Everything that choosing looks at.
pub(crate) struct Scene<'a> {
    pub(crate) lexicon: &'a Lexicon,
    pub(crate) actors: &'a Actors,
    pub(crate) weights: &'a Weighing,
    pub(crate) sentence: &'a Scanned,
    pub(crate) clauses: &'a [Clause],
    pub(crate) phrases: &'a [Phrase],
    pub(crate) times: &'a [Timed],
    pub(crate) when: Option<Bounds>,
    /// The list that was the subject of the last trigger of this sentence, with its clause.
    pub(crate) carried: Option<(usize, usize)>,
    /// Whom the claim before asked or accused, where this trigger is what was asked or alleged.
    pub(crate) controlled: Option<usize>,
    /// Whether somebody acted in the sentence before.
    pub(crate) discourse: bool,
    /// Whether the text speaks of two sides.
    pub(crate) topical: bool,
    /// Lists that are offices, not parties.
    pub(crate) excluded: &'a [usize],
}

impl Scene<'_> {
    /// Fills the roles of one frame for one trigger. `companion` is where the frame's companion word stands.
    pub(crate) fn fill(
        &self,
        frame: &Frame,
        trigger: &TriggerWord,
        sort: Sort,
        pronoun: bool,
        companion: Option<(usize, usize)>,
        symmetric: bool,
    ) -> Filled {
        let sort = if sort == Sort::Verb && self.sentence.vowelled_passive(trigger) {
            Sort::Passive
        } else {
            sort
        };
        let (actor_slots, recipient_slots) = match sort {
            Sort::Verb => (frame.actor.clone(), frame.recipient.clone()),
            Sort::Passive => (passive(&frame.actor), passive(&frame.recipient)),
            Sort::Noun => (frame.noun_actor.clone(), frame.noun_recipient.clone()),
        };
        let at = (trigger.from, trigger.to);
        let actors = self.role(&actor_slots, &frame.is_actor, at, sort, pronoun, companion);
        let recipients = self.role(
            &recipient_slots,
            &frame.is_recipient,
            at,
            sort,
            pronoun && actor_slots.is_empty(),
            companion,
        );
        // "China's criticism of Vietnam": the possessor acts.
        let (mut actors, mut recipients) = (actors, recipients);
        if sort == Sort::Noun
            && actor_slots.contains(&Slot::Of)
            && recipient_slots.contains(&Slot::Of)
        {
            let possessive = |c: &Candidate| {
                self.phrases
                    .iter()
                    .any(|p| c.filler == Filler::List(p.list) && p.possessive)
            };
            // "The visit of N N": of the two who may stand there a person is the one who acts.
            let person = |c: &Candidate| {
                let mut list = self
                    .phrases
                    .iter()
                    .filter(|p| c.filler == Filler::List(p.list));
                list.any(|p| self.kind(p).0 == Some(ActorKind::Person))
            };
            if frame.is_actor.actors.contains(&ActorKind::Person) {
                recipients.retain(|c| c.slot != Feature::Of || !person(c));
            }
            if actors.iter().any(possessive) {
                actors.retain(|c| c.slot != Feature::Of || possessive(c));
                recipients.retain(|c| !possessive(c));
            }
        }
        if symmetric {
            let mut filled = self.collect(actors, recipients);
            if filled.actor.is_empty() && actor_slots.contains(&Slot::Companion) && self.topical {
                filled.actor.push(Candidate {
                    filler: Filler::Pair,
                    slot: Feature::Pair,
                    score: self.weights.of(Feature::Pair),
                });
            }
            return filled;
        }
        choose(&actors, &recipients)
    }

    /// Symmetric classes take the best filler of every slot, as long as they are different lists.
    fn collect(&self, actors: Vec<Candidate>, recipients: Vec<Candidate>) -> Filled {
        let mut all = actors;
        all.extend(recipients);
        all.sort_by(|a, b| b.score.total_cmp(&a.score));
        let mut filled = Filled::default();
        let mut slots: Vec<Feature> = Vec::new();
        for candidate in all {
            let family = if candidate.slot.is_subject() {
                Feature::SubjectNear
            } else {
                candidate.slot
            };
            // "Albania's relations with Yugoslavia": both hang on the companion.
            let pair = family == Feature::Companion
                && slots.iter().filter(|s| **s == Feature::Companion).count() == 1;
            if slots.contains(&family) && !pair
                || filled.actor.iter().any(|c| c.filler == candidate.filler)
            {
                continue;
            }
            // A full "between" list names all parties.
            if slots.contains(&Feature::Between) && family != Feature::Companion {
                continue;
            }
            // "The historian notes that relations between A and B were good": he is no party to them.
            if family == Feature::SubjectNear
                && filled
                    .actor
                    .iter()
                    .any(|c| c.slot == Feature::Companion && self.names_all(c))
            {
                continue;
            }
            slots.push(family);
            filled.actor.push(candidate);
        }
        // The same where the subject was found first.
        if filled
            .actor
            .iter()
            .any(|c| c.slot == Feature::Companion && self.names_all(c))
        {
            filled.actor.retain(|c| !c.slot.is_subject());
        }
        filled
    }

    /// Whether a filler is a list of several under "between".
    fn names_all(&self, candidate: &Candidate) -> bool {
        let of_list = |p: &&Phrase| candidate.filler == Filler::List(p.list);
        let mut list = self.phrases.iter().filter(of_list);
        let between = |p: &Phrase| p.prep.is_some_and(|p| self.group(p) == PrepGroup::Between);
        list.clone().any(between) && list.nth(1).is_some()
    }

    /// All candidates of a role above the threshold, best first.
    fn role(
        &self,
        slots: &[Slot],
        kinds: &Kinds,
        at: (usize, usize),
        sort: Sort,
        pronoun: bool,
        companion: Option<(usize, usize)>,
    ) -> Vec<Candidate> {
        let mut out: Vec<Candidate> = Vec::new();
        // Who is to be the object of a verb is not who acts before him.
        let acts = (sort == Sort::Verb && slots.first() == Some(&Slot::Object))
            .then(|| self.first_of_two(at))
            .flatten();
        for (rank, slot) in slots.iter().enumerate() {
            let penalty = self.weights.of(Feature::Rank) * rank as f64;
            for mut candidate in self.slot(*slot, at, sort, pronoun, companion) {
                candidate.score += penalty;
                let first = acts.is_some_and(|list| candidate.filler == Filler::List(list));
                if first
                    || candidate.score < self.weights.candidate
                    || !self.allowed(&candidate, kinds)
                {
                    continue;
                }
                match out.iter_mut().find(|c| c.filler == candidate.filler) {
                    Some(known) if known.score >= candidate.score => {}
                    Some(known) => *known = candidate,
                    None => out.push(candidate),
                }
            }
        }
        out.sort_by(|a, b| b.score.total_cmp(&a.score));
        out
    }

    fn slot(
        &self,
        slot: Slot,
        at: (usize, usize),
        sort: Sort,
        pronoun: bool,
        companion: Option<(usize, usize)>,
    ) -> Vec<Candidate> {
        match slot {
            Slot::Subject => self.subject(at, true),
            Slot::Object if pronoun && sort == Sort::Verb => vec![Candidate {
                filler: Filler::Other,
                slot: Feature::ObjectPronoun,
                score: self.weights.of(Feature::ObjectPronoun),
            }],
            Slot::Object => self.object(at),
            Slot::Of => self.of(at, pronoun),
            Slot::Adjective => self.adjective(at),
            Slot::By => self.governed(at, Feature::By, |g, _| g == PrepGroup::By),
            Slot::Between => self.governed(at, Feature::Between, |g, _| g == PrepGroup::Between),
            Slot::With => self.governed(at, Feature::With, |g, _| g == PrepGroup::With),
            Slot::Place => self.governed(at, Feature::Place, |g, _| g == PrepGroup::Place),
            Slot::Prep(id) => self.governed(at, Feature::Preposition, move |_, p| p == id),
            Slot::Light => self.light(at, sort),
            Slot::Companion => companion.map_or_else(Vec::new, |place| self.companion(place, at)),
        }
    }

    /// Whether a filler is of an allowed kind.
    fn allowed(&self, candidate: &Candidate, kinds: &Kinds) -> bool {
        let Filler::List(list) = candidate.filler else {
            return true;
        };
        self.phrases
            .iter()
            .filter(|p| p.list == list)
            .any(|phrase| {
                let (kind, place) = self.kind(phrase);
                if place {
                    return kinds.place
                        || candidate.slot == Feature::Place
                        || (kinds.actors.is_empty() || kinds.actors.contains(&ActorKind::State))
                            && phrase.acts(self.actors, self.when);
                }
                match kind {
                    // A pronoun may mean any state or person; an organization has its name.
                    None => {
                        kinds.actors.is_empty()
                            || kinds.actors.contains(&ActorKind::State)
                            || kinds.actors.contains(&ActorKind::Person)
                    }
                    Some(kind) if kinds.actors.is_empty() => kind != ActorKind::Agreement,
                    Some(kind) => {
                        kinds.actors.contains(&kind)
                            || kinds.actors.contains(&ActorKind::State)
                                && (kind == ActorKind::Body || kind == ActorKind::State)
                            || kinds.place && kind == ActorKind::State
                            || kinds.actors.contains(&ActorKind::Organization)
                                && kind == ActorKind::Alliance
                            || kinds.actors.contains(&ActorKind::Alliance)
                                && kind == ActorKind::Organization
                    }
                }
            })
    }

    /// Kind of a phrase, and whether it is a place.
    fn kind(&self, phrase: &Phrase) -> (Option<ActorKind>, bool) {
        if phrase.person || (phrase.title.is_some() && phrase.body.is_none()) {
            return (Some(ActorKind::Person), false);
        }
        if phrase.body.is_some() {
            return (Some(ActorKind::Body), false);
        }
        match &phrase.who {
            Who::Actor(ids) => (
                ids.first().map(|id| self.actors.entry(*id).actor.kind),
                false,
            ),
            Who::Place(_) => (None, true),
            Who::Country | Who::Both => (Some(ActorKind::State), false),
            Who::Organization => (Some(ActorKind::Organization), false),
            _ => (None, false),
        }
    }

    /// Score of a phrase for a slot: the slot's own weight less what stands between.
    pub(crate) fn score(&self, slot: Feature, phrase: &Phrase, at: (usize, usize)) -> f64 {
        let w = |feature: Feature| self.weights.of(feature);
        let (gap_from, gap_to) = if phrase.head >= at.1 {
            (at.1, phrase.head)
        } else {
            (phrase.to.min(at.0), at.0)
        };
        let distance = gap_to.saturating_sub(gap_from) as f64;
        let others = self
            .sentence
            .triggers
            .iter()
            .filter(|t| t.from >= gap_from && t.to <= gap_to && t.from != at.0)
            .count();
        let clauses = clause_of(self.clauses, at.0).abs_diff(clause_of(self.clauses, phrase.head));
        w(slot)
            + w(Feature::Distance) * distance.ln_1p()
            + w(Feature::Trigger) * others as f64
            + w(Feature::Clause) * clauses as f64
            + if matches!(phrase.who, Who::Bare | Who::Organization) {
                w(Feature::Bare)
            } else {
                0.0
            }
            + match phrase.who {
                Who::Place(_) if slot != Feature::Place => w(Feature::PlaceActs),
                Who::Stranger => w(Feature::UnknownParty),
                _ => 0.0,
            }
            + if phrase.loose { w(Feature::Loose) } else { 0.0 }
    }

    pub(crate) fn usable(&self, phrase: &Phrase) -> bool {
        !self.excluded.contains(&phrase.list)
    }

    pub(crate) fn group(&self, prep: PrepId) -> PrepGroup {
        self.lexicon.frames.prepositions.group(prep)
    }

    /// Whether a phrase stands free: under no preposition, no mere adjective, no possessive.
    pub(crate) fn free(&self, phrase: &Phrase) -> bool {
        phrase.prep.is_none()
            && !phrase.adjective
            && !phrase.possessive
            && self.usable(phrase)
            && !self.construct(phrase)
    }

    /// Whether a phrase depends on a noun right before it, in languages that mark the genitive by order: the word before
    /// is a trigger noun or a noun of the lexicon that did not become a phrase of its own.
    pub(crate) fn construct(&self, phrase: &Phrase) -> bool {
        !self.lexicon.language.modifier_first
            && self
                .sentence
                .triggers
                .iter()
                .any(|t| t.to == phrase.from && t.only_noun())
    }
}

/// The slots of a passive: its subject is the object, its agent stands under "by".
fn passive(slots: &[Slot]) -> Vec<Slot> {
    slots
        .iter()
        .map(|slot| match slot {
            Slot::Subject => Slot::By,
            Slot::Object => Slot::Subject,
            other => *other,
        })
        .collect()
}

/// The best pair of different fillers; a role may stay empty.
fn choose(actors: &[Candidate], recipients: &[Candidate]) -> Filled {
    let mut best: (f64, Option<&Candidate>, Option<&Candidate>) = (0.0, None, None);
    let options = |list: &[Candidate]| -> Vec<Option<usize>> {
        std::iter::once(None)
            .chain((0..list.len()).map(Some))
            .collect()
    };
    for a in options(actors) {
        for r in options(recipients) {
            let (actor, recipient) = (a.map(|i| &actors[i]), r.map(|i| &recipients[i]));
            if let (Some(x), Some(y)) = (actor, recipient)
                && x.filler == y.filler
            {
                continue;
            }
            let score = actor.map_or(0.0, |c| c.score) + recipient.map_or(0.0, |c| c.score);
            if score > best.0 {
                best = (score, actor, recipient);
            }
        }
    }
    Filled {
        actor: best.1.cloned().into_iter().collect(),
        recipient: best.2.cloned().into_iter().collect(),
    }
}
