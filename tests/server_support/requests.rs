//! Requests as bytes.

use netim::wire::Release;

use super::tlv::{self, Tag};

/// The tag of a command's fields within a `CommandDataIB`.
pub(crate) const FIELDS: Tag = Some(1);

pub(crate) const ADD_CLIENT: u32 = 0x00;
pub(crate) const REMOVE_CLIENT: u32 = 0x02;
pub(crate) const QUERY_IDENTITY: u32 = 0x03;
pub(crate) const IMPORT_ADMIN_SECRET: u32 = 0x40;
pub(crate) const EXPORT_ADMIN_SECRET: u32 = 0x41;

pub(crate) const ACTIVE_NETWORK_IDENTITIES: u32 = 0x0000;
pub(crate) const CLIENTS: u32 = 0x0001;
pub(crate) const CLIENT_TABLE_SIZE: u32 = 0x0002;

/// What `QueryIdentity` can be asked for.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Query<'a> {
    NetworkIdentity(u16),
    Type(u64),
    /// Release 1.6.1 only.
    Client(u16),
    Identifier(&'a [u8]),
}

impl Query<'_> {
    /// The one field of the request.
    pub(crate) fn field(self, release: Release) -> Vec<u8> {
        let identifier_tag = match release {
            Release::V1_6 => 2,
            Release::V1_6_1 => 3,
        };
        match self {
            Self::NetworkIdentity(index) => tlv::uint(Some(0), index.into()),
            Self::Type(number) => tlv::uint(Some(1), number),
            Self::Client(index) => {
                assert_eq!(release, Release::V1_6_1, "only this release knows the field");
                tlv::uint(Some(2), index.into())
            }
            Self::Identifier(identifier) => tlv::octets(Some(identifier_tag), identifier),
        }
    }
}

/// The fields of a command as one structure.
pub(crate) fn fields(members: &[Vec<u8>]) -> Vec<u8> {
    tlv::structure(FIELDS, members)
}

/// A Network Administrator Shared Secret.
pub(crate) fn nass(created: u32, raw_secret: &[u8]) -> Vec<u8> {
    let members =
        [tlv::uint(Some(1), 0), tlv::uint(Some(2), created.into()), tlv::octets(Some(3), raw_secret)];
    tlv::structure(None, &members)
}

/// The same in the widest integers there are, which means the same.
pub(crate) fn wide_nass(created: u32, raw_secret: &[u8]) -> Vec<u8> {
    let members = [
        tlv::wide_uint(Some(1), 0, 3),
        tlv::wide_uint(Some(2), created.into(), 3),
        tlv::octets(Some(3), raw_secret),
    ];
    tlv::structure(None, &members)
}
