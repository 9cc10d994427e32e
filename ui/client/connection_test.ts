import { assert, assertEquals } from "../../tests/assert.ts";
import { createPlayedTime } from "../../tests/played_time.ts";
import type { ClientMessage, ServerMessage } from "../../server/messages.ts";
import { createConnection, type Environment, type SocketEvents } from "./connection.ts";

interface FakeSocket {
  readonly events: SocketEvents;
  readonly sent: ClientMessage[];
  closed: boolean;
}

/** Sockets that the test plays, and a clock that it turns. */
function createWorld() {
  const sockets: FakeSocket[] = [];
  const log: string[] = [];
  const time = createPlayedTime();
  let drawn = 42;
  const environment: Environment = {
    openSocket: (_url, events) => {
      const socket: FakeSocket = { events, sent: [], closed: false };
      sockets.push(socket);
      return {
        send: (text) => socket.sent.push(JSON.parse(text)),
        close: () => {
          socket.closed = true;
        },
      };
    },
    nowMs: time.nowMs,
    after: time.after,
    pixelRatio: () => 1,
    random: () => {
      drawn = (drawn * 1103515245 + 12345) & 0x7fffffff;
      return drawn / 2 ** 31;
    },
  };
  const connection = createConnection(environment, {
    ready: (id) => log.push(`ready ${id.length}`),
    message: (message) => log.push(message.type),
    lost: () => log.push("lost"),
    failed: (attempt) => log.push(`failed ${attempt}`),
  });
  return {
    sockets,
    log,
    connection,
    pending: time.pending,
    last: () => sockets.at(-1)!,
    say: (message: ServerMessage) => sockets.at(-1)!.events.received(JSON.stringify(message)),
    advance: time.pass,
  };
}

type World = ReturnType<typeof createWorld>;

function greet(world: World): void {
  world.last().events.opened();
  world.say({ type: "handshake", version: ["2"] });
}

function connected(): World {
  const world = createWorld();
  world.connection.open("ws://test/ws");
  greet(world);
  return world;
}

Deno.test("the handshake goes out on opening, and ready follows the server's", () => {
  const world = createWorld();
  world.connection.open("ws://test/ws");
  assertEquals(world.connection.state.value, { name: "connecting", attempt: 0 });
  world.last().events.opened();
  const first = world.last().sent[0];
  assert(first?.type === "handshake" && first.id?.length === 32);
  assertEquals(first.version, ["2", "lectern-1"]);
  assertEquals(world.log, []);
  world.say({ type: "handshake", version: ["2"] });
  assertEquals(world.log, ["ready 32"]);
  assertEquals(world.connection.state.value, { name: "ready" });
});

Deno.test("whether the server speaks our additions is known from its handshake, each time anew", () => {
  const world = createWorld();
  world.connection.open("ws://test/ws");
  world.last().events.opened();
  world.say({ type: "handshake", version: ["2", "lectern-1"] });
  assertEquals(world.connection.extended.value, true);
  world.last().events.closed();
  world.advance(0);
  greet(world);
  assertEquals(world.connection.extended.value, false);
});

Deno.test("pings are answered and not reported", () => {
  const world = connected();
  world.say({ type: "ping" });
  assertEquals(world.last().sent.at(-1), { type: "pong" });
  assertEquals(world.log, ["ready 32"]);
});

Deno.test("a lost connection is replaced at once, then with growing waits, under a new id", () => {
  const world = connected();
  world.last().events.closed();
  assertEquals(world.log.at(-1), "lost");
  world.advance(0);
  assertEquals(world.sockets.length, 2);
  for (const waitMs of [500, 1000, 2000, 4000, 5000, 5000]) {
    world.last().events.closed();
    assertEquals(world.connection.state.value.name, "waiting");
    const before = world.sockets.length;
    world.advance(waitMs * 0.8 - 1);
    assertEquals(world.sockets.length, before);
    world.advance(waitMs * 0.4 + 2);
    assertEquals(world.sockets.length, before + 1);
  }
  greet(world);
  assertEquals(world.connection.state.value.name, "ready");
  const ids = [world.sockets[0], world.last()].map((socket) => {
    const hello = socket!.sent[0];
    return hello?.type === "handshake" ? hello.id : undefined;
  });
  assert(ids[0] !== undefined && ids[0] !== ids[1]);
});

Deno.test("waits begin from nothing only after the server has proved fit for use", () => {
  const world = connected();
  world.last().events.closed();
  world.advance(0);
  greet(world);
  world.connection.drop();
  world.advance(399);
  assertEquals(world.sockets.length, 2);
  world.advance(202);
  greet(world);
  world.connection.settled();
  world.connection.drop();
  world.advance(0);
  assertEquals(world.sockets.length, 4);
});

Deno.test("silence of 15 s brings a ping, of 65 s an end", () => {
  const world = connected();
  world.advance(19_999);
  assertEquals(world.last().sent.filter((message) => message.type === "ping").length, 0);
  world.advance(1);
  assertEquals(world.last().sent.at(-1), { type: "ping" });
  world.advance(49_999);
  assertEquals(world.log, ["ready 32"]);
  world.advance(1);
  assertEquals(world.log.at(-1), "lost");
  assert(world.sockets[0]?.closed);
});

Deno.test("a server that never says anything is given up at the first tick", () => {
  const world = createWorld();
  world.connection.open("ws://test/ws");
  world.last().events.opened();
  world.advance(9_999);
  assertEquals(world.log, []);
  world.advance(1);
  assertEquals(world.log, ["failed 0"]);
});

Deno.test("a probe drops a dead connection after four seconds and keeps a living one", () => {
  const world = connected();
  world.advance(1000);
  world.connection.probe();
  world.advance(100);
  world.say({ type: "pong" });
  world.advance(4000);
  assertEquals(world.connection.state.value.name, "ready");
  world.connection.probe();
  world.advance(4000);
  assertEquals(world.log.at(-1), "lost");
});

Deno.test("a probe while waiting tries at once", () => {
  const world = connected();
  world.last().events.closed();
  world.advance(0);
  world.last().events.closed();
  world.last().events.closed();
  assertEquals(world.sockets.length, 2);
  world.connection.probe();
  assertEquals(world.sockets.length, 3);
  world.advance(600);
  assertEquals(world.sockets.length, 3);
});

Deno.test("an abandoned socket is not heard any more, and closing leaves no timer", () => {
  const world = connected();
  const old = world.last();
  old.events.closed();
  world.advance(0);
  old.events.received('{"type":"chat","time":""}');
  old.events.closed();
  assertEquals(world.log, ["ready 32", "lost"]);
  world.connection.close();
  assertEquals(world.pending(), 0);
  assertEquals(world.connection.state.value, { name: "closed" });
  world.advance(100_000);
  assertEquals(world.sockets.length, 2);
});

Deno.test("what is not the protocol drops the connection", () => {
  for (const text of ["", "{", "null", "[]", "7", '{"kind":"x"}']) {
    const world = connected();
    world.last().events.received(text);
    assertEquals(world.log.at(-1), "lost", text);
  }
  const world = createWorld();
  world.connection.open("ws://test/ws");
  world.last().events.opened();
  world.say({ type: "handshake", version: ["3"] });
  assertEquals(world.log, ["failed 0"]);
});

Deno.test("messages are dropped while there is no connection", () => {
  const world = connected();
  world.last().events.closed();
  world.connection.send({ type: "chat", value: "x" });
  world.advance(0);
  greet(world);
  assertEquals(world.last().sent.map((message) => message.type), ["handshake"]);
});
