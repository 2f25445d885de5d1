//! The main job in Chromium, as a person does it.

mod accessibility;
mod keyboard;
mod main_job;
mod phone;
mod window;
mod without_script;
