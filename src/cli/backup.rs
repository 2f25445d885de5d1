//! `carnet backup`: a copy of the register that may be in use.

use std::{error::Error, path::PathBuf};

use clap::Args;

use crate::{
    config::args::RegisterArgs,
    registry::{backup, existing},
};

/// Where the copy goes.
#[derive(Debug, Args)]
pub struct BackupArgs {
    /// The file to write; must not be there yet
    file: PathBuf,
    #[command(flatten)]
    register: RegisterArgs,
}

/// Makes the copy.
///
/// # Errors
/// A sentence that says what failed and what to do.
pub fn run(args: &BackupArgs) -> Result<(), Box<dyn Error>> {
    let url = args.register.url()?;
    backup::check_kind(&url)?;
    let mut db = existing::open(&url)?;
    backup::backup(&mut db, &args.file)?;
    println!("The register is copied to {}.", args.file.display());
    Ok(())
}
