//! Everything at work.

use std::{convert::Infallible, io, pin::Pin, time::Duration};

use async_io::Timer;
use async_signal::{Signal, Signals};
use futures_lite::{StreamExt as _, future};
use netim::key_store::SysRng;
use rand_core::UnwrapErr;
use rs_matter::{
    Matter,
    crypto::{Crypto as _, default_crypto},
    dm::{
        Async, Dataver, Handler, HandlerContext, LifecycleOp, MatchContext, Node, NonBlockingHandler,
        ReadContext, ReadReply,
        clusters::desc::{ClusterHandler as _, DescHandler},
        devices::test::{DAC_PRIVKEY, TEST_DEV_ATT},
        endpoints::EthSysHandlerBuilder,
        networks::{SysNetifs, eth::EthNetwork},
    },
    error::{Error, ErrorCode},
    im::{EthInteractionModelState, InteractionModel},
    respond::DefaultResponder,
    sc::pase::MAX_COMM_WINDOW_TIMEOUT_SECS,
};
use tracing::{error, info, warn};

use super::{
    announce,
    blobs::Blobs,
    buffers::WipedBuffers,
    cluster::{Linux, MAX, Server},
    control::Control,
    device,
    fault::Fault,
    folder::{self, Folder},
    listen, notify,
    options::RunArguments,
    pairing::Codes,
    radius::Listening,
    settings::Settings,
    test_event::TestEvents,
};
use crate::adapter::{self, ClusterDescription};

/// How long an answer that is on its way gets before everything is forgotten.
const LAST_WORDS: Duration = Duration::from_secs(1);

/// Why everything came to an end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ended {
    /// The program was told to end.
    Told,
    /// The device is to be as it left the factory.
    FactoryReset,
}

/// What the node is run with.
pub(super) struct Setup<'a> {
    pub(super) options: &'a RunArguments,
    pub(super) folder: &'a Folder,
    pub(super) settings: &'a Settings,
    /// Whether another release was spoken the last time.
    pub(super) release_changed: bool,
    pub(super) server: &'a Server,
    /// What access points ask, if they do.
    pub(super) radius: Option<&'a Listening>,
    pub(super) signals: &'a mut Signals,
}

/// Runs the node until something ends it.
pub(super) async fn run(setup: Setup<'_>) -> Result<Ended, Fault> {
    let Setup { options, folder, settings, release_changed, server, radius, signals } = setup;
    let info = device::basic_information(settings);
    let commissioning = device::commissioning_data(options);
    let matter = Box::new(Matter::new(&info, commissioning.clone(), &TEST_DEV_ATT, options.port));
    let blobs = Blobs::new(folder.matter());
    let kv = matter.kv(blobs.clone());
    matter.startup(&kv).map_err(unusable(folder))?;

    let crypto = default_crypto(UnwrapErr(SysRng), DAC_PRIVKEY);
    let mut rand = crypto.rand().map_err(in_stack("random numbers"))?;
    let buffers = Box::new(WipedBuffers::new());
    let state = Box::new(EthInteractionModelState::<SUBSCRIPTIONS, EVENTS>::new(EthNetwork::new_default()));
    let description = ClusterDescription::new(options.release);
    let clusters = device::clusters(&description);
    let endpoints = [device::ROOT, device::manager(&clusters)];
    let test_events = TestEvents::new(options.enable_key.clone(), server.clone());
    let (last_fabric, no_fabrics) = LastFabric::new(blobs.clone(), folder);
    let cluster = adapter::Handler::<Linux, MAX>::new(
        server.clone(),
        options.release,
        device::ENDPOINT,
        Dataver::new_rand(&mut rand),
    );
    let handler = EthSysHandlerBuilder::new()
        .netif_diag(&SysNetifs)
        .gen_diag(&test_events)
        .build(&mut rand)
        .chain(
            |endpoint, cluster| endpoint == device::ENDPOINT && cluster == DescHandler::CLUSTER.id,
            Async(DescHandler::new(Dataver::new_rand(&mut rand)).adapt()),
        )
        .chain(|endpoint, cluster| endpoint == device::ENDPOINT && cluster == device::CLUSTER, &cluster)
        // It serves nothing; what happens to fabrics is told to all.
        .chain(|_, _| false, Async(&last_fabric));
    let im =
        InteractionModel::new(&matter, &crypto, &*buffers, (Node::new(&endpoints), handler), &kv, &*state);
    im.startup().await.map_err(unusable(folder))?;
    if release_changed {
        // The device looks different now.
        im.bump_configuration_version().map_err(in_stack("its configuration version"))?;
        settings.save(folder)?;
    }

    let socket = listen::matter(options.port)?;
    let control = Control::listen(folder)?;
    let responder = DefaultResponder::new(&im);
    if !matter.has_fabrics() {
        im.open_basic_comm_window(MAX_COMM_WINDOW_TIMEOUT_SECS)
            .map_err(in_stack("the commissioning window"))?;
        invite(&Codes::new(&commissioning, &info)?);
    }
    // A boot that got this far was none of a loop of boots.
    matter.persist_reboot_count(&kv).map_err(in_stack("the count of starts"))?;
    info!(
        "release {}, UDP port {}, room for {} clients",
        options.release, options.port, options.client_table_size
    );
    notify::ready();

    let ended = first_of([
        never("the transport", matter.run(&crypto, &socket, &socket, &socket)),
        never("the responder", responder.run::<8, 4>()),
        never("the interaction model", im.run()),
        Box::pin(async { announce::run(&matter, &crypto, options.interface.as_deref()).await.map(no_end) }),
        Box::pin(control.serve(options, settings, &matter, server, &blobs, radius)),
        Box::pin(forsaken(no_fabrics)),
        Box::pin(told(signals)),
    ])
    .await?;
    notify::stopping();
    if ended == Ended::FactoryReset || folder.is_to_be_wiped() {
        // Through the stack, so that all handlers hear of it, and the authenticator behind one of them. The folder is wiped
        // whatever they make of it.
        for reset in [im.factory_reset().await, matter.factory_reset(&kv)] {
            if let Err(error) = reset {
                warn!("factory reset: {}", error.code_name());
            }
        }
    }
    Ok(ended)
}

