//! Which network identity is current, over a transport that works and a server that may not.

use netim::{
    crypto::{Signature, VerifyError},
    identity::CompactIdentity,
    registrar::{CurrentError, CurrentNetworkIdentity, ListFault, QueryError},
    runtime::{StatusCode, client::ClientError},
};

use crate::{
    controller,
    identities::{client, network},
    link::{Fault, Lost},
    server::Network,
};

fn current(networks: &[Network]) -> Result<Option<CurrentNetworkIdentity>, CurrentError<Lost>> {
    let mut outcomes: Vec<_> = controller::all()
        .map(|mut controller| {
            controller.world().server.networks = networks.to_vec();
            controller.current()
        })
        .collect();
    outcomes.dedup();
    assert_eq!(outcomes.len(), 1, "{outcomes:?}");
    outcomes[0]
}

#[test]
fn without_network_identities_there_is_none() {
    assert_eq!(current(&[]), Ok(None));
}

#[test]
fn it_is_the_one_that_the_list_names() {
    let networks = [
        Network::new(65533, network(0), false),
        Network::new(65534, network(1), false),
        Network::new(1, network(2), true),
        Network::new(2, network(3), false),
    ];
    let found = current(&networks).unwrap().unwrap();
    assert_eq!(found.index.get(), 1);
    assert_eq!(found.created, 1001);
    assert_eq!(found.identity.compact(), &network(2));
}

#[test]
fn other_types_are_passed_over() {
    let exotic = Network { exotic: true, ..Network::new(1, network(0), true) };
    let found = current(&[exotic, Network::new(2, network(1), true)]).unwrap().unwrap();
    assert_eq!(found.identity.compact(), &network(1));
}

#[test]
fn lists_that_name_none_or_several_are_wrong() {
    let old = Network::new(1, network(0), false);
    let new = Network::new(2, network(1), true);
    let exotic = Network { exotic: true, ..new };
    for (networks, fault) in [
        (vec![old], ListFault::NoneCurrent),
        (vec![new, new], ListFault::SeveralCurrent),
        (vec![exotic], ListFault::UnknownType(9)),
        (vec![old, exotic], ListFault::UnknownType(9)),
        (vec![exotic, old], ListFault::UnknownType(9)),
        (vec![Network { index: 0, ..new }], ListFault::Index(0)),
        (vec![Network { index: 65535, ..new }], ListFault::Index(65535)),
    ] {
        assert_eq!(current(&networks), Err(CurrentError::List(fault)));
    }
}

#[test]
fn another_identity_than_the_one_named_is_not_taken() {
    let named = network(0).identifier();
    let other = Network { listed_as: named, ..Network::new(1, network(1), true) };
    let received = network(1).identifier();
    assert_eq!(
        current(&[other]),
        Err(CurrentError::Query(QueryError::OtherIdentity { asked: named, received }))
    );
}

#[test]
fn an_identity_that_does_not_verify_is_not_taken() {
    let forged = CompactIdentity::new(*network(0).public_key(), *client(0).signature());
    assert_eq!(
        current(&[Network::new(1, forged, true)]),
        Err(CurrentError::Invalid(VerifyError::BadSignature))
    );
    let empty = CompactIdentity::new(*network(0).public_key(), Signature::from_bytes(&[0; 64]));
    assert_eq!(
        current(&[Network::new(1, empty, true)]),
        Err(CurrentError::Invalid(VerifyError::BadSignature))
    );
}

#[test]
fn one_that_is_replaced_in_between_is_asked_for_again() {
    for mut controller in controller::all() {
        controller.world().server.networks = vec![Network::new(1, network(0), true)];
        controller.suffer([Fault::None, Fault::Status(StatusCode::NOT_FOUND)]);
        assert_eq!(controller.current(), Err(CurrentError::Replaced(network(0).identifier())));
        assert!(controller.current().is_ok());
    }
}

/// Changes look the same in both releases, questions do not: they fail in a way that gives a hint.
#[test]
fn a_client_of_the_wrong_release_never_takes_one_thing_for_another() {
    let mut controller = controller::of_the_wrong_release();
    controller.world().server.networks = vec![Network::new(1, network(0), true)];
    assert_eq!(
        controller.current(),
        Err(CurrentError::List(ListFault::UnknownType(1))),
        "{}",
        controller.name
    );
    controller.register(&client(0)).unwrap();
    assert_eq!(
        controller.check(&client(0).identifier()),
        Err(QueryError::Request(ClientError::Status(StatusCode::INVALID_COMMAND.into())))
    );
}
