import type { Command, MediaEvent, WorkerConfig } from "../media/worker/commands.ts";
import { assert, assertEquals, assertRejects } from "../tests/assert.ts";
import { createLog } from "./log.ts";
import { createMediaClient, type SessionEvent, type WorkerLink } from "./media_client.ts";

/** A worker played by the test. */
interface FakeWorker extends WorkerLink {
  readonly received: Command[];
  terminated: boolean;
  say(event: MediaEvent): void;
  die(): void;
}

const STATS = {
  held: { sessions: 1, addresses: 1, userNames: 1, ringBytes: 1, loans: 1 },
  packetsIn: 2,
  packetsOut: 3,
  bytesIn: 4,
  bytesOut: 5,
  drops: {},
};

function configOf(index: number): WorkerConfig {
  return {
    index,
    udpPort: 0,
    publicAddresses: [],
    udpBackend: "auto",
    crypto: "auto",
    audibleSpeakers: 8,
    logLevel: "info",
  };
}

/** A client of that many workers; `answer` is what each says to a command by itself. */
function createWorkers(count: number, answer: (command: Command) => MediaEvent | null = obey) {
  const spawned: FakeWorker[] = [];
  const lines: string[] = [];
  const spawn = () => {
    const worker: FakeWorker = {
      received: [],
      terminated: false,
      onmessage: null,
      onerror: null,
      postMessage(command) {
        worker.received.push(command);
        const event = answer(command);
        if (event !== null) queueMicrotask(() => worker.say(event));
      },
      say: (data) => worker.onmessage?.(new MessageEvent("message", { data })),
      die: () => worker.onerror?.(new ErrorEvent("error", { message: "boom", cancelable: true })),
      terminate: () => void (worker.terminated = true),
    };
    spawned.push(worker);
    return worker;
  };
  const media = createMediaClient({
    workers: Array.from({ length: count }, (_, index) => configOf(index)),
    log: createLog({
      level: "debug",
      format: "text",
      clock: () => 0,
      write: (line) => lines.push(line),
    }),
    spawn,
  });
  return { media, spawned, lines };
}

function obey(command: Command): MediaEvent | null {
  switch (command.type) {
    case "start":
      return { type: "ready", port: 9000 + command.config.index, addresses: ["a"], backends: "b" };
    case "stats":
      return { type: "stats", request: command.request, stats: STATS };
    case "stop":
      return { type: "stopped" };
    default:
      return null;
  }
}

Deno.test("all workers are started with their configuration", async () => {
  const { media, spawned } = createWorkers(2);
  assertEquals(await media.start(), [
    { index: 0, port: 9000, addresses: ["a"], backends: "b" },
    { index: 1, port: 9001, addresses: ["a"], backends: "b" },
  ]);
  assertEquals(spawned.map((worker) => worker.received), [
    [{ type: "start", config: configOf(0) }],
    [{ type: "start", config: configOf(1) }],
  ]);
});

Deno.test("a worker that cannot start says why, one that dies as well", async () => {
  const failing = createWorkers(1, () => ({ type: "failed", reason: "the port is taken" }));
  await assertRejects(() => failing.media.start(), Error, "the port is taken");
  assert(failing.spawned[0]!.terminated);
  const dying = createWorkers(1, () => null);
  const starting = dying.media.start();
  dying.spawned[0]!.die();
  await assertRejects(() => starting, Error, "boom");
  assertEquals(dying.spawned.length, 1, "it is not tried again");
});

Deno.test("a group's sessions share a worker, and groups are spread", async () => {
  const { media, spawned } = createWorkers(2);
  await media.start();
  const ignore = () => {};
  const a = [
    media.open("a", null, ignore),
    media.open("a", null, ignore),
    media.open("a", null, ignore),
  ];
  const b = [media.open("b", null, ignore), media.open("b", null, ignore)];
  const c = media.open("c", null, ignore);
  assertEquals(new Set([...a, ...b, c]).size, 6);
  for (const session of [...a, ...b, c]) media.post({ type: "restart", session });
  const of = (worker: number) =>
    spawned[worker]!.received.flatMap((each) => "session" in each ? [each.session] : []);
  assertEquals(of(0), a);
  assertEquals(of(1), [...b, c]);
  for (const session of a) media.post({ type: "close", session });
  const again = media.open("a", null, ignore);
  media.post({ type: "restart", session: again });
  assertEquals(of(0).at(-1), again, "the emptied worker is the least busy one");
});

Deno.test("a group that outgrows its worker spreads, and its publisher is lent there", async () => {
  const { media, spawned } = createWorkers(2);
  await media.start();
  const up = media.open("a", null, () => {});
  const downs = Array.from({ length: 10 }, (_, viewer) => media.open("a", viewer, () => {}));
  const want = { audio: true, video: "high" } as const;
  downs.forEach((session, viewer) => {
    media.post({ type: "subscribe", session, up, viewer, want });
  });
  const told = (worker: number, type: string) =>
    spawned[worker]!.received.filter((command) => command.type === type);
  assertEquals(told(0, "subscribe").length + told(1, "subscribe").length, 10);
  assertEquals(told(1, "subscribe").length, 2);
  assertEquals(told(0, "lend"), [{ type: "lend", up, worker: 1 }]);
  for (const worker of [0, 1]) {
    for (const command of told(worker, "link")) {
      if (command.type === "link") command.port.close();
    }
  }
  for (const session of downs) media.post({ type: "close", session });
  assertEquals(told(0, "takeBack"), [{ type: "takeBack", up, worker: 1 }]);
});

