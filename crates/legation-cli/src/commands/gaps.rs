//! `legation packs gaps`: what the packs nearly read, most frequent first.

use std::collections::BTreeMap;

use legation::{GapKind, GapLine, Severity, gaps};

use crate::{
    args::{Format, GapChoice, PacksGaps},
    commands::Answer,
    diagnose::{Ending, Failure, say, say_set_aside},
    output::{Listed, Listing, or_empty},
    table::Column,
};

/// Lines of each language that a table shows where no number is given.
const USUAL: usize = 40;

pub(super) fn run(command: &PacksGaps, answer: &mut Answer<'_>) -> Result<Ending, Failure> {
    let packs = command.packs.load()?;
    let (lines, set_aside) = gaps(&command.files, packs, &command.ingest.options())?;
    let wanted = |kind: GapKind| {
        command.kind.is_empty() || command.kind.iter().any(|choice| choice.kind() == kind)
    };
    let usual = (command.format.format == Format::Table).then_some(USUAL);
    let most = command.limit.limit.or(usual).unwrap_or(usize::MAX);
    let mut listing = Listing::new(answer.out, command.format.format, answer.screen);
    let mut shown: BTreeMap<&str, usize> = BTreeMap::new();
    let mut left = 0_usize;
    for line in lines.iter().filter(|line| wanted(line.kind)) {
        let shown = shown.entry(&line.lang).or_default();
        if *shown < most {
            *shown += 1;
            listing.push(line)?;
        } else {
            left += 1;
        }
    }
    let found = listing.finish()?;
    say_set_aside(&set_aside);
    if left > 0 && command.limit.limit.is_none() {
        say(&format!(
            "the first {most} of each language are shown; --limit asks for more"
        ));
    }
    let unread = set_aside
        .iter()
        .any(|s| s.problem.severity == Severity::Error);
    if found + left > 0 {
        return Ok(Ending::Done);
    }
    if unread {
        return Ok(Ending::Unusable);
    }
    say("the packs nearly read nothing that they did not read");
    Ok(Ending::Nothing)
}

impl GapChoice {
    fn kind(self) -> GapKind {
        match self {
            Self::Word => GapKind::Word,
            Self::Party => GapKind::Party,
            Self::Name => GapKind::Name,
        }
    }
}

fn kind(kind: GapKind) -> &'static str {
    match kind {
        GapKind::Word => "word",
        GapKind::Party => "party",
        GapKind::Name => "name",
    }
}

impl Listed for GapLine {
    const COLUMNS: &'static [Column] = &[
        Column::words("lang", 4),
        Column::number("count"),
        Column::words("kind", 5),
        Column::words("words", 12),
        Column::words("rule", 8),
        Column::words("document", 8),
        Column::number("sent"),
        Column::words("text", 24),
    ];

    fn cells(&self) -> Vec<String> {
        vec![
            self.lang.clone(),
            self.count.to_string(),
            kind(self.kind).to_owned(),
            self.words.clone(),
            or_empty(self.rule.as_ref()),
            self.doc.clone(),
            self.sentence.to_string(),
            self.excerpt.clone(),
        ]
    }

    const NAMES: &'static [&'static str] = &[
        "lang", "kind", "count", "words", "rule", "doc", "sentence", "start", "end", "text",
    ];

    fn values(&self) -> Vec<String> {
        vec![
            self.lang.clone(),
            kind(self.kind).to_owned(),
            self.count.to_string(),
            self.words.clone(),
            or_empty(self.rule.as_ref()),
            self.doc.clone(),
            self.sentence.to_string(),
            self.start.to_string(),
            self.end.to_string(),
            self.text.clone(),
        ]
    }
}
