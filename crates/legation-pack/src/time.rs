//! Time packs: the words that name times in one language, and the patterns they stand in.
//!
//! A pack holds word lists by role and token patterns with named slots; what a pattern means is one of a
//! fixed set of productions, which live in `legation-time`. There is no digit in a pack: one class of numbers
//! serves all scripts and number words. See docs/packs.md for what each key means.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use crate::{Language, PackError, PackFiles};

mod kinds;
mod pattern;
mod units;

pub use kinds::{Element, Filter, Make, NumberKind, Slot};
pub use units::{
    Anaphor, Calendar, Era, Part, Unit, month_code, month_of, part_code, part_of, pointed_code,
    pointed_of,
};

/// The role of a word: one of the roles the engine knows, or a list of words that only patterns speak of.
pub type Class = u8;

/// Roles that the engine knows by meaning. Lists that a pack names itself come after [`class::FIRST_OWN`].
pub mod class {
    use super::Class;

    /// A month; meaning is [`super::month_code`].
    pub const MONTH: Class = 0;
    /// A day of the week, Monday = 0.
    pub const WEEKDAY: Class = 1;
    /// A unit of time, [`super::Unit`].
    pub const UNIT: Class = 2;
    /// Two of a unit in one word (`عامين`, `יומיים`).
    pub const PAIR: Class = 3;
    /// A season, 21 to 24 as in EDTF.
    pub const SEASON: Class = 4;
    /// A part of a stretch, [`super::Part`].
    pub const PART: Class = 5;
    /// A word that points to a time spoken of, [`super::Anaphor`].
    pub const ANAPHOR: Class = 6;
    /// A word that counts days from the day of writing.
    pub const DEICTIC: Class = 7;
    /// A mark of calendar or era, [`super::Era`].
    pub const ERA: Class = 8;
    /// A decade by its name; meaning is its second-last digit times ten.
    pub const DECADE: Class = 9;
    /// A number, in digits or words, as the engine puts it together.
    pub const NUMBER: Class = 10;
    /// A cardinal number word.
    pub const CARDINAL: Class = 11;
    /// An ordinal number word.
    pub const ORDINAL: Class = 12;
    /// A number written in letters (`תש"ח`).
    pub const NUMERAL: Class = 13;
    /// Units in the plural, that by themselves mean some of them.
    pub const SOME: Class = 14;
    /// A word that points to a unit by itself (`אשתקד`); meaning is [`super::pointed_code`].
    pub const POINTED: Class = 15;
    /// A part of a unit in one word ("EOM"); meaning is [`super::part_code`].
    pub const PART_OF: Class = 16;
    /// First class that a pack names.
    pub const FIRST_OWN: Class = 20;
    /// One past the last class that a pack can name.
    pub const END: Class = 100;
}

/// In which order a language writes day and month in digits, where both orders are possible.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum Order {
    DayFirst,
    MonthFirst,
}

/// The shape of `time.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct TimeFile {
    order: Order,
    /// Whether names of months and weekdays are written with capitals.
    #[serde(default)]
    capitals: bool,
    /// Words that are also other words: dates made of them alone need a licence.
    #[serde(default)]
    weak: Vec<String>,
    /// Names of months that are everyday words: months only beside a day.
    #[serde(default)]
    with_day: Vec<String>,
    /// Classes whose words, standing before, license a bare year or a weak word.
    licence: Vec<String>,
    months: BTreeMap<Calendar, Vec<Vec<String>>>,
    weekdays: Vec<Vec<String>>,
    units: BTreeMap<Unit, Vec<String>>,
    #[serde(default)]
    pairs: BTreeMap<Unit, Vec<String>>,
    /// Plurals of units.
    #[serde(default)]
    some: BTreeMap<Unit, Vec<String>>,
    /// Words that point to a unit by themselves.
    #[serde(default)]
    pointed: BTreeMap<Anaphor, BTreeMap<Unit, Vec<String>>>,
    /// Words for a part of a unit.
    #[serde(default)]
    parts_of: BTreeMap<Part, BTreeMap<Unit, Vec<String>>>,
    /// Endings of plural nouns: a round number before one counts.
    #[serde(default)]
    plural_endings: Vec<String>,
    /// Clitics that open a relative clause.
    #[serde(default)]
    relative_prefixes: Vec<String>,
    seasons: BTreeMap<Season, Vec<String>>,
    parts: BTreeMap<Part, Vec<String>>,
    anaphors: BTreeMap<Anaphor, Vec<String>>,
    deictics: BTreeMap<Deictic, Vec<String>>,
    eras: BTreeMap<Era, Vec<String>>,
    decades: Vec<Vec<String>>,
    numbers: NumbersSection,
    /// Lists that patterns speak of.
    words: BTreeMap<String, Vec<String>>,
    /// Pieces of patterns by name; `$name` in a pattern stands for the piece.
    #[serde(default)]
    pieces: BTreeMap<String, String>,
    rules: Vec<RuleSection>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Deictic {
    BeforeYesterday,
    Yesterday,
    Today,
    Tomorrow,
    AfterTomorrow,
}

