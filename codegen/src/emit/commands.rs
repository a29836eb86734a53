//! Commands, requests and responses: their fields as types.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::context::{Context, type_scope};
use super::describe;
use super::docs::{code, sentence};
use super::fields::Record;
use super::literal::id;
use super::tokens::moved;
use crate::model::{Command, Direction, Response};
use crate::renames::{Kind, Owner};

/// A command and its identifier in the module of commands.
pub(super) struct Named<'m> {
    pub(super) command: &'m Command,
    pub(super) ident: Ident,
}

/// All commands with their identifiers.
pub(super) fn named<'m>(cx: &Context<'m>) -> Vec<Named<'m>> {
    let mut scope = type_scope();
    let name = |command: &'m Command| cx.name(Owner::Item(Kind::Command), &command.name);
    let commands = cx.cluster.commands.iter();
    commands.map(|command| Named { command, ident: scope.add(name(command), "Command") }).collect()
}

/// The requests among them.
pub(super) fn requests<'c, 'm>(commands: &'c [Named<'m>]) -> impl Iterator<Item = &'c Named<'m>> {
    commands.iter().filter(|named| named.command.direction == Direction::ToServer)
}

/// The response to a request.
pub(super) fn response<'c, 'm>(request: &Command, commands: &'c [Named<'m>]) -> Option<&'c Named<'m>> {
    let Response::Command(name) = &request.response else {
        return None;
    };
    commands
        .iter()
        .find(|named| named.command.direction == Direction::ToClient && named.command.name == *name)
}

/// A command as a type made of fields.
pub(super) fn record<'m>(named: &Named<'m>) -> Record<'m> {
    let Named { command, ident } = named;
    Record {
        ident: ident.clone(),
        kind: Kind::Command,
        name: &command.name,
        docs: command_docs(command),
        fields: &command.fields,
        incoming: command.direction == Direction::ToServer,
        is_entry: false,
    }
}

/// The type of a command.
pub(super) fn command(cx: &Context<'_>, named: &Named<'_>, all: &[Named<'_>]) -> TokenStream {
    let Named { command, ident } = named;
    let is_request = command.direction == Direction::ToServer;
    let record = record(named);
    let definition = moved(record.emit(cx, &quote!(types::)));
    let id = id(command.id, 2);
    let generics = record.generics(cx, &quote!('_));
    let request = is_request.then(|| moved(request(cx, command, &record, all)));
    quote! {
        #definition
        impl Command for #ident #generics {
            const ID: CommandId = CommandId(#id);
        }
        #request
    }
}

fn request(cx: &Context<'_>, command: &Command, record: &Record<'_>, all: &[Named<'_>]) -> TokenStream {
    let ident = &record.ident;
    let generics = record.generics(cx, &quote!('_));
    let timed = command.timed.then(|| {
        quote!(
            const TIMED: bool = true;
        )
    });
    let answer = response(command, all).map_or_else(
        || quote!(()),
        |response| {
            let generics = cx.any_borrows(&response.command.fields).then(|| quote!(<'static>));
            let ident = &response.ident;
            quote!(#ident #generics)
        },
    );
    quote! {
        impl Request for #ident #generics {
            const CLUSTER: ClusterId = super::ID;
            #timed
            type Answer = #answer;
        }
    }
}

fn command_docs(command: &Command) -> Vec<String> {
    let mut docs = vec![match command.direction {
        Direction::ToServer => {
            format!("{} (0x{:02X}): {}.", code(&command.name), command.id, describe::command_access(command))
        }
        Direction::ToClient => format!("{} (0x{:02X}): sent by the server.", code(&command.name), command.id),
    }];
    docs.extend(command.summary.as_deref().map(sentence));
    docs
}
