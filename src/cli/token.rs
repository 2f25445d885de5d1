//! `carnet token`: the tokens with which programs use the JSON API.

use std::{
    error::Error,
    io::{self, Write},
};

use clap::{Args, Subcommand};
use jiff::Timestamp;

use super::words::moment;
use crate::{
    config::args::RegisterArgs,
    domain::token::{Scope, TokenName},
    registry::{database, existing, secret::Secret, staff::By, tokens},
};

/// Who makes a token here.
const ACTOR: &str = "cli";

/// What to do with tokens.
#[derive(Debug, Subcommand)]
pub enum TokenCommand {
    /// Make a token and print it, this once, alone on standard output
    Add(AddArgs),
    /// List the tokens: name, scope, when each was made and last used
    List(RegisterArgs),
    /// Remove a token, which is refused from then on
    Remove(RemoveArgs),
}

/// The token to make.
#[derive(Debug, Args)]
pub struct AddArgs {
    /// What it is called in lists and in the history
    #[arg(value_parser = TokenName::parse)]
    name: TokenName,
    /// What it lets a program do: `read` alone, or `write` too
    #[arg(long, value_name = "read|write", value_parser = scope)]
    scope: Scope,
    #[command(flatten)]
    register: RegisterArgs,
}

/// The token to remove.
#[derive(Debug, Args)]
pub struct RemoveArgs {
    /// What it is called
    #[arg(value_parser = TokenName::parse)]
    name: TokenName,
    #[command(flatten)]
    register: RegisterArgs,
}

fn scope(word: &str) -> Result<Scope, &'static str> {
    Scope::parse(word).ok_or("give read or write")
}

/// Runs a command.
///
/// # Errors
/// A sentence that says what failed and what to do next.
pub fn run(command: TokenCommand) -> Result<(), Box<dyn Error>> {
    match command {
        TokenCommand::Add(args) => add(&args),
        TokenCommand::List(register) => list(&register),
        TokenCommand::Remove(args) => remove(&args),
    }
}

fn add(args: &AddArgs) -> Result<(), Box<dyn Error>> {
    let AddArgs { name, scope, register } = args;
    let secret = Secret::new()?;
    let mut db = existing::open(&register.url()?)?;
    if !database::write(&mut db, |db| tokens::add(db, name, *scope, &secret, by()))? {
        return Err(format!(
            "there is a token called {name} already; give another name, or remove that one with: \
             carnet token remove {name}"
        )
        .into());
    }
    eprintln!("Keep this token: it is not shown again. A program sends it as Authorization: Bearer TOKEN.");
    Ok(writeln!(io::stdout(), "{}", secret.reveal())?)
}

fn by() -> By<'static> {
    By { actor: ACTOR, now: Timestamp::now().as_second() }
}

fn list(register: &RegisterArgs) -> Result<(), Box<dyn Error>> {
    let mut db = existing::open(&register.url()?)?;
    let all = database::read(&mut db, tokens::list)?;
    if all.is_empty() {
        eprintln!("There is no token. Make one with: carnet token add NAME --scope read");
        return Ok(());
    }
    let mut out = io::stdout().lock();
    let width = all.iter().map(|token| token.name.as_str().len()).max().unwrap_or_default().max(4);
    writeln!(out, "{:<width$}  {:<5}  {:<20}  Last used", "Name", "Scope", "Made")?;
    for token in all {
        let last = token.last_used_at.map_or_else(|| "never".to_owned(), moment);
        writeln!(
            out,
            "{:<width$}  {:<5}  {:<20}  {last}",
            token.name,
            token.scope,
            moment(token.created_at)
        )?;
    }
    Ok(())
}

fn remove(args: &RemoveArgs) -> Result<(), Box<dyn Error>> {
    let RemoveArgs { name, register } = args;
    let mut db = existing::open(&register.url()?)?;
    if !database::write(&mut db, |db| tokens::remove(db, name, by()))? {
        return Err(format!("there is no token called {name}; carnet token list names them all").into());
    }
    eprintln!("The token {name} is removed; it is refused from now on.");
    Ok(())
}
