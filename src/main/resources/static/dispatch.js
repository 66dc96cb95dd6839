/*
 * Keeps the page up to date, from whichever center is there. Every element with a data-topic is replaced by what is pushed to
 * that topic. The page is complete without this script.
 */
const desk = window.dispatchDesk;

const subscriptions = new Map();
let paused = false;

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
  const client = desk.connection();
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
  if (document.dispatchEvent(push)) window.Turbo.renderStreamMessage(stream);
  if (section.matches("#centers, #hero")) {
    requestAnimationFrame(() => {
      desk.learn();
      showWhoServes();
    });
  }
}

function showWhoServes() {
  desk.showCity();
  showState();
}

function show(state, text) {
  const connection = document.getElementById("connection");
  connection.dataset.state = state;
  if (connection.textContent !== text) connection.textContent = text;
}

function showState() {
  const story = desk.story();
  document.getElementById("connection").toggleAttribute("data-moved", story !== "");
  if (!desk.connection()) return;
  if (paused) show("paused", "Paused");
  else show("live", story || "Live");
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

Object.assign(desk, {
  announce,
  pause,
  show,
  showState,
  subscribe,
  forgetSubscriptions: () => subscriptions.clear(),
  isPaused: () => paused,
  renew: (topic) => renew((it) => it === topic),
});

document.addEventListener("turbo:load", () => {
  desk.arrive();
  showWhoServes();
  // what was pushed meanwhile changed the page before this one
  renew(() => true);
});
desk.arrive();
show("connecting", "Connecting");
desk.connect();
