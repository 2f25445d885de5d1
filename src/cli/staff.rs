//! `carnet staff`: the accounts of those who may come in, and the links by which they may, for whoever
//! has the machine.

use std::{
    error::Error,
    fs,
    io::{self, BufRead, IsTerminal, Write},
};

use clap::{Args, Subcommand, ValueEnum};
use jiff::Timestamp;

use super::words::unusable;
use crate::{
    config::args::RegisterArgs,
    domain::staff::{self as words, Email, Role, Staff},
    identity::passwords::{self, Password},
    registry::{
        Registry,
        database::{self, Database},
        existing, invitations,
        staff::{self, By, Change},
    },
};

/// Who acts here.
const ACTOR: &str = "cli";

/// What to do with accounts.
#[derive(Debug, Subcommand)]
pub enum StaffCommand {
    /// Add an account; the password is read from standard input, or asked for
    Add(AddArgs),
    /// List the accounts: e-mail address, role, name
    List(RegisterArgs),
    /// Remove an account, which ends its sessions
    Remove(OneArgs),
    /// Give an account another password, read from standard input or asked for
    Password(OneArgs),
    /// List the links by which somebody may still come in: address, role, who made it, until when
    Links(RegisterArgs),
    /// Withdraw every such link for an address
    Withdraw(OneArgs),
}

/// A new account.
#[derive(Debug, Args)]
pub struct AddArgs {
    /// E-mail address, which signs in
    email: String,
    /// First and last name
    #[arg(long)]
    name: String,
    /// What they may do
    #[arg(long, value_enum, default_value = "staff")]
    role: RoleArg,
    #[command(flatten)]
    register: RegisterArgs,
}

/// One account.
#[derive(Debug, Args)]
pub struct OneArgs {
    /// E-mail address of the account
    email: String,
    #[command(flatten)]
    register: RegisterArgs,
}

/// A role, as a flag says it.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum RoleArg {
    /// Everything of the daily work
    Staff,
    /// Also accounts and tokens
    Admin,
}

impl From<RoleArg> for Role {
    fn from(role: RoleArg) -> Self {
        match role {
            RoleArg::Staff => Self::Staff,
            RoleArg::Admin => Self::Admin,
        }
    }
}

/// Does what the command says.
///
/// # Errors
/// A sentence that says what failed and what to do.
pub fn run(command: StaffCommand) -> Result<(), Box<dyn Error>> {
    match command {
        StaffCommand::Add(args) => add(args),
        StaffCommand::List(args) => list(&args),
        StaffCommand::Remove(args) => remove(&args),
        StaffCommand::Password(args) => set_password(&args),
        StaffCommand::Links(args) => links(&args),
        StaffCommand::Withdraw(args) => withdraw(&args),
    }
}

fn add(args: AddArgs) -> Result<(), Box<dyn Error>> {
    let email = Email::parse(&args.email)?;
    let name = words::name(&args.name).ok_or("the name is empty, too long, or holds what cannot be seen")?;
    let mut db = made(&args.register)?;
    if staff::find(&mut db, &email)?.is_some() {
        return Err(there_already(&email));
    }
    let role = Role::from(args.role);
    // Else nobody could make an admin from within, nor would anyone have to stay.
    if role != Role::Admin && !staff::any(&mut db)? {
        return Err("the first account must be an admin's; add --role admin".into());
    }
    let hash = hashed(&email, &name)?;
    let new = Staff { email, name, role, language: None };
    if !database::write(&mut db, |db| staff::add(db, &new, &hash, by()))? {
        return Err(there_already(&new.email));
    }
    println!("{} may sign in.", new.email);
    Ok(())
}

fn there_already(email: &Email) -> Box<dyn Error> {
    format!("{email} has an account already; for another password: carnet staff password {email}").into()
}

