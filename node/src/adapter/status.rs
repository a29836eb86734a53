//! Statuses, exactly.

use clustergen_runtime::{Status, StatusCode};
use rs_matter::{
    dm::{CmdDetails, InvokeReply, Reply as _},
    error::{Error, ErrorCode},
    im::{CmdResp, IMStatusCode},
    tlv::{FromTLV as _, TLVElement, TLVTag, ToTLV as _},
};

/// Answers a command with a status that is not success.
///
/// The stack's errors stand for some statuses and become FAILURE else. Those that they stand for are returned as errors,
/// so that the stack knows about them; the others are written.
pub(super) fn refuse(cmd: &CmdDetails, reply: impl InvokeReply, status: Status) -> Result<(), Error> {
    cmd.set_cluster_status(status.cluster.unwrap_or(0));
    if let Some(error) = error_code(status.code) {
        return Err(error.into());
    }
    // A status that the stack does not know at all, or would not report.
    let Some(written) = status_code(status.code).and_then(|code| cmd.status(code)) else {
        return Err(ErrorCode::Failure.into());
    };
    let mut reply = reply.with_command(cmd.cmd_id)?;
    // It has begun a response; this takes that back.
    reply.reset();
    CmdResp::Status(written).to_tlv(&TLVTag::Anonymous, reply.writer())?;
    Ok(())
}

/// The error that a read ends with. What the stack's errors cannot say is a FAILURE; the cluster answers with none such.
pub(super) fn read_error(status: Status) -> Error {
    error_code(status.code).unwrap_or(ErrorCode::Failure).into()
}

/// The stack's error that means exactly a certain status.
fn error_code(code: StatusCode) -> Option<ErrorCode> {
    let error = status_code(code)?.to_error_code()?;
    // To and fro, because many a status becomes the error for FAILURE.
    (IMStatusCode::from(error) as u8 == code.0).then_some(error)
}

/// The stack's name of a status.
fn status_code(code: StatusCode) -> Option<IMStatusCode> {
    let unsigned = [0x04, code.0];
    IMStatusCode::from_tlv(&TLVElement::new(&unsigned)).ok()
}

#[cfg(test)]
mod tests {
    use rs_matter::{dm::InvokeReplyInstance, utils::storage::WriteBuf};

    use super::*;

    /// What an invoke that ends with a status is answered with, as the stack would: `StatusIB`.
    fn answered(status: Status) -> (u16, Option<u16>) {
        let cmd = CmdDetails::new(1, 0x0450, 0x40, 1, false, Some(9));
        let mut buffer = [0; 64];
        let mut out = WriteBuf::new(&mut buffer);
        let result = refuse(&cmd, InvokeReplyInstance::new(&cmd, &mut out), status);
        if let Err(error) = result {
            out.reset();
            let status = cmd.status(error.code().into()).unwrap();
            CmdResp::Status(status).to_tlv(&TLVTag::Anonymous, &mut out).unwrap();
        }
        let CmdResp::Status(status) = CmdResp::from_tlv(&TLVElement::new(out.as_slice())).unwrap() else {
            unreachable!("a status was written");
        };
        assert_eq!(status.command_ref, Some(9));
        assert_eq!(status.path.cmd, Some(0x40));
        (status.status.status as u16, status.status.cluster_status)
    }

    #[test]
    fn every_status_is_answered_as_it_is() {
        for &code in StatusCode::ALL {
            if code != StatusCode::SUCCESS {
                assert_eq!(answered(code.into()), (code.0.into(), None), "{code}");
            }
        }
    }

    #[test]
    fn some_statuses_are_beyond_the_errors_of_the_stack() {
        let written = |code| error_code(code).is_none();
        assert!(written(StatusCode::INVALID_IN_STATE));
        assert!(!written(StatusCode::DYNAMIC_CONSTRAINT_ERROR));
        assert!(!written(StatusCode::FAILURE));
    }

    #[test]
    fn the_clusters_own_code_is_there_too() {
        for code in [StatusCode::FAILURE, StatusCode::INVALID_IN_STATE] {
            let status = Status { cluster: Some(2), ..code.into() };
            assert_eq!(answered(status), (code.0.into(), Some(2)));
        }
    }
}
