import { assert } from "../assert.ts";
import { OPEN_GROUP, startLectern } from "../lectern.ts";
import { type GaleneClient, join } from "./galene_client.ts";
import { acceptStreams, type DownStream, LEAVES_TIMERS, publish, sendUntil } from "./streams.ts";

const GROUP = "lecture";

/** More than a group's first worker takes before it shares with the other. */
const RECEIVERS = 10;

Deno.test(
  "a publisher's packets reach receivers on another worker, late ones as well",
  LEAVES_TIMERS,
  async () => {
    const server = await startLectern({
      groups: { [GROUP]: OPEN_GROUP },
      flags: ["--workers", "2"],
    });
    const clients: GaleneClient[] = [];
    const received: Map<string, DownStream>[] = [];
    try {
      const ada = await join(server.origin, GROUP, "Ada");
      clients.push(ada);
      const up = await publish(ada);
      for (let i = 0; i < RECEIVERS; i++) {
        const client = await join(server.origin, GROUP, `Receiver ${i}`);
        clients.push(client);
        received.push(acceptStreams(client));
      }
      const streams = () => received.flatMap((each) => [...each.values()]);
      await sendUntil(
        up,
        "everybody to be offered the stream",
        () => streams().length === RECEIVERS,
      );
      const elsewhere = streams().filter((stream) => portOf(stream) !== server.udpPort);
      assert(elsewhere.length > 0, "all receivers are on the publisher's worker");
      assert(elsewhere.length < RECEIVERS, "no receiver is on the publisher's worker");
      await sendUntil(
        up,
        "video and audio for everybody",
        () => streams().every((stream) => stream.video.length >= 20 && stream.audio.length >= 5),
      );
      // The fifth byte begins the VP8 frame's header, whose lowest bit is 0 in a key frame.
      for (const { video } of elsewhere) assert((video[0]!.payload[4]! & 1) === 0, "no key frame");
      await up.connection.close();
    } finally {
      for (const stream of received.flatMap((each) => [...each.values()])) {
        await stream.connection.close();
      }
      for (const client of clients) await client.close();
      await server.dispose();
    }
  },
);

/** The port of the worker that sends a stream, by the candidates of its offer. */
function portOf(stream: DownStream): number {
  const sdp = stream.connection.remoteDescription?.sdp ?? "";
  return Number(/^a=candidate:\S+ 1 udp \d+ \S+ (\d+) /im.exec(sdp)?.[1]);
}
