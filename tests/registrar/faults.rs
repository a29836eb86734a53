//! Every operation with every fault at every exchange: what is said, what is true, and that trying again settles it.

use std::{cell::RefCell, pin::pin, rc::Rc, task};

use netim::{
    cluster::{v1_6, v1_6_1},
    registrar::{
        ChangeError, CurrentError, MIN_BUFFER, QueryError, Refusal, RegisterRefusal, Registrar,
        UnreadableAnswer, Unregistered,
    },
    runtime::{CommandId, Status, StatusCode, client::ClientError, tlv},
};

use pollster::block_on;

use crate::{
    controller,
    identities::{client, network},
    link::{ENDPOINT, Fault, Link, Lost, V1_6_1, World},
    server::Network,
};

const NO_ROUTE: ClientError<Lost> = ClientError::Transport(Lost::NoRoute);
const SILENCE: ClientError<Lost> = ClientError::Transport(Lost::Silence);
const OTHER_COMMAND: ClientError<Lost> = ClientError::UnexpectedAnswer(Some(CommandId(0x42)));

/// The error of decoding these bytes.
fn malformed(bytes: &[u8]) -> tlv::Error {
    tlv::decode::<v1_6::commands::AddClientResponse>(bytes).unwrap_err()
}

fn index(index: u16) -> Vec<u8> {
    let mut buffer = [0; 16];
    let response = v1_6::commands::AddClientResponse { client_index: index };
    tlv::encode(&response, tlv::Tag::Anonymous, &mut buffer).unwrap().to_vec()
}

#[test]
fn registering() {
    let unreadable = |answer| ChangeError::Unreadable(answer);
    let cut = [0x15, 0x24, 0x00];
    // The fault, the error, and whether the client is registered then.
    let cases = [
        (Fault::NotSent, ChangeError::NotSent(NO_ROUTE), false),
        (Fault::RequestLost, ChangeError::MayHaveHappened(SILENCE), false),
        (Fault::AnswerLost, ChangeError::MayHaveHappened(SILENCE), true),
        (Fault::OtherCommand, ChangeError::MayHaveHappened(OTHER_COMMAND), true),
        (Fault::Status(StatusCode::SUCCESS), unreadable(UnreadableAnswer::NoFields), true),
        (
            Fault::StatusAsError(StatusCode::SUCCESS),
            ChangeError::MayHaveHappened(ClientError::Status(StatusCode::SUCCESS.into())),
            true,
        ),
        (Fault::Bytes(vec![]), unreadable(UnreadableAnswer::Malformed(malformed(&[]))), true),
        (Fault::Bytes(cut.to_vec()), unreadable(UnreadableAnswer::Malformed(malformed(&cut))), true),
        (
            Fault::Bytes(vec![0x15, 0x18]),
            unreadable(UnreadableAnswer::Malformed(malformed(&[0x15, 0x18]))),
            true,
        ),
        (Fault::Bytes(index(0)), unreadable(UnreadableAnswer::ClientIndex(0)), true),
        (Fault::Bytes(index(2048)), unreadable(UnreadableAnswer::ClientIndex(2048)), true),
        (Fault::Bytes(index(u16::MAX)), unreadable(UnreadableAnswer::ClientIndex(u16::MAX)), true),
    ];
    for (fault, error, registered) in cases {
        for mut controller in controller::all() {
            let case = format!("{}, {fault:?}", controller.name);
            controller.suffer([fault.clone()]);
            assert_eq!(controller.register(&client(0)), Err(error), "{case}");
            assert_eq!(
                controller.check(&client(0).identifier()),
                Ok(registered.then(|| client(0))),
                "{case}"
            );
            assert_eq!(controller.world().server.added, usize::from(registered), "{case}");
            let index = controller.register(&client(0)).unwrap();
            assert_eq!(controller.register(&client(0)), Ok(index), "{case}");
            assert_eq!(controller.world().server.added, 1, "{case}");
        }
    }
}

#[test]
fn unregistering() {
    let cases = [
        (Fault::NotSent, ChangeError::NotSent(NO_ROUTE), false),
        (Fault::RequestLost, ChangeError::MayHaveHappened(SILENCE), false),
        (Fault::AnswerLost, ChangeError::MayHaveHappened(SILENCE), true),
        (Fault::OtherCommand, ChangeError::MayHaveHappened(OTHER_COMMAND), true),
    ];
    for (fault, error, gone) in cases {
        for mut controller in controller::all() {
            let case = format!("{}, {fault:?}", controller.name);
            let identifier = client(0).identifier();
            controller.register(&client(0)).unwrap();
            controller.register(&client(1)).unwrap();
            controller.suffer([fault.clone()]);
            assert_eq!(controller.unregister(&identifier), Err(error), "{case}");
            assert_eq!(controller.check(&identifier), Ok((!gone).then(|| client(0))), "{case}");
            assert_eq!(controller.world().server.removed, usize::from(gone), "{case}");
            let retried = if gone { Unregistered::AlreadyGone } else { Unregistered::Removed };
            assert_eq!(controller.unregister(&identifier), Ok(retried), "{case}");
            assert_eq!(controller.world().server.removed, 1, "{case}");
            assert_eq!(controller.check(&client(1).identifier()), Ok(Some(client(1))), "{case}");
        }
    }
}

