//! Kinds of typing: what someone means, and what the keyboard gets.

use carnet::domain::text::fold;

use crate::{
    chance::Chance,
    mistakes::{one_edit, respelt},
    people::Person,
};

/// What is typed, and what is meant by it, spelt as the directory spells it.
pub struct Typed {
    pub meant: String,
    pub typed: String,
}

/// One kind of typing.
pub struct Kind {
    pub name: &'static str,
    /// The share of people who should be among the first ten.
    pub target: f64,
    /// What is typed for a person; none where the person's facts do not allow it.
    pub typed: fn(&Person, &mut Chance) -> Option<Typed>,
}

const PARTICLES: [&str; 8] = ["d", "da", "de", "del", "di", "du", "la", "le"];

/// Everyday words for professions, by code.
const PROFESSIONS: [(&str, &[&str]); 9] = [
    ("21", &["pharmacien", "pharmacienne"]),
    ("28", &["opticien"]),
    ("40", &["dentiste", "chirurgien dentiste"]),
    ("50", &["sage femme", "sage-femme"]),
    ("60", &["infirmière", "infirmier"]),
    ("70", &["kiné", "kine"]),
    ("71", &["ostéo", "osteopathe"]),
    ("91", &["orthophoniste"]),
    ("93", &["psy", "psychologue"]),
];

/// Everyday words for skills, by the official one.
const SKILLS: [(&str, &str); 8] = [
    ("medecine generale", "généraliste"),
    ("cardiologie", "cardiologue"),
    ("pediatrie", "pédiatre"),
    ("ophtalmologie", "ophtalmo"),
    ("dermatologie", "dermatologue"),
    ("psychiatrie", "psychiatre"),
    ("gynecologie", "gynécologue"),
    ("rhumatologie", "rhumatologue"),
];

pub const KINDS: [Kind; 16] = [
    kind("exact", 0.99, |person, _| as_meant(full(person))),
    kind("first name first", 0.99, |person, _| {
        Some(Typed {
            meant: full(person),
            typed: format!("{} {} {}", person.first_name, person.last_name, person.town),
        })
    }),
    kind("without accents or hyphens", 0.97, |person, _| {
        let typed = fold(&full(person));
        (typed != full(person).to_lowercase()).then(|| Typed { meant: full(person), typed })
    }),
    kind("hyphen left out", 0.97, |person, _| {
        let names = [&person.last_name, &person.first_name].map(|name| name.replace(['-', '\'', ' '], ""));
        let is_other = names != [person.last_name.clone(), person.first_name.clone()];
        is_other.then(|| Typed { meant: full(person), typed: format!("{} {}", names.join(" "), person.town) })
    }),
    kind("particle left out", 0.97, |person, _| {
        let name = fold(&person.last_name);
        let rest: Vec<&str> = name.split(' ').skip_while(|word| PARTICLES.contains(word)).collect();
        let typed = format!("{} {} {}", rest.join(" "), person.first_name, person.town);
        (!rest.is_empty() && rest.join(" ") != name).then(|| Typed { meant: full(person), typed })
    }),
    kind("one edit", 0.97, |person, chance| misspelt(person, 5, |name| Some(one_edit(name, chance)))),
    kind("one edit, no town", 0.97, |person, chance| {
        let meant = format!("{} {}", person.last_name, person.first_name);
        let name = single(person, 5)?;
        Some(Typed { meant, typed: format!("{} {}", one_edit(&name, chance), person.first_name) })
    }),
    kind("two edits", 0.95, |person, chance| {
        misspelt(person, 8, |name| Some(one_edit(&one_edit(name, chance), chance)))
    }),
    kind("respelt by sound once", 0.90, |person, chance| misspelt(person, 4, |name| respelt(name, chance))),
    kind("respelt by sound twice", 0.80, |person, chance| {
        misspelt(person, 4, |name| respelt(&respelt(name, chance)?, chance).filter(|other| other != name))
    }),
    kind("first name cut", 0.99, |person, _| {
        let cut: String = fold(&person.first_name).chars().take(3).collect();
        Some(Typed { meant: full(person), typed: format!("{} {cut}", together(person)) })
    }),
    kind("initial", 0.97, |person, _| {
        let initial = fold(&person.first_name).chars().next()?;
        as_meant(format!("{initial} {}", together(person)))
    }),
    kind("department's number", 0.99, |person, _| {
        let department = person.postcode.get(..2)?;
        as_meant(format!("{} {} {department}", person.last_name, person.first_name))
    }),
    kind("everyday profession", 0.95, |person, chance| {
        let (_, words) = PROFESSIONS.iter().find(|(code, _)| *code == person.profession_code)?;
        as_meant(format!("{} {}", chance.one_of(words)?, together(person)))
    }),
    kind("everyday skill", 0.95, |person, _| {
        let skill = fold(person.skill.as_deref()?);
        let (_, word) = SKILLS.iter().find(|(official, _)| skill.contains(official))?;
        as_meant(format!("{} {word}", together(person)))
    }),
    kind("a title", 0.99, |person, _| {
        let typed = format!("Dr {} {}", person.first_name, person.last_name);
        Some(Typed { meant: format!("{} {}", person.last_name, person.first_name), typed })
    }),
];

const fn kind(name: &'static str, target: f64, typed: fn(&Person, &mut Chance) -> Option<Typed>) -> Kind {
    Kind { name, target, typed }
}

fn as_meant(text: String) -> Option<Typed> {
    Some(Typed { meant: text.clone(), typed: text })
}

/// Last name, first name and town.
fn full(person: &Person) -> String {
    format!("{} {} {}", person.last_name, person.first_name, person.town)
}

/// Last name and town.
fn together(person: &Person) -> String {
    format!("{} {}", person.last_name, person.town)
}

/// The last name where it is one word of at least so many letters.
fn single(person: &Person, letters: usize) -> Option<String> {
    let name = fold(&person.last_name);
    (!name.contains(' ') && name.chars().count() >= letters).then_some(name)
}

/// The full name and town, the last name misspelt.
fn misspelt(person: &Person, letters: usize, mistake: impl FnOnce(&str) -> Option<String>) -> Option<Typed> {
    let name = mistake(&single(person, letters)?)?;
    Some(Typed { meant: full(person), typed: format!("{name} {} {}", person.first_name, person.town) })
}
