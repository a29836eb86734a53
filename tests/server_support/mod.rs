//! What the tests of whole servers share: a server on either storage whose parts write a journal, requests and answers
//! as bytes made by hand, and identities that cost nothing to verify again.
#![allow(dead_code, reason = "each test uses a part of it")]

pub(crate) mod answers;
pub(crate) mod crypto;
pub(crate) mod entries;
pub(crate) mod identities;
pub(crate) mod journal;
pub(crate) mod requests;
pub(crate) mod server;
pub(crate) mod storage;
pub(crate) mod tlv;
pub(crate) mod watched;
