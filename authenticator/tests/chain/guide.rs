//! The guide's configuration, as a reader would fill it in.

/// Where hostapd takes Disconnect-Requests, in the guide.
pub(crate) const DAS_PORT: u16 = 3799;

const GUIDE: &str = include_str!("../../../docs/access-points.md");

/// The lines of a block of the guide, which begins with a comment.
fn block(beginning: &str) -> &'static str {
    let start =
        GUIDE.find(&format!("```ini\n# {beginning}")).unwrap_or_else(|| panic!("no block {beginning}"));
    let block = &GUIDE[start + "```ini\n".len()..];
    &block[..block.find("```").unwrap()]
}

/// hostapd.conf of a switch.
pub(crate) fn hostapd_conf(interface: &str, port: u16, secret: &str) -> String {
    let mut conf = [block("RADIUS"), block("A switch")].concat();
    for (written, here) in [
        ("192.0.2.10", "127.0.0.1"),
        ("192.0.2.20", "127.0.0.1"),
        ("=1812", &format!("={port}")),
        ("0123456789abcdef", secret),
        ("eth1", interface),
    ] {
        assert!(conf.contains(written), "{written} is not in the guide");
        conf = conf.replace(written, here);
    }
    conf
}
