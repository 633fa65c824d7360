//! From the files of actors to [`Actors`]: layers merged, ids unique, references resolved, dates read.

use std::collections::BTreeMap;

use legation_model::{Actor, ActorKind, Edtf, Office};
use toml::Spanned;

use super::{
    ActorEntry, ActorId, Actors, NameLists, Period, PlaceEntry, PlaceId, Stand,
    shape::{
        ActorsFile, OrganizationKind, RawMoreNames, RawNames, RawOrganization, RawPerson, RawPlace,
        RawStand, RawState,
    },
};
use crate::{
    PackError, PackFiles,
    files::{line_of, nearest, parse_toml},
};

enum RawActor {
    State(RawState),
    Organization(RawOrganization),
    Person(RawPerson),
}

impl RawActor {
    fn id(&self) -> &Spanned<String> {
        match self {
            Self::State(state) => &state.id,
            Self::Organization(organization) => &organization.id,
            Self::Person(person) => &person.id,
        }
    }
}

/// Where a thing was defined.
#[derive(Clone, Copy)]
struct Source<'a> {
    layer: usize,
    path: &'a str,
    text: &'a str,
    /// Where the line breaks are; counting them anew for each entry would take most of the time of loading.
    breaks: &'a [usize],
}

impl Source<'_> {
    /// The line, from 1, of a byte.
    fn line(&self, at: usize) -> usize {
        self.breaks.partition_point(|b| *b < at) + 1
    }

    fn error<T>(
        &self,
        at: &Spanned<T>,
        message: impl Into<String>,
        hint: Option<String>,
    ) -> PackError {
        PackError {
            file: self.path.to_owned(),
            line: line_of(self.text, at.span().start),
            message: message.into(),
            hint,
        }
    }
}

/// Things by id: those of a higher layer replace those below, twice in one layer is an error.
struct ById<'a, T> {
    what: &'static str,
    found: BTreeMap<String, (Source<'a>, T)>,
}

impl<'a, T> ById<'a, T> {
    fn add(
        &mut self,
        source: Source<'a>,
        id: &Spanned<String>,
        thing: T,
        id_of: impl Fn(&T) -> Spanned<String>,
        errors: &mut Vec<PackError>,
    ) {
        let name = id.get_ref();
        let well_formed = !name.is_empty()
            && name.split('-').all(|part| {
                !part.is_empty()
                    && part
                        .bytes()
                        .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
            });
        if !well_formed {
            errors.push(source.error(
                id,
                format!("`{name}` is no id"),
                Some("ids are lower-case ASCII letters and digits, parted by hyphens: `soviet-union`".to_owned()),
            ));
        }
        if let Some((other, earlier)) = self.found.get(name)
            && other.layer == source.layer
        {
            let line = line_of(other.text, id_of(earlier).span().start);
            errors.push(source.error(
                id,
                format!("the {} `{name}` is defined twice", self.what),
                Some(format!(
                    "it is also in {}:{line}; rename or remove one",
                    other.path
                )),
            ));
            return;
        }
        self.found.insert(name.clone(), (source, thing));
    }
}

/// Reads all actors files.
pub(super) fn load(files: &PackFiles) -> Result<Actors, Vec<PackError>> {
    let mut errors = Vec::new();
    let mut actors = ById {
        what: "actor",
        found: BTreeMap::new(),
    };
    let mut places = ById {
        what: "place",
        found: BTreeMap::new(),
    };
    let mut more_names = Vec::new();
    let sources: Vec<(usize, &str, &str, Vec<usize>)> = files
        .every_layer("actors/")
        .filter(|(_, path, _)| path.ends_with(".toml"))
        .map(|(layer, path, text)| {
            let breaks = text.match_indices('\n').map(|(at, _)| at).collect();
            (layer, path, text, breaks)
        })
        .collect();
    for (layer, path, text, breaks) in &sources {
        let source = Source {
            layer: *layer,
            path,
            text,
            breaks,
        };
        let file: ActorsFile = match parse_toml(path, text) {
            Ok(file) => file,
            Err(error) => {
                errors.push(error);
                continue;
            }
        };
        let all = file
            .state
            .into_iter()
            .map(RawActor::State)
            .chain(file.organization.into_iter().map(RawActor::Organization))
            .chain(file.person.into_iter().map(RawActor::Person));
        for actor in all {
            let id = actor.id().clone();
            actors.add(source, &id, actor, |a| a.id().clone(), &mut errors);
        }
        for place in file.place {
            let id = place.id.clone();
            places.add(source, &id, place, |p| p.id.clone(), &mut errors);
        }
        more_names.push((source, file.actor_names, file.place_names));
    }
    let mut builder = Builder {
        actor_ids: numbered(&actors.found),
        place_ids: numbered(&places.found),
        errors,
    };
    let mut result = Actors::default();
    for (source, actor) in actors.found.into_values() {
        let entry = builder.actor(source, actor);
        result.push_actor(entry);
    }
    for (source, place) in places.found.into_values() {
        let entry = builder.place(source, place);
        result.push_place(entry);
    }
    for (source, of_actors, of_places) in more_names {
        for (id, more) in of_actors {
            let lists = builder.more_names(source, more);
            if let Some(id) = builder.actor_ref(source, &id) {
                result.add_actor_names(id, lists);
            }
        }
        for (id, more) in of_places {
            let lists = builder.more_names(source, more);
            if let Some(id) = builder.place_ref(source, &id) {
                result.add_place_names(id, lists);
            }
        }
    }
    builder.check_chains(&result);
    if builder.errors.is_empty() {
        Ok(result)
    } else {
        builder
            .errors
            .sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
        Err(builder.errors)
    }
}

