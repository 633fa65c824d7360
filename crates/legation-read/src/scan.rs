//! One sentence with everything that the lexicon and the time engine know in it, by token. The first step of
//! reading; it decides nothing but which words are words of what.

use legation_model::Span;
use legation_pack::{
    Cue, Folded, Item, Lexicon, Mood, NameKind, PrefixId, PrepId, Scratch, Sense, SetId, Sort,
    TokenKind, WordClass,
};

/// A trigger: words that may state an event, with the frames that they may belong to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TriggerWord {
    pub(crate) from: usize,
    pub(crate) to: usize,
    pub(crate) prefix: Option<PrefixId>,
    /// Frame, sort, and whether a pronoun is written at its end.
    pub(crate) senses: Vec<(u16, Sort, bool)>,
    /// What its form says by itself of whether the event happened.
    pub(crate) mood: Mood,
}

impl TriggerWord {
    /// Whether all that it may be is a noun.
    pub(crate) fn only_noun(&self) -> bool {
        self.senses.iter().all(|(_, sort, _)| *sort == Sort::Noun)
    }

    /// Whether nothing that it may be is a noun.
    pub(crate) fn only_verb(&self) -> bool {
        self.senses.iter().all(|(_, sort, _)| *sort != Sort::Noun)
    }
}

/// A word of one of the small classes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Small<T> {
    pub(crate) from: usize,
    pub(crate) to: usize,
    pub(crate) what: T,
}

/// A sentence, scanned.
#[derive(Debug, Clone, Default)]
pub(crate) struct Scanned {
    /// Place in the clean text.
    pub(crate) span: Span,
    /// Number of the paragraph.
    pub(crate) paragraph: usize,
    pub(crate) heading: bool,
    pub(crate) folded: Folded,
    /// Names, titles, bodies and generic nouns: the raw material of mentions, in order, overlapping.
    pub(crate) nominal: Vec<Item>,
    pub(crate) triggers: Vec<TriggerWord>,
    /// Triggers that a longer one hides, as long as that one states something.
    pub(crate) shorter: Vec<TriggerWord>,
    pub(crate) companions: Vec<Small<SetId>>,
    pub(crate) cues: Vec<Small<Cue>>,
    pub(crate) preps: Vec<Small<PrepId>>,
    pub(crate) words: Vec<Small<WordClass>>,
    /// Words that names stand behind, and nouns that open names: they leave other words as known or unknown as they were.
    pub(crate) naming: Vec<Small<WordClass>>,
    /// Tokens that a coordinating clitic leans on, where they are prepositions or other small words.
    pub(crate) joined: Vec<usize>,
    unknown: Vec<bool>,
    /// First tokens of triggers whose vowels, as written, make them passives.
    passives: Vec<usize>,
}

impl Scanned {
    /// Whether a function word of a class covers a token.
    pub(crate) fn is(&self, token: usize, class: WordClass) -> bool {
        self.words
            .iter()
            .any(|w| w.what == class && w.from <= token && token < w.to)
    }

    /// Whether the vowels that the text writes make a trigger a passive.
    pub(crate) fn vowelled_passive(&self, trigger: &TriggerWord) -> bool {
        self.passives.contains(&trigger.from)
    }

    /// Triggers whose first letter, behind their clitics, has the vowel of passives.
    fn find_passives(&self, lexicon: &Lexicon, text: &str) -> Vec<usize> {
        let language = &lexicon.language;
        let Some(mark) = language.passive_vowel else {
            return Vec::new();
        };
        let passive = |trigger: &&TriggerWord| {
            let clitics = trigger
                .prefix
                .map_or(0, |p| lexicon.prefix(p).text.chars().count());
            let word = self.folded.span(trigger.from, trigger.from + 1).of(text);
            let mut letters = word.char_indices().filter(|(_, c)| c.is_alphabetic());
            let Some((at, first)) = letters.nth(clitics) else {
                return false;
            };
            let present = language
                .present_starts
                .iter()
                .any(|start| start.starts_with(first));
            !present && word[at + first.len_utf8()..].starts_with(mark)
        };
        let passives = self.triggers.iter().filter(passive);
        passives.map(|t| t.from).collect()
    }

