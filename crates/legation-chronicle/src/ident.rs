//! Ids that depend on what they name and on nothing else.

/// An id out of the parts that make a thing what it is: a letter for its sort and 16 hexadecimal digits.
pub(crate) fn ident<'a>(sort: char, parts: impl Iterator<Item = &'a str>) -> String {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(part.as_bytes());
        hasher.update(&[0]);
    }
    let digest = hasher.finalize();
    let hex = digest.to_hex();
    format!("{sort}{}", &hex[..16])
}
