//! What all requests share, and the way from a request to a finished answer.
//!
//! An answer is made once for each state of the record: asked for again it comes out of memory, and a client that has it
//! already is told so.

#[cfg(test)]
mod tests;

use std::{
    fmt,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

use axum::{
    extract::{FromRequestParts, OriginalUri},
    http::{HeaderMap, request::Parts},
    response::{IntoResponse, Response},
};
use legation::{Chronicle, LoadedPacks, Names, Record, Review, World};
use quick_cache::{
    DefaultHashBuilder, OptionsBuilder, Weighter,
    sync::{Cache, DefaultLifecycle},
};
use serde::Serialize;
use tokio::{task, time};

use crate::{
    ask::Ask,
    edition::{Edition, Stamp},
    failure::Failure,
    limits,
    pool::{Bounds, Pool},
    rendered::{Encoding, Payload, Rendered, Tag},
    security::Access,
};

/// Tells the user something, on standard error.
pub type Say = fn(&str);

/// What all requests share.
#[derive(Clone)]
pub(crate) struct App(pub(crate) Arc<Shared>);

/// See [`App`].
pub(crate) struct Shared {
    /// The record.
    pub(crate) path: PathBuf,
    /// The packs.
    pub(crate) packs: &'static LoadedPacks,
    /// Names of the packs.
    pub(crate) names: &'static Names<'static>,
    /// Whether decisions may be made.
    pub(crate) review: bool,
    /// The decisions beside the record, read once; one request at a time asks or changes them.
    pub(crate) decided: Mutex<Option<Review>>,
    /// Held while a decision is made, until the chronicle follows it.
    pub(crate) deciding: Mutex<()>,
    /// Who may ask.
    pub(crate) access: Access,
    /// Tells the user something.
    pub(crate) say: Say,
    pub(crate) pool: Arc<Pool>,
    /// What tells whether the record has changed; opened anew where it fails.
    watch: Mutex<Option<Record>>,
    edition: Mutex<Option<Arc<Edition>>>,
    /// Held by the one who looks at a new state of the record.
    looking: Arc<tokio::sync::Mutex<()>>,
    /// The packs as the chronicle needs them.
    world: Arc<World>,
    answers: Answers,
    /// What tells this program from other builds of it.
    program: String,
}

impl fmt::Debug for App {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("App")
            .field("path", &self.0.path)
            .finish_non_exhaustive()
    }
}

/// Which answer.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct AnswerKey {
    state: [u8; 32],
    target: String,
    encoding: Encoding,
}

/// Weighs answers by their bytes.
#[derive(Debug, Clone)]
struct Bytes;

impl Weighter<AnswerKey, Arc<Rendered>> for Bytes {
    fn weight(&self, key: &AnswerKey, answer: &Arc<Rendered>) -> u64 {
        // What the entry itself takes is counted too, so that many short answers are not taken for nothing.
        (answer.bytes.len() + key.target.len() + 512) as u64
    }
}

type Answers = Cache<AnswerKey, Arc<Rendered>, Bytes>;

/// Room for finished answers. All of it is one piece, half of which an answer can take before it is asked for again: cut
/// into pieces, as is usual, there would be no place for the largest answers.
fn kept_answers() -> Answers {
    let mut options = OptionsBuilder::new();
    options
        .shards(1)
        .estimated_items_capacity(1 << 10)
        .weight_capacity(limits::KEPT_BYTES)
        .hot_allocation(0.5);
    match options.build() {
        Ok(options) => Cache::with_options(
            options,
            Bytes,
            DefaultHashBuilder::default(),
            DefaultLifecycle::default(),
        ),
        // All that is needed is told above.
        Err(_) => Cache::with_weighter(1 << 10, limits::KEPT_BYTES, Bytes),
    }
}

/// What a request asks for.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    path: String,
    query: String,
    headers: HeaderMap,
}

impl<S: Send + Sync> FromRequestParts<S> for Asked {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Failure> {
        let uri = OriginalUri::from_request_parts(parts, state)
            .await
            .map_or_else(|_| parts.uri.clone(), |uri| uri.0);
        Ok(Self {
            path: uri.path().to_owned(),
            query: uri.query().unwrap_or_default().to_owned(),
            headers: parts.headers.clone(),
        })
    }
}

impl App {
    pub(crate) fn new(
        path: &Path,
        packs: &'static LoadedPacks,
        names: &'static Names<'static>,
        access: Access,
        review: bool,
        say: Say,
        bounds: Bounds,
    ) -> Self {
        Self(Arc::new(Shared {
            path: path.to_owned(),
            packs,
            names,
            review,
            decided: Mutex::new(None),
            deciding: Mutex::new(()),
            access,
            say,
            pool: Arc::new(Pool::new(path, bounds)),
            watch: Mutex::new(None),
            edition: Mutex::new(None),
            looking: Arc::default(),
            world: Arc::new(Chronicle::world_of(packs)),
            answers: kept_answers(),
            program: program(),
        }))
    }

