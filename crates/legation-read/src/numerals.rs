//! Numbers in a text, in digits and in words, with what multiplies them: the first step of quantities.
//!
//! Knows what separates digits and how words add up; which words they are, the packs say.

use legation_pack::{Folded, Language, Prefix, QuantityHit, QuantityPack, QuantityRole, TokenKind};

/// A number with six decimal places.
pub(crate) type Micros = u128;

/// One, as [`Micros`].
pub(crate) const ONE: Micros = 1_000_000;
/// Decimal places of [`Micros`].
const PLACES: usize = 6;
/// Digits of the longest number that is read.
const LONGEST: usize = 15;

/// A number as it stands in a text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Number<'a> {
    /// First token.
    pub(crate) from: usize,
    /// One past the last token.
    pub(crate) to: usize,
    pub(crate) value: Micros,
    /// The clitics in its first token, or in the token before it where that is nothing else.
    pub(crate) prefix: Option<&'a Prefix>,
    /// Whether those clitics are a token of their own: `כ-200`.
    pub(crate) apart: bool,
    /// Whether it is four digits and nothing else, as years are written.
    pub(crate) like_year: bool,
    /// Whether it is written as only large or exact counts are: with separators or a multiplier.
    pub(crate) sure: bool,
}

/// What one step of a number adds.
#[derive(Debug, Clone, Copy)]
enum Piece {
    Digits(Micros),
    Word(QuantityRole),
}

/// Looks for numbers in one sentence.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Numerals<'a> {
    pub(crate) pack: &'a QuantityPack,
    pub(crate) language: &'a Language,
    pub(crate) folded: &'a Folded,
}

/// Where to go on, and the number that was found before that.
pub(crate) type Step<'a> = (usize, Option<Number<'a>>);

