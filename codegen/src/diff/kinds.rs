//! How each kind of item is told apart from its siblings.

use super::change::{ItemKind, Step};
use super::items::Item;
use crate::model::{Attribute, BitField, Command, Direction, EnumItem, Event, Feature, Field, Shape};
use crate::reference::words;

fn step(item: ItemKind, id: u32, name: &str) -> Step {
    Step { item, id: Some(id), name: name.to_owned() }
}

/// Whether values are of one kind, whatever their size.
fn are_alike(old: &Shape, new: &Shape) -> bool {
    let is_integer = |shape: &Shape| {
        matches!(shape, Shape::Unsigned(_) | Shape::Signed(_) | Shape::Enum(_) | Shape::Bitmap(_))
    };
    match (old, new) {
        (Shape::List { entry: old, .. }, Shape::List { entry: new, .. }) => are_alike(&old.shape, &new.shape),
        (Shape::Single | Shape::Double, Shape::Single | Shape::Double) => true,
        _ if is_integer(old) => is_integer(new),
        _ => core::mem::discriminant(old) == core::mem::discriminant(new),
    }
}

impl Item for Feature {
    type Key = u8;

    fn key(&self) -> u8 {
        self.bit
    }

    fn name(&self) -> &str {
        &self.name
    }

    fn step(&self) -> Step {
        step(ItemKind::Feature, self.bit.into(), &self.name)
    }

    fn is_certainly(&self, other: &Self) -> bool {
        self.code == other.code
    }

    fn meaning(&self) -> Option<String> {
        (self.code != self.name).then(|| self.code.clone())
    }
}

impl Item for Attribute {
    type Key = u32;

    fn key(&self) -> u32 {
        self.field.id
    }

    fn name(&self) -> &str {
        &self.field.name
    }

    fn step(&self) -> Step {
        step(ItemKind::Attribute, self.field.id, &self.field.name)
    }

    fn meaning(&self) -> Option<String> {
        Some(words::data_type(&self.field.ty))
    }

    fn is_like(&self, other: &Self) -> bool {
        self.field.is_like(&other.field)
    }
}

impl Item for Command {
    type Key = (Direction, u32);

    fn key(&self) -> Self::Key {
        (self.direction, self.id)
    }

    fn name(&self) -> &str {
        &self.name
    }

    fn step(&self) -> Step {
        let kind = match self.direction {
            Direction::ToServer => ItemKind::Command,
            Direction::ToClient => ItemKind::Response,
        };
        step(kind, self.id, &self.name)
    }
}

impl Item for Event {
    type Key = u32;

    fn key(&self) -> u32 {
        self.id
    }

    fn name(&self) -> &str {
        &self.name
    }

    fn step(&self) -> Step {
        step(ItemKind::Event, self.id, &self.name)
    }
}

impl Item for Field {
    type Key = u32;

    fn key(&self) -> u32 {
        self.id
    }

    fn name(&self) -> &str {
        &self.name
    }

    fn step(&self) -> Step {
        step(ItemKind::Field, self.id, &self.name)
    }

    fn meaning(&self) -> Option<String> {
        Some(words::data_type(&self.ty))
    }

    fn is_like(&self, other: &Self) -> bool {
        are_alike(&self.ty.shape, &other.ty.shape)
    }
}

impl Item for EnumItem {
    type Key = u32;

    fn key(&self) -> u32 {
        self.value
    }

    fn name(&self) -> &str {
        &self.name
    }

    fn step(&self) -> Step {
        step(ItemKind::Item, self.value, &self.name)
    }
}

impl Item for BitField {
    /// The lowest bit: a field that grows keeps it. Fields that overlap may share it.
    type Key = u32;

    fn key(&self) -> u32 {
        self.mask.trailing_zeros()
    }

    fn name(&self) -> &str {
        &self.name
    }

    fn step(&self) -> Step {
        step(ItemKind::Bit, self.mask.trailing_zeros(), &self.name)
    }
}
