//! Quantities of claims: which numbers of a sentence count something, what, and which claim tells of it.
//!
//! Sentences without claims are not looked at. What is a noun nobody says: what is counted are the one or two words
//! behind the number, up to the first word that the packs know to be none.

use legation_model::{Claim, Quantity, Span};
use legation_pack::{NameKind, Prefix, QuantityRole, Sense, TokenKind, WordClass};

use crate::{
    clauses::{Clause, clause_of},
    numerals::{Number, Numerals, ONE, is_money, plain},
    sentence::SentenceReader,
};

/// A claim with the tokens of its trigger and the number of its clause.
pub(crate) type Made = (Claim, (usize, usize), usize);

/// Numbers of parties below this are no quantity: "the six powers".
const FEW_PARTIES: u128 = 100;

/// Up to so many with the article are said of what is known.
const FEW: u128 = 10;

/// A quantity in a sentence.
struct Found {
    quantity: Quantity,
    /// The first token of its number.
    at: usize,
}

impl SentenceReader<'_> {
    /// Gives each quantity of the sentence to the claim that tells of it.
    ///
    /// That is one whose quote holds it, else one of its clause; of several the one whose trigger stands nearest.
    pub(crate) fn quantify(&self, made: &mut [Made], cut: &[Clause]) {
        if made.is_empty() || self.quantities.is_empty() {
            return;
        }
        for Found { quantity, at } in self.find_quantities() {
            let span = Span::new(quantity.start, quantity.end);
            // A quote that ends within a number or before its noun takes the rest of it.
            for (claim, ..) in made.iter_mut() {
                let quote = claim.span();
                if quote.overlaps(span) && quote.start <= span.start && quote.end < span.end {
                    self.requote(claim, quote.join(span));
                }
            }
            let clause = clause_of(cut, at);
            let quoted = made.iter().any(|(claim, ..)| claim.span().contains(span));
            let tells = |(claim, _, of): &Made| {
                if quoted {
                    claim.span().contains(span)
                } else {
                    *of == clause
                }
            };
            let gap = |(_, (from, to), _): &Made| {
                if at >= *to {
                    at - to
                } else {
                    from.saturating_sub(at)
                }
            };
            let Some(nearest) = made.iter().filter(|m| tells(m)).map(gap).min() else {
                continue;
            };
            for one in made.iter_mut() {
                if tells(one) && gap(one) == nearest {
                    one.0.quantities.push(quantity.clone());
                }
            }
        }
    }

    /// All quantities of the sentence, in order.
    fn find_quantities(&self) -> Vec<Found> {
        let numerals = Numerals {
            pack: self.quantities,
            language: &self.lexicon.language,
            folded: &self.sentence.folded,
        };
        let mut found = Vec::new();
        let mut at = 0;
        while at < self.sentence.folded.tokens.len() {
            let (next, number) = numerals.at(at);
            at = next.max(at + 1);
            if let Some(number) = number
                && let Some(quantity) = self.quantity(&numerals, &number)
            {
                found.push(Found {
                    quantity,
                    at: number.from,
                });
            }
        }
        found
    }

    fn quantity(&self, numerals: &Numerals<'_>, number: &Number<'_>) -> Option<Quantity> {
        let folded = &self.sentence.folded;
        // One and two are said of what is known; "the two sides" count nobody.
        if number.value <= 2 * ONE && number.value.is_multiple_of(ONE)
            || self.is_part_of_another(number)
        {
            return None;
        }
        let mut from = number.from;
        // A sign or word of money before the number.
        let money = from
            .checked_sub(1)
            .filter(|_| !number.apart)
            .filter(|i| is_money(folded.word(*i)) || numerals.is(*i, QuantityRole::UnitBefore));
        let label = |i: usize| numerals.is(i, QuantityRole::Label);
        if let Some(before) = from.checked_sub(1)
            && (label(before) || folded.word(before) == "." && before > 0 && label(before - 1))
        {
            return None;
        }
        if numerals.is(number.to, QuantityRole::Fraction) {
            return None;
        }
        let mut unit = self.unit(numerals, number);
        // "The three empires": those that are known.
        if number.value <= FEW * ONE
            && unit.is_some_and(|(from, _)| self.is_definite(numerals, from))
        {
            return None;
        }
        if number.value < FEW_PARTIES * ONE
            && unit
                .is_some_and(|(from, to)| (from..to).any(|i| numerals.is(i, QuantityRole::Party)))
        {
            return None;
        }
        let mut to = unit.map_or(number.to, |(_, to)| to);
        if let Some(money) = money {
            from = money;
            // "$300 million loan": money is what is counted.
            unit = Some((money, money + 1));
            to = number.to;
        }
        let qualified = self.about(numerals, number, from);
        let after = numerals.row_end(to, QuantityRole::AboutAfter);
        let about = qualified.is_some() || after.is_some();
        if unit.is_none() && !self.counts_alone(number, about) {
            return None;
        }
        if number.like_year && !about && unit.is_none_or(|_| self.is_dated_noun(numerals, number)) {
            return None;
        }
        let end = folded.span(from, after.unwrap_or(to)).end;
        let start = qualified.unwrap_or_else(|| self.behind_clitics(number, from));
        let text = self.text();
        Some(Quantity {
            text: text.get(start..end)?.to_owned(),
            start,
            end,
            value: plain(number.value),
            unit: unit
                .map_or("", |(from, to)| folded.span(from, to).of(text))
                .to_owned(),
            about,
        })
    }

    /// Whether the number is part of a date or of a name.
    fn is_part_of_another(&self, number: &Number<'_>) -> bool {
        let overlaps = |from: usize, to: usize| from < number.to && number.from < to;
        let timed = self.timed.times.iter().any(|t| overlaps(t.from, t.to));
        timed
            || self.sentence.nominal.iter().any(|item| {
                matches!(item.sense, Sense::Name(_, NameKind::Full)) && overlaps(item.from, item.to)
            })
    }

    /// Whether a number that counts nothing by name is one all the same: it is written as counts are, or stands where a
    /// verb wants whom or what ("killed 300 in the camps").
    fn counts_alone(&self, number: &Number<'_>, about: bool) -> bool {
        let mut triggers = self.sentence.triggers.iter();
        let wanted = triggers.any(|t| t.to == number.from && t.only_verb());
        about || number.sure || wanted && !number.like_year
    }

    /// Whether four digits stand as a year does: behind an article, "the 1937 agreements".
    fn is_dated_noun(&self, numerals: &Numerals<'_>, number: &Number<'_>) -> bool {
        number.from > 0 && numerals.is_article(number.from - 1)
    }

    /// The tokens of what is counted.
    fn unit(&self, numerals: &Numerals<'_>, number: &Number<'_>) -> Option<(usize, usize)> {
        let folded = &self.sentence.folded;
        let mut at = number.to;
        let word = folded.word(at);
        if word == "%" || is_money(word) || word == "\u{2030}" {
            return Some((at, at + 1));
        }
        if let Some(to) = numerals.row_end(at, QuantityRole::Unit) {
            return Some((at, to));
        }
        // "A five-point plan".
        if self.hyphen_before(at) {
            return None;
        }
        let mut people = None;
        while at < folded.tokens.len() {
            let adjective = self
                .adjective(at)
                .filter(|_| self.lexicon.language.modifier_first);
            // "300 Egyptians": the last of such words is what is counted where no noun follows.
            people = adjective.map_or(people, |to| self.is_whole_noun(to - 1).then_some((at, to)));
            match adjective.or_else(|| numerals.row_end(at, QuantityRole::Skip)) {
                Some(to) => at = to,
                None => break,
            }
        }
        if !self.may_be_counted(numerals, at) {
            return people;
        }
        let goes_on = if self.lexicon.language.modifier_first {
            !self.is_whole_noun(at)
        } else {
            let ends = self.quantities.construct_ends.iter();
            ends.into_iter()
                .any(|e| folded.word(at).ends_with(e.as_str()))
        };
        let two = goes_on && self.may_be_counted(numerals, at + 1);
        Some((at, at + 1 + usize::from(two)))
    }

    /// Whether the article is written to a word.
    fn is_definite(&self, numerals: &Numerals<'_>, at: usize) -> bool {
        let mut ways = numerals.language.strip(self.sentence.word(at));
        ways.any(|(prefix, _)| {
            prefix.is_some_and(|p| p.parts.len() == 1 && numerals.is_definite(p))
        })
    }

    /// Whether a word ends as nouns do that stand behind a number, and nothing more belongs to it.
    fn is_whole_noun(&self, at: usize) -> bool {
        let word = self.sentence.word(at);
        let mut ends = self.quantities.noun_ends.iter();
        ends.any(|e| word.ends_with(e.as_str()))
    }

    /// Whether a word may be a noun that is counted, as far as the packs know.
    fn may_be_counted(&self, numerals: &Numerals<'_>, at: usize) -> bool {
        let Some(token) = self.sentence.folded.tokens.get(at) else {
            return false;
        };
        let covers = |from: usize, to: usize| from <= at && at < to;
        let language = &self.lexicon.language;
        if token.kind != TokenKind::Word
            || self.hyphen_before(at)
            || language.capitals && token.capital
            || language.is_article(self.sentence.word(at))
            || numerals.is(at, QuantityRole::Stop)
        {
            return false;
        }
        if self.quantities.bare_nouns && self.is_definite(numerals, at) {
            return false;
        }
        let function = |class: WordClass| {
            !matches!(
                class,
                WordClass::NotName | WordClass::Country | WordClass::Light
            )
        };
        !self.sentence.preps.iter().any(|p| covers(p.from, p.to))
            && !self
                .sentence
                .words
                .iter()
                .any(|w| covers(w.from, w.to) && function(w.what))
            && !self.sentence.triggers.iter().any(|t| {
                let noun = t.only_noun() && t.prefix.is_none() || self.is_whole_noun(at);
                covers(t.from, t.to) && !(t.to - t.from == 1 && noun)
            })
            && !self.timed.times.iter().any(|t| covers(t.from, t.to))
            && !self.sentence.nominal.iter().any(|item| {
                covers(item.from, item.to)
                    && match item.sense {
                        // Behind a number, in a language without capitals, it is the word and not the name.
                        Sense::Name(_, NameKind::Risky) => false,
                        Sense::Name(_, NameKind::Full) => true,
                        Sense::Name(..) => language.capitals || item.prefix.is_some(),
                        Sense::PrepPronoun(..) => true,
                        _ => item.prefix.is_some_and(|p| self.lexicon.prefix(p).and),
                    }
            })
    }

    /// The token behind a national adjective or the like that begins at a token.
    fn adjective(&self, at: usize) -> Option<usize> {
        let mut items = self.sentence.nominal.iter();
        items
            .find(|item| {
                let kind = matches!(
                    item.sense,
                    Sense::Name(_, NameKind::Adjective | NameKind::People)
                );
                item.from == at && kind
            })
            .map(|item| item.to)
    }

    /// Whether a hyphen and nothing else parts a token from the one before it.
    fn hyphen_before(&self, at: usize) -> bool {
        let tokens = &self.sentence.folded.tokens;
        let (Some(before), Some(token)) = (
            at.checked_sub(1).and_then(|i| tokens.get(i)),
            tokens.get(at),
        ) else {
            return false;
        };
        let gap = Span::new(before.end as usize, token.start as usize).of(self.text());
        !gap.is_empty() && !gap.contains(char::is_whitespace)
    }

    /// Where the words begin that say of the number behind them that it is not exact.
    fn about(&self, numerals: &Numerals<'_>, number: &Number<'_>, from: usize) -> Option<usize> {
        let folded = &self.sentence.folded;
        let parts: Vec<&str> = number
            .prefix
            .map_or_else(Vec::new, |p| p.parts.iter().map(String::as_str).collect());
        // The first token that is no part of the number, its clitics or the hyphen between them.
        let mut free = from;
        if number.apart {
            free -= 1;
            if folded.word(free) == "-" {
                free -= 1;
            }
        }
        let clitics = if number.apart { free } else { number.from };
        self.quantities.about.iter().find_map(|words| {
            // The last words may be clitics of the number.
            let leaning = (0..=words.len().min(parts.len()))
                .rev()
                .find(|n| parts[parts.len() - n..] == words[words.len() - n..])?;
            if leaning == 0 && number.apart {
                return None;
            }
            let free_words = &words[..words.len() - leaning];
            let Some((first, rest)) = free_words.split_first() else {
                let before: usize = parts[..parts.len() - leaning]
                    .iter()
                    .map(|p| p.chars().count())
                    .sum();
                return Some(self.behind_letters(clitics, before));
            };
            if leaning > 0 && leaning < parts.len() {
                return None;
            }
            let begin = free.checked_sub(free_words.len())?;
            let same = rest
                .iter()
                .zip(begin + 1..)
                .all(|(word, i)| folded.word(i) == word);
            if !same {
                return None;
            }
            let prefix = numerals
                .language
                .strip(folded.word(begin))
                .find(|(_, word)| word == first)?
                .0;
            let letters = prefix.map_or(0, |p| p.text.chars().count());
            Some(self.behind_letters(begin, letters))
        })
    }

    /// The number's first byte, behind the clitics that are written to it.
    fn behind_clitics(&self, number: &Number<'_>, from: usize) -> usize {
        let letters = |p: &Prefix| p.text.chars().count();
        match number.prefix {
            Some(prefix) if from == number.from && !number.apart => {
                self.behind_letters(from, letters(prefix))
            }
            _ => self.sentence.folded.span(from, from + 1).start,
        }
    }

    /// The byte of a token behind so many of its letters.
    fn behind_letters(&self, token: usize, mut letters: usize) -> usize {
        let span = self.sentence.folded.span(token, token + 1);
        for (offset, c) in span.of(self.text()).char_indices() {
            if c.is_alphabetic() && c != TATWEEL {
                if letters == 0 {
                    return span.start + offset;
                }
                letters -= 1;
            }
        }
        span.start
    }
}

/// The stroke that lengthens Arabic letters; folding drops it.
const TATWEEL: char = '\u{640}';
