//! Reads folders of cluster XML for the tests of the resolver.

use std::fs;
use std::path::{Path, PathBuf};

use clustergen::diagnostics::{Color, Diagnostic, Diagnostics, Label, render};
use clustergen::model::Model;
use clustergen::read::read;
use clustergen::resolve::{Input, Selection, resolve};
use clustergen::source::SourceMap;

/// What was read, and what was said about it.
#[derive(Default)]
pub(crate) struct Session {
    pub(crate) sources: SourceMap,
    pub(crate) inputs: Vec<Input>,
    pub(crate) diagnostics: Diagnostics,
}

impl Session {
    /// Reads `<release>/<dialect>/*.xml` below a folder.
    pub(crate) fn of_releases(folder: &Path) -> Self {
        let mut session = Self::default();
        for release in entries(folder).iter().filter(|path| path.is_dir()) {
            for file in entries(release).iter().flat_map(|dialect| entries(dialect)) {
                session.read(release.file_name().and_then(|name| name.to_str()), &file);
            }
        }
        session
    }

    /// Reads some files of no release.
    pub(crate) fn of_files(files: &[PathBuf]) -> Self {
        let mut session = Self::default();
        for file in files {
            session.read(None, file);
        }
        session
    }

    fn read(&mut self, release: Option<&str>, path: &Path) {
        let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let file = self.sources.add(path, text);
        if let Some(document) = read(file, &self.sources, &mut self.diagnostics) {
            self.inputs.push(Input { release: release.map(ToOwned::to_owned), document });
        }
    }

    /// All diagnostics as text.
    pub(crate) fn report(&self) -> String {
        render(&self.diagnostics, &self.sources, Color::Never)
    }
}

/// The XML of the project's own cluster.
pub(crate) fn clusters_xml() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../clusters-xml")
}

/// What is in a folder, sorted.
pub(crate) fn entries(folder: &Path) -> Vec<PathBuf> {
    let read = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut entries: Vec<_> = read.map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    entries
}

/// The inside of a cluster element of the configuration tool's dialect, and what stands beside it.
pub(crate) fn zap(beside: &str, inside: &str) -> String {
    format!(
        "<configurator>\n{beside}\n<cluster><name>Test</name><code>0x0001</code>\n{inside}\n</cluster>\n</configurator>"
    )
}

impl Session {
    /// Reads texts of a release.
    pub(crate) fn of_texts<'a>(texts: impl IntoIterator<Item = (Option<&'a str>, &'a str)>) -> Self {
        let mut session = Self::default();
        for (number, (release, text)) in texts.into_iter().enumerate() {
            let file = session.sources.add(format!("{number}.xml"), text);
            if let Some(document) = read(file, &session.sources, &mut session.diagnostics) {
                session.inputs.push(Input { release: release.map(ToOwned::to_owned), document });
            }
        }
        session
    }

    /// Reads one text of no release and resolves it.
    pub(crate) fn resolved(text: &str) -> (Model, Self) {
        Self::resolved_all([text])
    }

    /// Reads some texts of no release and resolves them.
    pub(crate) fn resolved_all<'a>(texts: impl IntoIterator<Item = &'a str>) -> (Model, Self) {
        let mut session = Self::of_texts(texts.into_iter().map(|text| (None, text)));
        let model = resolve(&session.inputs, &Selection::default(), &[], &mut session.diagnostics);
        (model, session)
    }

    /// All diagnostics, each as code, path, text at the place, and text at related places.
    pub(crate) fn lines(&self) -> Vec<String> {
        let at = |label: &Label| {
            let (line, _) = self.sources.line_column(label.span);
            let file = self.sources.path(label.span.file).display();
            let text =
                self.sources.text(label.span.file).get(label.span.start..label.span.end).unwrap_or_default();
            format!("{file}:{line} `{text}` {}", label.text)
        };
        let line = |diagnostic: &&Diagnostic| {
            let places = diagnostic.place.iter().chain(&diagnostic.related).map(at);
            let path = diagnostic.path.clone().unwrap_or_default();
            let help = diagnostic.help.clone().unwrap_or_default();
            let head = format!("{} {}", diagnostic.code.id, diagnostic.message);
            [head, path].into_iter().chain(places).chain([help]).collect::<Vec<_>>().join(" | ")
        };
        self.diagnostics.sorted().iter().map(line).collect()
    }
}
