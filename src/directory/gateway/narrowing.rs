//! What is asked beyond the five parameters, said in them as far as it can be.
//!
//! `q` has one list of fields for all of its words, so that it finds too much where a word is meant for
//! some of them alone; `fq` names a field for each word and says what to leave. It has no near
//! spellings: a word two letters away is looked for in every field.

use crate::{
    directory::language::{
        fields::{Field, Kind},
        options::Options,
        query::{Query, Test},
        simple, vocabulary, words,
    },
    domain::search::SearchRequest,
};

/// Longest filter that is added, in bytes: an address has room for little more.
const LONGEST: usize = 1_500;

/// The most beginnings in a filter: a directory refuses more than 32 of them (`docs/gateway.md`).
const MOST_BEGINNINGS: usize = 32;

/// The request with a filter that leaves of its answer what is asked for beyond the language; `q` alone
/// decides the order. `keeps_spelling` says whether texts are kept as they are spelt beside their stems.
pub fn narrowed(request: &SearchRequest, keeps_spelling: bool) -> SearchRequest {
    let filter = filter(request, keeps_spelling).map(|narrowing| match &request.fq {
        Some(fq) => format!("(and {fq} {narrowing})"),
        None => narrowing,
    });
    let is_taken = |filter: &String| filter.matches("(prefix").count() <= MOST_BEGINNINGS;
    let fq = filter.filter(is_taken).or_else(|| request.fq.clone());
    SearchRequest { fq, ..request.clone() }
}

fn filter(request: &SearchRequest, keeps_spelling: bool) -> Option<String> {
    let as_spelt = request.beyond.as_spelt && keeps_spelling;
    if !request.beyond.names_alone && !as_spelt {
        return None;
    }
    let options = Options::parse(request.options.as_deref()?).ok()?;
    let query = simple::parse(&request.q, &options).ok()?;
    let narrowing = Narrowing { options: &options, names_alone: request.beyond.names_alone, as_spelt };
    narrowing.of(&query).filter(|filter| filter.len() <= LONGEST)
}

struct Narrowing<'a> {
    options: &'a Options,
    names_alone: bool,
    as_spelt: bool,
}

impl Narrowing<'_> {
    /// What entries that a part finds must be besides; none where nothing, or nothing that can be said.
    fn of(&self, part: &Query) -> Option<String> {
        match part {
            Query::Leaf { field: None, test: Test::Prefix(beginning) } => self.of_beginning(beginning),
            Query::Leaf { field: None, test: Test::Words(word) } => self.of_word(word),
            Query::Preferring { required, .. } => self.of(required),
            Query::All(parts) => joined("and", parts.iter().filter_map(|part| self.of(part)).collect()),
            Query::Any(parts) => self.of_any(parts),
            _ => None,
        }
    }

    /// Of parts of which any may find an entry, each is said whole but one that is narrowed alone: what it
    /// leaves out, no other part would let in.
    fn of_any(&self, parts: &[Query]) -> Option<String> {
        let narrowings: Vec<_> = parts.iter().map(|part| self.of(part)).collect();
        let narrowed = narrowings.iter().flatten().count();
        let said = narrowings.into_iter().zip(parts).map(|(narrowing, part)| match narrowing {
            Some(narrowing) if narrowed == 1 => Some(narrowing),
            _ => self.narrow(part),
        });
        if narrowed == 0 { None } else { joined("or", said.collect::<Option<_>>()?) }
    }

    /// What finds what a part finds, narrowed; none where it cannot be said.
    fn narrow(&self, part: &Query) -> Option<String> {
        match part {
            Query::Preferring { required, .. } => self.narrow(required),
            Query::All(parts) => joined("and", parts.iter().filter_map(|part| self.narrow(part)).collect()),
            Query::Any(parts) => {
                joined("or", parts.iter().map(|part| self.narrow(part)).collect::<Option<_>>()?)
            }
            leaf => self.of(leaf).or_else(|| self.whole(leaf)),
        }
    }

    /// A beginning that nearly every text has is one of a name, or of a number.
    fn of_beginning(&self, beginning: &str) -> Option<String> {
        if !self.names_alone || !words::is_short(beginning) {
            return None;
        }
        let is_searched = |field: &&Field| field.kind() != Kind::Text;
        let searched = self.options.fields.iter().map(|(field, _)| field).filter(is_searched);
        joined("or", searched.map(|field| begins(Some(field), beginning)).collect())
    }

    /// A word that may be a name is in no text that has its stem alone.
    fn of_word(&self, word: &str) -> Option<String> {
        let stems = words::of_text(word);
        let is_spelt_so = stems.iter().all(|stem| stem.token == word || vocabulary::holds(&stem.token));
        (self.as_spelt && !is_spelt_so).then(|| begins(None, word))
    }

    /// What finds at least what one word or beginning finds; none where the syntax has no words for it.
    fn whole(&self, leaf: &Query) -> Option<String> {
        match leaf {
            Query::Leaf { field: None, test: Test::Words(word) } => {
                let literals = self.numbers(word).map(|field| format!("{}:{}", field.name(), quoted(word)));
                joined("or", [quoted(word)].into_iter().chain(literals).collect())
            }
            Query::Leaf { field: None, test: Test::Prefix(beginning) } => {
                let literals = self.numbers(beginning).map(|field| begins(Some(field), beginning));
                joined("or", [begins(None, beginning)].into_iter().chain(literals).collect())
            }
            _ => None,
        }
    }

    /// The fields besides those that hold words in which a number may stand.
    fn numbers(&self, word: &str) -> impl Iterator<Item = &Field> {
        let is_number = word.bytes().any(|byte| byte.is_ascii_digit());
        let searched = self.options.fields.iter().map(|(field, _)| field);
        searched.filter(move |field| is_number && !field.kind().is_words())
    }
}

