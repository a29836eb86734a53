//! Times of Matter in words.

/// Seconds from 1970 to 2000, where Matter's own epoch begins.
const MATTER_EPOCH: i64 = 946_684_800;

/// What a number of one of the specification's time types is as a date; `None` if the type is no time.
pub(super) fn date(type_name: &str, value: u64) -> Option<String> {
    let value = i64::try_from(value).ok()?;
    let (seconds, digits, fraction) = match type_name {
        "epoch-s" => (value.checked_add(MATTER_EPOCH)?, 0, 0),
        "epoch-us" => ((value / 1_000_000).checked_add(MATTER_EPOCH)?, 6, value % 1_000_000),
        "posix-ms" => (value / 1000, 3, value % 1000),
        _ => return None,
    };
    let (days, second) = (seconds.div_euclid(86400), seconds.rem_euclid(86400));
    let (year, month, day) = civil(days);
    let time = format!("{:02}:{:02}:{:02}", second / 3600, second / 60 % 60, second % 60);
    let fraction = if digits == 0 { String::new() } else { format!(".{fraction:0digits$}") };
    Some(format!("{year:04}-{month:02}-{day:02}T{time}{fraction}Z"))
}

/// The date of a day counted from 1970, in the Gregorian calendar: years begin in March here, so that the day that leap
/// years add is the last.
const fn civil(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year_of_era + era * 400 + if month <= 2 { 1 } else { 0 };
    (year, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_dates() {
        let cases = [
            ("epoch-s", 0, "2000-01-01T00:00:00Z"),
            ("epoch-s", 877_629_373, "2027-10-23T17:56:13Z"),
            ("epoch-s", 5_097_600, "2000-02-29T00:00:00Z"),
            ("epoch-us", 1_500_000, "2000-01-01T00:00:01.500000Z"),
            ("posix-ms", 1_700_000_000_123, "2023-11-14T22:13:20.123Z"),
        ];
        for (ty, value, expected) in cases {
            assert_eq!(date(ty, value).as_deref(), Some(expected));
        }
        assert_eq!(date("elapsed-s", 1), None);
        assert!(date("epoch-us", u64::MAX).is_none());
    }
}
