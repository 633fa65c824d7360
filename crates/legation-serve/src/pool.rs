//! Records to ask, one for each core, and the work done with them away from the threads that serve.
//!
//! A question waits for a free record; only so many wait. One that takes too long, or whose asker has gone, is stopped
//! where SQLite next looks; one that panics loses its record, and another is opened.

use std::{
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::Duration,
};

use legation::{Error, Record};
use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore},
    task, time,
};

use crate::{failure::Failure, limits};

/// Records to ask.
#[derive(Debug)]
pub(crate) struct Pool {
    path: PathBuf,
    free: Mutex<Vec<Record>>,
    permits: Arc<Semaphore>,
    waiting: AtomicUsize,
    bounds: Bounds,
}

/// How long, and for how many.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bounds {
    /// Time for an answer.
    pub(crate) time: Duration,
    /// Questions that wait for a record.
    pub(crate) waiting: usize,
}

impl Default for Bounds {
    fn default() -> Self {
        Self {
            time: limits::MAX_TIME,
            waiting: limits::MAX_WAITING,
        }
    }
}

/// Stops the work when whoever waits for it goes away.
struct StopOnDrop(Arc<AtomicBool>);

impl Drop for StopOnDrop {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// Counts one that waits.
struct Waiting<'p>(&'p AtomicUsize);

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Pool {
    /// A pool of as many records as there are cores, at least two: one slow question must not hold up all others.
    pub(crate) fn new(path: &Path, bounds: Bounds) -> Self {
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        Self {
            path: path.to_owned(),
            free: Mutex::new(Vec::new()),
            permits: Arc::new(Semaphore::new(cores.max(2))),
            waiting: AtomicUsize::new(0),
            bounds,
        }
    }

    /// Asks a record.
    pub(crate) async fn ask<T: Send + 'static>(
        self: &Arc<Self>,
        question: impl FnOnce(&Record) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failure> {
        let permit = self.permit().await?;
        let stop = Arc::new(AtomicBool::new(false));
        let _gone = StopOnDrop(Arc::clone(&stop));
        let (pool, stopped) = (Arc::clone(self), Arc::clone(&stop));
        let work = task::spawn_blocking(move || pool.work(permit, stopped, question));
        match time::timeout(self.bounds.time, work).await {
            Ok(Ok(answer)) => answer,
            Ok(Err(_)) => Err(Failure::internal()),
            Err(_) => Err(Failure::too_slow()),
        }
    }

    /// Time for an answer.
    pub(crate) fn time(&self) -> Duration {
        self.bounds.time
    }

    /// Questions that wait now.
    #[cfg(test)]
    pub(crate) fn waiting(&self) -> usize {
        self.waiting.load(Ordering::Relaxed)
    }

    async fn permit(&self) -> Result<OwnedSemaphorePermit, Failure> {
        if let Ok(permit) = Arc::clone(&self.permits).try_acquire_owned() {
            return Ok(permit);
        }
        let before = self.waiting.fetch_add(1, Ordering::Relaxed);
        let _waiting = Waiting(&self.waiting);
        if before >= self.bounds.waiting {
            return Err(Failure::busy());
        }
        let permit = Arc::clone(&self.permits).acquire_owned();
        match time::timeout(self.bounds.time, permit).await {
            Ok(permit) => permit.map_err(|_| Failure::internal()),
            Err(_) => Err(Failure::busy()),
        }
    }

    /// What is done on a thread of its own. The record goes back to the pool at its end; where the question panics or the
    /// database fails, it is closed, and the next question opens another.
    fn work<T>(
        &self,
        permit: OwnedSemaphorePermit,
        stop: Arc<AtomicBool>,
        question: impl FnOnce(&Record) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let free = || self.free.lock().unwrap_or_else(PoisonError::into_inner);
        let kept = free().pop();
        let mut record = match kept {
            Some(record) => record,
            None => Record::open(&self.path).map_err(|error| Failure::from(Error::from(error)))?,
        };
        record.stop_where(stop)?;
        let answer = question(&record);
        let is_sound = answer
            .as_ref()
            .err()
            .is_none_or(|failure| !failure.status.is_server_error());
        if is_sound {
            free().push(record);
        }
        drop(permit);
        answer
    }
}
