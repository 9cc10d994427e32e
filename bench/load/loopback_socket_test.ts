import { assert, assertEquals } from "../../tests/assert.ts";
import { until } from "../../tests/until.ts";
import { ANY_CLIENT, clientAddress, openLoopbackSocket } from "./loopback_socket.ts";

const onLinux = { ignore: Deno.build.os !== "linux" };

Deno.test("clients have addresses of their own", () => {
  assertEquals([0, 254, 255, 70_00].map(clientAddress), [
    "127.1.0.1",
    "127.1.0.255",
    "127.1.1.0",
    "127.1.27.89",
  ]);
});

Deno.test("one socket plays many clients, and knows when it heard for whom", onLinux, async () => {
  const socket = openLoopbackSocket();
  const server = Deno.listenDatagram({ transport: "udp", hostname: "127.0.0.1", port: 0 });
  const { port } = server.addr as Deno.NetAddr;
  try {
    for (const client of [0, 300, ANY_CLIENT]) {
      socket.outgoing.set([1, 2, 3]);
      assert(socket.send(client, "127.0.0.1", port, 3));
      const [bytes, from] = await server.receive();
      const { hostname, port: fromPort } = from as Deno.NetAddr;
      assertEquals([...bytes], [1, 2, 3]);
      assertEquals(hostname, client < 0 ? "127.0.0.1" : clientAddress(client));
      assertEquals(fromPort, socket.port);
    }
    const beforeUs = socket.nowUs();
    for (const client of [300, 7]) {
      const to = { transport: "udp", hostname: clientAddress(client), port: socket.port } as const;
      await server.send(new Uint8Array([client & 255, 9]), to);
    }
    const heard: number[] = [];
    await until("both datagrams", () => {
      const count = socket.receive();
      for (let i = 0; i < count; i++) {
        assertEquals(socket.lengths[i], 2);
        assertEquals(socket.data[i * socket.slotBytes], socket.clients[i]! & 255);
        assert(socket.arrivedUs[i]! >= beforeUs && socket.arrivedUs[i]! <= socket.nowUs());
        heard.push(socket.clients[i]!);
      }
      return heard.length === 2;
    });
    assertEquals(heard, [300, 7]);
  } finally {
    server.close();
    socket.close();
  }
});
