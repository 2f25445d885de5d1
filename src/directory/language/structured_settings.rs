//! The options of an operator of the structured syntax (`cloudsearch.md` §3.1).

use super::{
    cursor::Cursor,
    fields::{Field, Knows},
    query::WIDEST,
    refusal::Refusal,
    structured_value,
    weight::weight,
};

/// What stands between an operator and its arguments.
#[derive(Default)]
pub(super) struct Settings {
    /// Where strings are looked for.
    pub field: Option<Field>,
    /// By what the score is multiplied.
    pub boost: Option<f32>,
    /// Most words between two that are near each other.
    pub distance: Option<u32>,
}

/// Reads `name=value` as often as it comes, each name once.
///
/// # Errors
///
/// [`Refusal::Syntax`], [`Refusal::UnknownField`].
pub(super) fn read(cursor: &mut Cursor<'_>, operator: &str, knows: Knows<'_>) -> Result<Settings, Refusal> {
    let mut settings = Settings::default();
    loop {
        cursor.skip_space();
        let is_one = cursor.look(|ahead| !ahead.take_while(is_name).is_empty() && ahead.take('='));
        if !is_one {
            return Ok(settings);
        }
        let at = cursor.position();
        let name = cursor.take_while(is_name);
        cursor.next();
        let value = structured_value::setting(cursor)?;
        let is_new = match name {
            "field" => settings.field.replace(Field::named(&value, knows)?).is_none(),
            "boost" => settings.boost.replace(boost(&value, at)?).is_none(),
            "distance" if operator == "near" => settings.distance.replace(distance(&value, at)?).is_none(),
            _ => false,
        };
        if !is_new {
            let expected = "field, boost or (for near) distance, each once".to_owned();
            return Err(Refusal::Syntax { position: at, expected });
        }
    }
}

/// Whether a name may hold that letter.
pub(super) fn is_name(letter: char) -> bool {
    letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_'
}

fn boost(value: &str, position: usize) -> Result<f32, Refusal> {
    weight(value).ok_or_else(|| Refusal::Syntax { position, expected: "a boost above 0".to_owned() })
}

/// A positive integer (`cloudsearch.md` §3.5); one above [`WIDEST`] is taken as that.
fn distance(value: &str, position: usize) -> Result<u32, Refusal> {
    let is_positive =
        value.bytes().all(|byte| byte.is_ascii_digit()) && value.bytes().any(|byte| byte != b'0');
    let distance = is_positive.then(|| value.parse().unwrap_or(WIDEST).min(WIDEST));
    distance.ok_or_else(|| Refusal::Syntax { position, expected: "a distance of 1 word or more".to_owned() })
}
