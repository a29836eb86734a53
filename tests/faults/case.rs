//! A server that something happens to.

use tempfile::TempDir;

use crate::{
    command::{Command, Outcome},
    medium::Medium,
    picture::{Effect, Picture},
    template::{self, Server, State, Template},
};
use netim::wire::Release;

/// A server and the folder of its storage.
pub(crate) struct Case<S: Medium> {
    // In this order: the storage is closed before its folder goes.
    pub(crate) server: Server<S>,
    folder: TempDir,
}

impl<S: Medium> Case<S> {
    pub(crate) fn new(folder: TempDir, server: Server<S>) -> Self {
        Self { server, folder }
    }

    pub(crate) fn picture(&mut self) -> Picture {
        Picture::of(&mut self.server)
    }

    /// Lets the process end and start again.
    pub(crate) fn restart(self) -> Self {
        let (_, parts) = self.server.into_parts();
        let closed = parts.storage.into_inner().close(self.folder.path());
        let storage = S::open(&closed, self.folder.path());
        Self { server: template::start(storage, parts.key_store.into_saved()), folder: self.folder }
    }
}

/// A command, the state it comes in, and what comes of it when nothing fails.
pub(crate) struct Undisturbed<'t, S: Medium> {
    pub(crate) template: &'t Template<S>,
    pub(crate) command: Command,
    pub(crate) release: Release,
    pub(crate) outcome: Outcome,
    pub(crate) effect: Effect,
    /// To say where something went wrong.
    pub(crate) name: String,
}

impl<S: Medium> Undisturbed<'_, S> {
    /// Asks for the command again, after something has failed: now it succeeds.
    pub(crate) fn succeeds(&self, case: &mut Case<S>) {
        assert_eq!(self.command.run(&mut case.server, self.release), self.outcome, "{}", self.name);
        let picture = case.picture();
        assert_eq!(picture.effect(), self.effect, "{}", self.name);
        assert_eq!(picture.leftover_keys(), 0, "{}", self.name);
    }
}

/// Runs `check` for every command in every state and release.
pub(crate) fn every_command<S: Medium>(mut check: impl FnMut(&Undisturbed<'_, S>)) {
    for state in [State::Empty, State::Busy] {
        let template = Template::<S>::new(state);
        for command in Command::ALL {
            for &release in S::RELEASES {
                let mut case = template.case();
                let outcome = command.run(&mut case.server, release);
                let picture = case.picture();
                assert_eq!(picture.leftover_keys(), 0);
                let name = format!("{command:?} in state {state:?}, release {release}");
                let effect = picture.effect();
                check(&Undisturbed { template: &template, command, release, outcome, effect, name });
            }
        }
    }
}
