import { assert, assertEquals, assertThrows } from "../../tests/assert.ts";
import { type AddressTable, createAddressTable, retainAddress } from "./address_table.ts";
import { openLibc } from "./libc.ts";
import {
  createReceiveBatch,
  createSendBatch,
  MAX_DATAGRAM,
  pushDatagram,
  type ReceiveBatch,
  type SendBatch,
  STRANGER,
  type UdpPort,
} from "./udp.ts";
import { openUdp } from "./udp_backend.ts";

/** An end of a conversation. */
interface End {
  readonly port: UdpPort;
  readonly table: AddressTable;
}

function open(backend: "linux" | "portable"): End {
  const table = createAddressTable();
  const { port, reason } = openUdp(backend, 0, table);
  if (port === null) throw new Error(reason);
  return { port, table };
}

/** Number of an end of this machine in another's table. */
function reach(from: End, to: UdpPort, ip = "127.0.0.1"): number {
  const spelt = ip.includes(":") || !from.port.ipv6 ? ip : `::ffff:${ip}`;
  return retainAddress(from.table, spelt, to.port);
}

function push(batch: SendBatch, text: string, to: number): void {
  const bytes = new TextEncoder().encode(text);
  batch.data.set(bytes, batch.end);
  pushDatagram(batch, batch.end, bytes.length, to);
  // Datagrams stand apart, as the router leaves them.
  batch.end += bytes.length + 3;
}

function batchOf(texts: readonly string[], to: number): SendBatch {
  const batch = createSendBatch(texts.length, texts.join("---").length * 3 + 3);
  for (const text of texts) push(batch, text, to);
  return batch;
}

function textOf(batch: ReceiveBatch, i: number): string {
  const start = i * MAX_DATAGRAM;
  return new TextDecoder().decode(batch.data.subarray(start, start + batch.lengths[i]!));
}

/** Receives `count` datagrams as text, each of them from `from` unless that is left out. */
async function receive(port: UdpPort, count: number, from?: number): Promise<string[]> {
  const batch = createReceiveBatch(16);
  const texts: string[] = [];
  while (texts.length < count) {
    assert(await port.receive(batch));
    assert(batch.count > 0);
    for (let i = 0; i < batch.count; i++) {
      if (from !== undefined) assertEquals(batch.from[i], from);
      texts.push(textOf(batch, i));
    }
  }
  return texts;
}

