//! Status: whether a document says that something happened, that somebody says so, that it is wanted, or that it did
//! not happen.

use legation_model::Status;
use legation_pack::{Cue, WordClass};

use crate::{
    clauses::{Clause, Opener, clause_of},
    scan::Scanned,
};

/// How far before a trigger a negation may stand, in tokens.
const NEGATION_REACH: usize = 3;
/// How far before a trigger a cue that governs it without a clause of its own may stand, in tokens.
const CUE_REACH: usize = 6;

/// What the cues before a trigger make of its claim, with the token of the deciding cue.
pub(crate) fn status(
    sentence: &Scanned,
    clauses: &[Clause],
    from: usize,
    to: usize,
) -> (Status, Option<usize>) {
    let clause = clause_of(clauses, from);
    let negated = sentence
        .cues
        .iter()
        .filter(|c| c.what == Cue::Negation && c.to <= from && from - c.to < NEGATION_REACH)
        .find(|c| {
            !(c.to..from)
                .any(|t| sentence.word(t) == "," || sentence.triggers.iter().any(|x| x.from == t))
        });
    if let Some(cue) = negated {
        // "If it does not turn": a condition, not a denial.
        let condition = sentence.cues.iter().any(|c| {
            c.what == Cue::Conditional
                && c.to <= cue.from
                && clause_of(clauses, c.from) + 1 >= clause
        });
        let status = if condition {
            Status::Planned
        } else {
            Status::Denied
        };
        return (status, Some(cue.from));
    }
    let mut found = (Status::Asserted, None);
    for cue in &sentence.cues {
        // A cue may be written with the trigger ("tried to invade" as one word); it does not govern itself.
        if cue.from >= from && cue.to <= to {
            continue;
        }
        if cue.to > from || !governs(sentence, clauses, clause, cue.to, from) {
            continue;
        }
        match cue.what {
            Cue::Planned | Cue::Conditional => found = (Status::Planned, Some(cue.from)),
            Cue::Denial => found = (Status::Denied, Some(cue.from)),
            Cue::Reporting if found.0 == Status::Asserted => {
                found = (Status::Attributed, Some(cue.from));
            }
            Cue::Reporting | Cue::Negation => {}
        }
    }
    found
}

/// Whether a cue that ends at `cue` governs a trigger at `trigger`: in its own clause close by, or in the complement
/// clause that the cue opens.
fn governs(
    sentence: &Scanned,
    clauses: &[Clause],
    clause: usize,
    cue: usize,
    trigger: usize,
) -> bool {
    let cue_clause = clause_of(clauses, cue.saturating_sub(1));
    if cue_clause == clause {
        let another = sentence
            .triggers
            .iter()
            .any(|t| t.from >= cue && t.to <= trigger);
        return trigger - cue <= CUE_REACH && !another;
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
            Opener::Coordinate if complement && index > cue_clause + 1 => {}
            _ => return false,
        }
    }
    let first_that = clauses.get(cue_clause + 1).map_or(usize::MAX, |c| c.from);
    complement && first_that.saturating_sub(cue) <= 12 && !sentence.is(trigger, WordClass::That)
}
