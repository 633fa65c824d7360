//! What a pack nearly read: words that might state an event, events that lack a party, names that no pack has. For
//! those who grow a pack; nothing of it goes into a claim.

use legation_model::Span;
use legation_pack::{Cue, NameKind, Named, Sense, TokenKind};
use serde::Serialize;

use crate::{
    clauses::Clause,
    discourse::Discourse,
    explain::{MORE_PARTIES, NO_PARTY},
    mentions::{Phrase, Who},
    parties::Draft,
    scan::TriggerWord,
    sentence::SentenceReader,
};

/// Words that are told of one stretch between actors: those nearest to them.
const NEAREST: usize = 3;
/// Words of a name that no pack knows, at most.
const NAME: usize = 3;
/// Letters that a word has at the least.
const LETTERS: usize = 3;

/// What kind of thing was nearly read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum GapKind {
    /// A word that no pack knows, beside two actors of whom no word states an event.
    Word,
    /// A word that states an event, with frames that all lack a party.
    Party,
    /// Somebody whom no pack knows, with a title, as a subject, or speaking.
    Name,
}

/// Something that a pack nearly read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Gap {
    /// What kind of thing.
    pub kind: GapKind,
    /// The words, folded.
    pub words: String,
    /// The rule that lacks a party.
    pub rule: Option<String>,
    /// Where the words stand in the clean text.
    pub span: Span,
}

/// What is looked at.
pub(crate) struct Scenery<'s> {
    pub(crate) cut: &'s [Clause],
    pub(crate) phrases: &'s [Phrase],
    pub(crate) drafts: &'s [Vec<Draft>],
    pub(crate) triggers: &'s [&'s TriggerWord],
    pub(crate) discourse: &'s Discourse,
    /// The quotes of the claims that the sentence made.
    pub(crate) quotes: Vec<Span>,
}

