//! `facet.FIELD` and `facet`: which values are counted (`cloudsearch.md` §1.2).

use super::{error::Error, parameters::Parameters};
use crate::{
    directory::{
        index::{
            facets::BucketOrder,
            inquiry::{Buckets, FacetAsked},
        },
        language::{
            fields::{Field, Knows},
            query::Query,
            refusal::Refusal,
            relaxed_json::{self, Json, Member},
            structured,
        },
    },
    domain::search::LARGEST_SIZE,
};

/// How many values are counted unless the request says.
const DEFAULT_SIZE: usize = 10;

/// The most values and ranges that a request may name: each is a search.
const MOST_BUCKETS: usize = 100;

/// Reads all facets of a request, in the order of their fields' names.
///
/// # Errors
/// [`Error::Refused`].
pub(super) fn parse(parameters: &Parameters, knows: Knows<'_>) -> Result<Vec<FacetAsked>, Error> {
    let mut asked = Vec::new();
    for (name, json) in parameters.beginning("facet.") {
        asked.push(facet(name, relaxed_json::members(json).map_err(|_| not_json(name))?, knows)?);
    }
    let all = parameters.get("facet").map_or(Ok(Vec::new()), relaxed_json::members);
    for (_, name, value) in all.map_err(|refusal| Error::in_parameter("facet", refusal))? {
        let Json::Object(members) = value else { return Err(not_json(&name)) };
        asked.push(facet(&name, members, knows)?);
    }
    let buckets = asked.iter().map(|facet| match &facet.buckets {
        Buckets::These(buckets) => buckets.len(),
        Buckets::First(..) => 1,
    });
    if buckets.sum::<usize>() > MOST_BUCKETS {
        return Err(Error::Refused(format!("At most {MOST_BUCKETS} values and ranges are counted.")));
    }
    Ok(asked)
}

fn facet(name: &str, members: Vec<Member<'_>>, knows: Knows<'_>) -> Result<FacetAsked, Error> {
    let field = Field::named(name, knows)?;
    let is_counted = match &field {
        Field::Known(spec) => spec.is_ordered && !spec.kind.is_words() && spec.name != "_id",
        Field::Extra(_) => true,
    };
    if !is_counted {
        return Err(Error::Refused(format!("The values of the field '{name}' cannot be counted.")));
    }
    Ok(FacetAsked { buckets: buckets(&field, members, knows)?, field })
}

fn buckets(field: &Field, members: Vec<Member<'_>>, knows: Knows<'_>) -> Result<Buckets, Error> {
    let wrong = |expected: &str| Error::wrong(&format!("facet.{}", field.name()), expected);
    let (mut order, mut size, mut these) = (None, None, None);
    for (_, name, value) in members {
        match (&*name, value) {
            ("sort", Json::Text(text)) if text == "bucket" => order = Some(BucketOrder::Value),
            ("sort", Json::Text(text)) if text == "count" => order = Some(BucketOrder::Count),
            ("sort", _) => return Err(wrong("sort to be 'bucket' or 'count'")),
            ("size", Json::Word(text) | Json::Text(text)) => {
                let number = text.parse().ok().filter(|number| *number <= LARGEST_SIZE as usize);
                size = Some(number.ok_or_else(|| wrong("size to be a number from 0 to 10000"))?);
            }
            ("buckets", Json::List(list)) if list.len() <= MOST_BUCKETS => these = Some(list),
            ("buckets", _) => return Err(wrong("buckets to be an array of at most 100 strings")),
            _ => return Err(wrong("sort, size or buckets")),
        }
    }
    match these {
        Some(_) if order.is_some() || size.is_some() => Err(wrong("either buckets, or sort and size")),
        Some(list) => {
            let found = list.into_iter().map(|value| Ok((value.to_string(), query(field, &value, knows)?)));
            Ok(Buckets::These(found.collect::<Result<_, Error>>()?))
        }
        None => Ok(Buckets::First(order.unwrap_or_default(), size.unwrap_or(DEFAULT_SIZE))),
    }
}

/// What finds the entries of a value, or of a range in its brackets.
fn query(field: &Field, value: &str, knows: Knows<'_>) -> Result<Query, Error> {
    let name = field.name();
    let is_range = value.starts_with(['[', '{']) && value.ends_with([']', '}']);
    let text = if is_range {
        format!("{name}:{value}")
    } else {
        format!("{name}:'{}'", value.replace('\\', r"\\").replace('\'', r"\'"))
    };
    let wrong = |refusal| match refusal {
        Refusal::Syntax { .. } => {
            let expected = format!("buckets of values and ranges, not '{value}'");
            Error::wrong(&format!("facet.{name}"), &expected)
        }
        other => other.into(),
    };
    structured::parse_knowing(&text, knows).map_err(wrong)
}

fn not_json(name: &str) -> Error {
    Error::wrong(&format!("facet.{name}"), "a JSON object such as {} or {sort:'count',size:10}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::directory::protocol::parameters::Hearing;

    fn asked(name: &str, json: &str) -> Result<Vec<FacetAsked>, Error> {
        let parameters = Parameters::of(vec![(name.to_owned(), json.to_owned())], Hearing::Full)?;
        parse(&parameters, &|name| name == "badge")
    }

    #[test]
    fn both_forms_say_the_same() {
        let one = asked("facet.gender", "{sort:'bucket', size:3}").unwrap();
        assert_eq!(asked("facet", r#"{"gender":{"sort":"bucket","size":"3"}}"#).unwrap(), one);
        assert_eq!(one[0].buckets, Buckets::First(BucketOrder::Value, 3));
        assert_eq!(asked("facet.badge", "{}").unwrap()[0].buckets, Buckets::First(BucketOrder::Count, 10));
        let Buckets::These(these) =
            &asked("facet.postcode", "{buckets:['75012',\"['1','3']\",\"l'o\"]}").unwrap()[0].buckets
        else {
            panic!("no buckets")
        };
        assert_eq!(
            these.iter().map(|(value, _)| value.as_str()).collect::<Vec<_>>(),
            ["75012", "['1','3']", "l'o"]
        );
    }

    #[test]
    fn what_is_no_facet_is_refused() {
        for (name, json) in [
            ("facet.gender", "x"),
            ("facet.gender", "{size:-1}"),
            ("facet.gender", "{sort:'up'}"),
            ("facet.gender", "{buckets:['M'],size:2}"),
            ("facet.gender", "{colour:1}"),
            ("facet.city", "{}"),
            ("facet.email", "{}"),
            ("facet.nosuchfield", "{}"),
            ("facet.activity_segment_code", "{buckets:['[,2]']}"),
            ("facet", "{gender:1}"),
            ("facet", "[]"),
        ] {
            assert!(asked(name, json).is_err(), "{name}={json}");
        }
    }
}
