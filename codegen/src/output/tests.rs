use std::fs;
use std::time::SystemTime;

use tempfile::TempDir;

use super::*;

fn file(path: &str, text: &str) -> emit::File {
    emit::File { path: path.into(), text: ours(text) }
}

fn ours(text: &str) -> String {
    format!("// {}\n{text}\n", std::str::from_utf8(marker()).unwrap())
}

fn put(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// Every file below, with its text.
fn tree(folder: &Path) -> Vec<(String, String)> {
    let entries = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().map(Result::unwrap);
    let files = entries.filter(|entry| entry.file_type().is_file());
    let name = |path: &Path| path.strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/");
    files.map(|entry| (name(entry.path()), fs::read_to_string(entry.path()).unwrap())).collect()
}

fn generate(out: &Path, files: &[emit::File], force: bool) -> Result<Written, Vec<String>> {
    let mut diagnostics = Diagnostics::default();
    let written =
        Plan::new(out, files, force, &mut diagnostics).and_then(|plan| plan.write(&mut diagnostics));
    let message = |diagnostic: &Diagnostic| format!("{} {}", diagnostic.code.id, diagnostic.message);
    written.ok_or_else(|| diagnostics.sorted().into_iter().map(message).collect())
}

#[test]
fn writes_a_tree_into_a_new_folder_and_leaves_nothing_beside_it() {
    let folder = TempDir::new().unwrap();
    let out = folder.path().join("new/out");
    let files = [file("Cargo.toml", "a"), file("src/lib.rs", "b"), file("src/v1/types.rs", "c")];
    let written = generate(&out, &files, false).unwrap();
    assert_eq!(written, Written { files: 3, changed: 3, removed: 0 });
    let expected = [("Cargo.toml", "a"), ("src/lib.rs", "b"), ("src/v1/types.rs", "c")];
    assert_eq!(tree(&out), expected.map(|(path, text)| (path.to_owned(), ours(text))));
}

#[test]
fn only_what_differs_is_written_and_what_is_no_longer_made_is_removed() {
    let folder = TempDir::new().unwrap();
    let out = folder.path();
    generate(out, &[file("a.rs", "a"), file("b.rs", "b"), file("old/deep/c.rs", "c")], false).unwrap();
    put(out, "README.md", &ours("foreign by its name"));
    put(out, "mine.rs", "fn mine() {}");
    let old = SystemTime::UNIX_EPOCH;
    for path in ["a.rs", "b.rs"] {
        fs::File::options().write(true).open(out.join(path)).unwrap().set_modified(old).unwrap();
    }
    let files = [file("a.rs", "a"), file("b.rs", "other")];

    let mut diagnostics = Diagnostics::default();
    let plan = Plan::new(out, &files, false, &mut diagnostics).unwrap();
    assert!(!plan.is_current());
    assert_eq!(plan.in_state(State::Changed).collect::<Vec<_>>(), [Path::new("b.rs")]);
    assert_eq!(plan.in_state(State::Missing).count(), 0);
    assert_eq!(plan.left_over().collect::<Vec<_>>(), [Path::new("old/deep/c.rs")]);
    assert_eq!(plan.write(&mut diagnostics).unwrap(), Written { files: 2, changed: 1, removed: 1 });

    let modified = |path: &str| fs::metadata(out.join(path)).unwrap().modified().unwrap();
    assert_eq!(modified("a.rs"), old, "what is current is not touched");
    assert_ne!(modified("b.rs"), old);
    assert!(!out.join("old").exists(), "a folder goes with its last file");
    assert!(out.join("README.md").exists() && out.join("mine.rs").exists());
    assert!(Plan::new(out, &files, false, &mut diagnostics).unwrap().is_current());
}

#[test]
fn code_and_pages_leave_each_other_alone() {
    let folder = TempDir::new().unwrap();
    let out = folder.path();
    let (code, pages) = ([file("lib.rs", "")], [file("index.html", ""), file("style.css", "")]);
    for _ in 0..2 {
        assert_eq!(generate(out, &code, false).unwrap().removed, 0);
        assert_eq!(generate(out, &pages, false).unwrap().removed, 0);
    }
    assert_eq!(generate(out, &[file("index.html", "")], false).unwrap().removed, 1);
    assert!(out.join("lib.rs").exists() && !out.join("style.css").exists());
}

#[test]
fn files_of_others_are_all_reported_and_nothing_is_written() {
    let folder = TempDir::new().unwrap();
    let out = folder.path();
    put(out, "a.rs", "fn mine() {}");
    put(out, "c.rs", "");
    let before = tree(out);
    let files = [file("a.rs", "a"), file("b.rs", "b"), file("c.rs", "c")];
    let errors = generate(out, &files, false).unwrap_err();
    assert_eq!(errors.len(), 2, "{errors:?}");
    assert!(errors.iter().all(|error| error.starts_with("E0501")), "{errors:?}");
    assert_eq!(tree(out), before);

    generate(out, &files, true).unwrap();
    assert_eq!(tree(out).len(), 3);
    assert!(tree(out).iter().all(|(_, text)| is_ours(text.as_bytes())));
}

#[test]
fn packages_caches_and_hidden_folders_below_are_not_ours() {
    let folder = TempDir::new().unwrap();
    let out = folder.path();
    for path in ["inner/Cargo.toml", "inner/src/lib.rs", ".hidden/a.rs", "target/a.rs"] {
        put(out, path, &ours(""));
    }
    put(out, "target/CACHEDIR.TAG", "");
    let written = generate(out, &[file("Cargo.toml", "")], false).unwrap();
    assert_eq!(written.removed, 0);
    assert_eq!(tree(out).len(), 6);
}

#[test]
fn what_cannot_be_written_leaves_everything_as_it_was() {
    let folder = TempDir::new().unwrap();
    let out = folder.path();
    put(out, "a.rs", &ours("old"));
    put(out, "z", "a file where a folder has to be");
    let before = tree(out);
    let errors = generate(out, &[file("a.rs", "new"), file("b/c/d.rs", ""), file("z/b.rs", "")], false);
    let errors = errors.unwrap_err();
    assert!(errors.len() == 1 && errors[0].starts_with("E0502"), "{errors:?}");
    assert_eq!(tree(out), before);
    assert!(!out.join("b").exists(), "new folders are taken back");
}

#[cfg(unix)]
#[test]
fn generated_files_are_as_readable_as_any() {
    use std::os::unix::fs::PermissionsExt;
    let folder = TempDir::new().unwrap();
    put(folder.path(), "any", "");
    generate(folder.path(), &[file("a.rs", "")], false).unwrap();
    let mode = |path: &str| fs::metadata(folder.path().join(path)).unwrap().permissions().mode();
    assert_eq!(mode("a.rs"), mode("any"));
}

#[test]
fn the_header_is_known_as_a_comment_of_any_kind() {
    let marker = std::str::from_utf8(marker()).unwrap();
    for (text, expected) in [
        (format!("// {marker} 1.0"), true),
        (format!("# {marker}\n[package]"), true),
        (format!("<!-- {marker} -->\n<!DOCTYPE html>"), true),
        (format!("/* {marker} */\nbody {{}}"), true),
        (format!("{marker}\n"), true),
        (format!("fn main() {{}} // {marker}"), false),
        (String::new(), false),
    ] {
        assert_eq!(is_ours(text.as_bytes()), expected, "{text}");
    }
}
