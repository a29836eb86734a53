//! Who carries the orders out.

use std::{
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, UdpSocket},
    sync::Arc,
    time::{Duration, Instant},
};

use super::{
    Cause,
    order::{Answered, Order},
};
use crate::{packet::Packet, service::Service};

/// How often to look for answers while some are due.
const POLL: Duration = Duration::from_millis(20);

/// How often to look whether the file is to be written.
const IDLE: Duration = Duration::from_millis(200);

/// How long to try where no `Session-Timeout` ends the stay anyway.
const GIVE_UP: Duration = Duration::from_hours(24);

/// Sends `Disconnect-Request`s until they are answered, and keeps the file of sightings.
#[derive(Debug)]
pub(crate) struct Disconnector {
    service: Arc<Service>,
    v4: Option<UdpSocket>,
    v6: Option<UdpSocket>,
    orders: Vec<Order>,
    /// The last one used.
    identifier: u8,
}

impl Disconnector {
    /// One that sends from where the server listens, since that is where access points take such requests from.
    pub(crate) fn new(service: Arc<Service>, listening: &[SocketAddr]) -> Self {
        let from = |is_wanted: fn(&IpAddr) -> bool, any: IpAddr| {
            listening.iter().map(SocketAddr::ip).find(is_wanted).unwrap_or(any)
        };
        let socket = |address: IpAddr| {
            let socket = UdpSocket::bind((address, 0)).ok()?;
            socket.set_nonblocking(true).ok()?;
            Some(socket)
        };
        let v4 = socket(from(IpAddr::is_ipv4, Ipv4Addr::UNSPECIFIED.into()));
        let v6 = socket(from(IpAddr::is_ipv6, Ipv6Addr::UNSPECIFIED.into()));
        Self { service, v4, v6, orders: Vec::new(), identifier: 0 }
    }

    /// Does what is to be done now, or waits a little for it.
    pub(crate) fn step(&mut self) {
        let timeout = if self.orders.is_empty() { IDLE } else { POLL };
        let ordered = self.service.sightings.orders(timeout);
        let now = Instant::now();
        for ordered in ordered {
            // The client may have been let in again since the same was ordered before: it is tried anew, for as long.
            self.orders.retain(|order| order.client != ordered.client || order.place != ordered.place);
            self.orders.push(Order::new(ordered, now));
        }
        self.send(now);
        self.receive(now);
        self.keep();
    }

    /// Writes the file of sightings. One that cannot be written now is written later.
    pub(crate) fn keep(&self) {
        if let Err(error) = self.service.sightings.save() {
            tracing::error!(%error, "sightings of clients were not saved");
        }
    }

    fn send(&mut self, now: Instant) {
        let mut orders = std::mem::take(&mut self.orders);
        orders.retain_mut(|order| order.due > now || self.send_order(order, now));
        self.orders = orders;
    }

    /// Sends an order. False if there is nothing more to be done about it.
    fn send_order(&mut self, order: &mut Order, now: Instant) -> bool {
        let nas = order.place.nas;
        let may_stay = match order.cause {
            // It was added again.
            Cause::Removed => self.service.live.has_client(&order.client),
            // Somebody was let in there again.
            Cause::Forgotten => self.service.sightings.is_known(&order.place),
        };
        if may_stay {
            return false;
        }
        let configured = self.service.nas.find(nas);
        let Some((configured, port)) = configured.and_then(|nas| Some((nas, nas.das_port?))) else {
            let station = &order.place.station;
            tracing::warn!(client = %order.client, %nas, %station, "takes no Disconnect-Request");
            self.service.sightings.forget(&order.client, &order.place);
            return false;
        };
        if now.saturating_duration_since(order.since) > self.service.session_timeout.unwrap_or(GIVE_UP) {
            tracing::warn!(client = %order.client, %nas, "did not answer to Disconnect-Requests");
            self.service.sightings.forget(&order.client, &order.place);
            return false;
        }
        self.identifier = self.identifier.wrapping_add(1);
        let to = SocketAddr::new(nas, port);
        let Ok(packet) = order.next_packet(to, self.identifier, &configured.secret, now) else {
            return false;
        };
        let socket = if nas.is_ipv4() { &self.v4 } else { &self.v6 };
        match socket.as_ref().map(|socket| socket.send_to(&packet, to)) {
            Some(Ok(_)) => self.service.reports.count(|counters| counters.disconnects_sent += 1),
            Some(Err(error)) => tracing::warn!(%to, %error, "a Disconnect-Request was not sent"),
            None => tracing::warn!(%to, "a Disconnect-Request was not sent: no socket of this family"),
        }
        true
    }

    fn receive(&mut self, now: Instant) {
        let mut buffer = [0; crate::packet::MAX_LEN];
        for socket in [&self.v4, &self.v6].into_iter().flatten() {
            while let Ok((length, from)) = socket.recv_from(&mut buffer) {
                let datagram = buffer.get(..length).unwrap_or_default();
                if let Ok(packet) = Packet::parse(datagram) {
                    take_answer(&self.service, &mut self.orders, &packet, from, now);
                }
            }
        }
    }
}

fn take_answer(
    service: &Service,
    orders: &mut Vec<Order>,
    packet: &Packet<'_>,
    from: SocketAddr,
    now: Instant,
) {
    let Some(nas) = service.nas.find(from.ip()) else { return };
    let answered = |order: &Order| order.answered(packet, from, &nas.secret);
    let Some(position) = orders.iter().position(|order| answered(order).is_some()) else { return };
    let Some(order) = orders.get(position) else { return };
    let (client, station) = (order.client, &order.place.station);
    match answered(order) {
        Some(Answered::Disconnected) => {
            tracing::info!(%client, nas = %from.ip(), %station, "disconnected");
            service.reports.count(|counters| counters.disconnects_acknowledged += 1);
        }
        Some(Answered::Absent) if order.may_be_overtaken(now) => return,
        Some(Answered::Absent) => {
            tracing::info!(%client, nas = %from.ip(), %station, "was not connected any more");
        }
        Some(Answered::Refused { cause }) => {
            tracing::warn!(%client, nas = %from.ip(), %station, cause, "the access point refuses to disconnect");
            return;
        }
        None => return,
    }
    // What is known of a forgotten place is from later.
    if order.cause == Cause::Removed {
        service.sightings.forget(&order.client, &order.place);
    }
    orders.swap_remove(position);
}
