/* Keyboard shortcuts, theme and pause. Settings are kept in cookies, which all ports of a host share. */
import { isPaused, pause } from "./updates.js";

const THEMES = ["system", "light", "dark"];
const ONE_YEAR = 365 * 24 * 60 * 60;

function remember(name, value) {
  const lifetime = value === "" ? 0 : ONE_YEAR;
  document.cookie = `${name}=${value}; path=/; max-age=${lifetime}; SameSite=Strict`;
}

function showTheme() {
  document.getElementById("theme").textContent = `Theme: ${document.documentElement.dataset.theme ?? "system"}`;
}

function nextTheme() {
  const now = document.documentElement.dataset.theme ?? "system";
  const next = THEMES[(THEMES.indexOf(now) + 1) % THEMES.length];
  if (next === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = next;
  remember("dispatch-theme", next === "system" ? "" : next);
  showTheme();
}

function showHelp() {
  document.getElementById("help").showModal();
}

function focusOn(id) {
  const field = document.getElementById(id);
  field?.focus();
  field?.select();
  return field !== null;
}

const KEYS = {
  "/": () => focusOn("search"),
  n: () => focusOn("new-name"),
  p: () => pause(!isPaused()),
  "?": showHelp,
};

function focusable(row) {
  return row ? [...row.querySelectorAll("a, button, input")] : [];
}

/** The element that an arrow key leads to from an element of the table. */
function neighbour(element, key) {
  const row = element.closest("#heroes tbody tr");
  const place = focusable(row).indexOf(element);
  if (place < 0) return null;
  if (key === "ArrowLeft") return focusable(row)[place - 1];
  if (key === "ArrowRight") return focusable(row)[place + 1];
  return focusable(key === "ArrowUp" ? row.previousElementSibling : row.nextElementSibling)[place];
}

document.addEventListener("keydown", (event) => {
  if (!document.getElementById("keys").checked || event.ctrlKey || event.metaKey || event.altKey) return;
  if (document.querySelector("dialog[open], [popover]:popover-open")) return;
  const { target, key } = event;
  const isField = target.matches("input:not([type=checkbox]), select");
  if (key.startsWith("Arrow")) {
    const next =
      target.id === "search" && key === "ArrowDown"
        ? document.querySelector("#heroes tbody a")
        : isField ? null : neighbour(target, key);
    if (next) {
      event.preventDefault();
      next.focus();
    }
  } else if (!isField && KEYS[key]) {
    event.preventDefault();
    KEYS[key]();
  }
});

document.addEventListener("click", (event) => {
  const id = event.target.id;
  if (id === "theme") nextTheme();
  if (id === "help-button") showHelp();
  if (id === "pause") pause(!isPaused());
});

document.addEventListener("dispatch:paused", (event) => {
  const button = document.getElementById("pause");
  button.textContent = event.detail ? "Resume" : "Pause";
});

document.addEventListener("change", (event) => {
  if (event.target.id === "keys") remember("dispatch-keys", event.target.checked ? "" : "off");
});

document.getElementById("keys").checked = !document.cookie.split("; ").includes("dispatch-keys=off");
showTheme();
