/* Keyboard focus in popover dialogs: it moves in, and Tab stays in. The browser returns it to the button when a dialog closes. */
const CONTROLS = "a[href], button:enabled, input:enabled:not([type=hidden]), summary";

/** The controls of a dialog that can have the focus now. */
function controls(dialog) {
  return [...dialog.querySelectorAll(CONTROLS)].filter((each) => each.checkVisibility());
}

document.addEventListener(
  "toggle",
  ({ target, newState }) => {
    // the dialog itself, so that a screen reader reads its text, and no key press confirms it
    if (target.matches("[popover][role=dialog]") && newState === "open") target.focus();
  },
  true,
);

document.addEventListener("keydown", (event) => {
  const dialog = event.key === "Tab" && document.querySelector("[popover][role=dialog]:popover-open");
  if (!dialog) return;
  const all = controls(dialog);
  const place = all.indexOf(document.activeElement);
  const leaves = event.shiftKey ? place <= 0 : place === all.length - 1 || !dialog.contains(document.activeElement);
  if (!leaves) return;
  event.preventDefault();
  all.at(event.shiftKey ? -1 : 0)?.focus();
});
