/*
 * The table of superheroes: what one looks for is seen while one types, rows stay where they are while one points at them, and
 * seconds are counted down.
 */
const desk = window.dispatchDesk;

const TYPING_PAUSE = 200;
const LONGEST_HOLD = 15000;

let held = false;
let pointedAt = 0;
let anotherView = false;
let clockAhead = -Infinity;
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
  held = false;
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
  const { id, content, whole } = event.detail;
  if (id !== "heroes") return;
  if (!whole) {
    // some of the rows that were there before; if those wait, they wait
    if (held || isSelected()) hold(event);
    return;
  }
  const jumps = isSelected() || (isPointedAt() && rows(content) !== rows(heroes()));
  if (jumps && !anotherView) {
    markGone(content);
    hold(event);
  } else {
    held = false;
    if (anotherView) desk.announce(content.querySelector("caption")?.textContent.replace(/\s+/g, " ").trim() ?? "");
    anotherView = false;
    showHeld();
  }
});

/** Rows that stay only because somebody is on them say so, and can be told nothing any more. */
function markGone(content) {
  for (const row of document.querySelectorAll("#heroes tbody tr")) {
    if (row.matches(".gone") || content.getElementById(row.id)) continue;
    const text = row.matches(".ending") ? "terminated" : "no longer here";
    row.querySelector(".fate")?.remove();
    row.querySelector("th").append(" ", Object.assign(document.createElement("span"), { className: "fate", textContent: text }));
    row.classList.replace("ending", "gone") || row.classList.add("gone");
    row.querySelectorAll("button, input").forEach((control) => (control.disabled = true));
  }
}

function hold(event) {
  event.preventDefault();
  held = true;
  setTimeout(release, LONGEST_HOLD);
  showHeld();
}

/** Lets the center say how it is now: what it said meanwhile was not kept. */
function release() {
  if (held && heroes() && !isSelected() && !isPointedAt()) {
    held = false;
    desk.renew(heroes().dataset.topic);
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
  // what somebody chose stays chosen, and what somebody types in what is pushed stays there
  const sign = event.target.type === "checkbox" ? "value" : "id";
  if (event.target.matches("[data-topic] input") && event.target[sign] === newElement[sign]) event.preventDefault();
});

document.addEventListener("turbo:before-morph-attribute", (event) => {
  if (event.detail.attributeName === "open" && event.target.matches("dialog, details")) event.preventDefault();
});

/** How far the clock of the cluster is ahead: of what is known it is the most, as every page took some time to come. */
function setClock(receivedAt) {
  const now = document.querySelector("meta[name=dispatch-now]")?.content;
  if (now) clockAhead = Math.max(clockAhead, Date.parse(now) - receivedAt);
  countDown();
}

document.addEventListener("turbo:load", () => setClock(Date.now()));
document.addEventListener("turbo:load", countChosen);
document.addEventListener("turbo:morph-element", (event) => {
  if (event.target.id !== "heroes") return;
  countDown();
  countChosen();
});
// oftener than seconds change, so that none is late or left out
setInterval(countDown, 250);
setClock(performance.timeOrigin + performance.getEntriesByType("navigation")[0].responseStart);
