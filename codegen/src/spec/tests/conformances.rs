//! Conformance, which both dialects spell alike.

use super::field;
use crate::model::{Choice, ChoiceCount, Comparison, Conformance, Operand, Term};
use crate::read::testing::{read_text, spec_cluster};

#[test]
fn choices_of_any_number() {
    let cases = [
        ("", 1, Some(1)),
        ("more=\"true\"", 1, None),
        ("more=\"false\"", 1, Some(1)),
        ("more=\"true\" min=\"1\"", 1, None),
        ("more=\"true\" min=\"2\"", 2, None),
        ("min=\"2\" max=\"2\"", 2, Some(2)),
        ("more=\"true\" min=\"0x2\" max=\"3\"", 2, Some(3)),
        ("min=\"2\"", 2, None),
        ("max=\"2\"", 1, Some(2)),
        ("min=\"0\" max=\"1\"", 0, Some(1)),
        ("max=\"0\"", 0, Some(0)),
        ("min=\"3\" max=\"2\"", 3, None),
        ("min=\"x\" more=\"true\"", 1, None),
    ];
    for (attributes, least, most) in cases {
        let text = format!("<optionalConform choice=\"a\" {attributes}/>");
        let Some(Conformance::Optional { choice: Some(choice), .. }) =
            field("type=\"uint8\"", &text).conformance
        else {
            panic!("{attributes}")
        };
        assert_eq!(choice.count, ChoiceCount { least, most }, "{attributes}");
    }
}

#[test]
fn conformance_trees() {
    let of = |text: &str| field("type=\"uint8\"", text).conformance;
    let feature = |name: &str| Term::Feature(name.to_owned());
    assert_eq!(of(""), None);
    assert_eq!(of("<mandatoryConform/>"), Some(Conformance::MANDATORY));
    let choice = Choice { group: "a".to_owned(), count: ChoiceCount::ONE_OR_MORE };
    let expected = Conformance::Optional { when: Some(feature("A")), choice: Some(choice) };
    assert_eq!(
        of("<optionalConform choice=\"a\" more=\"true\"><feature name=\"A\"/></optionalConform>"),
        Some(expected)
    );
    let otherwise = "<otherwiseConform><provisionalConform/><mandatoryConform/><deprecateConform/><describedConform/></otherwiseConform>";
    assert_eq!(
        of(otherwise),
        Some(Conformance::Otherwise(vec![
            Conformance::Provisional,
            Conformance::MANDATORY,
            Conformance::Deprecated,
            Conformance::Described
        ]))
    );
    assert_eq!(of("<disallowConform/>"), Some(Conformance::Disallowed));
    assert_eq!(of("<obsoleteConform/>"), Some(Conformance::Deprecated));
    let term = |text: &str| match of(&format!("<mandatoryConform>{text}</mandatoryConform>")) {
        Some(Conformance::Mandatory(Some(term))) => term,
        other => panic!("{other:?}"),
    };
    assert_eq!(
        term(
            "<andTerm><orTerm><feature name=\"A\"/><attribute name=\"B\"/></orTerm><notTerm><command name=\"C\"/></notTerm><xorTerm><field name=\"F\"/><condition name=\"Zigbee\"/></xorTerm></andTerm>"
        ),
        Term::And(vec![
            Term::Or(vec![feature("A"), Term::Attribute("B".to_owned())]),
            Term::Not(Box::new(Term::Command("C".to_owned()))),
            Term::Xor(vec![Term::Field("F".to_owned()), Term::Condition("Zigbee".to_owned())]),
        ])
    );
    assert_eq!(
        term(
            "<greaterOrEqualTerm><attribute name=\"A\"><field name=\"F\"/></attribute><literal value=\"2\"/></greaterOrEqualTerm>"
        ),
        Term::Compare {
            comparison: Comparison::GreaterOrEqual,
            left: Operand::Reference { kind: "attribute".to_owned(), name: "A.F".to_owned() },
            right: Operand::Literal("2".to_owned()),
        }
    );
    let Term::Compare { left, right, .. } =
        term("<notEqualTerm><revision value=\"current\"/><enum name=\"E\" value=\"V\"/></notEqualTerm>")
    else {
        panic!()
    };
    assert_eq!(left, Operand::Reference { kind: "revision".to_owned(), name: "current".to_owned() });
    assert_eq!(right, Operand::Reference { kind: "enum".to_owned(), name: "E.V".to_owned() });
}

#[test]
fn a_condition_that_is_not_understood_is_not_dropped() {
    let text = spec_cluster(
        "<attributes><attribute id=\"1\" name=\"A\" type=\"bool\"><mandatoryConform><maybe/></mandatoryConform></attribute></attributes>",
    );
    let (document, faults) = read_text(&text);
    assert_eq!(faults, ["2:70: warning[W0201]: `<maybe>` is unknown in `<mandatoryConform>`"]);
    assert_eq!(document.unwrap().clusters[0].attributes[0].field.conformance, Some(Conformance::Described));
}
