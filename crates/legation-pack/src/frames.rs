//! `frames.toml`: which words state an event of which class, and how they take their parties.

use std::collections::BTreeMap;

use legation_model::{ActorKind, Status};
use serde::{Deserialize, Serialize};

use crate::{ClassId, Classes, Language, PackError, PackFiles, files::line_of};

/// What sort of word a trigger is; it decides how its parties are found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Sort {
    /// An active verb or a fixed expression.
    Verb,
    /// A passive verb: its subject is the frame's object.
    Passive,
    /// A verbal noun or another noun that names an event.
    Noun,
}

/// A preposition, by its place in the language's list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct PrepId(pub u8);

/// What a preposition does, beyond its own meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum PrepGroup {
    /// Marks a genitive: "of".
    Of,
    /// Marks the agent of a passive: "by".
    By,
    /// "between".
    Between,
    /// "with".
    With,
    /// Marks a direct object.
    Object,
    /// Marks a place: "in", "at".
    Place,
    /// None of these.
    Other,
}

/// The prepositions of a language.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Prepositions {
    list: Vec<(String, PrepGroup)>,
}

impl Prepositions {
    fn new(language: &Language) -> Self {
        let section = &language.prepositions;
        let groups = [
            (&section.of, PrepGroup::Of),
            (&section.by, PrepGroup::By),
            (&section.between, PrepGroup::Between),
            (&section.with, PrepGroup::With),
            (&section.object, PrepGroup::Object),
            (&section.place, PrepGroup::Place),
            (&section.other, PrepGroup::Other),
        ];
        let mut list: Vec<(String, PrepGroup)> = Vec::new();
        for (words, group) in groups {
            for word in words {
                let folded = language.folder.fold_str(word);
                if !list.iter().any(|(w, _)| *w == folded) {
                    list.push((folded, group));
                }
            }
        }
        list.truncate(usize::from(u8::MAX));
        Self { list }
    }

    /// The preposition of a folded word.
    #[must_use]
    pub fn find(&self, folded: &str) -> Option<PrepId> {
        self.list
            .iter()
            .position(|(w, _)| w == folded)
            .and_then(|i| u8::try_from(i).ok())
            .map(PrepId)
    }

    /// Whether the language marks direct objects with a word.
    #[must_use]
    pub fn marks_objects(&self) -> bool {
        self.list
            .iter()
            .any(|(_, group)| *group == PrepGroup::Object)
    }

    /// What it does.
    #[must_use]
    pub fn group(&self, id: PrepId) -> PrepGroup {
        self.list
            .get(usize::from(id.0))
            .map_or(PrepGroup::Other, |(_, g)| *g)
    }

    /// The folded word.
    #[must_use]
    pub fn word(&self, id: PrepId) -> &str {
        self.list.get(usize::from(id.0)).map_or("", |(w, _)| w)
    }

    /// Folded words with their ids.
    pub fn iter(&self) -> impl Iterator<Item = (PrepId, &str)> {
        self.list
            .iter()
            .enumerate()
            .filter_map(|(i, (w, _))| Some((PrepId(u8::try_from(i).ok()?), w.as_str())))
    }
}

/// How a role is realized.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Slot {
    /// Subject of the verb.
    Subject,
    /// Object of the verb.
    Object,
    /// Genitive, construct or possessive of the noun.
    Of,
    /// A national adjective on the noun.
    Adjective,
    /// Agent phrase.
    By,
    /// The list after "between".
    Between,
    /// Under "with".
    With,
    /// Subject of the light verb that carries the noun.
    Light,
    /// A party attached to the frame's companion word.
    Companion,
    /// A place under "in" or "at".
    Place,
    /// Under a preposition of its own.
    Prep(PrepId),
}

/// A list of words, one of which a frame wants near its trigger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SetId(pub u16);

