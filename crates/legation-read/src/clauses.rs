//! Clauses: a flat cut of a sentence at the words and marks that open or close one.

use legation_pack::{Item, Lexicon, Sense, TokenKind, WordClass};

use crate::{scan::Scanned, when::Timed};

/// How a clause begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Opener {
    /// The sentence itself, or what follows a semicolon.
    Sentence,
    /// A coordinating word or comma before a verb: the subject may carry over.
    Coordinate,
    /// A complement: "that ...".
    That,
    /// A relative clause: its subject or object is what stands before it.
    Relative,
    /// Another subordinate clause.
    Subordinate,
    /// Brackets, dashes, colons.
    Aside,
}

/// A clause: tokens from `from` to the next clause's start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Clause {
    pub(crate) from: usize,
    pub(crate) to: usize,
    pub(crate) opener: Opener,
}

/// The clauses of a sentence, in order.
pub(crate) fn clauses(lexicon: &Lexicon, sentence: &Scanned, times: &[Timed]) -> Vec<Clause> {
    let count = sentence.folded.tokens.len();
    let mut starts: Vec<(usize, Opener)> = vec![(0, Opener::Sentence)];
    for word in &sentence.words {
        let opener = match word.what {
            WordClass::That => Opener::That,
            WordClass::Relative => Opener::Relative,
            WordClass::Subordinate => Opener::Subordinate,
            _ => continue,
        };
        // "since 1951", "before the spring" open no clause.
        let dates = |t: &Timed| t.from <= word.to && word.from < t.to;
        // A word inside a longer name is part of it.
        let names =
            |n: &Item| matches!(n.sense, Sense::Name(..)) && n.from <= word.from && word.to < n.to;
        if times.iter().any(dates) || sentence.nominal.iter().any(names) {
            continue;
        }
        starts.push((word.from, opener));
    }
    for trigger in &sentence.triggers {
        let verb = trigger.only_verb();
        if let Some(prefix) = trigger.prefix.map(|id| lexicon.prefix(id)) {
            if prefix.clause {
                starts.push((trigger.from, Opener::Relative));
            } else if prefix.and && verb {
                starts.push((trigger.from, Opener::Coordinate));
            }
        }
        // "..., and signed": the coordinating word stands by itself, perhaps with a word before the verb.
        if verb {
            let before = trigger.from.saturating_sub(2)..trigger.from;
            if let Some(and) = before
                .rev()
                .find(|&t| sentence.is(t, WordClass::And) || sentence.is(t, WordClass::Or))
            {
                starts.push((and, Opener::Coordinate));
            }
        }
    }
    for (index, token) in sentence.folded.tokens.iter().enumerate() {
        if token.kind != TokenKind::Punct {
            continue;
        }
        match sentence.word(index) {
            // What follows is told by itself, whatever the clause before was part of.
            ";" => starts.push((index + 1, Opener::Sentence)),
            ":" => starts.push((index + 1, Opener::Coordinate)),
            "(" | ")" => starts.push((index + 1, Opener::Aside)),
            "," => {
                // A comma before a verb that has no subject of its own in between, or before a function word that opens a
                // clause, ends the clause; a comma in a list does not.
                let next = index + 1;
                let opens = sentence
                    .triggers
                    .iter()
                    .any(|t| t.from == next && !t.only_noun());
                if opens {
                    starts.push((next, Opener::Coordinate));
                }
            }
            _ => {}
        }
    }
    for time in times {
        starts.extend(preposed(lexicon, sentence, time).map(|at| (at, Opener::Coordinate)));
    }
    // Where several reasons meet, the more telling opener stands: it was pushed first.
    starts.sort_by_key(|(at, _)| *at);
    starts.dedup_by(|later, kept| later.0 == kept.0);
    starts.retain(|(at, _)| *at < count || *at == 0);
    let ends: Vec<usize> = starts
        .iter()
        .skip(1)
        .map(|(at, _)| *at)
        .chain([count])
        .collect();
    starts
        .iter()
        .zip(ends)
        .map(|(&(from, opener), to)| Clause { from, to, opener })
        .collect()
}

/// How many tokens may stand before a date that opens a clause: a coordinating word, a preposition, an article.
const BEFORE_DATE: usize = 3;
/// How far behind such a date the verb of its clause may stand, in tokens.
const VERB_BEHIND: usize = 12;

/// Where a clause begins that a date opens: "..., and in March 1950 the two signed". Behind the date a verb follows; a
/// comma right behind it makes it an aside.
fn preposed(lexicon: &Lexicon, sentence: &Scanned, time: &Timed) -> Option<usize> {
    let prefixed = |t: usize| {
        let leans = |from: usize, to: usize, prefix: Option<legation_pack::PrefixId>| {
            from <= t && t < to && prefix.is_some_and(|p| lexicon.prefix(p).and)
        };
        sentence.joined.contains(&t)
            || sentence
                .nominal
                .iter()
                .any(|i| leans(i.from, i.to, i.prefix))
    };
    let first = time.from.saturating_sub(BEFORE_DATE);
    let at = (first..=time.from).rev().find(|t| {
        let joined = sentence.is(*t, WordClass::And) || prefixed(*t);
        joined && *t > 0
    })?;
    let between = (at + 1..time.from).all(|t| {
        sentence.preps.iter().any(|p| p.from <= t && t < p.to)
            || lexicon.language.is_article(sentence.word(t))
    });
    let verb = sentence
        .triggers
        .iter()
        .any(|t| t.from >= time.to && t.from - time.to <= VERB_BEHIND && !t.only_noun());
    (between && verb && sentence.word(time.to) != ",").then_some(at)
}

/// The clause that holds a token.
pub(crate) fn clause_of(clauses: &[Clause], token: usize) -> usize {
    clauses
        .partition_point(|c| c.from <= token)
        .saturating_sub(1)
}
