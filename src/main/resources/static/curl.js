/* The same as what a button does, as a command for a shell: with the name that is typed, the rows that are ticked, the number that is chosen. */
const desk = window.dispatchDesk;

const ROW = "/heroes/NAME";

let row = ROW;
let count = "1000";

function quote(text) {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** Puts something in the place that the commands of a kind leave for it; of several, one command each. */
function fill(kind, place, values) {
  for (const command of document.querySelectorAll(`pre[data-curl=${kind}]`)) {
    const pattern = (command.dataset.pattern ??= command.textContent);
    const here = desk.isAtHome() ? pattern : pattern.replace(/https?:\/\/[^/']+/, () => desk.serving());
    command.textContent = values.length ? values.map((value) => here.replace(place, () => value)).join("\n") : here;
  }
}

function fillAll() {
  const name = document.getElementById("new-name")?.value.trim();
  const ticked = document.querySelectorAll("#heroes tr:has(input[form=terminations]:checked)");
  fill("create", "'{}'", name ? [quote(JSON.stringify({ name }))] : []);
  fill("row", ROW, [row]);
  fill("chosen", ROW, [...ticked].map((each) => each.id));
  fill("count", "1000", [count]);
}

// whom the button that one was on last would terminate, or how many it would create
for (const event of ["pointerover", "focusin"]) {
  document.addEventListener(event, ({ target }) => {
    const button = target.closest("#heroes button[name=hero], button[name=count]");
    if (button?.name === "hero") row = button.closest("tr").id;
    if (button?.name === "count") count = button.value;
    if (button) fillAll();
  });
}

document.addEventListener("input", ({ target }) => {
  if (!target.matches("input[name=count]")) return;
  count = target.validity.valid ? target.value : "1000";
  fillAll();
});

document.addEventListener("toggle", ({ target }) => target.matches("[popover]") && fillAll(), true);
