//! Definite nouns that name nobody by themselves: "the government", "the Front", "the king". Whom they mean depends on
//! what the document has said before, and on who held an office at the date.

use legation_model::{ActorKind, Span};
use legation_pack::{ActorId, Item, Lexicon, PrepGroup, PrepId, TokenKind};

use crate::{
    discourse::Discourse,
    mentions::Phrase,
    parties::{Draft, Resolver},
    scan::{Scanned, Small},
};

/// Whether a noun of ours has its article: written on it, or as a word before it.
pub(crate) fn has_article(lexicon: &Lexicon, sentence: &Scanned, token: usize) -> bool {
    let language = &lexicon.language;
    let written = |i: &&Item| {
        i.from == token
            && match i.prefix {
                Some(prefix) => lexicon.prefix(prefix).article,
                // Words that the pack gives with an article of several letters.
                None => language.article.as_ref().is_some_and(|article| {
                    article.chars().count() > 1
                        && sentence.word(token).starts_with(article.as_str())
                }),
            }
    };
    sentence.nominal.iter().any(|i| written(&i))
        || token > 0 && language.is_article(sentence.word(token - 1))
}

/// Whether the first noun of a phrase carries a pronoun that says whose it is: `جيشه`, `ממשלתו`.
pub(crate) fn owned(lexicon: &Lexicon, sentence: &Scanned, phrase: &Phrase) -> bool {
    let language = &lexicon.language;
    let word = sentence.word(phrase.from);
    let ends = |e: &String| {
        word.strip_suffix(e.as_str())
            .is_some_and(|rest| rest.chars().count() >= 3)
    };
    if !language.owner_endings.iter().any(ends) || has_article(lexicon, sentence, phrase.from) {
        return false;
    }
    let nouns = &lexicon.nouns;
    let title = phrase.title.map(|t| &nouns.titles[usize::from(t)].words);
    let body = phrase.body.map(|b| &nouns.bodies[usize::from(b)].words);
    let plain = |entry: &String| {
        let first = entry.trim_start_matches('=').split([' ', '|']).next();
        let first = language.folder.fold_str(first.unwrap_or_default());
        language.strip(word).any(|(_, form)| form == first)
    };
    !title.into_iter().chain(body).flatten().any(plain)
}

impl Discourse {
    /// Remembers whom the nouns of a phrase were said of.
    pub(crate) fn call(
        &mut self,
        lexicon: &Lexicon,
        sentence: &Scanned,
        phrase: &Phrase,
        draft: &Draft,
    ) {
        // A name of one word is its own.
        if phrase.to - phrase.from < 2 && phrase.title.is_none() && phrase.body.is_none() {
            return;
        }
        for token in phrase.from..phrase.to {
            if sentence.folded.tokens[token].kind != TokenKind::Word {
                continue;
            }
            for (_, rest) in lexicon.language.strip(sentence.word(token)) {
                if rest.chars().count() >= 3 {
                    self.called.insert(rest.to_owned(), draft.clone());
                }
            }
        }
    }

    /// Whether a noun for organizations stands alone with its article, and one of the organizations that the document names
    /// is called so.
    pub(crate) fn is_organization(
        &self,
        lexicon: &Lexicon,
        sentence: &Scanned,
        item: &Item,
    ) -> bool {
        let language = &lexicon.language;
        let known = |word: &str| {
            let mut forms = language.strip(word);
            forms.any(|(_, rest)| self.organizations.contains(rest))
        };
        let other = |token: usize| {
            let Some(next) = sentence.folded.tokens.get(token) else {
                return false;
            };
            let of = |p: &&Small<PrepId>| {
                p.from == token && lexicon.frames.prepositions.group(p.what) == PrepGroup::Of
            };
            let article = language.article.as_deref().unwrap_or("\u{0}");
            sentence.preps.iter().any(|p| of(&p))
                || !language.modifier_first
                    && next.kind == TokenKind::Word
                    && sentence.unknown(token)
                    && sentence.word(token).starts_with(article)
        };
        item.to == item.from + 1
            && known(sentence.word(item.from))
            && has_article(lexicon, sentence, item.from)
            && !other(item.to)
    }

