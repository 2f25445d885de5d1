//! How people misspell a name.

use crate::chance::Chance;

const LETTERS: &[char] =
    &['a', 'b', 'c', 'd', 'e', 'f', 'g', 'i', 'l', 'm', 'n', 'o', 'p', 'r', 's', 't', 'u'];

/// Spellings that say the same sound; each is tried where its letters stand.
const RESPELLINGS: &[(&str, &str)] = &[
    ("ph", "f"),
    ("f", "ph"),
    ("th", "t"),
    ("qu", "k"),
    ("ca", "ka"),
    ("co", "ko"),
    ("eau", "o"),
    ("eau", "au"),
    ("au", "o"),
    ("ai", "ei"),
    ("ei", "ai"),
    ("en", "an"),
    ("an", "en"),
    ("ain", "in"),
    ("in", "ain"),
    ("y", "i"),
    ("i", "y"),
    ("z", "s"),
    ("ll", "l"),
    ("nn", "n"),
    ("tt", "t"),
    ("rr", "r"),
    ("ss", "c"),
    ("mm", "m"),
    ("pp", "p"),
    ("bv", "v"),
    ("ge", "je"),
    ("gi", "ji"),
    ("ce", "se"),
    ("ci", "si"),
    ("ault", "aud"),
    ("oi", "oy"),
    ("w", "v"),
    ("sch", "ch"),
];

/// The word with one letter put in, left out, another, or swapped with its neighbour.
pub fn one_edit(word: &str, chance: &mut Chance) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let at = chance.below(letters.len());
    let letter = chance.one_of(LETTERS).copied().unwrap_or('a');
    match chance.below(4) {
        0 => letters.insert(at, letter),
        1 => drop(letters.remove(at)),
        2 => letters[at] = if letters[at] == letter { 'v' } else { letter },
        _ => {
            let at = at.min(letters.len() - 2);
            if letters[at] == letters[at + 1] {
                letters.insert(at, letter);
            } else {
                letters.swap(at, at + 1);
            }
        }
    }
    letters.into_iter().collect()
}

/// The word as it sounds, spelt otherwise in one place; none where nothing can be.
pub fn respelt(word: &str, chance: &mut Chance) -> Option<String> {
    let possible: Vec<_> = RESPELLINGS.iter().filter(|(from, _)| word.contains(from)).collect();
    let (from, to) = *chance.one_of(&possible)?;
    Some(word.replacen(from, to, 1)).filter(|other| other != word)
}
