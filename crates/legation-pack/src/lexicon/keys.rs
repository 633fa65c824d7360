//! Strings by number, found by one look into a hash table. All of them stand in one stretch of text, so that a
//! lexicon of a hundred thousand words is filled and dropped without a hundred thousand allocations.

use std::hash::Hasher;

use rustc_hash::FxHasher;
use serde::{Deserialize, Serialize};

/// Different strings, numbered in the order in which they came.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(try_from = "Written", into = "Written")]
pub(super) struct Keys {
    text: String,
    /// Where each string ends in `text`; it begins where the one before it ends.
    ends: Vec<u32>,
    /// Upper half of the hash, and one more than the number; 0 where the slot is free. A power of two, at
    /// most half of it in use. Made anew when keys are read, since hashes differ between machines.
    slots: Vec<(u32, u32)>,
}

/// Keys as they are kept in a file.
#[derive(Serialize, Deserialize)]
struct Written {
    text: String,
    ends: Vec<u32>,
}

impl From<Keys> for Written {
    fn from(keys: Keys) -> Self {
        Self {
            text: keys.text,
            ends: keys.ends,
        }
    }
}

impl TryFrom<Written> for Keys {
    type Error = &'static str;

    fn try_from(Written { text, ends }: Written) -> Result<Self, Self::Error> {
        let mut start = 0;
        for end in &ends {
            if text.get(start..*end as usize).is_none() {
                return Err("the ends of the keys are not in order");
            }
            start = *end as usize;
        }
        let mut keys = Self {
            text,
            ends,
            slots: Vec::new(),
        };
        keys.grow();
        Ok(keys)
    }
}

impl Keys {
    /// The number of a string, which is added where it is new.
    pub(super) fn insert(&mut self, key: &str) -> u32 {
        if (self.ends.len() + 1) * 2 > self.slots.len() {
            self.grow();
        }
        let hash = hash(key);
        match self.slot(hash, key) {
            Ok(number) => number,
            Err(slot) => {
                self.text.push_str(key);
                self.ends.push(number(self.text.len()));
                self.slots[slot] = (tag(hash), number(self.ends.len()));
                number(self.ends.len() - 1)
            }
        }
    }

    /// The number of a string.
    pub(super) fn find(&self, key: &str) -> Option<u32> {
        if self.slots.is_empty() {
            return None;
        }
        self.slot(hash(key), key).ok()
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The string of a number.
    pub(super) fn get(&self, number: usize) -> &str {
        let start = match number.checked_sub(1) {
            Some(before) => self.ends[before],
            None => 0,
        };
        &self.text[start as usize..self.ends[number] as usize]
    }

    /// The number of a string, or the free slot where it would stand.
    fn slot(&self, hash: u64, key: &str) -> Result<u32, usize> {
        let mask = self.slots.len() - 1;
        let mut at = usize::try_from(hash & 0xffff_ffff).unwrap_or(0) & mask;
        loop {
            match self.slots[at] {
                (_, 0) => return Err(at),
                (found, next) if found == tag(hash) && self.get(next as usize - 1) == key => {
                    return Ok(next - 1);
                }
                _ => at = (at + 1) & mask,
            }
        }
    }

    fn grow(&mut self) {
        self.fill(((self.ends.len() + 1) * 4).next_power_of_two());
    }

    /// Makes the table anew, with `size` slots.
    fn fill(&mut self, size: usize) {
        self.slots.clear();
        self.slots.resize(size, (0, 0));
        let mask = size - 1;
        for at in 0..self.ends.len() {
            let hash = hash(self.get(at));
            let mut slot = usize::try_from(hash & 0xffff_ffff).unwrap_or(0) & mask;
            while self.slots[slot].1 != 0 {
                slot = (slot + 1) & mask;
            }
            self.slots[slot] = (tag(hash), number(at + 1));
        }
    }
}

fn hash(key: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(key.as_bytes());
    hasher.finish()
}

fn tag(hash: u64) -> u32 {
    u32::try_from(hash >> 32).unwrap_or(0)
}

/// Numbers and places are kept in four bytes; packs are far smaller.
fn number(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_found_by_their_own_number() {
        let mut keys = Keys::default();
        assert_eq!(keys.find("a"), None);
        let words: Vec<String> = (0..3000).map(|n| format!("w{}", n * 7)).collect();
        for (number, word) in words.iter().enumerate() {
            assert_eq!(keys.insert(word) as usize, number);
        }
        for (number, word) in words.iter().enumerate() {
            assert_eq!(keys.insert(word) as usize, number);
            assert_eq!(keys.find(word).map(|n| n as usize), Some(number));
            assert_eq!(keys.get(number), word);
        }
        assert_eq!(keys.len(), 3000);
        assert_eq!(keys.find("w1"), None);
        assert_eq!(keys.find(""), None);
    }
}
