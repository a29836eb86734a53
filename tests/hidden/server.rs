//! A server, and what takes requests to it, that print whatever they get hold of.

use std::{
    cell::RefCell,
    fmt::{self, Debug, Write as _},
    num::NonZeroU8,
    rc::Rc,
};

use netim::{
    cluster::v1_6::{Server, commands, types},
    runtime::{
        Context, Privilege, Status, StatusCode,
        client::{AttributePath, ClientError, CommandPath, InvokeReply, Transport},
        serve::{Answer, CommandWriter, ListWriter, Replied, Reply},
        tlv::{self, Element, Fields, Input, Reader, Tag, Writer},
    },
};

/// All that was printed.
#[derive(Clone, Default)]
pub(crate) struct Print(Rc<RefCell<String>>);

impl Print {
    /// Prints a value in the ways there are.
    pub(crate) fn value(&self, value: &impl Debug) {
        writeln!(self.0.borrow_mut(), "{value:?}\n{value:#?}\n{value:x?}\n{value:02X?}").unwrap();
    }

    pub(crate) fn take(&self) -> String {
        self.0.take()
    }
}

/// A server that has one secret.
pub(crate) struct Talkative {
    pub(crate) nass: Vec<u8>,
    pub(crate) print: Print,
}

impl Debug for Talkative {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Talkative")
    }
}

impl Server for Talkative {
    fn active_network_identities(
        &self,
        _cx: &Context,
        _list: &mut ListWriter<'_, '_, types::ActiveNetworkIdentityStruct<'_>>,
    ) -> Result<(), Status> {
        Ok(())
    }

    fn clients(
        &self,
        _cx: &Context,
        list: &mut ListWriter<'_, '_, types::ClientStruct<'_>>,
    ) -> Result<(), Status> {
        self.print.value(list);
        Ok(())
    }

    fn client_table_size(&self, _cx: &Context) -> Result<u16, Status> {
        Ok(500)
    }

    fn add_client(
        &mut self,
        _cx: &Context,
        _request: commands::AddClient<'_>,
        _reply: Reply<'_, '_, commands::AddClientResponse>,
    ) -> Result<Replied, Status> {
        Err(StatusCode::FAILURE.into())
    }

    fn remove_client(&mut self, _cx: &Context, _request: commands::RemoveClient<'_>) -> Result<(), Status> {
        Err(StatusCode::FAILURE.into())
    }

    fn query_identity(
        &mut self,
        _cx: &Context,
        _request: commands::QueryIdentity<'_>,
        _reply: Reply<'_, '_, commands::QueryIdentityResponse<'_>>,
    ) -> Result<Replied, Status> {
        Err(StatusCode::FAILURE.into())
    }

    fn import_admin_secret(
        &mut self,
        cx: &Context,
        request: commands::ImportAdminSecret<'_>,
    ) -> Result<(), Status> {
        self.print.value(cx);
        self.print.value(&request);
        Ok(())
    }

    fn export_admin_secret(
        &mut self,
        _cx: &Context,
        reply: Reply<'_, '_, commands::ExportAdminSecretResponse<'_>>,
    ) -> Result<Replied, Status> {
        let response =
            commands::ExportAdminSecretResponse { network_administrator_shared_secret: &self.nass };
        self.print.value(&response);
        self.print.value(&reply);
        reply.send(&response)
    }
}

impl Transport for Talkative {
    type Error = ();

    fn read(&mut self, _: AttributePath, _: &mut [u8]) -> Result<usize, ClientError<()>> {
        Err(ClientError::Transport(()))
    }

    fn write(&mut self, _: AttributePath, _: bool, _: &[u8]) -> Result<(), ClientError<()>> {
        Err(ClientError::Transport(()))
    }

    fn invoke(
        &mut self,
        path: CommandPath,
        timed: bool,
        fields: &[u8],
        reply: &mut [u8],
    ) -> Result<InvokeReply, ClientError<()>> {
        let print = self.print.clone();
        print.value(&(path, timed));
        print_reading(&print, fields);
        let cx = Context::case(NonZeroU8::MIN, 1, Privilege::Administer).timed();
        let mut out = Writer::new(reply);
        let mut writer = CommandWriter::new(&mut out, Tag::Anonymous);
        let answer = netim::cluster::v1_6::invoke(self, &cx, path.command, fields, &mut writer);
        print.value(&writer);
        print.value(&answer);
        print.value(&out);
        let reply = match answer {
            Ok(Answer::Response(id)) => InvokeReply::Command { id, len: out.len() },
            Ok(Answer::Success) => InvokeReply::Status(StatusCode::SUCCESS.into()),
            Err(status) => InvokeReply::Status(status),
        };
        print.value(&reply);
        Ok(reply)
    }
}

/// Prints all that reads a message, but for its elements.
fn print_reading(print: &Print, message: &[u8]) {
    let mut reader = Reader::new(message);
    print.value(&Input::new(message));
    while let Ok(Some(Element { tag, .. })) = reader.next() {
        print.value(&(tag, &reader));
    }
    let structure = tlv::ElementType::Structure;
    if let Ok(fields) = Fields::of_structure(structure, Input::new(message.get(1..).unwrap_or_default())) {
        print.value(&fields);
    }
}
