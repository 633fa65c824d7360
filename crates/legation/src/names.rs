//! Whom a user means: names in any language, ids, codes, with typing mistakes.

use legation_model::ActorKind;
use legation_pack::{NameKind, Named};
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

/// Likeness from which a typing mistake is forgiven, where nothing else is as near.
const FORGIVEN: f64 = 0.84;
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
                    .map(|form| strsim::normalized_damerau_levenshtein(form, folded))
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
        let actor = &actors.entry(chosen).actor;
        let references = if actor.kind == ActorKind::State {
            vec![ActorRef::id(&actor.id), ActorRef::country(&actor.country)]
        } else {
            vec![ActorRef::id(&actor.id)]
        };
        Some(Found {
            id: Some(actor.id.clone()),
            name: actor.name.clone(),
            references,
            corrected: None,
        })
    }
}
