//! Whom a user means: names in any language, ids, codes, with typing mistakes.

use legation_model::ActorKind;
use legation_pack::{ActorId, NameKind, Named};
use legation_record::{ActorRef, Record};
use serde::Serialize;

use crate::{Error, LoadedPacks};

/// A name near to what was asked for.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Suggestion {
    /// Id in the packs.
    pub id: Option<String>,
    /// The name that is near.
    pub name: String,
    /// Likeness, 0 to 1.
    pub likeness: f64,
}

/// An actor that was asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// Id in the packs; `None` for one that only documents name.
    pub id: Option<String>,
    /// Usual English name.
    pub name: String,
    /// How the record finds it: a state also in those that act for it.
    pub references: Vec<ActorRef>,
    /// Where a typing mistake was forgiven: the name that was taken.
    pub corrected: Option<String>,
}

/// Names of actors, for looking up what users type.
#[derive(Debug)]
pub struct Names<'a> {
    packs: &'a LoadedPacks,
    /// Folded name, what it names, and the name as the pack writes it.
    table: Vec<(String, Named, String)>,
}

/// Likeness from which a typing mistake is forgiven, where nothing else is as near: one slip in six letters.
const FORGIVEN: f64 = 0.83;
/// Likeness from which a name is offered.
const OFFERED: f64 = 0.6;

impl<'a> Names<'a> {
    /// All names of the packs in all their languages.
    #[must_use]
    pub fn new(packs: &'a LoadedPacks) -> Self {
        let mut table = Vec::new();
        for (tag, pack) in &packs.packs.languages {
            for (name, kind, named) in packs.packs.actors.names(tag) {
                if kind != NameKind::Adjective {
                    table.push((
                        pack.lexicon.language.folder.fold_str(name),
                        named,
                        name.to_owned(),
                    ));
                }
            }
        }
        for (id, entry) in packs.packs.actors.iter() {
            table.push((
                entry.actor.id.replace('-', " "),
                Named::Actor(id),
                entry.actor.id.clone(),
            ));
            if entry.actor.kind == ActorKind::State {
                table.push((
                    entry.actor.country.to_lowercase(),
                    Named::Actor(id),
                    entry.actor.country.clone(),
                ));
            }
        }
        table.sort();
        table.dedup();
        Self { packs, table }
    }

    /// The folded forms of a query, one for each language's folding.
    fn folded(&self, query: &str) -> Vec<String> {
        let mut forms: Vec<String> = self
            .packs
            .packs
            .languages
            .values()
            .map(|p| p.lexicon.language.folder.fold_str(query))
            .collect();
        forms.sort();
        forms.dedup();
        forms
    }

    /// The actor that a user means.
    ///
    /// # Errors
    /// [`Error::UnknownActor`] with the nearest names where nobody is called so; where the database fails.
    pub fn find(&self, query: &str, record: Option<&Record>) -> Result<Found, Error> {
        let forms = self.folded(query);
        let exact: Vec<Named> = self
            .table
            .iter()
            .filter(|(folded, ..)| forms.contains(folded))
            .map(|(_, named, _)| *named)
            .collect();
        if let Some(found) = self.choose(&exact) {
            return Ok(found);
        }
        if let Some(record) = record {
            let known = record.actors()?;
            if let Some(actor) = known
                .iter()
                .find(|a| self.folded(&a.name).iter().any(|n| forms.contains(n)))
            {
                return Ok(Found {
                    id: actor.id.clone(),
                    name: actor.name.clone(),
                    references: vec![ActorRef::name(&actor.name)],
                    corrected: None,
                });
            }
        }
        let nearest = self.nearest(&forms);
        if let Some(((likeness, _), named, name)) =
            nearest.first().map(|(l, n, s)| ((*l, 0), *n, s.clone()))
            && likeness >= FORGIVEN
            && nearest
                .iter()
                .skip(1)
                .all(|(l, n, _)| *l < likeness || self.same(*n, named))
            && let Some(found) = self.choose(&[named])
        {
            return Ok(Found {
                corrected: Some(name),
                ..found
            });
        }
        let nearest = nearest
            .into_iter()
            .take(5)
            .map(|(likeness, named, name)| Suggestion {
                id: self.id(named),
                name,
                likeness,
            })
            .collect();
        Err(Error::UnknownActor {
            query: query.to_owned(),
            nearest,
        })
    }