    /// Whom a noun was last said of, with or without its clitics.
    pub(crate) fn called(&self, lexicon: &Lexicon, word: &str) -> Option<&Draft> {
        lexicon
            .language
            .strip(word)
            .find_map(|(_, rest)| self.called.get(rest))
    }
}

impl Resolver<'_> {
    /// "The Council": the organization last called so, else the one named last.
    pub(crate) fn organization(
        &self,
        sentence: &Scanned,
        phrase: &Phrase,
        discourse: &Discourse,
        span: Span,
    ) -> Option<Draft> {
        let called = discourse.called(self.lexicon, sentence.word(phrase.from));
        match called {
            Some(held) => Some(Draft {
                span,
                ..held.clone()
            }),
            None => self.last_organization(discourse, span),
        }
    }

    /// The organization that the text named last.
    pub(crate) fn last_organization(&self, discourse: &Discourse, span: Span) -> Option<Draft> {
        let kind = |d: &&Draft| {
            matches!(
                d.kind,
                Some(ActorKind::Organization | ActorKind::Alliance | ActorKind::Movement)
            )
        };
        let held = discourse.recent.iter().rev().find(kind)?;
        Some(Draft {
            span,
            ..held.clone()
        })
    }

    /// "The government", "the king": whom the document last called so, who held the title when it was last said, who
    /// held the office in the country that the text is about, else the state that it is about or that acted last.
    pub(crate) fn bare(
        &self,
        sentence: &Scanned,
        phrase: &Phrase,
        discourse: &Discourse,
        span: Span,
    ) -> Vec<Draft> {
        let here = |held: &Draft| Draft {
            span,
            ..held.clone()
        };
        let official = |country: Option<&str>| {
            let title = phrase.title?;
            self.official(discourse, title, country, span)
        };
        let title = phrase
            .title
            .map(|t| &self.lexicon.nouns.titles[usize::from(t)]);
        let own = title.and_then(|title| title.country.as_deref());
        if let Some(country) = discourse.topic()
            && own.is_none_or(|own| own == country)
            && let Some(holder) = official(Some(country))
        {
            return vec![holder];
        }
        if phrase.to == phrase.from + 1
            && has_article(self.lexicon, sentence, phrase.from)
            && let Some(held) = discourse.called(self.lexicon, sentence.word(phrase.from))
        {
            return vec![here(held)];
        }
        if let Some(country) = own {
            let state = || self.state_of(discourse, country, span);
            return official(Some(country)).or_else(state).into_iter().collect();
        }
        // Every party has its secretary: which of them is meant, its country must say.
        if !title.is_some_and(|title| title.party)
            && let Some(holder) = official(None)
        {
            return vec![holder];
        }
        if let Some(held) = phrase.title.and_then(|title| discourse.titles.get(&title)) {
            return vec![here(held)];
        }
        discourse
            .focus()
            .and_then(|country| self.state_of(discourse, country, span))
            .into_iter()
            .collect()
    }

    /// Who held an office at the date in a country, or in that of the countries that the text names which it names most.
    fn official(
        &self,
        discourse: &Discourse,
        title: u16,
        country: Option<&str>,
        span: Span,
    ) -> Option<Draft> {
        let title = &self.lexicon.nouns.titles[usize::from(title)].name;
        let when = self.when?;
        let of = |id: &ActorId| self.actors.country_of(*id, self.when);
        let about = |id: &ActorId| {
            let country = &self.actors.entry(*id).actor.country;
            discourse.named.contains_key(country)
        };
        let all = self.actors.holders_of(title).iter();
        let holders = all.filter(|id| about(id)).filter(|id| {
            country.is_none_or(|country| of(id) == country)
                && self
                    .actors
                    .office_at(**id, when)
                    .and_then(|(number, _)| self.actors.entry(**id).actor.offices.get(number))
                    .is_some_and(|office| office.name == *title)
        });
        let named = |id: &ActorId| discourse.named.get(of(id)).copied().unwrap_or(0);
        let best = holders.copied().max_by_key(named)?;
        Some(self.actor(best, span))
    }
}
