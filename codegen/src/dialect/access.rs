//! Typed access to elements: what the readers of both dialects take values with.
//!
//! Every fault is reported here, once, with its place and the path to the item; the caller only sees that there is
//! no value.

use std::collections::BTreeSet;
use std::fmt::{self, Display};

use super::number::{Number, NumberError, Place, parse_number};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, codes};
use crate::model::{EventPriority, Privilege};
use crate::similar::closest;
use crate::source::{Span, Spanned};
use crate::syntax::Faults;
use crate::xml::Element;

/// Takes values out of elements and reports those that are wrong.
#[derive(Debug)]
pub(crate) struct Access<'d> {
    diagnostics: &'d mut Diagnostics,
    path: Vec<Step>,
    faults: Faults,
    /// Places that a diagnostic points to already.
    reported: BTreeSet<Span>,
}

impl<'d> Access<'d> {
    /// Reports to `diagnostics`.
    pub(crate) fn new(diagnostics: &'d mut Diagnostics) -> Self {
        Self { diagnostics, path: Vec::new(), faults: Faults::none(), reported: BTreeSet::new() }
    }

    /// The items that errors were reported in.
    pub(crate) fn into_faults(self) -> Faults {
        self.faults
    }

    /// A cluster could not be read, and what others add to it has nothing to be added to.
    pub(crate) fn lose_cluster(&mut self, id: Option<u32>) {
        self.faults.add_cluster(id);
    }

    /// Does something inside an item, whose name goes into the path of what is reported.
    pub(crate) fn inside<T>(&mut self, step: Step, work: impl FnOnce(&mut Self) -> T) -> T {
        self.path.push(step);
        let result = work(self);
        self.path.pop();
        result
    }

    /// Reports something about the current item.
    pub(crate) fn report(&mut self, diagnostic: Diagnostic) {
        if let Some(place) = &diagnostic.place {
            self.reported.insert(place.span);
        }
        if diagnostic.is_error() {
            self.note_fault();
        }
        let names: Vec<_> = self.path.iter().filter_map(|step| step.name.as_deref()).collect();
        let diagnostic = if names.is_empty() { diagnostic } else { diagnostic.within(names.join(" > ")) };
        self.diagnostics.push(diagnostic);
    }

    /// The current item is faulty, and what it is a part of is if that is good for nothing without one of its parts.
    fn note_fault(&mut self) {
        let owners = self.path.iter().rev().skip(1).filter(|step| step.is_whole);
        for step in self.path.last().into_iter().chain(owners) {
            self.faults.add(step.tag);
            if let Some(name) = step.name.as_ref().filter(|_| step.is_referred_to) {
                self.faults.add_name(name);
            }
        }
    }

    /// Whether a diagnostic points to this place already.
    pub(crate) fn is_reported(&self, span: Span) -> bool {
        self.reported.contains(&span)
    }

    /// An integer of any size.
    pub(crate) fn integer(
        &mut self,
        text: &Spanned<String>,
        what: impl Display + Copy,
    ) -> Option<Spanned<Number>> {
        match parse_number(&text.value) {
            Ok(number) => Some(Spanned::new(number, text.span)),
            Err(error) => {
                self.report_number(text, what, error);
                None
            }
        }
    }

    fn report_number(&mut self, text: &Spanned<String>, what: impl Display + Copy, error: NumberError) {
        let value = &text.value;
        let diagnostic = match error {
            NumberError::NotANumber => {
                Diagnostic::new(codes::NOT_A_NUMBER, format!("`{value}` is not a number"))
                    .at(text.span, format!("{what} is expected to be a number"))
                    .with_help("write a decimal number (`26`) or a hexadecimal one (`0x1A`)")
            }
            NumberError::TooLarge => {
                Diagnostic::new(codes::NUMBER_OUT_OF_RANGE, format!("`{value}` is too large for {what}"))
                    .at(text.span, "no value of Matter has more than 64 bits")
                    .with_help("check the number of digits")
            }
        };
        self.report(diagnostic);
    }

    /// A number from 0 to what its place holds.
    pub(crate) fn number<T: Place>(
        &mut self,
        text: &Spanned<String>,
        what: impl Display + Copy,
    ) -> Option<Spanned<T>> {
        self.number_up_to(text, what, T::MAX)
    }

    /// A number from 0 to a limit.
    pub(crate) fn number_up_to<T: Place>(
        &mut self,
        text: &Spanned<String>,
        what: impl Display + Copy,
        max: u64,
    ) -> Option<Spanned<T>> {
        let number = self.integer(text, what)?.value.value;
        if (0..=i128::from(max)).contains(&number)
            && let Ok(value) = T::try_from(number)
        {
            return Some(Spanned::new(value, text.span));
        }
        let limit = if max > 0xFF { format!("{max:#X}").replace("0X", "0x") } else { max.to_string() };
        let size = if number < 0 { "negative" } else { "too large" };
        let message = format!("`{}` is {size}: {what} is a number from 0 to {limit}", text.value);
        let diagnostic = Diagnostic::new(codes::NUMBER_OUT_OF_RANGE, message)
            .at(text.span, format!("0 to {limit} is possible here"))
            .with_help("check the number of digits and the sign");
        self.report(diagnostic);
        None
    }