/// A status says that nothing has changed, so it must never be guessed: only one that came counts.
#[test]
fn refusals() {
    for mut controller in controller::all() {
        controller.suffer([Fault::Status(StatusCode::RESOURCE_EXHAUSTED), Fault::Status(StatusCode::BUSY)]);
        assert_eq!(controller.register(&client(0)), Err(ChangeError::Refused(RegisterRefusal::Full)));
        assert_eq!(
            controller.unregister(&client(0).identifier()),
            Err(ChangeError::Refused(Refusal::Other(Status::from(StatusCode::BUSY))))
        );
        // A transport may take a refusal for an error of its own.
        controller.suffer([
            Fault::StatusAsError(StatusCode::ALREADY_EXISTS),
            Fault::StatusAsError(StatusCode::NOT_FOUND),
        ]);
        let refused = Err(ChangeError::Refused(RegisterRefusal::OtherSignature));
        assert_eq!(controller.register(&client(0)), refused);
        let gone = Ok(Unregistered::AlreadyGone);
        assert_eq!(controller.unregister(&client(0).identifier()), gone, "{}", controller.name);
    }
}

/// Faults in a row, then peace: whatever got through, it has happened once.
#[test]
fn any_three_faults_in_a_row_are_got_over_by_trying_again() {
    let faults = [Fault::NotSent, Fault::RequestLost, Fault::AnswerLost, Fault::OtherCommand, Fault::None];
    let count = faults.len();
    for combination in 0..count.pow(3) {
        let faults = [1, count, count * count].map(|place| faults[combination / place % count].clone());
        for mut controller in controller::all() {
            let case = format!("{}, {faults:?}", controller.name);
            controller.suffer(faults.clone());
            let index = (0..4).find_map(|_| controller.register(&client(0)).ok()).expect(&case);
            controller.suffer([]);
            assert_eq!(controller.register(&client(0)), Ok(index), "{case}");
            assert_eq!(controller.world().server.added, 1, "{case}");

            controller.suffer(faults.clone());
            (0..4).find_map(|_| controller.unregister(&client(0).identifier()).ok()).expect(&case);
            assert_eq!(controller.world().server.index_of(&client(0).identifier()), None, "{case}");
            assert_eq!(controller.world().server.removed, 1, "{case}");
        }
    }
}

#[test]
fn checking() {
    let cases = [
        (Fault::NotSent, NO_ROUTE),
        (Fault::RequestLost, SILENCE),
        (Fault::AnswerLost, SILENCE),
        (Fault::OtherCommand, OTHER_COMMAND),
        (Fault::Status(StatusCode::SUCCESS), ClientError::UnexpectedAnswer(None)),
        (Fault::Status(StatusCode::BUSY), ClientError::Status(Status::from(StatusCode::BUSY))),
        (Fault::Bytes(vec![]), ClientError::Decode(malformed(&[]))),
    ];
    for (fault, error) in cases {
        for mut controller in controller::all() {
            let case = format!("{}, {fault:?}", controller.name);
            controller.register(&client(0)).unwrap();
            controller.suffer([fault.clone()]);
            assert_eq!(controller.check(&client(0).identifier()), Err(QueryError::Request(error)), "{case}");
            assert_eq!(controller.check(&client(0).identifier()), Ok(Some(client(0))), "{case}");
        }
    }
}

#[test]
fn finding_the_current_network_identity() {
    let cases = [
        (Fault::NotSent, NO_ROUTE),
        (Fault::RequestLost, SILENCE),
        (Fault::AnswerLost, SILENCE),
        (Fault::Status(StatusCode::BUSY), ClientError::Status(Status::from(StatusCode::BUSY))),
        (Fault::Bytes(vec![]), ClientError::Decode(malformed(&[]))),
    ];
    for (fault, error) in cases {
        for exchange in 0..2 {
            for mut controller in controller::all() {
                let case = format!("{}, {fault:?} at exchange {exchange}", controller.name);
                controller.world().server.networks.push(Network::new(1, network(0), true));
                controller.suffer([vec![Fault::None; exchange], vec![fault.clone()]].concat());
                let expected = Err(CurrentError::Query(QueryError::Request(error)));
                assert_eq!(controller.current(), expected, "{case}");
                assert_eq!(controller.world().exchanges, exchange + 1, "{case}");
                assert_eq!(controller.current().unwrap().unwrap().identity.compact(), &network(0), "{case}");
            }
        }
    }
}

#[test]
fn a_future_that_is_dropped_may_have_happened() {
    // Before the request went out, and after.
    for (polls, registered) in [(1, false), (2, true)] {
        let world = Rc::new(RefCell::new(World::default()));
        world.borrow_mut().server.room = 1;
        let mut buffer = [0; 2 * MIN_BUFFER];
        let link = Link::<V1_6_1>::new(Rc::clone(&world));
        let mut registrar = Registrar::new(v1_6_1::Client::new(link, ENDPOINT), &mut buffer);
        {
            let identity = client(0);
            let mut future = pin!(registrar.register_async(&identity));
            let mut cx = task::Context::from_waker(task::Waker::noop());
            for _ in 0..polls {
                assert!(future.as_mut().poll(&mut cx).is_pending());
            }
        }
        let found = block_on(registrar.check_async(&client(0).identifier()));
        assert_eq!(found, Ok(registered.then(|| client(0))));
        assert!(block_on(registrar.register_async(&client(0))).is_ok());
        assert_eq!(world.borrow().server.added, 1);
        // The client is still there for everything else.
        assert_eq!(block_on(registrar.client().client_table_size().send_async(&mut [0; 16])), Ok(500));
    }
}
