/**
 * Conversations about streams: what clients and media workers are told, word by word. The workers are played.
 */
import type { TrackInfo } from "../media/worker/commands.ts";
import { assertEquals } from "./assert.ts";
import { createWorld, type FakeClient, member, settle, type World } from "./protocol/world.ts";

const AUDIO: TrackInfo = { kind: "audio", codec: "opus", encodings: 1 };
const VIDEO: TrackInfo = { kind: "video", codec: "vp8", encodings: 2 };
/** Bob is the second to connect. */
const BOBS = { viewer: 2 };
const EVERYTHING = { "": ["audio", "video"] };

/** Members of one group, who have heard all that there was to hear. */
async function members(...names: string[]): Promise<{ world: World; clients: FakeClient[] }> {
  const world = createWorld();
  const clients: FakeClient[] = [];
  for (const name of names) clients.push(await member(world, name));
  for (const client of clients) client.heard();
  return { world, clients };
}

/** Has a client publish a stream, which the worker answers. */
async function publish(
  world: World,
  client: FakeClient,
  id: string,
  fields: Record<string, unknown> = {},
  tracks: readonly TrackInfo[] = [AUDIO, VIDEO],
): Promise<number> {
  await client.say({ type: "offer", id, label: "camera", sdp: `offer ${id}`, ...fields });
  const session = world.media.last("publish");
  world.media.emit({ type: "answered", session, sdp: `answer ${id}`, tracks });
  assertEquals(client.heard(), [{ type: "answer", id, sdp: `answer ${id}` }]);
  return session;
}

/** Ann publishes `cam`, which Bob has asked for and been offered. */
async function streaming() {
  const { world, clients } = await members("ann", "bob");
  const [ann, bob] = clients as [FakeClient, FakeClient];
  await bob.say({ type: "request", request: EVERYTHING });
  const up = await publish(world, ann, "cam");
  const down = world.media.last("subscribe");
  world.media.emit({ type: "offer", session: down, sdp: "down offer" });
  assertEquals(bob.heard(), [downOffer("cam", "ann", "down offer")]);
  world.media.commands();
  return { world, ann, bob, up, down };
}

function downOffer(id: string, who: string, sdp: string, replace?: string) {
  return {
    type: "offer",
    id,
    label: "camera",
    ...(replace === undefined ? {} : { replace }),
    source: `id-${who}`,
    username: who,
    sdp,
  };
}

function complaint(who: string, value: string) {
  return { type: "usermessage", kind: "error", dest: `id-${who}`, privileged: true, value };
}

Deno.test("a stream is published with the group's codecs, answered, and offered to who asked for it", async () => {
  const { world, clients: [ann, bob, cat] } = await members("ann", "bob", "cat");
  await bob!.say({ type: "request", request: { camera: ["audio", "video-low"] } });
  await cat!.say({ type: "request", request: { "": ["audio", "video"], camera: [] } });
  const up = await publish(world, ann!, "cam");
  const down = world.media.last("subscribe");
  assertEquals(world.media.commands(), [
    { type: "publish", session: up, group: "room", sdp: "offer cam", codecs: ["vp8", "opus"] },
    { type: "subscribe", session: down, up, ...BOBS, want: { audio: true, video: "low" } },
  ]);
  world.media.emit({ type: "offer", session: down, sdp: "sdp" });
  assertEquals(bob!.heard(), [downOffer("cam", "ann", "sdp")]);
  await bob!.say({ type: "answer", id: "cam", sdp: "bob's answer" });
  await bob!.say({ type: "ice", id: "cam", candidate: { candidate: "candidate:1" } });
  assertEquals(world.media.commands(), [{ type: "answer", session: down, sdp: "bob's answer" }]);
  assertEquals([ann!.heard(), bob!.heard(), cat!.heard()], [[], [], []]);
});

Deno.test("who asks later is offered what there is", async () => {
  const { world, clients: [ann, bob] } = await members("ann", "bob");
  const up = await publish(world, ann!, "cam");
  assertEquals(world.media.commands().length, 1);
  await bob!.say({ type: "request", request: EVERYTHING });
  assertEquals(world.media.commands(), [
    {
      type: "subscribe",
      session: world.media.last("subscribe"),
      up,
      ...BOBS,
      want: { audio: true, video: "high" },
    },
  ]);
});

