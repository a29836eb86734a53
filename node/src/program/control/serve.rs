//! Answering.

use std::{
    fs::{self, Permissions},
    io,
    os::unix::{
        fs::PermissionsExt as _,
        net::{UnixListener, UnixStream},
    },
    path::{Path, PathBuf},
    time::Duration,
};

use async_io::{Async, Timer};
use futures_lite::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, future, io::BufReader};
use rs_matter::Matter;
use tracing::{debug, info};

use super::{Answer, Request, address::Address};
use crate::program::{
    backup::Archive,
    blobs::Blobs,
    cluster::Server,
    fault::Fault,
    folder::{self, Folder},
    options::RunArguments,
    radius::Listening,
    secret_json,
    settings::Settings,
    stack::Ended,
    status::{self, Status},
};

/// Longer than whoever asks properly needs.
const PATIENCE: Duration = Duration::from_secs(10);
/// Longer than any question.
const QUESTION: u64 = 1024;

/// The socket of a node, gone when it is dropped.
#[derive(Debug)]
pub(in crate::program) struct Control {
    listener: Async<UnixListener>,
    data: PathBuf,
}

/// What is needed to answer.
#[derive(Clone, Copy)]
struct Node<'a> {
    options: &'a RunArguments,
    settings: &'a Settings,
    matter: &'a Matter<'a>,
    server: &'a Server,
    blobs: &'a Blobs,
    radius: Option<&'a Listening>,
    data: &'a Path,
}

impl Control {
    /// Opens the socket. One that is there was left by a node that died: the folder's lock is ours.
    pub(in crate::program) fn listen(folder: &Folder) -> Result<Self, Fault> {
        let name = folder::control_socket(folder.path());
        let listen = || -> io::Result<Async<UnixListener>> {
            match fs::remove_file(&name) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
            let listener = UnixListener::bind_addr(&Address::of(folder.path())?.socket)?;
            // Nobody else can look into the folder; this is the second lock.
            fs::set_permissions(&name, Permissions::from_mode(0o600))?;
            Async::new(listener)
        };
        let listener = listen()
            .map_err(|error| Fault::from_error(format!("listening on `{}`", name.display()), error))?;
        Ok(Self { listener, data: folder.path().to_owned() })
    }

    /// Answers one after another, until somebody wants everything forgotten.
    pub(in crate::program) async fn serve(
        &self,
        options: &RunArguments,
        settings: &Settings,
        matter: &Matter<'_>,
        server: &Server,
        blobs: &Blobs,
        radius: Option<&Listening>,
    ) -> Result<Ended, Fault> {
        let node = Node { options, settings, matter, server, blobs, radius, data: &self.data };
        loop {
            let (stream, _) = match self.listener.accept().await {
                Ok(accepted) => accepted,
                Err(error) => {
                    debug!("the control socket: {error}");
                    Timer::after(Duration::from_secs(1)).await;
                    continue;
                }
            };
            let in_time = future::or(node.converse(stream), async {
                Timer::after(PATIENCE).await;
                Err(io::ErrorKind::TimedOut.into())
            });
            match in_time.await {
                Ok(Request::FactoryReset) => {
                    info!("told to forget everything: factory reset");
                    return Ok(Ended::FactoryReset);
                }
                Ok(_) => {}
                Err(error) => debug!("the control socket: {error}"),
            }
        }
    }
}

impl Drop for Control {
    fn drop(&mut self) {
        // The next node removes it, if not.
        let _ = fs::remove_file(folder::control_socket(&self.data));
    }
}

impl Node<'_> {
    async fn converse(self, stream: Async<UnixStream>) -> io::Result<Request> {
        let mut stream = BufReader::new(stream);
        let mut question = String::new();
        (&mut stream).take(QUESTION).read_line(&mut question).await?;
        let request: Request = match serde_json::from_str(&question) {
            Ok(request) => request,
            Err(error) => {
                let answer = Answer::Error(format!("not a request: {error}"));
                write(&mut stream, &answer).await?;
                return Err(error.into());
            }
        };
        let answer = match request {
            Request::Status => self.status().await.map(|status| Answer::Status(Box::new(status))),
            Request::Backup => self.backup().await.map(Answer::Backup),
            Request::FactoryReset => folder::order_reset(self.data).map(|()| Answer::Accepted),
        };
        let refused = answer.as_ref().err().map(|fault| io::Error::other(fault.message().to_owned()));
        let written = write(&mut stream, &answer.unwrap_or_else(|fault| Answer::from_fault(&fault))).await;
        match request {
            // Once ordered, it is done even when nobody waits for the answer any more.
            Request::FactoryReset => refused.map_or(Ok(request), Err),
            Request::Status | Request::Backup => written.map(|()| request),
        }
    }

    async fn status(self) -> Result<Status, Fault> {
        let tables = self
            .server
            .look(|manager| status::Cluster::new(manager.tables()))
            .await
            .map_err(|stopped| Fault::new(stopped.to_string()))?;
        let running = status::Running {
            process: std::process::id(),
            port: self.options.port,
            commissioning_window: self.matter.comm_window_state().is_open(),
            test_events: self.options.enable_key.is_some(),
            radius: self.radius.map(Listening::figures),
        };
        Ok(Status::new(Some(running), self.settings, status::fabrics(self.matter), tables))
    }

    /// On the server's thread, between two commands.
    async fn backup(self) -> Result<Archive, Fault> {
        let blobs = self.blobs.clone();
        let data = self.data.to_owned();
        let archive = self.server.carry_out(move |manager| {
            let _still = blobs.hold();
            let storage = &mut manager.parts_mut().storage;
            Archive::collect(&data, |copy| storage.backup(copy))
        });
        archive.await.map_err(|stopped| Fault::new(stopped.to_string()))?
    }
}

async fn write(stream: &mut BufReader<Async<UnixStream>>, answer: &Answer) -> io::Result<()> {
    // A backup is an answer too.
    let line = secret_json::to_vec(answer, b"\n")?;
    stream.get_mut().write_all(&line).await?;
    stream.get_mut().flush().await
}
