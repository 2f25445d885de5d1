//! A file under way: its name, its format, and its bytes as they come.

use std::{
    io, mem,
    pin::Pin,
    task::{Context, Poll},
};

use actix_web::{
    HttpRequest, HttpResponse,
    body::{BodySize, MessageBody},
    http::header,
    web::Bytes,
};
use tokio::sync::mpsc::Receiver;

use super::{
    cells::Cell,
    pieces::{HandOver, Piece, Write},
    sheet::Sheet,
    tables::Table,
};
use crate::{
    domain::text,
    registry::{Registry, database::Database as Reading, error},
    web::{error::Error, shell::Shell},
};

/// A format of files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For programs: RFC 4180, in UTF-8.
    Csv,
    /// For people: a workbook of Excel's.
    Xlsx,
}

impl Format {
    /// The format that the end of the address asks for.
    pub fn of(request: &HttpRequest) -> Self {
        if request.path().ends_with(".xlsx") { Self::Xlsx } else { Self::Csv }
    }

    fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8; header=present",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }

    fn extension(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
        }
    }
}

/// Sends the rows as a file, as they are read; `of` is what they are of, for the file's name.
///
/// # Errors
/// When the registry does not answer.
pub async fn send(
    s: &Shell,
    registry: &Registry,
    format: Format,
    (table, of): (&'static Table, &str),
    rows: impl FnOnce(&mut Reading, &mut Write<'_>) -> error::Read + Send + 'static,
) -> Result<HttpResponse, Error> {
    let mut pieces = match format {
        Format::Csv => registry.pieces(move |db, hand_over| csv(db, table, hand_over, rows)).await?,
        Format::Xlsx => {
            let sheet = Sheet::new(s, table);
            registry.pieces(move |db, hand_over| sheet.write(db, hand_over, rows)).await?
        }
    };
    let first = first(format, &mut pieces).await?;
    let day = s.datetime(&s.now.as_second());
    let day = day.get(..10).unwrap_or_default();
    let name = text::fold(&format!("Carnet {} {of} {day}", s.text(table.name))).replace(' ', "-");
    let file = format!("{name}.{}", format.extension());
    tracing::info!(who = s.visitor.actor().name, file, "a listing was taken out");
    let disposition = format!("attachment; filename=\"{file}\"");
    Ok(HttpResponse::Ok()
        .content_type(format.media_type())
        .insert_header((header::CONTENT_DISPOSITION, disposition))
        .body(Pieces { first, rest: pieces }))
}

/// The first bytes of the file: where there are none, a page says so. Those of a workbook come when all of it
/// is made.
async fn first(format: Format, pieces: &mut Receiver<Result<Piece, error::Error>>) -> Result<Bytes, Error> {
    let told = |failure: String| match format {
        Format::Csv => Error::Failed(format!("an export could not begin: {failure}")),
        Format::Xlsx => Error::NoWorkbook(failure),
    };
    loop {
        match pieces.recv().await {
            Some(Ok(Ok(bytes))) if bytes.is_empty() => {}
            Some(Ok(Ok(bytes))) => return Ok(bytes),
            Some(Ok(Err(failure))) => return Err(told(failure)),
            Some(Err(error::Error::Internal(failure))) => return Err(told(failure)),
            Some(Err(error)) => return Err(error.into()),
            None => return Ok(Bytes::new()),
        }
    }
}

/// The column names at once, then the rows.
fn csv(
    db: &mut Reading,
    table: &Table,
    hand_over: &mut HandOver<'_>,
    rows: impl FnOnce(&mut Reading, &mut Write<'_>) -> error::Read,
) -> error::Read {
    if !hand_over(lines([table.columns().collect()])) {
        return Ok(());
    }
    rows(db, &mut |rows| {
        hand_over(lines(rows.iter().map(|row| row.iter().map(Cell::as_csv).collect::<Vec<_>>())))
    })
}

fn lines<T: AsRef<str>>(rows: impl IntoIterator<Item = Vec<T>>) -> Piece {
    let mut writer = ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).from_writer(Vec::new());
    for row in rows {
        writer.write_record(row.iter().map(AsRef::as_ref)).map_err(|error| error.to_string())?;
    }
    writer.into_inner().map(Bytes::from).map_err(|error| error.to_string())
}

/// The bytes of a file as they come. A file that cannot be finished breaks off, which the client
/// notices: it is never taken for a whole one.
struct Pieces {
    first: Bytes,
    rest: Receiver<Result<Piece, error::Error>>,
}

impl MessageBody for Pieces {
    type Error = io::Error;

    fn size(&self) -> BodySize {
        BodySize::Stream
    }

    fn poll_next(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, io::Error>>> {
        if !self.first.is_empty() {
            return Poll::Ready(Some(Ok(mem::take(&mut self.first))));
        }
        loop {
            let failure = match self.rest.poll_recv(context) {
                Poll::Pending => return Poll::Pending,
                Poll::Ready(None) => return Poll::Ready(None),
                Poll::Ready(Some(Ok(Ok(bytes)))) if bytes.is_empty() => continue,
                Poll::Ready(Some(Ok(Ok(bytes)))) => return Poll::Ready(Some(Ok(bytes))),
                Poll::Ready(Some(Ok(Err(failure)))) => failure,
                Poll::Ready(Some(Err(failure))) => failure.to_string(),
            };
            tracing::error!(failure, "an export broke off");
            return Poll::Ready(Some(Err(io::Error::other(failure))));
        }
    }
}
