//! Which words of a question stand together in somebody's names: who is called by two of them is meant rather
//! than who is called by one and works in a street of the other. As much says a name with a town of several
//! words, in which each of them might be a name, and a kind of organization with what it is called
//! (`clinique renaud`).

use super::{
    effort::{Effort, Matching, Part},
    either::Either,
    lookup::Lookup,
    matching::matching,
    paired::{Named, Paired},
    terms::sounding,
};
use crate::{
    directory::{
        index::schema,
        language::{
            fields::{self, FieldSpec},
            query::{Join, Query, Test},
            vocabulary, words,
        },
    },
    domain::{large_towns, towns},
};

/// Most words of a question of which pairs are looked for.
const MOST: usize = 4;

/// The field of last names, and those beside it.
const LAST: &str = "last_name";
const FIRST: &str = "first_name";
const TOWN: &str = "city";

/// The field of what organizations are called, and what says of which kind they are, folded; in order.
const ORGANIZATION: &str = "registered_name";
#[rustfmt::skip]
const KINDS: [&str; 24] = [
    "association", "cabinet", "centre", "ch", "chu", "clinique", "ehpad", "foyer", "gh", "groupe", "hopital",
    "hospitalier", "institut", "laboratoire", "mairie", "maison", "pharmacie", "pole", "polyclinique", "residence",
    "scm", "scp", "selarl", "ssiad",
];

/// The forms of one word, by how near they are to what was typed.
#[derive(Debug, PartialEq, Eq)]
struct Forms<'q> {
    /// Whether they are a town's, and not a person's.
    is_town: bool,
    /// As it was typed, or begun so.
    exact: Vec<&'q Test>,
    /// One letter from it.
    near: Vec<&'q Test>,
    /// Two letters from it.
    far: Vec<&'q Test>,
}

/// What scores whom two of the parts name, at least one of them as it was typed: the more pairs, the higher.
///
/// # Errors
/// The index cannot be read.
pub(super) fn together(lookup: &Lookup<'_>, parts: &[&Query], with_sounds: bool) -> Matching {
    let forms = among(parts);
    let of_people = forms.iter().map(|forms| found(lookup, forms, with_sounds));
    paired(lookup, of_people.collect::<tantivy::Result<_>>()?, &[LAST, FIRST])
}

/// What scores the organizations of a kind that is named that are called by another of the parts.
///
/// # Errors
/// The index cannot be read.
pub(super) fn called(lookup: &Lookup<'_>, parts: &[&Query]) -> Matching {
    // `clinique paris` is one that is there.
    let words = parts.iter().map(|part| written(part)).filter(|tests| !name_a_large_town(tests));
    let words: Vec<Vec<&Test>> = words.collect();
    let is_kind = |tests: &Vec<&Test>| {
        tests
            .iter()
            .any(|test| matches!(test, Test::Words(text) if KINDS.binary_search(&text.as_str()).is_ok()))
    };
    if !words.iter().any(is_kind) {
        return Ok(None);
    }
    let found = words.iter().map(|tests| {
        let found = Either::best_of(tested(lookup, &[ORGANIZATION], tests)?, 0.0, lookup.entries());
        Ok(if is_kind(tests) { [found, None, None, None] } else { [None, found, None, None] })
    });
    paired(lookup, found.collect::<tantivy::Result<_>>()?, &[ORGANIZATION])
}

fn paired(lookup: &Lookup<'_>, words: Vec<[Option<Part>; 4]>, fields: &[&str]) -> Matching {
    let efforts: Vec<Effort> = words.iter().flatten().flatten().map(|part| part.effort).collect();
    let named = |parts: [Option<Part>; 4]| {
        let [last, beside, near, far] = parts.map(|part| part.map(|part| part.query));
        Named { last, beside, near, far }
    };
    let words: Vec<Named> = words.into_iter().map(named).collect();
    let has_exact = words.iter().any(Named::has_exact);
    let fields = fields.iter().filter_map(|name| fields::find(name)).map(schema::field).collect();
    Ok(has_exact.then(|| Part::new(Paired::of(words, fields), Effort::any(&efforts, lookup.entries()))))
}

