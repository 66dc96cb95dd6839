/*
 * Messages about actions. A message with an undo button disappears when the grace period ends. The button gets the focus, or
 * else the content of the page, if the page no longer has the button of the action.
 */
import { cityAt } from "./centers.js";

/** Form submissions without a response. */
const pending = new Set();
let hideTimer;
let formSent = false;

export function showMessage(text) {
  const message = Object.assign(document.createElement("p"), { id: "message", className: "failure", textContent: text });
  message.setAttribute("role", "alert");
  document.getElementById("message")?.remove();
  document.getElementById("main").prepend(message);
}

function showUnknownResult() {
  showMessage(`Result unknown: ${cityAt(location.origin)} is not responding.`);
}

function hide() {
  const message = document.getElementById("message");
  if (message?.contains(document.activeElement)) document.getElementById("main").focus();
  message?.remove();
}

document.addEventListener("turbo:submit-start", (event) => {
  pending.add(event.detail.formSubmission);
  formSent = true;
});

document.addEventListener("turbo:submit-end", (event) => {
  pending.delete(event.detail.formSubmission);
  // the message appears behind the dialog that sent the form
  document.querySelectorAll("[popover]:popover-open").forEach((dialog) => dialog.hidePopover());
});

document.addEventListener("turbo:fetch-request-error", (event) => {
  if (event.detail.request.method.toUpperCase() === "GET") {
    // keeps Turbo from leaving the page for one that cannot be loaded
    event.preventDefault();
    showMessage(`${cityAt(location.origin)} is not responding.`);
  } else {
    showUnknownResult();
  }
});

// a late response of the failed center would belong to another page
document.addEventListener("dispatch:moved", () => {
  const unanswered = [...pending].some((submission) => !submission.isSafe);
  pending.forEach((submission) => submission.stop());
  if (unanswered) showUnknownResult();
});

document.addEventListener("turbo:load", () => {
  clearTimeout(hideTimer);
  const message = document.getElementById("message");
  if (message?.dataset.seconds) hideTimer = setTimeout(hide, message.dataset.seconds * 1000);
  if (formSent && document.activeElement === document.body) {
    (message?.querySelector("button") ?? document.getElementById("main")).focus({ preventScroll: true });
  }
  formSent = false;
});

// a name that was typed before the login is kept
document.addEventListener(
  "click",
  ({ target }) => {
    const link = target.closest('a[href^="/login"]');
    const typed = document.getElementById("new-name")?.value.trim();
    if (link && typed) link.search = new URLSearchParams({ typed });
  },
  true,
);
