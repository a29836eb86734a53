//! What of a file is faulty, so that it can be left out with all that depends on it.

use std::collections::BTreeSet;

use crate::dialect::number::parse_number;
use crate::source::Span;

/// The faulty items of a file.
#[derive(Clone, Debug, Default)]
pub struct Faults {
    /// The opening tags of items that are not to be used, even if they could be read in part.
    tags: BTreeSet<Span>,
    /// The names of faulty clusters, types and commands: what is missing under such a name has been reported.
    names: BTreeSet<String>,
    /// The ids of clusters that could not be read; `None` where not even the id could.
    clusters: BTreeSet<Option<u32>>,
}

impl Faults {
    /// None so far.
    pub(crate) const fn none() -> Self {
        Self { tags: BTreeSet::new(), names: BTreeSet::new(), clusters: BTreeSet::new() }
    }

    /// Everything that a file without meaning may have defined: all that is said to be a name or a code in it.
    pub(crate) fn of_unreadable(text: &str) -> Self {
        let names = text.split("name").skip(1).filter_map(name_behind);
        let codes = text.split("<code>").skip(1).filter_map(code_at_start);
        Self {
            names: names.map(ToOwned::to_owned).collect(),
            clusters: codes.map(Some).collect(),
            ..Self::none()
        }
    }

    /// Notes an item by its opening tag.
    pub(crate) fn add(&mut self, tag: Span) {
        self.tags.insert(tag);
    }

    /// Notes the name of something that others may refer to.
    pub(crate) fn add_name(&mut self, name: impl Into<String>) {
        self.names.insert(name.into());
    }

    /// Notes a cluster that could not be read, by its id if that could be.
    pub(crate) fn add_cluster(&mut self, id: Option<u32>) {
        self.clusters.insert(id);
    }

    /// Notes all that others have noted.
    pub(crate) fn extend(&mut self, other: &Self) {
        self.tags.extend(&other.tags);
        self.clusters.extend(&other.clusters);
        self.names.extend(other.names.iter().cloned());
    }

    /// Whether an item is faulty: `place` is its opening tag, or lies in it.
    pub(crate) fn cover(&self, place: Span) -> bool {
        let holds = |tag: &Span| tag.file == place.file && tag.start <= place.start && place.end <= tag.end;
        self.tags.iter().any(holds)
    }

    /// Whether something of this name is faulty.
    pub(crate) fn have_named(&self, name: &str) -> bool {
        self.names.contains(name)
    }

    /// The names of all that others may refer to.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    /// Whether a cluster that could not be read has, or may have, this id.
    pub(crate) fn have_cluster(&self, id: u32) -> bool {
        self.clusters.contains(&Some(id)) || self.clusters.contains(&None)
    }

    /// Whether any item of a file is faulty.
    pub(crate) fn are_in(&self, file: crate::source::FileId) -> bool {
        self.tags.iter().any(|tag| tag.file == file)
    }
}

/// What stands behind the word `name`: the value of an attribute, or the text of an element.
fn name_behind(rest: &str) -> Option<&str> {
    let rest = rest.trim_start();
    let (text, end) = match rest.strip_prefix('=') {
        Some(value) => {
            let value = value.trim_start();
            let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
            (value.strip_prefix(quote)?, quote)
        }
        None => (rest.strip_prefix('>')?, '<'),
    };
    text.split(end).next().map(str::trim).filter(|name| !name.is_empty())
}

/// The number that a text begins with, up to the next tag.
fn code_at_start(rest: &str) -> Option<u32> {
    let code = parse_number(rest.split('<').next()?).ok()?;
    u32::try_from(code.value).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourceMap;

    #[test]
    fn an_item_is_known_by_its_tag_and_by_what_is_in_it() {
        let mut sources = SourceMap::default();
        let (file, other) = (sources.add("a.xml", ""), sources.add("b.xml", ""));
        let at = |file, start, end| Span { file, start, end };
        let mut faults = Faults::none();
        faults.add(at(file, 10, 20));
        assert!(faults.cover(at(file, 10, 20)) && faults.cover(at(file, 12, 15)));
        assert!(!faults.cover(at(file, 12, 21)) && !faults.cover(at(other, 10, 20)));
        assert!(faults.are_in(file) && !faults.are_in(other));
    }

    #[test]
    fn what_cannot_be_read_may_have_defined_every_name_in_it() {
        let text = "<struct name=\"AStruct\"><item name = 'B' type=\"CStruct\"/><name>On/Off</name> name";
        let faults = Faults::of_unreadable(text);
        assert_eq!(faults.names().collect::<Vec<_>>(), ["AStruct", "B", "On/Off"]);
    }
}
