//! One question: the record in one state, what is known of that state, and what the address asks for.
//!
//! Handlers get an [`Ask`] on a thread of their own and give a wire type back; they know nothing of HTTP.

use legation::{
    Chronicle, Day, Error, Found, LoadedPacks, Names, Record, Status, TieKind, World, actor_key,
    actor_of_key, first_day, known_classes, last_day,
};
use serde::{Deserialize, Deserializer, de::DeserializeOwned};

use crate::{cast::Cast, edition::Edition, failure::Failure, limits};

/// A question to one state of the record.
pub(crate) struct Ask<'r> {
    /// The record, held to that state.
    pub(crate) record: &'r Record,
    /// The packs.
    pub(crate) packs: &'static LoadedPacks,
    /// Names of the packs.
    pub(crate) names: &'static Names<'static>,
    /// The packs as the chronicle needs them.
    pub(crate) world: &'r World,
    /// What is known of the state.
    pub(crate) edition: &'r Edition,
    /// The path of the address.
    pub(crate) path: &'r str,
    /// What stands behind `?`.
    pub(crate) query: &'r str,
}

impl<'r> Ask<'r> {
    /// What the address asks for.
    pub(crate) fn query<Q: DeserializeOwned>(&self) -> Result<Q, Failure> {
        serde_html_form::from_str(self.query).map_err(|error| {
            Failure::bad("bad-query", error.to_string()).with_hint(
                "see /api for the parameters of each address; text in an address is percent-encoded",
            )
        })
    }

    /// The chronicle.
    pub(crate) fn chronicle(&self) -> Chronicle<'r> {
        self.edition.chronicle(self.record, self.packs)
    }

    /// Collects the actors that an answer names.
    pub(crate) fn cast(&self) -> Cast<'r> {
        Cast::new(self.packs, self.edition)
    }

    /// The actor of a key; also of a name in any language, a code, or a name with a slip in it, as on the command line.
    pub(crate) fn actor(&self, key: &str) -> Result<Found, Failure> {
        let of_key = |key: &str| {
            let found = actor_of_key(self.packs, key)?;
            let is_known = found.id.is_some() || self.edition.actor(key).is_some();
            is_known.then_some(found)
        };
        if let Some(found) = of_key(key) {
            return Ok(found);
        }
        let name = key.strip_prefix('~').unwrap_or(key);
        match of_key(&actor_key(None, name)) {
            Some(found) => Ok(found),
            None if name == key => Ok(self.names.find(key, None)?),
            None => Err(self.nobody(name)),
        }
    }

    /// The actors of keys.
    pub(crate) fn actors(&self, keys: &[String]) -> Result<Vec<Found>, Failure> {
        keys.iter().map(|key| self.actor(key)).collect()
    }

    fn nobody(&self, name: &str) -> Failure {
        match self.names.find(name, None) {
            Ok(found) => Failure::unknown_actor(
                name,
                &[legation::Suggestion {
                    id: found.id,
                    name: found.name,
                    likeness: 1.0,
                }],
            ),
            Err(Error::UnknownActor { nearest, .. }) => Failure::unknown_actor(name, &nearest),
            Err(error) => error.into(),
        }
    }

    /// That nothing stands behind `?`.
    pub(crate) fn no_query(&self) -> Result<(), Failure> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Nothing {}
        self.query::<Nothing>().map(|_| ())
    }

    /// Event classes, which the packs must know.
    pub(crate) fn classes(&self, classes: Vec<String>) -> Result<Vec<String>, Failure> {
        known_classes(self.packs, &classes)?;
        Ok(classes)
    }

    /// Statuses by name.
    pub(crate) fn statuses(&self, names: &[String]) -> Result<Vec<Status>, Failure> {
        let all = [
            Status::Asserted,
            Status::Attributed,
            Status::Planned,
            Status::Denied,
        ];
        let named = |name: &String| {
            all.into_iter()
                .find(|status| status.as_str() == name)
                .ok_or_else(|| {
                    Failure::bad("bad-status", format!("`{name}` is no status"))
                        .with_hint("write asserted, attributed, planned or denied")
                })
        };
        names.iter().map(named).collect()
    }

    /// Kinds of ties by name.
    pub(crate) fn tie_kinds(&self, names: &[String]) -> Result<Vec<TieKind>, Failure> {
        let named = |name: &String| {
            name.parse::<TieKind>().map_err(|error| {
                let kinds = TieKind::ALL.map(TieKind::as_str).join(", ");
                Failure::bad("bad-kind", error.to_string())
                    .with_hint(&format!("write one of {kinds}"))
            })
        };
        names.iter().map(named).collect()
    }

    /// Documents by id: each value is one, or several with commas between them, for ids may hold commas themselves.
    pub(crate) fn docs(&self, values: Vec<String>) -> Result<Vec<String>, Failure> {
        let mut docs = Vec::new();
        for value in values.into_iter().filter(|value| !value.is_empty()) {
            if self.edition.documents.contains_key(&value) {
                docs.push(value);
                continue;
            }
            for id in value.split(',').filter(|id| !id.is_empty()) {
                if !self.edition.documents.contains_key(id) {
                    return Err(Failure::bad(
                        "unknown-document",
                        format!("there is no document `{id}` in the record"),
                    )
                    .with_hint("see /api/v1/documents for the ids"));
                }
                docs.push(id.to_owned());
            }
        }
        Ok(docs)
    }

    /// That what is searched for is not too long.
    pub(crate) fn check_words(&self, name: &str, words: &str) -> Result<(), Failure> {
        if words.chars().count() <= limits::MAX_QUERY_CHARS {
            return Ok(());
        }
        Err(Failure::bad(
            "too-long",
            format!(
                "`{name}` is longer than {} characters",
                limits::MAX_QUERY_CHARS
            ),
        )
        .with_hint("write fewer words"))
    }

    /// Which part of a list is asked for.
    pub(crate) fn page(&self, limit: Option<usize>, cursor: Option<&str>) -> Result<Page, Failure> {
        let limit = limit.unwrap_or(limits::DEFAULT_PAGE);
        if !(1..=limits::MAX_PAGE).contains(&limit) {
            return Err(Failure::bad(
                "bad-limit",
                format!("a page has 1 to {} items, not {limit}", limits::MAX_PAGE),
            )
            .with_hint("ask for fewer, and for the next page by `cursor`"));
        }
        let check = self.check();
        let offset = match cursor {
            None => 0,
            Some(cursor) => offset_of(cursor, &check)?,
        };
        Ok(Page {
            offset,
            limit,
            check,
        })
    }

    /// What a cursor must agree with: the state of the record, and all that is asked but for the page.
    fn check(&self) -> String {
        let mut hasher = blake3::Hasher::new();
        hasher.update(self.edition.seal.as_bytes());
        hasher.update(self.path.as_bytes()).update(&[0]);
        let asked = self
            .query
            .split('&')
            .filter(|part| !part.starts_with("cursor=") && !part.starts_with("limit="));
        for part in asked {
            hasher.update(part.as_bytes()).update(&[0]);
        }
        hasher.finalize().to_hex()[..12].to_owned()
    }
}

