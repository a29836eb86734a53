//! What can be wrong in the dialect, with the exact place of each fault.

use crate::read::testing::{faults, read_text, spec_cluster};

#[test]
fn faults_have_their_places_and_the_rest_is_read() {
    let text = spec_cluster(
        "<clusterIds><clusterId id=\"TBD\" name=\"X\"/></clusterIds>
<features><feature bit=\"x\" code=\"A\" name=\"A\"/><feature code=\"B\" name=\"B\"/></features>
<dataTypes><enum name=\"E\"><item name=\"A\"/></enum><bitmap name=\"B\"><bitfield name=\"F\" bit=\"64\"/><bitfield name=\"G\" from=\"3\" to=\"2\"/></bitmap><struct/></dataTypes>
<attributes><attribute name=\"A\" type=\"uint8\"><constraint type=\"maxLenght\" value=\"1\"/></attribute></attributes>
<commands><command id=\"0\" direction=\"toServer\" name=\"A\"/><command id=\"1\"><access timed=\"yes\"/></command></commands>
<events><event id=\"0\" name=\"E\" priority=\"hot\"><field id=\"99999999999\" name=\"F\" type=\"bool\"/></event></events>",
    );
    let (document, faults) = read_text(&text);
    assert_eq!(
        faults,
        [
            "2:28: error[E0202]: `TBD` is not a number",
            "3:25: error[E0202]: `x` is not a number",
            "3:47: error[E0201]: `<feature>` has no bit",
            "4:27: error[E0201]: `<item>` has no value",
            "4:91: error[E0204]: `64` is too large: `bit` of `<bitfield>` is a number from 0 to 63",
            "4:121: error[E0204]: bit 3 is above bit 2",
            "4:141: error[E0203]: `<struct>` has no name",
            "5:13: error[E0201]: `<attribute>` has no id",
            "5:64: warning[W0205]: `maxLenght` is not known as `type` of `<constraint>`",
            "6:38: error[E0205]: `toServer` is not known as `direction` of `<command>`",
            "6:58: error[E0203]: `<command>` has no name",
            "6:89: error[E0205]: `yes` is not known as `timed` of `<access>`",
            "7:42: warning[W0312]: `hot` is not known as priority; `info` is assumed",
            "7:58: error[E0204]: `99999999999` is too large: `id` of `<field>` is a number from 0 to 0xFFFFFFFF",
        ]
    );
    let cluster = &document.unwrap().clusters[0];
    assert_eq!((cluster.types.len(), cluster.events.len()), (2, 1));
    assert_eq!(cluster.ids[0].id.unwrap().value, 0xFFF1_FC00);
}

#[test]
fn a_nameless_cluster() {
    assert_eq!(
        faults("<cluster id=\"1\"><attributes/></cluster>"),
        ["1:1: error[E0203]: `<cluster>` has no name"]
    );
}
