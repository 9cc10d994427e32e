import type { SessionId } from "../media/worker/commands.ts";
import { assert, assertEquals } from "../tests/assert.ts";
import { createEchoes, ECHO_LIFE_MS, type EchoOutcome, MAX_STARTS_FROM_ONE } from "./echo.ts";
import { answerEchoRequest } from "./echo_requests.ts";
import type { SessionCommand, SessionEvent } from "./media_client.ts";

/** Echoes over a media worker that does what the test says, in time that the test moves. */
function createWorld(most = 4) {
  const listeners = new Map<SessionId, (event: SessionEvent) => void>();
  const places: string[] = [];
  const posted: SessionCommand[] = [];
  const alarms = new Map<number, { atMs: number; callback: () => void }>();
  let nowMs = 0;
  let last = 0;
  const echoes = createEchoes({
    media: {
      open(place, _viewer, listener) {
        places.push(place);
        listeners.set(++last, listener);
        return last;
      },
      post: (command) => void posted.push(command),
    },
    most,
    newViewer: () => 1000 + last,
    randomId: () => `id${last}`,
    nowMs: () => nowMs,
    after(delayMs, callback) {
      const key = ++last;
      alarms.set(key, { atMs: nowMs + delayMs, callback });
      return () => alarms.delete(key);
    },
  });
  const say = (event: SessionEvent) => listeners.get(event.session)?.(event);
  const pass = (ms: number) => {
    nowMs += ms;
    for (const [key, { atMs, callback }] of alarms) {
      if (atMs <= nowMs && alarms.delete(key)) callback();
    }
  };
  /** Plays the worker: answers the last publisher, then offers it back. */
  const obey = () => {
    const publish = posted.findLast((command) => command.type === "publish")!;
    say({ type: "answered", session: publish.session, sdp: "answer", tracks: [] });
    const subscribe = posted.findLast((command) => command.type === "subscribe")!;
    say({ type: "offer", session: subscribe.session, sdp: "offer" });
  };
  const open = async (host = "192.0.2.1"): Promise<EchoOutcome> => {
    const before = posted.length;
    const outcome = echoes.open("mine", `${host}:5`);
    if (posted.length > before) obey();
    return await outcome;
  };
  return { echoes, posted, places, alarms, say, pass, open };
}

Deno.test("an echo publishes, follows itself and takes an answer", async () => {
  const { echoes, posted, places, open } = createWorld();
  const outcome = await open();
  assert(outcome.type === "open");
  assertEquals([outcome.answer, outcome.offer], ["answer", "offer"]);
  const [publish, subscribe] = posted;
  assert(publish?.type === "publish" && subscribe?.type === "subscribe");
  assertEquals(publish.sdp, "mine");
  assertEquals(subscribe.up, publish.session);
  assertEquals(new Set([...places, publish.group]).size, 1);
  assert(publish.group.startsWith("/"), "a group might have this name");
  assert(echoes.answer(outcome.id, "theirs"));
  assertEquals(posted.at(-1), { type: "answer", session: subscribe.session, sdp: "theirs" });
});

Deno.test("an echo ends when it is told to, when its time is over, and when all do", async () => {
  const { echoes, posted, pass, alarms, open } = createWorld();
  const closed = () => posted.filter((command) => command.type === "close").length;
  const first = await open();
  assert(first.type === "open");
  echoes.end(first.id);
  assertEquals([closed(), echoes.count(), alarms.size], [2, 0, 0]);
  echoes.end(first.id);
  assertEquals(closed(), 2);
  assertEquals(echoes.answer(first.id, "late"), false);
  await open();
  pass(ECHO_LIFE_MS);
  assertEquals([closed(), echoes.count()], [4, 0]);
  await open();
  echoes.close();
  assertEquals([closed(), echoes.count(), alarms.size], [6, 0, 0]);
});

