//! Starting and stopping: from what a user asked for to an address that answers, and to an end without torn answers.

use std::{
    io,
    net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener},
    path::PathBuf,
};

use axum::{Router, middleware, response::IntoResponse, routing::get};
use legation::{LoadedPacks, Names, Record};
use thiserror::Error;
use tower_http::catch_panic::CatchPanicLayer;
use utoipa::openapi::OpenApi;
use utoipa_axum::router::OpenApiRouter;

use crate::{
    api,
    app::{App, Say},
    connections, described,
    failure::Failure,
    openapi, page,
    pool::Bounds,
    security::{self, Access},
};

/// The port where nobody names another.
pub const DEFAULT_PORT: u16 = 7878;

/// How a record is served.
#[derive(Debug, Clone)]
pub struct Options {
    /// The record.
    pub record: PathBuf,
    /// The packs.
    pub packs: &'static LoadedPacks,
    /// The address to listen at.
    pub bind: IpAddr,
    /// The port; 0 takes a free one.
    pub port: u16,
    /// What must be told to get an answer; made up where the address is not this machine's alone.
    pub token: Option<String>,
    /// Whether decisions may be made.
    pub review: bool,
    /// Tells the user something.
    pub say: Say,
}

impl Options {
    /// A record served to this machine alone.
    #[must_use]
    pub fn new(record: PathBuf, packs: &'static LoadedPacks, say: Say) -> Self {
        Self {
            record,
            packs,
            bind: IpAddr::V4(Ipv4Addr::LOCALHOST),
            port: DEFAULT_PORT,
            token: None,
            review: false,
            say,
        }
    }
}

/// Why nothing is served.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ServeError {
    /// The record cannot be asked.
    #[error(transparent)]
    Record(#[from] legation::Error),
    /// Another program listens there.
    #[error(
        "port {port} of {address} is taken; name another with `--port`, or take a free one with `--port 0`"
    )]
    PortTaken {
        /// The address.
        address: IpAddr,
        /// The port.
        port: u16,
    },
    /// The address is no place to listen at.
    #[error("cannot listen at {address}: {source}; check `--bind` and `--port`")]
    Listen {
        /// Where.
        address: SocketAddr,
        /// What the system said.
        source: io::Error,
    },
    /// The token is none.
    #[error("the token cannot be used; take 8 to 256 letters, digits and `-`, `.`, `_`, `~`")]
    Token,
    /// The system gives no random numbers.
    #[error("the system gives no random numbers for a token; name one with `--token`")]
    NoRandomness,
    /// The system does not let the server run.
    #[error("the server cannot run: {0}")]
    System(#[from] io::Error),
}

/// A server that listens and does not answer yet.
#[derive(Debug)]
pub struct Server {
    listener: TcpListener,
    app: App,
}

impl Server {
    /// Opens the record and listens.
    ///
    /// # Errors
    /// Where the record cannot be asked, the token cannot be used, or the address is taken.
    pub fn open(options: &Options) -> Result<Self, ServeError> {
        let app = app(options)?;
        let address = SocketAddr::new(options.bind, options.port);
        let listener = TcpListener::bind(address).map_err(|source| match source.kind() {
            io::ErrorKind::AddrInUse => ServeError::PortTaken {
                address: options.bind,
                port: options.port,
            },
            _ => ServeError::Listen { address, source },
        })?;
        Ok(Self { listener, app })
    }

    /// The address to open in a browser, with the token where one is asked for.
    ///
    /// # Errors
    /// Where the system does not tell.
    pub fn address(&self) -> Result<String, ServeError> {
        let at = self.listener.local_addr()?;
        let base = match at.ip().is_unspecified() {
            // Any address of the machine serves; its own is one that can be opened here.
            true => format!("http://127.0.0.1:{}/", at.port()),
            false => format!("http://{at}/"),
        };
        Ok(match &self.app.0.access.token {
            Some(token) => format!("{base}?token={token}"),
            None => base,
        })
    }

    /// Whether a token is asked for.
    #[must_use]
    pub fn asks_for_token(&self) -> bool {
        self.app.0.access.token.is_some()
    }

    /// Whether the page is part of the program.
    #[must_use]
    pub fn has_page(&self) -> bool {
        page::is_built()
    }

    /// Answers until it is told to stop (Ctrl+C, SIGTERM); requests in flight are finished.
    ///
    /// # Errors
    /// Where the system does not let it run.
    pub fn run(self) -> Result<(), ServeError> {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .enable_all()
            .build()?;
        self.listener.set_nonblocking(true)?;
        let ended = runtime.block_on(async {
            let listener = tokio::net::TcpListener::from_std(self.listener)?;
            // What is the same for all answers is made before the first one is asked for.
            let app = self.app.clone();
            let warmed = tokio::spawn(async move { app.edition().await });
            let router = answers(self.app);
            connections::serve(listener, router, connections::told_to_stop()).await?;
            warmed.abort();
            Ok(())
        });
        // A question that is still being answered is not waited for.
        runtime.shutdown_background();
        ended
    }
}

/// What all requests share.
fn app(options: &Options) -> Result<App, ServeError> {
    let record = Record::open(&options.record).map_err(legation::Error::from)?;
    if !legation::chronicle_is_current(&record, options.packs)? {
        (options.say)(
            "the chronicle in the record is not that of its documents and packs: it is told in memory, which takes a moment; \
             `legation ties` brings it up to date",
        );
    }
    drop(record);
    let token = match &options.token {
        Some(token) if security::is_usable_token(token) => Some(token.clone()),
        Some(_) => return Err(ServeError::Token),
        None if options.bind.is_loopback() => None,
        None => Some(security::random_token().map_err(|_| ServeError::NoRandomness)?),
    };
    let names: &'static Names<'static> = Box::leak(Box::new(Names::new(options.packs)));
    Ok(App::new(
        &options.record,
        options.packs,
        names,
        Access::new(options.bind, token),
        options.review,
        options.say,
        Bounds::default(),
    ))
}

/// What a server answers, for who takes connections in another way.
///
/// # Errors
/// Where the record cannot be asked, or the token cannot be used.
pub fn router(options: &Options) -> Result<Router, ServeError> {
    Ok(answers(app(options)?))
}

/// All that is answered.
fn answers(app: App) -> Router {
    let (router, description) = with_description();
    let description = described::Described::new(&description);
    let say = app.0.say;
    router
        .merge(described::router(description))
        .fallback(get(page::serve))
        .method_not_allowed_fallback(|| async {
            Failure::new(
                axum::http::StatusCode::METHOD_NOT_ALLOWED,
                "method",
                "this address does not take that method",
                None,
            )
        })
        .layer(CatchPanicLayer::custom(
            move |panic: Box<dyn std::any::Any + Send>| {
                let why = panic.downcast_ref::<&str>().copied().unwrap_or("a panic");
                say(&format!("a request failed: {why}"));
                Failure::internal().into_response()
            },
        ))
        .layer(middleware::from_fn_with_state(app.clone(), security::guard))
        .with_state(app)
}

fn with_description() -> (Router<App>, OpenApi) {
    let (router, description) = OpenApiRouter::with_openapi(openapi::base())
        .nest(api::PREFIX, api::router())
        .split_for_parts();
    (router, openapi::complete(description))
}

/// The description of the API as OpenAPI.
#[must_use]
pub fn description() -> OpenApi {
    with_description().1
}
