/* The curl commands beside the buttons: fills in the typed name, the selected rows and the number. */
import { servingOrigin } from "./centers.js";

/** Placeholders in the commands that the page is rendered with. */
const HERO = "/heroes/NAME";
const DEFAULT_COUNT = "1000";

let hero = HERO;
let count = DEFAULT_COUNT;

function quote(text) {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** Puts values in place of the placeholder of all commands of a kind; several values make several commands. */
function fill(kind, placeholder, values) {
  for (const command of document.querySelectorAll(`pre[data-curl=${kind}]`)) {
    const rendered = (command.dataset.pattern ??= command.textContent);
    const pattern = rendered.replace(/https?:\/\/[^/']+/, () => servingOrigin());
    command.textContent = values.length
      ? values.map((value) => pattern.replace(placeholder, () => value)).join("\n")
      : pattern;
  }
}

function fillAll() {
  const name = document.getElementById("new-name")?.value.trim();
  const selected = document.querySelectorAll("#heroes tr:has(input[form=terminations]:checked)");
  fill("create", "'{}'", name ? [quote(JSON.stringify({ name }))] : []);
  fill("row", HERO, [hero]);
  fill("chosen", HERO, [...selected].map((row) => row.id));
  fill("count", DEFAULT_COUNT, [count]);
}

// the button under the pointer or with the focus decides which hero, and how many
for (const type of ["pointerover", "focusin"]) {
  document.addEventListener(type, ({ target }) => {
    const button = target.closest("#heroes button[name=hero], button[name=count]");
    if (button?.name === "hero") hero = button.closest("tr").id;
    if (button?.name === "count") count = button.value;
    if (button) fillAll();
  });
}

document.addEventListener("input", ({ target }) => {
  if (!target.matches("input[name=count]")) return;
  count = target.validity.valid ? target.value : DEFAULT_COUNT;
  fillAll();
});

document.addEventListener("toggle", ({ target }) => target.matches("[popover]") && fillAll(), true);
