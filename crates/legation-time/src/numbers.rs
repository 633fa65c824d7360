//! Numbers in the making: words added up, and digits that are part of something else.

use legation_pack::time::{HUNDRED, THOUSAND};
use legation_pack::{Folded, TokenKind};

/// Whether the digits are a number by themselves, not part of a larger one, of a sum or of a name.
pub(crate) fn stands_alone(folded: &Folded, index: usize) -> bool {
    let token = |i: usize| folded.tokens.get(i);
    let touches = |i: usize| token(i).is_some_and(|t| !t.spaced);
    let before = index.checked_sub(1).filter(|_| touches(index));
    let grouped = |mark: usize, number: usize| {
        matches!(folded.word(mark), "," | "." | "\u{66b}" | "\u{66c}")
            && token(number).is_some_and(|t| t.kind == TokenKind::Number)
            // "1,956" but not "14,15".
            && (folded.word(index.max(number)).len() == 3 || matches!(folded.word(mark), "\u{66b}" | "\u{66c}"))
    };
    if let Some(before) = before {
        let mark = folded.word(before);
        if matches!(mark, "$" | "€" | "£" | "#" | "№" | "%") {
            return false;
        }
        if let Some(number) = before.checked_sub(1).filter(|_| touches(before))
            && grouped(before, number)
        {
            return false;
        }
    }
    if touches(index + 1) {
        if matches!(folded.word(index + 1), "%" | "$" | "€" | "£" | "°") {
            return false;
        }
        if touches(index + 2) && grouped(index + 1, index + 2) {
            return false;
        }
    } else if folded.word(index + 1) == "%" {
        return false;
    }
    true
}

/// A number in the making.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Sum {
    /// What thousands have closed.
    pub(crate) total: i32,
    /// What is still open below a thousand.
    pub(crate) part: i32,
    /// The least magnitude so far, to keep the order falling.
    pub(crate) least: i32,
    /// A word for "and" stands before the next word.
    pub(crate) joined: bool,
}

impl Sum {
    pub(crate) fn add(self, meaning: i32) -> Option<Self> {
        let next = |total, part, least| {
            Some(Self {
                total,
                part,
                least,
                joined: false,
            })
        };
        let empty = self.total == 0 && self.part == 0;
        match meaning {
            THOUSAND if self.total == 0 => next(self.part.max(1) * 1000, 0, 1000),
            HUNDRED if self.part < 100 && (self.part < 20 || empty) => {
                next(self.total, self.part.max(1) * 100, 100)
            }
            2000 if empty => next(2000, 0, 1000),
            100..=900 if self.part == 0 => next(self.total, meaning, 100),
            _ if meaning < 0 => None,
            20..=90 if self.part % 100 == 0 && !(empty && self.joined) => {
                next(self.total, self.part + meaning, 20)
            }
            // Units before tens: "five and twenty".
            20..=90 if self.joined && self.part % 100 < 10 && self.least == 1 => {
                next(self.total, self.part + meaning, 0)
            }
            // Years by pairs: "nineteen fifty".
            20..=90 if !self.joined && self.total == 0 && (11..20).contains(&self.part) => {
                next(self.part * 100, meaning, 20)
            }
            10..=19 if self.part % 100 == 0 => next(self.total, self.part + meaning, 0),
            10..=19 if !self.joined && self.total == 0 && (11..20).contains(&self.part) => {
                next(self.part * 100, meaning, 0)
            }
            1..=9 if self.part % 10 == 0 && (self.least >= 20 || empty) => {
                next(self.total, self.part + meaning, 1)
            }
            0 if empty => next(0, 0, 0),
            _ => None,
        }
    }
}
