//! How a program is asked: an operation, who asks and how, the id of an attribute or a command, and bytes.

use std::io::{self, Read, Write};

/// What is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operation {
    /// The value of an attribute.
    Read,
    /// That a command is done.
    Invoke,
}

/// One question.
pub struct Request<'a> {
    /// What is wanted.
    pub operation: Operation,
    /// The privilege of who asks: 1 View, 2 Operate, 3 Manage, 4 Administer.
    pub privilege: u8,
    /// Whether it is part of a timed interaction.
    pub timed: bool,
    /// Of which attribute or command.
    pub id: u32,
    /// The fields of the command.
    pub fields: &'a [u8],
}

/// Asks until there are no more questions. `answer` writes its answer into a buffer and says how long it is, or nothing if
/// it has none.
///
/// # Errors
///
/// Those of the input and the output.
pub fn serve(mut answer: impl FnMut(&Request<'_>, &mut [u8]) -> Option<usize>) -> io::Result<()> {
    let (mut input, mut output) = (io::stdin().lock(), io::stdout().lock());
    let (mut fields, mut reply) = ([0; 256], [0; 4096]);
    let mut head = [0; 8];
    while input.read_exact(&mut head).is_ok() {
        let [operation, privilege, timed, a, b, c, d, length] = head;
        let Some(fields) = fields.get_mut(..usize::from(length)) else { break };
        input.read_exact(fields)?;
        let operation = if operation == 0 { Operation::Read } else { Operation::Invoke };
        let (id, timed) = (u32::from_le_bytes([a, b, c, d]), timed != 0);
        let request = Request { operation, privilege, timed, id, fields };
        let answer = answer(&request, &mut reply).and_then(|length| reply.get(..length));
        output.write_all(&[u8::from(answer.is_some())])?;
        output
            .write_all(&u16::try_from(answer.unwrap_or_default().len()).unwrap_or_default().to_le_bytes())?;
        output.write_all(answer.unwrap_or_default())?;
    }
    output.flush()
}
