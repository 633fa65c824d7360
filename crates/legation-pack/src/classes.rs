//! `events.toml`: the event classes, how kinds of tie go on, and which offices several people hold at a time.
//!
//! Plain data for reading and for the chronicle; nothing here knows a language.

use legation_model::{Quad, TieKind};
use serde::{Deserialize, Serialize};
use toml::Spanned;

use crate::{PackError, PackFiles, files::nearest};

/// The file.
const PATH: &str = "events.toml";

/// An event class, by its place in `events.toml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ClassId(pub u8);

/// One event class.
#[derive(Debug, Clone, PartialEq)]
pub struct Class {
    /// Name: `sign-agreement`.
    pub name: String,
    /// PLOVER type; absent where PLOVER has none.
    pub plover: Option<String>,
    /// The quadrant of the PLOVER type; absent where there is none.
    pub quad: Option<Quad>,
    /// CAMEO code.
    pub cameo: Option<String>,
    /// Whether all parties stand in one role when the text treats them alike.
    pub symmetric: bool,
    /// Whether it is told once only of the same parties (and agreement, office or name) as long as nothing undoes it.
    pub once: bool,
    /// Whether an event of this class has another side even where the sentence leaves it out.
    pub other_side: bool,
    /// Weight on Goldstein's conflict-cooperation scale, -10 to 10.
    pub goldstein: f64,
    /// The WEIS category that the weight was given for.
    pub weis: Option<String>,
    /// Kinds of tie that an event of this class opens.
    pub opens: Vec<TieKind>,
    /// Kinds of tie that it closes.
    pub closes: Vec<TieKind>,
}

/// How a kind of tie goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TieKindRule {
    /// The kind.
    pub kind: TieKind,
    /// Whether it goes on until something ends it, as law does; if not, it is certain only while claims show it.
    pub persists: bool,
    /// Whether a date of two ends is the time that it lasted, not a doubt about when it began.
    pub lasting: bool,
}

/// A class as the file has it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawClass {
    name: Spanned<String>,
    plover: Option<String>,
    quad: Option<Quad>,
    cameo: Option<String>,
    symmetric: bool,
    once: bool,
    #[serde(default)]
    other_side: bool,
    goldstein: Spanned<f64>,
    weis: Option<String>,
    #[serde(default)]
    opens: Vec<Spanned<String>>,
    #[serde(default)]
    closes: Vec<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawTie {
    kind: Spanned<String>,
    persists: bool,
    lasting: bool,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawOffices {
    #[serde(default)]
    same: Vec<Vec<Spanned<String>>>,
    single: Vec<Spanned<String>>,
    shared: Vec<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    class: Vec<RawClass>,
    tie: Vec<RawTie>,
    offices: RawOffices,
}

/// All event classes, rules of ties, and offices.
#[derive(Debug, Clone, PartialEq)]
pub struct Classes {
    classes: Vec<Class>,
    ties: Vec<TieKindRule>,
    same_offices: Vec<Vec<String>>,
    single_offices: Vec<String>,
    shared_offices: Vec<String>,
}

impl Classes {
    /// Reads `events.toml`.
    ///
    /// # Errors
    /// Where the file is missing or wrong: the first thing that is, with its line.
    pub fn load(files: &PackFiles) -> Result<Self, PackError> {
        let file: File = files.parse(PATH)?;
        if file.class.len() > usize::from(u8::MAX) {
            return Err(files.error_at(PATH, 0, "more than 255 classes", Some("merge classes")));
        }
        let mut classes: Vec<Class> = Vec::with_capacity(file.class.len());
        for raw in file.class {
            let class = class(files, raw, &classes)?;
            classes.push(class);
        }
        Ok(Self {
            classes,
            ties: ties(files, &file.tie)?,
            same_offices: same_offices(files, &file.offices.same)?,
            single_offices: offices(files, &file.offices.single, &[])?,
            shared_offices: offices(files, &file.offices.shared, &file.offices.single)?,
        })
    }

    /// The class of a name.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<ClassId> {
        self.classes
            .iter()
            .position(|c| c.name == name)
            .and_then(|i| u8::try_from(i).ok())
            .map(ClassId)
    }

    /// The class behind an id.
    ///
    /// # Panics
    /// Where the id comes from other packs.
    #[must_use]
    pub fn get(&self, id: ClassId) -> &Class {
        &self.classes[usize::from(id.0)]
    }

    /// All classes in the order of the file.
    pub fn iter(&self) -> impl Iterator<Item = &Class> {
        self.classes.iter()
    }

    /// How each kind of tie goes on: one rule for every kind of [`TieKind::ALL`], in that order.
    #[must_use]
    pub fn ties(&self) -> &[TieKindRule] {
        &self.ties
    }

    /// Offices that several people hold at a time, in the order of the file. An entry also stands for the names that
    /// begin with it; ask [`Classes::office_is_shared`] about one name.
    #[must_use]
    pub fn shared_offices(&self) -> &[String] {
        &self.shared_offices
    }

    /// Names of one office, in groups; no name stands in two of them.
    #[must_use]
    pub fn same_offices(&self) -> &[Vec<String>] {
        &self.same_offices
    }

    /// Whether several people hold an office of this name at a time: what the longest entry of the file says that the
    /// name is or begins with; `None` where no entry fits.
    #[must_use]
    pub fn office_is_shared(&self, name: &str) -> Option<bool> {
        let longest = |entries: &[String]| {
            entries
                .iter()
                .filter(|entry| begins_with(name, entry))
                .map(String::len)
                .max()
        };
        match (longest(&self.single_offices), longest(&self.shared_offices)) {
            (None, None) => None,
            (single, shared) => Some(shared > single),
        }
    }
}

