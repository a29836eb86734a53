//! Tests on both storages and in all releases.

/// Makes tests of functions that are generic over the storage and take the release.
macro_rules! everywhere {
    ($($test:ident),+ $(,)?) => {
        mod in_memory {
            everywhere!(@on InMemory: $($test)+);
        }

        mod on_disk {
            everywhere!(@on OnDisk: $($test)+);
        }
    };
    (@on $storage:ident: $($test:ident)+) => {$(
        #[test]
        fn $test() {
            netim::wire::Release::ALL.into_iter().for_each(super::$test::<crate::server_support::storage::$storage>);
        }
    )+};
}
