//! How much a test says of a field, beyond the weight that the field has.

use crate::directory::language::{fields::Field, query::Test};

/// Of a lone letter that begins a first name: a last name begins with it as well, and weighs twice as much.
const INITIAL: f32 = 4.0;

/// Of several words in order that name a town: whoever is there (`st etienne kiné`) is meant rather than who is
/// called by one of them, and a last name weighs four times as much as a town.
const TOWN: f32 = 8.0;

/// Of one word that is said to name a town (`kiné paris`), which people are called by as well, and which is looked for
/// as a beginning too where it stands last.
const LARGE_TOWN: f32 = 16.0;

/// Of a test of a field.
pub(super) fn of(field: &Field, test: &Test) -> f32 {
    let Field::Known(spec) = field else { return 1.0 };
    match (spec.name, test) {
        ("first_name", Test::Prefix(beginning)) if beginning.chars().nth(1).is_none() => INITIAL,
        ("city", Test::Phrase { text, .. }) if text.contains(' ') => TOWN,
        ("city", Test::Phrase { .. }) => LARGE_TOWN,
        _ => 1.0,
    }
}
