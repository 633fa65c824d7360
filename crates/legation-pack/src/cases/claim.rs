//! The items of case files that are about claims: `CLASS(ACTORS -> RECIPIENTS) WHEN STATUS by: SOURCE`.

use legation_model::{Edtf, Status};

use super::{DATE_HINT, Expected, trim_marks};
use crate::files::nearest;

/// What must be true of a claim; `None` is not compared.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ClaimPattern {
    /// Its class.
    pub class: String,
    /// Its actors, all of them; an empty list (`none`) where it must have none.
    pub actor: Option<Vec<PartyPattern>>,
    /// Its recipients, likewise.
    pub recipient: Option<Vec<PartyPattern>>,
    /// Its date.
    pub when: Option<WhenPattern>,
    /// Its status.
    pub status: Option<Status>,
    /// Who says it.
    pub source: Option<String>,
    /// The office.
    pub office: Option<String>,
    /// The agreement's name.
    pub instrument: Option<String>,
    /// The words that state it.
    pub trigger: Option<String>,
}

/// The date that a claim must have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WhenPattern {
    /// None: `null`.
    Undated,
    /// This one.
    Date(Edtf),
}

/// A party: its name, its country, or both.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PartyPattern {
    /// Usual English name, or the name as the text writes it.
    pub name: Option<String>,
    /// Country code.
    pub country: Option<String>,
}

/// What is wrong with an item, and what to do.
#[derive(Debug)]
pub(super) struct Wrong {
    pub(super) message: String,
    pub(super) hint: String,
}

fn wrong(message: impl Into<String>, hint: impl Into<String>) -> Wrong {
    Wrong {
        message: message.into(),
        hint: hint.into(),
    }
}

const EXAMPLE: &str = "write `- CLASS(ACTORS -> RECIPIENTS) WHEN STATUS`, for instance `- visit(Nikita Khrushchev/SUN -> ALB) 1959-05`";

/// Parses `no CLASS` or a claim.
pub(super) fn parse(item: &str) -> Result<Expected, Wrong> {
    if let Some(class) = item.strip_prefix("no ") {
        return Ok(Expected::NoClaim {
            class: class_name(trim_marks(class))?,
        });
    }
    let end = item
        .find(|c: char| c == '(' || c.is_whitespace())
        .unwrap_or(item.len());
    let mut claim = ClaimPattern {
        class: class_name(&item[..end])?,
        ..ClaimPattern::default()
    };
    let mut rest = item[end..].trim_start();
    if let Some(inside) = rest.strip_prefix('(') {
        let close = matching(inside).ok_or_else(|| wrong("the bracket is not closed", EXAMPLE))?;
        let (actor, recipient) = match inside[..close].split_once("->") {
            Some((actor, recipient)) => (actor, Some(recipient)),
            None => (&inside[..close], None),
        };
        claim.actor = parties(actor)?;
        claim.recipient = recipient.map(parties).transpose()?.flatten();
        rest = inside[close + 1..].trim_start();
    }
    let at = KEYS
        .iter()
        .filter_map(|key| find_key(rest, key))
        .min()
        .unwrap_or(rest.len());
    for word in rest[..at].split_whitespace() {
        plain(&mut claim, trim_marks(word))?;
    }
    keyed(&mut claim, &rest[at..])?;
    Ok(Expected::Claim(claim))
}

/// Parts that are said with their key.
const KEYS: [&str; 4] = ["by:", "office:", "instrument:", "trigger:"];

/// Where a key begins as a word of its own.
fn find_key(text: &str, key: &str) -> Option<usize> {
    text.match_indices(key)
        .map(|(at, _)| at)
        .find(|at| *at == 0 || text[..*at].ends_with(char::is_whitespace))
}

fn class_name(text: &str) -> Result<String, Wrong> {
    let fine = !text.is_empty() && text.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
    if fine {
        Ok(text.to_owned())
    } else {
        Err(wrong(format!("`{text}` is no class"), EXAMPLE))
    }
}

