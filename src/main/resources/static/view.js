/* Which superheroes are looked at: what one looks for is seen while one types, and the address always says what is seen. */
const desk = window.dispatchDesk;

const TYPING_PAUSE = 200;

let typing;

function heroes() {
  return document.getElementById("heroes");
}

function encode(text) {
  return encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** The query that the page, the topic and the API know for what a form says. */
function wanted(form) {
  const parts = [];
  const { search = "", sort, number, size = "50", events } = Object.fromEntries(new FormData(form));
  if (search.trim()) parts.push(`search=${encode(search.trim().normalize("NFC"))}`);
  if (sort !== "name,asc") parts.push(`sort=${sort}`);
  if (number > 1) parts.push(`page=${number - 1}`);
  if (size !== "50") parts.push(`size=${size}`);
  if (events) parts.push(`events=${events}`);
  return parts.length ? `?${parts.join("&")}` : "";
}

function canShow() {
  return heroes() && desk.connection() && (!desk.isPaused() || !desk.isAtHome());
}

/** Shows another view of the superheroes without a visit: the center pushes it. */
function showView(query, remember) {
  if (desk.isPaused()) desk.pause(false);
  document.dispatchEvent(new CustomEvent("dispatch:view"));
  if (remember) remember.call(history, remember === history.replaceState ? history.state : {}, "", `/${query}`);
  heroes().dataset.topic = `/topic/heroes${query}`;
  const sort = new URLSearchParams(query).get("sort") ?? "name,asc";
  document.querySelectorAll("[data-view-query]").forEach((input) => (input.value = query.slice(1)));
  document.querySelectorAll("[data-view-sort]").forEach((input) => (input.value = sort));
  desk.subscribe();
}

document.addEventListener("input", (event) => {
  if (event.target.id !== "search") return;
  clearTimeout(typing);
  const form = event.target.form;
  typing = setTimeout(() => canShow() && showView(wanted(form), history.replaceState), TYPING_PAUSE);
});

document.addEventListener("change", (event) => {
  if (event.target.id === "size") event.target.form.requestSubmit();
});

document.addEventListener(
  "submit",
  (event) => {
    if (!event.target.matches("form[data-view]") || !canShow()) return;
    event.preventDefault();
    clearTimeout(typing);
    const query = wanted(event.target);
    // what was typed there has been heard, and what is pushed may change it again
    if (event.target.elements.number) event.target.reset();
    showView(query, history.pushState);
  },
  true,
);

document.addEventListener(
  "click",
  (event) => {
    const link = event.target.closest("a[data-view]");
    if (!link || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || !canShow()) return;
    event.preventDefault();
    showView(new URL(link.href).search, history.pushState);
  },
  true,
);

// the filter of the feed was rendered beside the view that the page began with, and leads to the one that it shows now
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

window.addEventListener("popstate", (event) => {
  // what Turbo remembers it fetches, if there is somebody to fetch it from
  if (!heroes() || location.pathname !== "/" || (event.state?.turbo && desk.isAtHome())) return;
  const parameters = new URLSearchParams(location.search);
  document.getElementById("search").value = parameters.get("search") ?? "";
  document.getElementById("size").value = parameters.get("size") ?? "50";
  showView(location.search, null);
});
