//! A workbook with one sheet, written row by row and then sent as it is packed.

use std::{
    io::{self, Write as _},
    sync::Arc,
    thread,
};

use actix_web::web::Bytes;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use super::{
    cells::Cell,
    pieces::{HandOver, Write},
    tables::Table,
};
use crate::{
    registry::{database::Database as Reading, error},
    web::{facts, listing::MOST_ROWS, locale::Texts, shell::Shell},
};

/// The most characters of a cell: Excel's own bound.
const MOST_CHARACTERS: usize = 32_767;

/// Bytes that are sent together.
const PACK: usize = 64 * 1024;

/// How wide a column is, in characters.
const WIDTH: f64 = 20.0;

/// A sheet to write.
pub struct Sheet {
    texts: Option<Arc<Texts>>,
    name: String,
    columns: Vec<String>,
    /// The name and the sentence of the sheet that says that rows are left out.
    cut: (String, String),
    most_rows: u32,
}

impl Sheet {
    /// A table in the reader's language.
    pub fn new(s: &Shell, table: &Table) -> Self {
        let most = u64::from(MOST_ROWS) - 1;
        Self {
            texts: s.texts(),
            name: s.text(table.name),
            columns: table.columns().filter_map(|column| facts::name(s, column)).collect(),
            cut: (s.text("export-cut-title"), s.with("export-cut", &[("count", most.into())])),
            most_rows: MOST_ROWS,
        }
    }

    /// Writes the rows and hands the file over.
    pub fn write(
        self,
        db: &mut Reading,
        hand_over: &mut HandOver<'_>,
        rows: impl FnOnce(&mut Reading, &mut Write<'_>) -> error::Read,
    ) -> error::Read {
        let mut book = Book { sheet: self, workbook: Workbook::new(), next: 0 };
        let mut progress = book.begin().map(|()| Onward::More);
        rows(db, &mut |rows| {
            if matches!(progress, Ok(Onward::More)) {
                progress = book.add(&rows);
            }
            // Nothing to send yet, but someone must still be waiting for it.
            matches!(progress, Ok(Onward::More)) && hand_over(Ok(Bytes::new()))
        })?;
        let done = progress.and_then(|progress| book.finish(progress, hand_over));
        if let Err(failure) = done {
            hand_over(Err(failure.to_string()));
        }
        Ok(())
    }
}

/// Whether a sheet takes more rows.
enum Onward {
    More,
    Full,
}

struct Book {
    sheet: Sheet,
    workbook: Workbook,
    /// The row that is written next.
    next: u32,
}

impl Book {
    fn begin(&mut self) -> Result<(), XlsxError> {
        let bold = Format::new().set_bold();
        let worksheet = self.workbook.add_worksheet_with_constant_memory()?;
        worksheet.set_name(&self.sheet.name)?;
        worksheet.set_freeze_panes(1, 0)?;
        for (at, name) in (0..).zip(&self.sheet.columns) {
            worksheet.set_column_width(at, WIDTH)?;
            worksheet.write_string_with_format(0, at, name, &bold)?;
        }
        self.next = 1;
        Ok(())
    }

    fn add(&mut self, rows: &[Vec<Cell>]) -> Result<Onward, XlsxError> {
        let moments = Format::new().set_num_format("yyyy-mm-dd hh:mm");
        let worksheet = self.workbook.worksheet_from_index(0)?;
        for row in rows {
            if self.next == self.sheet.most_rows {
                return Ok(Onward::Full);
            }
            for (at, cell) in (0..).zip(row) {
                write(worksheet, (self.next, at), cell, self.sheet.texts.as_deref(), &moments)?;
            }
            self.next += 1;
        }
        Ok(Onward::More)
    }

    fn finish(&mut self, progress: Onward, hand_over: &mut HandOver<'_>) -> Result<(), XlsxError> {
        if matches!(progress, Onward::Full) {
            let worksheet = self.workbook.add_worksheet_with_constant_memory()?;
            worksheet.set_name(&self.sheet.cut.0)?;
            worksheet.write_string(0, 0, &self.sheet.cut.1)?;
        }
        let mut sender = io::BufWriter::with_capacity(PACK, Sender(hand_over));
        self.workbook.save_to_writer(&mut sender)?;
        Ok(sender.flush()?)
    }
}

/// Words are written as words: nothing of them is a formula or a number.
fn write(
    worksheet: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell,
    texts: Option<&Texts>,
    moments: &Format,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Text(text) if text.is_empty() => {}
        Cell::Text(text) => {
            let text: String = text.chars().take(MOST_CHARACTERS).collect();
            worksheet.write_string(row, column, text)?;
        }
        Cell::Moment(at) => {
            let shown = texts.map_or(*at, |texts| texts.on_the_wall(*at));
            let moment = ExcelDateTime::from_timestamp(shown)?;
            worksheet.write_datetime_with_format(row, column, moment, moments)?;
        }
    }
    Ok(())
}

/// Hands over what is written to it.
struct Sender<'a, 'b>(&'a mut HandOver<'b>);

impl io::Write for Sender<'_, '_> {
    /// What a thread that dies leaves behind in a buffer is no part of a file.
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if !thread::panicking() && (self.0)(Ok(Bytes::copy_from_slice(bytes))) {
            Ok(bytes.len())
        } else {
            Err(io::ErrorKind::BrokenPipe.into())
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_beyond_the_bound_are_left_out_and_a_sheet_says_so() {
        let sheet = Sheet {
            texts: None,
            name: "Names".to_owned(),
            columns: vec!["Name".to_owned()],
            cut: ("Note".to_owned(), "More in the other file.".to_owned()),
            most_rows: 3,
        };
        let mut book = Book { sheet, workbook: Workbook::new(), next: 0 };
        book.begin().unwrap();
        let rows = ["a", "b", "c"].map(|name| vec![Cell::text(name)]);
        let progress = book.add(&rows).unwrap();
        assert!(matches!(progress, Onward::Full));
        let mut bytes = Vec::new();
        book.finish(progress, &mut |piece| {
            bytes.extend(piece.unwrap());
            true
        })
        .unwrap();
        let mut archive = zip::ZipArchive::new(io::Cursor::new(bytes)).unwrap();
        let mut part = |name: &str| io::read_to_string(archive.by_name(name).unwrap()).unwrap();
        assert_eq!(part("xl/worksheets/sheet1.xml").matches("<row ").count(), 3);
        assert!(part("xl/worksheets/sheet2.xml").contains("More in the other file."));
    }

    #[test]
    fn a_client_that_leaves_ends_the_writing() {
        let mut sender = Sender(&mut |_| false);
        assert!(io::Write::write(&mut sender, b"x").is_err());
    }
}
