//! Changes of XML that leave it XML, most of which bytes changed at random do not: elements that are there twice, elsewhere
//! or not at all, attributes with other values and names.

use std::ops::Range;

/// Values that something is made of somewhere.
const VALUES: &[&str] = &[
    "",
    "0",
    "1",
    "2",
    "-1",
    "7",
    "8",
    "32",
    "63",
    "64",
    "255",
    "256",
    "65535",
    "0x0000",
    "0xFF",
    "0xFFF1FC00",
    "0xFFFFFFFF",
    "4294967296",
    "18446744073709551615",
    "18446744073709551616",
    "1e3",
    "true",
    "false",
    "null",
    "Y",
    "N",
    "a",
    "a+",
    "list",
    "array",
    "uint8",
    "int64u",
    "int24",
    "octstr",
    "octet_string",
    "long_char_string",
    "string",
    "bool",
    "single",
    "enum8",
    "map8",
    "bitmap64",
    "struct",
    "fabric-idx",
    "status",
    "epoch-s",
    "attrib-id",
    "type",
    "Self",
    "r#type",
    "x y",
    "été",
    "0abc",
    "client",
    "server",
    "commandToServer",
    "responseFromServer",
    "min",
    "max",
];

/// Numbers that depend on a seed alone.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        // The multiplier and increment of Knuth's MMIX; the upper half is random enough.
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit.max(1)
    }

    fn choose<'a, T>(&mut self, from: &'a [T]) -> Option<&'a T> {
        from.get(self.below(from.len()))
    }
}

/// A changed text; `None` if there is nothing to change.
pub fn changed(text: &str, seed: u32) -> Option<String> {
    let mut random = Random(seed.into());
    let mut text = text.to_owned();
    for _ in 0..=random.below(3) {
        text = once(&text, &mut random)?;
    }
    Some(text)
}

fn once(text: &str, random: &mut Random) -> Option<String> {
    let tags = tags(text);
    if random.below(2) == 0 {
        let element = element(text, &tags, random.below(tags.len()))?;
        let there = tags.get(random.below(tags.len()))?.start;
        return Some(match random.below(3) {
            0 => replaced(text, element, ""),
            1 => replaced(text, there..there, &text[element]),
            _ => replaced(text, element.clone(), &text[random.choose(&tags)?.clone()]),
        });
    }
    let attributes: Vec<_> = tags.iter().flat_map(|tag| attributes(text, tag.clone())).collect();
    let (name, value) = random.choose(&attributes)?.clone();
    let (other_name, other_value) = random.choose(&attributes)?.clone();
    let whole = name.start..value.end + 1;
    Some(match random.below(5) {
        0 => replaced(text, value, &text[other_value]),
        1 | 2 => replaced(text, value, random.choose(VALUES)?),
        3 => replaced(text, whole, ""),
        _ => replaced(text, name, &text[other_name]),
    })
}

fn replaced(text: &str, range: Range<usize>, with: &str) -> String {
    [&text[..range.start], with, &text[range.end..]].concat()
}

/// Everything from a `<` to the next `>`.
fn tags(text: &str) -> Vec<Range<usize>> {
    let start = |(start, _)| Some(start..start + text[start..].find('>')? + 1);
    text.match_indices('<').filter_map(start).collect()
}

/// The element that begins at a tag, as far as can be seen.
fn element(text: &str, tags: &[Range<usize>], first: usize) -> Option<Range<usize>> {
    let start = tags.get(first)?.start;
    let mut depth = 0_isize;
    for tag in &tags[first..] {
        let content = &text[tag.clone()];
        depth += match content {
            _ if content.starts_with("</") => -1,
            _ if content.ends_with("/>") || content.starts_with("<!") || content.starts_with("<?") => 0,
            _ => 1,
        };
        if depth <= 0 {
            return Some(start..tag.end);
        }
    }
    None
}

/// The names and values of a tag's attributes.
fn attributes(text: &str, tag: Range<usize>) -> Vec<(Range<usize>, Range<usize>)> {
    let mut attributes = Vec::new();
    let mut at = tag.start;
    while let Some(quote) = text[at..tag.end].find("=\"").map(|offset| at + offset) {
        let value = quote + 2;
        let Some(end) = text[value..tag.end].find('"').map(|offset| value + offset) else { break };
        let name = text[at..quote].rfind(char::is_whitespace).map_or(quote, |space| at + space + 1);
        attributes.push((name..quote, value..end));
        at = end + 1;
    }
    attributes
}
