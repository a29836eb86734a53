//! The pages about clusters: what is on them, that they hold together, how they are written, and how they behave in a
//! browser.

#![cfg(test)]
#![cfg(feature = "cli")]

#[cfg(unix)]
mod browser;
mod command;
mod complete;
mod corpus;
mod document;
mod hostile;
mod pages;
mod sound;
