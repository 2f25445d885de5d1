//! Judging every path that the sources name.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    house::{DOMAIN_BARRED, DOMAIN_CRATES, LAYERS, OWNED},
    names::{Name, names},
};

/// A source file: its path below `src`, and its text.
pub struct Source {
    /// Such as `registry/organizations.rs`.
    pub file: String,
    /// What it holds.
    pub text: String,
}

type Module = Vec<String>;

/// The faults of a set of sources, one sentence each.
///
/// `crates` are the names of the crates that the project depends on, as code spells them.
pub fn faults(sources: &[Source], crates: &BTreeSet<String>) -> Vec<String> {
    let modules: BTreeSet<Module> = sources.iter().map(|source| module_of(&source.file)).collect();
    let house = House { modules, crates };
    let mut faults = Vec::new();
    let mut edges = BTreeMap::new();
    for source in sources {
        let own = module_of(&source.file);
        match names(&source.text) {
            Ok(names) => {
                for name in names {
                    faults.extend(house.judge(&own, &name, &mut edges).map(|fault| {
                        format!("src/{}:{}: `{}`: {fault}", source.file, name.line, name.segments.join("::"))
                    }));
                }
            }
            Err(error) => faults.push(format!("src/{}: {error}", source.file)),
        }
    }
    faults.extend(cycles(&edges));
    faults
}

/// For each folder, which of its modules names which other.
type Edges = BTreeMap<Module, BTreeSet<(String, String)>>;

struct House<'a> {
    modules: BTreeSet<Module>,
    crates: &'a BTreeSet<String>,
}

impl House<'_> {
    /// The fault of one name, if it has one; notes which neighbour it names.
    fn judge(&self, own: &Module, name: &Name, edges: &mut Edges) -> Option<String> {
        let layer = layer_of(own);
        match self.target(own, name) {
            Some(target) => self.judge_local(own, layer, name, &target, edges),
            None if name.in_test => None,
            None => self.judge_outside(layer, &name.segments.join("::")),
        }
    }

    fn judge_local(
        &self,
        own: &Module,
        layer: &str,
        name: &Name,
        target: &Module,
        edges: &mut Edges,
    ) -> Option<String> {
        let Some(rules) = LAYERS.iter().find(|known| known.name == layer) else {
            return Some(format!("`{layer}` is no layer of the house"));
        };
        let home = self.home(target);
        let other = layer_of(&home);
        if other != layer && other != "lib" && !rules.imports.contains(&other) {
            return Some(format!("{layer} may not import {other}"));
        }
        if name.in_test {
            return None;
        }
        if home.len() < own.len() && own.starts_with(&home) {
            return Some("a child does not import from its parent".to_owned());
        }
        let shared = own.iter().zip(&home).take_while(|(one, two)| one == two).count();
        if let (Some(from), Some(to), 1..) = (own.get(shared), home.get(shared), shared) {
            edges.entry(own[..shared].to_vec()).or_default().insert((from.clone(), to.clone()));
        }
        None
    }

    fn judge_outside(&self, layer: &str, path: &str) -> Option<String> {
        let begins = |start: &str| path == start || path.starts_with(&format!("{start}::"));
        if let Some((owned, layers)) = OWNED.iter().find(|(owned, _)| begins(owned))
            && !layers.contains(&layer)
        {
            return Some(format!("only {} may use {owned}", layers.join(" and ")));
        }
        let first = path.split("::").next().unwrap_or_default();
        let foreign = self.crates.contains(first) && !DOMAIN_CRATES.contains(&first);
        let barred = foreign || DOMAIN_BARRED.into_iter().any(begins);
        (layer == "domain" && barred).then(|| "domain is pure words and rules".to_owned())
    }

    /// Where a name points inside the project, as an absolute path; none when outside it.
    fn target(&self, own: &Module, name: &Name) -> Option<Module> {
        let mut at: Module = own.iter().chain(&name.inside).cloned().collect();
        let mut rest = name.segments.as_slice();
        match rest.first()?.as_str() {
            "crate" | "carnet" => at.clear(),
            "self" => {}
            "super" => {
                at.pop();
            }
            first => {
                at.push(first.to_owned());
                if !self.modules.contains(&at) {
                    return None;
                }
            }
        }
        rest = &rest[1..];
        while let Some((_, after)) = rest.split_first().filter(|(first, _)| *first == "super") {
            at.pop();
            rest = after;
        }
        at.extend(rest.iter().cloned());
        Some(at)
    }

    /// The innermost file that an absolute path passes through.
    fn home(&self, target: &Module) -> Module {
        let inner = (0..=target.len()).rev().map(|end| target[..end].to_vec());
        inner.into_iter().find(|module| self.modules.contains(module)).unwrap_or_default()
    }
}

/// The module of a file: `registry/mod.rs` and `registry.rs` are both `registry`.
fn module_of(file: &str) -> Module {
    let stem = file.trim_end_matches(".rs");
    let module = stem.strip_suffix("/mod").unwrap_or(stem);
    if module == "lib" { Vec::new() } else { module.split('/').map(str::to_owned).collect() }
}

fn layer_of(module: &Module) -> &str {
    module.first().map_or("lib", String::as_str)
}

/// The rings in which neighbours of one folder name each other.
fn cycles(edges: &Edges) -> Vec<String> {
    let mut faults = Vec::new();
    for (folder, pairs) in edges {
        let mut left = pairs.clone();
        loop {
            let before = left.len();
            let starts: BTreeSet<String> = left.iter().map(|(from, _)| from.clone()).collect();
            let ends: BTreeSet<String> = left.iter().map(|(_, to)| to.clone()).collect();
            left.retain(|(from, to)| from != to && ends.contains(from) && starts.contains(to));
            if left.len() == before {
                break;
            }
        }
        let ring: BTreeSet<&str> = left.iter().map(|(from, _)| from.as_str()).collect();
        if !ring.is_empty() {
            let ring: Vec<&str> = ring.into_iter().collect();
            faults.push(format!(
                "src/{}: these import each other in a ring: {}",
                folder.join("/"),
                ring.join(", ")
            ));
        }
    }
    faults
}
