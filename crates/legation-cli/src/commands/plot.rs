//! `legation plot`: a pair, a day or an actor as a picture, into a file or to standard output.

use std::{fs, path::Path};

use legation::{
    Chronicle, PictureQuestion, Record, picture_languages, picture_of_actor, picture_of_day,
    picture_of_pair, picture_png,
};

use super::{Answer, find_actors, one_day};
use crate::{
    args::{DrawArgs, PlotVerb, TimeArgs},
    diagnose::{Ending, Failure, say},
};

/// What a file is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Svg,
    Png,
}

pub(super) fn run(verb: &PlotVerb, answer: &mut Answer<'_>) -> Result<Ending, Failure> {
    match verb {
        PlotVerb::Pair(command) => draw(&command.draw, answer, |chronicle, record, packs| {
            let actors = find_actors(&command.actors, packs, record)?;
            let question = question(&command.draw, Some(&command.time));
            let [first, second] = actors.as_slice() else {
                return Ok(None);
            };
            Ok(picture_of_pair(chronicle, first, second, &question)?)
        }),
        PlotVerb::Day(command) => {
            let day = one_day(&command.date)?;
            draw(&command.draw, answer, |chronicle, _, _| {
                let question = question(&command.draw, None);
                Ok(picture_of_day(chronicle, day, &question)?)
            })
        }
        PlotVerb::Actor(command) => draw(&command.draw, answer, |chronicle, record, packs| {
            let actors = find_actors(std::slice::from_ref(&command.actor), packs, record)?;
            let question = question(&command.draw, Some(&command.time));
            let [actor] = actors.as_slice() else {
                return Ok(None);
            };
            Ok(picture_of_actor(chronicle, actor, &question)?)
        }),
    }
}

fn question(draw: &DrawArgs, time: Option<&TimeArgs>) -> PictureQuestion {
    PictureQuestion {
        lang: draw.lang.clone(),
        from: time.and_then(|time| time.from),
        to: time.and_then(|time| time.to),
    }
}

/// Draws what `picture` makes into the file that is named, or to standard output. All that can be wrong with what was
/// asked for is told before anything is opened.
fn draw(
    draw: &DrawArgs,
    answer: &mut Answer<'_>,
    picture: impl FnOnce(
        &Chronicle<'_>,
        &Record,
        &legation::LoadedPacks,
    ) -> Result<Option<String>, Failure>,
) -> Result<Ending, Failure> {
    let file = draw
        .output
        .as_deref()
        .map(|path| Ok::<_, Failure>((path, form(path)?)))
        .transpose()?;
    picture_languages(&draw.lang)?;
    let (record, packs) = draw.ask.open()?;
    let chronicle = draw.ask.chronicle(&record, packs)?;
    let Some(svg) = picture(&chronicle, &record, packs)? else {
        say("the record tells of nothing with a date to draw here");
        return Ok(Ending::Nothing);
    };
    match file {
        None => answer.out.write_all(svg.as_bytes())?,
        Some((path, form)) => {
            let bytes = match form {
                Form::Svg => svg.into_bytes(),
                Form::Png => picture_png(&svg, draw.scale)?,
            };
            fs::write(path, bytes).map_err(|source| Failure::Write {
                what: format!("`{}`", path.display()),
                source,
            })?;
            say(&format!("drawn into {}", path.display()));
        }
    }
    Ok(Ending::Done)
}

fn form(path: &Path) -> Result<Form, Failure> {
    let ending = path.extension().map(|e| e.to_string_lossy().to_lowercase());
    match ending.as_deref() {
        Some("svg") => Ok(Form::Svg),
        Some("png") => Ok(Form::Png),
        _ => Err(Failure::PictureForm(path.display().to_string())),
    }
}
