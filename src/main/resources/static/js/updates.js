/*
 * Subscriptions of the page. Each element with a data-topic is a section. Pushes to its topic replace the section or parts of it.
 * Events: dispatch:push before a push is rendered (preventDefault drops the push); dispatch:paused.
 */
import { readLinks, readPage } from "./centers.js";
import { connect, connection, showStatus } from "./connection.js";
import { failoverStatus, showServingCity } from "./failover.js";

const subscriptions = new Map();
let paused = false;

export function isPaused() {
  return paused;
}

export function pause(wanted) {
  paused = wanted;
  subscribe();
  showState();
  document.dispatchEvent(new CustomEvent("dispatch:paused", { detail: paused }));
}

/** Subscribes to the topics of the page and unsubscribes from all others. A new subscription gets the whole section at once. */
export function subscribe() {
  const client = connection();
  if (!client?.connected) return;
  const topics = new Set();
  if (!paused) document.querySelectorAll("[data-topic]").forEach((element) => topics.add(element.dataset.topic));
  unsubscribe((topic) => !topics.has(topic));
  for (const topic of topics) {
    if (!subscriptions.has(topic)) {
      const subscribed = { topic };
      subscriptions.set(topic, client.subscribe(topic, (message) => receive(subscribed, message.body)));
    }
  }
}

function unsubscribe(matches) {
  for (const [topic, subscription] of subscriptions) {
    if (matches(topic)) {
      subscription.unsubscribe();
      subscriptions.delete(topic);
    }
  }
}

/** Requests the whole section of a topic, after pushes were dropped. */
export function refresh(topic) {
  unsubscribe((each) => each === topic);
  subscribe();
}

function receive(subscribed, stream) {
  const section = document.querySelector(`[data-topic="${CSS.escape(subscribed.topic)}"]`);
  // pushes to topics of the previous page may still arrive
  if (!section || !subscriptions.has(subscribed.topic)) return;
  const content = new DOMParser().parseFromString(stream, "text/html").querySelector("template")?.content;
  const topic = content?.querySelector("[data-topic]")?.dataset.topic ?? subscribed.topic;
  if (topic !== subscribed.topic) {
    // the center answers with the canonical form of this topic
    subscriptions.set(topic, subscriptions.get(subscribed.topic));
    subscriptions.delete(subscribed.topic);
    section.dataset.topic = subscribed.topic = topic;
  }
  const whole = content?.firstElementChild?.id === section.id;
  const push = new CustomEvent("dispatch:push", { cancelable: true, detail: { id: section.id, content, whole } });
  if (document.dispatchEvent(push)) window.Turbo.renderStreamMessage(stream);
  if (section.matches("#centers, #hero")) {
    requestAnimationFrame(() => {
      readLinks();
      showServingCity();
      showState();
    });
  }
}

// Turbo renders a push in the next frame. If the view changes before, the push would restore the previous topic of its section,
// and the section would miss all pushes to its new topic
document.addEventListener("turbo:before-stream-render", (event) => {
  const { render } = event.detail;
  event.detail.render = async (stream) => {
    const topic = stream.querySelector("template")?.content.firstElementChild?.dataset.topic;
    if (!topic || topic === document.getElementById(stream.target)?.dataset.topic) await render(stream);
  };
});

function showState() {
  const failover = failoverStatus();
  document.getElementById("connection").toggleAttribute("data-moved", failover !== "");
  if (!connection()) return;
  if (paused) showStatus("paused", "Paused");
  else showStatus("live", failover || "Live");
}

/** Announces a text to screen readers. */
export function announce(text) {
  document.getElementById("announcer").textContent = text;
}

document.addEventListener("dispatch:disconnected", () => subscriptions.clear());

document.addEventListener("dispatch:connected", () => {
  subscribe();
  showState();
});

document.addEventListener("turbo:load", () => {
  readPage();
  showServingCity();
  showState();
  // pushes received during the visit changed the previous page
  unsubscribe(() => true);
  subscribe();
});

export function start() {
  readPage();
  connect();
}
