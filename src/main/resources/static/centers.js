/*
 * Which centers there are: those that the page came with, and those of the links that were pushed since. When the center that
 * serves the page is gone, the page goes on with one of them. What the scripts of the page need of each other stands in
 * dispatchDesk; their addresses hold a hash of their content, so they cannot import each other.
 */
const desk = (window.dispatchDesk = {});

const UNKNOWN = "Another center";
const FORGOTTEN_AFTER = 10 * 60 * 1000;

/** What is known of a center, by its origin. */
const centers = new Map();
let token = "";

/** A center that calls itself by a loopback name is reached by that by which this page was. */
function reachable(url) {
  const address = new URL(url);
  if (/^(localhost|127\.[\d.]+|\[::1\])$/.test(address.hostname)) address.hostname = location.hostname;
  return address.origin;
}

/** The ports of this host on which centers may be published. */
function publishedPorts() {
  const [first, last] = document.querySelector("meta[name=dispatch-published]")?.content.split("-").map(Number) ?? [1, 0];
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

function note(origin, city) {
  centers.set(origin, { city, listedAt: performance.now() });
}

function cityAt(origin) {
  return centers.get(origin)?.city ?? UNKNOWN;
}

/** Learns from a page that has just come. */
function arrive() {
  for (const meta of document.querySelectorAll("meta[name=dispatch-center]")) {
    note(meta.dataset.self === "true" ? location.origin : reachable(meta.content), meta.dataset.city);
  }
  learn();
}

/** Learns from what the page shows by now; who has not been among them for long is hardly there any more. */
function learn() {
  for (const link of document.querySelectorAll('#centers h3 a[href^="http"], #known-centers a')) {
    const origin = reachable(link.getAttribute("href"));
    const known = cityAt(origin);
    note(origin, known === UNKNOWN ? link.textContent.trim() : known);
  }
  for (const [origin, { listedAt }] of centers) {
    const needed = origin === location.origin || origin === desk.serving();
    if (!needed && performance.now() - listedAt > FORGOTTEN_AFTER) centers.delete(origin);
  }
}

/** By this a center that does not know ours any more knows that it was one of its kind. */
function proof() {
  token = document.querySelector("input[name=_csrf]")?.value ?? token;
  return token;
}

Object.assign(desk, {
  arrive,
  cityAt,
  learn,
  proof,
  publishedPorts,
  reachable,
  isCenter: (origin) => centers.has(origin),
  /** Has one that answered among them, even if nobody has told of it. */
  meet: (origin) => centers.has(origin) || note(origin, UNKNOWN),
  origins: () => [...centers.keys()],
});
