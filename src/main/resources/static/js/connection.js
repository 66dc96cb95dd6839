/*
 * The STOMP connection. If the serving center does not answer, the page fails over to the first other center that does.
 * Events: dispatch:connected, dispatch:disconnected, and dispatch:moved with the city that failed.
 */
import { addCenter, cityAt, csrfToken, origins, publishedPorts, serveFrom, servingOrigin } from "./centers.js";

const { Client, Versions } = window.StompJs;

/** Milliseconds. "same" and "others" together stay below the three seconds within which a page has to fail over. */
const TIMEOUT = { first: 3000, same: 700, others: 1500, retry: 6000 };
const BACKOFF = { first: 500, max: 2500, factor: 1.5 };

/** Milliseconds. Every second the center sends something, so a page that handles nothing for so long was frozen. */
const FROZEN = 5000;

let client = null;

/** The STOMP client, or null while the page is not connected. */
export function connection() {
  return client;
}

export function showStatus(state, text) {
  const status = document.getElementById("connection");
  status.dataset.state = state;
  if (status.textContent !== text) status.textContent = text;
}

function emit(name, detail) {
  document.dispatchEvent(new CustomEvent(name, { detail }));
}

/** Opens a WebSocket that drops what arrived while the page was frozen: a new connection gets the present state at once. */
function openSocket(address, disconnect) {
  const socket = new WebSocket(address, Versions.default.protocolVersions());
  let heardAt = Date.now();
  socket.addEventListener("message", (event) => {
    const silence = Date.now() - heardAt;
    heardAt += silence;
    if (silence > FROZEN) {
      event.stopImmediatePropagation();
      disconnect();
    }
  });
  return socket;
}

/** Opens a connection; rejects if the center does not answer in time. */
function dial(origin, timeout) {
  return new Promise((resolve, reject) => {
    let answered = false;
    const token = origin === location.origin ? "" : `?_csrf=${encodeURIComponent(csrfToken())}`;
    const stomp = new Client({
      webSocketFactory: () => openSocket(`${origin.replace(/^http/, "ws")}/ws${token}`, () => stomp.forceDisconnect()),
      reconnectDelay: 0,
      heartbeatIncoming: 1000,
      // browsers throttle the timers of hidden pages, so the center would take a hidden page for dead
      heartbeatOutgoing: 0,
      discardWebsocketOnCommFailure: true,
      onConnect: () => {
        answered = true;
        clearTimeout(timer);
        resolve({ stomp, origin });
      },
      onWebSocketClose: () => {
        clearTimeout(timer);
        if (stomp === client) reconnect();
        else if (!answered) reject(new Error(`No answer from ${origin}`));
      },
    });
    const timer = setTimeout(() => {
      reject(new Error(`Timeout: ${origin}`));
      stomp.deactivate({ force: true });
    }, timeout);
    stomp.activate();
  });
}

/** Dials all at once, keeps the first connection and closes the others. */
async function dialAll(all, timeout) {
  let winner = null;
  const attempts = [...new Set(all)].map((origin) =>
    dial(origin, timeout).then((attempt) => {
      if (winner) attempt.stomp.deactivate({ force: true });
      winner ??= attempt;
    }),
  );
  await Promise.any(attempts);
  return winner;
}

function publishedOrigins() {
  return publishedPorts().map((port) => `${location.protocol}//${location.hostname}:${port}`);
}

async function dialServingOrOthers(timeout) {
  const serving = servingOrigin();
  try {
    return await dial(serving, timeout);
  } catch {
    return dialAll(origins().filter((origin) => origin !== serving), TIMEOUT.others);
  }
}

async function connectWithin(timeout) {
  try {
    return connected(await dialServingOrOthers(timeout));
  } catch {
    showStatus("lost", "No center is reachable; retrying…");
  }
  for (let pause = BACKOFF.first; ; pause = Math.min(pause * BACKOFF.factor, BACKOFF.max)) {
    await new Promise((resolve) => setTimeout(resolve, pause));
    try {
      return connected(await dialAll([servingOrigin(), ...origins(), ...publishedOrigins()], TIMEOUT.retry));
    } catch {
      // next attempt after the pause
    }
  }
}

function reconnect() {
  client = null;
  emit("dispatch:disconnected");
  showStatus("lost", `Reconnecting to ${cityAt(servingOrigin())}…`);
  connectWithin(TIMEOUT.same);
}

function connected({ stomp, origin }) {
  const before = servingOrigin();
  client = stomp;
  addCenter(origin);
  if (origin !== before) {
    serveFrom(origin);
    emit("dispatch:moved", { from: cityAt(before) });
  }
  if (!stomp.connected) return reconnect();
  emit("dispatch:connected");
}

export function connect() {
  showStatus("connecting", "Connecting…");
  connectWithin(TIMEOUT.first);
}
