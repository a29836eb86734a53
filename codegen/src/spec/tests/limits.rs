//! Limits in both spellings.

use super::field;
use crate::syntax::{Bound, Constraint, Limits};

fn number(value: i128, hex: bool) -> Bound {
    Bound::Number { value, hex }
}

#[test]
fn flat_limits() {
    let limit = |text: &str| field("type=\"uint8\"", text).constraints[0].value.clone();
    assert_eq!(limit("<constraint type=\"desc\"/>"), Constraint::Described);
    assert_eq!(
        limit("<constraint type=\"between\" from=\"-1\" to=\"MaxLevel\"/>"),
        Constraint::Range(Limits {
            min: Some(number(-1, false)),
            max: Some(Bound::Attribute("MaxLevel".to_owned()))
        })
    );
    assert_eq!(limit("<constraint type=\"allowed\" value=\"16\"/>"), Constraint::Allowed(number(16, false)));
    for (kind, min, max) in
        [("minLength", true, false), ("maxLength", false, true), ("maxCount", false, true)]
    {
        let side = |there: bool| if there { Some(number(9, true)) } else { None };
        let expected = Constraint::Size(Limits { min: side(min), max: side(max) });
        assert_eq!(limit(&format!("<constraint type=\"{kind}\" value=\"0x9\"/>")), expected);
    }
    let max = |text: &str| match limit(&format!("<constraint type=\"max\" value=\"{text}\"/>")) {
        Constraint::Range(Limits { max, .. }) => max,
        _ => None,
    };
    assert_eq!(max("NumberOfX Attribute"), Some(Bound::Attribute("NumberOfX".to_owned())));
    for text in ["RESP_MAX", "derived", "25.4°C", "6-32", "MaxPower - MinPower", "len(X)-1", "64 bytes"] {
        assert_eq!(max(text), Some(Bound::Expression(text.to_owned())));
    }
    assert_eq!(limit("<constraint type=\"between\" from=\"\" to=\"\"/>"), Constraint::Described);
}

#[test]
fn nested_limits() {
    let limit = |text: &str| {
        field("type=\"uint8\"", &format!("<constraint>{text}</constraint>")).constraints[0].value.clone()
    };
    assert_eq!(limit("<desc/>"), Constraint::Described);
    assert_eq!(
        limit("<between><from value=\"1\"/><to><attribute name=\"Max\"/></to></between>"),
        Constraint::Range(Limits {
            min: Some(number(1, false)),
            max: Some(Bound::Attribute("Max".to_owned()))
        })
    );
    assert_eq!(
        limit("<countBetween><from value=\"1\"/><to value=\"2\"/></countBetween>"),
        Constraint::Size(Limits { min: Some(number(1, false)), max: Some(number(2, false)) })
    );
    assert_eq!(limit("<allowed value=\"20\"/>"), Constraint::Allowed(number(20, false)));
    let max = |text: &str| match limit(&format!("<max>{text}</max>")) {
        Constraint::Range(Limits { max: Some(max), .. }) => max,
        other => panic!("{other:?}"),
    };
    let expression = |text: &str| Bound::Expression(text.to_owned());
    assert_eq!(max("<attribute name=\"A\" cluster=\"C\"/>"), expression("C.A"));
    assert_eq!(max("<field name=\"F\"/>"), expression("F"));
    assert_eq!(max("<attribute name=\"A\"><field name=\"F\"/></attribute>"), expression("A.F"));
    assert_eq!(max("<constant name=\"C\" value=\"8\"/>"), number(8, false));
    assert_eq!(max("<maxOf><value>10</value><attribute name=\"A\"/></maxOf>"), expression("max(10, A)"));
    assert_eq!(
        max(
            "<compute><operation>subtract</operation><left><attribute name=\"A\"/></left><right><value>1</value></right></compute>"
        ),
        expression("(A - 1)")
    );
    let several = field(
        "type=\"uint8\"",
        "<constraint><max value=\"5\"/></constraint><constraint><desc/></constraint>",
    );
    assert_eq!(several.constraints.len(), 2);
}
