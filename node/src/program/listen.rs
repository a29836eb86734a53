//! The sockets.

use std::{
    io::{self, ErrorKind},
    net::{Ipv6Addr, SocketAddr, UdpSocket},
};

use async_io::Async;
use rs_matter::transport::network::mdns::{
    MDNS_IPV4_BROADCAST_ADDR, MDNS_IPV6_BROADCAST_ADDR, MDNS_SOCKET_DEFAULT_BIND_ADDR,
};
use socket2::{Domain, Protocol, Socket, Type};

use super::{fault::Fault, interface::Interface};

/// The socket for Matter, on all addresses of the system.
pub(super) fn matter(port: u16) -> Result<Async<UdpSocket>, Fault> {
    let bound = socket().and_then(|socket| {
        socket.bind(&SocketAddr::from((Ipv6Addr::UNSPECIFIED, port)).into())?;
        Async::new(UdpSocket::from(socket))
    });
    bound.map_err(|error| {
        let fault = Fault::from_error(format!("listening on UDP port {port}"), &error);
        match error.kind() {
            ErrorKind::AddrInUse => {
                fault.help("another program has it, another Matter node perhaps: choose a --port")
            }
            ErrorKind::PermissionDenied => {
                fault.help("ports below 1024 are not for everybody: choose a --port")
            }
            _ => fault.help("Matter needs IPv6: see that the system has it"),
        }
    })
}

/// The socket for mDNS, which others on this system use too.
pub(super) fn mdns(interface: &Interface) -> io::Result<Async<UdpSocket>> {
    // As the specification of mDNS wants it, so that a message that was routed shows.
    const HOPS: u32 = 255;
    let socket = socket()?;
    socket.set_reuse_address(true)?;
    socket.set_reuse_port(true)?;
    socket.bind(&MDNS_SOCKET_DEFAULT_BIND_ADDR.into())?;
    socket.set_multicast_hops_v6(HOPS)?;
    // Controllers may be on this system.
    socket.set_multicast_loop_v6(true)?;
    socket.set_multicast_if_v6(interface.index)?;
    socket.join_multicast_v6(&MDNS_IPV6_BROADCAST_ADDR, interface.index)?;
    if let Some(ipv4) = &interface.ipv4 {
        socket.set_multicast_ttl_v4(HOPS)?;
        socket.set_multicast_loop_v4(true)?;
        socket.set_multicast_if_v4(ipv4)?;
        socket.join_multicast_v4(&MDNS_IPV4_BROADCAST_ADDR, ipv4)?;
    }
    Async::new(UdpSocket::from(socket))
}

/// A socket for IPv6 and IPv4.
fn socket() -> io::Result<Socket> {
    let socket = Socket::new(Domain::IPV6, Type::DGRAM, Some(Protocol::UDP))?;
    socket.set_only_v6(false)?;
    Ok(socket)
}
