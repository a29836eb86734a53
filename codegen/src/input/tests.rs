use std::fs;

use tempfile::TempDir;

use super::*;

fn folder(files: &[&str]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for file in files {
        let path = folder.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, format!("<cluster>{file}</cluster>")).unwrap();
    }
    folder
}

fn gathered(inputs: &[PathBuf]) -> (Vec<(String, Option<String>)>, Session) {
    let mut session = Session::default();
    let files = gather(inputs, &mut session).files;
    (files.into_iter().map(|file| (file.name, file.release)).collect(), session)
}

fn codes_of(session: &Session) -> Vec<&'static str> {
    session.diagnostics.sorted().iter().map(|diagnostic| diagnostic.code.id).collect()
}

fn named(name: &str, release: Option<&str>) -> (String, Option<String>) {
    (name.to_owned(), release.map(str::to_owned))
}

#[test]
fn folders_directly_below_that_begin_with_a_digit_are_releases() {
    let folder = folder(&["1.6/zap/a.xml", "1.4-draft/a.xml", "zap/1.6/b.xml", "2.xml", "1.6/notes.txt"]);
    let (files, session) = gathered(&[folder.path().to_path_buf()]);
    assert_eq!(
        files,
        [
            named("1.4-draft/a.xml", Some("1.4-draft")),
            named("1.6/zap/a.xml", Some("1.6")),
            named("2.xml", None),
            named("zap/1.6/b.xml", None),
        ]
    );
    assert_eq!(codes_of(&session), [""; 0]);
}

#[test]
fn hidden_files_and_caches_are_left_out() {
    let folder = folder(&[".git/a.xml", ".a.xml", "target/a.xml", "b.XML"]);
    fs::write(folder.path().join("target/CACHEDIR.TAG"), "").unwrap();
    let (files, _) = gathered(&[folder.path().to_path_buf()]);
    assert_eq!(files, [named("b.XML", None)]);
}

#[test]
fn a_file_that_is_reached_twice_is_read_once_and_the_order_of_inputs_does_not_matter() {
    let folder = folder(&["1.6/a.xml", "b.xml"]);
    let whole = folder.path().to_path_buf();
    let (release, file) = (whole.join("1.6"), whole.join("b.xml"));
    let (files, _) = gathered(&[whole.clone(), release.clone(), file.clone()]);
    assert_eq!(files, [named("1.6/a.xml", Some("1.6")), named("b.xml", None)]);
    assert_eq!(gathered(&[file, release, whole]).0, files);
}

#[test]
fn a_single_file_needs_no_extension_and_is_of_no_release() {
    let folder = folder(&["1.6/cluster"]);
    let (files, _) = gathered(&[folder.path().join("1.6/cluster")]);
    assert_eq!(files, [named("cluster", None)]);
}

#[test]
fn everything_that_cannot_be_read_is_reported_and_the_rest_is_read() {
    let folder = folder(&["good.xml"]);
    fs::write(folder.path().join("latin1.xml"), b"<a>\n caf\xe9</a>").unwrap();
    fs::create_dir(folder.path().join("empty")).unwrap();
    let inputs = ["", "missing", "empty"].map(|name| folder.path().join(name));
    let (files, session) = gathered(&inputs);
    assert_eq!(files, [named("good.xml", None)]);
    assert_eq!(codes_of(&session), ["E0101", "E0104", "E0105"]);
    let sorted = session.diagnostics.sorted();
    let place = sorted[2].place.as_ref().unwrap();
    assert_eq!(session.sources.line_column(place.span), (2, 5));
    assert_eq!(place.text, "the byte 0xE9 has no meaning here");
}

#[test]
fn no_input_is_an_error() {
    assert_eq!(codes_of(&gathered(&[]).1), ["E0104"]);
}

#[cfg(unix)]
#[test]
fn loops_of_links_are_harmless_and_a_link_to_nowhere_is_not_a_file() {
    use std::os::unix::fs::symlink;
    let folder = folder(&["1.6/a.xml"]);
    symlink(folder.path(), folder.path().join("1.6/up")).unwrap();
    symlink("1.6", folder.path().join("latest")).unwrap();
    symlink("1.6", folder.path().join("1.7")).unwrap();
    symlink("nowhere", folder.path().join("readme")).unwrap();
    let (files, session) = gathered(&[folder.path().to_path_buf()]);
    let expected = [named("1.6/a.xml", Some("1.6")), named("1.7/a.xml", Some("1.7"))];
    assert_eq!((files.as_slice(), codes_of(&session).as_slice()), (expected.as_slice(), [""; 0].as_slice()));

    symlink("nowhere", folder.path().join("broken.xml")).unwrap();
    assert_eq!(codes_of(&gathered(&[folder.path().to_path_buf()]).1), ["E0101"]);
}

#[test]
fn files_and_folders_are_watched() {
    let folder = folder(&["1.6/a.xml", "b.txt"]);
    let watched = gather(&[folder.path().to_path_buf()], &mut Session::default()).watched;
    let expected = ["", "1.6", "1.6/a.xml"].map(|name| folder.path().join(name));
    assert_eq!(watched.len(), 3);
    for (path, expected) in watched.iter().zip(expected) {
        assert_eq!(path.components().collect::<PathBuf>(), expected.components().collect::<PathBuf>());
    }
}
