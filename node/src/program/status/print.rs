//! A status for people.

use std::io::{self, Write};

use super::{Cluster, Made, Running, Status};

impl Status {
    pub(super) fn print(&self, out: &mut dyn Write) -> io::Result<()> {
        let Self { version, running, release, serial_number, fabrics, cluster } = self;
        let state = running.as_ref().map_or("stopped".to_owned(), Running::describe);
        let secret = cluster.admin_secret.as_ref();
        let secret = secret.map_or("none".to_owned(), |Made { created, .. }| format!("made {created}"));
        let current = cluster.current_network_identity.as_deref().unwrap_or("none");
        let clients = format!("{} of {}", cluster.clients.len(), cluster.client_table_size);
        for (name, value) in [
            ("netim-node", version.as_str()),
            ("state", &state),
            ("release", release),
            ("serial number", serial_number),
            ("fabrics", &fabrics.len().to_string()),
            ("administrator secret", &secret),
            ("current network identity", current),
            ("network identities", &cluster.network_identities.len().to_string()),
            ("clients", &clients),
        ] {
            writeln!(out, "{name:<24}  {value}")?;
        }
        if let Some(radius) = running.as_ref().and_then(|running| running.radius.as_ref()) {
            radius.print(out)?;
        }
        self.print_fabrics(out)?;
        cluster.print_network_identities(out)?;
        cluster.print_clients(out)
    }

    fn print_fabrics(&self, out: &mut dyn Write) -> io::Result<()> {
        if self.fabrics.is_empty() {
            return Ok(());
        }
        writeln!(out, "\nfabric  {:16}  {:16}  vendor  label", "fabric id", "node id")?;
        for fabric in &self.fabrics {
            let super::Fabric { index, fabric_id, node_id, vendor_id, label } = fabric;
            // A label comes from a controller, and goes to a terminal.
            let label: String = label.chars().filter(|char| !char.is_control()).collect();
            writeln!(out, "{index:>6}  {fabric_id}  {node_id}  0x{vendor_id:04X}  {label}")?;
        }
        Ok(())
    }
}

impl Running {
    fn describe(&self) -> String {
        let Self { process, port, commissioning_window, test_events, .. } = self;
        let window = if *commissioning_window { ", the commissioning window is open" } else { "" };
        let tests = if *test_events { ", test events are enabled" } else { "" };
        format!("running as process {process} on UDP port {port}{window}{tests}")
    }
}

impl Cluster {
    fn print_network_identities(&self, out: &mut dyn Write) -> io::Result<()> {
        if self.network_identities.is_empty() {
            return Ok(());
        }
        let title = ["network identity", "identifier", "created", "current", "clients"];
        let [index, identifier, created, current, clients] = title;
        writeln!(out, "\n{index}  {identifier:40}  {created:20}  {current}  {clients}")?;
        for row in &self.network_identities {
            let super::NetworkIdentityRow { index, identifier, made, current, clients, .. } = row;
            let current = if *current { "yes" } else { "no" };
            writeln!(out, "{index:>16}  {identifier}  {}  {current:7}  {clients:>7}", made.created)?;
        }
        Ok(())
    }

    fn print_clients(&self, out: &mut dyn Write) -> io::Result<()> {
        if self.clients.is_empty() {
            return Ok(());
        }
        writeln!(out, "\nclient  {:40}  network identity", "identifier")?;
        for super::ClientRow { index, identifier, network_identity } in &self.clients {
            let network_identity = network_identity.map_or("-".to_owned(), |index| index.to_string());
            writeln!(out, "{index:>6}  {identifier}  {network_identity:>16}")?;
        }
        Ok(())
    }
}
