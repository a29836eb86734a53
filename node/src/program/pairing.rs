//! The codes with which a commissioner gets in.

use std::{
    fmt,
    io::{self, Write},
};

use rs_matter::{
    BasicCommData,
    dm::clusters::basic_info::BasicInfoConfig,
    error::Error,
    pairing::{
        DiscoveryCapabilities,
        qr::{CommFlowType, Qr, QrPayload, QrTextType, no_optional_data},
    },
};

use super::fault::Fault;

/// The codes of a node.
pub(super) struct Codes {
    manual: String,
    qr: String,
    picture: String,
}

/// They are printed where they are asked for, and nowhere else.
impl fmt::Debug for Codes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Codes([redacted])")
    }
}

impl Codes {
    pub(super) fn new(data: &BasicCommData, info: &BasicInfoConfig<'_>) -> Result<Self, Fault> {
        let manual = data.compute_pretty_pairing_code().as_str().to_owned();
        let (qr, picture) =
            qr(data, info).map_err(|error| Fault::from_error("making the pairing codes", error))?;
        Ok(Self { manual, qr, picture })
    }

    /// Prints them: whoever sees them can commission the node as long as its window is open.
    pub(super) fn print(&self, out: &mut dyn Write) -> io::Result<()> {
        let Self { manual, qr, picture } = self;
        write!(out, "{picture}\nQR code: {qr}\nManual pairing code: {manual}\n")?;
        out.flush()
    }
}

/// The text of the QR code, and what it looks like.
fn qr(data: &BasicCommData, info: &BasicInfoConfig<'_>) -> Result<(String, String), Error> {
    // The standard wants a border of four.
    const BORDER: u8 = 4;
    // The serial number may be in it too, which makes the picture larger and helps nobody.
    let payload = QrPayload::new(
        DiscoveryCapabilities::IP,
        CommFlowType::Standard,
        data.clone(),
        info.vid,
        info.pid,
        "",
        no_optional_data as fn() -> _,
    );
    let mut buffer = [0; 512];
    let (text, _) = payload.as_str(&mut buffer)?;
    let (mut scratch, mut modules) = (vec![0; 1024], vec![0; 1024]);
    let code = Qr::compute(text, &mut scratch, &mut modules)?;
    let mut drawn = vec![0; 16 * 1024];
    let (picture, _) = code.as_str(QrTextType::Unicode, BORDER, false, &mut drawn)?;
    // Each line ends with a code for terminals that use colours, which this picture does not.
    Ok((text.to_owned(), picture.replace("\u{1b}[0m", "")))
}

#[cfg(test)]
mod tests {
    use clap::Parser as _;

    use super::*;
    use crate::program::{device, options::Options, settings::Settings};

    #[test]
    fn the_codes_of_the_default_options_are_those_that_every_sdk_prints() {
        let options = Options::try_parse_from(["netim-node", "--data", "d"]).unwrap().run.unwrap();
        let settings = Settings {
            serial_number: "NETIM-1".to_owned(),
            unique_id: "1".to_owned(),
            release: "1.6".to_owned(),
        };
        let info = device::basic_information(&settings);
        let codes = Codes::new(&device::commissioning_data(&options), &info).unwrap();
        assert_eq!(codes.manual, "3497-011-2332");
        assert_eq!(codes.qr, "MT:-24J0AFN00KA0648G00");
        assert!(codes.picture.lines().count() > 10);
    }
}
