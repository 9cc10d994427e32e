import { assertEquals } from "../tests/assert.ts";
import { createWorld, member, ROOM, type World } from "../tests/protocol/world.ts";
import type { RouterStatistics } from "./media_client.ts";
import { readGroupStatistics } from "./statistics.ts";

type Session = RouterStatistics["sessions"][number];
type UpTrack = Extract<Session, { direction: "up" }>["tracks"][number];
type DownTrack = Extract<Session, { direction: "down" }>["tracks"][number];

const UP: UpTrack = {
  kind: "video",
  mid: "0",
  codec: "vp8",
  rid: "h",
  ssrc: 7,
  alive: true,
  bitrateBps: 900_000.4,
  framesPerSecond: 30,
  layers: [],
  audible: true,
  packets: 10,
  bytes: 1000,
  lost: 1,
  repaired: 1,
  givenUp: 0,
  recovered: 0,
  nacks: 1,
  plis: 2,
  lossShare: 0.1,
  jitterMs: 3,
  rttMs: 0,
  ringBytes: 4096,
};

const DOWN: DownTrack = {
  kind: "video",
  mid: "0",
  codec: "vp8",
  ssrc: 8,
  rid: "m",
  encoding: 1,
  maxEncoding: 2,
  spatial: 0,
  maxSpatial: 0,
  temporal: 1,
  maxTemporal: 2,
  paused: false,
  bitrateBps: 400_000,
  packets: 20,
  bytes: 2000,
  resent: 3,
  nacks: 2,
  plis: 1,
  lost: 4,
  lossShare: 0.25,
  jitterMs: 0,
  rttMs: 31.5,
};

const VIEWER: RouterStatistics["viewers"][number] = {
  viewer: 2,
  known: true,
  estimateBps: 1_500_000,
  reason: "delay",
  wantedBps: 2_000_000,
  acknowledgedBps: 1_200_000,
  lossShare: 0.01,
  rttMs: 40,
  queueBytes: 0,
  queueMs: 2,
};

/** Ann publishes `cam`, Bob receives it. Returns what is read of them, with such tracks. */
async function read(up: readonly UpTrack[], down: readonly DownTrack[]) {
  const world: World = createWorld();
  const ann = await member(world, "ann", "", ["2", "lectern-1"]);
  const bob = await member(world, "bob", "", ["2", "lectern-1"]);
  await ann.say({ type: "offer", id: "cam", label: "camera", sdp: "x" });
  const publisher = world.media.last("publish");
  const tracks = [{ kind: "video", codec: "vp8", encodings: 3 }] as const;
  world.media.emit({ type: "answered", session: publisher, sdp: "y", tracks });
  world.media.emit({ type: "connected", session: publisher });
  await bob.say({ type: "request", request: { "": ["video"] } });
  const receiver = world.media.last("subscribe");
  await bob.say({ type: "playback", id: "cam", freezes: 1, freezeMs: 300, framesPerSecond: 24 });
  const workers: (RouterStatistics | null)[] = [
    { sessions: [{ direction: "up", session: publisher, tracks: up }], viewers: [] },
    null,
    {
      sessions: [{ direction: "down", session: receiver, viewer: 2, tracks: down }],
      viewers: [VIEWER],
    },
  ];
  const groups = await readGroupStatistics(world.hub, {
    trackStats: () => Promise.resolve(workers),
  });
  assertEquals(groups.map(({ name }) => name), ["room"]);
  const [first, second] = groups[0]!.clients!;
  return { ann: first!, bob: second! };
}

const GOOD = { up: "good", down: "good" } as const;

Deno.test("what a member sends is told in Galène's fields, and in ours beside them", async () => {
  const { ann } = await read([UP], []);
  assertEquals(ann, {
    id: "id-ann",
    up: [{
      id: "cam",
      tracks: [{ bitrate: 900_000, loss: 0.1, jitter: 3, ...UP }],
      label: "camera",
      connected: true,
    }],
    username: "ann",
    permissions: ["present", "message"],
    quality: GOOD,
  });
});

Deno.test("what a member receives is told with its layers, its network and how it plays", async () => {
  const { bob } = await read([], [DOWN]);
  const { viewer: _, ...network } = VIEWER;
  assertEquals(bob, {
    id: "id-bob",
    down: [{
      id: "cam",
      tracks: [{
        bitrate: 400_000,
        loss: 0.25,
        rtt: 31.5,
        sid: 1,
        maxSid: 2,
        tid: 1,
        maxTid: 2,
        ...DOWN,
      }],
      label: "camera",
      connected: true,
      playback: { freezes: 1, freezeMs: 300, framesPerSecond: 24 },
    }],
    username: "bob",
    permissions: ["present", "message"],
    quality: GOOD,
    network,
  });
});

Deno.test("with one encoding the layers are its own, and a track that waits has none", async () => {
  const single = { ...DOWN, encoding: 0, maxEncoding: 0, spatial: 1, maxSpatial: 2 };
  const { bob } = await read([], [single, { ...DOWN, encoding: -1, maxEncoding: -1 }]);
  const layers = bob.down![0]!.tracks.map(({ sid, maxSid }) => [sid, maxSid]);
  assertEquals(layers, [[1, 2], [0, 0]]);
});

Deno.test("live groups without members are named, and nothing else of them", async () => {
  const world = createWorld();
  const ann = await member(world, "ann");
  await ann.vanish();
  const groups = await readGroupStatistics(world.hub, { trackStats: () => Promise.resolve([]) });
  assertEquals(groups, [{ name: "room" }]);
});

Deno.test("of one group alone its own members are told, and that it is locked", async () => {
  const world = createWorld({ room: ROOM, other: ROOM });
  await member(world, "ann");
  world.hub.directory.groups.get("room")!.locked = "";
  const media = { trackStats: () => Promise.resolve([]) };
  const [room, ...rest] = await readGroupStatistics(world.hub, media, "room");
  assertEquals([room!.locked, room!.clients!.map(({ username }) => username)], [true, ["ann"]]);
  assertEquals(rest, []);
  assertEquals(await readGroupStatistics(world.hub, media, "other"), []);
});
