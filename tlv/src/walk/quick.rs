//! Passing what takes one look: scalars of a fixed length, and short octet strings.

use crate::{ElementType, Input, nesting::Nesting};

/// The input behind the scalar that begins here, if passing it is easy. `None` says nothing but that it is not: whoever
/// gets it has to read the element properly, and finds whatever is wrong with it.
#[inline]
pub(crate) fn pass_scalar(input: Input<'_>, nesting: Nesting) -> Option<Input<'_>> {
    if cfg!(small) {
        return None;
    }
    let bytes = input.as_bytes();
    let control = *bytes.first()?;
    if !nesting.admits_any(control >= HAS_TAG) {
        return None;
    }
    let fixed = usize::from(*LENGTHS.get(usize::from(control))?);
    let len = match control & TYPE {
        OCTETS => fixed + usize::from(*bytes.get(fixed - 1)?),
        _ if fixed == 0 => return None,
        _ => fixed,
    };
    bytes.get(len..).map(Input::new)
}

/// Control bytes from here on are followed by a tag.
const HAS_TAG: u8 = 1 << 5;

/// The bits that hold the type.
const TYPE: u8 = HAS_TAG - 1;

const OCTETS: u8 = ElementType::OctetsL1 as u8;

/// How many bytes there are from a control byte to the end of its value, or of the value's length where that is what
/// comes first; 0 for what is not passed here.
const LENGTHS: [u8; 256] = {
    let mut lengths = [0; 256];
    let mut control = 0;
    while control < 256 {
        #[expect(clippy::cast_possible_truncation, reason = "the loop ends before")]
        #[expect(clippy::indexing_slicing, reason = "evaluated by the compiler")]
        {
            lengths[control] = length(control as u8);
        }
        control += 1;
    }
    lengths
};

const fn length(control: u8) -> u8 {
    use ElementType as Ty;

    let tag = match control >> 5 {
        0 => 0,
        1 => 1,
        2 | 4 => 2,
        3 | 5 => 4,
        6 => 6,
        _ => 8,
    };
    let value = match ElementType::from_control(control) {
        Some(Ty::Int8 | Ty::UInt8 | Ty::OctetsL1) => 1,
        Some(Ty::Int16 | Ty::UInt16) => 2,
        Some(Ty::Int32 | Ty::UInt32 | Ty::Float32) => 4,
        Some(Ty::Int64 | Ty::UInt64 | Ty::Float64) => 8,
        Some(Ty::False | Ty::True | Ty::Null) => 0,
        _ => return 0,
    };
    1 + tag + value
}

#[cfg(test)]
mod tests {
    use super::{length, pass_scalar};
    use crate::{
        ElementType, Input,
        nesting::{Container, Nesting},
    };

    /// What is passed quickly is what reading properly would have passed.
    #[test]
    fn nothing_is_passed_that_is_not_well_formed() {
        let mut bytes = core::array::from_fn::<u8, 20, _>(|at| u8::try_from(at).unwrap());
        let nestings = [Some(Container::Structure), Some(Container::Array), Some(Container::List), None];
        let mut passed = 0;
        for control in 0..=u8::MAX {
            for nesting in nestings {
                let nesting = nesting.map_or(Nesting::default(), |one| Nesting::default().open(one).unwrap());
                bytes[0] = control;
                for len in 1..bytes.len() {
                    let element = Input::new(&bytes[..len]);
                    let Some(rest) = pass_scalar(element, nesting) else { continue };
                    let (header, value) = element.header().unwrap();
                    assert_eq!(nesting.after(header), Ok(nesting));
                    assert_eq!(value.skip(header.ty), Ok(rest));
                    assert_ne!(header.ty, ElementType::EndOfContainer);
                    passed += 1;
                }
            }
        }
        assert!(cfg!(small) || passed > 1000, "{passed}");
    }

    /// Lengths are those of headers and values; an empty octet string has nothing behind its length.
    #[test]
    fn lengths_are_those_of_what_is_read() {
        let mut lengths = 0;
        for control in 0..=u8::MAX {
            let mut bytes = [0; 20];
            bytes[0] = control;
            let element = Input::new(&bytes);
            let read = element.header().ok().filter(|(header, _)| {
                use ElementType as Ty;
                let longer = [
                    Ty::Utf8L1,
                    Ty::Utf8L2,
                    Ty::Utf8L4,
                    Ty::Utf8L8,
                    Ty::OctetsL2,
                    Ty::OctetsL4,
                    Ty::OctetsL8,
                ];
                Container::of(header.ty).is_none()
                    && header.ty != Ty::EndOfContainer
                    && !longer.contains(&header.ty)
            });
            let Some((header, value)) = read else {
                // Some of these are read nowhere, such as an end with a tag.
                assert_eq!(length(control), 0, "{control:#04x}");
                continue;
            };
            let rest = value.skip(header.ty).unwrap();
            assert_eq!(usize::from(length(control)), element.until(rest).len(), "{control:#04x}");
            lengths += 1;
        }
        assert_eq!(lengths, 8 * 14);
    }
}