/// Subscriptions at a time: three on each of the five fabrics that the stack has room for.
const SUBSCRIPTIONS: usize = 15;
/// Bytes for events that were not reported yet.
const EVENTS: usize = 2048;

/// Shows how to get in.
fn invite(codes: &Codes) {
    // Somebody may have closed the other end; there is the log then, and a status.
    let _ = codes.print(&mut io::stdout());
    info!("not commissioned: the commissioning window is open for {MAX_COMM_WINDOW_TIMEOUT_SECS} s");
}

type Task<'t> = Pin<Box<dyn Future<Output = Result<Ended, Fault>> + 't>>;

/// The end that comes first.
async fn first_of<const TASKS: usize>(mut tasks: [Task<'_>; TASKS]) -> Result<Ended, Fault> {
    future::poll_fn(|cx| {
        let poll = |task: &mut Task<'_>| task.as_mut().poll(cx);
        tasks.iter_mut().map(poll).find(std::task::Poll::is_ready).unwrap_or(std::task::Poll::Pending)
    })
    .await
}

/// A part of the stack, which should not end.
fn never<'t>(part: &'static str, task: impl Future<Output = Result<(), Error>> + 't) -> Task<'t> {
    Box::pin(async move {
        match task.await {
            Ok(()) => Err(Fault::new(format!("{part} has ended"))),
            Err(error) => Err(in_stack(part)(error)),
        }
    })
}

const fn no_end(never: Infallible) -> Ended {
    match never {}
}

/// Until the last fabric has gone.
async fn forsaken(no_fabrics: async_channel::Receiver<()>) -> Result<Ended, Fault> {
    // Whoever sends is in the stack as long as this waits.
    let _ = no_fabrics.recv().await;
    info!("the last fabric was removed: factory reset");
    Timer::after(LAST_WORDS).await;
    Ok(Ended::FactoryReset)
}

/// Until a signal comes that tells the program to end.
async fn told(signals: &mut Signals) -> Result<Ended, Fault> {
    match signals.next().await {
        Some(Ok(signal)) => {
            let name = if signal == Signal::Int { "SIGINT" } else { "SIGTERM" };
            info!("{name}: ending");
            Ok(Ended::Told)
        }
        Some(Err(error)) => Err(Fault::from_error("waiting for signals", error)),
        None => Err(Fault::new("no more signals can come")),
    }
}

fn in_stack(part: &'static str) -> impl Fn(Error) -> Fault {
    move |error| Fault::from_error(part, error.code_name())
}

fn unusable(folder: &Folder) -> impl Fn(Error) -> Fault {
    let name = folder.matter();
    move |error| {
        Fault::from_error(format!("`{}` cannot be used", name.display()), error.code_name())
            .help("restore a backup")
    }
}

/// The stack's error prints a trace of calls too, which nobody wants to see.
trait CodeName {
    fn code_name(&self) -> String;
}

impl CodeName for Error {
    fn code_name(&self) -> String {
        format!("{:?}", self.code())
    }
}

/// Notices when the last fabric goes.
struct LastFabric<'a> {
    blobs: Blobs,
    folder: &'a Folder,
    gone: async_channel::Sender<()>,
}

impl<'a> LastFabric<'a> {
    fn new(blobs: Blobs, folder: &'a Folder) -> (Self, async_channel::Receiver<()>) {
        let (gone, receiver) = async_channel::bounded(1);
        (Self { blobs, folder, gone }, receiver)
    }
}

impl Handler for LastFabric<'_> {
    fn read(&self, _: impl ReadContext, _: impl ReadReply) -> Result<(), Error> {
        Err(ErrorCode::AttributeNotFound.into())
    }

    fn bump_dataver(&self, _: impl MatchContext) {}

    fn lifecycle(&self, ctx: impl HandlerContext, op: LifecycleOp) -> Result<(), Error> {
        let removed = matches!(op, LifecycleOp::FabricRemoval { .. });
        // A fabric of a commissioning that failed was never stored; nothing has to be forgotten for that.
        if removed && !ctx.matter().has_fabrics() && self.blobs.had_fabrics() {
            // Before anybody is told: nothing that happens from here on keeps it from being done.
            if let Err(fault) = folder::order_reset(self.folder.path()) {
                error!("{}", fault.message());
            }
            // Once is enough.
            let _ = self.gone.try_send(());
        }
        Ok(())
    }
}

impl NonBlockingHandler for LastFabric<'_> {}
