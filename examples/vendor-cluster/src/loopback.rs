//! A transport without a network: operations go straight into a server's dispatch.

use std::convert::Infallible;

use clustergen_runtime::client::{AttributePath, ClientError, CommandPath, InvokeReply, Transport};
use clustergen_runtime::serve::{Answer, AttributeWriter, CommandWriter};
use clustergen_runtime::tlv::{Tag, Writer};
use clustergen_runtime::{Context, Status, StatusCode};

use crate::clusters::coffee_machine::{self, Server};

/// Leads to one server, with the rights of one requester.
#[derive(Debug)]
pub struct Loopback<S> {
    server: S,
    requester: Context,
}

impl<S: Server> Loopback<S> {
    /// Leads to `server` as `requester`.
    pub fn new(server: S, requester: Context) -> Self {
        Self { server, requester }
    }
}

impl<S: Server> Transport for Loopback<S> {
    type Error = Infallible;

    fn read(&mut self, path: AttributePath, data: &mut [u8]) -> Result<usize, ClientError<Infallible>> {
        let mut out = Writer::new(data);
        let mut writer = AttributeWriter::new(&mut out, Tag::Anonymous);
        coffee_machine::read(&self.server, &self.requester, path.attribute, &mut writer)
            .map_err(ClientError::Status)?;
        // One buffer, one chunk: what does not fit is more than this transport can carry.
        match writer.rest() {
            Some(_) => Err(ClientError::Status(StatusCode::RESOURCE_EXHAUSTED.into())),
            None => Ok(out.len()),
        }
    }

    fn write(
        &mut self,
        path: AttributePath,
        timed: bool,
        data: &[u8],
    ) -> Result<(), ClientError<Infallible>> {
        let requester = Context { timed, ..self.requester };
        coffee_machine::write(&mut self.server, &requester, path.attribute, data).map_err(ClientError::Status)
    }

    fn invoke(
        &mut self,
        path: CommandPath,
        timed: bool,
        fields: &[u8],
        reply: &mut [u8],
    ) -> Result<InvokeReply, ClientError<Infallible>> {
        let requester = Context { timed, ..self.requester };
        let mut out = Writer::new(reply);
        let mut writer = CommandWriter::new(&mut out, Tag::Anonymous);
        Ok(match coffee_machine::invoke(&mut self.server, &requester, path.command, fields, &mut writer) {
            Ok(Answer::Success) => InvokeReply::Status(Status::from(StatusCode::SUCCESS)),
            Ok(Answer::Response(id)) => InvokeReply::Command { id, len: out.len() },
            Err(status) => InvokeReply::Status(status),
        })
    }
}
