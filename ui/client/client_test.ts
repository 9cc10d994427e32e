import type { ServerUser } from "../../server/messages.ts";
import { assertEquals } from "../../tests/assert.ts";
import {
  type ClientWorld,
  createClientWorld,
  JOINED,
  settled,
  withFakePeers,
} from "../../tests/client/world.ts";

/** A world in which every event is noted. */
function createNoted(): ClientWorld {
  const world = createClientWorld();
  const { client: { on }, log } = world;
  on("joined", ({ again }) => log.push(again ? "joined again" : "joined"));
  on("interrupted", () => log.push("interrupted"));
  on("left", ({ problem }) => log.push(`left ${JSON.stringify(problem)}`));
  on("moved", ({ url }) => log.push(`moved ${url}`));
  on("memberAdded", ({ username }) => log.push(`+${username}`));
  on("memberRemoved", ({ username }) => log.push(`-${username}`));
  on("chat", ({ username, value, mine }) => log.push(`${username}${mine ? "*" : ""}: ${value}`));
  on("chatCleared", ({ type }) => log.push(`cleared ${type}`));
  on("userMessage", ({ kind, privileged }) => log.push(`${kind}${privileged ? "!" : ""}`));
  on("downFailed", ({ username }) => log.push(`no stream of ${username}`));
  return world;
}

/** Such a world after the join. */
function inside(): ClientWorld {
  const world = createNoted();
  world.enter();
  world.log.length = 0;
  world.sent();
  return world;
}

Deno.test("a client joins the group of its server, and leaves", () => {
  const { client, log, enter, sent } = createNoted();
  enter();
  assertEquals(log, ["socket wss://meet.example/ws", "joined"]);
  assertEquals(sent().map(({ type }) => type), ["handshake", "join", "request"]);
  assertEquals([client.session.phase.value, client.session.may("present")], ["room", true]);
  client.leave();
  assertEquals([client.session.phase.value, log.at(-1)], ["lobby", "left null"]);
  client.dispose();
});

Deno.test("members, chat and messages come as events", () => {
  const { client, log, say } = inside();
  const own = client.session.self.peek().id;
  const ben: ServerUser = { type: "user", kind: "add", id: "b", username: "Ben" };
  say(ben);
  say({ ...ben, kind: "change" });
  say({ type: "chat", id: "1", source: "b", username: "Ben", time: "", value: "hi" });
  say({ type: "chathistory", id: "0", source: own, username: "Ada", time: "", value: "old" });
  say({ type: "usermessage", kind: "clearchat", privileged: true });
  say({ type: "usermessage", kind: "clearchat", source: "b" });
  say({ type: "usermessage", kind: "wave", source: "b" });
  say({ type: "usermessage", kind: "mute", source: "b", privileged: true });
  say({ ...ben, kind: "delete" });
  assertEquals(log, [
    "+Ben",
    "Ben: hi",
    "Ada*: old",
    "cleared all",
    "wave",
    "mute!",
    "-Ben",
  ]);
  client.dispose();
});

Deno.test("who is put out by an operator is out, and says by whom", () => {
  const { client, log, say } = inside();
  say({ type: "usermessage", kind: "kicked", source: "b", username: "Ben" });
  assertEquals(log, []);
  const kicked = { type: "usermessage", kind: "kicked", privileged: true } as const;
  say({ ...kicked, id: "b", username: "Ben", value: "noise" });
  assertEquals(log, ['left {"type":"kicked","by":"Ben","reason":"noise"}']);
  client.dispose();
});

Deno.test("a loss is told, and the client comes back by itself", () => {
  const { client, log, lose, pass } = inside();
  lose();
  assertEquals([log, client.session.reconnecting.value], [["interrupted"], true]);
  pass(1000);
  assertEquals(log.slice(1), ["socket wss://meet.example/ws", "joined again"]);
  client.dispose();
});

Deno.test("a server that throws everybody out is waited for", () => {
  const { client, log, say, pass } = inside();
  say({ type: "usermessage", kind: "kicked", privileged: true });
  assertEquals(log, ["interrupted"]);
  pass(1000);
  assertEquals(log.at(-1), "joined again");
  client.dispose();
});

Deno.test("what is to be received is asked for at once when it changes", () => {
  const { client, sent } = inside();
  client.receive.value = "audio";
  assertEquals(sent(), [{ type: "request", request: { "": ["audio"] } }]);
  client.dispose();
});

Deno.test("a group that is elsewhere is told with its address", () => {
  const { client, log, say } = inside();
  say({ type: "joined", kind: "redirect", username: "Ada", value: "https://there.example/" });
  assertEquals(log, ["left null", "moved https://there.example/"]);
  client.dispose();
});

Deno.test("a server that speaks before its handshake is none", () => {
  const { client, log, say } = createNoted();
  client.join({ username: "Ada" });
  say(JOINED);
  assertEquals(log, ["socket wss://meet.example/ws", 'left {"type":"unreachable"}']);
  client.dispose();
});

Deno.test("a stream that is offered is answered, and goes when its offer makes no sense", async () => {
  await withFakePeers(async () => {
    const { client, log, say, sent } = inside();
    const offer = { type: "offer", label: "camera", source: "b", username: "Ben" } as const;
    say({ ...offer, id: "s", sdp: "good" });
    await settled();
    assertEquals(sent(), [{ type: "answer", id: "s", sdp: "answer" }]);
    assertEquals(client.down.streams.value.map(({ username }) => username), ["Ben"]);
    say({ ...offer, id: "t", sdp: "bad" });
    await settled();
    assertEquals(sent(), [{ type: "abort", id: "t" }]);
    assertEquals([client.down.streams.value.length, log.at(-1)], [1, "no stream of Ben"]);
    say({ type: "close", id: "s" });
    assertEquals(client.down.streams.value, []);
    client.dispose();
  });
});