    /// Whether a token is a word that the lexicon does not know.
    pub(crate) fn unknown(&self, token: usize) -> bool {
        self.unknown[token]
    }

    /// Whether a sense of a trigger may state something here: not where the sentence has none of its companion words;
    /// then no subject or object belongs to it, and it hides no shorter trigger.
    fn may_state(&self, lexicon: &Lexicon, item: &Item, frame: u16) -> bool {
        let frame = &lexicon.frames.list[usize::from(frame)];
        frame.with.is_none_or(|set| {
            self.companions
                .iter()
                .any(|c| c.what == set && (c.to <= item.from || c.from >= item.to))
        })
    }

    /// Which tokens are words that the lexicon does not know; `triggers` are all of those, idle ones too.
    fn find_unknown(&self, triggers: &[(usize, usize)]) -> Vec<bool> {
        let kinds = self.folded.tokens.iter().map(|t| t.kind == TokenKind::Word);
        let mut unknown: Vec<bool> = kinds.collect();
        let words = self.words.iter().map(|w| (w.from, w.to));
        let preps = self.preps.iter().map(|w| (w.from, w.to));
        let cues = self.cues.iter().map(|w| (w.from, w.to));
        let triggers = triggers.iter().copied();
        let nominal = self.nominal.iter().map(|w| (w.from, w.to));
        for (from, to) in words
            .chain(preps)
            .chain(cues)
            .chain(triggers)
            .chain(nominal)
        {
            unknown[from..to].fill(false);
        }
        unknown
    }

    /// The folded form of a token.
    pub(crate) fn word(&self, token: usize) -> &str {
        self.folded.word(token)
    }
}

/// Scans the text of one sentence.
pub(crate) fn scan(
    lexicon: &Lexicon,
    text: &str,
    span: Span,
    holes: &[Span],
    scratch: &mut Scratch,
    items: &mut Vec<Item>,
) -> Scanned {
    let mut out = Scanned {
        span,
        folded: lexicon.language.folder.fold(text, span, holes),
        ..Scanned::default()
    };
    lexicon.scan(&out.folded, scratch, items);
    let mut raw: Vec<(Item, (u16, Sort, bool))> = Vec::new();
    for item in items.iter() {
        let small = |from, to| (from, to);
        let (from, to) = small(item.from, item.to);
        match item.sense {
            Sense::PrepPronoun(..)
            | Sense::Name(..)
            | Sense::Title(_)
            | Sense::Body(_)
            | Sense::Office(_)
            | Sense::Agreement
            | Sense::Organization => out.nominal.push(*item),
            Sense::Trigger { pronoun, mood, .. }
                if !written(lexicon, text, &out.folded, item, pronoun, mood) => {}
            Sense::Trigger {
                frame,
                sort,
                pronoun,
                ..
            } => raw.push((*item, (frame, sort, pronoun))),
            Sense::Companion(what) => out.companions.push(Small { from, to, what }),
            Sense::Cue(what) => out.cues.push(Small { from, to, what }),
            // A preposition of one letter is a clitic itself; behind another clitic it is the beginning of a word.
            Sense::Prep(what)
                if item.prefix.is_some()
                    && lexicon
                        .frames
                        .prepositions
                        .word(what)
                        .chars()
                        .nth(1)
                        .is_none() => {}
            Sense::Prep(what) => {
                if item.prefix.is_some_and(|p| lexicon.prefix(p).and) {
                    out.joined.push(from);
                }
                out.preps.push(Small { from, to, what });
            }
            Sense::Word(
                what @ (WordClass::Naming
                | WordClass::Thing
                | WordClass::Realm
                | WordClass::NameJoint),
            ) => {
                out.naming.push(Small { from, to, what });
            }
            Sense::Word(what) => out.words.push(Small { from, to, what }),
        }
    }
    guard(lexicon, &mut raw);
    let known: Vec<(usize, usize)> = raw.iter().map(|(t, _)| (t.from, t.to)).collect();
    // A name is no verb that is written like it or that is a part of it.
    raw.retain(|(t, (frame, ..))| {
        !out.nominal.iter().any(|item| match item.sense {
            Sense::Name(_, NameKind::Full | NameKind::People) => {
                item.from <= t.from && t.to <= item.to
            }
            Sense::Name(_, NameKind::Surname) => {
                item.from <= t.from && t.to <= item.to && item.to - item.from > t.to - t.from
            }
            _ => false,
        }) && out.may_state(lexicon, t, *frame)
    });
    out.triggers = longest(raw.clone());
    raw.retain(|(t, _)| {
        !out.triggers
            .iter()
            .any(|kept| kept.from == t.from && kept.to == t.to)
    });
    out.shorter = longest(raw);
    out.cues = longest_small(&out.cues);
    out.unknown = out.find_unknown(&known);
    out.passives = out.find_passives(lexicon, text);
    out
}