/// The bracket that closes, with brackets inside names passed over.
fn matching(text: &str) -> Option<usize> {
    let mut depth = 0;
    for (at, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' if depth == 0 => return Some(at),
            ')' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// Parties between commas; none given is not compared, `none` is an empty list.
fn parties(text: &str) -> Result<Option<Vec<PartyPattern>>, Wrong> {
    match trim_marks(text) {
        "" => Ok(None),
        "none" => Ok(Some(Vec::new())),
        list => list
            .split([',', '،'])
            .map(|party| one_party(trim_marks(party)))
            .collect::<Result<Vec<_>, _>>()
            .map(Some),
    }
}

fn one_party(text: &str) -> Result<PartyPattern, Wrong> {
    const HINT: &str = "write NAME, NAME/COUNTRY or the three letters of a COUNTRY";
    if text.is_empty() {
        return Err(wrong("a party has no name", HINT));
    }
    if is_code(text) {
        return Ok(PartyPattern {
            name: None,
            country: Some(text.to_owned()),
        });
    }
    match text.rsplit_once('/') {
        Some((name, code)) if is_code(code.trim()) && !name.trim().is_empty() => Ok(PartyPattern {
            name: Some(name.trim().to_owned()),
            country: Some(code.trim().to_owned()),
        }),
        Some((_, code)) => Err(wrong(format!("`{}` is no country code", code.trim()), HINT)),
        None => Ok(PartyPattern {
            name: Some(text.to_owned()),
            country: None,
        }),
    }
}

fn is_code(text: &str) -> bool {
    text.len() == 3 && text.bytes().all(|b| b.is_ascii_uppercase())
}

/// A date or a status.
fn plain(claim: &mut ClaimPattern, word: &str) -> Result<(), Wrong> {
    let status = match word {
        "asserted" => Some(Status::Asserted),
        "attributed" => Some(Status::Attributed),
        "planned" => Some(Status::Planned),
        "denied" => Some(Status::Denied),
        _ => None,
    };
    if status.is_some() {
        if claim.status.is_some() {
            return Err(wrong("two statuses", "remove one of the two"));
        }
        claim.status = status;
        return Ok(());
    }
    let when = if word == "null" {
        WhenPattern::Undated
    } else {
        match word.parse() {
            Ok(date) => WhenPattern::Date(date),
            Err(_) if word.starts_with(|c: char| c.is_ascii_alphabetic()) => {
                let near = nearest(
                    word,
                    ["asserted", "attributed", "planned", "denied", "null"]
                        .into_iter()
                        .chain(KEYS),
                );
                return Err(wrong(
                    format!("`{word}` is neither a date nor a status"),
                    near.map_or_else(|| EXAMPLE.to_owned(), |n| format!("did you mean `{n}`?")),
                ));
            }
            Err(error) => {
                let error: legation_model::EdtfError = error;
                return Err(wrong(error.to_string(), DATE_HINT));
            }
        }
    };
    if claim.when.is_some() {
        return Err(wrong("two dates", "write a span as `1955/1961`"));
    }
    claim.when = Some(when);
    Ok(())
}

/// `KEY: VALUE` pairs to the end of the item.
fn keyed(claim: &mut ClaimPattern, text: &str) -> Result<(), Wrong> {
    let mut rest = text;
    while let Some(key) = KEYS.iter().find(|key| rest.starts_with(**key)) {
        let after = &rest[key.len()..];
        let end = KEYS
            .iter()
            .filter_map(|key| find_key(after, key))
            .min()
            .unwrap_or(after.len());
        let value = trim_marks(&after[..end]);
        if value.is_empty() {
            return Err(wrong(format!("nothing stands after `{key}`"), EXAMPLE));
        }
        let slot = match *key {
            "by:" => &mut claim.source,
            "office:" => &mut claim.office,
            "instrument:" => &mut claim.instrument,
            _ => &mut claim.trigger,
        };
        *slot = Some(value.to_owned());
        rest = &after[end..];
    }
    Ok(())
}
