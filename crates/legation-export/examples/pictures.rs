//! Draws sample pictures into a folder, to look at: `cargo run -p legation-export --example pictures -- FOLDER`.

use std::{error::Error, fs, path::PathBuf};

use legation_export::picture::{Style, actor_svg, day_svg, pair_svg, png};

#[path = "../tests/samples/mod.rs"]
mod samples;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).ok_or("name a folder")?);
    fs::create_dir_all(&folder)?;
    for names in &samples::NAMES {
        let style = Style::of(names.language)?;
        for (name, svg) in [
            ("pair", pair_svg(&samples::pair(names), &style)),
            (
                "pair-crowded",
                pair_svg(&samples::crowded_pair(names, 4000), &style),
            ),
            ("actor", actor_svg(&samples::actor(names, 1), &style)),
            ("actor-large", actor_svg(&samples::actor(names, 8), &style)),
            ("day", day_svg(&samples::network(names), &style)),
            (
                "day-large",
                day_svg(&samples::crowded_network(names, 120), &style),
            ),
        ] {
            let file = folder.join(format!("{name}-{}", names.language));
            fs::write(file.with_extension("svg"), &svg)?;
            fs::write(file.with_extension("png"), png(&svg, 1.5)?)?;
        }
    }
    Ok(())
}
