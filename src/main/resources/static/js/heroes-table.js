/* The table of superheroes: holds rows under the pointer in place, keeps the selection, and counts seconds down. */
import { announce, refresh } from "./updates.js";

const MAX_HOLD = 15000;
const COUNTDOWNS = "#heroes time, time.due";

/** Whether pushes are being dropped. A refresh makes up for them later. */
let held = false;
let pointerMovedAt = 0;
let viewChanged = false;
let clockOffset = -Infinity;

function heroes() {
  return document.getElementById("heroes");
}

document.addEventListener("dispatch:view", () => {
  held = false;
  viewChanged = true;
});

/** Shows the number of selected rows in the dialog, and disables its button without a selection. */
function countSelected() {
  const selected = document.querySelectorAll("#heroes input[form=terminations]:checked").length;
  document.querySelectorAll("[data-count-of=terminations]").forEach((place) => {
    const text = selected === 1 ? "1 superhero" : `${selected} superheroes`;
    if (place.textContent !== text) place.textContent = text;
  });
  document.querySelectorAll("[popovertarget=terminate-chosen]:not([popovertargetaction])").forEach((button) => {
    button.disabled = selected === 0;
  });
}

document.addEventListener("change", (event) => event.target.matches("#heroes input[type=checkbox]") && countSelected());

function rowIds(content) {
  return [...content.querySelectorAll("tbody tr")].map((row) => row.id).join("\n");
}

function isTextSelected() {
  const selection = getSelection();
  return !selection.isCollapsed && heroes().contains(selection.anchorNode);
}

function isUnderPointer() {
  return heroes().matches(":has(tbody:hover)") && performance.now() - pointerMovedAt < MAX_HOLD;
}

document.addEventListener("dispatch:push", (event) => {
  const { id, content, whole } = event.detail;
  if (id !== "heroes") return;
  if (!whole) {
    // changes of rows that the held table may no longer show
    if (held || isTextSelected()) hold(event);
    return;
  }
  const rowsWouldMove = isTextSelected() || (isUnderPointer() && rowIds(content) !== rowIds(heroes()));
  if (rowsWouldMove && !viewChanged) {
    markGone(content);
    hold(event);
  } else {
    held = false;
    if (viewChanged) announce(content.querySelector("caption")?.textContent.replace(/\s+/g, " ").trim() ?? "");
    viewChanged = false;
    showHeld();
  }
});

/** Marks held rows that the pushed table no longer has, and disables their controls. */
function markGone(content) {
  for (const row of document.querySelectorAll("#heroes tbody tr")) {
    if (row.matches(".gone") || content.getElementById(row.id)) continue;
    const text = row.matches(".ending") ? "terminated" : "no longer listed";
    row.querySelector(".fate")?.remove();
    row.querySelector("th").append(" ", Object.assign(document.createElement("span"), { className: "fate", textContent: text }));
    row.classList.replace("ending", "gone") || row.classList.add("gone");
    row.querySelectorAll("button, input").forEach((control) => (control.disabled = true));
  }
}

function hold(event) {
  event.preventDefault();
  held = true;
  setTimeout(release, MAX_HOLD);
  showHeld();
}

/** Requests the current table, as held pushes were dropped. */
function release() {
  if (held && heroes() && !isTextSelected() && !isUnderPointer()) {
    held = false;
    refresh(heroes().dataset.topic);
    showHeld();
  }
}

function showHeld() {
  const note = document.getElementById("held");
  if (note) note.textContent = held ? "Updates on hold while you point at a row or select text" : "";
}

document.addEventListener("pointermove", (event) => {
  if (event.target.closest("#heroes tbody")) pointerMovedAt = performance.now();
  else if (held) release();
});
document.addEventListener("selectionchange", () => held && release());

function clockOfPage() {
  return document.querySelector("meta[name=dispatch-now]");
}

function remaining(time) {
  const millis = Date.parse(time.dateTime) - Date.now();
  // no deadline is further away than its interval
  const { turn, grace } = clockOfPage().dataset;
  setClock(millis - (time.closest(".fate") ? grace : turn));
  const seconds = (millis - clockOffset) / 1000;
  return seconds > 0 ? `in ${Math.ceil(seconds)} s` : "now";
}

function countDown() {
  if (document.hidden) return;
  document.querySelectorAll(COUNTDOWNS).forEach((time) => {
    const text = remaining(time);
    if (time.textContent !== text) time.textContent = text;
  });
}

/** Whether an input keeps its selection, or the text that the user has typed. */
function keepsInput(input, pushed) {
  if (input.type === "checkbox") return input.value === pushed.value;
  return input.id === pushed.id && (input.value !== input.defaultValue || input === document.activeElement);
}

document.addEventListener("turbo:before-morph-element", (event) => {
  const { newElement } = event.detail;
  if (!(newElement instanceof Element)) return;
  if (event.target.matches(COUNTDOWNS)) newElement.textContent = remaining(newElement);
  if (event.target.matches("[data-topic] input") && keepsInput(event.target, newElement)) event.preventDefault();
});

document.addEventListener("turbo:before-morph-attribute", (event) => {
  if (event.detail.attributeName === "open" && event.target.matches("dialog, details")) event.preventDefault();
});

/** Estimates the offset of the cluster's clock: the largest of all estimates, as each is too low by the latency of its page or push. */
function setClock(estimate) {
  clockOffset = Math.max(clockOffset, estimate);
}

document.addEventListener("turbo:load", () => {
  setClock(Date.parse(clockOfPage().content) - Date.now());
  countDown();
  countSelected();
});
document.addEventListener("turbo:morph-element", (event) => {
  if (event.target.id !== "heroes") return;
  countDown();
  countSelected();
});
// more often than once a second, so that no second is shown late or skipped
setInterval(countDown, 250);
setClock(
  Date.parse(clockOfPage().content) - performance.timeOrigin - performance.getEntriesByType("navigation")[0].responseStart,
);
countDown();
