/*
 * Keeps the page up to date, from whichever center is there. Every element with a data-topic is replaced by what is pushed to
 * that topic. The page is complete without this script; as long as the center that it came from is there, forms and links are
 * sent by Turbo, so that the connection outlives them. When that center is gone, the page goes on with the next one, which
 * takes what the page sends from then on.
 */
const { Client } = window.StompJs;
const Turbo = window.Turbo;

const PATIENCE = { first: 3000, same: 700, other: 1500, late: 6000 };
const PAUSE = { first: 500, longest: 2500, factor: 1.5 };

/** The cities of all centers that were ever seen from here, by origin. */
const centers = new Map();
const UNKNOWN = "Another center";
const subscriptions = new Map();
let serving = location.origin;
let client = null;
let paused = false;
let token = "";

/** A center that calls itself by a loopback name is reached by that by which this page was. */
function reachable(url) {
  const address = new URL(url);
  if (/^(localhost|127\.[\d.]+|\[::1\])$/.test(address.hostname)) address.hostname = location.hostname;
  return address.origin;
}

/** Every port on which a center may be published. */
function published() {
  const [first, last] = document.querySelector("meta[name=dispatch-published]")?.content.split("-").map(Number) ?? [1, 0];
  return Array.from({ length: last - first + 1 }, (_, i) => `${location.protocol}//${location.hostname}:${first + i}`);
}

function learn() {
  for (const meta of document.querySelectorAll("meta[name=dispatch-center]")) {
    centers.set(meta.dataset.self === "true" ? location.origin : reachable(meta.content), meta.dataset.city);
  }
  for (const link of document.querySelectorAll('#centers h3 a[href^="http"]')) {
    const origin = reachable(link.getAttribute("href"));
    if ((centers.get(origin) ?? UNKNOWN) === UNKNOWN) centers.set(origin, link.textContent.trim());
  }
  token = document.querySelector("input[name=_csrf]")?.value ?? token;
  const moved = document.getElementById("connection").dataset;
  if (!isAtHome() && moved.moved?.endsWith(UNKNOWN) && centers.get(serving) !== UNKNOWN) {
    moved.moved = moved.moved.replace(UNKNOWN, centers.get(serving));
    moved.center = centers.get(serving);
    showCity();
    showState();
  }
}

/** Opens a connection to a center; fails when there is none in time. */
function dial(origin, patience) {
  return new Promise((resolve, reject) => {
    let answered = false;
    // a center that does not know ours any more knows by the token that it was one of its kind
    const proof = origin === location.origin ? "" : `?_csrf=${encodeURIComponent(token)}`;
    const dialled = new Client({
      brokerURL: `${origin.replace(/^http/, "ws")}/ws${proof}`,
      reconnectDelay: 0,
      heartbeatIncoming: 1000,
      // a hidden page has its timers slowed down, and would seem to be gone
      heartbeatOutgoing: 0,
      discardWebsocketOnCommFailure: true,
      onConnect: () => {
        answered = true;
        clearTimeout(timer);
        resolve({ dialled, origin });
      },
      onWebSocketClose: () => {
        clearTimeout(timer);
        if (dialled === client) lost();
        else if (!answered) reject(new Error(`Nobody answers at ${origin}`));
      },
    });
    const timer = setTimeout(() => {
      reject(new Error(`Too late: ${origin}`));
      dialled.deactivate({ force: true });
    }, patience);
    dialled.activate();
  });
}

/** The first that answers of all at once; the others are hung up on. */
async function dialAll() {
  let winner = null;
  const calls = [...new Set([...order(), ...published()])].map((origin) =>
    dial(origin, PATIENCE.late).then((call) => {
      if (winner) call.dialled.deactivate({ force: true });
      winner ??= call;
      return call;
    }),
  );
  await Promise.any(calls);
  return winner;
}

function order() {
  return [serving, ...[...centers.keys()].filter((origin) => origin !== serving)];
}

async function connect(first) {
  for (const origin of order()) {
    try {
      const patience = first ? PATIENCE.first : origin === serving ? PATIENCE.same : PATIENCE.other;
      return served(await dial(origin, patience));
    } catch {
      // the next one
    }
  }
  show("lost", "All centers are gone; trying again");
  for (let pause = PAUSE.first; ; pause = Math.min(pause * PAUSE.factor, PAUSE.longest)) {
    await new Promise((resolve) => setTimeout(resolve, pause));
    try {
      return served(await dialAll());
    } catch {
      // still none
    }
  }
}

function lost() {
  client = null;
  subscriptions.clear();
  show("lost", `${centers.get(serving) ?? "The center"} does not answer`);
  connect(false);
}

function served({ dialled, origin }) {
  const before = centers.get(serving);
  const connection = document.getElementById("connection");
  client = dialled;
  if (!centers.has(origin)) centers.set(origin, UNKNOWN);
  if (origin !== serving) {
    serving = origin;
    connection.dataset.moved = `${before} is gone; now served by ${centers.get(origin)}`;
    settle();
  }
  connection.dataset.center = centers.get(origin) ?? "";
  if (!dialled.connected) return lost();
  subscribe();
  showState();
}

