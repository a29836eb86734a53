//! Answers that are anything at all.

use netim::{
    identity::CompactIdentity,
    registrar::{ChangeError, CurrentError, QueryError},
    runtime::client::ClientError,
};
use proptest::prelude::*;

use crate::{
    controller,
    identities::{client, network},
    link::Fault,
    server::Network,
};

/// Random bytes; bytes that are nearly right; and lies about their length.
fn answers() -> impl Strategy<Value = Fault> {
    let field = (0u8..=0x1f, any::<[u8; 4]>())
        .prop_map(|(ty, value)| [&[0x15, 0x20 | ty, 0x00][..], &value, &[0x18]].concat());
    let identity = (0..CompactIdentity::LEN + 6, any::<u8>()).prop_map(|(at, byte)| {
        let mut answer = [&[0x15, 0x30, 0x00, 137][..], &client(0).to_bytes(), &[0x18, 0x00]].concat();
        answer[at] = byte;
        answer
    });
    prop_oneof![
        prop::collection::vec(any::<u8>(), 0..300).prop_map(Fault::Bytes),
        field.prop_map(Fault::Bytes),
        identity.prop_map(Fault::Bytes),
        Just(Fault::TooLong),
    ]
}

proptest! {
    #[test]
    fn registering_has_happened_whatever_the_answer_is(answer in answers()) {
        for mut controller in controller::all() {
            controller.suffer([answer.clone()]);
            match controller.register(&client(0)) {
                // Of a correct answer it cannot be told that it is another's.
                Ok(_) | Err(ChangeError::Unreadable(_)) => {}
                Err(error) => prop_assert!(false, "{error}"),
            }
            prop_assert_eq!(controller.world().server.added, 1);
            controller.register(&client(0)).unwrap();
            prop_assert_eq!(controller.world().server.added, 1);
        }
    }

    #[test]
    fn checking_never_finds_another(answer in answers()) {
        for mut controller in controller::all() {
            controller.suffer([answer.clone()]);
            match controller.check(&client(0).identifier()) {
                Ok(Some(identity)) => prop_assert_eq!(identity.identifier(), client(0).identifier()),
                Ok(None) => prop_assert!(false, "nobody said so"),
                Err(
                    QueryError::Request(ClientError::Decode(_))
                    | QueryError::NotAnIdentity(_)
                    | QueryError::OtherIdentity { .. }
                ) => {}
                Err(error) => prop_assert!(false, "{error}"),
            }
        }
    }

    #[test]
    fn the_current_network_identity_is_never_another(list in answers(), identity in answers()) {
        for mut controller in controller::all() {
            controller.world().server.networks.push(Network::new(1, network(0), true));
            controller.suffer([list.clone()]);
            match controller.current() {
                // An empty list.
                Ok(None) | Err(CurrentError::Query(_) | CurrentError::List(_)) => {}
                outcome => prop_assert!(false, "{outcome:?}"),
            }
            controller.suffer([Fault::None, identity.clone()]);
            match controller.current() {
                Err(CurrentError::Query(_)) => {}
                outcome => prop_assert!(false, "{outcome:?}"),
            }
        }
    }
}
