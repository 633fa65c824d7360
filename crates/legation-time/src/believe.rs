//! Whether a match is believed where it stands: what licenses a bare year, a word that is also another word, or a
//! day of a month that nothing names.

use std::ops::Range;

use legation_pack::time::{Class, Filter};
use legation_pack::{Folded, TokenKind};

use crate::find::{Engine, Match};
use crate::lexicon::{Marks, PAUSE, STOP};
use crate::matcher::Strength;
use crate::place::{in_a_chain, is_clock, is_open_year, is_whole, role_of};
use crate::produce::is_day_alone;
use crate::value::{Value, YearOf};

impl Engine {
    /// Whether a match is believed where it stands: a bare year needs a licence, and so does a word that is
    /// also another word.
    pub(crate) fn believed(&self, found: &Match<'_>) -> bool {
        let Match {
            folded,
            marks,
            lattice,
            node,
            candidate,
            value,
            tokens,
            listed,
        } = *found;
        if glued_to_unknown(self, folded, tokens)
            || in_a_chain(folded, tokens)
            || self.in_a_title(folded, tokens)
            || is_open_year(value) && self.counts_a_plural(folded, tokens)
        {
            return false;
        }
        if candidate.strength == Strength::Strong || is_whole(folded, tokens) {
            return true;
        }
        let before: u128 = lattice
            .edges
            .iter()
            .filter(|e| e.to == node)
            .fold(0, |m, e| m | (1 << e.class));
        if let Value::Date(date) = value
            && is_day_alone(date)
            && self.day_stands(folded, tokens, before)
        {
            return true;
        }
        if self.around.after_day.is_none()
            && matches!(value, Value::Date(date) if is_day_alone(date))
        {
            return false;
        }
        if candidate.strength == Strength::Bare {
            let pause = |i: usize| {
                folded
                    .tokens
                    .get(i)
                    .is_none_or(|t| t.kind == TokenKind::Punct)
            };
            let subject = self.around.subject.is_some_and(|class| {
                let entries = self.lexicon.entries(folded.word(tokens.end));
                entries.iter().any(|e| e.class == class)
            });
            return before & self.licence != 0
                && (pause(tokens.end) || subject)
                && !is_clock(folded, tokens);
        }
        let year = match value {
            Value::Date(d) if d.is_year() => match d.year {
                YearOf::Known(year) => Some(year),
                _ => None,
            },
            _ => None,
        };
        if before & self.licence & !self.cautious != 0 {
            return true;
        }
        let Some(year) = year else {
            let plain = lattice
                .edges
                .iter()
                .any(|e| e.from == node && e.to == candidate.to && !e.weak);
            // A list of months, or a month at the head of a sentence.
            let head = plain && role_of(marks, tokens.start).initial;
            return before & self.licence & !self.around.the != 0
                || listed && value.fits(Filter::Month)
                || head;
        };
        if before & self.licence != 0 && year % 50 != 0 {
            return true;
        }
        self.year_by_marks(folded, tokens, year)
    }

    /// Whether a day of a month that nothing names is one by what stands around it: "on the 21st by", "on the 23rd
    /// accused", `في الثامن والعشرين صوّت`, `يوم 18`.
    fn day_stands(&self, folded: &Folded, tokens: &Range<usize>, before: u128) -> bool {
        let is = |i: usize, class: Option<Class>| {
            class.is_some_and(|class| {
                self.lexicon
                    .entries(folded.word(i))
                    .iter()
                    .any(|e| e.class == class && e.rest.is_empty())
            })
        };
        let numbered =
            (tokens.start..tokens.end).any(|i| folded.tokens[i].kind == TokenKind::Number);
        let next = folded.word(tokens.end);
        let punct = folded
            .tokens
            .get(tokens.end)
            .is_none_or(|t| t.kind == TokenKind::Punct);
        let around = &self.around;
        if is_clock(folded, tokens) || is(tokens.end, around.not_after_day) {
            return false;
        }
        let stripped = self
            .lexicon
            .stripped(folded.word(tokens.start))
            .any(|(_, rest)| {
                around.day_prefix.is_some_and(|class| {
                    self.lexicon.entries(rest).iter().any(|e| e.class == class)
                })
            });
        let opened = is(tokens.start, around.day_prefix) || stripped;
        if opened {
            return true;
        }
        // Where ordinals are written out, those of two words: one word after "in" can be anything.
        if around.after_day.is_none() {
            return !numbered
                && tokens.len() >= 2
                && before & around.inside != 0
                && !around
                    .feminine
                    .iter()
                    .any(|e| folded.word(tokens.start).ends_with(e.as_str()));
        }
        let licensed = is(tokens.start, around.on) || before & self.licence & !around.the != 0;
        let verb = around
            .past_endings
            .iter()
            .any(|e| next.len() > e.len() + 2 && next.ends_with(e.as_str()));
        let lower = folded.tokens.get(tokens.end).is_some_and(|t| !t.capital);
        numbered
            && licensed
            && (punct
                || lower
                    && (verb || is(tokens.end, around.after_day) || is(tokens.end, around.subject)))
    }

