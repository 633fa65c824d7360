//! What stands around a phrase: the preposition that governs it, and the list that it belongs to.

use legation_pack::{Lexicon, PrepGroup, PrepId, TokenKind, WordClass};

use crate::{
    mentions::{Phrase, Who},
    scan::Scanned,
    when::Timed,
};

/// Finds the preposition that governs a phrase: a clitic on it, or a word before it, over articles and over up to two
/// words that nobody knows ("with its Italian colleagues", `في عاصمة ألبانيا`).
pub(crate) fn govern(lexicon: &Lexicon, sentence: &Scanned, phrase: &mut Phrase, times: &[Timed]) {
    if phrase.prep.is_some() {
        return;
    }
    let clitic = sentence
        .nominal
        .iter()
        .filter(|i| i.from == phrase.from)
        .filter_map(|i| lexicon.prefix(i.prefix?).prep)
        .next();
    if let Some(prep) = clitic {
        phrase.prep = Some(prep);
        return;
    }
    // `خلف` before a person is "succeeded", elsewhere "behind".
    let verb = |token: usize| {
        let succeeds = |frame: u16| lexicon.frames.list[usize::from(frame)].succeeds;
        let mut triggers = sentence.triggers.iter();
        triggers.any(|t| t.from == token && t.senses.iter().any(|s| succeeds(s.0)))
    };
    let mut at = phrase.from;
    let mut skipped = 0;
    while at > 0 {
        let before = at - 1;
        if let Some(prep) = sentence
            .preps
            .iter()
            .filter(|p| p.to == at && !(phrase.person && verb(p.from)))
            .max_by_key(|p| p.to - p.from)
        {
            phrase.prep = Some(prep.what);
            phrase.head = prep.from;
            phrase.loose = skipped > 0;
            return;
        }
        // "In 1982 Spain": the date is governed, not what follows it.
        if times.iter().any(|t| t.from <= before && before < t.to) {
            return;
        }
        let token = &sentence.folded.tokens[before];
        if token.kind == TokenKind::Punct
            && sentence.word(before) != "\""
            && sentence.word(before) != "-"
        {
            return;
        }
        if lexicon.language.is_article(sentence.word(before))
            || sentence.word(before) == "\""
            || sentence.word(before) == "-"
            || sentence.is(before, WordClass::Possessive)
        {
            at = before;
            continue;
        }
        let known = sentence
            .triggers
            .iter()
            .any(|t| t.from <= before && before < t.to)
            || sentence
                .words
                .iter()
                .any(|w| w.from <= before && before < w.to)
            || sentence
                .nominal
                .iter()
                .any(|n| n.from <= before && before < n.to)
            || sentence
                .cues
                .iter()
                .any(|c| c.from <= before && before < c.to);
        if known || skipped == 2 {
            return;
        }
        skipped += 1;
        at = before;
    }
}

/// How two phrases that stand side by side are joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Link {
    /// Not at all.
    None,
    /// By a comma alone.
    Comma,
    /// By a coordinating word.
    Firm,
}

/// Joins phrases that commas and coordinating words alone separate into lists. Where names have capitals, a comma joins
/// only on the way to a coordinating word: "In Vienna, Britain protested" names no list.
pub(crate) fn lists(lexicon: &Lexicon, sentence: &Scanned, phrases: &mut [Phrase]) {
    let mut links: Vec<Link> = Vec::with_capacity(phrases.len());
    // The preposition of the first holds for the whole list.
    let mut heads: Vec<Phrase> = phrases.to_vec();
    for at in 1..heads.len() {
        let link = coordinated(lexicon, sentence, &heads[at - 1], &heads[at]);
        if link != Link::None && heads[at - 1].prep.is_some() {
            heads[at].prep = heads[at - 1].prep;
        }
        links.push(link);
    }
    if lexicon.language.capitals {
        // "After the death of Stalin, Yugoslavia and Albania": what opens the sentence ends at its comma.
        let opens =
            sentence.preps.iter().any(|p| p.from == 0) || sentence.is(0, WordClass::Subordinate);
        if opens
            && let Some(at) = links.iter().position(|l| *l == Link::Comma)
            && phrases[at].prep.is_some()
            && !(0..phrases[at].from).any(|t| sentence.word(t) == ",")
        {
            links[at] = Link::None;
        }
        for at in (0..links.len()).rev() {
            if links[at] == Link::Comma && links.get(at + 1).is_none_or(|next| *next == Link::None)
            {
                links[at] = Link::None;
            }
        }
    }
    let mut list = 0;
    for index in 0..phrases.len() {
        if index > 0 && links[index - 1] != Link::None {
            let (before, rest) = phrases.split_at_mut(index);
            let (previous, this) = (&before[index - 1], &mut rest[0]);
            this.list = previous.list;
            if previous.prep.is_some() {
                this.prep = previous.prep;
            }
        } else {
            list += 1;
            phrases[index].list = list;
        }
    }
}

fn coordinated(lexicon: &Lexicon, sentence: &Scanned, a: &Phrase, b: &Phrase) -> Link {
    // "French and Belgian troops", `الأركان الفرنسية والتركية`: the noun is shared.
    let shared = (a.adjective && b.led) || (a.trailed && b.adjective);
    if (a.adjective != b.adjective && !shared)
        || matches!(a.who, Who::Pronoun)
        || matches!(b.who, Who::Pronoun)
    {
        return Link::None;
    }
    let prefix = sentence
        .nominal
        .iter()
        .filter(|i| i.from == b.from)
        .find_map(|i| Some(lexicon.prefix(i.prefix?)));
    let mut and = prefix.is_some_and(|p| p.and);
    let between = |prep: Option<PrepId>| {
        prep.is_some_and(|p| lexicon.frames.prepositions.group(p) == PrepGroup::Between)
    };
    let prep = |phrase: &Phrase| phrase.prep;
    // "to Albania and from China" are two phrases; "between A and B" and "A to B" under "between" are one list.
    let second = |prep: Option<PrepId>| {
        prep.is_some_and(|p| {
            between(Some(p))
                || lexicon
                    .language
                    .joins_between(lexicon.frames.prepositions.word(p))
        })
    };
    if prep(b).is_some() && prep(b) != prep(a) && !(between(prep(a)) && second(prep(b))) {
        return Link::None;
    }
    if a.to > b.from {
        return Link::None;
    }
    let mut comma = false;
    for token in a.to..b.from {
        let word = sentence.word(token);
        let is_prep = sentence
            .preps
            .iter()
            .any(|p| p.from <= token && token < p.to);
        if word == "," {
            comma = true;
        } else if sentence.is(token, WordClass::And) || sentence.is(token, WordClass::Or) {
            and = true;
        } else if is_prep || lexicon.language.is_article(word) || word == "-" || word == "\"" {
            // Repeated prepositions and articles inside a list.
        } else {
            return Link::None;
        }
    }
    if and || (between(prep(a)) && second(prep(b))) || (a.adjective && a.to == b.from) {
        Link::Firm
    } else if comma {
        Link::Comma
    } else {
        Link::None
    }
}
