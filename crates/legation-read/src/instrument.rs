//! The agreement that a claim is about, by its name.

use legation_model::ActorKind;
use legation_pack::{Named, Sense, TokenKind};

use crate::{
    clauses::{Clause, clause_of},
    scan::TriggerWord,
    sentence::SentenceReader,
};

impl SentenceReader<'_> {
    /// The agreement that a claim is about: its noun with what follows up to the end of the name.
    pub(crate) fn instrument(&self, trigger: &TriggerWord, cut: &[Clause]) -> Option<String> {
        let clause = cut[clause_of(cut, trigger.from)];
        let named = self
            .sentence
            .nominal
            .iter()
            .filter(|i| i.from >= clause.from && i.to <= clause.to)
            .find_map(|i| match i.sense {
                Sense::Name(Named::Actor(id), _)
                    if self.packs.actors.entry(id).actor.kind == ActorKind::Agreement =>
                {
                    Some(self.packs.actors.entry(id).actor.name.clone())
                }
                _ => None,
            });
        named.or_else(|| {
            let noun = self
                .sentence
                .nominal
                .iter()
                .filter(|i| {
                    i.sense == Sense::Agreement && i.from >= clause.from && i.to <= clause.to
                })
                .min_by_key(|i| i.from.abs_diff(trigger.to))?;
            // "The treaty of 1936" has its year in its name.
            let owned = |t: usize| {
                self.timed
                    .times
                    .iter()
                    .any(|x| x.from <= t && t < x.to && x.owner == Some((noun.from, noun.to)))
            };
            let timed = |t: usize| self.timed.times.iter().any(|x| x.from <= t && t < x.to);
            let word = |t: usize| self.sentence.folded.tokens[t].kind == TokenKind::Word;
            let stop = |t: usize| {
                !owned(t) && (!word(t) || timed(t))
                    || self.sentence.words.iter().any(|w| w.from == t)
                    || self.sentence.preps.iter().any(|p| {
                        p.from == t
                            && p.to == t + 1
                            && self.lexicon.frames.prepositions.group(p.what)
                                != legation_pack::PrepGroup::Of
                    })
            };
            let end = (noun.to..clause.to.min(noun.to + 6))
                .find(|t| stop(*t))
                .unwrap_or(clause.to.min(noun.to + 6));
            Some(
                self.sentence
                    .folded
                    .span(noun.from, end)
                    .of(self.text())
                    .to_owned(),
            )
        })
    }
}
