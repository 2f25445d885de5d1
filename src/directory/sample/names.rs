//! Names of people, drawn from the lists beside this file.

use super::dice::Dice;
use crate::domain::text::fold;

/// The lists, read once.
#[derive(Debug)]
pub struct Names {
    women: Vec<&'static str>,
    men: Vec<&'static str>,
    common: Vec<&'static str>,
    beginnings: Vec<&'static str>,
    endings: Vec<&'static str>,
}

/// Words before a last name, which people leave out or join to it when they search.
const PARTICLES: [&str; 8] = ["LE", "LA", "DE", "DE LA", "DU", "DA", "EL", "SAINT"];

impl Names {
    /// Reads the lists that are part of the program.
    pub fn new() -> Self {
        Self {
            women: words(include_str!("lists/first_names_women.txt")),
            men: words(include_str!("lists/first_names_men.txt")),
            common: words(include_str!("lists/last_names.txt")),
            beginnings: words(include_str!("lists/last_name_beginnings.txt")),
            endings: words(include_str!("lists/last_name_endings.txt")),
        }
    }

    /// A last name in capitals: a quarter common ones, the rest made of two pieces, some double or
    /// with a particle, one in five with its accents.
    pub fn last(&self, dice: &mut Dice) -> String {
        let mut name = self.single(dice);
        if dice.chance(500) {
            name = format!("{name}-{}", self.single(dice));
        } else if dice.chance(300) {
            name = format!("{} {name}", dice.one_of(&PARTICLES));
        } else if dice.chance(60) && name.starts_with(['A', 'E', 'H', 'O']) {
            name.insert_str(0, "D'");
        }
        if dice.chance(2_000) { name } else { without_accents(&name) }
    }

    /// A first name: half as it is written, the rest in capitals or without accents, as in the file.
    pub fn first(&self, female: bool, dice: &mut Dice) -> String {
        let name = dice.early_of(if female { &self.women } else { &self.men });
        match dice.below(100) {
            0..50 => (*name).to_owned(),
            50..85 => without_accents(&name.to_uppercase()),
            85..92 => name.to_uppercase(),
            _ => without_accents(name),
        }
    }

    fn single(&self, dice: &mut Dice) -> String {
        if dice.chance(2_500) {
            return dice.early_of(&self.common).to_uppercase();
        }
        let (beginning, ending) = (dice.one_of(&self.beginnings), dice.one_of(&self.endings));
        format!("{beginning}{ending}").to_uppercase()
    }
}

/// The text in capitals, without accents or marks, as the post writes a town.
pub fn postal(text: &str) -> String {
    fold(text).to_uppercase()
}

/// The words of a list, lines that begin with `#` left out.
fn words(list: &'static str) -> Vec<&'static str> {
    list.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace).collect()
}

/// The letters of French without their accents; every other character stays.
fn without_accents(text: &str) -> String {
    text.chars()
        .map(|letter| match letter {
            'À' | 'Â' => 'A',
            'É' | 'È' | 'Ê' | 'Ë' => 'E',
            'Î' | 'Ï' => 'I',
            'Ô' => 'O',
            'Ù' | 'Û' | 'Ü' => 'U',
            'Ç' => 'C',
            'à' | 'â' => 'a',
            'é' | 'è' | 'ê' | 'ë' => 'e',
            'î' | 'ï' => 'i',
            'ô' => 'o',
            'ù' | 'û' | 'ü' => 'u',
            'ç' => 'c',
            other => other,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_hold_each_name_once_and_no_notes() {
        let names = Names::new();
        for list in [&names.women, &names.men, &names.common, &names.beginnings, &names.endings] {
            assert!(list.len() > 50);
            let mut sorted = list.clone();
            sorted.sort_unstable();
            sorted.dedup();
            assert_eq!(sorted.len(), list.len());
            assert!(list.iter().all(|name| !name.contains(['#', '(', '|', '"'])));
        }
        assert_eq!((names.common[0], names.women[2]), ("Martin", "Isabelle"));
    }

    #[test]
    fn all_accents_of_the_lists_are_known() {
        let names = Names::new();
        for name in [&names.women, &names.men, &names.common, &names.beginnings].into_iter().flatten() {
            assert!(without_accents(name).is_ascii(), "{name}");
            assert!(without_accents(&name.to_uppercase()).is_ascii(), "{name}");
        }
    }
}
