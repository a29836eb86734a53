//! Sockets and threads.

use std::{
    io::{self, ErrorKind},
    net::{SocketAddr, UdpSocket},
    num::NonZero,
    panic::{self, AssertUnwindSafe},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use crate::{
    Options, StartError,
    contract::{Follower, Owner},
    disconnect::Disconnector,
    packet::MAX_LEN,
    report::Counters,
    service::Service,
};

/// How long a thread may sleep before it looks whether it has to end.
const NAP: Duration = Duration::from_millis(100);

/// How long to wait after an error.
const PAUSE: Duration = Duration::from_millis(10);

/// How often sessions are looked through for those that have expired.
const SWEEP: Duration = Duration::from_secs(1);

/// A RADIUS server that does not listen yet: so that what it follows can be started first.
#[derive(Clone, Debug)]
pub struct RadiusAuthenticator {
    service: Arc<Service>,
}

impl RadiusAuthenticator {
    /// Prepares a server.
    ///
    /// # Errors
    ///
    /// [`StartError`] if TLS does not work or the file of sightings cannot be used.
    pub fn new(options: Options) -> Result<Self, StartError> {
        Ok(Self { service: Arc::new(Service::new(options)?) })
    }

    /// What hears of changes: the [`authenticator`](netim::manager::Parts::authenticator) of a manager.
    pub fn follower(&self) -> Follower {
        Follower(Arc::clone(&self.service))
    }

    /// Listens, and lets clients in, until the server is dropped.
    ///
    /// # Errors
    ///
    /// [`StartError`] if an address cannot be listened at or a thread is not started.
    pub fn serve(&self, addresses: &[SocketAddr], owner: Arc<dyn Owner>) -> Result<Server, StartError> {
        self.service.owner.set(Some(owner));
        let mut server = Server {
            service: Arc::clone(&self.service),
            addresses: Vec::new(),
            stop: Arc::default(),
            threads: Vec::new(),
        };
        for address in addresses {
            server.listen(*address).map_err(|source| StartError::Socket { address: *address, source })?;
        }
        server.start_others().map_err(StartError::Thread)?;
        Ok(server)
    }

    /// Takes a datagram as if it came from an address, and returns the one to send back: for tests that need no socket.
    pub fn handle(&self, datagram: &[u8], from: SocketAddr) -> Option<Arc<[u8]>> {
        self.service.handle(datagram, from, Instant::now())
    }

    /// What has been counted since the start.
    pub fn counters(&self) -> Counters {
        Counters { sessions: self.service.open_sessions(), ..self.service.reports.counters() }
    }
}

/// A RADIUS server that runs. Dropping it ends it.
#[derive(Debug)]
pub struct Server {
    service: Arc<Service>,
    addresses: Vec<SocketAddr>,
    stop: Arc<AtomicBool>,
    threads: Vec<JoinHandle<()>>,
}

impl Server {
    /// Where it listens: with the ports that the system has chosen where it was asked to.
    pub fn addresses(&self) -> &[SocketAddr] {
        &self.addresses
    }

    fn listen(&mut self, address: SocketAddr) -> io::Result<()> {
        let socket = UdpSocket::bind(address)?;
        socket.set_read_timeout(Some(NAP))?;
        self.addresses.push(socket.local_addr()?);
        // One for each processor, and no fewer than two: while one waits for the key store, another works.
        let workers = thread::available_parallelism().map_or(2, NonZero::get).max(2);
        for _ in 0..workers {
            let (socket, service) = (socket.try_clone()?, Arc::clone(&self.service));
            self.start("radius", move |stop| answer(&service, &socket, stop))?;
        }
        Ok(())
    }

    fn start_others(&mut self) -> io::Result<()> {
        let service = Arc::clone(&self.service);
        self.start("radius-report", move |stop| report(&service, stop))?;
        let service = Arc::clone(&self.service);
        self.start("radius-sweep", move |stop| sweep(&service, stop))?;
        let mut disconnector = Disconnector::new(Arc::clone(&self.service), &self.addresses);
        self.start("radius-disconnect", move |stop| {
            while !stop.load(Ordering::Relaxed) {
                disconnector.step();
            }
            disconnector.keep();
        })
    }

    fn start(&mut self, name: &str, work: impl FnOnce(&AtomicBool) + Send + 'static) -> io::Result<()> {
        let stop = Arc::clone(&self.stop);
        self.threads.push(thread::Builder::new().name(name.to_owned()).spawn(move || work(&stop))?);
        Ok(())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        for thread in self.threads.drain(..) {
            // One that has panicked has said so.
            let _ = thread.join();
        }
        // Whoever was let in while the threads ended, one after another.
        if let Some(owner) = self.service.owner.get() {
            self.service.unreported.report_to(&*owner);
        }
        if let Err(error) = self.service.sightings.save() {
            tracing::error!(%error, "sightings of clients were not saved");
        }
        self.service.owner.set(None);
    }
}

fn answer(service: &Service, socket: &UdpSocket, stop: &AtomicBool) {
    let mut buffer = [0; MAX_LEN];
    while !stop.load(Ordering::Relaxed) {
        match socket.recv_from(&mut buffer) {
            Ok((length, from)) => {
                let datagram = buffer.get(..length).unwrap_or_default();
                // What a packet does that makes a thread panic, it does to all of them.
                let handle = AssertUnwindSafe(|| service.handle(datagram, from, Instant::now()));
                let reply = panic::catch_unwind(handle).unwrap_or_else(|_| {
                    tracing::error!(%from, "a packet was not answered: the server panicked");
                    None
                });
                if let Some(reply) = reply
                    && let Err(error) = socket.send_to(&reply, from)
                {
                    tracing::warn!(%from, %error, "a reply was not sent");
                }
            }
            Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {}
            // An access point that is not there any more, say, of which the system tells. What lasts is no reason to be busy.
            Err(error) => {
                tracing::debug!(%error, "nothing received");
                thread::sleep(PAUSE);
            }
        }
    }
}

fn report(service: &Service, stop: &AtomicBool) {
    // What is left when it ends is reported still.
    loop {
        let is_last = stop.load(Ordering::Relaxed);
        if let Some(owner) = service.owner.get() {
            service.unreported.report_to(&*owner);
        }
        if is_last {
            return;
        }
        service.unreported.wait(NAP);
    }
}

fn sweep(service: &Service, stop: &AtomicBool) {
    let mut last = Instant::now();
    while !stop.load(Ordering::Relaxed) {
        thread::sleep(NAP);
        let now = Instant::now();
        if now.duration_since(last) >= SWEEP {
            last = now;
            service.sweep(now);
        }
    }
}
