//! Status: whether a document says that something happened, that somebody says so, that it is wanted, or that it did
//! not happen.

use legation_model::Status;
use legation_pack::{Cue, Lexicon, Mood, WordClass};

use crate::{
    clauses::{Clause, Opener, clause_of},
    scan::{Scanned, TriggerWord},
};

/// How far before a trigger a negation may stand, in tokens.
const NEGATION_REACH: usize = 3;
/// How far before a trigger a cue that governs it without a clause of its own may stand, in tokens.
const CUE_REACH: usize = 6;

/// How far behind a negated verb the word that takes the negation back may stand, in tokens.
const EXCEPTION_REACH: usize = 10;
/// How many tokens the one who says it may take, between the comma and the verb of saying behind what was said.
const SAYER_REACH: usize = 4;

/// What the cues around a trigger make of its claim, with the token of the deciding cue.
pub(crate) fn status(
    lexicon: &Lexicon,
    sentence: &Scanned,
    clauses: &[Clause],
    trigger: &TriggerWord,
) -> (Status, Option<usize>) {
    let (from, to) = (trigger.from, trigger.to);
    let clause = clause_of(clauses, from);
    if let Some(cue) = negation(sentence, trigger) {
        // "If it does not turn": a condition, not a denial.
        let condition = sentence.cues.iter().any(|c| {
            c.what == Cue::Conditional && c.to <= cue && clause_of(clauses, c.from) + 1 >= clause
        });
        if condition {
            return (Status::Planned, Some(cue));
        }
        // "Did not return except in 1988": it returned then.
        if !excepted(sentence, to) {
            return (Status::Denied, Some(cue));
        }
    }
    let told = trigger.mood == Mood::Told;
    let mut found = (Status::Asserted, None);
    for cue in &sentence.cues {
        // A cue may be written with the trigger ("tried to invade" as one word); it does not govern itself.
        if cue.from >= from && cue.to <= to || cue.to > from {
            continue;
        }
        let wanted = cue.what == Cue::Planned;
        if !governs(sentence, clauses, clause, cue.to, from, told && wanted) {
            continue;
        }
        match cue.what {
            Cue::Planned | Cue::Conditional => found = (Status::Planned, Some(cue.from)),
            Cue::Denial => found = (Status::Denied, Some(cue.from)),
            Cue::Factive => found = (Status::Asserted, Some(cue.from)),
            Cue::Reporting if found.0 == Status::Asserted => {
                found = (Status::Attributed, Some(cue.from));
            }
            Cue::Reporting | Cue::Negation | Cue::Exception => {}
        }
    }
    if found == (Status::Asserted, None) {
        if infinitive(lexicon, trigger, sentence) {
            return (Status::Planned, Some(from));
        }
        if let Some(cue) = said_after(sentence, to) {
            return (Status::Attributed, Some(cue));
        }
    }
    found
}

/// Whether a trigger is an infinitive, which names what is meant and not what was done.
fn infinitive(lexicon: &Lexicon, trigger: &TriggerWord, sentence: &Scanned) -> bool {
    if trigger.mood == Mood::Wanted {
        return true;
    }
    if trigger.mood == Mood::Told {
        return false;
    }
    let language = &lexicon.language;
    let prefixed = trigger.prefix.is_some_and(|id| {
        let prefix = lexicon.prefix(id);
        let ends = |part: &String| prefix.text.ends_with(part.as_str());
        !prefix.article && language.infinitive_prefixes.iter().any(ends)
    });
    let Some(before) = trigger.from.checked_sub(1) else {
        return prefixed;
    };
    let verb = trigger.only_verb();
    // "They met there, to part a month later": behind a comma it goes on with the story.
    if verb && sentence.word(before) == "," {
        return false;
    }
    // "Before it withdrew" is one word for a time.
    let inside = sentence
        .words
        .iter()
        .any(|w| w.to == trigger.from && w.to - w.from > 1);
    let marked = verb
        && !inside
        && language
            .infinitive
            .iter()
            .any(|w| w == sentence.word(before));
    prefixed || marked
}