Deno.test("events reach who opened the session, until it is closed or refused", async () => {
  const { media, spawned } = createWorkers(1);
  await media.start();
  const heard: SessionEvent[] = [];
  const first = media.open("g", null, (event) => heard.push(event));
  const second = media.open("g", null, (event) => heard.push(event));
  spawned[0]!.say({ type: "connected", session: first });
  spawned[0]!.say({ type: "refused", session: second, reason: "bad" });
  spawned[0]!.say({ type: "connected", session: second });
  media.post({ type: "close", session: first });
  media.post({ type: "close", session: first });
  media.post({ type: "restart", session: first });
  media.post({ type: "restart", session: second });
  spawned[0]!.say({ type: "connected", session: first });
  assertEquals(heard, [
    { type: "connected", session: first },
    { type: "refused", session: second, reason: "bad" },
  ]);
  assertEquals(spawned[0]!.received.slice(1), [
    { type: "close", session: second },
    { type: "close", session: first },
  ]);
});

Deno.test("what was on its way when a session was refused leaves nothing in the worker", async () => {
  const { media, spawned } = createWorkers(1);
  await media.start();
  const heard: SessionEvent[] = [];
  const session = media.open("g", null, (event) => heard.push(event));
  const offer = { type: "publish", session, group: "g", sdp: "", codecs: [] } as const;
  media.post(offer);
  media.post(offer);
  // The worker refuses the first offer, and takes the second for a new session of that number.
  spawned[0]!.say({ type: "refused", session, reason: "bad" });
  spawned[0]!.say({ type: "answered", session, sdp: "", tracks: [] });
  assertEquals(heard.map((event) => event.type), ["refused"]);
  assertEquals(spawned[0]!.received.at(-1), { type: "close", session });
});

Deno.test("a listener that throws is logged, and the next event comes", async () => {
  const { media, spawned, lines } = createWorkers(1);
  await media.start();
  let calls = 0;
  const session = media.open("g", null, () => {
    calls++;
    throw new Error("oops");
  });
  spawned[0]!.say({ type: "connected", session });
  spawned[0]!.say({ type: "connected", session });
  assertEquals(calls, 2);
  assert(lines[0]!.includes("oops"));
});

Deno.test("the death of a worker refuses its sessions, and another takes its place", async () => {
  const { media, spawned, lines } = createWorkers(1);
  await media.start();
  const heard: SessionEvent[] = [];
  const session = media.open("g", null, (event) => heard.push(event));
  spawned[0]!.die();
  assertEquals(heard, [{ type: "refused", session, reason: "the media worker has failed" }]);
  assert(lines.some((line) => line.includes("boom")));
  assert(spawned[0]!.terminated);
  assertEquals(spawned.length, 2);
  const next = media.open("g", null, () => {});
  media.post({ type: "restart", session: next });
  assertEquals(spawned[1]!.received.at(-1), { type: "restart", session: next });
});

Deno.test("statistics are asked for by number; a dead worker has none", async () => {
  const { media, spawned } = createWorkers(2, (command) => {
    return command.type === "stats" ? null : obey(command);
  });
  await media.start();
  const asked = media.stats();
  spawned[0]!.say({ type: "stats", request: 99, stats: { ...STATS, packetsIn: 99 } });
  spawned[0]!.say({ type: "stats", request: 1, stats: STATS });
  spawned[1]!.die();
  assertEquals(await asked, [STATS, null]);
});

Deno.test("what is known of tracks is asked for in the same way, and not taken for other answers", async () => {
  const { media, spawned } = createWorkers(1);
  await media.start();
  const asked = media.trackStats();
  const statistics = { sessions: [], viewers: [] };
  spawned[0]!.say({ type: "trackStats", request: 7, statistics });
  assertEquals(spawned[0]!.received.at(-1), { type: "trackStats", request: 1 });
  spawned[0]!.say({ type: "trackStats", request: 1, statistics });
  assertEquals(await asked, [statistics]);
});

Deno.test("what is told of many sessions reaches each of them, and no other", async () => {
  const { media, spawned } = createWorkers(1);
  await media.start();
  const heard: SessionEvent[] = [];
  const up = media.open("g", null, (event) => heard.push(event));
  const down = media.open("g", 1, (event) => heard.push(event));
  const quality = { direction: "up", session: up, lossShare: 0.1, rttMs: 5 } as const;
  spawned[0]!.say({ type: "quality", reports: [quality, { ...quality, session: 99 }] });
  const changes = [{ session: up, rank: 0 }, { session: 99, rank: 1 }, { session: down, rank: -1 }];
  spawned[0]!.say({ type: "speaking", changes });
  assertEquals(heard, [
    { type: "measured", session: up, quality },
    { type: "speaking", session: up, rank: 0 },
    { type: "speaking", session: down, rank: -1 },
  ]);
});

Deno.test("what workers log is logged here", async () => {
  const { media, spawned, lines } = createWorkers(1);
  await media.start();
  spawned[0]!.say({ type: "log", level: "warn", message: "odd", fields: { n: 1 } });
  assertEquals(lines, ["1970-01-01T00:00:00.000Z WARN  odd worker=0 n=1\n"]);
});

Deno.test("stopping waits for every worker", async () => {
  const { media, spawned } = createWorkers(2);
  await media.start();
  await media.stop();
  for (const worker of spawned) {
    assertEquals(worker.received.at(-1), { type: "stop" });
    assert(worker.terminated);
  }
});