impl<'a> Numerals<'a> {
    /// The number that begins at a token, and the token at which to go on looking.
    pub(crate) fn at(&self, at: usize) -> Step<'a> {
        if self.folded.tokens[at].kind == TokenKind::Number {
            return self.digits_at(at);
        }
        let Some((hit, role)) = self.number_word(at) else {
            return (at + 1, None);
        };
        // "The third", "the fifties": with its article a number word is an ordinal or speaks of what is known.
        let definite = hit.prefix.is_some_and(|p| self.is_definite(p));
        let vague = self.is(at, QuantityRole::Vague) || self.after_vague(at);
        let one_of_it = matches!(role, QuantityRole::Times(_) | QuantityRole::Hundred);
        let introduced = !self.language.has_articles() || at > 0 && self.is_article(at - 1);
        let mut sum = Sum::default();
        if !sum.add(Piece::Word(role), false) {
            return (hit.to, None);
        }
        let (to, sum, multiplied) = self.go_on(hit.to, sum, role.multiplies());
        let bare = one_of_it && (definite || vague || !introduced);
        if bare || definite || vague && hit.to == to || self.after_vague(at) {
            return (to, None);
        }
        let number = sum.value().map(|value| Number {
            from: at,
            to,
            value,
            prefix: hit.prefix,
            apart: false,
            like_year: false,
            sure: multiplied,
        });
        (to, number)
    }

    fn digits_at(&self, at: usize) -> Step<'a> {
        let run = self.run_end(at);
        let (prefix, apart) = match self.before_digits(at) {
            Ok(prefix) => (prefix, prefix.is_some()),
            Err(()) => return (run, None),
        };
        if prefix.is_some_and(|p| self.is_definite(p)) || self.after_vague(at) {
            return (run, None);
        }
        let times = matches!(self.number_word(run), Some((_, role)) if role.multiplies());
        let Some((value, mut to)) = self.digits(at, run, times) else {
            return (run, None);
        };
        if self.touches(to) {
            // "5th", "20mm", "12-member" are no counts; "5bn", "20%" and "200$" are.
            let marks = matches!(self.folded.word(to), "-" | "/" | ":" | "°" | "'");
            let goes_on = |i: usize| self.touches(i) && self.kind(i) == Some(TokenKind::Word);
            if marks && (goes_on(to + 1) || self.kind(to + 1) == Some(TokenKind::Number))
                || self.folded.word(to) == "°"
                || self.kind(to) == Some(TokenKind::Word) && !times
            {
                return (to, None);
            }
        }
        let plain = to == at + 1;
        let mut sum = Sum::default();
        sum.add(Piece::Digits(value), false);
        let multiplied;
        (to, sum, multiplied) = self.go_on(to, sum, false);
        let number = sum.value().map(|value| Number {
            from: at,
            to,
            value,
            prefix,
            apart,
            like_year: plain
                && !multiplied
                && self.folded.word(at).len() == 4
                && value < 2_200 * ONE,
            sure: multiplied || !plain && value >= 1_000 * ONE,
        });
        (to, number)
    }

    /// Adds up what follows a number's first piece: the token behind it, the sum, whether it was multiplied.
    fn go_on(&self, mut to: usize, mut sum: Sum, mut multiplied: bool) -> (usize, Sum, bool) {
        loop {
            let (mut next, mut joined) = self.joiner(to);
            if sum.pending.is_some() && self.is_article(next) {
                // "Half a million".
                next += 1;
            }
            let digits = (self.kind(next) == Some(TokenKind::Number))
                .then(|| self.digits(next, self.run_end(next), true))
                .flatten();
            let (piece, end) = if let Some((value, end)) = digits {
                (Piece::Digits(value), end)
            } else if let Some((hit, role)) = self.number_word(next) {
                if let Some(prefix) = hit.prefix {
                    if !self.is_and(prefix) {
                        break;
                    }
                    joined = true;
                }
                (Piece::Word(role), hit.to)
            } else {
                break;
            };
            if !sum.add(piece, joined) {
                break;
            }
            to = end;
            if let Piece::Word(role) = piece {
                multiplied |= role.multiplies();
                if role == QuantityRole::Half {
                    // "A million and half the million".
                    let again = self.number_word(to);
                    let said = again.filter(|(hit, role)| {
                        role.multiplies() && hit.prefix.is_some_and(|p| self.is_definite(p))
                    });
                    to = said.map_or(to, |(hit, _)| hit.to);
                }
            }
        }
        (to, sum, multiplied)
    }

    /// The word for a number that begins at a token; of several readings the longest with the fewest clitics.
    fn number_word(&self, at: usize) -> Option<(QuantityHit<'a>, QuantityRole)> {
        if self.kind(at) != Some(TokenKind::Word) {
            return None;
        }
        // One letter is short for a multiplier only behind a sign of money.
        let short = |hit: &QuantityHit<'_>| {
            hit.prefix.is_none() && self.folded.word(at).chars().nth(1).is_none()
        };
        self.pack
            .at(self.language, self.folded, at)
            .find(|hit| {
                hit.role.counts() && (!short(hit) || at > 1 && is_money(self.folded.word(at - 2)))
            })
            .map(|hit| (hit, hit.role))
    }

    /// Digits with their separators from a token up to the end of their run, as a number and the token behind it.
    fn digits(&self, at: usize, run: usize, times: bool) -> Option<(Micros, usize)> {
        let groups: Vec<&str> = (at..run).step_by(2).map(|i| self.folded.word(i)).collect();
        let marks: Vec<&str> = (at + 1..run)
            .step_by(2)
            .map(|i| self.folded.word(i))
            .collect();
        if groups.len() != marks.len() + 1 {
            return None;
        }
        let percent = self.folded.word(run) == "%";
        let by_three =
            groups[0].len() <= 3 && groups[0] != "0" && groups[1..].iter().all(|g| g.len() == 3);
        let (first, last) = (marks.first().copied(), marks.last().copied());
        // The last mark parts the fraction where it is another than those before, or where no thousands follow.
        let decimal = match (first, last) {
            (None, _) | (_, None) => false,
            (_, Some("\u{66b}")) => true,
            (_, Some("\u{66c}" | "'")) => false,
            (Some(a), Some(b)) if a != b => true,
            (_, Some(mark)) => marks.len() == 1 && (!by_three || mark == "." && (times || percent)),
        };
        let (whole, fraction) = if decimal {
            let (last, rest) = groups.split_last()?;
            (rest, *last)
        } else {
            (&groups[..], "")
        };
        let same = marks[..whole.len() - 1].windows(2).all(|w| w[0] == w[1]);
        let grouped = whole.len() == 1
            || same && whole[0].len() <= 3 && whole[1..].iter().all(|g| g.len() == 3);
        if !grouped || fraction.len() > PLACES {
            return None;
        }
        let mut digits = whole.concat();
        let mut to = run;
        // Spaces between thousands, where no other separator stands.
        if marks.is_empty() && digits.len() <= 3 && digits != "0" {
            let group = |i: usize| {
                self.kind(i) == Some(TokenKind::Number)
                    && self.folded.word(i).len() == 3
                    && self.run_end(i) == i + 1
                    && !self.touches(i)
            };
            while group(to) {
                digits.push_str(self.folded.word(to));
                to += 1;
            }
        }
        if digits.len() > LONGEST {
            return None;
        }
        let whole: Micros = digits.parse().ok()?;
        let fraction: Micros = format!("{fraction:0<PLACES$}").parse().ok()?;
        Some((whole * ONE + fraction, to))
    }

    /// One past the last token of the digits and marks between them that are written without a space.
    fn run_end(&self, at: usize) -> usize {
        let mut end = at + 1;
        while matches!(
            self.folded.word(end),
            "," | "." | "'" | "\u{66b}" | "\u{66c}" | "/" | ":" | "-"
        ) && self.touches(end)
            && self.touches(end + 1)
            && self.kind(end + 1) == Some(TokenKind::Number)
        {
            end += 2;
        }
        let odd = |i: usize| matches!(self.folded.word(i), "/" | ":" | "-");
        // Dates, times, ranges: one step more makes them no row of groups.
        if (at + 1..end).step_by(2).any(odd) {
            end + 1
        } else {
            end
        }
    }

    /// The clitics that are written to digits; an error where something else is.
    fn before_digits(&self, at: usize) -> Result<Option<&'a Prefix>, ()> {
        let Some(before) = at.checked_sub(1) else {
            return Ok(None);
        };
        if matches!(self.folded.word(before), "#" | "№" | "§") {
            return Err(());
        }
        if !self.touches(at) {
            return Ok(None);
        }
        let clitics = |token: usize| {
            let word = self.folded.word(token);
            let mut all = self.language.noun_prefixes().iter();
            all.find(|p| p.text == word).map(Some).ok_or(())
        };
        match (self.kind(before), self.folded.word(before)) {
            (Some(TokenKind::Word), _) => clitics(before),
            (_, "-") => match before.checked_sub(1) {
                Some(word) if self.touches(before) => clitics(word),
                _ => Err(()),
            },
            (_, "/" | ":" | "." | "," | "+" | "'") => Err(()),
            _ => Ok(None),
        }
    }

    /// The token behind a word for "and", which may be one letter written to the digits behind it.
    fn joiner(&self, at: usize) -> (usize, bool) {
        let word = self.folded.word(at);
        if self.kind(at) != Some(TokenKind::Word) || !self.language.is_and(word) {
            // "A hundred thousand" in one go; "two and a half" below.
            return (at, false);
        }
        let mut next = at + 1;
        if self.folded.word(next) == "-" && self.touches(next) {
            next += 1;
        }
        if self.is_article(next) {
            next += 1;
        }
        (next, true)
    }

    fn is_and(&self, prefix: &Prefix) -> bool {
        prefix.parts.iter().all(|part| self.language.is_and(part))
    }

    pub(crate) fn is_definite(&self, prefix: &Prefix) -> bool {
        self.language.article.is_some()
            && prefix.parts.last() == self.language.article.as_ref()
            && !prefix.contracted
    }

    /// Whether what stands before a token makes its number none: "several thousand", "tens of thousands".
    fn after_vague(&self, at: usize) -> bool {
        at > 0 && self.is(at - 1, QuantityRole::Vague)
    }

    pub(crate) fn is(&self, at: usize, role: QuantityRole) -> bool {
        self.pack.is(self.language, self.folded, at, role)
    }

    /// The token behind words that do this and begin at a token.
    pub(crate) fn row_end(&self, at: usize, role: QuantityRole) -> Option<usize> {
        let mut hits = self.pack.at(self.language, self.folded, at);
        hits.find(|hit| hit.role == role).map(|hit| hit.to)
    }

    pub(crate) fn is_article(&self, at: usize) -> bool {
        self.language.is_article(self.folded.word(at))
    }

    pub(crate) fn kind(&self, at: usize) -> Option<TokenKind> {
        self.folded.tokens.get(at).map(|t| t.kind)
    }

    /// Whether nothing stands between a token and the one before it.
    pub(crate) fn touches(&self, at: usize) -> bool {
        self.folded.tokens.get(at).is_some_and(|t| !t.spaced)
    }
}

