// What makes the pages quicker to use; every page works without it.

"use strict";

const isTyping = (element) => element.matches("input, select, textarea");

/** "/" brings the search box to hand. */
function focusSearch(event) {
  const box = document.getElementById("q");
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || !box) return;
  event.preventDefault();
  box.focus();
  box.select();
}

/** The arrows move between the names found; above the first one is the box. */
function moveBetweenResults(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const box = document.getElementById("q");
  const fromBox = event.target === box;
  if (!step || event.ctrlKey || event.metaKey || event.altKey || (isTyping(event.target) && !fromBox)) return;
  const results = [...document.querySelectorAll("[data-result]")];
  const card = event.target.closest("article, tr");
  const here = fromBox ? -1 : results.findIndex((result) => result === event.target || card?.contains(result));
  if (!fromBox && here === -1) return;
  const next = here + step;
  const target = next < 0 ? box : results[next];
  if (!target) return;
  event.preventDefault();
  target.focus();
}

/** Says what was found to those who do not see it. */
function announce() {
  const said = document.querySelector("#results [data-announce]");
  const announcement = document.getElementById("announcement");
  if (announcement) announcement.textContent = said ? said.dataset.announce : "";
}

/** No answer came: what stands there is of an older search, so it makes way for words and a way to try again. */
function sayUnreachable() {
  const said = document.getElementById("unreachable");
  const search = document.getElementById("search");
  if (!said || !search) return;
  const results = document.getElementById("results");
  results.replaceChildren(said.content.cloneNode(true));
  document.getElementById("counts")?.replaceChildren();
  results.querySelector("a").href = `/?${new URLSearchParams(new FormData(search))}`;
  announce();
}

/** On a wide screen the filters and the counts stand open; on a phone they fold. */
function unfoldFilters() {
  if (!window.matchMedia("(min-width: 48rem)").matches) return;
  for (const aside of document.querySelectorAll("#filters, #refine")) aside.open = true;
}

/** What was typed live stands in the address: the title and the links to other languages follow it. */
function followAddress() {
  for (const link of document.querySelectorAll(".languages a")) {
    const address = new URL(location.href);
    address.searchParams.set("lang", link.hreflang);
    link.href = address.pathname + address.search;
  }
  const text = new URL(location.href).searchParams.get("q")?.trim();
  document.title = `${text || document.querySelector("h1").textContent} · Carnet`;
}

/** A form is sent once, however often its button is pressed. */
function sendOnce(event) {
  const form = event.target;
  if (form.method !== "post") return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
}

document.addEventListener("keydown", focusSearch);
document.addEventListener("keydown", moveBetweenResults);
document.addEventListener("submit", sendOnce);
document.addEventListener("htmx:before:request", () => document.getElementById("results")?.setAttribute("aria-busy", "true"));
document.addEventListener("htmx:after:swap", announce);
document.addEventListener("htmx:error", sayUnreachable);
document.addEventListener("htmx:after:history:replace", followAddress);
document.addEventListener("htmx:finally:request", () => document.getElementById("results")?.removeAttribute("aria-busy"));
window.addEventListener("pageshow", (event) => {
  // The way back shows a page as it was left: not to whoever comes after one has signed out.
  if (event.persisted && document.querySelector(".me")) location.reload();
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

unfoldFilters();
document.querySelector("[autofocus], input:target")?.focus();
document.getElementById("notice")?.focus();