/// Positions of ids in order.
fn numbered<T>(found: &BTreeMap<String, T>) -> BTreeMap<String, u32> {
    found.keys().cloned().zip(0..).collect()
}

struct Builder {
    actor_ids: BTreeMap<String, u32>,
    place_ids: BTreeMap<String, u32>,
    errors: Vec<PackError>,
}

impl Builder {
    fn actor(&mut self, source: Source<'_>, actor: RawActor) -> ActorEntry {
        match actor {
            RawActor::State(state) => self.state(source, state),
            RawActor::Organization(organization) => self.organization(source, organization),
            RawActor::Person(person) => self.person(source, person),
        }
    }

    fn state(&mut self, source: Source<'_>, raw: RawState) -> ActorEntry {
        self.check_code(source, &raw.iso);
        let (from, to) = self.span(source, raw.from.as_ref(), raw.to.as_ref());
        let names = NameLists {
            full: self.names(source, raw.names, Some(&raw.name), &raw.risky),
            adjectives: self.names(source, raw.adjectives, None, &BTreeMap::new()),
            people: self.names(source, raw.people, None, &BTreeMap::new()),
            risky: self.names(source, raw.risky, None, &BTreeMap::new()),
            ..NameLists::default()
        };
        if let Some(none) = &raw.no_successor
            && raw.successor.is_some()
        {
            self.errors.push(source.error(
                none,
                "a state has both `successor` and `no_successor`",
                Some("remove one".to_owned()),
            ));
        }
        ActorEntry {
            gw: raw.gw,
            cow: raw.cow,
            no_successor: raw.no_successor.map(Spanned::into_inner),
            successor: raw.successor.and_then(|id| self.actor_ref(source, &id)),
            capital: raw.capital.and_then(|id| self.place_ref(source, &id)),
            ..self.entry(
                source,
                (raw.id, raw.name),
                ActorKind::State,
                raw.iso,
                (from, to),
                names,
            )
        }
    }

    fn organization(&mut self, source: Source<'_>, raw: RawOrganization) -> ActorEntry {
        self.check_code(source, &raw.country);
        let kind = match raw.kind {
            OrganizationKind::Organization => ActorKind::Organization,
            OrganizationKind::Alliance => ActorKind::Alliance,
            OrganizationKind::Party => ActorKind::Party,
            OrganizationKind::Movement => ActorKind::Movement,
            OrganizationKind::Body => ActorKind::Body,
            OrganizationKind::Agreement => ActorKind::Agreement,
        };
        let (from, to) = self.span(source, raw.from.as_ref(), raw.to.as_ref());
        let names = NameLists {
            full: self.names(source, raw.names, Some(&raw.name), &raw.risky),
            adjectives: self.names(source, raw.adjectives, None, &BTreeMap::new()),
            people: self.names(source, raw.people, None, &BTreeMap::new()),
            risky: self.names(source, raw.risky, None, &BTreeMap::new()),
            ..NameLists::default()
        };
        if let Some(agreement) = &raw.agreement
            && !matches!(kind, ActorKind::Agreement | ActorKind::Alliance)
        {
            self.errors.push(source.error(
                agreement,
                "`agreement` stands in what is neither an agreement nor an alliance",
                Some("remove it, or correct `kind`".to_owned()),
            ));
        }
        ActorEntry {
            agreement: raw.agreement.map(Spanned::into_inner),
            seat: raw.seat.and_then(|id| self.place_ref(source, &id)),
            ..self.entry(
                source,
                (raw.id, raw.name),
                kind,
                raw.country,
                (from, to),
                names,
            )
        }
    }

