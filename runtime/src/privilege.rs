//! What a subject is granted (Matter specification, section 9.10, Access Control).

/// A privilege. Each includes those below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Privilege {
    /// Read what is not sensitive.
    View = 1,
    /// View as a proxy.
    ProxyView = 2,
    /// Use the device for what it is.
    Operate = 3,
    /// Change how it does that.
    Manage = 4,
    /// Decide who may do what.
    Administer = 5,
}

impl Privilege {
    /// Whether this privilege allows what needs `needed`.
    pub const fn allows(self, needed: Self) -> bool {
        self as u8 >= needed as u8
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_privilege_includes_those_below() {
        assert!(Privilege::Administer.allows(Privilege::Manage));
        assert!(Privilege::Manage.allows(Privilege::Manage));
        assert!(!Privilege::Operate.allows(Privilege::Manage));
        assert!(Privilege::ProxyView.allows(Privilege::View));
    }
}
