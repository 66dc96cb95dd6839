/*
 * A page that is served by another center than the one that it came from. As long as that one was there, forms and links were
 * sent by Turbo, so that the connection outlived them; from then on the next center takes what the page sends, as a browser
 * sends it by itself.
 */
const desk = window.dispatchDesk;
const Turbo = window.Turbo;

/** The city that the page was served by before it was gone. */
let gone = null;

function moved(from) {
  gone = from;
  const atHome = desk.isAtHome();
  Turbo.config.drive.enabled = atHome;
  Turbo.config.forms.mode = atHome ? "on" : "off";
  if (atHome) Turbo.session.history.start();
  else Turbo.session.history.stop();
  // else what a form sends to the next center would come from nowhere, and be refused
  document.querySelector("meta[name=referrer]")?.remove();
  if (!atHome) {
    document.head.append(Object.assign(document.createElement("meta"), { name: "referrer", content: "strict-origin" }));
  }
  document.dispatchEvent(new CustomEvent("dispatch:moved"));
  showCity();
}

function showCity() {
  if (!gone) return;
  const name = document.querySelector("h1 a");
  const now = `${desk.cityAt(desk.serving())} Dispatcher`;
  document.title = document.title.replace(name.textContent, now);
  if (name.textContent !== now) name.textContent = now;
}

/** Who serves the page instead of whom; empty if nobody has gone. */
function story() {
  return gone ? `${gone} is gone; now served by ${desk.cityAt(desk.serving())}` : "";
}

/** Where a link or a form of this page leads to now. */
function redirected(address) {
  const url = new URL(address, location.href);
  return desk.isCenter(url.origin) && url.origin !== desk.serving() && !address.startsWith("#")
    ? desk.serving() + url.pathname + url.search + url.hash
    : null;
}

function redirect(element, attribute) {
  const address = element?.getAttribute(attribute) ?? null;
  if (address === null) return;
  if (/^https?:/.test(address) && !element.dataset.redirected) {
    // a link to a center's own page means that center
    element.setAttribute(attribute, desk.reachable(address) + address.replace(/^https?:\/\/[^/]*/, ""));
    return;
  }
  const target = redirected(address);
  if (target) {
    element.setAttribute(attribute, target);
    element.dataset.redirected = "";
  }
}

/** As long as nobody is there, a browser that left this page would find none. */
function isAdrift() {
  return !desk.isAtHome() && !desk.connection();
}

function stay(event) {
  event.preventDefault();
  desk.say("Nothing was done: no center answers.");
}

document.addEventListener(
  "click",
  (it) => {
    const link = it.target.closest('a[href]:not([href^="#"])');
    if (link && isAdrift()) stay(it);
  },
  true,
);

for (const event of ["pointerdown", "click", "auxclick"]) {
  document.addEventListener(event, (it) => redirect(it.target.closest("a[href]"), "href"), true);
}

document.addEventListener(
  "submit",
  (it) => {
    if (it.target.method !== "dialog" && isAdrift()) stay(it);
    redirect(it.target, "action");
    redirect(it.submitter, "formaction");
  },
  true,
);

Object.assign(desk, { moved, showCity, story });
