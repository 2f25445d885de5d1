//! What a person typed, read as a person means it.
//!
//! 11 digits are an RPPS number, with the 8 before it that makes it a national one as well
//! (`annuaire.md` §3), 9 characters a FINESS number, five digits a postcode, ten from 0 on a telephone number; fourteen
//! a SIRET number; what holds an `@` is an e-mail address; the rest are words, whose accents and case do not matter. What a number is called before it is no word: `RPPS 199…`, `N° RPPS : 199…`.

use super::{
    email,
    identifiers::{Finess, Rpps, is_siret},
    phone, text,
};

/// Fewest and most characters of a number that may be another thing: a postcode, that of a house, or a
/// FINESS number as long as the RPPS number that it begins.
const AMBIGUOUS: std::ops::RangeInclusive<usize> = 3..=9;

/// Of so many words `M.` may be an initial as well as Monsieur.
const MOST_WITH_INITIAL: usize = 2;

/// So many letters between dots are one word wherever they stand: fewer may be initials.
const FEWEST_LETTERS: usize = 3;

/// The beginning of an RPPS or FINESS number that was typed alone, and that [`Reading::of`] takes for
/// another thing; none where something else was typed.
pub fn begun_number(typed: &str) -> Option<String> {
    let number = number(typed);
    let corsican = number.strip_prefix("2A").or_else(|| number.strip_prefix("2B"));
    let is_number = corsican.unwrap_or(&number).bytes().all(|byte| byte.is_ascii_digit());
    (is_number && AMBIGUOUS.contains(&number.len())).then_some(number)
}

/// A number typed alone, without its name and what stands between its digits.
pub(super) fn number(typed: &str) -> String {
    let chunks = chunks(typed);
    chunks[names_of_a_number(&chunks)..].concat().replace(['.', '-'], "").to_uppercase()
}

/// Folded words, letters between dots being one (`C.H.`).
pub(super) fn words_of(typed: &str) -> Vec<String> {
    let chunks = typed.split_whitespace().map(|chunk| match abbreviation(chunk, 2) {
        Some(word) => vec![word],
        None => text::fold(chunk).split_whitespace().map(str::to_owned).collect(),
    });
    chunks.flatten().collect()
}

/// What stands between spaces, and between signs that no word and no number holds.
fn chunks(typed: &str) -> Vec<&str> {
    let is_between = |letter: char| letter.is_whitespace() || ":=,;()[]°º".contains(letter);
    typed.split(is_between).filter(|chunk| !chunk.is_empty()).flat_map(without_label).collect()
}

/// A number apart from the name that was written without a space before it: `RPPS199…`.
fn without_label(chunk: &str) -> impl Iterator<Item = &str> {
    let digits = chunk.find(|letter: char| letter.is_ascii_digit()).unwrap_or(0);
    let (label, number) = chunk.split_at(digits);
    let is_label = names_of_a_number(&[label]) > 0 && label.len() > 1;
    let parts = if is_label { [label, number] } else { ["", chunk] };
    parts.into_iter().filter(|part| !part.is_empty())
}

/// The typed text, read: words apart from identifiers and postcodes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// Folded words, in the order typed.
    pub words: Vec<String>,
    /// RPPS numbers typed, spaces inside allowed.
    pub rpps: Vec<Rpps>,
    /// FINESS numbers typed, spaces inside allowed.
    pub finess: Vec<Finess>,
    /// Postcodes typed.
    pub postcodes: Vec<String>,
    /// Telephone numbers typed, as [`phone::normalized`] writes them.
    pub phones: Vec<String>,
    /// SIRET numbers typed, whose check digit is right.
    pub sirets: Vec<String>,
    /// E-mail addresses typed, or how they begin.
    pub emails: Vec<String>,
    /// Beginnings of RPPS or FINESS numbers.
    pub unfinished: Vec<String>,
}

impl Reading {
    /// Reads a typed text.
    pub fn of(typed: &str) -> Self {
        let chunks = chunks(typed);
        let mut reading = Self::default();
        let mut at = 0;
        while at < chunks.len() {
            let names = names_of_a_number(&chunks[at..]);
            if names > 0
                && let Some(taken) = reading.take_identifier(&chunks[at + names..])
            {
                at += names + taken;
                continue;
            }
            if let Some(taken) = cedex(&chunks[at..]).filter(|_| !reading.words.is_empty()) {
                at += taken;
                continue;
            }
            at += reading.take_identifier(&chunks[at..]).unwrap_or_else(|| {
                reading.take_word(chunks[at]);
                1
            });
        }
        if matches!(chunks.first(), Some(&("M." | "m."))) && reading.words.len() > MOST_WITH_INITIAL {
            reading.words.remove(0);
        }
        reading
    }

