//! The cluster's handler in the stack.

use clustergen_runtime::{AttributeId, CommandId, Status};
use netim::{
    manager::{Changed, Platform},
    wire::Release,
};
use rs_matter::{
    dm::{
        AsyncHandler, AttrChangeNotifier, AttrDetails, Dataver, EndptId, HandlerContext, InvokeContext,
        InvokeReply, LifecycleOp, MatchContext, ReadContext, ReadReply, Reply, WriteContext,
    },
    error::{Error, ErrorCode},
    tlv::TLVWrite as _,
    transport::exchange::ExchangeId,
};
use tracing::{debug, error, info};

use super::{
    cursors::Cursors,
    invoke::{self, Answered, Invoke},
    read::{EMPTY_LIST, Found, Portion, Read},
    requester,
    server::{Locked, Parcel, Server, Stopped},
    status,
};

/// `ActiveNetworkIdentities`.
const ACTIVE_NETWORK_IDENTITIES: u32 = 0x0000;
/// `Clients`.
const CLIENTS: u32 = 0x0001;

/// Serves the cluster on one endpoint, in the layout of one release.
///
/// It is an [`AsyncHandler`] as it is: chain it behind a matcher for its endpoint and cluster, without `Async` around it.
#[derive(Debug)]
pub struct Handler<P: Platform, const MAX: usize> {
    server: Server<P, MAX>,
    release: Release,
    endpoint: EndptId,
    dataver: Dataver,
    cursors: Cursors<(ExchangeId, u32)>,
}

impl<P: Platform, const MAX: usize> Handler<P, MAX>
where
    Locked<P, MAX>: Parcel,
{
    /// A handler for an endpoint. The data version is best a random one.
    pub const fn new(server: Server<P, MAX>, release: Release, endpoint: EndptId, dataver: Dataver) -> Self {
        Self { server, release, endpoint, dataver, cursors: Cursors::new() }
    }

    /// Tells the subscribers what has changed, whoever changed it.
    fn report(&self, notifier: &impl AttrChangeNotifier) {
        let Changed { active_network_identities, clients } = self.server.take_changed();
        let cluster = self.release.metadata().id.0;
        for (changed, attribute) in
            [(active_network_identities, ACTIVE_NETWORK_IDENTITIES), (clients, CLIENTS)]
        {
            if changed {
                notifier.notify_attr_changed(self.endpoint, cluster, attribute);
            }
        }
    }

    /// The data version to report. A list that is sent entry by entry is of the version at its beginning: it may lack
    /// what changes while it is sent.
    fn reported_dataver(&self, read: (ExchangeId, u32), attr: &AttrDetails) -> u32 {
        let now = self.dataver.get();
        match Asked::new(attr) {
            Asked::NoEntries => {
                self.cursors.begin(read, now);
                now
            }
            Asked::Entry(_) if attr.list_chunked => self.cursors.dataver(read).unwrap_or(now),
            _ => now,
        }
    }

    /// Which part of the attribute the stack asks for; `None` for the empty list that comes before its entries.
    fn portion(&self, read: (ExchangeId, u32), attr: &AttrDetails) -> Option<Portion> {
        match Asked::new(attr) {
            Asked::Whole => Some(Portion::Whole),
            Asked::NoEntries => None,
            Asked::Entry(position) if attr.list_chunked => {
                Some(self.cursors.before(read, position).map_or(Portion::At(position), Portion::After))
            }
            Asked::Entry(position) => Some(Portion::At(position)),
        }
    }
}

/// How the stack asks for a value.
enum Asked {
    /// All of it.
    Whole,
    /// A list without its entries, which it asks for next.
    NoEntries,
    /// One entry of a list.
    Entry(u16),
}

impl Asked {
    fn new(attr: &AttrDetails) -> Self {
        match attr.list_index.as_ref().map(|index| index.as_opt_ref()) {
            None => Self::Whole,
            Some(None) => Self::NoEntries,
            Some(Some(position)) => Self::Entry(*position),
        }
    }
}

