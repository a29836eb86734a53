//! What every run of the generator has to keep to, whatever it was given.

use clustergen::diagnostics::{self, Color, Label};
use clustergen::emit::File;
use clustergen::session::Session;

/// Everything that is said has a place within its file, and can be printed.
pub fn check_diagnostics(session: &Session) {
    for diagnostic in session.diagnostics.sorted() {
        diagnostic.place.iter().chain(&diagnostic.related).for_each(|label| check_place(session, label));
        assert!(!diagnostic.message.trim().is_empty());
        let line = diagnostics::one_line(diagnostic, &session.sources);
        assert!(line.contains(diagnostic.code.id) && line.lines().count() == 1, "{line:?}");
    }
    let rendered = diagnostics::render(&session.diagnostics, &session.sources, Color::Never);
    let codes = session.diagnostics.sorted();
    assert!(codes.iter().all(|diagnostic| rendered.contains(diagnostic.code.id)));
    diagnostics::render(&session.diagnostics, &session.sources, Color::Always);
}

fn check_place(session: &Session, label: &Label) {
    let (span, text) = (label.span, session.sources.text(label.span.file));
    assert!(text.get(span.start..span.end).is_some(), "{span:?} in {} bytes", text.len());
    let (line, column) = session.sources.line_column(span);
    assert!(line >= 1 && column >= 1 && line <= text.matches('\n').count() + 1);
}

/// What is emitted is Rust, or the manifest of a crate, and lies below its folder.
pub fn check_files(files: &[File]) {
    assert!(!files.is_empty());
    for file in files {
        let is_below = file.path.components().all(|part| matches!(part, std::path::Component::Normal(_)));
        assert!(is_below, "{}", file.path.display());
        let parsed = match file.path.extension().and_then(|extension| extension.to_str()) {
            Some("rs") => syn::parse_file(&file.text).map(drop).map_err(|error| error.to_string()),
            _ => file.text.parse::<toml::Table>().map(drop).map_err(|error| error.to_string()),
        };
        assert_eq!(parsed, Ok(()), "{}:\n{}", file.path.display(), file.text);
    }
}