/// What finds people by each form of one word of their names, in the order of [`Named`].
fn found(lookup: &Lookup<'_>, forms: &Forms<'_>, with_sounds: bool) -> tantivy::Result<[Option<Part>; 4]> {
    let any = |parts| Either::best_of(parts, 0.0, lookup.entries());
    if forms.is_town {
        return Ok([None, any(tested(lookup, &[TOWN], &forms.exact)?), None, None]);
    }
    let names = [LAST, FIRST];
    let mut far = tested(lookup, &names, &forms.far)?;
    if let (true, [Test::Words(word), ..]) = (with_sounds, &forms.exact[..]) {
        far.extend(sounding(lookup, word)?);
    }
    let near = tested(lookup, &names, &forms.near)?;
    let [last, first] = names.map(|name| tested(lookup, &[name], &forms.exact));
    Ok([any(last?), any(first?), any(near), any(far)])
}

/// What finds people by any of some forms of a word in any of some fields; the question itself looks for them there.
fn tested(lookup: &Lookup<'_>, fields: &[&str], forms: &[&Test]) -> tantivy::Result<Vec<Part>> {
    let fields: Vec<&FieldSpec> = fields.iter().filter_map(|name| fields::find(name)).collect();
    let mut found = Vec::new();
    for form in forms {
        for field in &fields {
            let part = matching(lookup, &(*field).into(), form, Join::All)?;
            found.extend(part.map(|Part { query, effort }| Part { query, effort: effort.gathered() }));
        }
    }
    Ok(found)
}

/// The words among some parts that may be of a name, where they are not too many to be paired.
fn among<'q>(parts: &[&'q Query]) -> Vec<Forms<'q>> {
    let forms: Vec<Forms<'q>> = parts.iter().filter_map(|part| forms(part)).collect();
    if (2..=MOST).contains(&forms.len()) { forms } else { Vec::new() }
}

/// The forms of a word in any field; none of what is no word of a name.
fn forms(part: &Query) -> Option<Forms<'_>> {
    let tests: Vec<&Test> = match part {
        Query::Any(parts) => parts.iter().filter_map(test).collect(),
        one => test(one).into_iter().collect(),
    };
    let mut forms = Forms { is_town: false, exact: Vec::new(), near: Vec::new(), far: Vec::new() };
    for test in tests {
        match test {
            Test::Words(text) if is_of_a_name(text) => forms.exact.push(test),
            Test::Prefix(_) => forms.exact.push(test),
            Test::Phrase { .. } => forms = Forms { is_town: true, exact: vec![test], ..forms },
            Test::Similar { edits: 1, .. } => forms.near.push(test),
            Test::Similar { .. } => forms.far.push(test),
            _ => return None,
        }
    }
    (!forms.exact.is_empty()).then_some(forms)
}

fn name_a_large_town(tests: &[&Test]) -> bool {
    tests.iter().any(|test| matches!(test, Test::Words(text) if large_towns::is_one(text)))
}

/// The words, or their beginnings, any of which a part looks for in any field.
fn written(part: &Query) -> Vec<&Test> {
    let parts = match part {
        Query::Any(parts) => &parts[..],
        one => std::slice::from_ref(one),
    };
    parts.iter().filter_map(test).filter(|test| matches!(test, Test::Words(_) | Test::Prefix(_))).collect()
}

fn test(part: &Query) -> Option<&Test> {
    match part {
        Query::Leaf { field: None, test } => Some(test),
        _ => None,
    }
}

/// Whether a text is one word that people, and not only professions and towns, are called by.
fn is_of_a_name(text: &str) -> bool {
    let is_spelt = text.chars().all(char::is_alphabetic) && !towns::is_saint(text);
    is_spelt && !words::of_text(text).iter().any(|stem| vocabulary::holds(&stem.token))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leaf(test: Test) -> Query {
        Query::leaf(None, test)
    }

    fn word(text: &str) -> Query {
        leaf(Test::Words(text.to_owned()))
    }

    #[test]
    fn the_words_of_names_are_told_from_others() {
        let near = |edits| leaf(Test::Similar { word: "rousel".to_owned(), edits });
        let rousel = Query::Any(vec![word("rousel"), near(1), near(2)]);
        let simon = word("simon");
        let others = [word("75012"), word("infirmier"), Query::Everything];
        let parts: Vec<&Query> = others.iter().chain([&simon, &rousel]).collect();
        let names = among(&parts);
        let sizes: Vec<_> =
            names.iter().map(|forms| (forms.exact.len(), forms.near.len(), forms.far.len())).collect();
        assert_eq!(sizes, [(1, 0, 0), (1, 1, 1)]);
        assert_eq!(among(&[&simon]), []);
        assert_eq!(among(&[&simon; 5]), []);
        assert!(KINDS.is_sorted());
    }
}
