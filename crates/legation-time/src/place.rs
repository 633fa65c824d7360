//! What stands around an expression: brackets, relative clauses, chains of digits, nothing at all.

use std::ops::Range;

use legation_pack::{Folded, TokenKind};

use crate::find::Role;
use crate::lexicon::{
    AUXILIARY, CLOSE, EARLIER, KNOWN, Marks, OPEN, PAUSE, PERFECT, RELATIVE, STOP,
};
use crate::value::Value;

/// Whether nothing but marks stands around the tokens.
pub(crate) fn is_whole(folded: &Folded, tokens: &Range<usize>) -> bool {
    let mark = |t: &legation_pack::Token| t.kind == TokenKind::Punct;
    folded.tokens[..tokens.start].iter().all(mark) && folded.tokens[tokens.end..].iter().all(mark)
}

/// Whether what follows makes it a time of day or a score.
pub(crate) fn is_clock(folded: &Folded, tokens: &Range<usize>) -> bool {
    matches!(folded.word(tokens.end), ":" | "-" | "/")
}

/// Whether the value is a year that only digits say.
pub(crate) fn is_open_year(value: &Value) -> bool {
    match value {
        Value::Date(d) => d.is_year() && d.calendar == legation_pack::time::Calendar::Gregory,
        Value::Open(_, inner) => is_open_year(inner),
        _ => false,
    }
}

/// Whether the digits are links of a longer chain, as in a book's or a telephone number: `978-0-1956-2014-8`.
pub(crate) fn in_a_chain(folded: &Folded, tokens: &Range<usize>) -> bool {
    let number = |i: usize| {
        folded
            .tokens
            .get(i)
            .is_some_and(|t| t.kind == TokenKind::Number)
    };
    let touching = |i: usize| folded.tokens.get(i).is_some_and(|t| !t.spaced);
    let link = |i: usize| matches!(folded.word(i), "-" | "/" | ":" | ".");
    let (first, last) = (tokens.start, tokens.end.saturating_sub(1));
    let before = first >= 2
        && number(first)
        && touching(first)
        && touching(first - 1)
        && link(first - 1)
        && number(first - 2);
    let after = number(last)
        && touching(last + 1)
        && touching(last + 2)
        && matches!(folded.word(last + 1), "-" | "/")
        && number(last + 2);
    before || after
}

/// How many tokens before its mark a pluperfect can open.
const PERFECT_REACH: usize = 5;

/// Where an expression stands among the marks around it.
pub(crate) struct Place {
    pub(crate) role: Role,
    pub(crate) initial: bool,
    pub(crate) sentence: usize,
}

/// The place of an expression that begins at a token.
pub(crate) fn role_of(marks: &[Marks], at: usize) -> Place {
    let mut depth = 0i32;
    let mut paused = false;
    let mut relative = false;
    let mut earlier = false;
    let mut words = 0;
    // Where the mark of a pluperfect stands, as the words are gone through backwards.
    let mut perfect: Option<usize> = None;
    let mut place = Place {
        role: Role::Main,
        initial: false,
        sentence: marks[..at].iter().filter(|m| **m & STOP != 0).count(),
    };
    for (back, mark) in marks[..at].iter().rev().enumerate() {
        if mark & OPEN != 0 {
            depth += 1;
            if depth > 0 {
                place.role = Role::Bracket;
                return place;
            }
        }
        if mark & CLOSE != 0 {
            depth -= 1;
        }
        if mark & STOP != 0 && depth >= 0 {
            break;
        }
        if depth < 0 {
            continue;
        }
        paused |= mark & PAUSE != 0;
        relative |= !paused && mark & RELATIVE != 0;
        earlier |= !paused && mark & EARLIER != 0;
        words += usize::from(mark & KNOWN == 0);
        if mark & PAUSE != 0 {
            perfect = None;
        } else if mark & PERFECT != 0 && !paused {
            perfect = Some(back);
        }
        earlier |= mark & AUXILIARY != 0
            && perfect.is_some_and(|p| (2..=PERFECT_REACH).contains(&(back - p)));
    }
    place.initial = words == 0;
    if relative {
        place.role = Role::Relative;
    } else if earlier {
        place.role = Role::Earlier;
    }
    place
}
