//! With the feature `build-time-codegen`: generates `netim::cluster` from XML. Without it: warns when the XML has changed
//! since `generated/` was made from it.

fn main() {
    #[cfg(feature = "build-time-codegen")]
    generated_now::generate();
    #[cfg(not(feature = "build-time-codegen"))]
    generated_before::warn_if_stale();
}

#[cfg(feature = "build-time-codegen")]
mod generated_now {
    /// The folder to take the XML from instead of `clusters-xml/`.
    const INPUT: &str = "NETIM_CLUSTER_XML";

    pub(super) fn generate() {
        println!("cargo::rerun-if-env-changed={INPUT}");
        let builder = clustergen::Builder::new().config("clustergen.toml").module_name("cluster");
        match std::env::var_os(INPUT) {
            Some(folder) => builder.input(folder).generate(),
            None => builder.generate(),
        }
    }
}

#[cfg(not(feature = "build-time-codegen"))]
pub(crate) mod generated_before {
    use std::fs;
    use std::io;
    use std::path::Path;

    const XML: &str = "clusters-xml";
    const GENERATED: &str = "generated/src/lib.rs";

    /// Compares the fingerprint of the XML with the one in the header of the generated code. Where either is missing, as
    /// in a published crate, there is nothing to say; nor may reading them ever fail a build.
    pub(super) fn warn_if_stale() {
        println!("cargo::rerun-if-changed={XML}");
        println!("cargo::rerun-if-changed={GENERATED}");
        let Ok(generated) = fs::read_to_string(GENERATED) else { return };
        let Ok(fingerprint) = fingerprint(Path::new(XML)) else { return };
        if !generated.contains(&format!("fingerprint {fingerprint:016x}")) {
            println!(
                "cargo::warning={XML}/ has changed since generated/ was made from it: \
                 run `cargo run -p clustergen -- generate`"
            );
        }
    }

    /// The fingerprint that clustergen writes, see `codegen/src/fingerprint.rs`; a test holds the two together.
    pub(crate) fn fingerprint(folder: &Path) -> io::Result<u64> {
        let mut files = Vec::new();
        collect(folder, "", &mut files)?;
        files.sort();
        let mut hash = 0xcbf2_9ce4_8422_2325_u64;
        for (name, content) in files {
            let content = content.replace("\r\n", "\n");
            for byte in name.bytes().chain([0]).chain(content.bytes()).chain([0]) {
                hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
            }
        }
        Ok(hash)
    }

    /// All XML below a folder: its name below the input folder, and its content.
    fn collect(folder: &Path, prefix: &str, files: &mut Vec<(String, String)>) -> io::Result<()> {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            let file_name =
                path.file_name().and_then(|name| name.to_str()).filter(|name| !name.starts_with('.'));
            let Some(name) = file_name.map(|name| format!("{prefix}{name}")) else { continue };
            if path.is_dir() {
                collect(&path, &format!("{name}/"), files)?;
            } else if path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("xml")) {
                files.push((name, fs::read_to_string(&path)?));
            }
        }
        Ok(())
    }
}
