//! Invokes.

use core::marker::PhantomData;

use matter_tlv::{Decode, Encode, Tag, Writer};

use super::Provides;
use crate::limits::Validate;
use crate::metadata::{ClusterMetadata, CommandMetadata};
use crate::{AuthMode, Command, CommandId, Context, Status, StatusCode};

/// How an invoke was answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use = "the requester waits for it"]
pub enum Answer {
    /// By status `SUCCESS`; nothing was written.
    Success,
    /// By this command; its fields were written.
    Response(CommandId),
}

impl From<()> for Answer {
    fn from((): ()) -> Self {
        Self::Success
    }
}

impl From<Replied> for Answer {
    fn from(replied: Replied) -> Self {
        Self::Response(replied.0)
    }
}

/// Where a response is written to: the fields of one command as one structure.
#[derive(Debug)]
pub struct CommandWriter<'w, 'b> {
    out: &'w mut Writer<'b>,
    tag: Tag,
}

impl<'w, 'b> CommandWriter<'w, 'b> {
    /// Writes the fields under `tag`: context tag 1 within a `CommandDataIB`.
    pub fn new(out: &'w mut Writer<'b>, tag: Tag) -> Self {
        Self { out, tag }
    }

    /// The one reply that a server's method may give.
    pub fn reply<R: Command>(&mut self) -> Reply<'_, 'b, R> {
        Reply { out: self.out, tag: self.tag, response: PhantomData }
    }
}

/// The right to answer with the response `R`, once.
///
/// The response is written before [`send`](Self::send) returns, so it may borrow from the server's own memory.
#[derive(Debug)]
pub struct Reply<'w, 'b, R> {
    out: &'w mut Writer<'b>,
    tag: Tag,
    response: PhantomData<fn(R)>,
}

/// The proof that a response was written: only [`Reply::send`] makes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use = "return it from the server's method"]
pub struct Replied(CommandId);

impl<R: Command> Reply<'_, '_, R> {
    /// Sees whether a response would fit, before anything changes that cannot be taken back. Nothing is written.
    ///
    /// # Errors
    ///
    /// `RESOURCE_EXHAUSTED` if it does not fit the message.
    pub fn check_room(&mut self, response: &R::Of<'_>) -> Result<(), Status> {
        let start = self.out.mark();
        let encoded = response.encode(self.tag, self.out);
        self.out.rollback(start);
        encoded.map_err(|_| StatusCode::RESOURCE_EXHAUSTED.into())
    }

    /// Answers.
    ///
    /// # Errors
    ///
    /// `RESOURCE_EXHAUSTED` if the response does not fit the message.
    pub fn send(self, response: &R::Of<'_>) -> Result<Replied, Status> {
        match response.encode(self.tag, self.out) {
            Ok(()) => Ok(Replied(R::ID)),
            Err(_) => Err(StatusCode::RESOURCE_EXHAUSTED.into()),
        }
    }
}

/// Admits one invoke.
///
/// # Errors
///
/// `UNSUPPORTED_COMMAND`, `UNSUPPORTED_ACCESS`, `NEEDS_TIMED_INTERACTION`, and `UNSUPPORTED_ACCESS` for a session that
/// lacks the fabric or the CASE that the command needs, in this order.
#[inline]
pub fn admit_invoke(
    metadata: &ClusterMetadata,
    provided: impl Provides,
    cx: &Context,
    command: CommandId,
) -> Result<(), Status> {
    let command = metadata.request(command).ok_or(StatusCode::UNSUPPORTED_COMMAND)?;
    let refusal = if !provided.accepts(metadata, command) {
        StatusCode::UNSUPPORTED_COMMAND
    } else if !cx.privilege.allows(command.privilege) {
        StatusCode::UNSUPPORTED_ACCESS
    } else if command.timed && !cx.timed {
        StatusCode::NEEDS_TIMED_INTERACTION
    } else if lacks_session(command, cx) {
        StatusCode::UNSUPPORTED_ACCESS
    } else {
        return Ok(());
    };
    Err(refusal.into())
}

/// Whether the session lacks the fabric or the certificate that the command needs.
fn lacks_session(command: &CommandMetadata, cx: &Context) -> bool {
    let lacks_fabric = command.fabric_scoped && cx.fabric_index.is_none();
    let lacks_case = command.case_only && cx.auth_mode != AuthMode::Case;
    lacks_fabric || lacks_case
}

/// Lets `serve` call the server, and takes back what was written if that fails.
///
/// # Errors
///
/// What `serve` returns.
pub fn answer<'b>(
    out: &mut CommandWriter<'_, 'b>,
    serve: impl FnOnce(&mut CommandWriter<'_, 'b>) -> Result<Answer, Status>,
) -> Result<Answer, Status> {
    let start = out.out.mark();
    let answer = serve(out);
    if answer.is_err() {
        out.out.rollback(start);
    }
    answer
}

/// The same for a server that is awaited.
///
/// # Errors
///
/// What `serve` returns.
pub async fn answer_async<'b>(
    out: &mut CommandWriter<'_, 'b>,
    serve: impl AsyncFnOnce(&mut CommandWriter<'_, 'b>) -> Result<Answer, Status>,
) -> Result<Answer, Status> {
    let start = out.out.mark();
    let answer = serve(out).await;
    if answer.is_err() {
        out.out.rollback(start);
    }
    answer
}

/// Decodes and checks the fields of a request. No bytes at all stand for an empty structure.
///
/// # Errors
///
/// `INVALID_COMMAND` for a wrong shape, then `CONSTRAINT_ERROR` for a broken limit.
pub fn request<'a, T: Decode<'a> + Validate>(fields: &'a [u8]) -> Result<T, Status> {
    const EMPTY_STRUCTURE: &[u8] = &[0x15, 0x18];
    let fields = if fields.is_empty() { EMPTY_STRUCTURE } else { fields };
    checked(fields, StatusCode::INVALID_COMMAND)
}

/// Decodes and checks a value that came from a client.
pub(super) fn checked<'a, T: Decode<'a> + Validate>(
    bytes: &'a [u8],
    malformed: StatusCode,
) -> Result<T, Status> {
    let value: T = matter_tlv::decode(bytes)
        .map_err(|error| if error.kind.is_constraint() { StatusCode::CONSTRAINT_ERROR } else { malformed })?;
    value.check_shape().map_err(|_| malformed)?;
    value.validate().map_err(|_| StatusCode::CONSTRAINT_ERROR)?;
    Ok(value)
}
