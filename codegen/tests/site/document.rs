//! A page as a tree. Parsing is stricter than a browser's: what a browser would mend is a fault here.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// Elements that have no content and no end tag.
const VOID: [&str; 4] = ["meta", "link", "input", "wbr"];
/// Elements that a browser ends before one of these begins.
const NO_PARAGRAPH_AROUND: [&str; 12] =
    ["p", "div", "ul", "table", "section", "article", "nav", "h1", "h2", "h3", "h4", "dl"];

/// An element.
#[derive(Debug, Default)]
pub(crate) struct Element {
    pub(crate) name: String,
    pub(crate) attributes: Vec<(String, String)>,
    pub(crate) children: Vec<Node>,
}

#[derive(Debug)]
pub(crate) enum Node {
    Element(Element),
    Text(String),
}

impl Element {
    /// Parses a page.
    pub(crate) fn parse(name: &str, text: &str) -> Self {
        let mut reader = Reader::from_str(text);
        let config = reader.config_mut();
        config.check_end_names = false;
        let mut open = vec![Self::default()];
        let mut doctypes = 0;
        loop {
            match reader.read_event().unwrap_or_else(|error| panic!("{name}: {error}")) {
                Event::Eof => break,
                Event::DocType(_) => doctypes += 1,
                Event::Comment(_) => {}
                Event::Start(tag) => start(name, &mut open, &tag),
                Event::End(tag) => {
                    let element = open.pop().unwrap();
                    let ended = tag.name().as_ref().to_owned();
                    assert_eq!(element.name, ended, "{name}: end tag");
                    open.last_mut().expect("no end without a start").children.push(Node::Element(element));
                }
                Event::Text(text) => put(&mut open, &text),
                Event::GeneralRef(reference) => put(&mut open, entity(&reference)),
                other => panic!("{name}: {other:?} is not for pages"),
            }
        }
        assert_eq!((open.len(), doctypes), (1, 1), "{name}: everything is ended, and there is a doctype");
        let root = open.pop().unwrap();
        root.children
            .into_iter()
            .find_map(|node| match node {
                Node::Element(element) => Some(element),
                Node::Text(text) => {
                    assert_eq!(text.trim(), "", "{name}: text outside");
                    None
                }
            })
            .expect("an element")
    }

    /// The value of an attribute.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
    }

    /// Itself and all elements in it, in order.
    pub(crate) fn all(&self) -> Vec<&Self> {
        let mut all = vec![self];
        for node in &self.children {
            if let Node::Element(element) = node {
                all.extend(element.all());
            }
        }
        all
    }

    /// All elements with this name.
    pub(crate) fn named(&self, name: &str) -> Vec<&Self> {
        self.all().into_iter().filter(|element| element.name == name).collect()
    }

    /// The element with this id.
    pub(crate) fn by_id(&self, id: &str) -> Option<&Self> {
        self.all().into_iter().find(|element| element.attribute("id") == Some(id))
    }

    /// All text in it, with single spaces.
    pub(crate) fn text(&self) -> String {
        let mut text = String::new();
        self.gather(&mut text);
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn gather(&self, text: &mut String) {
        for node in &self.children {
            match node {
                Node::Text(part) => text.push_str(part),
                Node::Element(element) => {
                    element.gather(text);
                    // Cells and paragraphs do not run into one another.
                    if !["a", "code", "small", "span", "wbr"].contains(&element.name.as_str()) {
                        text.push(' ');
                    }
                }
            }
        }
    }
}

fn start(page: &str, open: &mut Vec<Element>, tag: &BytesStart<'_>) {
    let name = tag.name().as_ref().to_owned();
    let parent = open.last().unwrap();
    let split = parent.name == "p" && NO_PARAGRAPH_AROUND.contains(&name.as_str());
    assert!(!split, "{page}: {name} in a paragraph ends it");
    let mut attributes: Vec<(String, String)> = Vec::new();
    for attribute in tag.html_attributes() {
        let attribute = attribute.unwrap_or_else(|error| panic!("{page}: {error}"));
        let key = attribute.key.as_ref().to_owned();
        let value = attribute.value.to_string();
        assert!(!value.contains('<'), "{page}: {key}={value}");
        assert!(attributes.iter().all(|(other, _)| *other != key), "{page}: {key} twice");
        attributes.push((key, unescape(&value)));
    }
    let element = Element { name, attributes, children: Vec::new() };
    if VOID.contains(&element.name.as_str()) {
        open.last_mut().unwrap().children.push(Node::Element(element));
    } else {
        open.push(element);
    }
}

fn put(open: &mut [Element], text: &str) {
    let parent = open.last_mut().unwrap();
    assert!(
        !["table", "thead", "tbody", "tr", "ul"].contains(&parent.name.as_str()),
        "text in {}",
        parent.name
    );
    parent.children.push(Node::Text(text.to_owned()));
}

/// What maud writes for the four characters that it escapes; anything else was not escaped by it.
fn entity(name: &str) -> &'static str {
    match name {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        other => panic!("&{other}; is not escaped text"),
    }
}

fn unescape(value: &str) -> String {
    let mut parts = value.split('&');
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (name, rest) = part.split_once(';').expect("an entity");
        text.push_str(entity(name));
        text.push_str(rest);
    }
    text
}