Deno.test("nothing is offered before the worker has answered the publisher", async () => {
  const { world, clients: [ann, bob] } = await members("ann", "bob");
  await ann!.say({ type: "offer", id: "cam", label: "camera", sdp: "x" });
  await bob!.say({ type: "request", request: EVERYTHING });
  assertEquals(world.media.commands().map((command) => command.type), ["publish"]);
});

Deno.test("a stream without a wanted track is not offered until it has one", async () => {
  const { world, clients: [ann, bob] } = await members("ann", "bob");
  await bob!.say({ type: "request", request: { "": ["video"] } });
  const up = await publish(world, ann!, "cam", {}, [AUDIO]);
  assertEquals(world.media.commands().map((command) => command.type), ["publish"]);
  await publish(world, ann!, "cam", { kind: "renegotiate" }, [AUDIO, VIDEO]);
  assertEquals(world.media.commands().slice(1), [
    {
      type: "subscribe",
      session: world.media.last("subscribe"),
      up,
      ...BOBS,
      want: { audio: false, video: "high" },
    },
  ]);
  await publish(world, ann!, "cam", { kind: "renegotiate" }, [AUDIO]);
  const down = world.media.last("subscribe");
  assertEquals(world.media.commands().slice(1), [{ type: "close", session: down }]);
  assertEquals(bob!.heard(), [], "it never knew of the stream");
});

Deno.test("a change of layer is one command and no message", async () => {
  const { world, bob, down } = await streaming();
  await bob.say({ type: "requestStream", id: "cam", request: ["audio", "video-low"] });
  await bob.say({ type: "requestStream", id: "cam", request: ["audio", "video-low", "smell"] });
  await bob.say({ type: "requestStream", id: "cam", request: null });
  assertEquals(world.media.commands(), [
    { type: "want", session: down, want: { audio: true, video: "low" } },
    { type: "want", session: down, want: { audio: true, video: "high" } },
  ]);
  assertEquals(bob.heard(), []);
});

Deno.test("a request of a stream's own holds against the general one", async () => {
  const { world, bob, down } = await streaming();
  await bob.say({ type: "requestStream", id: "cam", request: ["audio"] });
  await bob.say({ type: "request", request: { "": ["video"] } });
  assertEquals(world.media.commands(), [
    { type: "want", session: down, want: { audio: true, video: "none" } },
  ]);
});

Deno.test("a stream that is wanted no more is closed, and late words about it do no harm", async () => {
  const { world, bob, down } = await streaming();
  await bob.say({ type: "requestStream", id: "cam", request: [] });
  assertEquals(bob.heard(), [{ type: "close", id: "cam" }]);
  assertEquals(world.media.commands(), [{ type: "close", session: down }]);
  await bob.say({ type: "requestStream", id: "cam", request: ["audio"] });
  await bob.say({ type: "renegotiate", id: "cam" });
  await bob.say({ type: "close", id: "cam" });
  assertEquals(bob.heard(), []);
  await bob.say({ type: "answer", id: "cam", sdp: "late" });
  assertEquals(bob.heard(), [{ type: "close", id: "cam" }]);
  assertEquals([world.media.commands(), bob.closed], [[], null]);
});

Deno.test("the end of a stream is told to its receivers", async () => {
  const { world, ann, bob, up, down } = await streaming();
  await ann.say({ type: "close", id: "cam" });
  assertEquals(bob.heard(), [{ type: "close", id: "cam" }]);
  assertEquals(ann.heard(), []);
  assertEquals(world.media.commands(), [
    { type: "close", session: up },
    { type: "close", session: down },
  ]);
  assertEquals(world.media.open_.size, 0);
});

Deno.test("a leaver's streams are closed before it is gone", async () => {
  for (const way of ["leave", "vanish"]) {
    const { world, ann, bob } = await streaming();
    if (way === "vanish") await ann.vanish();
    else await ann.say({ type: "join", kind: "leave", group: "room" });
    assertEquals(bob.heard(), [
      { type: "close", id: "cam" },
      { type: "user", kind: "delete", id: "id-ann", username: "ann" },
    ]);
    assertEquals(world.media.open_.size, 0);
    assertEquals(ann.heard().filter((each) => each.type === "close"), []);
  }
});

Deno.test("a receiver that leaves costs its session only", async () => {
  const { world, ann, bob, up, down } = await streaming();
  await bob.say({ type: "join", kind: "leave", group: "room" });
  assertEquals(world.media.commands(), [{ type: "close", session: down }]);
  assertEquals([...world.media.open_], [up]);
  assertEquals(ann.heard().map((each) => each.type), ["user"]);
});

