/* Messages about actions. A message with an undo button disappears when the grace period ends. */
import { cityAt } from "./centers.js";

/** Form submissions without a response. */
const pending = new Set();
let hideTimer;

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

document.addEventListener("turbo:submit-start", (event) => pending.add(event.detail.formSubmission));

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
  const seconds = document.getElementById("message")?.dataset.seconds;
  if (seconds) hideTimer = setTimeout(hide, seconds * 1000);
});
