/**
 * The server's sockets, real ones, with media workers that are played.
 */
import { assert, assertEquals, assertMatch, assertThrows } from "../tests/assert.ts";
import { createWorld, type World } from "../tests/protocol/world.ts";
import { shutDown } from "./hub.ts";
import { listen, type Listening } from "./listen.ts";
import { until } from "../tests/until.ts";
import { createSelfSignedIdentity } from "./tls.ts";
import { openSocket } from "./web_socket.ts";

/** A WebSocket and what it has heard. */
interface Peer {
  readonly socket: WebSocket;
  /** The next message, or the close frame. */
  next(): Promise<unknown>;
}

async function withServer(test: (port: number, world: World) => Promise<void>): Promise<void> {
  const world = createWorld();
  let listening: Listening | null = null;
  try {
    listening = listen(
      { hostname: "127.0.0.1", port: 0 },
      null,
      (request, address) => Promise.resolve(openSocket(world.hub, request, address)),
    );
    await test(listening.port, world);
  } finally {
    shutDown(world.hub);
    await listening?.stop(2000);
  }
}

async function open(port: number): Promise<Peer> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/ws`);
  const heard: unknown[] = [];
  const waiting: ((event: unknown) => void)[] = [];
  const hear = (event: unknown) => {
    const wake = waiting.shift();
    if (wake === undefined) heard.push(event);
    else wake(event);
  };
  socket.onmessage = (event) => hear(JSON.parse(event.data));
  socket.onclose = (event) => hear({ code: event.code, reason: event.reason });
  await new Promise((resolve, reject) => {
    socket.onopen = resolve;
    socket.onerror = reject;
  });
  const next = () =>
    heard.length > 0 ? Promise.resolve(heard.shift()) : new Promise((wake) => waiting.push(wake));
  return { socket, next };
}

Deno.test("a real WebSocket shakes hands, joins, and is told why it is closed", async () => {
  await withServer(async (port, world) => {
    const { socket, next } = await open(port);
    socket.send(JSON.stringify({ type: "handshake", version: ["2"], id: "id-ann" }));
    assertEquals(await next(), { type: "handshake", version: ["2"] });
    socket.send(JSON.stringify({ type: "join", kind: "join", group: "room", username: "ann" }));
    assertEquals((await next() as { kind: string }).kind, "join");
    assertEquals((await next() as { type: string }).type, "user");
    assertMatch([...world.hub.clients][0]!.address, /^127\.0\.0\.1:\d+$/);
    socket.send(JSON.stringify({ type: "dance" }));
    assertEquals((await next() as { value: string }).value, "unexpected message");
    assertEquals(await next(), { code: 1002, reason: "unexpected message" });
    assertEquals(world.hub.clients.size, 0);
  });
});

Deno.test("a request that only looks like a handshake is refused, and is no fault of ours", async () => {
  await withServer(async (port, world) => {
    const socket = await Deno.connect({ hostname: "127.0.0.1", port });
    const lines = ["GET /ws HTTP/1.1", "Host: x", "Upgrade: websocket", "Connection: Upgrade"];
    await socket.write(new TextEncoder().encode(lines.join("\r\n") + "\r\n\r\n"));
    const answer = new Uint8Array(1000);
    const length = await socket.read(answer) ?? 0;
    socket.close();
    assertMatch(new TextDecoder().decode(answer.subarray(0, length)), /^HTTP\/1\.1 400 /);
    assertEquals(world.hub.clients.size, 0);
  });
});

Deno.test("two MiB in one message end the connection with 1009, bytes with 1011", async () => {
  await withServer(async (port) => {
    const greet = async () => {
      const peer = await open(port);
      peer.socket.send(JSON.stringify({ type: "handshake", version: ["2"], id: "id-ann" }));
      await peer.next();
      return peer;
    };
    const large = await greet();
    large.socket.send(JSON.stringify({ type: "chat", value: "x".repeat(2 << 20) }));
    assertEquals(await large.next(), { code: 1009, reason: "" });
    // Few letters, many bytes.
    const wide = await greet();
    wide.socket.send(JSON.stringify({ type: "pong", x: "\u20ac".repeat(400_000) }));
    assertEquals(await wide.next(), { code: 1009, reason: "" });
    const binary = await greet();
    binary.socket.send(new TextEncoder().encode('{"type":"ping"}'));
    assertEquals(await binary.next(), { code: 1011, reason: "" });
  });
});

Deno.test("a connection that breaks takes its client along", async () => {
  await withServer(async (port, world) => {
    const ann = await open(port);
    ann.socket.send(JSON.stringify({ type: "handshake", version: ["2"], id: "id-ann" }));
    await ann.next();
    const bob = await open(port);
    bob.socket.send(JSON.stringify({ type: "handshake", version: ["2"], id: "id-bob" }));
    bob.socket.send(JSON.stringify({ type: "join", kind: "join", group: "room", username: "bob" }));
    for (let i = 0; i < 3; i++) await bob.next();
    ann.socket.send(JSON.stringify({ type: "join", kind: "join", group: "room", username: "ann" }));
    assertEquals((await bob.next() as { kind: string }).kind, "add");
    ann.socket.close();
    assertEquals((await bob.next() as { kind: string }).kind, "delete");
    assertEquals(world.hub.clients.size, 1);
  });
});

Deno.test("sockets are counted until they are gone, and no more than so many are opened", async () => {
  await withServer(async (port, world) => {
    const { socket, next } = await open(port);
    assertEquals(world.hub.sockets, 1);
    socket.send("nonsense");
    assertEquals(await next(), { code: 1002, reason: "you must handshake first" });
    await until("the end of the socket", () => world.hub.sockets === 0);
    world.hub.sockets = world.limits.clients;
    const refused = openSocket(world.hub, new Request("http://localhost/ws"), "192.0.2.1:1");
    assertEquals([refused.status, await refused.text()], [503, "too many clients\n"]);
    world.hub.sockets = 0;
  });
});

Deno.test("at the end of the server clients hear of it and its sockets are closed", async () => {
  const world = createWorld();
  const listening = listen(
    { hostname: "127.0.0.1", port: 0 },
    null,
    (request, address) => Promise.resolve(openSocket(world.hub, request, address)),
  );
  const { socket, next } = await open(listening.port);
  socket.send(JSON.stringify({ type: "handshake", version: ["2"], id: "id-ann" }));
  await next();
  shutDown(world.hub);
  assertEquals((await next() as { kind: string }).kind, "warning");
  assertEquals(await next(), { code: 1001, reason: "the server is shutting down" });
  await listening.stop(2000);
});

Deno.test("an answer that does not come does not hold up the end", async () => {
  const asked = Promise.withResolvers<void>();
  const answer = Promise.withResolvers<Response>();
  const listening = listen({ hostname: "127.0.0.1", port: 0 }, null, () => {
    asked.resolve();
    return answer.promise;
  });
  const response = fetch(`http://127.0.0.1:${listening.port}/`);
  await asked.promise;
  await listening.stop(1);
  answer.resolve(new Response("late"));
  assertEquals(await (await response).text(), "late");
});

