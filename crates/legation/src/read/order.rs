//! The order of documents: whichever thread was quicker, they are written in the order of their inputs, and no thread
//! runs far ahead of one that has a long document.

use std::sync::{Condvar, Mutex, PoisonError};

/// How many documents may be read beyond the one that is to be written next.
const AHEAD: usize = 256;

/// Whose turn it is.
#[derive(Debug, Default)]
pub(super) struct Turn {
    next: Mutex<usize>,
    moved: Condvar,
}

impl Turn {
    /// Waits until the document of a number is near its turn, or nothing is written any more.
    pub(super) fn wait(&self, number: usize) {
        let mut next = self.next.lock().unwrap_or_else(PoisonError::into_inner);
        while number >= next.saturating_add(AHEAD) {
            next = self
                .moved
                .wait(next)
                .unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Says which document is to be written next.
    fn set(&self, number: usize) {
        *self.next.lock().unwrap_or_else(PoisonError::into_inner) = number;
        self.moved.notify_all();
    }

    /// The turn of a writer.
    pub(super) fn writing(&self) -> Writing<'_> {
        Writing {
            turn: self,
            next: 0,
        }
    }
}

/// A writer's place in the order. When it goes, nobody waits any more.
#[derive(Debug)]
pub(super) struct Writing<'a> {
    turn: &'a Turn,
    next: usize,
}

impl Writing<'_> {
    /// The number of the document to write next.
    pub(super) fn next(&self) -> usize {
        self.next
    }

    /// Goes on to the next document.
    pub(super) fn advance(&mut self) {
        self.next += 1;
        self.turn.set(self.next);
    }
}

impl Drop for Writing<'_> {
    fn drop(&mut self) {
        self.turn.set(usize::MAX);
    }
}
