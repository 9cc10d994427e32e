import { assert, assertEquals } from "../assert.ts";
import { OPEN_GROUP, startLectern } from "../lectern.ts";
import { type GaleneClient, join } from "./galene_client.ts";
import {
  acceptStreams,
  type DownStream,
  LEAVES_TIMERS,
  publish,
  sendUntil,
  type UpStream,
} from "./streams.ts";

const GROUP = "lecture";

/** Runs a scenario with two members of a group, each accepting what the other publishes. */
async function withTwo(
  scenario: (two: {
    readonly origin: string;
    readonly ada: GaleneClient;
    readonly ben: GaleneClient;
    readonly toAda: Map<string, DownStream>;
    readonly toBen: Map<string, DownStream>;
    readonly publishing: (client: GaleneClient) => Promise<UpStream>;
  }) => Promise<void>,
): Promise<void> {
  const server = await startLectern({ groups: { [GROUP]: OPEN_GROUP } });
  const ada = await join(server.origin, GROUP, "Ada");
  const ben = await join(server.origin, GROUP, "Ben");
  const toAda = acceptStreams(ada);
  const toBen = acceptStreams(ben);
  const ups: UpStream[] = [];
  const publishing = async (client: GaleneClient) => {
    const up = await publish(client);
    ups.push(up);
    return up;
  };
  try {
    await scenario({ origin: server.origin, ada, ben, toAda, toBen, publishing });
  } finally {
    for (const { connection } of [...ups, ...toAda.values(), ...toBen.values()]) {
      await connection.close();
    }
    await ada.close();
    await ben.close();
    await server.dispose();
  }
}

/** The stream of somebody, once it is there; some servers offer it only when its media has begun to flow. */
async function streamOf(
  streams: Map<string, DownStream>,
  username: string,
  up: UpStream,
): Promise<DownStream> {
  const found = () => [...streams.values()].find((stream) => stream.username === username);
  await sendUntil(up, `a stream of ${username}`, () => found() !== undefined);
  return found()!;
}

Deno.test(
  "two clients send and receive audio and video in both directions",
  LEAVES_TIMERS,
  async () => {
    await withTwo(async ({ ada, ben, toAda, toBen, publishing }) => {
      const fromAda = await publishing(ada);
      const fromBen = await publishing(ben);
      for (
        const [up, streams, name] of [[fromAda, toBen, "Ada"], [fromBen, toAda, "Ben"]] as const
      ) {
        const down = await streamOf(streams, name, up);
        assertEquals(down.id, up.id);
        assertEquals(down.label, "camera");
        await sendUntil(
          up,
          `30 packets of each kind from ${name}`,
          () => down.video.length >= 30 && down.audio.length >= 30,
        );
      }
    });
  },
);

Deno.test(
  "what is received is what was sent, begins with a key frame and is numbered without a gap",
  LEAVES_TIMERS,
  async () => {
    await withTwo(async ({ ada, toBen, publishing }) => {
      const up = await publishing(ada);
      const down = await streamOf(toBen, "Ada", up);
      await sendUntil(up, "40 packets of video", () => down.video.length >= 40);
      const [first] = down.video;
      assertEquals(first!.payload[0]! & 0x10, 0x10, "the first packet starts no frame");
      assertEquals(first!.payload[4]! & 1, 0, "the first frame is no key frame");
      const sorted = down.video.toSorted((a, b) =>
        (a.header.sequenceNumber - first!.header.sequenceNumber & 0xffff) -
        (b.header.sequenceNumber - first!.header.sequenceNumber & 0xffff)
      );
      for (const [i, packet] of sorted.entries()) {
        assertEquals(packet.header.sequenceNumber, (first!.header.sequenceNumber + i) & 0xffff);
        const pictureId = (packet.payload[2]! & 0x7f) << 8 | packet.payload[3]!;
        const firstId = (first!.payload[2]! & 0x7f) << 8 | first!.payload[3]!;
        assertEquals(pictureId, (firstId + (i >> 1)) & 0x7fff);
        assertEquals(packet.header.marker, i % 2 === 1);
      }
      const timestamps = sorted.map((packet) => packet.header.timestamp);
      assertEquals((timestamps[2]! - timestamps[0]!) >>> 0, 3000);
    });
  },
);

