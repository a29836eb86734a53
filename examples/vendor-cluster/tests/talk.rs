//! A generated client and a generated server talk to each other.

use std::num::NonZeroU8;

use clustergen_runtime::client::ClientError;
use clustergen_runtime::limits::{ConstraintError, Limit};
use clustergen_runtime::{Context, EndpointId, Nullable, Privilege, Status, StatusCode};
use vendor_cluster::clusters::coffee_machine::Client;
use vendor_cluster::clusters::coffee_machine::commands::{AddRecipe, AddRecipeResponse, Brew};
use vendor_cluster::clusters::coffee_machine::types::{BrewStateEnum, ExtrasBitmap, RecipeStruct};
use vendor_cluster::loopback::Loopback;
use vendor_cluster::machine::CoffeeMachine;

const ESPRESSO: RecipeStruct<'_> = RecipeStruct { recipe_id: 1, name: "Espresso", water: 30, extras: None };

fn client(privilege: Privilege) -> Client<Loopback<CoffeeMachine>> {
    let requester = Context::case(NonZeroU8::MIN, 1, privilege);
    Client::new(Loopback::new(CoffeeMachine::default(), requester), EndpointId(1))
}

fn refused<T: std::fmt::Debug>(code: StatusCode) -> Result<T, ClientError<std::convert::Infallible>> {
    Err(ClientError::Status(Status::from(code)))
}

#[test]
fn recipes_are_added_listed_and_brewed() {
    let mut client = client(Privilege::Manage);
    let mut buffer = [0; 256];
    let sweet = ExtrasBitmap::MILK.with_field(ExtrasBitmap::SUGAR, 2);
    let latte = RecipeStruct { recipe_id: 2, name: "Latte", water: 200, extras: Some(sweet) };

    let added = client.add_recipe(AddRecipe { recipe: ESPRESSO }).send(&mut buffer);
    assert_eq!(added, Ok(AddRecipeResponse { recipe_count: 1 }));
    let added = client.add_recipe(AddRecipe { recipe: latte }).send(&mut buffer);
    assert_eq!(added, Ok(AddRecipeResponse { recipe_count: 2 }));
    assert_eq!(
        client.add_recipe(AddRecipe { recipe: latte }).send(&mut buffer),
        refused(StatusCode::ALREADY_EXISTS)
    );

    let recipes = client.recipes().send(&mut buffer).unwrap();
    assert_eq!(recipes.into_iter().collect::<Result<Vec<_>, _>>(), Ok(vec![ESPRESSO, latte]));

    assert_eq!(client.brew(Brew { recipe_id: 2, cups: Some(3) }).send(&mut buffer), Ok(()));
    assert_eq!(
        client.brew(Brew { recipe_id: 9, cups: None }).send(&mut buffer),
        refused(StatusCode::NOT_FOUND)
    );
    assert_eq!(client.brew_state().send(&mut buffer), Ok(BrewStateEnum::BREWING));
    assert_eq!(client.cups_until_cleaning().send(&mut buffer), Ok(Nullable::Value(97)));
}

#[test]
fn the_greeting_is_written_within_its_limits() {
    let mut client = client(Privilege::Manage);
    let mut buffer = [0; 256];
    assert_eq!(client.write_greeting("Moin").send(&mut buffer), Ok(()));
    assert_eq!(client.greeting().send(&mut buffer), Ok("Moin"));
    let long = "x".repeat(33);
    let broken = ConstraintError { field: "Greeting", limit: Limit::Length };
    assert_eq!(client.write_greeting(&long).send(&mut buffer), Err(ClientError::Constraint(broken)));
}

#[test]
fn a_requester_needs_the_privilege() {
    let mut client = client(Privilege::Operate);
    let mut buffer = [0; 256];
    let added = client.add_recipe(AddRecipe { recipe: ESPRESSO }).send(&mut buffer);
    assert_eq!(added, refused(StatusCode::UNSUPPORTED_ACCESS));
    assert_eq!(client.write_greeting("Moin").send(&mut buffer), refused(StatusCode::UNSUPPORTED_ACCESS));
}

#[test]
fn what_the_machine_does_not_provide_is_not_there() {
    let mut client = client(Privilege::Administer);
    assert_eq!(client.clean().send(&mut [0; 64]), refused(StatusCode::UNSUPPORTED_COMMAND));
}

#[test]
fn a_request_that_breaks_a_limit_is_not_sent() {
    let mut client = client(Privilege::Manage);
    let recipe = RecipeStruct { water: 500, ..ESPRESSO };
    let broken = ConstraintError { field: "Water", limit: Limit::Range };
    assert_eq!(
        client.add_recipe(AddRecipe { recipe }).send(&mut [0; 64]),
        Err(ClientError::Constraint(broken))
    );
}
