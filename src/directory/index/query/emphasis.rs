//! How much a test says of a field, beyond the weight that the field has.

use crate::directory::language::{fields::Field, query::Test};

/// Of a lone letter that begins a first name: a last name begins with it as well, and weighs twice as much.
const INITIAL: f32 = 4.0;

/// The field of first names.
const FIRST_NAME: &str = "first_name";

/// Of a beginning: a lone letter is more often that of a first name.
pub(super) fn of_initial(field: &Field, test: &Test) -> f32 {
    let is_initial = matches!(test, Test::Prefix(beginning) if beginning.chars().nth(1).is_none());
    let is_first_name = matches!(field, Field::Known(spec) if spec.name == FIRST_NAME);
    if is_initial && is_first_name { INITIAL } else { 1.0 }
}