fn offset_of(cursor: &str, check: &str) -> Result<usize, Failure> {
    let parsed = cursor
        .split_once('-')
        .and_then(|(offset, told)| Some((usize::from_str_radix(offset, 36).ok()?, told)));
    match parsed {
        Some((offset, told)) if told == check => Ok(offset),
        Some(_) => Err(Failure::bad(
            "stale-cursor",
            "the cursor is of another question, or the record has changed since",
        )
        .with_hint("begin with the first page, without `cursor`")),
        None => Err(Failure::bad("bad-cursor", "this is no cursor")
            .with_hint("take what `next` of the page before says")),
    }
}

/// A part of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Page {
    /// Items before it.
    pub(crate) offset: usize,
    /// Items in it at most.
    pub(crate) limit: usize,
    check: String,
}

impl Page {
    /// What asks for the next page, where a list of so many items has one.
    pub(crate) fn next(&self, total: usize) -> Option<String> {
        let next = self.offset.saturating_add(self.limit);
        (next < total).then(|| format!("{}-{}", radix_36(next), self.check))
    }

    /// The items of the page.
    pub(crate) fn of<'i, T>(&self, items: &'i [T]) -> &'i [T] {
        let from = self.offset.min(items.len());
        let to = self.offset.saturating_add(self.limit).min(items.len());
        &items[from..to]
    }
}

fn radix_36(mut number: usize) -> String {
    let mut digits = Vec::new();
    loop {
        digits.push(char::from_digit(u32::try_from(number % 36).unwrap_or(0), 36).unwrap_or('0'));
        number /= 36;
        if number == 0 {
            return digits.into_iter().rev().collect();
        }
    }
}

impl Failure {
    /// With something to do.
    pub(crate) fn with_hint(mut self, hint: &str) -> Self {
        self.hint = Some(hint.to_owned());
        self
    }
}

/// A failure of a date, by the name of its parameter.
pub(crate) fn dated<T>(name: &str, parsed: Result<T, legation::DateError>) -> Result<T, Failure> {
    parsed.map_err(|error| {
        Failure::bad("bad-date", format!("`{name}` is no date that can be used"))
            .with_hint(&error.to_string())
    })
}

/// Days of `from` and `to`, as the command line takes them: `None` where neither is asked for.
pub(crate) fn days_between(
    from: Option<&str>,
    to: Option<&str>,
) -> Result<(Option<Day>, Option<Day>), Failure> {
    let from = from
        .map(|text| dated("from", first_day(text)))
        .transpose()?;
    let to = to.map(|text| dated("to", last_day(text))).transpose()?;
    Ok((from, to))
}

/// First and last day of a date.
pub(crate) fn days_of(name: &str, text: &str) -> Result<(Day, Day), Failure> {
    dated(
        name,
        first_day(text).and_then(|first| Ok((first, last_day(text)?))),
    )
}

/// Values of a parameter that is given several times, or once with commas between them. Empty ones ask for nothing.
pub(crate) fn listed<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<String>, D::Error> {
    let values = Vec::<String>::deserialize(from)?;
    let split: Vec<String> = values
        .iter()
        .flat_map(|value| value.split(','))
        .filter(|value| !value.is_empty())
        .map(str::to_owned)
        .collect();
    if split.len() > limits::MAX_VALUES {
        return Err(serde::de::Error::custom(format_args!(
            "a parameter has more than {} values",
            limits::MAX_VALUES
        )));
    }
    Ok(split)
}

/// A parameter that is empty asks for nothing.
pub(crate) fn some<'de, D: Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
    let value = Option::<String>::deserialize(from)?;
    Ok(value.filter(|value| !value.is_empty()))
}
