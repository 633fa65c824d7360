//! From a filled frame to a claim: parties, office, instrument, date, status, quote.

use legation_model::{ActorKind, Claim, Span, Status, Trigger, WhenFrom};
use legation_pack::{Sort, TokenKind};

use crate::{
    clauses::{Clause, Opener, clause_of},
    discourse::Discourse,
    features::Feature,
    mentions::{Phrase, Who},
    others::{Place, other_side},
    parties::{Draft, Resolver},
    propose::Proposal,
    reader::READER,
    roles::{Candidate, Filled, Filler},
    scan::{Scanned, TriggerWord},
    sentence::{SentenceReader, Setting},
    status::status,
    when::When,
};

/// How many words behind a trigger a quote holds at most, unless a party or the date stands farther.
const COMPLEMENT: usize = 6;

impl SentenceReader<'_> {
    /// The claim of a filled frame, with its actors.
    pub(crate) fn claim(
        &self,
        trigger: &TriggerWord,
        proposal: &Proposal<'_>,
        setting: &Setting<'_>,
        resolver: &Resolver<'_>,
        when: &When,
    ) -> Option<(Claim, Vec<Draft>)> {
        let &Setting {
            cut,
            phrases,
            drafts,
            discourse,
            ..
        } = setting;
        let class = self.packs.classes.get(proposal.frame.class);
        let clause = cut[clause_of(cut, trigger.from)];
        let place = Place {
            trigger: self.sentence.folded.span(trigger.from, trigger.to),
            clause: self.sentence.folded.span(clause.from, clause.to),
            symmetric: class.symmetric,
            sure: true,
            acting: false,
            one: self.one(trigger),
            phrases,
            drafts,
            lexicon: self.lexicon,
        };
        let parties = |candidates: &[Candidate], not: &[Draft]| {
            let mut found: Vec<Draft> = Vec::new();
            for candidate in candidates {
                let not = [not, found.as_slice()].concat();
                for draft in self.fill(candidate, proposal, &place, resolver, discourse, &not) {
                    if !found
                        .iter()
                        .any(|d| d.name == draft.name && d.country == draft.country)
                    {
                        found.push(draft);
                    }
                }
            }
            found
        };
        let mut actors = parties(&proposal.filled.actor, &[]);
        let mut recipients = parties(&proposal.filled.recipient, &actors);
        if matches!(class.name.as_str(), "found" | "dissolve" | "rename") {
            self.founded(trigger, proposal, setting, &mut actors, &mut recipients);
        }
        let mut office = None;
        if proposal.frame.office {
            // "He was dismissed from it": the office, not a party.
            let pronoun = |c: &Candidate| match c.filler {
                Filler::List(list) => phrases
                    .iter()
                    .any(|p| p.list == list && p.who == Who::Pronoun),
                Filler::Other => true,
                _ => false,
            };
            if proposal.filled.recipient.iter().all(pronoun) {
                recipients.clear();
            }
            // "The head of the Mossad, N N": the title is nobody besides.
            let person = |d: &Draft| d.kind == Some(ActorKind::Person);
            if actors.iter().any(person) {
                actors.retain(person);
            }
            // "Left the politburo": that of the person's own country.
            let bare = |c: &Candidate| match c.filler {
                Filler::List(list) => phrases
                    .iter()
                    .filter(|p| p.list == list)
                    .all(|p| p.who == Who::Bare),
                _ => false,
            };
            if !recipients.is_empty() && proposal.filled.recipient.iter().all(bare) {
                let own = self.home(&actors, resolver, discourse, None);
                if !own.is_empty() {
                    recipients = own;
                }
            }
            let named = self.office(
                trigger,
                class.name == "leave-office",
                proposal,
                (&actors, recipients),
                setting,
                resolver,
            );
            (office, recipients) = (named.name, named.bodies);
            // An office of a state makes somebody of whom nothing else is told a man of that state.
            let office_of_state = recipients
                .first()
                .filter(|r| r.kind == Some(ActorKind::State));
            if let Some(state) = office_of_state {
                for actor in actors.iter_mut().filter(|a| a.country == "INT") {
                    actor.country.clone_from(&state.country);
                }
            }
        }
        if class.name == "take-power" && recipients.is_empty() {
            recipients = self.home(&actors, resolver, discourse, None);
        }
        // "It acceded within weeks": to the organization or agreement that the text speaks of.
        if matches!(
            class.name.as_str(),
            "join-organization" | "leave-organization"
        ) && recipients.is_empty()
        {
            recipients = resolver
                .last_organization(discourse, place.trigger)
                .into_iter()
                .collect();
        }
        // An army takes power in its own country.
        if class.name != "take-power" {
            recipients.retain(|r| !actors.iter().any(|a| a.name == r.name));
        }
        if actors.len() + recipients.len() < proposal.needed.max(1) {
            return None;
        }
        // The acts of a state against its own people, told without it.
        if matches!(class.name.as_str(), "coerce" | "concede")
            && actors.is_empty()
            && let Some(country) = discourse.topic()
            && recipients.iter().all(|r| r.country == *country)
        {
            let state = resolver.state_of(discourse, country, place.trigger);
            actors = state.into_iter().collect();
        }
        // "The offer was turned down": by the other side of those whom it concerned.
        if class.other_side && !class.symmetric && actors.is_empty() && !recipients.is_empty() {
            let place = Place {
                acting: true,
                ..place
            };
            actors = other_side(self.weighing, discourse, &recipients, &place)
                .into_iter()
                .collect();
        }
        // Nobody threatens or attacks himself: "the kingdom" is another there.
        let own = |d: &Draft| {
            let state = !matches!(d.country.as_str(), "INT" | "IGO");
            state && !actors.is_empty() && actors.iter().all(|a| a.country == d.country)
        };
        let mut place = place;
        if matches!(class.name.as_str(), "attack" | "threaten")
            && !recipients.is_empty()
            && recipients.iter().all(own)
        {
            recipients.clear();
            place.sure = false;
        }
        let alone = recipients.is_empty()
            && (!class.symmetric || actors.iter().all(|a| a.country == actors[0].country));
        if class.other_side && alone {
            recipients = other_side(self.weighing, discourse, &actors, &place)
                .into_iter()
                .collect();
            // Whom a state arrests or represses without naming another: its own.
            let here = |d: &Draft| {
                let mut named = discourse.recent.iter().zip(&discourse.recent_in);
                named.any(|(r, at)| r.country == d.country && *at == discourse.sentence)
            };
            if class.name == "coerce" && !recipients.iter().all(here) {
                recipients = self.home(&actors, resolver, discourse, Some(place.trigger));
            }
        }
        let dated = when.from == Some(legation_model::WhenFrom::Clause);
        let total = proposal.score
            + if dated {
                self.weighing.of(Feature::Dated)
            } else {
                0.0
            };
        let confidence = self.weighing.calibration.confidence(total);
        if confidence < self.weighing.drop {
            return None;
        }
        let (status, cue) = match proposal.frame.status {
            Some(status) => (status, None),
            None => status(self.lexicon, self.sentence, cut, trigger),
        };
        // "Did not leave until 1968": it left then.
        let (status, reached) = match (&when.until, when.from) {
            (Some(until), Some(WhenFrom::Clause)) if status == Status::Denied => (
                Status::Asserted,
                Some(When {
                    edtf: Some(until.clone()),
                    ..when.clone()
                }),
            ),
            _ => (status, None),
        };
        let when = reached.as_ref().unwrap_or(when);
        let undated;
        let when = if matches!(status, Status::Planned | Status::Denied) {
            undated = when.clone().without_context();
            &undated
        } else {
            when
        };
        let source = (status == Status::Attributed)
            .then(|| self.source(cue?, phrases, drafts))
            .flatten();
        let trigger_span = self.bare_span(trigger);
        let quote = self.quote(trigger_span, &actors, &recipients, when, cut, trigger);
        let source_span = self.document.map.source(quote);
        let text = self.text();
        let instrument = matches!(class.name.as_str(), "sign-agreement" | "end-agreement")
            .then(|| self.instrument(trigger, cut))
            .flatten();
        let claim = Claim {
            doc: self.document.id.clone(),
            id: String::new(),
            class: class.name.clone(),
            actor: actors
                .iter()
                .map(|d| d.party(&self.packs.actors, text))
                .collect(),
            recipient: recipients
                .iter()
                .map(|d| d.party(&self.packs.actors, text))
                .collect(),
            when: when.edtf.clone(),
            status,
            source,
            office,
            instrument,
            quote: quote.of(text).to_owned(),
            lang: self.lang.clone(),
            sentence: self.number,
            start: quote.start,
            end: quote.end,
            source_start: source_span.map(|s| s.start),
            source_end: source_span.map(|s| s.end),
            trigger: Trigger {
                text: trigger_span.of(text).to_owned(),
                start: trigger_span.start,
                end: trigger_span.end,
            },
            when_text: when.span.map(|s| s.of(text).to_owned()),
            when_start: when.span.map(|s| s.start),
            when_end: when.span.map(|s| s.end),
            when_from: when.from,
            quantities: Vec::new(),
            plover: class.plover.clone(),
            reader: READER.to_owned(),
            rule: proposal.frame.id.clone(),
            confidence: (confidence * 1000.0).round() / 1000.0,
        };
        Some((claim, actors))
    }

    /// Sets right what is founded, dissolved or renamed: what the words name, and nobody else.
    fn founded(
        &self,
        trigger: &TriggerWord,
        proposal: &Proposal<'_>,
        setting: &Setting<'_>,
        actors: &mut Vec<Draft>,
        recipients: &mut Vec<Draft>,
    ) {
        let class = self.packs.classes.get(proposal.frame.class).name.as_str();
        let person = |d: &Draft| d.kind == Some(ActorKind::Person);
        if class != "rename" {
            recipients.retain(|d| !person(d));
        }
        let written = (class != "rename")
            .then(|| self.written_name(trigger))
            .flatten();
        if let Some(name) = written
            && let Some(thing) =
                self.named_thing(name, recipients, actors, setting.phrases, setting.drafts)
        {
            actors.retain(|d| !thing.span.contains(d.span));
            *recipients = vec![thing];
            return;
        }
        // Whom the clause before was about is not what is founded, unless it is independence that it gains.
        let carried =
            |c: &Candidate| matches!(c.slot, Feature::SubjectCarried | Feature::SubjectDiscourse);
        // A noun alone ("a movement") names no state either.
        let bare = |c: &Candidate| match c.filler {
            Filler::List(list) => {
                let mut of_list = setting.phrases.iter().filter(|p| p.list == list);
                of_list.all(|p| p.who == Who::Bare)
            }
            _ => false,
        };
        let unnamed = |c: &Candidate| carried(c) || bare(c);
        if class == "found"
            && !proposal.frame.is_recipient.place
            && proposal.filled.recipient.iter().all(unnamed)
        {
            recipients.retain(|d| d.kind != Some(ActorKind::State));
        }
        // What is told before who did it: one subject alone is that.
        let subject = |c: &Candidate| matches!(c.slot, Feature::SubjectNear | Feature::SubjectFar);
        if recipients.is_empty()
            && let [one] = actors.as_slice()
            && !person(one)
            && proposal.filled.actor.iter().all(subject)
        {
            *recipients = std::mem::take(actors);
        }
    }

    /// Whether the form of a verb says that its subject, where it is left out, is one.
    fn one(&self, trigger: &TriggerWord) -> bool {
        let endings = &self.lexicon.language.plural_endings;
        let word = self.sentence.word(trigger.from);
        !endings.is_empty()
            && trigger.senses.iter().all(|s| s.1 != Sort::Noun && !s.2)
            && !endings.iter().any(|e| word.ends_with(e.as_str()))
    }

    pub(crate) fn list<'p>(
        &self,
        filled: &Filled,
        phrases: &'p [Phrase],
    ) -> impl Iterator<Item = &'p Phrase> {
        let list = filled.actor.first().and_then(|c| {
            if let Filler::List(list) = c.filler {
                Some(list)
            } else {
                None
            }
        });
        phrases.iter().filter(move |p| Some(p.list) == list)
    }

    pub(crate) fn fill(
        &self,
        candidate: &Candidate,
        proposal: &Proposal<'_>,
        place: &Place<'_>,
        resolver: &Resolver<'_>,
        discourse: &Discourse,
        not: &[Draft],
    ) -> Vec<Draft> {
        // A pronoun that is no subject means somebody else than the subject.
        let other = |span: Span| {
            let not = if not.is_empty() {
                &discourse.subject
            } else {
                not
            };
            let place = Place {
                trigger: span,
                sure: false,
                ..*place
            };
            other_side(self.weighing, discourse, not, &place)
                .into_iter()
                .collect()
        };
        match candidate.filler {
            Filler::Last => {
                let acted = discourse.acted(&proposal.frame.is_actor);
                if place.one {
                    Discourse::one(&acted)
                } else {
                    acted
                }
            }
            Filler::Other => other(self.sentence.span),
            Filler::Pair => resolver.sides(discourse, self.sentence.span),
            Filler::List(list) => place
                .phrases
                .iter()
                .zip(place.drafts)
                .filter(|(p, _)| p.list == list)
                .flat_map(|(phrase, known)| match phrase.who {
                    Who::Actor(_) | Who::Place(_) | Who::Introduced(_) | Who::Stranger => {
                        resolver.resolve(self.sentence, phrase, discourse)
                    }
                    // "Recognized by Jordan and Turkey, Cairo broke with both": not himself and another.
                    Who::Both if phrase.prep.is_some() && discourse.others_listed(known, not) => {
                        let span = self.sentence.folded.span(phrase.from, phrase.to);
                        let listed = discourse.listed.iter();
                        listed.map(|d| Draft { span, ..d.clone() }).collect()
                    }
                    Who::Pronoun | Who::Person
                        if phrase.prep.is_some() || candidate.slot == Feature::Object =>
                    {
                        other(self.sentence.folded.span(phrase.from, phrase.to))
                    }
                    _ => known.clone(),
                })
                .collect(),
        }
    }

    /// The state that somebody acts for.
    pub(crate) fn home(
        &self,
        actors: &[Draft],
        resolver: &Resolver<'_>,
        discourse: &Discourse,
        at: Option<Span>,
    ) -> Vec<Draft> {
        let Some(actor) = actors.first() else {
            return Vec::new();
        };
        resolver
            .state_of(discourse, &actor.country, at.unwrap_or(actor.span))
            .into_iter()
            .collect()
    }

    /// Who says what a reporting cue reports: the free phrase nearest to the cue.
    pub(crate) fn source(
        &self,
        cue: usize,
        phrases: &[Phrase],
        drafts: &[Vec<Draft>],
    ) -> Option<String> {
        phrases
            .iter()
            .zip(drafts)
            .filter(|(p, d)| !d.is_empty() && !p.adjective)
            .min_by_key(|(p, _)| {
                if p.from >= cue {
                    p.from - cue
                } else {
                    cue - p.from + 1
                }
            })
            .and_then(|(_, d)| d.first())
            .map(|d| d.name.clone())
    }

    /// The trigger without the clitics that lean on it.
    pub(crate) fn bare_span(&self, trigger: &TriggerWord) -> Span {
        let span = self.sentence.folded.span(trigger.from, trigger.to);
        let Some(prefix) = trigger.prefix.map(|id| self.lexicon.prefix(id)) else {
            return span;
        };
        let mut left = prefix.text.chars().count();
        for (offset, c) in span.of(self.text()).char_indices() {
            let marks = !c.is_alphabetic();
            if left == 0 && !marks {
                return Span::new(span.start + offset, span.end);
            }
            if !marks {
                left -= 1;
            }
        }
        span
    }

    /// The words that state the claim: trigger, what follows it, its parties and its date as far as they stand in the
    /// trigger's clause.
    pub(crate) fn quote(
        &self,
        trigger_span: Span,
        actors: &[Draft],
        recipients: &[Draft],
        when: &When,
        cut: &[Clause],
        trigger: &TriggerWord,
    ) -> Span {
        let clause = cut[clause_of(cut, trigger.from)];
        let clause_span = self.sentence.folded.span(clause.from, clause.to);
        let own = self.sentence.folded.span(trigger.from, trigger.to);
        let end = complement(self.sentence, trigger, cut);
        // Of what is written with the trigger only an "and" before it belongs to no word of the claim.
        let joined = trigger.prefix.is_some_and(|id| self.lexicon.prefix(id).and);
        let start = if joined { trigger_span } else { own }.start;
        let mut quote = Span::new(start, self.sentence.folded.span(trigger.from, end).end);
        for span in actors
            .iter()
            .chain(recipients)
            .map(|d| d.span)
            .chain(when.span)
        {
            // A party that is not named stands at the trigger, with the clitics that lean on it, or in the whole sentence.
            let named = !own.contains(span) && span != self.sentence.span;
            if clause_span.contains(span) && named {
                quote = quote.join(span);
            }
        }
        // It begins with a word: the preposition that is written to a date or name belongs to it.
        if quote.start < trigger_span.start {
            let tokens = (clause.from..trigger.to).map(|t| self.sentence.folded.span(t, t + 1));
            if let Some(first) = tokens.into_iter().find(|t| t.end > quote.start) {
                quote.start = quote.start.min(first.start);
            }
        }
        quote
    }

    /// Gives a claim another quote.
    pub(crate) fn requote(&self, claim: &mut Claim, quote: Span) {
        let source = self.document.map.source(quote);
        quote.of(self.text()).clone_into(&mut claim.quote);
        (claim.start, claim.end) = (quote.start, quote.end);
        claim.source_start = source.map(|s| s.start);
        claim.source_end = source.map(|s| s.end);
    }
}

