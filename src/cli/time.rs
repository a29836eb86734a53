//! Matter's time, written as people do.

use std::{format, string::String};

const SECONDS_OF_A_DAY: u32 = 86_400;
const DAYS_OF_400_YEARS: u32 = 146_097;
/// The algorithm counts from 0000-03-01, so that a leap day is the last day of its year.
const DAYS_UNTIL_2000: u32 = 730_425;

/// ISO 8601 from seconds since 2000-01-01T00:00:00Z.
pub(super) fn iso(seconds: u32) -> String {
    let (days, second) = (seconds / SECONDS_OF_A_DAY, seconds % SECONDS_OF_A_DAY);
    let (year, month, day) = date(days);
    let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
}

/// Year, month and day, from days since 2000-01-01
/// (<https://howardhinnant.github.io/date_algorithms.html#civil_from_days>).
fn date(days: u32) -> (u32, u32, u32) {
    let days = days + DAYS_UNTIL_2000;
    let (era, day_of_era) = (days / DAYS_OF_400_YEARS, days % DAYS_OF_400_YEARS);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    let year = year_of_era + era * 400 + u32::from(month <= 2);
    (year, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_times() {
        for (seconds, expected) in [
            (0, "2000-01-01T00:00:00Z"),
            (5_097_599, "2000-02-28T23:59:59Z"),
            (5_097_600, "2000-02-29T00:00:00Z"),
            (5_184_000, "2000-03-01T00:00:00Z"),
            (31_622_399, "2000-12-31T23:59:59Z"),
            (820_540_800, "2026-01-01T00:00:00Z"),
            (3_160_857_599, "2100-02-28T23:59:59Z"),
            (3_160_857_600, "2100-03-01T00:00:00Z"),
            (u32::MAX, "2136-02-07T06:28:15Z"),
        ] {
            assert_eq!(iso(seconds), expected);
        }
    }
}