/// Whether a mark is a sign of money.
pub(crate) fn is_money(mark: &str) -> bool {
    matches!(mark, "$" | "€" | "£" | "¥" | "₪" | "₽" | "₺" | "₤" | "﷼")
}

/// A number in the making.
#[derive(Debug, Clone, Copy, Default)]
struct Sum {
    /// What multipliers have closed.
    total: Micros,
    /// What is still open.
    open: Micros,
    /// The least magnitude of the words that are open: hundreds, tens, units.
    least: u64,
    /// The last multiplier.
    factor: Option<u64>,
    /// Whether the last piece was a multiplier.
    closed: bool,
    /// Half or a quarter of the multiplier that must follow.
    pending: Option<u128>,
}

impl Sum {
    /// Adds a piece; `false`, and nothing is changed that matters, where it does not belong to the number.
    fn add(&mut self, piece: Piece, joined: bool) -> bool {
        use QuantityRole::{Half, Hundred, Number, Quarter, Times, Twice};
        let empty = self.total == 0 && self.open == 0 && self.pending.is_none();
        let below = |value: Micros, factor: Option<u64>| {
            factor.is_none_or(|f| value < Micros::from(f) * ONE)
        };
        match piece {
            Piece::Digits(value) => {
                let fits = empty || joined && self.closed && below(value, self.factor);
                if fits {
                    (self.open, self.closed, self.least) = (value, false, 0);
                }
                fits
            }
            Piece::Word(Number(value)) => {
                let open = u64::try_from(self.open / ONE).unwrap_or(u64::MAX);
                let first = self.open == 0;
                let fits = self.pending.is_none()
                    && value > 0
                    && below(Micros::from(value) * ONE, self.factor)
                    && match value {
                        100.. => first,
                        20..=99 if open % 100 == 0 => first || self.least >= 100,
                        // Units before tens: `خمسة وعشرون`.
                        20..=99 => joined && open % 100 < 10 && self.least == 1,
                        10..=19 => first || open % 100 == 0 && self.least >= 100,
                        _ => first || open % 10 == 0 && self.least >= 20,
                    };
                if fits {
                    self.open += Micros::from(value) * ONE;
                    self.closed = false;
                    self.least = match value {
                        100.. => 100,
                        20..=99 if self.least != 1 => 20,
                        0..=9 => 1,
                        _ => 10,
                    };
                }
                fits
            }
            Piece::Word(Hundred) => {
                let open = self.open / ONE;
                let fits = self.pending.is_none()
                    && (open == 0 || (self.least == 1 || self.least == 10) && open < 20);
                if fits {
                    self.open = open.max(1) * 100 * ONE;
                    (self.least, self.closed) = (100, false);
                }
                fits
            }
            Piece::Word(Times(factor)) => self.multiply(factor, joined, empty),
            Piece::Word(Twice(factor)) => {
                let fits = self.open == 0
                    && self.pending.is_none()
                    && self.factor.is_none_or(|f| factor < f);
                if fits {
                    self.total += Micros::from(factor) * 2 * ONE;
                    (self.factor, self.closed) = (Some(factor), true);
                }
                fits
            }
            Piece::Word(Half) if empty => {
                self.pending = Some(2);
                true
            }
            Piece::Word(Half) if joined && self.closed => {
                self.total += Micros::from(self.factor.unwrap_or(0)) * ONE / 2;
                self.closed = false;
                true
            }
            Piece::Word(Half) if joined && self.open > 0 => {
                self.open += ONE / 2;
                self.least = 0;
                true
            }
            Piece::Word(Quarter) if empty => {
                self.pending = Some(4);
                true
            }
            Piece::Word(_) => false,
        }
    }

