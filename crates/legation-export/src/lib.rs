//! The chronicle for other eyes and other programs: stands apart so that nothing else knows a foreign format.
//!
//! Pure: values in, text or bytes out. Reads no file, asks no clock, opens no record.
//!
//! [`picture`] draws, [`document`] writes a document with what was read in it.

pub mod document;
pub mod picture;
