//! Stepping through elements one header at a time, whatever they are.

mod quick;

pub(crate) use quick::pass_scalar;

use crate::{
    Decode, DecodeError, Element, ElementType, ErrorKind, Header, Input,
    nesting::{Container, Nesting},
};

/// A place in the input and the containers open there.
///
/// The one loop behind [`Reader`](crate::Reader) and everything that skips, so that what is skipped is
/// checked exactly like what is read. Nested containers cost two bits, not a stack frame.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Walk<'a> {
    pub(crate) input: Input<'a>,
    pub(crate) nesting: Nesting,
}

impl<'a> Walk<'a> {
    /// Reads a scalar, the start of a container or the end of one. Errors blame its first byte.
    #[inline]
    pub(crate) fn step(self) -> Result<(Element<'a>, Self), DecodeError> {
        let (header, value, nesting) = self.header()?;
        match Element::read(header, value) {
            Ok((element, input)) => Ok((element, Self { input, nesting })),
            Err(error) => Err(self.input.error(error.kind)),
        }
    }

    /// [`step`](Self::step), for those who do not care what is there as long as it is well-formed.
    #[inline]
    fn pass(self) -> Result<Self, DecodeError> {
        let (header, value, nesting) = self.header()?;
        match skip_scalar(header.ty, value) {
            Ok(input) => Ok(Self { input, nesting }),
            Err(error) => Err(self.input.error(error.kind)),
        }
    }

    /// Reads a header that may stand here, and says what is open behind it.
    #[inline]
    fn header(self) -> Result<(Header, Input<'a>, Nesting), DecodeError> {
        if self.input.is_empty() && self.nesting != Nesting::default() {
            return Err(self.input.error(ErrorKind::UnclosedContainer));
        }
        let (header, value) = self.input.header()?;
        match self.nesting.after(header) {
            Ok(nesting) => Ok((header, value, nesting)),
            Err(kind) => Err(self.input.error(kind)),
        }
    }

    /// Passes what is left of the innermost container, and its end. With none open, stays.
    pub(crate) fn leave(mut self) -> Result<Self, DecodeError> {
        let depth = self.nesting.depth();
        while self.nesting.depth() >= depth.max(1) {
            // Most of what there is to pass changes nothing about what is open.
            while let Some(input) = pass_scalar(self.input, self.nesting) {
                self.input = input;
            }
            self = self.pass()?;
        }
        Ok(self)
    }

    /// Passes the value of an element whose header has been read, inside the containers `outer`.
    pub(crate) fn skip(ty: ElementType, value: Input<'a>, outer: Nesting) -> Result<Input<'a>, DecodeError> {
        if matches!(ty, ElementType::EndOfContainer) {
            return Err(value.error(ErrorKind::UnexpectedEndOfContainer));
        }
        let Some(container) = Container::of(ty) else {
            return skip_scalar(ty, value);
        };
        match outer.open(container) {
            Ok(nesting) => Ok(Self { input: value, nesting }.leave()?.input),
            Err(kind) => Err(value.error(kind)),
        }
    }
}

/// Passes the value of a scalar; of a container, nothing.
#[inline]
fn skip_scalar(ty: ElementType, value: Input<'_>) -> Result<Input<'_>, DecodeError> {
    use ElementType as Ty;

    let len = match ty {
        Ty::Int8 | Ty::Int16 | Ty::Int32 | Ty::Int64 | Ty::UInt8 | Ty::UInt16 | Ty::UInt32 | Ty::UInt64 => {
            ty.width()
        }
        Ty::Float32 => 4,
        Ty::Float64 => 8,
        Ty::OctetsL1 | Ty::OctetsL2 | Ty::OctetsL4 | Ty::OctetsL8 => {
            return <&[u8]>::decode(ty, value).map(|(_, rest)| rest);
        }
        Ty::Utf8L1 | Ty::Utf8L2 | Ty::Utf8L4 | Ty::Utf8L8 => {
            return <&str>::decode(ty, value).map(|(_, rest)| rest);
        }
        Ty::False | Ty::True | Ty::Null | Ty::Structure | Ty::Array | Ty::List | Ty::EndOfContainer => 0,
    };
    value.take(len).map(|(_, rest)| rest)
}