    fn person(&mut self, source: Source<'_>, raw: RawPerson) -> ActorEntry {
        self.check_code(source, &raw.country);
        let (born, died) = self.span(source, raw.born.as_ref(), raw.died.as_ref());
        let mut offices = Vec::new();
        let mut bodies = Vec::new();
        let mut terms = Vec::new();
        for office in raw.office {
            if let Some(country) = &office.country {
                self.check_code(source, country);
            }
            self.check_name(source, &office.name);
            let (from, to) = self.span(source, office.from.as_ref(), office.to.as_ref());
            bodies.push(office.body.and_then(|id| self.actor_ref(source, &id)));
            terms.push(Period::new(from.as_ref(), to.as_ref()));
            offices.push(Office {
                name: office.name.into_inner(),
                country: office
                    .country
                    .map_or_else(|| raw.country.get_ref().clone(), Spanned::into_inner),
                from,
                to,
            });
        }
        let first_office = offices
            .iter()
            .filter_map(|office| office.from.clone())
            .min_by_key(|from| from.bounds().first);
        let names = NameLists {
            full: self.names(source, raw.names, Some(&raw.name), &raw.risky),
            surnames: self.names(source, raw.surnames, None, &BTreeMap::new()),
            risky: self.names(source, raw.risky, None, &BTreeMap::new()),
            ..NameLists::default()
        };
        let mut entry = self.entry(
            source,
            (raw.id, raw.name),
            ActorKind::Person,
            raw.country,
            (born.or(first_office), died),
            names,
        );
        entry.actor.offices = offices;
        entry.bodies = bodies;
        entry.terms = terms;
        entry
    }

    fn entry(
        &mut self,
        source: Source<'_>,
        (id, name): (Spanned<String>, Spanned<String>),
        kind: ActorKind,
        country: Spanned<String>,
        (from, to): (Option<Edtf>, Option<Edtf>),
        names: NameLists,
    ) -> ActorEntry {
        self.check_name(source, &name);
        ActorEntry {
            life: Period::new(from.as_ref(), to.as_ref()),
            file: source.path.to_owned(),
            line: source.line(id.span().start),
            actor: Actor {
                id: id.into_inner(),
                kind,
                name: name.into_inner(),
                country: country.into_inner(),
                from,
                to,
                offices: Vec::new(),
            },
            gw: None,
            cow: None,
            successor: None,
            no_successor: None,
            capital: None,
            seat: None,
            agreement: None,
            bodies: Vec::new(),
            names,
            terms: Vec::new(),
        }
    }

    fn place(&mut self, source: Source<'_>, raw: RawPlace) -> PlaceEntry {
        self.check_name(source, &raw.name);
        let mut stands = |raw: Vec<RawStand>| {
            raw.into_iter()
                .filter_map(|stand| self.stand(source, &stand))
                .collect::<Vec<_>>()
        };
        let stands_for = stands(raw.stands_for);
        let lies_in = stands(raw.lies_in);
        PlaceEntry {
            kind: raw.kind,
            stands_for,
            lies_in,
            names: NameLists {
                full: self.names(source, raw.names, Some(&raw.name), &raw.risky),
                risky: self.names(source, raw.risky, None, &BTreeMap::new()),
                ..NameLists::default()
            },
            file: source.path.to_owned(),
            line: source.line(raw.id.span().start),
            id: raw.id.into_inner(),
            name: raw.name.into_inner(),
        }
    }

    fn stand(&mut self, source: Source<'_>, raw: &RawStand) -> Option<Stand> {
        let (from, to) = self.span(source, raw.from.as_ref(), raw.to.as_ref());
        Some(Stand {
            actor: self.actor_ref(source, &raw.actor)?,
            period: Period::new(from.as_ref(), to.as_ref()),
            from,
            to,
        })
    }

    fn actor_ref(&mut self, source: Source<'_>, id: &Spanned<String>) -> Option<ActorId> {
        let found = self.actor_ids.get(id.get_ref()).copied();
        if found.is_none() {
            let hint = nearest(id.get_ref(), self.actor_ids.keys().map(String::as_str));
            self.unknown(source, "actor", id, hint.map(str::to_owned));
        }
        found.map(ActorId)
    }

    fn place_ref(&mut self, source: Source<'_>, id: &Spanned<String>) -> Option<PlaceId> {
        let found = self.place_ids.get(id.get_ref()).copied();
        if found.is_none() {
            let hint = nearest(id.get_ref(), self.place_ids.keys().map(String::as_str));
            self.unknown(source, "place", id, hint.map(str::to_owned));
        }
        found.map(PlaceId)
    }

