//! Generated code at work.

#![cfg(test)]

mod awaited;
mod awaited_fabrics;
mod chunks;
mod conformances;
mod counterparts;
mod every_type;
mod fabrics;
mod house;
mod loopback;
mod occurrences;
mod owned;
mod reading;
mod refusals;
mod round_trips;
mod shapes;
mod talking;
mod wire;
mod writing;
