//! A connection on which the HTTP server's bare refusals become answers of the gateway.
//!
//! What is no HTTP is refused before any handler sees it: with a status, no body, and no leave for
//! pages of other sites to read it. No handler answers so, which tells these refusals apart.

use std::{
    io,
    pin::Pin,
    task::{Context, Poll, ready},
};

use actix_web::rt::net::TcpStream;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

use super::unreadable::{self, LOOKED_AT};

/// How a refusal of the HTTP server begins: of a head that is no HTTP, and of one without an end.
const BARE: [&[u8]; 2] = [
    b"HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n",
    b"HTTP/1.1 431 Request Header Fields Too Large\r\ncontent-length: 0\r\n",
];

/// A connection.
pub struct Wire {
    stream: TcpStream,
    /// Bytes read since the last answer.
    heard: usize,
    /// The first of them.
    beginning: Vec<u8>,
    /// What is still to be written in place of a refusal.
    left: Vec<u8>,
}

impl Wire {
    /// Over a stream just accepted.
    pub fn new(stream: TcpStream) -> Self {
        Self { stream, heard: 0, beginning: Vec::new(), left: Vec::new() }
    }

    fn poll_left(&mut self, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        while !self.left.is_empty() {
            let written = ready!(Pin::new(&mut self.stream).poll_write(context, &self.left))?;
            if written == 0 {
                return Poll::Ready(Err(io::ErrorKind::WriteZero.into()));
            }
            self.left.drain(..written);
        }
        Poll::Ready(Ok(()))
    }
}

impl AsyncRead for Wire {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        ready!(Pin::new(&mut self.stream).poll_read(context, buffer))?;
        let read = &buffer.filled()[before..];
        self.heard += read.len();
        let room = LOOKED_AT - self.beginning.len();
        self.beginning.extend_from_slice(&read[..read.len().min(room)]);
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for Wire {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        ready!(self.poll_left(context))?;
        if BARE.iter().any(|bare| bytes.starts_with(bare)) {
            self.left = unreadable::refusal(&self.beginning, self.heard).last_words();
            return Poll::Ready(Ok(bytes.len()));
        }
        self.heard = 0;
        self.beginning.clear();
        Pin::new(&mut self.stream).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(self.poll_left(context))?;
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(self.poll_left(context))?;
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}