impl SentenceReader<'_> {
    /// What was nearly read in the sentence, in the order of its words.
    pub(crate) fn gaps(&self, scenery: &Scenery<'_>) -> Vec<Gap> {
        let mut gaps = self.missing_words(scenery);
        gaps.extend(self.missing_parties(&scenery.quotes));
        gaps.extend(self.missing_names(scenery));
        gaps.sort_by(|a, b| (a.span, a.kind, &a.words).cmp(&(b.span, b.kind, &b.words)));
        // A name that was built twice is one.
        gaps.dedup_by(|b, a| a.kind == b.kind && a.span.overlaps(b.span));
        gaps
    }

    fn gap(&self, kind: GapKind, from: usize, to: usize) -> Gap {
        let words: Vec<&str> = (from..to).map(|t| self.sentence.word(t)).collect();
        Gap {
            kind,
            words: words.join(" "),
            rule: None,
            span: self.sentence.folded.span(from, to),
        }
    }

    /// Unknown words nearest to the actors of clauses that have two and no trigger; of the whole sentence where it
    /// has no trigger at all.
    fn missing_words(&self, scenery: &Scenery<'_>) -> Vec<Gap> {
        let mut gaps = Vec::new();
        for clause in scenery.cut {
            if !scenery
                .triggers
                .iter()
                .any(|t| clause.from <= t.from && t.from < clause.to)
            {
                gaps.extend(self.words_between(clause.from, clause.to, scenery));
            }
        }
        if gaps.is_empty() && scenery.triggers.is_empty() {
            gaps = self.words_between(0, self.sentence.folded.tokens.len(), scenery);
        }
        gaps
    }

    fn words_between(&self, from: usize, to: usize, scenery: &Scenery<'_>) -> Vec<Gap> {
        let mut names: Vec<&str> = Vec::new();
        let mut actors: Vec<&Phrase> = Vec::new();
        for (phrase, drafts) in scenery.phrases.iter().zip(scenery.drafts) {
            let named = match phrase.who {
                Who::Actor(_) | Who::Introduced(_) => true,
                Who::Place(_) => phrase.prep.is_none(),
                _ => false,
            };
            if named && from <= phrase.from && phrase.to <= to && !drafts.is_empty() {
                names.extend(drafts.iter().map(|d| d.name.as_str()));
                actors.push(phrase);
            }
        }
        names.sort_unstable();
        names.dedup();
        if names.len() < 2 {
            return Vec::new();
        }
        let away = |t: usize| {
            let one = |p: &&Phrase| {
                if t < p.from {
                    p.from - t
                } else {
                    (t + 1).saturating_sub(p.to)
                }
            };
            actors.iter().map(one).min().unwrap_or(usize::MAX)
        };
        let mut words: Vec<usize> = (from..to)
            .filter(|t| self.may_state(*t, scenery.phrases))
            .collect();
        words.sort_by_key(|t| (away(*t), *t));
        words.truncate(NEAREST);
        words
            .into_iter()
            .map(|t| self.gap(GapKind::Word, t, t + 1))
            .collect()
    }

    /// Whether a token is a word that nobody knows and that is no name, article or part of a date.
    fn may_state(&self, token: usize, phrases: &[Phrase]) -> bool {
        let language = &self.lexicon.language;
        let word = self.sentence.word(token);
        self.sentence.unknown(token)
            && word.chars().count() >= LETTERS
            && !language.is_article(word)
            && !(language.capitals && token > 0 && self.sentence.folded.tokens[token].capital)
            && !phrases.iter().any(|p| p.from <= token && token < p.to)
            && !self
                .timed
                .times
                .iter()
                .any(|t| t.from <= token && token < t.to)
    }

    /// Triggers of which no frame was chosen and one at least found no party, or too few. What a claim quotes is part
    /// of its event: the treaty that was signed.
    fn missing_parties(&self, quotes: &[Span]) -> Vec<Gap> {
        let traces = self.trace.as_deref().unwrap_or_default();
        let chosen = |span: Span| {
            traces.iter().any(|t| {
                t.span.overlaps(span) && t.frames.iter().any(|frame| frame.dropped.is_none())
            })
        };
        let mut gaps: Vec<Gap> = Vec::new();
        let told = |span: Span| quotes.iter().any(|quote| quote.contains(span));
        for trace in traces.iter().filter(|t| !chosen(t.span) && !told(t.span)) {
            let lacks = |why: &str| why == NO_PARTY || why == MORE_PARTIES;
            let frame = trace
                .frames
                .iter()
                .find(|frame| frame.dropped.as_deref().is_some_and(lacks));
            let Some(frame) = frame else { continue };
            // Of words within words the longest stand for all.
            if gaps.iter().any(|gap| gap.span.overlaps(trace.span)) {
                continue;
            }
            let tokens = &self.sentence.folded.tokens;
            let from = tokens.partition_point(|t| t.span().end <= trace.span.start);
            let to = tokens.partition_point(|t| t.span().start < trace.span.end);
            gaps.push(Gap {
                rule: Some(frame.rule.clone()),
                ..self.gap(GapKind::Party, from, to)
            });
        }
        gaps
    }

    /// Names that no pack knows: behind a title; where names have capitals also subjects and speakers.
    fn missing_names(&self, scenery: &Scenery<'_>) -> Vec<Gap> {
        let mut gaps = Vec::new();
        for phrase in scenery.phrases {
            let name = match &phrase.who {
                Who::Introduced(person) if phrase.title.is_some() || self.acts(phrase) => {
                    scenery.discourse.people.get(*person).map(|known| Gap {
                        words: known.words.join(" "),
                        ..self.gap(GapKind::Name, phrase.from, phrase.to)
                    })
                }
                Who::Stranger if phrase.title.is_some() || self.acts(phrase) => {
                    Some(self.gap(GapKind::Name, phrase.from, phrase.to))
                }
                _ if phrase.title.is_some() && !phrase.person => self.behind(phrase),
                _ => None,
            };
            gaps.extend(name);
        }
        gaps
    }

    /// The unknown words right behind a title that nobody's name follows.
    fn behind(&self, phrase: &Phrase) -> Option<Gap> {
        let language = &self.lexicon.language;
        let tokens = &self.sentence.folded.tokens;
        let article = language
            .article
            .as_deref()
            .filter(|a| a.chars().count() > 1);
        let named = |t: &usize| {
            let word = self.sentence.word(*t);
            tokens[*t].kind == TokenKind::Word
                && self.sentence.unknown(*t)
                && word.chars().count() >= LETTERS
                && (!language.capitals || tokens[*t].capital)
                // A noun with the article stands for no name, unless the name has it too: no way to tell.
                && !article.is_some_and(|a| word.starts_with(a))
                && !self.timed.times.iter().any(|x| x.from <= *t && *t < x.to)
        };
        // Without capitals nothing tells where a name ends.
        let most = if language.capitals { NAME } else { 2 };
        let end = (phrase.to..tokens.len().min(phrase.to + most))
            .take_while(named)
            .last()?;
        Some(self.gap(GapKind::Name, phrase.to, end + 1))
    }

    /// Whether a name that nobody knows acts: a subject of a trigger, or beside a word of saying.
    fn acts(&self, phrase: &Phrase) -> bool {
        if !self.lexicon.language.capitals || phrase.prep.is_some() {
            return false;
        }
        let subject = self.trace.iter().flatten().any(|trigger| {
            trigger
                .frames
                .iter()
                .filter(|frame| frame.dropped.is_none())
                .flat_map(|frame| &frame.parties)
                .any(|party| party.list == Some(phrase.list) && party.slot.starts_with("subject"))
        });
        let verb = |t: &&TriggerWord| t.only_verb();
        let opens = self
            .sentence
            .triggers
            .iter()
            .filter(verb)
            .any(|t| t.from == phrase.to);
        let speaks = self.sentence.cues.iter().any(|cue| {
            cue.what == Cue::Reporting && (cue.from == phrase.to || cue.to == phrase.from)
        });
        let known = self.sentence.nominal.iter().any(|item| {
            matches!(item.sense, Sense::Name(Named::Actor(_), NameKind::Full))
                && phrase.from <= item.from
                && item.to <= phrase.to
        });
        (subject || opens || speaks) && !known
    }
}
