/*
 * Failover of the page to another center. While the page's own center lives, Turbo sends links and forms, which keeps the
 * connection open. After a failover they go to the serving center as plain browser requests, because Turbo stays on one origin.
 */
import { cityAt, isServedByOrigin, isCenter, reachable, servingOrigin } from "./centers.js";
import { connection } from "./connection.js";
import { showMessage } from "./message.js";

const { config } = window.Turbo;

/** The city that served the page before the last failover. */
let failedCity = null;

document.addEventListener("dispatch:moved", ({ detail }) => {
  failedCity = detail.from;
  config.drive.enabled = isServedByOrigin();
  config.forms.mode = isServedByOrigin() ? "on" : "off";
  // a center refuses a form of another origin that has no Origin and no Referer
  document.querySelector("meta[name=referrer]")?.remove();
  if (!isServedByOrigin()) {
    document.head.append(Object.assign(document.createElement("meta"), { name: "referrer", content: "strict-origin" }));
  }
  showServingCity();
});

/** Puts the city of the serving center into title and heading. */
export function showServingCity() {
  if (!failedCity) return;
  const name = document.querySelector("h1 a");
  const now = `${cityAt(servingOrigin())} Dispatcher`;
  document.title = document.title.replace(name.textContent, now);
  if (name.textContent !== now) name.textContent = now;
}

/** The status after a failover; empty if there was none. */
export function failoverStatus() {
  return failedCity ? `${failedCity} is unavailable; connected to ${cityAt(servingOrigin())}` : "";
}

/** The same address at the serving center, or null if the address needs no change. */
function redirected(address) {
  const url = new URL(address, location.href);
  return isCenter(url.origin) && url.origin !== servingOrigin() && !address.startsWith("#")
    ? servingOrigin() + url.pathname + url.search + url.hash
    : null;
}

function redirect(element, attribute) {
  const address = element?.getAttribute(attribute) ?? null;
  if (address === null) return;
  if (/^https?:/.test(address) && !element.dataset.redirected) {
    // an absolute link leads to that very center
    element.setAttribute(attribute, reachable(address) + address.replace(/^https?:\/\/[^/]*/, ""));
    return;
  }
  const target = redirected(address);
  if (target) {
    element.setAttribute(attribute, target);
    element.dataset.redirected = "";
  }
}

/** Cancels a request while no center is reachable: the browser would leave the page for an error page. */
function cancelIfUnreachable(event) {
  if (isServedByOrigin() || connection()) return;
  event.preventDefault();
  showMessage("Not sent: no center is reachable.");
}

document.addEventListener(
  "click",
  (event) => {
    if (event.target.closest('a[href]:not([href^="#"])')) cancelIfUnreachable(event);
  },
  true,
);

for (const type of ["pointerdown", "click", "auxclick"]) {
  document.addEventListener(type, (event) => redirect(event.target.closest("a[href]"), "href"), true);
}

document.addEventListener(
  "submit",
  (event) => {
    if (event.target.method !== "dialog") cancelIfUnreachable(event);
    redirect(event.target, "action");
    redirect(event.submitter, "formaction");
  },
  true,
);