Deno.test("media goes on after the publisher has restarted ICE", LEAVES_TIMERS, async () => {
  await withTwo(async ({ ada, toBen, publishing }) => {
    const up = await publishing(ada);
    const down = await streamOf(toBen, "Ada", up);
    await sendUntil(up, "video before", () => down.video.length >= 10);
    const before = up.connection.localDescription!.sdp.match(/a=ice-ufrag:(\S+)/)![1];
    await up.restart();
    const after = up.connection.localDescription!.sdp.match(/a=ice-ufrag:(\S+)/)![1];
    assert(before !== after, "werift kept its credentials");
    const count = down.video.length;
    await sendUntil(up, "video after the restart", () => down.video.length >= count + 20);
  });
});

Deno.test(
  "media goes on after a receiver has asked for new ICE credentials",
  LEAVES_TIMERS,
  async () => {
    await withTwo(async ({ ada, ben, toBen, publishing }) => {
      const up = await publishing(ada);
      const down = await streamOf(toBen, "Ada", up);
      await sendUntil(up, "video before", () => down.video.length >= 10);
      const from = ben.heard.length;
      ben.send({ type: "renegotiate", id: down.id });
      const offer = await ben.hear({ type: "offer", id: down.id }, from);
      assertEquals(offer.username, "Ada");
      const count = down.video.length;
      await sendUntil(up, "video after the restart", () => down.video.length >= count + 20);
    });
  },
);

Deno.test(
  "a stream ends for its receivers when it is closed, and when its publisher goes",
  LEAVES_TIMERS,
  async () => {
    await withTwo(async ({ origin, ada, ben, toBen, publishing }) => {
      const up = await publishing(ada);
      await streamOf(toBen, "Ada", up);
      await up.close();
      await ben.hear({ type: "close", id: up.id });

      const eve = await join(origin, GROUP, "Eve");
      const second = await publishing(eve);
      await streamOf(toBen, "Eve", second);
      await eve.close();
      await ben.hear({ type: "close", id: second.id });
      await ben.hear({ type: "user", kind: "delete", id: eve.id });
      const [closedAt, deletedAt] = [
        ben.heard.findIndex((message) => message.type === "close" && message.id === second.id),
        ben.heard.findIndex((message) => message.kind === "delete" && message.id === eve.id),
      ];
      assert(closedAt < deletedAt, "the streams of a leaver end before he is gone");
    });
  },
);

Deno.test(
  "a receiver who refuses a stream is told that it ends, and the others keep it",
  LEAVES_TIMERS,
  async () => {
    await withTwo(async ({ origin, ada, ben, toBen, publishing }) => {
      const up = await publishing(ada);
      const eve = await join(origin, GROUP, "Eve");
      const toEve = acceptStreams(eve);
      try {
        const refused = await streamOf(toEve, "Ada", up);
        await refused.close();
        await eve.hear({ type: "close", id: up.id });
        const down = await streamOf(toBen, "Ada", up);
        const count = down.video.length;
        await sendUntil(up, "video for Ben", () => down.video.length >= count + 10);
        assertEquals(ben.heard.some((message) => message.type === "close"), false);
      } finally {
        for (const { connection } of toEve.values()) await connection.close();
        await eve.close();
      }
    });
  },
);

Deno.test("who asks for audio alone is offered audio alone", LEAVES_TIMERS, async () => {
  await withTwo(async ({ origin, ada, toBen, publishing }) => {
    const up = await publishing(ada);
    await streamOf(toBen, "Ada", up);
    const eve = await join(origin, GROUP, "Eve", { "": ["audio"] });
    const offer = await eve.hear({ type: "offer" });
    await eve.close();
    assertEquals([...offer.sdp.matchAll(/^m=(\w+)/gm)].map(([, kind]) => kind), ["audio"]);
  });
});
