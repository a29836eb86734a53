//! Character data: entities and ends of lines.

/// An entity that stands for nothing.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct BadEntity {
    /// Where it begins in the raw text.
    pub(super) start: usize,
    /// Where it ends.
    pub(super) end: usize,
}

/// The longest entity that makes sense, `&#x0010FFFF;` with room to spare: an ampersand without a semicolon is not
/// searched for one through the rest of the file.
const LONGEST_ENTITY: usize = 16;

/// Replaces entities, and brings all ends of lines to one form.
pub(super) fn decode(raw: &str) -> Result<String, BadEntity> {
    let mut decoded = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some((before, after)) = rest.split_once('&') {
        decoded.push_str(before);
        let start = raw.len() - after.len() - 1;
        let end = after.bytes().take(LONGEST_ENTITY).position(|byte| byte == b';');
        let name = end.and_then(|end| after.get(..end));
        let Some((name, character)) = name.and_then(|name| Some((name, resolve(name)?))) else {
            return Err(BadEntity { start, end: start + 1 + visible_length(after) });
        };
        decoded.push(character);
        rest = after.get(name.len() + 1..).unwrap_or_default();
    }
    decoded.push_str(rest);
    Ok(if decoded.contains('\r') { decoded.replace("\r\n", "\n").replace('\r', "\n") } else { decoded })
}

/// How much behind the ampersand to point at: the name and its semicolon.
fn visible_length(after: &str) -> usize {
    let name = after.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#').count();
    name + usize::from(after.as_bytes().get(name) == Some(&b';'))
}

fn resolve(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix('x') {
                Some(hex) => u32::from_str_radix(hex, 16),
                None => number.parse(),
            };
            char::from_u32(code.ok()?).filter(|character| *character >= ' ' || "\t\n\r".contains(*character))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_and_line_ends() {
        assert_eq!(decode("a &lt;&amp;&gt; &#x2019;&#65;"), Ok("a <&> \u{2019}A".to_owned()));
        assert_eq!(decode("a\r\nb\rc"), Ok("a\nb\nc".to_owned()));
    }

    #[test]
    fn a_bad_entity_has_its_place() {
        assert_eq!(decode("ab &nbsp; c"), Err(BadEntity { start: 3, end: 9 }));
        assert_eq!(decode("a & b"), Err(BadEntity { start: 2, end: 3 }));
        assert_eq!(decode("&#0;"), Err(BadEntity { start: 0, end: 4 }));
        assert_eq!(decode("&#xD800;é"), Err(BadEntity { start: 0, end: 8 }));
        assert_eq!(decode("&é"), Err(BadEntity { start: 0, end: 1 }));
    }
}