    fn unknown(
        &mut self,
        source: Source<'_>,
        what: &str,
        id: &Spanned<String>,
        near: Option<String>,
    ) {
        let hint = near.map_or_else(
            || "define it in a file of `actors/`, or correct the id".to_owned(),
            |near| format!("did you mean `{near}`?"),
        );
        self.errors.push(source.error(
            id,
            format!("there is no {what} `{}`", id.get_ref()),
            Some(hint),
        ));
    }

    /// Both ends of a stretch of time; an error where the last day of the end lies before the first of the
    /// beginning.
    fn span(
        &mut self,
        source: Source<'_>,
        from: Option<&Spanned<String>>,
        to: Option<&Spanned<String>>,
    ) -> (Option<Edtf>, Option<Edtf>) {
        let begin = from.and_then(|from| self.date(source, from));
        let end = to.and_then(|to| self.date(source, to));
        if let (Some(begin), Some(end), Some(at)) = (&begin, &end, to)
            && let (Some(first), Some(last)) = (begin.bounds().first, end.bounds().last)
            && first > last
        {
            self.errors.push(source.error(
                at,
                format!("it ends in {end}, before it begins in {begin}"),
                Some("correct one of the two dates".to_owned()),
            ));
        }
        (begin, end)
    }

    fn date(&mut self, source: Source<'_>, text: &Spanned<String>) -> Option<Edtf> {
        match text.get_ref().parse::<Edtf>() {
            Ok(date) => Some(date),
            Err(error) => {
                self.errors.push(source.error(
                    text,
                    error.to_string(),
                    Some("write `1955`, `1955-05`, `1955-05-14` or `1955~` (about)".to_owned()),
                ));
                None
            }
        }
    }

    fn check_code(&mut self, source: Source<'_>, code: &Spanned<String>) {
        if code.get_ref().len() != 3 || !code.get_ref().bytes().all(|b| b.is_ascii_uppercase()) {
            self.errors.push(
                source.error(
                    code,
                    format!("`{}` is no country code", code.get_ref()),
                    Some(
                        "three capital letters of ISO 3166-1 or 3166-3, `KSV`, `IGO` or `INT`"
                            .to_owned(),
                    ),
                ),
            );
        }
    }

    fn check_name(&mut self, source: Source<'_>, name: &Spanned<String>) {
        if name.get_ref().trim().is_empty() {
            self.errors.push(source.error(
                name,
                "the name is empty",
                Some("write the name or remove the entry".to_owned()),
            ));
        }
    }

    /// Lists by language. The usual English name counts as an English name unless it is a risky one.
    fn names(
        &mut self,
        source: Source<'_>,
        raw: RawNames,
        usual: Option<&Spanned<String>>,
        risky: &RawNames,
    ) -> BTreeMap<String, Vec<String>> {
        let mut lists: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (lang, names) in raw {
            for name in &names {
                self.check_name(source, name);
            }
            lists
                .entry(lang.into_inner())
                .or_default()
                .extend(names.into_iter().map(Spanned::into_inner));
        }
        if let Some(usual) = usual {
            let is_risky = risky
                .iter()
                .any(|(_, names)| names.iter().any(|n| n.get_ref() == usual.get_ref()));
            let english = lists.entry("en".to_owned()).or_default();
            if !is_risky && !english.contains(usual.get_ref()) {
                english.insert(0, usual.get_ref().clone());
            }
        }
        lists
    }

    fn more_names(&mut self, source: Source<'_>, raw: RawMoreNames) -> NameLists {
        let none = BTreeMap::new();
        NameLists {
            full: self.names(source, raw.names, None, &none),
            adjectives: self.names(source, raw.adjectives, None, &none),
            people: self.names(source, raw.people, None, &none),
            surnames: self.names(source, raw.surnames, None, &none),
            risky: self.names(source, raw.risky, None, &none),
        }
    }

    /// A chain of successors must come to an end.
    fn check_chains(&mut self, actors: &Actors) {
        for (id, entry) in actors.iter() {
            let mut next = entry.successor;
            let mut steps = 0;
            while let Some(at) = next
                && at != id
                && steps < actors.len()
            {
                next = actors.entry(at).successor;
                steps += 1;
            }
            if next == Some(id) {
                self.errors.push(PackError {
                    file: entry.file.clone(),
                    line: entry.line,
                    message: format!(
                        "`{}` comes after itself in its chain of successors",
                        entry.actor.id
                    ),
                    hint: Some("remove one `successor` of the circle".to_owned()),
                });
            }
        }
    }
}