Deno.test("without a host the server listens on IPv4 and IPv6", async () => {
  const handler = (_: Request, address: string) => Promise.resolve(new Response(address));
  const listening = listen({ hostname: "", port: 0 }, null, handler);
  try {
    const response = await fetch(`http://127.0.0.1:${listening.port}/`);
    assertMatch(await response.text(), /127\.0\.0\.1/);
    const hasIpv6 = Deno.networkInterfaces().some(({ address }) => address === "::1");
    if (hasIpv6) {
      const other = await fetch(`http://[::1]:${listening.port}/`);
      assertMatch(await other.text(), /^\[::1\]:\d+$/);
    }
  } finally {
    await listening.stop(2000);
  }
});

Deno.test("HTTPS speaks HTTP/2", async () => {
  const identity = await createSelfSignedIdentity({
    hosts: ["localhost"],
    notBeforeMs: Date.now() - 60_000,
    notAfterMs: Date.now() + 60_000,
    serial: Uint8Array.of(1),
  });
  const handler = (request: Request) => Promise.resolve(new Response(request.url));
  const listening = listen({ hostname: "127.0.0.1", port: 0 }, identity, handler);
  const client = Deno.createHttpClient({ caCerts: [identity.cert], http1: false, http2: true });
  try {
    const url = `https://localhost:${listening.port}/x`;
    assertEquals(await (await fetch(url, { client })).text(), url);
  } finally {
    client.close();
    await listening.stop(2000);
  }
});

Deno.test("a taken port and an address that is not ours are refused with a sentence", async () => {
  const handler = () => Promise.resolve(new Response());
  const first = listen({ hostname: "", port: 0 }, null, handler);
  try {
    for (const hostname of ["", "127.0.0.1"]) {
      const error = assertThrows(() => listen({ hostname, port: first.port }, null, handler));
      assertEquals(
        error.message,
        `Port ${first.port} is taken by another program: choose another with --http.`,
      );
    }
    const error = assertThrows(() => listen({ hostname: "192.0.2.1", port: 0 }, null, handler));
    assert(error.message.startsWith("We cannot listen on 192.0.2.1:0: "), error.message);
    const identity = { cert: "no certificate", key: "no key", selfSigned: false };
    const bad = assertThrows(() => listen({ hostname: "127.0.0.1", port: 0 }, identity, handler));
    assert(bad.message.startsWith("We cannot listen on"), bad.message);
  } finally {
    await first.stop(2000);
  }
});