    /// Whether nothing was typed that could be searched for.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
            && self.rpps.is_empty()
            && self.finess.is_empty()
            && self.postcodes.is_empty()
            && self.phones.is_empty()
            && self.sirets.is_empty()
            && self.emails.is_empty()
            && self.unfinished.is_empty()
    }

    /// Takes the longest run of chunks that makes an identifier, and tells how many it took.
    fn take_identifier(&mut self, chunks: &[&str]) -> Option<usize> {
        let run = chunks.iter().take_while(|chunk| is_group(chunk)).count().max(1);
        for taken in (1..=run.min(chunks.len())).rev() {
            let joined = chunks[..taken].concat().replace(['.', '-'], "").to_uppercase();
            let is_abroad = joined.starts_with('+');
            if let Some(phone) =
                phone::normalized(&joined).filter(|phone| is_abroad || phone.starts_with('0'))
            {
                self.phones.push(phone);
                return Some(taken);
            }
            let may_hold_postcodes = taken > 1 && chunks[..taken].iter().any(|chunk| chunk.len() == 5);
            if let Some(rpps) = rpps(&joined).filter(|rpps| rpps.is_sound() || !may_hold_postcodes) {
                self.rpps.push(rpps);
            } else if let Some(finess) = Finess::parse(without_kind(&joined))
                .ok()
                .filter(|finess| finess.is_sound() || !may_hold_postcodes)
            {
                self.finess.push(finess);
            } else if is_siret(&joined) {
                self.sirets.push(joined);
            } else if taken == 1 && joined.len() == 5 && joined.bytes().all(|byte| byte.is_ascii_digit()) {
                self.postcodes.push(joined);
            } else if is_unfinished(&joined) && !may_hold_postcodes {
                self.unfinished.push(joined);
            } else {
                continue;
            }
            return Some(taken);
        }
        None
    }

    fn take_word(&mut self, chunk: &str) {
        if is_at(chunk) {
            return;
        }
        if let Some(address) = email::begun(chunk) {
            self.emails.push(address.to_owned());
            return;
        }
        match abbreviation(chunk, FEWEST_LETTERS) {
            Some(word) => self.words.push(word),
            None => self.words.extend(text::fold(chunk).split_whitespace().map(str::to_owned)),
        }
    }
}

/// How many of the first words say what the number after them is: `N° FINESS ET` are three.
fn names_of_a_number(chunks: &[&str]) -> usize {
    let is_name = |at: usize, chunk: &str| match text::fold(chunk).as_str() {
        "rpps" | "finess" | "siret" | "no" | "n" | "numero" | "num" | "identifiant" => true,
        // Of an establishment, of a legal entity.
        "et" | "ej" => at > 0,
        _ => false,
    };
    chunks.iter().enumerate().take_while(|(at, chunk)| is_name(*at, chunk)).count()
}

/// How many words belong to the post and not to the town before them: `CEDEX 03` are two; none elsewhere.
fn cedex(chunks: &[&str]) -> Option<usize> {
    let (first, rest) = chunks.split_first()?;
    let is_number = |chunk: &&&str| chunk.len() <= 2 && chunk.bytes().all(|byte| byte.is_ascii_digit());
    text::fold(first).eq("cedex").then(|| 1 + usize::from(rest.first().filter(is_number).is_some()))
}

/// Whether a word is the `à` before a town, which without its accent would be an initial.
fn is_at(chunk: &str) -> bool {
    matches!(chunk, "à" | "À" | "a\u{300}" | "A\u{300}")
}

/// A FINESS number without the letter that the directory's own identifiers put before it
/// (`annuaire.md` §3).
pub(super) fn without_kind(number: &str) -> &str {
    number.strip_prefix(['F', 'f']).unwrap_or(number)
}

/// Whether digits begin an identifier whose rest is still to be typed.
fn is_unfinished(digits: &str) -> bool {
    let corsican = digits.strip_prefix("2A").or_else(|| digits.strip_prefix("2B"));
    let is_length = match corsican {
        Some(_) => (6..=8).contains(&digits.len()),
        None => matches!(digits.len(), 6..=8 | 10),
    };
    is_length && corsican.unwrap_or(digits).bytes().all(|byte| byte.is_ascii_digit())
}

/// The RPPS number written alone, or as a national identifier of a person.
pub(super) fn rpps(digits: &str) -> Option<Rpps> {
    let national = digits.strip_prefix('8').filter(|rest| rest.len() == 11);
    Rpps::parse(national.unwrap_or(digits)).ok()
}

/// Whether a chunk can be one group of an identifier written with spaces: `19 900 000 019`.
///
/// Where a group has five digits, the whole must pass its check, for postcodes may stand there.
fn is_group(chunk: &str) -> bool {
    let corsican = matches!(chunk.get(..2), Some("2A" | "2B" | "2a" | "2b"));
    let digits = if corsican { &chunk[2..] } else { chunk };
    let digits = digits.strip_prefix(['F', 'f', '+']).unwrap_or(digits);
    let is_number = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'.' | b'-');
    chunk.len() <= 14 && chunk.bytes().any(|byte| byte.is_ascii_digit()) && digits.bytes().all(is_number)
}

