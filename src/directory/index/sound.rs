//! How a French name sounds, as a key: names with one key are spelt differently and said alike.
//!
//! Rules of French spelling, from the letters that say one sound (`eau`, `ph`, `qu`) to the ones
//! that say none at the end of a word. The key is for finding, not for reading: it may join a few
//! names that differ a little.

/// Fewest sounds that tell a name from others.
const FEWEST_SOUNDS: usize = 3;

/// Fewest letters of a name that one sound fewer tells from others, as Chloé: particles and syllables have
/// fewer.
const FEWEST_LETTERS: usize = 4;

/// The key of a folded word; none where it says too little.
pub fn key(word: &str) -> Option<String> {
    let letters: String = word.chars().filter(char::is_ascii_lowercase).collect();
    let sounds = without_silent_end(sounds(&letters));
    let fewest = if letters.len() < FEWEST_LETTERS { FEWEST_SOUNDS } else { FEWEST_SOUNDS - 1 };
    (sounds.len() >= fewest).then_some(sounds)
}

/// The sounds of all letters, the last ones too, no sound twice in a row.
fn sounds(letters: &str) -> String {
    let mut sounds = String::with_capacity(letters.len());
    let mut rest = letters;
    while !rest.is_empty() {
        let (length, said) = first_sound(rest, sounds.chars().next_back());
        for sound in said.chars() {
            if !sounds.ends_with(sound) {
                sounds.push(sound);
            }
        }
        rest = &rest[length..];
    }
    sounds
}

/// How many of the first letters say one sound, and which.
fn first_sound(rest: &str, before: Option<char>) -> (usize, &'static str) {
    // An import asks this of millions of letters, and most spellings begin with another one.
    let first = rest.as_bytes().first();
    let starts = |spelling: &(&str, Next, &str)| {
        spelling.0.as_bytes().first() == first
            && rest.strip_prefix(spelling.0).is_some_and(|after| spelling.1.allows(after))
    };
    if rest.starts_with("ill") && rest[3..].starts_with(is_vowel) && before != Some('v') {
        return (3, "i");
    }
    match SPELLINGS.iter().find(|spelling| starts(spelling)) {
        Some((letters, _, said)) => (letters.len(), said),
        None => (1, ""),
    }
}

/// What may follow a spelling.
#[derive(Clone, Copy)]
enum Next {
    /// Anything.
    Any,
    /// `e`, `i` or `y`, before which `c` and `g` are soft.
    Front,
    /// `a`, `o` or `u`.
    Back,
    /// A liquid, before which `ch` is hard.
    Liquid,
    /// A consonant that leaves the vowel nasal, or the end.
    Closed,
    /// `t`, `d` or `x`, with which a silent `l` goes.
    Stop,
    /// `o`, before which a `c` after `n` has lost its cedilla.
    Open,
}

impl Next {
    fn allows(self, after: &str) -> bool {
        let next = after.chars().next();
        let is = |letters: &str| next.is_some_and(|letter| letters.contains(letter));
        match self {
            Self::Any => true,
            Self::Front => is("eiy"),
            Self::Back => is("aou"),
            Self::Liquid => is("rln"),
            Self::Closed => next.is_none_or(|letter| !is_vowel(letter) && !"nmh".contains(letter)),
            Self::Stop => is("tdx"),
            Self::Open => is("o"),
        }
    }
}

fn is_vowel(letter: char) -> bool {
    "aeiouy".contains(letter)
}

