//! A connection that ends where its client keeps it for nothing: with a head that never ends, or an
//! answer that is never taken.
//!
//! actix-http bounds the head of the first request of a connection alone. Here the head of each is:
//! from its first byte until the request is being answered, as [`count`] tells the connection.

use std::{
    cell::Cell,
    io,
    pin::Pin,
    rc::Rc,
    task::{Context, Poll},
    time::Duration,
};

use actix_web::{
    Error as ActixError,
    body::MessageBody,
    dev::{Extensions, ServiceRequest, ServiceResponse},
    middleware::Next,
};
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    time::{Sleep, sleep},
};

use super::held::Held;

/// How long the head of a request may take to arrive.
pub const HEAD_WITHIN: Duration = Duration::from_secs(10);

/// How long what still comes is read after an answer given early, so that the client hears the answer.
pub const LINGERS: Duration = Duration::from_secs(1);

/// How long a client may take nothing of an answer.
const TAKEN_WITHIN: Duration = Duration::from_secs(60);

/// A connection.
pub struct Connection<Stream> {
    stream: Stream,
    answering: Answering,
    /// Until when a head that has begun must be whole.
    head: Deadline,
    /// Until when something of an answer must be taken.
    taking: Deadline,
}

/// How many requests of a connection are being answered: each from its whole head to the end of its
/// answer.
#[derive(Clone, Default)]
struct Answering(Rc<Cell<usize>>);

/// One of them.
struct Counted(Answering);

/// A while that has begun, or not.
struct Deadline {
    within: Duration,
    timer: Option<Pin<Box<Sleep>>>,
}

impl<Stream> Connection<Stream> {
    /// Over a stream just accepted.
    pub fn new(stream: Stream) -> Self {
        Self::bounded(stream, HEAD_WITHIN, TAKEN_WITHIN)
    }

    fn bounded(stream: Stream, head: Duration, taking: Duration) -> Self {
        let [head, taking] = [head, taking].map(|within| Deadline { within, timer: None });
        Self { stream, answering: Answering::default(), head, taking }
    }

    /// Leaves with a connection's data what [`count`] needs.
    pub fn tell(&self, data: &mut Extensions) {
        data.insert(self.answering.clone());
    }

    /// What came of writing, or the end of a client that takes nothing.
    fn taken<T>(&mut self, written: Poll<io::Result<T>>, context: &mut Context<'_>) -> Poll<io::Result<T>> {
        if written.is_ready() {
            self.taking.end();
            return written;
        }
        self.taking.begin();
        if self.taking.has_passed(context) {
            Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
        } else {
            written
        }
    }
}

/// Tells a connection that a request of it is being answered, until the answer is sent.
///
/// # Errors
/// None of its own.
pub async fn count(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, ActixError> {
    let counted = request.conn_data::<Answering>().map(Answering::count);
    let answer = next.call(request).await?.map_into_boxed_body();
    Ok(answer.map_body(|_, body| Held::new(body, counted)))
}

impl Answering {
    fn count(&self) -> Counted {
        self.0.update(|count| count + 1);
        Counted(self.clone())
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.0.update(|count| count - 1);
    }
}

impl Deadline {
    /// Begins, unless it has.
    fn begin(&mut self) {
        self.timer.get_or_insert_with(|| Box::pin(sleep(self.within)));
    }

    fn end(&mut self) {
        self.timer = None;
    }

    /// Whether it has begun and is over; if not, whoever asks is woken when it is.
    fn has_passed(&mut self, context: &mut Context<'_>) -> bool {
        self.timer.as_mut().is_some_and(|timer| timer.as_mut().poll(context).is_ready())
    }
}

impl<Stream: AsyncRead + Unpin> AsyncRead for Connection<Stream> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let is_answering = self.answering.0.get() > 0;
        if is_answering {
            self.head.end();
        }
        if self.head.has_passed(context) {
            tracing::debug!("the head of a request did not arrive in time");
            // Nothing more is heard from such a client.
            return Poll::Ready(Ok(()));
        }
        let before = buffer.filled().len();
        let read = Pin::new(&mut self.stream).poll_read(context, buffer);
        if !is_answering && buffer.filled().len() > before {
            self.head.begin();
        }
        read
    }
}

impl<Stream: AsyncWrite + Unpin> AsyncWrite for Connection<Stream> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        // What is answered has arrived.
        self.head.end();
        let written = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.taken(written, context)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let flushed = Pin::new(&mut self.stream).poll_flush(context);
        self.taken(flushed, context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt, AsyncWriteExt, DuplexStream, duplex};

    use super::*;

    /// Short, and yet long beside what is not waited for.
    const SHORT: Duration = Duration::from_millis(100);
    const LONG: Duration = Duration::from_secs(3600);

    fn connected(head: Duration, taking: Duration) -> (Connection<DuplexStream>, DuplexStream) {
        let (ours, theirs) = duplex(16);
        (Connection::bounded(ours, head, taking), theirs)
    }

    #[actix_web::test]
    async fn each_head_must_arrive_in_time() {
        let (mut connection, mut client) = connected(SHORT, LONG);
        for _ in 0..2 {
            client.write_all(b"GET").await.unwrap();
            connection.read_exact(&mut [0; 3]).await.unwrap();
            connection.write_all(b"200").await.unwrap();
            client.read_exact(&mut [0; 3]).await.unwrap();
            sleep(SHORT * 2).await;
        }
        client.write_all(b"GE").await.unwrap();
        let mut heard = Vec::new();
        connection.read_to_end(&mut heard).await.unwrap();
        assert_eq!(heard, b"GE", "the client is still there, and heard no more");
    }

    #[actix_web::test]
    async fn a_request_that_is_being_answered_may_take_long() {
        let (mut connection, mut client) = connected(SHORT, LONG);
        client.write_all(b"GET").await.unwrap();
        connection.read_exact(&mut [0; 3]).await.unwrap();
        let counted = connection.answering.count();
        sleep(SHORT * 2).await;
        client.write_all(b"body").await.unwrap();
        connection.read_exact(&mut [0; 4]).await.unwrap();
        drop(counted);
        sleep(SHORT * 2).await;
        client.write_all(b"GET").await.unwrap();
        connection.read_exact(&mut [0; 3]).await.unwrap();
        assert_eq!(connection.read(&mut [0; 3]).await.unwrap(), 0, "what is left has no end");
    }

    #[actix_web::test]
    async fn an_answer_is_taken_piece_by_piece_or_ends() {
        let (mut connection, mut client) = connected(LONG, SHORT);
        let answer = [b'x'; 64];
        let taking = async {
            for _ in 0..3 {
                sleep(SHORT / 2).await;
                client.read_exact(&mut [0; 16]).await.unwrap();
            }
        };
        let (written, ()) = tokio::join!(connection.write_all(&answer), taking);
        written.unwrap();
        let ended = connection.write_all(&answer).await.unwrap_err();
        assert_eq!(ended.kind(), io::ErrorKind::TimedOut);
    }
}
