import { assert, assertEquals } from "../../tests/assert.ts";
import type { UdpPort } from "../transport/udp.ts";
import { startLoop } from "./loop.ts";

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
  busy: () => false,
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