fn begins(field: Option<&Field>, beginning: &str) -> String {
    let field = field.map(|field| format!(" field={}", field.name())).unwrap_or_default();
    format!("(prefix{field} {})", quoted(beginning))
}

fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\\', r"\\").replace('\'', r"\'"))
}

/// The parts, each once, under one operator.
fn joined(operator: &str, parts: Vec<String>) -> Option<String> {
    let mut distinct: Vec<String> = Vec::with_capacity(parts.len());
    for part in parts {
        if !distinct.contains(&part) {
            distinct.push(part);
        }
    }
    match distinct.len() {
        0 => None,
        1 => distinct.pop(),
        _ => Some(format!("({operator} {})", distinct.join(" "))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::search::Beyond;

    fn fq(q: &str, fq: Option<&str>) -> Option<String> {
        let fields = "{fields:['last_name^8','registered_name','postcode']}";
        let beyond = Beyond { names_alone: true, as_spelt: true, ..Beyond::default() };
        let request = SearchRequest {
            q: q.to_owned(),
            fq: fq.map(str::to_owned),
            options: Some(fields.to_owned()),
            beyond,
            ..SearchRequest::default()
        };
        narrowed(&request, true).fq
    }

    #[test]
    fn a_short_beginning_is_one_of_a_name() {
        let of_name = "(prefix field=last_name 'b') (prefix field=postcode 'b')";
        assert_eq!(fq("(b |b*)", None).unwrap(), format!("(or 'b' (or {of_name}))"));
        assert_eq!(
            fq("((b |b*) (marbon |marbon*)) |(bmarbon |bmarbon*)", Some("gender:'F'")).unwrap(),
            format!("(and gender:'F' (or (or 'b' (or {of_name})) (or 'bmarbon' (prefix 'bmarbon'))))")
        );
        assert_eq!(fq("(mar |mar*)", None), None);
        let either = "((marbon |marbon*) (b |b*)) |(kervadecs marbonb)";
        let whole = "(or 'marbon' (prefix 'marbon'))";
        assert_eq!(
            fq(either, None).unwrap(),
            format!("(or (and {whole} (or 'b' (or {of_name}))) (and (prefix 'kervadecs') 'marbonb'))"),
            "what one way leaves out is not let in by the other"
        );
    }

    #[test]
    fn a_name_is_spelt_as_it_was_typed() {
        assert_eq!(fq("(kervadecs |kervadecs*)", None).unwrap(), "(prefix 'kervadecs')");
        assert_eq!(fq("(infirmiers |infirmiers*)", None), None, "a word of the directory's own");
        assert_eq!(fq("kervadecs |kervadecs~1", None), None, "a filter has no near spellings");
    }

    #[test]
    fn what_is_too_long_to_be_said_is_left_out() {
        let many: String = ('a'..='q').map(|letter| format!("{letter}{letter}* ")).collect();
        assert_eq!(fq(&many, Some("city:'x'")).unwrap(), "city:'x'");
    }
}
