//! How far two words are apart, in edits of one letter.

/// Longest word compared, in characters: longer ones are no words (`cloudsearch.md` §2.6).
const LONGEST: usize = 64;

/// Whether one word becomes the other by so many edits at most: a letter more, a letter less,
/// another letter, or two neighbours swapped.
pub fn is_within(one: &str, other: &str, edits: usize) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    if one.len().abs_diff(other.len()) > edits || one.len().max(other.len()) > LONGEST {
        return false;
    }
    let (mut before_last, mut last): (Vec<usize>, Vec<usize>) = (Vec::new(), (0..=other.len()).collect());
    for row in 1..=one.len() {
        let mut current = vec![row];
        for column in 1..=other.len() {
            let is_other = one[row - 1] != other[column - 1];
            let replaced = last[column - 1] + usize::from(is_other);
            let mut least = replaced.min(last[column] + 1).min(current[column - 1] + 1);
            let is_swapped = row > 1
                && column > 1
                && one[row - 1] == other[column - 2]
                && one[row - 2] == other[column - 1];
            if is_swapped {
                least = least.min(before_last[column - 2] + 1);
            }
            current.push(least);
        }
        before_last = std::mem::replace(&mut last, current);
    }
    last[other.len()] <= edits
}

#[cfg(test)]
mod tests {
    use super::is_within;

    #[test]
    fn edits_are_counted() {
        for (one, other, edits) in [
            ("martin", "martin", 0),
            ("martin", "matrin", 1),
            ("martin", "marti", 1),
            ("dupont", "duband", 3),
        ] {
            assert!(is_within(one, other, edits), "{one} {other}");
            assert!(edits == 0 || !is_within(one, other, edits - 1), "{one} {other}");
        }
        assert!(!is_within("a", "abc", 1));
    }
}
