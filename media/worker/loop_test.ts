import { assert, assertEquals } from "../../tests/assert.ts";
import type { UdpPort } from "../transport/udp.ts";
import { readClock, startLoop } from "./loop.ts";

/** A port on which datagrams wait whenever somebody asks, until it is closed. */
function createFloodedPort(): UdpPort {
  let open = true;
  return {
    name: "test",
    port: 0,
    ipv6: true,
    receive(batch) {
      batch.count = open ? 1 : 0;
      return Promise.resolve(open);
    },
    send: () => 0,
    close: () => open = false,
  };
}

const BODY = {
  datagram: () => {},
  work: () => false,
  time: () => {},
  flush: () => {},
  dueUs: () => Infinity,
  fault: () => {},
};

Deno.test("datagrams without end keep nothing else from happening", async () => {
  const port = createFloodedPort();
  let datagrams = 0;
  const loop = startLoop(port, { ...BODY, datagram: () => datagrams++ });
  for (let i = 0; i < 3; i++) await new Promise((resolve) => setTimeout(resolve, 0));
  port.close();
  await loop.ended;
  assert(datagrams > 0);
});

Deno.test("a datagram that brings a mistake to light costs no other", async () => {
  const port = createFloodedPort();
  const faults: unknown[] = [];
  let datagrams = 0;
  const loop = startLoop(port, {
    ...BODY,
    datagram() {
      datagrams++;
      if (datagrams === 2) throw new Error("a mistake");
      if (datagrams === 4) port.close();
    },
    fault: (error, _batch, i) => faults.push([String(error), i]),
  });
  await loop.ended;
  assertEquals(datagrams, 4);
  assertEquals(faults, [["Error: a mistake", 0]]);
});

/** A port on which nothing ever comes. */
function createQuietPort(): UdpPort {
  let end: (open: boolean) => void = () => {};
  return {
    name: "test",
    port: 0,
    ipv6: true,
    receive: () => new Promise((resolve) => end = resolve),
    send: () => 0,
    close: () => end(false),
  };
}

Deno.test("the loop wakes up for what is due, and sleeps when nothing is", async () => {
  const port = createQuietPort();
  const due = [readClock() + 20_000, readClock() + 40_000];
  const woken: number[] = [];
  const loop = startLoop(port, {
    ...BODY,
    dueUs: () => due[0] ?? Infinity,
    time(nowUs) {
      if (nowUs < (due[0] ?? Infinity)) return;
      woken.push(nowUs - due.shift()!);
      if (due.length === 0) port.close();
    },
  });
  loop.turn(() => {});
  await loop.ended;
  assertEquals(woken.length, 2);
  assert(woken.every((lateUs) => lateUs >= 0));
});

Deno.test("what becomes due earlier than all before is woken for in its time", async () => {
  const port = createQuietPort();
  const HOUR_US = 3_600_000_000;
  let dueUs = readClock() + HOUR_US;
  const loop = startLoop(port, {
    ...BODY,
    dueUs: () => dueUs,
    time(nowUs) {
      if (nowUs < dueUs) return;
      dueUs = Infinity;
      port.close();
    },
  });
  loop.turn(() => {});
  loop.turn((nowUs) => dueUs = nowUs + 15_000);
  await loop.ended;
  assertEquals(dueUs, Infinity);
});
