//! Attributes.

/// The type of an attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct AttributeType(pub u8);

impl AttributeType {
    /// `User-Name`
    pub const USER_NAME: Self = Self(1);
    /// `NAS-IP-Address`
    pub const NAS_IP_ADDRESS: Self = Self(4);
    /// `Framed-MTU`
    pub const FRAMED_MTU: Self = Self(12);
    /// `State`
    pub const STATE: Self = Self(24);
    /// `Vendor-Specific`
    pub const VENDOR_SPECIFIC: Self = Self(26);
    /// `Session-Timeout`
    pub const SESSION_TIMEOUT: Self = Self(27);
    /// `Termination-Action`
    pub const TERMINATION_ACTION: Self = Self(29);
    /// `Calling-Station-Id`
    pub const CALLING_STATION_ID: Self = Self(31);
    /// `NAS-Identifier`
    pub const NAS_IDENTIFIER: Self = Self(32);
    /// `Proxy-State`
    pub const PROXY_STATE: Self = Self(33);
    /// `Event-Timestamp`
    pub const EVENT_TIMESTAMP: Self = Self(55);
    /// `EAP-Message`
    pub const EAP_MESSAGE: Self = Self(79);
    /// `Message-Authenticator`
    pub const MESSAGE_AUTHENTICATOR: Self = Self(80);
    /// `Error-Cause`
    pub const ERROR_CAUSE: Self = Self(101);
}

/// An attribute of a packet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attribute<'a> {
    /// Its type.
    pub ty: AttributeType,
    /// Its value, up to 253 bytes.
    pub value: &'a [u8],
    /// Where the value begins, from the first byte of the packet on.
    pub offset: usize,
}

/// The length of type and length.
pub(super) const HEAD_LEN: usize = 2;

/// The attributes of a packet, in order.
#[derive(Clone, Debug)]
pub struct Attributes<'a> {
    rest: &'a [u8],
    offset: usize,
}

impl<'a> Attributes<'a> {
    /// The attributes in `bytes`, the first of which is at `offset` in its packet.
    pub(super) const fn new(bytes: &'a [u8], offset: usize) -> Self {
        Self { rest: bytes, offset }
    }

    /// Where the next attribute begins if there is anything left, which then is not an attribute.
    pub(super) const fn leftover(&self) -> Option<usize> {
        if self.rest.is_empty() { None } else { Some(self.offset) }
    }
}

impl<'a> Iterator for Attributes<'a> {
    type Item = Attribute<'a>;

    fn next(&mut self) -> Option<Attribute<'a>> {
        let [ty, length, ..] = *self.rest else { return None };
        let (attribute, rest) = self.rest.split_at_checked(length.into())?;
        let value = attribute.get(HEAD_LEN..)?;
        let offset = self.offset + HEAD_LEN;
        self.offset += attribute.len();
        self.rest = rest;
        Some(Attribute { ty: AttributeType(ty), value, offset })
    }
}
