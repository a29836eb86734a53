//! The device: what it says about itself.

use netim::wire::Release;
use rs_matter::{
    BasicCommData, devices,
    dm::{
        Cluster, Endpoint,
        clusters::{
            basic_info::BasicInfoConfig,
            desc::{ClusterHandler as _, DescHandler},
        },
        devices::test::{TEST_DEV_COMM, TEST_PID, TEST_VID},
    },
    root_endpoint,
};

use super::{options::RunArguments, settings::Settings};
use crate::adapter::{ClusterDescription, DEVICE_TYPE};

/// The endpoint of the Network Infrastructure Manager.
pub(super) const ENDPOINT: u16 = 1;

/// The cluster, the same in all releases.
pub(super) const CLUSTER: u32 = Release::V1_6.metadata().id.0;

/// The root node.
pub(super) const ROOT: Endpoint<'static> = root_endpoint!(eth);

/// The clusters of the Network Infrastructure Manager.
pub(super) fn clusters(description: &ClusterDescription) -> [Cluster<'_>; 2] {
    [DescHandler::CLUSTER, description.cluster()]
}

/// The Network Infrastructure Manager.
pub(super) const fn manager<'a>(clusters: &'a [Cluster<'a>]) -> Endpoint<'a> {
    Endpoint::new(ENDPOINT, devices!(DEVICE_TYPE), clusters)
}

/// `BasicInformation`. The vendor and the product are those of the specification for tests, as the attestation is.
pub(super) fn basic_information(settings: &Settings) -> BasicInfoConfig<'_> {
    BasicInfoConfig {
        vid: TEST_VID,
        pid: TEST_PID,
        vendor_name: "netim",
        product_name: "netim-node",
        product_label: "Network Infrastructure Manager",
        device_name: "netim-node",
        device_type: Some(DEVICE_TYPE.dtype),
        hw_ver: 1,
        hw_ver_str: "1",
        sw_ver: software_version(),
        sw_ver_str: env!("CARGO_PKG_VERSION"),
        manufacturing_date: "20260101",
        serial_no: &settings.serial_number,
        unique_id: &settings.unique_id,
        // A command that did not fit its answer into a message with others would be carried out twice.
        max_paths_per_invoke: 1,
        ..BasicInfoConfig::new()
    }
}

/// `1.2.3` as 10203, so that it rises.
const fn software_version() -> u32 {
    const VERSION: &[u8] = env!("CARGO_PKG_VERSION").as_bytes();
    let mut total = 0;
    let mut part = 0;
    let mut rest = VERSION;
    while let [digit, after @ ..] = rest {
        match digit {
            b'0'..=b'9' => part = part * 10 + (*digit - b'0') as u32,
            b'.' => {
                total = (total + part) * 100;
                part = 0;
            }
            // What is behind the numbers does not count.
            _ => break,
        }
        rest = after;
    }
    total + part
}

/// What a commissioner has to know.
pub(super) fn commissioning_data(options: &RunArguments) -> BasicCommData {
    BasicCommData {
        password: options.passcode.get().to_le_bytes().into(),
        discriminator: options.discriminator,
    }
}

/// For a stack that nobody can reach.
pub(super) const NO_COMMISSIONING: BasicCommData = TEST_DEV_COMM;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_software_version_is_that_of_the_package() {
        let parts: Vec<u32> =
            env!("CARGO_PKG_VERSION").split('.').map(|part| part.parse().unwrap()).collect();
        assert_eq!(software_version(), parts.iter().fold(0, |total, part| total * 100 + part));
    }
}