fn list(args: &RegisterArgs) -> Result<(), Box<dyn Error>> {
    let accounts = staff::all(&mut existing::open(&args.url()?)?)?;
    let mut out = io::stdout().lock();
    for account in accounts {
        let Staff { email, name, role, .. } = account.staff;
        writeln!(out, "{email}\t{}\t{name}", role.as_str())?;
    }
    Ok(())
}

fn remove(args: &OneArgs) -> Result<(), Box<dyn Error>> {
    let email = Email::parse(&args.email)?;
    let mut db = existing::open(&args.register.url()?)?;
    match database::write(&mut db, |db| staff::remove(db, &email, by()))? {
        Change::Done => println!("{email} may no longer sign in, and is signed out."),
        Change::Unknown => return Err(unknown(&email)),
        Change::LastAdmin => {
            return Err(format!("{email} is the last admin; make another one first, with: carnet staff add EMAIL --name NAME --role admin").into());
        }
    }
    Ok(())
}

fn set_password(args: &OneArgs) -> Result<(), Box<dyn Error>> {
    let email = Email::parse(&args.email)?;
    let mut db = existing::open(&args.register.url()?)?;
    let account = staff::find(&mut db, &email)?.ok_or_else(|| unknown(&email))?;
    let hash = hashed(&email, &account.staff.name)?;
    if !database::write(&mut db, |db| staff::set_password(db, &email, &hash))? {
        return Err(unknown(&email));
    }
    println!("{email} signs in with the new password, and is signed out everywhere.");
    Ok(())
}

fn links(args: &RegisterArgs) -> Result<(), Box<dyn Error>> {
    let open = invitations::open(&mut existing::open(&args.url()?)?, by().now)?;
    let mut out = io::stdout().lock();
    for link in open {
        let until = Timestamp::from_second(link.until)?;
        writeln!(out, "{}\t{}\t{}\t{until}", link.email, link.role.as_str(), link.created_by)?;
    }
    Ok(())
}

fn withdraw(args: &OneArgs) -> Result<(), Box<dyn Error>> {
    let email = Email::parse(&args.email)?;
    let mut db = existing::open(&args.register.url()?)?;
    match database::write(&mut db, |db| invitations::withdraw_all(db, &email, by().now))? {
        0 => Err(format!("there is no open link for {email}; see carnet staff links").into()),
        _ => {
            println!("No link lets {email} in any more.");
            Ok(())
        }
    }
}

fn unknown(email: &Email) -> Box<dyn Error> {
    format!("{email} has no account; see carnet staff list").into()
}

fn by() -> By<'static> {
    By { actor: ACTOR, now: Timestamp::now().as_second() }
}

/// The register, made where it is not there yet: the first account may come before the first start.
fn made(args: &RegisterArgs) -> Result<Database, Box<dyn Error>> {
    let url = args.url()?;
    if args.database_url.is_none() {
        let folder = &args.data.data_dir;
        fs::create_dir_all(folder).map_err(|error| unusable(folder, &error))?;
    }
    drop(Registry::open(&url)?);
    Ok(existing::open(&url)?)
}

/// The hash of the password given.
fn hashed(email: &Email, name: &str) -> Result<String, Box<dyn Error>> {
    Ok(passwords::hash(&password()?, &[email.as_str().to_owned(), name.to_owned()])?)
}

/// The password on standard input, its first line; on a terminal it is asked for twice, without echo.
fn password() -> Result<Password, Box<dyn Error>> {
    if !io::stdin().is_terminal() {
        let mut line = String::new();
        io::stdin().lock().read_line(&mut line)?;
        let end = line.trim_end_matches(['\r', '\n']).len();
        line.truncate(end);
        return Ok(Password::from(line));
    }
    let password = Password::from(rpassword::prompt_password("Password: ")?);
    let again = Password::from(rpassword::prompt_password("The same again: ")?);
    if password.is_same(&again) {
        Ok(password)
    } else {
        Err("the two are not the same; nothing was done".into())
    }
}