Deno.test("an offer that the worker refuses, or never answers, is refused", async () => {
  const { echoes, posted, say, pass } = createWorld();
  const refused = echoes.open("bad", "192.0.2.1:5");
  say({ type: "refused", session: posted[0]!.session, reason: "no ice-ufrag" });
  assertEquals(await refused, { type: "refused", reason: "no ice-ufrag" });
  const silent = echoes.open("good", "192.0.2.1:5");
  pass(ECHO_LIFE_MS);
  assertEquals((await silent).type, "refused");
  assertEquals(echoes.count(), 0);
});

Deno.test("echoes are few at a time, and one address has half of them at most", async () => {
  const { open, pass } = createWorld(4);
  assertEquals((await open("192.0.2.1")).type, "open");
  assertEquals((await open("192.0.2.1")).type, "open");
  assertEquals(await open("192.0.2.1"), { type: "busy", seconds: 30 });
  assertEquals((await open("192.0.2.2")).type, "open");
  assertEquals((await open("192.0.2.3")).type, "open");
  assertEquals((await open("192.0.2.4")).type, "busy");
  pass(ECHO_LIFE_MS);
  assertEquals((await open("192.0.2.4")).type, "open");
  assertEquals(await createWorld(0).open(), { type: "off" });
});

Deno.test("nobody gets echoes over and over again", async () => {
  const { echoes, open, pass } = createWorld();
  for (let i = 0; i < MAX_STARTS_FROM_ONE; i++) {
    const outcome = await open();
    assert(outcome.type === "open");
    echoes.end(outcome.id);
    pass(1000);
  }
  assertEquals(await open(), { type: "busy", seconds: 60 - MAX_STARTS_FROM_ONE });
  assertEquals((await open("192.0.2.9")).type, "open");
  pass(60_000);
  assertEquals((await open()).type, "open");
});

Deno.test("requests for echoes: what they answer, and whom they refuse", async () => {
  const { echoes, posted } = createWorld(1);
  const ask = (path: string, method: string, body: string | null, headers = {}) =>
    answerEchoRequest(
      echoes,
      new Request(`https://meet.example.org${path}`, {
        method,
        body,
        headers: { "content-type": "application/json", ...headers },
      }),
      path,
      "192.0.2.1:5",
    );
  const status = async (...request: Parameters<typeof ask>) => (await ask(...request)).status;
  const good = JSON.stringify({ sdp: "v=0" });
  assertEquals(await (await ask("/doctor/echo", "GET", null)).json(), {
    rtcConfiguration: {},
    address: "192.0.2.1",
  });
  assertEquals(await status("/doctor/echo/id", "GET", null), 405);
  assertEquals(await status("/doctor/echo", "DELETE", null), 405);
  assertEquals(await status("/doctor/echo", "POST", "{"), 400);
  assertEquals(await status("/doctor/echo", "POST", '{"sdp":1}'), 400);
  assertEquals(await status("/doctor/echo", "POST", "null"), 400);
  assertEquals(
    await status("/doctor/echo", "POST", JSON.stringify({ sdp: "v".repeat(65537) })),
    400,
  );
  assertEquals(await status("/doctor/echo", "POST", good, { "content-type": "text/plain" }), 415);
  assertEquals(
    await status("/doctor/echo", "POST", good, { origin: "https://evil.example" }),
    403,
  );
  assertEquals(await status("/doctor/echo/none", "POST", good), 404);
  assertEquals(await status("/doctor/echo/none", "DELETE", null), 204);
  assertEquals(posted, []);

  const opened = createWorld(1);
  const answer = answerEchoRequest(
    { ...opened.echoes, open: (sdp, address) => opened.open(`${sdp}@${address}`.slice(4, -2)) },
    new Request("https://meet.example.org/doctor/echo", {
      method: "POST",
      body: good,
      headers: { "content-type": "application/json", "origin": "https://meet.example.org" },
    }),
    "/doctor/echo",
    "192.0.2.1:5",
  );
  const { id, ...rest } = await (await answer).json();
  assertEquals(typeof id, "string");
  assertEquals(rest, { answer: "answer", offer: "offer" });
});
