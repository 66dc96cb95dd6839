/* The connection to whichever center is there: if the one that serves the page is silent, to the first of all others that answers. */
const desk = window.dispatchDesk;
const { Client } = window.StompJs;

/** Together, those after the first page are less than the three seconds in which a page has to go on. */
const PATIENCE = { first: 3000, same: 700, others: 1500, late: 6000 };
const PAUSE = { first: 500, longest: 2500, factor: 1.5 };

let serving = location.origin;
let client = null;

/** Opens a connection to a center; fails when there is none in time. */
function dial(origin, patience) {
  return new Promise((resolve, reject) => {
    let answered = false;
    const proof = origin === location.origin ? "" : `?_csrf=${encodeURIComponent(desk.proof())}`;
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
async function dialAll(origins, patience) {
  let winner = null;
  const calls = [...new Set(origins)].map((origin) =>
    dial(origin, patience).then((call) => {
      if (winner) call.dialled.deactivate({ force: true });
      winner ??= call;
    }),
  );
  await Promise.any(calls);
  return winner;
}

function published() {
  return desk.publishedPorts().map((port) => `${location.protocol}//${location.hostname}:${port}`);
}

async function answering(patience) {
  try {
    return await dial(serving, patience);
  } catch {
    return dialAll(desk.origins().filter((origin) => origin !== serving), PATIENCE.others);
  }
}

async function connect(patience) {
  try {
    return served(await answering(patience));
  } catch {
    desk.show("lost", "All centers are gone; trying again");
  }
  for (let pause = PAUSE.first; ; pause = Math.min(pause * PAUSE.factor, PAUSE.longest)) {
    await new Promise((resolve) => setTimeout(resolve, pause));
    try {
      return served(await dialAll([serving, ...desk.origins(), ...published()], PATIENCE.late));
    } catch {
      // still none
    }
  }
}

function lost() {
  client = null;
  desk.forgetSubscriptions();
  desk.show("lost", `${desk.cityAt(serving)} does not answer`);
  connect(PATIENCE.same);
}

function served({ dialled, origin }) {
  const before = serving;
  client = dialled;
  desk.meet(origin);
  if (origin !== before) {
    serving = origin;
    desk.moved(desk.cityAt(before));
  }
  if (!dialled.connected) return lost();
  desk.subscribe();
  desk.showState();
}

Object.assign(desk, {
  connect: () => connect(PATIENCE.first),
  connection: () => client,
  isAtHome: () => serving === location.origin,
  serving: () => serving,
});
