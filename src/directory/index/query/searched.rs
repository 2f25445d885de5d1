//! Where a question looks for words that name no field, and how they are meant.

use crate::{
    directory::language::{
        fields::{self, Field},
        options::Options,
        query::Join,
    },
    domain::search::Beyond,
};

/// Where words are looked for that name no field, and how the tokens of one word are joined.
#[derive(Debug, Clone)]
pub struct Searched {
    /// The fields, each with its weight.
    pub(super) fields: Vec<(Field, f32)>,
    /// How the tokens of one word are joined.
    pub(super) join: Join,
    /// As [`Beyond::sounds`].
    pub(super) sounds: bool,
    /// As [`Beyond::names_alone`].
    pub(super) names_alone: bool,
    /// As [`Beyond::names_together`].
    pub(super) names_together: bool,
    /// As [`Beyond::as_spelt`].
    pub(super) as_spelt: bool,
    /// As [`Beyond::far_if_long`].
    pub(super) far_if_long: bool,
}

impl Default for Searched {
    fn default() -> Self {
        Self {
            fields: fields::searched_by_default().map(|field| (field.into(), 1.0)).collect(),
            join: Join::All,
            sounds: false,
            names_alone: false,
            names_together: false,
            as_spelt: false,
            far_if_long: false,
        }
    }
}

impl From<&Options> for Searched {
    fn from(options: &Options) -> Self {
        Self { fields: options.fields.clone(), join: options.join, ..Self::default() }
    }
}

impl Searched {
    /// The same, as what is asked beyond the language has it.
    pub fn beyond(self, beyond: &Beyond) -> Self {
        Self {
            sounds: beyond.sounds,
            names_alone: beyond.names_alone,
            names_together: beyond.names_together,
            as_spelt: beyond.as_spelt,
            far_if_long: beyond.far_if_long,
            ..self
        }
    }
}
