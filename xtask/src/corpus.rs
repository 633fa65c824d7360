//! Makes a large corpus out of the sample documents: JSON Lines of documents put together from their paragraphs, the
//! same for the same size.

use std::{
    fs::{self, File},
    io::{BufWriter, Write},
};

use crate::root;

/// Writes a corpus of about `megabytes` of text to `file`.
pub(crate) fn run(megabytes: &str, file: &str) -> Result<(), Box<dyn std::error::Error>> {
    let target = megabytes
        .parse::<usize>()
        .map_err(|_| format!("`{megabytes}` is no number of megabytes"))?
        << 20;
    let written = write(target, file)?;
    println!(
        "{file}: {} documents, {} bytes of text",
        written.0, written.1
    );
    Ok(())
}

/// Writes the corpus; gives documents and bytes of text.
pub(crate) fn write(
    target: usize,
    file: &str,
) -> Result<(usize, usize), Box<dyn std::error::Error>> {
    let paragraphs = paragraphs()?;
    let mut out = BufWriter::new(File::create(file)?);
    let mut random = Random(0x2545_f491_4f6c_dd1d);
    let (mut documents, mut bytes) = (0, 0);
    while bytes < target {
        let (lang, pool) = &paragraphs[documents % paragraphs.len()];
        let count = 3 + random.below(12);
        let text: Vec<&str> = (0..count)
            .map(|_| pool[random.below(pool.len())].as_str())
            .collect();
        let text = text.join("\n\n");
        bytes += text.len();
        let line = serde_json::json!({ "id": format!("{lang}-{documents:07}"), "lang": lang, "text": text });
        writeln!(out, "{line}")?;
        documents += 1;
    }
    out.flush()?;
    Ok((documents, bytes))
}

/// Paragraphs by language.
type Pools = Vec<(String, Vec<String>)>;

/// Paragraphs of the development documents, by language.
fn paragraphs() -> Result<Pools, Box<dyn std::error::Error>> {
    let mut all: Pools = Vec::new();
    for name in crate::score::split()?.development {
        let text = fs::read_to_string(root().join("corpus").join(format!("{name}.txt")))?;
        let lang = name[..2].to_owned();
        let found = text.lines().filter(|l| l.len() > 80).map(str::to_owned);
        match all.iter_mut().find(|(l, _)| *l == lang) {
            Some((_, pool)) => pool.extend(found),
            None => all.push((lang, found.collect())),
        }
    }
    Ok(all)
}

/// A small generator of numbers (xorshift), so that the corpus is the same everywhere.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % bound as u64).unwrap_or(0)
    }
}
