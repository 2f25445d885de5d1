//! What the front-door tests share: an invented directory, a server, someone who visits it.

pub mod answer;
pub mod changes;
pub mod cluster;
pub mod company;
pub mod crowd;
pub mod database;
pub mod directory;
pub mod door;
pub mod fixture;
pub mod form;
pub mod home;
pub mod issuer;
pub mod left_out;
pub mod pages;
pub mod program;
pub mod published;
pub mod rows;
pub mod server;
pub mod staff;
pub mod upstream;
pub mod visitor;
