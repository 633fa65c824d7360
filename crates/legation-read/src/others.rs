//! The other side: whom an event was done to or with where its own words leave that out. Those whom the text has named
//! are weighed; nobody is taken where none of them is likely.

use legation_model::{ActorKind, Span};
use legation_pack::{Lexicon, PrepGroup};

use crate::{
    discourse::Discourse,
    features::{Feature, Weighing},
    mentions::Phrase,
    parties::Draft,
};

/// How many sentences back somebody may have been named whom a sentence means without naming.
const REACH: usize = 8;

/// What the choice looks at besides the text before.
pub(crate) struct Place<'a> {
    /// Where the event is stated.
    pub(crate) trigger: Span,
    /// Its clause.
    pub(crate) clause: Span,
    /// Whether its class has nobody act alone.
    pub(crate) symmetric: bool,
    /// Whether it is who acted that the words leave out.
    pub(crate) acting: bool,
    /// Whether the verb's own form says that its subject is one.
    pub(crate) one: bool,
    /// Whether nobody is meant where nobody is likely.
    pub(crate) sure: bool,
    /// The sentence's phrases, and whom each means.
    pub(crate) phrases: &'a [Phrase],
    pub(crate) drafts: &'a [Vec<Draft>],
    pub(crate) lexicon: &'a Lexicon,
}

impl Place<'_> {
    /// How the sentence names a country: by an adjective alone, by a place alone.
    fn named(&self, country: &str) -> Option<Feature> {
        let (phrase, _) = self
            .phrases
            .iter()
            .zip(self.drafts)
            .rfind(|(_, drafts)| drafts.iter().any(|d| d.country == country))?;
        let placed = |prep| self.lexicon.frames.prepositions.group(prep) == PrepGroup::Place;
        if phrase.adjective {
            Some(Feature::OtherAdjective)
        } else if phrase.prep.is_some_and(placed) {
            Some(Feature::OtherPlace)
        } else {
            None
        }
    }
}

/// Whom an event was done to, or with whom, that its actors did: the likeliest of those whom the text named of late.
pub(crate) fn other_side(
    weights: &Weighing,
    discourse: &Discourse,
    actors: &[Draft],
    place: &Place<'_>,
) -> Option<Draft> {
    let own = actors.first().map_or("", |d| d.country.as_str());
    let top = discourse.named.values().max().map_or(1, |n| (*n).max(1)) as f64;
    let partners = discourse.named.keys().filter(|c| *c != own);
    let partners = partners.map(|c| discourse.together(own, c)).max();
    let partners = partners.map_or(1, |n| n.max(1)) as f64;
    let mut seen: Vec<&str> = Vec::new();
    let mut best: Option<(f64, &Draft)> = None;
    for (draft, named_in) in discourse.recent.iter().zip(&discourse.recent_in).rev() {
        let country = draft.country.as_str();
        let back = discourse.sentence.saturating_sub(*named_in);
        if back > REACH
            || actors.iter().any(|n| n.country == country)
            || draft.kind == Some(ActorKind::Agreement)
            || seen.contains(&country)
        {
            continue;
        }
        seen.push(country);
        let w = |feature: Feature| weights.of(feature);
        let mut score = w(Feature::OtherBase);
        score += w(Feature::OtherBack) * (back as f64).ln_1p();
        let named = discourse.named.get(country).map_or(0, |n| *n) as f64;
        score += w(Feature::OtherTopic) * named / top;
        score += w(Feature::OtherPartner) * discourse.together(own, country) as f64 / partners;
        if back == 0 && draft.span.start >= place.trigger.start {
            score += w(Feature::OtherBehind);
        }
        if back == 0 && place.clause.contains(draft.span) {
            score += w(Feature::OtherClause);
        }
        if back == 0 {
            score += place.named(country).map_or(0.0, w);
        }
        if place.symmetric {
            score += w(Feature::OtherSymmetric);
        }
        if place.acting {
            score += w(Feature::OtherActing);
        }
        if country == "INT" {
            score += w(Feature::OtherUnknown);
        }
        if country == "IGO" {
            score += w(Feature::OtherOrganization);
        }
        let stood = discourse.stood(own, country);
        score += stood.map_or(0.0, w);
        // "Israel invaded Lebanon; Egypt broke with it": a pronoun means who acted before.
        if !place.sure && stood == Some(Feature::OtherActed) {
            score += w(Feature::OtherMeant);
        }
        if (score > 0.0 || !place.sure) && best.is_none_or(|(known, _)| score > known) {
            best = Some((score, draft));
        }
    }
    best.map(|(_, draft)| Draft {
        span: place.trigger,
        ..draft.clone()
    })
}

impl Discourse {
    /// How much two countries belong together in the text, between 0 and about 4.
    pub(crate) fn nearness(&self, a: &str, b: &str) -> f64 {
        let top = self.named.values().max().map_or(1, |n| (*n).max(1)) as f64;
        let share = |c: &str| self.named.get(c).map_or(0, |n| *n) as f64 / top;
        let most = self.most_together().max(1) as f64;
        let facing = self.stood(a, b) == Some(Feature::OtherFacing);
        share(a) + share(b) + self.together(a, b) as f64 / most + if facing { 1.0 } else { 0.0 }
    }

    /// How a country stood to another in the claim before.
    fn stood(&self, own: &str, other: &str) -> Option<Feature> {
        let last = self.told.last()?;
        if last.sentence + 1 < self.sentence {
            return None;
        }
        let has = |side: &[String], country: &str| side.iter().any(|c| c == country);
        let (acted, suffered) = (has(&last.actor, other), has(&last.recipient, other));
        if acted && (has(&last.recipient, own) || has(&last.actor, own))
            || suffered && has(&last.actor, own)
        {
            Some(Feature::OtherFacing)
        } else if acted {
            Some(Feature::OtherActed)
        } else if suffered {
            Some(Feature::OtherSuffered)
        } else {
            None
        }
    }
}
