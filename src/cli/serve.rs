//! `carnet serve`: joins the parts and serves them.

use std::{
    error::Error,
    fs, io,
    net::TcpListener,
    path::{Path, PathBuf},
    thread,
    time::Duration,
};

use jiff::Timestamp;

use super::logging;
use crate::{
    config::{Config, ServeArgs},
    directory::{
        Directory,
        index::{
            embedded::EmbeddedIndex,
            import::{self, ImportError, ImportRequest, Input, Memory},
            status::Kind,
        },
        sample,
    },
    registry::Registry,
    web::{app::App, assets::Assets, locale::Texts, server, site::Site},
};

/// How often the server looks for a newly imported directory.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// How long another Carnet may take to make the demonstration directory.
const OTHERS_TURN: Duration = Duration::from_secs(120);

/// The embedded index, or why there is none.
type Made = Result<EmbeddedIndex, Box<dyn Error + Send + Sync>>;

/// Serves until told to end.
///
/// # Errors
/// A sentence for whoever started it.
pub fn run(args: ServeArgs) -> Result<(), Box<dyn Error>> {
    logging::begin(&args.log)?;
    let config = Config::check(args)?;
    let folder = |error| format!("cannot use the data folder {}: {error}", config.data_dir.display());
    fs::create_dir_all(&config.data_dir).map_err(folder)?;
    let listener = TcpListener::bind(config.listen).map_err(|error| {
        format!("cannot listen on {}: {error}; give another with --listen", config.listen)
    })?;
    let site = Site::new(config.public_url.clone(), listener.local_addr()?);
    let registry = Registry::open(&config.database_url)?;
    let texts = Texts::load_all(&config.time_zone)?;
    let assets = Assets::unpack(&config.data_dir).map_err(folder)?;
    println!("Carnet: {}/", site.url);
    let Some(index) = unless_interrupted(embedded_index, &config.data_dir)? else { return Ok(()) };
    let directory = Directory::Index(index);
    Ok(server::run(App { registry, directory, texts, assets, site, clock: Timestamp::now }, listener)?)
}

/// Does what may take seconds; none when Ctrl-C ends it before.
fn unless_interrupted(
    make: fn(&Path) -> Made,
    data_dir: &Path,
) -> Result<Option<EmbeddedIndex>, Box<dyn Error>> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let folder = data_dir.to_owned();
    let made = runtime.block_on(async {
        let making = tokio::task::spawn_blocking(move || make(&folder));
        tokio::select! {
            made = making => Some(made),
            _ = tokio::signal::ctrl_c() => None,
        }
    });
    runtime.shutdown_background();
    match made {
        None => {
            let _removed = fs::remove_file(demonstration_file(data_dir));
            Ok(None)
        }
        Some(made) => Ok(Some(made?.map_err(|error| error as Box<dyn Error>)?)),
    }
}

/// The file of invented rows, of this process alone.
fn demonstration_file(data_dir: &Path) -> PathBuf {
    data_dir.join(format!("demonstration-{}.txt", std::process::id()))
}

/// The embedded index; a demonstration directory is made where nothing was ever imported.
fn embedded_index(data_dir: &Path) -> Made {
    let index = EmbeddedIndex::new(data_dir);
    if let Err(error) = index.refresh() {
        tracing::error!("the directory cannot be opened: {error}");
    } else if index.status().is_none() {
        demonstrate(data_dir, &index)?;
    }
    index.watch(LOOK_EVERY)?;
    Ok(index)
}

/// Makes the demonstration directory.
fn demonstrate(data_dir: &Path, index: &EmbeddedIndex) -> Result<(), Box<dyn Error + Send + Sync>> {
    eprintln!("Making a demonstration directory of invented people…");
    let file = demonstration_file(data_dir);
    write_sample(&file).map_err(|error| format!("cannot write {}: {error}", file.display()))?;
    let made = import_sample(&file, data_dir);
    let _removed = fs::remove_file(&file);
    match made {
        Err(ImportError::Busy { .. }) => wait_for_the_other(index),
        made => made.map_err(Box::from),
    }?;
    index.refresh()?;
    Ok(())
}

/// Another Carnet that started at the same moment is making it.
fn wait_for_the_other(index: &EmbeddedIndex) -> Result<(), Box<dyn Error + Send + Sync>> {
    for _ in 0..OTHERS_TURN.as_secs() {
        thread::sleep(LOOK_EVERY);
        index.refresh()?;
        if index.status().is_some() {
            return Ok(());
        }
    }
    Err("another import runs in this data folder and does not end; wait for it, then start again".into())
}

fn write_sample(file: &Path) -> io::Result<()> {
    let mut out = io::BufWriter::new(fs::File::create(file)?);
    sample::write(sample::DEMONSTRATION_ROWS, sample::DEMONSTRATION_SEED, &mut out)?;
    out.into_inner()?.sync_all()
}

fn import_sample(file: &Path, data_dir: &Path) -> Result<(), ImportError> {
    import::run(ImportRequest {
        input: Input::File(file),
        name: None,
        date: None,
        kind: Kind::Demo,
        publication: None,
        force: false,
        memory: Memory::Normal,
        data_dir,
        now: Timestamp::now().as_second(),
        watcher: &mut |_| {},
    })?;
    Ok(())
}
