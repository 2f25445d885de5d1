//! How deep in brackets and quotes a place of JSON is.

/// Where a text of JSON has got to, byte by byte.
#[derive(Debug, Default)]
pub struct Nesting {
    depth: u32,
    is_text: bool,
    is_escaped: bool,
    /// The last byte that is neither space nor inside quotes.
    last: u8,
}

impl Nesting {
    /// Takes the next byte.
    pub fn take(&mut self, byte: u8) {
        match byte {
            _ if self.is_escaped => self.is_escaped = false,
            b'\\' if self.is_text => self.is_escaped = true,
            b'"' => self.is_text = !self.is_text,
            _ if self.is_text => return,
            b'{' | b'[' => self.depth += 1,
            b'}' | b']' => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
        if !byte.is_ascii_whitespace() {
            self.last = byte;
        }
    }

    /// Whether a bracket or a quote is open.
    pub fn is_open(&self) -> bool {
        self.depth > 0 || self.is_text
    }

    /// Whether JSON can go on in another line: no text has its end there.
    pub fn goes_on(&self) -> bool {
        self.depth > 0 && !self.is_text
    }

    /// Whether an object may stand next: else one that does begins something new.
    pub fn takes_object(&self) -> bool {
        matches!(self.last, b':' | b'[')
    }
}
