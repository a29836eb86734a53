//! Code that nobody has laid out is the same code.

use clustergen::emit::{self, Options};
use syn::Item;

use crate::support::{Fixture, model};

#[test]
fn unformatted_code_is_the_same() {
    for fixture in Fixture::all() {
        let model = model(&fixture.task());
        let options = Options { owned: true, async_server: true, ..Options::default() };
        let unformatted = syn::parse_file(&emit::unformatted(&model, &options)).unwrap().items;
        let files = emit::emit(&model, &options);
        assert!(files.len() > 1, "{}: {files:?}", fixture.name);
        for file in files.iter().filter(|file| file.path.file_name().is_some_and(|name| name != "mod.rs")) {
            let path = file.path.with_extension("");
            let names = path.iter().map(|name| name.to_str().unwrap());
            let module = names.fold(unformatted.as_slice(), |items, name| inside(items, name));
            let laid_out = syn::parse_file(&file.text).unwrap();
            assert_eq!(text(module), text(&laid_out.items), "{}: {}", fixture.name, file.path.display());
        }
    }
}

/// What is in a module.
fn inside<'i>(items: &'i [Item], name: &str) -> &'i [Item] {
    let is_it = |item: &&Item| matches!(item, Item::Mod(module) if module.ident.to_string().trim_start_matches("r#") == name);
    match items.iter().find(is_it) {
        Some(Item::Mod(module)) => &module.content.as_ref().unwrap().1,
        _ => panic!("there is no module {name}"),
    }
}

/// The items that are no modules, laid out alike.
fn text(items: &[Item]) -> String {
    let mut file = syn::parse_file("").unwrap();
    file.items = items.iter().filter(|item| !matches!(item, Item::Mod(_))).cloned().collect();
    prettyplease::unparse(&file)
}
