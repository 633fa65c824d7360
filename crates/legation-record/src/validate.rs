//! Whether a document that is handed in can be kept: offsets that fit the text, texts that are what they
//! claim to be. Touches no database.

use legation_model::{Claim, Party, Quantity, Span};

use crate::{error::WriteError, input::ReadDocument};

/// Refuses a document whose stretches are not what they say; the record keeps offsets alone and would
/// answer something else than it was given.
pub(crate) fn validate(read: &ReadDocument) -> Result<(), WriteError> {
    let check = Check {
        doc: &read.document.id,
        text: &read.document.text,
    };
    for (number, sentence) in read.sentences.iter().enumerate() {
        check.stretch(|| format!("sentence {number}"), sentence.span)?;
    }
    for mention in &read.mentions {
        check.same(
            || format!("mention `{}`", mention.name),
            mention.span,
            &mention.text,
        )?;
    }
    for time in &read.times {
        check.same(|| "time expression".to_owned(), time.span, &time.text)?;
    }
    for problem in read.document.problems.iter().chain(&read.problems) {
        if let Some(span) = problem.span {
            check.within(|| format!("problem `{}`", problem.code), span)?;
        }
    }
    for claim in &read.claims {
        check.claim(claim)?;
    }
    Ok(())
}

struct Check<'a> {
    doc: &'a str,
    text: &'a str,
}

impl Check<'_> {
    fn claim(&self, claim: &Claim) -> Result<(), WriteError> {
        let span = claim.span();
        let of = |part: &str| format!("{part} of claim `{}`", claim.id);
        if claim.doc != self.doc {
            return Err(self.refuse(of("document"), span, format!("is `{}`", claim.doc)));
        }
        if !(0.0..=1.0).contains(&claim.confidence) {
            let why = format!("is {}, not between 0 and 1", claim.confidence);
            return Err(self.refuse(of("confidence"), span, why));
        }
        self.same(
            || of("quote"),
            Span {
                start: claim.start,
                end: claim.end,
            },
            &claim.quote,
        )?;
        let trigger = &claim.trigger;
        self.same(
            || of("trigger"),
            Span {
                start: trigger.start,
                end: trigger.end,
            },
            &trigger.text,
        )?;
        match (&claim.when_text, claim.when_start, claim.when_end) {
            (None, None, None) => {}
            (Some(text), Some(start), Some(end)) => {
                self.same(|| of("time expression"), Span { start, end }, text)?;
            }
            _ => {
                let why = "has a text without offsets, or offsets without a text".to_owned();
                return Err(self.refuse(of("time expression"), span, why));
            }
        }
        if claim.source_start.is_some() != claim.source_end.is_some()
            || claim.source_start > claim.source_end
        {
            let why = "is no stretch of the source".to_owned();
            return Err(self.refuse(of("place in the source"), span, why));
        }
        for Party {
            name,
            text,
            start,
            end,
            ..
        } in claim.actor.iter().chain(&claim.recipient)
        {
            self.same(
                || of(&format!("party `{name}`")),
                Span {
                    start: *start,
                    end: *end,
                },
                text,
            )?;
        }
        for quantity in &claim.quantities {
            self.quantity(|| of(&format!("quantity `{}`", quantity.text)), quantity)?;
        }
        Ok(())
    }

    fn quantity(&self, what: impl Fn() -> String, quantity: &Quantity) -> Result<(), WriteError> {
        let span = Span {
            start: quantity.start,
            end: quantity.end,
        };
        self.same(&what, span, &quantity.text)?;
        if !quantity.text.contains(&quantity.unit) {
            let why = format!("does not hold its unit `{}`", short(&quantity.unit));
            return Err(self.refuse(what(), span, why));
        }
        let mut digits = quantity.value.split('.');
        let plain = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        if !digits.by_ref().take(2).all(plain) || digits.next().is_some() {
            let why = format!(
                "has the value `{}`, no plain number",
                short(&quantity.value)
            );
            return Err(self.refuse(what(), span, why));
        }
        Ok(())
    }

    fn same(&self, what: impl Fn() -> String, span: Span, text: &str) -> Result<(), WriteError> {
        self.stretch(&what, span)?;
        let found = span.of(self.text);
        if found == text {
            return Ok(());
        }
        let why = format!(
            "reads `{}` in the text, not `{}`",
            short(found),
            short(text)
        );
        Err(self.refuse(what(), span, why))
    }

    /// A stretch that starts and ends between characters.
    fn stretch(&self, what: impl Fn() -> String, span: Span) -> Result<(), WriteError> {
        self.within(&what, span)?;
        if self.text.get(span.start..span.end).is_some() {
            return Ok(());
        }
        Err(self.refuse(what(), span, "cuts a character in two".to_owned()))
    }

    fn within(&self, what: impl Fn() -> String, span: Span) -> Result<(), WriteError> {
        if span.start <= span.end && span.end <= self.text.len() {
            return Ok(());
        }
        let why = format!("does not fit a text of {} bytes", self.text.len());
        Err(self.refuse(what(), span, why))
    }

    fn refuse(&self, what: String, span: Span, why: String) -> WriteError {
        WriteError::Invalid {
            doc: self.doc.to_owned(),
            what,
            start: span.start,
            end: span.end,
            why,
        }
    }
}

/// The beginning of a text, for a message.
fn short(text: &str) -> String {
    const SHOWN: usize = 60;
    if text.chars().count() <= SHOWN {
        return text.to_owned();
    }
    text.chars().take(SHOWN).chain(['…']).collect()
}
