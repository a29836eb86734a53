//! Matter TLV, the encoding of everything that Matter devices say to each other.
//!
//! `no_std`, no allocation, no dependencies, no unsafe code. Nothing panics, whatever the input; what
//! is decoded borrows from it.
//!
//! # Typed
//!
//! [`Decode`] and [`Encode`] are for types whose shape is known. A structure asks [`Fields`] for its
//! members, one line each, and they may come in any order:
//!
//! ```
//! use matter_tlv::{Decode, Decoded, ElementType, Encode, Error, Fields, Input, Mode, Tag, Writer, decode, encode};
//!
//! #[derive(Debug, PartialEq)]
//! struct Lamp<'a> {
//!     level: u8,
//!     name: Option<&'a str>,
//! }
//!
//! impl<'a> Decode<'a> for Lamp<'a> {
//!     fn decode<M: Mode>(ty: ElementType, input: Input<'a, M>) -> Decoded<'a, Self, M> {
//!         let mut fields = Fields::of_structure(ty, input)?;
//!         let value = Self { level: fields.required(0)?, name: fields.optional(1)? };
//!         Ok((value, fields.finish()?))
//!     }
//! }
//!
//! impl Encode for Lamp<'_> {
//!     fn encode(&self, tag: Tag, out: &mut Writer<'_>) -> Result<(), Error> {
//!         out.start_structure(tag)?;
//!         self.level.encode(Tag::Context(0), out)?;
//!         if let Some(name) = self.name {
//!             name.encode(Tag::Context(1), out)?;
//!         }
//!         out.end()
//!     }
//! }
//!
//! let lamp = Lamp { level: 200, name: Some("desk") };
//! let mut buf = [0; 32];
//! let bytes = encode(&lamp, Tag::Anonymous, &mut buf)?;
//! assert_eq!(bytes, b"\x15\x24\x00\xc8\x2c\x01\x04desk\x18");
//! assert_eq!(decode::<Lamp>(bytes)?, lamp);
//! # Ok::<(), Error>(())
//! ```
//!
//! An array is pulled apart with [`Elements`].
//!
//! The `M` in there is how thoroughly the input is read. What is decoded is first expected to have the form in which nearly
//! everything is sent, and only if it has not is it taken for all that it may be: see [`Mode`].
//!
//! # Untyped
//!
//! [`Reader`] walks through TLV of any shape, [`Writer`] writes it, and [`Dump`] prints it:
//!
//! ```
//! use matter_tlv::{Dump, Reader, Tag, Value, Writer};
//!
//! let mut buf = [0; 32];
//! let mut out = Writer::new(&mut buf);
//! out.start_structure(Tag::Anonymous)?;
//! out.uint(Tag::Context(0), 42)?;
//! out.start_array(Tag::Context(1))?;
//! out.int(Tag::Anonymous, -1)?;
//! out.end()?;
//! out.end()?;
//! let bytes = out.finish()?;
//!
//! assert_eq!(Dump(bytes).to_string(), "{0 = 42u, 1 = [-1]}");
//!
//! let mut reader = Reader::new(bytes);
//! let mut sum = 0;
//! while let Some(element) = reader.next()? {
//!     match element.value {
//!         Value::UInt(value) => sum += value,
//!         Value::Array => reader.skip()?,
//!         _ => {}
//!     }
//! }
//! assert_eq!(sum, 42);
//! # Ok::<(), matter_tlv::Error>(())
//! ```
//!
//! # What is accepted
//!
//! Exactly what is well-formed, and the same by all ways of reading: array elements have no tags and
//! structure members have one, text is UTF-8, containers end, at most [`MAX_DEPTH`] of them are open
//! (typed decoding knows only what it skips: there they are counted from the member that is skipped).
//! Also what is skipped is checked. Numbers and lengths may be wider than they need to be; what is
//! written never is. Two members of a structure with the same tag are the business of those who know the
//! structure: [`Fields`] refuses them, [`Reader`] does not.
//!
//! An [`Error`] says what is wrong and at which byte.
#![no_std]
#![forbid(unsafe_code)]

#[cfg(feature = "alloc")]
extern crate alloc;

mod decode;
mod dump;
mod element;
mod elements;
mod encode;
mod error;
mod fields;
mod header;
mod input;
mod mode;
mod nesting;
mod reader;
mod shown;
mod tag;
mod value;
mod walk;
mod writer;

pub use crate::{
    decode::{Decode, Decoded, decode},
    dump::Dump,
    element::ElementType,
    elements::Elements,
    encode::{Encode, encode},
    error::{DecodeError, Error, ErrorKind},
    fields::Fields,
    header::Header,
    input::Input,
    mode::{Mode, Quick, Thorough},
    nesting::MAX_DEPTH,
    reader::Reader,
    tag::Tag,
    value::{Element, Value},
    writer::{Mark, OpenContainer, Writer},
};

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
