//! With whom an actor had most to do, year by year.

use std::collections::BTreeMap;

use legation_record::{ActorRef, BriefScope, Keys, Record};
use rustc_hash::FxHashMap;
use serde::Serialize;

use super::{
    actors::actor_key,
    overview::{Classes, States, Tally},
};
use crate::{Error, Found, LoadedPacks, claim_threshold};

/// A year of a relation.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RelationYear {
    /// The year, counted astronomically.
    pub year: i64,
    /// Claims whose date begins in it.
    pub claims: usize,
    /// Mean weight of Goldstein (1992) of those that have one and are said to have happened, -10 to 10.
    pub score: Option<f64>,
}

/// What is told of an actor and another.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Relation {
    /// Key of the other: a state for whoever acts for it.
    pub other: String,
    /// Claims that both take part in and that the chronicle is made of.
    pub claims: usize,
    /// Those of an event that is said to have happened and brings nearer.
    pub cooperative: usize,
    /// Those of one that sets apart.
    pub conflictual: usize,
    /// Years with claims, in order.
    pub years: Vec<RelationYear>,
}

/// Claims and weights of a year.
#[derive(Debug, Default)]
struct YearTally {
    claims: usize,
    sum: f64,
    weighed: u32,
}

/// Who a party of a claim is to the actor that is asked about.
#[derive(Debug, Clone)]
enum Beside {
    Itself,
    Other(String),
}

/// The others that an actor had most to do with, the strongest first.
///
/// # Errors
/// Where the database fails.
pub fn relations_of(
    record: &Record,
    packs: &LoadedPacks,
    actor: &Found,
    limit: usize,
) -> Result<Vec<Relation>, Error> {
    let threshold = claim_threshold(packs);
    let mut classes = Classes::new(packs);
    let mut states = States::new(packs);
    let mut parties: FxHashMap<i64, Beside> = FxHashMap::default();
    let mut all: BTreeMap<String, (Tally, BTreeMap<i64, YearTally>)> = BTreeMap::new();
    let mut others: Vec<String> = Vec::new();
    record.briefs::<Error>(BriefScope::Actor(&actor.references), |brief, keys| {
        if brief.confidence < threshold {
            return Ok(());
        }
        let (sign, weight) = classes.of(brief, keys)?;
        let year = brief.first_day.map(|day| day.ymd().0);
        others.clear();
        for party in &brief.parties {
            if !parties.contains_key(party) {
                parties.insert(*party, beside(*party, actor, &mut states, keys)?);
            }
            if let Some(Beside::Other(key)) = parties.get(party)
                && !others.contains(key)
            {
                others.push(key.clone());
            }
        }
        for other in &others {
            if !all.contains_key(other) {
                all.insert(other.clone(), Default::default());
            }
            let Some((tally, years)) = all.get_mut(other) else {
                continue;
            };
            tally.add(sign, year);
            if let Some(year) = year {
                let of_year = years.entry(year).or_default();
                of_year.claims += 1;
                // A weight of 0 says that the scale has none for the class.
                if weight != 0.0 {
                    of_year.sum += weight;
                    of_year.weighed += 1;
                }
            }
        }
        Ok(())
    })?;
    let mut relations: Vec<Relation> = all
        .into_iter()
        .map(|(other, (tally, years))| Relation {
            other,
            claims: tally.claims,
            cooperative: tally.cooperative,
            conflictual: tally.conflictual,
            years: years
                .into_iter()
                .map(|(year, tally)| RelationYear {
                    year,
                    claims: tally.claims,
                    score: (tally.weighed > 0).then(|| {
                        let mean = tally.sum / f64::from(tally.weighed);
                        (mean * 100.0).round() / 100.0
                    }),
                })
                .collect(),
        })
        .collect();
    // The map gave them in order of key, which stays where two are as strong.
    relations.sort_by_key(|relation| std::cmp::Reverse(relation.claims));
    relations.truncate(limit);
    Ok(relations)
}

fn beside(
    party: i64,
    actor: &Found,
    states: &mut States<'_>,
    keys: &mut Keys<'_>,
) -> Result<Beside, Error> {
    let who = keys.actor(party)?;
    let fits = |wanted: &ActorRef| {
        wanted
            .id
            .as_ref()
            .is_none_or(|id| who.id.as_ref() == Some(id))
            && wanted.country.as_ref().is_none_or(|c| *c == who.country)
            && wanted.name.as_ref().is_none_or(|name| *name == who.name)
    };
    if actor.references.iter().any(fits) {
        return Ok(Beside::Itself);
    }
    Ok(Beside::Other(match states.of(party, keys)? {
        Some(state) => states.key(state).to_owned(),
        None => actor_key(who.id.as_deref(), &who.name),
    }))
}

#[cfg(test)]
mod tests {
    use legation_model::Status;

    use super::*;
    use crate::{
        names::tests::packs,
        timeline::tests::{Made, record_of},
        view::actor_of_key,
    };

    const FRANCE: (&str, Option<&str>) = ("France", Some("france"));
    const JAPAN: (&str, Option<&str>) = ("Japan", Some("japan"));
    const NATO: (&str, Option<&str>) = ("NATO", Some("nato"));
    const DE_GAULLE: (&str, Option<&str>) = ("Charles de Gaulle", Some("charles-de-gaulle"));

    #[test]
    fn others_come_by_how_much_is_told_with_the_mean_of_each_year() {
        let text = "France met Japan.\nFrance fought Japan.\nCharles de Gaulle left NATO.\nXoxe and France met.";
        let (_folder, record) = record_of([Made::new("one", text)
            .claim(0, "meet", &[FRANCE, JAPAN], "1925")
            .claim(1, "attack", &[FRANCE, JAPAN], "1925-06")
            .claim(1, "attack", &[FRANCE, JAPAN], "1926")
            .said(Status::Planned, 0.9)
            .claim(2, "leave-organization", &[DE_GAULLE, NATO], "1966")
            .claim(3, "meet", &[("Xoxe", None), FRANCE], "")]);
        let ask = |key: &str, limit| {
            let actor = actor_of_key(packs(), key).expect("known");
            relations_of(&record, packs(), &actor, limit).expect("an answer")
        };
        let of_france = ask("france", 12);
        let others: Vec<(&str, usize)> = of_france
            .iter()
            .map(|relation| (relation.other.as_str(), relation.claims))
            .collect();
        assert_eq!(
            others,
            [("japan", 3), ("nato", 1), ("~Xoxe", 1)],
            "what its president does, it does; and it is no other to itself"
        );
        let classes = &packs().packs.classes;
        let weight = |name| classes.get(classes.find(name).expect("a class")).goldstein;
        let mean = f64::midpoint(weight("meet"), weight("attack"));
        let japan = &of_france[0];
        assert_eq!((japan.cooperative, japan.conflictual), (1, 1));
        assert_eq!(japan.years.len(), 2);
        assert!((japan.years[0].score.expect("a mean") - mean).abs() < 0.01);
        assert_eq!((japan.years[1].year, japan.years[1].claims), (1926, 1));
        assert_eq!(japan.years[1].score, None, "what is planned weighs nothing");
        assert_eq!(ask("france", 1).len(), 1);
        let of_person = ask("charles-de-gaulle", 12);
        assert_eq!(of_person.len(), 1);
        assert_eq!(of_person[0].other, "nato");
    }
}
