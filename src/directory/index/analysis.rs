//! The words of the language as tantivy's tokenizers.

use tantivy::{
    Index,
    tokenizer::{BoxTokenStream, Token, TokenStream, Tokenizer},
};

use crate::directory::language::words::{self, Placed};

/// Name of the tokenizer of people's and towns' names; another with every change of its tokens, so
/// that an index of other tokens is not taken for one of these.
pub const NAME: &str = "carnet_name_2";

/// Name of the tokenizer of French text; changes likewise.
pub const TEXT: &str = "carnet_text_2";

/// Places between two values of a field: more than the widest phrase spans, 1,024 words displaced by
/// 200 at most, so that no phrase begins in one value and ends in another.
const BETWEEN_VALUES: usize = 1_300;

/// Makes the tokenizers known to an index; needed each time one is made or opened.
pub fn register(index: &Index) {
    index.tokenizers().register(NAME, Analysis(words::all_of_name));
    index.tokenizers().register(TEXT, Analysis(words::all_of_text));
}

#[derive(Clone)]
struct Analysis(fn(&str) -> Vec<Placed>);

impl Tokenizer for Analysis {
    type TokenStream<'a> = BoxTokenStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> BoxTokenStream<'a> {
        let tokens = (self.0)(text).into_iter();
        BoxTokenStream::new(Tokens { tokens, current: Token::default() })
    }
}

struct Tokens {
    tokens: std::vec::IntoIter<Placed>,
    current: Token,
}

impl TokenStream for Tokens {
    fn advance(&mut self) -> bool {
        let next = self.tokens.next();
        let is_one = next.is_some();
        if let Some(Placed { position, token }) = next {
            self.current =
                Token { position, position_length: BETWEEN_VALUES, text: token, ..Token::default() };
        }
        is_one
    }

    fn token(&self) -> &Token {
        &self.current
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.current
    }
}
