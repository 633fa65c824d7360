//! One sentence: its phrases, its triggers in order, and the claims that they make.

use legation_model::{ActorKind, Claim, Document, Mention, Span, Status, WhenFrom};
use legation_pack::{Lexicon, Named, QuantityPack, Sense};

use crate::{
    Gap, Packs, Reading,
    claim::twins,
    clauses::{Clause, clause_of, clauses},
    discourse::Discourse,
    explain::TriggerTrace,
    features::Weighing,
    gaps::Scenery,
    mentions::{Phrase, Who, phrases},
    parties::{Draft, Resolver},
    roles::Filler,
    scan::{Scanned, TriggerWord},
    status::status,
    timing::SentenceTimes,
    when::Dating,
};

/// What a trigger stands in: the sentence's clauses and phrases, and what the text has said before it.
pub(crate) struct Setting<'s> {
    pub(crate) cut: &'s [Clause],
    pub(crate) phrases: &'s [Phrase],
    /// Whom each phrase means.
    pub(crate) drafts: &'s [Vec<Draft>],
    pub(crate) discourse: &'s Discourse,
    /// The list that was the subject of the last trigger, with its clause.
    pub(crate) carried: Option<(usize, usize)>,
    /// Whom the claim before asked or accused, where this trigger is what was asked or alleged.
    pub(crate) controlled: Option<usize>,
    /// Whether the trigger's own clause dates it.
    pub(crate) dated: bool,
    /// Whether its clause has stated something before it.
    pub(crate) second: bool,
}

/// Reads one sentence.
pub(crate) struct SentenceReader<'a> {
    pub(crate) packs: &'a Packs,
    pub(crate) weighing: &'a Weighing,
    pub(crate) lexicon: &'a Lexicon,
    pub(crate) quantities: &'a QuantityPack,
    pub(crate) document: &'a Document,
    /// BCP 47 tag of the sentence.
    pub(crate) lang: String,
    pub(crate) number: usize,
    pub(crate) sentence: &'a Scanned,
    pub(crate) timed: &'a SentenceTimes,
    pub(crate) trace: Option<Vec<TriggerTrace>>,
    /// What was nearly read, where the way is traced.
    pub(crate) gaps: Vec<Gap>,
}

impl<'a> SentenceReader<'a> {
    pub(crate) fn text(&self) -> &str {
        &self.document.text
    }

    pub(crate) fn read(&mut self, discourse: &mut Discourse, reading: &mut Reading) -> Vec<Clause> {
        discourse.sentence = self.number;
        let phrases = phrases(
            self.lexicon,
            &self.packs.actors,
            self.sentence,
            discourse,
            &self.timed.times,
        );
        let cut = clauses(self.lexicon, self.sentence, &self.timed.times);
        let sentence_when = self
            .timed
            .times
            .iter()
            .find_map(|t| t.edtf.as_ref())
            .or(self.timed.frame.as_ref())
            .map(legation_model::Edtf::bounds);
        let drafts = self.mentions(&phrases, &cut, sentence_when, discourse, reading);
        if self.sentence.heading {
            return cut;
        }
        let triggers: Vec<&TriggerWord> = self
            .sentence
            .triggers
            .iter()
            .filter(|t| !self.covered(t, &phrases))
            .collect();
        let spans: Vec<(usize, usize)> = triggers.iter().map(|t| (t.from, t.to)).collect();
        let dating = Dating {
            weighing: self.weighing,
            times: &self.timed.times,
            clauses: &cut,
            events: &spans,
            frame: self.timed.frame.as_ref(),
        };
        let mut carried: Option<(usize, usize)> = None;
        let mut made: Vec<(Claim, (usize, usize), usize)> = Vec::new();
        let mut acted: Vec<Draft> = Vec::new();
        let mut asked: Option<usize> = None;
        for trigger in &triggers {
            let when = dating.choose((trigger.from, trigger.to), false, false);
            let content = !matches!(
                status(self.lexicon, self.sentence, &cut, trigger).0,
                Status::Asserted
            );
            let controlled = asked.filter(|_| content);
            let setting = Setting {
                cut: &cut,
                phrases: &phrases,
                drafts: &drafts,
                discourse,
                carried,
                controlled,
                dated: when.from == Some(WhenFrom::Clause),
                second: {
                    let clause = clause_of(&cut, trigger.from);
                    made.iter().any(|(.., of)| *of == clause)
                },
            };
            // Where the longest words state nothing, shorter ones among them may.
            let sentence = self.sentence;
            let shorter = sentence
                .shorter
                .iter()
                .filter(|t| t.from < trigger.to && trigger.from < t.to);
            let tried = std::iter::once(*trigger).chain(shorter);
            let mut proposals = tried.filter_map(|trigger| {
                let proposal = self.propose(trigger, &setting, when.bounds())?;
                Some((trigger, proposal))
            });
            let Some((trigger, proposal)) = proposals.next() else {
                continue;
            };
            let resolver = Resolver {
                lexicon: self.lexicon,
                actors: &self.packs.actors,
                text: self.text(),
                when: when.bounds(),
            };
            let Some((claim, actors)) = self.claim(trigger, &proposal, &setting, &resolver, &when)
            else {
                continue;
            };
            if self.spoken_of_again(trigger, &claim, discourse) {
                continue;
            }
            // The subject goes on: "Vietnam, backed by Moscow, invaded" is not about Moscow.
            let filled = &proposal.filled;
            let subject = filled
                .actor
                .iter()
                .chain(&filled.recipient)
                .find(|c| c.slot.is_subject())
                .or(filled.actor.first());
            if let Some(Filler::List(list)) = subject.map(|c| c.filler) {
                carried = Some((list, clause_of(&cut, trigger.from)));
            }
            if !content {
                asked = matches!(claim.class.as_str(), "request" | "accuse")
                    .then(|| proposal.filled.recipient.first())
                    .flatten()
                    .and_then(|c| {
                        if let Filler::List(list) = c.filler {
                            Some(list)
                        } else {
                            None
                        }
                    });
            }
            discourse.tell(&claim);
            discourse.hold(&claim, &actors);
            discourse.settle(&actors, &self.document.text);
            if acted.is_empty() {
                acted = actors;
            }
            let clause = clause_of(&cut, trigger.from);
            if let Some(same) = made.iter_mut().find(|(c, at, cl)| {
                *cl == clause && twins(c, &claim, *at, (trigger.from, trigger.to))
            }) {
                // "The talks opened": both words state it.
                let quote = same.0.span().join(claim.span());
                if claim.confidence > same.0.confidence {
                    *same = (claim, (trigger.from, trigger.to), clause);
                }
                self.requote(&mut same.0, quote);
            } else {
                made.push((claim, (trigger.from, trigger.to), clause));
            }
        }
        if acted.is_empty() {
            acted = phrases
                .iter()
                .zip(&drafts)
                .find(|(p, d)| p.prep.is_none() && !p.adjective && !d.is_empty())
                .map_or_else(Vec::new, |(_, d)| d.clone());
        }
        if let Some(person) = acted.iter().find(|d| d.kind == Some(ActorKind::Person)) {
            discourse.person = Some(person.clone());
        }
        if !acted.is_empty() {
            discourse.subject = acted;
        }
        if self.trace.is_some() {
            self.gaps = self.gaps(&Scenery {
                cut: &cut,
                phrases: &phrases,
                drafts: &drafts,
                triggers: &triggers,
                discourse,
                quotes: made
                    .iter()
                    .map(|(claim, ..)| Span::new(claim.start, claim.end))
                    .collect(),
            });
        }
        self.redate(&mut made, &cut);
        self.quantify(&mut made, &cut);
        made.sort_by_key(|(claim, ..)| (claim.trigger.start, claim.trigger.end));
        reading
            .claims
            .extend(made.into_iter().map(|(claim, ..)| claim));
        cut
    }

