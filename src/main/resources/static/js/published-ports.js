/*
 * Finds centers that are published on ports of this host. A center learns its public port from the first request to it, so one
 * request to each port is enough, as long as there are centers without a link. The links arrive with the next push.
 */
import { csrfToken, publishedPorts } from "./centers.js";

const CONCURRENCY = 4;
const TIMEOUT = 1500;
const PAUSE = { first: 1000, max: 60000, factor: 2 };

function cards() {
  return [...document.querySelectorAll("#centers .active")];
}

function isLinkMissing() {
  return !document.hidden && cards().some((card) => !card.querySelector("h3 a"));
}

/** Requests a port; resolves whatever the result. */
function probe(port) {
  const token = encodeURIComponent(csrfToken());
  return new Promise((resolve) => {
    const socket = new WebSocket(`${location.protocol.replace("http", "ws")}//${location.hostname}:${port}/ws?_csrf=${token}`);
    const timer = setTimeout(done, TIMEOUT);
    function done() {
      clearTimeout(timer);
      socket.close();
      resolve();
    }
    socket.onopen = socket.onclose = done;
  });
}

async function probeAll() {
  const linked = cards().map((card) => card.querySelector("h3 a")?.port);
  const ports = publishedPorts().filter((port) => !linked.includes(String(port)));
  while (ports.length) await Promise.all(ports.splice(0, CONCURRENCY).map(probe));
}

async function keepSearching() {
  for (let pause = PAUSE.first; ; ) {
    await new Promise((resolve) => setTimeout(resolve, pause));
    if (isLinkMissing()) {
      await probeAll();
      pause = Math.min(pause * PAUSE.factor, PAUSE.max);
    } else {
      pause = PAUSE.first;
    }
  }
}

if (publishedPorts().length) keepSearching();
