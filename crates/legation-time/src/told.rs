//! Events that a document tells with a date, found again where an expression counts from one: "two days after the death
//! of N".

use std::collections::HashMap;

use legation_model::Edtf;
use legation_pack::TokenKind;

use crate::{document::Read, narrative::SentenceTimes};

/// How many words after an expression can name the event it counts from.
const EVENT_WORDS: usize = 3;
/// How far from the name of an event its date may stand, in tokens.
const EVENT_REACH: usize = 14;
/// How many stretches away an event is looked for, so that a long document costs no more a page than a short one.
const STRETCHES: usize = 400;

/// The words near dates of a document.
pub(crate) struct Told<'a> {
    stretches: &'a [Read<'a>],
    times: &'a [SentenceTimes],
    /// Where each word, with its clitics and without, stands near a date: stretch and token, in order.
    places: HashMap<&'a str, Vec<(usize, usize)>>,
}

impl<'a> Told<'a> {
    /// Notes the words near all dates.
    pub(crate) fn of(stretches: &'a [Read<'a>], times: &'a [SentenceTimes]) -> Self {
        let mut places: HashMap<&str, Vec<(usize, usize)>> = HashMap::new();
        for (s, (stretch, times)) in stretches.iter().zip(times).enumerate() {
            let dated = times.times.iter().filter(|t| t.plain.is_some());
            let near: Vec<(usize, usize)> = dated
                .map(|t| {
                    let from = t.tokens.start.saturating_sub(EVENT_REACH);
                    (from, t.tokens.end + EVENT_REACH)
                })
                .collect();
            for at in 0..stretch.folded.tokens.len() {
                if !near.iter().any(|(from, to)| *from <= at && at <= *to) {
                    continue;
                }
                let word = stretch.folded.word(at);
                for (_, rest) in stretch.engine.language.strip(word) {
                    let known = places.entry(rest).or_default();
                    if known.last() != Some(&(s, at)) {
                        known.push((s, at));
                    }
                }
            }
        }
        Self {
            stretches,
            times,
            places,
        }
    }

    /// The date of the event that an expression counts from, where another place of the document gives it: the words
    /// after the expression, found again, with a date near them.
    pub(crate) fn date(&self, sentence: usize, index: usize) -> Option<Edtf> {
        let here = &self.stretches[sentence];
        let from = self.times[sentence].times.get(index)?.tokens.end;
        let words: Vec<&str> = (from..here.folded.tokens.len())
            .take_while(|i| here.folded.tokens[*i].kind == TokenKind::Word)
            .map(|i| here.folded.word(i))
            .filter(|w| here.engine.is_content(w))
            .take(EVENT_WORDS)
            .collect();
        let (first, second) = (words.first()?, words.get(1)?);
        let places = self.places.get(first)?;
        let start = places.partition_point(|(s, _)| s + STRETCHES < sentence);
        let mut best: Option<(usize, &Edtf)> = None;
        for &(s, at) in places[start..]
            .iter()
            .take_while(|(s, _)| *s <= sentence + STRETCHES)
        {
            let folded = self.stretches[s].folded;
            let near = at + 1..(at + 2 + EVENT_WORDS).min(folded.tokens.len());
            let itself = s == sentence && at.abs_diff(from) <= EVENT_WORDS;
            if itself || !near.clone().any(|i| folded.word(i).ends_with(second)) {
                continue;
            }
            for time in &self.times[s].times {
                let tokens = &time.tokens;
                let distance = tokens.end.abs_diff(at).min(tokens.start.abs_diff(at));
                let dated = matches!(
                    time.expression.kind.as_str(),
                    "day" | "month" | "year" | "inherit" | "anaphora"
                );
                if let Some(edtf) = &time.plain
                    && dated
                    && distance <= EVENT_REACH
                    && best.is_none_or(|(d, b)| {
                        let (known, new) = (b.as_str().len(), edtf.as_str().len());
                        known < new || known == new && distance < d
                    })
                {
                    best = Some((distance, edtf));
                }
            }
        }
        best.map(|(_, edtf)| edtf.clone())
    }
}
