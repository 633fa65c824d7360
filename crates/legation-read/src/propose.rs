//! Frames for a trigger: which of them can be filled, and which fits best.

use legation_model::{Bounds, Status};
use legation_pack::{Frame, NameKind, Sense, Sort, WordClass};

use crate::{
    clauses::{Clause, clause_of},
    explain::{CandidateTrace, FrameTrace, MORE_PARTIES, NO_PARTY, TriggerTrace},
    features::Feature,
    mentions::{Phrase, Who},
    roles::{Candidate, Filled, Filler, Scene},
    scan::TriggerWord,
    sentence::{SentenceReader, Setting},
    status::status,
    unnamed::{Telling, unnamed},
};

/// A frame that could be filled, before the best is chosen.
pub(crate) struct Proposal<'a> {
    pub(crate) frame: &'a Frame,
    pub(crate) filled: Filled,
    pub(crate) score: f64,
    /// How many parties the claim has at least.
    pub(crate) needed: usize,
}

impl<'a> SentenceReader<'a> {
    /// The best frame of a trigger, filled.
    pub(crate) fn propose(
        &mut self,
        trigger: &TriggerWord,
        setting: &Setting<'_>,
        when: Option<Bounds>,
    ) -> Option<Proposal<'a>> {
        let &Setting {
            cut,
            phrases,
            discourse,
            carried,
            controlled,
            dated,
            second,
            ..
        } = setting;
        let lexicon = self.lexicon;
        let mut best: Option<Proposal<'a>> = None;
        let mut frames: Vec<FrameTrace> = Vec::new();
        let told = || status(self.lexicon, self.sentence, cut, trigger).0;
        // "the demand", "its demand", "Germany's demand": a word that can be both is a noun there.
        let nominal = !trigger.only_verb() && self.determined(trigger);
        for &(index, sort, pronoun) in &trigger.senses {
            if nominal && sort != Sort::Noun {
                continue;
            }
            let frame = &lexicon.frames.list[usize::from(index)];
            let class = self.packs.classes.get(frame.class);
            let mut note = |score, parties, dropped: Option<String>| {
                frames.push(FrameTrace {
                    rule: frame.id.clone(),
                    class: class.name.clone(),
                    score,
                    parties,
                    dropped,
                });
            };
            let near = |set| self.companion(set, trigger, cut, frame.reach, false);
            // What opens or closes a tie is told with its date between verb and object.
            let tie = class.symmetric && !(class.opens.is_empty() && class.closes.is_empty());
            let companion = frame
                .with
                .and_then(|set| self.companion(set, trigger, cut, frame.reach, tie));
            if frame.with.is_some() && companion.is_none() {
                note(
                    None,
                    Vec::new(),
                    Some("none of its companion words stands near".to_owned()),
                );
                continue;
            }
            if frame.without.and_then(near).is_some() {
                note(
                    None,
                    Vec::new(),
                    Some("a word that rules it out stands near".to_owned()),
                );
                continue;
            }
            let sort = if sort == Sort::Verb && (self.passive(trigger) || self.participle(trigger))
            {
                Sort::Passive
            } else {
                sort
            };
            let excluded = if frame.office {
                self.office_lists(trigger, cut, phrases, class.name == "leave-office")
            } else {
                Vec::new()
            };
            let scene = Scene {
                lexicon,
                actors: &self.packs.actors,
                weights: self.weighing,
                sentence: self.sentence,
                clauses: cut,
                phrases,
                times: &self.timed.times,
                when,
                carried,
                controlled,
                discourse: !discourse.subject.is_empty(),
                topical: discourse.topics.len() > 1,
                excluded: &excluded,
            };
            let mut filled = scene.fill(frame, trigger, sort, pronoun, companion, class.symmetric);
            if frame.office && filled.actor.is_empty() && !excluded.is_empty() {
                // "The Soviet defence minister was dismissed": the title is the person.
                let scene = Scene {
                    excluded: &[],
                    ..scene
                };
                filled = scene.fill(frame, trigger, sort, pronoun, companion, class.symmetric);
            }
            // "Withdrew its offer", "left without asking": what the clause has stated already goes on.
            let goes_on = match sort {
                Sort::Noun => {
                    filled.recipient.is_empty()
                        && !filled.actor.is_empty()
                        && filled.actor.iter().all(|c| c.slot == Feature::Possessor)
                        && told() == Status::Asserted
                }
                Sort::Verb | Sort::Passive => told() == Status::Denied,
            };
            if second && goes_on {
                let dropped = "the clause has stated what it belongs to".to_owned();
                note(None, Vec::new(), Some(dropped));
                continue;
            }
            if filled.actor.is_empty() && filled.recipient.is_empty() {
                let telling = Telling {
                    sort,
                    determined: self.determined(trigger),
                    dated,
                    second,
                    status: told(),
                    carried: carried.map(|(list, _)| list),
                };
                filled = unnamed(self.weighing, discourse, frame, class.symmetric, &telling);
            }
            let score = self.score(frame, &filled, sort, companion.is_some(), class.symmetric);
            let parties = if self.trace.is_some() {
                self.trace_parties(&filled, phrases)
            } else {
                Vec::new()
            };
            if filled.actor.is_empty() && filled.recipient.is_empty() {
                note(Some(score), parties, Some(NO_PARTY.to_owned()));
                continue;
            }
            // A dated event that a noun names may leave one side to the text before.
            let named = sort == Sort::Noun && dated;
            let needed = frame.parties - usize::from(named && frame.parties > 1);
            if party_count(&filled, phrases) < needed {
                let dropped = MORE_PARTIES.to_owned();
                note(Some(score), parties, Some(dropped));
                continue;
            }
            if best.as_ref().is_some_and(|b| b.score >= score) {
                note(
                    Some(score),
                    parties,
                    Some("another frame fits better".to_owned()),
                );
                continue;
            }
            note(Some(score), parties, None);
            best = Some(Proposal {
                frame,
                filled,
                score,
                needed,
            });
        }
        if let Some(trace) = &mut self.trace {
            let chosen = best.as_ref().map(|b| b.frame.id.clone());
            for frame in &mut frames {
                if frame.dropped.is_none() && Some(&frame.rule) != chosen.as_ref() {
                    frame.dropped = Some("another frame fits better".to_owned());
                }
            }
            let (status, cue) = status(self.lexicon, self.sentence, cut, trigger);
            let span = self.sentence.folded.span(trigger.from, trigger.to);
            trace.push(TriggerTrace {
                status,
                cue: cue.map(|t| self.sentence.word(t).to_owned()),
                text: span.of(&self.document.text).to_owned(),
                span,
                frames,
            });
        }
        best
    }

    pub(crate) fn trace_parties(&self, filled: &Filled, phrases: &[Phrase]) -> Vec<CandidateTrace> {
        let text = |filler: Filler| match filler {
            Filler::Last => "(who acted last)".to_owned(),
            Filler::Other => "(somebody else named before)".to_owned(),
            Filler::Pair => "(the two sides)".to_owned(),
            Filler::List(list) => {
                let words: Vec<&str> = phrases
                    .iter()
                    .filter(|p| p.list == list)
                    .map(|p| self.sentence.folded.span(p.from, p.to).of(self.text()))
                    .collect();
                words.join(" + ")
            }
        };
        let one = |role: &'static str, c: &Candidate| CandidateTrace {
            role,
            text: text(c.filler),
            slot: c.slot.name(),
            score: c.score,
            list: match c.filler {
                Filler::List(list) => Some(list),
                _ => None,
            },
        };
        filled
            .actor
            .iter()
            .map(|c| one("actor", c))
            .chain(filled.recipient.iter().map(|c| one("recipient", c)))
            .collect()
    }

    /// Where a companion word of a set stands near a trigger, outside of it: in its clause or the next one. Dates may be
    /// left out of the count of words between.
    pub(crate) fn companion(
        &self,
        set: legation_pack::SetId,
        trigger: &TriggerWord,
        cut: &[Clause],
        reach: usize,
        over_dates: bool,
    ) -> Option<(usize, usize)> {
        let clause = clause_of(cut, trigger.from);
        self.sentence
            .companions
            .iter()
            .filter(|c| c.what == set && (c.to <= trigger.from || c.from >= trigger.to))
            .filter(|c| {
                // A word inside a longer name is a part of it, unless it is what the name is: "Syrian troops", "the Treaty
                // of Shimoda".
                !self.sentence.nominal.iter().any(|n| {
                    let head = !self.lexicon.language.modifier_first && c.from == n.from
                        || self.lexicon.language.modifier_first
                            && (c.to == n.to
                                || c.from == n.from
                                    && self.sentence.preps.iter().any(|p| {
                                        p.from == c.to
                                            && self.lexicon.frames.prepositions.group(p.what)
                                                == legation_pack::PrepGroup::Of
                                    }));
                    matches!(n.sense, Sense::Name(_, NameKind::Full))
                        && !head
                        && n.to - n.from > c.to - c.from
                        && n.from <= c.from
                        && c.to <= n.to
                })
            })
            .filter(|c| {
                let between = if c.from >= trigger.to {
                    trigger.to..c.from
                } else {
                    c.to..trigger.from
                };
                // A date does not take words apart: "established on 28 November 1948 diplomatic relations".
                let gap = between.filter(|t| !over_dates || !self.aside(*t)).count();
                gap <= reach && clause_of(cut, c.from).abs_diff(clause) <= 1
            })
            .min_by_key(|c| {
                if c.from >= trigger.to {
                    c.from - trigger.to
                } else {
                    trigger.from - c.to + 1
                }
            })
            .map(|c| (c.from, c.to))
    }

    /// Whether a token belongs to a date.
    fn aside(&self, token: usize) -> bool {
        let mut times = self.timed.times.iter();
        times.any(|t| t.from <= token && token < t.to)
    }

    /// Whether an article or a possessive stands right before a word.
    fn determined(&self, trigger: &TriggerWord) -> bool {
        let Some(before) = trigger.from.checked_sub(1) else {
            return false;
        };
        let word = self.sentence.word(before);
        self.lexicon.language.is_article(word)
            || self.sentence.is(before, WordClass::Possessive)
            || (self.lexicon.language.modifier_first
                && (word == "'"
                    || word == "s" && before > 0 && self.sentence.word(before - 1) == "'"))
    }

    /// Whether a verb's form is active whatever stands before it: "was signing".
    fn active_ending(&self, trigger: &TriggerWord) -> bool {
        let word = self.sentence.word(trigger.from);
        self.lexicon
            .language
            .active_endings
            .iter()
            .any(|ending| word.ends_with(ending.as_str()))
    }

    /// Whether a verb is a participle with its agent right behind it: "Poland, invaded by Germany".
    fn participle(&self, trigger: &TriggerWord) -> bool {
        !self.lexicon.language.active_endings.is_empty()
            && !self.active_ending(trigger)
            && self.sentence.preps.iter().any(|p| {
                p.from == trigger.to
                    && self.lexicon.frames.prepositions.group(p.what)
                        == legation_pack::PrepGroup::By
            })
    }

    /// Whether a word that makes passives stands right before a verb.
    pub(crate) fn passive(&self, trigger: &TriggerWord) -> bool {
        let active = self.active_ending(trigger);
        !active
            && self.sentence.words.iter().any(|w| {
                w.what == WordClass::Passive
                    && w.to <= trigger.from
                    && trigger.from - w.to <= 1
                    && !self
                        .sentence
                        .preps
                        .iter()
                        .any(|p| p.from >= w.to && p.to <= trigger.from)
                    && !self
                        .sentence
                        .triggers
                        .iter()
                        .any(|t| t.from >= w.to && t.to <= trigger.from)
            })
    }

    /// Whether the words name the office taken or left, and the lists of phrases that are the office and no party. An
    /// office named twice in a list ("first secretary and prime minister") is one list.
    fn office_lists(
        &self,
        trigger: &TriggerWord,
        cut: &[Clause],
        phrases: &[Phrase],
        leaves: bool,
    ) -> Vec<usize> {
        let Some(office) = self.office_of(trigger, cut, phrases, &[], leaves) else {
            return Vec::new();
        };
        let covers = |p: &&Phrase| p.from <= office.from && office.from < p.to;
        // "The head of the Mossad, N N": the list is he.
        let person = |list: usize| phrases.iter().any(|p| p.list == list && p.person);
        let list = phrases.iter().find(covers).map(|p| p.list);
        list.filter(|list| !person(*list)).into_iter().collect()
    }

    /// The total of a filled frame.
    pub(crate) fn score(
        &self,
        frame: &Frame,
        filled: &Filled,
        sort: Sort,
        companion: bool,
        symmetric: bool,
    ) -> f64 {
        let w = |feature: Feature| self.weighing.of(feature);
        let actor = filled.actor.first().map_or(0.0, |c| c.score);
        let second = if symmetric {
            filled.actor.get(1).map_or(0.0, |c| c.score)
        } else {
            0.0
        };
        let recipient = filled.recipient.first().map_or(second, |c| c.score);
        let weak = filled
            .actor
            .first()
            .is_some_and(|c| c.filler == Filler::Last);
        let mut score =
            w(Feature::Bias) + w(Feature::Party) * actor + w(Feature::Recipient) * recipient;
        if companion && frame.with.is_some() {
            score += w(Feature::CompanionFound);
        }
        if sort == Sort::Noun {
            score += w(Feature::Noun);
        }
        if weak {
            score += w(Feature::WeakSubject);
        }
        score
    }
}

/// How many parties at most the fillers of a frame can give.
fn party_count(filled: &Filled, phrases: &[Phrase]) -> usize {
    let one = |candidate: &Candidate| match candidate.filler {
        Filler::List(list) => {
            let of_list = phrases.iter().filter(|p| p.list == list);
            of_list
                .map(|p| if p.who == Who::Both { 2 } else { 1 })
                .sum()
        }
        Filler::Pair => 2,
        Filler::Last | Filler::Other => 1,
    };
    filled.actor.iter().chain(&filled.recipient).map(one).sum()
}
