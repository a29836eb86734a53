//! The state behind the code that `rs-matter-codegen` generates and `rs-matter` ships.
//!
//! The context is as small as its traits allow: what the cluster never asks for is not there. So is the reply, which is
//! the value alone, without the path around it.

mod admission;
mod context;
mod handler;
mod reply;

use std::io;

use rs_matter::dm::clusters::decl::network_identity_management::HandlerAdaptor;
use rs_matter::dm::{AttrDetails, CmdDetails, Handler};
use rs_matter::tlv::TLVElement;
use rs_matter::utils::storage::WriteBuf;

use self::admission::is_admitted;
use self::context::Context;
use self::handler::OfState;
use self::reply::Value;
use crate::{Operation, Request, State, serve};

/// The cluster.
const CLUSTER: u32 = 0x0450;

/// Runs the program; `CHECKED` if privilege, timed interaction and limits are looked at as in ours.
///
/// # Errors
///
/// Those of the input and the output.
pub fn run<const CHECKED: bool>() -> io::Result<()> {
    let server = HandlerAdaptor(OfState::<CHECKED>::new(State::new()));
    serve(|request, reply| {
        if CHECKED && !is_admitted(request) {
            return None;
        }
        answer(&server, request, reply)
    })
}

fn answer<const CHECKED: bool>(
    server: &HandlerAdaptor<OfState<CHECKED>>,
    request: &Request<'_>,
    reply: &mut [u8],
) -> Option<usize> {
    let mut out = WriteBuf::new(reply);
    let attribute = AttrDetails {
        endpoint_id: 1,
        cluster_id: CLUSTER,
        attr_id: request.id,
        list_index: None,
        list_chunked: false,
        fab_idx: 1,
        fab_filter: true,
        dataver: None,
        wildcard: false,
        array: false,
        cluster_status: std::cell::Cell::default(),
    };
    let command = CmdDetails::new(1, CLUSTER, request.id, 1, false, None);
    let cx = Context { attribute, command, data: TLVElement::new(request.fields) };
    match request.operation {
        Operation::Read => server.read(&cx, Value::<2, _>::new(&mut out)).ok()?,
        Operation::Invoke => server.invoke(&cx, Value::<1, _>::new(&mut out)).ok()?,
    }
    Some(out.as_slice().len())
}
