//! The spellings of numbers.

/// A number as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Number {
    /// The number.
    pub(crate) value: i128,
    /// Whether it was written in hexadecimal.
    pub(crate) hex: bool,
}

/// Why a text is no number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NumberError {
    /// It has other characters in it.
    NotANumber,
    /// It has too many digits.
    TooLarge,
}

/// A decimal or, with `0x` or `0X`, hexadecimal number, perhaps with a minus before it.
pub(crate) fn parse_number(text: &str) -> Result<Number, NumberError> {
    let text = text.trim();
    let (negative, magnitude) = match text.strip_prefix('-') {
        Some(magnitude) => (true, magnitude),
        None => (false, text),
    };
    let hex_digits = magnitude.strip_prefix("0x").or_else(|| magnitude.strip_prefix("0X"));
    let (digits, radix) = hex_digits.map_or((magnitude, 10), |digits| (digits, 16));
    // The standard parser also takes a sign in front of the digits.
    if digits.is_empty() || !digits.chars().all(|digit| digit.is_digit(radix)) {
        return Err(NumberError::NotANumber);
    }
    let value = i128::from_str_radix(digits, radix).map_err(|_| NumberError::TooLarge)?;
    Ok(Number { value: if negative { -value } else { value }, hex: radix == 16 })
}

/// An integer that ids, values and masks are kept in.
pub(crate) trait Place: TryFrom<i128> {
    /// The greatest value.
    const MAX: u64;
}

impl Place for u16 {
    const MAX: u64 = Self::MAX as u64;
}

impl Place for u32 {
    const MAX: u64 = Self::MAX as u64;
}

impl Place for u64 {
    const MAX: u64 = Self::MAX;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling() {
        let decimal = |value| Ok(Number { value, hex: false });
        let hex = |value| Ok(Number { value, hex: true });
        assert_eq!(parse_number("12"), decimal(12));
        assert_eq!(parse_number(" 0012 "), decimal(12));
        assert_eq!(parse_number("-4611686018427387904"), decimal(-(1 << 62)));
        assert_eq!(parse_number("0x0450"), hex(0x450));
        assert_eq!(parse_number("0X5265C00"), hex(0x0526_5C00));
        assert_eq!(parse_number("0xFCa7"), hex(0xFCA7));
        assert_eq!(parse_number("-0x10"), hex(-16));
        assert_eq!(parse_number("18446744073709551615"), decimal(u64::MAX.into()));
    }

    #[test]
    fn what_is_no_number() {
        for text in ["", "-", "0x", "+1", "--1", "0x-1", "1.5", "7°C", "0xG", "1 000", "6-32"] {
            assert_eq!(parse_number(text), Err(NumberError::NotANumber), "{text}");
        }
        assert_eq!(parse_number(&"9".repeat(60)), Err(NumberError::TooLarge));
    }
}