/// Number words, in the order of what they mean.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct NumbersSection {
    /// Nought to nineteen.
    small: Vec<Vec<String>>,
    /// Twenty to ninety.
    tens: Vec<Vec<String>>,
    /// One hundred to nine hundred, where they are one word.
    #[serde(default)]
    hundreds: Vec<Vec<String>>,
    /// The word that makes hundreds of the number before it.
    #[serde(default)]
    hundred: Vec<String>,
    /// The word that makes thousands of the number before it.
    #[serde(default)]
    thousand: Vec<String>,
    /// Two thousand in one word.
    #[serde(default)]
    two_thousand: Vec<String>,
    /// First to nineteenth.
    ordinals: Vec<Vec<String>>,
    /// Twentieth to ninetieth.
    #[serde(default)]
    ordinal_tens: Vec<Vec<String>>,
    /// Letters that stand for one to nine, all forms of each together, ten to ninety, one hundred and on.
    #[serde(default)]
    letters: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleSection {
    id: toml::Spanned<String>,
    make: toml::Spanned<String>,
    pattern: toml::Spanned<String>,
}

/// A word, or several in a row, with its role and meaning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeWord {
    /// The folded tokens, as the folder makes them.
    pub tokens: Vec<String>,
    /// Its role.
    pub class: Class,
    /// What it means in that role.
    pub meaning: i32,
    /// Whether it is also a word of another meaning.
    pub weak: bool,
    /// Whether it is a month only beside a day.
    pub with_day: bool,
}

/// A token pattern and what it makes.
#[derive(Debug, Clone)]
pub struct TimeRule {
    /// Name of the rule, unique in the pack.
    pub id: String,
    /// What a match means.
    pub make: Make,
    /// What must stand in a row.
    pub pattern: Vec<Element>,
}

/// A language's words and patterns for times, checked.
#[derive(Debug, Clone)]
pub struct TimePack {
    /// Order of day and month in digits.
    pub order: Order,
    /// Whether names of months and weekdays are written with capitals.
    pub capitals: bool,
    /// All words.
    pub words: Vec<TimeWord>,
    /// All rules, in the order of the file.
    pub rules: Vec<TimeRule>,
    /// Classes that license, as a set of bits.
    pub licence: u128,
    /// Letters that stand for numbers, in order of value.
    pub letters: Vec<String>,
    /// Folded endings of plural nouns.
    pub plural_endings: Vec<String>,
    /// Folded clitics that open a relative clause.
    pub relative_prefixes: Vec<String>,
    classes: FxHashMap<String, Class>,
}

impl TimePack {
    /// Reads `lang/TAG/time.toml` for a language.
    ///
    /// # Errors
    /// Where the file is missing, has another shape, or a pattern speaks of what is not there.
    pub fn load(files: &PackFiles, language: &Language) -> Result<Self, PackError> {
        let path = format!("lang/{}/time.toml", language.tag);
        let file: TimeFile = files.parse(&path)?;
        let mut classes: FxHashMap<String, Class> = pattern::known_classes();
        for (name, at) in file.words.keys().zip(class::FIRST_OWN..) {
            if at >= class::END {
                return Err(files.error_at(
                    &path,
                    0,
                    format!("too many lists under `words` at `{name}`"),
                    Some("join lists that the rules use in the same way"),
                ));
            }
            if classes.insert(name.clone(), at).is_some() {
                return Err(files.error_at(
                    &path,
                    0,
                    format!("`{name}` under `words` is the name of a role"),
                    Some("give the list another name"),
                ));
            }
        }
        let mut licence = 0;
        for name in &file.licence {
            let class = classes.get(name).ok_or_else(|| {
                files.error_at(
                    &path,
                    0,
                    format!("`licence` names `{name}`, which is no list"),
                    Some("add the list under `words`"),
                )
            })?;
            licence |= 1 << class;
        }
        let rules = load_rules(files, &path, &file, &classes)?;
        let words = collect_words(language, &file, &classes);
        Ok(Self {
            order: file.order,
            capitals: file.capitals,
            words,
            rules,
            licence,
            letters: file.numbers.letters,
            plural_endings: fold_all(language, &file.plural_endings),
            relative_prefixes: fold_all(language, &file.relative_prefixes),
            classes,
        })
    }

    /// The class of a list or role by name.
    #[must_use]
    pub fn class(&self, name: &str) -> Option<Class> {
        self.classes.get(name).copied()
    }

    /// The name of a class.
    #[must_use]
    pub fn class_name(&self, class: Class) -> &str {
        self.classes
            .iter()
            .find(|(_, c)| **c == class)
            .map_or("", |(name, _)| name)
    }
}

fn fold_all(language: &Language, words: &[String]) -> Vec<String> {
    words.iter().map(|w| language.folder.fold_str(w)).collect()
}

