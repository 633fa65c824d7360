//! Slots: where in a sentence the language puts a subject, an object, a genitive, an agent; each proposes candidates.

use legation_pack::{PrepGroup, PrepId, Sense, Sort, TokenKind, WordClass};

use crate::{
    clauses::{Opener, clause_of},
    features::Feature,
    mentions::{Phrase, Who},
    roles::{Candidate, Filler, Scene},
};

impl Scene<'_> {
    fn candidate(&self, slot: Feature, phrase: &Phrase, at: (usize, usize)) -> Candidate {
        Candidate {
            filler: Filler::List(phrase.list),
            slot,
            score: self.score(slot, phrase, at),
        }
    }

    /// Subjects of a verb, or of the light verb at `at`; whether one may be carried over from the sentence before.
    pub(crate) fn subject(&self, at: (usize, usize), carries: bool) -> Vec<Candidate> {
        let clause_index = clause_of(self.clauses, at.0);
        let clause = self.clauses[clause_index];
        let verb_first = self.lexicon.language.verb_first;
        let (after_slot, before_slot) = if verb_first {
            (Feature::SubjectNear, Feature::SubjectFar)
        } else {
            (Feature::SubjectFar, Feature::SubjectNear)
        };
        let mut out = Vec::new();
        let next_verb = self.next_verb(at.1);
        let after = self
            .phrases
            .iter()
            .filter(|p| p.from >= at.1 && p.from < clause.to && p.from < next_verb && self.free(p));
        // Where the subject usually comes first, one that follows stands right behind the verb; where objects are marked, an
        // unmarked name in that place can be nothing else.
        if let Some(phrase) = after.clone().next()
            && (verb_first
                || phrase.from <= at.1 + 1
                || self.lexicon.frames.prepositions.marks_objects() && self.adjuncts(at.1, phrase))
        {
            let marks = self.lexicon.frames.prepositions.marks_objects();
            let marked = marks && phrase.from == at.1 && self.definite(phrase);
            let slot = if marked { before_slot } else { after_slot };
            let mut candidate = self.candidate(slot, phrase, at);
            if self.agrees(at, phrase) == Some(false) {
                candidate.score += self.weights.of(Feature::Disagrees);
            }
            out.push(candidate);
        }
        let mut before = self
            .phrases
            .iter()
            .filter(|p| p.to <= at.0 && p.from >= clause.from && self.free(p));
        if let Some(phrase) = before.next_back() {
            out.push(self.candidate(before_slot, phrase, at));
        }
        if clause.opener == Opener::Relative
            && let Some(phrase) = self.phrases.iter().rev().find(|p| {
                p.to <= clause.from && clause.from - p.to <= 2 && !p.adjective && self.usable(p)
            })
        {
            out.push(self.candidate(Feature::SubjectRelative, phrase, (clause.from, clause.from)));
        }
        if let Some(list) = self.controlled
            && !out.iter().any(|c| c.filler == Filler::List(list))
        {
            out.push(Candidate {
                filler: Filler::List(list),
                slot: Feature::SubjectControlled,
                score: self.weights.of(Feature::SubjectControlled),
            });
        }
        if let Some((list, from_clause)) = self.carried
            && from_clause <= clause_index
            && !out.iter().any(|c| c.filler == Filler::List(list))
        {
            let steps = (clause_index - from_clause) as f64;
            out.push(Candidate {
                filler: Filler::List(list),
                slot: Feature::SubjectCarried,
                score: self.weights.of(Feature::SubjectCarried)
                    + 0.3 * self.weights.of(Feature::Clause) * steps,
            });
        } else if clause_index > 0 {
            // The topic of the sentence: a free phrase that opens it.
            if let Some(phrase) = self.phrases.iter().find(|p| {
                p.from < clause.from && self.free(p) && clause_of(self.clauses, p.from) == 0
            }) && !out.iter().any(|c| c.filler == Filler::List(phrase.list))
            {
                out.push(Candidate {
                    filler: Filler::List(phrase.list),
                    slot: Feature::SubjectCarried,
                    score: self.weights.of(Feature::SubjectCarried)
                        + 0.5 * self.weights.of(Feature::Clause),
                });
            }
        }
        let stranger = self.stranger(at) || self.unnamed(at, clause.from);
        // A free phrase right behind the verb stands where the subject would: nobody is carried over to a verb that has one.
        let taken = verb_first
            && !self.lexicon.frames.prepositions.marks_objects()
            && out.iter().any(|c| c.slot == after_slot)
            && self
                .phrases
                .iter()
                .any(|p| p.from == at.1 && self.free(p) && self.agrees(at, p) != Some(false));
        if taken {
            let penalty = self.weights.of(Feature::SubjectTaken);
            for candidate in out.iter_mut().filter(|c| c.slot != after_slot) {
                candidate.score += penalty;
            }
        }
        if stranger {
            let penalty = self.weights.of(Feature::Stranger);
            for candidate in out.iter_mut().filter(|c| c.slot == Feature::SubjectCarried) {
                candidate.score += penalty;
            }
        }
        if self.discourse
            && !stranger
            && carries
            && !taken
            && self.carried.is_none()
            && !self.lexicon.language.capitals
        {
            out.push(Candidate {
                filler: Filler::Last,
                slot: Feature::SubjectDiscourse,
                score: self.weights.of(Feature::SubjectDiscourse),
            });
        }
        out
    }

    /// Whether, in a language that puts the subject before the verb, a noun that no pack knows stands there with its article,
    /// and nobody named: "the crowds cheered", "a draft was agreed".
    fn unnamed(&self, at: (usize, usize), from: usize) -> bool {
        let s = self.sentence;
        let language = &self.lexicon.language;
        let auxiliary = |t: usize| {
            s.words.iter().any(|w| {
                matches!(w.what, WordClass::Passive | WordClass::Light) && w.from <= t && t < w.to
            }) || s.cues.iter().any(|c| c.from <= t && t < c.to)
        };
        if language.verb_first || !language.modifier_first {
            return false;
        }
        let mut verb = at.0;
        while verb > from && auxiliary(verb - 1) {
            verb -= 1;
        }
        let nouns = (from..verb).rev().take_while(|t| s.unknown(*t)).count();
        nouns > 0
            && nouns <= 3
            && verb > from + nouns
            && language.is_article(s.word(verb - nouns - 1))
            && !self
                .phrases
                .iter()
                .any(|p| p.from >= verb - nouns && p.to <= verb)
    }

    /// Whether, in a language that puts the subject behind the verb, a word stands there that no pack knows: the subject is
    /// somebody, but nobody that was named before.
    fn stranger(&self, at: (usize, usize)) -> bool {
        let s = self.sentence;
        let covers = |from: usize, to: usize| from <= at.1 && at.1 < to;
        self.lexicon.language.verb_first
            && s.folded
                .tokens
                .get(at.1)
                .is_some_and(|t| t.kind == TokenKind::Word)
            && !s.words.iter().any(|w| covers(w.from, w.to))
            && !s.preps.iter().any(|w| covers(w.from, w.to))
            && !s.cues.iter().any(|w| covers(w.from, w.to))
            && !s.triggers.iter().any(|w| covers(w.from, w.to))
            && !s.companions.iter().any(|w| covers(w.from, w.to))
            && !self.phrases.iter().any(|p| covers(p.from, p.to))
    }

    /// Whether a verb agrees in gender with a subject behind it, where that can be told: men are masculine, cities feminine.
    fn agrees(&self, at: (usize, usize), phrase: &Phrase) -> Option<bool> {
        let language = &self.lexicon.language;
        if language.feminine_endings.is_empty() {
            return None;
        }
        let trigger = self.sentence.triggers.iter().find(|t| t.from == at.0)?;
        if trigger.senses.iter().any(|(_, _, pronoun)| *pronoun) {
            return None;
        }
        let clitics = trigger.prefix.map_or("", |p| &self.lexicon.prefix(p).text);
        let word = self.sentence.word(at.0);
        let word = word.strip_prefix(clitics).unwrap_or(word);
        let ends = language
            .feminine_endings
            .iter()
            .any(|e| word.ends_with(e.as_str()));
        let starts = language
            .feminine_starts
            .iter()
            .any(|s| word.starts_with(s.as_str()));
        if phrase.person {
            return ends.then_some(false);
        }
        match phrase.who {
            Who::Place(_) if phrase.body.is_none() && phrase.title.is_none() => {
                (!ends && !starts).then_some(false)
            }
            _ => None,
        }
    }

    /// Whether between a verb and a phrase stand but adjuncts: phrases under prepositions and dates.
    fn adjuncts(&self, from: usize, phrase: &Phrase) -> bool {
        let s = self.sentence;
        let mut at = from;
        while at < phrase.from {
            let prep = s.preps.iter().filter(|p| p.from == at).map(|p| p.to).max();
            let governed = self
                .phrases
                .iter()
                .find(|p| {
                    let adjunct = |prep| self.group(prep) != PrepGroup::Object;
                    p.head <= at && at < p.to && p.prep.is_some_and(adjunct)
                })
                .map(|p| p.to);
            let time = self
                .times
                .iter()
                .find(|t| t.from <= at && at < t.to)
                .map(|t| t.to);
            let mark = s.word(at) == ",";
            let next = governed.or(time).or(prep).or(mark.then_some(at + 1));
            match next {
                Some(next) if next > at => at = next,
                _ => return false,
            }
        }
        true
    }

    /// Whether a marked object stands behind a token: what stands unmarked before it is the subject.
    fn marked_behind(&self, from: usize, to: usize) -> bool {
        self.sentence
            .preps
            .iter()
            .any(|p| p.from >= from && p.from < to && self.group(p.what) == PrepGroup::Object)
    }

    /// Whether a phrase is definite by itself: a name without a noun of our own before it.
    fn definite(&self, phrase: &Phrase) -> bool {
        matches!(
            phrase.who,
            Who::Actor(_) | Who::Place(_) | Who::Introduced(_)
        ) && !phrase.trailed
    }

    fn next_verb(&self, from: usize) -> usize {
        self.sentence
            .triggers
            .iter()
            .find(|t| t.from >= from && !t.only_noun())
            .map_or(usize::MAX, |t| t.from)
    }

    /// Objects of a verb: free phrases behind it, or under the language's object marker.
    pub(crate) fn object(&self, at: (usize, usize)) -> Vec<Candidate> {
        let clause = self.clauses[clause_of(self.clauses, at.0)];
        let next_verb = self.next_verb(at.1);
        // "condemned the Israeli raid", "rejected Poland's claim": the object is theirs.
        let owner = |p: &Phrase| {
            self.lexicon.language.modifier_first
                && (p.adjective || p.possessive)
                && p.from <= at.1 + 1
                && p.prep.is_none()
        };
        self.phrases
            .iter()
            .filter(|p| {
                p.from >= at.1
                    && p.from < clause.to
                    && p.from < next_verb
                    && (!p.adjective || owner(p))
                    && self.usable(p)
            })
            .filter(|p| match p.prep {
                _ if owner(p) => true,
                Some(prep) => self.group(prep) == PrepGroup::Object,
                // Where definite objects are marked, a name without the mark is none, unless the verb has its subject before it.
                None => {
                    self.free(p)
                        && !(self.lexicon.frames.prepositions.marks_objects()
                            && self.marked_behind(p.to, clause.to.min(next_verb)))
                        && (p.from > at.1
                            || !self.lexicon.frames.prepositions.marks_objects()
                            || !self.definite(p))
                }
            })
            .map(|p| self.candidate(Feature::Object, p, at))
            .collect()
    }

    /// Where the verb comes first and nothing marks the object: the list of a person right behind the verb whom another
    /// one follows, under no preposition either. `أقال الملك مصطفى النحاس`: the first acts.
    pub(crate) fn first_of_two(&self, at: (usize, usize)) -> Option<usize> {
        let language = &self.lexicon.language;
        if !language.verb_first || self.lexicon.frames.prepositions.marks_objects() {
            return None;
        }
        let clause = self.clauses[clause_of(self.clauses, at.0)];
        let end = clause.to.min(self.next_verb(at.1));
        let person = |p: &&Phrase| p.person || p.title.is_some() && p.body.is_none();
        let behind = |p: &&Phrase| p.from >= at.1 && p.from < end && self.free(p);
        let mut free = self.phrases.iter().filter(behind);
        let first = free.next().filter(|p| p.from == at.1).filter(person)?;
        let second = free
            .next()
            .filter(|p| p.list != first.list && p.from - first.to <= 1)?;
        person(&second).then_some(first.list)
    }

    /// Genitives, constructs and possessives of a noun.
    pub(crate) fn of(&self, at: (usize, usize), pronoun: bool) -> Vec<Candidate> {
        let mut out = Vec::new();
        for phrase in self.phrases.iter().filter(|p| self.usable(p)) {
            let of_prep = phrase.prep.is_some_and(|p| self.group(p) == PrepGroup::Of);
            let behind = phrase.head >= at.1 && phrase.head - at.1 <= 2;
            let construct = !self.lexicon.language.modifier_first
                && phrase.from == at.1
                && phrase.prep.is_none()
                && !phrase.adjective;
            let possessor = phrase.possessive && phrase.to <= at.0 && at.0 - phrase.to <= 4;
            if (behind && of_prep) || construct || possessor {
                out.push(self.candidate(Feature::Of, phrase, at));
            }
        }
        let possessive = at.0 > 0
            && (1..=2).any(|n| at.0 >= n && self.sentence.is(at.0 - n, WordClass::Possessive));
        if pronoun || possessive {
            let score = self.weights.of(Feature::Possessor);
            match self.carried {
                Some((list, _)) => out.push(Candidate {
                    filler: Filler::List(list),
                    slot: Feature::Possessor,
                    score,
                }),
                None if self.discourse => out.push(Candidate {
                    filler: Filler::Last,
                    slot: Feature::Possessor,
                    score: score * 0.8,
                }),
                None => {}
            }
        }
        out
    }

    /// National adjectives on a noun.
    pub(crate) fn adjective(&self, at: (usize, usize)) -> Vec<Candidate> {
        let first = self.lexicon.language.modifier_first;
        self.phrases
            .iter()
            .filter(|p| p.adjective && self.usable(p))
            .filter(|p| {
                if first {
                    p.to <= at.0 && at.0 - p.to <= 2
                } else {
                    p.from >= at.1 && p.from - at.1 <= 3
                }
            })
            .map(|p| self.candidate(Feature::Adjective, p, at))
            .collect()
    }

    /// Phrases under a preposition, behind the trigger by preference.
    pub(crate) fn governed(
        &self,
        at: (usize, usize),
        slot: Feature,
        wanted: impl Fn(PrepGroup, PrepId) -> bool,
    ) -> Vec<Candidate> {
        self.phrases
            .iter()
            .filter(|p| {
                !p.adjective
                    && self.usable(p)
                    && p.prep.is_some_and(|prep| wanted(self.group(prep), prep))
            })
            .filter(|p| self.in_reach(p, at))
            .map(|p| {
                let mut candidate = self.candidate(slot, p, at);
                if p.head < at.0 {
                    candidate.score += self.weights.of(Feature::Before);
                }
                candidate
            })
            .collect()
    }

    /// Whether a phrase under a preposition may belong to a trigger: behind it not more than a clause away, before it in
    /// the same clause close by.
    fn in_reach(&self, phrase: &Phrase, at: (usize, usize)) -> bool {
        let clauses = clause_of(self.clauses, phrase.head).abs_diff(clause_of(self.clauses, at.0));
        if phrase.head >= at.1 {
            clauses <= 1 && phrase.head - at.1 <= 16
        } else {
            clauses == 0 && at.0.saturating_sub(phrase.to) <= 8
        }
    }

    /// The subject of the light verb that carries a noun.
    pub(crate) fn light(&self, at: (usize, usize), sort: Sort) -> Vec<Candidate> {
        if sort != Sort::Noun {
            return Vec::new();
        }
        let clause = self.clauses[clause_of(self.clauses, at.0)];
        let verb = self.sentence.words.iter().rev().find(|w| {
            w.what == WordClass::Light && w.to <= at.0 && w.from >= clause.from && at.0 - w.to <= 8
        });
        let Some(verb) = verb else { return Vec::new() };
        let mut found = self.subject((verb.from, verb.to), false);
        for candidate in &mut found {
            candidate.score +=
                self.weights.of(Feature::Light) - self.weights.of(Feature::SubjectNear);
            candidate.slot = Feature::Light;
        }
        found
    }

    /// Parties attached to the companion word.
    pub(crate) fn companion(&self, place: (usize, usize), at: (usize, usize)) -> Vec<Candidate> {
        let mut found = self.of(place, false);
        // "The Treaty of Berlin" was not made by Berlin.
        let agreement = self
            .sentence
            .nominal
            .iter()
            .any(|n| n.sense == Sense::Agreement && n.from == place.0);
        if agreement {
            found.retain(|c| {
                !self
                    .phrases
                    .iter()
                    .any(|p| c.filler == Filler::List(p.list) && matches!(p.who, Who::Place(_)))
            });
        }
        found.extend(self.adjective(place));
        // "Soviet troops": the companion is part of the phrase.
        found.extend(
            self.phrases
                .iter()
                .filter(|p| {
                    p.from <= place.0 && place.1 <= p.to && p.who != Who::Bare && self.usable(p)
                })
                .map(|p| self.candidate(Feature::Companion, p, at)),
        );
        for group in [PrepGroup::Between, PrepGroup::With] {
            let near = self.governed(place, Feature::Companion, move |g, _| g == group);
            found.extend(near.into_iter().filter(|c| {
                self.phrases.iter().any(|p| {
                    Filler::List(p.list) == c.filler && p.head >= place.1 && p.head - place.1 <= 5
                })
            }));
        }
        let away = clause_of(self.clauses, place.0).abs_diff(clause_of(self.clauses, at.0)) as f64;
        for candidate in &mut found {
            candidate.slot = Feature::Companion;
            candidate.score += 0.5 * self.weights.of(Feature::Clause) * away;
        }
        found
    }
}