/// Whether a name is an entry or goes on after it with another word.
fn begins_with(name: &str, entry: &str) -> bool {
    name.strip_prefix(entry)
        .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

/// One class, checked.
fn class(files: &PackFiles, raw: RawClass, before: &[Class]) -> Result<Class, PackError> {
    let at = raw.name.span().start;
    let name = raw.name.into_inner();
    let wrong =
        |at: usize, message: String, hint: &str| Err(files.error_at(PATH, at, message, Some(hint)));
    if before.iter().any(|class| class.name == name) {
        return wrong(
            at,
            format!("the class `{name}` is defined twice"),
            "remove one",
        );
    }
    if raw.plover.is_some() != raw.quad.is_some() {
        return wrong(
            at,
            format!("the class `{name}` has one of `plover` and `quad` without the other"),
            "give both, or neither where PLOVER has no type for it",
        );
    }
    if !(-10.0..=10.0).contains(raw.goldstein.get_ref()) {
        return wrong(
            raw.goldstein.span().start,
            format!(
                "{} is no weight on Goldstein's scale",
                raw.goldstein.get_ref()
            ),
            "the scale goes from -10 to 10",
        );
    }
    Ok(Class {
        opens: kinds(files, &raw.opens)?,
        closes: kinds(files, &raw.closes)?,
        name,
        plover: raw.plover,
        quad: raw.quad,
        cameo: raw.cameo,
        symmetric: raw.symmetric,
        once: raw.once,
        other_side: raw.other_side,
        goldstein: raw.goldstein.into_inner(),
        weis: raw.weis,
    })
}

fn kinds(files: &PackFiles, raw: &[Spanned<String>]) -> Result<Vec<TieKind>, PackError> {
    raw.iter().map(|kind| tie_kind(files, kind)).collect()
}

fn tie_kind(files: &PackFiles, raw: &Spanned<String>) -> Result<TieKind, PackError> {
    raw.get_ref().parse().map_err(|error| {
        let known = TieKind::ALL.map(TieKind::as_str);
        let hint = nearest(raw.get_ref(), known).map_or_else(
            || format!("the kinds are {}", known.join(", ")),
            |near| format!("did you mean `{near}`?"),
        );
        files.error_at(
            PATH,
            raw.span().start,
            format!("{error}"),
            Some(hint.as_str()),
        )
    })
}

/// The rules of ties, which must be one for each kind.
fn ties(files: &PackFiles, raw: &[RawTie]) -> Result<Vec<TieKindRule>, PackError> {
    let mut rules: Vec<TieKindRule> = Vec::with_capacity(raw.len());
    for tie in raw {
        let kind = tie_kind(files, &tie.kind)?;
        if rules.iter().any(|rule| rule.kind == kind) {
            return Err(files.error_at(
                PATH,
                tie.kind.span().start,
                format!("the tie `{kind}` has two rules"),
                Some("remove one"),
            ));
        }
        rules.push(TieKindRule {
            kind,
            persists: tie.persists,
            lasting: tie.lasting,
        });
    }
    for kind in TieKind::ALL {
        if !rules.iter().any(|rule| rule.kind == kind) {
            return Err(files.error_at(
                PATH,
                raw.first().map_or(0, |tie| tie.kind.span().start),
                format!("the tie `{kind}` has no rule"),
                Some("add a `[[tie]]` with its `kind`, `persists` and `lasting`"),
            ));
        }
    }
    rules.sort_by_key(|rule| rule.kind);
    Ok(rules)
}

/// Groups of names of one office.
fn same_offices(
    files: &PackFiles,
    raw: &[Vec<Spanned<String>>],
) -> Result<Vec<Vec<String>>, PackError> {
    let mut groups: Vec<Vec<String>> = Vec::with_capacity(raw.len());
    for names in raw {
        let mut group = Vec::with_capacity(names.len());
        for name in names {
            let text = name.get_ref();
            if group.contains(text) || groups.iter().any(|other| other.contains(text)) {
                return Err(files.error_at(
                    PATH,
                    name.span().start,
                    format!("the office `{text}` stands twice among names of one office"),
                    Some("remove one"),
                ));
            }
            group.push(text.clone());
        }
        groups.push(group);
    }
    Ok(groups)
}

/// A list of offices, none of which may stand twice or in the other list.
fn offices(
    files: &PackFiles,
    raw: &[Spanned<String>],
    other: &[Spanned<String>],
) -> Result<Vec<String>, PackError> {
    for (index, office) in raw.iter().enumerate() {
        let same = |o: &Spanned<String>| o.get_ref() == office.get_ref();
        if raw[..index].iter().chain(other).any(same) {
            return Err(files.error_at(
                PATH,
                office.span().start,
                format!("the office `{}` is listed twice", office.get_ref()),
                Some("leave it in `single` or in `shared`, once"),
            ));
        }
    }
    Ok(raw.iter().map(|o| o.get_ref().clone()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shipped() -> Classes {
        Classes::load(&PackFiles::embedded()).expect("events.toml loads")
    }

    /// What is wrong with the shipped file once `from` is replaced by `to` in it.
    #[track_caller]
    fn broken(from: &str, to: &str) -> PackError {
        let mut files = PackFiles::embedded();
        let text = files.get(PATH).expect("it is embedded").to_owned();
        assert!(text.contains(from), "`{from}` stands in the file");
        files.insert(PATH, text.replacen(from, to, 1));
        Classes::load(&files).expect_err("it is wrong")
    }

    /// The line of the first place of `part` in the shipped file, from 1.
    fn line_of(part: &str) -> usize {
        let files = PackFiles::embedded();
        let text = files.get(PATH).expect("it is embedded");
        let at = text.find(part).expect("it stands there");
        text[..at].matches('\n').count() + 1
    }

    #[test]
    fn there_are_34_classes() {
        assert_eq!(shipped().iter().count(), 34);
    }

    #[test]
    fn each_class_stands_in_the_quadrant_of_its_plover_type() {
        for class in shipped().iter() {
            let quad = class.plover.as_deref().map(|plover| match plover {
                "AGREE" | "CONSULT" | "SUPPORT" | "CONCEDE" => Quad::VerbalCooperation,
                "COOPERATE" | "AID" | "RETREAT" => Quad::MaterialCooperation,
                "REQUEST" | "ACCUSE" | "REJECT" | "THREATEN" => Quad::VerbalConflict,
                "PROTEST" | "SANCTION" | "MOBILIZE" | "COERCE" | "ASSAULT" => {
                    Quad::MaterialConflict
                }
                other => panic!("PLOVER has no type {other}"),
            });
            assert_eq!(class.quad, quad, "{}", class.name);
        }
    }

    /// Goldstein (1992), table 1, for the categories that classes name.
    #[test]
    fn weights_are_those_of_goldstein() {
        let table = [
            ("012", 0.6),
            ("013", 2.0),
            ("031", 1.0),
            ("032", 1.9),
            ("042", 3.6),
            ("051", 4.5),
            ("054", 2.8),
            ("064", 5.4),
            ("071", 7.4),
            ("081", 6.5),
            ("082", 3.0),
            ("094", -0.1),
            ("111", -4.0),
            ("121", -2.2),
            ("132", -2.4),
            ("171", -4.4),
            ("181", -5.2),
            ("182", -7.6),
            ("191", -2.2),
            ("192", -4.1),
            ("193", -5.6),
            ("195", -7.0),
            ("211", -9.2),
            ("212", -4.4),
            ("223", -10.0),
        ];
        for class in shipped().iter() {
            let weight = class.weis.as_deref().map_or(0.0, |weis| {
                let known = table.iter().find(|(code, _)| weis.starts_with(code));
                known.unwrap_or_else(|| panic!("no weight for {weis}")).1
            });
            assert!(
                (class.goldstein - weight).abs() < 1e-9,
                "{}: {} for {:?}",
                class.name,
                class.goldstein,
                class.weis
            );
        }
    }

    #[test]
    fn what_opens_a_tie_has_something_that_closes_it() {
        let classes = shipped();
        for kind in TieKind::ALL {
            let opens = classes.iter().any(|c| c.opens.contains(&kind));
            let closes = classes.iter().any(|c| c.closes.contains(&kind));
            // Alliances come of agreements and memberships.
            assert_eq!(opens, kind != TieKind::Alliance, "{kind}");
            assert_eq!(closes, kind != TieKind::Alliance, "{kind}");
        }
    }

    #[test]
    fn every_kind_of_tie_has_its_rule() {
        let classes = shipped();
        let kinds: Vec<TieKind> = classes.ties().iter().map(|rule| rule.kind).collect();
        assert_eq!(kinds, TieKind::ALL);
        let rule = |kind| {
            let rule = classes.ties().iter().find(|rule| rule.kind == kind);
            rule.map(|rule| (rule.persists, rule.lasting))
        };
        assert_eq!(rule(TieKind::Party), Some((true, false)));
        assert_eq!(rule(TieKind::Office), Some((true, true)));
        assert_eq!(rule(TieKind::Hostilities), Some((false, true)));
    }

    #[test]
    fn an_office_is_shared_by_its_longest_entry() {
        let classes = shipped();
        let case = |name: &str, shared: Option<bool>| {
            assert_eq!(classes.office_is_shared(name), shared, "{name}");
        };
        case("Ambassador", Some(true));
        case("Ambassador to Egypt", Some(true));
        case("Foreign Minister", Some(false));
        case("Deputy Foreign Minister", Some(true));
        case("Minister", Some(true));
        case("Minister of Defence", Some(false));
        case("Minister of State for Foreign Affairs", Some(true));
        case("Ministering angel", None);
        case("General", Some(true));
        case("General Secretary", Some(false));
        case("Beekeeper", None);
    }

    #[test]
    fn what_is_wrong_has_its_line() {
        let error = broken("opens = [\"party\"]", "opens = [\"patry\"]");
        assert_eq!(error.line, line_of("opens = [\"party\"]"), "{error}");
        assert!(error.to_string().contains("did you mean `party`?"));

        let error = broken("quad = \"verbal-cooperation\"\n", "");
        assert_eq!(error.line, line_of("name = \"sign-agreement\""), "{error}");

        let error = broken("once = true\n", "");
        assert!(error.message.contains("once"), "{error}");

        let error = broken("goldstein = 6.5", "goldstein = 65.0");
        assert_eq!(error.line, line_of("goldstein = 6.5"), "{error}");

        let error = broken("kind = \"alliance\"", "kind = \"party\"");
        assert_eq!(error.line, line_of("kind = \"alliance\""), "{error}");

        let error = broken("    \"Deputy\", \"Vice\"", "    \"Deputy\", \"King\"");
        assert_eq!(error.line, line_of("    \"Deputy\", \"Vice\""), "{error}");
    }
}