/// Takes away what only looks like an event, and every trigger inside of it.
fn guard(lexicon: &Lexicon, raw: &mut Vec<(Item, (u16, Sort, bool))>) {
    let guards = |frame: u16| lexicon.frames.list[usize::from(frame)].guard;
    let guarded: Vec<(usize, usize)> = raw
        .iter()
        .filter(|(_, (frame, ..))| guards(*frame))
        .map(|(item, _)| (item.from, item.to))
        .collect();
    raw.retain(|(item, (frame, ..))| {
        let inside = |g: &(usize, usize)| g.0 <= item.from && item.to <= g.1;
        !guards(*frame) && !guarded.iter().any(inside)
    });
}

/// Whether a trigger can stand there as it is written: folding makes words alike that are not.
fn written(
    lexicon: &Lexicon,
    text: &str,
    folded: &Folded,
    item: &Item,
    pronoun: bool,
    mood: Mood,
) -> bool {
    let language = &lexicon.language;
    let ends = |letter: &String| {
        let word = folded.span(item.to - 1, item.to).of(text);
        word.ends_with(letter.as_str())
    };
    let leans = |id| {
        let prefix = lexicon.prefix(id);
        let ends = |clitic: &String| prefix.text.ends_with(clitic.as_str());
        !prefix.article && language.not_told.iter().any(ends)
    };
    !(pronoun && language.no_suffixes.iter().any(ends)
        || mood == Mood::Told && item.prefix.is_some_and(leans))
}

/// Of overlapping triggers the longest stands; senses of the same words stand together.
fn longest(mut raw: Vec<(Item, (u16, Sort, bool))>) -> Vec<TriggerWord> {
    raw.sort_by_key(|(item, sense)| (std::cmp::Reverse(item.to - item.from), item.from, *sense));
    let mut kept: Vec<TriggerWord> = Vec::new();
    for (item, sense) in raw {
        let mood = match item.sense {
            Sense::Trigger { mood, .. } => mood,
            _ => Mood::Plain,
        };
        if let Some(same) = kept
            .iter_mut()
            .find(|t| t.from == item.from && t.to == item.to)
        {
            if !same.senses.contains(&sense) {
                same.senses.push(sense);
                if same.mood != mood {
                    same.mood = Mood::Plain;
                }
            }
        } else if !kept.iter().any(|t| t.from < item.to && item.from < t.to) {
            kept.push(TriggerWord {
                from: item.from,
                to: item.to,
                prefix: item.prefix,
                senses: vec![sense],
                mood,
            });
        }
    }
    kept.sort_by_key(|t| t.from);
    kept
}

/// Of cues of the same kind that overlap, the longest.
fn longest_small<T: Copy + PartialEq>(all: &[Small<T>]) -> Vec<Small<T>> {
    all.iter()
        .filter(|a| {
            !all.iter().any(|b| {
                b.what == a.what
                    && b.from <= a.from
                    && a.to <= b.to
                    && b.to - b.from > a.to - a.from
            })
        })
        .copied()
        .collect()
}
