//! Made-up histories in bulk: what happened between the states of the packs, told by many documents with dates of mixed
//! precision, some of them wrong. The same seed gives the same documents.
//!
//! Shares of classes, statuses, dates and parties are those of the claims that the reader finds in the development part of
//! `corpus/`; who is told of follows Zipf's law, as in news and archives.
#![allow(dead_code, unreachable_pub, clippy::unwrap_used)]

pub mod page;

use std::collections::BTreeMap;

use legation::{LoadedPacks, Writer, WriterOptions};
use legation_model::*;
use legation_record::ReadDocument;
use page::{Telling, document};

/// Claims of one document.
pub const CLAIMS: usize = 20;
/// Claims about one happening, on average.
const TOLD: usize = 3;
/// States that take part.
const STATES: usize = 200;

/// Share of each class among claims, in thousandths.
const CLASSES: [(&str, usize); 34] = [
    ("attack", 79),
    ("reject", 69),
    ("visit", 68),
    ("request", 66),
    ("meet", 65),
    ("sign-agreement", 64),
    ("accuse", 54),
    ("agree", 50),
    ("withdraw-forces", 36),
    ("coerce", 34),
    ("support", 30),
    ("take-office", 30),
    ("concede", 27),
    ("aid", 25),
    ("recognize", 24),
    ("sever-relations", 24),
    ("mobilize", 23),
    ("found", 21),
    ("establish-relations", 21),
    ("worsen-relations", 20),
    ("leave-office", 19),
    ("die", 19),
    ("threaten", 17),
    ("sanction", 17),
    ("take-power", 17),
    ("improve-relations", 14),
    ("cooperate", 12),
    ("protest", 12),
    ("join-organization", 12),
    ("end-agreement", 9),
    ("leave-organization", 9),
    ("dissolve", 7),
    ("rupture", 5),
    ("rename", 2),
];

const OFFICES: [&str; 6] = [
    "President",
    "Prime Minister",
    "Minister of Foreign Affairs",
    "Minister of Defence",
    "Ambassador",
    "Chief of Staff",
];

const INSTRUMENTS: [&str; 8] = [
    "treaty of friendship",
    "treaty of alliance",
    "trade agreement",
    "non-aggression pact",
    "peace treaty",
    "armistice",
    "military agreement",
    "joint communique",
];

const UNITS: [&str; 4] = ["troops", "technicians", "roubles", "tanks"];

/// Numbers without a pattern (xorshift64*).
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize % limit
    }

    fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    /// The place of a weight in a list of running totals.
    fn weighted(&mut self, totals: &[usize]) -> usize {
        let drawn = self.below(*totals.last().unwrap());
        totals.partition_point(|total| *total <= drawn)
    }
}

fn totals(weights: impl Iterator<Item = usize>) -> Vec<usize> {
    weights
        .scan(0, |sum, weight| {
            *sum += weight;
            Some(*sum)
        })
        .collect()
}

/// Something that happened.
#[derive(Debug, Clone)]
struct Happening {
    class: &'static str,
    actors: Vec<u32>,
    recipients: Vec<u32>,
    day: i64,
    office: Option<&'static str>,
    instrument: Option<u32>,
    quantity: Option<(usize, &'static str)>,
}

/// A history and the documents that tell it, without end.
pub struct Maker {
    dice: Dice,
    people: Vec<Participant>,
    states: Vec<u32>,
    instruments: Vec<String>,
    /// In the order in which a narrator would tell them: by the state that acts, then by day.
    happenings: Vec<Happening>,
    made: usize,
}

impl Maker {
    /// A history large enough for about `claims` claims.
    pub fn new(packs: &LoadedPacks, seed: u64, claims: usize) -> Self {
        let mut maker = Self {
            dice: Dice(seed | 1),
            people: Vec::new(),
            states: Vec::new(),
            instruments: Vec::new(),
            happenings: Vec::new(),
            made: 0,
        };
        let cast = maker.cast(packs);
        let classes = totals(CLASSES.iter().map(|(_, share)| *share));
        let states = totals((1..=maker.states.len()).map(|rank| 1_000_000 / rank));
        let first = Day::from_ymd(1945, 1, 1).unwrap().0;
        let last = Day::from_ymd(2020, 12, 31).unwrap().0;
        let days = usize::try_from(last - first).unwrap();
        for _ in 0..(claims / TOLD).max(CLAIMS * 4) {
            let day = first + i64::try_from(maker.dice.below(days)).unwrap();
            let class = CLASSES[maker.dice.weighted(&classes)].0;
            let happening = maker.happening(class, day, &cast, &states);
            maker.happenings.push(happening);
        }
        let people = &maker.people;
        maker.happenings.sort_by(|a, b| {
            let key = |h: &Happening| {
                let who = h.actors.first().or(h.recipients.first());
                who.map(|n| people[*n as usize].country.clone())
            };
            (key(a), a.day).cmp(&(key(b), b.day))
        });
        maker
    }