    /// Whether a noun only speaks again of a meeting that the document has told of: "at the congress". One with a date of
    /// its own is told.
    fn spoken_of_again(
        &self,
        trigger: &TriggerWord,
        claim: &Claim,
        discourse: &mut Discourse,
    ) -> bool {
        let noun = trigger.only_noun();
        if claim.class != "meet" || !noun {
            return false;
        }
        let name = format!("{} {}", claim.trigger.text, self.sentence.word(trigger.to));
        let countries: Vec<String> = claim
            .actor
            .iter()
            .chain(&claim.recipient)
            .map(|p| p.country.clone())
            .collect();
        let again = claim.when_from != Some(WhenFrom::Clause)
            && discourse.meetings.iter().any(|(known, parties)| {
                *known == name && parties.iter().any(|c| countries.contains(c))
            });
        if !again {
            discourse.meetings.push((name, countries));
        }
        again
    }

    /// Resolves the phrases in order, writes them down as mentions, and lets the discourse know.
    pub(crate) fn mentions(
        &self,
        phrases: &[Phrase],
        cut: &[Clause],
        when: Option<legation_model::Bounds>,
        discourse: &mut Discourse,
        reading: &mut Reading,
    ) -> Vec<Vec<Draft>> {
        let mut all = Vec::with_capacity(phrases.len());
        for phrase in phrases {
            let resolver = Resolver {
                lexicon: self.lexicon,
                actors: &self.packs.actors,
                text: self.text(),
                when,
            };
            let mut drafts = resolver.resolve(self.sentence, phrase, discourse);
            if let Some(meant) = resolver.matrix(self.sentence, phrase, cut, phrases, &all) {
                drafts = meant;
            }
            let named = matches!(
                phrase.who,
                Who::Actor(_) | Who::Place(_) | Who::Introduced(_)
            );
            if let ([draft], true, false) = (drafts.as_slice(), named, phrase.adjective) {
                discourse.call(self.lexicon, self.sentence, phrase, draft);
            }
            if named {
                discourse.list(self.number << 16 | phrase.list, &drafts);
            }
            for draft in &drafts {
                if matches!(
                    phrase.who,
                    Who::Actor(_) | Who::Place(_) | Who::Introduced(_)
                ) {
                    reading.mentions.push(Mention {
                        span: draft.span,
                        text: draft.span.of(self.text()).to_owned(),
                        actor: draft
                            .id
                            .map(|id| self.packs.actors.entry(id).actor.id.clone()),
                        name: draft.name.clone(),
                        country: draft.country.clone(),
                    });
                }
                if phrase.person && phrase.prep.is_none() {
                    discourse.person = Some(draft.clone());
                }
                if !matches!(phrase.who, Who::Pronoun | Who::Person | Who::Bare) {
                    discourse.mention(draft);
                }
                self.titled(phrase, draft, discourse);
                if let (Some(title), true) = (phrase.title, phrase.person) {
                    discourse.titles.insert(title, draft.clone());
                }
            }
            all.push(drafts);
        }
        all
    }

    /// Whether a name or time expression covers a trigger.
    pub(crate) fn covered(&self, trigger: &TriggerWord, phrases: &[Phrase]) -> bool {
        let named = self.sentence.nominal.iter().any(|i| {
            matches!(i.sense, Sense::Name(Named::Actor(_) | Named::Place(_), _))
                && i.from <= trigger.from
                && trigger.to <= i.to
                && phrases.iter().any(|p| p.from <= i.from && i.to <= p.to)
        });
        named
            || self
                .timed
                .times
                .iter()
                .any(|t| t.from <= trigger.from && trigger.to <= t.to)
    }
}
