//! How a tree is built, as far as another one that finds the same costs less.

use crate::directory::language::{
    fields::{Field, ID},
    query::{Query, Test},
};

/// The parts without those said before, which would cost again and find nothing else.
pub(super) fn distinct<'q>(parts: &[&'q Query]) -> Vec<&'q Query> {
    let mut distinct: Vec<&Query> = Vec::with_capacity(parts.len());
    for part in parts {
        if !distinct.contains(part) {
            distinct.push(part);
        }
    }
    distinct
}

/// What is negated, and whether it is: two negations are none.
pub(super) fn stripped(mut query: &Query) -> (&Query, bool) {
    let mut is_negated = false;
    while let Query::Not(inner) = query {
        (query, is_negated) = (inner, !is_negated);
    }
    (query, is_negated)
}

/// The id of which a part finds the entry.
pub(super) fn id(query: &Query) -> Option<&str> {
    match query {
        Query::Leaf { field: Some(Field::Known(spec)), test: Test::Words(id) } if spec.name == ID => Some(id),
        _ => None,
    }
}