    fn multiply(&mut self, factor: u64, joined: bool, empty: bool) -> bool {
        let wide = Micros::from(factor);
        let smaller = self.factor.is_none_or(|f| factor < f);
        if let Some(part) = self.pending.take() {
            self.total += wide * ONE / part;
        } else if self.open > 0 && smaller && !(joined && self.least > 0) {
            let Some(more) = self.open.checked_mul(wide) else {
                return false;
            };
            self.total += more;
            self.open = 0;
        } else if empty {
            self.total = wide * ONE;
        } else if self.open == 0 && self.closed && !joined && !smaller {
            // "A thousand million".
            let Some(more) = self.total.checked_mul(wide) else {
                return false;
            };
            self.total = more;
        } else if self.open == 0 && self.closed && joined && smaller {
            self.total += wide * ONE;
        } else {
            return false;
        }
        (self.factor, self.closed, self.least) = (Some(factor), true, 0);
        true
    }

    /// The number, where there is one.
    fn value(self) -> Option<Micros> {
        let value = self.total + self.open;
        (self.pending.is_none() && value > 0).then_some(value)
    }
}

/// Plain digits, with `.` before a fraction.
pub(crate) fn plain(value: Micros) -> String {
    let (whole, fraction) = (value / ONE, value % ONE);
    if fraction == 0 {
        return whole.to_string();
    }
    let fraction = format!("{fraction:0PLACES$}");
    format!("{whole}.{}", fraction.trim_end_matches('0'))
}