/// One frame.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Frame {
    /// `ar/join`.
    pub id: String,
    /// The class that it states.
    pub class: ClassId,
    /// Companions of which one must stand near.
    pub with: Option<SetId>,
    /// Words of which none may stand near.
    pub without: Option<SetId>,
    /// How near, in tokens.
    pub reach: usize,
    /// Slots of the actor for verbs.
    pub actor: Vec<Slot>,
    /// Slots of the recipient for verbs.
    pub recipient: Vec<Slot>,
    /// Slots of the actor for nouns.
    pub noun_actor: Vec<Slot>,
    /// Slots of the recipient for nouns.
    pub noun_recipient: Vec<Slot>,
    /// Kinds that the actor may be; empty: any that can act.
    pub is_actor: Kinds,
    /// Kinds that the recipient may be; empty: any that can act.
    pub is_recipient: Kinds,
    /// Whether the office near the trigger belongs to the claim.
    pub office: bool,
    /// Whether its words say that somebody takes the place of another, whose office it then is.
    pub succeeds: bool,
    /// The office that its words mean where they name none: who forms a government heads it.
    pub means: Option<String>,
    /// A status that the frame always has.
    pub status: Option<Status>,
    /// Least number of parties.
    pub parties: usize,
    /// Whether its words only look like an event: they state nothing, and neither does any part of them.
    pub guard: bool,
    /// Line in the file, for reports.
    pub line: usize,
}

/// What a role may be filled with.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kinds {
    /// Kinds of actor; empty: any.
    pub actors: Vec<ActorKind>,
    /// Whether a mere place will do.
    pub place: bool,
}

/// A word that triggers a frame or names one of its companions, uninflected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) frame: u16,
    pub(crate) part: String,
    pub(crate) sort: Sort,
    pub(crate) text: String,
}

/// The frames of one language.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Frames {
    /// In the order of the file.
    pub list: Vec<Frame>,
    /// The prepositions that slots speak of.
    pub prepositions: Prepositions,
    /// Wanted only until the lexicon is made.
    #[serde(skip)]
    pub(crate) entries: Vec<Entry>,
    /// Per set: its words; likewise.
    #[serde(skip)]
    pub(crate) sets: Vec<Vec<String>>,
}

/// Words that stand for `@agreement` and `@organization`, from `nouns.toml`.
pub(crate) type Predefined = BTreeMap<String, Vec<String>>;

impl Frames {
    /// Reads `lang/TAG/frames.toml`.
    ///
    /// # Errors
    /// All that is wrong in the file, with lines.
    pub(crate) fn load(
        files: &PackFiles,
        language: &Language,
        classes: &Classes,
        predefined: &Predefined,
    ) -> Result<Self, Vec<PackError>> {
        let path = format!("lang/{}/frames.toml", language.tag);
        let table: toml::Table = files.parse(&path).map_err(|e| vec![e])?;
        let mut loader = Loader {
            files,
            path: &path,
            text: files.get(&path).unwrap_or_default(),
            language,
            classes,
            named: predefined.clone(),
            out: Self {
                prepositions: Prepositions::new(language),
                ..Self::default()
            },
            set_ids: BTreeMap::new(),
            reached: (1, 0),
            errors: Vec::new(),
        };
        loader.file(&table);
        if loader.errors.is_empty() {
            Ok(loader.out)
        } else {
            Err(loader.errors)
        }
    }
}

struct Loader<'a> {
    files: &'a PackFiles,
    path: &'a str,
    text: &'a str,
    language: &'a Language,
    classes: &'a Classes,
    named: Predefined,
    out: Frames,
    set_ids: BTreeMap<Vec<String>, SetId>,
    /// Line and byte of the last frame's id.
    reached: (usize, usize),
    errors: Vec<PackError>,
}

