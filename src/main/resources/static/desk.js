/*
 * The table of superheroes: rows stay where they are while one points at them, what is ticked stays ticked, and seconds are
 * counted down.
 */
const desk = window.dispatchDesk;

const LONGEST_HOLD = 15000;
const COUNTED_DOWN = "#heroes time, time.due";

let held = false;
let pointedAt = 0;
let anotherView = false;
let clockAhead = -Infinity;

function heroes() {
  return document.getElementById("heroes");
}

document.addEventListener("dispatch:view", () => {
  held = false;
  anotherView = true;
});

/** Says in the dialog how many are ticked, and asks nothing when nobody is. */
function countChosen() {
  const chosen = document.querySelectorAll('#heroes input[form=terminations]:checked').length;
  document.querySelectorAll("[data-count-of=terminations]").forEach((place) => {
    const text = chosen === 1 ? "1 superhero" : `${chosen} superheroes`;
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
  document.querySelectorAll(COUNTED_DOWN).forEach((time) => {
    const text = left(time);
    if (time.textContent !== text) time.textContent = text;
  });
}

/** What somebody chose stays chosen, and what somebody types in what is pushed stays there. */
function isKept(input, pushed) {
  if (input.type === "checkbox") return input.value === pushed.value;
  return input.id === pushed.id && (input.value !== input.defaultValue || input === document.activeElement);
}

document.addEventListener("turbo:before-morph-element", (event) => {
  const { newElement } = event.detail;
  if (!(newElement instanceof Element)) return;
  if (event.target.matches(COUNTED_DOWN)) newElement.textContent = left(newElement);
  if (event.target.matches("[data-topic] input") && isKept(event.target, newElement)) event.preventDefault();
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
