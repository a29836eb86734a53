//! Real files, below the folder that the environment variable `CLUSTERGEN_CORPUS` names: `zap/*.xml`.

use std::path::PathBuf;

use crate::pages::Site;
use crate::{complete, sound};

/// An older revision of another file: both together define one cluster twice.
const OLDER: &str = "old-access-control-cluster.xml";

#[test]
fn real_clusters_make_a_sound_site_and_are_told_in_full() {
    let Some(folder) = std::env::var_os("CLUSTERGEN_CORPUS") else {
        eprintln!("SKIPPED: CLUSTERGEN_CORPUS is not set, no real files were tried");
        return;
    };
    let entries = std::fs::read_dir(PathBuf::from(folder).join("zap")).unwrap();
    let files = entries.map(|entry| entry.unwrap().path());
    let is_wanted =
        |file: &PathBuf| file.extension().is_some_and(|end| end == "xml") && !file.ends_with(OLDER);
    let site = Site::of(&files.filter(is_wanted).collect::<Vec<_>>(), None);
    sound::check(&site);
    complete::check(&site);
}