    /// Answers a question with JSON. The question is asked on a thread of its own.
    pub(crate) async fn answer<T: Serialize>(
        &self,
        asked: Asked,
        question: impl Fn(&Ask<'_>) -> Result<T, Failure> + Clone + Send + 'static,
    ) -> Response {
        self.answer_with(asked, move |ask| {
            let bytes = serde_json::to_vec(&question(ask)?).map_err(|_| Failure::internal())?;
            Ok(Payload::new("application/json", bytes))
        })
        .await
    }

    /// Answers a question with bytes of any type.
    pub(crate) async fn answer_with(
        &self,
        asked: Asked,
        question: impl Fn(&Ask<'_>) -> Result<Payload, Failure> + Clone + Send + 'static,
    ) -> Response {
        match self.find(&asked, question).await {
            Ok(response) => response,
            Err(failure) => {
                if failure.status.is_server_error() {
                    (self.0.say)(&format!("{}: {failure}", asked.path));
                }
                failure.into_response()
            }
        }
    }

    async fn find(
        &self,
        asked: &Asked,
        question: impl Fn(&Ask<'_>) -> Result<Payload, Failure> + Clone + Send + 'static,
    ) -> Result<Response, Failure> {
        let encoding = Encoding::accepted(&asked.headers);
        let target = format!("{}?{}", asked.path, asked.query);
        for _ in 0..limits::MAX_RETRIES {
            let edition = self.edition().await?;
            let tag = Tag::of(&[edition.seal.as_bytes(), target.as_bytes()]);
            if tag.is_known(&asked.headers) {
                return Ok(tag.not_modified(encoding));
            }
            let key = AnswerKey {
                state: *edition.seal.as_bytes(),
                target: target.clone(),
                encoding,
            };
            let make = self.make(edition, asked.clone(), encoding, question.clone());
            match self.0.answers.get_or_insert_async(&key, make).await {
                Err(failure) if failure.is_stale() => {}
                Err(failure) => return Err(failure),
                Ok(rendered) => return Ok(rendered.response(&tag)),
            }
        }
        Err(Failure::stale())
    }

    async fn make(
        &self,
        edition: Arc<Edition>,
        asked: Asked,
        encoding: Encoding,
        question: impl Fn(&Ask<'_>) -> Result<Payload, Failure> + Send + 'static,
    ) -> Result<Arc<Rendered>, Failure> {
        let (packs, names) = (self.0.packs, self.0.names);
        let world = Arc::clone(&self.0.world);
        let made = self.0.pool.ask(move |record| {
            let _snapshot = record.snapshot()?;
            if Stamp::of(record, packs)? != edition.stamp {
                return Err(Failure::stale());
            }
            let payload = question(&Ask {
                record,
                packs,
                names,
                world: &world,
                edition: &edition,
                path: &asked.path,
                query: &asked.query,
            })?;
            Ok(Arc::new(Rendered::new(payload, encoding)))
        });
        made.await
    }

    /// What is known of the record as it is now.
    pub(crate) async fn edition(&self) -> Result<Arc<Edition>, Failure> {
        let app = self.clone();
        let stamp = task::spawn_blocking(move || app.stamp());
        let stamp = stamp.await.map_err(|_| Failure::internal())??;
        if let Some(edition) = self.kept(&stamp) {
            return Ok(edition);
        }
        let time = self.0.pool.time();
        let looking = Arc::clone(&self.0.looking).lock_owned();
        let looking = time::timeout(time, looking).await;
        let looking = looking.map_err(|_| Failure::preparing())?;
        if let Some(edition) = self.kept(&stamp) {
            return Ok(edition);
        }
        // It goes on where nobody waits for it any more, so that a large record is ready some time.
        let app = self.clone();
        let look = task::spawn_blocking(move || {
            let _looking = looking;
            app.look()
        });
        match time::timeout(time, look).await {
            Ok(looked) => looked.map_err(|_| Failure::internal())?,
            Err(_) => Err(Failure::preparing()),
        }
    }

    fn kept(&self, stamp: &Stamp) -> Option<Arc<Edition>> {
        let kept = self
            .0
            .edition
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        kept.as_ref()
            .filter(|edition| edition.stamp == *stamp)
            .map(Arc::clone)
    }

    /// The state of the record now.
    fn stamp(&self) -> Result<Stamp, Failure> {
        let mut watch = self.0.watch.lock().unwrap_or_else(PoisonError::into_inner);
        let record = match watch.take() {
            Some(record) => record,
            None => self.opened()?,
        };
        let stamp = Stamp::of(&record, self.0.packs)?;
        *watch = Some(record);
        Ok(stamp)
    }

    /// Looks at a new state of the record.
    fn look(&self) -> Result<Arc<Edition>, Failure> {
        // A decision that is just being made is waited for: without it the chronicle would be told in memory.
        let deciding = self
            .0
            .deciding
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let record = self.opened()?;
        let _snapshot = record.snapshot()?;
        let stamp = Stamp::of(&record, self.0.packs)?;
        let decisions = self.review(|review| review.decisions(&record))?;
        drop(deciding);
        let before = self
            .0
            .edition
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        let (packs, program) = (self.0.packs, &self.0.program);
        let edition = Edition::new(&record, packs, stamp, decisions, program, before.as_deref())?;
        let edition = Arc::new(edition);
        let mut kept = self
            .0
            .edition
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        *kept = Some(Arc::clone(&edition));
        Ok(edition)
    }

    fn opened(&self) -> Result<Record, Failure> {
        Record::open(&self.0.path).map_err(|error| legation::Error::from(error).into())
    }
}

/// What tells this program from other builds of it: an answer that a browser has kept from another must be asked for anew.
fn program() -> String {
    let built = std::env::current_exe()
        .and_then(std::fs::metadata)
        .and_then(|data| Ok((data.len(), data.modified()?)));
    format!("{} {built:?}", env!("CARGO_PKG_VERSION"))
}
