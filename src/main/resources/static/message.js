/* What is said of an action: as long as it can be undone, if it can; and if its center does not answer, that nobody knows. */
const desk = window.dispatchDesk;

/** What was sent by forms, and has not been answered. */
const sent = new Set();
let hiding;

function say(text) {
  const message = Object.assign(document.createElement("p"), { id: "message", className: "failure", textContent: text });
  message.setAttribute("role", "alert");
  document.getElementById("message")?.remove();
  document.getElementById("main").prepend(message);
}

function sayUnknown() {
  say(`Not known whether that was done: ${desk.cityAt(location.origin)} does not answer.`);
}

function hide() {
  const message = document.getElementById("message");
  if (message?.contains(document.activeElement)) document.getElementById("main").focus();
  message?.remove();
}

function hideInTime() {
  clearTimeout(hiding);
  const seconds = document.getElementById("message")?.dataset.seconds;
  if (seconds) hiding = setTimeout(hide, seconds * 1000);
}

document.addEventListener("turbo:submit-start", (event) => sent.add(event.detail.formSubmission));

document.addEventListener("turbo:submit-end", (event) => {
  sent.delete(event.detail.formSubmission);
  // what was asked is answered, and what came of it is said behind the question
  document.querySelectorAll("[popover]:popover-open").forEach((question) => question.hidePopover());
});

document.addEventListener("turbo:fetch-request-error", (event) => {
  if (event.detail.request.isSafe) {
    // else Turbo would leave the page for one that is not there
    event.preventDefault();
    say(`${desk.cityAt(location.origin)} does not answer.`);
  } else {
    sayUnknown();
  }
});

// a center that is silent says nothing, and whatever it said later would be about another page
document.addEventListener("dispatch:moved", () => {
  const unanswered = [...sent].filter((submission) => !submission.isSafe);
  sent.forEach((submission) => submission.stop());
  if (unanswered.length) sayUnknown();
});

document.addEventListener("turbo:load", hideInTime);

desk.say = say;