    /// Names by likeness, the best first, each actor once.
    fn nearest(&self, forms: &[String]) -> Vec<(f64, Named, String)> {
        let mut scored: Vec<(f64, Named, String)> = self
            .table
            .iter()
            .map(|(folded, named, name)| {
                let likeness = forms
                    .iter()
                    .map(|form| likeness(form, folded, OFFERED))
                    .fold(0.0, f64::max);
                (likeness, *named, name.clone())
            })
            .filter(|(likeness, ..)| *likeness >= OFFERED)
            .collect();
        scored.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.2.cmp(&b.2)));
        let mut seen: Vec<Named> = Vec::new();
        scored.retain(|(_, named, _)| {
            let new = !seen.contains(named);
            seen.push(*named);
            new
        });
        scored
    }

    /// Whether two names lead to the same state, as those of a state and of its predecessor do.
    fn same(&self, a: Named, b: Named) -> bool {
        match (a, b) {
            (Named::Actor(a), Named::Actor(b)) => {
                self.packs.packs.actors.entry(a).actor.country
                    == self.packs.packs.actors.entry(b).actor.country
            }
            _ => a == b,
        }
    }

    fn id(&self, named: Named) -> Option<String> {
        match named {
            Named::Actor(id) => Some(self.packs.packs.actors.entry(id).actor.id.clone()),
            Named::Place(id) => Some(self.packs.packs.actors.place_entry(id).id.clone()),
        }
    }

    /// Of what a name may name: states before others, and actors before places; a place means the state it lies in.
    fn choose(&self, named: &[Named]) -> Option<Found> {
        let actors = &self.packs.packs.actors;
        let ids: Vec<_> = named
            .iter()
            .filter_map(|n| {
                if let Named::Actor(id) = n {
                    Some(*id)
                } else {
                    None
                }
            })
            .collect();
        let states: Vec<_> = ids
            .iter()
            .filter(|id| actors.entry(**id).actor.kind == ActorKind::State)
            .copied()
            .collect();
        let place = || {
            named.iter().find_map(|n| {
                if let Named::Place(p) = n {
                    actors.state_of_place(*p, None)
                } else {
                    None
                }
            })
        };
        let chosen = actors
            .choose(&states, None)
            .or_else(|| actors.choose(&ids, None))
            .or_else(place)?;
        Some(found(self.packs, chosen))
    }
}

/// An actor of the packs as the record finds it.
pub(crate) fn found(packs: &LoadedPacks, id: ActorId) -> Found {
    let actor = &packs.packs.actors.entry(id).actor;
    let references = if actor.kind == ActorKind::State {
        vec![ActorRef::id(&actor.id), ActorRef::country(&actor.country)]
    } else {
        vec![ActorRef::id(&actor.id)]
    };
    Found {
        id: Some(actor.id.clone()),
        name: actor.name.clone(),
        references,
        corrected: None,
    }
}

/// Likeness of two texts, 0 to 1. Where their lengths alone keep it below `least`, they are not compared and it is 0: what
/// was typed may be as long as an address.
fn likeness(one: &str, other: &str, least: f64) -> f64 {
    let (a, b) = (one.chars().count(), other.chars().count());
    #[expect(clippy::cast_precision_loss, reason = "lengths of names")]
    let most = a.min(b) as f64 / a.max(b).max(1) as f64;
    if most < least {
        return 0.0;
    }
    strsim::normalized_damerau_levenshtein(one, other)
}

#[cfg(test)]
pub(crate) mod tests {
    use std::sync::OnceLock;

    use super::*;

