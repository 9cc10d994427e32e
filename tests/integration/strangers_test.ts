/**
 * Datagrams from nobody the server knows, sent to its media port in the midst of a call.
 * @module
 */
import { assertEquals } from "../assert.ts";
import { OPEN_GROUP, startLectern } from "../lectern.ts";
import { createRandom, type Random } from "../random.ts";
import { join } from "./galene_client.ts";
import { acceptStreams, LEAVES_TIMERS, publish, sendUntil } from "./streams.ts";

const GROUP = "lecture";
const DATAGRAMS = 20_000;

/** The first bytes that a demultiplexer goes by (RFC 7983), so that every parser gets its share. */
const FIRST_BYTES = [0, 1, 3, 16, 19, 20, 22, 63, 64, 79, 80, 127, 128, 144, 191, 192, 255];

/** Makes a datagram that begins as some protocol would and goes on at random. */
function makeDatagram(random: Random): Uint8Array {
  const bytes = random.fill(
    new Uint8Array(random.int(4) === 0 ? random.int(24) : random.int(1400)),
  );
  if (bytes.length > 0) bytes[0] = FIRST_BYTES[random.int(FIRST_BYTES.length)]!;
  if (bytes.length > 8 && bytes[0]! < 4) {
    // A STUN header as it should be, with attributes that are not.
    bytes.set([bytes[0]!, 1, (bytes.length - 20) >> 8 & 255, bytes.length - 20 & 252]);
    bytes.set([0x21, 0x12, 0xa4, 0x42], 4);
  }
  if (bytes.length > 1 && bytes[0]! >= 128 && random.int(2) === 0) bytes[1] = 200 + random.int(8);
  return bytes;
}

Deno.test("random datagrams from strangers leave a call as it is", LEAVES_TIMERS, async () => {
  const server = await startLectern({ groups: { [GROUP]: OPEN_GROUP } });
  const ada = await join(server.origin, GROUP, "Ada");
  const ben = await join(server.origin, GROUP, "Ben");
  const toBen = acceptStreams(ben);
  const up = await publish(ada);
  const stranger = Deno.listenDatagram({ transport: "udp", hostname: "127.0.0.1", port: 0 });
  try {
    await sendUntil(up, "a stream for Ben", () => toBen.size > 0);
    const [down] = toBen.values();
    await sendUntil(up, "video before", () => down!.video.length >= 10);

    const random = createRandom(2026);
    const server4 = { transport: "udp", hostname: "127.0.0.1", port: server.udpPort } as const;
    for (let i = 0; i < DATAGRAMS; i++) {
      await stranger.send(makeDatagram(random), server4);
      if (i % 1000 === 0) {
        const count = down!.video.length;
        await sendUntil(up, "video meanwhile", () => down!.video.length > count);
      }
    }
    const count = down!.video.length;
    await sendUntil(up, "video after", () => down!.video.length >= count + 20);

    const trouble = server.log().split("\n").filter((line) => /\berror\b/i.test(line));
    assertEquals(trouble, []);
    assertEquals([ada.ending(), ben.ending()], [null, null]);
  } finally {
    stranger.close();
    for (const { connection } of [up, ...toBen.values()]) await connection.close();
    await ada.close();
    await ben.close();
    await server.dispose();
  }
});
