//! The letters of the simple syntax that mean something. Each is one byte.

/// White space that stands between words.
pub(super) fn is_space(letter: u8) -> bool {
    matches!(letter, b' ' | b'\t' | b'\n' | b'\r')
}

/// Whether a letter inside a word may be more than itself.
pub(super) fn may_mean_something(letter: u8) -> bool {
    matches!(letter, b'"' | b'|' | b'+' | b'(' | b')' | b'~' | b'*' | b'\\') || is_space(letter)
}

/// Each unescaped opening parenthesis that is closed, with the place where, in order.
pub(super) fn closings(text: &str, escapes: bool) -> Vec<(usize, usize)> {
    let mut closings = Vec::new();
    let mut open = Vec::new();
    let mut letters = text.bytes().enumerate();
    while let Some((at, letter)) = letters.next() {
        match letter {
            b'\\' if escapes => drop(letters.next()),
            b'(' => open.push(at),
            b')' => closings.extend(open.pop().map(|opening| (opening, at))),
            _ => {}
        }
    }
    closings.sort_unstable();
    closings
}
