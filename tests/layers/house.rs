//! What each layer may import and use.

/// One layer: a top-level module.
pub struct Layer {
    /// Name of the module.
    pub name: &'static str,
    /// The other layers it may import.
    pub imports: &'static [&'static str],
}

/// The layers, lowest first. `main` is the binary, `lib` the library's root.
pub const LAYERS: [Layer; 10] = [
    Layer { name: "domain", imports: &[] },
    Layer { name: "config", imports: &[] },
    Layer { name: "registry", imports: &["domain"] },
    Layer { name: "directory", imports: &["domain"] },
    Layer { name: "identity", imports: &["domain"] },
    Layer { name: "upkeep", imports: &["domain", "registry", "directory"] },
    Layer { name: "web", imports: &["domain", "registry", "directory", "identity"] },
    Layer { name: "cli", imports: &EVERY },
    Layer { name: "main", imports: &EVERY },
    Layer { name: "lib", imports: &EVERY },
];

const EVERY: [&str; 8] = ["domain", "config", "registry", "directory", "identity", "upkeep", "web", "cli"];

/// What only some layers may use: the start of a path, and those layers.
pub const OWNED: [(&str, &[&str]); 29] = [
    ("actix_files", &["web"]),
    ("actix_http", &["web"]),
    ("actix_service", &["web"]),
    ("actix_web", &["web"]),
    ("argon2", &["identity"]),
    ("askama", &["web"]),
    ("clap", &["cli", "config", "main"]),
    ("csv", &["web"]),
    ("diesel", &["registry"]),
    ("diesel_migrations", &["registry"]),
    ("fluent", &["web"]),
    ("fluent_langneg", &["web"]),
    ("icu_datetime", &["web"]),
    ("icu_decimal", &["web"]),
    ("indicatif", &["cli"]),
    ("libsqlite3_sys", &["registry"]),
    ("openidconnect", &["identity"]),
    ("pq_sys", &["registry"]),
    ("r2d2", &["registry"]),
    ("reqwest", &["directory", "identity"]),
    ("rpassword", &["cli"]),
    ("rust_embed", &["web"]),
    ("rust_xlsxwriter", &["web"]),
    ("std::env", &["cli", "config", "main"]),
    ("std::process::exit", &["cli", "main"]),
    ("tantivy", &["directory"]),
    ("tracing_subscriber", &["cli", "main"]),
    ("utoipa", &["web"]),
    ("zxcvbn", &["identity"]),
];

/// The crates that `domain` may use beside the standard library.
pub const DOMAIN_CRATES: [&str; 3] = ["serde", "serde_json", "unicode_normalization"];

/// The parts of the standard library that reach the world or the clock, barred to `domain`.
pub const DOMAIN_BARRED: [&str; 6] =
    ["std::fs", "std::io", "std::net", "std::process", "std::thread", "std::time"];
