//! Afterwards: commands that prose calls the same as another have the fields of the other.
//!
//! `MoveWithOnOff` of Level Control has no fields in any release of the specification's files; its text says that they are
//! those of `Move`.

use crate::diagnostics::{Diagnostic, Diagnostics, codes};
use crate::model::Direction;
use crate::syntax::{Cluster, Command};

/// What such a command has behind the name of the other.
const SUFFIX: &str = "WithOnOff";

/// Fills the fields of commands that have none.
pub(super) fn fill(cluster: &mut Cluster, diagnostics: &mut Diagnostics) {
    let known = cluster.commands.clone();
    for command in cluster.commands.iter_mut().filter(|command| is_request(command)) {
        let Some(plain) = command.name.value.strip_suffix(SUFFIX).filter(|_| command.fields.is_empty())
        else {
            continue;
        };
        let Some(sibling) = known.iter().find(|other| is_request(other) && other.name.value == plain) else {
            continue;
        };
        if sibling.fields.is_empty() {
            continue;
        }
        let name = &command.name.value;
        diagnostics.push(
            Diagnostic::new(codes::LEFT_UNSAID, format!("command `{name}` has no fields, but `{plain}` has"))
                .at(command.span, format!("the fields of `{plain}` are assumed"))
                .with_related(sibling.span, "defined here")
                .within(format!("{} > {name}", cluster.name.value))
                .with_help("repeat the fields here, if they are meant"),
        );
        command.fields.clone_from(&sibling.fields);
    }
}

fn is_request(command: &Command) -> bool {
    command.direction != Some(Direction::ToClient)
}
