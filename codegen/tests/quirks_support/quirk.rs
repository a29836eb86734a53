//! A quirk: a file, or a folder of files, of our own in the shape of real ones, and what becomes of it.

use std::path::{Path, PathBuf};

use clustergen::diagnostics::{Diagnostic, Label, one_line};
use clustergen::emit::File;
use clustergen::pipeline::{self, Task};
use clustergen::session::Session;

use crate::outline;

/// A quirk by its name.
pub(crate) struct Quirk {
    pub(crate) name: String,
    pub(crate) path: PathBuf,
}

impl Quirk {
    /// The quirk that a file `<name>.xml` or a folder `<name>` of `fixtures/` has.
    pub(crate) fn named(fixtures: &Path, name: &str) -> Self {
        let folder = fixtures.join(name);
        let path = if folder.is_dir() { folder } else { fixtures.join(format!("{name}.xml")) };
        assert!(path.exists(), "no fixture {}", path.display());
        Self { name: name.to_owned(), path }
    }

    /// All quirks of `fixtures/`, by name.
    pub(crate) fn all(fixtures: &Path) -> Vec<Self> {
        let entries = std::fs::read_dir(fixtures).unwrap().map(|entry| entry.unwrap().path());
        let inputs = entries.filter(|path| path.is_dir() || path.extension().is_some_and(|it| it == "xml"));
        let mut names: Vec<_> =
            inputs.map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned()).collect();
        names.sort();
        names.iter().map(|name| Self::named(fixtures, name)).collect()
    }

    /// What is generated for it: all of its clusters as modules.
    pub(crate) fn task(&self) -> Task {
        Task { inputs: vec![self.path.clone()], ..Task::default() }
    }

    /// What is said about it, what it means, and which names the code for it has; the last only if there is code.
    pub(crate) fn becomes(&self) -> String {
        let mut session = Session::default();
        let model = pipeline::load(&self.task(), &mut session);
        let said: String = session.diagnostics.sorted().iter().map(|it| diagnostic(it, &session)).collect();
        let (files, _) = self.emitted();
        let names = files.as_deref().map_or_else(|| "no code\n".to_owned(), outline::code);
        format!("{said}---- means\n{}---- names\n{names}", outline::model(&model))
    }

    /// The code, if there is any, and what was said.
    pub(crate) fn emitted(&self) -> (Option<Vec<File>>, Session) {
        let mut session = Session::default();
        let files = pipeline::run(&self.task(), &mut session, &|_| {}).files;
        (files, session)
    }
}

/// A diagnostic with every place that it names, the path to the item, and the advice.
fn diagnostic(diagnostic: &Diagnostic, session: &Session) -> String {
    let at = |label: &Label| {
        let (line, column) = session.sources.line_column(label.span);
        let path = session.sources.path(label.span.file).file_name().unwrap_or_default().to_string_lossy();
        format!("  {path}:{line}:{column} {}\n", label.text)
    };
    let head = one_line(diagnostic, &session.sources);
    let head = head.find("error[").or_else(|| head.find("warning[")).map_or(&*head, |start| &head[start..]);
    let mut text = format!("{head}\n");
    text.extend(diagnostic.place.iter().chain(&diagnostic.related).map(at));
    text.extend(diagnostic.path.as_ref().map(|path| format!("  in {path}\n")));
    text.extend(diagnostic.help.as_ref().map(|help| format!("  help: {help}\n")));
    text
}
