//! SVG to PNG, with the font of this crate alone: the same bytes on every machine, and nothing fetched.

use std::sync::{Arc, OnceLock};

use resvg::{
    tiny_skia::{Pixmap, Transform},
    usvg::{self, fontdb},
};

use super::{Error, text::FONT};

/// Points that a picture may have: 64 million, some 256 MB while it is drawn.
const MOST_POINTS: f64 = 64e6;

/// The family of the font.
const FAMILY: &str = "Legation Sans";

/// The font, read once. Whatever family a text asks for, it gets this one: it is the only one there is.
fn fonts() -> Arc<fontdb::Database> {
    static READ: OnceLock<Arc<fontdb::Database>> = OnceLock::new();
    let read = READ.get_or_init(|| {
        let mut fonts = fontdb::Database::new();
        fonts.load_font_data(FONT.to_vec());
        fonts.set_sans_serif_family(FAMILY);
        fonts.set_serif_family(FAMILY);
        Arc::new(fonts)
    });
    Arc::clone(read)
}

/// Draws a picture's SVG as PNG, `scale` points for each of the SVG's (1 for a screen, 3 for print at 288 points an
/// inch).
///
/// # Errors
/// The text is no SVG, the scale is no positive number, or the picture would have more than 64 million points.
pub fn png(svg: &str, scale: f64) -> Result<Vec<u8>, Error> {
    let options = usvg::Options {
        font_family: FAMILY.to_owned(),
        fontdb: fonts(),
        // Pictures refer to nothing outside; what is given from elsewhere must not read files either.
        image_href_resolver: usvg::ImageHrefResolver {
            resolve_data: Box::new(|_, _, _| None),
            resolve_string: Box::new(|_, _| None),
        },
        ..usvg::Options::default()
    };
    let tree = usvg::Tree::from_str(svg, &options).map_err(|e| Error::Svg(e.to_string()))?;
    let size = tree.size();
    let (width, height) = (
        f64::from(size.width()) * scale,
        f64::from(size.height()) * scale,
    );
    if !(scale.is_finite() && scale > 0.0) {
        return Err(Error::Png(format!(
            "a scale of {scale} draws nothing; give a number above 0"
        )));
    }
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let (across, down) = (width.ceil().max(1.0) as u64, height.ceil().max(1.0) as u64);
    let fits = width * height <= MOST_POINTS;
    let sides = (u32::try_from(across), u32::try_from(down));
    let pixmap = match sides {
        (Ok(across), Ok(down)) if fits => Pixmap::new(across, down),
        _ => None,
    };
    let mut pixmap = pixmap.ok_or(Error::TooLarge {
        width: across,
        height: down,
    })?;
    #[allow(clippy::cast_possible_truncation)]
    let transform = Transform::from_scale(scale as f32, scale as f32);
    resvg::render(&tree, transform, &mut pixmap.as_mut());
    pixmap.encode_png().map_err(|e| Error::Png(e.to_string()))
}