impl<P: Platform, const MAX: usize> AsyncHandler for Handler<P, MAX>
where
    Locked<P, MAX>: Parcel,
{
    async fn read(&self, ctx: impl ReadContext, reply: impl ReadReply) -> Result<(), Error> {
        let attr = ctx.attr();
        let this_read = (ctx.exchange().id(), attr.attr_id);
        let Some(mut reply) = reply.with_dataver(self.reported_dataver(this_read, attr))? else {
            return Ok(());
        };
        let Some(portion) = self.portion(this_read, attr) else {
            reply.writer().write_raw_data(EMPTY_LIST)?;
            return reply.complete();
        };
        let cx = requester::context(&ctx.accessor()?, attr.fab_filter)?;
        let read = Read { release: self.release, cx, attribute: AttributeId(attr.attr_id), portion };
        let found = self.server.look(move |manager| read.read(manager)).await.map_err(failure)?;
        match found.map_err(status::read_error)? {
            Found::Value(value, key) => {
                if let Some(key) = key {
                    self.cursors.found(this_read, key);
                }
                reply.writer().write_raw_data(value)?;
                reply.complete()
            }
            Found::TooLong => Err(ErrorCode::NoSpace.into()),
            Found::NoEntry => {
                self.cursors.end(this_read);
                // How the stack is told that the list ends here.
                Err(ErrorCode::ConstraintError.into())
            }
        }
    }

    /// The stack refuses writes before it comes here, as the description says that no attribute can be written.
    async fn write(&self, _: impl WriteContext) -> Result<(), Error> {
        Err(ErrorCode::InvalidAction.into())
    }

    async fn invoke(&self, ctx: impl InvokeContext, reply: impl InvokeReply) -> Result<(), Error> {
        let cmd = ctx.cmd();
        let command = CommandId(cmd.cmd_id);
        let cx = requester::context(&ctx.accessor()?, true)?;
        let invoke = Invoke { release: self.release, cx, command, fields: invoke::fields(ctx.data()) };
        let answered =
            self.server.command(move |manager| invoke.carry_out(manager)).await.map_err(failure)?;
        // Before the answer: who has it finds the data version changed.
        self.report(&ctx);
        log(self.release, command, &answered);
        match answered {
            Ok(Answered::Success) => Ok(()),
            Ok(Answered::Response(id, fields)) => {
                let mut reply = reply.with_command(id.0)?;
                reply.writer().write_raw_data(fields.iter().copied())?;
                reply.complete()
            }
            Err(refused) => status::refuse(cmd, reply, refused),
        }
    }

    fn bump_dataver(&self, _: impl MatchContext) {
        self.dataver.changed();
    }

    fn lifecycle(&self, _: impl HandlerContext, op: LifecycleOp) -> Result<(), Error> {
        // The tables belong to no fabric, so they stay when one goes; whether the last one takes them with it is for the
        // device to say.
        if !matches!(op, LifecycleOp::FactoryReset) {
            return Ok(());
        }
        let reset = self.server.factory_reset().map_err(failure)?;
        reset.map_err(|fault| {
            error!("factory reset: {fault}");
            Error::from(ErrorCode::Failure)
        })
    }

    /// Reports what changed without a command: a client that authenticated.
    async fn run(&self, ctx: impl HandlerContext) -> Result<(), Error> {
        loop {
            self.server.changed().await;
            self.report(&ctx);
        }
    }
}

fn failure(stopped: Stopped) -> Error {
    error!("{stopped}");
    ErrorCode::Failure.into()
}

/// Which command, and how it was answered: nothing of what was in either.
fn log(release: Release, command: CommandId, answered: &Result<Answered, Status>) {
    let name = release.metadata().request(command).map_or("an unknown command", |command| command.name);
    match answered {
        Ok(Answered::Success) => info!("{name}: SUCCESS"),
        Ok(Answered::Response(..)) => debug!("{name}: answered"),
        Err(status) => info!("{name}: {}", status.code),
    }
}
