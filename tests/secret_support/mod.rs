//! What the tests that look for secrets share: secrets with all that is calculated from them, and what they look like.
#![allow(dead_code, reason = "each test uses its part of this")]

pub(crate) mod forms;
pub(crate) mod secrets;
