//! Addresses and prefixes.

use std::{
    fmt,
    net::{AddrParseError, IpAddr},
    num::ParseIntError,
    str::FromStr,
};

use thiserror::Error;

/// An IPv4 or IPv6 address, or all that begin with the same bits: `192.0.2.1`, `2001:db8::/32`.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Prefix {
    address: IpAddr,
    length: u8,
}

impl Prefix {
    /// Takes a prefix.
    ///
    /// # Errors
    ///
    /// [`PrefixError`] if the address has fewer bits than `length`, or bits set behind them.
    pub fn new(address: IpAddr, length: u8) -> Result<Self, PrefixError> {
        let address = address.to_canonical();
        let width = width(address);
        if length > width {
            return Err(PrefixError::TooLong { length, width });
        }
        let prefix = Self { address, length };
        if bits(address) & !prefix.mask() != 0 {
            return Err(PrefixError::HostBits { length });
        }
        Ok(prefix)
    }

    /// How many bits are given.
    pub const fn length(self) -> u8 {
        self.length
    }

    /// Whether an address begins with these bits. An IPv4 address that is written as one of IPv6 counts as what it is.
    pub fn contains(self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        address.is_ipv4() == self.address.is_ipv4() && bits(address) & self.mask() == bits(self.address)
    }

    /// The given bits, at the same place as in [`bits`].
    fn mask(self) -> u128 {
        let behind = u32::from(width(self.address) - self.length);
        let all = u128::MAX >> (128 - u32::from(width(self.address)));
        u128::MAX.checked_shl(behind).unwrap_or(0) & all
    }
}

const fn width(address: IpAddr) -> u8 {
    if address.is_ipv4() { 32 } else { 128 }
}

fn bits(address: IpAddr) -> u128 {
    match address {
        IpAddr::V4(address) => address.to_bits().into(),
        IpAddr::V6(address) => address.to_bits(),
    }
}

impl From<IpAddr> for Prefix {
    fn from(address: IpAddr) -> Self {
        let address = address.to_canonical();
        Self { address, length: width(address) }
    }
}

impl FromStr for Prefix {
    type Err = PrefixError;

    fn from_str(text: &str) -> Result<Self, PrefixError> {
        match text.split_once('/') {
            None => Ok(text.parse::<IpAddr>()?.into()),
            Some((address, length)) => Self::new(address.parse()?, length.parse()?),
        }
    }
}

impl fmt::Display for Prefix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.length {
            length if length == width(self.address) => self.address.fmt(f),
            length => write!(f, "{}/{length}", self.address),
        }
    }
}

impl fmt::Debug for Prefix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Why a text is no prefix.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum PrefixError {
    /// What should be an address is none.
    #[error("expected an IPv4 or IPv6 address, or a prefix like 192.0.2.0/24")]
    Address(#[from] AddrParseError),
    /// What should be a length is none.
    #[error("expected a number of bits behind the slash")]
    Length(#[from] ParseIntError),
    /// An address has fewer bits.
    #[error("a prefix of {length} bits of an address that has {width}")]
    TooLong {
        /// The length of the prefix.
        length: u8,
        /// How many bits the address has.
        width: u8,
    },
    /// There are bits set behind those that are given.
    #[error("the address has bits set behind the first {length}")]
    HostBits {
        /// The length of the prefix.
        length: u8,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    fn prefix(text: &str) -> Prefix {
        text.parse().unwrap()
    }

    #[test]
    fn what_a_prefix_contains() {
        let contains = |of: &str, address: &str| prefix(of).contains(address.parse().unwrap());
        assert!(contains("192.0.2.0/24", "192.0.2.255"));
        assert!(!contains("192.0.2.0/24", "192.0.3.0"));
        assert!(contains("192.0.2.7", "::ffff:192.0.2.7"));
        assert!(contains("0.0.0.0/0", "203.0.113.9"));
        assert!(!contains("0.0.0.0/0", "2001:db8::1"));
        assert!(contains("::/0", "2001:db8::1"));
        assert!(!contains("::/0", "192.0.2.1"));
        assert!(contains("2001:db8::/33", "2001:db8:7fff::"));
        assert!(!contains("2001:db8::/33", "2001:db8:8000::"));
    }

    #[test]
    fn what_is_none() {
        let error = |text: &str| text.parse::<Prefix>().unwrap_err();
        assert!(matches!(error("192.0.2"), PrefixError::Address(_)));
        assert!(matches!(error("192.0.2.0/"), PrefixError::Length(_)));
        assert_eq!(error("192.0.2.0/33"), PrefixError::TooLong { length: 33, width: 32 });
        assert_eq!(error("192.0.2.1/24"), PrefixError::HostBits { length: 24 });
    }

    #[test]
    fn it_prints_as_it_is_written() {
        for text in ["192.0.2.1", "192.0.2.0/24", "2001:db8::/32", "::/0"] {
            assert_eq!(prefix(text).to_string(), text);
        }
    }
}
