//! Registering and unregistering over a transport that works.

use netim::{
    registrar::{ChangeError, Delivery, Refusal, RegisterRefusal, TransportError, Unregistered},
    runtime::{Status, StatusCode},
};

use crate::{
    controller,
    identities::{badly_signed, client, colliding, network},
    server::Network,
};

#[test]
fn the_same_identity_again_gets_the_same_index() {
    for mut controller in controller::all() {
        let first = controller.register(&client(0)).unwrap();
        let second = controller.register(&client(1)).unwrap();
        assert_ne!(first, second);
        assert_eq!(controller.register(&client(0)), Ok(first), "{}", controller.name);
        assert_eq!(controller.register(&client(1)), Ok(second), "{}", controller.name);
        assert_eq!(controller.world().server.added, 2);
    }
}

#[test]
fn what_is_gone_is_gone() {
    for mut controller in controller::all() {
        let identifier = client(0).identifier();
        assert_eq!(controller.unregister(&identifier), Ok(Unregistered::AlreadyGone));
        controller.register(&client(0)).unwrap();
        assert_eq!(controller.unregister(&identifier), Ok(Unregistered::Removed));
        assert_eq!(controller.unregister(&identifier), Ok(Unregistered::AlreadyGone));
        assert_eq!(controller.world().server.removed, 1, "{}", controller.name);
    }
}

#[test]
fn check_shows_what_is_registered() {
    for mut controller in controller::all() {
        let identifier = client(0).identifier();
        assert_eq!(controller.check(&identifier), Ok(None));
        controller.register(&client(0)).unwrap();
        assert_eq!(controller.check(&identifier), Ok(Some(client(0))), "{}", controller.name);
        assert_eq!(controller.check(&client(1).identifier()), Ok(None));
    }
}

#[test]
fn check_looks_among_the_network_identities_too() {
    for mut controller in controller::all() {
        controller.world().server.networks.push(Network::new(1, network(0), true));
        assert_eq!(controller.check(&network(0).identifier()), Ok(Some(network(0))));
        assert_eq!(controller.unregister(&network(0).identifier()), Ok(Unregistered::AlreadyGone));
    }
}

#[test]
fn refusals_of_a_client_have_names() {
    for mut controller in controller::all() {
        let refused = |refusal| Err(ChangeError::Refused(refusal));
        assert_eq!(controller.register(&badly_signed(0)), refused(RegisterRefusal::InvalidIdentity));
        controller.register(&client(0)).unwrap();
        assert_eq!(controller.register(&colliding(0)), refused(RegisterRefusal::OtherSignature));
        assert_eq!(controller.check(&client(0).identifier()), Ok(Some(client(0))));
        controller.register(&client(1)).unwrap();
        controller.register(&client(2)).unwrap();
        assert_eq!(controller.register(&client(3)), refused(RegisterRefusal::Full));
        assert!(controller.register(&client(2)).is_ok(), "who is in needs no room");
        assert_eq!(controller.world().server.added, 3, "{}", controller.name);
    }
}

#[test]
fn refusals_in_general_have_names() {
    let other = |code: StatusCode| Refusal::Other(code.into());
    for (code, expected) in [
        (StatusCode::UNSUPPORTED_ACCESS, Refusal::AccessDenied),
        (StatusCode::ACCESS_RESTRICTED, Refusal::AccessDenied),
        (StatusCode::FAILURE, Refusal::Failed),
        (StatusCode::BUSY, other(StatusCode::BUSY)),
        (StatusCode::UNSUPPORTED_CLUSTER, other(StatusCode::UNSUPPORTED_CLUSTER)),
        (StatusCode(0x42), other(StatusCode(0x42))),
    ] {
        for mut controller in controller::all() {
            controller.world().server.refusal = Some(code);
            assert_eq!(
                controller.register(&client(0)),
                Err(ChangeError::Refused(RegisterRefusal::General(expected)))
            );
            assert_eq!(
                controller.unregister(&client(0).identifier()),
                Err(ChangeError::Refused(expected)),
                "{}",
                controller.name
            );
        }
    }
}

#[test]
fn a_code_of_the_cluster_survives() {
    let status = Status { code: StatusCode::BUSY, cluster: Some(2) };
    assert_eq!(RegisterRefusal::from(status), RegisterRefusal::General(Refusal::Other(status)));
}

#[test]
fn a_transport_that_says_nothing_does_not_know() {
    struct Mute;
    impl TransportError for Mute {}
    assert_eq!(Mute.delivery(), Delivery::Unknown);
    assert_eq!(<&Mute as TransportError>::delivery(&&Mute), Delivery::Unknown);
}

#[test]
fn errors_tell_what_has_happened_first() {
    let mut controller = controller::all().next().unwrap();
    assert_eq!(
        controller.register(&badly_signed(0)).unwrap_err().to_string(),
        "nothing has changed, the server refused: the identity is not valid"
    );
    controller.suffer([crate::link::Fault::AnswerLost]);
    assert_eq!(
        controller.register(&client(0)).unwrap_err().to_string(),
        "the change may have been made or not: the transport failed: no answer"
    );
}
