//! The front library: everything that the program, the server and Python can do.
//!
//! A feature exists when it is here. This crate joins packs, ingest, reading and the record; it reads files and
//! folders, starts threads, and knows no table and no colour. Faces call it and add none of its logic.

mod cases;
mod chronicle;
mod dates;
mod demo;
mod error;
mod explain;
mod forget;
mod gaps;
mod names;
mod pack_report;
mod packs;
mod profile;
mod read;
mod record_choice;
mod review;
mod search;
mod timeline;
mod times;
mod view;

pub use cases::{DocumentCases, run_cases};
pub use chronicle::{
    Change, Chronicle, ChronicleSummary, ClaimView, Direction, DisagreementView, Disputes,
    DyadCoverage, DyadQuestion, DyadRow, DyadSummary, EdgeView, EventHead, EventView, Figures,
    GroundView, Held, Inferred, LeftOut, PairQuestion, PairTurn, PairView, PairYear,
    PictureQuestion, SeriesQuestion, SeriesRow, SourcedEvent, StateCodes, StateNumbers, TieView,
    TieYear, Told, TriadView, TurningView, Viewer, actor_groups, changes, dyad_years,
    is_current as chronicle_is_current, pair_between, picture_languages, picture_of_actor,
    picture_of_day, picture_of_pair, picture_png, series_between, silent_years, sourced, triads_on,
    turning_points_between, update_chronicle, update_following,
};
pub use dates::{DateError, first_day, last_day, one_date};
pub use demo::{DEMO_PAIR, demo_inputs};
pub use error::Error;
pub use explain::{Explained, explain};
pub use forget::{Forgotten, forget};
pub use gaps::{GapLine, gaps};
pub use names::{Found, Names, Suggestion};
pub use pack_report::{PackEntry, PackReport, check_packs, list_packs};
pub use packs::{LoadedPacks, compile_packs, known_classes, load_packs, pack_files};
pub use profile::{ActorProfile, actor_profile};
pub use read::{
    ProblemKind, Progress, ReadOptions, ReadSummary, SetAside, read, read_document, read_inputs,
};
pub use record_choice::{RECORD_EXTENSION, choose_record};
pub use review::{
    Applied, AsRead, Conflict, Damage, Decision, Decisions, Edit, EditRequest, Instant, Moved,
    Orphan, Queue, QueueOrder, QueueState, Review, ReviewError, ReviewSummary, Reviewed, Said,
    Selector, Target, Verdict, Words, decisions_beside, review_path, review_revision,
};
pub use search::{fold_query, search};
pub use timeline::{Line, claim_threshold, claims_between, timeline};
pub use times::{TimeLine, times};
pub use view::{
    ActorCard, ActorCodes, ActorIndex, Cited, ClaimCard, ClaimCards, ClaimPage, DisagreementCard,
    DocumentBlock, DocumentPage, DocumentPlace, FacetValue, Facets, MAX_SEARCHED, Mark, MarkKind,
    Overview, OverviewCounts, OverviewLanguage, OverviewPair, OverviewYear, Relation, RelationYear,
    SearchHit, SearchPage, SearchQuestion, SentencePlace, Suggested, actor_card, actor_codes,
    actor_key, actor_of_key, bearings, citation, claim_page, disagreement_cards, document_html,
    document_page, documents_named, overview, relations_of, search_page,
};

pub use legation_chronicle::{Grain, Known, Sign, World};
pub use legation_ingest::{FieldMap, Format, Input, Limits, Options as IngestOptions};
pub use legation_model::{
    Actor, ActorKind, Bounds, Claim, ClaimAt, DateRule, Day, Disagreement, DisagreementKind,
    Document, Edtf, EdtfError, EndRule, Event, Holding, Mention, Office, Participant, Party,
    Problem, Quad, Quantity, Severity, Span, Status, Tie, TieEnd, TieKind, TieParty, TieRole,
    TimeExpression, WhenFrom,
};
pub use legation_pack::{PackError, PackFiles};
pub use legation_read::{
    CandidateTrace, FrameTrace, Gap, GapKind, Packs, Reading, SentenceTrace, TriggerTrace,
};
pub use legation_record::{
    ActorRef, ActorSummary, AskError, Bearing, ClaimFilter, ClaimOrder, Counts, DocumentSummary,
    EventFilter, Finding, ForgetSummary, Hit, OpenError, ProblemFilter, Record, RecordedProblem,
    Source, TieFilter, WriteError, Writer, WriterOptions,
};
