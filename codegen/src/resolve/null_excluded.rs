//! Afterwards: a nullable integer has one value less. On the wire null is null, but the data model keeps the greatest
//! unsigned and the least signed number free for it, and no node takes that number.

use crate::model::{Bound, Bounds, Constraint, DataType, Shape};

/// Takes the reserved value out of the limits of a nullable value.
pub(super) fn exclude(constraint: &mut Constraint, ty: &DataType) {
    match &ty.shape {
        // Of a raw bitmap it is a bit that is reserved, and bits are not limited by ranges.
        Shape::Unsigned(_) if ty.name.starts_with("map") => {}
        Shape::Unsigned(width) => {
            let greatest = width.unsigned_range().1 - 1;
            let Bounds { max, .. } = constraint.value.get_or_insert_default();
            tighten(max, greatest, i128::min);
        }
        Shape::Signed(width) => {
            let least = width.signed_range().0 + 1;
            let Bounds { min, .. } = constraint.value.get_or_insert_default();
            tighten(min, least, i128::max);
        }
        _ => {}
    }
}

/// Makes a bound at least as tight as a number. What only the server knows stays as it is.
fn tighten(bound: &mut Option<Bound>, number: i128, choose: impl Fn(i128, i128) -> i128) {
    match bound {
        None => *bound = Some(Bound::Number(number)),
        Some(Bound::Number(known)) => *known = choose(*known, number),
        Some(Bound::Fraction(_) | Bound::Attribute(_) | Bound::Expression(_)) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Width;

    fn excluded(shape: Shape, value: impl Into<Option<Bounds>>) -> Option<Bounds> {
        let mut constraint = Constraint { value: value.into(), ..Constraint::default() };
        exclude(&mut constraint, &DataType { name: "x".to_owned(), shape });
        constraint.value
    }

    fn bounds(min: Option<i128>, max: Option<i128>) -> Bounds {
        Bounds { min: min.map(Bound::Number), max: max.map(Bound::Number) }
    }

    #[test]
    fn the_reserved_value_is_out_of_range() {
        assert_eq!(excluded(Shape::Unsigned(Width::W8), None), Some(bounds(None, Some(0xFE))));
        assert_eq!(excluded(Shape::Signed(Width::W16), None), Some(bounds(Some(-0x7FFF), None)));
        assert_eq!(
            excluded(Shape::Unsigned(Width::W24), bounds(Some(1), Some(0xFF_FFFF))),
            Some(bounds(Some(1), Some(0xFF_FFFE)))
        );
        let tighter = bounds(Some(0), Some(100));
        assert_eq!(excluded(Shape::Unsigned(Width::W8), tighter.clone()), Some(tighter));
        assert_eq!(excluded(Shape::Text, None), None);
    }

    #[test]
    fn a_limit_that_only_the_server_knows_stays() {
        let open = Some(Bounds { min: None, max: Some(Bound::Attribute("Max".to_owned())) });
        assert_eq!(excluded(Shape::Unsigned(Width::W8), open.clone()), open);
    }
}
