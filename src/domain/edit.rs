//! How near two words are spelt.

/// Whether one letter put in, left out or put for another, or two neighbours swapped, make one folded
/// word of another.
///
/// ```
/// use carnet::domain::edit::is_one;
///
/// assert!(is_one("infirmere", "infirmiere") && is_one("pharmacein", "pharmacien"));
/// assert!(!is_one("martin", "martin") && !is_one("martin", "marin s"));
/// ```
pub fn is_one(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let same = one.iter().zip(other).take_while(|(one, other)| one == other).count();
    let (one, other) = (&one[same..], &other[same..]);
    match (one, other) {
        ([_, one @ ..], other) if one == other => true,
        (one, [_, other @ ..]) if one == other => true,
        ([_, one @ ..], [_, other @ ..]) if one == other => true,
        ([a, b, one @ ..], [c, d, other @ ..]) => (a, b) == (d, c) && one == other,
        _ => false,
    }
}