    /// The packs that the program carries, compiled once for all tests of this crate.
    pub(crate) fn packs() -> &'static LoadedPacks {
        static PACKS: OnceLock<LoadedPacks> = OnceLock::new();
        PACKS.get_or_init(|| crate::load_packs(None).expect("the packs compile"))
    }

    fn names() -> &'static Names<'static> {
        static NAMES: OnceLock<Names<'static>> = OnceLock::new();
        NAMES.get_or_init(|| Names::new(packs()))
    }

    fn id(query: &str) -> Option<String> {
        let found = names()
            .find(query, None)
            .unwrap_or_else(|error| panic!("{query}: {error}"));
        assert_eq!(found.corrected, None, "{query} is right as it is");
        found.id
    }

    #[test]
    fn a_name_is_found_in_any_language_by_id_and_by_code() {
        for (wanted, queries) in [
            (
                "soviet-union",
                &[
                    "soviet-union",
                    "Soviet Union",
                    "SOVIET UNION",
                    "USSR",
                    "SUN",
                    "sun",
                    "الاتحاد السوفيتي",
                    "الاتحاد السوفييتي",
                    "الاتحاد السوفياتي",
                    "الإتحاد السوفيتي",
                    "ברית המועצות",
                    "בְּרִית המועצות",
                ][..],
            ),
            (
                "albania",
                &["Albania", "ALB", "ألبانيا", "البانيا", "אלבניה"],
            ),
            ("nato", &["nato", "NATO", "נאט\"ו", "حلف الناتو"]),
        ] {
            for query in queries {
                assert_eq!(id(query).as_deref(), Some(wanted), "{query}");
            }
        }
    }

    #[test]
    fn a_state_is_looked_for_by_what_acts_for_it_too() {
        let france = names().find("France", None).expect("France");
        assert_eq!(france.name, "France");
        assert_eq!(
            france.references,
            [ActorRef::id("france"), ActorRef::country("FRA")]
        );
        let nato = names().find("NATO", None).expect("NATO");
        assert_eq!(nato.references, [ActorRef::id("nato")]);
    }

    #[test]
    fn a_place_means_the_state_that_it_lies_in() {
        assert_eq!(id("Paris").as_deref(), Some("france"));
        assert_eq!(id("القاهرة").as_deref(), Some("egypt"));
    }

    #[test]
    fn a_typing_mistake_is_forgiven_and_told() {
        for (query, wanted) in [
            ("Czechoslovakai", "czechoslovakia"),
            ("Yugoslvia", "yugoslavia"),
            ("frnace", "france"),
            ("يوغسلافيا", "yugoslavia"),
            ("צ'כוסלובקייה", "czechoslovakia"),
        ] {
            let found = names().find(query, None).expect(query);
            assert_eq!(found.id.as_deref(), Some(wanted), "{query}");
        }
        let found = names().find("Czechoslovakai", None).expect("near");
        let corrected = found.corrected.expect("the mistake is told");
        assert!(
            corrected.to_lowercase().contains("czechoslovakia"),
            "{corrected}"
        );
    }

    #[test]
    fn nobody_is_guessed_for_what_is_near_to_nothing() {
        let unknown = |query: &str| match names().find(query, None) {
            Err(Error::UnknownActor { query, nearest }) => (query, nearest),
            other => panic!("{query}: {other:?}"),
        };
        let (query, nearest) = unknown("Albatross Republic");
        assert_eq!(query, "Albatross Republic");
        assert!(nearest.len() <= 5);
        assert!(nearest.iter().all(|s| (OFFERED..1.0).contains(&s.likeness)));
        assert!(nearest.is_sorted_by(|a, b| a.likeness >= b.likeness));

        let (_, nearest) = unknown("Maurinatius");
        let ids: Vec<_> = nearest.iter().filter_map(|s| s.id.as_deref()).collect();
        assert!(ids.contains(&"mauritius"), "{nearest:?}");
        let text = unknown_text("Maurinatius");
        assert!(
            text.contains("did you mean") && text.contains("`mauritius`"),
            "{text}"
        );

        assert_eq!(unknown("Xqzwvk jjqqx").1, []);
        assert!(unknown_text("Xqzwvk jjqqx").contains("legation actors"));
        for nothing in ["", "   ", "\"", "؟"] {
            assert_eq!(unknown(nothing).1, [], "{nothing:?}");
        }
    }

    fn unknown_text(query: &str) -> String {
        names().find(query, None).expect_err(query).to_string()
    }

    #[test]
    fn who_only_documents_name_is_found_in_the_record() {
        use crate::timeline::tests::{Made, record_of};
        let made = Made::new("a", "Zubrowka signed a treaty with France in 1932.").claim(
            0,
            "sign-agreement",
            &[("Zubrowka", None), ("France", Some("france"))],
            "1932",
        );
        let (_folder, record) = record_of([made]);
        let found = names()
            .find("zubrowka", Some(&record))
            .expect("in the record");
        assert_eq!((found.id, found.name.as_str()), (None, "Zubrowka"));
        assert_eq!(found.references, [ActorRef::name("Zubrowka")]);
        assert!(names().find("zubrowka", None).is_err());
    }
}
