import { assertEquals } from "../../tests/assert.ts";
import { createRandom } from "../../tests/random.ts";
import type { Answer, Client } from "./client.ts";
import { readStatistics } from "./live.ts";
import { createLive } from "./live_model.ts";

const STATS = [
  { name: "empty" },
  { name: "exam", locked: true },
  {
    name: "lecture",
    clients: [
      { id: "c", username: "", quality: { up: "good", down: "good" } },
      {
        id: "b",
        username: "Zoe",
        permissions: ["op", "present"],
        quality: { up: "weak", down: "bad" },
        up: [{
          id: "s",
          label: "camera",
          connected: true,
          tracks: [
            { kind: "video", codec: "vp8", rid: "h", bitrate: 700_000, loss: 0.1, jitter: 3 },
            { kind: "audio", codec: "opus", rid: "", bitrate: 32_000, loss: 0, rtt: 20 },
          ],
        }],
        down: [{
          id: "t",
          label: "screenshare",
          connected: false,
          tracks: [
            {
              kind: "video",
              codec: "vp9",
              bitrate: 1,
              loss: 0,
              sid: 0,
              maxSid: 2,
              tid: 1,
              maxTid: 2,
            },
            { kind: "video", codec: "vp9", bitrate: 1, loss: 0, paused: true, rtt: 40 },
          ],
        }],
      },
      { id: "a", username: "ada" },
    ],
  },
];

Deno.test("groups with somebody in them, or locked, are shown with their members by name", () => {
  const groups = readStatistics(STATS);
  assertEquals(groups.map(({ name, locked }) => [name, locked]), [["exam", true], [
    "lecture",
    false,
  ]]);
  assertEquals(groups[1]!.members.map(({ username }) => username), ["ada", "Zoe", ""]);
});

Deno.test("what a member sends and receives is summed up: all rates, the worst loss and time", () => {
  const zoe = readStatistics(STATS)[1]!.members[1]!;
  assertEquals([zoe.operator, zoe.up, zoe.down], [true, "weak", "bad"]);
  assertEquals(zoe.sends, { streams: 1, bitrateBps: 732_000, lossShare: 0.1, rttMs: 20 });
  assertEquals(zoe.receives, { streams: 1, bitrateBps: 2, lossShare: 0, rttMs: 40 });
  const [video, , down, paused] = zoe.tracks;
  assertEquals([video!.encoding, video!.spatial, video!.rttMs], ["h", null, null]);
  assertEquals([down!.spatial, down!.temporal, down!.connected], [
    { layer: 1, count: 3 },
    { layer: 2, count: 3 },
    false,
  ]);
  assertEquals(paused!.paused, true);
});

Deno.test("whatever the server says, something can be shown", () => {
  const random = createRandom(9);
  const scraps: unknown[] = [null, 7, "x", true, [], {}, Infinity, "good"];
  const names = ["name", "clients", "id", "up", "down", "tracks", "quality", "bitrate", "locked"];
  const make = (depth: number): unknown => {
    const kind = random.int(3);
    if (depth === 0 || kind === 0) return scraps[random.int(scraps.length)];
    if (kind === 1) return Array.from({ length: random.int(3) }, () => make(depth - 1));
    return Object.fromEntries(names.map((name) => [name, make(depth - 1)]));
  };
  for (let i = 0; i < 2000; i++) readStatistics(make(4));
});

/** A server whose answers come when the test says so. */
function slowServer() {
  const waiting: { path: string; answer: (answer: Answer) => void }[] = [];
  const ask: Client = (_method, path) =>
    new Promise((resolve) => waiting.push({ path, answer: resolve }));
  return { waiting, ask };
}

function good(value: unknown): Answer {
  return { ok: true, value, etag: null, location: "" };
}

Deno.test("one group is looked at by itself, and shown even if nobody is in", async () => {
  const { waiting, ask } = slowServer();
  const live = createLive(ask, "a/b");
  const looked = live.refresh();
  assertEquals(waiting[0]!.path, ".groups/a/b/.stats");
  waiting[0]!.answer(good({ name: "a/b" }));
  await looked;
  assertEquals(live.groups.value, [{ name: "a/b", locked: false, members: [] }]);
});

Deno.test("an answer that comes late does not hide a newer one, and a failure leaves what was seen", async () => {
  const { waiting, ask } = slowServer();
  const live = createLive(ask, null);
  const first = live.refresh();
  const second = live.refresh();
  waiting[1]!.answer(good(STATS));
  waiting[0]!.answer(good([]));
  await Promise.all([first, second]);
  assertEquals(live.groups.value!.length, 2);
  const third = live.refresh();
  waiting[2]!.answer({ ok: false, failure: { kind: "unreachable", detail: "" } });
  await third;
  assertEquals([live.groups.value!.length, live.failure.value?.kind], [2, "unreachable"]);
});
