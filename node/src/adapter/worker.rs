//! A thread for what takes its time.

use std::{
    io,
    panic::{self, AssertUnwindSafe},
    sync::mpsc,
    thread::{self, JoinHandle},
};

type Job = Box<dyn FnOnce() + Send>;

/// Carries out one job after another, in the order in which they come.
#[derive(Debug)]
pub(super) struct Worker {
    /// `None` only while it is being dropped.
    jobs: Option<mpsc::Sender<Job>>,
    thread: Option<JoinHandle<()>>,
}

/// The job was not done: it panicked, or the thread is gone.
#[derive(Debug)]
pub(super) struct NotDone;

impl Worker {
    pub(super) fn start(name: &str) -> io::Result<Self> {
        let (jobs, queue) = mpsc::channel::<Job>();
        let work = move || {
            for job in queue {
                // What it was working on is behind a lock that remembers the panic.
                let _ = panic::catch_unwind(AssertUnwindSafe(job));
            }
        };
        let thread = thread::Builder::new().name(name.to_owned()).spawn(work)?;
        Ok(Self { jobs: Some(jobs), thread: Some(thread) })
    }

    /// Has a job done. It is done even when nobody waits for it any more.
    pub(super) fn run<R: Send + 'static>(&self, job: impl FnOnce() -> R + Send + 'static) -> Doing<R> {
        let (done, result) = async_channel::bounded(1);
        let job: Job = Box::new(move || {
            // Nobody waiting is nobody's fault.
            let _ = done.try_send(job());
        });
        // If the thread is gone, so is `done`, and the result will not come.
        let _ = self.jobs.as_ref().map(|jobs| jobs.send(job));
        Doing(result)
    }
}

/// A job that is being done, or will be.
#[derive(Debug)]
pub(super) struct Doing<R>(async_channel::Receiver<R>);

impl<R> Doing<R> {
    /// Waits until it is done.
    pub(super) async fn done(self) -> Result<R, NotDone> {
        self.0.recv().await.map_err(|_| NotDone)
    }
}

/// Waits until all jobs are done.
impl Drop for Worker {
    fn drop(&mut self) {
        self.jobs = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    };

    use futures_lite::future::block_on;

    use super::*;

    #[test]
    fn jobs_are_done_in_order_even_those_that_nobody_waits_for() {
        let worker = Worker::start("test").unwrap();
        let count = Arc::new(AtomicU32::new(0));
        let step = |expected: u32| {
            let count = Arc::clone(&count);
            move || count.compare_exchange(expected, expected + 1, Ordering::SeqCst, Ordering::SeqCst)
        };
        drop(worker.run(step(0)));
        assert_eq!(block_on(worker.run(step(1)).done()).unwrap(), Ok(1));
        drop(worker.run(step(2)));
        drop(worker);
        assert_eq!(count.load(Ordering::SeqCst), 3);
    }

    #[test]
    fn a_job_that_panics_is_not_done_and_the_next_one_is() {
        let worker = Worker::start("test").unwrap();
        let panicked = worker.run(|| -> u8 { panic::resume_unwind(Box::new("test")) });
        assert!(block_on(panicked.done()).is_err());
        assert_eq!(block_on(worker.run(|| 5).done()).unwrap(), 5);
    }
}
