//! The paths that a Rust source names, in `use` declarations and in place.

use std::iter::Peekable;

use proc_macro2::{Delimiter, TokenStream, TokenTree, token_stream::IntoIter};

/// A path as written, such as `super::entry::Entry`, with what is needed to judge it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// The segments; a glob is `*`.
    pub segments: Vec<String>,
    /// Modules written in the file itself that surround it, outermost first.
    pub inside: Vec<String>,
    /// Line of the first segment, from 1.
    pub line: usize,
    /// Whether it stands in code that only tests build.
    pub in_test: bool,
}

/// Every path of at least two segments, and every imported one, in the order written.
///
/// # Errors
/// The lexer's words when the text is no Rust.
pub fn names(source: &str) -> Result<Vec<Name>, String> {
    let tokens: TokenStream = source.parse().map_err(|error| format!("{error}"))?;
    let mut reader = Reader { inside: Vec::new(), in_test: false, found: Vec::new() };
    reader.read(tokens);
    Ok(reader.found)
}

struct Reader {
    inside: Vec<String>,
    in_test: bool,
    found: Vec<Name>,
}

type Tokens = Peekable<IntoIter>;

impl Reader {
    fn read(&mut self, tokens: TokenStream) {
        let mut tokens = tokens.into_iter().peekable();
        let mut item_is_test = false;
        let mut module = None;
        while let Some(token) = tokens.next() {
            match token {
                TokenTree::Ident(ident) if ident == "use" => self.imported(Vec::new(), &mut tokens),
                TokenTree::Ident(ident) if ident == "mod" => {
                    module = tokens.next().map(|name| name.to_string());
                }
                TokenTree::Ident(ident) => {
                    let line = ident.span().start().line;
                    self.written(ident.to_string(), line, &mut tokens);
                }
                TokenTree::Group(group) => {
                    let text = group.stream().to_string();
                    let attribute = group.delimiter() == Delimiter::Bracket;
                    item_is_test |= attribute && text.replace(' ', "") == "cfg(test)";
                    let body = group.delimiter() == Delimiter::Brace;
                    let name = if body { module.take() } else { None };
                    self.enter(group.stream(), name, item_is_test && !attribute);
                    item_is_test &= !body;
                }
                TokenTree::Punct(mark) if mark.as_char() == ';' => {
                    item_is_test = false;
                    module = None;
                }
                TokenTree::Punct(_) | TokenTree::Literal(_) => {}
            }
        }
    }

    /// Reads what stands between brackets.
    fn enter(&mut self, tokens: TokenStream, module: Option<String>, test: bool) {
        let before = (self.inside.len(), self.in_test);
        self.inside.extend(module);
        self.in_test |= test;
        self.read(tokens);
        self.inside.truncate(before.0);
        self.in_test = before.1;
    }

    /// Reads one tree of a `use` declaration, up to its comma, semicolon or end.
    fn imported(&mut self, mut path: Vec<String>, tokens: &mut Tokens) {
        let mut line = 0;
        while let Some(token) = tokens.next() {
            match token {
                TokenTree::Ident(ident) if ident == "as" => drop(tokens.next()),
                TokenTree::Ident(ident) => {
                    line = ident.span().start().line;
                    path.push(ident.to_string());
                }
                TokenTree::Punct(mark) if mark.as_char() == '*' => path.push("*".to_owned()),
                TokenTree::Punct(mark) if matches!(mark.as_char(), ',' | ';') => break,
                TokenTree::Group(group) => {
                    let mut branches = group.stream().into_iter().peekable();
                    while branches.peek().is_some() {
                        self.imported(path.clone(), &mut branches);
                    }
                    path.clear();
                }
                TokenTree::Punct(_) | TokenTree::Literal(_) => {}
            }
        }
        if !path.is_empty() {
            self.keep(path, line);
        }
    }

    /// Reads a path in place, whose first segment is taken already.
    fn written(&mut self, first: String, line: usize, tokens: &mut Tokens) {
        let mut path = vec![first];
        while tokens.next_if(is_colon).is_some() {
            if tokens.next_if(is_colon).is_none() {
                break;
            }
            match tokens.next_if(|token| matches!(token, TokenTree::Ident(_))) {
                Some(segment) => path.push(segment.to_string()),
                None => break,
            }
        }
        if path.len() > 1 {
            self.keep(path, line);
        }
    }

    fn keep(&mut self, segments: Vec<String>, line: usize) {
        self.found.push(Name { segments, inside: self.inside.clone(), line, in_test: self.in_test });
    }
}

fn is_colon(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(mark) if mark.as_char() == ':')
}
