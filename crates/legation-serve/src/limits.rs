//! Every limit of the server, with its reason. Each is named in the error that it raises.

use std::time::Duration;

/// Bytes of path and query. Browsers and proxies cut addresses near this length; a page's address with all its filters
/// takes less than 1 KiB.
pub const MAX_TARGET: usize = 8 << 10;

/// Characters of what is searched for: a long sentence. Each word is one more list of sentences to go through.
pub const MAX_QUERY_CHARS: usize = 400;

/// Items of a page of a list: what a person looks through, and about 1 MB of claims.
pub const MAX_PAGE: usize = 200;

/// Items of a page where nobody says how many.
pub const DEFAULT_PAGE: usize = 50;

/// Ids of claims that are asked for at once: as many as a page has.
pub const MAX_IDS: usize = MAX_PAGE;

/// Values of one filter (classes, documents, actors): more than the page can set, and few enough to look up.
pub const MAX_VALUES: usize = 64;

/// Events between two actors that are listed: what the page draws without a long frame. The least confident are left
/// out.
pub const MAX_EVENTS: usize = 5_000;

/// Ties of an actor that are listed.
pub const MAX_TIES: usize = 2_000;

/// Bytes of a body. Only decisions about a claim have one, and a note of pages fits.
pub const MAX_BODY: usize = 64 << 10;

/// Time for an answer. What takes longer holds a core that others wait for; the work is stopped.
pub const MAX_TIME: Duration = Duration::from_secs(10);

/// Requests that wait for a core. At 50 ms an answer, the last of them waits about [`MAX_TIME`] on one core.
pub const MAX_WAITING: usize = 200;

/// Time that requests in flight have to end after the server is told to stop.
pub const MAX_FAREWELL: Duration = Duration::from_secs(5);

/// Bytes of finished answers that are kept.
pub const KEPT_BYTES: u64 = 64 << 20;

/// Answers of fewer bytes are not compressed: the headers weigh as much.
pub const MIN_COMPRESSED: usize = 1 << 10;

/// How often an answer is begun again where the record changes under it.
pub(crate) const MAX_RETRIES: usize = 3;

/// Connections at once: fifty clients with six each, and some room.
pub(crate) const MAX_CONNECTIONS: usize = 512;

/// Headers of a request, and their bytes: the longest address, cookies, and what browsers add.
pub(crate) const MAX_HEADERS: usize = 64;

/// See [`MAX_HEADERS`].
pub(crate) const MAX_HEADER_BYTES: usize = 32 << 10;

/// Time that the headers of a request may take: whoever sends them letter by letter holds a connection.
pub(crate) const MAX_HEADER_TIME: Duration = Duration::from_secs(10);
