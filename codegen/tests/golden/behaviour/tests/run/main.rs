//! Generated code at work.

#![cfg(test)]

mod house;
mod loopback;
mod owned;
mod reading;
mod refusals;
mod round_trips;
mod shapes;
mod talking;
mod wire;
mod writing;
