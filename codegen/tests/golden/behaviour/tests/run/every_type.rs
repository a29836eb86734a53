//! Every type of the fixtures and of `netim-cluster`, as the build script lists them from the model: arbitrary values of the
//! shape that the model says survive decoding and encoding, and arbitrary bytes never make a decoder panic.

mod arbitrary;

use std::fmt::Debug;

use clustergen_runtime::limits::Validate;
use clustergen_runtime::owned::{IntoOwned, to_vec};
use clustergen_runtime::serde::{Deserialize, Serialize};
use clustergen_runtime::tlv::{self, Encode, Error};
use clustergen_runtime::value::Value;
use proptest::collection::vec;
use proptest::prelude::any;
use proptest::test_runner::{Config, TestRunner};

use arbitrary::encoded;

/// What a value is on the wire.
#[derive(Clone, Copy, Debug)]
enum Shape {
    Bool,
    /// Of so many bits.
    Unsigned(u32),
    /// Of so many bits.
    Signed(u32),
    Single,
    Double,
    Text,
    /// Of a fixed length, or of any.
    Octets(Option<usize>),
    Nullable(&'static Shape),
    Array(&'static Shape),
    Structure(&'static [Field]),
}

#[derive(Clone, Copy, Debug)]
struct Field {
    tag: u8,
    optional: bool,
    shape: Shape,
}

/// A type.
struct Item {
    name: &'static str,
    shape: Shape,
    /// Whether some part of it is not shown.
    secret: bool,
    /// Takes bytes for a value of it.
    take: fn(&[u8]) -> Result<Vec<u8>, Error>,
    /// Takes bytes for a value of its counterpart that owns what it borrows.
    own: Option<fn(&[u8], bool)>,
}

const EVERY_TYPE: &[Item] = include!(concat!(env!("OUT_DIR"), "/every_type.rs"));

/// Decodes, looks at everything, and encodes again.
fn take<V: Value>(bytes: &[u8]) -> Result<Vec<u8>, Error>
where
    for<'a> V::Of<'a>: Debug,
{
    let value: V::Of<'_> = tlv::decode(bytes)?;
    let _ = (value.check_shape(), value.validate(), format!("{value:?}"));
    to_vec(&value)
}

/// The same by way of a value that owns its parts, and of that by way of JSON.
fn own<V: Value, O>(bytes: &[u8], secret: bool)
where
    for<'a> V::Of<'a>: IntoOwned<Owned = O> + Serialize,
    O: Encode + PartialEq + Debug + Serialize + for<'de> Deserialize<'de>,
{
    let value: V::Of<'_> = tlv::decode(bytes).unwrap();
    let borrowed = serde_json::to_string(&value).unwrap();
    let owned = value.into_owned().unwrap();
    assert_eq!(to_vec(&owned).unwrap(), bytes);
    let json = serde_json::to_string(&owned).unwrap();
    assert_eq!(json, borrowed);
    match serde_json::from_str::<O>(&json) {
        Ok(again) => assert_eq!(again, owned, "{json}"),
        Err(error) => assert!(secret && json.contains("[redacted]"), "{error}: {json}"),
    }
}

fn runner(cases: u32) -> TestRunner {
    TestRunner::new(Config { cases, failure_persistence: None, ..Config::default() })
}

#[test]
fn arbitrary_values_survive() {
    assert!(EVERY_TYPE.len() > 200, "{} types", EVERY_TYPE.len());
    for item in EVERY_TYPE {
        let outcome = runner(48).run(&encoded(item.shape), |bytes| {
            assert_eq!((item.take)(&bytes).as_ref(), Ok(&bytes));
            if let Some(own) = item.own {
                own(&bytes, item.secret);
            }
            Ok(())
        });
        assert!(outcome.is_ok(), "{}: {}", item.name, outcome.unwrap_err());
    }
}

#[test]
fn arbitrary_bytes_are_refused_or_taken() {
    for item in EVERY_TYPE {
        let outcome = runner(64).run(&vec(any::<u8>(), 0..48), |bytes| {
            let _ = (item.take)(&bytes);
            Ok(())
        });
        assert!(outcome.is_ok(), "{}: {}", item.name, outcome.unwrap_err());
    }
}

#[test]
fn damaged_values_are_refused_or_taken() {
    for item in EVERY_TYPE {
        let damage = (encoded(item.shape), any::<proptest::sample::Index>(), any::<u8>());
        let outcome = runner(64).run(&damage, |(mut bytes, at, byte)| {
            let at = at.index(bytes.len());
            bytes[at] = byte;
            let _ = (item.take)(&bytes);
            bytes.truncate(at);
            assert!((item.take)(&bytes).is_err(), "an element that ends too early");
            Ok(())
        });
        assert!(outcome.is_ok(), "{}: {}", item.name, outcome.unwrap_err());
    }
}
