//! What can be wrong in the dialect, with the exact place of each fault.

use crate::read::testing::{faults, read_text, zap_cluster};

#[test]
fn faults_have_their_places_and_the_rest_is_read() {
    let text = zap_cluster(
        "<attribute side=\"server\" type=\"int8u\">NoCode</attribute>
<attribute side=\"server\" code=\"0x1FFFFFFFF\" type=\"int8u\">Big</attribute>
<attribute side=\"server\" code=\"-1\" type=\"int8u\">Negative</attribute>
<attribute side=\"server\" code=\"1\" type=\"int8u\" min=\"one\">Min</attribute>
<attribute side=\"server\" code=\"2\" type=\"int8u\" optional=\"yes\"><access op=\"raed\" privilege=\"anyone\"/>Words</attribute>
<command code=\"1\" name=\"NoSource\"/>
<command source=\"both\" code=\"1\" name=\"Both\"/>
<command source=\"client\" code=\"2\" name=\"Fine\"><arg type=\"int8u\"/><arg fieldId=\"x\" name=\"X\" type=\"int8u\"/></command>
<event code=\"1\" name=\"E\" priority=\"high\"/>
<attribute side=\"server\" code=\"3\" type=\"octet_string\" length=\"-4\">Length</attribute>
<features><feature bit=\"32\" code=\"A\" name=\"A\"/></features>
<attribute side=\"server\" code=\"4\" type=\"int8u\"><access privilege=\"view\"/>NoOp</attribute>",
    );
    let (document, faults) = read_text(&text);
    assert_eq!(
        faults,
        [
            "2:1: error[E0201]: `<attribute>` has no id",
            "3:32: error[E0204]: `0x1FFFFFFFF` is too large: `code` of `<attribute>` is a number from 0 to 0xFFFFFFFF",
            "4:32: error[E0204]: `-1` is negative: `code` of `<attribute>` is a number from 0 to 0xFFFFFFFF",
            "5:53: error[E0202]: `one` is not a number",
            "6:58: error[E0205]: `yes` is not known as `optional` of `<attribute>`",
            "6:75: error[E0205]: `raed` is not known as `op` of `<access>`",
            "6:92: error[E0205]: `anyone` is not known as `privilege` of `<access>`",
            "7:1: error[E0205]: `<command>` has no source (`client` for requests, `server` for responses)",
            "8:18: error[E0205]: `both` is not known as `source` of `<command>`",
            "9:47: error[E0203]: `<arg>` has no name",
            "9:80: error[E0202]: `x` is not a number",
            "10:36: warning[W0312]: `high` is not known as priority; `info` is assumed",
            "11:63: error[E0204]: `-4` is negative: `length` of `<attribute>` is a number from 0 to 0xFFFFFFFFFFFFFFFF",
            "12:25: error[E0204]: `32` is too large: `bit` of `<feature>` is a number from 0 to 31",
            "13:48: error[E0205]: an access rule does not say what it is about",
        ]
    );
    let cluster = &document.unwrap().clusters[0];
    assert_eq!(cluster.attributes.len(), 4);
    assert_eq!((cluster.commands.len(), cluster.events.len()), (1, 1));
}

#[test]
fn faulty_types() {
    let text = "<configurator>
<enum type=\"enum8\"/>
<enum name=\"E\" type=\"enum8\"><item name=\"A\"/><item value=\"1\"/><item name=\"B\" value=\"0x10000000000000000\"/></enum>
<bitmap name=\"B\" type=\"bitmap8\"><field name=\"A\"/><cluster/></bitmap>
</configurator>";
    let (document, faults) = read_text(text);
    assert_eq!(
        faults,
        [
            "2:1: error[E0203]: `<enum>` has no name",
            "3:29: error[E0201]: `<item>` has no value",
            "3:45: warning[W0312]: `<item>` has no name",
            "3:84: error[E0204]: `0x10000000000000000` is too large: `value` of `<item>` is a number from 0 to 0xFFFFFFFF",
            "4:33: error[E0201]: `<field>` has no mask",
            "4:50: error[E0201]: `<cluster>` has no id",
        ]
    );
    assert_eq!(document.unwrap().types.len(), 1, "a type of an unreadable cluster must not become global");
}

#[test]
fn a_cluster_without_name_or_code() {
    assert_eq!(
        faults("<configurator>\n<cluster/>\n<cluster><name>A</name><code>x</code></cluster></configurator>"),
        [
            "2:1: error[E0203]: a cluster has no name",
            "2:1: error[E0201]: a cluster has no id",
            "3:30: error[E0202]: `x` is not a number",
        ]
    );
}