/// The token of the negation right before a trigger. Where the trigger is a noun, a verb that nobody knows may stand
/// between them: then that is what did not happen.
fn negation(sentence: &Scanned, trigger: &TriggerWord) -> Option<usize> {
    let noun = trigger.only_noun();
    sentence
        .cues
        .iter()
        .filter(|c| {
            c.what == Cue::Negation
                && c.to <= trigger.from
                && trigger.from - c.to < NEGATION_REACH
                && !sentence.cues.iter().any(|longer| {
                    longer.from <= c.from
                        && c.to <= longer.to
                        && longer.to - longer.from > c.to - c.from
                })
        })
        .find(|c| {
            !(c.to..trigger.from).any(|t| {
                sentence.word(t) == ","
                    || sentence.triggers.iter().any(|x| x.from == t)
                    || noun && sentence.unknown(t)
            })
        })
        .map(|c| c.from)
}

/// Whether a word behind a negated verb takes the negation back, before the next verb.
fn excepted(sentence: &Scanned, to: usize) -> bool {
    let next = sentence
        .triggers
        .iter()
        .find(|t| t.from >= to && !t.only_noun())
        .map_or(usize::MAX, |t| t.from);
    sentence.cues.iter().any(|c| {
        c.what == Cue::Exception
            && c.from >= to
            && c.from - to <= EXCEPTION_REACH
            && c.from < next
            && !sentence.is(c.to, WordClass::That)
    })
}

/// The verb of saying that follows what was said: "..., diplomats said."
fn said_after(sentence: &Scanned, to: usize) -> Option<usize> {
    let count = sentence.folded.tokens.len();
    let comma = (to..count).find(|t| matches!(sentence.word(*t), "," | "\""))?;
    let opens = (comma..count).find(|t| !matches!(sentence.word(*t), "," | "\""))?;
    let cue = sentence
        .cues
        .iter()
        .find(|c| c.what == Cue::Reporting && c.from >= opens && c.from - opens <= SAYER_REACH)?;
    let ends = |t: usize| t >= count || matches!(sentence.word(t), "." | ";" | ":");
    // In the middle of the sentence only with its subject before it: "..., diplomats said, ...".
    let closes = (cue.to..=cue.to + SAYER_REACH).any(ends)
        || sentence.word(cue.to) == "," && cue.from > opens;
    let event = |t: &TriggerWord| t.from < cue.to && opens < t.to;
    let governed = sentence.preps.iter().any(|p| p.to == cue.from);
    (closes && !governed && !sentence.triggers.iter().any(event)).then_some(cue.from)
}

/// Whether a cue that ends at `cue` governs a trigger at `trigger`: in its own clause close by, or in the complement
/// clause that the cue opens. What is wanted is not `told`: a verb in the past goes on with the story instead.
fn governs(
    sentence: &Scanned,
    clauses: &[Clause],
    clause: usize,
    cue: usize,
    trigger: usize,
    told: bool,
) -> bool {
    // "Notes that": a cue written with the word that opens its complement stands before it.
    let last = cue.saturating_sub(1);
    let opens =
        last > 0 && sentence.is(last, WordClass::That) && clauses.iter().any(|c| c.from == last);
    let cue_clause = clause_of(clauses, last - usize::from(opens));
    if cue_clause == clause {
        let another = sentence
            .triggers
            .iter()
            .any(|t| t.from >= cue && t.to <= trigger);
        return trigger - cue <= CUE_REACH && !another && !told;
    }
    // The complement: every clause between the cue and the trigger is opened by "that" or continues such a one.
    let mut complement = false;
    for (index, between) in clauses
        .iter()
        .enumerate()
        .take(clause + 1)
        .skip(cue_clause + 1)
    {
        match between.opener {
            Opener::That => complement = true,
            Opener::Coordinate if complement && !told && index > cue_clause + 1 => {}
            _ => return false,
        }
    }
    let first_that = clauses.get(cue_clause + 1).map_or(usize::MAX, |c| c.from);
    complement && first_that.saturating_sub(cue) <= 12 && !sentence.is(trigger, WordClass::That)
}