    /// The number in an attribute that may be missing or empty.
    pub(crate) fn optional_number<T: Place>(&mut self, element: &Element, name: &str) -> Option<Spanned<T>> {
        let text = element.filled(name)?;
        self.number(text, attribute_of(element, name))
    }

    /// The number in an attribute that must be there.
    pub(crate) fn id<T: Place>(&mut self, element: &Element, name: &str) -> Option<Spanned<T>> {
        self.required_number(element, name, "id")
    }

    /// The number in an attribute that must be there, although it is no id.
    pub(crate) fn required_number<T: Place>(
        &mut self,
        element: &Element,
        name: &str,
        what: impl Display + Copy,
    ) -> Option<Spanned<T>> {
        self.required_up_to(element, name, what, T::MAX)
    }

    /// The same, with a limit.
    pub(crate) fn required_up_to<T: Place>(
        &mut self,
        element: &Element,
        name: &str,
        what: impl Display + Copy,
        max: u64,
    ) -> Option<Spanned<T>> {
        let Some(text) = element.filled(name) else {
            self.missing(codes::MISSING_ID, element, name, what);
            return None;
        };
        self.number_up_to(text, attribute_of(element, name), max)
    }

    /// The name of an item, which must be there.
    pub(crate) fn name(&mut self, element: &Element) -> Option<Spanned<String>> {
        self.required(codes::MISSING_NAME, element, "name", "name")
    }

    /// The text of an attribute that must be there.
    pub(crate) fn required(
        &mut self,
        code: Code,
        element: &Element,
        name: &str,
        what: impl Display + Copy,
    ) -> Option<Spanned<String>> {
        let found = element.filled(name).cloned().map(|text| text.map(|text| one_space(&text)));
        if found.is_none() {
            self.missing(code, element, name, what);
        }
        found
    }

    /// Reports an attribute that is not there, and points to one that was probably meant.
    pub(crate) fn missing(&mut self, code: Code, element: &Element, name: &str, what: impl Display + Copy) {
        let tag = &element.name;
        let message = format!("`<{tag}>` has no {what}");
        let names = element.attributes.iter().map(|attribute| attribute.name.value.as_str());
        let meant =
            closest(name, names).and_then(|near| element.attributes.iter().find(|a| a.name.value == near));
        let empty = element.attribute(name);
        let diagnostic = match (empty, meant) {
            (Some(empty), _) => Diagnostic::new(code, message)
                .at(empty.span, "this is empty")
                .with_help(format!("write the {what} into `{name}=\"...\"`")),
            (None, Some(near)) => Diagnostic::new(code, message)
                .at(near.name.span, format!("is `{name}` meant?"))
                .with_help(format!("write `{name}=\"{}\"`", near.value.value)),
            (None, None) => Diagnostic::new(code, message)
                .at(element.span, format!("`{name}` is missing here"))
                .with_help(format!("add `{name}=\"...\"` to `<{tag}>`")),
        };
        self.report(diagnostic);
    }

    /// One of a few words.
    pub(crate) fn word<T: Copy>(
        &mut self,
        text: &Spanned<String>,
        what: impl Display + Copy,
        words: &[(&str, T)],
    ) -> Option<T> {
        self.word_or(codes::UNKNOWN_WORD, text, what, words)
    }

    /// One of a few words; what it means that it is none of them is for the caller to say.
    pub(crate) fn word_or<T: Copy>(
        &mut self,
        unknown: Code,
        text: &Spanned<String>,
        what: impl Display + Copy,
        words: &[(&str, T)],
    ) -> Option<T> {
        let written = text.value.trim();
        if let Some((_, value)) = words.iter().find(|(word, _)| *word == written) {
            return Some(*value);
        }
        if let Some((word, value)) = words.iter().find(|(word, _)| word.eq_ignore_ascii_case(written)) {
            self.odd_word(text, word);
            return Some(*value);
        }
        let listed: Vec<_> = words.iter().map(|(word, _)| format!("`{word}`")).collect();
        let help = match closest(written, words.iter().map(|(word, _)| *word)) {
            Some(near) => format!("did you mean `{near}`? Possible are {}", listed.join(", ")),
            None => format!("possible are {}", listed.join(", ")),
        };
        let diagnostic = Diagnostic::new(unknown, format!("`{written}` is not known as {what}"))
            .at(text.span, "an unknown word")
            .with_help(help);
        self.report(diagnostic);
        None
    }

