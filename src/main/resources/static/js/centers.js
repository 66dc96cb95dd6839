/* The known centers by origin, and the one that serves this page. Centers are read from the page's meta elements and links. */
const UNKNOWN_CITY = "Another center";
const EXPIRY = 10 * 60 * 1000;

/** City and time of the last sighting, by origin. */
const centers = new Map();
let serving = location.origin;
let token = "";

export function servingOrigin() {
  return serving;
}

export function serveFrom(origin) {
  serving = origin;
}

/** Whether the center that this page was loaded from still serves it. */
export function isServedByOrigin() {
  return serving === location.origin;
}

export function isCenter(origin) {
  return centers.has(origin);
}

export function origins() {
  return [...centers.keys()];
}

export function cityAt(origin) {
  return centers.get(origin)?.city ?? UNKNOWN_CITY;
}

/** Adds a center that answered although no page or link names it. */
export function addCenter(origin) {
  if (!centers.has(origin)) note(origin, UNKNOWN_CITY);
}

/** A center with a loopback address, or with the address of this center, is reached through the host name of this page. */
export function reachable(url) {
  const address = new URL(url);
  const self = document.querySelector("meta[name=dispatch-center][data-self=true]")?.content;
  const here = /^[\d.]+$|^\[/.test(address.hostname) && self && new URL(self).hostname === address.hostname;
  if (here || /^(localhost|127\.[\d.]+|\[::1\])$/.test(address.hostname)) address.hostname = location.hostname;
  return address.origin;
}

/** The ports of this host on which centers may be published. */
export function publishedPorts() {
  const [first, last] = document.querySelector("meta[name=dispatch-published]")?.content.split("-").map(Number) ?? [1, 0];
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

function note(origin, city) {
  centers.set(origin, { city, seenAt: performance.now() });
}

/** Reads the centers of a page that has just been loaded. */
export function readPage() {
  // The own center last: behind a proxy, all have the same origin
  const metas = [...document.querySelectorAll("meta[name=dispatch-center]")];
  for (const meta of metas.sort((a, b) => (a.dataset.self === "true") - (b.dataset.self === "true"))) {
    note(meta.dataset.self === "true" ? location.origin : reachable(meta.content), meta.dataset.city);
  }
  readLinks();
}

/** Reads the links to centers that the page shows now, and forgets centers that have had no link for ten minutes. */
export function readLinks() {
  for (const link of document.querySelectorAll('#centers h3 a[href^="http"], #known-centers a')) {
    const origin = reachable(link.getAttribute("href"));
    const known = cityAt(origin);
    note(origin, known === UNKNOWN_CITY ? link.textContent.trim() : known);
  }
  for (const [origin, { seenAt }] of centers) {
    const needed = origin === location.origin || origin === serving;
    if (!needed && performance.now() - seenAt > EXPIRY) centers.delete(origin);
  }
}

/** The page's CSRF token, by which another center recognizes a page of its cluster. */
export function csrfToken() {
  token = document.querySelector("input[name=_csrf]")?.value ?? token;
  return token;
}
