//! A survey of devices: which clusters they have, in a JSON file.
//!
//! ```json
//! {
//!   "devices": [
//!     {
//!       "vendor": "Example Works",
//!       "product": "Border Router 2",
//!       "endpoints": [
//!         { "id": 0, "clusters": [{ "id": "0x001F", "revision": 2 }, { "id": 40, "revision": 3 }] },
//!         { "id": 1, "clusters": [{ "id": "0x0450" }] }
//!       ]
//!     }
//!   ]
//! }
//! ```
//!
//! Ids are numbers, or texts with a decimal number or a hexadecimal one behind `0x`. `revision` is the ClusterRevision that
//! the device reports, and may be left out. Nothing else is known, and what is unknown is an error.

mod id;
mod located;
mod object;

use std::path::Path;

use object::Object;
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::diagnostics::{Diagnostic, codes};
use crate::input;
use crate::session::Session;

/// What the file looks like, for who has to mend one.
const SHAPE: &str = r#"a survey is {"devices": [{"vendor": "..", "product": "..", "endpoints": [{"id": 0, "clusters": [{"id": "0x0450", "revision": 1}]}]}]}"#;

/// The devices that were looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Survey {
    /// The devices, by vendor and product.
    pub devices: Vec<Device>,
}

/// A device.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Device {
    /// Who makes it.
    pub vendor: String,
    /// What it is called.
    pub product: String,
    /// Its endpoints.
    #[serde(deserialize_with = "object::list")]
    pub endpoints: Vec<Endpoint>,
}

/// An endpoint of a device.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Endpoint {
    /// Its number.
    #[serde(deserialize_with = "id::endpoint")]
    pub id: u16,
    /// The server clusters on it.
    #[serde(deserialize_with = "object::list")]
    pub clusters: Vec<Implemented>,
}

/// A cluster on an endpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Implemented {
    /// Its id.
    #[serde(deserialize_with = "id::cluster")]
    pub id: u32,
    /// The ClusterRevision that the device reports.
    #[serde(default, deserialize_with = "id::revision")]
    pub revision: Option<u16>,
}

/// The file with its devices as they are written, so that what is wrong with one does not hide the others.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written<'a> {
    #[serde(borrow)]
    devices: Vec<&'a RawValue>,
}

impl Survey {
    /// Reads a file. What is wrong with it is in the session afterwards, each fault with its place; then there is no survey.
    pub fn load(path: &Path, session: &mut Session) -> Option<Self> {
        let file = input::read_text(path, session)?;
        let text = session.sources.text(file);
        match parse(text) {
            Ok(survey) => Some(survey),
            Err(faults) => {
                for fault in faults {
                    let diagnostic = Diagnostic::new(codes::BAD_SURVEY, fault.message);
                    session.diagnostics.push(diagnostic.at(fault.place.in_file(file), "").with_help(SHAPE));
                }
                None
            }
        }
    }
}

/// Reads a survey, or says all that is wrong with it.
fn parse(text: &str) -> Result<Survey, Vec<located::Fault>> {
    let Object(written) = serde_json::from_str::<Object<Written<'_>>>(text)
        .map_err(|error| vec![located::fault(text, text, &error)])?;
    let (mut devices, mut faults) = (Vec::new(), Vec::new());
    for device in written.devices {
        match serde_json::from_str(device.get()) {
            Ok(Object(device)) => devices.push(device),
            Err(error) => faults.push(located::fault(text, device.get(), &error)),
        }
    }
    devices.sort();
    if faults.is_empty() { Ok(Survey { devices }) } else { Err(faults) }
}

#[cfg(test)]
mod tests;
