//! Names that a sentence gives to what is founded, dissolved or renamed, and that no pack knows: in quotation marks, behind
//! "called", or opened by a noun for things that have names. They are taken as they are written.

use legation_model::ActorKind;
use legation_pack::{Item, NameKind, Named, PrepGroup, Sense, TokenKind, WordClass};

use crate::{
    mentions::{Phrase, Who},
    parties::Draft,
    scan::TriggerWord,
    sentence::SentenceReader,
};

/// How far behind its verb a name may begin, and how many tokens it has, at most.
const REACH: usize = 14;
const NAME: usize = 9;

/// The mark of quotations, as folded.
const QUOTE: &str = "\"";

impl SentenceReader<'_> {
    /// The tokens of the name that stands where a verb or noun names its thing; none where it is known or left out.
    pub(crate) fn written_name(&self, trigger: &TriggerWord) -> Option<(usize, usize)> {
        let s = self.sentence;
        let count = s.folded.tokens.len();
        let stops = |t: usize| {
            let word = s.word(t);
            matches!(word, ";" | "." | ":" | "!" | "?")
                || s.words.iter().any(|w| {
                    w.from == t && matches!(w.what, WordClass::That | WordClass::Subordinate)
                })
        };
        let verb = |t: usize| {
            let mut others = s.triggers.iter();
            others.any(|o| o.from == t && o.from >= trigger.to && o.only_verb())
        };
        let mut end = trigger.to;
        let mut quoted = false;
        while end < count && end < trigger.to + REACH {
            if self.marks_quote(end) {
                quoted = !quoted;
            }
            if stops(end) && !quoted || verb(end) && !quoted && !self.names_follow(end) {
                break;
            }
            end += 1;
        }
        let after = |class: WordClass| {
            let found = s.naming.iter().filter(move |w| w.what == class);
            found.filter(|w| w.from >= trigger.to && w.to <= end)
        };
        let opened = |class: WordClass| after(class).min_by_key(|w| w.from).map(|w| w.from);
        let thing = [opened(WordClass::Thing), opened(WordClass::Realm)]
            .into_iter()
            .flatten()
            .min();
        // "A society called ...": behind the noun, or behind the verb itself.
        if let Some(naming) = after(WordClass::Naming).min_by_key(|w| w.from)
            && (naming.from <= trigger.to + 1 || thing.is_some_and(|t| t < naming.from))
        {
            let from = self.behind_article(naming.to);
            // "By the name of: ..." has its name in quotation marks.
            let colon = from + 1 < count && s.word(from) == ":" && self.marks_quote(from + 1);
            let from = from + usize::from(colon);
            return self.quotation(from).or_else(|| self.run(from));
        }
        let quote = (trigger.to..end).find(|t| self.marks_quote(*t));
        if let Some(quote) = quote
            && thing.is_none_or(|t| t >= quote || quote - t <= 2)
            && !(trigger.to..quote).any(|t| s.is(t, WordClass::And))
        {
            return self.quotation(quote);
        }
        let thing = thing.filter(|t| self.object_begins(trigger.to, *t))?;
        self.opened_by(thing)
    }

    fn names_follow(&self, token: usize) -> bool {
        let mut naming = self.sentence.naming.iter();
        naming.any(|w| w.what == WordClass::Naming && w.from <= token && token < w.to)
    }

    fn marks_quote(&self, token: usize) -> bool {
        self.sentence.word(token) == QUOTE
    }

    /// What stands in the quotation marks that open at a token.
    fn quotation(&self, open: usize) -> Option<(usize, usize)> {
        let count = self.sentence.folded.tokens.len();
        if open >= count || !self.marks_quote(open) {
            return None;
        }
        let close = (open + 1..count.min(open + 2 + NAME)).find(|t| self.marks_quote(*t))?;
        (close > open + 1).then_some((open + 1, close))
    }

    fn behind_article(&self, token: usize) -> usize {
        let count = self.sentence.folded.tokens.len();
        let article = token < count && self.lexicon.language.is_article(self.sentence.word(token));
        token + usize::from(article)
    }

    /// The words of a name that begins at a token, up to what cannot belong to it.
    fn run(&self, from: usize) -> Option<(usize, usize)> {
        let s = self.sentence;
        let count = s.folded.tokens.len();
        let capitals = self.lexicon.language.capitals;
        let between = |t: usize| {
            let mut naming = s.naming.iter();
            naming.any(|w| w.what == WordClass::NameJoint && w.from == t)
        };
        let of = |t: usize| {
            s.preps.iter().any(|p| {
                p.from == t && self.lexicon.frames.prepositions.group(p.what) == PrepGroup::Of
            })
        };
        let joins = |t: usize| {
            capitals && (of(t) || between(t) || self.lexicon.language.is_article(s.word(t)))
        };
        let joined = |t: usize| {
            let leans = |p| self.lexicon.prefix(p).and;
            let triggers = s.triggers.iter().map(|w| (w.from, w.prefix));
            let nominal = s.nominal.iter().map(|w| (w.from, w.prefix));
            t > from
                && triggers
                    .chain(nominal)
                    .any(|(at, p)| at == t && p.is_some_and(leans))
        };
        let begins = |t: usize| {
            let token = &s.folded.tokens[t];
            let closes = s.preps.iter().any(|p| p.from == t && !of(t))
                || s.words
                    .iter()
                    .any(|w| w.from == t && w.what != WordClass::Country)
                || self.timed.times.iter().any(|x| x.from <= t && t < x.to);
            token.kind == TokenKind::Word
                && (if capitals {
                    token.capital
                } else {
                    (!closes || t == from) && !joined(t)
                })
        };
        let mut end = from;
        while end < count && end - from < NAME {
            if begins(end) {
                end += 1;
            } else if let Some(next) = (end + 1..count.min(end + 3)).find(|t| begins(*t))
                && (end..next).all(joins)
                && end > from
            {
                end = next + 1;
            } else {
                break;
            }
        }
        (end > from).then_some((from, end))
    }

    /// Whether what stands between a verb and a noun leaves the noun to be the verb's object: no other noun of ours does.
    fn object_begins(&self, from: usize, noun: usize) -> bool {
        let s = self.sentence;
        !(from..noun).any(|t| s.word(t) == "," || s.is(t, WordClass::And))
    }

    /// The name that a noun opens or, where modifiers stand first, closes; none where it is a description.
    fn opened_by(&self, noun: usize) -> Option<(usize, usize)> {
        let s = self.sentence;
        let known = s.nominal.iter().any(|i| {
            matches!(i.sense, Sense::Name(Named::Actor(_), NameKind::Full))
                && i.from <= noun
                && noun < i.to
        });
        if known {
            return None;
        }
        if self.lexicon.language.capitals {
            let capital = |t: usize| s.folded.tokens[t].capital;
            if !capital(noun) {
                return None;
            }
            let mut from = noun;
            while from > 0 && capital(from - 1) && from + 6 > noun {
                from -= 1;
            }
            let (_, end) = self.run(from)?;
            return (end > noun && end - from >= 2).then_some((from, end));
        }
        let (_, end) = self.run(noun)?;
        let article = self.lexicon.language.article.as_deref().unwrap_or("\u{0}");
        let definite = |t: usize| {
            let rest = s.word(t).strip_prefix(article);
            rest.is_some_and(|rest| rest.chars().count() > 2)
        };
        let opens = |class: WordClass| {
            let mut naming = s.naming.iter();
            naming.any(|w| w.what == class && w.from == noun)
        };
        let describes = |t: usize| {
            let mut endings = self.lexicon.language.describing_endings.iter();
            endings.any(|e| s.word(t).ends_with(e.as_str()))
        };
        // "The state" alone is one that the text has spoken of.
        if !opens(WordClass::Thing) && definite(noun) {
            return None;
        }
        let bare = |t: usize| {
            let place =
                |i: &Item| matches!(i.sense, Sense::Name(Named::Place(_), _)) && i.from == t;
            let name = s.unknown(t) && !describes(t) || s.nominal.iter().any(place);
            opens(WordClass::Realm) && t == noun + 1 && name
        };
        let first = (noun + 1..end.min(noun + 3)).find(|t| definite(*t) || bare(*t))?;
        let known = |t: usize| s.nominal.iter().any(|i| i.from <= t && t < i.to);
        if first > noun + 1 && describes(noun + 1) {
            return None;
        }
        let of = |t: usize| {
            s.preps.iter().any(|p| {
                p.from == t && self.lexicon.frames.prepositions.group(p.what) == PrepGroup::Of
            })
        };
        let goes_on = |t: usize| definite(t) || of(t) || t > 0 && of(t - 1) && known(t);
        let end = (first + 1..end).find(|t| !goes_on(*t)).unwrap_or(end);
        Some((noun, end))
    }

    /// What is named so, where it is not somebody that the reader knows by the same words.
    pub(crate) fn named_thing(
        &self,
        (from, to): (usize, usize),
        known: &[Draft],
        actors: &[Draft],
        phrases: &[Phrase],
        drafts: &[Vec<Draft>],
    ) -> Option<Draft> {
        let span = self.sentence.folded.span(from, to);
        let text = span.of(self.text());
        if text.chars().filter(|c| c.is_alphabetic()).count() < 4 {
            return None;
        }
        let whole = |d: &Draft| {
            let thing = !matches!(d.kind, None | Some(ActorKind::State | ActorKind::Person));
            thing && d.span.start < span.end && span.start < d.span.end
        };
        let inside = phrases.iter().zip(drafts).find(|(p, d)| {
            p.from >= from && p.to <= to && !d.is_empty() && !matches!(p.who, Who::Stranger)
        });
        // The name may be one that the packs know after all.
        let all = |p: &Phrase| {
            let named = matches!(p.who, Who::Actor(_)) && !p.adjective && !p.person;
            named && p.from <= from && to <= p.to
        };
        if known.iter().any(whole) {
            return None;
        }
        if let Some((_, found)) = phrases.iter().zip(drafts).find(|(p, _)| all(p)) {
            return match found.as_slice() {
                [one] if known.is_empty() => Some(one.clone()),
                _ => None,
            };
        }
        let of_founder = || {
            let country = &actors.first()?.country;
            let one = actors.iter().all(|a| a.country == *country);
            (one && !span.contains(actors[0].span)).then(|| country.clone())
        };
        Some(Draft {
            id: None,
            name: text.to_owned(),
            country: inside
                .and_then(|(_, d)| d.first().map(|d| d.country.clone()))
                .or_else(of_founder)
                .unwrap_or_else(|| "INT".to_owned()),
            span,
            kind: Some(ActorKind::Organization),
        })
    }
}