function isAtHome() {
  return serving === location.origin;
}

/** Turbo goes nowhere but where the page came from. */
function settle() {
  Turbo.config.drive.enabled = isAtHome();
  Turbo.config.forms.mode = isAtHome() ? "on" : "off";
  if (isAtHome()) Turbo.session.history.start();
  else Turbo.session.history.stop();
  // else what a form sends to the next center would come from nowhere, and be refused
  document.querySelector("meta[name=referrer]")?.remove();
  if (!isAtHome()) {
    document.head.append(Object.assign(document.createElement("meta"), { name: "referrer", content: "strict-origin" }));
  }
  showCity();
}

function showCity() {
  const city = centers.get(serving);
  const name = document.querySelector("h1 a");
  document.title = document.title.replace(name.textContent, `${city} Dispatcher`);
  name.textContent = `${city} Dispatcher`;
}

/** Where a link or a form of this page leads to now. */
function redirected(address) {
  const url = new URL(address, location.href);
  return centers.has(url.origin) && url.origin !== serving && !address.startsWith("#")
    ? serving + url.pathname + url.search + url.hash
    : null;
}

function redirect(element, attribute) {
  const address = element?.getAttribute(attribute) ?? null;
  if (address === null) return;
  if (/^https?:/.test(address) && !element.dataset.redirected) {
    // a link to a center's own page means that center
    element.setAttribute(attribute, reachable(address) + address.replace(/^https?:\/\/[^/]*/, ""));
    return;
  }
  const target = redirected(address);
  if (target) {
    element.setAttribute(attribute, target);
    element.dataset.redirected = "";
  }
}

for (const event of ["pointerdown", "click", "auxclick"]) {
  document.addEventListener(event, (it) => redirect(it.target.closest("a[href]"), "href"), true);
}

document.addEventListener(
  "submit",
  (it) => {
    redirect(it.target, "action");
    redirect(it.submitter, "formaction");
  },
  true,
);

/** Subscribes again to what is chosen, if the page still shows it: all of it is pushed at once, not only what changes. */
function renew(chosen) {
  hangUp(chosen);
  subscribe();
}

function hangUp(on) {
  for (const [topic, subscription] of subscriptions) {
    if (on(topic)) {
      subscription.unsubscribe();
      subscriptions.delete(topic);
    }
  }
}

/** Subscribes to what this page shows, and to nothing else. What is there now comes at once. */
function subscribe() {
  if (!client?.connected) return;
  const topics = new Set();
  if (!paused) document.querySelectorAll("[data-topic]").forEach((element) => topics.add(element.dataset.topic));
  hangUp((topic) => !topics.has(topic));
  for (const topic of topics) {
    if (!subscriptions.has(topic)) {
      const watched = { topic };
      subscriptions.set(topic, client.subscribe(topic, (message) => receive(watched, message.body)));
    }
  }
}

function receive(watched, stream) {
  const section = document.querySelector(`[data-topic="${CSS.escape(watched.topic)}"]`);
  // the last page's topic may still have had something to say
  if (!section || !subscriptions.has(watched.topic)) return;
  const own = new DOMParser().parseFromString(stream, "text/html").querySelector("template")?.content;
  const topic = own?.querySelector("[data-topic]")?.dataset.topic ?? watched.topic;
  if (topic !== watched.topic) {
    // the center writes the same query in another way
    subscriptions.set(topic, subscriptions.get(watched.topic));
    subscriptions.delete(watched.topic);
    section.dataset.topic = watched.topic = topic;
  }
  const whole = own?.firstElementChild?.id === section.id;
  const detail = { id: section.id, stream, content: own, whole };
  const push = new CustomEvent("dispatch:push", { cancelable: true, detail });
  if (document.dispatchEvent(push)) Turbo.renderStreamMessage(stream);
  if (section.id === "centers") requestAnimationFrame(learn);
}

function show(state, text) {
  const connection = document.getElementById("connection");
  connection.dataset.state = state;
  if (connection.textContent !== text) connection.textContent = text;
}

function showState() {
  const connection = document.getElementById("connection");
  if (!client) return;
  if (paused) show("paused", "Paused");
  else show("live", connection.dataset.moved ?? "Live");
}

function announce(text) {
  document.getElementById("announcer").textContent = text;
}

function pause(wanted) {
  paused = wanted;
  subscribe();
  showState();
  document.dispatchEvent(new CustomEvent("dispatch:paused", { detail: paused }));
}

/** What the other scripts of the page need of this one. */
window.dispatchDesk = {
  announce,
  isAtHome,
  pause,
  renew: (topic) => renew((it) => it === topic),
  subscribe,
  isConnected: () => client !== null,
  isPaused: () => paused,
};

document.addEventListener("turbo:load", () => {
  learn();
  // what was pushed meanwhile changed the page before this one
  renew(() => true);
});
learn();
show("connecting", "Connecting");
connect(true);
