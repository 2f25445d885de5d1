//! The main job in Chromium, as a person does it; and a page of another site that uses the gateway.

mod accessibility;
mod accounts;
mod changes;
mod counts;
mod foreign_page;
mod forget;
mod keyboard;
mod main_job;
mod outage;
mod phone;
mod window;
mod without_script;
