/* Search, sort and paging without a page load: subscribes to the topic of the new view and keeps the address up to date. */
import { isServedByOrigin } from "./centers.js";
import { connection } from "./connection.js";
import { isPaused, pause, subscribe } from "./updates.js";

const DEBOUNCE = 200;

let searchTimer;

function heroes() {
  return document.getElementById("heroes");
}

function encode(text) {
  return encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** The query string of the view that a form describes, as the page and its topic take it. */
function queryOf(form) {
  const parts = [];
  const { search = "", sort, number, size = "50", events } = Object.fromEntries(new FormData(form));
  if (search.trim()) parts.push(`search=${encode(search.trim().normalize("NFC"))}`);
  if (sort !== "name,asc") parts.push(`sort=${sort}`);
  if (number > 1) parts.push(`page=${number - 1}`);
  if (size !== "50") parts.push(`size=${size}`);
  if (events) parts.push(`events=${events}`);
  return parts.length ? `?${parts.join("&")}` : "";
}

/** Whether a view can be shown without a page load. */
function canShow() {
  return heroes() && connection() && (!isPaused() || !isServedByOrigin());
}

/** Shows another view; the center pushes it. */
function showView(query) {
  if (isPaused()) pause(false);
  document.dispatchEvent(new CustomEvent("dispatch:view"));
  heroes().dataset.topic = `/topic/heroes${query}`;
  const sort = new URLSearchParams(query).get("sort") ?? "name,asc";
  document.querySelectorAll("[data-view-query]").forEach((input) => (input.value = query.slice(1)));
  document.querySelectorAll("[data-view-sort]").forEach((input) => (input.value = sort));
  subscribe();
}

/** Shows another view as a new entry of the history. Entries with "view" are shown by this script, all others by Turbo. */
function pushView(query) {
  const state = { ...history.state, view: true };
  history.replaceState(state, "");
  history.pushState(state, "", `/${query}`);
  showView(query);
}

document.addEventListener("input", (event) => {
  if (event.target.id !== "search") return;
  clearTimeout(searchTimer);
  const form = event.target.form;
  searchTimer = setTimeout(() => {
    if (!canShow()) return;
    history.replaceState(history.state, "", `/${queryOf(form)}`);
    showView(queryOf(form));
  }, DEBOUNCE);
});

document.addEventListener("change", (event) => {
  if (event.target.id === "size") event.target.form.requestSubmit();
});

document.addEventListener(
  "submit",
  (event) => {
    if (!event.target.matches("form[data-view]") || !canShow()) return;
    event.preventDefault();
    clearTimeout(searchTimer);
    const query = queryOf(event.target);
    // an input that differs from its default would be kept when the next page number is pushed
    if (event.target.elements.number) event.target.reset();
    pushView(query);
  },
  true,
);

document.addEventListener(
  "click",
  (event) => {
    const link = event.target.closest("a[data-view]");
    if (!link || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || !canShow()) return;
    event.preventDefault();
    pushView(new URL(link.href).search);
  },
  true,
);

// links of the event filter were rendered for the first view; they have to keep the current one
document.addEventListener(
  "click",
  (event) => {
    const link = event.target.closest("a[data-events]");
    if (!link) return;
    const others = location.search.slice(1).split("&").filter((part) => part && !part.startsWith("events="));
    if (link.dataset.events) others.push(`events=${link.dataset.events}`);
    link.search = others.join("&");
  },
  true,
);

window.addEventListener(
  "popstate",
  (event) => {
    const own = heroes() && location.pathname === "/" && (event.state?.view || !isServedByOrigin());
    // after a failover Turbo would load the page from the center that failed
    if (own || !isServedByOrigin()) event.stopImmediatePropagation();
    if (!own) return;
    const parameters = new URLSearchParams(location.search);
    document.getElementById("search").value = parameters.get("search") ?? "";
    document.getElementById("size").value = parameters.get("size") ?? "50";
    showView(location.search);
  },
  true,
);
