/*
 * Where centers are published on ports of this host, each learns its own from whoever calls it by that. So it is enough to knock
 * at all doors, as long as there are centers without a link; the links come as all news does.
 */
const desk = window.dispatchDesk;

const AT_ONCE = 4;
const PATIENCE = 1500;
const PAUSE = { first: 1000, longest: 60000, factor: 2 };

function cards() {
  return [...document.querySelectorAll("#centers .active")];
}

function isSought() {
  return !document.hidden && cards().some((card) => !card.querySelector("h3 a"));
}

function doors() {
  const known = cards().map((card) => card.querySelector("h3 a")?.port);
  return desk.publishedPorts().filter((port) => !known.includes(String(port)));
}

/** Resolves whatever comes of it. */
function knock(port) {
  const token = encodeURIComponent(desk.proof());
  return new Promise((resolve) => {
    const socket = new WebSocket(`${location.protocol.replace("http", "ws")}//${location.hostname}:${port}/ws?_csrf=${token}`);
    const timer = setTimeout(done, PATIENCE);
    function done() {
      clearTimeout(timer);
      socket.close();
      resolve();
    }
    socket.onopen = socket.onclose = done;
  });
}

async function search() {
  const ports = doors();
  while (ports.length) await Promise.all(ports.splice(0, AT_ONCE).map(knock));
}

async function keepSearching() {
  for (let pause = PAUSE.first; ; ) {
    await new Promise((resolve) => setTimeout(resolve, pause));
    if (isSought()) {
      await search();
      pause = Math.min(pause * PAUSE.factor, PAUSE.longest);
    } else {
      pause = PAUSE.first;
    }
  }
}

keepSearching();
