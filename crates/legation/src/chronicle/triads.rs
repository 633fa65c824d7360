//! Unbalanced triads of a day with the ties behind their edges, each with its sentences.

use legation_chronicle::{Edge, Sign, TriadRules, World, unbalanced_triads};
use legation_model::{Day, Holding, Tie, TieKind, TieRole};
use legation_record::TieFilter;
use serde::Serialize;

use super::{
    answer::Chronicle,
    view::{TieView, Viewer},
};
use crate::{Error, LoadedPacks};

/// Three actors who do not fit: two friends of one are enemies, or all are.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TriadView {
    /// Their ids.
    pub ids: [String; 3],
    /// Their names.
    pub names: [String; 3],
    /// Whether it is certainly unbalanced.
    pub holding: Holding,
    /// Whether all three are enemies.
    pub all_hostile: bool,
    /// Between the first and second, the first and third, the second and third.
    pub edges: [EdgeView; 3],
}

/// What two of them are to each other.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EdgeView {
    /// Names of the two.
    pub between: [String; 2],
    /// `positive`, `negative`, or `either` where both are as sure.
    pub sign: &'static str,
    /// Whether it certainly has that sign and no other.
    pub holding: Holding,
    /// Why, the surer first.
    pub grounds: Vec<GroundView>,
}

/// A tie that gives an edge its sign.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GroundView {
    /// `positive` or `negative`.
    pub sign: &'static str,
    /// Whether it gives it certainly.
    pub holding: Holding,
    /// The tie; for relations that were broken off, the spell that ended.
    pub tie: TieView,
}

/// The unbalanced triads of states on a day, certain ones first.
///
/// Alliances are friendly, and agreements of a kind that is of one family with a kind that makes allies; hostilities, and
/// relations that were broken off and not resumed, are hostile.
///
/// # Errors
/// Where the database fails.
pub fn triads_on(
    chronicle: &Chronicle<'_>,
    viewer: &mut Viewer<'_>,
    day: Day,
) -> Result<Vec<TriadView>, Error> {
    let world = chronicle.world();
    let ties = chronicle.ties(&TieFilter {
        kinds: vec![
            TieKind::Alliance,
            TieKind::Party,
            TieKind::Hostilities,
            TieKind::DiplomaticRelations,
        ],
        ..TieFilter::default()
    })?;
    let friendly = |tie: &Tie| is_friendly(chronicle.packs(), &world, tie);
    let rules = TriadRules {
        friendly: &friendly,
        ..TriadRules::default()
    };
    let name = |id: &str| {
        let known = world.actors.get(id);
        known.map_or_else(|| id.to_owned(), |actor| actor.name.clone())
    };
    unbalanced_triads(&ties, day, &world, &rules)
        .into_iter()
        .map(|triad| {
            let names = triad.actors.map(name);
            let [a, b, c] = &names;
            let [ab, ac, bc] = &triad.edges;
            Ok(TriadView {
                ids: triad.actors.map(str::to_owned),
                holding: triad.holding,
                all_hostile: triad.all_hostile,
                edges: [
                    edge(ab, [a, b], viewer)?,
                    edge(ac, [a, c], viewer)?,
                    edge(bc, [b, c], viewer)?,
                ],
                names,
            })
        })
        .collect()
}

fn edge(
    edge: &Edge<'_>,
    between: [&String; 2],
    viewer: &mut Viewer<'_>,
) -> Result<EdgeView, Error> {
    let grounds = edge.grounds.iter().map(|ground| {
        Ok(GroundView {
            sign: sign(Some(ground.sign)),
            holding: ground.holding,
            tie: viewer.tie(ground.tie)?,
        })
    });
    Ok(EdgeView {
        between: between.map(Clone::clone),
        sign: sign(edge.sign()),
        holding: edge.holding(),
        grounds: grounds.collect::<Result<_, Error>>()?,
    })
}

fn sign(sign: Option<Sign>) -> &'static str {
    match sign {
        Some(Sign::Positive) => "positive",
        Some(Sign::Negative) => "negative",
        None => "either",
    }
}

/// Whether being party to an agreement together is friendly: its kind makes allies, or may be another name of one that
/// does.
fn is_friendly(packs: &LoadedPacks, world: &World, tie: &Tie) -> bool {
    let Some(rule) = kind_of(packs, tie).and_then(|kind| world.agreements.get(kind)) else {
        return false;
    };
    let mut makers = world.agreements.values().filter(|rule| rule.opens_alliance);
    rule.opens_alliance || rule.family.is_some() && makers.any(|maker| maker.family == rule.family)
}

/// The kind of the agreement that a tie binds to: as the packs have it, else as its name tells in any language.
fn kind_of<'p>(packs: &'p LoadedPacks, tie: &Tie) -> Option<&'p str> {
    let packs = &packs.packs;
    let bound_to = tie
        .parties
        .iter()
        .find(|party| party.role == TieRole::Agreement);
    let known = bound_to
        .and_then(|party| party.who.id.as_deref())
        .and_then(|id| packs.actors.get(id));
    if let Some(id) = known {
        return packs.agreements.of_actor(packs.actors.entry(id));
    }
    let name = bound_to.map_or(tie.instrument.as_ref(), |party| Some(&party.who.name))?;
    packs
        .languages
        .keys()
        .find_map(|tag| packs.agreements.of(name, tag))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agreements_that_make_allies_and_those_of_their_family_are_friendly() {
        let packs = crate::names::tests::packs();
        let world = super::super::rules::world(packs);
        let friendly = |instrument: &str| {
            let tie = Tie {
                id: "t".to_owned(),
                kind: TieKind::Party,
                parties: Vec::new(),
                instrument: Some(instrument.to_owned()),
                office: None,
                spell: 1,
                from: None,
                to: None,
                shown_by: Vec::new(),
            };
            is_friendly(packs, &world, &tie)
        };
        for name in [
            "defence pact",
            "Treaty of Friendship",
            "ברית הגנה",
            "معاهدة صداقة",
        ] {
            assert!(friendly(name), "{name}");
        }
        for name in ["trade agreement", "armistice", "הסכם סחר", "treaty"] {
            assert!(!friendly(name), "{name}");
        }
    }
}
