import { assert, assertEquals } from "../assert.ts";
import { type Lectern, OPEN_GROUP, startLectern } from "../lectern.ts";
import { until } from "../until.ts";
import { type GaleneClient, join } from "./galene_client.ts";
import { acceptStreams, type DownStream, LEAVES_TIMERS, publish, sendUntil } from "./streams.ts";
import type { UpStream } from "./streams.ts";

const GROUP = "lecture";
const EVERYTHING = { "": ["audio", "video"] };
const CONFIG = {
  users: { root: { password: { type: "plain", key: "secret" }, permissions: "admin" } },
};

/** The types of message that only `lectern-1` has. */
const OURS = ["speakers", "quality", "encodings", "slowlink"];

interface Call {
  readonly server: Lectern;
  readonly ada: GaleneClient;
  readonly up: UpStream;
  /** What Ben receives, who speaks Galène's protocol alone. */
  readonly ben: GaleneClient;
  readonly received: Map<string, DownStream>;
}

/** Ada publishes, Ben receives; both count as connected, and media flows. */
async function withCall(scenario: (call: Call) => Promise<void>): Promise<void> {
  const server = await startLectern({ groups: { [GROUP]: OPEN_GROUP }, config: CONFIG });
  const clients: GaleneClient[] = [];
  const connections: { close: () => Promise<void> }[] = [];
  try {
    const ada = await join(server.origin, GROUP, "Ada", EVERYTHING, ["2", "lectern-1"]);
    const ben = await join(server.origin, GROUP, "Ben");
    clients.push(ada, ben);
    const received = acceptStreams(ben);
    const up = await publish(ada);
    connections.push(up.connection);
    const stream = () => received.get(up.id);
    await sendUntil(up, "media", () => {
      const { video, audio } = stream() ?? { video: [], audio: [] };
      return video.length >= 60 && audio.length >= 30;
    });
    connections.push(stream()!.connection);
    await scenario({ server, ada, up, ben, received });
  } finally {
    for (const connection of connections) await connection.close();
    for (const client of clients) await client.close();
    await server.dispose();
  }
}

function askForStats({ origin }: Lectern, password: string): Promise<Response> {
  return fetch(`${origin}/galene-api/v0/.stats`, {
    headers: { authorization: `Basic ${btoa(`root:${password}`)}` },
  });
}

Deno.test(
  "an administrator sees every track in both directions, nobody else does",
  LEAVES_TIMERS,
  () =>
    withCall(async ({ server, ada, ben, up }) => {
      const refused = await askForStats(server, "guessed");
      assertEquals(refused.status, 401);
      await refused.body?.cancel();
      const strangers = await fetch(`${server.origin}/galene-api/v0/.stats`);
      assertEquals(strangers.status, 401);
      await strangers.body?.cancel();

      const groups = await until("figures of all tracks", async () => {
        for (const isKey of [true, false]) up.sendVideo(isKey);
        up.sendAudio();
        const text = await (await askForStats(server, "secret")).text();
        // A rate is known after a second.
        return text.includes('"bitrate":0,') ? null : JSON.parse(text);
      }, 20_000);
      assertEquals(groups.length, 1);
      assertEquals(groups[0].name, GROUP);
      const clients = new Map(groups[0].clients.map((each: { id: string }) => [each.id, each]));
      // deno-lint-ignore no-explicit-any -- a witness of the wire knows no types, and compares values
      const [sender, receiver] = [ada, ben].map(({ id }) => clients.get(id) as any);
      assertEquals(sender.up.map(({ id }: { id: string }) => id), [up.id]);
      assertEquals(receiver.down.map(({ id }: { id: string }) => id), [up.id]);
      assertEquals([sender.down, receiver.up], [undefined, undefined]);
      for (const stream of [...sender.up, ...receiver.down]) {
        assertEquals([stream.label, stream.connected], ["camera", true]);
        assertEquals(
          stream.tracks.map(({ codec }: { codec: string }) => codec).sort(),
          ["opus", "vp8"],
        );
        for (const track of stream.tracks) {
          assert(track.bitrate > 0, `${track.codec} takes ${track.bitrate} b/s`);
          assert(track.packets > 0 && track.bytes > 0);
          assert(track.loss >= 0 && track.loss < 0.5, `${track.codec} loses ${track.loss}`);
        }
      }
      assertEquals(receiver.down[0].tracks[0].maxTid, 0);
      assertEquals(receiver.network.reason.length > 0, true);
      assertEquals(sender.quality, { up: "good", down: "good" });
    }),
);

Deno.test(
  "a publisher whose packets get lost is told, and marked; a stock client hears nothing of it",
  LEAVES_TIMERS,
  () =>
    withCall(async ({ server, ada, up, ben }) => {
      const eve = await join(server.origin, GROUP, "Eve", {}, ["2", "lectern-1"]);
      try {
        const isMarked = ({ heard }: GaleneClient, own: boolean) =>
          heard.some((message) => {
            const mark = own ? message.own : message.members?.[ada.id];
            return message.type === "quality" && mark !== undefined && mark.up !== "good";
          });
        let frames = 0;
        await until("everybody to know", () => {
          up.sendVideo(frames % 10 === 0);
          if (frames++ % 2 === 0) up.loseVideo();
          return isMarked(ada, true) && isMarked(eve, false);
        }, 30_000);
        const slow = await ada.hear({ type: "slowlink", id: up.id });
        assert(slow.loss > 0.08 && slow.loss < 0.4, `a loss of ${slow.loss}`);
        assertEquals(eve.heard.filter(({ type }) => type === "slowlink"), []);
        assertEquals(ben.heard.filter(({ type }) => OURS.includes(type)), []);
      } finally {
        await eve.close();
      }
    }),
);
