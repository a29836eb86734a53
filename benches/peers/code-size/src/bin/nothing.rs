//! The state without a cluster: what is asked and answered are bytes, and all of the state is made use of.
#![forbid(unsafe_code)]

use std::io;

use code_size::{Operation, Request, State, serve};

fn main() -> io::Result<()> {
    let mut state = State::new();
    serve(|request, reply| match request.operation {
        _ if request.privilege < 3 => None,
        Operation::Read => read(&state, request.id, reply),
        Operation::Invoke if request.timed => invoke(&mut state, request, reply),
        Operation::Invoke => None,
    })
}

fn read(state: &State, id: u32, reply: &mut [u8]) -> Option<usize> {
    match id {
        0 => put(reply, &state.network()),
        1 => state.clients().try_fold(0, |at, client| {
            let at = at + put(reply.get_mut(at..)?, &client.index.to_le_bytes())?;
            Some(at + put(reply.get_mut(at..)?, &client.identifier)?)
        }),
        _ => put(reply, &State::TABLE_SIZE.to_le_bytes()),
    }
}

fn invoke(state: &mut State, request: &Request<'_>, reply: &mut [u8]) -> Option<usize> {
    let number = || Some(u16::from_le_bytes(request.fields.try_into().ok()?));
    let kind = || request.fields.first().copied();
    match request.id {
        0 => put(reply, &state.add(request.fields)?.to_le_bytes()),
        2 => state.remove(number(), Some(request.fields)).map(|()| 0),
        3 => put(reply, state.query(number(), kind(), number(), Some(request.fields))?),
        0x40 => state.import(request.fields).map(|()| 0),
        _ => put(reply, state.secret()),
    }
}

fn put(reply: &mut [u8], bytes: &[u8]) -> Option<usize> {
    reply.get_mut(..bytes.len())?.copy_from_slice(bytes);
    Some(bytes.len())
}
