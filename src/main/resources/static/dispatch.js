/*
 * Keeps the page up to date. Every element with a data-topic is replaced by what is pushed to that topic. The page is
 * complete without this script; forms and links are sent by Turbo, so that the connection outlives them.
 */
const { Client, ReconnectionTimeMode } = window.StompJs;
const Turbo = window.Turbo;

const subscriptions = new Map();

const client = new Client({
  brokerURL: `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/ws`,
  connectionTimeout: 5000,
  heartbeatIncoming: 5000,
  // a hidden page has its timers slowed down, and would seem to be gone
  heartbeatOutgoing: 0,
  reconnectDelay: 500,
  maxReconnectDelay: 5000,
  reconnectTimeMode: ReconnectionTimeMode.EXPONENTIAL,
  onConnect: () => {
    subscriptions.clear();
    subscribe();
    show("live", "Live");
  },
  onWebSocketClose: () => show("lost", "Connection lost, retrying"),
});

/** Subscribes to what this page shows, and to nothing else. What is there now comes at once. */
function subscribe() {
  if (!client.connected) return;
  const topics = new Set([...document.querySelectorAll("[data-topic]")].map((element) => element.dataset.topic));
  for (const [topic, subscription] of subscriptions) {
    if (!topics.has(topic)) {
      subscription.unsubscribe();
      subscriptions.delete(topic);
    }
  }
  for (const topic of topics) {
    if (!subscriptions.has(topic)) {
      subscriptions.set(topic, client.subscribe(topic, (message) => receive(topic, message.body)));
    }
  }
}

function receive(topic, stream) {
  // the last page's topic may still have had something to say
  if (document.querySelector(`[data-topic="${CSS.escape(topic)}"]`)) {
    Turbo.renderStreamMessage(stream);
  }
}

function show(state, text) {
  const connection = document.getElementById("connection");
  connection.dataset.state = state;
  connection.textContent = text;
}

document.addEventListener("turbo:load", subscribe);
show("connecting", "Connecting");
client.activate();