impl Loader<'_> {
    fn error(&mut self, near: &str, message: String, hint: Option<&str>) {
        let at = self.text.find(near).unwrap_or(0);
        self.errors
            .push(self.files.error_at(self.path, at, message, hint));
    }

    /// The line of a frame's id. Frames come in the order of the file, so that the search goes on where the last
    /// one ended.
    fn line(&mut self, near: &str) -> usize {
        let (line, at) = self.reached;
        match self.text[at..].find(near) {
            Some(after) => {
                self.reached = (line + line_of(&self.text[at..], after) - 1, at + after);
                self.reached.0
            }
            None => line_of(self.text, self.text.find(near).unwrap_or(0)),
        }
    }

    fn file(&mut self, table: &toml::Table) {
        for (key, value) in table {
            match (key.as_str(), value) {
                ("sets", toml::Value::Table(sets)) => {
                    for (name, words) in sets {
                        let words = self.words(name, words);
                        self.named.insert(name.clone(), words);
                    }
                }
                ("frame", toml::Value::Array(_)) => {}
                (other, _) => self.error(
                    other,
                    format!("`{other}` is neither `sets` nor `frame`"),
                    Some("frames stand under [[frame]]"),
                ),
            }
        }
        for value in table
            .get("frame")
            .and_then(toml::Value::as_array)
            .map_or(&[][..], Vec::as_slice)
        {
            match value {
                toml::Value::Table(frame) => self.frame(frame),
                _ => self.error(
                    "frame",
                    "a frame is a table".to_owned(),
                    Some("write [[frame]]"),
                ),
            }
        }
    }

    fn words(&mut self, near: &str, value: &toml::Value) -> Vec<String> {
        let found: Option<Vec<String>> = value
            .as_array()
            .and_then(|list| list.iter().map(|v| v.as_str().map(str::to_owned)).collect());
        found.unwrap_or_else(|| {
            self.error(
                near,
                format!("`{near}` is no list of words"),
                Some("write it as [\"word\", \"word\"]"),
            );
            Vec::new()
        })
    }

    fn frame(&mut self, table: &toml::Table) {
        let Some(id) = table.get("id").and_then(toml::Value::as_str) else {
            let near = table
                .get("class")
                .and_then(toml::Value::as_str)
                .unwrap_or("[[frame]]")
                .to_owned();
            return self.error(
                &near,
                "a frame has no id".to_owned(),
                Some("add id = \"...\", unique in the file"),
            );
        };
        let near = format!("id = \"{id}\"");
        let line = self.line(&near);
        let rule = format!("{}/{id}", self.language.tag);
        if self.out.list.iter().any(|f| f.id == rule) {
            return self.error(
                &near,
                format!("two frames are called `{id}`"),
                Some("rename one"),
            );
        }
        let class_name = table
            .get("class")
            .and_then(toml::Value::as_str)
            .unwrap_or_default();
        let Some(class) = self.classes.find(class_name) else {
            return self.error(
                &near,
                format!(
                    "frame `{id}` has the class `{class_name}`, which events.toml does not have"
                ),
                Some("see packs/events.toml for the classes"),
            );
        };
        let mut frame = Frame {
            id: rule,
            class,
            with: None,
            without: None,
            reach: 6,
            actor: vec![Slot::Subject],
            recipient: Vec::new(),
            noun_actor: Vec::new(),
            noun_recipient: Vec::new(),
            is_actor: Kinds::default(),
            is_recipient: Kinds::default(),
            office: false,
            succeeds: false,
            means: None,
            status: None,
            parties: 1,
            guard: false,
            line,
        };
        let (mut noun_actor, mut noun_recipient) = (None, None);
        let index = u16::try_from(self.out.list.len()).unwrap_or(u16::MAX);
        for (key, value) in table {
            match key.as_str() {
                "id" | "class" | "note" => {}
                "with" => frame.with = self.set(&near, value),
                "without" => frame.without = self.set(&near, value),
                "reach" => frame.reach = value.as_integer().and_then(|n| usize::try_from(n).ok()).unwrap_or(6),
                "parties" => frame.parties = value.as_integer().and_then(|n| usize::try_from(n).ok()).unwrap_or(1),
                "guard" => frame.guard = value.as_bool().unwrap_or(false),
                "actor" => frame.actor = self.slots(&near, value),
                "recipient" => frame.recipient = self.slots(&near, value),
                "noun_actor" => noun_actor = Some(self.slots(&near, value)),
                "noun_recipient" => noun_recipient = Some(self.slots(&near, value)),
                "is_actor" => frame.is_actor = self.kinds(&near, value),
                "is_recipient" => frame.is_recipient = self.kinds(&near, value),
                "office" => frame.office = value.as_bool().unwrap_or(false),
                "succeeds" => frame.succeeds = value.as_bool().unwrap_or(false),
                "means" => frame.means = value.as_str().map(str::to_owned),
                "status" => frame.status = self.status(&near, value),
                part if part == "phrase" || part == "noun" || self.language.inflection.contains_key(part) => {
                    let sort = sort_of(part);
                    for text in self.words(&near, value) {
                        self.out.entries.push(Entry { frame: index, part: part.to_owned(), sort, text });
                    }
                }
                other => self.error(
                    &near,
                    format!("frame `{id}` has the key `{other}`, which is unknown"),
                    Some("keys are id, class, with, without, reach, actor, recipient, noun_actor, noun_recipient, is_actor, is_recipient, office, succeeds, means, status, parties, phrase, noun, or a part of [inflection] in language.toml"),
                ),
            }
        }
        frame.noun_actor = noun_actor.unwrap_or_else(|| noun_slots(&frame.actor, true));
        frame.noun_recipient =
            noun_recipient.unwrap_or_else(|| noun_slots(&frame.recipient, false));
        self.out.list.push(frame);
    }

    fn set(&mut self, near: &str, value: &toml::Value) -> Option<SetId> {
        let mut words = Vec::new();
        for word in self.words(near, value) {
            match word.strip_prefix('@') {
                None => words.push(word),
                Some(name) => match self.named.get(name) {
                    Some(set) => words.extend(set.iter().cloned()),
                    None => self.error(
                        near,
                        format!("`@{name}` is not a list of this file"),
                        Some("define it under [sets], or use @agreement or @organization"),
                    ),
                },
            }
        }
        words.sort();
        words.dedup();
        if let Some(id) = self.set_ids.get(&words) {
            return Some(*id);
        }
        let id = SetId(u16::try_from(self.out.sets.len()).ok()?);
        self.set_ids.insert(words.clone(), id);
        self.out.sets.push(words);
        Some(id)
    }

    fn slots(&mut self, near: &str, value: &toml::Value) -> Vec<Slot> {
        let mut slots = Vec::new();
        for word in self.words(near, value) {
            let slot = match word.as_str() {
                "subject" => Some(Slot::Subject),
                "object" => Some(Slot::Object),
                "of" => Some(Slot::Of),
                "adjective" => Some(Slot::Adjective),
                "by" => Some(Slot::By),
                "between" => Some(Slot::Between),
                "with" => Some(Slot::With),
                "light" => Some(Slot::Light),
                "companion" => Some(Slot::Companion),
                "place" => Some(Slot::Place),
                literal => self
                    .out
                    .prepositions
                    .find(&self.language.folder.fold_str(literal))
                    .map(Slot::Prep),
            };
            match slot {
                Some(slot) => slots.push(slot),
                None => self.error(
                    near,
                    format!("the slot `{word}` is no preposition of this language"),
                    Some("add it to [prepositions] other in language.toml"),
                ),
            }
        }
        slots
    }

    fn kinds(&mut self, near: &str, value: &toml::Value) -> Kinds {
        let mut kinds = Kinds::default();
        for word in self.words(near, value) {
            let kind = match word.as_str() {
                "state" => ActorKind::State,
                "body" => ActorKind::Body,
                "party" => ActorKind::Party,
                "organization" => ActorKind::Organization,
                "alliance" => ActorKind::Alliance,
                "movement" => ActorKind::Movement,
                "person" => ActorKind::Person,
                "agreement" => ActorKind::Agreement,
                "place" => {
                    kinds.place = true;
                    continue;
                }
                other => {
                    self.error(near, format!("`{other}` is no kind of actor"), Some("state, body, party, organization, alliance, movement, person, agreement or place"));
                    continue;
                }
            };
            kinds.actors.push(kind);
        }
        kinds
    }

    fn status(&mut self, near: &str, value: &toml::Value) -> Option<Status> {
        match value.as_str() {
            Some("asserted") => Some(Status::Asserted),
            Some("attributed") => Some(Status::Attributed),
            Some("planned") => Some(Status::Planned),
            Some("denied") => Some(Status::Denied),
            _ => {
                self.error(
                    near,
                    "the status is none".to_owned(),
                    Some("asserted, attributed, planned or denied"),
                );
                None
            }
        }
    }
}

fn sort_of(part: &str) -> Sort {
    if part.starts_with("passive") {
        Sort::Passive
    } else if part.starts_with("noun") {
        Sort::Noun
    } else {
        Sort::Verb
    }
}

/// The slots of a noun that answer to those of the verb.
fn noun_slots(verb: &[Slot], actor: bool) -> Vec<Slot> {
    let mut slots = Vec::new();
    for slot in verb {
        match slot {
            Slot::Subject => slots.extend([Slot::Of, Slot::Adjective, Slot::By, Slot::Light]),
            Slot::Object if actor => slots.push(Slot::By),
            Slot::Object => slots.extend([Slot::Of, Slot::Adjective]),
            other => slots.push(*other),
        }
    }
    slots.dedup();
    slots
}
