//! The command line: the only place where the parts are joined.
//!
//! Answers go to standard output, progress and messages to standard error; exit code 0, 1
//! (failed) or 2 (called wrongly).

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use self::{
    backup::BackupArgs, carry::MoveArgs, directory::DirectoryCommand, forget::ForgetArgs,
    gateway::GatewayArgs, staff::StaffCommand, token::TokenCommand,
};
use crate::config::{
    self,
    args::{RegisterArgs, ServeArgs},
};

mod accounts;
mod backup;
mod carry;
mod check;
pub mod demonstration;
mod directory;
mod embedded;
mod export;
mod forget;
mod gateway;
mod import;
mod logging;
mod progress;
mod sample;
mod search;
mod serve;
mod staff;
mod token;
mod words;

const FAILED: u8 = 1;
const CALLED_WRONGLY: u8 = 2;

/// Search the national directory of health-care workers, and keep a register.
#[derive(Debug, Parser)]
#[command(name = "carnet", version, args_conflicts_with_subcommands = true)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    serve: ServeArgs,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the pages; what `carnet` alone does
    Serve(Box<ServeArgs>),
    /// Serve the loaded directory to programs, in the protocol of the company's gateway
    Gateway(GatewayArgs),
    /// Load the directory that staff search, and tell what is loaded
    #[command(subcommand)]
    Directory(DirectoryCommand),
    /// Add, list and remove the accounts of those who may come in
    #[command(subcommand)]
    Staff(StaffCommand),
    /// Let programs use the JSON API: make, list and remove their tokens
    #[command(subcommand)]
    Token(TokenCommand),
    /// Check that the register is whole
    Check(RegisterArgs),
    /// Copy an SQLite register, which may be in use, to a file
    Backup(BackupArgs),
    /// Remove a person from the register and from its history, for good
    Forget(ForgetArgs),
    /// Carry the register to another database, such as from SQLite to PostgreSQL
    Move(MoveArgs),
}

/// Reads the arguments and does what they say.
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    if let Err(error) = config::check_variables() {
        return failed(&error, CALLED_WRONGLY);
    }
    let done = match cli.command {
        Some(Command::Directory(command)) => directory::run(command),
        Some(Command::Gateway(args)) => gateway::run(&args),
        Some(Command::Token(command)) => token::run(command),
        Some(Command::Staff(command)) => staff::run(command),
        Some(Command::Check(args)) => check::run(&args),
        Some(Command::Backup(args)) => backup::run(&args),
        Some(Command::Forget(args)) => forget::run(&args),
        Some(Command::Move(args)) => carry::run(&args),
        Some(Command::Serve(args)) => serve::run(*args),
        None => serve::run(cli.serve),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => failed(error.as_ref(), FAILED),
    }
}

fn failed(error: &dyn std::error::Error, code: u8) -> ExitCode {
    eprintln!("carnet: {error}");
    ExitCode::from(code)
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_commands_are_well_formed() {
        Cli::command().debug_assert();
    }
}
