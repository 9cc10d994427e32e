import { assert, assertEquals, assertThrows } from "../../tests/assert.ts";
import { createAddressTable, retainAddress } from "./address_table.ts";
import {
  bindPortable,
  createReceiveBatch,
  createSendBatch,
  pushDatagram,
  STRANGER,
  type UdpPort,
} from "./udp.ts";

const BACKENDS = [{ name: "portable", bind: bindPortable }];

function send(
  from: UdpPort,
  batch: ReturnType<typeof createSendBatch>,
  texts: string[],
  to: number,
) {
  for (const text of texts) {
    const bytes = new TextEncoder().encode(text);
    batch.data.set(bytes, batch.end);
    pushDatagram(batch, batch.end, bytes.length, to);
    batch.end += bytes.length;
  }
  return from.send(batch);
}

for (const backend of BACKENDS) {
  for (const ip of ["127.0.0.1", "::1"]) {
    Deno.test(`${backend.name}: datagrams pass in order over ${ip} and name their sender`, async () => {
      const ours = createAddressTable();
      const theirs = createAddressTable();
      const a = backend.bind(0, ours);
      const b = backend.bind(0, theirs);
      const reach = (table: typeof ours, port: number) =>
        retainAddress(table, ip.includes(":") || !a.ipv6 ? ip : `::ffff:${ip}`, port);
      if (ip.includes(":") && !a.ipv6) return a.close(), b.close();
      const known = reach(theirs, a.port);
      assertEquals(await send(a, createSendBatch(4, 64), ["one", "two"], reach(ours, b.port)), 0);
      const batch = createReceiveBatch(4);
      const texts: string[] = [];
      while (texts.length < 2) {
        assert(await b.receive(batch));
        for (let i = 0; i < batch.count; i++) {
          assertEquals(batch.from[i], known);
          const start = i * (batch.data.length / 4);
          texts.push(
            new TextDecoder().decode(batch.data.subarray(start, start + batch.lengths[i]!)),
          );
        }
      }
      assertEquals(texts, ["one", "two"]);
      a.close();
      b.close();
    });
  }

  Deno.test(`${backend.name}: a stranger's datagram comes with its address`, async () => {
    const table = createAddressTable();
    const a = backend.bind(0, createAddressTable());
    const b = backend.bind(0, table);
    const other = createAddressTable();
    const c = backend.bind(0, other);
    await send(c, createSendBatch(1, 64), ["?"], retainAddress(other, "127.0.0.1", b.port));
    const batch = createReceiveBatch(1);
    assert(await b.receive(batch));
    assertEquals(batch.from[0], STRANGER);
    assertEquals(batch.strangerPorts[0], c.port);
    assert(batch.strangerIps[0]!.endsWith("127.0.0.1"));
    for (const port of [a, b, c]) port.close();
  });

  Deno.test(`${backend.name}: closing ends a waiting receive, and a taken port is an error`, async () => {
    const a = backend.bind(0, createAddressTable());
    assertThrows(() => backend.bind(a.port, createAddressTable()), Deno.errors.AddrInUse);
    const waiting = a.receive(createReceiveBatch(1));
    a.close();
    assertEquals(await waiting, false);
  });

  Deno.test(`${backend.name}: datagrams to an address that was let go are left out`, async () => {
    const table = createAddressTable();
    const a = backend.bind(0, table);
    assertEquals(await send(a, createSendBatch(1, 64), ["lost"], 7), 0);
    a.close();
  });
}