/** The cases, each of which every backend must pass. */
const CASES: Record<string, (backend: "linux" | "portable") => Promise<void>> = {
  "datagrams pass in order and name their sender": async (backend) => {
    for (const ip of ["127.0.0.1", "::1"]) {
      const [a, b] = [open(backend), open(backend)];
      if (!ip.includes(":") || a.port.ipv6) {
        const known = reach(b, a.port, ip);
        const texts = ["one", "two", "three", "", "four", "five"];
        assertEquals(await a.port.send(batchOf(texts, reach(a, b.port, ip))), 0);
        assertEquals(await receive(b.port, texts.length, known), texts);
      }
      for (const { port } of [a, b]) port.close();
    }
  },

  "strangers' datagrams come with their addresses": async (backend) => {
    const [a, b, c] = [open(backend), open(backend), open(backend)];
    for (const ip of c.port.ipv6 ? ["127.0.0.1", "::1"] : ["127.0.0.1"]) {
      const known = reach(b, a.port, ip);
      // The known sender shows that a stranger's address is not taken for the one before.
      await a.port.send(batchOf(["!"], reach(a, b.port, ip)));
      await c.port.send(batchOf(["?", "?"], reach(c, b.port, ip)));
      const batch = createReceiveBatch(8);
      const from: number[] = [];
      while (from.length < 3) {
        assert(await b.port.receive(batch));
        for (let i = 0; i < batch.count; i++) {
          from.push(batch.from[i]!);
          if (batch.from[i] !== STRANGER) continue;
          assertEquals(batch.strangerPorts[i], c.port.port);
          const written = c.port.ipv6 && !ip.includes(":") ? `::ffff:${ip}` : ip;
          assertEquals(batch.strangerIps[i], written);
        }
      }
      assertEquals(from, [known, STRANGER, STRANGER]);
    }
    for (const { port } of [a, b, c]) port.close();
  },

  "closing ends a waiting receive, and a taken port is an error": async (backend) => {
    const { port } = open(backend);
    assertThrows(
      () => openUdp(backend, port.port, createAddressTable()),
      Deno.errors.AddrInUse,
    );
    const waiting = port.receive(createReceiveBatch(1));
    port.close();
    assertEquals(await waiting, false);
    port.close();
    assertEquals(await port.receive(createReceiveBatch(1)), false);
    assertEquals(await port.send(batchOf([], 0)), 0);
  },

  "datagrams to an address that was let go are left out": async (backend) => {
    const [a, b] = [open(backend), open(backend)];
    const to = reach(a, b.port);
    const batch = createSendBatch(3, 64);
    push(batch, "lost", to + 5000);
    push(batch, "kept", to);
    push(batch, "lost", to + 1);
    assertEquals(await a.port.send(batch), 0);
    assertEquals(await receive(b.port, 1), ["kept"]);
    for (const { port } of [a, b]) port.close();
  },

  "datagrams longer than a slot are cut": async (backend) => {
    const [a, b] = [open(backend), open(backend)];
    const long = "x".repeat(MAX_DATAGRAM + 500);
    const texts = ["before", long, "between", long, "after"];
    assertEquals(await a.port.send(batchOf(texts, reach(a, b.port))), 0);
    const expected = texts.map((text) => text.slice(0, MAX_DATAGRAM));
    assertEquals(await receive(b.port, texts.length), expected);
    for (const { port } of [a, b]) port.close();
  },

  "10,000 datagrams pass each way in order": async (backend) => {
    const [a, b] = [open(backend), open(backend)];
    const [toB, toA] = [reach(a, b.port), reach(b, a.port)];
    const total = 10_000;
    const step = 100;
    for (let sent = 0; sent < total; sent += step) {
      // Runs of equal lengths, with shorter and longer ones between.
      const texts = Array.from({ length: step }, (_, i) => {
        const number = `${sent + i} `;
        return number.padEnd(i % 9 === 0 ? 40 + i : 120, "x");
      });
      const refused = await Promise.all([
        a.port.send(batchOf(texts, toB)),
        b.port.send(batchOf(texts, toA)),
      ]);
      assertEquals(refused, [0, 0]);
      const [atB, atA] = await Promise.all([
        receive(b.port, step, toA),
        receive(a.port, step, toB),
      ]);
      assertEquals(atB, texts);
      assertEquals(atA, texts);
    }
    for (const { port } of [a, b]) port.close();
  },

  "receivers that cannot be reached cost the others nothing": async (backend) => {
    const [a, b, gone] = [open(backend), open(backend), open(backend)];
    const toGone = reach(a, gone.port);
    gone.port.close();
    const toB = reach(a, b.port);
    // Nothing can be sent to port 0.
    const toNobody = retainAddress(a.table, a.port.ipv6 ? "::ffff:127.0.0.1" : "127.0.0.1", 0);
    for (let round = 0; round < 5; round++) {
      const texts = Array.from({ length: 20 }, (_, i) => `${round} ${i}`);
      const batch = createSendBatch(60, 2000);
      for (const text of texts) {
        for (const to of [toGone, toNobody, toB]) push(batch, text, to);
      }
      assertEquals(await a.port.send(batch), texts.length);
      assertEquals(await receive(b.port, texts.length), texts);
    }
    for (const { port } of [a, b]) port.close();
  },
};

for (const backend of ["portable", "linux"] as const) {
  const found = backend === "linux" ? openLibc() : null;
  found?.libc?.close();
  const reason = found?.libc === null ? ` (left out: ${found.reason})` : "";
  for (const [name, test] of Object.entries(CASES)) {
    Deno.test({
      name: `${backend}: ${name}${reason}`,
      ignore: reason !== "",
      fn: () => test(backend),
    });
  }
}