fn load_rules(
    files: &PackFiles,
    path: &str,
    file: &TimeFile,
    classes: &FxHashMap<String, Class>,
) -> Result<Vec<TimeRule>, PackError> {
    let mut rules: Vec<TimeRule> = Vec::with_capacity(file.rules.len());
    // Longer names first, so that none is taken for another that it begins with.
    let mut pieces: Vec<(String, &String)> = file
        .pieces
        .iter()
        .map(|(name, piece)| (format!("${name}"), piece))
        .collect();
    pieces.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
    for section in &file.rules {
        let id = section.id.get_ref().clone();
        if rules.iter().any(|r| r.id == id) {
            return Err(files.error_at(
                path,
                section.id.span().start,
                format!("there are two rules `{id}`"),
                Some("give each rule a name of its own"),
            ));
        }
        let make: Make = section.make.get_ref().parse().map_err(|()| {
            files.error_at(
                path,
                section.make.span().start,
                format!("`{}` is no production", section.make.get_ref()),
                Some(&format!("one of: {}", Make::names().join(", "))),
            )
        })?;
        let mut text = section.pattern.get_ref().clone();
        for (name, piece) in &pieces {
            text = text.replace(name, &format!(" ({piece}) "));
        }
        let pattern = pattern::parse(&text, classes)
            .map_err(|message| files.error_at(path, section.pattern.span().start, message, None))?;
        rules.push(TimeRule { id, make, pattern });
    }
    Ok(rules)
}

/// All words of the file with class and meaning, folded.
fn collect_words(
    language: &Language,
    file: &TimeFile,
    classes: &FxHashMap<String, Class>,
) -> Vec<TimeWord> {
    let weak: Vec<String> = file
        .weak
        .iter()
        .map(|w| language.folder.fold_str(w))
        .collect();
    let with_day: Vec<String> = file
        .with_day
        .iter()
        .map(|w| language.folder.fold_str(w))
        .collect();
    let mut words = Vec::new();
    let mut add = |class: Class, meaning: i32, list: &[String]| {
        for written in list {
            let folded =
                language
                    .folder
                    .fold(written, legation_model::Span::new(0, written.len()), &[]);
            let tokens = (0..folded.tokens.len())
                .map(|i| folded.word(i).to_owned())
                .collect();
            words.push(TimeWord {
                tokens,
                class,
                meaning,
                weak: weak.contains(&folded.text),
                with_day: with_day.contains(&folded.text),
            });
        }
    };
    for (calendar, months) in &file.months {
        for (list, number) in months.iter().zip(1u8..) {
            add(class::MONTH, month_code(*calendar, number), list);
        }
    }
    for (list, day) in file.weekdays.iter().zip(0..) {
        add(class::WEEKDAY, day, list);
    }
    for (unit, list) in &file.units {
        add(class::UNIT, *unit as i32, list);
    }
    for (unit, list) in &file.pairs {
        add(class::PAIR, *unit as i32, list);
    }
    for (unit, list) in &file.some {
        add(class::SOME, *unit as i32, list);
    }
    for (how, units) in &file.pointed {
        for (unit, list) in units {
            add(class::POINTED, pointed_code(*how, *unit), list);
        }
    }
    for (part, units) in &file.parts_of {
        for (unit, list) in units {
            add(class::PART_OF, part_code(*part, *unit), list);
        }
    }
    for (season, list) in &file.seasons {
        add(class::SEASON, *season as i32 + 21, list);
    }
    for (part, list) in &file.parts {
        add(class::PART, *part as i32, list);
    }
    for (anaphor, list) in &file.anaphors {
        add(class::ANAPHOR, *anaphor as i32, list);
    }
    for (deictic, list) in &file.deictics {
        add(class::DEICTIC, *deictic as i32 - 2, list);
    }
    for (era, list) in &file.eras {
        add(class::ERA, *era as i32, list);
    }
    for (list, tens) in file.decades.iter().zip(1..) {
        add(class::DECADE, tens * 10, list);
    }
    let numbers = &file.numbers;
    for (list, value) in numbers.small.iter().zip(0..) {
        add(class::CARDINAL, value, list);
    }
    for (list, tens) in numbers.tens.iter().zip(2..) {
        add(class::CARDINAL, tens * 10, list);
    }
    for (list, hundreds) in numbers.hundreds.iter().zip(1..) {
        add(class::CARDINAL, hundreds * 100, list);
    }
    add(class::CARDINAL, HUNDRED, &numbers.hundred);
    add(class::CARDINAL, THOUSAND, &numbers.thousand);
    add(class::CARDINAL, 2000, &numbers.two_thousand);
    for (list, value) in numbers.ordinals.iter().zip(1..) {
        add(class::ORDINAL, value, list);
    }
    for (list, tens) in numbers.ordinal_tens.iter().zip(2..) {
        add(class::ORDINAL, tens * 10, list);
    }
    for (name, list) in &file.words {
        if let Some(class) = classes.get(name) {
            add(*class, 0, list);
        }
    }
    words
}

/// Meaning of a cardinal that multiplies what stands before it by a hundred.
pub const HUNDRED: i32 = -100;
/// Meaning of a cardinal that multiplies what stands before it by a thousand.
pub const THOUSAND: i32 = -1000;
