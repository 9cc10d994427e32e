import { createLog } from "../../server/log.ts";
import { createMediaClient } from "../../server/media_client.ts";
import { assert, assertEquals } from "../assert.ts";
import { OFFERS } from "../sdp_fixtures.ts";
import { until } from "../until.ts";

Deno.test("a media worker that dies comes back on its port, and offers of the meantime are answered", async () => {
  const lines: string[] = [];
  const media = createMediaClient({
    workers: [{
      index: 0,
      udpPort: freePort(),
      publicAddresses: [],
      udpBackend: "auto",
      crypto: "auto",
      audibleSpeakers: 0,
      logLevel: "info",
    }],
    log: createLog({
      level: "warn",
      format: "text",
      clock: Date.now,
      write: (line) => lines.push(line),
    }),
    spawn: () => new Worker(new URL("./mortal_worker.ts", import.meta.url), { type: "module" }),
  });
  await media.start();
  try {
    for (let death = 0; death < 3; death++) {
      const heard: string[] = [];
      const victim = media.open("lecture", null, (event) => heard.push(`victim ${event.type}`));
      media.post({ type: "restart", session: victim });
      await until("the worker's death", () => heard.includes("victim refused"));
      // The next worker is not ready yet.
      const session = media.open("lecture", null, (event) => heard.push(`next ${event.type}`));
      const sdp = OFFERS.chromium.camera;
      media.post({ type: "publish", session, group: "lecture", sdp, codecs: ["vp8", "opus"] });
      await until("an answer", () => heard.length > 1);
      assertEquals(heard, ["victim refused", "next answered"]);
      media.post({ type: "close", session });
      assertEquals(media.sessionCount(), 0);
    }
    const [stats] = await media.stats();
    assertEquals(stats?.held.sessions, 0);
    assertEquals(lines.length, 3);
    assert(lines.every((line) => line.includes("a media worker has failed")), lines.join(""));
  } finally {
    await media.stop();
  }
});

/** A UDP port that is free now, on all addresses. */
function freePort(): number {
  const socket = Deno.listenDatagram({ transport: "udp", hostname: "0.0.0.0", port: 0 });
  const { port } = socket.addr as Deno.NetAddr;
  socket.close();
  return port;
}