/// Letters, what must follow them, and their sound; a longer spelling before a shorter one.
#[rustfmt::skip]
const SPELLINGS: [(&str, Next, &str); 74] = [
    ("sch", Next::Any, "c"), ("sh", Next::Any, "c"), ("ch", Next::Liquid, "k"), ("ch", Next::Any, "c"),
    ("ph", Next::Any, "f"), ("qu", Next::Any, "k"), ("ck", Next::Any, "k"), ("q", Next::Any, "k"),
    ("sc", Next::Front, "s"), ("nc", Next::Open, "ns"), ("c", Next::Front, "s"), ("c", Next::Any, "k"),
    ("gu", Next::Front, "g"), ("gn", Next::Any, "n"), ("ge", Next::Back, "j"), ("g", Next::Front, "j"),
    ("g", Next::Any, "g"), ("bv", Next::Any, "v"), ("w", Next::Any, "v"), ("x", Next::Any, "s"),
    ("z", Next::Any, "s"), ("h", Next::Any, ""), ("dt", Next::Any, "t"),
    ("eaul", Next::Stop, "o"), ("aul", Next::Stop, "o"), ("eau", Next::Any, "o"), ("au", Next::Any, "o"),
    ("oeu", Next::Any, "e"), ("oe", Next::Any, "e"), ("eu", Next::Any, "e"), ("ae", Next::Any, "e"),
    ("ain", Next::Closed, "in"), ("aim", Next::Closed, "in"), ("ein", Next::Closed, "in"),
    ("eim", Next::Closed, "in"), ("yn", Next::Closed, "in"), ("ym", Next::Closed, "in"),
    ("im", Next::Closed, "in"), ("un", Next::Closed, "in"), ("um", Next::Closed, "in"),
    ("ean", Next::Any, "an"), ("ien", Next::Closed, "iin"), ("en", Next::Closed, "an"),
    ("em", Next::Closed, "an"), ("am", Next::Closed, "an"), ("om", Next::Closed, "on"),
    ("ai", Next::Any, "e"), ("ay", Next::Any, "e"), ("ei", Next::Any, "e"), ("ey", Next::Any, "e"),
    ("oi", Next::Any, "wa"), ("oy", Next::Any, "wa"), ("ou", Next::Any, "w"), ("oo", Next::Any, "w"),
    ("ue", Next::Any, "u"), ("y", Next::Any, "i"), ("k", Next::Any, "k"),
    ("a", Next::Any, "a"), ("b", Next::Any, "b"), ("d", Next::Any, "d"), ("e", Next::Any, "e"),
    ("f", Next::Any, "f"), ("i", Next::Any, "i"), ("j", Next::Any, "j"), ("l", Next::Any, "l"),
    ("m", Next::Any, "m"), ("n", Next::Any, "n"), ("o", Next::Any, "o"), ("p", Next::Any, "p"),
    ("r", Next::Any, "r"), ("s", Next::Any, "s"), ("t", Next::Any, "t"), ("u", Next::Any, "u"),
    ("v", Next::Any, "v"),
];

/// Sounds without those that a French word's end writes and does not say.
fn without_silent_end(mut sounds: String) -> String {
    loop {
        let length = match sounds.as_bytes() {
            [_, _, .., b'r', b'k' | b'g'] => 1,
            [_, _, .., b'e', b'r'] => 2,
            [_, _, .., b'e' | b's' | b't' | b'd' | b'p'] => 1,
            _ => return sounds,
        };
        sounds.truncate(sounds.len() - length);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_sounds_alike_has_one_key() {
        for alike in [
            &["philippe", "filipe", "philipe", "filippe"][..],
            &["lefevre", "lefebvre", "lefeuvre", "lefaivre", "lefevres"],
            &["gauthier", "gautier", "gotier", "gauthie"],
            &["dupont", "dupond", "dupon"],
            &["thibault", "tibaud", "thibeau", "tibo"],
            &["moreau", "moraud", "morot", "maureau"],
            &["catherine", "katerine", "catherinne"],
            &["stephane", "stefane", "stefan"],
            &["schmitt", "schmidt", "chmit"],
            &["henri", "henry", "anri"],
            &["picard", "piquard", "pickart"],
            &["girault", "giraud", "jiro"],
            &["francois", "fransois", "franssoit"],
            &["leclerc", "leclair", "leclerq"],
            &["denis", "denys", "deni"],
            &["muller", "mueller", "mulere"],
            &["jeanne", "janne", "jane"],
            &["chloe", "kloe", "cloe"],
        ] {
            let keys: Vec<_> = alike.iter().map(|name| key(name)).collect();
            assert!(keys[0].is_some() && keys.iter().all(|key| *key == keys[0]), "{alike:?}: {keys:?}");
        }
    }

    #[test]
    fn what_sounds_otherwise_has_another() {
        for (one, other) in [
            ("martin", "morin"),
            ("bernard", "renard"),
            ("durand", "dupont"),
            ("petit", "petot"),
            ("laurent", "lorrain"),
            ("blanc", "brun"),
        ] {
            assert_ne!(key(one), key(other), "{one} {other}");
        }
    }

    #[test]
    fn what_says_too_little_has_none() {
        assert_eq!((key(""), key("le"), key("75012"), key("eau")), (None, None, None, None));
        assert_eq!(key("zoe"), None);
    }
}