/// Where the words behind a trigger end that say what it is about: before the next mark or clause, or after a few words.
/// A clause that completes the trigger's own is part of it: "the warning that it would resist".
fn complement(sentence: &Scanned, trigger: &TriggerWord, cut: &[Clause]) -> usize {
    let index = clause_of(cut, trigger.from);
    let completed = cut
        .get(index + 1)
        .filter(|next| matches!(next.opener, Opener::That | Opener::Relative));
    let clause_end = completed.unwrap_or(&cut[index]).to;
    let limit = clause_end.min(trigger.to + COMPLEMENT);
    let word = |t: &usize| sentence.folded.tokens[*t].kind != TokenKind::Punct;
    let digits = |t: usize| sentence.folded.tokens[t].kind == TokenKind::Number;
    let touches = |t: usize| !sentence.folded.tokens[t].spaced;
    let within_number =
        |t: usize| t + 1 < limit && digits(t - 1) && digits(t + 1) && touches(t) && touches(t + 1);
    let parts = |t: &usize| {
        matches!(
            sentence.word(*t),
            "," | ";" | ":" | "." | "(" | ")" | "[" | "]" | "\u{2013}" | "\u{2014}"
        ) && !within_number(*t)
    };
    let end = (trigger.to..limit).find(parts).unwrap_or(limit);
    (trigger.to..end)
        .rev()
        .find(word)
        .map_or(trigger.to, |t| t + 1)
}

/// Whether two claims of one clause tell one event: the same class, triggers close by, a party in common; not where the
/// sides are changed about or each has a date of its own.
pub(crate) fn twins(a: &Claim, b: &Claim, at: (usize, usize), other: (usize, usize)) -> bool {
    let gap = if other.0 >= at.1 {
        other.0 - at.1
    } else {
        at.0.saturating_sub(other.1)
    };
    let shared = a.actor.iter().chain(&a.recipient).any(|x| {
        b.actor
            .iter()
            .chain(&b.recipient)
            .any(|y| x.country == y.country)
    });
    // "Israel promised to leave and Lebanon promised to stay"; "the coup of 2005 and that of 2008".
    let acts = |claim: &Claim, other: &Claim| {
        claim
            .actor
            .iter()
            .any(|x| other.actor.iter().any(|y| x.country == y.country))
    };
    let crossed = !a.actor.is_empty()
        && !b.actor.is_empty()
        && !a.recipient.is_empty()
        && !b.recipient.is_empty()
        && !acts(a, b);
    let dated = |claim: &Claim| claim.when_from == Some(WhenFrom::Clause);
    let apart = dated(a) && dated(b) && a.when != b.when;
    a.class == b.class && gap <= 5 && shared && !crossed && !apart
}