/// `S.E.L.A.R.L.` as the one word it is, when a chunk is at least three letters with periods.
fn abbreviation(chunk: &str, fewest: usize) -> Option<String> {
    let letters: Vec<&str> = chunk.trim_end_matches('.').split('.').collect();
    let is_one =
        letters.len() >= fewest && letters.iter().all(|letter| text::fold(letter).chars().count() == 1);
    is_one.then(|| text::fold(&letters.concat()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_folded_and_parted_as_directories_part_them() {
        let words = |typed| Reading::of(typed).words;
        assert_eq!(words("Lefèvre  Nadi"), ["lefevre", "nadi"]);
        assert_eq!(words("N'Diaye, Jean-Pierre"), ["n", "diaye", "jean", "pierre"]);
        assert_eq!(words("(martin)* \"x"), ["martin", "x"]);
        assert_eq!(words("S.E.L.A.R.L. Durand"), ["selarl", "durand"]);
        assert_eq!(words("J.P. Durand"), ["j", "p", "durand"]);
        assert_eq!(words("kiné à Lyon"), ["kine", "lyon"]);
        assert_eq!(words("M. Martin Paul"), ["martin", "paul"]);
        assert_eq!(words("M. Martin"), ["m", "martin"]);
        assert_eq!(words("a martin"), ["a", "martin"]);
        assert_eq!(words("kiné Lyon Cedex 03"), ["kine", "lyon"]);
        assert_eq!(words("cedex"), ["cedex"]);
        assert!(Reading::of(" ,; ...").is_empty());
    }

    #[test]
    fn a_short_number_may_begin_one() {
        for (typed, begun) in [
            ("199", Some("199")),
            ("RPPS199", Some("199")),
            ("19 900 0000", Some("199000000")),
            ("finess 2b9", Some("2B9")),
            ("RPPS: 19-9", Some("199")),
            ("N° RPPS : 199", Some("199")),
            ("19", None),
            ("1990000000", None),
            ("199 martin", None),
        ] {
            assert_eq!(begun_number(typed).as_deref(), begun, "{typed}");
        }
    }

    #[test]
    fn the_name_of_a_number_is_no_word() {
        for typed in [
            "RPPS 19900000019",
            "rpps: 19 900 000 019",
            "Rpps:19900000019",
            "819900000019",
            "n° 19900000019",
            "RPPS n°19900000019",
            "N° RPPS : 19900000019",
            "(RPPS 19900000019)",
            "rpps=19900000019",
            "numéro RPPS 19900000019,",
            "Identifiant RPPS no 19900000019",
            "19.900.000.019",
        ] {
            let reading = Reading::of(typed);
            assert!(reading.words.is_empty(), "{typed}: {:?}", reading.words);
            assert_eq!(reading.rpps[0].as_str(), "19900000019");
        }
        assert_eq!(Reading::of("FINESS 2A 000 0154").finess[0].as_str(), "2A0000154");
        assert_eq!(Reading::of("N° FINESS ET 2A0000154").finess[0].as_str(), "2A0000154");
        assert_eq!(Reading::of("n° 12 et rue").words, ["n", "12", "et", "rue"]);
        assert_eq!(Reading::of("19-900-000-019").rpps[0].as_str(), "19900000019");
        assert_eq!(Reading::of("2b900013").unfinished, ["2B900013"]);
        assert_eq!(Reading::of("F2A0000154").finess[0].as_str(), "2A0000154");
        assert_eq!(Reading::of("finess").words, ["finess"]);
    }

    #[test]
    fn ten_digits_from_0_on_are_a_telephone_number() {
        for typed in ["0465711208", "04 65 71 12 08", "04.65.71.12.08", "+33 4 65 71 12 08", "0033 465711208"]
        {
            let reading = Reading::of(&format!("parson {typed}"));
            assert_eq!(
                (reading.phones, reading.words),
                (vec!["0465711208".to_owned()], vec!["parson".to_owned()])
            );
        }
        let reading = Reading::of("04 65 71 12 08 75012");
        assert_eq!((reading.phones.len(), reading.postcodes), (1, vec!["75012".to_owned()]));
    }

    #[test]
    fn a_number_may_be_unfinished() {
        for typed in ["199000", "19 900 00", "1990000001"] {
            assert_eq!(Reading::of(typed).unfinished, [typed.replace(' ', "")]);
        }
        assert_eq!(Reading::of("12 rue").words, ["12", "rue"]);
    }

    #[test]
    fn identifiers_are_told_from_words() {
        let reading = Reading::of("martin 19 900 000 019 2a 000 0154 75012");
        assert_eq!(reading.words, ["martin"]);
        assert_eq!(reading.rpps[0].as_str(), "19900000019");
        assert_eq!(reading.finess[0].as_str(), "2A0000154");
        assert_eq!(reading.postcodes, ["75012"]);
    }
}
