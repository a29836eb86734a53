//! A coffee machine: the server of the vendor's cluster.

use clustergen_runtime::serve::{ListWriter, Provided, Replied, Reply};
use clustergen_runtime::{AttributeId, Context, Nullable, Status, StatusCode};

use crate::clusters::coffee_machine::commands::{AddRecipe, AddRecipeResponse, Brew};
use crate::clusters::coffee_machine::types::{BrewStateEnum, ExtrasBitmap, RecipeStruct};
use crate::clusters::coffee_machine::{Server, attributes};
use clustergen_runtime::Attribute;

/// How many recipes there is room for.
const MAX_RECIPES: usize = 20;

/// The machine's state.
#[derive(Debug)]
pub struct CoffeeMachine {
    recipes: Vec<Recipe>,
    greeting: String,
    state: BrewStateEnum,
    cups_brewed: u16,
}

/// A recipe as the machine keeps it: generated types borrow, what is kept is owned.
#[derive(Debug)]
struct Recipe {
    id: u8,
    name: String,
    water: u16,
    extras: Option<ExtrasBitmap>,
}

impl Default for CoffeeMachine {
    fn default() -> Self {
        Self {
            recipes: Vec::new(),
            greeting: "Good morning".to_owned(),
            state: BrewStateEnum::IDLE,
            cups_brewed: 0,
        }
    }
}

impl Server for CoffeeMachine {
    fn provided(&self) -> Provided<'_> {
        const ATTRIBUTES: &[AttributeId] = &[attributes::CupsUntilCleaning::ID];
        Provided { attributes: ATTRIBUTES, ..Provided::NOTHING }
    }

    fn brew_state(&self, _cx: &Context) -> Result<BrewStateEnum, Status> {
        Ok(self.state)
    }

    fn recipes(&self, _cx: &Context, list: &mut ListWriter<'_, '_, RecipeStruct<'_>>) -> Result<(), Status> {
        list.extend(self.recipes.iter().map(|recipe| RecipeStruct {
            recipe_id: recipe.id,
            name: &recipe.name,
            water: recipe.water,
            extras: recipe.extras,
        }))
    }

    fn greeting(&self, _cx: &Context) -> Result<&str, Status> {
        Ok(&self.greeting)
    }

    fn cups_until_cleaning(&self, _cx: &Context) -> Result<Nullable<u16>, Status> {
        Ok(100_u16.checked_sub(self.cups_brewed).into())
    }

    fn write_greeting(&mut self, _cx: &Context, value: &str) -> Result<(), Status> {
        value.clone_into(&mut self.greeting);
        Ok(())
    }

    fn add_recipe(
        &mut self,
        _cx: &Context,
        request: AddRecipe<'_>,
        reply: Reply<'_, '_, AddRecipeResponse>,
    ) -> Result<Replied, Status> {
        if self.recipes.len() == MAX_RECIPES {
            return Err(StatusCode::RESOURCE_EXHAUSTED.into());
        }
        let RecipeStruct { recipe_id, name, water, extras } = request.recipe;
        if self.recipes.iter().any(|recipe| recipe.id == recipe_id) {
            return Err(StatusCode::ALREADY_EXISTS.into());
        }
        self.recipes.push(Recipe { id: recipe_id, name: name.to_owned(), water, extras });
        let recipe_count = u8::try_from(self.recipes.len()).map_err(|_| StatusCode::FAILURE)?;
        reply.send(&AddRecipeResponse { recipe_count })
    }

    fn brew(&mut self, _cx: &Context, request: Brew) -> Result<(), Status> {
        if !self.recipes.iter().any(|recipe| recipe.id == request.recipe_id) {
            return Err(StatusCode::NOT_FOUND.into());
        }
        self.state = BrewStateEnum::BREWING;
        self.cups_brewed = self.cups_brewed.saturating_add(request.cups.unwrap_or(1).into());
        Ok(())
    }
}
