//! The process whose memory is read.

use std::{fs::File, hint::black_box, io, os::fd::AsFd};

use base64ct::{Base64, Encoding as _};
use zeroize::{Zeroize as _, Zeroizing};

use crate::{
    channel::{self, MAX_LEN, Order},
    life::KIND,
    server::{self, Nowhere, Place, Server},
};

/// Follows orders until there are no more, if the parent started this process.
pub(crate) fn run() {
    match std::env::var(KIND).as_deref() {
        Ok("files") => follow_orders(&server::folder().unwrap()),
        Ok("memory") => follow_orders(&Nowhere),
        _ => {}
    }
}

fn follow_orders<P: Place>(place: &P) {
    let mut input = unbuffered(&io::stdin());
    // Standard output is the test harness's.
    let mut output = unbuffered(&io::stderr());
    let mut server = None;
    let mut request = Zeroizing::new([0; MAX_LEN]);
    let mut answer = Zeroizing::new([0; MAX_LEN]);
    while let Some((order, content)) = channel::receive(&mut input, &mut request).unwrap() {
        let (status, len) = follow(Order::from_byte(order), place, &mut server, content, &mut answer);
        channel::send(&mut output, status, &answer[..len]).unwrap();
        // As who owns a buffer should.
        content.zeroize();
        answer.zeroize();
        channel::send(&mut output, 0, &[]).unwrap();
    }
}

fn follow<P: Place>(
    order: Order,
    place: &P,
    server: &mut Option<Server<P>>,
    content: &[u8],
    answer: &mut [u8; MAX_LEN],
) -> (u8, usize) {
    match order {
        Order::Invoke => return server.as_mut().unwrap().invoke(false, content, answer),
        Order::InvokeOverPase => return server.as_mut().unwrap().invoke(true, content, answer),
        Order::Sign => server.as_ref().unwrap().sign(),
        Order::Start => *server = Some(Server::start(place)),
        Order::Stop => *server = None,
        Order::Reset => server.as_mut().unwrap().reset(),
        Order::Keep => keep(content),
        Order::Leave => leave(content),
    }
    (0, 0)
}

fn unbuffered(stream: &impl AsFd) -> File {
    File::from(stream.as_fd().try_clone_to_owned().unwrap())
}

/// What careless code would do.
fn keep(content: &[u8]) {
    let (form, secret) = content.split_first().unwrap();
    let kept = match form {
        b'r' => secret.to_vec(),
        b'p' => piece(secret),
        b'l' => secret.iter().rev().copied().collect(),
        b'w' => secret.chunks(4).flat_map(|word| word.iter().rev().copied()).collect(),
        b'm' => secret.iter().map(|byte| byte ^ 0x36).collect(),
        b'h' => format!("{:x}", base16ct::HexDisplay(secret)).into_bytes(),
        b'H' => format!("{:X}", base16ct::HexDisplay(secret)).into_bytes(),
        b'd' => format!("{secret:?}").into_bytes(),
        b'b' => base64(secret),
        _ => panic!("no such form"),
    };
    black_box(Vec::leak(kept));
}

/// What is left of a buffer that was used again. What is written around it differs, by design and not by luck.
fn piece(secret: &[u8]) -> Vec<u8> {
    let mut left: Vec<_> = secret.iter().map(|byte| !byte).collect();
    left[11..22].copy_from_slice(&secret[11..22]);
    left
}

fn base64(bytes: &[u8]) -> Vec<u8> {
    let mut text = [0; 64];
    Base64::encode(bytes, &mut text).unwrap().as_bytes().to_vec()
}

/// What every function that is not careful does.
#[inline(never)]
fn leave(content: &[u8]) {
    let mut frame = [0_u8; 4096];
    frame[..content.len()].copy_from_slice(content);
    black_box(&mut frame);
}