Deno.test("a receiver may refuse a stream, and is told that it is closed", async () => {
  const { world, ann, bob, down } = await streaming();
  await bob.say({ type: "abort", id: "cam" });
  assertEquals(bob.heard(), [{ type: "close", id: "cam" }]);
  assertEquals(world.media.commands(), [{ type: "close", session: down }]);
  assertEquals(ann.heard(), []);
});

Deno.test("a replaced stream is exchanged for its successor in one offer", async () => {
  const { world, ann, bob, up, down } = await streaming();
  await bob.say({ type: "requestStream", id: "cam", request: ["video-low"] });
  world.media.commands();
  const next = await publish(world, ann, "cam2", { replace: "cam" });
  const nextDown = world.media.last("subscribe");
  assertEquals(world.media.commands(), [
    { type: "close", session: up },
    { type: "publish", session: next, group: "room", sdp: "offer cam2", codecs: ["vp8", "opus"] },
    { type: "close", session: down },
    {
      type: "subscribe",
      session: nextDown,
      up: next,
      ...BOBS,
      want: { audio: false, video: "low" },
    },
  ]);
  assertEquals(bob.heard(), []);
  world.media.emit({ type: "offer", session: nextDown, sdp: "sdp" });
  world.media.emit({ type: "offer", session: nextDown, sdp: "again" });
  assertEquals(bob.heard(), [
    downOffer("cam2", "ann", "sdp", "cam"),
    downOffer("cam2", "ann", "again"),
  ]);
});

Deno.test("a stream replaced twice is exchanged for the last one", async () => {
  const { world, ann, bob } = await streaming();
  await ann.say({ type: "offer", id: "cam2", label: "camera", sdp: "x", replace: "cam" });
  await publish(world, ann, "cam3", { replace: "cam2" });
  world.media.emit({ type: "offer", session: world.media.last("subscribe"), sdp: "sdp" });
  assertEquals(bob.heard(), [downOffer("cam3", "ann", "sdp", "cam")]);
  // The receiver has not seen the third when the fourth comes.
  await publish(world, ann, "cam4", { replace: "cam3" });
  await publish(world, ann, "cam5", { replace: "cam4" });
  world.media.emit({ type: "offer", session: world.media.last("subscribe"), sdp: "sdp" });
  assertEquals(bob.heard(), [downOffer("cam5", "ann", "sdp", "cam3")]);
  assertEquals(world.media.open_.size, 2);
});

Deno.test("a replaced stream is closed where its successor is not wanted, or fails", async () => {
  const unwanted = await streaming();
  await publish(unwanted.world, unwanted.ann, "cam2", { replace: "cam" }, []);
  assertEquals(unwanted.bob.heard(), [{ type: "close", id: "cam" }]);

  const { world, ann, bob } = await streaming();
  await ann.say({ type: "offer", id: "cam2", label: "camera", sdp: "garbage", replace: "cam" });
  world.media.emit({ type: "refused", session: world.media.last("publish"), reason: "bad SDP" });
  assertEquals(ann.heard(), [{ type: "abort", id: "cam2" }, complaint("ann", "bad SDP")]);
  assertEquals(bob.heard(), [{ type: "close", id: "cam" }]);
  assertEquals(world.media.open_.size, 0);
});

Deno.test("nobody replaces or shadows a stream of somebody else", async () => {
  const { world, ann, bob, up } = await streaming();
  await publish(world, bob, "mine", { replace: "cam" });
  assertEquals(world.media.open_.has(up), true);
  assertEquals(ann.heard(), []);
  await bob.say({ type: "offer", id: "cam", label: "camera", sdp: "x" });
  assertEquals(bob.heard(), [
    { type: "abort", id: "cam" },
    complaint("bob", "this stream id is taken"),
  ]);
  await bob.say({ type: "close", id: "cam" });
  assertEquals(world.media.open_.has(up), true);
});

Deno.test("who may not present is refused, and loses what the offer was to replace", async () => {
  const { world, ann, bob, up } = await streaming();
  const group = ann.client.group!;
  group.members.set("id-ann", { ...group.members.get("id-ann")!, permissions: ["message"] });
  await ann.say({ type: "offer", id: "cam2", label: "camera", sdp: "x", replace: "cam" });
  assertEquals(ann.heard(), [{ type: "abort", id: "cam2" }, complaint("ann", "not authorised")]);
  assertEquals(bob.heard(), [{ type: "close", id: "cam" }]);
  assertEquals(world.media.open_.has(up), false);
  assertEquals(ann.closed, null);
});