    /// Marks around a bare year that license it: brackets, the head of a line or sentence.
    fn year_by_marks(&self, folded: &Folded, tokens: &Range<usize>, year: i32) -> bool {
        if !(1500..=2100).contains(&year) {
            return false;
        }
        let before = tokens.start.checked_sub(1).map(|i| folded.word(i));
        let after = folded
            .tokens
            .get(tokens.end)
            .map(|_| folded.word(tokens.end));
        let opened = before.is_some_and(|w| matches!(w, "(" | "["));
        let closed = after.is_some_and(|w| matches!(w, ")" | "]" | "," | ";"));
        if opened && closed {
            return true;
        }
        let head = before.is_none_or(|w| matches!(w, "." | "!" | "?" | "•" | "*"));
        let headed = after.is_none_or(|w| matches!(w, ":" | "," | "." | "-" | ")"));
        head && headed
            || before.is_none()
                && self.capitals
                && folded
                    .tokens
                    .get(tokens.end)
                    .is_some_and(|t| t.kind == TokenKind::Word && !t.capital)
                && !year.rem_euclid(100).eq(&0)
    }
}

/// Whether the digits at an end run into letters that are no word of the pack: `F16`, `1961a`.
fn glued_to_unknown(engine: &Engine, folded: &Folded, tokens: &Range<usize>) -> bool {
    let token = |i: usize| folded.tokens.get(i);
    let number = |i: usize| token(i).is_some_and(|t| t.kind == TokenKind::Number);
    let unknown = |i: usize| {
        token(i).is_some_and(|t| t.kind == TokenKind::Word)
            && engine.lexicon.entries(folded.word(i)).is_empty()
            && engine.lexicon.letter_sum(folded.word(i)).is_none()
    };
    let spaced = |i: usize| token(i).is_none_or(|t| t.spaced);
    let before = number(tokens.start)
        && !spaced(tokens.start)
        && tokens.start.checked_sub(1).is_some_and(|i| {
            unknown(i) && !engine.is_clitic(folded.word(i))
                || matches!(folded.word(i), "_" | "/" | "=" | "#" | "@")
        });
    let last = tokens.end.saturating_sub(1);
    let after = number(last)
        && !spaced(tokens.end)
        && (engine.capitals && unknown(tokens.end) && folded.word(tokens.end) != "t"
            || matches!(folded.word(tokens.end), "_" | "=" | "@"));
    before || after
}

impl Engine {
    /// Whether the word is nothing but clitics.
    fn is_clitic(&self, word: &str) -> bool {
        self.language.noun_prefixes().iter().any(|p| p.text == word)
    }
}

impl Engine {
    /// Whether a round number stands before a plural noun, which it counts.
    fn counts_a_plural(&self, folded: &Folded, tokens: &Range<usize>) -> bool {
        let Ok(year) = folded.word(tokens.end.saturating_sub(1)).parse::<i32>() else {
            return false;
        };
        let next = folded.tokens.get(tokens.end);
        year % 50 == 0
            && next.is_some_and(|t| t.kind == TokenKind::Word && !t.capital)
            && self.plural_endings.iter().any(|ending| {
                let word = folded.word(tokens.end);
                word.len() > ending.len() + 2 && word.ends_with(ending.as_str())
            })
    }

    /// Whether the expression stands inside quotation marks that a word for a book comes before.
    fn in_a_title(&self, folded: &Folded, tokens: &Range<usize>) -> bool {
        let Some(work) = self.around.work else {
            return false;
        };
        let quote = |i: &usize| folded.word(*i) == "\"";
        let Some(opening) = (0..tokens.start).rev().take(16).find(quote) else {
            return false;
        };
        if !(tokens.end..folded.tokens.len()).take(8).any(|i| quote(&i)) {
            return false;
        }
        (opening.saturating_sub(4)..opening).any(|i| {
            let word = folded.word(i);
            let names = |w: &str| self.lexicon.entries(w).iter().any(|e| e.class == work);
            names(word) || self.lexicon.stripped(word).any(|(_, rest)| names(rest))
        })
    }

    /// Whether the words since the last pause begin with a relative clitic: `, שנבנה ב-1952,`.
    pub(crate) fn relative_by_prefix(&self, folded: &Folded, marks: &[Marks], at: usize) -> bool {
        if self.relative_prefixes.is_empty() {
            return false;
        }
        let pause = (0..at)
            .rev()
            .take(12)
            .find(|i| marks[*i] & (PAUSE | STOP) != 0);
        pause.is_some_and(|p| {
            let word = folded.word(p + 1);
            p + 1 < at
                && self.relative_prefixes.iter().any(|prefix| {
                    word.starts_with(prefix.as_str()) && word.chars().nth(3).is_some()
                })
                && self.lexicon.entries(word).is_empty()
        })
    }
}
