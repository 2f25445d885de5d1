//! Any text is read or refused; what was read says the same once it is printed and read again.

use carnet::directory::language::{
    options::Options,
    query::{LONGEST, Query},
    refusal::Refusal,
    simple, structured,
};

use crate::printer;

/// Options under which a text is read as well: each takes other turns in the parser.
const OTHERS: [&str; 4] = [
    "{defaultOperator:'or'}",
    "{fields:['city^2','postcode','profession_code']}",
    "{operators:['and','or','not','prefix','fuzzy']}",
    "{operators:['phrase','near','precedence','escape','whitespace']}",
];

/// Reads a text in the simple syntax.
#[track_caller]
pub fn of_simple(text: &str) {
    for options in OTHERS {
        let read = simple::parse(text, &Options::parse(options).unwrap());
        assert!(matches!(read, Ok(_) | Err(Refusal::TooLarge(_))), "{text:?}: {read:?}");
    }
    match read_simple(text) {
        Ok(query) => again(&query, printer::simple, read_simple),
        Err(refusal) => assert!(matches!(refusal, Refusal::TooLarge(_)), "{text:?}: {refusal}"),
    }
}

/// Reads a text in the structured syntax.
#[track_caller]
pub fn of_structured(text: &str) {
    match structured::parse(text) {
        Ok(query) => again(&query, printer::structured, structured::parse),
        Err(refusal) => assert!(refusal.to_string().starts_with("Syntax error in query"), "{refusal}"),
    }
}

/// Reads a text as `q.options`.
#[track_caller]
pub fn of_options(text: &str) {
    let Ok(options) = Options::parse(text) else { return };
    let printed = printer::options(&options);
    assert_eq!(Options::parse(&printed), Ok(options), "{printed}");
}

/// Prints a tree in the simple syntax and reads it again.
#[track_caller]
pub fn by_simple(query: &Query) {
    again(query, printer::simple, read_simple);
}

/// Prints a tree in the structured syntax and reads it again.
#[track_caller]
pub fn by_structured(query: &Query) {
    again(query, printer::structured, structured::parse);
}

fn read_simple(text: &str) -> Result<Query, Refusal> {
    simple::parse(text, &Options::default())
}

#[track_caller]
fn again(query: &Query, print: fn(&Query) -> String, read: fn(&str) -> Result<Query, Refusal>) {
    let printed = print(query);
    // Escapes make a text longer than what it was read from.
    if printed.len() <= LONGEST {
        assert_eq!(read(&printed).as_ref(), Ok(query), "{printed}");
    }
}
