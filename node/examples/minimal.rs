//! The least that a node with the cluster needs: for those who have a Matter application of their own, and for those who
//! begin one.
//!
//! It keeps everything in memory, and so forgets it at the end. Commission it with the passcode 20202021.
//!
//! ```sh
//! cargo run -p netim-node --example minimal
//! ```

use std::{error::Error, net::UdpSocket, pin::pin};

use async_io::{Async as AsyncIo, block_on};
use futures_lite::future;
use netim::{
    authenticator::NoAuthenticator,
    clients::HashSeed,
    clock::SystemClock,
    crypto::RustCrypto,
    key_store::{SoftwareKeyStore, SysRng, Volatile},
    manager::{Manager, Parts},
    storage::Memory,
    tables::Tables,
    wire::Release,
};
use netim_node::adapter::{ClusterDescription, DEVICE_TYPE, Handler, LogGuard, Server};
use rand_core::UnwrapErr;
use rs_matter::{
    MATTER_PORT, Matter,
    crypto::{Crypto as _, default_crypto},
    devices,
    dm::{
        Async, Dataver, Endpoint, Node,
        clusters::desc::{ClusterHandler as _, DescHandler},
        devices::test::{DAC_PRIVKEY, TEST_DEV_ATT, TEST_DEV_COMM, TEST_DEV_DET},
        endpoints::EthSysHandlerBuilder,
        networks::{SysNetifs, eth::EthNetwork},
    },
    im::{EthInteractionModelState, InteractionModel},
    persist::DummyKvBlobStore,
    respond::DefaultResponder,
    root_endpoint,
    sc::pase::MAX_COMM_WINDOW_TIMEOUT_SECS,
    transport::{MATTER_SOCKET_BIND_ADDR, exchange::MatterBuffers},
};
use tracing_log::LogTracer;

const RELEASE: Release = Release::V1_6_1;
const ROOT: Endpoint<'static> = root_endpoint!(eth);
const CLUSTER: u32 = RELEASE.metadata().id.0;

/// What the server is made of, here without a disk.
type Platform = (Memory<500>, SoftwareKeyStore<Volatile, SysRng>, RustCrypto, NoAuthenticator, SystemClock);

fn main() -> Result<(), Box<dyn Error>> {
    // The stack logs messages with the secrets in them; not behind this guard.
    log::set_logger(Box::leak(Box::new(LogGuard(LogTracer::new()))))?;
    log::set_max_level(log::LevelFilter::Info);
    tracing_subscriber::fmt().init();

    // 1. The server of the cluster, which netim is.
    let parts = Parts {
        storage: Memory::new(),
        key_store: SoftwareKeyStore::open(Volatile::new())?,
        verifier: RustCrypto,
        authenticator: NoAuthenticator,
        clock: SystemClock::new(),
    };
    let tables = Box::new(Tables::new(HashSeed::from_os()?));
    let server = Server::<Platform, 500>::new(Manager::start(parts, tables)?)?;

    // 2. The stack, as for any device.
    let matter = Box::new(Matter::new(&TEST_DEV_DET, TEST_DEV_COMM, &TEST_DEV_ATT, MATTER_PORT));
    let kv = matter.kv(DummyKvBlobStore);
    matter.startup(&kv)?;
    let crypto = default_crypto(UnwrapErr(SysRng), DAC_PRIVKEY);
    let mut rand = crypto.rand()?;
    let buffers = Box::new(MatterBuffers::<10>::new());
    let state = Box::new(EthInteractionModelState::<9, 512>::new(EthNetwork::new_default()));

    // 3. The cluster on endpoint 1: what it looks like, and who answers for it.
    let description = ClusterDescription::new(RELEASE);
    let clusters = [DescHandler::CLUSTER, description.cluster()];
    let endpoints = [ROOT, Endpoint::new(1, devices!(DEVICE_TYPE), &clusters)];
    let handler = EthSysHandlerBuilder::new()
        .netif_diag(&SysNetifs)
        .build(&mut rand)
        .chain(
            |endpoint, cluster| endpoint == 1 && cluster == DescHandler::CLUSTER.id,
            Async(DescHandler::new(Dataver::new_rand(&mut rand)).adapt()),
        )
        .chain(
            |endpoint, cluster| endpoint == 1 && cluster == CLUSTER,
            Handler::new(server, RELEASE, 1, Dataver::new_rand(&mut rand)),
        );
    let node = (Node::new(&endpoints), handler);
    let im = InteractionModel::new(&matter, &crypto, &*buffers, node, &kv, &*state);

    // 4. Everything at work. A node that is to be found needs mDNS too: see the program.
    block_on(async {
        im.startup().await?;
        im.open_basic_comm_window(MAX_COMM_WINDOW_TIMEOUT_SECS)?;
        let socket = AsyncIo::<UdpSocket>::bind(MATTER_SOCKET_BIND_ADDR)?;
        let responder = DefaultResponder::new(&im);
        let transport = pin!(matter.run(&crypto, &socket, &socket, &socket));
        let model = pin!(im.run());
        future::or(transport, future::or(responder.run::<4, 4>(), model)).await
    })?;
    Ok(())
}