    /// Ids of the states, the one that is told of most first.
    pub fn states(&self) -> Vec<&str> {
        self.states
            .iter()
            .filter_map(|n| self.people[*n as usize].id.as_deref())
            .collect()
    }

    /// Goes to a place in the row of documents, so that what follows was not made before.
    pub fn skip_to(&mut self, number: usize) {
        self.made = number;
        self.dice = Dice((number as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    }

    fn cast(&mut self, packs: &LoadedPacks) -> Cast {
        let mut states = Vec::new();
        let mut cast = Cast::default();
        for (_, entry) in packs.packs.actors.iter() {
            let actor = &entry.actor;
            let number = u32::try_from(self.people.len()).unwrap();
            self.people.push(Participant {
                id: Some(actor.id.clone()),
                name: actor.name.clone(),
                country: actor.country.clone(),
            });
            match actor.kind {
                ActorKind::State => states.push(number),
                ActorKind::Person => cast.add(&actor.country, number),
                ActorKind::Body => cast.add(&actor.country, number),
                ActorKind::Organization | ActorKind::Alliance => cast.things.push(number),
                ActorKind::Agreement => cast.agreements.push(number),
                ActorKind::Party | ActorKind::Movement => cast.groups.push(number),
            }
        }
        // Those whom the packs do not know.
        for rank in 0..STATES * 4 {
            let number = u32::try_from(self.people.len()).unwrap();
            let state = &self.people[states[rank % states.len()] as usize];
            let country = state.country.clone();
            self.people.push(Participant {
                id: None,
                name: format!("Minister {rank}"),
                country: country.clone(),
            });
            cast.add(&country, number);
        }
        // Frequent states stand anywhere in the alphabet.
        for n in (1..states.len()).rev() {
            let other = self.dice.below(n + 1);
            states.swap(n, other);
        }
        states.truncate(STATES);
        self.states = states;
        for name in INSTRUMENTS {
            self.instruments.push(name.to_owned());
            self.instruments
                .extend((1..=40).map(|number| format!("{name} number {number}")));
        }
        cast
    }

    fn happening(
        &mut self,
        class: &'static str,
        day: i64,
        cast: &Cast,
        states: &[usize],
    ) -> Happening {
        let first = self.states[self.dice.weighted(states)];
        let mut second = first;
        while second == first {
            second = self.states[self.dice.weighted(states)];
        }
        let mut happening = Happening {
            class,
            actors: vec![self.voice(first, cast)],
            recipients: vec![self.voice(second, cast)],
            day,
            office: None,
            instrument: None,
            quantity: None,
        };
        match class {
            "take-office" | "leave-office" | "die" => {
                happening.actors = vec![self.person(first, cast)];
                happening.recipients = if self.dice.one_in(3) {
                    Vec::new()
                } else {
                    vec![first]
                };
                if class != "die" {
                    happening.office = Some(OFFICES[self.dice.below(OFFICES.len())]);
                } else {
                    happening.recipients.clear();
                }
            }
            "join-organization" | "leave-organization" => {
                let list = if self.dice.one_in(4) {
                    &cast.agreements
                } else {
                    &cast.things
                };
                happening.actors = vec![first];
                happening.recipients = vec![list[self.dice.below(list.len())]];
            }
            "found" | "dissolve" | "rename" => {
                let list = if self.dice.one_in(2) {
                    &cast.groups
                } else {
                    &cast.things
                };
                happening.recipients = vec![list[self.dice.below(list.len())]];
                if self.dice.one_in(4) {
                    happening.actors = vec![first, second];
                }
            }
            "sign-agreement" | "end-agreement" => {
                happening.actors = vec![first, second];
                happening.recipients.clear();
                if self.dice.one_in(8) {
                    let third = self.states[self.dice.weighted(states)];
                    happening.actors.push(third);
                    happening.actors.dedup();
                }
                if self.dice.below(3) > 0 {
                    let number = self.dice.below(self.instruments.len());
                    happening.instrument = Some(u32::try_from(number).unwrap());
                }
            }
            "establish-relations" | "sever-relations" => {
                happening.actors = vec![first];
                happening.recipients = vec![second];
            }
            _ => {
                if self.dice.one_in(20) {
                    happening.recipients = vec![cast.things[self.dice.below(cast.things.len())]];
                }
                if self.dice.one_in(12) {
                    happening.recipients.clear();
                }
                if self.dice.one_in(30) {
                    happening
                        .actors
                        .push(self.states[self.dice.weighted(states)]);
                }
            }
        }
        if self.dice.one_in(40) {
            let unit = UNITS[self.dice.below(UNITS.len())];
            happening.quantity = Some((1 + self.dice.below(20_000), unit));
        }
        happening
    }

    /// The state itself, or somebody who acts for it.
    fn voice(&mut self, state: u32, cast: &Cast) -> u32 {
        if self.dice.below(4) > 0 {
            return state;
        }
        self.person(state, cast)
    }

    fn person(&mut self, state: u32, cast: &Cast) -> u32 {
        let country = &self.people[state as usize].country;
        match cast.of_country.get(country) {
            Some(people) => people[self.dice.below(people.len())],
            None => state,
        }
    }

    fn tell(&mut self, happening: &Happening, context: Option<&Telling>) -> Telling {
        let dice = &mut self.dice;
        let who = |numbers: &[u32]| -> Vec<Participant> {
            numbers
                .iter()
                .map(|n| self.people[*n as usize].clone())
                .collect()
        };
        let status = match dice.below(1000) {
            0..855 => Status::Asserted,
            855..891 => Status::Attributed,
            891..984 => Status::Planned,
            _ => Status::Denied,
        };
        let from = match dice.below(100) {
            0..59 => WhenFrom::Clause,
            59..89 => WhenFrom::Sentence,
            _ => WhenFrom::Context,
        };
        let mut when = date(happening.day, dice);
        let last = context.and_then(|told| told.when.clone());
        if from == WhenFrom::Context && last.is_some() {
            when = last;
        }
        let mut quantity = happening.quantity.map(|(n, unit)| (n, unit.to_owned()));
        if let Some((number, _)) = &mut quantity
            && dice.one_in(5)
        {
            *number *= 10;
        }
        Telling {
            class: happening.class.to_owned(),
            actors: who(&happening.actors),
            recipients: who(&happening.recipients),
            when,
            from,
            digits: !dice.one_in(25),
            status,
            office: happening.office.map(str::to_owned),
            instrument: happening
                .instrument
                .map(|n| self.instruments[n as usize].clone()),
            quantity,
            confidence: 0.5 + dice.below(50) as f64 / 100.0,
        }
    }
}

/// A day as a document tells it: to the day, month or year, as a stretch, wrongly, or not at all.
fn date(day: i64, dice: &mut Dice) -> Option<String> {
    let mut day = day;
    if dice.one_in(40) {
        day += [1, 2, 10, -1, 365, -30][dice.below(6)];
    }
    let (year, month, date) = Day(day).ymd();
    Some(match dice.below(100) {
        0..36 => format!("{year}-{month:02}"),
        36..72 => format!("{year}-{month:02}-{date:02}"),
        72..79 => format!("{year}-{month:02}/{}-{month:02}", year + 1),
        79..82 => format!("{year}/{}", year + 1 + i64::from(month)),
        82..84 => format!("{year}/.."),
        84..91 => format!("{year}"),
        _ => return None,
    })
}

#[derive(Default)]
struct Cast {
    of_country: BTreeMap<String, Vec<u32>>,
    things: Vec<u32>,
    agreements: Vec<u32>,
    groups: Vec<u32>,
}

impl Cast {
    fn add(&mut self, country: &str, number: u32) {
        self.of_country
            .entry(country.to_owned())
            .or_default()
            .push(number);
    }
}

impl Iterator for Maker {
    type Item = ReadDocument;

    fn next(&mut self) -> Option<ReadDocument> {
        let mut at = self.dice.below(self.happenings.len());
        let mut told: Vec<Telling> = Vec::with_capacity(CLAIMS);
        while told.len() < CLAIMS {
            // A narrator goes on in time, and looks back now and then.
            at += self.dice.below(4);
            let back = if self.dice.one_in(10) { 7 } else { 0 };
            let number = (at - back.min(at)) % self.happenings.len();
            let happening = self.happenings[number].clone();
            let telling = self.tell(&happening, told.last());
            told.push(telling);
        }
        let id = format!("histories/{:07}.txt", self.made);
        let published = format!("{}-06-01", 1990 + self.made % 35);
        self.made += 1;
        Some(document(&id, Some(&published), &told))
    }
}

/// Writes a record of about `claims` claims, without a chronicle.
pub fn write(path: &std::path::Path, maker: &mut Maker, claims: usize) -> Result<(), String> {
    let options = WriterOptions::new("made up", "made up");
    let mut writer = Writer::open(path, options).map_err(|e| e.to_string())?;
    for read in maker.take(claims.div_ceil(CLAIMS)) {
        writer.write(read).map_err(|e| e.to_string())?;
    }
    writer.finish().map_err(|e| e.to_string())?;
    Ok(())
}
