//! `legation series`: cooperation and conflict between two actors, period by period, and where their level changed.

use std::io::Write;

use legation::{
    Figures, Grain, SeriesQuestion, SeriesRow, TurningView, Viewer, series_between,
    turning_points_between,
};

use super::{Answer, events, find_actors};
use crate::{
    args::{Format, SeriesCommand, Step},
    diagnose::{Ending, Failure, say},
    output::{Listed, Listing, or_empty},
    screen::Screen,
    table::Column,
};

pub(super) fn run(command: &SeriesCommand, answer: &mut Answer<'_>) -> Result<Ending, Failure> {
    let (record, packs) = command.ask.open()?;
    let actors = find_actors(&command.actors, packs, &record)?;
    let [first, second] = actors.as_slice() else {
        return Ok(Ending::Unusable);
    };
    let chronicle = command.ask.chronicle(&record, packs)?;
    let question = SeriesQuestion {
        grain: match command.by {
            Step::Month => Grain::Month,
            Step::Quarter => Grain::Quarter,
            Step::Year => Grain::Year,
        },
        from: command.time.from,
        to: command.time.to,
    };
    let format = command.format.format;
    let between = format!("{} and {}", first.name, second.name);
    if command.turning {
        let mut viewer = Viewer::new(&record);
        let points = turning_points_between(&chronicle, &mut viewer, first, second, &question)?;
        if format == Format::Table {
            for point in &points {
                write_turning(answer.out, answer.screen, point)?;
            }
        } else {
            list(&points, format, answer)?;
        }
        if points.is_empty() {
            say(&format!(
                "the series of {between} has no turning point that the events bear out"
            ));
            return Ok(Ending::Nothing);
        }
        return Ok(Ending::Done);
    }
    let rows = series_between(&chronicle, first, second, &question)?;
    list(&rows, format, answer)?;
    if rows.is_empty() {
        say(&format!(
            "the record tells of nothing between {between} that fits"
        ));
        return Ok(Ending::Nothing);
    }
    Ok(Ending::Done)
}

fn list<T: Listed>(rows: &[T], format: Format, answer: &mut Answer<'_>) -> Result<(), Failure> {
    let mut listing = Listing::new(answer.out, format, answer.screen);
    for row in rows {
        listing.push(row)?;
    }
    listing.finish()?;
    Ok(())
}

fn write_turning(out: &mut dyn Write, screen: Screen, point: &TurningView) -> Result<(), Failure> {
    let way = if point.difference < 0.0 {
        "for the worse"
    } else {
        "for the better"
    };
    write!(
        out,
        "{}  {way}: {:+.1} before, {:+.1} since",
        screen.bold(&point.at),
        point.before,
        point.since
    )?;
    if point.silent > 0 {
        write!(
            out,
            " (nothing is told of {} period(s) after {})",
            point.silent, point.after
        )?;
    }
    writeln!(out, "\n")?;
    for event in &point.events {
        events::write(out, screen, event)?;
    }
    Ok(())
}

/// A figure; empty where nothing is known.
fn figure<T: ToString>(figures: Option<&Figures>, of: impl Fn(&Figures) -> T) -> String {
    figures
        .map(|figures| of(figures).to_string())
        .unwrap_or_default()
}

fn mean(figures: Option<&Figures>) -> String {
    let mean = figures.and_then(|figures| figures.mean);
    mean.map(|mean| format!("{mean:+.1}")).unwrap_or_default()
}

impl Listed for SeriesRow {
    const COLUMNS: &'static [Column] = &[
        Column::words("period", 7),
        Column::words("known", 9),
        Column::number("events"),
        Column::number("coop"),
        Column::number("conf"),
        Column::number("sum"),
        Column::number("mean"),
        Column::number("1→2"),
        Column::number("mean"),
        Column::number("2→1"),
        Column::number("mean"),
    ];

    fn cells(&self) -> Vec<String> {
        let both = self.both.as_ref();
        let (forward, backward) = (self.forward.as_ref(), self.backward.as_ref());
        let period = if self.period.is_empty() {
            self.grain.to_owned()
        } else {
            self.period.clone()
        };
        vec![
            period,
            self.known.to_owned(),
            figure(both, |f| f.events),
            figure(both, |f| f.cooperative),
            figure(both, |f| f.conflictual),
            both.map(|f| format!("{:+.1}", f.sum)).unwrap_or_default(),
            mean(both),
            figure(forward, |f| f.events),
            mean(forward),
            figure(backward, |f| f.events),
            mean(backward),
        ]
    }

    const NAMES: &'static [&'static str] = &[
        "period",
        "grain",
        "known",
        "events_12",
        "cooperative_12",
        "conflictual_12",
        "sum_12",
        "mean_12",
        "claims_12",
        "events_21",
        "cooperative_21",
        "conflictual_21",
        "sum_21",
        "mean_21",
        "claims_21",
        "events",
        "cooperative",
        "conflictual",
        "sum",
        "mean",
        "claims",
        "uncounted",
    ];

    fn values(&self) -> Vec<String> {
        let mut values = vec![
            self.period.clone(),
            self.grain.to_owned(),
            self.known.to_owned(),
        ];
        for figures in [&self.forward, &self.backward, &self.both] {
            let figures = figures.as_ref();
            values.extend([
                figure(figures, |f| f.events),
                figure(figures, |f| f.cooperative),
                figure(figures, |f| f.conflictual),
                figure(figures, |f| f.sum),
                or_empty(figures.and_then(|f| f.mean).as_ref()),
                figure(figures, |f| f.claims.join("; ")),
            ]);
        }
        values.push(self.uncounted.to_string());
        values
    }
}

impl Listed for TurningView {
    const COLUMNS: &'static [Column] = &[
        Column::words("at", 7),
        Column::number("before"),
        Column::number("since"),
    ];

    fn cells(&self) -> Vec<String> {
        vec![
            self.at.clone(),
            format!("{:+.1}", self.before),
            format!("{:+.1}", self.since),
        ]
    }

    const NAMES: &'static [&'static str] = &[
        "at",
        "after",
        "silent",
        "before",
        "since",
        "difference",
        "periods_before",
        "periods_since",
        "events",
        "claims",
    ];

    fn values(&self) -> Vec<String> {
        let events: Vec<&str> = self.events.iter().map(|e| e.event.id.as_str()).collect();
        let claims: Vec<&str> = self
            .events
            .iter()
            .flat_map(|event| &event.claims)
            .map(|claim| claim.id.as_str())
            .collect();
        vec![
            self.at.clone(),
            self.after.clone(),
            self.silent.to_string(),
            self.before.to_string(),
            self.since.to_string(),
            self.difference.to_string(),
            self.periods_before.to_string(),
            self.periods_since.to_string(),
            events.join("; "),
            claims.join("; "),
        ]
    }
}
