//! Qualities of attributes.

/// Qualities of an attribute (Matter specification, section 7.7).
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Quality(pub u16);

impl Quality {
    /// Null is a value.
    pub const NULLABLE: Self = Self(0x0001);
    /// A list.
    pub const LIST: Self = Self(0x0002);
    /// Never changes.
    pub const FIXED: Self = Self(0x0004);
    /// Survives a restart.
    pub const NON_VOLATILE: Self = Self(0x0008);
    /// Changes are not reported on their own.
    pub const CHANGES_OMITTED: Self = Self(0x0010);
    /// Reported more seldom than it changes.
    pub const QUIETER_REPORTING: Self = Self(0x0020);
    /// Part of a scene.
    pub const SCENE: Self = Self(0x0040);
    /// Written only between `AtomicRequest`s.
    pub const ATOMIC_WRITE: Self = Self(0x0080);
    /// May need a large message.
    pub const LARGE_MESSAGE: Self = Self(0x0100);
    /// Fabric-scoped.
    pub const FABRIC_SCOPED: Self = Self(0x0200);
    /// Fabric-sensitive.
    pub const FABRIC_SENSITIVE: Self = Self(0x0400);
    /// None of them.
    pub const NONE: Self = Self(0);

    const NAMES: &'static [(u64, &'static str)] = &[
        (0x0001, "NULLABLE"),
        (0x0002, "LIST"),
        (0x0004, "FIXED"),
        (0x0008, "NON_VOLATILE"),
        (0x0010, "CHANGES_OMITTED"),
        (0x0020, "QUIETER_REPORTING"),
        (0x0040, "SCENE"),
        (0x0080, "ATOMIC_WRITE"),
        (0x0100, "LARGE_MESSAGE"),
        (0x0200, "FABRIC_SCOPED"),
        (0x0400, "FABRIC_SENSITIVE"),
    ];

    /// The qualities of both.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether all qualities of `other` are there.
    pub const fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }
}

impl core::fmt::Debug for Quality {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        crate::open::debug_bitmap(f, "Quality", self.0.into(), Self::NAMES)
    }
}
