//! Numbers as a reader wants them: masks and ids in hexadecimal, long ones in groups.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// An id in hexadecimal, with at least so many digits.
pub(super) fn id(id: u32, digits: usize) -> Literal {
    literal(&format!("0x{}", grouped(&format!("{id:0digits$X}"), 4)), u64::from(id))
}

/// A mask in hexadecimal.
pub(super) fn mask(mask: u64) -> Literal {
    literal(&format!("0x{}", grouped(&format!("{mask:02X}"), 4)), mask)
}

/// A number in decimal, with its sign.
pub(super) fn decimal(number: i128) -> TokenStream {
    let sign = (number < 0).then(|| quote!(-));
    let magnitude = number.unsigned_abs();
    let text = magnitude.to_string();
    // Short numbers are read at a glance.
    let text = if text.len() > 5 { grouped(&text, 3) } else { text };
    let literal = text.parse().unwrap_or_else(|_| Literal::u128_unsuffixed(magnitude));
    quote!(#sign #literal)
}

/// A floating-point number in decimal, with its sign and no more digits than its precision has.
#[expect(clippy::cast_possible_truncation, reason = "that is what single precision is")]
pub(super) fn fraction(number: f64, single: bool) -> TokenStream {
    let sign = number.is_sign_negative().then(|| quote!(-));
    let magnitude = number.abs();
    let text = if (1e-4..1e7).contains(&magnitude) || magnitude == 0.0 {
        let plain = if single { (magnitude as f32).to_string() } else { magnitude.to_string() };
        let (whole, parts) = plain.split_once('.').unwrap_or((&plain, "0"));
        let whole = if whole.len() > 5 { grouped(whole, 3) } else { whole.to_owned() };
        format!("{whole}.{}", if parts.len() > 5 { grouped_from_left(parts) } else { parts.to_owned() })
    } else if single {
        format!("{:e}", magnitude as f32)
    } else {
        format!("{magnitude:e}")
    };
    let literal = text.parse().unwrap_or_else(|_| Literal::f64_unsuffixed(magnitude));
    quote!(#sign #literal)
}

/// The digits behind a point in groups of three.
fn grouped_from_left(digits: &str) -> String {
    let groups = digits.as_bytes().chunks(3).map(|group| String::from_utf8_lossy(group).into_owned());
    groups.collect::<Vec<_>>().join("_")
}

/// Digits in groups of so many, counted from the last.
fn grouped(digits: &str, size: usize) -> String {
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(size) {
            grouped.push('_');
        }
        grouped.push(digit);
    }
    grouped
}

fn literal(text: &str, value: u64) -> Literal {
    text.parse().unwrap_or_else(|_| Literal::u64_unsuffixed(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_numbers_come_in_groups() {
        assert_eq!(id(0x0450, 4).to_string(), "0x0450");
        assert_eq!(id(0xFFF1_FC00, 4).to_string(), "0xFFF1_FC00");
        assert_eq!(mask(1).to_string(), "0x01");
        assert_eq!(mask(0x1_0000).to_string(), "0x1_0000");
        assert_eq!(decimal(65534).to_string(), "65534");
        assert_eq!(decimal(-8_388_608).to_string(), "- 8_388_608");
        assert_eq!(fraction(-1.5, true).to_string(), "- 1.5");
        assert_eq!(fraction(0.1, true).to_string(), "0.1");
        assert_eq!(fraction(100.0, false).to_string(), "100.0");
        assert_eq!(fraction(0.123_456_7, false).to_string(), "0.123_456_7");
        assert_eq!(fraction(1_234_567.25, false).to_string(), "1_234_567.25");
        assert_eq!(fraction(1e-9, false).to_string(), "1e-9");
        assert_eq!(fraction(-1.25e20, true).to_string(), "- 1.25e20");
        assert_eq!(decimal(i128::from(u64::MAX)).to_string(), "18_446_744_073_709_551_615");
    }
}
