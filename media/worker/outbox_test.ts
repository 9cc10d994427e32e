import { assertEquals } from "../../tests/assert.ts";
import type { SendBatch, UdpPort } from "../transport/udp.ts";
import type { Drops } from "./drops.ts";
import { createOutbox, type Outbox } from "./outbox.ts";

interface World {
  readonly out: Outbox;
  readonly drops: Drops;
  /** Batches that the port was given, in order. */
  readonly batches: SendBatch[];
  /** First bytes of the datagrams in them. */
  readonly sent: number[];
}

/** An outbox whose port answers as `send` says. */
function createWorld(send: () => number | Promise<number>): World {
  const batches: SendBatch[] = [];
  const sent: number[] = [];
  const port: UdpPort = {
    name: "test",
    port: 0,
    ipv6: true,
    receive: () => Promise.resolve(false),
    send(batch) {
      batches.push(batch);
      for (let i = 0; i < batch.count; i++) sent.push(batch.data[batch.offsets[i]!]!);
      return send();
    },
    close: () => {},
  };
  const drops: Drops = new Map();
  return { out: createOutbox(port, new Map(), drops), drops, batches, sent };
}

Deno.test("a batch that has left at once is used again", () => {
  const { out, drops, batches, sent } = createWorld(() => 0);
  for (let i = 0; i < 20; i++) {
    out.sendDatagram(Uint8Array.of(i), 0);
    out.flush();
    out.flush();
  }
  assertEquals(new Set(batches).size, 1);
  assertEquals(sent, Array.from({ length: 20 }, (_, i) => i));
  assertEquals(drops.size, 0);
});

Deno.test("a batch that waits is left alone until it has left", async () => {
  const finish: ((refused: number) => void)[] = [];
  const world = createWorld(() => new Promise((resolve) => finish.push(resolve)));
  const { out, batches } = world;
  for (let i = 0; i < 3; i++) {
    out.sendDatagram(Uint8Array.of(i), 0);
    out.flush();
  }
  assertEquals(batches.map((batch) => [batch.count, batch.data[0]]), [[1, 0], [1, 1], [1, 2]]);
  assertEquals(new Set(batches).size, 3);
  finish[0]!(1);
  await Promise.resolve();
  assertEquals(batches[0]!.count, 0);
  assertEquals(world.drops.get("send-refused"), 1);
  // The one in hand goes first, then the one that came back.
  for (let i = 3; i < 5; i++) {
    out.sendDatagram(Uint8Array.of(i), 0);
    out.flush();
  }
  assertEquals(batches[4], batches[0]);
});

Deno.test("what cannot wait for its turn is lost and counted, and then all goes on", async () => {
  const finish: ((refused: number) => void)[] = [];
  const { out, drops, batches, sent } = createWorld(() =>
    new Promise((resolve) => finish.push(resolve))
  );
  for (let i = 0; i < 10; i++) {
    out.sendDatagram(Uint8Array.of(i), 0);
    out.flush();
  }
  const waiting = batches.length;
  assertEquals(drops.get("send-backlog"), 10 - waiting);
  for (const resolve of finish.splice(0)) resolve(0);
  await Promise.resolve();
  out.sendDatagram(Uint8Array.of(10), 0);
  out.flush();
  assertEquals(sent, [...Array.from({ length: waiting }, (_, i) => i), 10]);
  assertEquals(drops.get("send-backlog"), 10 - waiting);
});

Deno.test("refused datagrams are counted", () => {
  const { out, drops } = createWorld(() => 2);
  for (let i = 0; i < 3; i++) out.sendDatagram(Uint8Array.of(i), 0);
  out.flush();
  assertEquals(drops.get("send-refused"), 2);
});
