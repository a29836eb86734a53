//! The generators of others, from texts in memory to code.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::{fs, io};

use inside::parser::Cluster;
use proc_macro2::TokenStream;
use walkdir::WalkDir;

/// `rs-matter-codegen`, with one cluster of its interface definition.
pub struct RsMatter(String);

impl RsMatter {
    /// Cuts one cluster out of the interface definition: the rest is not there.
    pub fn new(definition: &str, cluster: &Cluster) -> Self {
        let head = format!("cluster {} = {} {{", cluster.id, cluster.code);
        let (_, rest) = definition.split_once(&head).expect("a cluster of the definition");
        let (body, _) = rest.split_once("\n}\n").expect("an end of the cluster");
        Self(format!("{head}{body}\n}}\n"))
    }

    /// How many bytes its input has.
    pub fn bytes(&self) -> usize {
        self.0.len()
    }

    /// From text to tokens.
    pub fn tokens(&self) -> TokenStream {
        let idl = inside::idl::Idl::parse(self.0.as_str().into()).expect("a definition without errors");
        let context = inside::IdlGenerateContext::new("crate");
        let cluster = idl.clusters.first().expect("one cluster");
        inside::idl::cluster_content(cluster, &idl.globals, &context).1
    }

    /// From text to text that is not laid out.
    pub fn unformatted(&self) -> String {
        self.tokens().to_string()
    }

    /// From text to text that is laid out, as it does it.
    pub fn formatted(&self) -> String {
        prettyplease::unparse(&syn::parse2(self.tokens()).expect("code that parses"))
    }
}

/// The XML below the folder of a package, by path.
pub fn xml(package: &str, below: &str) -> io::Result<BTreeMap<PathBuf, String>> {
    let files = WalkDir::new(inside::folder(package).join(below)).into_iter().filter_map(Result::ok);
    files
        .filter(|file| file.path().extension() == Some(OsStr::new("xml")))
        .map(|file| Ok((file.path().to_owned(), fs::read_to_string(file.path())?)))
        .collect()
}

/// What `wayland-scanner` generates for a client and for a server from one protocol, as text that is not laid out.
///
/// Its procedural macros read the file anew for each of the three parts; here it is read once.
pub fn wayland(protocol: &str) -> usize {
    let protocol = inside::parse::parse(protocol.as_bytes());
    let parts = [
        inside::interfaces::generate(&protocol, true),
        inside::client_gen::generate_client_objects(&protocol),
        inside::server_gen::generate_server_objects(&protocol),
    ];
    parts.iter().map(|part| part.to_string().len()).sum()
}

/// What `mavlink-bindgen` generates from one dialect and those that it includes, as text that is not laid out.
pub fn mavlink(dialect: &Path) -> usize {
    let (Some(folder), Some(name)) = (dialect.parent(), dialect.file_name()) else {
        panic!("{} is no file", dialect.display());
    };
    let mut out = Vec::new();
    mavlink_bindgen::parser::generate(folder, Path::new(name), &mut out).expect("a dialect without errors");
    out.len()
}

/// How many bytes `mavlink-bindgen` reads for a dialect: the file and, once each, those that it includes.
pub fn mavlink_bytes(dialect: &Path, files: &BTreeMap<PathBuf, String>) -> usize {
    let mut read: Vec<PathBuf> = vec![dialect.to_owned()];
    let mut bytes = 0;
    let mut next = 0;
    while let Some(path) = read.get(next).cloned() {
        next += 1;
        let Some(text) = files.get(&path) else { continue };
        bytes += text.len();
        let included = text.split("<include>").skip(1).filter_map(|rest| rest.split("</include>").next());
        for name in included {
            let path = path.with_file_name(name.trim());
            if !read.contains(&path) {
                read.push(path);
            }
        }
    }
    bytes
}