    fn odd_word(&mut self, text: &Spanned<String>, meant: &str) {
        let message = format!("`{}` is usually spelt `{meant}`", text.value.trim());
        let diagnostic = Diagnostic::new(codes::ODD_SPELLING, message)
            .at(text.span, format!("read as `{meant}`"))
            .with_help(format!("write `{meant}`"));
        self.report(diagnostic);
    }

    /// An attribute that is one of a few words, if it is there.
    pub(crate) fn optional_word<T: Copy>(
        &mut self,
        element: &Element,
        name: &str,
        words: &[(&str, T)],
    ) -> Option<T> {
        let text = element.filled(name)?;
        self.word(text, attribute_of(element, name), words)
    }

    /// The same of something that no code depends on: an unknown word is passed over.
    pub(crate) fn advice<T: Copy>(
        &mut self,
        element: &Element,
        name: &str,
        words: &[(&str, T)],
    ) -> Option<T> {
        let text = element.filled(name)?;
        self.word_or(codes::ODD_SPELLING, text, attribute_of(element, name), words)
    }

    /// The name of a value: of an item of an enumeration or a bit. What has none only keeps its value free, and is left
    /// out.
    pub(crate) fn name_of_value(&mut self, element: &Element) -> Option<Spanned<String>> {
        if element.filled("name").is_some() {
            return self.name(element);
        }
        self.report(
            Diagnostic::new(codes::LEFT_UNSAID, format!("`<{}>` has no name", element.name))
                .at(element.span, "taken to keep its value free, and left out")
                .with_help("add `name=\"...\"` if it is more than that"),
        );
        None
    }

    /// The priority of an event, if it is there. An unknown one is none that anybody waits for.
    pub(crate) fn priority(&mut self, event: &Element) -> Option<EventPriority> {
        let text = event.filled("priority")?;
        let known = self.word_or(codes::LEFT_UNSAID, text, "priority; `info` is assumed", PRIORITIES);
        known.or(Some(EventPriority::Info))
    }

    /// A privilege, if it is there.
    pub(crate) fn privilege(&mut self, element: &Element, name: &str) -> Option<Privilege> {
        self.optional_word(element, name, PRIVILEGES)
    }

    /// A flag that says `true` or `false`, if it says anything.
    pub(crate) fn flag(&mut self, element: &Element, name: &str) -> Option<bool> {
        if let Some(text) = element.filled(name).filter(|text| text.value.trim() == "1") {
            self.odd_word(text, "true");
            return Some(true);
        }
        // Some files of the configuration tool have 0 for false.
        self.optional_word(element, name, &[("true", true), ("false", false), ("0", false)])
    }

    /// Whether a flag says `true`.
    pub(crate) fn is_set(&mut self, element: &Element, name: &str) -> bool {
        self.flag(element, name).unwrap_or(false)
    }
}

/// A step on the way from the root of a file to an item.
#[derive(Debug)]
pub(crate) struct Step {
    /// What it adds to the path: the name of the item that it defines. Elements that only group others add nothing.
    pub(crate) name: Option<String>,
    /// The opening tag.
    pub(crate) tag: Span,
    /// Whether all of it stands on the wire together, so that nothing may be missing in it.
    pub(crate) is_whole: bool,
    /// Whether others refer to it by its name.
    pub(crate) is_referred_to: bool,
}

/// The highest bit of `FeatureMap`.
pub(crate) const HIGHEST_FEATURE_BIT: u64 = 31;

/// The words for privileges in both dialects.
const PRIVILEGES: &[(&str, Privilege)] = &[
    ("view", Privilege::View),
    ("operate", Privilege::Operate),
    ("manage", Privilege::Manage),
    ("administer", Privilege::Administer),
    ("admin", Privilege::Administer),
];

const PRIORITIES: &[(&str, EventPriority)] =
    &[("debug", EventPriority::Debug), ("info", EventPriority::Info), ("critical", EventPriority::Critical)];

/// How messages call an attribute.
pub(crate) fn attribute_of<'e>(element: &'e Element, name: &'e str) -> AttributeOf<'e> {
    AttributeOf { element, name }
}

/// Becomes text only in a message: nearly all attributes are as they should be.
#[derive(Clone, Copy)]
pub(crate) struct AttributeOf<'e> {
    element: &'e Element,
    name: &'e str,
}

impl Display for AttributeOf<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` of `<{}>`", self.name, self.element.name)
    }
}

/// Text with all space in it made single: long descriptions are wrapped and indented in their files.
pub(crate) fn one_space(text: &str) -> String {
    let mut single = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !single.is_empty() {
            single.push(' ');
        }
        single.push_str(word);
    }
    single
}

/// The text of an attribute as prose, unless it is empty.
pub(crate) fn prose(element: &Element, name: &str) -> Option<String> {
    element.filled(name).map(|text| one_space(&text.value))
}