Deno.test("one client publishes no more than sixteen streams", async () => {
  const { world, clients: [ann] } = await members("ann");
  for (let i = 0; i < 16; i++) await publish(world, ann!, `s${i}`);
  await ann!.say({ type: "offer", id: "s16", label: "camera", sdp: "x" });
  assertEquals(ann!.heard(), [{ type: "abort", id: "s16" }, complaint("ann", "too many streams")]);
  await publish(world, ann!, "s17", { replace: "s3" });
  assertEquals(world.media.open_.size, 16);
});

Deno.test("an answer that the worker cannot use closes the stream and says why", async () => {
  const { world, bob, down } = await streaming();
  await bob.say({ type: "answer", id: "cam", sdp: "garbage" });
  world.media.emit({ type: "refused", session: down, reason: "no m-line" });
  assertEquals(bob.heard(), [{ type: "close", id: "cam" }, complaint("bob", "no m-line")]);
});

Deno.test("lost connections are restarted: a receiver by an offer, a publisher by its own", async () => {
  const { world, ann, bob, up, down } = await streaming();
  world.media.emit({ type: "lost", session: down, reason: "consent" });
  assertEquals(world.media.commands(), [{ type: "restart", session: down }]);
  await bob.say({ type: "renegotiate", id: "cam" });
  assertEquals(world.media.commands(), [{ type: "restart", session: down }]);
  world.media.emit({ type: "lost", session: up, reason: "consent" });
  assertEquals(ann.heard(), [{ type: "renegotiate", id: "cam" }]);
  await publish(world, ann, "cam", { kind: "renegotiate" });
  assertEquals(world.media.last("publish"), up, "the session is the same");
  assertEquals(bob.heard(), []);
});

Deno.test("a session that is lost for a minute is given up, one that comes back is not", async () => {
  const { world, ann, bob, up, down } = await streaming();
  const alive = async (seconds: number) => {
    for (let i = 0; i < seconds; i += 10) {
      await world.live(10);
      for (const client of [ann, bob]) await client.say({ type: "pong" });
    }
  };
  for (const session of [up, down]) world.media.emit({ type: "connected", session });
  await alive(120);
  assertEquals([ann.heard(), bob.heard()], [[], []]);
  world.media.emit({ type: "lost", session: down, reason: "consent" });
  await alive(50);
  world.media.emit({ type: "connected", session: down });
  await alive(120);
  assertEquals([ann.heard(), bob.heard()], [[], []]);

  world.media.emit({ type: "lost", session: down, reason: "consent" });
  await alive(30);
  world.media.emit({ type: "lost", session: down, reason: "again" });
  await alive(20);
  assertEquals(bob.heard(), []);
  await alive(10);
  assertEquals(bob.heard(), [{ type: "close", id: "cam" }]);
  assertEquals(world.media.open_.has(down), false);

  world.media.emit({ type: "lost", session: up, reason: "consent" });
  await alive(60);
  assertEquals(ann.heard(), [{ type: "renegotiate", id: "cam" }, { type: "abort", id: "cam" }]);
  assertEquals(world.media.open_.size, 0);
});

Deno.test("the failure of a worker ends its streams at both ends", async () => {
  const { world, ann, bob, up, down } = await streaming();
  const reason = "the media worker has failed";
  world.media.emit({ type: "refused", session: up, reason });
  world.media.emit({ type: "refused", session: down, reason });
  assertEquals(ann.heard(), [{ type: "abort", id: "cam" }, complaint("ann", reason)]);
  assertEquals(bob.heard(), [{ type: "close", id: "cam" }]);
});

Deno.test("events that come too late change nothing", async () => {
  const { world, clients: [ann, bob] } = await members("ann", "bob");
  await bob!.say({ type: "request", request: EVERYTHING });
  await ann!.say({ type: "offer", id: "cam", label: "camera", sdp: "x" });
  const up = world.media.last("publish");
  await ann!.say({ type: "close", id: "cam" });
  world.media.emit({ type: "answered", session: up, sdp: "late", tracks: [VIDEO] });
  await settle();
  assertEquals([ann!.heard(), bob!.heard()], [[], []]);
});
