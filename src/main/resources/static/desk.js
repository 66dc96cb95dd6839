/*
 * The table of superheroes: what one looks for is seen while one types, rows stay where they are while one points at them, and
 * seconds are counted down.
 */
const desk = window.dispatchDesk;
const Turbo = window.Turbo;

const TYPING_PAUSE = 200;
const LONGEST_HOLD = 15000;

let held = null;
let pointedAt = 0;
let anotherView = false;
let clockAhead = 0;
let typing;

function heroes() {
  return document.getElementById("heroes");
}

function encode(text) {
  return encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}

function wanted(form) {
  const parts = [];
  const { search, sort, size, events } = Object.fromEntries(new FormData(form));
  if (search.trim()) parts.push(`search=${encode(search.trim().normalize("NFC"))}`);
  if (sort !== "name,asc") parts.push(`sort=${sort}`);
  if (size !== "50") parts.push(`size=${size}`);
  if (events) parts.push(`events=${events}`);
  return parts.length ? `?${parts.join("&")}` : "";
}

function canShow() {
  return heroes() && desk.isConnected() && (!desk.isPaused() || !desk.isAtHome());
}

/** Shows another view of the superheroes without a visit: the center pushes it. */
function showView(query, remember) {
  if (desk.isPaused()) desk.pause(false);
  held = null;
  anotherView = true;
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
    if (event.target.getAttribute("role") === "search" && canShow()) {
      event.preventDefault();
      clearTimeout(typing);
      showView(wanted(event.target), history.pushState);
    }
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
  const search = document.getElementById("search");
  search.value = new URLSearchParams(location.search).get("search") ?? "";
  showView(location.search, null);
});

/** Says in the dialog how many are ticked, and asks nothing when nobody is. */
function countChosen() {
  const chosen = document.querySelectorAll('#heroes input[form=terminations]:checked').length;
  document.querySelectorAll("[data-count-of=terminations]").forEach((place) => {
    const text = chosen === 1 ? "the one superhero" : `the ${chosen} superheroes`;
    if (place.textContent !== text) place.textContent = text;
  });
  document.querySelectorAll("[popovertarget=terminate-chosen]:not([popovertargetaction])").forEach((button) => {
    button.disabled = chosen === 0;
  });
}

document.addEventListener("change", (event) => event.target.matches("#heroes input[type=checkbox]") && countChosen());

function rows(content) {
  return [...content.querySelectorAll("tbody tr")].map((row) => row.id).join("\n");
}

function isSelected() {
  const selection = getSelection();
  return !selection.isCollapsed && heroes().contains(selection.anchorNode);
}

function isPointedAt() {
  return heroes().matches(":has(tbody:hover)") && performance.now() - pointedAt < LONGEST_HOLD;
}

document.addEventListener("dispatch:push", (event) => {
  const { id, stream, content } = event.detail;
  if (id !== "heroes") return;
  const jumps = isSelected() || (isPointedAt() && rows(content) !== rows(heroes()));
  if (jumps && !anotherView) {
    event.preventDefault();
    held = stream;
    setTimeout(release, LONGEST_HOLD);
  } else {
    held = null;
    if (anotherView) desk.announce(content.querySelector("caption")?.textContent.replace(/\s+/g, " ").trim() ?? "");
    anotherView = false;
  }
  showHeld();
});

function release() {
  if (held && heroes() && !isSelected() && !isPointedAt()) {
    Turbo.renderStreamMessage(held);
    held = null;
    showHeld();
  }
}

function showHeld() {
  const note = document.getElementById("held");
  if (note) note.textContent = held ? "Rows wait while you are on them" : "";
}

document.addEventListener("pointermove", (event) => {
  if (event.target.closest("#heroes tbody")) pointedAt = performance.now();
  else if (held) release();
});
document.addEventListener("selectionchange", () => held && release());

function left(time) {
  const seconds = (Date.parse(time.dateTime) - Date.now() - clockAhead) / 1000;
  return seconds > 0 ? `in ${Math.ceil(seconds)} s` : "now";
}

function countDown() {
  if (document.hidden) return;
  document.querySelectorAll("#heroes time").forEach((time) => {
    const text = left(time);
    if (time.textContent !== text) time.textContent = text;
  });
}

document.addEventListener("turbo:before-morph-element", (event) => {
  const { newElement } = event.detail;
  if (!(newElement instanceof Element)) return;
  if (event.target.matches("#heroes time")) newElement.textContent = left(newElement);
  // what somebody chose stays chosen
  if (event.target.matches("#heroes input[type=checkbox]") && event.target.value === newElement.value) {
    event.preventDefault();
  }
});

document.addEventListener("turbo:before-morph-attribute", (event) => {
  if (event.detail.attributeName === "open" && event.target.matches("dialog, details")) event.preventDefault();
});

function setClock() {
  const now = document.querySelector("meta[name=dispatch-now]")?.content;
  if (now) clockAhead = Date.parse(now) - Date.now();
  countDown();
}

document.addEventListener("turbo:load", setClock);
document.addEventListener("turbo:load", countChosen);
document.addEventListener("turbo:morph-element", (event) => {
  if (event.target.id !== "heroes") return;
  countDown();
  countChosen();
});
setInterval(countDown, 1000);
setClock();
